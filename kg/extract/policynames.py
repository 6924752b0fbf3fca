"""What the finders of policies share: the mention, the words, and the text with its quotations masked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.anyof import any_of
from kg.extract.words import Words, load_words
from kg.resources import resource

# What stands in marks is one sign a character to those who look for verbs and the ends of clauses.
SIGN = "□"
_MARKED = re.compile(r"“[^“”\n]{1,60}”|《[^《》\n]{1,90}》")


class PolicyMention(NamedTuple):
    """A policy named at [start, end); ``names`` are longer and shorter names that are right too.

    ``act``: what the words say is done with it: "implements", "issues", "reviews" (laid before a meeting), "accounts"
    (its state is reported), "refused" (another's deed or word), "" where they say nothing. ``cue`` is where those words
    begin, -1 where there are none.
    """

    start: int
    end: int
    label: str
    kind: str
    names: tuple[str, ...] = ()
    number: str = ""
    act: str = ""
    cue: int = -1

    def holds(self, other: PolicyMention) -> bool:
        """Whether the other mention lies in this one."""
        return self.start <= other.start and other.end <= self.end


# An article is asked about twice: for its policies, and for whose they are.
@lru_cache(maxsize=2)
def masked(text: str) -> str:
    """The text with what stands in quotation marks or 《》 as signs, character for character."""
    return _MARKED.sub(lambda match: SIGN * len(match.group()), text)


def alternation(words: Sequence[str]) -> str:
    """A pattern for any of the words, longest first."""
    return f"(?:{any_of(words)})"


@lru_cache(maxsize=1)
def policy_words() -> Words:
    """The classes of words that names of policies are made of."""
    return load_words(resource("seeds/rules/policies/words.yaml"))
