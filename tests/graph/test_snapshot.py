"""What a reader of a directory reads: a state that no writer takes away from it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import GraphStore, open_store
from kg.graph.snapshot import PREFIX, clear, take
from tests.graph.made import numbered_page

PAGES = 40
# RocksDB opens so many tables at once, and merges a family of four.
AT_ONCE = 16
FLUSHES = 3
# A reader that fails here can take all memory there is.
MEMORY = 4 << 30


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[GraphStore]:
    """A store of more tables than RocksDB opens at once."""
    with open_store(tmp_path / "s", mode="write") as store:
        for flush in range(FLUSHES):
            for n in range(flush, PAGES, FLUSHES):
                store.put_page(numbered_page(n))
            store.flush()
        yield store


def merge(store: GraphStore, variant: int = 1) -> None:
    """Write over everything and merge the tables into new ones."""
    for n in range(PAGES):
        store.put_page(numbered_page(n, variant=variant))
    store.flush()
    store.optimize()


def left(store: Path) -> list[Path]:
    return list(store.glob(PREFIX + "*"))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are Unix's")
@pytest.mark.parametrize("read", ["store.lines(named=True)", "sorted(map(str, store.quads()))"])
def test_what_was_opened_can_be_read_after_a_writer_merged_it_away(
    writer: GraphStore, tmp_path: Path, read: str
) -> None:
    """A reader that has read nothing yet reads the state at its opening, though most of its tables are gone."""
    before = writer.lines(named=True)
    reader = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import resource, sys\n"
            f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
            "from kg.graph import open_store\n"
            "with open_store(sys.argv[1]) as store:\n"
            "    print('opened', flush=True)\n"
            "    sys.stdin.readline()\n"
            f"    print(len({read}))\n",
            str(tmp_path / "s"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "opened\n"
        tables = set((tmp_path / "s").glob("*.sst"))
        merge(writer)
        assert len(tables - set((tmp_path / "s").glob("*.sst"))) > AT_ONCE
        said, _ = reader.communicate("go on\n", timeout=60)
    assert (reader.returncode, said) == (0, f"{len(before)}\n")


def test_an_answer_outlives_the_state_it_was_read_from(writer: GraphStore, tmp_path: Path) -> None:
    """Rows and quads that are still to come are those of the state they were asked of, after a refresh too."""
    with open_store(tmp_path / "s") as reader:
        expected = [len(reader.lines()), len(reader.lines(named=True))]
        rows = iter(reader.query("SELECT ?s ?p ?o { ?s ?p ?o }"))
        quads = reader.quads()
        next(rows), next(quads)
        for variant in range(1, 4):
            merge(writer, variant)
            assert reader.refresh()
        found = [1 + sum(1 for _ in rows), 1 + sum(1 for _ in quads)]
        assert found == expected
        del rows, quads
        assert len(left(tmp_path / "s")) == 1
    assert not left(tmp_path / "s")


def test_a_reader_leaves_nothing_behind(writer: GraphStore, tmp_path: Path) -> None:
    """Closed, its worker killed, or itself killed: what it read from is gone after the next one at the latest."""
    where = tmp_path / "s"
    with open_store(where) as reader:
        assert reader.query("ASK { ?s ?p ?o }", timeout=60).boolean
        assert len(left(where)) == 2
    assert not left(where)
    kill_itself = (
        "import os, signal, sys\n"
        "from kg.graph import open_store\n"
        "store = open_store(sys.argv[1])\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    assert subprocess.run([sys.executable, "-c", kill_itself, str(where)], check=False).returncode
    (rest,) = left(where)
    with open_store(where) as reader:
        assert rest not in left(where)
        clear(where)
        assert len(left(where)) == 1
        assert len(reader.pages()) == PAGES
    assert not left(where)


def test_a_reader_without_links_reads_the_directory_itself(
    writer: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no link can be made, a store is read all the same, and nothing is left in it."""

    def link(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", link)
    assert take(tmp_path / "s") is None
    with open_store(tmp_path / "s") as reader:
        assert len(reader.pages()) == PAGES
        assert not left(tmp_path / "s")

