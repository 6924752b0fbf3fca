"""A job on an engine and its shards in a store: the store of a build on one machine, whoever is killed on the way."""

from __future__ import annotations

import io
import json
import os
import signal
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, UsageError
from kg.graph import export
from kg.graph.opening import open_store
from kg.graph.store import GraphStore
from kg.pipeline import build
from kg.pipeline.engines import DaskEngine, ThisProcess, build_shards, is_job, load_shards
from tests.benchmarks.newspaper import pages, write_pages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sixty pages and a file that is empty."""
    write_pages(tmp_path / "pages", 60)
    (tmp_path / "pages" / "empty.txt").touch()
    return tmp_path / "pages"


def everything(store: GraphStore) -> tuple[bytes, dict[str, str], list[tuple[str, str]]]:
    """The whole graph, the digests of its pages, and their notes."""
    out = io.BytesIO()
    export(store, "trig", out)
    return out.getvalue(), store.digests(), [note for key in ("seen", "record", "text") for note in store.notes(key)]


def on_one_machine(folder: Path, **options: Any) -> tuple[bytes, dict[str, str], list[tuple[str, str]]]:
    """What a build here makes of a folder."""
    with open_store(":memory:") as store:
        build([folder], store, **options)
        return everything(store)


def loaded(out: str) -> tuple[bytes, dict[str, str], list[tuple[str, str]]]:
    """What the shards of a job make in a store."""
    with open_store(":memory:") as store:
        load_shards(store, out)
        return everything(store)


def test_shards_loaded_are_the_store_of_one_machine(folder: Path, tmp_path: Path) -> None:
    """The same graph, notes and digests; a build over the same pages then has nothing to do."""
    done = build_shards([str(folder)], str(tmp_path / "out"), ThisProcess())
    assert (done.pages, [item.name for item in done.unread]) == (60, ["empty.txt"])
    assert loaded(done.out) == on_one_machine(folder)
    with open_store(":memory:") as store:
        load_shards(store, done.out)
        before = everything(store)
        again = build([folder], store)
        assert (again.same, again.new, again.replaced) == (60, 0, 0)
        assert everything(store) == before


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pages in a shard, so that sixty make twenty and names go into more than one part."""
    monkeypatch.setattr("kg.pipeline.engines.job._PAGES", 3)


def test_persons_are_told_apart_over_all_shards(folder: Path, tmp_path: Path, small_shards: None) -> None:
    """Names are dealt over parts and judgements across parts and names count, as on one machine."""
    store = tmp_path / "store.decisions.tsv"
    known = sorted({(k.person, m.name) for m in pages(60) for k in m.known if k.rel == "holds"})
    with open_store(":memory:") as opened:
        build([folder], opened)
        rows = opened.query("SELECT DISTINCT ?p ?n { ?p a foaf:Person ; foaf:name ?n } ORDER BY ?p").records()
    iris = {str(row["n"]): str(row["p"]) for row in rows}
    a, b = iris[known[0][0]], iris[known[-1][0]]
    store.write_text(f"date\tauthor\tverdict\ta\tb\twhy\n2024-01-01\tme\tyes\t{a}\t{b}\ttest\n", encoding="utf-8")
    done = build_shards([str(folder)], str(tmp_path / "out"), ThisProcess(), decisions=store)
    assert done.shards > 16
    assert loaded(done.out) == on_one_machine(folder, decisions=store)


def test_archives_tables_and_globs(folder: Path, tmp_path: Path) -> None:
    """Pages come from tar and zip shards, JSON Lines and globs, under the names that they have on a laptop."""
    shards = tmp_path / "shards"
    shards.mkdir()
    some = sorted(folder.rglob("*.txt"))[:9]
    with tarfile.open(shards / "a.tar", "w") as tar, zipfile.ZipFile(shards / "b.zip", "w") as zipped:
        for path in some[:3]:
            tar.add(path, path.relative_to(folder).as_posix())
        for path in some[3:6]:
            zipped.write(path, path.relative_to(folder).as_posix())
    lines = [json.dumps({"标题": path.stem, "正文": path.read_text("utf-8")}, ensure_ascii=False) for path in some[6:]]
    (shards / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = build_shards([f"file://{shards}/[a-c].*"], f"file://{tmp_path}/out", ThisProcess())
    assert done.pages == 9 - sum(path.stat().st_size == 0 for path in some)
    assert loaded(done.out) == on_one_machine(shards)


class Counting(ThisProcess):
    """Counts what it runs, and stops where it is told to."""

    def __init__(self, most: int = 1_000) -> None:
        self.most = most
        self.ran: list[str] = []

    def run(self, function: Callable[[Any], Any], values: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        for place, value in enumerate(values):
            if len(self.ran) == self.most:
                raise KeyboardInterrupt
            self.ran.append(type(value).__name__)
            yield place, function(value)


def test_a_job_goes_on_where_it_was(folder: Path, tmp_path: Path) -> None:
    """Interrupted after reading, a job reads nothing twice; begun anew it leaves every file as it is."""
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        build_shards([str(folder)], str(out), Counting(most=1))
    assert not is_job(str(out))
    written = {path: path.stat().st_mtime_ns for path in out.rglob("*.gz")}
    assert written
    first = build_shards([str(folder)], str(out), ThisProcess())
    assert {path: path.stat().st_mtime_ns for path in written} == written
    files = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert build_shards([str(folder)], str(out), ThisProcess()) == first
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == files
    assert not list(out.rglob("*.part"))


def test_a_load_goes_on_where_it_was_and_wants_a_store_of_its_own(
    folder: Path, tmp_path: Path, small_shards: None
) -> None:
    """Shards already there are not loaded again; other pages and other addresses are refused."""
    done = build_shards([str(folder)], str(tmp_path / "out"), ThisProcess())

    def stop(loaded: int, of: int) -> None:
        if loaded == 2:
            raise KeyboardInterrupt

    with open_store(":memory:") as store:
        with pytest.raises(KeyboardInterrupt):
            load_shards(store, done.out, progress=stop)
        rest = load_shards(store, done.out)
        assert (rest.shards, rest.there, rest.pages) == (done.shards - 2, 2, 60)
        assert everything(store) == on_one_machine(folder)
    with open_store(":memory:") as store:
        build([sorted(folder.rglob("*.txt"))[-1]], store)
        with pytest.raises(UsageError, match="of their own"):
            load_shards(store, done.out)
        with pytest.raises(InputError, match="no finished job"):
            load_shards(store, str(folder))
    with pytest.raises(InputError, match="nothing at"):
        build_shards([str(tmp_path / "none")], done.out, ThisProcess())


@pytest.mark.slow
def test_a_killed_worker_changes_nothing(folder: Path, tmp_path: Path, small_shards: None) -> None:
    """A local cluster of two, one of which is killed while it reads: the same shards, byte for byte."""
    pytest.importorskip("distributed")
    whole = build_shards([str(folder)], str(tmp_path / "whole"), ThisProcess())
    out = tmp_path / "out"
    killed: list[int] = []
    with DaskEngine.at(workers=2) as engine:
        workers = engine.pids()

        def kill(step: str, done: int, of: int) -> None:
            if (step, done) == ("read", 3):
                killed.append(workers[0])
                os.kill(workers[0], signal.SIGKILL)

        done = build_shards([str(folder)], str(out), engine, progress=kill)
        assert killed
        assert engine.pids() != workers
    assert (done.pages, done.shards, done.unread) == (whole.pages, whole.shards, whole.unread)
    quads = [{path.name: path.read_bytes() for path in (at / "quads").iterdir()} for at in (tmp_path / "whole", out)]
    assert quads[0] == quads[1]
    assert loaded(str(out)) == loaded(whole.out)


@pytest.mark.slow
def test_the_command_line_builds_shards_and_loads_them(
    folder: Path, tmp_path: Path, run_kg: Callable[..., Any]
) -> None:
    """kg build --engine dask, then kg load: the export is that of a plain build; half an option is refused."""
    pytest.importorskip("distributed")
    assert run_kg("build", folder, "--shards", tmp_path / "out").code == 2
    made = run_kg("build", folder, "--engine", "dask", "--workers", 1, "--shards", tmp_path / "out", "--json")
    assert made.code == 3
    assert json.loads(made.out)["pages"] == 60
    assert run_kg("load", tmp_path / "out", "--store", tmp_path / "a").code == 0
    assert run_kg("build", folder, "--store", tmp_path / "b", "--quiet").code == 3
    first, second = (run_kg("export", "--format", "trig", "--store", tmp_path / name) for name in "ab")
    assert first.out == second.out
    assert first.out
