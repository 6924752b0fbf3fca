"""Which lines are captions: the line above a photo credit, and what stands in a hole that a picture left."""

from __future__ import annotations

from collections import Counter

from kg.corpus.blocks import BOX, BOX_MARKS, BYLINE, CAPTION, CREDIT, FURNITURE, HEAD, PICTURE, TEXT, TITLE, Block
from kg.corpus.titles import is_caption_like
from kg.corpus.words import layout_words

# A paragraph longer than this is no caption, whatever stands below it.
_LONGEST = 120
# A single sentence no longer than this above a credit in the midst of an article is a caption even without a hole.
_SENTENCE = 60
_ARROWS = "▲△▼▽"
_ITEM_MARKS = _ARROWS + "▶◀"
_FEW = 2
_SHORT = 8
_COLUMNS = layout_words()["column-end"]


def mark_items(blocks: list[Block]) -> None:
    """Two or more whole sentences one below the other that begin with a triangle or with one other mark are items of
    news, not captions. Below a short line that heads them all (简讯) each is an article of its own."""
    first = 0
    while first < len(blocks):
        mark, items, i = _item_mark(blocks[first]), [], first
        while mark and i < len(blocks) and (_item_mark(blocks[i]) == mark or _goes_on(blocks, i)):
            items += [blocks[i]] if _item_mark(blocks[i]) == mark else []
            i += 1
        if len(items) > 1:
            for block in items:
                block.kind = TEXT
            above = blocks[first - 1] if first else None
            if above is not None and _heads_items(above):
                above.kind = FURNITURE
                for block in items:
                    block.item = True
        first = max(i, first + 1)


def _heads_items(above: Block) -> bool:
    """Whether a short line stands for all items below it and for none: 简讯, 一 句 话 新 闻, ◎县内短波."""
    words = above.text.replace(" ", "").strip(BOX_MARKS)
    boxed = above.kind == BOX and words.endswith(_COLUMNS)
    return len(words) <= _SHORT and (boxed or above.kind in (TITLE, HEAD, FURNITURE))


def _goes_on(blocks: list[Block], at: int) -> bool:
    """Whether a line is the rest of a sentence that the line above it began."""
    return blocks[at].kind == TEXT and not blocks[at].gap and blocks[at - 1].open


def _item_mark(block: Block) -> str:
    """What makes a sentence an item: a triangle that points at no picture, or another mark; "" if it is none."""
    if "。" not in block.text and not (block.open and "," in block.text):
        return ""
    if block.kind in (CAPTION, TEXT) and block.text[0] in _ITEM_MARKS:
        return _ARROWS
    return block.text[0] if block.kind == TEXT and block.text[0] in BOX_MARKS else ""


def usual_gap(blocks: list[Block]) -> int:
    """How many blank lines mostly stand between two blocks; there must be one block at least."""
    return Counter(block.gap for block in blocks).most_common(1)[0][0]


def mark_captions(blocks: list[Block]) -> None:
    """Gives captions their kind; a picture's story that is the only text of its article stays text."""
    if not blocks:
        return
    # How many texts and headings stand above, the last text, and the last text but the line right above.
    texts = heads = 0
    last: Block | None = None
    before: Block | None = None
    hole = max(2, 1 + usual_gap(blocks))
    arrows = [block for block in blocks if block.kind == BOX and block.mark and block.mark in _ARROWS]
    items = [i for i, b in enumerate(blocks) if b in arrows and i + 1 < len(blocks) and blocks[i + 1].kind == TEXT]
    if len(arrows) <= _FEW and not (len(arrows) > 1 and [b + 2 for b in items[:-1]] == items[1:] and len(items) > 1):
        # A few triangles point at pictures; many part the boxes of a digest.
        for block in arrows:
            block.kind = CAPTION
    for i, block in enumerate(blocks):
        if block.kind == CREDIT and i:
            above = blocks[i - 1]
            earlier = before if above.kind == TEXT else last
            interrupted = earlier is not None and earlier.open
            headed = i + 1 < len(blocks) and blocks[i + 1].kind in (TITLE, HEAD)
            if above.kind == TITLE and (interrupted or headed or texts + heads > 1):
                _titles_above(blocks, i, interrupted)
            elif above.kind == TEXT and texts > 1 and _is_caption(blocks, i, hole, interrupted):
                above.kind = CAPTION
        elif block.kind == TITLE and (
            _below_credit(blocks, i)
            or _in_hole(blocks, i, last, hole)
            or (texts + heads and _below_picture(blocks, i))
        ):
            block.kind = CAPTION
        elif block.signature >= 0 and block.kind in (TEXT, TITLE) and _is_signed_caption(blocks, i, texts):
            # … 邱宇哲 摄 at the end of a line of its own.
            block.kind = CAPTION
        if block.kind == TEXT:
            texts += 1
            before, last = last, block
        elif block.kind in (TITLE, HEAD):
            heads += 1


def _titles_above(blocks: list[Block], i: int, interrupted: bool) -> None:
    """The short line above a photo credit is its caption; inside a sentence, all short lines are."""
    blocks[i - 1].kind = CAPTION
    j = i - 2
    while interrupted and j > 0 and blocks[j].kind == TITLE:
        blocks[j].kind = CAPTION
        j -= 1


def _is_caption(blocks: list[Block], i: int, hole: int, interrupted: bool) -> bool:
    """Whether the whole sentences above the photo credit ``i`` are its caption."""
    above = blocks[i - 1]
    if len(above.text) > _LONGEST:
        return False
    sentence = len(above.text) <= _SENTENCE and "。" not in above.text[:-1]
    amidst = i + 1 < len(blocks) and blocks[i + 1].kind == TEXT and blocks[i - 2].kind == TEXT
    return above.gap >= hole or interrupted or (sentence and amidst)


def _in_hole(blocks: list[Block], i: int, last: Block | None, hole: int) -> bool:
    """Whether the title-like line ``i`` below a hole reads like a caption and heads nothing."""
    if i + 1 >= len(blocks) or max(blocks[i].gap, blocks[i + 1].gap) < hole:
        return False
    if is_caption_like(blocks[i].text) and (blocks[i + 1].gap >= hole or (last and blocks[i + 1].kind == TEXT)):
        return True
    return last is not None and last.open and blocks[i].gap >= hole and blocks[i + 1].kind == TEXT


def _below_picture(blocks: list[Block], i: int) -> bool:
    """Whether the title-like line ``i`` stands right below a picture."""
    return i > 0 and blocks[i - 1].kind == PICTURE


def _below_credit(blocks: list[Block], i: int) -> bool:
    """Whether the line below a photo credit names what the picture shows: 贡保甲 摄, then “一会一节”筹备现场."""
    return i > 0 and blocks[i - 1].kind == CREDIT and is_caption_like(blocks[i].text)


def _is_signed_caption(blocks: list[Block], i: int, texts: int) -> bool:
    """Whether the signed line ``i`` is a caption and not the whole story of a picture."""
    headed = blocks[i - 1].kind in (TITLE, HEAD, BOX, BYLINE) if i else False
    below = blocks[i + 1].kind if i + 1 < len(blocks) else ""
    if blocks[i].kind == TITLE and texts and not headed:
        return True
    if len(blocks[i].text) > _LONGEST or not below or (blocks[i].kind == TEXT and not texts):
        return False
    return below in (TEXT, CAPTION) or (below == TITLE and not headed)
