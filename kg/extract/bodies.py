"""Where a text names a body: what anchors it on the left, the chain of places under it, and its own name.

A body's name is read from its anchor to the right: an area (松江区|人民法院), a relative word (区|政协), a country or
a word
like 国家 (国家|知识产权局), a town (天平街道|党工委). What has no anchor is found from its ending (…有限公司, …大学)
leftwards to
the nearest word that cannot belong to a name. Nothing is resolved here: whose 区委 it is depends on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.bodynames import HAN, NameReader
from kg.extract.segment import is_word
from kg.extract.words import Words
from kg.gazetteer.areas import Area, AreaMatch
from kg.gazetteer.bodies import BodyForms

UNITS = (
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "省",
    "市",
    "城区",
    "区",
    "县",
    "旗",
    "州",
    "盟",
    "镇",
    "乡",
    "街道",
    "苏木",
    "村",
    "社区",
    "地区",
    "校",
    "院",
    "厂",
    "局",
)
# Words that end in a unit's character and are no unit: 城区建设局, 社区党委 is read as a community, not as a district.
_NOT_UNIT_BEFORE = {
    "区": "社园城地辖片景校小住民开新特战灾山专战保域禁贸发工港库矿林牧厂营军片湖岛片",
    "市": "城都股楼门超集夜早闹菜开上罢入面街花书房车",
    "县": "",
    "旗": "国党红锦校彩军战",
    "州": "",
    "盟": "联同结加",
    "省": "反节方",
    "镇": "城集小古乡重冰坐街村",
    "乡": "城下家故返老山水同回",
    "村": "农乡山居城",
    "社区": "",
    "街道": "",
    "苏木": "",
    "地区": "",
    "自治区": "",
    "城区": "老新主中",
    "自治州": "",
    "自治县": "",
    "自治旗": "",
    "校": "学高党院军全母",
    "院": "医学法剧",
    "厂": "工",
    "局": "",
}
_LEFT_END = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|大学|学院|中学|小学|学校|银行|基金会|协会|学会|"
    r"联合会|商会|促进会|研究院|研究所|医院|"
    r"组织|海关|总局|剧院|歌舞团|报社|出版社|联盟|特许厅|中心|党支部|党总支|党委|办公室)"
)
_TOWN_END = re.compile(
    r"(?:街道|镇|乡|苏木)(?:(?=[镇乡](?:长|党|人大|政|武|纪|团))|(?![镇乡]|级|长|村振兴|友|愁|亲|土|贤|音|情|村|"
    r"静|定|痛|守|工业))|乡(?=[\u4e00-\u9fff]{1,6}村)"
)
_NO_TOWN = re.compile(
    r"^[各全本我该兄个多\d一二三四五六七八九十]|^记者|[从为是任在到赴由让].$|^.{0,2}(?:乡镇|街镇|城镇|村镇|集镇|小镇|古镇|重镇|下乡|返乡|城乡|"
    r"故乡|家乡|老乡)$|新型|特色"
)
_UNIT_AT = re.compile("|".join(sorted(map(re.escape, UNITS), key=lambda u: -len(u))))
_OURS = re.compile(r"[我本全该](?=省|自治[区州县旗]|市|区|县|旗|州|盟|镇|乡|街道|村|社区|校|院|厂|局)")
# 团市委 is the city's committee of the youth league.
_LEAGUE = re.compile(r"团(?=[省市区县旗州盟]委(?!员))")
_CAMPUS = re.compile(r"（[\u4e00-\u9fff]{2,6}）")
_BRANCH = re.compile(
    r"^(?:营业部|分公司|分行|支行|分院|分校|支社|总支|支部|县总支|县支部|市委会|市总支|供电公司|分局|公司|代表处|"
    r"办事处)$|(?:分公司|分行|支行)$"
)
_HEAD_OFFICE = re.compile(
    r"(?:银行|公司|集团|局|学社|民建|民盟|民革|民进|农工党|致公党|台盟|大学|医院|电信|移动|联通|铁塔|石化|石油|"
    r"电网|烟草|保险|人寿|财险|邮政|大会|商会|协会|基金会)$"
)
_LIST_JOINT = re.compile(r"、|和|与|及")
_SEVERAL = re.compile(
    rf"(?:(?<!{HAN})|"
    rf"(?<=[和及与]))(?P<names>{HAN}{{2,3}}(?:、{HAN}{{2,3}}){{1,6}}(?:和{HAN}{{2,3}})?)(?:等)?[两二三四五六七八九]个?(?P<unit>街道|镇|乡)(?!镇|道)"
)
# In every such list, and seldom elsewhere.
_COUNTED = re.compile(r"[街镇乡](?:(?<=[两二三四五六七八九].)|(?<=[两二三四五六七八九]个.))")
# Bodies that are relative without a relative word: 地委, 行署, and some organs at the start of a phrase.
_ZONES = ("开发区", "经开区", "高新区", "园区", "示范区", "试验区", "实验区", "度假区", "新区", "特区")
_ORGANS = ("政协", "人大常委会", "政府", "纪委监委")


def _opening(words: Iterable[str], then: str) -> Iterator[str]:
    """Each word at the start of a phrase: what stands before it is looked at behind its first character, so that a
    search skips to the next of these."""
    return (rf"{word[0]}(?<![\u3400-\u9fff]{word[0]}){word[1:]}(?={then})" for word in words)


_OWN = re.compile(
    "|".join(
        (
            "地委",
            "行署",
            *_opening(_ZONES, r"党工委|管委会|工委|[\u4e00-\u9fff]{2,4}局"),
            *_opening(_ORGANS, "党组|办公室|党委|副|代"),
        )
    )
)
# What may stand right before a relative word; after any other character 区 or 市 ends a name that no list knows.
_MAY_PRECEDE = frozenset(
    "取好去前选方请据托助促责受派帮属比称供兼陪由和与及的是为向对在到原任经让给从将往以并了有同中新于表被现长员记席往赴访时把按就随副"
)


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body named at [start, end) of a normalised text.

    ``areas``: the areas its anchor may mean; ``unit``: the relative word it hangs on (区, 市 …); neither for a name
    of its
    own. ``chain``: street, town, community under the anchor. ``tail``: the rest of the name, "" for a street or an area
    itself. ``nation``: 国家, 日本 … where that is the anchor.
    """

    start: int
    end: int
    areas: tuple[Area, ...] = ()
    full: bool = True
    unit: str = ""
    chain: tuple[str, ...] = ()
    tail: str = ""
    nation: str = ""
    tail_start: int = 0


class BodyFinder:
    """Finds the bodies of a text, given the areas that stand in it. ``is_town`` tells whether the list knows a town's
    name."""

    def __init__(
        self,
        forms: BodyForms,
        words: Words,
        offices: Iterable[str],
        is_town: Callable[[str], bool],
        listed: Sequence[str] = (),
    ) -> None:
        # Whole names that a user lists are found wherever they stand.
        self._listed_names = (
            re.compile("|".join(sorted(map(re.escape, listed), key=lambda n: (-len(n), n)))) if listed else None
        )
        nations = sorted((*words["nations"], *words["countries"]), key=lambda word: (-len(word), word))
        self._nation = re.compile("|".join(map(re.escape, nations)))
        self._is_town = is_town
        self._forms = forms
        self._names = NameReader(forms, words, offices)

    # ------------------------------------------------------------ anchored names

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
        for start, kind in self._anchors(text, areas):
            if start < taken or any(lo <= start < hi for lo, hi in blocked):
                continue
            mention = self._from_area(text, start, by_start) if kind == "area" else self._from_word(text, start, kind)
            if mention is not None and not any(mention.start < hi and lo < mention.end for lo, hi in blocked):
                found.append(mention)
                taken = mention.end
        found += self._unanchored(text, found, blocked)
        found += _shared_ending(text, found)
        found += self._listed(text, found)
        found.sort(key=lambda mention: mention.start)
        return found

    def _anchors(self, text: str, areas: Sequence[AreaMatch]) -> list[tuple[int, str]]:
        anchors = [(match.start, "area") for match in areas]
        inside = _Inside([(match.start, match.end) for match in areas])
        for match in _UNIT_AT.finditer(text):
            at = match.start()
            if not inside(at) and _is_unit(text, at, match.group()):
                anchors.append((at, "unit"))
        anchors += [
            (match.start(), "nation")
            for match in self._nation.finditer(text)
            if not inside(match.start()) and _opens(text, match.start())
        ]
        anchors += [(match.start(), "league") for match in _LEAGUE.finditer(text) if not inside(match.start())]
        anchors += [(match.start(), "own") for match in _OWN.finditer(text) if not inside(match.start())]
        for match in _TOWN_END.finditer(text):
            start = self._town_start(text, match.end())
            free = not inside(match.start()) and not inside(start) and text[start - 1 : start] not in ("“", "‘", "《")
            name = text[start : match.end()]
            # 八江镇 and 厚街镇 are towns, 三镇 and 街镇 are none: the list tells.
            if free and 3 <= len(name) <= 6 and (not _NO_TOWN.search(name) or self._is_town(name)):
                anchors.append((start, "town"))
        return sorted(anchors)

    def _town_start(self, text: str, end: int) -> int:
        """Where a town's name begins; a word that parts names elsewhere may begin a town's (同|乐苗族乡) where the
        list knows it."""
        start = self.left_edge(text, end, max(0, end - 7))
        for more in (1, 2):
            if (
                start - more >= 0
                and text[start - more] in "同和上下大中前后内外向对"
                and self._is_town(text[start - more : end])
            ):
                return start - more
        return start

    def _from_area(self, text: str, start: int, by_start: dict[int, AreaMatch]) -> BodyMention | None:
        match = by_start[start]
        first = start
        while (following := by_start.get(match.end)) is not None and _may_hold(match, following):
            # 上海市|徐汇区: the lower area is the anchor.
            match = following
        end, chain, tail, tail_start = self._names.tail(text, match.end)
        if not tail and not chain:
            return None
        if (
            (campus := _CAMPUS.match(text, end))
            and tail.endswith(("大学", "学院"))
            and self._names.office_at(text, campus.end())
        ):
            # 山东大学（威海）
            end = campus.end()
            tail += campus.group()
        if first and _BRANCH.search(tail) and _HEAD_OFFICE.search(text[max(0, first - 8) : first]):
            # 招商银行|赣州|分行: the area is a part of a name that began before it.
            first = self.left_edge(text, first)
            return BodyMention(first, end, (), True, "", (), text[first:end], "", first)
        if not match.full and not chain and len(tail) == 1:
            return None
        if tail == "委员会" and text[first - 2 : first] == "政协":
            # 政协彭水苗族土家族自治县委员会
            return BodyMention(first - 2, end, match.areas, match.full, "", chain, "政协", "", first)
        if tail == "委" and text[first - 3 : first] == "共青团":
            unit = text[match.end - 1]
            return BodyMention(first - 3, end, match.areas, match.full, "", chain, f"团{unit}委", "", first)
        return BodyMention(first, end, match.areas, match.full, "", chain, tail, "", tail_start)

    def _from_word(self, text: str, start: int, kind: str) -> BodyMention | None:
        if kind == "own":
            end, chain, tail, tail_start = self._names.tail(text, start)
            return BodyMention(start, end, (), True, "", chain, tail, "", tail_start) if tail else None
        if kind == "town":
            end, chain, tail, tail_start = self._names.tail(text, start, from_town=True)
            return BodyMention(start, end, (), True, "", chain, tail, "", tail_start) if chain else None
        if kind == "league":
            return BodyMention(
                start, start + 3, (), True, text[start + 1], (), "团" + text[start + 1] + "委", "", start
            )
        if kind == "nation":
            found = self._nation.match(text, start)
            if found is None:
                return None
            end, chain, tail, tail_start = self._names.tail(text, found.end(), generic_only=True)
            return (
                BodyMention(start, end, (), True, "", chain, tail, found.group(), tail_start) if len(tail) > 1 else None
            )
        unit = _UNIT_AT.match(text, start)
        if unit is None or text.startswith("长", unit.end()):
            return None
        end, chain, tail, tail_start = self._names.tail(text, unit.end())
        if not tail and not chain:
            return None
        if tail and not chain and tail[0] in "东南西北" and tail not in self._forms.names:
            return None
        if unit.group() == "村" and tail.startswith(("委会", "两委", "务")):
            # 村委会 of 翠坞村 is 翠坞村村委会.
            tail = "村" + tail
        begin = start - 1 if start and _OURS.match(text, start - 1) else start
        return BodyMention(begin, end, (), True, unit.group().removeprefix("城"), chain, tail, "", tail_start)

    # ------------------------------------------------------------ names found from their ending

    def _unanchored(
        self, text: str, found: Iterable[BodyMention], blocked: Sequence[tuple[int, int]]
    ) -> list[BodyMention]:
        inside = _Inside([(m.start, m.end) for m in found] + list(blocked))
        more: list[BodyMention] = []
        floor = 0
        for match in _LEFT_END.finditer(text):
            if match.start() < floor or inside(match.end() - 1) or self._names.broken(text, match.end(), match.group()):
                continue
            start = self.left_edge(text, match.end(), floor)
            while inside(start) and start < match.start():
                start += 1
            name = text[start : match.end()]
            if name.endswith("会商会"):
                # 视频会商会 is a meeting.
                continue
            if len(name) - len(match.group()) < 2 or len(name) > 24:
                continue
            end = match.end()
            if (own := self._relative(text, start, end)) is not None:
                more.append(own)
                floor = end
                continue
            if (
                not inside(end)
                and (inner := self._names.generic(text, end, inner=True)) > end
                and self._names.office_at(text, inner)
            ):
                # 国防大学|军事科技与装备教研室: a room of the body, where an office follows.
                end = inner
            if (campus := _CAMPUS.match(text, end)) and self._names.office_at(text, campus.end()):
                end = campus.end()
            more.append(BodyMention(start, end, (), True, "", (), text[start:end], "", start))
            floor = end
        return more

    def _relative(self, text: str, start: int, end: int) -> BodyMention | None:
        """听取|县人民医院|院长: a name that begins with the word for an area is of the page's own, not called so."""
        unit = text[start]
        if unit not in "省市区县旗州盟" or is_word(text[start : start + 2]) or end - start < 4:
            return None
        return BodyMention(start, end, unit=unit, tail=text[start + 1 : end], tail_start=start + 1)

    def _listed(self, text: str, found: Sequence[BodyMention]) -> list[BodyMention]:
        """Names that go on a list without a word of their own area: 区卫健工作党委、|卫健委."""
        starts = {body.start for body in found}
        more: list[BodyMention] = []
        for body in found:
            joint = _LIST_JOINT.match(text, body.end)
            if not joint or joint.end() in starts:
                continue
            organ = self._names.organ(text, joint.end())
            if (
                len(organ) >= 3
                and self._names.followed(text, joint.end() + len(organ))
                and not self._names.broken(text, joint.end() + len(organ), organ)
            ):
                more.append(BodyMention(joint.end(), joint.end() + len(organ), tail=organ, tail_start=joint.end()))
        return more

    def left_edge(self, text: str, end: int, floor: int = 0) -> int:
        """Where a name that ends at ``end`` begins."""
        return self._names.left_edge(text, end, floor)


def _shared_ending(text: str, found: list[BodyMention]) -> list[BodyMention]:
    """天平、斜土两个街道: each is a street; what was read of the last alone is dropped."""
    if _COUNTED.search(text) is None:
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


def _opens(text: str, at: int) -> bool:
    """Whether a name may begin at ``at``: 荣州市|国际交流协会 goes on, 请|日本… begins."""
    return at == 0 or not "\u3400" <= text[at - 1] <= "\u9fff" or text[at - 1] in _MAY_PRECEDE


def _is_unit(text: str, at: int, unit: str) -> bool:
    """Whether the word at ``at`` stands for an area of the page (区|委) and is not the end of another word (园|区)."""
    if at == 0:
        return True
    before = text[at - 1]
    if before in "我本全该" or text.startswith(("联合", "会同"), at - 2):
        return True
    if before in _NOT_UNIT_BEFORE.get(unit, ""):
        return False
    return not ("\u3400" <= before <= "\u9fff") or before in _MAY_PRECEDE


def _may_hold(upper: AreaMatch, lower: AreaMatch) -> bool:
    """Whether the one area may lie in the other: 上海市|徐汇区, but not 香港|广东."""
    return any(a.code[:2] == b.code[:2] for a in upper.areas for b in lower.areas)


def _beside_area(mention: BodyMention, areas: Sequence[AreaMatch]) -> bool:
    """Whether an area stands right before a listed name, so that the name is read from there."""
    return any(match.end == mention.start for match in areas)


def contradicted(text: str, match: AreaMatch) -> bool:
    """Whether a short name is followed by another unit than its area has: 吴|云和|旗人大 is no 云和县."""
    following = text[match.end : match.end + 1]
    return following == "长" or (
        following in "市县区旗州盟镇乡"
        and not any(area.name == text[match.start : match.end] + following for area in match.areas)
    )


class _Inside:
    """Tells whether an offset lies in one of many ranges."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._offsets: set[int] = set()
        for start, end in spans:
            self._offsets.update(range(start, end))

    def __call__(self, at: int) -> bool:
        return at in self._offsets
