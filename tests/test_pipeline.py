"""The stages joined: what a build does to a store, and what it leaves alone."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import InputError, UsageError
from kg.graph import export
from kg.graph.opening import open_store
from kg.graph.store import GraphStore
from kg.pipeline import PageDone, build, decide, judge, readable
from kg.pipeline.recipe import page_digest, recipe
from tests.conftest import SAMPLES

PAGE = "徐汇区召开{topic}推进会\n\n4月2{day}日,徐汇区召开{topic}推进会。区委书记{name}出席会议并讲话。\n"


@pytest.fixture
def store() -> Iterator[GraphStore]:
    """An empty store in memory."""
    with open_store(":memory:") as opened:
        yield opened


def turtle(store: GraphStore) -> bytes:
    """The whole graph as bytes."""
    out = io.BytesIO()
    export(store, "trig", out)
    return out.getvalue()


def table(store: GraphStore) -> bytes:
    """The facts with their quotes as bytes."""
    out = io.BytesIO()
    export(store, "facts", out)
    return out.getvalue()


def names(store: GraphStore) -> set[str]:
    """The IRIs of all persons who hold an office."""
    rows = store.query("SELECT DISTINCT ?p { ?t a org:Membership ; org:member ?p }").records()
    return {str(row["p"]).removeprefix("https://w3id.org/local-governance/id/") for row in rows}


def write(folder: Path, file: str, **said: object) -> None:
    """A short page of Xuhui's paper."""
    (folder / file).write_text(PAGE.format(**said), encoding="utf-8")


def test_the_report_counts_what_the_store_holds(store: GraphStore) -> None:
    """Pages done now and things held in all; every page was told as it was done."""
    told: list[PageDone] = []
    report = build([SAMPLES], store, progress=told.append)
    assert (report.new, report.same, report.replaced, report.unread) == (5, 0, 0, ())
    assert report.pages == 5
    assert min(report.articles, report.persons, report.bodies, report.events, report.policies, report.facts) > 5
    assert [done.name for done in told] == sorted(page.name for page in SAMPLES.iterdir())
    assert {done.state for done in told} == {"new"}
    assert sum(done.articles for done in told) == report.articles


def test_an_interrupted_build_is_completed_by_the_next(tmp_path: Path) -> None:
    """Whatever the page at which it stops: whole pages stay, and the next build comes to the same graph."""

    class StopError(Exception):
        pass

    with open_store(":memory:") as whole:
        build([SAMPLES], whole)
        wanted = turtle(whole)
    for stop in range(1, 6):
        seen: list[str] = []

        def count(done: PageDone, seen: list[str] = seen, stop: int = stop) -> None:
            seen.append(done.name)
            if len(seen) == stop:
                raise StopError

        with open_store(":memory:") as store:
            with pytest.raises(StopError):
                build([SAMPLES], store, progress=count)
            assert list(store.pages()) == seen
            build([SAMPLES], store)
            assert turtle(store) == wanted


def test_pages_are_read_only_when_they_must_be(store: GraphStore) -> None:
    """A page under the same recipe is the same; told so, and without facts counted again."""
    build([SAMPLES], store)
    told: list[PageDone] = []
    report = build([SAMPLES], store, progress=told.append)
    assert {done.state for done in told} == {"same"}
    assert report.same == 5
    assert report.changes == ()


def test_a_newer_recipe_reads_every_page_again(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """When program or rules change, unchanged pages are read off again, and the facts stay what they are."""
    build([SAMPLES], store)
    before = table(store)
    monkeypatch.setattr("kg.pipeline.builder.recipe", lambda *a: recipe(*a) + "newer")
    report = build([SAMPLES], store)
    assert report.replaced == 5
    assert table(store) == before


def test_what_the_pages_changed_is_told(tmp_path: Path, store: GraphStore) -> None:
    """A new page in a store with pages: who is new is told; the first build tells nothing."""
    write(tmp_path, "a.txt", topic="旧住房改造", day=1, name="鲍炳章")
    assert build([tmp_path], store).changes == ()
    write(tmp_path, "b.txt", topic="垃圾分类", day=2, name="曹立强")
    changes = build([tmp_path], store).changes
    assert any("曹立强" in change.in_words() for change in changes)


def test_sentences_left_are_the_same_in_every_run(store: GraphStore) -> None:
    """report_left reads unchanged pages again for the list, and changes nothing in the store."""
    first = build([SAMPLES], store, report_left=True)
    before = turtle(store)
    second = build([SAMPLES], store, report_left=True)
    assert first.left == second.left
    assert first.left_in_all == len(first.left) > 0
    assert [left.score for left in first.left] == sorted((left.score for left in first.left), reverse=True)
    assert turtle(store) == before


def test_nothing_to_read_is_an_input_error(tmp_path: Path) -> None:
    """No page in what was given: an error that names every reason, before any store is made."""
    (tmp_path / "empty.txt").touch()
    with pytest.raises(InputError, match=r"empty\.txt: .*empty"):
        readable([tmp_path])
    with pytest.raises(InputError, match="no page"):
        build([tmp_path / "none"], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_page_without_article_is_unread_and_named(tmp_path: Path, store: GraphStore) -> None:
    """It counts as unread, with its reason, and the others are built."""
    write(tmp_path, "a.txt", topic="旧住房改造", day=1, name="鲍炳章")
    (tmp_path / "b.txt").write_text("1\n\n2\n", encoding="utf-8")
    report = build([tmp_path], store)
    assert [item.name for item in report.unread] == ["b.txt"]
    assert report.pages == 1


def test_a_joined_pair_comes_apart_again(tmp_path: Path) -> None:
    """A decision joins two identifiers on all pages; taken back, the graph has its former bytes."""
    pages = tmp_path / "pages"
    pages.mkdir()
    write(pages, "a.txt", topic="旧住房改造", day=1, name="鲍炳章")
    write(pages, "b.txt", topic="垃圾分类", day=2, name="曹立强")
    with open_store(tmp_path / "store", mode="write") as store:
        build([pages], store, jurisdiction="上海市徐汇区")
        a, b = "person/310104/鲍炳章", "person/310104/曹立强"
        assert {a, b} <= names(store)
        before = turtle(store)
        said = {"author": "a reader", "date": "2024-01-02", "why": "to try it"}
        decided = decide(store, None, a, b, "yes", **said)
        assert decided.rewritten >= 1
        assert len({a, b} & names(store)) == 1
        assert decided.path.read_text(encoding="utf-8").count("to try it") == 1
        again = build([pages], store, jurisdiction="上海市徐汇区")
        assert (again.same, again.replaced) == (2, 0)
        assert len({a, b} & names(store)) == 1
        decide(store, None, a, b, "undo", **said)
        assert turtle(store) == before
        with pytest.raises(UsageError, match="nothing was decided"):
            decide(store, None, a, b, "undo", **said)
        with pytest.raises(UsageError, match="no such pair"):
            decide(store, None, a, "person/310104/王没有", "yes", **said)


def test_a_decision_made_before_the_pages_holds_for_them(tmp_path: Path) -> None:
    """Decided first and built afterwards, or built first and decided afterwards: one graph."""
    pages = tmp_path / "pages"
    pages.mkdir()
    write(pages, "a.txt", topic="旧住房改造", day=1, name="鲍炳章")
    write(pages, "b.txt", topic="垃圾分类", day=2, name="曹立强")
    said = {"author": "a reader", "date": "2024-01-02", "why": "to try it"}
    with open_store(tmp_path / "one", mode="write") as store:
        build([pages], store)
        path = decide(store, None, "person/310104/鲍炳章", "person/310104/曹立强", "yes", **said).path
        after = turtle(store)
    with open_store(":memory:") as store:
        build([pages], store, decisions=path)
        assert turtle(store) == after


def test_unsure_pairs_can_be_looked_at_without_writing(tmp_path: Path) -> None:
    """judge reads only: it works on a store opened to read."""
    with open_store(tmp_path / "store", mode="write") as store:
        report = build([SAMPLES], store)
    with open_store(tmp_path / "store") as store:
        assert len(judge(store).unsure) == report.unsure


def test_the_recipe_follows_files_and_options(tmp_path: Path) -> None:
    """A user's rule file, its name and the options count; where the folder lies does not."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "my.yaml").write_text("- id: a\n", encoding="utf-8")
    one = recipe([tmp_path / "one"], ["上海市徐汇区"])
    assert one == recipe([tmp_path / "two"], ["上海市徐汇区"])
    assert one != recipe([tmp_path / "one"], ["上海市"])
    (tmp_path / "two" / "my.yaml").write_text("- id: b\n", encoding="utf-8")
    assert one != recipe([tmp_path / "two"], ["上海市徐汇区"])
    assert page_digest(one, "x", "a", "") != page_digest(one, "x", "", "a")


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two processes read, one stores, in the order of the pages: the same graph, reports and progress."""
    (tmp_path / "empty.txt").touch()
    seen = []
    for workers in (1, 2):
        told: list[PageDone] = []
        with open_store(":memory:") as store:
            report = build([SAMPLES, tmp_path], store, workers=workers, report_left=True, progress=told.append)
            again = build([SAMPLES, tmp_path], store, workers=workers)
            seen.append((report, again, told, turtle(store)))
    assert seen[0] == seen[1]
    assert seen[0][1].same == 5


def test_the_run_is_told_beside_the_facts(store: GraphStore, tmp_path: Path) -> None:
    """Version and rules stand in a run that used the pages; pages read with other rules belong to another run."""
    build([SAMPLES], store)
    runs = "SELECT ?run (COUNT(?page) AS ?n) { ?run a prov:Activity ; prov:used ?page } GROUP BY ?run ORDER BY ?n"
    assert [row["n"] for row in store.query(runs).records()] == [5]
    said = store.query("SELECT ?v { ?s schema:softwareVersion ?v }").records()
    assert [row["v"] for row in said] == [kg.__version__]
    (tmp_path / "names.tsv").write_text("kind\tname\nperson\t鲍炳章\n", encoding="utf-8")
    build([next(SAMPLES.glob("*2024-12*"))], store, gazetteer=tmp_path / "names.tsv")
    assert [row["n"] for row in store.query(runs).records()] == [1, 4]


def test_the_package_offers_what_scripts_need() -> None:
    """kg.build and its like are there, and a name that is not there is an AttributeError."""
    assert kg.build is build
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    with pytest.raises(AttributeError, match="'nothing'"):
        kg.nothing  # noqa: B018


def test_the_examples_in_the_docstring_run() -> None:
    """The example in the package's docstring is a true one."""
    import doctest

    assert doctest.testmod(kg).failed == 0


def test_pages_of_one_name_in_two_folders_stay_two(tmp_path: Path, store: GraphStore) -> None:
    """Two folders given together, each with a 01.txt: both are in the graph."""
    for folder, name in (("a", "鲍炳章"), ("b", "曹立强")):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "01.txt", topic="旧住房改造", day=1, name=name)
    report = build([tmp_path / "a", tmp_path / "b"], store)
    assert report.pages == 2


def test_a_copied_page_counts_its_facts_once(tmp_path: Path, store: GraphStore) -> None:
    """The same text under two names: two pages, the same persons, tenures not doubled."""
    write(tmp_path, "a.txt", topic="旧住房改造", day=1, name="鲍炳章")
    build([tmp_path], store)
    held = store.counts()["facts"]
    shutil.copy(tmp_path / "a.txt", tmp_path / "b.txt")
    build([tmp_path], store)
    counts = store.counts()
    assert counts["pages"] == 2
    assert counts["persons"] == 1
    assert counts["facts"] <= held + 2
