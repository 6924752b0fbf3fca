"""Which body issues or carries out which policy: what is done (``cues``) and whose deed it is (``actors``).

A digest box is about the body that it opens with; elsewhere the text must tell who acts. The rule of a fact is its
relation and how the actor is told: implements.box, implements.speech, issues.session ….
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.actors import ActorFinder
from kg.extract.located import Located
from kg.extract.mentions import BodyMention
from kg.extract.policynames import PolicyMention
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.subjects import speech_pattern
from kg.extract.text import Sentence, by_sentence
from kg.extract.words import Words

_TAUGHT = re.compile("(?:讲解|讲授|解读|宣讲|学习)(?:了)?$")


class Measure(NamedTuple):
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
        self._speech = speech_pattern(words)

    def measures(
        self,
        reading: Reading,
        policies: Sequence[PolicyMention],
        resolver: Resolver,
        free_bodies: Sequence[BodyMention],
    ) -> list[Measure]:
        """The policy facts of an article in the order of its text; ``free_bodies`` belong to no title."""
        if not policies:
            return []
        finder = ActorFinder(self._speech, reading, resolver, free_bodies)
        opening = finder.opening() if reading.article.box else ()
        found: list[Measure] = []
        named = by_sentence(reading.sentences, policies)
        for sentence in reading.sentences:
            for policy in named.get(sentence.start, ()):
                if policy.act != "refused":
                    found += self._of(finder, sentence, policy, opening)
                if policy.act in ("", "refused"):
                    found += [
                        Measure("issues", body, policy, "issues.title", sentence.start, sentence.end)
                        for body in finder.named_in_title(sentence, policy)
                    ]
        return found

    @staticmethod
    def _of(
        finder: ActorFinder, sentence: Sentence, policy: PolicyMention, opening: Sequence[Located]
    ) -> list[Measure]:
        """The facts about one policy; ``opening``: the bodies that a digest box opens with, () in other articles."""
        if opening and _TAUGHT.search(finder.text, max(0, policy.start - 8), policy.start):
            # 讲解《劳动合同法》: whoever teaches a law does not carry it out.
            return []
        bodies, how = (tuple(opening), "box") if opening else finder.of(sentence, policy)
        # 宣读了|自治区人民政府《…批复》: whose document it is.
        own = how == "owner" and policy.kind == "document" and not policy.act and policy.label.startswith("《")
        relation = "issues" if own or policy.act in ("issues", "reviews") else "implements"
        if policy.act == "reviews" and how not in ("session", "subject"):
            return []
        rule = f"{relation}.{how}"
        return [Measure(relation, body, policy, rule, sentence.start, sentence.end) for body in bodies]
