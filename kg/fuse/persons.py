"""Which mentions of one name on one page are one person.

A person is a name and an area. An area above or below, or none, does not tell two mentions apart; two areas that
exclude each other do, unless one article has the person move from the one to the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.fuse.areas import depth, related, within
from kg.model import Body, Person, Place, Statement

# Whoever only writes the page is nobody in it: 记者王伟 and 副区长王伟 of one page are two persons.
REPORTER = "记者"


@dataclass(frozen=True, slots=True)
class _Mention:
    """One side of one statement: where it stands, the area it gives, and what office it gives with it."""

    article: int
    area: str
    status: str
    areal: bool


class PersonIndex:
    """The persons of one page; :meth:`of` gives the one that a mention is."""

    def __init__(self, statements: Sequence[Statement], jurisdiction: Place) -> None:
        self._home = jurisdiction.code
        by_name: dict[str, list[_Mention]] = {}
        for s in statements:
            for term in (s.subj, s.obj):
                if isinstance(term, Person) and s.rel != "writes":
                    by_name.setdefault(term.name, []).append(_mention(term, s))
        self._areas = {
            (name, key): area for name, mentions in by_name.items() for key, area in self._resolve(mentions).items()
        }

    def of(self, person: Person, at: Statement) -> Person:
        """The person that this mention in this statement is."""
        if at.rel == "writes":
            return Person(person.name, person.area or self._home)
        mention = _mention(person, at)
        return Person(person.name, self._areas[person.name, (mention.article, mention.area)])

    def _resolve(self, mentions: list[_Mention]) -> dict[tuple[int, str], str]:
        """The area of the person behind each (article, area) under which the name stands on the page."""
        groups = _leaf_groups(mentions)
        member = {leaf: i for i, group in enumerate(groups) for leaf in group}
        keys = sorted({(m.article, m.area) for m in mentions})
        assigned: dict[tuple[int, str], int] = {}
        for article, area in keys:
            fitting = sorted({i for leaf, i in member.items() if related(leaf, area)})
            if len(fitting) > 1:
                here = {member[leaf] for a, leaf in keys if a == article and leaf in member}
                fitting = [i for i in fitting if i in here] or fitting
            if len(fitting) > 1:
                fitting = [i for i in fitting if any(related(leaf, self._home) for leaf in groups[i])] or fitting
            # A mention that could be either of two persons is neither: it keeps the area it came with.
            assigned[article, area] = fitting[0] if len(fitting) == 1 else -1
        chosen: dict[tuple[int, str], str] = {}
        for key, group in assigned.items():
            if group < 0:
                chosen[key] = key[1] or ("" if groups else self._unplaced(mentions))
            else:
                chosen[key] = _best_area([m for m in mentions if assigned[m.article, m.area] == group])
        return chosen

    def _unplaced(self, mentions: list[_Mention]) -> str:
        """The area of a name that comes without any: none with an office outside every area, else the page's own."""
        return "" if any(m.status and not m.areal for m in mentions) else self._home


def _mention(person: Person, at: Statement) -> _Mention:
    office = at.obj if at.rel == "holds" and isinstance(at.obj, Body) and at.subj == person else None
    area = person.area or (office.area if office else "")
    return _Mention(at.evidence.article, area, at.status if office else "", bool(office and office.area))


def _leaf_groups(mentions: list[_Mention]) -> list[tuple[str, ...]]:
    """The narrowest areas of a name, those together that one person moved between."""
    areas = sorted({m.area for m in mentions if m.area})
    leaves = [a for a in areas if not any(b != a and within(b, a) and depth(b) > depth(a) for b in areas)]
    moves: dict[int, set[str]] = {}
    for m in mentions:
        if m.area in leaves and m.status:
            moves.setdefault(m.article, set()).add(m.area)
    moved = {m.article for m in mentions if m.status in ("former", "removed", "appointed")}
    groups: list[set[str]] = [{leaf} for leaf in leaves]
    for article, together in sorted(moves.items()):
        if len(together) > 1 and article in moved:
            joined = set().union(*(g for g in groups if g & together))
            groups = [g for g in groups if not g & together] + [joined]
    return sorted(tuple(sorted(g)) for g in groups)


def _best_area(mentions: list[_Mention]) -> str:
    """The area of a person: of the office held now, else of an office once held, else the narrowest named."""
    for wanted in (("current", "appointed"), ("former", "removed"), ("",)):
        counts = Counter(m.area for m in mentions if m.area and m.status in wanted)
        if counts:
            return max(counts, key=lambda code: (depth(code), counts[code], code))
    return ""
