"""Oxigraph in this process: in memory, or in a directory (RocksDB)."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    RdfFormat,
    Store,
    Triple,
)

from kg import terms
from kg.errors import StoreError, StoreLocked, why
from kg.graph.binding import assemble, spelt, syntax_error
from kg.graph.engine import DEFAULT, nt_lines, update_text
from kg.graph.leash import Leash
from kg.graph.reading import GONE, Opened, open_reading
from kg.graph.result import FAILURES, Result
from kg.graph.snapshot import PREFIX, clear
from kg.graph.sparql import read_query
from kg.graph.workers import Source, Task, Workers

# A RocksDB directory has a file CURRENT; a creation that was cut short leaves only some of these.
_BEGUN = re.compile(r"LOCK|LOG(\.old\.\d+)?|IDENTITY|MANIFEST-\d+|OPTIONS-\d+(\.dbtmp)?|\d+\.(log|dbtmp)")
_FULL = re.compile(r"No space left|File too large|quota exceeded", re.IGNORECASE)
_BOOK_KEEPING = NamedNode(terms.STORE_GRAPH)


class LocalEngine:
    """A store of this process. ``path`` None is memory; ``writable`` False opens the directory for reading only, which
    works beside a writer and shows the state at the time of opening."""

    def __init__(self, path: Path | None, *, writable: bool) -> None:
        self.location = str(path) if path is not None else "memory"
        self.writable = writable
        self._path = path
        self._seen = _state(path) if path is not None and not writable else ""
        self._opened: Opened | None = Opened(Store()) if path is None else _open(path, writable)
        self._changes = 0
        self._workers = Workers()

    @property
    def opened(self) -> Opened:
        """The Oxigraph store itself with what it reads; StoreError once it is closed."""
        if self._opened is None:
            raise StoreError(f"the store {self.location} is closed")
        return self._opened

    def query(
        self,
        text: str,
        bindings: Mapping[str, Any],
        *,
        leash: Leash | None = None,
        cap: int | None = None,
        graph: NamedNode | None = None,
    ) -> Result:
        """Evaluate here, or, on a leash, in a worker process that can be killed."""
        query = read_query(text)
        values = spelt(query, bindings)
        rows = None if cap is None else cap + 1
        opened = self.opened
        if leash is not None:
            task = Task(text, values, rows, graph.value if graph else "")
            data, boolean = self._workers.run(self._source(), task, leash)
            return Result(query.form, data=data, boolean=boolean, cap=cap)
        prepared = assemble(query, values, rows)
        try:
            live = opened.store.query(prepared, prefixes=terms.PREFIXES, default_graph=graph)
        except SyntaxError as e:
            raise syntax_error(text, e) from e
        except FAILURES as e:
            raise _read_error(self.location, e) from e
        if isinstance(live, QueryBoolean):
            return Result("ask", boolean=bool(live))
        return Result(query.form, live=live, cap=cap, held=opened)

    def update(self, text: str) -> None:
        """Run a SPARQL update as one transaction."""
        try:
            self._for_writing().update(text, prefixes=terms.PREFIXES)
        except SyntaxError as e:
            raise syntax_error(text, e) from e
        except FAILURES as e:
            raise _write_error(self.location, e) from e

    def quads(
        self,
        graph: NamedNode | DefaultGraph | None = None,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
    ) -> Iterator[Quad]:
        """The quads that match; None matches everything."""
        opened = self.opened
        try:
            yield from opened.store.quads_for_pattern(subject, predicate, object, graph)
        except FAILURES as e:
            raise _read_error(self.location, e) from e

    def elsewhere(self, triples: Iterable[Triple], graphs: frozenset[NamedNode]) -> set[Triple]:
        """Those of the triples that stand in a named graph other than ``graphs``."""
        opened, found = self.opened, set()
        own = {DEFAULT, _BOOK_KEEPING, *graphs}
        try:
            for t in triples:
                graphs_of = (
                    q.graph_name for q in opened.store.quads_for_pattern(t.subject, t.predicate, t.object, None)
                )
                if any(graph not in own for graph in graphs_of):
                    found.add(t)
        except FAILURES as e:
            raise _read_error(self.location, e) from e
        return found

    def exchange(self, remove: Sequence[Quad], add: Sequence[Quad], drop: Sequence[NamedNode]) -> None:
        """Remove quads, add quads and forget emptied graphs, in one transaction."""
        store = self._for_writing()
        try:
            if remove or drop:
                store.update(update_text(remove, add, drop))
            elif add:
                store.extend(add)
        except FAILURES as e:
            raise _write_error(self.location, e) from e

    def bulk_add(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast, as one transaction: Oxigraph takes in the files of a bulk load all or none."""
        try:
            self._for_writing().bulk_extend(quads)
        except FAILURES as e:
            raise _write_error(self.location, e) from e

    def bulk_load(self, text: bytes) -> None:
        """Add N-Quads that this program has written: no quad passes through Python, no IRI is checked again."""
        try:
            self._for_writing().bulk_load(text, RdfFormat.N_QUADS, lenient=True)
        except FAILURES as e:
            raise _write_error(self.location, e) from e

    def scratch(self) -> IO[bytes] | None:
        """A file without a name in the store's directory; None for memory."""
        if self._path is None:
            return None
        try:
            return tempfile.TemporaryFile(dir=self._path)
        except OSError as e:
            raise _write_error(self.location, e) from e

    def lines(self, *, named: bool) -> list[str]:
        """The default graph as N-Triples lines, or with ``named`` all quads as N-Quads lines; unsorted."""
        opened = self.opened
        try:
            if named:
                data = opened.store.dump(format=RdfFormat.N_QUADS)
            else:
                data = opened.store.dump(format=RdfFormat.N_TRIPLES, from_graph=DEFAULT)
        except FAILURES as e:
            raise _read_error(self.location, e) from e
        return nt_lines(data or b"")

    def is_empty(self) -> bool:
        """Whether there is not a single quad."""
        return next(self.quads(), None) is None

    def refresh(self) -> bool:
        """Open the directory anew if another process has changed it; False if there was nothing to do."""
        if self._path is None or self.writable or (state := _state(self._path)) == self._seen:
            return False
        self._opened, self._seen = _open(self._path, writable=False), state
        return True

    def flush(self) -> None:
        """Bring everything to the disk."""
        if self.writable:
            self._to_disk(self.opened.store.flush)

    def optimize(self) -> None:
        """Order the data for reading, after much was written."""
        if self.writable:
            self._to_disk(self.opened.store.optimize)

    def close(self) -> None:
        """Let the database go; other processes may write it."""
        self._workers.close()
        opened, self._opened = self._opened, None
        if opened is None:
            return
        if self.writable:
            self._to_disk(opened.store.flush)
        if self._path is not None:
            # The workers were killed, and could not clear up themselves.
            clear(self._path)

    def _to_disk(self, write: Callable[[], None]) -> None:
        try:
            write()
        except FAILURES as e:
            raise _write_error(self.location, e) from e

    def _for_writing(self) -> Store:
        store = self.opened.store
        if not self.writable:
            raise StoreError(f'the store {self.location} is open for reading only; open it with mode="write"')
        self._changes += 1
        return store

    def _source(self) -> Source:
        """Where a worker finds this store's data."""
        if self._path is None:
            return Source("", str(self._changes), lambda: self.opened.store.dump(format=RdfFormat.N_QUADS) or b"")
        return Source(str(self._path), _state(self._path), bytes)


def _state(path: Path) -> str:
    """Something that differs whenever RocksDB has written: its files with their sizes and times; "" for no folder."""
    seen = []
    try:
        for entry in os.scandir(path):
            # A writer may merge a file away between the listing and the look at it.
            with suppress(FileNotFoundError):
                if not entry.name.startswith(("LO", PREFIX)):
                    info = entry.stat()
                    seen.append(f"{entry.name}:{info.st_size}:{info.st_mtime_ns}")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as e:
        raise StoreError(f"the store {path} cannot be read: {why(e)}; check its permissions") from e
    return "|".join(sorted(seen))


def _open(path: Path, writable: bool) -> Opened:
    """The store in a directory, with every way in which that fails told apart."""
    try:
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path} is a file; a store is a directory")
        held = sorted(p.name for p in path.iterdir()) if path.exists() else []
    except OSError as e:
        raise StoreError(f"the store {path} cannot be read: {why(e)}; check its permissions") from e
    if "CURRENT" not in held:
        strange = [name for name in held if not _BEGUN.fullmatch(name)]
        if strange:
            raise StoreError(f"{path} is not a store: it holds {strange[0]}; name an empty or a new directory")
        if not writable:
            raise StoreError(f"there is no store at {path}; make one with: kg build PAGES --store {path}")
    try:
        if not writable:
            return open_reading(path)
        path.mkdir(parents=True, exist_ok=True)
        return Opened(Store(str(path)))
    except FAILURES as e:
        if f"{path}/LOCK" in str(e).replace("\\", "/"):
            raise StoreLocked(
                f"the store {path} is open for writing in another process; wait for it to end or close it"
            ) from e
        if GONE in str(e) and not writable:
            raise StoreError(
                f"the store {path} cannot be opened: files of it are gone. If another process is writing it, try "
                f"again; if none is, it is damaged: build it again from its pages ({e})"
            ) from e
        if "read-write instances" in str(e):
            raise StoreError(f"the store {path} was begun and never finished; build into it once more") from e
        advice = _room(e) or "; check its permissions, or name another"
        raise StoreError(f"the store {path} cannot be opened: {why(e)}{advice}") from e


def _write_error(location: str, error: Exception) -> StoreError:
    return StoreError(f"the store {location} cannot be written: {why(error)}{_room(error)}")


def _room(error: Exception) -> str:
    """What to do about a full disk; "" if the error is another one."""
    return "; make room on its disk, then run the same once more" if _FULL.search(str(error)) else ""


def _read_error(location: str, error: Exception) -> StoreError:
    return StoreError(
        f"the store {location} cannot be read, another process may just have changed it; try again: {error}"
    )
