"""How a body's name reads on: its street and community, its listed or generic name, and where it must end.

An ending like 局 or 中心 ends a name only where an office, a verb or a mark follows; a listed name (人大常委会)
wherever the next character does not make another word of it (委|员).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg.extract.anyof import any_of
from kg.extract.words import Words
from kg.gazetteer.bodies import BodyForms
from kg.gazetteer.names import is_transliterated

HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff]"
# A part of a university in another city, behind its name: 山东大学（威海）.
CAMPUS = re.compile(r"（[\u4e00-\u9fff]{2,6}）")
_SOFT = r"[\u3400-\u9fff\U00020000-\U0002ffff0-9A-Za-z“”]"
_SESSION = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}届)(?=人大|政协|人民代表大会|区委|市委|县委|委员会|委(?!员))"
)
_SUBAREA = re.compile(
    rf"(?P<town>{HAN}{{1,5}}?(?:街道办事处|街道办|街道|(?<!城)镇(?<!古镇(?!镇))|(?<!城)乡|苏木|经济技术开发区|经济开发区|"
    rf"高新技术产业开发区|高新区|经开区|开发区|新区|工业园区|工业园|产业园|办事处))"
)
_COMMUNITY = re.compile(
    rf"(?P<community>(?![0-9]{{2,}}多?个|农业|农村|乡村|[^村]{{0,8}}第一村|全村|各村|一个|该){HAN}(?:{HAN}|"
    rf"[0-9A-Za-z·]){{0,11}}?(?:居民区|社区|片区|小区|行政村|(?<![乡农])村|(?<=[乡农])村(?=党|村|委|两委)|嘎查|新村|居委会(?=党)|村委会(?=党)))(?!民|级|镇|干|口)"
)
_GENERIC_END = (
    "有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|人民医院|中心医院|医院|卫生院|保健院|保健站|福利院|敬老院|养老院|卫生服务中心|研究院|"
    "研究所|研究中心|研究会|大学|学院|中学|小学|学校|幼儿园|"
    "博物馆|图书馆|美术馆|文化馆|档案馆|体育馆|纪念馆|科技馆|剧院|报社|电视台|出版社|合作社|银行|协会|学会|"
    "联合会|商会|基金会|促进会|联谊会|志愿者协会|行业协会|公会|事务所|"
    "领导小组办公室|领导小组|指挥部办公室|指挥部|工作委员会|专门委员会|专委会|委员会|管委会|管理处|办公室|代表处|"
    "办事处|联络处|总领事馆|领事馆|大使馆|海关|工作站|服务站|检查站|消防站|巡察组|巡视组|督导组|指导组|医疗队|派出所|"
    "党支部|党总支|党委|党组|党工委|工委|支部|总支|支队|大队|中队|总队|分局|总局|分公司|分院|分行|支行|分校|分会|"
    "中心|理事会|监事会|董事会|联合体|联盟|总站|总会|"
    "管理局|监督局|厅|局|署|委|办|部|处|科|系|所|站|队|馆|庭|社|班|室|院|台|会"
)
_STRETCH = re.compile(rf"{_SOFT}{{2,22}}")
# Every place where an ending ends: its last character with a look-behind finds them all, and skips what ends none.
_ENDS = sorted(_GENERIC_END.split("|"), key=lambda e: (len(e), e))
_ENDING = re.compile(
    f"[{''.join(sorted({end[-1] for end in _ENDS}))}](?:{'|'.join(rf'(?<={end})' for end in _ENDS)})"
)
# 市纪委监委|驻市国资委纪检监察组
_POSTED = re.compile(r"派?驻[\u4e00-\u9fff]{2,14}?(?:纪检监察组|纪检组)")
_COMMITTEE_END = re.compile(r"(?:委员会|工委|工作室|研究室|专委会)$")
# A company, a school or a street has no "and" in its name.
_NO_JOINT = re.compile(
    r"(?:分行|支行|政府|法院|检察院|公司|集团|银行|医院|大学|中学|小学|学校|协会|商会|街道|镇|乡|村|社区)$"
)
# 到江平镇|调研乡镇卫生院: a deed, and what it is about.
_DEED_FIRST = re.compile(
    r"调研(?![室组处科员])|督查(?![室组处科])|督导(?![室组处科])|检查(?!站|[队室组处科])|慰问|走访|看望|开展|"
    r"加强|提升"
)
# What a body's party calls itself, behind the body's name.
_PARTY_PART = re.compile(r"(?<=..)(?:党委|党组|党总支|党支部|党工委)$")
_NOT_IN_NAME = re.compile(
    r"[\d]+[月日年时多余个]|里|主办|承办|协办|举办|专门|进入|起来|附近|开会|今年|去年|目前|正在|已经|可以|需要|"
    r"如何|怎么|什么|我们|他们|大家|全体|会议|大会"
)
# An ending and the character after it that together are the inside of another word: 委|员, 会|议.
_BREAKS = frozenset(
    {
        ("委", "员"),
        ("委", "托"),
        ("局", "面"),
        ("局", "部"),
        ("局", "势"),
        ("处", "级"),
        ("处", "理"),
        ("处", "于"),
        ("科", "技"),
        ("科", "学"),
        ("科", "级"),
        ("部", "署"),
        ("部", "分"),
        ("部", "门"),
        ("办", "理"),
        ("办", "事"),
        ("办", "好"),
        ("办", "法"),
        ("办", "学"),
        ("系", "统"),
        ("系", "列"),
        ("所", "有"),
        ("所", "在"),
        ("院", "士"),
        ("会", "议"),
        ("会", "员"),
        ("会", "场"),
        ("社", "会"),
        ("社", "区"),
        ("社", "工"),
        ("站", "点"),
        ("队", "伍"),
        ("队", "员"),
        ("队", "列"),
        ("心", "组"),
        ("心", "城"),
        ("心", "小"),
        ("党委", "会"),
        ("集团", "军"),
        ("组织", "部"),
        ("委", "办"),
        ("厅", "级"),
        ("班", "子"),
        ("班", "组"),
        ("庭", "院"),
        ("会", "计"),
        ("会", "商"),
        ("会", "见"),
        ("会", "谈"),
        ("会", "长"),
        ("组", "织"),
        ("部", "队"),
        ("学校", "长"),
        ("室", "内"),
        ("室", "外"),
        ("处", "分"),
        ("办", "公"),
        ("院", "校"),
        ("台", "风"),
        ("台", "账"),
        ("局", "限"),
        ("委", "派"),
        ("委", "会"),
        ("政协", "商"),
        ("署", "名"),
        ("系", "数"),
        ("部", "落"),
        ("部", "委"),
        ("馆", "员"),
        ("工会", "议"),
        ("政府", "性"),
    }
)
# Endings of one character that end too many words that are no bodies; they count where an office follows.
_SHORT_ENDS = frozenset("会社班台署部系科室所站队庭馆院")
_LONG_ENDS = re.compile(
    "(?:" + "|".join(end for end in sorted(_GENERIC_END.split("|"), key=lambda e: (-len(e), e)) if len(end) > 1) + ")$"
)
_INNER_END = re.compile(
    r"(?:党委|党组|党总支|党支部|支部|委员会|办公室|工委|专委会|中心|室|处|科|系|课|支队|大队|分局|党工委|"
    r"领导小组|研究院|研究所|学院|分院|分校|学校|派出所|法庭|检查站|税务所|司法所|巡察组|巡视组|督导组|指导组|医疗队|工作队|联合会|委)$"
)
_FOLLOWING_CLASSES = (
    "attend",
    "chair",
    "speak",
    "report",
    "hold",
    "organize",
    "sign",
    "issue",
    "implement",
    "visit",
    "boundary",
)
# 有限公司 and 为民服务中心 hold words that end other names.
_WITHIN = {
    "的": "(?<!党)的",
    "联合": "联合(?!会|国|体|党|大学|学院|工会|公司|支部|总支)",
    "有": "有(?![限色线机])",
    "检查": "检查(?!站|[队室组处科])", "督查": "督查(?![室组处科局])", "督导": "督导(?![室组处科局])",
    "视察": "视察(?!室)", "巡查": "巡查(?![队组])", "再": "再(?!生|制造|担保)", "就": "就(?!业)",
    "为": "为(?!民|老|农)", "到": "到(?!家|位)", "据": "(?<![数依证])据",
    "和": "(?<![共祥颐泰太永义仁元顺])和(?![平谐睦苑])", "同": "同(?![济心仁德方业泽兴创辉盛益福])",
}
# Words of the boundary class that stand inside names of bodies too: 发展和改革, 中学, 文化文史和学习委.
_ALLOWED_INSIDE = frozenset(
    "和 及 与 中 上 下 内 外 后 前 建设 组织 发展 学习 指导 支持 加强 提升 推进 以 不 经 对 代表 调研 应 开展".split()
)
_JOINTS = frozenset("和及与")
# Their first characters are an office too.
_COMMITTEES = ("委员会", "常委会")
_SOCIETY = re.compile("(?:协会|学会|促进会|研究会|联合会)$")
# What no name of a body holds but marks of its own.
_PARTED = re.compile(r"[^\w（）·]|_")
# Words that are syllables too, in names written by sound.
_SOUND_WORDS = frozenset({"都"})
_PLACE_WORDS = frozenset("中 上 下 内 外 前 后 组织 学习 不 经 以".split())


class NameReader:
    """Reads names of bodies to the right of an anchor, and to the left of an ending."""

    def __init__(
        self, forms: BodyForms, words: Words, offices: Iterable[str], is_town: Callable[[str], bool]
    ) -> None:
        self._is_town = is_town
        by_first: dict[str, list[str]] = {}
        for name in forms.names:
            by_first.setdefault(name[0], []).append(name)
        self._organs = {first: re.compile(any_of(names)) for first, names in by_first.items()}
        self._office = re.compile(any_of(offices))
        followers = {*offices, *words["after_body"], *(word for name in _FOLLOWING_CLASSES for word in words[name])}
        self._after = re.compile(any_of(followers))
        boundary = sorted(words["boundary"], key=lambda word: (-len(word), word))
        self._stop = re.compile("|".join(_WITHIN.get(word) or re.escape(word) for word in boundary))

    def office_at(self, text: str, at: int) -> bool:
        """Whether the title of an office begins at ``at``."""
        return self._office.match(text, at) is not None

    def tail(
        self, text: str, at: int, *, generic_only: bool = False, from_town: bool = False
    ) -> tuple[int, tuple[str, ...], str, int]:
        """(end, chain, tail, where the tail starts) of the name that goes on at ``at``."""
        chain: list[str] = []
        begin = at
        if session := _SESSION.match(text, at):
            at = session.end()
        if from_town and (listed := self._listed_town(text, at)):
            chain.append(listed)
            at += len(listed)
        if not generic_only:
            for pattern in (_SUBAREA, _COMMUNITY):
                organ = "" if from_town and not chain else self.organ(text, at)
                if organ and not (pattern is _COMMUNITY and chain):
                    break
                sub = pattern.match(text, at)
                # What a town was found by is its name, whatever words it holds.
                named = from_town and not chain
                if pattern is _SUBAREA and from_town and chain:
                    continue
                if sub and (named or self._place(sub.group())) and not (organ and len(organ) > 1):
                    # 古镇|镇 has the word for a town in its name.
                    more = 1 if len(sub.group()) == 2 and text.startswith("镇", sub.end()) else 0
                    chain.append(sub.group() + "镇" * more)
                    at = sub.end() + more
        tail_start = at
        tail = ""
        while True:
            organ = self.organ(text, at)
            if organ and not self.broken(text, at + len(organ), organ):
                tail += organ
                at += len(organ)
                continue
            if tail and (posted := _POSTED.match(text, at)):
                tail += posted.group()
                at = posted.end()
                continue
            end = self.generic(text, at, inner=bool(tail), country=generic_only)
            if end > at:
                tail += text[at:end]
                at = end
                continue
            break
        if not tail and not chain:
            return begin, (), "", begin
        return at, tuple(chain), tail, tail_start

    def _listed_town(self, text: str, at: int) -> str:
        """The name of a town that the list knows and that begins at ``at`` (和乐镇, 旧城镇), "" if there is none."""
        ends = (end for end in range(at + 3, at + 10) if text[end - 1 : end] in ("镇", "乡", "道", "木", "处"))
        return next((text[at:end] for end in ends if self._is_town(text[at:end])), "")

    def generic(self, text: str, at: int, *, inner: bool, country: bool = False) -> int:
        """Where a name that no list knows ends: at the last ending (局, 中心, 公司 …) that an office, a verb or a
        mark follows; ``country``: it goes on after 中国 or the like."""
        if self._office.match(text, at) and not text.startswith(_COMMITTEES, at):
            return at
        stretch = _STRETCH.match(text, at)
        window = stretch.group() if stretch else ""
        best = at
        for ending in _ENDING.finditer(window):
            end = at + ending.end()
            name = text[at:end]
            if (
                len(name) < 2
                or (inner and not _may_follow(name))
                or self.broken(text, end, name)
                or not self._clean(name, country)
            ):
                continue
            if self._office.match(text, end) or text.startswith("长", end):
                return end
            if text.startswith("原", end) and self._office.match(text, end + 1):
                # 国家中医药管理局|原副局长
                return end
            length = ending_length(name)
            if len(name) < 3 and length == 1:
                continue
            if length > 1 or (name[-1] not in _SHORT_ENDS and self.followed(text, end)):
                best = end
        return best

    def followed(self, text: str, end: int) -> bool:
        """Whether a name may end here: a mark, an office, a verb or a small word comes next."""
        if end >= len(text) or not ("\u3400" <= text[end] <= "\u9fff"):
            return True
        return bool(self._after.match(text, end))

    def organ(self, text: str, at: int) -> str:
        """The longest listed name that begins at ``at``; "" if there is none."""
        if at >= len(text):
            return ""
        organs = self._organs.get(text[at])
        organ = organs.match(text, at) if organs is not None else None
        return organ.group() if organ is not None else ""

    def _clean(self, name: str, country: bool = False) -> bool:
        """Whether a stretch of a name holds no word that cannot stand in one. A society of the ``country`` may join two
        of its matters: 中国水产流通与加工协会."""
        if _NOT_IN_NAME.search(name) or _DEED_FIRST.match(name):
            return False
        stop = self._stop.search(name)
        while stop is not None:
            if stop.group() not in _ALLOWED_INSIDE:
                return False
            society = country and 1 < stop.start() <= 8 and _SOCIETY.search(name) is not None
            if stop.group() in _JOINTS and not (society or self._one_name(name, stop.start(), stop.end())):
                return False
            stop = self._stop.search(name, stop.end())
        return True

    def _place(self, name: str) -> bool:
        """Whether a street or community may be called so: a place's name may hold what parts other names
        (吉让居委会)."""
        if "驻" in name and name.endswith("办事处"):
            # 驻京办事处 is an office in another city, 八里湖办事处 a street.
            return False
        return self._clean(name) or not any(
            len(stop.group()) > 1 or stop.group() in "的了是在由等和与" for stop in self._stop.finditer(name)
        )

    @staticmethod
    def _one_name(name: str, start: int, end: int) -> bool:
        """Whether 和 at [start, end) joins parts of one name: 发展和改革委员会 is one, 县人民医院与县人民医院 are
        two."""
        held = _PARTY_PART.sub("", name)
        return start > 0 and len(name) - end >= 3 and ending_length(name[:start]) == 1 and not _NO_JOINT.search(held)

    def broken(self, text: str, end: int, name: str) -> bool:
        """Whether the name would end inside a longer word (委|员, 局|长 is the office's, 处|级, 会|议)."""
        following = text[end : end + 1]
        last = name[-1]
        return (
            (last, following) in _BREAKS
            or (last == "会" and following in "议场上后期")
            or (last in "站所室馆社班台" and following in "点长里内外前")
        )

    def left_edge(self, text: str, end: int, floor: int = 0) -> int:
        """Where a name that ends at ``end`` begins: after the nearest punctuation or word that cannot belong to it."""
        window = _PARTED.split(text[max(floor, end - 24) : end])[-1]
        at = end - len(window)
        if text[at - 1 : at] == "、" and len(window) <= 16 and _COMMITTEE_END.search(window):
            # 、代表资格审查委员会: a list parts names; verbs stand inside of a committee's.
            return at
        last = 0
        for stop in self._stop.finditer(window):
            word = stop.group()
            following = window[stop.end() : stop.end() + 1]
            parts = (
                word in "中上内"
                and window[max(0, stop.start() - 1) : stop.start()] in set("会动程间议坛式")
                and following not in "国心学海级小医"
            )
            if word in _PLACE_WORDS and not parts:
                continue
            if word in _SOUND_WORDS and is_transliterated(window[max(0, stop.start() - 2) : stop.end() + 1]):
                # 额布|都|格: a character of a name written by sound.
                continue
            if stop.end() < len(window) - 1:
                last = stop.end()
        return at + last


def ending_length(name: str) -> int:
    """How long the ending is that makes a name a body's: 2 and more for 中心 or 公司, 1 for 部 or 会."""
    found = _LONG_ENDS.search(name)
    return len(found.group()) if found else 1


def _may_follow(name: str) -> bool:
    """Whether a generic name may continue a name that is already whole (党委, 审判委员会, 办公室 …)."""
    return len(name) <= 16 and _INNER_END.search(name) is not None
