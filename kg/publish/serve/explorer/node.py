"""A node of the graph that has no page of its own kind: what it says and what points to it, property by property."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.graph.binding import to_iri
from kg.graph.result import RdfTerm, Row
from kg.graph.store import GraphStore
from kg.graph.wording import Wording
from kg.publish.serve.explorer.facts import Thing, last_part, read_things

_OUT = "SELECT ?property ?value WHERE { ?thing ?property ?value }"
_IN = "SELECT ?property ?value WHERE { ?value ?property ?thing }"
_MOST = 500


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: a thing of the graph, or text with its language or datatype (an IRI, "" if plain)."""

    text: str
    iri: str = ""
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """Properties (by IRI) with their values, what points to the node, and the things among both by IRI; ``name`` is
    what to call the node itself."""

    name: str
    properties: Mapping[str, tuple[Value, ...]]
    incoming: Mapping[str, tuple[Value, ...]]
    things: Mapping[str, Thing]
    cut: bool


def read_node(store: GraphStore, iri: str) -> Node:
    """All that the graph says of a node, up to a limit."""
    out, cut_out = _read(store, _OUT, iri)
    back, cut_back = _read(store, _IN, iri)
    iris = {v.iri for found in (*out.values(), *back.values()) for v in found if v.iri}
    things = read_things(store, {iri, *iris})
    # Nodes that stand for a relation have no name; they are called by what they relate.
    nameless = [t.iri for t in things.values() if t.name == last_part(t.iri) and t.iri.startswith(store.base)]
    wording = Wording(_Rows(store), nameless)
    things |= {iri: Thing(wording.name(iri), iri, things[iri].kind) for iri in nameless}
    return Node(things[iri].name, out, back, things, cut_out or cut_back)


class _Rows:
    """The store as :class:`Wording` asks it: whole rows, which are read before the next question."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def query(self, query: str, /) -> list[Row]:
        """The rows of a SELECT."""
        with self._store.query(query) as result:
            return list(result)


def _read(store: GraphStore, query: str, iri: str) -> tuple[dict[str, tuple[Value, ...]], bool]:
    found: dict[str, set[Value]] = {}
    with store.query(query, bindings={"thing": to_iri(iri)}, limit=_MOST) as result:
        for property, value in result:
            if isinstance(property, NamedNode):
                found.setdefault(property.value, set()).add(_value(value))
        cut = result.truncated
    return {p: tuple(sorted(values, key=lambda v: (v.text, v.iri))) for p, values in sorted(found.items())}, cut


def _value(term: RdfTerm | None) -> Value:
    if isinstance(term, NamedNode):
        return Value(term.value, term.value)
    if isinstance(term, Literal):
        plain = term.language or term.datatype.value.endswith("#string")
        return Value(term.value, "", term.language or "", "" if plain else term.datatype.value)
    return Value(str(term) if isinstance(term, BlankNode) else str(term or ""))
