"""How the name of an event reads: the word it ends in (推进会, 论坛, 仪式), the kind that this tells, and how far the
name reaches left, to the verb, date or comma before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.extract.anyof import any_of
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
# 文化节|筹备情况: what somebody looks into.
_TOPIC = re.compile("(?:的)?(?:开展|进展|筹备|实施|推进|准备)(?:工作)?情况")
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
# 举办|樱桃采摘周, 举行|百日宴会: what is held is an event by whatever name, if it ends like one.
_CALLED = re.compile(
    r"(?:召开|举行|举办|主办|承办|协办)(?:了|过)?(?P<name>[^，。；：、！？（）]{1,28}?)"
    r"(?P<head>会(?<![委社机协学商工总分教公行省都体金事合进究友善字]会)|展(?<![发开进拓施伸扩]展)|赛|班(?<![导上值下接领轮]班)"
    r"|节(?<![春佳环季情关细调时过礼名午秋宵庆阳明师女动童军士者年]节)|式(?<![正模方形样中新]式)|营(?<![经运民国私自联合]营)"
    r"|周(?<![一两每上本半]周)|学习(?<=(?:集中|专题)学习))(?=”?[，。；！？]|$)"
)
_CALLED_KINDS = {"会": "meeting", "式": "ceremony", "班": "training", "营": "training"}
# 中国人民政治协商会议 is a body that calls itself a conference.
_NOT_IN_CPPCC = "(?<!政治协商会)(?<!政治协商会议)"
_NOT_AFTER = r"(?![长员室厅徽馆费期]|会(?![上后前场期])|(?<=会)议|见面|组成|精神|主义|常务委员会|常委会|主席团)"


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    """{word that ends an event's name: its kind}."""
    words = default_words()
    return {head: kind for kind in _KINDS for head in words[f"event_{kind}"]}


def find_heads(text: str) -> list[tuple[int, int]]:
    """Where the words stand that end the names of events, in order: those of the lists, and what is said to be held."""
    listed = [match.span() for match in _heads().finditer(text)]
    known = [start for start, _ in listed]
    held = [m for m in _CALLED.finditer(text) if not any(m.start("name") <= at < m.end("head") for at in known)]
    called = [match.span("head") for match in held]
    return sorted(listed + called)


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    """The words that end an event's name."""
    return re.compile(f"(?:{_NUMBERED}|{any_of(_kinds())}|{_FESTIVAL}){_NOT_IN_CPPCC}{_NOT_AFTER}")


@lru_cache(maxsize=1)
def cues() -> re.Pattern[str]:
    """What stands in every name of an event, or before one; all begin with a plain character, which is soon found."""
    return re.compile(
        f"{_NUMBERED}|{_FESTIVAL}|召开|举行|[举主承协]办|上演|首演|演出|放映|启用|揭牌|挂牌|开工|奠基|竣工|通车|投用|开馆|开园|“|"
        f"{any_of(_kinds())}"
    )


def left_edge(text: str, start: int, floor: int) -> int:
    """Where the name begins whose last word begins at ``start``; not before ``floor``."""
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
    for edge in _EDGE.finditer(window):
        inside = window.count("“", 0, edge.start()) > window.count("”", 0, edge.start()) or window.count(
            "《", 0, edge.start()
        ) > window.count("》", 0, edge.start())
        if not inside:
            last = edge.end()
    return at + last


def is_thing(text: str, end: int) -> bool:
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
    kind = _kinds().get(head) or (_CALLED_KINDS.get(head, "other") if len(head) == 1 else "meeting")
    if kind == "session" and not re.search(r"人大|政协|代表|党代会|全会|主席会议|主任会议", label):
        return "meeting"
    if re.search(r"论坛|研讨会|讲座", label):
        return "forum"
    if kind == "forum" and re.search(r"报告会|交流会|分享会", label):
        return "meeting" if "报告会" in label or "交流会" in label else kind
    if kind == "other" and re.match(r"[^，。]{0,8}启动", after):
        return "ceremony"
    return kind
