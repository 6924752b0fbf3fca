"""Which body issues or carries out which policy.

In a digest box the actor is the body that the box opens with: what it 推进, 实施 or 打造 is its own. Elsewhere the body must
stand before the verb in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.bodies import BodyMention
from kg.extract.policies import PolicyMention
from kg.extract.reading import Reading
from kg.extract.resolve import Located, Resolver
from kg.extract.text import Sentence
from kg.extract.words import Words

_LIST = re.compile(r"(?:、|和|与|同|及|以及|，)$|^(?:、|和|与|同|及|以及)$")
_HEARD = re.compile(r"(?:听取|审议|学习|传达|根据|按照|对照|深入学习|宣讲|解读|介绍|投保|获颁|获得|获评)(?:了|和)*[^，。；]{0,12}$")


@dataclass(frozen=True, slots=True)
class Measure:
    """``body`` issues or implements ``policy``, by the words [start, end)."""

    relation: str
    body: Located
    policy: PolicyMention
    rule: str
    start: int
    end: int


class MeasureFinder:
    """Reads the policy facts of one article."""

    def __init__(self, words: Words) -> None:
        self._implement = _alternation(words["implement"])
        self._issue = _alternation(words["issue"])

    def measures(self, reading: Reading, policies: Sequence[PolicyMention], resolver: Resolver, free_bodies: Sequence[BodyMention]) -> list[Measure]:
        """The policy facts of an article in the order of its text; ``free_bodies`` are those that belong to no title."""
        found: list[Measure] = []
        actors = self._actors(reading, resolver, free_bodies) if reading.article.box else []
        for sentence in reading.sentences:
            inside = [p for p in policies if sentence.start <= p.start and p.end <= sentence.end]
            for policy in inside:
                found += self._of_policy(reading, sentence, policy, resolver, free_bodies, actors)
        return found

    def _actors(self, reading: Reading, resolver: Resolver, bodies: Sequence[BodyMention]) -> list[Located]:
        """The bodies that a box opens with: 区教育工作党委、教育局."""
        actors: list[Located] = []
        end = 0
        for body in bodies:
            gap = reading.text[end:body.start]
            if (not actors and body.start > 4) or (actors and not re.fullmatch(r"、|和|与|同|及", gap)):
                break
            located = resolver.body(body, actors[-1] if actors else None)
            if located is None:
                break
            actors.append(located)
            end = body.end
        return actors

    def _of_policy(
        self, reading: Reading, sentence: Sentence, policy: PolicyMention, resolver: Resolver,
        bodies: Sequence[BodyMention], actors: Sequence[Located],
    ) -> list[Measure]:
        text = reading.text
        before = text[sentence.start:policy.start]
        clause = re.split(r"[。；]", before)[-1]
        if _HEARD.search(clause):
            return []
        issue = self._last(self._issue, clause)
        carry = self._last(self._implement, clause)
        after = text[policy.end:min(sentence.end, policy.end + 16)]
        if actors:
            in_reach = carry >= 0 or issue >= 0 or self._implement.search(re.split(r"[，。；]", after)[0]) or policy.label.startswith("“") or policy.kind == "document"
            if not in_reach:
                return []
            return [Measure("implements", actor, policy, "implements.box", sentence.start, sentence.end) for actor in actors]
        subjects = self._subjects(text, sentence, policy, resolver, bodies)
        if not subjects:
            return []
        if issue > carry and policy.kind == "document":
            return [Measure("issues", body, policy, "issues.verb", sentence.start, sentence.end) for body in subjects]
        if carry >= 0 and len(clause) - carry <= 30 and self._last(self._implement, clause) >= 0:
            return [Measure("implements", body, policy, "implements.verb", sentence.start, sentence.end) for body in subjects]
        return []

    def _subjects(
        self, text: str, sentence: Sentence, policy: PolicyMention, resolver: Resolver, bodies: Sequence[BodyMention]
    ) -> list[Located]:
        """The bodies that stand before the policy in its clause with a verb between."""
        left = [b for b in bodies if sentence.start <= b.start and b.end <= policy.start]
        if not left:
            return []
        group = [left[-1]]
        for body in reversed(left[:-1]):
            if _LIST.search(text[body.end:group[0].start]) and len(text[body.end:group[0].start]) <= 2:
                group.insert(0, body)
            else:
                break
        between = text[group[-1].end:policy.start]
        if re.search(r"[。；]", between) or len(between) > 40 or not (self._implement.search(between) or self._issue.search(between)):
            return []
        if not re.match(r"(?:等|将|要|会|正|还|也|已|已经|，|联合|共同|今年|近日|日前|昨天|持续|全面|深入|大力|积极|着力|不断|正在|开始|组织|在|以|\d)*" + f"(?:{self._implement.pattern}|{self._issue.pattern}|[^，。；]{{0,12}}(?:{self._implement.pattern}|{self._issue.pattern}))", between):
            return []
        located: list[Located] = []
        for body in group:
            found = resolver.body(body, located[-1] if located else None)
            if found is not None:
                located.append(found)
        return located

    @staticmethod
    def _last(pattern: re.Pattern[str], text: str) -> int:
        ends = [match.end() for match in pattern.finditer(text)]
        return ends[-1] if ends else -1


def _alternation(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))))
