"""Which plain words a regular expression cannot match without: where none of them stands in a text, it need not be
tried.

    literals("由\ue000.{0,6}(?:主持|召集)了?")  → {"主持", "召集"}

Only what can be told for certain is told: a class of characters, a look-around or anything unusual counts for nothing,
and the empty set says that the expression has to be tried everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_QUANTIFIER = re.compile(r"(?P<none>[?*]|\{0?,\d*\}|\{0\})[?+]?|(?:\+|\{\d+(?:,\d*)?\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\d+|.)", re.DOTALL)
_OPENING = re.compile(r"\((?:\?(?:(?P<plain>:|P<\w+>)|(?P<around><?[=!])))?")


def literals(pattern: str) -> frozenset[str]:
    """Words of which every match of ``pattern`` holds at least one; the empty set where there is no telling."""
    reader = _Reader(pattern)
    try:
        words = reader.alternatives()
    except _UnusualError:
        return frozenset()
    return words if reader.at == len(pattern) else frozenset()


class _UnusualError(Exception):
    """The pattern has a form that is not read here, as a flag or a reference to a group."""


class _Reader:
    """Reads a pattern from left to right; ``at`` is how far it has come."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.at = 0

    def alternatives(self) -> frozenset[str]:
        """The words of a pattern or group: those of all its alternatives, none if one of these is without."""
        found = [self._sequence()]
        while self._pattern.startswith("|", self.at):
            self.at += 1
            found.append(self._sequence())
        return frozenset().union(*found) if all(found) else frozenset()

    def _sequence(self) -> frozenset[str]:
        """The best words of one alternative: those of a piece that it cannot do without."""
        options: list[frozenset[str]] = []
        run = ""
        while self.at < len(self._pattern) and self._pattern[self.at] not in "|)":
            character, words = self._piece()
            repeat = _QUANTIFIER.match(self._pattern, self.at)
            if repeat is not None:
                self.at = repeat.end()
            if character and repeat is None:
                run += character
                continue
            if run:
                options.append(frozenset({run}))
            run = ""
            if repeat is None or not repeat["none"]:
                options.append(frozenset({character}) if character else words)
        if run:
            options.append(frozenset({run}))
        return max((words for words in options if words), key=_worth, default=frozenset())

    def _piece(self) -> tuple[str, frozenset[str]]:
        """The next piece: a plain character, or the words of a group (none of a class, a look-around, an escape)."""
        pattern, at = self._pattern, self.at
        if pattern[at] == "(":
            opening = _OPENING.match(pattern, at)
            assert opening is not None
            self.at = opening.end()
            if pattern.startswith("?", self.at):
                raise _UnusualError
            words = self.alternatives()
            self.at += 1
            return "", frozenset() if opening["around"] else words
        if pattern[at] == "[" and (several := _CLASS.match(pattern, at)) is not None:
            self.at = several.end()
            return "", frozenset()
        if pattern[at] == "\\" and (escape := _ESCAPE.match(pattern, at)) is not None:
            self.at = escape.end()
            return ("", frozenset()) if escape.group()[1].isalnum() else (escape.group()[1], frozenset())
        self.at += 1
        plain = pattern[at] not in ".^$" and not _is_symbol(pattern[at])
        return (pattern[at] if plain else "", frozenset())


def _is_symbol(character: str) -> bool:
    """Whether it stands for a mention: those are asked for elsewhere."""
    return "\ue000" <= character <= "\uf8ff"


def _worth(words: Collection[str]) -> tuple[int, int]:
    """How seldom words stand in a text: the longer the shortest of them, and the fewer, the better."""
    return min(map(len, words)), -len(words)
