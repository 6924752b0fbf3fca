"""Cutting a page into articles: which lines are headlines, whose headlines, and what belongs to no article.

The lines come with a first guess (``lines``); here their neighbours decide. Between two texts lies a run of other
lines; a run is read as groups of title lines, each with the notes (byline, source, date) below it. A group opens an
article, closes one (a headline below its text), heads a digest of boxes, or is a sub-head that stays in the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.corpus import lines as ln
from kg.corpus.byline import Opening, parse_ending, parse_opening
from kg.corpus.lines import Block, is_open, split_blocks
from kg.corpus.mend import Range, fold, mend
from kg.model import Article, Page, unique

_TITLES = frozenset((ln.SHORT, ln.HEAD, ln.BOX))
_NOTES = frozenset((ln.BYLINE, ln.META, ln.SOURCE, ln.CREDIT))
# More title lines than this in a row are a list, no headline.
_MOST_TITLES = 4
# From this score on a line without a byline opens an article; measured on the development pages.
_ENOUGH = 3
_CANNOT_START = "、,。;:)”’》」』!?,.;:)的了着和与及们地得等"
_CANNOT_END = "的和与在对将把被向从为是以及或、,,(“‘《「『由于"
_TIME_START = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|初|底|中旬|上旬|下旬)|\d{1,2}日|近日|日前|昨[天日]|今[天日]|前[天日]|连日来|近期|最近|本周|上周|上午|下午|(?:今|去)年|第[一二三四五六七八九十百\d]{1,5}[届次批期]"
)
_NEWS_VERB = re.compile(r"召开|举行|举办|调研|会见|视察|检查|部署|开幕|闭幕|揭牌|签约|启动|启用|走进|落户|推进|当选|通过|发布|座谈|慰问|督查|考察|开展|动员|培训|成立|获|领到")


@dataclass(slots=True)
class _Draft:
    """An article while it is being put together."""

    titles: list[Block] = field(default_factory=list)
    paragraphs: list[list[Range]] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    day: str = ""
    source: str = ""
    dateline: str = ""
    box: bool = False
    column: bool = False
    site: bool = False
    signed: bool = False
    closed: bool = False
    texts: int = 0
    open: bool = False
    start: int = 0


@dataclass(slots=True)
class _Group:
    """Title lines that stand together and the notes below them."""

    titles: list[Block]
    notes: list[Block] = field(default_factory=list)

    @property
    def signed(self) -> bool:
        return any(note.kind == ln.BYLINE or (note.kind == ln.META and note.authors) for note in self.notes)

    @property
    def boxed(self) -> bool:
        return self.titles[0].kind == ln.BOX

    @property
    def text(self) -> str:
        return "".join(block.text for block in self.titles)


def cut_articles(page: Page) -> tuple[Article, ...]:
    """The articles of ``page`` in reading order; a page without text has none."""
    blocks = split_blocks(fold(page.text))
    days = [(block.ranges[0][0], block.day) for block in blocks if block.kind in (ln.DATE, ln.FURNITURE) and block.day]
    blocks = [block for block in _find_captions(blocks) if block.kind != ln.FURNITURE]
    drafts = _Cutter(blocks).run()
    return tuple(_article(page, index, draft, days) for index, draft in enumerate(drafts))


def _find_captions(blocks: list[Block]) -> list[Block]:
    """The blocks with the lines above a photo credit marked as its caption."""
    texts = 0
    for i, block in enumerate(blocks):
        if block.kind == ln.TEXT:
            texts += 1
        if block.kind != ln.CREDIT or not i:
            continue
        above = blocks[i - 1]
        before = next((b for b in reversed(blocks[:i - 1]) if b.kind in (ln.TEXT, ln.SHORT, ln.HEAD)), None)
        interrupted = texts > 0 and any(b.kind == ln.TEXT and b.open for b in blocks[max(0, i - 4):i - 1])
        if above.kind == ln.SHORT and before:
            above.kind = ln.CAPTION
            j = i - 2
            while interrupted and j > 0 and blocks[j].kind == ln.SHORT:
                blocks[j].kind = ln.CAPTION
                j -= 1
        elif above.kind == ln.TEXT and len(above.text) <= 120 and texts > 1 and (above.gap >= 2 or interrupted):
            above.kind = ln.CAPTION
    return blocks


class _Cutter:
    """Walks over the blocks of one page and drafts its articles."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.drafts: list[_Draft] = []
        self.cur: _Draft | None = None
        self.section: list[str] = []

    def run(self) -> list[_Draft]:
        i, blocks = 0, self.blocks
        while i < len(blocks):
            j = i
            while j < len(blocks) and blocks[j].kind != ln.TEXT:
                j += 1
            text = blocks[j] if j < len(blocks) else None
            opening = parse_opening(text.text) if text else None
            if j > i:
                self._between(blocks[i:j], text, opening)
            if text:
                self._text(text, opening)
            i = j + 1
        return [draft for draft in self.drafts if draft.titles or draft.paragraphs]

    # ------------------------------------------------------------ the lines between two texts

    def _between(self, run: list[Block], text: Block | None, opening: Opening | None) -> None:
        lead: list[Block] = []
        groups: list[_Group] = []
        for block in run:
            kind = block.kind
            if kind in (ln.CAPTION, ln.CREDIT) and not (groups and kind == ln.CREDIT and not self.cur):
                self._caption(block, bool(groups))
            elif kind in _TITLES:
                if kind == ln.BOX or not groups or groups[-1].notes or (groups[-1].boxed and kind == ln.HEAD):
                    groups.append(_Group([block]))
                else:
                    groups[-1].titles.append(block)
            elif kind == ln.DATE:
                # A bare day below a text is the sign-off of a notice; above one it is the page's or the article's day.
                if groups and text is None and self.cur and block.open:
                    groups[-1].titles.append(block)
                elif not groups and text is None and self.cur and block.open:
                    self.cur.paragraphs.append(block.ranges)
                    self.cur.day = self.cur.day or block.day
            elif groups:
                groups[-1].notes.append(block)
            else:
                lead.append(block)
        self._close(lead)
        for n, group in enumerate(groups):
            following = groups[n + 1] if n + 1 < len(groups) else None
            if following:
                self._textless(group, following)
            elif text:
                self._before_text(group, text, opening)
            else:
                self._at_end(group)

    def _close(self, notes: list[Block]) -> None:
        """Byline and source below a text: they belong to it and end it."""
        if not notes:
            return
        if not self.cur:
            self._start([], notes)
            return
        _note(self.cur, notes)
        self.cur.closed = self.cur.texts > 0 and not self.cur.open

    def _textless(self, group: _Group, following: _Group) -> None:
        """A group of titles that other titles follow instead of a text."""
        cur = self.cur
        if _same(group.text, following.text):
            following.notes = [*group.notes, *(n for n in following.notes if n.text not in {m.text for m in group.notes})]
        elif following.boxed and not group.boxed:
            self._below_or_section(group)
        elif group.signed and cur and cur.texts and not cur.signed:
            self._headline_below(group)
        elif group.boxed:
            self.section = [*self.section]
        elif not group.signed:
            # Kicker, source line, headline: one headline with a note in its middle.
            following.titles = [*group.titles, *following.titles]
            following.notes = [*group.notes, *following.notes]
        elif not following.signed and not following.boxed:
            # Headline, byline, sub-head.
            self._start(group.titles, group.notes)
            following.notes = [*following.notes]
        else:
            self._start(group.titles, group.notes)

    def _below_or_section(self, group: _Group) -> None:
        """The head of a digest: no article, but its byline is that of the boxes."""
        self.section = list(unique(a for note in group.notes for a in note.authors))
        self.cur = None

    def _headline_below(self, group: _Group) -> None:
        assert self.cur is not None
        cur = self.cur
        cur.titles, cur.box, cur.authors, cur.signed = group.titles, False, [], True
        _note(cur, group.notes)
        cur.closed = not cur.open

    def _before_text(self, group: _Group, text: Block, opening: Opening | None) -> None:
        cur = self.cur
        if cur is None or (not cur.texts and not cur.titles):
            self._start(group.titles, group.notes, cur)
        elif cur.texts and cur.open and not opening and not group.boxed and not cur.closed:
            self._inside_sentence(group, text)
        elif not cur.texts and not group.signed and not group.boxed and not opening:
            # Headline, byline, then lines that nobody signed: the first sub-head.
            self._stay(group)
        elif group.boxed or self._opens(group, text, opening, cur):
            self._start(group.titles, group.notes)
        elif len(group.titles) == 1 and _runs_on(group.titles[0], text):
            self._paragraph(group.titles[0], None)
        else:
            self._stay(group)

    def _inside_sentence(self, group: _Group, text: Block) -> None:
        """Titles in the middle of a sentence: the text's own headline set into it, a caption, or words of it."""
        cur = self.cur
        assert cur is not None
        if group.signed:
            if cur.signed:
                self._start(group.titles, group.notes)
            else:
                self._headline_below(group)
        elif any(block.kind == ln.HEAD for block in group.titles) or group.notes:
            self._start(group.titles, group.notes)
        else:
            for block in group.titles:
                if "," in block.text or block.text[-1] in _CANNOT_END or block.text[0] in _CANNOT_START:
                    self._paragraph(block, None)
                else:
                    cur.captions.append(block)

    def _opens(self, group: _Group, text: Block, opening: Opening | None, cur: _Draft) -> bool:
        """Whether an unboxed group after a whole sentence opens an article rather than a section of one."""
        if group.signed or any(note.kind == ln.META for note in group.notes):
            return True
        if opening and (opening.length >= 3):
            return True
        if cur.closed:
            return not group.titles[0].numbered
        return _title_score(group, text, cur) >= _ENOUGH

    def _at_end(self, group: _Group) -> None:
        """Titles that nothing follows."""
        cur = self.cur
        if cur is None or (not cur.texts and not cur.titles):
            self._start(group.titles, group.notes, cur)
        elif group.boxed or (group.signed and cur.texts and cur.titles and cur.signed):
            self._start(group.titles, group.notes)
        elif group.signed and cur.texts and (not cur.titles or cur.box or cur.open):
            self._headline_below(group)
        else:
            self._stay(group)
            _note(cur, group.notes)

    # ------------------------------------------------------------ putting together

    def _start(self, titles: list[Block], notes: list[Block], into: _Draft | None = None) -> None:
        draft = into or _Draft()
        if len(titles) > _MOST_TITLES:
            titles = [t for t in titles if t.kind != ln.SHORT] or titles[-2:]
        draft.titles = titles
        if not into:
            self.drafts.append(draft)
        draft.box = bool(titles) and titles[0].kind == ln.BOX
        if titles:
            draft.start = titles[0].start
        _note(draft, notes)
        if draft.box and not draft.authors:
            draft.authors = list(self.section)
        elif not draft.box and titles:
            self.section = []
        self.cur = draft

    def _stay(self, group: _Group) -> None:
        """Sub-heads: paragraphs of their own in the body."""
        cur = self.cur
        assert cur is not None
        cur.paragraphs += [block.ranges for block in group.titles]
        cur.open = False

    def _text(self, block: Block, opening: Opening | None) -> None:
        cur = self.cur
        if cur is None:
            self._start([], [])
        elif cur.texts and opening and opening.length >= 3 and not cur.open and (opening.dateline or "讯" in block.text[:opening.length]):
            self._start([], [])
        self._paragraph(block, opening)

    def _paragraph(self, block: Block, opening: Opening | None) -> None:
        cur = self.cur
        assert cur is not None
        ranges, text = block.ranges, block.text
        if not cur.texts and not cur.titles and not cur.start:
            cur.start = block.start
        if opening:
            cur.authors += opening.authors
            cur.signed = cur.signed or bool(opening.authors)
            cur.dateline = cur.dateline or opening.dateline
            cur.day = cur.day or opening.day
            cur.source = cur.source or opening.source
            ranges = ln.drop(ranges, opening.length)
            text = text[opening.length:]
        ending = parse_ending(text)
        closed = False
        if ending:
            keep, credit, source = ending
            ranges = ln.keep(ranges, keep)
            if credit:
                cur.authors += credit.authors
            cur.source = cur.source or source
            text, closed = text[:keep], True
        if not ranges:
            return
        joined = cur.open and cur.paragraphs and not opening and not block.numbered
        if joined:
            cur.paragraphs[-1] = [*cur.paragraphs[-1], *ranges]
        else:
            cur.paragraphs.append(ranges)
        cur.texts += 1
        cur.open = is_open(text) and not closed
        cur.closed = closed

    def _caption(self, block: Block, ahead: bool) -> None:
        if self.cur is None:
            self._start([], [])
        assert self.cur is not None
        if block.kind == ln.CAPTION:
            self.cur.captions.append(block)
        self.cur.authors += block.authors


def _note(draft: _Draft, notes: list[Block]) -> None:
    for note in notes:
        draft.authors += note.authors
        draft.source = draft.source or note.source
        draft.signed = draft.signed or note.kind == ln.BYLINE
        if note.kind == ln.META:
            draft.day = draft.day or note.day
            draft.site = True


def _same(left: str, right: str) -> bool:
    return left == right or (len(left) > 6 and (left in right or right in left) and abs(len(left) - len(right)) <= 3)


def _runs_on(block: Block, text: Block) -> bool:
    """Whether a short unfinished line is no title but the beginning of the next text."""
    line = block.text
    if block.kind != ln.SHORT or not block.open:
        return False
    if line[-1] in _CANNOT_END or text.text[0] in _CANNOT_START:
        return True
    if line[-1].isdigit() and text.text[0].isdigit():
        return True
    if (line[-1] in "年月" or line[-1].isdigit()) and (text.text[0].isdigit() or text.text[0] in "年月日时个名人家"):
        return True
    return "," in line and " " not in line and " " not in line


def _title_score(group: _Group, text: Block, cur: _Draft) -> int:
    """How much speaks for a headline (positive) or a sub-head (negative)."""
    first = group.titles[0]
    words = group.text
    score = 0
    if any(block.kind == ln.HEAD for block in group.titles):
        score += 2
    if len(group.titles) > 1:
        score += 2
    if any(" " in block.text or " " in block.text for block in group.titles):
        score += 2
    size = max(len(block.text) for block in group.titles)
    score += 2 if size >= 14 else 1 if size >= 9 else -2
    if _TIME_START.match(text.text):
        score += 1
    if _NEWS_VERB.search(words):
        score += 1
    lead = text.text[:80]
    pairs = {words[i:i + 2] for i in range(len(words) - 1)}
    if pairs and sum(1 for pair in pairs if pair in lead) >= 0.5 * len(pairs):
        score += 1
    if first.numbered:
        score -= 4
    if cur.site:
        score -= 3
    if len(group.titles) > _MOST_TITLES:
        score -= 3
    if any(block.kind == ln.SHORT and not block.open for block in group.titles):
        score -= 1
    return score


def _article(page: Page, index: int, draft: _Draft, days: list[tuple[int, str]]) -> Article:
    title = mend(page.text, [block.ranges for block in draft.titles], joint=" ")
    day = draft.day
    if not day:
        printed = [d for at, d in days if at < draft.start] or [d for _, d in days[:1]]
        several = len({d for _, d in days}) > 1 and page.published in {d for _, d in days}
        day = printed[-1] if printed and (several or not page.published) else page.published
    return Article(
        page=page.name,
        index=index,
        headline=title.text,
        title=title,
        body=mend(page.text, draft.paragraphs),
        captions=tuple(mend(page.text, [block.ranges]) for block in draft.captions),
        authors=unique(draft.authors),
        published=day,
        source=draft.source,
        dateline=draft.dateline,
        box=draft.box,
    )
