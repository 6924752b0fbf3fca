"""Rules against sentences: each mention is one symbol, and all matches come in the one order that settles conflicts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.rules import SYMBOLS, Rule


class Marked(NamedTuple):
    """A sentence in which each mention is one symbol: ``places[i]`` is where symbol i stands in it, ``shifts[i]`` how
    much further what follows symbol i - 1 stands in the full text, ``mentions[i]`` the index of its mention."""

    text: str
    places: Sequence[int]
    shifts: Sequence[int]
    mentions: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the full text that a range of the marked text covers."""
        return self._offset(start), self._offset(end)

    def _offset(self, at: int) -> int:
        return at + self.shifts[bisect_left(self.places, at)]

    def mentions_in(self, start: int, end: int) -> tuple[int, ...]:
        """The indexes of the mentions whose symbols stand in a range of the marked text."""
        return tuple(self.mentions[bisect_left(self.places, start) : bisect_left(self.places, end)])


class Match(NamedTuple):
    """A rule's match: its range in the marked text, and for each slot the mentions it holds."""

    rule: Rule
    start: int
    end: int
    slots: Mapping[str, tuple[int, ...]]

    @property
    def first(self) -> int:
        """The index of whom it is about first: 刘金玉|带领王志强来到…, who leads before who is led."""
        return min(self.slots["subj"][0], *self.slots.get("also", self.slots["subj"]))


def mark(text: str, start: int, end: int, mentions: Sequence[tuple[int, int, str]]) -> Marked:
    """The stretch [start, end) of a text with its mentions (start, end, type; sorted, not overlapping) as symbols."""
    out: list[str] = []
    places: list[int] = []
    shifts = [start]
    which: list[int] = []
    position = start
    for index, (lo, hi, kind) in enumerate(mentions):
        if lo < position or hi > end:
            continue
        out += text[position:lo], SYMBOLS[kind]
        places.append(lo - shifts[-1])
        shifts.append(shifts[-1] + hi - lo - 1)
        which.append(index)
        position = hi
    out.append(text[position:end])
    return Marked("".join(out), places, shifts, which)


class Matcher:
    """The rules of an extractor, ready to be matched against any number of sentences.

    Few rules can match in a sentence at all: one pass over it tells which of their words stand in it, and its symbols
    tell the rest.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.regex is not None]
        self._always: set[int] = set()
        by_word: dict[str, set[int]] = {}
        for place, rule in enumerate(self._rules):
            for word in rule.words:
                by_word.setdefault(word, set()).add(place)
            if not rule.words:
                self._always.add(place)
        self._rules_of = list(by_word.values())
        self._automaton = AhoCorasick(list(by_word), matchkind=MatchKind.Standard, store_patterns=False)

    def _rules_for(self, text: str) -> Iterator[Rule]:
        """The rules that may match in a marked sentence, in their order."""
        symbols = {kind for kind in SYMBOLS.values() if kind in text}
        hits = {index for index, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        for place in sorted(self._always.union(*(self._rules_of[index] for index in hits))):
            if self._rules[place].needs <= symbols:
                yield self._rules[place]

    def find(self, marked: Marked) -> list[Match]:
        """All matches of all rules in a marked sentence, in the one total order: priority, length, earlier start,
        id."""
        found: list[Match] = []
        for rule in self._rules_for(marked.text):
            for hit in rule.regex.finditer(marked.text) if rule.regex is not None else ():
                if any(reject.search(marked.text, max(0, hit.start() - 6), hit.end() + 2) for reject in rule.reject):
                    continue
                slots = {
                    name: marked.mentions_in(*hit.span(name))
                    for name in hit.re.groupindex
                    if hit[name] is not None
                }
                found.append(Match(rule, hit.start(), hit.end(), slots))
        found.sort(key=lambda m: (-m.rule.priority, -(m.end - m.start), m.start, m.rule.id))
        return found
