"""Names of persons that no title announces: with dots in them, before a verb that only people carry out, in lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from kg.extract.followers import NOT_GIVEN, alternation, person_verbs
from kg.extract.han import HAN, HAN_CHARACTER
from kg.extract.names import NameFinder
from kg.extract.segment import is_other_word
from kg.extract.words import Words
from kg.gazetteer.names import (
    DOTS,
    can_be_given,
    dotted_names,
    given_name_score,
    is_surname,
    is_transliterated,
    surname_initials,
)

# 刘亚洲|在会上作了…报告
_AT_MEETING = re.compile(
    "在(?:会|大会|会议|仪式|活动|座谈|论坛|讲话|发言|致辞|致词)(?:上|中|时)?"
    "(?:作|指出|强调|表示|说|讲|要求|致|宣|介绍|通报)"
)
_VITA = re.compile(r"(?:同志)?，[男女]，")
_SERVES = re.compile(r"在[^，。；]{2,30}(?:担任|任职|兼任)")
_HYPHENED = re.compile(rf"(?P<part>(?:^|(?<!{HAN})){HAN}{{1,3}}|让|玛丽|皮埃尔|安娜)-$")
_BOUNDARY = re.compile(r"[由是有与和同为的让请对向在]|任命|选举|当选|会见|邀请|免去|记者|青年|学生")
# The character before a clause: one each, so that none hides another.
_CLAUSE_START = re.compile(
    r"[，。；：、！？\n“”）由是有日午上了](?:(?<=[^午上了])|(?<=[上下]午)|(?<=会上)|(?<=听取了)|(?<=审议了)|(?<=通过了))"
)
_COUNTED = re.compile(
    rf"(?:(?<!{HAN})|(?<=[有是由]))(?P<names>{HAN}{{2,5}}(?:、{HAN}{{2,5}})*(?:[、和]{HAN}{{2,5}}?))(?P<more>等?)"
    r"(?P<number>[两二三四五六七八九十]|\d{1,2})(?:位|名(?!单)|人)"
)
# 任命|吕靖、李保庚、李超群三位同志
_DECIDED = re.compile("^(?:任命|免去|选举|补选|增补|推选)")
_OF_LEADERS = re.compile(
    rf"(?<!{HAN})(?P<names>{HAN}{{2,3}}(?:、{HAN}{{2,3}})*[、和]{HAN}{{2,3}}?)等?"
    r"(?:[省市区县旗州盟镇乡院校]|街道|县级|市级|区级|厅级|处级|四套班子|几套班子|有关|相关|党政)?领导(?:同志|干部)?"
    r"(?=[，。；、]|出席|参加|陪同|参会|到会|分别|随同|一同|一起|在|分)"
)
# In every such list, and soon searched for.
_COUNT = re.compile(r"[位名人](?<=[两二三四五六七八九十\d].)")
_NUMBERS = {number: value for value, number in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_LIST = re.compile(rf"{HAN}{{2,12}}(?:、{HAN}{{2,4}})+(?:、{HAN}{{2,12}})?")
_NO_HAN = re.compile(HAN.replace("[", "[^"))


# How much likelier (log2) the characters behind an unknown surname must be in given names than elsewhere.
_LIKELY = 0.5
_CLAUSE = frozenset("，。；：\n") | {""}


class UntitledNames:
    """Finds names by what stands around them; ``names`` tells how far each reaches."""

    def __init__(self, names: NameFinder, words: Words) -> None:
        self._names = names
        self._never = names.never
        verbs = person_verbs(words)
        self._person_verbs = alternation(
            verbs - {"报告", "总结", "交流", "建议", "希望", "检查", "指导", "参观", "座谈", "作"} | {"作了", "作出"}
        )
        # Most characters begin no such word.
        self._acts_begin = frozenset(word[0] for word in verbs) | frozenset("代在同，所")
        # As ``_CLAUSE_START``, where a surname follows and behind it what such a word begins with: before few clauses.
        surnames, acts = ("".join(sorted(map(re.escape, some))) for some in (surname_initials(), self._acts_begin))
        self._subject_start = re.compile(rf"{_CLAUSE_START.pattern}(?=[{surnames}][\s\S]{{1,3}}[{acts}])")

    def dotted(self, text: str, floor: Callable[[int], int]) -> Iterator[tuple[int, int]]:
        """Names with dots wherever they stand: 莫拉力·阿不都满金. ``floor`` gives for an offset where a title before
        it ends."""
        for low, high in dotted_names(text) if any(dot in text for dot in DOTS) else ():
            if text[low - 1 : low] == "-" and (head := _HYPHENED.search(text, max(0, low - 5), low)):
                # 让-|吕克·贝尔纳: a first part of which the inventory does not know all.
                yield head.start("part"), self._names.others.dotted_end(text, head.start("part"), high)
                continue
            start = max(low, floor(low + 1) if low < floor(high) < high else low)
            dot = text.find("·", start, high)
            for stop in _BOUNDARY.finditer(text[start : max(start, dot - 1)]):
                if dot - (start + stop.end()) >= 2:
                    start += stop.end()
                    break
            if dot - start >= 2 and high - dot > 2:
                yield start, self._names.others.dotted_end(text, start, high)

    def clause_subjects(self, text: str, counts: Counter[str]) -> Iterator[tuple[int, int]]:
        """Names that open a clause or follow 由, 是, 有, before a verb that only people carry out."""
        dots = "·" in text
        starts = _CLAUSE_START if dots else self._subject_start
        for at in (0, *(match.end() for match in starts.finditer(text))):
            lengths = self._names.lengths(text, at)
            if not lengths and not (dots and HAN_CHARACTER.match(text, at)):
                continue
            # Where no verb follows any length that a name could have, no name is looked for.
            if not dots and not any(self._acts(text, at + length) for length in lengths):
                continue
            end = self._names.name_at(text, at, counts, titled=False)
            if end == at or not self._acts(text, end):
                continue
            name = text[at:end]
            if "·" in name or (
                (not is_other_word(name) or text.startswith("当选", end))
                and can_be_given(name[1:])
                and not any(c in NOT_GIVEN for c in name[1:])
                and given_name_score(name[1:]) > -2
            ):
                yield at, end

    def _acts(self, text: str, end: int) -> bool:
        """Whether what stands at ``end`` says what a person does: a verb that only people carry out, a vita."""
        return text[end : end + 1] in self._acts_begin and bool(
            self._person_verbs.match(text, end)
            or text.startswith(("代表", "所作的"), end)
            or _SERVES.match(text, end)
            or _AT_MEETING.match(text, end)
            or _VITA.match(text, end)
        )

    def lists(self, text: str, counts: Counter[str]) -> Iterator[tuple[int, int]]:
        """The names of a list of at least three, parted by 、 and nothing else: 尹建刚、高琳琳、潘辉."""
        for match in _lists(text):
            spans: list[tuple[int, int]] = []
            at = match.start()
            for part in match.group().split("、"):
                end = at + len(part)
                if len(part) in (2, 3, 4) and self._fills(part):
                    spans.append((at, end))
                at = end + 1
            inner = match.group().count("、") - 1
            # Of two names one may be found further on, at an end of the list.
            if len(spans) < (max(2, inner) if inner else 1):
                spans = self._most(match)
                if not spans:
                    continue
            first = match.start()
            head = match.group().split("、")[0]
            if not spans or spans[0][0] != first:
                for length in (3, 2, 4):
                    start = first + len(head) - length
                    if (
                        length <= len(head)
                        and self._fills(text[start : start + length])
                        and text[start - 1 : start] in "有是由为员导人"
                    ):
                        spans.insert(0, (start, start + length))
                        break
            tail = match.end()
            last_start = text.rfind("、", match.start(), tail) + 1
            if spans[-1][0] != last_start:
                end = text.find("为", last_start + 2, last_start + 4)
                if end < 0 or not self._fills(text[last_start:end]):
                    end = self._names.name_at(text, last_start, counts, titled=False)
                if end > last_start:
                    spans.append((last_start, end))
            elected = len(spans) == 2 and text[first - 1 : first] in _CLAUSE and text.startswith("当选", spans[1][1])
            if len(spans) >= 3 or elected:
                yield from spans

    def _most(self, match: re.Match[str]) -> list[tuple[int, int]]:
        """The names of a list of four and more of which most are plainly names, and the others may be: 于国强、秦岭峰、
        张世富、|奇军; 白能礼、|阿古拉."""
        parts = match.group().split("、")
        plain = sum(self._fills(part) for part in parts)
        if len(parts) < 4 or 4 * plain < 3 * len(parts) or not all(map(self._may_fill, parts)):
            return []
        return list(list_spans(match.start(), parts))

    def _may_fill(self, part: str) -> bool:
        if self._fills(part) or is_transliterated(part * 2):
            return len(part) > 1 and part not in self._never
        likely = len(part) in (2, 3) and can_be_given(part[1:]) and given_name_score(part[1:]) > _LIKELY
        return likely and not is_other_word(part) and part not in self._never

    def counted(self, text: str) -> Iterator[tuple[int, int]]:
        """The names of a list that is followed by how many people it names: 仁青、拉毛、尕玛扎西|三位县级领导.

        The number vouches for the list, so that names of any writing are read. With 等 it may name fewer.
        """
        for match in _COUNTED.finditer(text) if _COUNT.search(text) else ():
            # The dictionary knows some persons too: a word counts against a list only where no surname begins it.
            begins = match.end("names") - len(_DECIDED.sub("", match["names"]))
            parts = re.split("[、和]", text[begins : match.end("names")])
            number = _NUMBERS.get(match["number"]) or (int(match["number"]) if match["number"].isdecimal() else 0)
            if (len(parts) != number and not (match["more"] and len(parts) < number)) or any(
                (is_other_word(part) and not is_surname(part[:1])) or part in self._never or not can_be_given(part[1:4])
                for part in parts
            ):
                continue
            yield from list_spans(begins, parts)

    def of_leaders(self, text: str) -> Iterator[tuple[int, int]]:
        """The names of a list that says whose they are: 王建国、陈忠和骆俊|等市领导出席. The words vouch for them."""
        for match in _OF_LEADERS.finditer(text) if "领导" in text else ():
            parts = re.split("[、和]", match["names"])
            if all(is_surname(part[0]) and part not in self._never and can_be_given(part[1:4]) for part in parts):
                yield from list_spans(match.start("names"), parts)

    @staticmethod
    def _fills(part: str) -> bool:
        if len(part) == 4 and not (is_surname(part[:2]) and len(part[:2]) == 2):
            return False
        surname = is_surname(part[:2]) if len(part) == 4 else is_surname(part[:1])
        return (
            surname
            and not is_other_word(part)
            and part[-1] not in NOT_GIVEN
            and can_be_given(part[1:] if len(part) < 4 else part[2:])
        )


def list_spans(at: int, parts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the parts of a list stand that begins at ``at`` and has one mark between every two of them."""
    for part in parts:
        yield at, at + len(part)
        at += len(part) + 1


def _lists(text: str) -> Iterator[re.Match[str]]:
    """The matches of ``_LIST``, tried only where a 、 follows: few characters of a text stand in lists."""
    joint, position = text.find("、"), 0
    while joint >= 0:
        match = _LIST.match(text, joint - len(_NO_HAN.split(text[max(position, joint - 12) : joint])[-1]))
        position = match.end() if match else position
        joint = text.find("、", max(position, joint + 1))
        if match:
            yield match
