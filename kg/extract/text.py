"""Where sentences and clauses begin and end in a mended text.

A sentence ends at 。！？ or a paragraph break; closing quotes and brackets after the mark belong to it. A mark inside
“…” or 《…》 does not end it. Half-width punctuation, common in these pages, is read like full-width.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from kg.gazetteer.script import simplified

# Begins with one class, so that the search skips to the next mark.
_ENDS = re.compile(
    r"[。！？!?\n.](?:(?<!\.)[。！？!?\n]*[”’」』)）]*|(?<=\.)(?<![0-9A-Za-z]\.)(?=\s|$))"
)
_FULL_WIDTH = tuple(
    {
        ",": "，",
        ";": "；",
        ":": "：",
        "(": "（",
        ")": "）",
        "?": "？",
        "!": "！",
        "•": "·",
        "‧": "·",
        "・": "·",
        "．": "·",
        "「": "“",
        "」": "”",
        "『": "“",
        "』": "”",
        "－": "-",
        "０": "0",
        "１": "1",
        "２": "2",
        "３": "3",
        "４": "4",
        "５": "5",
        "６": "6",
        "７": "7",
        "８": "8",
        "９": "9",
        "\u3000": " ",
        "\t": " ",
        "\u00a0": " ",
        # Signs before the items of a list are no part of their sentences.
        **dict.fromkeys("▲△▼▽■□◆◇●◎▶►☆★※", " "),
    }.items()
)
_ODD = re.compile("[" + "".join(re.escape(odd) for odd, _ in _FULL_WIDTH) + "]")


def normalise(text: str) -> str:
    """The text with one form of each punctuation mark and in simplified characters, character for character: offsets
    stay as they are."""
    text = simplified(text)
    # Many times as fast as str.translate, which asks a table for every character.
    if _ODD.search(text) is None:
        return text
    for odd, usual in _FULL_WIDTH:
        if odd in text:
            text = text.replace(odd, usual)
    return text


class Sentence(NamedTuple):
    """A stretch [start, end) of an article's normalised text; ``paragraph`` counts from 0."""

    start: int
    end: int
    text: str
    paragraph: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a normalised text in order, without the white space around them."""
    start = paragraph = 0
    for mark in _ENDS.finditer(text):
        if mark.start() < start:
            continue
        if "\n" not in mark.group() and text.count("“", start, mark.start()) > text.count("”", start, mark.end()):
            continue
        if sentence := _trimmed(text, start, mark.end(), paragraph):
            yield sentence
        start = mark.end()
        if "\n" in mark.group():
            paragraph += 1
    if sentence := _trimmed(text, start, len(text), paragraph):
        yield sentence


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Sentence | None:
    begun = text[start:end].lstrip()
    words = begun.rstrip()
    start = end - len(begun)
    return Sentence(start, start + len(words), words, paragraph) if words else None


class Ranged(Protocol):
    """Anything named at [start, end)."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


R = TypeVar("R", bound=Ranged)
_start = attrgetter("start")


def by_sentence(clauses: Sequence[Sentence], items: Sequence[R]) -> dict[int, list[R]]:
    """The items that lie in one sentence, by the start of that sentence, in the order given.

    One pass, where a look at every item for every sentence takes time as the square of a text's length.
    """
    if not items:
        return {}
    starts = [sentence.start for sentence in clauses]
    found: dict[int, list[R]] = {}
    for item in items:
        place = bisect_right(starts, item.start) - 1
        if place >= 0 and item.end <= clauses[place].end:
            found.setdefault(starts[place], []).append(item)
    return found


def starting_in(items: Sequence[R], start: int, end: int) -> Sequence[R]:
    """Those of some items, sorted by where they begin, that begin in [start, end)."""
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


def touching(spans: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Those of some ranges, sorted and not overlapping, that share a character with [start, end)."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = first
    while last < len(spans) and spans[last][0] < end:
        last += 1
    return spans[first:last]


class Inside:
    """Tells whether an offset lies in one of many ranges."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._offsets: set[int] = set()
        for start, end in spans:
            self._offsets.update(range(start, end))

    def __call__(self, at: int) -> bool:
        return at in self._offsets
