"""Which event a sentence tells of: the ones it names, the visit or signature it is, or the one that is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.extract.agenda import Agenda, Occasion
from kg.extract.dates import DateMention
from kg.extract.eventnames import kind_of
from kg.extract.events import EventMention, day_of, eventful, find_events
from kg.extract.figures import Figure, FigureFinder
from kg.extract.matching import Match
from kg.extract.mentions import BodyMention
from kg.extract.reading import Reading
from kg.extract.text import Sentence, by_sentence, touching

_ORDINAL_START = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+次|全体会议|常务会议|党组会议|学习（扩大）会|学习会|主任会议|主席会议|"
    r"理论学习中心组|中心组|（扩大）会议|扩大会议)"
)
_HELD = re.compile(r"(?:召开|举行|举办)(?:了)?$")
_ITEM = re.compile(r"[●○▲△■□◆◇★☆]")
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
# A label no longer than this is read at a glance.
_LONG = 30
_BEFORE = re.compile("[底初中之以]?前(?![往来后])")
_CUT = re.compile(r"[，。；！？\n：]")
_VERB_IN_HEADLINE = re.compile(r"会见|会谈|调研|检查|慰问|走访|考察|督导|督查|视察|察看|到访|访问|巡查")


# What kind of event somebody takes part in, where the words say it.
_OF_KIND = re.compile(
    r"(?:参加|陪同|随同|一同|一道)(?:了)?(?:上述)?(?P<kind>调研|检查|督导|督查|慰问|走访|考察|视察|会见)(?!座谈|会议|组|活动|汇报)"
)
_VISITS = ("走访慰问", "慰问", "走访", "调研", "督导", "检查", "考察", "督查", "视察")
# 会前, 表决结束后, 会见后: what follows is told of the same day.
_IN_COURSE = re.compile(
    r"(?:会[前后]|随后|接着|(?:会议|表决|会见|会谈|仪式|活动|座谈|签约|调研)(?:结束)?[前后]|"
    r"(?:会议|论坛|活动|仪式|大会)期间)"
)


def _is_deadline(text: str, date: DateMention) -> bool:
    """Whether a day is one before which something must be done, or up to which one counts: 5月20日|前, 截至|6月底."""
    return bool(_BEFORE.match(text, date.end)) or text.endswith(("截至", "截止", "截止到", "截至到"), 0, date.start)


def _by_another(occasion: Occasion, name: str, people: Sequence[Figure]) -> bool:
    """Whether a visit is named after somebody else (顾维铭走访慰问高龄老人): who visits elsewhere is on another."""
    return name not in occasion.label and any(
        person.name and occasion.label.startswith(person.name) for person in people
    )


class Told(NamedTuple):
    """What a sentence tells of events: its mentions of them, and by where these begin the events, None for a mention of
    none that was held; ``made``: those that matches made, by where the match begins."""

    sentence: Sentence
    dates: Sequence[DateMention]
    mentions: Sequence[EventMention]
    named: dict[int, Occasion | None]
    made: dict[int, Occasion]


class OccasionFinder:
    """The events of one article, read sentence by sentence in order."""

    def __init__(self, reading: Reading, figures: FigureFinder) -> None:
        self.agenda = Agenda()
        self._reading = reading
        self._figures = figures
        days = [date for date in reading.dates if not _is_deadline(reading.text, date)]
        self._dates_in = by_sentence(reading.sentences, days)
        self._eventful = eventful(reading.text, reading.sentences)
        self._last_day = ""
        # The paragraph that told it.
        self._day_in = -1
        # Whom the words 客人 or 代表团 mean in the reception made last.
        self.guest = ""

    def told(self, sentence: Sentence) -> Told:
        """The events that a sentence names; they are in the agenda from then on."""
        if _ITEM.match(sentence.text):
            # ▲…: each item of a list tells of its own.
            self.agenda.current, self._last_day = None, ""
        elif sentence.text.startswith(("又讯", "另讯", "另据")):
            # Other news of the same days.
            self.agenda.current = None
        dates = self._dates_in.get(sentence.start, [])
        mentions = self._mentions(sentence) if sentence.start in self._eventful else []
        named: dict[int, Occasion | None] = {}
        for mention in mentions:
            day, until = day_of(dates, mention, self._last_day)
            label = self._label(sentence, mention, dates)
            if label != mention.label and (kind := kind_of(label, "")) in ("session", "signing"):
                # 第四十一次会议 is a session once the body that holds it is known.
                mention = mention._replace(kind=kind)
            named[mention.start] = self.agenda.named(
                mention, label, day or self._carried(mention, sentence), until, sentence.paragraph
            )
        return Told(sentence, dates, mentions, named, {})

    def passed(self, told: Told) -> None:
        """The sentence is read: its last day is the one at hand."""
        for date in told.dates:
            if len(date.iso) == 10:
                self._last_day, self._day_in = date.iso, told.sentence.paragraph

    def _mentions(self, sentence: Sentence) -> list[EventMention]:
        people, bodies = self._figures.people_of(sentence), self._figures.bodies_of(sentence)
        taken = [(p.start, p.end) for p in people]
        taken += [(b.start, b.end) for b in bodies]
        cited = touching(self._reading.cited, sentence.start, sentence.end)
        return [
            self._without_owner(e, bodies)
            for e in find_events(sentence, [*cited, *((p.start, p.end) for p in people)])
            if not any(lo < e.end < hi or (e.start < lo < e.end < hi) for lo, hi in taken)
            and not any(p.start < e.end and e.start < p.end for p in people)
        ]

    def _without_owner(self, event: EventMention, bodies: Iterable[BodyMention]) -> EventMention:
        """区总工会|“夏送清凉”慰问活动: the body before a name in quotation marks is its owner, no part of it."""
        for body in bodies:
            if body.start == event.start and self._reading.text.startswith("“", body.end) and body.end < event.end:
                return event._replace(start=body.end, label=event.label[body.end - event.start :])
        return event

    def of(self, match: Match, span: tuple[int, int], figures: Sequence[Figure], told: Told) -> Occasion | None:
        """The event that a match, which reaches over ``span``, tells of; None where the article has none at hand."""
        found = self._of(match, span, figures, told)
        if found is None and match.rule.relation == "signs":
            # An article that tells of a signature alone.
            return self._new(match, span, figures, told)
        return found

    def _of(self, match: Match, span: tuple[int, int], figures: Sequence[Figure], told: Told) -> Occasion | None:
        occasions, made = told.named, told.made
        if match.rule.event == "new":
            return self._new(match, span, figures, told)
        named = [figures[i].start for i in match.slots.get("obj", ())]
        if named:
            return occasions.get(named[0])
        if kind := _OF_KIND.search(self._reading.text, span[0], span[1] + 2):
            # 市领导黄丽华、罗凯|参加调研, said after the symposium at its end.
            current = self.agenda.current
            told_of = self.agenda.last({"reception" if kind["kind"] == "会见" else "inspection"})
            # 陪同考察 is of no fair that was told of last.
            fits = current is not None and (current.kind == "other" or kind["kind"] in current.label)
            return told_of or (current if fits else None)
        known = [(start, occasions[start]) for start in sorted(occasions) if occasions[start] is not None]
        inside = [occasion for start, occasion in known if span[0] <= start < span[1]]
        if inside:
            return inside[-1] if match.rule.relation != "speaks" else inside[0]
        before = [occasion for start, occasion in known if start < span[0]]
        later_made = [occasion for at, occasion in sorted(made.items()) if at <= span[0]]
        if later_made:
            return later_made[-1]
        if before:
            return before[-1]
        after = [occasion for start, occasion in known if start >= span[1]]
        if after and not self.agenda.occasions[:-1]:
            return after[0]
        return self.agenda.current

    def _new(self, match: Match, span: tuple[int, int], figures: Sequence[Figure], told: Told) -> Occasion:
        """The event that a visit or a signature is, where no name of it stands in the text."""
        sentence, made, dates = told.sentence, told.made, told.dates
        if span[0] in made:
            return made[span[0]]
        if joined := [one for at, one in made.items() if span[0] <= at < span[1] and one.kind == "inspection"]:
            # 院长某某带领|庭长某某到法庭调研: one visit, whoever of them is read first.
            return joined[0]
        kind = {"reception": "reception", "signs": "signing"}.get(match.rule.id.split(".")[0], "inspection")
        first = figures[match.slots["subj"][0]]
        text = self._reading.text
        who = first.name or text[first.start : first.end]
        mention = EventMention(span[0], span[1], "", kind, False, True)
        day, until = day_of(dates, mention, self._last_day)
        inner = [d for d in dates if span[0] <= d.start < span[1] and (len(d.iso) == 10 or d.same)]
        if inner:
            day, until = inner[0].iso or self._last_day, inner[0].until
        # The day of an event told before, or of the paragraph: 11月1日零时，登记的时刻到了。区长来到步行街看望普查员。
        day = day or (self._last_day if self.agenda.occasions or self._day_in == sentence.paragraph else "")
        at_hand = self.agenda.current
        if (
            at_hand is not None
            and kind == "inspection"
            and at_hand.kind != "reception"
            and ("陪同" in text[span[0] : span[1]] or not _by_another(at_hand, who, self._figures.people))
            and any(word in at_hand.label and word in text[span[0] : span[1]] for word in _VISITS)
        ):
            # 开展“七一”走访慰问活动 …分别走访慰问了困难党员: the visits are the event named before.
            return at_hand
        for occasion in self.agenda.occasions:
            if (
                occasion.kind == kind
                and (who in occasion.label or who in occasion.people)
                and occasion.on(day)
            ):
                # The same visit told on: it stays at hand.
                self.agenda.current = occasion
                return occasion
        label = self._label_of_visit(match, span, figures, told, kind)
        occasion = self.agenda.add(label, kind, day, until, "", span[0], span[1], sentence.paragraph)
        made[span[0]] = occasion
        return occasion

    def _label_of_visit(
        self, match: Match, span: tuple[int, int], figures: Sequence[Figure], told: Told, kind: str
    ) -> str:
        """What an event without a name is called: the headline's line that tells it, else who does what."""
        text, sentence = self._reading.text, told.sentence
        first, last = figures[match.slots["subj"][0]], figures[match.slots["subj"][-1]]
        end = next((m.start() for m in _CUT.finditer(text, last.end, sentence.end)), sentence.end)
        done = re.sub(r"^(?:等|一行|，)+", "", text[last.end : max(end, min(span[1], sentence.end))])
        if "，" in done:
            # 到机场、车站，|检查春运工作: what is done there tells more than the way.
            stop = next((m.start() for m in _CUT.finditer(text, span[1] - 1, sentence.end)), sentence.end)
            done = text[last.end : stop].rsplit("，", 1)[-1]
        for date in told.dates:
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
        came = self.agenda.last({"inspection"})
        people = self._figures.people if came is not None else ()
        return next((p.name for p in people if p.end <= at and came is not None and p.name in came.label), "")

    def _headline_label(self, name: str, kind: str) -> str:
        """The line of the headline that tells this visit: 周玉龙检查指导疫情防控工作."""
        for line in self._reading.headline.split(" "):
            if (
                name in line
                and _VERB_IN_HEADLINE.search(line)
                and ("会见" in line or "会谈" in line) == (kind == "reception")
            ):
                return line
        return ""

    def _label(self, sentence: Sentence, mention: EventMention, dates: Sequence[DateMention]) -> str:
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
        if len(label) < 3 or any(occasion.label.endswith(label) for occasion in self.agenda.occasions):
            return label
        for line in self._reading.headline.split(" "):
            if found := re.search(rf"(?P<whole>[^，：；！？]{{2,24}}?{re.escape(label)})(?![室厅上])", line):
                return _HELD_WORD.split(found["whole"])[-1]
        return label

    def _carried(self, mention: EventMention, sentence: Sentence) -> str:
        """The day at hand, for an event of the same paragraph that gives none."""
        if mention.held and _IN_COURSE.match(sentence.text):
            return self._last_day
        if mention.held and self.agenda.current is None:
            # The first event of an article that told its day before.
            return self._last_day
        if mention.generic and mention.kind not in ("training", "forum", "signing"):
            return ""
        return (
            self._last_day
            if self.agenda.current is None or mention.generic or mention.kind in ("training", "forum")
            else ""
        )
