"""What one page says of who its persons are: the little that telling persons apart across pages needs.

A ``Seen`` is kept for every page; the sightings of all pages are what ``kg.fuse.resolve`` judges. It holds local
identities only (name and area), so that no decision is baked into it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg import terms
from kg.fuse.dating import attested_days
from kg.fuse.local import LocalEntities
from kg.model import Article, Body, Entity, Page, PageFacts, Person, Place, Statement


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
    """One person in one article: name, area (of the local identity), offices, the day attested, facts counted."""

    page: str
    article: int
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

    def dump(self) -> str:
        """One line of JSON, the same for the same value."""
        rows = [[s.article, s.name, s.area, s.day, s.facts, [list(_cells(o)) for o in s.offices]] for s in self.persons]
        data = {"page": self.page, "persons": rows, "others": list(self.others)}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, line: str) -> Seen:
        """The value behind a line that :meth:`dump` wrote; ValueError or KeyError for any other line."""
        data = json.loads(line)
        page = str(data["page"])
        persons = tuple(
            Sighting(page, article, name, area, tuple(Office(*office) for office in offices), day, facts)
            for article, name, area, day, facts, offices in data["persons"]
        )
        return cls(page, persons, tuple(data["others"]))


def sightings(
    page: Page,
    articles: Iterable[Article],
    jurisdiction: Place,
    statements: Iterable[Statement],
    *,
    base: str = terms.BASE,
    local: LocalEntities | None = None,
) -> Seen:
    """Who stands on a page, from its statements alone; reporters are left out, they hold no office of an area.

    ``local`` are the entities of just these statements, where they are known.
    """
    said = tuple(statements)
    days = attested_days(page, articles, said)
    local = local or LocalEntities(said, jurisdiction, base=base)
    offices: dict[tuple[int, Person], set[Office]] = {}
    counts: Counter[tuple[int, Person]] = Counter()
    others: set[str] = set()
    for s in said:
        article = s.evidence.article
        for entity in (*local.of(s.subj, s), *local.of(s.obj, s)):
            person = entity.term
            if not isinstance(person, Person):
                others.add(entity.iri)
            elif s.rel != "writes":
                held = offices.setdefault((article, person), set())
                counts[article, person] += 1
                if s.rel == "holds":
                    held.update(_offices(local.of(s.obj, s), s, days.get(article, "")))
    persons = (
        Sighting(page.name, article, p.name, p.area, tuple(sorted(held)), days.get(article, ""), counts[article, p])
        for (article, p), held in offices.items()
    )
    return Seen(page.name, tuple(sorted(persons)), tuple(sorted(others)))


def seen_on(facts: PageFacts, *, base: str = terms.BASE) -> Seen:
    """:func:`sightings` of a page that is fused already, whatever identities it was fused with."""
    said = dict.fromkeys(f.said for f in facts.facts)
    return sightings(facts.page, facts.articles, facts.jurisdiction, said, base=base)


def _offices(bodies: Iterable[Entity], s: Statement, day: str) -> Iterator[Office]:
    for entity in bodies:
        if isinstance(entity.term, Body):
            yield Office(entity.iri, s.role, s.status, s.date or day, entity.term.name, entity.term.kind)


def _cells(o: Office) -> tuple[str, ...]:
    return o.body, o.role, o.status, o.day, o.name, o.kind
