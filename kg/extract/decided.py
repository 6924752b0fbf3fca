"""Names that the words of a decision mark off (任命|徐卫兴|为, 免去|张永辉|的, ；|李瑞盈、莫志荣|当选), and names
before a title with 是, 现任 or the like between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from kg.extract.names import NameFinder
from kg.extract.segment import is_other_word
from kg.extract.text import Sentence
from kg.extract.titles import Title
from kg.extract.untitled import list_spans
from kg.gazetteer.names import can_be_given, is_surname, is_transliterated

# Where a decision names somebody: 任命|徐卫兴|为, 免去|张永辉|的.
_DECIDED = re.compile(
    r"(?:任命|免去|选举|补选|增补|推选|增选|聘任|聘请|接受|批准|提名|罢免|撤销|同意|决定免去|决定任命|决定)(?:了)?"
)
# 任命|尕藏卓玛|为, 免去|王乌兰巴根|的: who is appointed or removed may have a name of any writing.
_DECIDED_ONE = re.compile(
    r"(?:任命|聘任|补选|增补|选举|推选|免去)(?:了)?(?P<name>[\u3400-\u9fff]{3,8}?)(?:同志)?(?:为(?!了)|任(?!命)|的)"
)
# 免去|次仁罗布|县政协办公室主任职务, and 洛桑|任县政协办公室主任 in a list of decisions.
_REMOVED_ONE = re.compile(
    r"免去(?:了)?(?P<name>[\u3400-\u9fff]{2,6}?)(?<!的)(?=[省市区县旗州盟镇乡][\u4e00-\u9fff]{2,16}职务)"
)
# 接受|次仁罗布|辞去, 同意|高远|因工作调动辞去
_RESIGNED_ONE = re.compile(
    r"(?:接受|同意)(?P<name>[\u3400-\u9fff]{2,6}?)(?:同志)?(?=(?:因[^，。；]{1,14}?)?(?:请求)?辞去)"
)
_TAKES = re.compile(r"(?:决定|名单)：(?P<name>[\u3400-\u9fff]{2,6}?)(?:同志)?任(?!命)")
# ；|李瑞盈、莫志荣|当选副会长
_CHOSEN = re.compile(
    r"(?:(?<=[，。；：\n])|^)(?P<names>[\u3400-\u9fff]{2,3}(?:、[\u3400-\u9fff]{2,3}){0,8})(?:均|分别|同志)?"
    r"(?:当选|补选|被选举|被推选|被选)"
)
_DECIDED_FORMS = (_REMOVED_ONE, _RESIGNED_ONE, _TAKES)
# 任命|普米族干部|熊建华为
_OF_A_PEOPLE = re.compile(r"[\u4e00-\u9fff]{1,6}族(?:女?干部|同志)?")
_DECIDED_AFTER = re.compile(
    r"(?:同志)?(?:（[^（）]{1,6}）)?(?:[^，。；、]{0,14}(?=辞去))?"
    r"(?:等[\d一二三四五六七八九十]+[人名位]|[两二三四五六七八九十]+[位名](?:同志)?)?(?:为|"
    r"的|任|辞去|担任|同志|分别为|当选|不再|代理)"
)
# 选举|久西草、完么才让|为, 免去|邹震宇、张占江|的…职务: a decision names people of any writing.
_DECIDED_LIST = re.compile(
    r"(?:选举|任命|补选|增补|增选|推选|免去)(?:了)?(?P<names>[\u3400-\u9fff]{2,5}(?:、[\u3400-\u9fff]{2,5}?)+)"
    r"(?=(?:等)?(?:[\d一二三四五六七八九十]{1,3}[位名](?:同志)?)?为|的[^，。；]{4,60}职务)"
)
# |王继聪|的虹口区政府办公室主任职务被免去
_LOSES = re.compile(
    r"(?:^|(?<=[，。；：\n]))(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志)?"
    r"(?=的[^，。；]{4,40}职务(?:也|同时|被|予以){0,2}免去)"
)
# 任命：, and then a line for each: whoever stands there before 为.
_LISTED_ONE = re.compile(r"(?:(?<=\n)|(?<=：))(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志)?为(?!了)")
_DECIDED_ON = re.compile(
    r"(?<=[，；])(?P<names>[\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4}){0,8})(?:等\d{1,2}人)?为(?!了)"
)
_CHAINED = re.compile(r"[，；、：]")
_BEFORE_TITLE = re.compile(
    r"(?:今年\d{2}岁，(?=是|现任|任))?(?:同志)?(?:（[^（）]{1,6}）)?(?:等[\d一二三四五六七八九十百]+[人名位])?(?:均|都|同时|分别)?(?:是|现任|"
    r"当选|被任命为|任|担任|被选为|被选举为|兼任|同时兼任|为|的|接任|出任|被提名为|被免去|不再担任|辞去|曾任|历任|任职|"
    r"(?:此前|之前|先前|到任前)(?:曾|历|先后)?(?:任|担任))(?:第[一二三四五六七八九十]{1,3}届)?"
)
# A name, the longest that stands between it and a title, and two characters more.
_LONGEST_LINK = 4 + 40 + 2


class DecidedNames:
    """Finds such names; ``names`` tells how far each reaches."""

    def __init__(self, names: NameFinder) -> None:
        self._names = names

    def find(
        self, text: str, clauses: Sequence[Sentence], counts: Counter[str], titles: Sequence[Title]
    ) -> list[tuple[int, int]]:
        """Names that a decision is about, and names that stand before a title with 是, 为, 当选 … between them."""
        found: list[tuple[int, int]] = []
        starts = sorted({at for t in titles for at in (t.start, t.role_start, t.body.start if t.body else t.start)})
        decided = list(_DECIDED.finditer(text))
        for match in decided:
            told = _OF_A_PEOPLE.match(text, match.end())
            begin = told.end() if told else match.end()
            # 选举|和晓东|为: no surname stands before 和 there.
            first = text.startswith("和", begin) and match.group().startswith(("选举", "任命", "免去", "补选"))
            end = self._names.name_at(text, begin, counts, titled=first)
            if end > begin and _DECIDED_AFTER.match(text, end):
                found.append((begin, end))
            elif match.group().startswith("免去"):
                # 免去|辛万里|隆德县审计局局长职务: no word between the name and what is lost.
                options = self._names.ends(text, begin)
                found += [(begin, end) for end in options if starts[bisect_left(starts, end) :][:1] == [end]][:1]
        found += [
            match.span("name")
            for match in (_DECIDED_ONE.finditer(text) if decided else ())
            if (_sounds_foreign(match["name"]) or _may_be_chinese(match["name"]))
            and _begins_in(starts, match.end(), match.end() + 3)
        ]
        for match in _CHOSEN.finditer(text):
            parts = match["names"].split("、")
            named = all(_may_be_chinese(part) or _short_sound(part) for part in parts)
            if named and _begins_in(starts, match.end(), match.end() + 14):
                found += list_spans(match.start("names"), parts)
        for match in (m for form in _DECIDED_FORMS for m in form.finditer(text)) if decided else ():
            name = match["name"]
            if _sounds_foreign(name) or is_transliterated(name + name) or is_surname(name[0]):
                found.append(match.span("name"))
        for match in _LISTED_ONE.finditer(text) if "任命" in text else ():
            if _begins_in(starts, match.end(), match.end() + 3):
                found.append(match.span("name"))
        begun = [match.start() for match in decided]
        for match in _DECIDED_ON.finditer(text) if decided else ():
            # 选举贡文浩为镇长，|徐一鸣、缪可欣、蒋东来|为副镇长: the decision told last, in the same sentence.
            last = bisect_left(begun, match.start("names")) - 1
            same = last >= 0 and "。" not in text[decided[last].end() : match.start("names")]
            if same and _begins_in(starts, match.end(), match.end() + 2):
                found += list_spans(match.start("names"), match["names"].split("、"))
        for match in _DECIDED_LIST.finditer(text) if decided else ():
            found += list_spans(match.start("names"), match["names"].split("、"))
        for match in _LOSES.finditer(text) if "免去" in text else ():
            if _may_be_chinese(match["name"]):
                found.append(match.span("name"))
        bounds = [clause.start for clause in clauses] + [match.end() for match in _CHAINED.finditer(text)]
        for at in sorted(bounds) if starts else ():
            # No name and link reach further than this before a title.
            near = bisect_right(starts, at)
            if near == len(starts) or starts[near] > at + _LONGEST_LINK:
                continue
            sounded = self._names.others.sounded(text, at)
            for end in (*self._names.ends(text, at), *((sounded,) if sounded > at else ())):
                link = _BEFORE_TITLE.match(text, end)
                if link and bisect_left(starts, link.end()) != bisect_left(starts, link.end() + 3):
                    found.append((at, end))
                    break
        return found


def _may_be_chinese(name: str) -> bool:
    """Whether a name that the words around it mark off may be a Chinese one: 免去|杨再先|的."""
    return len(name) in (2, 3) and is_surname(name[0]) and can_be_given(name[1:]) and not is_other_word(name)


def _short_sound(name: str) -> bool:
    """Whether a name may be one of two characters written by sound: 阿布|当选."""
    return len(name) == 2 and is_transliterated(name + name) and not is_other_word(name)


def _sounds_foreign(name: str) -> bool:
    """Whether a name is written by sound, with a Chinese surname before it or without (尕藏卓玛, 王乌兰巴根)."""
    return is_transliterated(name) or (is_surname(name[0]) and is_transliterated(name[1:]))


def _begins_in(starts: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the sorted ``starts`` lies in [first, last]."""
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] <= last
