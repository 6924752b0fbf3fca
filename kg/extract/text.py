"""Where sentences and clauses begin and end in a mended text.

A sentence ends at 。！？ or a paragraph break; closing quotes and brackets after the mark belong to it. A mark inside
“…” or 《…》 does not end it. Half-width punctuation, common in these pages, is read like full-width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.gazetteer.script import simplified

_ENDS = re.compile(r"[。！？!?\n]+[”’」』)）]*|(?<![0-9A-Za-z])\.(?=\s|$)")
_FULL_WIDTH = str.maketrans(
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
    }
)


def normalise(text: str) -> str:
    """The text with one form of each punctuation mark and in simplified characters, character for character: offsets
    stay as they are."""
    return simplified(text).translate(_FULL_WIDTH)


@dataclass(frozen=True, slots=True)
class Sentence:
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
