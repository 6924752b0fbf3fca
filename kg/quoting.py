"""The words of a page that a range of a mended text stands for: what evidence quotes."""

from __future__ import annotations

import re

from kg.model import Article, Evidence, Mended, Page

_BLANKS = re.compile(r"\s*")


def evidence(page_name: str, page_text: str, article: int, mended: Mended, start: int, end: int) -> Evidence:
    """The evidence for the range [start, end) of ``mended``; ValueError if the range holds no character of the page.

    Where nothing but blanks and line breaks was skipped, the quote is the page's text between the offsets without its
    line breaks, and there are no pieces. Otherwise (a caption, a bold mark in between) the pieces are listed and the
    quote is their text without line breaks, in order. A range that begins or ends on a joint is narrowed.
    """
    while start < end and _is_joint(page_text, mended, start):
        start += 1
    while start < end and _is_joint(page_text, mended, end - 1):
        end -= 1
    if not 0 <= start < end:
        raise ValueError(f"no characters to quote in {start}-{end}")
    first, last = mended.span(start, end)
    pieces: list[tuple[int, int]] = []
    for low, high in mended.pieces(start, end) if last - first != end - start else ((first, last),):
        if pieces and _BLANKS.fullmatch(page_text, pieces[-1][1], low):
            pieces[-1] = (pieces[-1][0], high)
        else:
            pieces.append((low, high))
    words = "".join(page_text[low:high] for low, high in pieces).replace("\n", "").replace("\r", "")
    return Evidence(page_name, article, first, last, words, tuple(pieces) if len(pieces) > 1 else ())


class Quotes:
    """The evidence that one article gives, each range made once: many facts quote the same sentence."""

    def __init__(self, page: Page, article: Article) -> None:
        self._page = page
        self._article = article
        self._made: dict[tuple[int, int], Evidence] = {}

    def __call__(self, start: int, end: int) -> Evidence:
        """The evidence for the range [start, end) of the article's body, as :func:`evidence` makes it."""
        made = self._made.get((start, end))
        if made is None:
            page, article = self._page, self._article
            made = self._made[start, end] = evidence(page.name, page.text, article.index, article.body, start, end)
        return made


def _is_joint(page_text: str, mended: Mended, at: int) -> bool:
    return mended.text[at] in "\n " and page_text[mended.offsets[at]] != mended.text[at]
