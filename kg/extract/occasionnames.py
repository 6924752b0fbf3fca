"""What an event is called: as a text names it with what its sentence adds, and where it has no name, by the headline or
by who does what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.agenda import Agenda
from kg.extract.dates import DateMention
from kg.extract.events import EventMention
from kg.extract.figures import Figure, FigureFinder
from kg.extract.matching import Match
from kg.extract.reading import Reading
from kg.extract.text import Sentence

_ORDINAL_START = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+次|全体会议|常务会议|党组会议|学习（扩大）会|学习会|主任会议|主席会议|"
    r"理论学习中心组|中心组|（扩大）会议|扩大会议)"
)
_HELD = re.compile(r"(?:召开|举行|举办)(?:了)?$")
_HELD_WORD = re.compile("(?:召开|举行|举办|开展|出席|参加|主持)(?:了|全[省市区县旗州])?")
_FOR = re.compile(r"为([^，。；]{2,24}?)(?:召开|举行|举办)(?:了)?$")
_DELEGATIONS = re.compile(r"(?:^|(?<=[，。；：、的率]))[\u4e00-\u9fff]{2,14}(?:代表团|考察团|访问团|客商团)")
_MET_THEM = re.compile("(?:会见|会谈|接见|会晤)了?(?:代表团|考察团|访问团)")
# 会见了客人，|外侨办主任某某参加: whom the words do not name.
_MET_GUESTS = re.compile(
    "(?:会见|会谈|接见|会晤)了?(?:到访|来访)?的?(?:客人|来宾|客商|代表团|考察团|访问团)[^，。；]{0,6}[，。；]"
)
# What a clause holds beside the body that meets: 我市|隆重|召开第五次….
_IN_CLAUSE = re.compile(
    "上午|下午|晚上?|凌晨|昨天|今天|再次|又|接着|联合|共同|还|也|随后|随即|会后|隆重|胜利|顺利|正式|如期|成功|"
    "^[我本全][省市区县旗州盟镇乡]"
)
_WENT_TO = re.compile(r"(?:来到|赶到|前往|深入|走进|赴|到)(?P<place>[^，。；、到了]{2,16})$")
# A label no longer than this is read at a glance.
_LONG = 30
_CUT = re.compile(r"[，。；！？\n：]")
_VERB_IN_HEADLINE = re.compile(r"会见|会谈|调研|检查|慰问|走访|考察|督导|督查|视察|察看|到访|访问|巡[查河湖林]")
_HELD_THING = re.compile("(?:举办|举行|召开|主办|开展|组织)了?(?:今年)?(?:首|一)?[场次期]?(?P<name>[^，。；]{2,30})$")


class OccasionNames:
    """Names the events of one article; ``agenda`` holds those told so far."""

    def __init__(self, reading: Reading, figures: FigureFinder, agenda: Agenda) -> None:
        self._reading = reading
        self._figures = figures
        self._agenda = agenda
        # Whom the words 客人 or 代表团 mean in the reception named last.
        self.guest = ""

    def of_visit(
        self,
        match: Match,
        span: tuple[int, int],
        figures: Sequence[Figure],
        sentence: Sentence,
        dates: Sequence[DateMention],
        kind: str,
    ) -> str:
        """What an event without a name is called: the headline's line that tells it, else who does what."""
        text = self._reading.text
        first, last = figures[match.first], figures[match.slots["subj"][-1]]
        end = next((m.start() for m in _CUT.finditer(text, last.end, sentence.end)), sentence.end)
        done = re.sub(r"^(?:等|一行|，)+", "", text[last.end : max(end, min(span[1], sentence.end))])
        if "，" in done:
            # 到机场、车站，|检查春运工作: what is done there tells more than the way.
            stop = next((m.start() for m in _CUT.finditer(text, span[1] - 1, sentence.end)), sentence.end)
            way, _, done = text[last.end : stop].rpartition("，")
            if (went := _WENT_TO.search(way)) and went["place"] not in done and len(went["place"] + done) < _LONG:
                # 带着问题来到园区，|开展专题调研
                done = f"到{went['place']}{done}"
        for date in dates:
            done = done.replace(text[date.start : date.end], "")
        done = done.strip("，。；：、 \n")
        if kind == "signing":
            document = re.search(r"《[^》]+》", text[span[0] : sentence.end])
            return (document.group() if document else done[:_LONG].lstrip("签署订下约")) + "签约"
        label = self._headline_label(first.name, kind) if first.name else ""
        if not label and kind == "reception":
            # 会见了代表团一行: as the text called the guests before.
            met = _DELEGATIONS.findall(text[: span[1]]) if _MET_THEM.search(text, span[0], span[1] + 12) else []
            if met:
                return f"{first.name}会见{met[-1]}"
            if guest := self._guest(match, figures, span[0]):
                self.guest = guest
                return f"{first.name}会见{guest}一行"
        return label or (first.name or text[first.start : first.end]) + done[:_LONG]

    def _guest(self, match: Match, figures: Sequence[Figure], at: int) -> str:
        """Who is met where the words say 客人 or 代表团 alone: one named with it, else who came before."""
        also = match.slots.get("also")
        if also and not _MET_GUESTS.search(self._reading.text, at, figures[also[0]].start):
            return figures[also[0]].name
        came = self._agenda.last({"inspection"})
        people = self._figures.people if came is not None else ()
        return next((p.name for p in people if p.end <= at and came is not None and p.name in came.label), "")

    def visit_in_headline(self, name: str) -> str:
        """The line of the headline that tells of somebody's visit, "" if none does."""
        return self._headline_label(name, "inspection") if name else ""

    def _headline_label(self, name: str, kind: str) -> str:
        """The line of the headline that tells this visit: 周玉龙检查指导疫情防控工作."""
        for line in self._reading.headline.split(" "):
            if kind == "meeting" and "代表团" in line:
                # 武文罡参加宁陕等代表团审议
                return line
            if (
                name in line
                and _VERB_IN_HEADLINE.search(line)
                and ("会见" in line or "会谈" in line) == (kind == "reception")
            ):
                return line
        return ""

    def of_mention(self, sentence: Sentence, mention: EventMention, dates: Sequence[DateMention]) -> str:
        """The event's name with what the sentence gives it: the body that holds 第三次会议, the cause of a 推进大会."""
        text = self._reading.text
        before = text[sentence.start : mention.start]
        if mention.generic and (cause := _FOR.search(before)):
            return cause.group(1) + mention.label
        held = _HELD.search(before, max(0, len(before) - 3))
        if held and (mention.generic or _ORDINAL_START.match(mention.label)):
            clause = re.split(r"[，；：]", before[: held.start()])[-1]
            at = mention.start - len(before) + len(before[: held.start()]) - len(clause)
            for date in dates:
                if at <= date.start and date.end <= mention.start:
                    clause = clause.replace(text[date.start : date.end], "")
            clause = _IN_CLAUSE.sub("", clause).strip()
            if 2 <= len(clause) <= 24 and not any(
                p.start < mention.start and text[p.start : p.end] in clause
                for p in self._figures.people_of(sentence)
            ):
                return clause + mention.label
        return self._of_headline(mention.label) if mention.generic else mention.label

    def _of_headline(self, label: str) -> str:
        """A bare name (座谈会) as the headline has it in full: 流动人口服务中心一周年座谈会."""
        if len(label) < 3 or any(occasion.label.endswith(label) for occasion in self._agenda.occasions):
            return label
        for line in self._reading.headline.split(" "):
            if found := re.search(rf"(?P<whole>[^，：；！？]{{2,24}}?{re.escape(label)})(?![室厅上])", line):
                return _HELD_WORD.split(found["whole"])[-1]
        return label

    def of_unnamed(self, match: Match, span: tuple[int, int], sentence: Sentence) -> str:
        """What is held (农牧民夜校), else the longest line of the headline, else the words that tell it."""
        text = self._reading.text
        stop = next((m.start() for m in _CUT.finditer(text, span[1], sentence.end)), sentence.end)
        held = _HELD_THING.search(text, span[0], stop) if match.rule.relation == "organizes" else None
        return held["name"] if held else max(self._reading.headline.split(" "), key=len) or text[span[0] : stop][:_LONG]
