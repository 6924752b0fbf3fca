"""Boxes and items whose text goes on in the line of their title: ◇区总工会慰问职工 4月21日,…"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from kg.corpus.blocks import BOX, BOX_MARKS, CAPTION, TEXT, Block, drop, keep

# A line of a column may stop before its first sentence does: then it is a comma that tells prose.
_BOX_WITH_TEXT = re.compile(
    rf"[{BOX_MARKS}]+ ?([^。,;:!?…\s]{{5,30}}(?: [^。,;:!?…\s]{{4,16}})?) +(?=[^\s].*(?:[。!?]|,.{{10,}}$))"
)
# ★藏改乡 组织党员…: the body that an item is about, before its text.
_BOX_OF_BODY = re.compile(
    rf"[{BOX_MARKS}]+ ?([\u4e00-\u9fff]{{1,9}}(?:村|镇|乡|街道|社区|局|委|办|县|区|市|院|会|中心)) +(?=[^\s].*[。!?])"
)
# ★ 木兰村:1月8日,…: a label of a few characters before the text of an item.
_ITEM = re.compile(rf"[{BOX_MARKS}]+ ?([\u4e00-\u9fff]{{2,10}})(?: +|: ?)(?=[^\s].*[。!?])")


def _run_in(length: int) -> re.Pattern[str]:
    """What matches a headline of so many characters, and the blanks behind it."""
    return re.compile(rf"(.{{{length}}}) +")


def boxes_parted(blocks: list[Block], kind: Callable[[Block], Block]) -> list[Block]:
    """The blocks with boxes whose text goes on in the line of their title parted into title and text.

    A line alone must have a title of some length (◇区总工会慰问职工 4月21日,…) or a body's name; of lines in a row that
    begin with one mark, a few characters do (★ 木兰村:1月8日,… ★ 茶棚社区:…); lines in a row whose titles are in bold
    need no mark. ``kind`` tells what the text behind a title is.
    """
    items: list[re.Match[str] | None] = [None] * len(blocks)
    labels = [
        (_ITEM.match(b.text) or _BOX_WITH_TEXT.match(b.text))
        if b.kind in (TEXT, CAPTION) and not b.authors and b.text[0] in BOX_MARKS else None
        for b in blocks
    ]
    for i, (above, below) in enumerate(pairwise(labels)):
        if above and below and above[0][0] == below[0][0]:
            items[i], items[i + 1] = above, below
    for i, (one, other) in enumerate(pairwise(blocks)):
        if one.bold and other.bold:
            items[i], items[i + 1] = (_run_in(b.bold).match(b.text) for b in (one, other))
    out: list[Block] = []
    for block, item in zip(blocks, items, strict=True):
        match = item
        if not match and block.kind == TEXT and block.text[0] in BOX_MARKS:
            match = _BOX_WITH_TEXT.match(block.text) or _BOX_OF_BODY.match(block.text)
        out += _parted(block, match, kind) if match else (block,)
    return out


def _parted(block: Block, match: re.Match[str], kind: Callable[[Block], Block]) -> tuple[Block, Block]:
    """The title of a box, which ``match`` holds, and the text behind it."""
    title = keep(drop(block.ranges, match.start(1)), len(match[1]))
    text = kind(Block(TEXT, drop(block.ranges, match.end()), block.text[match.end():], 0))
    return Block(BOX, title, match[1], block.gap, open=True), text
