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
    """One side of one statement: the article, the area given with the name, the area and the status of an office."""

    article: int
    given: str
    office: str
    status: str

    @property
    def area(self) -> str:
        """The area that the mention itself tells."""
        return self.given or self.office


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
            (name, *key): area for name, mentions in by_name.items() for key, area in self._resolve(mentions).items()
        }

    def of(self, person: Person, at: Statement) -> Person:
        """The person that this mention in this statement is."""
        if at.rel == "writes":
            return Person(person.name, person.area or self._home)
        return Person(person.name, self._areas[person.name, at.evidence.article, person.area])

    def _resolve(self, mentions: list[_Mention]) -> dict[tuple[int, str], str]:
        """The area of the person behind each (article, area given) under which the name stands on the page."""
        told: dict[tuple[int, str], set[str]] = {}
        for m in mentions:
            told.setdefault((m.article, m.given), set()).update({m.area} - {""})
        groups = _groups(told, {m.article for m in mentions if m.status in ("former", "removed", "appointed")})
        assigned = {key: self._group_of(key, told, groups) for key in sorted(told)}
        chosen: dict[tuple[int, str], str] = {}
        for key, group in assigned.items():
            if group >= 0:
                chosen[key] = _best_area([m for m in mentions if assigned[m.article, m.given] == group])
            else:
                chosen[key] = min(told[key], default="") or ("" if groups else self._unplaced(mentions))
        return chosen

    def _group_of(
        self, key: tuple[int, str], told: dict[tuple[int, str], set[str]], groups: list[frozenset[str]]
    ) -> int:
        """Which person a mention is; -1 when it could be either of two: then it keeps the area it came with."""
        article, _ = key
        fitting = [
            i for i, g in enumerate(groups) if not told[key] or any(related(a, leaf) for a in told[key] for leaf in g)
        ]
        here = {a for (other, _), areas in told.items() if other == article for a in areas}
        home = {self._home} - {""}
        for near in (here, home):
            if len(fitting) > 1:
                close = [i for i in fitting if any(related(a, leaf) for a in near for leaf in groups[i])]
                fitting = close or fitting
        return fitting[0] if len(fitting) == 1 else -1

    def _unplaced(self, mentions: list[_Mention]) -> str:
        """The area of a name that comes without any: none with an office outside every area, else the page's own."""
        return "" if any(m.status for m in mentions) else self._home


def _mention(person: Person, at: Statement) -> _Mention:
    office = at.obj if at.rel == "holds" and isinstance(at.obj, Body) and at.subj == person else None
    return _Mention(at.evidence.article, person.area, office.area if office else "", at.status if office else "")


def _groups(told: dict[tuple[int, str], set[str]], moved: set[int]) -> list[frozenset[str]]:
    """The narrowest areas of a name, those together that are one person's: told of one mention (several offices), or of
    one article in which a person of this name comes or goes."""
    areas = sorted({a for found in told.values() for a in found})
    leaves = [a for a in areas if not any(depth(b) > depth(a) and within(b, a) for b in areas)]
    groups = [frozenset((leaf,)) for leaf in leaves]
    articles: dict[int, set[str]] = {}
    for (article, _), found in told.items():
        articles.setdefault(article, set()).update(found)
    one_person = [*told.values(), *(found for article, found in articles.items() if article in moved)]
    for together in one_person:
        touched = [g for g in groups if g & together]
        if len(touched) > 1:
            groups = [g for g in groups if g not in touched] + [frozenset().union(*touched)]
    return sorted(groups, key=sorted)


def _best_area(mentions: list[_Mention]) -> str:
    """The area of a person: of the office held now, else of an office once held, else the narrowest named."""
    for wanted in (("current", "appointed"), ("former", "removed"), ("",)):
        counts = Counter(m.office or m.given for m in mentions if m.status in wanted)
        counts.pop("", None)
        if counts:
            return max(counts, key=lambda code: (depth(code), counts[code], code))
    return ""
