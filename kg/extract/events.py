"""Events that a text names: meetings, forums, ceremonies, trainings, with their label, kind, day and place.

An event counts as news when the text says that it was held (召开, 举行, 在…举办) or that people took part. Afterwards
会议, 论坛 or 活动 mean it again. Some have no word for an event in their name: a show, a work that opens.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.dates import DateMention
from kg.extract.eventnames import cues, find_heads, is_thing, kind_of, left_edge
from kg.extract.text import Sentence
from kg.extract.words import default_words

_HELD_BEFORE = re.compile(
    r"(?:主持召开|组织召开|紧急召开|召开|举行|举办|组织举办|开展|组织开展|迎来|承办|主办|开办|启动|接着是|紧接着是|作|"
    r"作了|上演|开设|组织|进行|参与承办|推出|接着召开|上了)(?:了|过|的)?(?:一场|一次|一堂|一期|首次|本年度|年度|今年|各|为期[一二三四五六七八九十\d]+[天周]的?)?$|"
    r"主讲(?:了|的)?(?:一场|一堂)?(?:的)?$"
)
_HELD_AFTER = re.compile(
    r"(?:[^，。；]{0,40}?|，[^，。；]{0,16}?)(?:召开|举行|举办|开幕|闭幕|启动|开班|拉开(?:帷幕|大幕|序幕)|开到了?|开在了?|搬到了?|开讲|开展(?=[，。])|落幕|启幕|揭幕|"
    r"收官|结束|开课|开锣|上演|如期而至|走进|结业|开赛|召集)"
)
_ATTENDED_BEFORE = re.compile(
    r"(?:(?:参加|出席|列席|到会)并?指导了?|出席了?|参加了?|列席了?|主持了?|观摩了?|出席的?|参与了?|见证了?)(?:[^，。；]{0,16}的)?$"
)
# No form of words right before an event's name is longer.
_NEAR = 30
_SHOWN = re.compile(r"(?:上演|首演|演出|放映)了?(?P<name>[^，。；“”]{0,10}《[^》]{2,20}》)")
# What a speaker asks for is not what took place.
_TOLD = re.compile(
    r"(?:要求|强调|指出|表示|希望|认为|提出|介绍|谈到|说)(?:说|道)?[，：]|^(?:要|一要|二要|三要|一是|二是|三是|"
    r"各级|各地)"
)
# 希望各级工会广泛开展|“…”劳动竞赛
_WISHED = re.compile("(?:希望|号召|呼吁|倡议)(?![^，。；]{0,4}会)")
# 对开展|“基础年”活动|作了安排: what somebody speaks about.
_MATTER = re.compile("(?:对|就|关于|围绕)[^，。；对就]{0,8}(?:开展|举办|召开|组织|实施)(?:好)?$")
# 每月第一个星期四，该局举办|“园区会客厅”活动: what is done time and again, and no one event.
# 我市正深入开展|“优化发展环境年”活动: what goes on for a year.
_USUAL = re.compile(
    "(?:^|[，；。])(?:在)?每(?:周|月|年|季|天|逢|隔)[^，。；]{0,14}(?:，[^，。；]{0,40})?$|"
    "(?:从|自)[^，。；]{1,8}起，?[^，。；]{0,10}(?:开展|实施|推进)(?:的)?$|"
    "正(?:在)?(?:深入|扎实|全面|大力|积极|广泛|持续)?(?:开展|实施|推进)(?:的)?$"
)
_CARRIED_ON = re.compile("(?:开展|参与)(?:好|了)?$")
_DAY = re.compile(r"\d[日月](?!\d|[底初中之以]?前(?![往来后]))|昨天|昨日|当天|(?<!\d)日前|近日")
_UNVEILED = re.compile(
    r"(?P<name>“[^”]{2,20}”)(?:在[^，。]{2,14})?(?:正式)?(?P<act>揭晓|揭牌|挂牌|授牌|开工|奠基|开馆|开园|通车|"
    r"竣工)(?:成立|启用|运行|投用)?(?=[，。])"
)
_OPENED = re.compile(
    r"(?:^|(?<=[，。；日午晚天]))(?:位于[^，。；的]{2,14}的)?"
    r"(?P<name>[\u4e00-\u9fff]{3,20}?(?:中心|基地|站|馆|学院|工作室|法庭|公园|广场|大桥|公路|工程|项目|产业园区?|市场|小镇|街区|医院|学校))"
    r"(?:正式|全线|顺利|集中|建成)?(?P<act>启用|揭牌|挂牌|开工|奠基|竣工|通车|投用|开馆|开园|竣工通车|建成通车)(?:仪式)?(?=[，。])"
)
_QUOTED_HELD = re.compile(
    r"(?P<name>“[^”，。]{2,20}”)(?!的[^，。；”]{1,6}声中)[^，。；”]{0,10}?"
    r"(?:开讲|举行|开幕|启幕|收官(?!战|之)|落幕|开赛|开班)"
)
_VAGUE = re.compile(
    r"^(?:会议(?=[开闭]幕)|大会(?=[开闭]幕)|相关|有关|阶段|系列|各类|主要|上述|本次|此次|这次|全部|各项|整个|当天|当日|本届|此届)+"
)
_SEVERAL = re.compile("[两二三四五六七八九十]+[次场](?=全体|会|大会|座谈|讨论)")
_ISSUE = re.compile(r"(?:第[一二三四五六七八九十百零\d]+[期届次批]|首[期届次批]|(?:19|20)\d\d年?(?:度)?)$")
_AT_AFTER = re.compile(r"(?:上|中|期间|现场|之前|前|会场|后|结束|开始|由|的主持)")
_PLACE = re.compile(
    r"(?:在|地点在|假座|走进|课堂设在|地点选在|放在|设在|地点为)([^，。；、]{2,24}?)(?:隆重|正式|顺利|成功|组织|开展|召开|"
    r"举行|举办|开幕|启动|拉开帷幕|开班|开讲|$|，|。|举办)"
)
_GOES_ON = re.compile("(?:节|博览会|展览会|论坛|大赛|运动会|活动周|宣传周|活动月|宣传月)$")
_ROUND = re.compile(r"^第?[一二三四五六七八九十百零\d]+[次届期批]")


@lru_cache(maxsize=1)
def _again() -> frozenset[str]:
    return frozenset(default_words()["event_again"])


class EventMention(NamedTuple):
    """An event's name at [start, end). ``generic``: 会议, 活动 …, which mean an event named before. ``held``: the
    text says it took place; ``called``: by a verb before the name (召开|座谈会)."""

    start: int
    end: int
    label: str
    kind: str
    generic: bool
    held: bool
    place: str = ""
    called: bool = False


def eventful(text: str, clauses: Sequence[Sentence]) -> set[int]:
    """The starts of the sentences in which :func:`find_events` may find something: one search, where most have none."""
    starts = [sentence.start for sentence in clauses]
    return {starts[bisect_right(starts, cue.start()) - 1] for cue in cues().finditer(text)} if starts else set()


def find_events(sentence: Sentence, blocked: Sequence[tuple[int, int]]) -> list[EventMention]:
    """The events that one sentence names, with offsets into the whole text."""
    text = sentence.text
    found: list[EventMention] = []
    floor = 0
    for start, end in find_heads(text):
        head = text[start:end]
        if start < floor or any(lo < sentence.start + end and sentence.start + start < hi for lo, hi in blocked):
            continue
        if (
            text.count("“", 0, start) > text.count("”", 0, start)
            and "”" in text[end:]
            and not text[end:].startswith("”")
        ):
            continue
        if text.count("《", 0, start) > text.count("》", 0, start):
            continue
        if text.startswith("”", end):
            end += 1
        if found and start == floor and head.startswith("第"):
            # 霍尔果斯市第一届人民代表大会|第一次会议 is one name.
            start = found.pop().start - sentence.start
            left = start
        else:
            left = left_edge(text, start, floor)
        if found and text.startswith("暨", floor) and left <= floor + 1:
            # 第二次全体会议|暨全旗经济工作会议
            left = found.pop().start - sentence.start
        if found and left == floor and found[-1].end == sentence.start + floor and _GOES_ON.search(found[-1].label):
            # 首届中国农民丰收节|齐齐哈尔现场启动仪式
            left = found.pop().start - sentence.start
        label = text[left:end].strip(" 了“" if text[left:end].count("“") > text[left:end].count("”") else " 了")
        left = text.find(label, left, end)
        if label.startswith("“") and (numbered := _ISSUE.search(text[:left])) and numbered.start() >= floor:
            left = numbered.start()
            label = text[left : left + len(numbered.group())] + label
        bare = _VAGUE.sub("", label.strip("“”"))
        # 分别主持两次全体会议: several of one.
        generic = bare in _again() or bare == head or bool(_SEVERAL.match(bare))
        if label.startswith("第") and _ROUND.fullmatch(label.removesuffix("会议").removesuffix("全会")):
            generic = False
        if is_thing(text, end):
            continue
        before, after = text[:left], text[end:]
        told = next((m for m in _TOLD.finditer(before) if not _DAY.search(before, m.end())), None)
        told = told or _MATTER.search(before) or _USUAL.search(before)
        told = told or (_WISHED.search(before) if _CARRIED_ON.search(before) else None)
        near = max(0, left - _NEAR)
        called = bool(_HELD_BEFORE.search(text, near, left))
        held = called or bool(_HELD_AFTER.match(after))
        taken_part = bool(_ATTENDED_BEFORE.search(text, near, left)) or bool(_AT_AFTER.match(after))
        place = _place(text, left, end) if held else ""
        found.append(
            EventMention(
                sentence.start + left,
                sentence.start + end,
                label,
                kind_of(label, head, after),
                generic,
                (held or taken_part) and not told,
                place,
                called and not told,
            )
        )
        floor = end
    for shown in _SHOWN.finditer(text) if "《" in text else ():
        if not any(shown.start() < e.end - sentence.start and e.start - sentence.start < shown.end() for e in found):
            at = sentence.start + shown.start("name")
            found.append(
                EventMention(
                    at,
                    sentence.start + shown.end(),
                    shown["name"] + "演出",
                    "other",
                    False,
                    True,
                    _place(text, shown.start(), shown.end()),
                )
            )
    quotes = "”" in text
    for told_of in _QUOTED_HELD.finditer(text) if quotes else ():
        if not any(
            told_of.start() < e.end - sentence.start and e.start - sentence.start < told_of.end("name") for e in found
        ):
            at = sentence.start + told_of.start("name")
            found.append(EventMention(at, sentence.start + told_of.end("name"), told_of["name"], "other", False, True))
    for unveiled in (*(_UNVEILED.finditer(text) if quotes else ()), *_OPENED.finditer(text)):
        if not any(
            unveiled.start() < e.end - sentence.start and e.start - sentence.start < unveiled.end() for e in found
        ):
            at = sentence.start + unveiled.start("name")
            found.append(
                EventMention(
                    at,
                    sentence.start + unveiled.end(),
                    unveiled["name"] + unveiled["act"] + "仪式",
                    "ceremony",
                    False,
                    True,
                )
            )
    return sorted(found, key=lambda event: event.start)


def _place(text: str, left: int, end: int) -> str:
    for window in (text[end : end + 45], text[max(0, left - 40) : left], text[end:]):
        match = _PLACE.search(window)
        if match and not re.search(r"[会活式]上$|上致辞|上讲话|上发言|期间$|前后$|方面$|下$|时$|中$", match.group(1)):
            return match.group(1).strip("“”了").removesuffix("主持")
    return ""


def day_of(dates: Sequence[DateMention], mention: EventMention, last_day: str) -> tuple[str, str]:
    """(date, last day) of an event among the dates of its sentence: the nearest before its name, else the first after
    it."""
    outside = [date for date in dates if not (mention.start <= date.start < mention.end) and (date.iso or date.same)]

    def iso(date: DateMention) -> str:
        return last_day if date.same and not date.iso else date.iso

    before = [date for date in outside if date.end <= mention.start and len(iso(date)) == 10]
    after = [date for date in outside if date.start >= mention.end and len(iso(date)) == 10]
    chosen = before[-1] if before else after[0] if after else None
    if chosen is None:
        coarse = [date for date in outside if iso(date) and date.end <= mention.start and len(iso(date)) == 7]
        chosen = coarse[-1] if coarse else None
    return (iso(chosen), chosen.until) if chosen else ("", "")
