"""Whose page it is: the area that a user names, or the one that the page tells of.

The areas that a page names are counted; the relative words it uses (区, 市, 旗 …) say of what level its own area is.
Nothing is assumed where the page does not tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.errors import UsageError
from kg.extract.journeys import comes_elsewhere, comes_to_us, visited
from kg.extract.mastheads import is_edition, is_masthead
from kg.extract.mentions import BodyMention
from kg.extract.setting import is_of_unit
from kg.gazetteer.areas import Area, AreaMatch, Areas

_OURS = re.compile(r"[我本全](?P<unit>自治[区州县旗]|省|市|区|县|旗|州|盟)(?!场|级|面|内|外|民|域|际)")
# What may be from anywhere; 县人民医院 and 县一中 are of the place.
_FROM_ANYWHERE = ("公司", "集团", "大学", "学院")
# 国网|澧县|供电公司: every county has one.
_FIRM = re.compile(
    "(?!供电|供水|电信|移动|联通|烟草|邮政|农商|城投)"
    "[^，。；：！？、\n“”（）《》 省市区县旗州委]{0,16}(?:公司|集团|大学|学院)"
)
# 赴|苏州工业园区|考察学习
_AWAY = ("赴", "前往")
# Hong Kong, Macao and Taiwan have no bodies of the kinds that are read here.
_BEYOND = ("71", "81", "82")
_MASTHEAD_VOTES = 30
# So many relative words tell of what kind a page's own area is.
_SPOKEN_OF = 3
# From the lowest level to the highest: the lowest relative word a page uses is of its own level.
_LEVELS = (("区", "县", "旗", "自治县", "自治旗"), ("市",), ("州", "自治州", "盟", "地区"), ("省", "自治区"))


def named_area(name: str, areas: Areas) -> Area:
    """The area a user names (上海市徐汇区, 徐汇区, 310104); UsageError if there is none, or several."""
    wanted = name.strip()
    if (by_code := areas.get(wanted)) is not None:
        return by_code
    matches = areas.find(wanted)
    if matches and matches[-1].end == len(wanted):
        candidates = list(matches[-1].areas)
        upper = [area for match in matches[:-1] for area in match.areas]
        if upper:
            candidates = [
                area for area in candidates if any(areas.covers(up.code, area.code) for up in upper)
            ] or candidates
        current = [area for area in candidates if not area.until] or candidates
        if len(current) == 1:
            return current[0]
        if len(current) > 1:
            full = "、".join(areas.full_name(area.code) for area in current[:6])
            raise UsageError(f"--jurisdiction {wanted!r} may be {full}; give the full name")
    raise UsageError(f"--jurisdiction {wanted!r} names no area of the list; give a name like 上海市徐汇区 or its code")


def find_home(
    areas: Areas,
    texts: Iterable[tuple[str, Sequence[AreaMatch], Sequence[BodyMention], int]],
    near: Area | None = None,
    year: int | None = None,
) -> Area | None:
    """The area whose page it is, from what its texts name.

    ``texts``: each with the areas and bodies found in it and a weight (a headline counts more than a body of text).
    ``year``: the page's, if it is known.
    """
    votes: Counter[str] = Counter()
    guests: set[str] = set()
    mastheads: list[AreaMatch] = []
    # Those with the word for what the area is: 玉树州|新闻专版.
    papers: list[AreaMatch] = []
    units: Counter[str] = Counter()
    for text, matches, bodies, weight in texts:
        ends = {match.end for match in matches}
        for match in matches:
            # 浙江省安吉县 is how a guest is introduced; who comes 来我县 is none of ours.
            # 深圳市锐科电子有限公司, 渭南师范学院: where a company or a school is from.
            guest = match.start in ends or text.endswith(_AWAY, 0, match.start) or bool(_FIRM.match(text, match.end))
            if match.full and (comes_to_us(text, match.end) or comes_elsewhere(text, match, matches)):
                guests.update(area.code for area in match.areas)
            for area in match.areas:
                votes[area.code] += 0 if guest else (4 if match.full else 2) * weight
            if is_masthead(text, match):
                mastheads.append(match)
                if match.full or text[match.end - 1] in "市县区旗州盟":
                    papers.append(match)
            if is_edition(text, match):
                votes.update({area.code: 2 * _MASTHEAD_VOTES for area in match.areas})
        guests.update(visited(areas, text, matches, votes))
        for body in bodies:
            for area in body.areas if not _from_anywhere(body.tail) else ():
                votes[area.code] += 3 * weight
        for body in bodies:
            if body.unit:
                units[body.unit] += 1
        # 地委 and 行署 are words for a prefecture's own bodies, as 市委 is for a city's.
        prefectural = [b for b in bodies if not b.areas and not b.unit and b.tail.startswith(("地委", "行署"))]
        units["地区"] += len(prefectural)
        for ours in _OURS.finditer(text):
            units[ours["unit"]] += 1
    for match in mastheads:
        # 甘南|日报 is the prefecture's where the page names that one otherwise too, and not the county's.
        most = max(votes[area.code] for area in match.areas)
        named = [area for area in match.areas if votes[area.code] == most]
        votes.update({area.code: _MASTHEAD_VOTES for area in named if len(named) == 1})
    for code in (*guests, *(code for code in votes if code[:2] in _BEYOND)):
        del votes[code]
    if not votes:
        return near
    for code in [code for code in votes if (zone := areas.get(code)) is not None and areas.is_functional(zone)]:
        # Who names 连云港经济技术开发区 names 连云港市.
        votes.update({upper.code: votes[code] for upper in areas.ancestors(code)[:1]})
    found = {code: known for code in votes if votes[code] and (known := areas.get(code)) is not None}
    if not found:
        return near
    _to_their_day(areas, found, votes, units, year)
    _add_from_below(areas, found, votes)
    if (own := _of_masthead(areas, papers, found, votes)) is not None and _fitting(own, units):
        return own
    most = max((sum(units[unit] for unit in level) for level in _LEVELS), default=0)
    for level in _LEVELS:
        present = [unit for unit in level if units[unit]]
        # One 全县 among many 市委 tells of somewhere else.
        if not present or 3 * sum(units[unit] for unit in level) < most:
            continue
        fitting = [area for area in found.values() if any(is_of_unit(area, unit) for unit in present)]
        if not fitting:
            continue
        ranked = sorted(fitting, key=lambda area: (-votes[area.code], bool(area.until), area.code))
        best = ranked[0]
        lead = max(found.values(), key=lambda area: (votes[area.code], area.code))
        if best.level == "province" and areas.covers(best.code, lead.code) and votes[lead.code] > 2 * votes[best.code]:
            # 省医院的专家来到安岳县: a page of the county, though it speaks of the 省.
            return _nearest(areas, [area for area in found.values() if area.name == lead.name], votes)
        rivals = [area for area in ranked[1:] if votes[area.code] == votes[best.code] and area.name != best.name]
        if rivals and not any(areas.covers(area.code, best.code) for area in rivals):
            # Two areas named as often as each other: the page alone does not tell.
            return near
        homonyms = [area for area in ranked if area.name == best.name]
        return _nearest(areas, homonyms, votes)
    if most >= _SPOKEN_OF:
        # 大化, named once in a page that speaks of 区 throughout, is not its own.
        found = {code: area for code, area in found.items() if area.level != "county" or _fitting(area, units)}
    return _most_named(areas, found, votes) if found else near


def _from_anywhere(tail: str) -> bool:
    """Whether a body's name tells nothing of whose page it is, though it begins with a place: 南京|大学."""
    return any(word in tail for word in _FROM_ANYWHERE) and _FIRM.match(tail) is not None


def _to_their_day(
    areas: Areas, found: dict[str, Area], votes: Counter[str], units: Counter[str], year: int | None
) -> None:
    """Puts the area of the page's day in the place of one that came before or after it, with its votes."""
    for past in [area for area in found.values() if area.until]:
        # 吴江 in a paper that prints 吴江市 is the city of its day, not the district that came after.
        successor = areas.successor(past)
        if successor is not None and successor.code != past.code and year is not None and int(past.until[:4]) < year:
            # 恭城县 in a page of 2016 is 恭城瑶族自治县 by its short name.
            found.setdefault(successor.code, successor)
            votes[successor.code] += votes[past.code]
            del votes[past.code], found[past.code]
            continue
        votes[past.code] += votes[successor.code] if successor and successor.code != past.code else 0
    for area in [area for area in found.values() if not area.until]:
        earlier = areas.predecessor(area, year) if year is not None else None
        if earlier is not None and _fitting(earlier, units) > _fitting(area, units):
            # 宁河|新闻 of 2011, which speaks of its 县: the county of its day, not the district that came after.
            found[earlier.code] = earlier
            votes[earlier.code] += votes.pop(area.code)
            del found[area.code]


def _of_masthead(
    areas: Areas, mastheads: Sequence[AreaMatch], found: dict[str, Area], votes: Counter[str]
) -> Area | None:
    """The area in full whose paper the page says it is: 玉树州|新闻专版; None where several are named so, or none."""
    named = {area.code: area for match in mastheads for area in match.areas if area.code in found}
    names = {area.name for area in named.values()}
    return _nearest(areas, list(named.values()), votes) if len(names) == 1 else None


def _fitting(area: Area, units: Counter[str]) -> int:
    """How often a page uses a relative word that may mean the area."""
    return sum(number for unit, number in units.items() if is_of_unit(area, unit))


def _most_named(areas: Areas, found: dict[str, Area], votes: Counter[str]) -> Area | None:
    """Without relative words: the lowest area of the chain that is named most."""
    ranked = sorted(found.values(), key=lambda area: (-votes[area.code], bool(area.until), area.code))
    best = ranked[0]
    below = [
        area
        for area in ranked
        if areas.covers(best.code, area.code) and area.code != best.code and votes[area.code] * 2 >= votes[best.code]
    ]
    best = below[0] if below else best
    return _nearest(areas, [area for area in ranked if area.name == best.name], votes)


def _nearest(areas: Areas, homonyms: Sequence[Area], votes: Counter[str]) -> Area:
    """Among areas of one name the one whose upper areas the page names too; a current one before a past one."""

    def support(area: Area) -> int:
        return sum(votes[upper.code] for upper in areas.ancestors(area.code))

    return max(homonyms, key=lambda area: (support(area), not area.until, -int(area.code)))


def _add_from_below(areas: Areas, found: dict[str, Area], votes: Counter[str]) -> None:
    # A page that names a city's districts is likely the city's; a small vote, so that a named area keeps the lead.
    for code in sorted(found):
        for upper in areas.ancestors(code):
            if upper.code in votes:
                votes[upper.code] += 1
