"""A build over files that have not changed does not read them as pages again, and says the same of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.corpus import read
from kg.graph.opening import open_store
from kg.graph.store import GraphStore
from kg.pipeline import BuildReport, PageDone, build
from tests.benchmarks.newspaper import write_pages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six pages, one of them without a day but in its name."""
    write_pages(tmp_path / "pages", 5)
    (tmp_path / "pages" / "徐汇报-2021-04-26.txt").write_text("徐汇区召开推进会\n\n徐汇区区长王伟出席推进会。\n", "utf-8")
    return tmp_path / "pages"


@pytest.fixture
def store() -> Iterator[GraphStore]:
    """A store in memory."""
    with open_store(None) as opened:
        yield opened


def built(folder: Path, store: GraphStore, **options: object) -> tuple[BuildReport, list[PageDone]]:
    """A build and what it told of each page."""
    told: list[PageDone] = []
    return build([folder], store, progress=told.append, **options), told  # type: ignore[arg-type]


def test_files_that_are_the_same_are_not_looked_at_again(
    folder: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing but bytes is read of them (the first one aside, read before the store is open); all else is told alike."""
    first, told = built(folder, store)
    built(folder, store)
    looked: list[str] = []
    about = read.about
    monkeypatch.setattr(read, "about", lambda name, *rest: looked.append(name) or about(name, *rest))
    again, told_again = built(folder, store)
    assert len(looked) == 1
    assert again.same == 6
    assert again.assumed == first.assumed != ()
    assert [(d.name, d.published) for d in told_again] == [(d.name, d.published) for d in told]


@pytest.mark.parametrize("change", ["bytes", "table", "default"])
def test_what_decides_of_a_page_is_noticed(folder: Path, store: GraphStore, change: str) -> None:
    """Other bytes of the same length and time, a row in the table beside it, another default day: read anew."""
    (folder / "day-less.txt").write_text("徐汇区召开推进会\n\n徐汇区区长王伟出席推进会。\n", "utf-8")
    built(folder, store, published="2020-01-01")
    path = folder / "day-less.txt"
    if change == "bytes":
        path.write_text(path.read_text("utf-8").replace("王伟", "王芳"), "utf-8")
    if change == "table":
        (folder / "pages.csv").write_text("file,published\nday-less.txt,2019-05-06\n", "utf-8")
    _, told = built(folder, store, published="2020-02-02" if change == "default" else "2020-01-01")
    assert [done.name for done in told if done.state == "replaced"] == ["day-less.txt"]
    with open_store(None) as fresh:
        built(folder, fresh, published="2020-02-02" if change == "default" else "2020-01-01")
        assert store.lines(named=True) == fresh.lines(named=True)


def test_sentences_left_over_are_told_of_pages_that_are_the_same(folder: Path, store: GraphStore) -> None:
    """A report of what no rule fired in needs the text: such a build reads every page."""
    built(folder, store)
    asked, _ = built(folder, store, report_left=True)
    with open_store(None) as fresh:
        assert asked.left == built(folder, fresh, report_left=True)[0].left != ()
