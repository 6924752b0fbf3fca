"""Whose page it is: the area that a user names, or the one that the page tells of.

The areas that a page names are counted; the relative words it uses (区, 市, 旗 …) say of what level its own area is.
Nothing is assumed where the page does not tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.errors import UsageError
from kg.extract.journeys import comes_to_us, visited
from kg.extract.mastheads import is_edition, is_masthead
from kg.extract.mentions import BodyMention
from kg.extract.setting import is_of_unit
from kg.gazetteer.areas import Area, AreaMatch, Areas

_OURS = re.compile(r"[我本全](?P<unit>自治[区州县旗]|省|市|区|县|旗|州|盟)(?!场|级|面|内|外|民|域|际)")
# Hong Kong, Macao and Taiwan have no bodies of the kinds that are read here.
_BEYOND = ("71", "81", "82")
_MASTHEAD_VOTES = 30
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
    units: Counter[str] = Counter()
    for text, matches, bodies, weight in texts:
        ends = {match.end for match in matches}
        for match in matches:
            # 浙江省安吉县 is how a guest is introduced; who comes 来我县 is none of ours.
            guest = match.start in ends
            if match.full and comes_to_us(text, match.end):
                guests.update(area.code for area in match.areas)
            for area in match.areas:
                votes[area.code] += 0 if guest else (4 if match.full else 2) * weight
            if is_masthead(text, match):
                mastheads.append(match)
            if is_edition(text, match):
                votes.update({area.code: 2 * _MASTHEAD_VOTES for area in match.areas})
        guests.update(visited(areas, text, matches, votes))
        for body in bodies:
            for area in body.areas:
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
    found = {code: known for code in votes if (known := areas.get(code)) is not None}
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
    _add_from_below(areas, found, votes)
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
        rivals = [area for area in ranked[1:] if votes[area.code] == votes[best.code] and area.name != best.name]
        if rivals and not any(areas.covers(area.code, best.code) for area in rivals):
            # Two areas named as often as each other: the page alone does not tell.
            return near
        homonyms = [area for area in ranked if area.name == best.name]
        return _nearest(areas, homonyms, votes)
    return _most_named(areas, found, votes) or near


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
