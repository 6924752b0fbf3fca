"""The words that part a body's name from what stands around it: verbs, small words, marks.

Many of them stand inside names too (发展和改革委员会, 为民服务中心); which do is told by what is beside them.
"""

from __future__ import annotations

import re

from kg.extract.suffixes import ending_length, without_marked
from kg.extract.words import Words
from kg.gazetteer.names import is_transliterated

_COMMITTEE_END = re.compile(r"(?:委员会|工委|工作室|研究室|专委会)$")
# A company, a school or a street has no "and" in its name.
_NO_JOINT = re.compile(
    r"(?:分行|支行|政府|法院|检察院|公司|集团|银行|医院|大学|中学|小学|学校|协会|商会|街道|镇|乡|村|社区)$"
)
# 到江平镇|调研乡镇卫生院: a deed, and what it is about.
_DEED_FIRST = re.compile(
    r"调研(?![室组处科员])|督查(?![室组处科])|督导(?![室组处科])|检查(?!站|[队室组处科])|慰问|走访|看望|开展|考察|视察|参观|观摩|"
    r"加强|提升"
)
# 老旧小区, 安置小区: of no name.
_ANY_QUARTER = re.compile(
    "(?:[^，。]{0,4}(?:老旧|封闭|安置|商品|住宅|居民|智慧|美丽|示范|城市|农村|多个|部分))(?:小区|社区|片区|村)$"
)
# What a body's party calls itself, behind the body's name.
_PARTY_PART = re.compile(r"(?<=..)(?:党委|党组|党总支|党支部|党工委)$")
_NOT_IN_NAME = re.compile(
    r"[\d]+[月日年时多余个]|里|主办|承办|协办|举办|专门|进入|起来|附近|开会|今年|去年|目前|正在|已经|可以|需要|"
    r"如何|怎么|什么|我们|他们|大家|全体|会议|大会"
)
# 有限公司 and 为民服务中心 hold words that end other names.
_WITHIN = {
    "的": "(?<!党)的",
    "投资企业": "投资企业(?!协会|联合会)",
    "联合": "联合(?!会|国|体|党|大学|学院|工会|公司|支部|总支)",
    "有": "有(?![限色线机])",
    "检查": "检查(?!站|[队室组处科])", "督查": "督查(?![室组处科局])", "督导": "督导(?![室组处科局])",
    "视察": "视察(?!室)", "巡查": "巡查(?![队组])", "再": "再(?!生|制造|担保)", "就": "就(?!业)",
    "为": "为(?!民|老|农)", "到": "到(?!家|位)", "据": "(?<![数依证])据",
    "和": "(?<![共祥颐泰太永义仁元顺])和(?![平谐睦苑])", "同": "(?<!大)同(?![济心仁德方业泽兴创辉盛益福])",
}
# Words of the boundary class that stand inside names of bodies too: 发展和改革, 中学, 文化文史和学习委.
_ALLOWED_INSIDE = frozenset(
    "和 及 与 中 上 下 内 外 后 前 建设 组织 发展 学习 指导 支持 加强 提升 推进 以 不 经 对 代表 调研 应 开展".split()
)
_JOINTS = frozenset("和及与")
_SOCIETY = re.compile("(?:协会|学会|促进会|研究会|联合会)$")
# What no name of a body holds but marks of its own.
_PARTED = re.compile(r"[^\w（）·]|_")
# Words that are syllables too, in names written by sound.
_SOUND_WORDS = frozenset({"都"})
_PLACE_WORDS = frozenset("中 上 下 内 外 前 后 组织 学习 不 经 以".split())


class Boundaries:
    """Tells what a body's name may hold, and where one begins."""

    def __init__(self, words: Words) -> None:
        boundary = sorted(words["boundary"], key=lambda word: (-len(word), word))
        self._stop = re.compile("|".join(_WITHIN.get(word) or re.escape(word) for word in boundary))

    def clean(self, name: str, country: bool = False) -> bool:
        """Whether a stretch of a name holds no word that cannot stand in one. A society of the ``country`` may join two
        of its matters: 中国水产流通与加工协会."""
        # 市委“不忘初心、牢记使命”主题教育领导小组: in marks anything may stand.
        name = without_marked(name)
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

    def place(self, name: str) -> bool:
        """Whether a street or community may be called so: a place's name may hold what parts other names
        (吉让居委会)."""
        if "驻" in name and name.endswith("办事处"):
            # 驻京办事处 is an office in another city, 八里湖办事处 a street.
            return False
        if _DEED_FIRST.match(name) or _ANY_QUARTER.match(name):
            return False
        return self.clean(name) or not any(
            len(stop.group()) > 1 or stop.group() in "的了是在由等和与" for stop in self._stop.finditer(name)
        )

    @staticmethod
    def _one_name(name: str, start: int, end: int) -> bool:
        """Whether 和 at [start, end) joins parts of one name: 发展和改革委员会 is one, 县人民医院与县人民医院 are
        two."""
        held = _PARTY_PART.sub("", name)
        if name[end : end + 1] in tuple("省市区县旗州盟镇乡"):
            # 市森林公安局与|市林政稽查大队
            return False
        return start > 0 and len(name) - end >= 3 and ending_length(name[:start]) == 1 and not _NO_JOINT.search(held)

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
