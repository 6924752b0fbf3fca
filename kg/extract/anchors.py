"""Where the name of a body may begin: at an area, a relative word (区|政协), a country, a town, or an organ of the
page's own (地委).

What looks like such a word and is the inside of another (社|区, 城|市) is none; what stands right before it tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.extract.anyof import any_of
from kg.extract.boundaries import Boundaries
from kg.extract.text import Inside
from kg.extract.words import Words
from kg.gazetteer.areas import AreaMatch

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
    "办事处",
    "苏木",
    "村",
    "嘎查",
    "社区",
    "居民区",
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
    "嘎查": "",
    "社区": "",
    "居民区": "",
    "街道": "",
    "办事处": "",
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
_TOWN_END = re.compile(
    r"(?:街道|镇|乡|苏木)(?:(?=[镇乡](?:长|党|人大|政|武|纪|团))|(?![镇乡]|级|长|村振兴|友|愁|亲|土|贤|音|情|村|"
    r"静|定|痛|里(?![\u4e00-\u9fff]{1,2}村)|守(?![\u4e00-\u9fff]{1,3}村)|工业))|(?<!街道)办事处|乡(?=[\u4e00-\u9fff]{1,6}村)"
)
_NO_TOWN = re.compile(
    r"^(?:[今明去来当往每近前后]年|日前|昨天|今天)|^[各全本我该兄个多两几镇乡\d一二三四五六七八九十]|^记者|[从为是任在到赴由让].$|[对又].$|[与和及](?:镇|乡|街道)$|[各全本我该][镇乡]$|^.{0,2}(?:乡镇|街镇|城镇|村镇|集镇|小镇|古镇|重镇|下乡|返乡|城乡|"
    r"故乡|家乡|老乡)$|新型|特色|走进|来到|走出|实现|(?:执行|落实|做|办|抓|建|用|管)好"
)
# 新|市社区 is a community, 市|社区 none of the city's own.
_QUARTER = re.compile("(?:[省市区县旗州]|镇[东西南北前后头])(?:社区|村)(?:党|居委会|村委会|议事)")
UNIT_AT = re.compile(any_of(UNITS))
_TOWN_WORD = re.compile("(?:镇|乡|街道|苏木)$")
_TOWN_WORDS = ("镇", "乡", "街道", "苏木", "办事处")
# 团市委 is the city's committee of the youth league.
_LEAGUE = re.compile(r"团(?=城?[省市区县旗州盟]委(?!员))")
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
            *_opening(_ZONES, r"党工委|管委会|工委|党委|总工会|工会|纪委|团工委|[\u4e00-\u9fff]{2,4}局"),
            *_opening(("常委会",), "副?主任|委员|组成人员|党组"),
            *_opening(("管委",), "召开|举行|举办|与|办公室|副?主任|领导"),
            *_opening(("工委党校",), "副?校长|常务|举"),
            *_opening(_ORGANS, "党组|办公室|党委|副|代"),
        )
    )
)
# How the name of who acts together with a town's body ends.
_BODY_ENDS = frozenset("区村局会所院校委办站队司处")
# What may stand right before a relative word; after any other character 区 or 市 ends a name that no list knows.
_MAY_PRECEDE = frozenset(
    "取好去前选方请据托助促责受派帮属比称供兼陪由和与及的是为向对在到原任经让给从将往以并了有同中新于表被现长员记席往赴访时把按就随副率"
)
# Verbs, and 同志 behind a name, whose second character ends other words too (召开|区政府, but 公开区).
_VERBS_BEFORE = (
    "联合", "会同", "召开", "举行", "出席", "列席", "传达", "同志", "带领", "率领", "携手", "联手", "会见", "看望",
    "拜访", "包括", "来自", "作为",
)


_DEMOCRATIC = ("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟")
_LEVELS = frozenset("省市区县旗州盟")


class AnchorFinder:
    """Finds the anchors of a text; ``is_town`` tells whether the list of towns knows a name."""

    def __init__(self, boundaries: Boundaries, words: Words, is_town: Callable[[str], bool]) -> None:
        self._boundaries = boundaries
        self._is_town = is_town
        # 希望|街道 and 组织|镇 begin with a verb; 建设街道 is a street where the list knows one.
        self._verbs = frozenset(word for name in ("speak", "visit", "organize", "boundary") for word in words[name])
        self.nation = re.compile(any_of((*words["nations"], *words["countries"])))

    def find(self, text: str, areas: Sequence[AreaMatch]) -> list[tuple[int, str]]:
        """Where names of bodies begin, and by what: "area", "unit", "nation", "league", "own" or "town"."""
        # Plain characters are looked for in a tenth of the time that a pattern takes: most texts name no town.
        ends = list(_TOWN_END.finditer(text)) if any(word in text for word in _TOWN_WORDS) else []
        areas, begun = self._apart(text, areas, ends)
        anchors = [(match.start, "area") for match in areas] + [(start, "town") for start in begun]
        inside = Inside([(match.start, match.end) for match in areas])
        for match in UNIT_AT.finditer(text):
            at = match.start()
            if not inside(at) and _is_unit(text, at, match.group()):
                anchors.append((at, "unit"))
        anchors += [
            (match.start(), "nation")
            for match in self.nation.finditer(text)
            if not inside(match.start()) and _opens(text, match.start())
        ]
        if "团" in text:
            anchors += [(match.start(), "league") for match in _LEAGUE.finditer(text) if not inside(match.start())]
        anchors += [(match.start(), "own") for match in _OWN.finditer(text) if not inside(match.start())]
        for match in ends:
            start = self._town_start(text, match.end())
            free = not inside(match.start()) and not inside(start) and text[start - 1 : start] not in ("“", "‘", "《")
            name = text[start : match.end()]
            # 八江镇 and 厚街镇 are towns, 三镇 and 街镇 are none: the list tells.
            if not free or not 3 <= len(name) <= (9 if name.endswith(("族乡", "办事处")) else 6):
                continue
            # An office of this name is a street's where the list says so: 八里湖办事处.
            plain = _TOWN_WORD.sub("", name) not in self._verbs and not name.endswith("办事处")
            if not plain and start and text[start - 1] in _BODY_ENDS:
                # 东进社区|联合|镇派出所: a verb between two bodies, though there are towns of that name.
                continue
            street = name.removesuffix("办事处") + "街道" if name.endswith("办事处") else name
            if self._is_town(name) or self._is_town(street) or (plain and not _NO_TOWN.search(name)):
                anchors.append((start, "town"))
        return sorted(anchors)

    def _apart(
        self, text: str, areas: Sequence[AreaMatch], ends: Sequence[re.Match[str]]
    ) -> tuple[Sequence[AreaMatch], list[int]]:
        """The areas without those that stand in the name of a town that the list knows (南阳|新村街道), and where such
        towns begin."""
        short = {match.start: match for match in areas if not match.full}
        begun = {
            at
            for match in (ends if short else ())
            for at in range(max(0, match.end() - 7), match.end() - 3)
            if at in short and short[at].end < match.start() and self._is_town(text[at : match.end()])
        }
        # 安|丰镇, 查巴奇|鄂温克|族乡: a short name of an area inside a town's.
        stops = [match.end() for match in ends]
        closing = {
            match.start
            for match in short.values()
            for end in stops[bisect_left(stops, match.end) : bisect_right(stops, match.start + 8)]
            if any(self._is_town(text[at:end]) for at in range(max(0, match.start - 4), match.start))
        }
        return [match for match in areas if match.start not in begun | closing], sorted(begun)

    def _town_start(self, text: str, end: int) -> int:
        """Where a town's name begins; a word that parts names elsewhere may begin a town's (同|乐苗族乡) where the
        list knows it."""
        start = self._boundaries.left_edge(text, end, max(0, end - 9))
        # A name of one character and 镇 or 街道 is too likely the end of another.
        least = 4 if text[end - 1] == "道" else 3
        if (listed := next((at for at in range(start, end - least + 1) if self._is_town(text[at:end])), start)) > start:
            # 家住|中兴街道, 同志任|赤东镇
            return listed
        start = max(start, self._boundaries.left_edge(text, end, max(0, end - 7)))
        for more in (1, 2):
            # 和|乐镇, 那|大镇: the list knows better.
            if start - more >= 0 and self._is_town(text[start - more : end]):
                return start - more
        return start


def _opens(text: str, at: int) -> bool:
    """Whether a name may begin at ``at``: 荣州市|国际交流协会 goes on, 请|日本… begins."""
    return at == 0 or not "\u3400" <= text[at - 1] <= "\u9fff" or text[at - 1] in _MAY_PRECEDE


def ends_another_word(text: str, at: int, unit: str) -> bool:
    """Whether the unit at ``at`` ends another word with the character before it: 园|区, 姑婆山景|区."""
    return text[at - 1 : at] != "" and text[at - 1] in _NOT_UNIT_BEFORE.get(unit, "")


def _is_unit(text: str, at: int, unit: str) -> bool:
    """Whether the word at ``at`` stands for an area of the page (区|委) and is not the end of another word (园|区)."""
    if at == 0:
        return True
    before = text[at - 1]
    if unit in _LEVELS and text.endswith(_DEMOCRATIC, 0, at):
        # 民建|市委
        return True
    if before in "我本全该" or text.startswith(_VERBS_BEFORE, at - 2):
        return True
    if ends_another_word(text, at, unit) or (
        _QUARTER.match(text, at) and ("\u3400" <= before <= "\u9fff" or unit == "镇")
    ):
        return False
    if before == "届" and unit in _LEVELS and text.startswith(("人大", "政协"), at + 1):
        # 第十九届|市人大常委会
        return True
    return not ("\u3400" <= before <= "\u9fff") or before in _MAY_PRECEDE
