"""Which lines are captions: the line above a photo credit, and what stands in a hole that a picture left."""

from __future__ import annotations

from collections import Counter

from kg.corpus.lines import BOX, BYLINE, CAPTION, CREDIT, HEAD, TEXT, TITLE, Block
from kg.corpus.titles import is_caption_like

# A paragraph longer than this is no caption, whatever stands below it.
_LONGEST = 120
# A single sentence no longer than this above a credit in the midst of an article is a caption even without a hole.
_SENTENCE = 60


def mark_captions(blocks: list[Block]) -> None:
    """Gives captions their kind; a picture's story that is the only text of its article stays text."""
    texts = 0
    last: Block | None = None
    hole = max(2, 1 + Counter(block.gap for block in blocks).most_common(1)[0][0]) if blocks else 2
    for i, block in enumerate(blocks):
        if block.kind == CREDIT and i:
            _above_credit(blocks, i, texts, hole)
        elif block.kind == TITLE and last and block.gap >= hole and _in_hole(blocks, i, last):
            block.kind = CAPTION
        elif block.authors and (block.kind == TITLE or (block.kind == TEXT and texts)) and _before_more(blocks, i):
            # … 邱宇哲 摄 at the end of a line of its own.
            block.kind = CAPTION
        if block.kind == TEXT:
            texts += 1
            last = block


def _above_credit(blocks: list[Block], i: int, texts: int, hole: int) -> None:
    """Marks what the photo credit ``i`` belongs to."""
    above = blocks[i - 1]
    last = next((b for b in reversed(blocks[:i - 1]) if b.kind == TEXT), None)
    interrupted = last is not None and last.open
    if above.kind == TITLE:
        if not interrupted and not any(b.kind in (TITLE, HEAD, TEXT) for b in blocks[:i - 1]):
            return
        above.kind = CAPTION
        j = i - 2
        while interrupted and j > 0 and blocks[j].kind == TITLE:
            blocks[j].kind = CAPTION
            j -= 1
    elif above.kind == TEXT and len(above.text) <= _LONGEST and texts > 1:
        sentence = len(above.text) <= _SENTENCE and "。" not in above.text[:-1]
        amidst = i + 1 < len(blocks) and blocks[i + 1].kind == TEXT and blocks[i - 2].kind == TEXT
        if above.gap >= hole or interrupted or (sentence and amidst):
            above.kind = CAPTION


def _in_hole(blocks: list[Block], i: int, last: Block | None) -> bool:
    """Whether the title-like line ``i`` below a hole reads like a caption and heads nothing."""
    heads_text = i + 1 < len(blocks) and blocks[i + 1].kind == TEXT
    return heads_text and (is_caption_like(blocks[i].text) or (last is not None and last.open))


def _before_more(blocks: list[Block], i: int) -> bool:
    """Whether the article goes on after the signed line ``i``, so that the line is not its whole story."""
    if len(blocks[i].text) > _LONGEST or i + 1 >= len(blocks):
        return False
    headed = blocks[i - 1].kind in (TITLE, HEAD, BOX, BYLINE) if i else False
    return blocks[i + 1].kind in (TEXT, CAPTION) or (blocks[i + 1].kind == TITLE and not headed)
