"""What the graph says of an entity by itself: its types, names, area and dates, as triples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from kg import terms
from kg.fuse.identifiers import bare_label, body_iri, place_iri
from kg.graph import rdf
from kg.graph.areas import area_names, area_triples
from kg.graph.ntriples import Term, Triple, between, day, iri, is_a, name, text
from kg.model import Body, Entity, Event, Person, Place, Policy, unique

_IS_PERSON = is_a(terms.FOAF_PERSON)
_IS_ORGANIZATION = is_a(terms.ORG_ORGANIZATION)
_IS_EVENT = is_a(terms.SCHEMA_EVENT)
_IS_PLACE = is_a(terms.SCHEMA_PLACE)
_IS_PLAN = is_a(terms.PROV_PLAN)
_IS_POLICY = is_a(terms.LG_POLICY)
_IS_CAMPAIGN = is_a(terms.LG_CAMPAIGN)
_IS_LEGAL_RESOURCE = is_a(terms.ELI_LEGAL_RESOURCE)
_NAME = between(terms.FOAF_NAME)
_PREF_LABEL = between(terms.SKOS_PREF_LABEL)
_ALT_LABEL = between(terms.SKOS_ALT_LABEL)
_SPATIAL = between(terms.DCT_SPATIAL)
_CLASSIFICATION = between(terms.ORG_CLASSIFICATION)
_TYPE = between(terms.DCT_TYPE)
_START_DATE = between(terms.SCHEMA_START_DATE)
_END_DATE = between(terms.SCHEMA_END_DATE)
_LOCATION = between(terms.SCHEMA_LOCATION)
_DATE_TEXT = between(terms.LG_DATE_TEXT)
_START_NOT_BEFORE = between(terms.LG_START_NOT_BEFORE)
_START_NOT_AFTER = between(terms.LG_START_NOT_AFTER)
_DOCUMENT_NUMBER = between(terms.LG_DOCUMENT_NUMBER)

# What kinds of bodies are beyond org:Organization; the scheme of kinds says the rest.
_BODY_CLASSES = {
    **dict.fromkeys(("party", "discipline"), is_a(terms.LG_PARTY_ORGAN)),
    **dict.fromkeys(
        ("government", "congress", "cppcc", "court", "procuratorate", "street", "town"),
        is_a(terms.CV_PUBLIC_ORGANISATION),
    ),
    "department": is_a(terms.ORG_ORGANIZATIONAL_UNIT),
}


def describe(entity: Entity, *, base: str, body_of: Callable[[str, str], str | None]) -> tuple[Triple, ...]:
    """The triples of one entity.

    ``body_of`` gives the IRI of a body of the page by name and area (of a parent the model knows the name only).
    """
    term = entity.term
    if isinstance(term, Body):
        above = term.parent if term.parent != term.name else ""
        return _body(entity.iri, term, base, body_of(above, term.area) if above else None)
    return _described(entity.iri, term, base)


@lru_cache(maxsize=1_024)
def _described(subject: str, term: Person | Event | Policy | Place, base: str) -> tuple[Triple, ...]:
    this = iri(subject)
    if isinstance(term, Person):
        return (f"{this}{_IS_PERSON}", f"{this}{_NAME}{name(term.name)}", *_in_area(this, term.area, base))
    if isinstance(term, Event):
        return tuple(_event(this, term, base))
    if isinstance(term, Policy):
        return tuple(_policy(this, term, base))
    return tuple(place(this, term, base=base))


def place(subject: Term, term: Place, *, base: str) -> Iterator[Triple]:
    """An administrative area, of which the list of areas knows the name, or a printed place."""
    if not term.code:
        yield f"{subject}{_IS_PLACE}"
        yield f"{subject}{_PREF_LABEL}{name(term.name)}"
        return
    yield from area_triples(term.code, base)
    names = area_names(term.code)
    if term.name and term.name not in names:
        yield f"{subject}{_ALT_LABEL if names else _PREF_LABEL}{name(term.name)}"


def parent_property(body: Body) -> str:
    """How a body hangs on the one above it: a department is a unit of it, any other an organisation under it."""
    return terms.ORG_UNIT_OF if body.kind == "department" else terms.ORG_SUB_ORGANIZATION_OF


def _in_area(subject: Term, code: str, base: str) -> tuple[Triple, ...]:
    if not code:
        return ()
    return (f"{subject}{_SPATIAL}{iri(place_iri(Place('', code), base=base))}", *area_triples(code, base))


def _names(subject: Term, label: str, others: tuple[str, ...]) -> Iterator[Triple]:
    yield f"{subject}{_PREF_LABEL}{name(label)}"
    for other in unique(others):
        if other != label:
            yield f"{subject}{_ALT_LABEL}{name(other)}"


@lru_cache(maxsize=4_096)
def _body(subject: str, term: Body, base: str, known: str | None) -> tuple[Triple, ...]:
    this = iri(subject)
    said = [f"{this}{_IS_ORGANIZATION}"]
    if term.kind in _BODY_CLASSES:
        said.append(f"{this}{_BODY_CLASSES[term.kind]}")
    said += _names(this, term.name, term.names)
    said.append(f"{this}{_CLASSIFICATION}{iri(terms.mint(terms.BODY_KIND_SCHEME + '/', term.kind))}")
    said += _in_area(this, term.area, base)
    if term.parent and term.parent != term.name:
        above = iri(known or body_iri(term.area, term.parent, base=base))
        said.append(f"{this}{between(parent_property(term))}{above}")
        if known is None:
            said += (f"{above}{_IS_ORGANIZATION}", f"{above}{_PREF_LABEL}{name(term.parent)}")
    return tuple(said)


def _event(subject: Term, term: Event, base: str) -> Iterator[Triple]:
    yield f"{subject}{_IS_EVENT}"
    yield from _names(subject, term.label, term.names)
    yield f"{subject}{_TYPE}{iri(terms.mint(terms.EVENT_KIND_SCHEME + '/', term.kind))}"
    yield from event_date(subject, term.date)
    if rdf.is_day(term.end):
        yield f"{subject}{_END_DATE}{day(term.end)}"
    if term.place:
        yield f"{subject}{_LOCATION}{text(term.place)}"
    yield from _in_area(subject, term.area, base)


def event_date(subject: Term, date: str) -> Iterator[Triple]:
    """An event's day, or what is known of it: the text, and the bounds that the text leaves open."""
    if rdf.is_day(date):
        yield f"{subject}{_START_DATE}{day(date)}"
    elif date:
        yield f"{subject}{_DATE_TEXT}{text(date)}"
        if days := rdf.bounds(date):
            yield f"{subject}{_START_NOT_BEFORE}{day(days[0])}"
            yield f"{subject}{_START_NOT_AFTER}{day(days[1])}"


def _policy(subject: Term, term: Policy, base: str) -> Iterator[Triple]:
    yield f"{subject}{_IS_PLAN}"
    yield f"{subject}{_IS_CAMPAIGN if term.kind == 'campaign' else _IS_POLICY}"
    # The IRI is made from the bare label, so that 《意见》 and 意见 are one policy: it has one preferred label too.
    label = bare_label(term.label)
    yield from _names(subject, label, (term.label, *term.names))
    if term.number:
        yield f"{subject}{_IS_LEGAL_RESOURCE}"
        yield f"{subject}{_DOCUMENT_NUMBER}{text(term.number)}"
    yield from _in_area(subject, term.area, base)
