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
from kg.extract.occasionnames import OccasionNames
from kg.extract.reading import Reading
from kg.extract.text import Sentence, by_sentence, touching

# 参加工作, 承办单位, 带队外出多年: nothing that took place.
_NO_OCCASION = re.compile(
    "参加(?:革命|工作|高考|考试|选举|培训|过|了[^，。；]{0,6}(?:队|组织|协会))|单位|每[周月年天]|去年|前年|多年|常年"
)
_SPOKEN = re.compile("强调|指出|要求|表示|认为|希望|说[，：]|“[^”]*$")
_ITEM = re.compile(r"[●○▲△■□◆◇★☆]")
# No quotation is longer, in characters.
_QUOTE = 120
_BEFORE = re.compile("[底初中之以]?前(?![往来后])")
# 仪式前，|县政府与…签订协议
_BESIDE = re.compile("(?:仪式|活动|会议|会)(?:结束)?[前后]，")
# What a match makes that is an event itself, by the first word of its rule.
_KIND_OF_RULE = {"reception": "reception", "signs": "signing", "meeting": "meeting"}


# What kind of event somebody takes part in, where the words say it.
_OF_KIND = re.compile(
    r"(?:参加|陪同|随同|一同|一道)(?:了)?(?:上述)?(?P<kind>调研|检查|督导|督查|慰问|走访|考察|视察|会见)(?!座谈|会议|组|活动|汇报)"
)
_VISITS = ("走访慰问", "慰问", "走访", "调研", "督导", "检查", "考察", "督查", "视察")
# 会前, 表决结束后, 会见后: what follows is told of the same day.
_ON_THE_WAY = re.compile("(?:来|到|赴|前往|走进)[^。；]{2,24}?(?:考察|调研|视察|访问)")
_IN_COURSE = re.compile(
    r"(?:会[前后]|在?随后|接着|(?:会议|表决|会见|会谈|仪式|活动|座谈|签约|调研|考察|视察|检查|参观|走访|慰问)(?:结束)?[前后]|"
    r"(?:会议|论坛|活动|仪式|大会)期间)"
)


def _is_deadline(text: str, date: DateMention) -> bool:
    """Whether a day is one before which something must be done, or up to which one counts: 5月20日|前, 截至|6月底."""
    return bool(_BEFORE.match(text, date.end)) or text.endswith(("截至", "截止", "截止到", "截至到"), 0, date.start)


def _is_quoted(text: str, date: DateMention) -> bool:
    """Whether 今天 or the like is somebody's word and not the paper's: “从今天起要改。”"""
    opened = text.rfind("“", 0, date.start)
    return text[date.start] in "今昨明" and opened > text.rfind("”", 0, date.start) and date.start - opened < _QUOTE


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
        days = [d for d in reading.dates if not (_is_deadline(reading.text, d) or _is_quoted(reading.text, d))]
        self._dates_in = by_sentence(reading.sentences, days)
        self._eventful = eventful(reading.text, reading.sentences)
        self._last_day = ""
        # The paragraph that told it.
        self._day_in = -1
        # The events that no word names.
        self._without_name: set[str] = set()
        self._names = OccasionNames(reading, figures, self.agenda)

    def take_guest(self) -> str:
        """Whom the words 客人 or 代表团 meant in the reception made last; told once."""
        guest, self._names.guest = self._names.guest, ""
        return guest

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
            if (
                mention.generic
                and mention.label.endswith("活动")
                and self.agenda.current is None
                and _ON_THE_WAY.search(sentence.text, 0, mention.start - sentence.start)
            ):
                # 代表团来我县考察调研，参加|活动|的有…: what the visit is, which the rules make of the same sentence.
                named[mention.start] = None
                continue
            label = self._names.of_mention(sentence, mention, dates)
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

    def may_be(self, match: Match, figures: Sequence[Figure]) -> bool:
        """Whether a match counts in this article: 区长以“四不两直”的方式走进几家窗口单位 is a visit where the headline
        says so."""
        told = match.rule.event != "headline" or self._names.visit_in_headline(figures[match.first].name)
        return bool(told)

    def of(self, match: Match, span: tuple[int, int], figures: Sequence[Figure], told: Told) -> Occasion | None:
        """The event that a match, which reaches over ``span``, tells of; None where the article has none at hand."""
        found = self._of(match, span, figures, told)
        if found is None and match.rule.relation == "signs":
            # An article that tells of a signature alone.
            return self._new(match, span, figures, told)
        if (found is None or self._other_item(told)) and self._implies(match, span, told):
            return self._unnamed(match, span, figures, told)
        return found

    def _implies(self, match: Match, span: tuple[int, int], told: Told) -> bool:
        """Whether something took place by what was done there (揭牌, 陪同, 主持), though no word names it: on a day, in
        an article that tells of nothing else."""
        text, sentence = self._reading.text, told.sentence
        return (
            match.rule.relation in ("attends", "chairs", "organizes")
            and (not self.agenda.occasions or self._other_item(told))
            and not any(occasion is not None for occasion in told.named.values())
            and (any(len(date.iso) == 10 or date.same for date in told.dates) or bool(self._last_day))
            and not _NO_OCCASION.search(text, span[0], span[1] + 6)
            and not _SPOKEN.search(text, sentence.start, span[1])
        )

    def _other_item(self, told: Told) -> bool:
        """Whether the event at hand has no name either, and a paragraph further on tells of another day."""
        current = self.agenda.current
        return current is not None and current.label in self._without_name and (
            current.paragraph < told.sentence.paragraph == self._day_in and self._last_day != current.date
        )

    def _unnamed(self, match: Match, span: tuple[int, int], figures: Sequence[Figure], told: Told) -> Occasion:
        """The event that is told without a name: called as the headline has it, or by what is held."""
        sentence = told.sentence
        mention = EventMention(span[0], span[1], "", "other", False, True)
        day, until = day_of(told.dates, mention, self._last_day)
        label = self._names.of_unnamed(match, span, sentence)
        self._without_name.add(label)
        return self.agenda.add(label, "other", day or self._last_day, until, "", span[0], span[1], sentence.paragraph)

    def _of(self, match: Match, span: tuple[int, int], figures: Sequence[Figure], told: Told) -> Occasion | None:
        occasions, made = told.named, told.made
        if match.rule.makes_event:
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
        if self._signs_apart(match, told):
            return self._new(match, span, figures, told)
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
        return self._at_hand(match, figures)

    def _signs_apart(self, match: Match, told: Told) -> bool:
        """Whether what is signed is no part of the visit or reception at hand: 会见结束后，双方签署了备忘录."""
        current = self.agenda.current
        named = any(occasion is not None for occasion in told.named.values())
        beside = _BESIDE.match(told.sentence.text) is not None
        return (
            match.rule.relation == "signs" and (beside or not named) and not told.made
            and current is not None and (beside or current.kind in ("reception", "inspection"))
        )

    def _at_hand(self, match: Match, figures: Sequence[Figure]) -> Occasion | None:
        """The event told of last; of what is said after others signed something, the one that the speaker is on."""
        current = self.agenda.current
        if match.rule.relation != "speaks" or current is None or current.kind != "signing":
            return current
        names = {figures[i].name for i in match.slots.get("subj", ()) if figures[i].name}
        if not names or names & current.people:
            return current
        own = [one for one in self.agenda.occasions if one is not current and names & one.people]
        return own[-1] if own else current

    def _new(self, match: Match, span: tuple[int, int], figures: Sequence[Figure], told: Told) -> Occasion:
        """The event that a visit or a signature is, where no name of it stands in the text."""
        sentence, made, dates = told.sentence, told.made, told.dates
        if span[0] in made:
            return made[span[0]]
        if joined := [one for at, one in made.items() if span[0] <= at < span[1] and one.kind == "inspection"]:
            # 院长某某带领|庭长某某到法庭调研: one visit, whoever of them is read first.
            return joined[0]
        kind = _KIND_OF_RULE.get(match.rule.id.split(".")[0], "inspection")
        first = figures[match.first]
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
        label = self._names.of_visit(match, span, figures, sentence, dates, kind)
        occasion = self.agenda.add(label, kind, day, until, "", span[0], span[1], sentence.paragraph)
        made[span[0]] = occasion
        return occasion

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
