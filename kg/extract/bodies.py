"""Where a text names a body: what anchors it on the left, the chain of places under it, and its own name.

A body's name is read from its anchor to the right: an area (松江区|人民法院), a relative word (区|政协), a country or a word
like 国家 (国家|知识产权局), or the name of a body just before it. What has no anchor is found from its ending (…有限公司, …大学)
leftwards to the nearest word that cannot belong to a name. Nothing is resolved here: whose 区委 it is depends on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.words import Words
from kg.gazetteer.areas import Area, AreaMatch
from kg.gazetteer.bodies import BodyForms

UNITS = ("自治区", "自治州", "省", "市", "区", "县", "旗", "州", "盟", "镇", "乡", "街道", "苏木", "村", "社区", "地区", "校", "院", "厂", "局")
_HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff]"
_SOFT = r"[\u3400-\u9fff\U00020000-\U0002ffff0-9A-Za-z“”]"
# Words that end in a unit's character and are no unit: 城区建设局, 社区党委 is read as a community, not as a district.
_NOT_UNIT_BEFORE = {
    "区": "社园城地辖片景校小住民开新特战灾山专战保域禁贸发工港库矿林牧厂营军片湖岛片",
    "市": "城都股楼门超集夜早闹菜开上罢入面街花书房车",
    "县": "", "旗": "国党红锦校彩军战", "州": "", "盟": "联同结加", "省": "反节", "镇": "城集小古乡重冰坐街村",
    "乡": "城下家故返老山水同回", "村": "农乡山居城", "社区": "", "街道": "", "苏木": "",
    "地区": "", "自治区": "", "自治州": "", "校": "学高党院军全母", "院": "医学法剧", "厂": "工", "局": "",
}
_SESSION = re.compile(r"(?:第?[一二三四五六七八九十百]{1,4}届)(?=人大|政协|人民代表大会|区委|市委|县委|委(?!员))")
_SUBAREA = re.compile(
    rf"(?P<town>{_HAN}{{1,5}}?(?:街道办事处|街道办|街道|(?<!城)镇|(?<!城)乡|苏木|经济技术开发区|经济开发区|高新技术产业开发区|高新区|经开区|开发区|新区|工业园区|工业园|产业园))"
)
_COMMUNITY = re.compile(rf"(?P<community>(?![0-9]{{2,}}多?个|农业|农村|乡村|全村|各村|一个|该){_HAN}(?:{_HAN}|[0-9A-Za-z·]){{0,11}}?(?:居民区|社区|片区|小区|行政村|村|嘎查|新村|居委会(?=党)|村委会(?=党)))(?!民|级|镇|干|口)")
_GENERIC_END = (
    "有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|人民医院|中心医院|医院|卫生院|卫生服务中心|研究院|研究所|研究中心|研究会|大学|学院|中学|小学|学校|幼儿园|"
    "博物馆|图书馆|美术馆|文化馆|档案馆|体育馆|纪念馆|科技馆|剧院|报社|电视台|出版社|合作社|银行|协会|学会|联合会|商会|基金会|促进会|联谊会|志愿者协会|行业协会|"
    "领导小组办公室|领导小组|指挥部办公室|指挥部|工作委员会|专门委员会|专委会|委员会|管委会|管理处|办公室|代表处|办事处|联络处|总领事馆|领事馆|大使馆|海关|工作站|服务站|检查站|消防站|派出所|"
    "党支部|党总支|党委|党组|党工委|工委|支部|总支|支队|大队|中队|总队|分局|总局|分公司|分院|分行|支行|分校|分会|中心|理事会|监事会|董事会|联合体|联盟|总站|总会|"
    "管理局|监督局|厅|局|署|委|办|部|处|科|系|所|站|队|馆|庭|社|班|室|院|台|会"
)
_STRETCH = re.compile(rf"{_SOFT}{{2,22}}")
# Every place where an ending ends, the longest at each: an empty match with a look-behind finds them all.
_ENDING = re.compile("|".join(rf"(?<={end})" for end in sorted(_GENERIC_END.split("|"), key=lambda e: (-len(e), e))))
_LEFT_END = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|大学|学院|中学|小学|学校|银行|基金会|协会|学会|联合会|商会|促进会|研究院|研究所|医院|"
    r"组织|海关|总局|剧院|歌舞团|报社|出版社|联盟|特许厅|中心|党支部|党总支|党委|办公室)"
)
_NATIONS = (
    "国家 中央 全国 中国 中共中央 最高人民 世界 国际 联合国 亚洲 欧盟 日本 韩国 美国 英国 法国 德国 俄罗斯 意大利 加拿大 澳大利亚 新加坡 马来西亚 泰国 越南 "
    "老挝 缅甸 柬埔寨 菲律宾 印度尼西亚 印尼 印度 巴基斯坦 蒙古国 蒙古 哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 尼泊尔 斯里兰卡 土耳其 伊朗 "
    "以色列 沙特 阿联酋 埃及 南非 肯尼亚 埃塞俄比亚 坦桑尼亚 尼日利亚 巴西 阿根廷 智利 墨西哥 古巴 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 波兰 捷克 匈牙利 "
    "奥地利 希腊 塞尔维亚 保加利亚 罗马尼亚 乌克兰 白俄罗斯 爱尔兰 新西兰 朝鲜"
).split()
FOREIGN = frozenset(_NATIONS[_NATIONS.index("日本"):])
_TOWN_END = re.compile(r"(?:街道|镇|乡|苏木)(?!镇|级|长|村振兴|友|愁|亲|土|贤|音|情|村|静|定|痛|守|工业)|乡(?=[\u4e00-\u9fff]{1,6}村)")
_NO_TOWN = re.compile(r"^[各全本我该兄个多\d一二三四五六七八九十]|乡镇|街镇|城镇|村镇|新型|集镇|小镇|古镇|特色|重镇|下乡|返乡|城乡|故乡|家乡|同乡|进城|老乡")
_UNIT_AT = re.compile("|".join(sorted(map(re.escape, UNITS), key=lambda u: -len(u))))
_OURS = re.compile(r"[我本全该](?=省|自治区|市|区|县|旗|州|盟|镇|乡|街道|村|社区|校|院|厂|局)")


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body named at [start, end) of a normalised text.

    ``areas``: the areas its anchor may mean; ``unit``: the relative word it hangs on (区, 市 …); neither for a name of its
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
    """Finds the bodies of a text, given the areas that stand in it."""

    def __init__(self, forms: BodyForms, words: Words, offices: Iterable[str]) -> None:
        by_first: dict[str, list[str]] = {}
        for name in forms.names:
            by_first.setdefault(name[0], []).append(name)
        self._organs = {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in by_first.items()}
        self._forms = forms
        boundary = words["boundary"]
        followers = {*offices, *(word for name in ("attend", "chair", "speak", "report", "hold", "organize", "sign", "issue", "implement", "visit", "boundary") for word in words[name])}
        self._office = re.compile("|".join(sorted(map(re.escape, offices), key=lambda w: (-len(w), w))))
        followers |= {"负责", "主要", "有关", "相关", "长", "一行", "教职", "职工", "干部", "党员", "代表", "班子", "领导", "牵头", "工作人员", "主办", "承办", "党", "内", "里", "捐", "获", "成立", "挂牌", "位于", "所在"}
        self._after = re.compile("|".join(sorted(map(re.escape, followers), key=lambda w: (-len(w), w))))
        # 有限公司 and 为民服务中心 hold words that end other names.
        within = {"有": "有(?!限)", "为": "为(?!民|老|农)", "到": "到(?!家|位)", "同": "同(?!济|心|仁|德|方)"}
        self._stop = re.compile("|".join(within.get(w) or re.escape(w) for w in sorted(boundary, key=lambda w: (-len(w), w))))

    # ------------------------------------------------------------ anchored names

    def find(self, text: str, areas: Sequence[AreaMatch], blocked: Sequence[tuple[int, int]] = ()) -> list[BodyMention]:
        """The bodies of ``text`` in order, none overlapping; ``blocked`` ranges (quotes, citations) hold none."""
        found: list[BodyMention] = []
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
        covered = [(match.start, match.end) for match in areas]
        inside = _ranges(covered)
        for match in _UNIT_AT.finditer(text):
            at = match.start()
            if not inside(at) and _is_unit(text, at, match.group()):
                anchors.append((at, "unit"))
        anchors += [(match.start(), "nation") for match in _nation_pattern().finditer(text) if not inside(match.start())]
        anchors += [(match.start(), "league") for match in _LEAGUE.finditer(text) if not inside(match.start())]
        anchors += [(match.start(), "own") for match in _own_pattern().finditer(text) if not inside(match.start())]
        for match in _TOWN_END.finditer(text):
            start = self.left_edge(text, match.end(), max(0, match.end() - 7))
            if text[start - 1:start] not in ("“", "‘", "《") and not inside(match.start()) and 3 <= match.end() - start <= 6 and not inside(start) and not _NO_TOWN.search(text[start:match.end()]):
                anchors.append((start, "town"))
        return sorted(anchors)

    def _from_area(self, text: str, start: int, by_start: dict[int, AreaMatch]) -> BodyMention | None:
        match = by_start[start]
        first = start
        while (following := by_start.get(match.end)) is not None:
            # 上海市|徐汇区: the lower area is the anchor.
            match = following
        end, chain, tail, tail_start = self._tail(text, match.end, after_area=True)
        if not tail and not chain:
            return None
        if (campus := _CAMPUS.match(text, end)) and tail.endswith(("大学", "学院")) and self._office.match(text, campus.end()):
            # 山东大学（威海）
            end = campus.end()
            tail += campus.group()
        if first and _BRANCH.search(tail) and _HEAD_OFFICE.search(text[max(0, first - 8):first]):
            # 招商银行|赣州|分行: the area is a part of a name that began before it.
            first = self.left_edge(text, first)
            return BodyMention(first, end, (), True, "", (), text[first:end], "", first)
        if not match.full and not chain and len(tail) == 1:
            return None
        if tail == "委员会" and text[first - 2:first] == "政协":
            # 政协彭水苗族土家族自治县委员会
            return BodyMention(first - 2, end, match.areas, match.full, "", chain, "政协", "", first)
        if tail == "委" and text[first - 3:first] == "共青团":
            unit = text[match.end - 1]
            return BodyMention(first - 3, end, match.areas, match.full, "", chain, f"团{unit}委", "", first)
        return BodyMention(first, end, match.areas, match.full, "", chain, tail, "", tail_start)

    def _from_word(self, text: str, start: int, kind: str) -> BodyMention | None:
        if kind == "own":
            end, chain, tail, tail_start = self._tail(text, start, after_area=False)
            return BodyMention(start, end, (), True, "", chain, tail, "", tail_start) if tail else None
        if kind == "town":
            end, chain, tail, tail_start = self._tail(text, start, after_area=True, from_town=True)
            return BodyMention(start, end, (), True, "", chain, tail, "", tail_start) if chain else None
        if kind == "league":
            return BodyMention(start, start + 3, (), True, text[start + 1], (), "团" + text[start + 1] + "委", "", start)
        if kind == "nation":
            found = _nation_pattern().match(text, start)
            if found is None:
                return None
            end, chain, tail, tail_start = self._tail(text, found.end(), after_area=True, generic_only=True)
            return BodyMention(start, end, (), True, "", chain, tail, found.group(), tail_start) if len(tail) > 1 else None
        unit = _UNIT_AT.match(text, start)
        if unit is None or text.startswith("长", unit.end()):
            return None
        end, chain, tail, tail_start = self._tail(text, unit.end(), after_area=True)
        if not tail and not chain:
            return None
        if tail and not chain and tail[0] in "东南西北" and tail not in self._forms.names:
            return None
        begin = start - 1 if start and _OURS.match(text, start - 1) else start
        return BodyMention(begin, end, (), True, unit.group(), chain, tail, "", tail_start)

    def _tail(self, text: str, at: int, *, after_area: bool, generic_only: bool = False, from_town: bool = False) -> tuple[int, tuple[str, ...], str, int]:
        """(end, chain, tail, where the tail starts) of the name that goes on at ``at``."""
        chain: list[str] = []
        begin = at
        if session := _SESSION.match(text, at):
            at = session.end()
        if not generic_only:
            for pattern in (_SUBAREA, _COMMUNITY):
                organ = "" if from_town and not chain else self._organ(text, at)
                if organ and not (pattern is _COMMUNITY and chain):
                    break
                sub = pattern.match(text, at)
                if sub and self._clean(sub.group()) and not (organ and len(organ) > 1):
                    chain.append(sub.group())
                    at = sub.end()
        tail_start = at
        tail = ""
        while True:
            organ = self._organ(text, at)
            if organ and not self._broken(text, at + len(organ), organ):
                tail += organ
                at += len(organ)
                continue
            if tail and (posted := _POSTED.match(text, at)):
                tail += posted.group()
                at = posted.end()
                continue
            end = self._generic(text, at, inner=bool(tail))
            if end > at:
                tail += text[at:end]
                at = end
                continue
            break
        if not tail and not chain:
            return begin, (), "", begin
        return at, tuple(chain), tail, tail_start

    def _generic(self, text: str, at: int, *, inner: bool) -> int:
        """Where a name that no list knows ends: at the last ending (局, 中心, 公司 …) that an office, a verb or a mark follows."""
        if self._office.match(text, at):
            return at
        stretch = _STRETCH.match(text, at)
        window = stretch.group() if stretch else ""
        best = at
        for ending in _ENDING.finditer(window):
            end = at + ending.end()
            name = text[at:end]
            if len(name) < 2 or (inner and not _may_follow(name)) or self._broken(text, end, name) or not self._clean(name):
                continue
            if self._office.match(text, end) or text.startswith("长", end):
                return end
            length = ending_length(name)
            if length > 1 or (name[-1] not in _SHORT_ENDS and self._followed(text, end)):
                best = end
        return best

    def _followed(self, text: str, end: int) -> bool:
        """Whether a name may end here: a mark, an office, a verb or a small word comes next."""
        if end >= len(text) or not ("\u3400" <= text[end] <= "\u9fff"):
            return True
        return bool(self._after.match(text, end))

    def _organ(self, text: str, at: int) -> str:
        if at >= len(text):
            return ""
        return next((name for name in self._organs.get(text[at], ()) if text.startswith(name, at)), "")

    def _clean(self, name: str) -> bool:
        """Whether a stretch of a name holds no word that cannot stand in one."""
        if _NOT_IN_NAME.search(name):
            return False
        stop = self._stop.search(name)
        while stop is not None:
            # 和 joins parts of one name (发展和改革), 中 and 上 begin many (中心, 中学, 上海), 等 not.
            if stop.group() not in ("和", "及", "与", "中", "上", "下", "内", "外", "后", "前", "建设", "组织", "发展", "学习", "指导",
                                    "支持", "加强", "提升", "推进", "以", "不", "经", "对", "代表", "调研", "应", "开展"):
                return False
            if stop.group() in ("和", "及", "与"):
                # 发展和改革委员会 is one name; 县人民医院与县人民医院 are two: what stands before the joint is whole already.
                if stop.start() == 0 or len(name) - stop.end() < 3 or ending_length(name[: stop.start()]) > 1 or _NO_JOINT.search(name):
                    return False
            stop = self._stop.search(name, stop.end())
        return True

    def _broken(self, text: str, end: int, name: str) -> bool:
        """Whether the name would end inside a longer word (委|员, 局|长 is the office's, 处|级, 会|议)."""
        following = text[end:end + 1]
        last = name[-1]
        return (last, following) in _BREAKS or (last == "会" and following in "议场上后期") or (
            last in "站所室馆社班台" and following in "点长里内外前")

    # ------------------------------------------------------------ names found from their ending

    def _unanchored(
        self, text: str, found: Iterable[BodyMention], blocked: Sequence[tuple[int, int]]
    ) -> list[BodyMention]:
        inside = _ranges([(m.start, m.end) for m in found] + list(blocked))
        more: list[BodyMention] = []
        floor = 0
        for match in _LEFT_END.finditer(text):
            if match.start() < floor or inside(match.end() - 1) or self._broken(text, match.end(), match.group()):
                continue
            start = self.left_edge(text, match.end(), floor)
            while inside(start) and start < match.start():
                start += 1
            name = text[start:match.end()]
            if len(name) - len(match.group()) < 2 or len(name) > 24:
                continue
            end = match.end()
            if not inside(end) and (inner := self._generic(text, end, inner=True)) > end and self._office.match(text, inner):
                # 国防大学|军事科技与装备教研室: a room of the body, where an office follows.
                end = inner
            if (campus := _CAMPUS.match(text, end)) and self._office.match(text, campus.end()):
                end = campus.end()
            more.append(BodyMention(start, end, (), True, "", (), text[start:end], "", start))
            floor = end
        return more

    def _listed(self, text: str, found: Sequence[BodyMention]) -> list[BodyMention]:
        """Names that go on a list without a word of their own area: 区卫健工作党委、|卫健委."""
        starts = {body.start for body in found}
        more: list[BodyMention] = []
        for body in found:
            joint = _LIST_JOINT.match(text, body.end)
            if not joint or joint.end() in starts:
                continue
            organ = self._organ(text, joint.end())
            if len(organ) >= 3 and self._followed(text, joint.end() + len(organ)) and not self._broken(text, joint.end() + len(organ), organ):
                more.append(BodyMention(joint.end(), joint.end() + len(organ), tail=organ, tail_start=joint.end()))
        return more

    def left_edge(self, text: str, end: int, floor: int = 0) -> int:
        """Where a name that ends at ``end`` begins: after the nearest punctuation or word that cannot belong to it."""
        at = end
        low = max(floor, end - 24)
        while at > low and (text[at - 1].isalnum() or text[at - 1] in "（）·"):
            at -= 1
        window = text[at:end]
        if text[at - 1:at] == "、" and len(window) <= 16 and _COMMITTEE_END.search(window):
            # 、代表资格审查委员会: a list parts names; verbs stand inside of a committee's.
            return at
        last = 0
        for stop in self._stop.finditer(window):
            word = stop.group()
            if word in ("中", "上", "下", "内", "外", "前", "后", "组织", "学习", "不", "经", "以") and not (
                word in ("中", "上", "内") and stop.start() > 0 and window[stop.end():stop.end() + 1] not in ("国", "心", "学", "海", "级", "小", "医")
            ):
                continue
            if stop.end() < len(window) - 1:
                last = stop.end()
        return at + last


def _shared_ending(text: str, found: list[BodyMention]) -> list[BodyMention]:
    """天平、斜土两个街道: each is a street; what was read of the last alone is dropped."""
    more: list[BodyMention] = []
    for match in _SEVERAL.finditer(text):
        found[:] = [body for body in found if body.end <= match.start() or body.start >= match.end()]
        names = list(re.finditer(rf"{_HAN}{{2,4}}", match["names"].replace("和", "、")))
        for i, name in enumerate(names):
            start = match.start("names") + name.start()
            end = match.end() if i + 1 == len(names) else match.start("names") + name.end()
            more.append(BodyMention(start, end, (), True, "", (name.group() + match["unit"],), "", "", end))
    return more


# 团市委 is the city's committee of the youth league.
_LEAGUE = re.compile(r"团(?=[省市区县旗州盟]委(?!员))")
# 市纪委监委|驻市国资委纪检监察组
_POSTED = re.compile(r"派?驻[\u4e00-\u9fff]{2,14}?(?:纪检监察组|纪检组)")
_CAMPUS = re.compile(r"（[\u4e00-\u9fff]{2,6}）")
_COMMITTEE_END = re.compile(r"(?:委员会|工委|工作室|研究室|专委会)$")
_BRANCH = re.compile(r"^(?:分公司|分行|支行|分院|分校|支社|总支|支部|县总支|县支部|市委会|市总支|供电公司|分局|公司)$|(?:分公司|分行|支行)$")
_HEAD_OFFICE = re.compile(r"(?:银行|公司|集团|局|学社|民建|民盟|民革|民进|农工党|致公党|台盟|大学|医院|电信|移动|联通|铁塔|石化|石油|电网|烟草|保险|人寿|财险|邮政)$")
_LIST_JOINT = re.compile(r"、|和|与|及")
_SEVERAL = re.compile(
    rf"(?:(?<!{_HAN})|(?<=[和及与]))(?P<names>{_HAN}{{2,3}}(?:、{_HAN}{{2,3}}){{1,6}}(?:和{_HAN}{{2,3}})?)(?:等)?[两二三四五六七八九]个?(?P<unit>街道|镇|乡)(?!镇|道)"
)
# A company, a school or a street has no "and" in its name.
_NO_JOINT = re.compile(r"(?:公司|集团|银行|医院|大学|中学|小学|学校|协会|商会|街道|镇|乡|村|社区)$")
_NOT_IN_NAME = re.compile(r"[\d]+[月日年时多余个]|里|专门|进入|起来|附近|开会|今年|去年|目前|正在|已经|可以|需要|如何|怎么|什么|我们|他们|大家|全体|会议|大会")
_BREAKS = frozenset({
    ("委", "员"), ("委", "托"), ("局", "面"), ("局", "部"), ("局", "势"), ("处", "级"), ("处", "理"), ("处", "于"), ("科", "技"), ("科", "学"),
    ("科", "级"), ("部", "署"), ("部", "分"), ("部", "门"), ("办", "理"), ("办", "事"), ("办", "好"), ("办", "法"), ("办", "学"), ("系", "统"),
    ("系", "列"), ("所", "有"), ("所", "在"), ("院", "士"), ("会", "议"), ("会", "员"), ("会", "场"), ("社", "会"), ("社", "区"), ("社", "工"),
    ("站", "点"), ("队", "伍"), ("队", "员"), ("队", "列"), ("心", "组"), ("心", "城"), ("心", "小"), ("党委", "会"), ("集团", "军"), ("组织", "部"), ("委", "办"),
    ("厅", "级"), ("班", "子"), ("班", "组"), ("庭", "院"), ("会", "计"), ("会", "商"), ("会", "见"), ("会", "谈"), ("会", "长"), ("部", "队"),
    ("学校", "长"), ("室", "内"), ("室", "外"), ("处", "分"), ("办", "公"), ("院", "校"), ("台", "风"), ("台", "账"), ("局", "限"), ("委", "派"),
    ("委", "会"), ("政协", "商"), ("署", "名"), ("系", "数"), ("部", "落"), ("部", "委"), ("馆", "员"), ("工会", "议"), ("政府", "性"),
})


# Endings of one character that end too many words that are no bodies; they count where an office follows.
_SHORT_ENDS = frozenset("会社班台署部系科室所站队庭馆院")
_LONG_ENDS = re.compile("(?:" + "|".join(end for end in sorted(_GENERIC_END.split("|"), key=lambda e: (-len(e), e)) if len(end) > 1) + ")$")


def ending_length(name: str) -> int:
    """How long the ending is that makes a name a body's: 2 and more for 中心 or 公司, 1 for 部 or 会."""
    found = _LONG_ENDS.search(name)
    return len(found.group()) if found else 1


def _may_follow(name: str) -> bool:
    """Whether a generic name may continue a name that is already whole (党委, 审判委员会, 办公室 …)."""
    return bool(re.search(r"(?:党委|党组|党总支|党支部|支部|委员会|办公室|工委|专委会|中心|室|处|科|系|课|支队|大队|分局|党工委|领导小组|研究院|研究所|学院|分院|分校|学校|委)$", name)) and len(name) <= 16


def _is_unit(text: str, at: int, unit: str) -> bool:
    """Whether the word at ``at`` stands for an area of the page (区|委) and is not the end of another word (园|区)."""
    if at == 0:
        return True
    before = text[at - 1]
    if before in "我本全该":
        return True
    if before in _NOT_UNIT_BEFORE.get(unit, ""):
        return False
    return not ("\u3400" <= before <= "\u9fff") or before in _MAY_PRECEDE


_MAY_PRECEDE = frozenset("选方请据托助促责受派帮属比称供据兼陪")| frozenset("由和与及的是为向对在到原任对受经让请给从将往以并的了有同市省州盟区县中新于被现长员记席兼任往赴访时把按据就随副")


@lru_cache(maxsize=1)
def _nation_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _NATIONS), key=lambda word: (-len(word), word))))


@lru_cache(maxsize=1)
def _own_pattern() -> re.Pattern[str]:
    # Bodies that are relative without a relative word: 地委, 行署, and a party organ or committee at the start of a phrase.
    return re.compile(r"地委|行署|(?<![\u3400-\u9fff])(?:开发区|经开区|高新区|园区|示范区|新区|特区)(?=党工委|管委会|工委)|(?<![\u3400-\u9fff])(?:政协|人大常委会|政府|纪委监委)(?=党组|办公室|党委|副|代)")


def contradicted(text: str, match: AreaMatch) -> bool:
    """Whether a short name is followed by another unit than its area has: 吴|云和|旗人大 is no 云和县."""
    following = text[match.end:match.end + 1]
    return following == "长" or following in "市县区旗州盟镇乡" and not any(area.name == text[match.start:match.end] + following for area in match.areas)


def _ranges(spans: Sequence[tuple[int, int]]) -> _Inside:
    return _Inside(spans)


class _Inside:
    """Tells whether an offset lies in one of many ranges."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._offsets = frozenset(i for start, end in spans for i in range(start, end))

    def __call__(self, at: int) -> bool:
        return at in self._offsets
