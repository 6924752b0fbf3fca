"""Areas in running text: one pass of an Aho-Corasick automaton over all names, then what stands around each match."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

import ahocorasick_rs

from kg.gazetteer.area import Area, AreaMatch

# Names of districts that are everyday words too: they count only right after the city (攀枝花市东区).
_GENERIC = frozenset({"城区", "郊区", "矿区", "东区", "西区", "南区", "北区"})
# What makes a short name part of another name: 高安路, 南京西路, 上海站.
_ROAD = re.compile(r"[东西南北中一二三四五]?(?:路|大街|街(?!道)|大道|巷|弄)|站(?!点)|大厦|广场|大桥|机场|大酒店|饭店")
# So with a county's short name: 长安镇, 静安寺, 黄浦江, 徐家汇村; but 吴江乡村.
_COUNTY = re.compile(r"镇|乡(?![村镇贤土愁亲情])|村(?![民级落史庄])|寺|街道|苏木|新村|江|河|湖|山(?![区水])|岭|岛|峡|湾")


class AreaSearch:
    """The automaton over full and other names; ``words`` are short names that are everyday words and never looked for."""

    def __init__(
        self,
        full: Mapping[str, tuple[Area, ...]],
        other: Mapping[str, tuple[Area, ...]],
        covers: Callable[[str, str], bool],
        words: Collection[str] = (),
    ) -> None:
        names = {name: (areas, True) for name, areas in full.items()}
        for name, areas in other.items():
            # A short name that went out of use before 2000 is more often chance than news.
            if len(name) >= 2 and name not in words and any(not area.until or area.until >= "2000" for area in areas):
                names.setdefault(name, (areas, False))
        self._values = tuple(names.values())
        self._names = tuple(names)
        self._covers = covers
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def find(self, text: str) -> list[AreaMatch]:
        """The matches in order, leftmost-longest, without overlaps."""
        found: list[AreaMatch] = []
        raw = self._automaton.find_matches_as_indexes(text)
        for at, (index, start, end) in enumerate(raw):
            areas, full = self._values[index]
            followed = at + 1 < len(raw) and raw[at + 1][1] == end
            if not full and not followed and self._part_of_other(text, end, areas):
                continue
            before = found[-1] if found and found[-1].end == start else None
            if before is not None:
                inside = tuple(area for area in areas if any(self._covers(up.code, area.code) and up != area for up in before.areas))
                if inside:
                    if len(before.areas) > 1:
                        found[-1] = AreaMatch(before.start, before.end, self._above(before.areas, inside), before.full)
                    areas = inside
                elif self._names[index] in _GENERIC:
                    continue
            elif self._names[index] in _GENERIC:
                continue
            found.append(AreaMatch(start, end, areas, full))
        return found

    @staticmethod
    def _part_of_other(text: str, end: int, areas: tuple[Area, ...]) -> bool:
        if _ROAD.match(text, end):
            return True
        return all(area.level == "county" for area in areas) and _COUNTY.match(text, end) is not None

    def _above(self, uppers: tuple[Area, ...], inside: tuple[Area, ...]) -> tuple[Area, ...]:
        return tuple(up for up in uppers if any(self._covers(up.code, area.code) for area in inside))
