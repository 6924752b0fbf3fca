"""Bodies whose name is told once for several: 天平、斜土两个街道, 镇宁、关岭两县公安局."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.bodynames import NameReader
from kg.extract.han import HAN
from kg.extract.mentions import BodyMention
from kg.gazetteer.areas import AreaMatch

_SEVERAL = re.compile(
    rf"(?:(?<!{HAN})|"
    rf"(?<=[和及与]))(?P<names>{HAN}{{2,3}}(?:、{HAN}{{2,3}}){{1,6}}(?:和{HAN}{{2,3}})?)(?:等)?[两二三四五六七八九]个?(?P<unit>街道|镇|乡)(?!镇|道)"
)
# In every such list, and seldom elsewhere.
_COUNTED = re.compile(r"[街镇乡](?:(?<=[两二三四五六七八九].)|(?<=[两二三四五六七八九]个.))")
_AREAS = re.compile("[两二三四五六七八九]个?[省市区县旗州]")
_JOINTS = ("、", "和", "与", "及")


def shared_ending(text: str, found: list[BodyMention]) -> list[BodyMention]:
    """天平、斜土两个街道: each is a street; what was read of the last alone is dropped."""
    if not ("街" in text or "镇" in text or "乡" in text) or _COUNTED.search(text) is None:
        return []
    more: list[BodyMention] = []
    for match in _SEVERAL.finditer(text):
        found[:] = [body for body in found if body.end <= match.start() or body.start >= match.end()]
        names = list(re.finditer(rf"{HAN}{{2,4}}", match["names"].replace("和", "、")))
        for i, name in enumerate(names):
            start = match.start("names") + name.start()
            end = match.end() if i + 1 == len(names) else match.start("names") + name.end()
            more.append(BodyMention(start, end, (), True, "", (name.group() + match["unit"],), "", "", end))
    return more


def shared_by_areas(
    text: str, found: list[BodyMention], areas: Sequence[AreaMatch], names: NameReader
) -> list[BodyMention]:
    """镇宁、关岭两县|公安局: each of the areas named has such a body; what was read of the last alone is dropped."""
    if len(areas) < 2:
        return []
    ends = {match.end: match for match in areas}
    more: list[BodyMention] = []
    for counted in _AREAS.finditer(text):
        named: list[AreaMatch] = []
        at = counted.start()
        while (match := ends.get(at)) is not None:
            named.insert(0, match)
            at = match.start - 1
            if text[at : at + 1] not in _JOINTS:
                break
        if len(named) < 2:
            continue
        end, chain, tail, tail_start = names.tail(text, counted.end())
        if chain or not tail:
            continue
        found[:] = [body for body in found if body.end <= named[0].start or body.start >= end]
        for match in named:
            stop = end if match is named[-1] else match.end
            more.append(BodyMention(match.start, stop, match.areas, True, "", (), tail, "", tail_start))
    return more
