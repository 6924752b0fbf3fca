"""Where a text names again what it has named: a few names, all looked for in one pass."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

# So many names one after the other are sooner looked for than an automaton is made.
_FEW = 24


def shortened(names: Iterable[str]) -> dict[str, str]:
    """How names with dots are called later, by their last part: {索洛金: 阿列克谢·索洛金}; a part that several share
    means nobody."""
    names = set(names)
    last: dict[str, set[str]] = {}
    for name in names:
        part = name.rpartition("·")[2]
        if part != name and len(part) > 1:
            last.setdefault(part, set()).add(name)
    return {part: min(full) for part, full in last.items() if len(full) == 1}


class NamesAgain:
    """Finds given names in texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        self._automaton: AhoCorasick | None = None
        if len(self._names) > _FEW:
            # The kind that is soonest made: it searches one page and is gone.
            kind, made = MatchKind.LeftmostLongest, Implementation.NoncontiguousNFA
            self._automaton = AhoCorasick(self._names, matchkind=kind, implementation=made)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, name) in order, leftmost-longest, none overlapping."""
        if self._automaton is not None:
            found = self._automaton.find_matches_as_indexes(text)
            return [(start, end, self._names[index]) for index, start, end in found]
        places: list[tuple[int, int, str]] = []
        for name in self._names:
            at = text.find(name)
            while at >= 0:
                places.append((at, -len(name), name))
                at = text.find(name, at + 1)
        places.sort()
        kept: list[tuple[int, int, str]] = []
        for start, _, name in places:
            if not kept or start >= kept[-1][1]:
                kept.append((start, start + len(name), name))
        return kept
