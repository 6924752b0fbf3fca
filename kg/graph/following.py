"""Bounds of tenures after a few pages have changed: worked out anew where these pages reach, and nowhere else.

A bound of a tenure follows from what pages attest of this tenure, of its person's other tenures, and of the other
holders of its seat (:mod:`kg.fuse.tenure`). So a page reaches the tenures that it attests, those of the same persons
and those of the same seats; everything else stays as it is. What comes out is what
:func:`kg.graph.tenure.settle_derived` makes of the whole store.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias
from urllib.parse import unquote

from pyoxigraph import NamedNode, Triple

from kg import terms
from kg.fuse.identifiers import tenure_iri
from kg.fuse.seats import seat_role
from kg.fuse.tenure import Office, derive
from kg.graph.prepared import Prepared
from kg.graph.rdf import node
from kg.graph.store import GraphStore
from kg.graph.tenure import (
    DERIVED,
    PROPERTIES,
    attested,
    bodies,
    bounds,
    change_triples,
    changes_of,
    ended,
    settle_derived,
)

# A tenure: the IRIs of person and body, and the role.
Key: TypeAlias = tuple[str, str, str]

_MEMBER, _BODY, _ROLE = node(terms.ORG_MEMBER), node(terms.ORG_HAS_ORGANIZATION), node(terms.ORG_ROLE)
_HAS_EVIDENCE = node(terms.LG_HAS_EVIDENCE)
_OF_TENURE = frozenset((_MEMBER, _BODY, _ROLE, _HAS_EVIDENCE))
_ORGANIZATION = node(terms.ORG_ORGANIZATION)
_HAS_BOUND = node(terms.LG_HAS_BOUND)
_DERIVED_OF_TENURE = frozenset(
    node(p) for p in (*PROPERTIES.values(), terms.SCHEMA_START_DATE, terms.SCHEMA_END_DATE, terms.LG_HAS_BOUND)
)
_CHANGES = f"SELECT ?change {{ GRAPH <{terms.DERIVED_GRAPH}> {{ ?change a <{terms.ORG_CHANGE_EVENT}> }} }}"
_TENURES = """SELECT DISTINCT ?person ?body ?role {
  ?tenure a org:Membership ; org:member ?person ; org:organization ?body ; org:role ?role }"""


class Reach:
    """What pages that change reach: told of each page before it is put, used when all are in."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._tenures: set[Key] = set()
        self._bodies: dict[str, Office | None] = {}

    def before(self, name: str, prepared: Prepared) -> None:
        """The page ``name`` is about to be put as ``prepared``."""
        old = {q.triple for q in self._store.page_quads(name)}
        new = {q.triple for q in prepared.quads()}
        changed = {t.subject for t in old ^ new}
        said: dict[Any, dict[NamedNode, str]] = {}
        bodies_changed: set[str] = set()
        for t in old | new:
            if t.predicate in _OF_TENURE:
                about = said.setdefault(t.subject, {})
                about[t.predicate] = str(getattr(t.object, "value", ""))
                if t.predicate == _HAS_EVIDENCE and t.object in changed:
                    changed.add(t.subject)
            elif t.object == _ORGANIZATION and t.subject in changed and isinstance(t.subject, NamedNode):
                bodies_changed.add(t.subject.value)
        for tenure in changed & said.keys():
            about = said[tenure]
            if _MEMBER in about:
                self._tenures.add((about[_MEMBER], about[_BODY], unquote(about[_ROLE].rsplit("/", 1)[-1])))
        fresh = sorted(bodies_changed - self._bodies.keys())
        known = bodies(self._store, fresh) if fresh else {}
        self._bodies.update((body, known.get(body)) for body in fresh)

    def settle(self) -> None:
        """Bring the derived graph up to date, once the pages are in."""
        store = self._store
        known = bodies(store)
        changes = changes_of(known)
        if set(change_triples(changes, known, store.base)) != self._changes():
            settle_derived(store)
            return
        other = [body for body, before in self._bodies.items() if known.get(body) != before]
        reached = self._beside(self._tenures | self._of(body=other))
        around = self._beside(reached)
        nodes = [node(tenure_iri(*key, base=store.base)) for key in sorted(around)]
        found = derive(attested(store, known, nodes), ended(changes)) if nodes else ()
        new = [t for tenure in found if tenure.key in reached for t in bounds(tenure, store.base)]
        old = [t for key in sorted(reached) for t in self._derived(node(tenure_iri(*key, base=store.base)))]
        store.amend_graph(DERIVED, old, new)

    def _beside(self, keys: set[Key]) -> set[Key]:
        """These tenures, and all of the same persons and of the same seats."""
        seats = {(body, seat_role(role)) for _, body, role in keys}
        persons = self._of(person={person for person, _, _ in keys})
        holders = self._of(body={body for body, _ in seats})
        return keys | persons | {key for key in holders if (key[1], seat_role(key[2])) in seats}

    def _of(self, *, person: Iterable[str] = (), body: Iterable[str] = ()) -> set[Key]:
        """The tenures of these persons or in these bodies."""
        some = {"person": [node(iri) for iri in sorted(person)], "body": [node(iri) for iri in sorted(body)]}
        narrow = {name: nodes for name, nodes in some.items() if nodes}
        if not narrow:
            return set()
        rows = self._store.query(_TENURES, bindings=narrow).records()
        return {(str(r["person"]), str(r["body"]), unquote(str(r["role"]).rsplit("/", 1)[-1])) for r in rows}

    def _derived(self, tenure: NamedNode) -> Iterable[Triple]:
        for triple in self._store.triples(DERIVED, tenure):
            if triple.predicate in _DERIVED_OF_TENURE:
                yield triple
            if triple.predicate == _HAS_BOUND and isinstance(triple.object, NamedNode):
                yield from self._store.triples(DERIVED, triple.object)

    def _changes(self) -> set[Triple]:
        nodes = [row[0] for row in self._store.query(_CHANGES)]
        return {t for change in nodes if isinstance(change, NamedNode) for t in self._store.triples(DERIVED, change)}
