"""Who the clauses of an article are about: bodies, areas, speakers, and meetings for the body that meets.

A subject opens its clause, days and words like 近日 aside: 区房管局|推进…, 本区|缜密部署…, 书记强调|…, 会议|审议通过….
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.bodies import BodyMention
from kg.extract.located import Located
from kg.extract.policynames import alternation, masked
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.seats import Seats
from kg.extract.titles import Title
from kg.extract.words import Words

_JOINED = re.compile(r"\s*(?:、|和|与|同|及|以及|联合|会同|携手|，)\s*")
_OPENER = re.compile(
    r"(?:近日|日前|近期|目前|当前|眼下|昨[天日]|今[天日]|当[天日]|同日|连日来|今年|去年|明年|以来|近年来|近几年|[上下]半年|起|初|底|"
    r"会上|会后|同时|此外|其中|随后|接着|为此|自此|据介绍|据了解|据悉|下一步|下一阶段|接下来|[上下]午|又讯|\d+时|"
    r"[一二三四五六七八九十]是|第[一二三四五六]|一方面|另一方面|[、\s—]){0,6}")
_RELATIVE = re.compile(
    r"(?:[我本全](?P<own>省|市|区|县|旗|州|盟|镇|乡|街道|村)|"
    r"(?<![\u3400-\u9fff])(?P<within>省|市|区|县|旗|州|盟|镇|乡|村)里)(?![委政人])")
_MEETING = re.compile(
    r"(?:本次|此次|这次)?(?:会议|大会|全会|全委会|常务会议|主任会议|常委会会议)"
    r"(?=还|也|以|一致|表决|决定|审议|审查|听取|通过|批准|研究|要求|强调|指出|认为|原则|传达|部署|讨论|对|先|并)")
_CALLED = re.compile(r"召开[^，。；]{0,28}(?:会议|全会|大会|常委会)(?=，)")
_MEETS = re.compile(r"[^，。；]{0,16}?(?:会议|全会|大会|召开|举行)")
_CABINET = re.compile(
    r"(?P<unit>[省市区县旗州盟])[^，。；]{0,8}(?:人民)?政府(?:党组)?(?:第[^，。；]{1,6}次)?(?:全体会议|常务会议|党组会议)")
_STAFF = re.compile(r"(?:有关|相关|主要|分管)?(?:负责人|负责同志|领导)?")
_PRONOUN = re.compile(r"(?<![^，。；：\n])[他她](?:还|也|最后|同时)?(?=说|强|指|要|表|提)")
# What shows that an area acts: without it 徐汇|旧住房改造 is but the place of something.
_GOES_ON = re.compile(
    r"(?:将|要|正|已|也|还|就|把|对|以|用|在|先后|着力|全力|积极|持续|深入|大力|加快|进一步|不断|率先|全面|缜密|严密|联合|共同|上下|"
    r"坚持|紧紧|围绕|统筹|连续|按照|结合|依托|通过|推进|推动|推广|推行|实施|落实|开展|启动|打造|建设|深化|部署|召开|举办|举行|"
    r"出台|印发|制定|发布|签|进入|培养|探索|完善|建立|，)")
# A name without an area counts where its ending is a body's beyond doubt.
_KNOWN_KINDS = frozenset({"company", "school", "hospital", "mass", "foreign"})
_CLAUSE_IN_NAME = re.compile(
    r"^(?:加快|巩固|推进|推动|完善|健全|加强|强化|提升|做好|建好|用好|落实|深化|打造)|围绕|聚焦|用好|建好|以党建")
# The head of a body speaks for it, a member does not where there is a head among the offices.
_HEADS_IT = re.compile(r"(?!副|常委|委员|成员|党组|秘书长|常务副|代表)")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a clause is about, named at [start, end).

    ``kind``: "subject" (a body or an area), "person" (an official), "speech" (one who speaks), "session" (a meeting).
    """

    start: int
    end: int
    bodies: tuple[Located, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies of one list: 区委、区政府, with where the list begins and ends."""

    mentions: tuple[BodyMention, ...]
    bodies: tuple[Located, ...]

    @property
    def start(self) -> int:
        """Where the first is named."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.mentions[-1].end


class Subjects:
    """The subjects of one article; ``bodies`` belong to no title, ``speech`` is what follows the name of a speaker."""

    def __init__(
        self, speech: re.Pattern[str], reading: Reading, resolver: Resolver, bodies: Sequence[BodyMention]
    ) -> None:
        self._reading = reading
        self._resolver = resolver
        self._speech = speech
        self.shown = masked(reading.text)
        self.groups = self._grouped(bodies)

    @cached_property
    def stands(self) -> dict[str, tuple[Located, ...]]:
        """The people of the article, and the body that each stands for, () for who has no title."""
        found: dict[str, tuple[Located, ...]] = {}
        for holder in self._reading.holders:
            if not found.get(holder.name):
                found[holder.name] = self.stands_for(holder.titles)
        return found

    @cached_property
    def all(self) -> tuple[Subject, ...]:
        """The subjects in the order of the text."""
        found = [*self._of_bodies(), *self._of_areas(), *self._of_people(), *self._of_meetings()]
        return tuple(sorted(found, key=lambda subject: (subject.start, -subject.end)))

    def leads(self, at: int) -> bool:
        """Whether what stands at ``at`` opens its clause, days and words like 近日 aside."""
        start = max(self.shown.rfind(mark, 0, at) for mark in "，。；：！？\n") + 1
        before = self.shown[start:at]
        for date in self._reading.dates:
            if start <= date.start and date.end <= at:
                before = before.replace(self._reading.text[date.start:date.end], "")
        return _OPENER.fullmatch(before) is not None

    def stands_for(self, titles: Sequence[Title]) -> tuple[Located, ...]:
        """The body that an official speaks for: the one whose head they are, else the first of their bodies."""
        upper: Located | None = None
        offices: list[tuple[Located, str]] = []
        for title in titles:
            office = Seats(self._resolver).of(title, upper)
            if office is not None:
                offices.append(office)
                upper = office[0]
        heads = [body for body, role in offices if _HEADS_IT.match(role) and not body.tail.endswith(("党组", "党委"))]
        return tuple((heads or [body for body, _ in offices])[:1])

    # ------------------------------------------------------------ the kinds of subject

    def _grouped(self, mentions: Sequence[BodyMention]) -> list[Group]:
        groups: list[Group] = []
        for mention in mentions:
            last = groups[-1] if groups else None
            joined = last is not None and _JOINED.fullmatch(self.shown, last.end, mention.start) is not None
            located = self._resolver.body(mention, last.bodies[-1] if joined and last and last.bodies else None)
            bodies = (located,) if located else ()
            if joined and last is not None:
                groups[-1] = Group((*last.mentions, mention), (*last.bodies, *bodies))
            else:
                groups.append(Group((mention,), bodies))
        return groups

    def _of_bodies(self) -> Iterator[Subject]:
        for group in self.groups:
            first = group.mentions[0]
            anchored = bool(first.areas or first.unit or first.nation or first.chain)
            if not group.bodies or not (anchored or group.bodies[0].body.kind in _KNOWN_KINDS):
                continue
            if _CLAUSE_IN_NAME.search(self.shown[first.start:first.end]) or not self.leads(first.start):
                continue
            staff = _STAFF.match(self.shown, group.end)
            end = staff.end() if staff else group.end
            if not self.shown.startswith("的", end):
                yield Subject(group.start, end, group.bodies, "subject")

    def areas(self) -> Iterator[BodyMention]:
        """The areas that the text names, and words like 我区, as bodies; none inside a body's name or a title."""
        inside = {i for group in self.groups for m in group.mentions for i in range(m.start, m.end)}
        inside |= {i for title in self._reading.titles for i in range(title.start, title.end)}
        start = end = -1
        for match in self._reading.areas:
            # 浙江省|磐安县 is one name.
            start, end = start if match.start == end else match.start, match.end
            if match.start not in inside:
                yield BodyMention(start, match.end, areas=match.areas, full=match.full)
        for word in _RELATIVE.finditer(self.shown):
            yield BodyMention(word.start(), word.end(), unit=word["own"] or word["within"])

    def _of_areas(self) -> Iterator[Subject]:
        for mention in self.areas():
            at = mention.end
            for date in self._reading.dates:
                if date.start == at:
                    at = date.end + (self.shown.startswith("起", date.end))
            if self.leads(mention.start) and _GOES_ON.match(self.shown, at):
                located = self._resolver.body(mention)
                if located is not None:
                    yield Subject(mention.start, mention.end, (located,), "subject")

    def _of_people(self) -> Iterator[Subject]:
        """The people who open a clause, 他 for the last of them; one without a title there counts only who speaks."""
        if not self.stands:
            return
        places = [*self._people, *((match.start(), match.end(), "") for match in _PRONOUN.finditer(self.shown))]
        titled = {holder.start: holder.first for holder in self._reading.holders if holder.titles}
        last: tuple[Located, ...] = ()
        for start, end, name in sorted(places):
            if name and not self.leads(titled.get(start, start)):
                continue
            last = self.stands[name] if name else last
            if self._speech.match(self.shown, end):
                yield Subject(start, end, last, "speech")
            elif start in titled:
                yield Subject(start, end, last, "person")

    @cached_property
    def _people(self) -> list[tuple[int, int, str]]:
        """Where the people whom the article introduces are named."""
        names = re.compile(alternation(tuple(self.stands)))
        return [(match.start(), match.end(), match.group()) for match in names.finditer(self.shown)]

    def _of_meetings(self) -> Iterator[Subject]:
        places = [match.span() for match in _MEETING.finditer(self.shown) if self.leads(match.start())]
        places += [match.span() for match in _CALLED.finditer(self.shown)]
        bodies = self._meeting_bodies() if places else ()
        for start, end in places:
            yield Subject(start, end, bodies, "session")

    def _meeting_bodies(self) -> tuple[Located, ...]:
        """The body that meets: 人大常委会 of its 第四十一次会议, 县政府 of its 常务会议, else that of who called it."""
        if (cabinet := _CABINET.search(self.shown)) is not None:
            word = BodyMention(cabinet.start(), cabinet.start() + 1, unit=cabinet["unit"], tail="政府")
            located = self._resolver.body(word)
            return (located,) if located is not None else ()
        for group in self.groups:
            if group.bodies and _MEETS.match(self.shown, group.end):
                return group.bodies[-1:]
        if self.stands:
            for _, end, name in self._people:
                if self.shown.startswith(("主持召开", "主持会议"), end):
                    return self.stands[name]
        return ()


def speech_pattern(words: Words) -> re.Pattern[str]:
    """What follows the name of somebody who speaks: a verb of speaking, in the same sentence and not far."""
    return re.compile(rf"[^。；！？\n]{{0,24}}?{alternation(words['speak'])}")
