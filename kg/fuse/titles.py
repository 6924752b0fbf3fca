"""The persons that grouping gave, with their identifiers: plain where nobody else claims the name and area.

Who gets the plain identifier, when several persons share a name and an area, depends on their offices only (the highest
first, then the earliest), so that it stays when pages are added that do not change this. The others are told apart by
the body of their own first office.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import terms
from kg.fuse.areas import depth
from kg.fuse.identifiers import person_iri
from kg.fuse.likeness import Held, Profile, profile
from kg.fuse.sightings import Sighting


@dataclass(frozen=True, slots=True)
class Someone:
    """One person as all pages show them: identifier, sightings, and what the sightings say together."""

    iri: str
    sightings: tuple[Sighting, ...]
    profile: Profile

    @property
    def facts(self) -> int:
        """How many facts the pages give of this person."""
        return sum(s.facts for s in self.sightings)

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages that name this person."""
        return tuple(sorted({s.page for s in self.sightings}))

    @property
    def titles(self) -> tuple[str, ...]:
        """The offices in words, the highest first: 徐汇区委书记."""
        return tuple(dict.fromkeys(o.name + o.role for o in sorted(self.profile.offices, key=_rank)))

    def to_dict(self) -> dict[str, object]:
        """What a reader needs to tell this person from another, as JSON values."""
        days = sorted(s.day for s in self.sightings if s.day)
        return {
            "iri": self.iri,
            "name": self.profile.name,
            "areas": list(self.profile.areas),
            "offices": list(self.titles),
            "first": days[0] if days else "",
            "last": days[-1] if days else "",
            "pages": list(self.pages),
            "facts": self.facts,
        }


def someones(groups: Iterable[Sequence[Sighting]], *, base: str = terms.BASE) -> list[Someone]:
    """The persons behind groups of sightings of one name, in the order of the groups, each with its own IRI."""
    known = [(tuple(sorted(group)), profile(group)) for group in groups]
    taken: set[str] = set()
    iris: dict[int, str] = {}
    for at in sorted(range(len(known)), key=lambda i: _precedence(*known[i])):
        iris[at] = next(iri for iri in _claims(*known[at], base) if iri not in taken)
        taken.add(iris[at])
    return [Someone(iris[at], sightings, seen) for at, (sightings, seen) in enumerate(known)]


def _rank(o: Held) -> tuple[int, str, str, str]:
    return (o.tier, o.first or "9999", o.name, o.role)


def _precedence(sightings: tuple[Sighting, ...], seen: Profile) -> tuple[object, ...]:
    best = min((_rank(o) for o in seen.offices), default=(9, "9999", "", ""))
    return (*best, sightings[0].page, sightings[0].area)


def _claims(sightings: tuple[Sighting, ...], seen: Profile, base: str) -> Iterable[str]:
    """The identifiers a person may have, best first: area and name, then with the first office's body, then a page."""
    keys = {(s.area, s.name) for s in sightings}
    in_office = {(s.area, s.name) for s in sightings if s.offices}
    ordered = sorted(keys, key=lambda k: (k not in in_office, -depth(k[0]), k))
    for area, name in ordered:
        yield person_iri(area, name, base=base)
    area, name = ordered[0]
    for office in sorted(seen.offices, key=_rank):
        yield person_iri(area, name, office.name, base=base)
        yield person_iri(area, name, office.name + office.role, base=base)
    for sighting in sightings:
        yield person_iri(area, name, sighting.page, base=base)
