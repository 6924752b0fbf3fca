"""Whose people come, and where a page's own people go: areas that it names as another's.

A delegation of 马边彝族自治县 and a visit to 张家港市 tell that the page is neither's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from kg.extract.setting import is_of_unit
from kg.gazetteer.areas import Area, AreaMatch, Areas

_COMES = re.compile(r"[^，。；！？\n]{0,16}(?:来到?|抵达|莅临|走进|到)[我本](?:省|市|区|县|旗|州|盟)")
# 市长某某深入|龙州县、凭祥市: who is of a 市 and goes there is of another one. First the character, then what stands
# before it: so the search skips to the next that can begin one.
_GOER = re.compile(r"[自省市区县旗州盟代副我本](?<![^，。；！？、\n].)")
_GOES = re.compile(
    r"(?:代|副)?(?:(?P<unit>自治[区州县旗]|省|市|区|县|旗|州|盟)(?:委|长|政府|人大|政协|领导)[^。；！？\n]{2,40}?"
    r"(?:深入|前往|来到|走进|赴|到)|"
    # 我市|赴上海市普陀区对接
    r"[我本](?P<ours>自治[区州县旗]|省|市|区|县|旗|州|盟)[^。；！？\n]{0,8}?(?:前往|赴))(?P<places>[^，。；！？\n]{2,24})"
)
# What follows a place that is the end of the way, not the head of a lower place's name.
_ARRIVED = re.compile(
    "$|[，。；！？、和及就]|进行|开展|学习|调研|考察|检查|督导|督查|督办|走访|看望|慰问|指导|视察|查看"
)
# Whose people come (马边彝族自治县|党政代表团), and where people go (赴|张家港市).
_DELEGATION = re.compile(r"[^，。；！？、\n]{0,10}?(?:代表团|考察团|考察组|访问团|学习团|一行|客人|来宾)")
# 枞阳县|党政代表团来到怀宁: told by those to whom they come.
_CAME = re.compile(
    r"[^，。；！？、\n]{0,10}?(?:代表团|考察团|考察组|访问团|学习团|一行)(?:\d{1,3}人)?(?:\d{1,2}月\d{1,2}日|[上下]午|近日|日前){0,2}(?:来到|莅临|来访|到访)(?P<place>)"
)
_HEADED = re.compile("(?:人民)?政府|委|人大|政协|县?长")
_WENT = re.compile(r"(?:赴|前往|来到|抵达|走进)[^，。；！？、\n]{0,6}$")


def comes_to_us(text: str, at: int) -> bool:
    """Whether who is named before ``at`` comes 来我县."""
    return _COMES.match(text, at) is not None


def comes_elsewhere(text: str, match: AreaMatch, matches: Sequence[AreaMatch]) -> bool:
    """Whether the hosts tell of the area's people who come: 枞阳县委书记杨文萍率|枞阳县|党政代表团来到怀宁.

    Their leaders are introduced by the whole name; in a paper of their own 县委书记 would do.
    """
    came = _CAME.match(text, match.end)
    if came is None or not any(other.start == came.start("place") for other in matches):
        return False
    floor = max(text.rfind("。", 0, match.start), text.rfind("\n", 0, match.start))
    return any(
        floor < other.start < match.start and other.areas == match.areas and _HEADED.match(text, other.end)
        for other in matches
    )


def guests_of(text: str, matches: Sequence[AreaMatch]) -> tuple[Area, ...]:
    """The areas whose delegation a text names, or to which it tells that people went, each once."""
    found: dict[str, Area] = {}
    for match in matches:
        if len(match.areas) == 1 and (
            _DELEGATION.match(text, match.end) or _WENT.search(text, max(0, match.start - 8), match.start)
        ):
            found.setdefault(match.areas[0].code, match.areas[0])
    return tuple(found.values())


def visited(areas: Areas, text: str, matches: Sequence[AreaMatch], votes: Counter[str]) -> set[str]:
    """The codes of areas that leaders of the same kind of area go to; the area above, which they are of, gets a
    vote."""
    codes: set[str] = set()
    for went in _journeys(text):
        low, high = went.span("places")
        unit = went["unit"] or went["ours"]
        if any(went.start() < match.start < low and comes_elsewhere(text, match, matches) for match in matches):
            # 枞阳县长某某率|枞阳县|党政代表团来到怀宁: it is the hosts who tell.
            continue
        for place in range(bisect_left(matches, low, key=attrgetter("start")), len(matches)):
            match = matches[place]
            if match.start >= high:
                break
            if match.end <= high and _ARRIVED.match(text, match.end):
                introduced = place > 0 and matches[place - 1].end == match.start
                for area in match.areas:
                    upper = [up for up in areas.ancestors(area.code) if is_of_unit(up, unit)]
                    if introduced:
                        # 市长率团来到|上海市|普陀区: who has to be told where it is does not live there.
                        codes.update((*(other.code for other in areas.named(area.name)), *(up.code for up in upper)))
                        continue
                    if is_of_unit(area, unit):
                        codes.add(area.code)
                    votes.update({up.code: 2 for up in upper[:1]})
    return codes


def _journeys(text: str) -> Iterator[re.Match[str]]:
    """Where leaders go, none overlapping; the mark before one belongs to it."""
    end = -1
    for goer in _GOER.finditer(text):
        if goer.start() > end and (went := _GOES.match(text, goer.start())):
            yield went
            end = went.end()
