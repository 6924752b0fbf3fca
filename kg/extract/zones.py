"""Which development zone a page or an article is about: 赣州经开区, for which 区管委会 and 党工委 stand there.

A zone has a party working committee and an administration of its own and mostly no place in the list of areas. It is
named as printed: the short name of an area before a word for a zone (赣州|经开区), or a name that acts (西咸新区|召开).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ahocorasick_rs import AhoCorasick

from kg.extract.reading import Reading
from kg.extract.setting import Setting
from kg.extract.text import normalise
from kg.gazetteer.areas import Area, AreaMatch

# A zone: the area it hangs on (None if unknown) and its name.
Zone = tuple[Area | None, str]

_WORD = (
    r"(?:经开区|边合区|综保区|经济技术开发区|高新区|经济开发区|高新技术产业开发区|开发区|保税区|工业园区|示范区|新区|度假区|"
    r"科学城|试验区|实验区)"
)
_FULL = {"开发区": "经济技术开发区", "经开区": "经济技术开发区", "高新区": "高新技术产业开发区"}
_AFTER_AREA = re.compile(
    rf"(?:（[\u4e00-\u9fff]{{2,4}}）)?(?:重点开发开放|国家级|综合)?{_WORD}(?![\u4e00-\u9fff]{{0,2}}建设)"
)
# 惠州|大亚湾经济技术开发区|管委会: a zone with a name of its own behind its city's, where it has its bodies.
_NAMED_BEHIND = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,4}}?{_WORD})(?=党工委|工委|管委会|管理委员会|政府网|门户网|融媒|人民法院|公安)"
)
# A zone whose place no list knows, where it acts or has its bodies: 杨凌示范区|召开, 西咸新区|党工委.
_ACTS = re.compile(
    rf"(?:^|[，。；：、 \n])(?P<name>[\u4e00-\u9fff]{{2,4}}{_WORD})(?=召开|举行|举办|开展|党工委|管委会|融媒体|"
    r"人民法院|公安)"
)
# In every such place: the last character of a word for a zone, and what acts.
_ACTS_AFTER = AhoCorasick(
    [zone + act for zone in "区城" for act in "召开 举行 举办 开展 党工委 管委会 融媒体 人民法院 公安".split()]
)
_OWN_BODY = re.compile(rf"(?:{_WORD}|园区)?(?:党工委|管委会|纪工委)")
_DISTRICTS = frozenset({"区", "县", "旗", "自治县", "自治旗"})
# Who leads a district or a county.
_LED = frozenset({"区长", "县长", "旗长"})
_STATE = re.compile("委(?!员)|政府|人民政府|人大|政协")
_NO_NAME = re.compile(r"^(?:国家|全国|全省|省级|全市|我|本|该|各|在|到|新|老|两|三|示范|生态|自贸|综合|高新|经济|工业)")


def zone_of(reading: Reading, setting: Setting) -> Zone | None:
    """The zone that an article names first, in its headline or its text."""
    for text, matches in ((reading.headline, reading.headline_areas), (reading.text, reading.areas)):
        for zone in _zones(text, matches, setting):
            return zone
    return None


def zone_of_page(
    readings: Sequence[Reading], setting: Setting, find: Callable[[str], list[AreaMatch]], head: str = ""
) -> Zone | None:
    """The one zone that a page's head, its articles and their sources name, or name by far the most; None
    where there are several or none."""
    named: Counter[str] = Counter()
    first: dict[str, Zone] = {}
    for zone in _zones(head, find(head), setting):
        named[zone[1]] += 1
        first.setdefault(zone[1], zone)
    for reading in readings:
        source = normalise(f"{reading.article.source} {reading.article.dateline}")
        for text in (source, reading.headline):
            for zone in _zones(text, find(text), setting):
                named[zone[1]] += 1
                first.setdefault(zone[1], zone)
        for zone in _zones(reading.text, reading.areas, setting):
            named[zone[1]] += 1
            first.setdefault(zone[1], zone)
    ranked = named.most_common(2)
    # A page's own zone among others that it names once: 赴苏州工业园区考察.
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > 2 * ranked[1][1])
    return first[ranked[0][0]] if clear else None


def governs(zone: Zone | None, readings: Sequence[Reading]) -> bool:
    """Whether the page is the zone's own: it speaks of 区管委会 or 党工委, and of no 区委, 县政府, 市人大."""
    if zone is None:
        return False
    bare = [body for reading in readings for body in reading.bodies if not body.areas and not body.chain]
    bare += [t.body for reading in readings for t in reading.titles if t.body is not None and not t.body.areas]
    own = {(body.start, body.tail) for body in bare if _OWN_BODY.match(body.tail) and body.unit in ("", "区")}
    led = any(t.office.base in _LED and not t.body for r in readings for t in r.titles)
    states = any(body.unit in _DISTRICTS and _STATE.match(body.tail) for body in bare if body.unit)
    return len(own) > 1 and not led and not states


def _zones(text: str, matches: Sequence[AreaMatch], setting: Setting) -> list[Zone]:
    areas = setting.areas
    found: list[Zone] = []
    for match in matches:
        if text.endswith(("赴", "前往"), 0, match.start):
            continue
        own = next((area for area in match.areas if areas.is_functional(area)), None)
        if own is not None:
            # As newspapers call it: 合肥高新区.
            found.append((own, next(iter(areas.other_names(own)), own.name)))
            continue
        zone = _AFTER_AREA.match(text, match.end)
        if zone and (area := setting.choose(match.areas)) is not None:
            name = areas.short_name(area) + zone.group()
            # 烟台|开发区 is 烟台经济技术开发区, which has a place in the list.
            full = name.removesuffix(zone.group()) + _FULL.get(zone.group(), zone.group())
            listed = [known for known in areas.named(full) if areas.is_functional(known)]
            found.append((listed[0], next(iter(areas.other_names(listed[0])), name)) if listed else (area, name))
            continue
        named = _NAMED_BEHIND.match(text, match.end)
        if named and not _NO_NAME.match(named["name"]) and (area := setting.choose(match.areas)) is not None:
            found.append((area, named["name"]))
    if not found and _ACTS_AFTER.find_matches_as_indexes(text):
        found += [
            (setting.home, match["name"]) for match in _ACTS.finditer(text) if not _NO_NAME.match(match["name"])
        ]
    return found
