"""What one page says of who its persons are: the little that telling persons apart across pages needs.

A ``Seen`` is kept for every page; the sightings of all pages are what ``kg.fuse.resolve`` judges. It holds local
identities only (name and area), so that no decision is baked into it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kg import terms
from kg.fuse.bodies import BodyIndex
from kg.fuse.dating import attested_days
from kg.fuse.identifiers import body_iri
from kg.fuse.persons import PersonIndex
from kg.model import Article, Body, Page, PageFacts, Person, Place, Statement


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """An office as one page attests it: the body's IRI, name and kind, the role, the status, and for which day."""

    body: str
    role: str
    status: str
    day: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """One person on one page: name, area (of the local identity), offices, the latest day attested, facts counted."""

    page: str
    name: str
    area: str
    offices: tuple[Office, ...] = ()
    day: str = ""
    facts: int = 1


@dataclass(frozen=True, slots=True)
class Seen:
    """All that one page contributes to questions of identity: its persons and the local IRIs of its other entities."""

    page: str
    persons: tuple[Sighting, ...]
    others: tuple[str, ...] = ()

    def to_json(self) -> str:
        """One line of JSON, the same for the same value."""
        rows = [
            [s.name, s.area, s.day, s.facts, [[o.body, o.role, o.status, o.day, o.name, o.kind] for o in s.offices]]
            for s in self.persons
        ]
        return json.dumps({"page": self.page, "persons": rows, "others": list(self.others)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Seen:
        """The value behind a line that :meth:`to_json` wrote; ValueError or KeyError for any other line."""
        data = json.loads(line)
        page = str(data["page"])
        persons = tuple(
            Sighting(page, name, area, tuple(Office(*office) for office in offices), day, facts)
            for name, area, day, facts, offices in data["persons"]
        )
        return cls(page, persons, tuple(data["others"]))


def sightings(
    page: Page,
    articles: Iterable[Article],
    jurisdiction: Place,
    statements: Iterable[Statement],
    *,
    base: str = terms.BASE,
) -> Seen:
    """Who stands on a page, from its statements alone; reporters are left out, they hold no office of an area."""
    said = tuple(statements)
    days = attested_days(page, articles, said)
    persons = PersonIndex(said, jurisdiction)
    bodies = BodyIndex(t for s in said for t in (s.subj, s.obj) if isinstance(t, Body))
    offices: dict[Person, set[Office]] = {}
    latest: dict[Person, str] = {}
    counts: dict[Person, int] = {}
    for s in said:
        if s.rel == "writes":
            continue
        day = days.get(s.evidence.article, "")
        for term in (s.subj, s.obj):
            if isinstance(term, Person):
                person = persons.of(term, s)
                held = offices.setdefault(person, set())
                counts[person] = counts.get(person, 0) + 1
                latest[person] = max(latest.get(person, ""), day)
                if s.rel == "holds" and isinstance(s.obj, Body):
                    for body in bodies.of(s.obj):
                        iri = body_iri(body.area, body.name, base=base)
                        held.add(Office(iri, s.role, s.status, s.date or day, body.name, body.kind))
    return Seen(
        page.name,
        tuple(
            Sighting(page.name, p.name, p.area, tuple(sorted(offices[p])), latest[p], counts[p])
            for p in sorted(offices, key=lambda p: (p.name, p.area))
        ),
        _others(bodies, said, base),
    )


def seen_on(facts: PageFacts, *, base: str = terms.BASE) -> Seen:
    """:func:`sightings` of a page that is fused already, whatever identities it was fused with."""
    said = dict.fromkeys(f.said for f in facts.facts)
    return sightings(facts.page, facts.articles, facts.jurisdiction, said, base=base)


def _others(bodies: BodyIndex, said: tuple[Statement, ...], base: str) -> tuple[str, ...]:
    found = {
        body_iri(body.area, body.name, base=base)
        for s in said
        for term in (s.subj, s.obj)
        if isinstance(term, Body)
        for body in bodies.of(term)
    }
    return tuple(sorted(found))
