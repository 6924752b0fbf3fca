"""Programmes without quotation marks: 风貌区微更新, 教师分类评价改革, 西岸金融城、徐家汇中心等重大工程.

Such a name (``undertaking``) stands where a programme stands: as the object of 推进 or 落实, before 全面推进 or
正在建设, after 把 and before 落到实处, in 以…为契机, in the name of a meeting about it, in an account of its state.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.policynames import SIGN, PolicyMention, alternation
from kg.extract.undertaking import Undertakings
from kg.extract.words import Words

_CLAUSE = re.compile(r"[^，。；：！？\n]+")
# What may stand before a name in its phrase and is no part of it.
_LEAD = re.compile(
    r"(?:了|好|着|过|该[市区县局镇校院组织协会]{1,2}|一批|一系列|各项|本区|我区|本市|我市|我县|我旗|全区|全市|全县|全省|全旗|全州|关于|\d+[个条项处户所座]|"
    r"第\d+个|第[一二三四五六七八九十]+[期次]|(?:19|20)\d\d年度?(?=[\u3400-\u9fff])|[第前]?[一二三四]季度|[今去明]年(?:以来)?|[今明去当][春夏秋冬](?=[\u3400-\u9fff]{3})|全年|[上下]半年|下阶段|下一步){1,6}")
_BA = re.compile(
    r"(?:把|将)(?P<name>[^把将]{4,40}?)"
    r"(?:落到|落实|做实|抓实|抓好|办好|办扎实|做好|做成|打造|推向|推进|纳入|贯穿|融入|列为|列入|作为)")
_OCCASION = re.compile(
    r"(?:以|借助?|依托)(?P<name>.{4,30}?)"
    r"(?:为[总主]?(?:契机|抓手|载体|牵引|样板|突破口|依托|平台|主线|统领|引领)|的?东风|契机)")
_REPORT = re.compile(
    r"(?:关于|听取(?:和审议|并审议|、审议)?了(?![^，。；：\n]{0,12}关于))(?P<name>[^，。；：\n]{4,46}?)"
    r"(?:执行|编制|实施|落实|推进|开展|完成|建设|贯彻|进展)?(?:工作)?情况的?(?:工作)?(?:报告|汇报|说明)")
_MEETING = re.compile(
    r"(?:召开|举行|举办)了?(?P<name>[^，。；：]{4,36}?)"
    r"(?:收官|推进|动员|部署|调度|启动|专题|工作|总结|现场|座谈|培训|交流|协调|联席|誓师|表彰|领导小组){0,4}"
    r"(?:大?会议?|仪式|培训班|活动)(?!中心|室)")
# No phrase that names a programme goes on further, lists and words around the name included.
_LONGEST = 80

# 对23条小巷|实施雨污分流改造: works on some things that are counted, and no programme.
_DONE_TO = re.compile(r"对[^，。；]{0,12}\d+[余多]?[条个处栋座户家][^，。；]{1,14}$")


class ProgrammeFinder:
    """Finds programmes by the words around them."""

    def __init__(self, words: Words) -> None:
        carry, tend, sign = (alternation(words[name]) for name in ("carry", "tend", "sign"))
        aside, done = (alternation(words[name]) for name in ("aside", "done"))
        self._undertakings = Undertakings(words)
        self._verb = re.compile(f"(?P<carry>{carry})|(?P<tend>{tend})|(?P<sign>{sign})")
        self._opens = re.compile(alternation((*words["carry"], *words["tend"], *words["verb"])))
        # 加装电梯|全覆盖推进, 十项专项整治|也由街道开展, 四级应急响应|随即启动
        passive = "由[^，。；]{2,12}?(?:开展|牵头|实施|主办|承办|推进|负责)"
        self._topic = re.compile(
            f"(?P<name>[^，。；：！？\n]{{4,48}}?)"
            f"(?P<act>{aside}{{1,4}}(?:{done}|{passive})|{passive}|{alternation(words['over'])})")
        # One of these stands in every such act.
        self._act = re.compile(f"由|{alternation(words['done'])}|{alternation(words['over'])}")
        kinds = alternation((*words["head"], *words["wide"]))
        # A clause without any of these names no programme.
        ends = ("head", "wide", "whole", "agreement")
        self._kind = re.compile(alternation((*(word for name in ends for word in words[name]), "等")))
        self._account = re.compile(
            f"{alternation(words['account'])}了?(?P<name>[^，。；：]{{4,40}}?{kinds})的?(?:工作)?(?:推进|实施|落实|开展)?"
            "(?:情况|方案|进展|安排|怎么做|$)")
        # Each form with the words of which it begins with one.
        self._forms = (
            (_OCCASION, ("以", "借", "依托"), "implements"), (_BA, ("把", "将"), "implements"),
            (self._account, tuple(words["account"]), "accounts"), (_MEETING, ("召开", "举行", "举办"), "implements"))

    def find(self, text: str, shown: str) -> Iterator[PolicyMention]:
        """The programmes of a text; ``shown`` is the text with its quotations masked.

        Two may share characters: the one that comes first is the better.
        """
        for report in _REPORT.finditer(shown) if "情况" in shown else ():
            yield from self._emit(text, shown, *report.span("name"), "accounts", report.start(), "wide")
        kinds = [kind.start() for kind in self._kind.finditer(shown)]
        for clause in _CLAUSE.finditer(shown) if kinds else ():
            if bisect_left(kinds, clause.start()) == bisect_left(kinds, clause.end()):
                continue
            yield from self._around(text, shown, *clause.span())
            yield from self._objects(text, shown, *clause.span())

    def _around(self, text: str, shown: str, start: int, end: int) -> Iterator[PolicyMention]:
        """The programmes of a clause that forms around them tell."""
        clause = shown[start:end]
        for pattern, opening, act in self._forms:
            if any(word in clause for word in opening):
                for match in pattern.finditer(shown, start, end):
                    yield from self._emit(text, shown, *match.span("name"), act, match.start(), "wide")
        topic = self._topic.match(shown, start, end) if self._act.search(shown, start, end) else None
        if topic is not None:
            verb = self._opens.match(shown, start, end)
            begin = verb.end() if verb else start
            yield from self._emit(text, shown, begin, topic.end("name"), "implements", topic.start("act"), "wide")

    def _objects(self, text: str, shown: str, start: int, end: int) -> Iterator[PolicyMention]:
        """The programmes of a clause that are objects of its verbs; a verb inside a name is none."""
        position = start
        for verb in self._verb.finditer(shown, start, end):
            if verb.start() < position or _DONE_TO.search(shown, start, verb.start()):
                continue
            reach = "wide" if verb["carry"] else "paper" if verb["sign"] else "head"
            act = "issues" if verb["sign"] else "implements"
            for mention in self._emit(text, shown, verb.end(), end, act, verb.start(), reach):
                position = max(position, mention.end)
                yield mention

    def _emit(
        self, text: str, shown: str, start: int, end: int, act: str, cue: int, reach: str
    ) -> Iterator[PolicyMention]:
        """The programmes that the phrase [start, end) names, if it names one."""
        end = min(end, start + _LONGEST)
        lead = _LEAD.match(shown, start, end)
        start = lead.end() if lead else start
        if act == "accounts" and (verb := self._opens.match(shown, start, end)):
            start = verb.end()
        for lo, hi, names in self._undertakings.named(shown[start:end], reach):
            label = text[start + lo:start + hi]
            plain = () if SIGN in shown[start + lo:start + hi] else names
            yield PolicyMention(start + lo, start + hi, label, "programme", plain, "", act, cue)
