"""The version of how a store is laid out, written into it, so that a store of another program version is recognised."""

from __future__ import annotations

from pyoxigraph import Literal, Quad

from kg import terms
from kg.errors import StoreError
from kg.graph import rdf
from kg.graph.engine import Engine
from kg.graph.rdf import node

# A change of the graphs in a store, or of what is in them, makes older stores unreadable for this program.
LAYOUT = 1

_BOOKS = node(terms.STORE_GRAPH)
_LAYOUT = node(terms.LG_LAYOUT)


def check_layout(engine: Engine) -> None:
    """Recognise a store of another layout, and mark a new one with this one's."""
    found = next((q.object.value for q in engine.quads(_BOOKS, _BOOKS, _LAYOUT) if isinstance(q.object, Literal)), None)
    if found is None:
        if not engine.location.startswith("http") and not engine.is_empty():
            raise StoreError(
                f"{engine.location} is an Oxigraph database that kg did not make; load its RDF into a new store: "
                "kg load FILE --store DIR"
            )
        if engine.writable:
            engine.exchange([], [Quad(_BOOKS, _LAYOUT, rdf.integer(LAYOUT), _BOOKS)], [])
    elif found != str(LAYOUT):
        older = found.isdigit() and int(found) < LAYOUT
        advice = (
            "build it again from the pages into a new directory"
            if older
            else "upgrade kg (pip install --upgrade local-governance-kg)"
        )
        age = "an older" if older else "a newer"
        raise StoreError(
            f"the store {engine.location} was made by {age} kg (layout {found}; this one reads {LAYOUT}): {advice}"
        )
