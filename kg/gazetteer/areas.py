"""The administrative areas of China: which area a name means, what lies above and below it.

    default_areas().find("上海市徐汇区天平街道")      → 上海市, 徐汇区 with their places in the text
    default_areas().town_named("天平街道", "310104")  → Area("310104003", "天平路街道", "town", "310104")

Areas of county level and above are read at once, towns and streets when first asked for. Where an area stands follows
from its code: 310104 lies in 310000, 320509 in 320500 in 320000; levels that only the code has (市辖区,
省直辖县级行政区划) are not areas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from kg.gazetteer.area import Area, AreaMatch
from kg.gazetteer.area_names import other_names, stem, zone_names
from kg.gazetteer.area_search import AreaSearch
from kg.gazetteer.tables import Column, read_table
from kg.gazetteer.towns import Towns
from kg.resources import resource

__all__ = ["Area", "AreaMatch", "Areas", "default_areas"]

_CODE = Column("code", r"\d{6}", "six digits")
_NAME = Column("name", r"\S+", "a name without spaces")
_YEAR = r"\d{4}"
_HISTORICAL = (
    _CODE, _NAME, Column("successor", r"\d{6}", "six digits", empty=True),
    Column("from", _YEAR, "a year", empty=True, needed=False), Column("until", _YEAR, "a year"),
)  # fmt: skip
_ABBREVIATIONS = (_NAME, _CODE)
_WORDS = (Column("word", r"\S{2,}", "a word of two or more characters"),)


class Areas:
    """The list of areas; build it with ``load``."""

    def __init__(
        self,
        areas: Iterable[Area],
        successors: Mapping[tuple[str, str], str],
        abbreviations: Iterable[tuple[str, str]],
        towns: Towns,
        words: Iterable[str] = (),
        since: Mapping[tuple[str, str], int] | None = None,
    ) -> None:
        # A code's current area comes first, then the latest of the past ones.
        ordered = sorted(areas, key=lambda area: (bool(area.until), area.code))
        self._all = tuple(ordered)
        self._successors = successors
        self._since = since or {}
        self._towns = towns
        self._words = frozenset(words)
        self._by_code: dict[str, Area] = {}
        for area in ordered:
            held = self._by_code.get(area.code)
            if held is None or (held.until and area.until > held.until):
                self._by_code[area.code] = area
        self._abbreviations: dict[str, list[str]] = defaultdict(list)
        full: dict[str, list[Area]] = defaultdict(list)
        other: dict[str, list[Area]] = defaultdict(list)
        for name, code in abbreviations:
            self._abbreviations[code].append(name)
            other[name].append(self._by_code[code])
        for area in ordered:
            full[area.name].append(area)
            for name in self._derived(area):
                if area not in other[name]:
                    other[name].append(area)
        self._full = {name: tuple(found) for name, found in full.items()}
        self._other = {name: tuple(sorted(found, key=_rank)) for name, found in other.items() if found}
        self._predecessors: dict[str, list[Area]] = defaultdict(list)
        for area in ordered:
            if area.until and (later := successors.get((area.code, area.name), "")) != area.code:
                self._predecessors[later].append(area)
        self._search: AreaSearch | None = None
        # Asked for every fact, and few codes on a page.
        self._ancestors: dict[str, tuple[Area, ...]] = {}

    @classmethod
    def load(
        cls,
        areas: Path | None = None,
        historical: Path | None = None,
        abbreviations: Path | None = None,
        towns: Path | None = None,
        words: Path | None = None,
    ) -> Areas:
        """The areas of these lists; those of the program for each one not given. DataError names file and line."""
        home = resource("seeds/gazetteer")
        current = read_table(areas or home / "areas.tsv", (_CODE, _NAME), key=("code",))
        past = read_table(historical or home / "areas-historical.tsv", _HISTORICAL, key=("code", "name"))
        short = read_table(abbreviations or home / "abbreviations.tsv", _ABBREVIATIONS, key=("name", "code"))
        plain = read_table(words or home / "areas-plain-words.tsv", _WORDS, key=("word",))
        codes = {row[0] for row in current.rows}
        made = [Area(code, name, _level(code), _parent(code, codes)) for code, name in current.rows]
        successors: dict[tuple[str, str], str] = {}
        since: dict[tuple[str, str], int] = {}
        for i, (code, name, successor, begun, until) in enumerate(past.rows):
            if successor and successor not in codes:
                raise past.error(i, f"successor {successor} is not in the list of areas")
            parent = _parent(code, codes, "" if successor == code else successor)
            made.append(Area(code, name, _level(code), parent, until))
            successors[code, name] = successor
            since[code, name] = int(begun or 0)
        known = {area.code for area in made}
        for i, (name, code) in enumerate(short.rows):
            if code not in known:
                raise short.error(i, f"{name} stands for {code}, which is not in the list of areas")
        lists = Towns(towns or home / "areas-towns.tsv", codes)
        names = [(name, code) for name, code in short.rows]
        return cls(made, successors, names, lists, (row[0] for row in plain.rows), since)

    def with_names(self, names: Iterable[tuple[str, str]]) -> Areas:
        """The same areas with more (name, code) pairs as abbreviations; KeyError for a code that is not in the list."""
        held = [(name, code) for code, short in self._abbreviations.items() for name in short]
        return Areas(self._all, self._successors, [*held, *names], self._towns, self._words, self._since)

    # ------------------------------------------------------------ by code

    def get(self, code: str) -> Area | None:
        """The area with this code: the current one, else the last that had it, else a town; None if there is none."""
        found = self._by_code.get(code)
        return found if found is not None or len(code) != 9 else self._towns.get(code)

    def ancestors(self, code: str) -> tuple[Area, ...]:
        """The areas above, nearest first; those that the code's own digits show where the code is not in the list."""
        known = self._ancestors.get(code)
        if known is None:
            known = self._ancestors[code] = self._above(code)
        return known

    def _above(self, code: str) -> tuple[Area, ...]:
        found: list[Area] = []
        area = self.get(code)
        above = area.parent if area else ""
        if area is None:
            above = next((up for up in _codes_above(code) if up in self._by_code), "")
        while above and (upper := self._by_code.get(above)) is not None:
            found.append(upper)
            above = upper.parent
        return tuple(found)

    def covers(self, upper_code: str, lower_code: str) -> bool:
        """Whether the one area is the other or holds it."""
        return upper_code == lower_code or any(area.code == upper_code for area in self.ancestors(lower_code))

    def full_name(self, code: str) -> str:
        """The name with all areas above it: 上海市徐汇区, 江苏省苏州市吴江区; "" for an unknown code."""
        area = self.get(code)
        return "".join(up.name for up in reversed(self.ancestors(code))) + area.name if area else ""

    def successor(self, area: Area) -> Area | None:
        """The area that took a past one's place (吴江市 → 吴江区); None for a current one, or if it is unknown."""
        code = self._successors.get((area.code, area.name), "") if area.until else ""
        return self._by_code.get(code)

    def predecessor(self, area: Area, year: int) -> Area | None:
        """The area whose place this one took after ``year`` (宁河区 in 2011 → 宁河县); None if there was none, or
        several that it is made of."""
        held = [
            past
            for past in self._predecessors.get(area.code, ())
            if self._since.get((past.code, past.name), 0) <= year < int(past.until[:4])
        ]
        return held[0] if len(held) == 1 else None

    def all(self) -> tuple[Area, ...]:
        """Every area of county level and above, current ones first, each part in the order of codes."""
        return self._all

    # ------------------------------------------------------------ names

    def named(self, name: str) -> tuple[Area, ...]:
        """The areas that a full name, a short name or an abbreviation may mean: current before past, then by code."""
        full, other = self._full.get(name, ()), self._other.get(name, ())
        return tuple(sorted(dict.fromkeys((*full, *other)), key=_rank)) if full and other else full or other

    def short_name(self, area: Area) -> str:
        """The name without its ending: 徐汇, 恩施, 天平路; the whole name where one character would be left (沛县)."""
        return area.name if self.is_functional(area) else stem(area.name, area.level)

    def common_name(self, area: Area) -> str:
        """The name in daily use with its ending: 徐汇区, 甘南州, 长阳县, 科右中旗, 合肥高新区, 香港."""
        if self.is_functional(area) or area.name.endswith("特别行政区"):
            return next(iter(self._derived(area)), area.name)
        plain = [name for name in self._derived(area) if name.endswith(area.name[-1])] if "自治" in area.name else []
        plain += [name for name in self._abbreviations.get(area.code, ()) if len(name) >= 4 and name.endswith("旗")]
        return plain[0] if plain else area.name

    def other_names(self, area: Area) -> tuple[str, ...]:
        """Short names and abbreviations, listed ones first."""
        return tuple(dict.fromkeys((*self._abbreviations.get(area.code, ()), *self._derived(area))))

    @staticmethod
    def is_functional(area: Area) -> bool:
        """Whether it is a zone that the statistics count like a county (苏州工业园区), not an administrative area."""
        return area.level == "county" and area.code[4] == "7"

    def resolve(self, name: str, near: str) -> Area | None:
        """The area that ``name`` means in the news of the area with the code ``near`` ("" if unknown), None if open.

        An area that ``near`` is or lies in comes first (the lowest of them), then one inside ``near``, then the one
        with most pairs of digits in common. Of equals the one that holds all others is meant, and a current one rather
        than a past one.
        """
        candidates = self.named(name)
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        lineage = [near, *(area.code for area in self.ancestors(near))] if near else []

        def nearness(area: Area) -> tuple[int, int]:
            if area.code in lineage:
                return 3, -lineage.index(area.code)
            if near and self.covers(near, area.code):
                return 2, 0
            return 1, _shared_pairs(area.code, near)

        scores = {(area.code, area.name): nearness(area) for area in candidates}
        best = max(scores.values())
        top = [area for area in candidates if scores[area.code, area.name] == best]
        if any(not area.until for area in top):
            top = [area for area in top if not area.until]
        if len(top) > 1:
            top = [area for area in top if all(self.covers(area.code, rival.code) for rival in top)]
        return top[0] if len(top) == 1 else None

    # ------------------------------------------------------------ towns and streets

    def towns(self, county_code: str) -> tuple[Area, ...]:
        """The towns, townships and streets of a county, or of a city without counties (东莞市), by code."""
        return self._towns.of(county_code)

    def town_named(self, name: str, within: str) -> Area | None:
        """The town or street of that name inside an area (天平街道, 天平路街道, 天平); None if none or several fit.

        ``within`` is the code of a county or of any area above; a past county stands for its successor.
        """
        area = self._by_code.get(within)
        later = self.successor(area) if area is not None else None
        return self._towns.named(name, later.code if later else within)

    def counties_of_town(self, name: str) -> tuple[str, ...]:
        """The codes of the counties (or cities without counties) that have a town or street of exactly this name."""
        return self._towns.counties_of(name)

    def is_town(self, name: str) -> bool:
        """Whether the list has a town or street of this name, or of what it has become since (三河尖乡)."""
        return self._towns.is_named(name)

    # ------------------------------------------------------------ in a text

    def find(self, text: str) -> list[AreaMatch]:
        """The areas of county level and above that a text names, in order, without overlaps (offsets are code points).

        An area right before narrows what follows: in 南京市鼓楼区 the district is Nanjing's.
        """
        if self._search is None:
            self._search = AreaSearch(self._full, self._other, self.covers, self._words)
        return self._search.find(text)

    def _derived(self, area: Area) -> tuple[str, ...]:
        if self.is_functional(area):
            city = self._by_code.get(area.code[:4] + "00")
            return zone_names(area.name, stem(city.name, city.level) if city else "")
        return other_names(area.name, area.level)


def _rank(area: Area) -> tuple[bool, str]:
    return bool(area.until), area.code


def _level(code: str) -> str:
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def _codes_above(code: str) -> Sequence[str]:
    """The codes that may stand above, nearest first: 310104003 → 310104, 310100, 310000."""
    return [up for up in (code[:6], code[:4] + "00", code[:2] + "0000") if up != code[:6] or len(code) > 6]


def _parent(code: str, codes: set[str], successor: str = "") -> str:
    """The nearest existing area above; a past area whose prefecture is gone too lies where its successor lies."""
    if code.endswith("0000"):
        return ""
    above = [up for up in _codes_above(code) if up != code]
    if successor and not code.endswith("00") and above[0] not in codes:
        above = [up for up in _codes_above(successor) if up != successor]
    return next((up for up in above if up in codes), "")


def _shared_pairs(code: str, near: str) -> int:
    return next((n for n in (3, 2, 1) if near and code[: 2 * n] == near[: 2 * n]), 0)


@lru_cache(maxsize=1)
def default_areas() -> Areas:
    """The program's own list, read once."""
    return Areas.load()
