"""Who is who across pages: a pure function of all sightings and all judgements.

Sightings of one name are grouped by likeness (``kg.fuse.likeness``) as far as no judgement keeps them apart; then every
group gets an identifier (``kg.fuse.titles``). What comes out says which identifier to write for which local one, and
which pairs a person should look at. The order of pages and of decisions makes no difference, and without a decision
everything is as it was before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg import terms
from kg.errors import DataError
from kg.fuse.block import Block
from kg.fuse.identifiers import person_iri, segments
from kg.fuse.identities import Identities
from kg.fuse.judgements import NO, YES, Judgement
from kg.fuse.likeness import Reason, likeness, profile
from kg.fuse.sightings import Seen, Sighting
from kg.fuse.titles import Someone
from kg.fuse.variants import Variants, default_variants


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons of one name, how likely they are one (0 to 1), and why; ``weight`` is what hangs on it."""

    a: Someone
    b: Someone
    score: float
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> float:
        """How many facts would move if the pair were joined, times the score."""
        return min(self.a.facts, self.b.facts) * self.score

    def to_dict(self) -> dict[str, object]:
        """The pair as JSON values."""
        reasons = [{"weight": r.weight, "text": r.text} for r in self.reasons]
        return {"a": self.a.to_dict(), "b": self.b.to_dict(), "score": self.score, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What all sightings and judgements come to.

    ``unsure``: pairs that may be one and are kept apart, most important first. ``joined``: pairs of local identities
    that were made one by likeness alone. ``idle``: judgements that name nobody in these pages.
    """

    identities: Identities
    unsure: tuple[Pair, ...] = ()
    joined: tuple[Pair, ...] = ()
    idle: tuple[Judgement, ...] = ()


def resolve(
    seen: Iterable[Seen],
    judgements: Sequence[Judgement] = (),
    *,
    base: str = terms.BASE,
    variants: Variants | None = None,
) -> Resolution:
    """Decide over the persons (and, by judgement only, the bodies, events and policies) of all pages.

    Raises DataError when judgements contradict each other.
    """
    pages = sorted(seen, key=lambda s: s.page)
    on_persons = [j for j in judgements if segments(j.a, base=base)[:1] == ("person",)]
    spelling = variants or default_variants()
    everywhere: dict[str, str] = {}
    here: dict[tuple[str, int, str], str] = {}
    unsure: list[Pair] = []
    joined: list[Pair] = []
    used: set[Judgement] = set()
    for sightings, touching in _blocks(pages, on_persons, spelling, base):
        if not touching and _alone(sightings):
            continue
        block = Block(sightings, touching, base=base)
        persons = block.persons()
        _write_down(persons, everywhere, here, base)
        unsure += (Pair(*pair) for pair in block.unsure())
        joined += (pair for person in persons for pair in _joined(person, base))
        used |= block.used
    others = [j for j in judgements if j not in on_persons]
    everywhere |= _other_identities(pages, others, base, used)
    return Resolution(
        Identities(everywhere, here),
        tuple(sorted(unsure, key=lambda p: (-p.weight, p.a.iri, p.b.iri))),
        tuple(sorted(joined, key=lambda p: (p.a.iri, p.b.iri))),
        tuple(j for j in judgements if j not in used),
    )


def _blocks(
    pages: Sequence[Seen], judgements: Sequence[Judgement], spelling: Variants, base: str
) -> Iterator[tuple[list[Sighting], list[Judgement]]]:
    """The sightings that may be of one person, by name in standard spelling; a judgement brings two names together."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for judgement in judgements:
        a, b = sorted(find(spelling.standard(_name(iri, base))) for iri in (judgement.a, judgement.b))
        parent[b] = a
    sightings: dict[str, list[Sighting]] = {}
    for page in pages:
        for s in page.persons:
            sightings.setdefault(find(spelling.standard(s.name)), []).append(s)
    touching: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        touching.setdefault(find(spelling.standard(_name(judgement.a, base))), []).append(judgement)
    for name in sorted(sightings):
        yield sightings[name], touching.get(name, [])


def _name(iri: str, base: str) -> str:
    return (*segments(iri, base=base), "", "", "")[2]


def _alone(sightings: list[Sighting]) -> bool:
    """Whether there is nothing to decide: one page, one local identity."""
    return len(sightings) == 1


def _write_down(
    persons: Sequence[Someone], everywhere: dict[str, str], here: dict[tuple[str, int, str], str], base: str
) -> None:
    """Which identifier each local one of these persons becomes, on all pages or in some articles."""
    claims: dict[str, list[Someone]] = {}
    for person in persons:
        for local in sorted({person_iri(s.area, s.name, base=base) for s in person.sightings}):
            claims.setdefault(local, []).append(person)
    for local, claimants in claims.items():
        # A page not seen yet writes what most likely stands for the local identifier: its plain owner.
        main = next((p for p in claimants if p.iri == local), claimants[0])
        if main.iri != local:
            everywhere[local] = main.iri
        for person in claimants:
            if person is not main:
                for s in person.sightings:
                    if person_iri(s.area, s.name, base=base) == local:
                        here[s.page, s.article, local] = person.iri


def _joined(person: Someone, base: str) -> Iterator[Pair]:
    """The local identities that are this one person, two by two, with what speaks for it."""
    by_key: dict[str, list[Sighting]] = {}
    for s in person.sightings:
        by_key.setdefault(person_iri(s.area, s.name, base=base), []).append(s)
    parts = [Someone(iri, tuple(seen), profile(seen)) for iri, seen in sorted(by_key.items())]
    for a, b in pairwise(parts):
        yield Pair(a, b, *likeness(a.profile, b.profile))


def _other_identities(
    pages: Sequence[Seen], judgements: Sequence[Judgement], base: str, used: set[Judgement]
) -> Mapping[str, str]:
    """Bodies, events and policies are joined by judgements alone; the shortest identifier stands for all."""
    present = {iri for page in pages for iri in page.others}
    parent: dict[str, str] = {}

    def find(iri: str) -> str:
        while parent.setdefault(iri, iri) != iri:
            iri = parent[iri]
        return iri

    for judgement in judgements:
        kinds = {segments(iri, base=base)[:1] for iri in (judgement.a, judgement.b)}
        if len(kinds) != 1:
            raise DataError(f"the decision on line {judgement.line} is about two different kinds of things")
        if judgement.a in present or judgement.b in present:
            used.add(judgement)
        if judgement.verdict == YES:
            first, second = sorted((find(judgement.a), find(judgement.b)), key=lambda iri: (len(iri), iri))
            parent[second] = first
    for judgement in judgements:
        if judgement.verdict == NO and find(judgement.a) == find(judgement.b):
            raise DataError(
                f"the decision on line {judgement.line} keeps apart {judgement.a} and {judgement.b}, which other "
                f"decisions make one; take one of them back with the verdict undo"
            )
    return {iri: find(iri) for iri in sorted(parent) if find(iri) != iri}
