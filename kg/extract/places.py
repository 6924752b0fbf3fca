"""Whose page it is, and which area a relative word means there.

In Xuhui's paper 区委 is 徐汇区委 and 市委 is 上海市委. The areas that a page names are counted; the relative words it
uses (区, 市, 旗 …) say of what level its own area is. Nothing is assumed where the page does not tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kg.errors import UsageError
from kg.extract.mentions import BodyMention
from kg.gazetteer.areas import Area, AreaMatch, Areas
from kg.model import Place

# From the lowest level to the highest: the lowest relative word a page uses is of its own level.
_OURS = re.compile(r"[我本全](?P<unit>自治[区州县旗]|省|市|区|县|旗|州|盟)(?!场|级|面|内|外|民|域|际)")
_COMES = re.compile(r"[^，。；！？\n]{0,16}来[我本](?:省|市|区|县|旗|州|盟)")
# 市长某某深入|龙州县、凭祥市: who is of a 市 and goes there is of another one. First the character, then what stands
# before it: so the search skips to the next that can begin one.
_GOER = re.compile(r"[自省市区县旗州盟代副](?<![^，。；！？、\n].)")
_GOES = re.compile(
    r"(?:代|副)?(?P<unit>自治[区州县旗]|省|市|区|县|旗|州|盟)(?:委|长|政府|人大|政协|领导)[^。；！？\n]{2,40}?"
    r"(?:深入|前往|来到|走进|赴|到)(?P<places>[^，。；！？\n]{2,24})"
)
# What follows a place that is the end of the way, not the head of a lower place's name.
_ARRIVED = re.compile(
    "$|[，。；！？、和及就]|进行|开展|学习|调研|考察|检查|督导|督查|督办|走访|看望|慰问|指导|视察|查看"
)
# Whose people come (马边彝族自治县|党政代表团), and where people go (赴|张家港市).
_DELEGATION = re.compile(r"[^，。；！？、\n]{0,10}?(?:代表团|考察团|考察组|访问团|学习团|一行|客人|来宾)")
_WENT = re.compile(r"(?:赴|前往|来到|抵达|走进)[^，。；！？、\n]{0,6}$")
# What makes an area's name that of a paper, a station or a site, and how long the line is in which it stands alone.
_MEDIUM = re.compile(
    r"(?:日报|晚报|早报|晨报|快报|时报|周报|商报|报(?![告道社])|新闻|融媒|发布(?!会)|传媒|广播|电视台|人民政府(?:网|门户)|政府网|党政网|"
    r"门户网站)"
)
_EDITION = re.compile("报[·( -][\u4e00-\u9fff]{2,6}版$")
_MASTHEAD, _MASTHEAD_BEGINS, _MASTHEAD_VOTES = 60, 6, 30
_TOWN_MASTHEAD = re.compile(
    r"^(?:.{0,6}?(?P<town>[\u4e00-\u9fff]{1,5}(?:镇|乡|街道|苏木))(?:人民政府|政府|办事处|融媒|新闻|党建|报(?![告道])).{0,30}"
    r"|.{0,30}? (?P<by>[\u4e00-\u9fff]{1,5}(?:镇|乡|街道|苏木))[\u4e00-\u9fff]{2,12}(?:主办|主编|编印))$",
    re.MULTILINE,
)
# In every such line, and soon searched for.
_TOWN_ISSUES = re.compile("[镇乡道木](?:人民政府|政府|办事处|融媒|新闻|党建|报)|主办|主编|编印")
_NO_MASTHEAD = re.compile(r"[。！？，]|来源|转载|记者|通讯员|报社")
# Hong Kong, Macao and Taiwan have no bodies of the kinds that are read here.
_BEYOND = ("71", "81", "82")
_LEVELS = (("区", "县", "旗", "自治县", "自治旗"), ("市",), ("州", "自治州", "盟", "地区"), ("省", "自治区"))


@dataclass(frozen=True, slots=True)
class Setting:
    """The area whose page or article it is, None if it cannot be told; ``guests`` are the areas whose people come or
    to which its own people go, ``town`` the town or street that 镇 or 街道 means where the text before names none, and
    also where it does if it is ``ours`` (我镇)."""

    areas: Areas
    home: Area | None
    guests: tuple[Area, ...] = ()
    town: Area | None = None
    ours: bool = False

    def label(self, area: Area) -> str:
        """An area's name as newspapers use it: autonomous prefectures and counties by their short form (彭水县,
        大理州)."""
        return self.areas.common_name(area)

    def relative(self, unit: str, local: Area | None = None) -> Area | None:
        """The area that ``unit`` (区, 市 …) means: the nearest from ``local`` upwards, else from home upwards, else the
        one guest of that kind: 县委书记 in a city's paper on the day when a county's delegation comes."""
        for own in (local, self.home):
            # 潞城区文旅局与|市文旅局 in the paper of 武安市: its own 市, not the guests'.
            if own is not None and is_of_unit(own, unit):
                return own
        for base in (local, self.home):
            for area in self.areas.ancestors(base.code) if base is not None else ():
                if is_of_unit(area, unit):
                    return area
        guests = [area for area in self.guests if is_of_unit(area, unit)]
        return guests[0] if len(guests) == 1 else None

    def choose(self, candidates: Sequence[Area], local: Area | None = None) -> Area | None:
        """The one of several areas of a name that lies nearest to where the page is; None if that stays open."""
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        for base in (local, self.home):
            if base is None:
                continue
            lineage = {base.code, *(area.code for area in self.areas.ancestors(base.code))}
            for area in candidates:
                if area.code in lineage:
                    return area
            near = [(_shared(area.code, base.code), area) for area in candidates]
            best = max(score for score, _ in near)
            top = [area for score, area in near if score == best]
            if best >= 2 and (len(top) == 1 or len({area.name for area in top}) == len(top)):
                return top[0]
        current = [area for area in candidates if not area.until]
        if len(current) > 1 and local is None:
            # 河北 is the province, but for who is near the district of that name.
            current = [area for area in current if area.level == "province"] or current
        return current[0] if len(current) == 1 else None

    @property
    def place(self) -> Place:
        """The home as a value of the model; an empty one if it is unknown."""
        return Place(self.areas.full_name(self.home.code), self.home.code) if self.home else Place("")


def is_of_unit(area: Area, unit: str) -> bool:
    """Whether the relative word may mean this area: 区 a district, 市 any city, 县 also an autonomous county."""
    if unit == "区":
        return area.name.endswith("区") and area.level == "county"
    if unit == "州":
        return area.name.endswith("州") and area.level == "prefecture"
    return area.name.endswith(unit)


def guests_of(text: str, matches: Sequence[AreaMatch]) -> tuple[Area, ...]:
    """The areas whose delegation a text names, or to which it tells that people went, each once."""
    found: dict[str, Area] = {}
    for match in matches:
        if len(match.areas) == 1 and (
            _DELEGATION.match(text, match.end) or _WENT.search(text, max(0, match.start - 8), match.start)
        ):
            found.setdefault(match.areas[0].code, match.areas[0])
    return tuple(found.values())


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
            if match.full and _COMES.match(text, match.end):
                guests.update(area.code for area in match.areas)
            for area in match.areas:
                votes[area.code] += 0 if guest else (4 if match.full else 2) * weight
            if _is_masthead(text, match):
                mastheads.append(match)
            if _EDITION.search(text, max(0, match.start - 12), match.end + 1):
                # 嘉兴日报·平湖版 is Pinghu's.
                votes.update({area.code: 2 * _MASTHEAD_VOTES for area in match.areas})
        guests.update(_visited(areas, text, matches, votes))
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


def _is_masthead(text: str, match: AreaMatch) -> bool:
    """Whether the area names the paper or the site in a line of its own: 庄河|日报 2018年10月31日."""
    if not _MEDIUM.match(text, match.end):
        return False
    start = text.rfind("\n", 0, match.start) + 1
    end = text.find("\n", match.end)
    line = text[start : end if end >= 0 else len(text)]
    return match.start - start <= _MASTHEAD_BEGINS and len(line) <= _MASTHEAD and not _NO_MASTHEAD.search(line)


def _visited(areas: Areas, text: str, matches: Sequence[AreaMatch], votes: Counter[str]) -> set[str]:
    """The codes of areas that leaders of the same kind of area go to; the area above, which they are of, gets a
    vote."""
    codes: set[str] = set()
    for went in _journeys(text):
        low, high = went.span("places")
        for place in range(bisect_left(matches, low, key=attrgetter("start")), len(matches)):
            match = matches[place]
            if match.start >= high:
                break
            if match.end <= high and _ARRIVED.match(text, match.end):
                for area in match.areas:
                    if is_of_unit(area, went["unit"]):
                        codes.add(area.code)
                    upper = [up for up in areas.ancestors(area.code) if is_of_unit(up, went["unit"])]
                    votes.update({up.code: 2 for up in upper[:1]})
    return codes


_OUR_TOWN = re.compile("[我本](?:镇|乡|街道)")


def of_our_town(text: str) -> bool:
    """Whether a page speaks of its town as its own: 我镇."""
    return _OUR_TOWN.search(text) is not None


def only_town(areas: Areas, home: Area | None, text: str) -> Area | None:
    """The one town or street of ``home``, a county or a city without counties, that a text names in full (周市镇); None
    for none or several."""
    if home is None:
        return None
    named = [town for town in areas.towns(home.code) if town.name in text]
    # 城关镇 stands in 老城关镇.
    named = [town for town in named if not any(town.name != other.name and town.name in other.name for other in named)]
    return named[0] if len(named) == 1 else None


def home_of_masthead_town(areas: Areas, text: str) -> Area | None:
    """The county of the town or street that names the site or paper in a line of its own: 北滘镇|人民政府网."""
    codes: set[str] = set()
    for match in _TOWN_MASTHEAD.finditer(text) if _TOWN_ISSUES.search(text) else ():
        if not _NO_MASTHEAD.search(match.group()):
            codes.update(areas.counties_of_town(match["town"] or match["by"]))
    return areas.get(next(iter(codes))) if len(codes) == 1 else None


def _journeys(text: str) -> Iterator[re.Match[str]]:
    """Where leaders go, none overlapping; the mark before one belongs to it."""
    end = -1
    for goer in _GOER.finditer(text):
        if goer.start() > end and (went := _GOES.match(text, goer.start())):
            yield went
            end = went.end()


def home_of_towns(areas: Areas, towns: Sequence[str]) -> Area | None:
    """The one county that has most of some towns and two of them at least (八江镇, 斗江镇, 同乐苗族乡): where nothing
    else tells whose page it is."""
    having = Counter(code for name in dict.fromkeys(towns) for code in areas.counties_of_town(name)).most_common(2)
    if not having or having[0][1] < 2 or (len(having) > 1 and having[1][1] == having[0][1]):
        return None
    return areas.get(having[0][0])


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


def _shared(a: str, b: str) -> int:
    """How many leading digits two codes share, by pairs: 2 the province, 4 the prefecture, 6 the county."""
    for length in (6, 4, 2):
        if a[:length] == b[:length]:
            return length
    return 0
