"""How a body's name reads on: its street and community, its listed or generic name, and where it must end.

An ending like 局 or 中心 ends a name only where an office, a verb or a mark follows; a listed name (人大常委会)
wherever the next character does not make another word of it (委|员).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from kg.extract.anyof import any_of
from kg.extract.boundaries import Boundaries
from kg.extract.han import HAN
from kg.extract.suffixes import ENDING, SHORT_ENDS, TEAMS, broken, ending_length, may_follow
from kg.extract.words import Words
from kg.gazetteer.bodies import BodyForms

# A part of a university in another city, behind its name: 山东大学（威海）.
CAMPUS = re.compile(r"（[\u4e00-\u9fff]{2,6}）")
_SOFT = r"[\u3400-\u9fff\U00020000-\U0002ffff0-9A-Za-z“”]"
_SESSION = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,4}届)(?=人大|政协|人民代表大会|区委|市委|县委|委员会|委(?!员))"
)
_SUBAREA = re.compile(
    rf"(?P<town>{HAN}{{1,5}}?(?:街道办事处|街道办|街道|(?<!城)镇(?<!古镇(?!镇))|(?<!城)乡|苏木|经济技术开发区|经济开发区|"
    rf"高新技术产业开发区|高新区|经开区|边合区|综保区|开发区|新区|工业园区|工业园|产业园|办事处))"
)
_COMMUNITY = re.compile(
    rf"(?P<community>(?![0-9]{{2,}}多?个|农业|农村|乡村|[一二三四五六七八九十两]{{1,3}}年|[^村]{{0,8}}第一村|全村|各村|一个|该){HAN}(?:{HAN}|"
    rf"[0-9A-Za-z·]){{0,11}}?(?:居民区|社区|片区|小区|行政村|(?<![乡农])村|(?<=[乡农])村(?=党|村|委|两委)|嘎查|新村|居委会(?=党)|村委会(?=党)))(?!民|级|镇|干|口)"
)
# 市委“不忘初心、牢记使命”主题教育领导小组: marks hold what a name otherwise does not.
_STRETCH = re.compile(rf"(?:“[^“”。；\n]{{2,20}}”|{_SOFT}){{2,22}}")
# 市纪委监委|驻市国资委纪检监察组
_POSTED = re.compile(r"派?驻[\u4e00-\u9fff]{2,14}?(?:纪检监察组|纪检组)")
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
_ORGANIZES = re.compile("组织(?![部处科室人员工活领参与，。；、]|法(?!律))")
# Their first characters are an office too.
_COMMITTEES = ("委员会", "常委会")


class NameReader:
    """Reads names of bodies to the right of an anchor."""

    def __init__(
        self,
        forms: BodyForms,
        words: Words,
        boundaries: Boundaries,
        offices: Iterable[str],
        is_town: Callable[[str], bool],
    ) -> None:
        self._boundaries = boundaries
        self._is_town = is_town
        by_first: dict[str, list[str]] = {}
        for name in forms.names:
            by_first.setdefault(name[0], []).append(name)
        self._organs = {first: re.compile(any_of(names)) for first, names in by_first.items()}
        self._office = re.compile(any_of(offices))
        followers = {*offices, *words["after_body"], *(word for name in _FOLLOWING_CLASSES for word in words[name])}
        self._after = re.compile(any_of(followers))

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
        # 街道办事处|主任某某到初旺村: an office stands there, no village.
        if not generic_only and (text.startswith(_COMMITTEES, at) or not self._office.match(text, at)):
            for pattern in (_SUBAREA, _COMMUNITY):
                organ = "" if from_town and not chain else self.organ(text, at)
                if organ and not (pattern is _COMMUNITY and chain):
                    break
                sub = pattern.match(text, at)
                # What a town was found by is its name, whatever words it holds.
                named = from_town and not chain
                if pattern is _SUBAREA and from_town and chain:
                    continue
                if sub and (named or self._boundaries.place(sub.group())) and not (organ and len(organ) > 1):
                    # 古镇|镇 has the word for a town in its name.
                    more = 1 if len(sub.group()) == 2 and text.startswith("镇", sub.end()) else 0
                    chain.append(sub.group() + "镇" * more)
                    at = sub.end() + more
        tail_start = at
        tail = ""
        while True:
            organ = self.organ(text, at)
            if organ and not broken(text, at + len(organ), organ):
                tail += organ
                at += len(organ)
                continue
            if tail and (posted := _POSTED.match(text, at)):
                tail += posted.group()
                at = posted.end()
                continue
            if tail and text.startswith(("原党", "原副"), at):
                # 区水务局|原党组成员
                break
            if tail and _ORGANIZES.match(text, at):
                # 市司法局|组织法律援助中心的律师
                break
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
        for ending in ENDING.finditer(window):
            end = at + ending.end()
            name = text[at:end]
            if (
                len(name) < 2
                or (inner and not may_follow(name))
                or broken(text, end, name)
                or not self._boundaries.clean(name, country)
            ):
                continue
            if self._office.match(text, end) or text.startswith("长", end):
                return end
            if _ORGANIZES.match(text, end) and len(name) > 2:
                return end
            past = text.startswith(("原党组", "原党委"), end)
            if past or (text.startswith("原", end) and self._office.match(text, end + 1)):
                # 国家中医药管理局|原副局长
                return end
            if name.endswith(TEAMS):
                continue
            length = ending_length(name)
            if len(name) < 3 and length == 1:
                continue
            if length > 1 or (name[-1] not in SHORT_ENDS and self.followed(text, end)):
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
