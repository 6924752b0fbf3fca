"""How likely two persons of one name are one: a score from 0 to 1 that lists its reasons.

The weights are set by hand for one aim: what reaches ``SAME`` must hold. They are not probabilities. A name by itself
never gets there, and neither does any likeness of letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from kg.fuse.areas import depth, related, stem
from kg.fuse.changes import succeeds
from kg.fuse.dating import first_day, last_day
from kg.fuse.sightings import Sighting
from kg.fuse.tiers import ELSEWHERE, LEADERS, STREET, house, tier

SAME = 0.75
UNSURE = 0.3


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One thing that speaks for (weight above 0) or against (below 0) two persons being one."""

    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """An office as one person's sightings attest it: first and last day in it, "" where no day is known.

    An office only known as a former one has no first day, and ``last`` is when it was over at the latest.
    """

    body: str
    role: str
    name: str
    kind: str
    first: str
    last: str

    @property
    def tier(self) -> int:
        """The tier of its body."""
        return tier(self.name, self.kind)

    @property
    def area(self) -> str:
        """The code of its body's area, as the body's IRI has it."""
        code = self.body.rsplit("/", 2)[-2]
        return "" if code == "-" else code


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one person: the name, the areas, the offices with their times."""

    name: str
    areas: tuple[str, ...]
    offices: tuple[Held, ...] = field(default=())

    @property
    def span(self) -> tuple[str, str]:
        """First and last day on which an office is attested."""
        days = sorted(d for o in self.offices for d in (o.first, o.last) if d)
        return (days[0], days[-1]) if days else ("", "")


def profile(sightings: Iterable[Sighting]) -> Profile:
    """What some sightings say together of the one person that they are taken to be."""
    seen = sorted(sightings)
    days: dict[tuple[str, str], list[tuple[str, str]]] = {}
    named: dict[tuple[str, str], tuple[str, str]] = {}
    for sighting in seen:
        for o in sighting.offices:
            first, last = first_day(o.day), last_day(o.day)
            over = o.status in ("former", "removed")
            days.setdefault((o.body, o.role), []).append(("" if over else first, last if over else first or last))
            named[o.body, o.role] = (o.name, o.kind)
    held = (
        Held(
            body,
            role,
            *named[body, role],
            first=min((f for f, _ in spans if f), default=""),
            last=max((x for _, x in spans if x), default=""),
        )
        for (body, role), spans in sorted(days.items())
    )
    areas = tuple(sorted({s.area for s in seen}))
    return Profile(seen[0].name, areas, tuple(held))


def likeness(a: Profile, b: Profile, *, spread: int = 1) -> tuple[float, tuple[Reason, ...]]:
    """The score of two profiles of one name with its reasons, strongest first.

    ``spread`` is in how many prefectures persons of this name hold offices.
    """
    shared = _shared(a, b)
    reasons = [r for r in (_area(a, b, shared), _office(a, b, shared), _name(a), _common(spread), _time(a, b)) if r]
    score = round(min(1.0, max(0.0, sum(r.weight for r in reasons))), 2)
    return score, tuple(sorted(reasons, key=lambda r: (-abs(r.weight), r.text)))


def _shared(a: Profile, b: Profile) -> Held | None:
    theirs = {(o.body, o.role) for o in b.offices}
    return next((o for o in a.offices if (o.body, o.role) in theirs and (len(o.name) > 3)), None)


def _area(a: Profile, b: Profile, shared: Held | None) -> Reason | None:
    if shared:
        return Reason(0.35, f"同一机构:{shared.name}")
    if "" in (*a.areas, *b.areas):
        national = all(any(o.tier == LEADERS for o in p.offices) and p.areas == ("",) for p in (a, b))
        return Reason(0.35, "同为中央一级") if national else None
    common = sorted(set(a.areas) & set(b.areas), key=lambda code: (-depth(code), code))
    if common:
        return Reason(0.35, f"同一地区:{common[0]}")
    if any(related(x, y) for x in a.areas for y in b.areas):
        return Reason(0.1, "地区有上下级关系")
    if any(stem(x)[:2] == stem(y)[:2] for x in a.areas for y in b.areas):
        return Reason(0.1, "同省不同地区")
    return Reason(-1.0, "不同省份")


def _office(a: Profile, b: Profile, shared: Held | None) -> Reason | None:
    if shared:
        return Reason(0.6, f"同任{shared.name}{shared.role}")
    houses = {house(o.name): o for o in a.offices}
    for o in b.offices:
        if house(o.name) in houses and len(house(o.name)) > 3:
            return Reason(0.4, f"同一单位:{house(o.name)}")
    for x, y in product(a.offices, b.offices):
        if x.area == y.area and succeeds(x.name, y.name):
            return Reason(0.4, f"机构改革前后的同一单位:{x.name}与{y.name}")
    if not a.offices or not b.offices:
        return Reason(0.25, "一方未带职务") if a.offices or b.offices else None
    pairs = [(x, y) for x in sorted(a.offices, key=_by_tier) for y in sorted(b.offices, key=_by_tier)]
    x, y = min(pairs, key=lambda pair: (pair[0].area != pair[1].area, abs(pair[0].tier - pair[1].tier)))
    steps = abs(x.tier - y.tier)
    if ELSEWHERE in (x.tier, y.tier):
        return Reason(-0.1, f"单位无关:{x.name}与{y.name}")
    if steps == 0 and x.tier == LEADERS and x.area == y.area:
        return Reason(0.5, f"同为地区领导职务:{x.name}{x.role}与{y.name}{y.role}")
    if steps <= 1 and max(x.tier, y.tier) <= STREET:
        return Reason(0.2, f"职务层级相近:{x.name}{x.role}与{y.name}{y.role}")
    return Reason(-0.1, f"职务层级相差:{x.name}{x.role}与{y.name}{y.role}")


def _by_tier(o: Held) -> tuple[int, str, str]:
    return (o.tier, o.name, o.role)


def _name(a: Profile) -> Reason | None:
    return Reason(0.15, f"姓名较长,不易重名:{a.name}") if len(a.name) > 2 else None


def _common(spread: int) -> Reason | None:
    return Reason(-0.1, f"同名者见于{spread}个市(州)") if spread > 1 else None


def _time(a: Profile, b: Profile) -> Reason | None:
    for x in a.offices:
        for y in b.offices:
            if exclude(x, y) and x.first and y.first and x.first <= y.last and y.first <= x.last:
                return Reason(-0.5, f"同时任职于{x.name}与{y.name}")
    (start_a, end_a), (start_b, end_b) = a.span, b.span
    if not (start_a and start_b):
        return None
    gap = _years(end_a, start_b) if end_a < start_b else _years(end_b, start_a) if end_b < start_a else -1.0
    if gap > 10:
        return Reason(-0.2, f"相隔{gap:.0f}年")
    return Reason(0.1, "任职时间先后相接") if 0 <= gap <= 5 else None


def exclude(x: Held, y: Held) -> bool:
    """Whether nobody holds both offices at one time: two houses far apart, or beside each other below the top."""
    if house(x.name) == house(y.name) or succeeds(x.name, y.name):
        return False
    if x.tier == y.tier == LEADERS:
        return not related(x.area, y.area)
    return x.tier == y.tier or abs(x.tier - y.tier) > 1


def _years(start: str, end: str) -> float:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days / 365.25
