"""What follows from the graph as a whole, written into its derived graph: bounds of tenures, and bodies that changed.

Every bound stands twice: as a plain date on the tenure (lg:startNotAfter …), for whoever asks for dates, and as a node
with its reason and the evidence it follows from (lg:bound), for whoever asks why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from pyoxigraph import NamedNode, Triple

from kg import terms
from kg.fuse.changes import BodyChange, KnownBody, body_changes
from kg.fuse.identifiers import node_iri, segments, tenure_iri
from kg.fuse.telling import Telling
from kg.fuse.tenure import (
    BOUNDS,
    END_NOT_AFTER,
    END_NOT_BEFORE,
    START_NOT_AFTER,
    START_NOT_BEFORE,
    Attestation,
    Office,
    Tenure,
    derive,
)
from kg.graph import rdf
from kg.graph.rdf import node
from kg.graph.store import GraphStore

PROPERTIES = {
    START_NOT_BEFORE: terms.LG_START_NOT_BEFORE,
    START_NOT_AFTER: terms.LG_START_NOT_AFTER,
    END_NOT_BEFORE: terms.LG_END_NOT_BEFORE,
    END_NOT_AFTER: terms.LG_END_NOT_AFTER,
}

_ATTESTATIONS = """SELECT ?tenure ?person ?body ?role ?evidence ?status ?on ?changed WHERE {
  ?tenure a org:Membership ; org:member ?person ; org:organization ?body ; org:role ?role ; lg:evidence ?evidence .
  ?evidence lg:status ?status .
  OPTIONAL { ?evidence lg:attestedOn|lg:dateText ?on } OPTIONAL { ?evidence lg:changedOn ?changed } }"""
_BODIES = """SELECT ?body ?name ?kind WHERE {
  ?body a org:Organization ; skos:prefLabel ?name OPTIONAL { ?body org:classification ?kind } }"""
DERIVED = node(terms.DERIVED_GRAPH)


def settle_derived(store: GraphStore) -> bool:
    """Work out the derived graph anew and write it; False if the store held the same already."""
    return store.set_derived(derived(store))


def derived(store: GraphStore) -> Iterator[Triple]:
    """The triples of the derived graph: bounds of tenures with their reasons, and changes of bodies."""
    known = bodies(store)
    changes = changes_of(known)
    telling = Telling()
    for attestation in attested(store, known):
        telling.add(attestation)
    for tenure in derive(telling.kept(), ended(changes)):
        yield from bounds(tenure, store.base)
    yield from change_triples(changes, known, store.base)


def attestations(store: GraphStore) -> tuple[Attestation, ...]:
    """What every evidence of the store says of a person in an office, sorted."""
    return tuple(sorted(set(attested(store, bodies(store)))))


def bodies(store: GraphStore, only: Iterable[str] = ()) -> dict[str, Office]:
    """Every body by its IRI (or ``only`` these), as an office without a role: name, kind and area's code."""
    found: dict[str, Office] = {}
    narrow = {"body": [node(iri) for iri in only]} if only else {}
    asked = store.query(_BODIES, bindings=narrow).records()
    rows = sorted((str(r["body"]), str(r["kind"] or ""), str(r["name"])) for r in asked)
    for iri, kind, label in rows:
        _, area, name, *_ = (*segments(iri, base=store.base), "", "", "")
        kind = unquote(kind.rsplit("/", 1)[-1]) or "other"
        if iri not in found or found[iri].kind == "other":
            found[iri] = Office(iri, "", name or label, kind, area)
    return found


def attested(
    store: GraphStore, known: Mapping[str, Office], only: Iterable[NamedNode] | None = None
) -> Iterator[Attestation]:
    """What the evidence of all tenures (or ``only`` these) says, one by one; one may come twice."""
    offices: dict[tuple[str, str], Office] = {}
    narrow = {} if only is None else {"tenure": list(only)}
    for _, person, body, role, evidence, status, on, changed in store.query(_ATTESTATIONS, bindings=narrow):
        key = _said(body), _said(role)
        if key not in offices:
            at = known.get(key[0], Office(key[0], ""))
            offices[key] = Office(key[0], unquote(key[1].rsplit("/", 1)[-1]), at.name, at.kind, at.area)
        shown = _said(status).rsplit("/", 1)[-1]
        yield Attestation(_said(person), offices[key], shown, _said(on), _said(changed), _said(evidence))


def _said(term: Any) -> str:
    return str(term.value) if term is not None else ""


def changes_of(known: Mapping[str, Office]) -> tuple[BodyChange, ...]:
    """The reforms that made one body of another, as far as both are there."""
    return body_changes(KnownBody(o.body, o.name, o.area) for o in known.values())


def ended(changes: Iterable[BodyChange]) -> dict[str, str]:
    """The bodies that became another one, with the day by which they had."""
    return {iri: change.reform.not_after for change in changes for iri in change.originals}


def change_triples(changes: Iterable[BodyChange], known: Mapping[str, Office], base: str) -> Iterator[Triple]:
    """What the graph says of reforms."""
    for change in changes:
        yield from _change(change, known, base)


def bounds(tenure: Tenure, base: str) -> Iterator[Triple]:
    """What the graph says of the bounds of one tenure, and why."""
    this = node(tenure_iri(*tenure.key, base=base))
    days = tenure.bounds
    for which in BOUNDS:
        if days[which]:
            yield Triple(this, node(PROPERTIES[which]), rdf.day(days[which]))
    for low, high, prop in (
        (START_NOT_BEFORE, START_NOT_AFTER, terms.SCHEMA_START_DATE),
        (END_NOT_BEFORE, END_NOT_AFTER, terms.SCHEMA_END_DATE),
    ):
        if days[low] and days[low] == days[high]:
            yield Triple(this, node(prop), rdf.day(days[low]))
    for because in tenure.because:
        bound = node(node_iri("bound", this.value, because.bound, because.reason, base=base))
        yield Triple(this, node(terms.LG_HAS_BOUND), bound)
        yield Triple(bound, node(terms.RDF_TYPE), node(terms.LG_BOUND))
        yield Triple(bound, node(terms.RDF_PREDICATE), node(PROPERTIES[because.bound]))
        yield Triple(bound, node(terms.RDF_VALUE), rdf.day(because.day))
        yield Triple(bound, node(terms.LG_REASON), node(f"{terms.BOUND_REASON_SCHEME}/{because.reason}"))
        for source in because.sources:
            yield Triple(bound, node(terms.PROV_WAS_DERIVED_FROM), node(source))
        if because.other:
            yield Triple(bound, node(terms.LG_BESIDE), node(tenure_iri(*because.other, base=base)))


def _change(change: BodyChange, known: Mapping[str, Office], base: str) -> Iterator[Triple]:
    reform = change.reform
    this = node(node_iri("change", *change.originals, "", *change.results, base=base))
    yield Triple(this, node(terms.RDF_TYPE), node(terms.ORG_CHANGE_EVENT))
    label = f"{_names(change.originals, known)} → {_names(change.results, known)}"
    yield Triple(this, node(terms.SKOS_PREF_LABEL), rdf.name(label))
    yield Triple(this, node(terms.DCT_DESCRIPTION), rdf.name(reform.note))
    for body in change.originals:
        yield Triple(this, node(terms.ORG_ORIGINAL_ORGANIZATION), node(body))
    for body in change.results:
        yield Triple(this, node(terms.ORG_RESULTING_ORGANIZATION), node(body))
    yield Triple(this, node(terms.LG_START_NOT_BEFORE), rdf.day(reform.not_before))
    yield Triple(this, node(terms.LG_START_NOT_AFTER), rdf.day(reform.not_after))
    if reform.not_before == reform.not_after:
        yield Triple(this, node(terms.SCHEMA_START_DATE), rdf.day(reform.not_before))


def _names(iris: Iterable[str], known: Mapping[str, Office]) -> str:
    return "、".join(known[iri].name for iri in iris)
