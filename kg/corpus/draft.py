"""An article while it is being put together: what a text, a note or a caption adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from kg.corpus.blocks import BOX, BYLINE, CREDIT, IMPRINT, REMARK, Block, drop, keep
from kg.corpus.dates import written_on
from kg.corpus.mend import Range, mend
from kg.corpus.opening import Opening, parse_ending
from kg.corpus.words import layout_words
from kg.model import Article, Page, unique

# How the headlines of notices end.
NOTICES = (*layout_words()["notice-end"], "通知", "决定", "名单")


@dataclass(slots=True)
class Draft:
    """The parts of one article as ranges of the page.

    ``signed``: its reporters are named in a byline or opening. ``site``: it has the imprint line of a website.
    ``open``: its last paragraph stops in mid-sentence. ``closed``: a source or byline ended it. ``sub_level``: the
    level of markdown headings that are sub-heads in it. ``inherits``: its authors are those of its digest.
    ``news``: it opens with 本报讯 or the like. ``subs``: how many sub-heads it has so far.
    """

    titles: list[Block] = field(default_factory=list)
    paragraphs: list[list[Range]] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    day: str = ""
    month_day: tuple[int, int] = (0, 0)
    source: str = ""
    dateline: str = ""
    start: int = -1
    texts: int = 0
    sub_level: int = 0
    box: bool = False
    signed: bool = False
    site: bool = False
    open: bool = False
    closed: bool = False
    inherits: bool = False
    news: bool = False
    subs: int = 0

    @property
    def is_notice(self) -> bool:
        """Whether its headline is one of a notice: 任前公示."""
        return bool(self.titles) and self.titles[-1].text.endswith(NOTICES)

    def head(self, titles: list[Block], notes: list[Block]) -> None:
        """Gives the article its headline and the notes below it, in place of what it had."""
        self.titles = titles
        self.box = titles[0].kind == BOX
        if self.inherits:
            self.authors, self.inherits = [], False
        if self.start < 0:
            self.start = titles[0].start
        for title in titles:
            self.authors += title.authors
            self.signed = self.signed or (bool(title.authors) and title.signature < 0)
            self.day = self.day or title.imprint.day
        self.note(notes)

    def note(self, notes: list[Block]) -> None:
        """Takes in bylines, credits, sources, imprints and remarks."""
        for note in notes:
            if note.kind == REMARK:
                self.paragraphs.append(list(note.ranges))
                self.open = False
            if note.authors and self.inherits:
                self.authors, self.inherits = [], False
            self.authors += note.authors
            self.source = self.source or note.imprint.source
            self.day = self.day or note.imprint.day
            self.signed = self.signed or note.kind == BYLINE
            self.site = self.site or (note.kind == IMPRINT and not note.imprint.of_page)

    def text(self, block: Block, opening: Opening | None) -> None:
        """Takes in a paragraph, joined to the last one if that stops in mid-sentence."""
        ranges, words = block.ranges, block.text
        if block.signature >= 0:
            # … 本报记者 孙强 摄: the whole story of a picture.
            words = words[:block.signature].rstrip(" (")
            ranges = keep(ranges, len(words))
        self.authors += block.authors
        if self.start < 0:
            self.start = block.start
        if opening:
            self.authors += opening.authors
            self.signed = self.signed or bool(opening.authors)
            self.news = self.news or opening.news
            self.dateline = self.dateline or opening.dateline
            self.day = self.day or opening.day
            self.month_day = opening.month_day if opening.month_day[0] and not self.month_day[0] else self.month_day
            self.source = self.source or opening.source
            ranges, words = drop(ranges, opening.length), words[opening.length:]
        ending = parse_ending(words)
        if ending:
            ranges, words = keep(ranges, ending.length), words[:ending.length]
            self.authors += ending.credit.authors if ending.credit else ()
            self.source = self.source or ending.source
        self.closed = bool(ending) or block.signature >= 0 or block.last
        if not ranges:
            self.open = False
            return
        if self.open and self.paragraphs and not block.numbered and not (opening and opening.news):
            self.paragraphs[-1] += ranges
        else:
            self.paragraphs.append(list(ranges))
        self.texts += 1
        self.open = block.open and not self.closed

    def keep_lines(self, blocks: list[Block]) -> None:
        """Takes in lines that are paragraphs of their own: sub-heads, the sign-off of a notice."""
        self.paragraphs += [list(block.ranges) for block in blocks]
        self.open = False
        self.subs += 1
        levels = [block.level for block in blocks if block.level]
        if levels:
            self.sub_level = min(levels)
        if self.start < 0:
            self.start = blocks[0].start

    def caption(self, block: Block) -> None:
        """Takes in a caption or a photo credit."""
        if block.kind != CREDIT:
            self.captions.append(block)
        self.authors += block.authors

    def finish(self, page: Page, index: int, day: str) -> Article:
        """The article; ``day`` is the day of issue if the article prints none itself."""
        title = mend(page.text, [block.ranges for block in self.titles], joint=" ")
        # A month without its day gives way to a day of that month.
        issued = day if day.startswith(self.day) else self.day
        return Article(
            page=page.name,
            index=index,
            headline=title.text,
            title=title,
            body=mend(page.text, _in_page_order(self.paragraphs)),
            captions=tuple(mend(page.text, [block.ranges]) for block in self.captions),
            authors=unique(self.authors),
            published=issued,
            written=written_on(issued, self.month_day),
            source=self.source,
            dateline=self.dateline,
            box=self.box,
        )


def _in_page_order(paragraphs: list[list[Range]]) -> list[list[Range]]:
    """The paragraphs in the order of the page: a document's number above its title comes to them late, and one amid a
    sentence parts it."""
    ranges = sorted((span, n) for n, paragraph in enumerate(paragraphs) for span in paragraph)
    return [[span for span, _ in run] for _, run in groupby(ranges, key=itemgetter(1))]
