"""Whose deed it is: the bodies that carry out or issue a policy, by the sentence that names it.

In a digest box it is the body that the box opens with. Else it is, in this order: the body of 区委部署的“…年”, of
由州农业委员会牵头, the subject of the clause (a body, an area, 会议 for the body that meets), and where somebody speaks,
the body that the speaker stands for. A sentence without a subject goes on with the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.bodies import BodyMention
from kg.extract.policynames import SIGN, PolicyMention, alternation, masked
from kg.extract.reading import Reading
from kg.extract.resolve import Located, Resolver
from kg.extract.text import Sentence
from kg.extract.titles import Title
from kg.extract.words import Words

_JOINED = re.compile(r"\s*(?:、|和|与|同|及|以及|联合|会同|携手|，)\s*")
_PARTNER = re.compile(r"、(?P<name>[\u3400-\u9fff]{1,8}?(?:工委|党委|党组|委|局|办|部|处|院|会|中心|署))(?=[\u3400-\u9fff])")
_OPENER = re.compile(
    r"(?:近日|日前|近期|目前|当前|昨[天日]|今[天日]|当[天日]|同日|连日来|今年(?:以来|起)?|去年(?:以来|起)?|明年|近年来|近几年|[上下]半年|会上|会后|同时|此外|其中|随后|接着|"
    r"据(?:介绍|了解|悉)|下一步|接下来|下一阶段|[上下]午|又讯|[一二三四五六七八九十]是|第[一二三四五六]|一方面|另一方面|为此|自此|眼下|以来|起|初|底|\d+时|[、\s—])*")
_RELATIVE = re.compile(r"(?:(?:我|本|全)(?P<own>省|市|区|县|旗|州|盟|镇|乡|街道|村)|(?<![\u3400-\u9fff])(?P<within>省|市|区|县|旗|州|盟|镇|乡|村)里)(?![委政人])")
_MEETING = re.compile(r"(?:本次|此次|这次)?(?:会议|大会|全会|全委会|常务会议|主任会议|常委会会议)(?=还|也|以|一致|表决|决定|审议|审查|听取|通过|批准|研究|要求|强调|指出|认为|原则|传达|部署|讨论|对|先|并)")
_MEETS = re.compile(r"[^，。；]{0,16}?(?:会议|全会|大会|召开|举行)")
_CABINET = re.compile(r"(?P<unit>[省市区县旗州盟])[^，。；]{0,8}(?:人民)?政府(?:党组)?(?:第[^，。；]{1,6}次)?(?:全体会议|常务会议|党组会议)")
_STAFF = re.compile(r"(?:有关|相关|主要|分管)?(?:负责人|负责同志|领导)?")
_PRONOUN = re.compile(r"(?:(?<=[，。；：\n])|^)[他她](?:还|也|最后|同时)?(?=说|强|指|要|表|提)")
_HEAD_OF = re.compile(r"^(?!副|常委|委员|成员|党组|秘书长|常务副|代表)")


# A name without an area counts as a subject where its ending is a body's beyond doubt.
_KNOWN_KINDS = frozenset({"company", "school", "hospital", "mass", "foreign"})
_OWNED = re.compile(
    r"(?:(?:和|带领|与)[\u3400-\u9fff]{2,4})?(?:联合|共同|牵头)?(?:部署|共建|创设|打造|推出|实施|开展|制定|印发|出台|发布|签署|签订|创建|推行|"
    r"组织|首创|探索)的$")
_BARE = re.compile(r"(?P<unit>[省市区县旗州盟镇乡])(?P<tail>党委|委|政府|人大常委会|政协|纪委监委)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a clause is about, named at [start, end): bodies, or a ``speaker`` whose words follow."""

    start: int
    end: int
    bodies: tuple[Located, ...]
    kind: str


class ActorFinder:
    """Finds the actors of one article; ``bodies`` are its bodies that belong to no title."""

    def __init__(self, words: Words, reading: Reading, resolver: Resolver, bodies: Sequence[BodyMention]) -> None:
        self._words = words
        self._reading = reading
        self._resolver = resolver
        self._bodies = bodies
        self._shown = masked(reading.text)
        self._speech = re.compile(rf"[^。；！？\n]{{0,24}}?{alternation(words['speak'])}")
        self._groups = self._grouped()
        self._stands: dict[str, tuple[Located, ...]] = {}
        for holder in reading.holders:
            if holder.titles and holder.name not in self._stands:
                self._stands[holder.name] = self._stands_for(holder.titles)
        self._subjects = sorted(
            [*self._body_subjects(), *self._area_subjects(), *self._speakers(), *self._meetings()], key=lambda s: (s.start, -s.end))

    # ------------------------------------------------------------ the box

    def opening(self) -> tuple[Located, ...]:
        """The bodies that the text opens with: 区教育工作党委、教育局."""
        if not self._groups:
            return ()
        mentions, bodies = self._groups[0]
        if not self._leads(mentions[0].start, 0):
            return ()
        partner = _PARTNER.match(self._shown, mentions[-1].end)
        if partner and bodies and mentions[-1].unit:
            own = BodyMention(partner.start("name"), partner.end("name"), unit=mentions[-1].unit, tail=partner["name"])
            located = self._resolver.body(own, bodies[-1])
            return (*bodies, located) if located else bodies
        return bodies

    # ------------------------------------------------------------ the sentence

    def of(self, sentence: Sentence, policy: PolicyMention) -> tuple[tuple[Located, ...], str]:
        """(the bodies whose deed it is, how the sentence tells it: owner, agent, subject, session, speech, signed)."""
        if bodies := self._owner(sentence, policy):
            return bodies, "owner"
        if bodies := self._agent(sentence, policy):
            return bodies, "agent"
        if not policy.act:
            return (), ""
        if policy.act == "issues" and self._shown.startswith("签", policy.cue):
            return self._signers(sentence, policy), "signed"
        at = min(policy.cue, policy.start) if policy.cue >= 0 else policy.start
        near = [s for s in self._subjects if sentence.start <= s.start and s.end <= max(at, policy.start)]
        if near:
            return near[-1].bodies, near[-1].kind
        return self._carried(sentence)

    def _owner(self, sentence: Sentence, policy: PolicyMention) -> tuple[Located, ...]:
        """区委部署的“组织建设覆盖年”: the body or person whose verb stands before 的 and the name."""
        before = self._shown[sentence.start:policy.start].rstrip(SIGN + "、和与及")
        owned = _OWNED.search(before)
        if owned is None:
            return ()
        at = sentence.start + owned.start()
        for mentions, bodies in self._groups:
            if mentions[-1].end == at:
                return bodies
        for name, bodies in self._stands.items():
            if self._shown.endswith(name, 0, at):
                return bodies
        bare = _BARE.search(self._shown, sentence.start, at)
        located = self._resolver.body(BodyMention(bare.start(), at, unit=bare["unit"], tail=bare["tail"])) if bare else None
        return (located,) if located else ()

    def _agent(self, sentence: Sentence, policy: PolicyMention) -> tuple[Located, ...]:
        """由州农业委员会牵头: after the name, or before it in its clause."""
        for mentions, bodies in self._groups:
            start, end = mentions[0].start, mentions[-1].end
            if sentence.start < start and end <= sentence.end and self._shown[start - 1] == "由":
                done = re.match(rf"(?:等)?(?:主要领导|负责)?(?:联合|共同)?{_AGENCY}", self._shown[end:end + 12])
                gap = self._shown[policy.end:start - 1] if start > policy.start else ""
                if done and start > policy.end and len(gap) <= 24 and "；" not in gap:
                    return bodies
                if done and end <= policy.start and not re.search(r"[。；]", self._shown[end:policy.start]):
                    return bodies
        return ()

    def _signers(self, sentence: Sentence, policy: PolicyMention) -> tuple[Located, ...]:
        """Who signs: every body of the clause, and the bodies that the people of the clause stand for."""
        start = max((m.end() for m in re.finditer(r"[，。；\n]", self._shown[sentence.start:policy.cue])), default=0) + sentence.start
        found = [(mentions[0].start, bodies) for mentions, bodies in self._groups if start <= mentions[0].start < policy.cue]
        found += [(s.start, s.bodies) for s in self._subjects if s.kind == "subject" and start <= s.start < policy.cue]
        if "代表" not in self._shown[start:policy.cue] or not found:
            found += [(h.start, self._stands_for(h.titles)) for h in self._reading.holders if start <= h.start < policy.cue]
        return tuple(dict.fromkeys(body for _, bodies in sorted(found, key=lambda item: item[0]) for body in bodies))

    def _carried(self, sentence: Sentence) -> tuple[tuple[Located, ...], str]:
        """The subject of the sentence before, within the paragraph."""
        for earlier in reversed([s for s in self._reading.sentences if s.end <= sentence.start and s.paragraph == sentence.paragraph]):
            last = [s for s in self._subjects if earlier.start <= s.start and s.end <= earlier.end]
            if last:
                return last[-1].bodies, last[-1].kind
        return (), ""

    # ------------------------------------------------------------ subjects

    def _grouped(self) -> list[tuple[list[BodyMention], tuple[Located, ...]]]:
        """The bodies of the text, those of one list together."""
        groups: list[tuple[list[BodyMention], tuple[Located, ...]]] = []
        for mention in self._bodies:
            last = groups[-1] if groups else None
            joined = last is not None and _JOINED.fullmatch(self._shown, last[0][-1].end, mention.start) is not None
            located = self._resolver.body(mention, last[1][-1] if joined and last and last[1] else None)
            if joined and last is not None:
                groups[-1] = ([*last[0], mention], (*last[1], located) if located else last[1])
            else:
                groups.append(([mention], (located,) if located else ()))
        return groups

    def _leads(self, at: int, floor: int) -> bool:
        """Whether what stands at ``at`` opens its clause, days and words like 近日 aside."""
        start = max((self._shown.rfind(mark, floor, at) for mark in "，。；：！？\n"), default=-1) + 1
        before = self._shown[max(start, floor):at]
        for date in self._reading.dates:
            if start <= date.start and date.end <= at:
                before = before.replace(self._reading.text[date.start:date.end], "")
        return _OPENER.fullmatch(before) is not None

    def _body_subjects(self) -> list[Subject]:
        found = []
        for mentions, bodies in self._groups:
            first = mentions[0]
            anchored = bool(first.areas or first.unit or first.nation or first.chain)
            if bodies and self._leads(first.start, 0) and (anchored or bodies[0].body.kind in _KNOWN_KINDS):
                staff = _STAFF.match(self._shown, mentions[-1].end)
                end = staff.end() if staff else mentions[-1].end
                if self._shown[end:end + 1] != "的":
                    found.append(Subject(first.start, end, bodies, "subject"))
        return found

    def _area_subjects(self) -> list[Subject]:
        found = []
        inside = {i for mentions, _ in self._groups for m in mentions for i in range(m.start, m.end)}
        inside |= {i for title in self._reading.titles for i in range(title.start, title.end)}
        named = [BodyMention(m.start, m.end, areas=m.areas, full=m.full) for m in self._reading.areas]
        named += [BodyMention(m.start(), m.end(), unit=m["own"] or m["within"]) for m in _RELATIVE.finditer(self._shown)]
        for mention in named:
            if mention.start in inside or not self._leads(mention.start, 0) or not _GOES_ON.match(self._shown, mention.end):
                continue
            located = self._resolver.body(mention)
            if located is not None:
                found.append(Subject(mention.start, mention.end, (located,), "subject"))
        return found

    def _speakers(self) -> list[Subject]:
        """The people of the text where they speak or open a clause, with the body that each stands for."""
        if not self._stands:
            return []
        names = re.compile(alternation(tuple(self._stands)))
        places = [(m.start(), m.end(), self._stands[m.group()]) for m in names.finditer(self._shown)]
        places += [(m.start(), m.end(), ()) for m in _PRONOUN.finditer(self._shown)]
        found = []
        last: tuple[Located, ...] = ()
        for start, end, bodies in sorted(places, key=lambda place: place[:2]):
            last = bodies or last
            if last and self._speech.match(self._shown, end):
                found.append(Subject(start, end, last, "speech"))
        return found

    def _stands_for(self, titles: Sequence[Title]) -> tuple[Located, ...]:
        """The body that an official speaks for: the one whose head they are, else the first of their bodies."""
        upper: Located | None = None
        offices: list[tuple[Located, str]] = []
        for title in titles:
            office = self._resolver.office(title, upper)
            if office is not None:
                offices.append(office)
                upper = office[0]
        heads = [located for located, role in offices if _HEAD_OF.match(role) and not located.tail.endswith(("党组", "党委"))]
        return (heads[0],) if heads else (offices[0][0],) if offices else ()

    def _meetings(self) -> list[Subject]:
        places = [m for m in _MEETING.finditer(self._shown) if self._leads(m.start(), 0)]
        body = self._meeting_body() if places else None
        return [Subject(m.start(), m.end(), (body,), "session") for m in places] if body else []

    def _meeting_body(self) -> Located | None:
        """The body that meets: 区人大常委会 of its 第四十一次会议, 县政府 of its 常务会议."""
        for mentions, bodies in self._groups:
            if bodies and _MEETS.match(self._shown, mentions[-1].end):
                return bodies[-1]
        if (cabinet := _CABINET.search(self._shown)) is not None:
            return self._resolver.body(BodyMention(cabinet.start(), cabinet.start() + 1, unit=cabinet["unit"], tail="政府"))
        return None


_AGENCY = r"(?:[^，。；]{0,4}?)(?:牵头|主办|承办|举办|开展|实施|推出|负责|组织|打造|发起|共建|制定|印发)"
_GOES_ON = re.compile(
    r"(?:将|要|正|已|也|还|就|把|对|以|用|在|着力|全力|积极|持续|深入|大力|加快|进一步|不断|率先|全面|缜密|严密|先后|联合|共同|上下|，)|"
    r"(?:推进|推动|推广|推行|实施|落实|开展|启动|打造|建设|深化|部署|召开|举办|举行|出台|印发|制定|发布|签|进入|培养|探索|完善|建立)")
