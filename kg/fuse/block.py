"""All sightings of one name: who they are, under the judgements that touch them.

Sightings of one name, area and set of offices make a unit; a sighting without any office is a unit by itself, since
nothing but its area and day says whose it is. Units with a common office are one person; other groups are joined by
their likeness; a sighting without office goes to the one person of its area that it can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from kg.errors import DataError
from kg.fuse.areas import stem
from kg.fuse.clusters import Clusters, Side, join_all, join_by_score
from kg.fuse.dating import first_day
from kg.fuse.identifiers import segments
from kg.fuse.judgements import NO, YES, Judgement
from kg.fuse.likeness import SAME, UNSURE, Profile, Reason, exclude, likeness, profile
from kg.fuse.sightings import Office, Sighting
from kg.fuse.tiers import ELSEWHERE, LEADERS, tier
from kg.fuse.titles import Someone, someones


@dataclass(frozen=True, slots=True)
class _Unit:
    """Sightings that nothing can tell apart: one name, one area, one set of offices."""

    name: str
    area: str
    sightings: tuple[Sighting, ...]

    @property
    def offices(self) -> frozenset[tuple[str, str]]:
        return frozenset((o.body, o.role) for s in self.sightings for o in s.offices)


class Block:
    """The persons behind all sightings of one name (in all its spellings)."""

    def __init__(self, sightings: Iterable[Sighting], judgements: Sequence[Judgement], *, base: str) -> None:
        self._base = base
        self._units = _units(sightings, judgements, base)
        self._profiles: dict[tuple[int, ...], Profile] = {}
        self._scores: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[float, tuple[Reason, ...]]] = {}
        self.used: set[Judgement] = set()
        self._clusters = Clusters([()] * len(self._units))
        self._group()
        if judgements:
            self._judge(judgements)

    def persons(self) -> list[Someone]:
        """The persons, in the order of their identifiers."""
        return sorted(self._titles().values(), key=lambda s: s.iri)

    def unsure(self) -> list[tuple[Someone, Someone, float, tuple[Reason, ...]]]:
        """The pairs of persons that may be one and that no judgement is about, with score and reasons."""
        found = []
        for (units_a, a), (units_b, b) in combinations(sorted(self._titles().items()), 2):
            if self._comparable(a.profile.areas, b.profile.areas) and self._clusters.may_join(units_a[0], units_b[0]):
                score, reasons = self._likeness(units_a, units_b)
                if score >= UNSURE:
                    first, second = sorted((a, b), key=lambda s: s.iri)
                    found.append((first, second, score, reasons))
        return found

    # ------------------------------------------------------------ grouping

    def _group(self) -> None:
        """Group what nothing but its content says to be one."""
        clusters = self._clusters
        offices: dict[tuple[str, str], list[int]] = {}
        for i, unit in enumerate(self._units):
            for o in sorted({(o.body, o.role) for s in unit.sightings for o in s.offices if _definite(o)}):
                offices.setdefault(o, []).append(i)
        for _, holders in sorted(offices.items()):
            join_all(clusters, holders)
        self._join_within_pages()
        busy = [i for i, unit in enumerate(self._units) if unit.offices]
        near = (
            (i, j) for i, j in combinations(busy, 2) if self._comparable((self._units[i].area,), (self._units[j].area,))
        )
        join_by_score(clusters, near, lambda a, b: self._likeness(a, b)[0], SAME)
        self._place_idle()

    def _join_within_pages(self) -> None:
        """On one page one name of one area is one person, unless it has two offices there that exclude each other."""
        together: dict[tuple[str, str, str], set[int]] = {}
        for i, unit in enumerate(self._units):
            for s in unit.sightings if unit.offices else ():
                together.setdefault((s.page, s.name, s.area), set()).add(i)
        for _, units in sorted(together.items()):
            for i, j in combinations(sorted(units), 2):
                one, other = self._profile((i,)).offices, self._profile((j,)).offices
                if not any(exclude(x, y) for x in one for y in other):
                    self._clusters.join(i, j)

    def _place_idle(self) -> None:
        """Give each sighting without office to the one person of its name and area who it can be: on its page first,
        then on all pages, then among those in office at its time."""
        clusters = self._clusters
        holders: dict[tuple[str, str], set[int]] = {}
        for i, unit in enumerate(self._units):
            if unit.offices:
                holders.setdefault((unit.name, unit.area), set()).add(clusters.find(i))
        loose: dict[tuple[str, str], list[int]] = {}
        for i, unit in enumerate(self._units):
            if not any(self._units[m].offices for m in clusters.members(i)):
                loose.setdefault((unit.name, unit.area), []).append(i)
        for key, units in sorted(loose.items()):
            found = sorted({clusters.find(h) for h in holders.get(key, ())})
            if not found:
                join_all(clusters, units)
            for i in units if found else ():
                fitting = [h for h in found if clusters.may_join(h, i)]
                for narrower in (self._on_page, self._alive):
                    if len(fitting) > 1:
                        fitting = [h for h in fitting if narrower(h, self._units[i])] or fitting
                if len(fitting) == 1:
                    clusters.join(fitting[0], i)

    def _on_page(self, group: int, unit: _Unit) -> bool:
        """Whether a person stands on the page of a sighting, in office."""
        pages = {s.page for s in unit.sightings}
        return any(
            s.page in pages for m in self._clusters.members(group) for s in self._units[m].sightings if s.offices
        )

    def _alive(self, group: int, unit: _Unit) -> bool:
        """Whether a sighting's day lies within two years of a person's time in office."""
        first, last = self._profile(self._clusters.members(group)).span
        days = [int(s.day[:4]) for s in unit.sightings if first_day(s.day)]
        return bool(first and days) and int(first[:4]) - 2 <= min(days) and max(days) <= int(last[:4]) + 2

    @staticmethod
    def _comparable(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
        """Whether two persons with these areas can be one at all: areas of one province, or none on both sides."""
        return any((not a and not b) or bool(a and b and stem(a)[:2] == stem(b)[:2]) for a in some for b in others)

    # ------------------------------------------------------------ judgements

    def _judge(self, judgements: Sequence[Judgement]) -> None:
        """Group again under judgements. They speak of the persons that content alone gives, or of parts of them."""
        found = {someone.iri: units for units, someone in self._titles().items()}
        sides: list[set[Side]] = [set() for _ in self._units]
        wanted: list[tuple[Judgement, tuple[int, ...], tuple[int, ...]]] = []
        for number, judgement in enumerate(sorted(judgements, key=lambda j: (j.a, j.b, j.verdict))):
            a, b = (self._meant(iri, found) for iri in (judgement.a, judgement.b))
            if judgement.verdict == NO:
                # What one identifier names within the other's person is cut out of it.
                a, b = (a - b, b) if a > b else (a, b - a) if b > a else (a - b, b - a)
                for side, units in enumerate((a, b)):
                    for unit in units:
                        sides[unit].add((number, side))
            if a and b:
                self.used.add(judgement)
                if judgement.verdict == YES:
                    wanted.append((judgement, tuple(sorted(a)), tuple(sorted(b))))
        self._clusters = Clusters(sides)
        for _, some, others in wanted:
            join_all(self._clusters, (*some, *others))
        for judgement, some, others in wanted:
            if not {self._clusters.find(i) for i in some} & {self._clusters.find(i) for i in others}:
                lines = ", ".join(str(j.line) for j in judgements if j.verdict == NO)
                raise DataError(
                    f"the decision on line {judgement.line} ({judgement.a} is {judgement.b}) contradicts what is kept "
                    f"apart on line {lines}; take one of them back with the verdict undo"
                )
        self._group()

    def _meant(self, iri: str, found: dict[str, tuple[int, ...]]) -> frozenset[int]:
        """The units that an identifier in a judgement means: a person's, or the sightings that its parts describe."""
        if iri in found:
            return frozenset(found[iri])
        kind, *parts = segments(iri, base=self._base) or ("",)
        if kind != "person" or len(parts) < 2:
            return frozenset()
        area, name, *apart = parts
        return frozenset(
            i
            for i, unit in enumerate(self._units)
            if (unit.area, unit.name) == (area, name)
            and (not apart or any(_described(s, apart[0]) for s in unit.sightings))
        )

    # ------------------------------------------------------------ what is known of a group

    def _titles(self) -> Mapping[tuple[int, ...], Someone]:
        groups = self._clusters.groups()
        named = someones([self._sightings(units) for units in groups], base=self._base)
        return dict(zip(groups, named, strict=True))

    def _sightings(self, units: Iterable[int]) -> tuple[Sighting, ...]:
        return tuple(sorted(s for i in units for s in self._units[i].sightings))

    def _profile(self, units: tuple[int, ...]) -> Profile:
        if units not in self._profiles:
            self._profiles[units] = profile(self._sightings(units))
        return self._profiles[units]

    def _likeness(self, a: tuple[int, ...], b: tuple[int, ...]) -> tuple[float, tuple[Reason, ...]]:
        if (a, b) not in self._scores:
            self._scores[a, b] = likeness(self._profile(a), self._profile(b), spread=self._spread)
        return self._scores[a, b]

    @cached_property
    def _spread(self) -> int:
        return max(1, len({stem(unit.area)[:4] for unit in self._units if unit.area and unit.offices}))


def _units(sightings: Iterable[Sighting], judgements: Sequence[Judgement], base: str) -> tuple[_Unit, ...]:
    # What a judgement singles out by page or body must be a unit of its own.
    singled = {part for j in judgements for iri in (j.a, j.b) for part in segments(iri, base=base)[3:4]}
    units: dict[tuple[str, str, tuple[tuple[str, str], ...], str], list[Sighting]] = {}
    for s in sorted(sightings):
        offices = tuple(sorted({(o.body, o.role) for o in s.offices}))
        own_page = s.page if not offices or s.page in singled else ""
        units.setdefault((s.name, s.area, offices, own_page), []).append(s)
    return tuple(_Unit(name, area, tuple(seen)) for (name, area, *_), seen in sorted(units.items()))


def _definite(office: Office) -> bool:
    """Whether the name of the office's body means one body only: 徐汇区委 does, 解放街道 of nowhere does not."""
    if office.body.rsplit("/", 2)[-2] != "-":
        return True
    return len(office.name) > 3 and tier(office.name, office.kind) in (LEADERS, ELSEWHERE)


def _described(sighting: Sighting, apart: str) -> bool:
    """Whether the third part of an identifier (a page, a body, an office) means this sighting."""
    return sighting.page == apart or any(apart in (o.name, o.name + o.role) for o in sighting.offices)
