"""What stands right behind a name and so tells that it ends there: a mark, a verb of people, a small word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.anyof import any_of
from kg.extract.han import HAN_CHARACTER
from kg.extract.segment import cut
from kg.extract.words import Words
from kg.gazetteer.names import given_name_score

_PUNCTUATION = frozenset("，。；：、！？（）“”《》\n —…")
# Adverbs and small words that come between a subject and its verb, or close a list of names.
NOT_GIVEN = frozenset(
    "在就对向和与及为任也还均分率到来赴的说等是以将已又并从既则应受兼因于连用把让给谈讲表要被同其这那了着过有不没主出席参陪听会上下中前后内一二三四五六七八九十两个们再都先您你我他她它"
)


class Followers:
    """Knows the words that follow names."""

    def __init__(self, words: Words) -> None:
        verbs = person_verbs(words)
        self._strong = alternation(verbs | {"等"})
        doing = {
            word
            for name in ("issue", "implement", "organize", "hold", "visit", "meet", "report")
            for word in words[name]
            if len(word) > 1
        }
        self._medium = alternation({*words["after_name"], *doing})
        # Most characters begin no such word: two patterns are not tried on them.
        self._follows = frozenset(word[0] for word in {*verbs, "等", *words["after_name"], *doing})

    def strength(self, text: str, at: int) -> int:
        """How well what stands at ``at`` can follow a name: 3 punctuation or a verb of people, 2 a small word, 0
        neither."""
        if at >= len(text) or text[at] in _PUNCTUATION:
            return 3
        if text[at] not in self._follows:
            return 0
        if self._strong.match(text, at):
            return 3
        return 2 if self._medium.match(text, at) else 0

    def person_verb(self, text: str, at: int) -> bool:
        """Whether a verb that only people carry out begins at ``at``, or 等."""
        return self._strong.match(text, at) is not None


def word_at(text: str, at: int) -> bool:
    """Whether a word begins at ``at`` by the dictionary, and one that no name goes on with (推介, not 扎西 or
    小龙)."""
    first = cut(text[at : at + 6])[:1]
    found = bool(first) and len(first[0]) > 1 and HAN_CHARACTER.match(first[0]) is not None
    return found and given_name_score(first[0]) < 0


def person_verbs(words: Words) -> set[str]:
    """The verbs that only people, and bodies as people do, carry out."""
    told = ("attend", "accompany", "chair", "speak", "sign", "visit", "meet")
    return {word for name in told for word in words[name]} | {
        "当选", "召开", "举行", "颁发", "揭牌", "授牌", "授旗", "剪彩", "揭幕", "启动", "宣读", "代表", "作", "讲述"
    }


def alternation(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(words))
