"""Whose deed it is: the bodies that carry out or issue a policy, by the sentence that names it.

In a digest box it is the body that the box opens with. Else it is, in this order: the body of 区委部署的“…年”, of
由州农业委员会牵头, who signs, the nearest subject before (``subjects``), the subject of the sentence before, and in an
article whose first sentence has a body as subject that body, where no sentence since has another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from kg.extract.located import Located
from kg.extract.mentions import BodyMention
from kg.extract.parties import Group, Parties
from kg.extract.policynames import SIGN, PolicyMention
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.subjects import Subject, Subjects
from kg.extract.text import Sentence, starting_in

_PARTNER = re.compile(
    r"、(?P<name>[\u3400-\u9fff]{1,8}?(?:工委|党委|党组|委|局|办|部|处|院|会|中心|署))(?=[\u3400-\u9fff])")
_OWNED = re.compile(
    r"(?:(?:和|带领|与)[\u3400-\u9fff]{2,4})?(?:日前|近日|近期|新近|最新|此前|刚刚|上月|(?:今年|去年|当年)?(?:\d{1,2}月)?(?:\d{1,2}日|初|中旬|下旬|上旬|底)?)(?:联合|共同|牵头)?"
    r"(?:部署|共建|创设|打造|推出|实施|开展|制定|印发|出台|发布|签署|签订|创建|推行|组织|首创|探索)的$")
# 《中共|徐汇区委|关于…的意见》
_OF_PARTY = ("", "中共", "中国共产党")
# 自治区党委办公厅|关于印发《…》的通知
_PASSED_ON = re.compile("关于(?:印发|转发|批转|发布|公布)$")
_BARE = re.compile(r"(?P<unit>[省市区县旗州盟镇乡])(?P<tail>党委|委|政府|人大常委会|政协|纪委监委)$")
_AGENCY = re.compile(
    r"等?(?:主要领导|负责)?(?:联合|共同)?[^，。；]{0,4}?"
    r"(?:牵头|主办|承办|举办|开展|实施|推出|负责|组织|打造|发起|共建|制定|印发)")
# A text without a subject of its own.
_VERB_FIRST = re.compile(
    r"印发|制定|出台|发布|推进|推行|推出|推动|实施|开展|启动|打造|"
    r"建立|建成|探索|创新|把[“《]|以[“《]|围绕|聚焦|坚持|依托")
_WITH = re.compile("(?:牵头)?(?:联合|会同|携手)|[与和同]")
_GOES_ON = re.compile("并|(?:分别)?代表双方")
# How far a policy may stand from an official who does not speak, or from 由州农业委员会牵头, and belong there.
_REACH = 40


class ActorFinder:
    """Finds the actors of one article; ``bodies`` are its bodies that belong to no title."""

    def __init__(
        self, speech: re.Pattern[str], reading: Reading, resolver: Resolver, bodies: Sequence[BodyMention]
    ) -> None:
        self._reading = reading
        self.text = reading.text
        self._parties = Parties(reading, resolver, bodies)
        self._subjects = Subjects(speech, reading, self._parties)
        self._shown = self._parties.shown
        # Where each paragraph begins.
        self._paragraphs: dict[int, int] = {}
        for sentence in reading.sentences:
            self._paragraphs.setdefault(sentence.paragraph, sentence.start)

    def opening(self) -> tuple[Located, ...]:
        """The bodies that the text opens with (区教育工作党委、教育局), else the one that is the headline."""
        first = self._parties.groups[0] if self._parties.groups else None
        if first is None or "。" in self._shown[:first.start] or not self._parties.leads(first.start):
            # ■ 区教育局, and below 印发《…》: the headline is the subject.
            named = self._reading.headline_bodies[:1]
            alone = named and (named[0].start, named[0].end) == (0, len(self._reading.headline))
            return self._parties.body(named[0]) if alone and _VERB_FIRST.match(self._shown) else ()
        last = first.mentions[-1]
        partner = _PARTNER.match(self._shown, first.end) if last.unit else None
        if partner is not None:
            own = BodyMention(partner.start("name"), partner.end("name"), unit=last.unit, tail=partner["name"])
            first = Group((*first.mentions, own))
        return self._parties.bodies(first)

    def of(self, sentence: Sentence, policy: PolicyMention) -> tuple[tuple[Located, ...], str]:
        """(the bodies whose deed it is, how the text tells it).

        How: "owner", "agent", "signed", "account", or the kind of the ``Subject``.
        """
        if policy.act != "accounts":
            for how, told in (("owner", self._owner), ("agent", self._agent)):
                if bodies := told(sentence, policy):
                    return bodies, how
        if not policy.act or _PASSED_ON.search(self._shown, sentence.start, policy.start):
            return (), ""
        if policy.act == "issues" and self._shown.startswith("签", policy.cue):
            return self._signers(sentence, policy), "signed"
        limit = max(min(policy.cue, policy.start), sentence.start)
        near = [s for s in starting_in(self._subjects.all, sentence.start, limit) if s.end <= limit]
        subject = near[-1] if near else self._carried(sentence, policy)
        if subject is None or (subject.kind == "person" and policy.start - subject.end > _REACH):
            return (), ""
        if policy.act == "accounts" and subject.kind == "session":
            return self._reporter(policy, subject), "account"
        return self._with_partners(subject, policy.cue), subject.kind

    def named_in_title(self, sentence: Sentence, policy: PolicyMention) -> tuple[Located, ...]:
        """Who issues a document by its title, or by that of the notice that comes with it: 《石台县人大常委会|关于召开
        …的决定》, 区教育局|关于印发《…》的通知."""
        if not policy.label.startswith("《"):
            return ()
        if passed := _PASSED_ON.search(self._shown, sentence.start, policy.start):
            by = self._parties.groups_by_end.get(passed.start())
            return self._parties.bodies(by) if by is not None else ()
        for group in starting_in(self._parties.groups, policy.start + 1, policy.start + 7):
            if self.text[policy.start + 1 : group.start] in _OF_PARTY and self.text.startswith("关于", group.end):
                return self._parties.bodies(group)
        return ()

    def _with_partners(self, subject: Subject, limit: int) -> tuple[Located, ...]:
        """The bodies of a subject and those it acts with: 县检察院|联合县教育局、团县委|出台."""
        bodies, end = list(subject.bodies), subject.end
        for group in starting_in(self._parties.groups, end, limit):
            if end <= group.start and group.end <= limit and _WITH.fullmatch(self._shown, end, group.start):
                joined = self._shown[end] in "与和同"
                if joined and not self._shown.startswith(("联合", "共同", "携手"), group.end):
                    break
                bodies += self._parties.bodies(group)
                end = group.end
        return tuple(dict.fromkeys(bodies)) if subject.kind == "subject" else subject.bodies

    # ------------------------------------------------------------ forms

    def _owner(self, sentence: Sentence, policy: PolicyMention) -> tuple[Located, ...]:
        """区委部署的“组织建设覆盖年”, 徐汇区“…高地”建设: the body or person just before the name or its verb."""
        before = self._shown[sentence.start:policy.start].rstrip(SIGN + "、和与及")
        owned = _OWNED.search(before) or _PASSED_ON.search(before)
        at = sentence.start + owned.start() if owned else policy.start
        if (group := self._parties.groups_by_end.get(at)) is not None:
            return self._parties.bodies(group)
        if (area := self._parties.areas_by_end.get(at)) is not None:
            return self._parties.body(area)
        if owned is None:
            return ()
        for _, end, name in self._parties.people:
            if end == at:
                return self._parties.stands(name)
        bare = _BARE.search(self._shown, sentence.start, at)
        if bare is None:
            return ()
        return self._parties.body(BodyMention(bare.start(), at, unit=bare["unit"], tail=bare["tail"]))

    def _agent(self, sentence: Sentence, policy: PolicyMention) -> tuple[Located, ...]:
        """由州农业委员会牵头: behind the name, or before it in its clause."""
        for group in starting_in(self._parties.groups, sentence.start, sentence.end):
            start, end = group.start, group.end
            if not (sentence.start < start and end <= sentence.end and self._shown[start - 1] == "由"):
                continue
            between = self._shown[policy.end:start] if start > policy.end else self._shown[end:policy.start]
            if _AGENCY.match(self._shown, end) and len(between) <= _REACH and not re.search(r"[。；]", between):
                return self._parties.bodies(group)
        return ()

    def _signers(self, sentence: Sentence, policy: PolicyMention) -> tuple[Located, ...]:
        """Who signs: every body and area of the clause, and what the people of the clause stand for."""
        start = max(sentence.start, *(self._shown.rfind(mark, sentence.start, policy.cue) + 1 for mark in "，。；\n"))
        if start > sentence.start and _GOES_ON.match(self._shown, start):
            # 院长某某、主席某某共同揭牌，|并代表双方签署: who is told of before.
            start = max(
                sentence.start, *(self._shown.rfind(mark, sentence.start, start - 1) + 1 for mark in "，。；\n")
            )
        groups = starting_in(self._parties.groups, start, policy.cue)
        # 在罗阳镇|签订: where it is signed.
        found = [(g.start, self._parties.bodies(g)) for g in groups if self._shown[g.start - 1 : g.start] != "在"]
        found += [(m.start, self._parties.body(m)) for m in self._parties.areas if start <= m.start < policy.cue]
        if not any(self._shown.startswith("代表", g.start - 2) for g in groups):
            people = [(at, name) for at, _, name in self._parties.people if start <= at < policy.cue]
            found += [(at, self._parties.stands(name)) for at, name in people]
        named = sorted(found, key=lambda item: item[0])
        return tuple(dict.fromkeys(chain.from_iterable(bodies for _, bodies in named)))

    def _reporter(self, policy: PolicyMention, session: Subject) -> tuple[Located, ...]:
        """Whose account it is: the body before 关于, else the government that reports to the body that meets."""
        if (group := self._parties.groups_by_end.get(policy.cue)) is not None:
            return self._parties.bodies(group)
        area = session.bodies[0].area if session.bodies else None
        own = BodyMention(session.start, session.end, areas=(area,), tail="政府") if area else None
        return self._parties.body(own) if own else ()

    def _carried(self, sentence: Sentence, policy: PolicyMention) -> Subject | None:
        """The subject that a sentence without one goes on with."""
        before = starting_in(self._subjects.all, 0, sentence.start)
        last = next((s for s in reversed(before) if s.end <= sentence.start), None)
        if last is not None and last.start >= self._paragraphs[sentence.paragraph]:
            return last if last.kind in ("speech", "session") or policy.cue < policy.start else None
        before = [s for s in before if s.end <= sentence.start]
        first = self._reading.sentences[0]
        opener = next((s for s in before if s.kind == "subject" and s.end <= first.end), None)
        return opener if opener and all(s.bodies == opener.bodies for s in before) else None
