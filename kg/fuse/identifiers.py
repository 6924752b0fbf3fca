"""Identifiers made from content: the same pages give the same IRIs, in whatever order they are read.

Entities have readable names (area, then name); nodes that stand for a relation have a hash over what makes them that
relation. Nothing here looks at more than its arguments.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from urllib.parse import unquote

from kg.model import Body, Event, Person, Place, Policy, Term, unique
from kg.terms import BASE, SCHEME, mint

_QUOTES = "《》〈〉“”\"「」『』'‘’"


def bare_label(label: str) -> str:
    """A policy's label without the quotation marks at its ends: “三年决战” → 三年决战, 《意见》 → 意见.

    Marks inside stay, and a mark at an end stays where its partner is inside: 旧住房改造“三年决战” keeps both.
    """
    pairs = {"《": "》", "〈": "〉", "“": "”", "「": "」", "『": "』", "‘": "’", '"': '"', "'": "'"}
    text = label.strip()
    while len(text) > 1 and pairs.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    if len(text) > 1 and text[0] in _QUOTES and pairs.get(text[0], "") not in text[1:]:
        text = text[1:].strip()
    return text


def person_iri(area: str, name: str, apart: str = "", *, base: str = BASE) -> str:
    """A person's IRI; ``apart`` tells a second person of one name and area from the first (a body or a page)."""
    return mint(base, "person", area, name, *((apart,) if apart else ()))


def body_iri(area: str, name: str, *, base: str = BASE) -> str:
    """A body's IRI from its area code and its short name."""
    return mint(base, "body", area, name)


def place_iri(place: Place, *, base: str = BASE) -> str:
    """An area by its code; a printed place by its words."""
    return mint(base, "area", place.code) if place.code else mint(base, "place", place.name)


def event_iri(area: str, date: str, label: str, *, base: str = BASE) -> str:
    """An event's IRI from the area whose news it is, its date as exact as known, and its label."""
    return mint(base, "event", area, date, label)


def policy_iri(area: str, label: str, *, base: str = BASE) -> str:
    """A policy's IRI from its area and its label without quotation marks."""
    return mint(base, "policy", area, bare_label(label))


def term_iri(term: Term, *, base: str = BASE) -> str:
    """The IRI that a term has by itself, before anything is joined or split."""
    if isinstance(term, Person):
        return person_iri(term.area, term.name, base=base)
    if isinstance(term, Body):
        return body_iri(term.area, term.name, base=base)
    if isinstance(term, Event):
        return event_iri(term.area, term.date, term.label, base=base)
    if isinstance(term, Policy):
        return policy_iri(term.area, term.label, base=base)
    return place_iri(term, base=base)


def segments(iri: str, *, base: str = BASE) -> tuple[str, ...]:
    """What an IRI was minted from, kind first: ("person", "310104", "刘琪"); () for an IRI of another base."""
    if not iri.startswith(base):
        return ()
    parts = iri[len(base) :].split("/")
    return tuple("" if part == "-" else unquote(part) for part in parts)


def renamed(term: Term, iri: str, *, base: str = BASE) -> Term:
    """``term`` under an identifier that a decision gave it: area and label come from there, the old name is kept.

    A person keeps the name as printed; a body's or policy's old name goes to its other names.
    """
    kind, *parts = segments(iri, base=base) or ("",)
    if isinstance(term, Person) and kind == "person" and len(parts) >= 2:
        return replace(term, area=parts[0])
    if isinstance(term, Body) and kind == "body" and len(parts) == 2:
        names = unique(n for n in (term.name, *term.names) if n != parts[1])
        return replace(term, area=parts[0], name=parts[1], names=names)
    if isinstance(term, Policy) and kind == "policy" and len(parts) == 2:
        names = unique(n for n in (term.label, *term.names) if n != parts[1])
        return replace(term, area=parts[0], label=parts[1], names=names)
    return term


def post_iri(body: Body, role: str, *, base: str = BASE) -> str:
    """A post's IRI: a role in a body."""
    return mint(base, "post", body.area, body.name, role)


def role_iri(role: str) -> str:
    """The concept of an office: SCHEME office/书记."""
    return mint(SCHEME, "office", role)


def node_iri(kind: str, *parts: str, base: str = BASE) -> str:
    """The IRI of a relation that is a node: ``kind`` and a hash over its parts.

    tenure: person, body, role · participation: event, participant, relation · issuance and implementation: body,
    policy · evidence: node, page, start, end, status, rule · change: original body, resulting body, date.
    """
    return f"{base}{kind}/{sha256(chr(31).join(parts).encode('utf-8')).hexdigest()[:20]}"


def tenure_iri(person: str, body: str, role: str, *, base: str = BASE) -> str:
    """The IRI of a person's time in one office of one body."""
    return node_iri("tenure", person, body, role, base=base)


def participation_iri(event: str, participant: str, rel: str, *, base: str = BASE) -> str:
    """The IRI of a participant's part in an event; ``rel`` is one of the participation relations."""
    return node_iri("participation", event, participant, rel, base=base)


def evidence_iri(node: str, page: str, start: int, end: int, status: str, rule: str, *, base: str = BASE) -> str:
    """The IRI of the words behind a node: page range, status attested, and the rule that read them."""
    return node_iri("evidence", node, page, str(start), str(end), status, rule, base=base)
