"""The bodies, areas and officials that one article names, resolved only when somebody asks.

Bodies of one list stand together (区委、区政府); an area may act like a body (徐汇区, 我区); an official stands for
the body whose head they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from kg.extract.again import NamesAgain
from kg.extract.located import Located
from kg.extract.mentions import BodyMention
from kg.extract.policynames import masked
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.seats import Seats, without_party_group
from kg.extract.titles import Title

_MARK = re.compile(r"[，。；：！？\n]")
_JOINED = re.compile(r"\s*(?:、|和|与|同|及|以及|联合|会同|携手|，)\s*")
# Both begin with a plain character, which is soon found; what stands before it is looked at then.
_RELATIVE = re.compile(
    r"(?:[我本全](?P<own>省|市|区|县|旗|州|盟|镇|乡|街道|村)|"
    r"(?P<within>[省市区县旗州盟镇乡村])(?<![\u3400-\u9fff].)里)(?![委政人])")
_OPENER = re.compile(
    r"(?:近日|日前|近期|目前|当前|眼下|昨[天日]|今[天日]|当[天日]|同日|连日来|今年|去年|明年|以来|近年来|近几年|[上下]半年|起|初|底|"
    r"会上|会后|同时|此外|其中|随后|接着|为此|自此|据介绍|据了解|据悉|下一步|下一阶段|接下来|[上下]午|又讯|\d+时|"
    r"[一二三四五六七八九十]是|第[一二三四五六]|一方面|另一方面|[、\s—]){0,6}")
# The head of a body speaks for it, a member does not where there is a head among the offices.
_HEADS_IT = re.compile(r"(?!副|常委|委员|成员|党组|秘书长|常务副|代表)")
_start = attrgetter("start")


class Group(NamedTuple):
    """Bodies of one list, as named."""

    mentions: tuple[BodyMention, ...]

    @property
    def start(self) -> int:
        """Where the first is named."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.mentions[-1].end


class Parties:
    """Who an article names; ``bodies`` are its bodies that belong to no title."""

    def __init__(self, reading: Reading, resolver: Resolver, bodies: Sequence[BodyMention]) -> None:
        self._reading = reading
        self._resolver = resolver
        self._bodies = bodies
        self._known: dict[int, tuple[Located, ...]] = {}
        self._stands: dict[str, tuple[Located, ...]] = {}
        self.shown = masked(reading.text)
        self._clauses = [0, *(mark.end() for mark in _MARK.finditer(self.shown))]

    def leads(self, at: int) -> bool:
        """Whether what stands at ``at`` opens its clause, days and words like 近日 aside."""
        start = self._clauses[bisect_right(self._clauses, at) - 1]
        if start == at:
            return True
        before = self.shown[start:at]
        dates = self._reading.dates
        for place in range(bisect_left(dates, start, key=_start), len(dates)):
            if dates[place].start >= at:
                break
            if dates[place].end <= at:
                before = before.replace(self._reading.text[dates[place].start:dates[place].end], "")
        return _OPENER.fullmatch(before) is not None

    # ------------------------------------------------------------ bodies and areas

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The bodies of the text in order, those of one list together."""
        groups: list[Group] = []
        for mention in self._bodies:
            if groups and _JOINED.fullmatch(self.shown, groups[-1].end, mention.start):
                groups[-1] = Group((*groups[-1].mentions, mention))
            else:
                groups.append(Group((mention,)))
        return tuple(groups)

    @cached_property
    def groups_by_end(self) -> dict[int, Group]:
        """The groups by where they end, the first of each place."""
        return {group.end: group for group in reversed(self.groups)}

    @cached_property
    def areas_by_end(self) -> dict[int, BodyMention]:
        """The areas named in full by where they end, the first of each place."""
        return {area.end: area for area in reversed(self.areas) if area.full}

    def bodies(self, group: Group) -> tuple[Located, ...]:
        """The bodies of a list, without those that cannot be resolved."""
        if group.start not in self._known:
            found: list[Located] = []
            for mention in group.mentions:
                located = self._resolver.body(mention, found[-1] if found else None)
                if located is not None:
                    found.append(located)
            self._known[group.start] = tuple(found)
        return self._known[group.start]

    def body(self, mention: BodyMention) -> tuple[Located, ...]:
        """The body of one mention, () if it cannot be resolved."""
        located = self._resolver.body(mention)
        return (located,) if located is not None else ()

    @cached_property
    def areas(self) -> tuple[BodyMention, ...]:
        """The areas that the text names, and words like 我区, as bodies; none inside a body's name or a title."""
        return tuple(self._areas_named())

    def _areas_named(self) -> Iterator[BodyMention]:
        inside = {i for m in self._bodies for i in range(m.start, m.end)}
        inside |= {i for title in self._reading.titles for i in range(title.start, title.end)}
        start = end = -1
        begun = {match.start for match in self._reading.areas} - inside
        for match in self._reading.areas:
            # 浙江省|磐安县 is one name, and the lower area's.
            start, end = start if match.start == end else match.start, match.end
            if match.start not in inside and match.end not in begun:
                yield BodyMention(start, match.end, areas=match.areas, full=match.full)
        for word in _RELATIVE.finditer(self.shown):
            yield BodyMention(word.start(), word.end(), unit=word["own"] or word["within"])

    # ------------------------------------------------------------ officials

    @cached_property
    def people(self) -> tuple[tuple[int, int, str], ...]:
        """Where the people whom the article introduces are named, again and again: (start, end, name) in order."""
        names = tuple(dict.fromkeys(holder.name for holder in self._reading.holders))
        if not names:
            return ()
        return tuple(NamesAgain(names).find(self.shown))

    @cached_property
    def titled(self) -> dict[int, int]:
        """Where a name with titles begins, and where the first of its titles does."""
        return {holder.start: holder.first for holder in self._reading.holders if holder.titles}

    def stands(self, name: str) -> tuple[Located, ...]:
        """The body that a person of the article stands for, () for who has no title in it."""
        if name not in self._stands:
            titles = next((h.titles for h in self._reading.holders if h.name == name and h.titles), ())
            self._stands[name] = self.stands_for(titles)
        return self._stands[name]

    def stands_for(self, titles: Sequence[Title]) -> tuple[Located, ...]:
        """The body whose head somebody with these titles is, else the last of their bodies."""
        seats = Seats(self._resolver)
        upper: Located | None = None
        offices: list[tuple[Located, str]] = []
        for title in titles:
            office = seats.of(title, upper)
            if office is not None:
                body, role = without_party_group(office[0], title), office[1]
                offices.append((body, role))
                upper = body
        heads = [body for body, role in offices if _HEADS_IT.match(role) and not body.tail.endswith(("党组", "党委"))]
        # 市委常委、副市长|某某 signs for the government.
        return tuple(heads[:1] or [body for body, _ in offices[-1:]])
