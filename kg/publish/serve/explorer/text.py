"""An article's text with the words behind its facts marked, where the store keeps the page's text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg import terms
from kg.corpus import cut_articles
from kg.graph.binding import to_iri
from kg.graph.store import GraphStore
from kg.model import Mended, Page

_TEXT = "SELECT ?text WHERE { GRAPH ?books { ?page ?note ?text } }"
_NOTE = terms.STORE_GRAPH + "/note/text"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters that the same marks cover; ``marks`` are numbers of sentences, ``begins`` those of them
    that have their first character here."""

    text: str
    marks: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


Paragraph = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A text to show: its title, paragraphs and captions. ``whole`` says that it is the page as it lies, because the
    article could not be found in it again."""

    title: Paragraph
    body: tuple[Paragraph, ...]
    captions: tuple[Paragraph, ...] = ()
    whole: bool = False


def page_text(store: GraphStore, page: str) -> str:
    """The text of a page as it was read, "" if the store does not keep it."""
    given = {"books": to_iri(terms.STORE_GRAPH), "page": to_iri(page), "note": to_iri(_NOTE)}
    with store.query(_TEXT, bindings=given, limit=1) as result:
        return next((str(row["text"]) for row in result.records()), "")


def show_article(text: str, file: str, index: int, headline: str, spans: Sequence[Sequence[tuple[int, int]]]) -> Shown:
    """Article ``index`` of a page, cut from the page's text again, with marks over the page ranges of each sentence.

    Lines that are no part of the text but say something (a byline) stand at its end. Where the cutting has changed
    since the page was read (another headline, most sentences elsewhere), the whole page is shown instead: a mark is
    where the graph says, or nowhere.
    """
    cover = _Cover(spans, len(text))
    article = next((a for a in cut_articles(Page(file, text, "")) if a.index == index), None)
    if article is None or article.headline != headline:
        return show_page(text, spans)
    title = next(_paragraphs(article.title, cover), ())
    body = tuple(_paragraphs(article.body, cover))
    captions = tuple(p for caption in article.captions for p in _paragraphs(caption, cover))
    if 2 * len(cover.missing) > len(spans):
        return show_page(text, spans)
    return Shown(title, body, (*captions, *_lines(text, cover, only_missing=True)))


def show_page(text: str, spans: Sequence[Sequence[tuple[int, int]]]) -> Shown:
    """The page as it lies, line by line, with the same marks."""
    return Shown((), tuple(_lines(text, _Cover(spans, len(text)))), whole=True)


def _lines(text: str, cover: _Cover, *, only_missing: bool = False) -> Iterator[Paragraph]:
    """The lines of a page; ``only_missing`` those in which a sentence begins that was not met yet."""
    at = 0
    for line in text.split("\n"):
        offsets = range(at, at + len(line))
        if line.strip() and (not only_missing or any(cover.missing.intersection(cover.at(o)) for o in offsets)):
            yield tuple(_runs(line, offsets, cover))
        at += len(line) + 1


class _Cover:
    """Which sentences cover a character of the page, and which have not begun yet."""

    def __init__(self, spans: Sequence[Sequence[tuple[int, int]]], length: int) -> None:
        edges = {0, length}
        for ranges in spans:
            for start, end in ranges:
                edges |= {min(start, length), min(end, length)}
        self._edges = sorted(edges)
        covering: list[list[int]] = [[] for _ in self._edges]
        self.missing: set[int] = set()
        for number, ranges in enumerate(spans):
            for start, end in ranges:
                first, last = (self._edges.index(min(edge, length)) for edge in (start, end))
                for at in range(first, last):
                    covering[at].append(number)
                if start < length:
                    self.missing.add(number)
        self._covering = [tuple(dict.fromkeys(numbers)) for numbers in covering]

    def at(self, offset: int) -> tuple[int, ...]:
        """The sentences that cover the character at an offset of the page."""
        return self._covering[bisect_right(self._edges, offset) - 1]

    def begin(self, marks: Iterable[int]) -> tuple[int, ...]:
        """Those of the sentences that are met for the first time."""
        new = tuple(mark for mark in marks if mark in self.missing)
        self.missing.difference_update(new)
        return new


def _paragraphs(mended: Mended, cover: _Cover) -> Iterator[Paragraph]:
    at = 0
    for line in mended.text.split("\n"):
        if line:
            yield tuple(_runs(line, mended.offsets[at : at + len(line)], cover))
        at += len(line) + 1


def _runs(text: str, offsets: Sequence[int], cover: _Cover) -> Iterator[Run]:
    start, marks = 0, cover.at(offsets[0]) if len(offsets) else ()
    for i in range(1, len(text) + 1):
        now = cover.at(offsets[i]) if i < len(text) else None
        if now != marks:
            yield Run(text[start:i], marks, cover.begin(marks))
            start, marks = i, now or ()
