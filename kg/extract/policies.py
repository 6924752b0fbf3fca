"""Named plans, programmes, campaigns and documents: 《…意见》, “六个一”专项就业服务, 知识产权保护三年行动.

A policy has a name of its own: a title in 《》 with the ending of a document in force (``documents``), a name in
quotation marks (``quoted``), or words that end in a kind of undertaking and stand where a programme stands
(``programmes``). Slogans, doctrines, books, speeches and lists of virtues are none. ``cues`` tells what is done with
each.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.cues import Cues
from kg.extract.documents import DocumentFinder
from kg.extract.policynames import PolicyMention, masked, policy_words
from kg.extract.programmes import ProgrammeFinder
from kg.extract.quoted import QuotedFinder
from kg.extract.words import Words

__all__ = ["PolicyFinder", "PolicyMention"]


class PolicyFinder:
    """Finds the policies of a text, and what is done with each; ``words`` are the classes of verbs that rules name."""

    def __init__(self, words: Words) -> None:
        own = policy_words()
        self._cues = Cues(own, words)
        self._documents = DocumentFinder(own)
        self._quoted = QuotedFinder(own)
        self._programmes = ProgrammeFinder(own)

    def find(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[PolicyMention]:
        """The policies of a text in order, none overlapping; those that touch a ``blocked`` range are left out."""
        shown = masked(text)
        programmes = list(self._programmes.find(text, shown))
        quoted = list(self._quoted.find(text, shown))
        # “十四五”|体育设施专项规划: a bare name in marks gives way to the programme whose name it is a part of.
        wider = [p for p in programmes if sum(p.holds(m) for m in quoted) == 1]
        quoted = [m for m in quoted if not (m.label.endswith("”") and any(p.holds(m) and p.end > m.end for p in wider))]
        found: list[PolicyMention] = []
        taken = {i for lo, hi in blocked for i in range(lo, hi)}
        for mention in (*self._documents.find(text), *quoted, *programmes):
            if not taken.isdisjoint(range(mention.start, mention.end)):
                continue
            taken.update(range(mention.start, mention.end))
            if not mention.act:
                act, cue = self._cues.of(shown, mention)
                mention = mention._replace(act=act, cue=cue)
            found.append(mention)
        return sorted(found, key=lambda mention: mention.start)
