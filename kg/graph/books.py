"""The book-keeping of a store, in a graph of its own that no query over the knowledge sees: digests, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.fuse.identifiers import segments
from kg.graph import rdf
from kg.graph.engine import Engine
from kg.graph.prepared import Prepared
from kg.graph.rdf import node

BOOKS = node(terms.STORE_GRAPH)
DIGEST = node(terms.LG_DIGEST)
_CONTENT = node(terms.STORE_GRAPH + "/content")
_NAME = node(terms.SCHEMA_NAME)


def page_books(prepared: Prepared, digest: str, notes: Mapping[str, str]) -> list[Quad]:
    """What the book-keeping says of a page: a digest of its content, the one it is known by, and texts by a key."""
    page = node(prepared.page)
    books = [
        Quad(page, _CONTENT, rdf.text(prepared.content), BOOKS),
        Quad(page, DIGEST, rdf.text(digest), BOOKS),
    ]
    return books + [Quad(page, note_property(key), rdf.text(text), BOOKS) for key, text in sorted(notes.items())]


def note_property(key: str) -> NamedNode:
    """The property of the notes of this key."""
    return node(terms.mint(terms.STORE_GRAPH + "/note/", key))


def noted(engine: Engine, prop: NamedNode, *, base: str = terms.BASE) -> Iterator[tuple[str, str]]:
    """The name of every page of which the book-keeping says something by this property, and what; as they come."""
    for q in engine.quads(BOOKS, None, prop):
        if q.subject != BOOKS and isinstance(q.subject, NamedNode) and isinstance(q.object, Literal):
            yield _page_name(engine, q.subject, base), q.object.value


def _page_name(engine: Engine, page: NamedNode, base: str) -> str:
    """A page's name: its IRI was made from it, unless the store was made under another base."""
    kind, *names = segments(page.value, base=base) or ("",)
    if kind == "page" and len(names) == 1 and names[0]:
        return names[0]
    return next((q.object.value for q in engine.quads(page, page, _NAME) if isinstance(q.object, Literal)), "")
