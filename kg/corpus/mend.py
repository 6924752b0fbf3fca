"""Mended text: the ranges of a page that belong together, joined so that every character keeps its offset."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Mended

Range = tuple[int, int]

# Offsets of ordinary pages are cut from this row instead of being counted anew for every range.
_ROW = array("I", range(1 << 16))
# Marks of markdown inside a line, and characters that no reader sees: they are left out of a mended text.
_MARKS = re.compile(
    r"\*{1,3}|__|`+|[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]+"
    r"|!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)|\[(?=[^\[\]\n]{1,200}\]\([^()\s]{1,500}\))|\]\([^()\s]{1,500}\)"
)
_SUSPECT = re.compile(r"[*_`\[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\n\u3000\xa0]*")


# Full-width forms that pages mix with the ASCII ones, and the ideographic space.
_COMMON_WIDE = tuple((chr(0xFF00 + ord(c) - 0x20), c) for c in ",:;()!?") + (("\u3000", " "), ("\xa0", " "))
_WIDE = re.compile("[\uff01-\uff5e]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def fold(text: str) -> str:
    """``text`` with full-width forms as ASCII, character by character, so that all offsets stay."""
    for wide, narrow in _COMMON_WIDE:
        text = text.replace(wide, narrow)
    return text.translate(_NARROW) if _WIDE.search(text) else text


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: the page range it lies in, its words, and its pieces where more than blanks was left out."""

    start: int
    end: int
    text: str
    pieces: tuple[Range, ...] = ()


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


def quote_of(page_text: str, mended: Mended, start: int, end: int) -> Quote:
    """The quotation that the range [start, end) of ``mended`` stands for; ValueError if the range is empty.

    Where nothing but blanks and line breaks was skipped, ``text`` is the page's text between the offsets without its
    line breaks and there are no pieces. Otherwise (a caption, a bold mark in between) the pieces are listed and
    ``text`` is their text without line breaks, in order. A range that begins or ends on a joint is narrowed.
    """
    while start < end and _is_joint(page_text, mended, start):
        start += 1
    while start < end and _is_joint(page_text, mended, end - 1):
        end -= 1
    if not 0 <= start < end:
        raise ValueError(f"no characters to quote in {start}-{end}")
    first, last = mended.span(start, end)
    if last - first == end - start:
        return Quote(first, last, page_text[first:last])
    pieces: list[Range] = []
    for low, high in mended.pieces(start, end):
        if pieces and _BLANKS.fullmatch(page_text, pieces[-1][1], low):
            pieces[-1] = (pieces[-1][0], high)
        else:
            pieces.append((low, high))
    words = "".join(page_text[low:high] for low, high in pieces).replace("\n", "")
    return Quote(first, last, words, tuple(pieces) if len(pieces) > 1 else ())


def _is_joint(page_text: str, mended: Mended, at: int) -> bool:
    return mended.text[at] in "\n " and page_text[mended.offsets[at]] != mended.text[at]
