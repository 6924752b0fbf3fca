"""Where a text names a body: what anchors it on the left, the chain of places under it, and its own name.

A body's name is read from its anchor to the right: an area (松江区|人民法院), a relative word (区|政协), a country or a
word like 国家 (国家|知识产权局), a town (天平街道|党工委). Nothing is resolved here: whose 区委 it is depends on the
page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from kg.extract.anchors import UNIT_AT, AnchorFinder
from kg.extract.bodynames import CAMPUS, NameReader
from kg.extract.boundaries import Boundaries
from kg.extract.demonstratives import named_by_kind
from kg.extract.endings import EndingFinder
from kg.extract.mentions import BodyMention
from kg.extract.segment import cut, is_word
from kg.extract.shared import shared_by_areas, shared_ending
from kg.extract.words import Words, default_words
from kg.gazetteer.areas import AreaMatch
from kg.gazetteer.bodies import BodyForms

_OURS = re.compile(r"[我本全该](?=省|自治[区州县旗]|市|区|县|旗|州|盟|镇|乡|街道|村|社区|校|院|厂|局)")
_ZONE = re.compile("经开区(?=[与和、，]|签|召开|举行)|高新区(?=[与和、，]|签|召开|举行)")
_QUARTER = re.compile("[一二三四五六七八九十]{1,2}村")
_CPPCC = re.compile("(?:中国人民政治协商会议|人民政协|政协)(?:第?[一二三四五六七八九十]{1,3}届)?$")
_OF_AN_AREA = re.compile("中国(?:共产党|人民政治协商会议(?!全国))")
# 共青团 and 团 before a committee; 代表团 and 集团 are none.
_LEAGUE_OF = re.compile(r"(?P<name>共青团|(?:(?<![\u4e00-\u9fff])|(?<=[由和与及]))团)$")
_PARTIES = re.compile("(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)$")
_PARTY_TAILS = ("委", "委会", "委员会", "总支", "支部", "总支部", "工委", "基层委员会")
_BRANDS = re.compile(
    "(?:国网|国家电网|南方电网|中石油|中石化|中国石油|中国石化|中国移动|中国电信|中国联通|中铁|中建|中交|中粮|华电|"
    "华能|大唐|国能)$"
)
_ACADEMIES = re.compile(
    "(?:中国科学院|中科院|中国社会科学院|中国社科院|中国(?:农业|林业|水产|热带农业|医学|气象)科学(?:研究)?院|"
    "中国[农林]科院)$"
)
_INSTITUTE = re.compile("(?:研究所|研究院|研究中心|分院|植物园|观测站|实验站)$")
_HEADED = re.compile("党?副?主任")
_BRANCH = re.compile(
    r"^(?:营业部|分公司|分行|支行|分院|分校|分社|支社|总支|支部|县总支|县支部|市委会|市总支|供电公司|分局|公司|代表处|"
    r"办事处)$|(?:分公司|分行|支行)$"
)
_HEAD_OFFICE = re.compile(
    r"(?:银行|公司|集团|局|学社|民建|民盟|民革|民进|农工党|致公党|台盟|大学|医院|电信|移动|联通|铁塔|石化|石油|"
    r"电网|烟草|保险|人寿|财险|邮政|新华社|中新社|大会|商会|协会|基金会)$"
)


class BodyFinder:
    """Finds the bodies of a text, given the areas that stand in it. ``is_town`` tells whether the list knows a town's
    name."""

    def __init__(
        self,
        forms: BodyForms,
        words: Words,
        boundaries: Boundaries,
        offices: Iterable[str],
        is_town: Callable[[str], bool],
        listed: Sequence[str] = (),
    ) -> None:
        # Whole names that a user lists are found wherever they stand.
        self._listed_names = (
            re.compile("|".join(sorted(map(re.escape, listed), key=lambda n: (-len(n), n)))) if listed else None
        )
        self._forms = forms
        self._boundaries = boundaries
        self._names = NameReader(forms, words, boundaries, offices, is_town)
        self._anchors = AnchorFinder(boundaries, words, is_town)
        self._endings = EndingFinder(self._names, boundaries)

    def find(self, text: str, areas: Sequence[AreaMatch], blocked: Sequence[tuple[int, int]] = ()) -> list[BodyMention]:
        """The bodies of ``text`` in order, none overlapping; ``blocked`` ranges (quotes, citations) hold none."""
        found: list[BodyMention] = []
        if self._listed_names is not None:
            whole = [
                BodyMention(m.start(), m.end(), tail=m.group(), tail_start=m.start())
                for m in self._listed_names.finditer(text)
            ]
            found += [mention for mention in whole if not _beside_area(mention, areas)]
            blocked = [*blocked, *((mention.start, mention.end) for mention in found)]
        taken = 0
        by_start = {match.start: match for match in areas}
        for start, kind in self._anchors.find(text, areas):
            if start < taken or any(lo <= start < hi for lo, hi in blocked):
                continue
            mention = self._from_area(text, start, by_start) if kind == "area" else self._from_word(text, start, kind)
            if mention is not None:
                mention = _parted(text, mention, by_start)
            if mention is not None and mention.chain and mention.chain[0].startswith("各"):
                # 遂溪县|各镇 are many.
                continue
            if mention is not None and not any(mention.start < hi and lo < mention.end for lo, hi in blocked):
                found.append(mention)
                taken = mention.end
        found += self._endings.find(text, found, blocked)
        found += shared_ending(text, found)
        found += shared_by_areas(text, found, areas, self._names)
        found += self._endings.listed(text, found)
        found.sort(key=lambda mention: mention.start)
        if again := named_by_kind(text, found):
            found = sorted([*found, *again], key=lambda mention: mention.start)
        return found

    def _from_area(self, text: str, start: int, by_start: dict[int, AreaMatch]) -> BodyMention | None:
        match = by_start[start]
        first = start
        while (following := by_start.get(match.end)) is not None and _may_hold(match, following):
            # 上海市|徐汇区: the lower area is the anchor.
            match = following
        end, chain, tail, tail_start = self._names.tail(text, match.end)
        if not tail and not chain:
            zone = None if match.full else _ZONE.match(text, match.end)
            if zone is None:
                return None
            # 赣州|经开区 is named as a street is: for those who run it.
            return BodyMention(first, zone.end(), match.areas, False, "", (zone.group(),), "", "", zone.end())
        if (
            (campus := CAMPUS.match(text, end))
            and tail.endswith(("大学", "学院"))
            and self._names.office_at(text, campus.end())
        ):
            # 山东大学（威海）
            end = campus.end()
            tail += campus.group()
        brand = _BRANDS.search(text, max(0, first - 4), first)
        if brand and ("公司" in tail or tail.endswith("集团")):
            # 国网|长春|供电公司: the brand before the area is a part of the name.
            own = brand.start()
            return BodyMention(own, end, (), True, "", (), text[own:end], "", own)
        academy = _ACADEMIES.search(text, max(0, first - 8), first)
        if academy and _INSTITUTE.search(tail):
            # 中科院|新疆|生态与地理研究所
            own = academy.start()
            return BodyMention(own, end, (), True, "", (), text[own:end], "", own)
        if first and _BRANCH.search(tail) and _HEAD_OFFICE.search(text[max(0, first - 8) : first]):
            # 招商银行|赣州|分行: the area is a part of a name that began before it.
            first = self._boundaries.left_edge(text, first)
            return BodyMention(first, end, (), True, "", (), text[first:end], "", first)
        if not match.full and not chain and len(tail) == 1:
            return None
        cppcc = _CPPCC.search(text, max(0, first - 20), first) if tail == "委员会" else None
        if cppcc:
            # 政协彭水苗族土家族自治县委员会, 政协第十四届福鼎市委员会
            return BodyMention(cppcc.start(), end, match.areas, match.full, "", chain, "政协", "", first)
        if tail in _PARTY_TAILS and (other := _PARTIES.search(text, max(0, first - 4), first)):
            # 民盟|醴陵市委, 九三学社|庆阳市委会
            own = other.start()
            end += tail == "委" and text.startswith("会", end)
            return BodyMention(own, end, (), True, "", (), text[own:end], "", own)
        if tail in ("委", "委员会") and match.full and (league := _LEAGUE_OF.search(text, max(0, first - 4), first)):
            # 共青团|东兴市委, 团|东兴市委
            unit = f"团{text[match.end - 1]}委"
            return BodyMention(league.start("name"), end, match.areas, match.full, "", chain, unit, "", first)
        party = next((word for word in ("中国共产党", "中共") if text.endswith(word, 0, first)), "")
        if tail == "委员会" and party:
            # 中共|阿拉善左旗|委员会
            return BodyMention(first - len(party), end, match.areas, match.full, "", chain, "委", "", first)
        return BodyMention(first, end, match.areas, match.full, "", chain, tail, "", tail_start)

    def _from_word(self, text: str, start: int, kind: str) -> BodyMention | None:
        if kind == "own":
            end, chain, tail, tail_start = self._names.tail(text, start)
            return BodyMention(start, end, (), True, "", chain, tail, "", tail_start) if tail else None
        if kind == "town":
            end, chain, tail, tail_start = self._names.tail(text, start, from_town=True)
            return BodyMention(start, end, (), True, "", chain, tail, "", tail_start) if chain else None
        if kind == "league":
            # 团市委, 团城区委
            end = text.index("委", start) + 1
            level = text[end - 2]
            return BodyMention(start, end, (), True, level, (), f"团{level}委", "", start)
        if kind == "nation" and (_OF_AN_AREA.match(text, start) or text[start - 1 : start] == "）"):
            # 中国共产党|阿荣旗|第十五届委员会 is read from the area; 骐骥（深圳）|国际马术俱乐部有限公司 by its end.
            return None
        if kind == "nation":
            found = self._anchors.nation.match(text, start)
            if found is None:
                return None
            end, chain, tail, tail_start = self._names.tail(text, found.end(), generic_only=True)
            return (
                BodyMention(start, end, (), True, "", chain, tail, found.group(), tail_start) if len(tail) > 1 else None
            )
        unit = UNIT_AT.match(text, start)
        if unit is None or text.startswith("长", unit.end()):
            return None
        end, chain, tail, tail_start = self._names.tail(text, unit.end())
        if not tail and not chain:
            headed = unit.group() == "办事处" and _HEADED.match(text, unit.end())
            return BodyMention(start, unit.end(), unit="办事处", tail_start=unit.end()) if headed else None
        # 市北|公安分局 is of a district; 市|北药开发办公室 is not.
        quarter = tail[:1] in tuple("东南西北") and not tail.endswith(("办公室", "领导小组", "指挥部"))
        if tail and not chain and quarter and tail not in self._forms.names:
            return None
        if unit.group() == "村" and tail.startswith(("委会", "两委", "务")):
            # 村委会 of 翠坞村 is 翠坞村村委会.
            tail = "村" + tail
        if tail in _PARTY_TAILS and not chain and (other := _PARTIES.search(text, max(0, start - 4), start)):
            # 民建|市委, 民革|县总支: the party's committee in the page's own area.
            end += tail == "委" and text.startswith("会", end)
            own = f"{other.group()}{unit.group()}{tail}"
            return BodyMention(other.start(), end, (), True, unit.group(), (), own, "", other.start())
        begin = start - 1 if start and _OURS.match(text, start - 1) else start
        return BodyMention(begin, end, (), True, unit.group().removeprefix("城"), chain, tail, "", tail_start)


def _parted(text: str, mention: BodyMention, areas: Mapping[int, AreaMatch]) -> BodyMention:
    """区协作办|与瓮安县扶贫办: what stands behind the joint has an area of its own, and is another body."""
    for at in range(mention.tail_start + 2, mention.end):
        if text[at] in "和与及" and at + 1 in areas and areas[at + 1].end < mention.end:
            return mention._replace(end=at, tail=text[mention.tail_start : at])
    return mention


def _may_hold(upper: AreaMatch, lower: AreaMatch) -> bool:
    """Whether the one area may lie in the other: 上海市|徐汇区, but not 香港|广东."""
    return any(a.code[:2] == b.code[:2] for a in upper.areas for b in lower.areas)


def _beside_area(mention: BodyMention, areas: Sequence[AreaMatch]) -> bool:
    """Whether an area stands right before a listed name, so that the name is read from there."""
    return any(match.end == mention.start for match in areas)


def _whole(text: str, match: AreaMatch) -> bool:
    """Whether the dictionary parts the words around a short name so that the name is not cut through."""
    at = max(0, match.start - 3)
    starts = set()
    for word in cut(text[at : match.end + 3]):
        starts.add(at)
        at += len(word)
    return match.start in starts


def conjoined(text: str, match: AreaMatch) -> bool:
    """Whether 和县 is 和 and the page's own 县, or 会同县 a verb and it: 局长柯昌平|和|县民政局局长, 落户|县开发区."""
    before = text[match.start - 1 : match.start]
    joined = ("\u3400" <= before <= "\u9fff" and before not in "省市在到赴对由") or before in ("》", "”", "）")
    name = text[match.start : match.end]
    if len(name) == 2 and joined and is_word(before + name[0]):
        # 落|户县, 召|开县
        return True
    return joined and name in ("和县", "会同县")


def is_misread(text: str, match: AreaMatch) -> bool:
    """Whether what reads like an area's name is none there: part of other words, or of a name abroad."""
    wrong = conjoined(text, match) if match.full else contradicted(text, match)
    # 马来西亚|安顺市
    return wrong or text.endswith(_countries(), max(0, match.start - 8), match.start)


@lru_cache(maxsize=1)
def _countries() -> tuple[str, ...]:
    return tuple(default_words()["countries"])


def contradicted(text: str, match: AreaMatch) -> bool:
    """Whether a short name is followed by another unit than its area has: 吴|云和|旗人大 is no 云和县."""
    following = text[match.end : match.end + 1]
    if match.end - match.start == 2 and is_word(text[match.start - 1 : match.start + 1]) and not _whole(text, match):
        # 楼道|里
        return True
    if _QUARTER.match(text, match.end):
        # 凤城|二村, in Shanghai
        return True
    return following == "长" or (
        following in "市县区旗州盟镇乡"
        and not any(area.name == text[match.start : match.end] + following for area in match.areas)
    )
