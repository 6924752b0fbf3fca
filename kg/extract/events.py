"""Events that a text names: meetings, forums, ceremonies, trainings, with their label, kind, day and place.

An event's name ends in a word like 推进会, 论坛 or 仪式 and reaches left to the verb, date or comma before it. It
counts as news when the text says that it was held (召开, 举行, 在…举办) or that people took part. Afterwards 会议, 论坛
or 活动 mean it again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.anyof import any_of
from kg.extract.dates import DateMention
from kg.extract.text import Sentence
from kg.extract.words import default_words

# The words at which an event's name cannot go on to the left.
_EDGE = re.compile(
    r"(?:参加|出席|列席|到会)并?指导了?|召开了?|举行了?|举办了?|开展了?|进行了?|(?:调研|督导|检查|督查|考察|视察|推进|部署|参与|关心|支持)(?=“)|出席了?|参加了?|列席了?|主持了?|组织召开|组织开展|迎来|承办|主办|协办|走进|"
    r"分别|首次|再次|接着|随后|继续|正式|如期|隆重|顺利|圆满|成功|紧急召开|"
    r"[上下中]午|晚上|(?<=\d)[日号](?:起|晚)?|(?<=[日天])晚|昨天|昨日|今天|今日|当天|当日|日前|近日|同日|同一天|"
    r"上周|本周|(?<![节假汛])期间|宣布|传达学习了?|学习贯彻|落实|贯彻|传达|根据|按照|通过|听取|听取了|为期[一二三四五六七八九十\d]+天的?|"
    r"在(?!线|职|编|建|外)|于(?!一)|由|(?<![结核校面针派])对(?!接|口|话|外|标|抗|决)|将|把|是|(?<!党)的|了|到(?!位)|从(?!严|业)|以(?!及|上|"
    r"下|来|旧)|并|也|还|又|就|这场|这次|本次|此次|该|一场|一次|一堂|一个|每次|各|们|赴|为(?!民|主|了?人)|被|让|"
    r"向(?!上|善)|会后|会前|于是|邀请|欢迎|应邀|等"
)
_PUNCTUATION = "，。；：！？\n、"
_LISTED = re.compile(r"(?:召开|举行|举办)了?(?P<items>[^，。；：“”]{2,20}、)$")
_HELD_BEFORE = re.compile(
    r"(?:主持召开|组织召开|紧急召开|召开|举行|举办|组织举办|开展|组织开展|迎来|承办|主办|开办|启动|接着是|紧接着是|作|"
    r"作了|上演|开设|组织|进行|参与承办|推出|接着召开|上了)(?:了|过|的)?(?:一场|一次|一堂|一期|首次|本年度|年度|今年|各|为期[一二三四五六七八九十\d]+[天周]的?)?$|"
    r"主讲(?:了|的)?(?:一场|一堂)?(?:的)?$"
)
_HELD_AFTER = re.compile(
    r"(?:[^，。；]{0,40}?|，[^，。；]{0,16}?)(?:召开|举行|举办|开幕|闭幕|启动|开班|拉开帷幕|开讲|开展(?=[，。])|落幕|启幕|揭幕|"
    r"收官|结束|开课|开锣|上演|如期而至|走进|结业|开赛|召集)"
)
_ATTENDED_BEFORE = re.compile(
    r"(?:(?:参加|出席|列席|到会)并?指导了?|出席了?|参加了?|列席了?|主持了?|观摩了?|出席的?|参与了?|见证了?)(?:[^，。；]{0,16}的)?$"
)
# No form of words right before an event's name is longer.
_NEAR = 30
_SHOWN = re.compile(r"(?:上演|首演|演出|放映)了?(?P<name>[^，。；“”]{0,10}《[^》]{2,20}》)")
# 文化节|筹备情况: what somebody looks into.
_TOPIC = re.compile("(?:的)?(?:开展|进展|筹备|实施|推进|准备)(?:工作)?情况")
# What a speaker asks for is not what took place.
_TOLD = re.compile(
    r"(?:要求|强调|指出|表示|希望|认为|提出|介绍|谈到|说)(?:说|道)?[，：]|^(?:要|一要|二要|三要|一是|二是|三是|"
    r"各级|各地)"
)
# 希望各级工会广泛开展|“…”劳动竞赛
_WISHED = re.compile("(?:希望|号召|呼吁|倡议)(?![^，。；]{0,4}会)")
_CARRIED_ON = re.compile("(?:开展|参与)(?:好|了)?$")
_DAY = re.compile(r"\d[日月]|昨天|昨日|当天|日前|近日")
_UNVEILED = re.compile(
    r"(?P<name>“[^”]{2,20}”)(?:在[^，。]{2,14})?(?:正式)?(?P<act>揭晓|揭牌|挂牌|授牌|开工|奠基|开馆|开园|通车|"
    r"竣工)(?:成立|启用|运行|投用)?(?=[，。])"
)
_OPENED = re.compile(
    r"(?:^|(?<=[，。；日午晚天]))(?P<name>[\u4e00-\u9fff]{3,20}?(?:中心|基地|站|馆|学院|工作室|法庭|公园|广场|大桥|公路|工程|项目))"
    r"(?:正式|全线|顺利|集中|建成)?(?P<act>启用|揭牌|挂牌|开工|奠基|竣工|通车|投用|开馆|开园|竣工通车|建成通车)(?:仪式)?(?=[，。])"
)
_QUOTED_HELD = re.compile(
    r"(?P<name>“[^”，。]{2,20}”)[^，。；”]{0,10}?"
    r"(?:开讲|举行|开幕|启幕|收官(?!战|之)|落幕|开赛|开班)"
)
_VAGUE = re.compile(r"^(?:相关|有关|系列|各类|主要|上述|本次|此次|这次|全部|各项|整个|当天|当日|本届|此届)+")
_SEVERAL = re.compile("[两二三四五六七八九十]+[次场](?=全体|会|大会|座谈|讨论)")
_ISSUE = re.compile(r"(?:第[一二三四五六七八九十百零\d]+[期届次批]|首[期届次批]|(?:19|20)\d\d年?(?:度)?)$")
_AT_AFTER = re.compile(r"(?:上|中|期间|现场|之前|前|会场|后|结束|开始|由|的主持)")
_PLACE = re.compile(
    r"(?:在|地点在|假座|走进|课堂设在|地点选在|放在|设在|地点为)([^，。；、]{2,24}?)(?:隆重|正式|顺利|成功|召开|"
    r"举行|举办|开幕|启动|拉开帷幕|开班|开讲|$|，|。|举办)"
)
_ROUND = re.compile(r"^第?[一二三四五六七八九十百零\d]+[次届期批]")


_VARIES = re.compile(
    r"[“”《》（）()\s]|全市|全区|全县|全旗|我市|我区|我县|我旗|[市区县旗](?=四|五|六|七|八|九|十|一|二|三)"
)
_KINDS = ("session", "forum", "training", "ceremony", "signing", "reception", "meeting", "other")
# 第四十一次会议 ends a name by its number; 大会|堂, 会议|精神 and 活动|中心 end none.
_NUMBERED = (
    r"第[一二三四五六七八九十百零\d]{1,5}次(?:（扩大）)?"
    r"(?:全体|常委会|常务委员会|主席|主任|党组)?(?:（扩大）)?(?:会议|全会)"
)
# 塘栖枇杷节|在塘北村开幕, but no 春节 and no 环节.
_FESTIVAL = (
    r"节(?<![春佳环季情关细调时过礼名].)(?=(?:将?于?(?:\d{1,2}月)?\d{1,2}日|昨天|今天)?(?:在[^，。；]{2,16}?)?(?:隆重|盛大|正式)?"
    r"(?:开幕|启幕|开节|举行|举办|闭幕|落幕))"
)
# 中国人民政治协商会议 is a body that calls itself a conference.
_NOT_IN_CPPCC = "(?<!政治协商会)(?<!政治协商会议)"
_NOT_AFTER = r"(?![长员室厅徽馆费期]|(?<=会)议|见面|组成|精神|主义|常务委员会|常委会|主席团)"


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    """{word that ends an event's name: its kind}."""
    words = default_words()
    return {head: kind for kind in _KINDS for head in words[f"event_{kind}"]}


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    return re.compile(f"(?:{_NUMBERED}|{any_of(_kinds())}|{_FESTIVAL}){_NOT_IN_CPPCC}{_NOT_AFTER}")


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    """What stands in every name of an event, or before one; all begin with a plain character, which is soon found."""
    return re.compile(f"{_NUMBERED}|{_FESTIVAL}|上演|首演|演出|放映|“|{any_of(_kinds())}")


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
    return {starts[bisect_right(starts, cue.start()) - 1] for cue in _cues().finditer(text)} if starts else set()


def find_events(sentence: Sentence, blocked: Sequence[tuple[int, int]]) -> list[EventMention]:
    """The events that one sentence names, with offsets into the whole text."""
    text = sentence.text
    found: list[EventMention] = []
    floor = 0
    for match in _heads().finditer(text):
        start, end = match.start(), match.end()
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
        if found and start == floor and match.group().startswith("第"):
            # 霍尔果斯市第一届人民代表大会|第一次会议 is one name.
            start = found.pop().start - sentence.start
            left = start
        else:
            left = _left_edge(text, start, floor)
        if found and text.startswith("暨", floor) and left <= floor + 1:
            # 第二次全体会议|暨全旗经济工作会议
            left = found.pop().start - sentence.start
        label = text[left:end].strip(" 了“" if text[left:end].count("“") > text[left:end].count("”") else " 了")
        left = text.find(label, left, end)
        if label.startswith("“") and (numbered := _ISSUE.search(text[:left])) and numbered.start() >= floor:
            left = numbered.start()
            label = text[left : left + len(numbered.group())] + label
        bare = _VAGUE.sub("", label.strip("“”"))
        # 分别主持两次全体会议: several of one.
        generic = bare in _again() or bare == match.group() or bool(_SEVERAL.match(bare))
        if label.startswith("第") and _ROUND.fullmatch(label.removesuffix("会议").removesuffix("全会")):
            generic = False
        if _is_thing(text, end):
            continue
        before, after = text[:left], text[end:]
        told = next((m for m in _TOLD.finditer(before) if not _DAY.search(before, m.end())), None)
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
                kind_of(label, match.group(), after),
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


def _left_edge(text: str, start: int, floor: int) -> int:
    at = start
    depth = 0
    while at > floor:
        char = text[at - 1]
        if char in "”》）":
            depth += 1
        elif char in "“《（":
            if depth == 0:
                if char == "“":
                    at -= 1
                break
            depth -= 1
        elif depth == 0 and char in _PUNCTUATION:
            # 、 joins parts of one name (区、镇两级人大换届) only in short lists before a common head; taken as an
            # edge.
            break
        at -= 1
    if text[at - 1 : at] == "、" and (listed := _LISTED.search(text, max(floor, at - 28), at)):
        # 召开|各民主党派、工商联负责人座谈会
        at = listed.start("items")
    window = text[at:start]
    last = 0
    depth = 0
    for edge in _EDGE.finditer(window):
        inside = window.count("“", 0, edge.start()) > window.count("”", 0, edge.start()) or window.count(
            "《", 0, edge.start()
        ) > window.count("》", 0, edge.start())
        if not inside:
            last = edge.end()
    return at + last


def _is_thing(text: str, end: int) -> bool:
    """Whether the word is no event here: 会议精神, 活动中心, 大会堂, 培训基地."""
    return bool(_TOPIC.match(text, end)) or (bool(
        re.match(
            r"精神|中心(?!组)|堂|基地|机制|制度|体系|方案|通知|指出|认为|强调|要求(?!，)|室|厅|材料|平台|品牌|"
            r"部署精神|纪要|代表团|载体|空间|计划|能力|保障|任务|服务(?!活动)",
            text[end : end + 4],
        )
    ) and not re.match(r"指出|认为|强调|要求", text[end : end + 2]))


def kind_of(label: str, head: str, after: str = "") -> str:
    """The kind of event that a name tells."""
    if re.search(r"签约|签署|签字", label):
        return "signing"
    if re.search(
        r"人大|人民代表|政协|党代会|全会|常委会.*第.*次|委员会第.*次(?:全体)?会议|代表大会|常委（扩大）|"
        r"届[一二三四五六七八九十]+次",
        label,
    ) and not re.search(r"座谈|推进|动员|部署|工作会议|视察|调研|领导小组|外事工作委员会|仪式", label):
        return "session"
    kind = "other" if head == "节" else _kinds().get(head, "")
    if not kind:
        return "meeting"
    if kind == "session" and not re.search(r"人大|政协|代表|党代会|全会|主席会议|主任会议", label):
        return "meeting"
    if re.search(r"论坛|研讨会|讲座", label):
        return "forum"
    if kind == "forum" and re.search(r"报告会|交流会|分享会", label):
        return "meeting" if "报告会" in label or "交流会" in label else kind
    if kind == "other" and re.match(r"[^，。]{0,8}启动", after):
        return "ceremony"
    return kind


def _place(text: str, left: int, end: int) -> str:
    for window in (text[end : end + 45], text[max(0, left - 40) : left], text[end:]):
        match = _PLACE.search(window)
        if match and not re.search(r"[会活]上$|期间$|前后$|方面$|下$|时$|中$", match.group(1)):
            return match.group(1).strip("“”了").removesuffix("主持")
    return ""


def same_event(a: str, b: str) -> bool:
    """Whether two names of one article mean one event: equal, one inside the other, or nearly the same characters."""
    (x, pairs_x), (y, pairs_y) = _pairs(a), _pairs(b)
    if not x or not y:
        return False
    if x in y or y in x:
        return True
    return 2 * len(pairs_x & pairs_y) / max(1, len(pairs_x) + len(pairs_y)) >= 0.6


# Each name is compared with all events that the article has named before.
@lru_cache(maxsize=4096)
def _pairs(name: str) -> tuple[str, frozenset[str]]:
    """A name without what varies from mention to mention, and its pairs of neighbouring characters."""
    bare = _VARIES.sub("", name)
    return bare, frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


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
