"""Who the clauses of an article are about: bodies, areas, officials, and meetings for the body that meets.

A subject opens its clause: 区房管局|推进…, 本区|缜密部署…, 区委书记…强调|…, 会议|审议通过….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from kg.extract.located import Located
from kg.extract.mentions import BodyMention
from kg.extract.parties import Parties
from kg.extract.policynames import alternation
from kg.extract.reading import Reading
from kg.extract.words import Words

_MEETINGS = "会议|大会|全会|全委会|常务会议|主任会议|常委会会议"
# All alternatives begin with a plain character, so that the search skips to the next of them.
_MEETING = re.compile(
    rf"(?:本次(?:{_MEETINGS})|此次(?:{_MEETINGS})|这次(?:{_MEETINGS})|{_MEETINGS})"
    r"(?=还|也|以|一致|表决|决定|审议|审查|听取|通过|批准|研究|要求|强调|指出|认为|原则|传达|部署|讨论|学习|集中|书面|同意|确定|明确|对|先|并)")
_CALLED = re.compile(r"召开[^，。；]{0,28}(?:会议|全会|大会|常委会)(?=，)")
_MEETS = re.compile(r"[^，。；]{0,16}?(?:会议|全会|大会|召开|举行)")
_CABINET = re.compile(
    r"(?P<unit>[省市区县旗州盟])[^，。；]{0,8}(?:人民)?政府(?:党组)?(?:第[^，。；]{1,6}次)?(?:全体会议|常务会议|党组会议)")
_STAFF = re.compile(r"(?:有关|相关|主要|分管)?(?:负责人|负责同志|领导)?")
_PRONOUN = re.compile(r"[他她](?<![^，。；：\n].)(?:还|也|最后|同时)?(?=说|强|指|要|表|提)")
# What shows that an area acts: without it 徐汇|旧住房改造 is but the place of something.
_GOES_ON = re.compile(
    r"(?:将|要|正|已|也|还|就|把|对|以|用|在|先后|着力|全力|积极|持续|深入|大力|加快|进一步|不断|率先|全面|缜密|严密|联合|共同|上下|"
    r"坚持|紧紧|围绕|统筹|连续|按照|结合|依托|通过|推进|推动|推广|推行|实施|落实|开展|启动|打造|建设|深化|部署|召开|举办|举行|"
    r"出台|印发|制定|发布|签|进入|培养|探索|完善|建立|，)")
# A name without an area counts where its ending is a body's beyond doubt.
_KNOWN_KINDS = frozenset({"company", "school", "hospital", "mass", "foreign"})
_CLAUSE_IN_NAME = re.compile(
    r"^(?:加快|巩固|推进|推动|完善|健全|加强|强化|提升|做好|建好|用好|落实|深化|打造)|围绕|聚焦|用好|建好|以党建")


class Subject(NamedTuple):
    """Who a clause is about, named at [start, end); without ``bodies`` where it is not known for whom they stand.

    ``kind``: "subject" (a body or an area), "person" (an official), "speech" (one who speaks), "session" (a meeting).
    """

    start: int
    end: int
    bodies: tuple[Located, ...]
    kind: str


class Subjects:
    """The subjects of one article; ``speech`` is what follows the name of a speaker."""

    def __init__(self, speech: re.Pattern[str], reading: Reading, parties: Parties) -> None:
        self._speech = speech
        self._reading = reading
        self._parties = parties
        self._shown = parties.shown

    @cached_property
    def all(self) -> tuple[Subject, ...]:
        """The subjects in the order of the text."""
        found = [*self._of_bodies(), *self._of_areas(), *self._of_people(), *self._of_meetings()]
        return tuple(sorted(found, key=lambda subject: (subject.start, -subject.end)))

    def _of_bodies(self) -> Iterator[Subject]:
        for group in self._parties.groups:
            first = group.mentions[0]
            if _CLAUSE_IN_NAME.search(self._shown[first.start:first.end]) or not self._parties.leads(first.start):
                continue
            staff = _STAFF.match(self._shown, group.end)
            end = staff.end() if staff else group.end
            bodies = () if self._shown.startswith("的", end) else self._parties.bodies(group)
            anchored = bool(first.areas or first.unit or first.nation or first.chain)
            if bodies and (anchored or bodies[0].body.kind in _KNOWN_KINDS):
                yield Subject(group.start, end, bodies, "subject")

    def _of_areas(self) -> Iterator[Subject]:
        dates = {date.start: date.end for date in self._reading.dates}
        for mention in self._parties.areas:
            at = mention.end
            if at in dates:
                at = dates[at] + self._shown.startswith("起", dates[at])
            if _GOES_ON.match(self._shown, at) and self._parties.leads(mention.start):
                bodies = self._parties.body(mention)
                if bodies:
                    yield Subject(mention.start, mention.end, bodies, "subject")

    def _of_people(self) -> Iterator[Subject]:
        """The people who open a clause, 他 for the last of them; one without a title there counts only who speaks."""
        pronouns = ((match.start(), match.end(), "") for match in _PRONOUN.finditer(self._shown))
        titled = self._parties.titled
        last: tuple[Located, ...] = ()
        for start, end, name in sorted((*self._parties.people, *pronouns)):
            if name and not self._parties.leads(titled.get(start, start)):
                continue
            last = self._parties.stands(name) if name else last
            if self._speech.match(self._shown, end):
                yield Subject(start, end, last, "speech")
            elif start in titled:
                yield Subject(start, end, last, "person")

    def _of_meetings(self) -> Iterator[Subject]:
        places = [match.span() for match in _MEETING.finditer(self._shown) if self._parties.leads(match.start())]
        places += [match.span() for match in _CALLED.finditer(self._shown)]
        bodies = self._meeting_bodies() if places else ()
        for start, end in places:
            yield Subject(start, end, bodies, "session")

    def _meeting_bodies(self) -> tuple[Located, ...]:
        """The body that meets: 人大常委会 of its 第四十一次会议, 县政府 of its 常务会议, else that of who called it."""
        if (cabinet := _CABINET.search(self._shown)) is not None:
            return self._parties.body(
                BodyMention(cabinet.start(), cabinet.start() + 1, unit=cabinet["unit"], tail="政府"))
        for group in self._parties.groups:
            if _MEETS.match(self._shown, group.end) and (bodies := self._parties.bodies(group)):
                return bodies[-1:]
        for _, end, name in self._parties.people:
            if self._shown.startswith(("主持召开", "主持会议"), end):
                return self._parties.stands(name)
        return ()


def speech_pattern(words: Words) -> re.Pattern[str]:
    """What follows the name of somebody who speaks: a verb of speaking, in the same sentence and not far."""
    begins = "".join(sorted({word[0] for word in words["speak"]}))
    return re.compile(rf"[^。；！？\n]{{0,24}}?(?=[{begins}]){alternation(words['speak'])}")
