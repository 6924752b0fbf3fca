"""Mended text: the ranges of a page that belong together, joined so that every character keeps its offset."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence

from kg.model import Mended

Range = tuple[int, int]

# Offsets of ordinary pages are cut from this row instead of being counted anew for every range.
_ROW = array("I", range(1 << 16))
# Marks of markdown inside a line, and characters that no reader sees: they are left out of a mended text.
_MARKS = re.compile(
    r"\*{1,3}|__|`+|[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]+"
    r"|</?[a-zA-Z][^<>\n]{0,300}>|&(?:nbsp|emsp|ensp|#160|#12288);"
    r"|!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)|\[(?=[^\[\]\n]{1,200}\]\([^()\s]{1,500}\))|\]\([^()\s]{1,500}\)"
)
_SUSPECT = re.compile(r"[*_`<&\[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]")


# Full-width forms that pages mix with the ASCII ones, and the ideographic space.
_COMMON_WIDE = (*((chr(ord(c) + 0xFEE0), c) for c in ",:;()!?"), ("\u3000", " "), ("\xa0", " "))
_WIDE = re.compile("[\uff01-\uff5e]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def fold(text: str) -> str:
    """``text`` with full-width forms as ASCII, character by character, so that all offsets stay."""
    for wide, narrow in _COMMON_WIDE:
        text = text.replace(wide, narrow)
    return text.translate(_NARROW) if _WIDE.search(text) else text


def visible(text: str, start: int, end: int) -> list[Range]:
    """The ranges of ``text[start:end]`` that a reader sees: without bold marks, link targets, zero-width characters."""
    if not _SUSPECT.search(text, start, end):
        return [(start, end)]
    ranges, at = [], start
    for match in _MARKS.finditer(text, start, end):
        if match.start() > at:
            ranges.append((at, match.start()))
        at = match.end()
    if at < end:
        ranges.append((at, end))
    return ranges


def mend(text: str, paragraphs: Iterable[Sequence[Range]], joint: str = "\n") -> Mended:
    """The paragraphs, each a row of ranges of ``text``, joined by ``joint``; empty paragraphs are left out."""
    out: list[str] = []
    offsets = array("I")
    for ranges in paragraphs:
        first = True
        for start, end in ranges:
            if start >= end:
                continue
            if first and out:
                out.append(joint)
                offsets.append(start)
            elif not first and _letters_meet(out[-1], text, start):
                out.append(" ")
                offsets.append(start)
            first = False
            out.append(text[start:end])
            if end <= len(_ROW):
                offsets += _ROW[start:end]
            else:
                offsets.extend(range(start, end))
    return Mended("".join(out), offsets)


def _letters_meet(before: str, text: str, at: int) -> bool:
    """Whether joining would glue two Latin words that a line break had kept apart."""
    left, right = before[-1], text[at]
    return left.isascii() and left.isalpha() and right.isascii() and right.isalpha() and text[at - 1].isspace()
