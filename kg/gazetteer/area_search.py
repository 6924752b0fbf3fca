"""Areas in running text: one pass of an Aho-Corasick automaton over all names, then what stands around each match."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

import ahocorasick_rs

from kg.gazetteer.area import Area, AreaMatch
from kg.gazetteer.names import given_name_score, surname_class

# Names that are everyday words too: they count only right after an area above, or before a word for its bodies.
_GENERIC = frozenset({"城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "老城区", "新城区"})
# What the papers of many cities call their own district; a county called so is named with its city.
_OWN = frozenset({"城区"})
_BODY = re.compile("委|人?民?政府|人大|政协|纪委|法院|检察院|领导")
# Names that arise in everyday words (担|任县|委, 召|开县|政府): they count only right after an area above.
_CHANCE = frozenset({"任县", "开县"})
# Short official names that arise where two words meet (示范|县, 和|县教育局): nothing of the sentence may touch them.
_EDGE = frozenset(county + "县" for county in "和范成应义新代古道富高理单文通达安华")
# What makes a short name part of another name: 高安路, 南京西路, 上海站.
_ROAD = re.compile(
    "[东西南北中一二三四五]?(?:路|大街|街(?!道)|大道|巷|弄)|站(?!点)|大厦|广场|大桥|机场|大酒店|饭店|居民区|小区"
)
# So with the short name of a city or county: 长安镇, 静安寺.
_TOWN = re.compile("镇|街道|苏木|寺")
# So with a county's: 黄浦江, 徐家汇村; but 吴江乡村.
_COUNTY = re.compile("乡(?![村镇贤土愁亲情])|村(?![民级落史庄])|社区|新村|[江河湖岭岛峡湾]|山(?![区水])")
# A title or a list before a surname: 副区长毕|桂平, 、刘|昌江.
_TITLED = frozenset("长记任席员授事理、")
# A headline is no longer.
_LINE = 80
_HAN = re.compile("[\u3400-\u9fff]")


def _is_plain(name: str, areas: Collection[Area]) -> bool:
    """Whether it is the name of an autonomous county or prefecture with the plain ending."""
    return len(name) > 2 and all("自治" in area.name and name.endswith(area.name[-1]) for area in areas)


class AreaSearch:
    """The automaton over full and other names; the short names among ``words`` are everyday words: not looked for."""

    def __init__(
        self,
        full: Mapping[str, tuple[Area, ...]],
        other: Mapping[str, tuple[Area, ...]],
        covers: Callable[[str, str], bool],
        words: Collection[str] = (),
    ) -> None:
        names = {name: (areas, True) for name, areas in full.items()}
        for name, areas in other.items():
            current = [area for area in areas if not area.until]
            areas = tuple(current) or areas
            # A short name that went out of use before 2000 is more often chance than news.
            if len(name) >= 2 and name not in words and any(not area.until or area.until >= "2000" for area in areas):
                # 长阳县 and 沿河自治县 say what they are as well as the official name does.
                names.setdefault(name, (areas, name.endswith(("自治县", "自治州", "自治旗")) or _is_plain(name, areas)))
        self._values = tuple(names.values())
        self._names = tuple(names)
        self._covers = covers
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )
        # Headlines and sources are asked about several times while their page is read.
        self._in_line = lru_cache(maxsize=32)(self._find)

    def find(self, text: str) -> list[AreaMatch]:
        """The matches in order, leftmost-longest, without overlaps."""
        return list(self._in_line(text)) if len(text) <= _LINE else self._find(text)

    def _find(self, text: str) -> list[AreaMatch]:
        found: list[AreaMatch] = []
        raw = self._automaton.find_matches_as_indexes(text)
        for at, (index, start, end) in enumerate(raw):
            areas, full = self._values[index]
            followed = at + 1 < len(raw) and raw[at + 1][1] == end
            if not full and not followed and self._part_of_other(text, start, end, areas):
                continue
            before = found[-1] if found and found[-1].end == start else None
            if before is not None:
                inside = self._inside(areas, before.areas)
                if inside:
                    if len(before.areas) > 1:
                        found[-1] = AreaMatch(before.start, before.end, self._above(before.areas, inside), before.full)
                    areas = inside
                elif self._names[index] in _GENERIC | _CHANCE:
                    continue
            elif self._names[index] in _OWN or (full and self._only_seems(text, start, end, self._names[index])):
                continue
            found.append(AreaMatch(start, end, areas, full))
        return found

    @staticmethod
    def _only_seems(text: str, start: int, end: int, name: str) -> bool:
        """Whether a full name that no area stands before is rather chance: 任|县长, 示范|县, 老|城区."""
        if name in _CHANCE or (name in _GENERIC and _BODY.match(text, end) is None):
            return True
        if len(name) == 2 and name[1] == "县" and text.startswith("长", end):
            return True
        before = text[start - 1 : start] if start else ""
        return name in _EDGE and before not in ("", *"任为原") and _HAN.match(before) is not None

    @staticmethod
    def _part_of_other(text: str, start: int, end: int, areas: tuple[Area, ...]) -> bool:
        """Whether a short name is rather part of a road's, a town's or a person's name."""
        if _ROAD.match(text, end):
            return True
        titled = start >= 2 and text[start - 2] in _TITLED and surname_class(text[start - 1]) == "common"
        if titled and end - start == 2 and given_name_score(text[start:end]) > 0:
            return True
        levels = {area.level for area in areas}
        if "province" in levels:
            return False
        return bool(_TOWN.match(text, end) or ("prefecture" not in levels and _COUNTY.match(text, end)))

    def _inside(self, areas: tuple[Area, ...], uppers: tuple[Area, ...]) -> tuple[Area, ...]:
        return tuple(area for area in areas if any(self._covers(up.code, area.code) and up != area for up in uppers))

    def _above(self, uppers: tuple[Area, ...], inside: tuple[Area, ...]) -> tuple[Area, ...]:
        return tuple(up for up in uppers if any(self._covers(up.code, area.code) for area in inside))
