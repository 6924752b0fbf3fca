"""A store in a directory: locks, readers beside a writer, other people's directories, other versions."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import terms
from kg.errors import StoreError, StoreLocked
from kg.graph import bulk, layout
from kg.graph.opening import open_store
from tests.conftest import ROOT
from tests.graph.made import forum_page, numbered_page

BOOKS = NamedNode(terms.STORE_GRAPH)
ARTICLES = """SELECT ?name (COUNT(?article) AS ?n) WHERE {
  ?page a lg:Page ; schema:name ?name . ?article schema:isPartOf ?page ; a schema:NewsArticle } GROUP BY ?name"""


def in_another_process(code: str, *words: str) -> str:
    """What a Python process prints that runs the code."""
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *words], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return run.stdout


def test_a_store_stays_when_it_is_closed(tmp_path: Path) -> None:
    """What was put is there when the directory is opened again, to read or to write."""
    where = tmp_path / "deep" / "graph.kg"
    with open_store(where, mode="write") as store:
        store.put_page(forum_page())
        lines = store.lines(named=True)
    with open_store(where) as store:
        assert store.lines(named=True) == lines
        assert not store.writable
    with open_store(str(where), mode="write") as store:
        assert store.put_page(forum_page()) == "same"
        store.optimize()
        assert store.lines(named=True) == lines


@pytest.mark.parametrize("beside", [False, True])
def test_pages_that_wait_in_a_file_come_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: bool) -> None:
    """A bulk load of more than fits into one batch ends where single pages end, and leaves no file behind."""
    monkeypatch.setattr(bulk, "_FIRST", 40_000)
    monkeypatch.setattr(bulk, "_LARGEST", 80_000)
    monkeypatch.setattr(bulk, "_BATCH", 9_000)
    waited: list[int] = []
    set_aside = bulk._Waiting._set_aside
    monkeypatch.setattr(bulk._Waiting, "_set_aside", lambda self: waited.append(self._held) or set_aside(self))
    with open_store(tmp_path / "many", mode="write") as many, open_store(None) as one:
        with many.bulk(beside=beside):
            for number in range(40):
                many.put_page(numbered_page(number))
            many.put_page(numbered_page(39, variant=1))
        for number in range(39):
            one.put_page(numbered_page(number))
        one.put_page(numbered_page(39, variant=1))
        assert len(waited) > 5
        assert many.lines(named=True) == one.lines(named=True)
        assert many.digests() == one.digests()
    assert not [file.name for file in (tmp_path / "many").iterdir() if file.name.startswith("tmp")]


def test_second_writer_is_told(tmp_path: Path) -> None:
    """Only one process writes; a second one gets StoreLocked, and works when the first has ended."""
    with open_store(tmp_path / "s", mode="write") as store:
        store.put_page(forum_page())
        with pytest.raises(StoreLocked, match="another process"):
            open_store(tmp_path / "s", mode="write")
        said = in_another_process(
            """
            import sys
            from kg.errors import StoreLocked
            from kg.graph import open_store
            try:
                open_store(sys.argv[1], mode="write")
            except StoreLocked as e:
                print(e)
            """,
            str(tmp_path / "s"),
        )
        assert "is open for writing in another process" in said
    open_store(tmp_path / "s", mode="write").close()


def test_reader_beside_a_writer_sees_whole_pages(tmp_path: Path) -> None:
    """A reader opened beside a writer sees every page put so far, keeps its view, and cannot write."""
    where = tmp_path / "s"
    with open_store(where, mode="write") as writer:
        writer.put_page(numbered_page(0))
        reader = open_store(where)
        writer.put_page(numbered_page(1))
        assert list(reader.pages()) == ["page-00000.txt"]
        other = in_another_process(
            "import sys; from kg.graph import open_store; print(len(open_store(sys.argv[1]).pages()))", str(where)
        )
        assert other == "2\n"
        assert reader.refresh()
        assert len(reader.pages()) == 2
        with pytest.raises(StoreError, match="reading only"):
            reader.put_page(numbered_page(2))
        with pytest.raises(StoreError, match="reading only"):
            reader.update("INSERT DATA { lg:a lg:b lg:c }")
        assert not writer.refresh()
        reader.close()


def test_files_that_go_away_while_a_store_is_opened(tmp_path: Path) -> None:
    """A file that a writer has just merged away costs a reader a moment; one that stays away is told with what to do."""
    with open_store(tmp_path / "s", mode="write") as store:
        store.put_page(forum_page())
        store.optimize()
        lines = store.lines(named=True)
    file = next(iter((tmp_path / "s").glob("*.sst")))
    away = file.rename(tmp_path / file.name)
    back = threading.Timer(0.1, lambda: away.rename(file))
    back.start()
    with open_store(tmp_path / "s") as store:
        assert store.lines(named=True) == lines
    back.join()
    file.rename(away)
    with pytest.raises(StoreError, match=r"files of it are gone\. If another process is writing it, try again"):
        open_store(tmp_path / "s")


@pytest.mark.slow
def test_readers_beside_a_writer_that_never_rests(tmp_path: Path) -> None:
    """While a writer writes, flushes and merges without a pause, every opening to read succeeds and sees whole pages,
    also in the process of a query with a time-out."""
    where = tmp_path / "s"
    open_store(where, mode="write").close()
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                """
                import sys
                from kg.graph import open_store
                from tests.graph.made import numbered_page
                with open_store(sys.argv[1], mode="write") as store:
                    n = 0
                    while True:
                        store.put_page(numbered_page(n % 40, variant=n))
                        n += 1
                        if n % 5 == 0: store.flush()
                        if n % 20 == 0: store.optimize()
                """
            ),
            str(where),
        ],
        cwd=ROOT,
    )
    try:
        # In a process with little memory: a reader that fails here can take all there is.
        in_another_process(
            """
            import sys
            if sys.platform != "win32":
                import resource
                resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            from kg.graph import open_store
            from tests.graph.test_disk import ARTICLES
            for _ in range(60):
                with open_store(sys.argv[1]) as store:
                    pages = store.pages()
                    # The process of a query with a time-out opens the store a moment later.
                    # The time is no part of what must hold: a machine may rest for half a minute.
                    rows = list(store.query(ARTICLES, timeout=300).records())
                    assert {row["n"] for row in rows} <= {2}
                    assert set(pages) <= {row["name"] for row in rows}
            """,
            str(where),
        )
    finally:
        writer.kill()
        writer.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are Unix's")
@pytest.mark.parametrize("most", [2_000, 20_000, 200_000, 1_000_000])
def test_a_disk_that_fills_up_is_a_store_error(tmp_path: Path, most: int) -> None:
    """Wherever writing stops for want of room, the message says so in one line, and whole pages stay."""
    said = in_another_process(
        """
        import resource, sys
        from kg.errors import StoreError
        from kg.graph import open_store
        from tests.graph.made import numbered_page
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
        try:
            with open_store(sys.argv[1], mode="write") as store:
                for n in range(400):
                    store.put_page(numbered_page(n, facts=20))
                store.optimize()
            print("all of it was written")
        except StoreError as e:
            print(e)
        """,
        str(tmp_path / "s"),
        str(most),
    )
    assert "make room on its disk, then run the same once more" in said
    assert said.count("\n") == 1
    if most < 100_000:
        with pytest.raises(StoreError, match=r"never finished|no store at"):
            open_store(tmp_path / "s")
    else:
        with open_store(tmp_path / "s") as store, open_store(None) as expected:
            found = store.pages()
            for name in found:
                expected.put_page(numbered_page(int(name[5:10]), facts=20))
            assert store.lines(named=True) == expected.lines(named=True)
            assert len(found) < 400
    with open_store(tmp_path / "s", mode="write") as store:
        assert store.put_page(numbered_page(399, facts=20)) == "new"


def test_other_directories_are_left_alone(tmp_path: Path) -> None:
    """A directory with other things in it, a file, and nothing at all are each told apart, and nothing is written."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"not a store: it holds notes\.txt"):
        open_store(tmp_path, mode="write")
    with pytest.raises(StoreError, match=r"not a store: it holds notes\.txt"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "notes.txt", mode="write")
    with pytest.raises(StoreError, match="there is no store at"):
        open_store(tmp_path / "none")
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_creation_cut_short_is_begun_again(tmp_path: Path) -> None:
    """A directory in which RocksDB was only begun, and one whose layout was not yet written, can be opened."""
    begun = tmp_path / "begun"
    begun.mkdir()
    for name in ("LOCK", "LOG", "IDENTITY", "000001.dbtmp", "MANIFEST-000001"):
        (begun / name).touch()
    open_store(begun, mode="write").close()
    empty = tmp_path / "empty"
    del (made := {"store": Store(str(empty))})["store"]
    assert made == {}
    with open_store(empty) as store:
        assert store.pages() == {}
    with open_store(empty, mode="write") as store:
        assert store.put_page(forum_page()) == "new"


def test_damaged_store_is_a_store_error(tmp_path: Path) -> None:
    """A store whose files are damaged is named in one clear error."""
    with open_store(tmp_path / "s", mode="write") as store:
        store.put_page(forum_page())
    for path in (tmp_path / "s").glob("MANIFEST-*"):
        path.write_bytes(b"\x00" * 100)
    for mode in ("read", "write"):
        with pytest.raises(StoreError, match="cannot be opened"):
            open_store(tmp_path / "s", mode=mode)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("layout_found", "said"), [("0", "older kg .*build it again"), ("99", "newer kg .*upgrade kg"), ("x", "newer")]
)
def test_other_layouts_are_recognised(tmp_path: Path, layout_found: str, said: str) -> None:
    """A store of an older or newer layout is not touched; the message says what to do."""
    open_store(tmp_path / "s", mode="write").close()
    raw = Store(str(tmp_path / "s"))
    (mark,) = raw.quads_for_pattern(None, NamedNode(terms.LG_LAYOUT), None, BOOKS)
    raw.remove(mark)
    raw.add(Quad(mark.subject, mark.predicate, Literal(layout_found), BOOKS))
    raw.flush()
    del raw
    for mode in ("read", "write"):
        with pytest.raises(StoreError, match=said):
            open_store(tmp_path / "s", mode=mode)  # type: ignore[arg-type]
    assert str(layout.LAYOUT) not in ("0", "99")


def test_foreign_database_is_recognised(tmp_path: Path) -> None:
    """An Oxigraph directory that kg did not make is not taken over."""
    raw = Store(str(tmp_path / "s"))
    raw.add(Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("o")))
    raw.flush()
    del raw
    with pytest.raises(StoreError, match="kg did not make"):
        open_store(tmp_path / "s", mode="write")


def test_closed_store_says_so(tmp_path: Path) -> None:
    """Using a store after it was closed is a StoreError; closing twice is fine."""
    store = open_store(tmp_path / "s", mode="write")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.pages()


def test_store_can_be_moved(tmp_path: Path) -> None:
    """A closed store is a directory like any other: it can be copied and opened elsewhere."""
    with open_store(tmp_path / "s", mode="write") as store:
        store.put_page(forum_page())
        lines = store.lines(named=True)
    shutil.move(tmp_path / "s", tmp_path / "t")
    with open_store(tmp_path / "t") as store:
        assert store.lines(named=True) == lines
