"""Hard-wrapped columns: lines that end where the column was full are one paragraph with the next.

A page is taken to be wrapped only if most of its lines are equally long and break off in mid-sentence; the lines of
other pages are left alone. Lengths are display widths: a Chinese character counts two, an ASCII character one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

# What a line is to its neighbours: words of a paragraph, the first or last line of one, or a line that is always alone.
WORDS, FIRST, LAST, ALONE = range(4)


class Line(NamedTuple):
    """A line without the blanks at its ends: its range in the page and the blank lines and indent before it."""

    start: int
    end: int
    gap: int
    indent: int


# Narrower than ten Chinese characters is no column, wider than sixty no wrapped one.
_NARROWEST, _WIDEST = 20, 120
# Shares measured on pages wrapped at 12 to 40 characters: full lines are half of all and more, nearly all of them open.
_FULL_SHARE = 0.35
_OPEN_SHARE = 0.5
_ENDS = "。!?…;:"
_CLOSERS = "”’』」》)】]\"'"
_PROSE = re.compile("[,。、;:]")


def unwrap(text: str, lines: list[Line], place: Callable[[str], int]) -> list[list[Line]]:
    """``lines`` in groups that are one paragraph each; most groups have one line.

    ``place`` tells for a line's words whether it is WORDS of a paragraph, the FIRST line of one (本报讯 …), the LAST
    (… (来源:区府办)), or ALONE (a heading, a byline).
    """
    column = _column(text, lines)
    if not column:
        return [[line] for line in lines]
    low, high, step = column
    indented = any(line.indent >= 2 for line in lines)
    groups: list[list[Line]] = []
    full = finished = closed = False
    for line in lines:
        words = text[line.start:line.end]
        kind = place(words)
        width = _width(words) + min(line.indent, 4)
        before = full and not closed
        full, ends = low <= width <= high, words.rstrip(_CLOSERS)[-1:] in _ENDS
        if before and finished:
            # A full line that ends a sentence may end its paragraph too: what follows must look like more of it.
            before = indented and (full or ends)
        if before and kind in (WORDS, LAST) and line.gap <= step and not (indented and line.indent >= 2):
            groups[-1].append(line)
        else:
            groups.append([line])
        finished, closed = ends, kind in (ALONE, LAST)
    return groups


def _column(text: str, lines: list[Line]) -> tuple[int, int, int] | None:
    """The widths of a full line (from, to) and the blank lines between lines of one paragraph; None if not wrapped."""
    if len(lines) < 4:
        return None
    widths = [_width(text[line.start:min(line.end, line.start + _WIDEST)]) + min(line.indent, 4) for line in lines]
    counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    if not counts:
        return None
    # Punctuation that may not begin a line makes it a character or two shorter or longer.
    best = max(counts, key=lambda width: (sum(counts[w] for w in range(width - 2, width + 3)), width))
    slack = max(3, best // 10)
    low, high = best - slack, best + 3
    full = [i for i, width in enumerate(widths) if low <= width <= high]
    if len(full) < 4 or len(full) < _FULL_SHARE * len(lines):
        return None
    if sum(1 for width in widths if width > high) > 0.25 * len(lines):
        return None
    words = [text[lines[i].start:lines[i].end] for i in full]
    unfinished = sum(1 for word in words if word.rstrip(_CLOSERS)[-1:] not in _ENDS)
    prose = sum(1 for word in words if _PROSE.search(word))
    if unfinished < _OPEN_SHARE * len(full) or prose < 0.4 * len(full):
        return None
    gaps = Counter(lines[i + 1].gap for i in full if i + 1 < len(lines))
    return low, high, gaps.most_common(1)[0][0] if gaps else 0


def _width(words: str) -> int:
    return (len(words.encode("utf-8", "surrogatepass")) + len(words)) // 2
