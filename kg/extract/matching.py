"""Rules against sentences: each mention is one symbol, and all matches come in the one order that settles conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.rules import SYMBOLS, Rule


class Marked(NamedTuple):
    """A sentence in which each mention is one symbol; ``at[i]`` is the offset of symbol or character i in the full
    text, ``mentions[i]`` the index of the mention that symbol i stands for, -1 for a plain character."""

    text: str
    at: tuple[int, ...]
    end: int
    mentions: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the full text that a range of the marked text covers."""
        return self.at[start], self.at[end] if end < len(self.at) else self.end


class Match(NamedTuple):
    """A rule's match: its range in the marked text, and for each slot the mentions it holds."""

    rule: Rule
    start: int
    end: int
    slots: Mapping[str, tuple[int, ...]]


def mark(text: str, start: int, end: int, mentions: Sequence[tuple[int, int, str]]) -> Marked:
    """The stretch [start, end) of a text with its mentions (start, end, type; sorted, not overlapping) as symbols."""
    out: list[str] = []
    at: list[int] = []
    which: list[int] = []
    position = start
    for index, (lo, hi, kind) in enumerate(mentions):
        if lo < position or hi > end:
            continue
        out.append(text[position:lo])
        at.extend(range(position, lo))
        which.extend([-1] * (lo - position))
        out.append(SYMBOLS[kind])
        at.append(lo)
        which.append(index)
        position = hi
    out.append(text[position:end])
    at.extend(range(position, end))
    which.extend([-1] * (end - position))
    return Marked("".join(out), tuple(at), end, tuple(which))


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
                    name: tuple(marked.mentions[i] for i in range(*hit.span(name)) if marked.mentions[i] >= 0)
                    for name in hit.re.groupindex
                    if hit[name] is not None
                }
                found.append(Match(rule, hit.start(), hit.end(), slots))
        found.sort(key=lambda m: (-m.rule.priority, -(m.end - m.start), m.start, m.rule.id))
        return found
