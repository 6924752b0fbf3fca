"""What a page is taken apart into before it is cut: lines, each with its place in the page and what it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.corpus.furniture import Imprint
from kg.corpus.mend import Range

# Kinds of blocks. TITLE is short, without sentence end: a headline, a sub-head, a caption, words of a sentence.
# REMARK is a line of the text that stands with the headline: a document's number, (2021年8月27日…会议通过).
TEXT, TITLE, HEAD, BOX = "text", "title", "head", "box"
BYLINE, CREDIT, CAPTION, IMPRINT, SOURCE, REMARK, PAGE_BYLINE, LINKS, PICTURE, FURNITURE = (
    "byline", "credit", "caption", "imprint", "source", "remark", "page-byline", "links", "picture", "furniture"
)
BOX_MARKS = "○■□◆◇▲△▼▽★☆▶►▷▸▌▎▍●◎※◉◈▣▪➤➢✦❖⊙"


@dataclass(slots=True)
class Block:
    """One line, or lines joined: ``ranges`` of the page, their ``text`` folded and without marks, the ``kind``.

    ``gap`` counts the blank lines before it, ``level`` is the depth of a markdown heading (0 if none), ``open`` says
    that it stops in mid-sentence, ``bold`` is the length of a headline in bold before its text, ``mark`` the sign
    before the title of a box, ``item`` that the line is an article of its own without a headline. ``authors`` are the
    people whom the line credits, or its end from ``signature`` on; ``last``: the article goes on on another page.
    """

    kind: str
    ranges: list[Range]
    text: str
    gap: int
    level: int = 0
    open: bool = False
    numbered: bool = False
    authors: tuple[str, ...] = ()
    signature: int = -1
    mark: str = ""
    imprint: Imprint = field(default_factory=Imprint)
    indent: int = 0
    columned: bool = False
    item: bool = False
    last: bool = False
    bold: int = 0

    @property
    def start(self) -> int:
        return self.ranges[0][0]


def drop(ranges: list[Range], count: int) -> list[Range]:
    """The ranges without their first ``count`` characters."""
    out = []
    for start, end in ranges:
        cut = min(count, end - start)
        count -= cut
        if start + cut < end:
            out.append((start + cut, end))
    return out


def keep(ranges: list[Range], count: int) -> list[Range]:
    """The first ``count`` characters of the ranges."""
    out = []
    for start, end in ranges:
        taken = min(count, end - start)
        count -= taken
        if taken:
            out.append((start, start + taken))
    return out
