"""Many pages in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.graph.engine import Engine
from kg.graph.prepared import Prepared, sorted_lines

# Pages are written in batches of so many bytes of N-Quads: some ten pages at first, so that little is lost if the
# program is killed early; each batch is twice the last one, up to some 100,000 quads. Larger ones save little time and
# cost memory, about ten times their size.
_FIRST, _LARGEST = 2 << 20, 24 << 20


class Bulk:
    """Pages of a bulk load that wait to be written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pages: set[NamedNode] = set()
        self._texts: list[bytes] = []
        self._size, self._full = 0, _FIRST

    def __contains__(self, page: NamedNode) -> bool:
        return page in self._pages

    def add(self, page: NamedNode, prepared: Prepared, books: Iterable[Quad]) -> None:
        """Take a page that the store does not have, with its book-keeping."""
        self._pages.add(page)
        texts = (prepared.named, prepared.plain, sorted_lines(books))
        self._texts += texts
        self._size += sum(map(len, texts))
        if self._size >= self._full:
            self.write()
            self._full = min(2 * self._full, _LARGEST)

    def write(self) -> None:
        """Write what waits."""
        if self._pages:
            text = b"".join(self._texts)
            self._pages, self._texts, self._size = set(), [], 0
            self._engine.bulk_load(text)
