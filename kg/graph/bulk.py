"""Many pages in few transactions.

Every batch that comes in is merged with what the store holds already, in the background and for as long as batches keep
coming: of loading 4,000 pages one by one between other work, that merging was three fifths. So pages wait, in a file
without a name in the store's folder, until they are many, and then go in without a pause; in batches all the same, for
memory is that of one batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import IO

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError, why
from kg.graph.engine import Engine
from kg.graph.prepared import Prepared, sorted_lines

# So many bytes of N-Quads wait: some ten pages at first, so that little is lost if the program is killed early; each
# time twice as many as the last, up to some 600 pages, which are ten seconds' work.
_FIRST, _LARGEST = 2 << 20, 128 << 20
# A batch, some 100,000 quads. Larger ones save little time and cost memory, about ten times their size.
_BATCH = 24 << 20


class Bulk:
    """Pages of a bulk load that wait to be written; ``beside`` the caller's work, in a thread, or in turn with it."""

    def __init__(self, engine: Engine, *, beside: bool = False) -> None:
        self._engine = engine
        self._full = _FIRST
        self._waiting = _Waiting(engine)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kg-bulk") if beside else None
        self._loading: tuple[_Waiting, Future[None]] | None = None

    def __contains__(self, page: NamedNode) -> bool:
        return page in self._waiting.pages or (self._loading is not None and page in self._loading[0].pages)

    def add(self, page: NamedNode, prepared: Prepared, books: Iterable[Quad]) -> None:
        """Take a page that the store does not have, with its book-keeping."""
        self._waiting.add(page, (prepared.named, prepared.plain, sorted_lines(books)))
        if self._waiting.size >= self._full:
            self._send()
            self._full = min(2 * self._full, _LARGEST)

    def write(self) -> None:
        """Write what waits."""
        self._send()
        self.wait()

    def wait(self) -> None:
        """Wait for what is being written."""
        loading, self._loading = self._loading, None
        if loading is not None:
            loading[1].result()

    def close(self) -> None:
        """Let go of what still waits; what is being written is written."""
        if self._thread is not None:
            self._thread.shutdown()
        self._waiting.close()

    def _send(self) -> None:
        self.wait()
        waiting, self._waiting = self._waiting, _Waiting(self._engine)
        if self._thread is None:
            waiting.load()
        else:
            self._loading = waiting, self._thread.submit(waiting.load)


class _Waiting:
    """Pages as text: the batch that is being filled in memory, those before it in a file, so many bytes each."""

    def __init__(self, engine: Engine) -> None:
        self.pages: set[NamedNode] = set()
        self.size = 0
        self._engine = engine
        self._texts: list[bytes] = []
        self._held = 0
        self._file: IO[bytes] | None = None
        self._batches: list[int] = []

    def add(self, page: NamedNode, texts: tuple[bytes, ...]) -> None:
        """One more page."""
        self.pages.add(page)
        self._texts += texts
        size = sum(map(len, texts))
        self.size += size
        self._held += size
        if self._held >= _BATCH:
            self._set_aside()

    def load(self) -> None:
        """Bring all into the store, and close."""
        try:
            for batch in self._all():
                self._engine.bulk_load(batch)
        finally:
            self.close()

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()

    def _all(self) -> Iterator[bytes]:
        if self._file is not None:
            self._file.seek(0)
            for size in self._batches:
                yield self._file.read(size)
        texts, self._texts = self._texts, []
        if texts:
            yield b"".join(texts)

    def _set_aside(self) -> None:
        """Put the batch into the file; a store that has no place for one takes it in at once."""
        texts, size = self._texts, self._held
        self._texts, self._held = [], 0
        self._file = self._file or self._engine.scratch()
        if self._file is None:
            self._engine.bulk_load(b"".join(texts))
            return
        try:
            self._file.writelines(texts)
        except OSError as e:
            where = self._engine.location
            raise StoreError(
                f"the store {where} cannot be written: {why(e)}; make room on its disk, then run the same once more"
            ) from e
        self._batches.append(size)
