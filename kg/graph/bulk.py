"""Many pages in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg import terms
from kg.graph.engine import DEFAULT, Engine
from kg.graph.rdf import node

# Pages are written in batches of about this many quads.
_BATCH = 200_000
_BOOKS = node(terms.STORE_GRAPH)


class Bulk:
    """Pages of a bulk load that wait to be written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pages: set[NamedNode] = set()
        self._quads: dict[Quad, None] = {}

    def __contains__(self, page: NamedNode) -> bool:
        return page in self._pages

    def add(self, page: NamedNode, quads: Iterable[Quad]) -> None:
        self._pages.add(page)
        for q in quads:
            self._quads[q] = None
            if q.graph_name != _BOOKS:
                self._quads[Quad(q.subject, q.predicate, q.object, DEFAULT)] = None
        if len(self._quads) >= _BATCH:
            self.write()

    def write(self) -> None:
        if self._pages:
            self._engine.bulk_add(self._quads)
            self._pages, self._quads = set(), {}
