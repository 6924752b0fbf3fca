"""Pages made ready in several processes: the same bytes, and no page lost with a process."""

from __future__ import annotations

import io
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.graph import export
from kg.graph.opening import open_store
from kg.graph.store import GraphStore
from kg.pipeline import PageDone, build
from tests.benchmarks.newspaper import write_pages

# An extractor of somebody else that brings its process down at one page, and is at a loss with another.
POISON = """
import os, signal
class Poison:
    name, version = "poison", "1"
    def statements(self, page, articles, jurisdiction):
        if "KILLS" in page.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "BREAKS" in page.text:
            raise KeyError("nobody knows")
        return ()
"""


@pytest.fixture
def poison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extractor installed, as pip would do it."""
    site = tmp_path / "site"
    (site / "poison-1.dist-info").mkdir(parents=True)
    (site / "poison.py").write_text(POISON, encoding="utf-8")
    (site / "poison-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n", "utf-8")
    (site / "poison-1.dist-info" / "entry_points.txt").write_text("[kg.extractors]\npoison = poison:Poison\n", "utf-8")
    monkeypatch.syspath_prepend(site)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty pages."""
    write_pages(tmp_path / "pages", 40)
    return tmp_path / "pages"


def everything(store: GraphStore) -> bytes:
    """The whole graph with its named graphs."""
    out = io.BytesIO()
    export(store, "trig", out)
    return out.getvalue()


def built(folder: Path, workers: int) -> tuple[bytes, list[PageDone]]:
    """The graph of a folder and what was told of each page."""
    told: list[PageDone] = []
    with open_store(":memory:") as store:
        build([folder], store, workers=workers, progress=told.append)
        return everything(store), told


def test_a_killed_process_costs_nothing(folder: Path) -> None:
    """All processes are killed in the middle: others take their place, and the result is that of one process."""

    def kill(done: PageDone) -> None:
        if not killed:
            for child in multiprocessing.active_children():
                killed.append(child.pid)
                os.kill(child.pid or 0, signal.SIGKILL)

    killed: list[int | None] = []
    with open_store(":memory:") as store:
        report = build([folder], store, workers=2, progress=kill)
        assert killed
        assert report.new == 40
        assert not report.unread
        assert everything(store) == built(folder, 1)[0]


def test_a_page_that_kills_is_named_and_the_rest_is_built(folder: Path, poison: None) -> None:
    """Two processes die of one page, then it is given up; a page that raises costs itself only."""
    (folder / "a-kills.txt").write_text("KILLS", encoding="utf-8")
    (folder / "b-breaks.txt").write_text("徐汇区召开推进会\n\n4月20日,徐汇区召开推进会。BREAKS\n", encoding="utf-8")
    with open_store(":memory:") as store:
        report = build([folder], store, workers=2, extractors=["poison"])
    unread = {item.name: item.reason for item in report.unread}
    assert unread.keys() == {"a-kills.txt", "b-breaks.txt"}
    assert "2 processes died of reading it (signal 9)" in unread["a-kills.txt"]
    assert "KeyError: 'nobody knows'" in unread["b-breaks.txt"]
    assert report.new == 40


def test_errors_of_the_call_come_through(folder: Path) -> None:
    """An area that nobody knows is the same error with any number of workers, and no process is left."""
    for workers in (1, 2):
        with open_store(":memory:") as store, pytest.raises(UsageError, match="蓬莱仙岛"):
            build([folder], store, workers=workers, jurisdiction="蓬莱仙岛")
    for _ in range(50):
        if not multiprocessing.active_children():
            return
        time.sleep(0.1)
    raise AssertionError("a worker is left")


def test_pages_are_told_in_their_order(folder: Path) -> None:
    """Progress and bytes are those of one process, whichever of the processes is done first."""
    assert built(folder, 3) == built(folder, 1)


def test_a_process_ends_quietly_when_nobody_hears_that_it_is_there() -> None:
    """Who asked for it may be interrupted in between: no complaint, no exit code."""
    from kg import terms
    from kg.fuse import Identities
    from kg.pipeline.ready import Making
    from kg.pipeline.stages import reader
    from kg.pipeline.workers import _work

    by = reader()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, dict(by.made), Making(by, terms.BASE, Identities(), "")), daemon=True)
    process.start()
    theirs.close()
    assert ours.poll(60)
    ours.close()
    process.join(60)
    assert process.exitcode == 0
