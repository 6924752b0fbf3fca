"""Many pages in few transactions.

Every batch that comes in is merged with what the store holds already, in the background and for as long as batches keep
coming: of loading 4,000 pages one by one between other work, that merging was three fifths. So pages wait, in a file
without a name in the store's folder, until they are many, and then go in without a pause; in batches all the same, for
memory is that of one batch.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    """Pages of a bulk load that wait to be written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pages: set[NamedNode] = set()
        # The batch that is being filled, and those before it: in the file, so many bytes each.
        self._texts: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._batches: list[int] = []
        self._full = _FIRST

    def __contains__(self, page: NamedNode) -> bool:
        return page in self._pages

    def add(self, page: NamedNode, prepared: Prepared, books: Iterable[Quad]) -> None:
        """Take a page that the store does not have, with its book-keeping."""
        self._pages.add(page)
        texts = (prepared.named, prepared.plain, sorted_lines(books))
        self._texts += texts
        self._size += sum(map(len, texts))
        if sum(self._batches) + self._size >= self._full:
            self.write()
            self._full = min(2 * self._full, _LARGEST)
        elif self._size >= _BATCH:
            self._set_aside()

    def write(self) -> None:
        """Write what waits."""
        texts, self._texts, self._size = self._texts, [], 0
        batches, self._batches = self._batches, []
        if self._pages:
            self._pages = set()
            if self._file is not None and batches:
                self._file.seek(0)
                for size in batches:
                    self._engine.bulk_load(self._file.read(size))
                self._file.seek(0)
            if texts:
                self._engine.bulk_load(b"".join(texts))

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()

    def _set_aside(self) -> None:
        """Put the batch into the file; a store that has no place for one takes it in at once."""
        self._file = self._file or self._engine.scratch()
        if self._file is None:
            self.write()
            return
        try:
            self._file.writelines(self._texts)
        except OSError as e:
            where = self._engine.location
            raise StoreError(
                f"the store {where} cannot be written: {why(e)}; make room on its disk, then run the same once more"
            ) from e
        self._batches.append(self._size)
        self._texts, self._size = [], 0
