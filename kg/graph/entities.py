"""What the graph says of an entity by itself: its types, names, area and dates, as triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from kg import terms
from kg.fuse.identifiers import bare_label, body_iri, place_iri
from kg.graph import rdf
from kg.graph.areas import Spo, area_triples
from kg.graph.rdf import node
from kg.model import Body, Entity, Event, Person, Place, Policy, unique

_PREF_LABEL = node(terms.SKOS_PREF_LABEL)
_ALT_LABEL = node(terms.SKOS_ALT_LABEL)

# What kinds of bodies are beyond org:Organization; the scheme of kinds says the rest.
_BODY_CLASSES = {
    **dict.fromkeys(("party", "discipline"), terms.LG_PARTY_ORGAN),
    **dict.fromkeys(
        ("government", "congress", "cppcc", "court", "procuratorate", "street", "town"), terms.CV_PUBLIC_ORGANISATION
    ),
    "department": terms.ORG_ORGANIZATIONAL_UNIT,
}


def describe(entity: Entity, *, base: str, body_of: Callable[[str, str], str | None]) -> Iterator[Spo]:
    """The triples of one entity.

    ``body_of`` gives the IRI of a body of the page by name and area (of a parent the model knows the name only).
    """
    subject, term = node(entity.iri), entity.term
    if isinstance(term, Person):
        yield subject, node(terms.RDF_TYPE), node(terms.FOAF_PERSON)
        yield subject, node(terms.FOAF_NAME), rdf.name(term.name)
        yield from _in_area(subject, term.area, base)
    elif isinstance(term, Body):
        yield from _body(subject, term, base, body_of)
    elif isinstance(term, Event):
        yield from _event(subject, term, base)
    elif isinstance(term, Policy):
        yield from _policy(subject, term, base)
    else:
        yield from place(subject, term, base=base)


def place(subject: NamedNode, term: Place, *, base: str) -> Iterator[Spo]:
    """An administrative area, of which the list of areas knows the name, or a printed place."""
    if not term.code:
        yield subject, node(terms.RDF_TYPE), node(terms.SCHEMA_PLACE)
        yield subject, node(terms.SKOS_PREF_LABEL), rdf.name(term.name)
        return
    said = area_triples(term.code, base)
    yield from said
    names = {str(o) for s, p, o in said if s == subject and p in (_PREF_LABEL, _ALT_LABEL)}
    if term.name and str(rdf.name(term.name)) not in names:
        yield subject, _ALT_LABEL if names else _PREF_LABEL, rdf.name(term.name)


def parent_property(body: Body) -> str:
    """How a body hangs on the one above it: a department is a unit of it, any other an organisation under it."""
    return terms.ORG_UNIT_OF if body.kind == "department" else terms.ORG_SUB_ORGANIZATION_OF


def _in_area(subject: NamedNode, code: str, base: str) -> Iterator[Spo]:
    if code:
        yield subject, node(terms.DCT_SPATIAL), node(place_iri(Place("", code), base=base))
        yield from area_triples(code, base)


def _names(subject: NamedNode, label: str, others: tuple[str, ...]) -> Iterator[Spo]:
    yield subject, node(terms.SKOS_PREF_LABEL), rdf.name(label)
    for other in unique(others):
        if other != label:
            yield subject, node(terms.SKOS_ALT_LABEL), rdf.name(other)


def _body(subject: NamedNode, term: Body, base: str, body_of: Callable[[str, str], str | None]) -> Iterator[Spo]:
    yield subject, node(terms.RDF_TYPE), node(terms.ORG_ORGANIZATION)
    if term.kind in _BODY_CLASSES:
        yield subject, node(terms.RDF_TYPE), node(_BODY_CLASSES[term.kind])
    yield from _names(subject, term.name, term.names)
    yield subject, node(terms.ORG_CLASSIFICATION), node(terms.mint(terms.BODY_KIND_SCHEME + "/", term.kind))
    yield from _in_area(subject, term.area, base)
    if term.parent and term.parent != term.name:
        known = body_of(term.parent, term.area)
        above = node(known or body_iri(term.area, term.parent, base=base))
        yield subject, node(parent_property(term)), above
        if known is None:
            yield above, node(terms.RDF_TYPE), node(terms.ORG_ORGANIZATION)
            yield above, node(terms.SKOS_PREF_LABEL), rdf.name(term.parent)


def _event(subject: NamedNode, term: Event, base: str) -> Iterator[Spo]:
    yield subject, node(terms.RDF_TYPE), node(terms.SCHEMA_EVENT)
    yield from _names(subject, term.label, term.names)
    yield subject, node(terms.DCT_TYPE), node(terms.mint(terms.EVENT_KIND_SCHEME + "/", term.kind))
    yield from event_date(subject, term.date)
    if rdf.is_day(term.end):
        yield subject, node(terms.SCHEMA_END_DATE), rdf.day(term.end)
    if term.place:
        yield subject, node(terms.SCHEMA_LOCATION), rdf.text(term.place)
    yield from _in_area(subject, term.area, base)


def event_date(subject: NamedNode, date: str) -> Iterator[Spo]:
    """An event's day, or what is known of it: the text, and the bounds that the text leaves open."""
    if rdf.is_day(date):
        yield subject, node(terms.SCHEMA_START_DATE), rdf.day(date)
    elif date:
        yield subject, node(terms.LG_DATE_TEXT), rdf.text(date)
        if days := rdf.bounds(date):
            yield subject, node(terms.LG_START_NOT_BEFORE), rdf.day(days[0])
            yield subject, node(terms.LG_START_NOT_AFTER), rdf.day(days[1])


def _policy(subject: NamedNode, term: Policy, base: str) -> Iterator[Spo]:
    yield subject, node(terms.RDF_TYPE), node(terms.PROV_PLAN)
    yield subject, node(terms.RDF_TYPE), node(terms.LG_CAMPAIGN if term.kind == "campaign" else terms.LG_POLICY)
    # The IRI is made from the bare label, so that 《意见》 and 意见 are one policy: it has one preferred label too.
    label = bare_label(term.label)
    yield from _names(subject, label, (term.label, *term.names))
    if term.number:
        yield subject, node(terms.RDF_TYPE), node(terms.ELI_LEGAL_RESOURCE)
        yield subject, node(terms.LG_DOCUMENT_NUMBER), rdf.text(term.number)
    yield from _in_area(subject, term.area, base)
