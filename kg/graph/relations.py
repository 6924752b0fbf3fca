"""What the graph says of one fact: the node or the plain triple that it is, and the evidence for it."""

from __future__ import annotations

from functools import lru_cache

from kg import terms
from kg.fuse.identifiers import evidence_iri, node_iri, participation_iri, post_iri, role_iri, tenure_iri
from kg.graph import rdf
from kg.graph.entities import event_date, parent_property
from kg.graph.ntriples import (
    Term,
    Triple,
    between,
    date_or_text,
    day,
    decimal,
    ending,
    integer,
    iri,
    is_a,
    name,
    text,
)
from kg.model import PARTICIPATION, Body, Event, Fact, Place

# What stands behind a subject: predicates that an object follows, or predicate and object.
_IS_MEMBERSHIP = is_a(terms.ORG_MEMBERSHIP)
_IS_CONCEPT = is_a(terms.SKOS_CONCEPT)
_IS_POST = is_a(terms.ORG_POST)
_IS_PARTICIPATION = is_a(terms.CV_PARTICIPATION)
_IS_CLAIM = is_a(terms.RDF_STATEMENT)
_IS_EVIDENCE = is_a(terms.LG_EVIDENCE)
_MEMBER = between(terms.ORG_MEMBER)
_ORGANIZATION = between(terms.ORG_HAS_ORGANIZATION)
_ROLE = between(terms.ORG_ROLE)
_ATTESTED_ON = between(terms.LG_ATTESTED_ON)
_CHANGED_ON = between(terms.LG_CHANGED_ON)
_DATE_TEXT = between(terms.LG_DATE_TEXT)
_PREF_LABEL = between(terms.SKOS_PREF_LABEL)
_IN_OFFICES = ending(terms.SKOS_IN_SCHEME, terms.OFFICE_SCHEME)
_POST = between(terms.LG_POST)
_POST_IN = between(terms.ORG_POST_IN)
_HAS_PARTICIPANT = between(terms.CV_HAS_PARTICIPANT)
_HAS_PARTICIPATION = between(terms.CV_HAS_PARTICIPATION)
_HAD_PLAN = between(terms.PROV_HAD_PLAN)
_SUBJECT = between(terms.RDF_SUBJECT)
_PREDICATE = between(terms.RDF_PREDICATE)
_OBJECT = between(terms.RDF_OBJECT)
_HAS_EVIDENCE = between(terms.LG_HAS_EVIDENCE)
_EXACT = between(terms.OA_EXACT)
_START = between(terms.OA_START)
_END = between(terms.OA_END)
_PIECES = between(terms.LG_PIECES)
_QUOTED_FROM = between(terms.PROV_WAS_QUOTED_FROM)
_RULE = between(terms.LG_RULE)
_CONFIDENCE = between(terms.LG_CONFIDENCE)
_NODES = {
    "issues": ("issuance", is_a(terms.LG_ISSUANCE)),
    "implements": ("implementation", is_a(terms.LG_IMPLEMENTATION)),
}
_DATES = (terms.SCHEMA_START_DATE, terms.LG_DATE_TEXT)
_SHORTCUTS = {rel: between(shortcut) for rel, shortcut in terms.SHORTCUTS.items()}
_PARTS = {rel: ending(terms.CV_ROLE, terms.mint(terms.PARTICIPATION_SCHEME + "/", rel)) for rel in PARTICIPATION}


def fact_triples(fact: Fact, article: Term, on: str, base: str) -> list[Triple]:
    """The triples of a fact that ``article`` tells, ``on`` the day for which it speaks."""
    rel, subject, obj = fact.said.rel, iri(fact.subj.iri), iri(fact.obj.iri)
    said: list[Triple]
    if rel == "holds":
        node = tenure_iri(fact.subj.iri, fact.obj.iri, fact.said.role, base=base)
        said = _tenure(f"<{node}>", fact, on, base)
    elif rel in PARTICIPATION:
        node = participation_iri(fact.obj.iri, fact.subj.iri, rel, base=base)
        this = f"<{node}>"
        said = [
            f"{this}{_IS_PARTICIPATION}",
            f"{this}{_HAS_PARTICIPANT}{subject}",
            f"{this}{_PARTS[rel]}",
            f"{obj}{_HAS_PARTICIPATION}{this}",
            f"{subject}{_SHORTCUTS[rel]}{obj}",
        ]
    elif rel in _NODES:
        kind, is_kind = _NODES[rel]
        node = node_iri(kind, fact.subj.iri, fact.obj.iri, base=base)
        this = f"<{node}>"
        said = [
            f"{this}{is_kind}",
            f"{this}{_ORGANIZATION}{subject}",
            f"{this}{_HAD_PLAN}{obj}",
            f"{subject}{_SHORTCUTS[rel]}{obj}",
        ]
    else:
        node, said = _claim(fact, article, base)
    return said + _evidence(node, fact, article, on, base)


def _tenure(this: Term, fact: Fact, on: str, base: str) -> list[Triple]:
    at, body = fact.said, iri(fact.obj.iri)
    role = iri(role_iri(at.role))
    said = [
        f"{this}{_IS_MEMBERSHIP}",
        f"{this}{_MEMBER}{iri(fact.subj.iri)}",
        f"{this}{_ORGANIZATION}{body}",
        f"{this}{_ROLE}{role}",
        f"{this}{_status(at.status)}",
        f"{role}{_IS_CONCEPT}",
        f"{role}{_PREF_LABEL}{name(at.role)}",
        f"{role}{_IN_OFFICES}",
    ]
    # A page that says "former" or "removed" does not attest the office on its day, it attests the contrary.
    if at.status in ("current", "appointed") and rdf.is_day(on):
        said.append(f"{this}{_ATTESTED_ON}{day(on)}")
    if isinstance(fact.obj.term, Body):
        post = iri(post_iri(fact.obj.term, at.role, base=base))
        said += (
            f"{this}{_POST}{post}",
            f"{post}{_IS_POST}",
            f"{post}{_POST_IN}{body}",
            f"{post}{_ROLE}{role}",
            f"{post}{_PREF_LABEL}{name(fact.obj.term.name + at.role)}",
        )
    return said


def _claim(fact: Fact, article: Term, base: str) -> tuple[str, list[Triple]]:
    """The IRI of the node of a relation that has none of its own, and the triples of both."""
    subject, predicate, value = _bare(fact, article[1:-1])
    dates = list(event_date(iri(subject), value)) if predicate in _DATES else []
    obj = dates[0].split(" ", 2)[2] if dates else iri(value)
    node = node_iri("claim", subject, predicate, value, base=base)
    this = f"<{node}>"
    return node, [
        *(dates or [f"{iri(subject)} {iri(predicate)} {obj}"]),
        f"{this}{_IS_CLAIM}",
        f"{this}{_SUBJECT}{iri(subject)}",
        f"{this}{_PREDICATE}{iri(predicate)}",
        f"{this}{_OBJECT}{obj}",
    ]


def _bare(fact: Fact, article: str) -> tuple[str, str, str]:
    """Subject, predicate and object of a relation that is no node; the object is an IRI, or a date as it is known."""
    subject, obj, rel = fact.subj.iri, fact.obj.iri, fact.said.rel
    term, other = fact.subj.term, fact.obj.term
    if rel == "writes":
        return article, terms.SCHEMA_AUTHOR, subject
    if rel == "takes_place_at":
        return subject, terms.SCHEMA_LOCATION, obj
    if rel == "dated":
        date = fact.said.date or (term.date if isinstance(term, Event) else "") or fact.said.evidence.quote
        return subject, terms.SCHEMA_START_DATE if rdf.is_day(date) else terms.LG_DATE_TEXT, date
    if isinstance(term, Body) and isinstance(other, Body):
        return subject, parent_property(term), obj
    if isinstance(term, Place) and isinstance(other, Place):
        return subject, terms.SCHEMA_CONTAINED_IN_PLACE, obj
    if isinstance(other, Place):
        return subject, terms.DCT_SPATIAL, obj
    if isinstance(term, Event) and isinstance(other, Event):
        return subject, terms.SCHEMA_SUPER_EVENT, obj
    return subject, terms.DCT_IS_PART_OF, obj


def _evidence(node: str, fact: Fact, article: Term, on: str, base: str) -> list[Triple]:
    said = fact.said
    at = said.evidence
    this = f"<{evidence_iri(node, at.page, at.start, at.end, said.status, said.rule, base=base)}>"
    triples = [
        f"<{node}>{_HAS_EVIDENCE}{this}",
        f"{this}{_IS_EVIDENCE}",
        f"{this}{_EXACT}{text(at.quote)}",
        f"{this}{_START}{integer(at.start)}",
        f"{this}{_END}{integer(at.end)}",
        f"{this}{_QUOTED_FROM}{article}",
        f"{this}{_RULE}{text(said.rule)}",
        f"{this}{_CONFIDENCE}{decimal(said.confidence)}",
    ]
    if at.pieces:
        triples.append(f"{this}{_PIECES}{text(','.join(f'{start}-{end}' for start, end in at.pieces))}")
    if on:
        # Days are compared; a month or a year is kept as it is told, and only bounds of tenures are made of it.
        triples.append(f"{this}{_ATTESTED_ON if rdf.is_day(on) else _DATE_TEXT}{date_or_text(on)}")
    if said.rel == "holds":
        triples.append(f"{this}{_status(said.status)}")
        if said.date:
            triples.append(f"{this}{_CHANGED_ON}{date_or_text(said.date)}")
    return triples


@lru_cache(maxsize=16)
def _status(status: str) -> str:
    return ending(terms.LG_STATUS, terms.mint(terms.STATUS_SCHEME + "/", status))
