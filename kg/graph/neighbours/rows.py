"""Rows of plain tables: persons, bodies, posts, tenures, events, participations, policies, articles and evidence.

Identifiers are IRIs; an empty text or tuple is unknown; values are sorted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person."""

    id: str
    name: str
    other_names: tuple[str, ...]
    area: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body; ``kind`` is the notation of the scheme, ``parent`` the IRI of the body above."""

    id: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    area: str
    parent: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post: a role in a body."""

    id: str
    name: str
    body: str
    role: str


@dataclass(frozen=True, slots=True)
class TenureRow:
    """A person in a post. ``statuses`` are notations; days are ISO; ``evidence`` are IRIs."""

    id: str
    person: str
    body: str
    post: str
    role: str
    statuses: tuple[str, ...]
    attested: tuple[str, ...]
    start_not_before: str
    start_not_after: str
    end_not_before: str
    end_not_after: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event; ``date`` is a full day or what is known of it (2021-04)."""

    id: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    date: str
    end: str
    place: str
    area: str


@dataclass(frozen=True, slots=True)
class ParticipationRow:
    """Somebody's part in an event; ``role`` is a notation: organizes, chairs, speaks, signs, attends."""

    id: str
    event: str
    participant: str
    role: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy; ``kind`` is "policy" or "campaign"."""

    id: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    number: str
    area: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """That a body issues or implements a policy (``rel``)."""

    id: str
    body: str
    policy: str
    rel: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """The words that say so and where they stand; ``fact`` is the IRI of what they bear out."""

    id: str
    fact: str
    quote: str
    start: str
    end: str
    page: str
    article: str
    status: str
    attested: str
    changed: str
    rule: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article with the page and the paper it stands in."""

    id: str
    headline: str
    page: str
    published: str
    paper: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An administrative area: its GB/T 2260 code and its name."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables; every mapping is from IRI to row, in the order of the IRIs. ``labels`` names concepts in Chinese."""

    persons: Mapping[str, PersonRow]
    bodies: Mapping[str, BodyRow]
    posts: Mapping[str, PostRow]
    tenures: Mapping[str, TenureRow]
    events: Mapping[str, EventRow]
    participations: Mapping[str, ParticipationRow]
    policies: Mapping[str, PolicyRow]
    acts: Mapping[str, ActRow]
    evidence: Mapping[str, EvidenceRow]
    articles: Mapping[str, ArticleRow]
    areas: Mapping[str, AreaRow]
    labels: Mapping[tuple[str, str], str]

    def label(self, scheme: str, notation: str) -> str:
        """The Chinese name of a concept ("body-kind", "party" → 党的机关), else the notation."""
        return self.labels.get((scheme, notation), notation)

    def name(self, iri: str) -> str:
        """The name of a person, body, post, event, policy or area, "" if it is none of them."""
        for rows in (self.persons, self.bodies, self.events, self.policies, self.posts, self.areas):
            row = rows.get(iri)
            if row is not None:
                return str(getattr(row, "name", ""))
        return ""

    def area_name(self, iri: str) -> str:
        """The name of an area, else its code, "" without area."""
        area = self.areas.get(iri)
        return (area.name or area.code) if area else ""
