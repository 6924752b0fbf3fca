"""Who takes part in which event, by the rules of ``seeds/rules/``.

Each sentence is marked with its people, bodies and events; the rules are matched against it in their one total order.
What a rule with relation "none" matches is used up: it tells of another occasion. A match belongs to the event it
names, else to the one that the article has at hand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from kg.extract.agenda import Agenda, Occasion
from kg.extract.figures import Figure, FigureFinder
from kg.extract.located import Located
from kg.extract.matching import Marked, Match, Matcher, mark
from kg.extract.mentions import BodyMention
from kg.extract.occasions import OccasionFinder, Told
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.text import Sentence

# The weakest words for speaking, at the end of what a rule matched.
_TELLS = re.compile("(?:(?<!介绍)说|告诉记者)$")
_DEPARTMENTS = ("局", "委", "办", "办公室")
_TO_PRESS = re.compile("(?:告诉|向)(?:本报)?记者")
# What stands behind a body's name in the name of its meeting.
_SITTING = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:第?[一二三四五六七八九十]{1,4}届)?第?[一二三四五六七八九十百\d]{1,5}次"
    r"(?:[^，。]{0,6}会议|全会)"
    # 市委|常委会议
    r"|(?:常委会?|常务|党组|主任|主席)(?:（扩大）)?会议"
)


class Part(NamedTuple):
    """A person, by name, or a body takes part in ``occasion`` as ``relation`` says, by the words [start, end)."""

    relation: str
    who: str | Located
    occasion: Occasion
    rule: str
    start: int
    end: int
    rivals: tuple[str, ...] = ()


class ParticipationFinder:
    """Reads the participations of one article."""

    def __init__(
        self,
        matcher: Matcher,
        reading: Reading,
        resolver: Resolver,
        names: Sequence[tuple[int, int, str]],
        bodies: Sequence[BodyMention],
    ) -> None:
        self._matcher = matcher
        self._reading = reading
        self._resolver = resolver
        self._figures = FigureFinder(reading, names, bodies)
        self._occasions = OccasionFinder(reading, self._figures)
        # Who is known to take part in an event, by the event's identity.
        self._there: dict[int, set[str | Located]] = {}
        self._subject = ""
        self._officials = {
            holder.name for holder in reading.holders
            if any(title.body is not None and title.body.tail.endswith(_DEPARTMENTS) for title in holder.titles)
        }
        # Where paragraphs begin.
        self._openings = {text.start for text in {s.paragraph: s for s in reversed(reading.sentences)}.values()}
        # The paragraphs in which somebody tells a reporter something.
        self._to_press = {s.paragraph for s in reading.sentences if _TO_PRESS.search(s.text)}

    @property
    def agenda(self) -> Agenda:
        """The events of the article, as far as it was read."""
        return self._occasions.agenda

    def parts(self) -> list[Part]:
        """The participations in the order of the text, each (relation, who, event) once."""
        found: list[Part] = []
        for sentence in self._reading.sentences:
            found += self._of_sentence(sentence)
        return found

    def _of_sentence(self, sentence: Sentence) -> list[Part]:
        told = self._occasions.told(sentence)
        found = [*self._sittings(told), *self._named_signers(told)]
        # Without somebody who takes part no rule has a subject.
        if figures := self._figures.of(sentence, told.mentions, told.dates, self._subject):
            spans = [(f.start, f.end, f.kind) for f in figures]
            marked = mark(self._reading.text, sentence.start, sentence.end, spans)
            matches = [match for match in self._matcher.find(marked) if self._occasions.may_be(match, figures)]
            for match, free in _unused(matches):
                span = marked.span(match.start, match.end)
                occasion = self._occasions.of(match, span, figures, told)
                if occasion is None:
                    continue
                elsewhere = sentence.paragraph != occasion.paragraph
                if elsewhere and match.rule.relation == "speaks" and sentence.paragraph in self._to_press:
                    continue
                apart = elsewhere and _tells(match, marked)
                there = self._there.setdefault(id(occasion), set())
                rivals = _rivals(match, matches, free)
                if guest := self._occasions.take_guest():
                    # 副市长唐明芝会见了客人: who came before takes part too.
                    there.add(guest)
                    occasion.people.add(guest)
                    at = (sentence.start, sentence.end)
                    found.append(Part("attends", guest, occasion, match.rule.id, *at, rivals))
                for index in free:
                    who = self._who(figures[index], found)
                    # 磨憨海关科长徐盈说, two paragraphs on: told to the reporter, not said at the event. Of a visit the
                    # people of the place tell, but no official whom a paragraph opens with and who is not on it.
                    opens = match.start == 0 and sentence.start in self._openings and who in self._officials
                    told_to_press = apart and (occasion.kind != "inspection" or opens)
                    if who is None or (told_to_press and isinstance(who, str) and who not in there):
                        continue
                    there.add(who)
                    if isinstance(who, str):
                        occasion.people.add(who)
                    found.append(
                        Part(match.rule.relation, who, occasion, match.rule.id, sentence.start, sentence.end, rivals)
                    )
            if self._figures.people_of(sentence):
                self._subject = self._figures.spoken_of(sentence)
        self._occasions.passed(told)
        return found

    def _sittings(self, told: Told) -> list[Part]:
        """区十六届人大常委会|第二十三次会议: who sits is in the meeting's name."""
        parts: list[Part] = []
        for mention in told.mentions:
            occasion = told.named[mention.start]
            # （…第九次会议通过） says of a list what decided it.
            told_of = mention.held and not self._reading.text.startswith("通过", mention.end)
            for body in self._figures.bodies_of(told.sentence) if occasion is not None and told_of else ():
                if body.start == mention.start and _SITTING.fullmatch(self._reading.text, body.end, mention.end):
                    who = self._resolver.body(body)
                    if who is not None and occasion is not None and who not in self._there.get(id(occasion), ()):
                        self._there.setdefault(id(occasion), set()).add(who)
                        at = (told.sentence.start, told.sentence.end)
                        parts.append(Part("organizes", who, occasion, "organizes.sitting", *at))
        return parts

    def _named_signers(self, told: Told) -> list[Part]:
        """县政府与山东农业大学科技合作|签约仪式: who signs is in the ceremony's name."""
        parts: list[Part] = []
        for mention in told.mentions:
            occasion = told.named[mention.start]
            if occasion is None or not mention.held or mention.kind != "signing":
                continue
            named = [b for b in self._figures.bodies_of(told.sentence) if mention.start <= b.start < mention.end]
            if len(named) < 2 or named[0].start != mention.start:
                continue
            between = self._reading.text[named[0].end : named[1].start]
            for body in named[:2] if between in ("与", "和", "同") else ():
                who = self._resolver.body(body)
                if who is not None:
                    self._there.setdefault(id(occasion), set()).add(who)
                    at = (told.sentence.start, told.sentence.end)
                    parts.append(Part("signs", who, occasion, "signs.named", *at))
        return parts

    def _who(self, figure: Figure, found: Sequence[Part]) -> str | Located | None:
        if figure.kind in ("PERSON", "THEM"):
            return figure.name
        if figure.body is None:
            return None
        before = next((part.who for part in reversed(found) if isinstance(part.who, Located)), None)
        return self._resolver.body(figure.body, before if isinstance(before, Located) else None)


def _unused(matches: Sequence[Match]) -> Iterator[tuple[Match, list[int]]]:
    """The matches that say something, each with those of its subjects that no match before it used up."""
    used_up: set[int] = set()
    for match in matches:
        subjects = _subjects(match)
        if match.rule.relation == "none":
            used_up.update(subjects)
            continue
        if free := [i for i in subjects if i not in used_up]:
            yield match, free
            if match.rule.makes_event and any(m.rule.makes_event and m is not match for m in matches):
                # What makes an event of its own is not counted again by a weaker rule that would make another.
                used_up.update(free)


def _subjects(match: Match) -> list[int]:
    return [i for slot in ("subj", "also", "more") for i in match.slots.get(slot, ())]


def _rivals(match: Match, matches: Sequence[Match], free: Collection[int]) -> tuple[str, ...]:
    """The rules that read the same people in overlapping words and lost."""
    others = (
        other.rule.id
        for other in matches
        if other.rule.id != match.rule.id
        and other.start < match.end
        and match.start < other.end
        and not set(other.slots.get("subj", ())).isdisjoint(free)
    )
    return tuple(dict.fromkeys(others))


def _tells(match: Match, marked: Marked) -> bool:
    """Whether somebody only tells something (徐盈说, 徐盈介绍，), as one does to a reporter too."""
    if match.rule.relation != "speaks":
        return False
    introduces = marked.text.startswith("，", match.end) and marked.text.endswith("介绍", match.start, match.end)
    return introduces or _TELLS.search(marked.text, match.start, match.end) is not None
