"""Cutting a page into articles: which lines are headlines, whose headlines, and what belongs to no article.

The lines come with a first guess (``lines``); here their neighbours decide. Between two texts lies a run of other
lines; a run is read as groups of title lines, each with the notes (byline, source, day) below it. A group opens an
article, closes one (a headline below its text), heads a digest of boxes, or is a sub-head that stays in the body.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

from kg.corpus import blocks as bl
from kg.corpus import titles as weigh
from kg.corpus.blocks import Block
from kg.corpus.captions import mark_captions, mark_items
from kg.corpus.draft import Draft
from kg.corpus.groups import TITLES, Group, drop_contents, head_of_issue, is_site_name, same_headline
from kg.corpus.judge import Judge
from kg.corpus.lines import split_blocks
from kg.corpus.mend import fold
from kg.corpus.opening import Opening, parse_opening
from kg.gazetteer.script import simplified
from kg.model import Article, Page, unique

_LONGEST_SIGN_OFF = 24
# Who signs a notice that prints no day below it.
_SIGNATURE = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{2,18}(?:委员会|委|组织部|宣传部|人民政府|政府|办公室|局|中心|街道办事处|总工会|法院|检察院)"
)


def cut_articles(page: Page) -> tuple[Article, ...]:
    """The articles of ``page`` in reading order; a page without text has none."""
    lines = split_blocks(simplified(fold(page.text)))
    mark_items(lines)
    blocks = [block for block in lines if block.kind != bl.FURNITURE]
    mark_captions(blocks)
    bulletin = bool(head_of_issue(blocks))
    drop_contents(blocks)
    drafts = _Cutter([block for block in blocks if block.kind != bl.PAGE_BYLINE], bulletin).run()
    of_page = [name for block in blocks if block.kind == bl.PAGE_BYLINE for name in block.authors]
    for draft in drafts:
        draft.authors = draft.authors or of_page
    days = [(b.start, b.imprint.day) for b in blocks if b.kind == bl.IMPRINT and b.imprint.of_page]
    printed = frozenset(day for _, day in days)
    return tuple(
        draft.finish(page, index, _day_of_issue(page, draft, days, printed)) for index, draft in enumerate(drafts)
    )


def _day_of_issue(page: Page, draft: Draft, days: list[tuple[int, str]], printed: frozenset[str]) -> str:
    """The day of the running head above the article; another day that is known of the page goes before them all."""
    if not days or (page.published and page.published not in printed):
        return page.published
    return days[max(0, bisect_right(days, draft.start, key=itemgetter(0)) - 1)][1]


class _Cutter:
    """Walks over the blocks of one page and drafts its articles."""

    def __init__(self, blocks: list[Block], bulletin: bool) -> None:
        self.blocks = blocks
        self.drafts: list[Draft] = []
        self.cur: Draft | None = None
        # The reporters of the digest whose boxes are being read; None outside of a digest.
        self.digest: list[str] | None = None
        # Captions whose article has not begun yet.
        self.waiting: list[Block] = []
        self.judge = Judge(blocks, bulletin)

    def run(self) -> list[Draft]:
        """The drafts of all articles, in reading order."""
        i, blocks = 0, self.blocks
        while i < len(blocks):
            j = i
            while j < len(blocks) and blocks[j].kind != bl.TEXT:
                j += 1
            text = blocks[j] if j < len(blocks) else None
            opening = parse_opening(text.text) if text else None
            if j > i:
                self._between(i, j, text, opening)
            if text:
                self._text(text, opening)
            i = j + 1
        if self.waiting:
            self._flush(self.cur or self._begin())
        return [draft for draft in self.drafts if draft.titles or draft.paragraphs]

    # ---------------------------------------------------------------- the lines between two texts

    def _between(self, i: int, j: int, text: Block | None, opening: Opening | None) -> None:
        lead: list[Block] = []
        groups: list[Group] = []
        links = False
        for block in self.blocks[i:j]:
            if block.kind == bl.LINKS:
                links = True
            elif block.kind in TITLES and not (links and block.kind == bl.TITLE and text is None):
                if block.kind == bl.BOX or not groups or groups[-1].notes or not groups[-1].goes_on(block):
                    groups.append(Group([block]))
                else:
                    groups[-1].titles.append(block)
            elif block.kind in (bl.CAPTION, bl.CREDIT):
                if groups or self.cur is None:
                    self.waiting.append(block)
                else:
                    self.cur.caption(block)
            elif block.kind in (bl.PICTURE, bl.FURNITURE):
                continue
            elif groups:
                groups[-1].notes.append(block)
            else:
                lead.append(block)
        if links and groups and self.cur:
            self.cur.closed = True
        self._close(lead)
        self._sign_off(groups, text)
        for n, group in enumerate(groups):
            if n + 1 < len(groups):
                self._textless(group, groups[n + 1])
            elif text:
                words = self._words_of(group, text, opening)
                self._before_text(group, words or text, None if words else opening, j)
                if words:
                    self._text(words, None)
            else:
                self._at_end(group)
        if groups and self.waiting and self.cur:
            self._flush(self.cur)

    def _close(self, notes: list[Block]) -> None:
        """Byline, source and day right below a text belong to it and end it; above all texts, to the first."""
        notes = [n for n in notes if not (n.kind == bl.IMPRINT and n.imprint.of_page)]
        if not notes:
            return
        cur = self.cur
        if cur is None:
            self._begin().note(notes)
            return
        for note in notes:
            if note.imprint.bare:
                cur.keep_lines([note])
        cur.note(notes)
        cur.closed = cur.texts > 0 and not cur.open

    def _sign_off(self, groups: list[Group], text: Block | None) -> None:
        """An office and a bare day below a notice are its last paragraphs: 徐汇区人民政府 / 2021年4月20日."""
        cur = self.cur
        if cur is None or not cur.texts or cur.open or not groups:
            return
        group = groups[0]
        if len(group.titles) > 1 and not group.boxed and cur.is_notice and _SIGNATURE.fullmatch(group.titles[0].text):
            # 任前公示 … 中共万宁市委组织部, and below it the next headline.
            cur.keep_lines(group.titles[:1])
            cur.closed = True
            group.titles = group.titles[1:]
            return
        if text and len(groups) < 2:
            return
        if len(group.titles) == 1 and group.titles[0].kind == bl.TITLE and len(group.text) <= _LONGEST_SIGN_OFF:
            days = [note for note in group.notes if note.imprint.bare]
            if len(days) == len(group.notes) == 1:
                cur.keep_lines([group.titles[0], days[0]])
                cur.note(days)
                cur.closed = True
                del groups[0]

    def _textless(self, group: Group, following: Group) -> None:
        """A group of titles that other titles follow instead of a text."""
        cur = self.cur
        if len(group.titles) == 1 and is_site_name(group.titles[0]) and not following.boxed:
            # 勐腊县人民政府, source and day, and then the headline.
            following.notes = [*group.notes, *following.notes]
        elif same_headline(group.text, following.text):
            seen = {note.text for note in following.notes}
            following.notes = [*(note for note in group.notes if note.text not in seen), *following.notes]
        elif following.boxed and not group.boxed:
            self.digest = list(unique(name for note in group.notes for name in note.authors))
            self.cur = None
        elif group.signed and cur and cur.texts and not cur.signed:
            cur.head(group.titles, group.notes)
            cur.closed = not cur.open
        elif group.boxed or group.signed:
            # Headline, byline, sub-head; or an article without a text of its own.
            self._open(group)
        else:
            # Kicker, day, headline: one headline with a note in its middle.
            following.titles = [*group.titles, *following.titles]
            following.notes = [*group.notes, *following.notes]

    @staticmethod
    def _words_of(group: Group, text: Block, opening: Opening | None) -> Block | None:
        """The last line of a headline if it is no part of it but the beginning of the text below, taken out of it."""
        last = group.titles[-1]
        if len(group.titles) > 1 and not group.notes and not opening and weigh.surely_runs_on(last, text):
            group.titles = group.titles[:-1]
            return last
        return None

    def _before_text(self, group: Group, text: Block, opening: Opening | None, at: int) -> None:
        cur = self.cur
        if cur is None or (not cur.texts and not cur.titles):
            self._open(group, cur)
        elif cur.texts and cur.open and not cur.closed and not group.boxed and not (opening and opening.news):
            self._inside_sentence(group, text, cur)
        elif group.boxed and self.digest is None and cur.texts == 1 and not cur.news and self.judge.is_digest(at, cur):
            self.digest = list(cur.authors)
            self._open(group)
        elif not cur.texts and not group.signed and not opening and (not group.boxed or self.digest is None):
            # Headline, byline, then lines that nobody signed: the first sub-head.
            cur.keep_lines(group.titles)
            cur.note(group.notes)
        elif self.judge.opens(group, text, opening, cur, self.digest is not None):
            self._open(group)
        elif len(group.titles) == 1 and not group.notes and weigh.runs_on(group.titles[0], text):
            cur.text(group.titles[0], None)
        else:
            cur.keep_lines(group.titles)
            cur.note(group.notes)

    def _inside_sentence(self, group: Group, text: Block, cur: Draft) -> None:
        """Titles in the middle of a sentence: the text's own headline set into it, a caption, or words of it."""
        if group.signed and not cur.signed:
            cur.head(group.titles, group.notes)
        elif group.headed or self.judge.points(group, text, cur) >= weigh.CERTAIN:
            self._open(group)
        else:
            fresh = weigh.begins_afresh(text)
            for block in group.titles:
                if "," in block.text or weigh.runs_on(block, text):
                    cur.text(block, None)
                elif fresh and not weigh.is_caption_like(block.text):
                    cur.keep_lines([block])
                else:
                    cur.captions.append(block)
            cur.note(group.notes)

    def _at_end(self, group: Group) -> None:
        """Titles that nothing follows."""
        cur = self.cur
        if cur is None or (not cur.texts and not cur.titles):
            rest = group.titles[1:] if len(group.titles) > weigh.MOST_LINES else []
            group.titles = group.titles[:1] if rest else group.titles
            self._open(group, cur)
            if rest and self.cur:
                self.cur.keep_lines(rest)
        elif group.boxed or (group.signed and cur.signed):
            self._open(group)
        elif group.signed and cur.texts and (not cur.titles or cur.box or cur.open):
            cur.head(group.titles, group.notes)
        elif not (cur.site and cur.closed):
            cur.keep_lines(group.titles)
            cur.note(group.notes)

    # ---------------------------------------------------------------- articles

    def _begin(self) -> Draft:
        draft = Draft()
        self.drafts.append(draft)
        self.cur = draft
        return draft

    def _open(self, group: Group, into: Draft | None = None) -> None:
        """Begins an article with the headline ``group``."""
        draft = into or self._begin()
        titles = group.titles
        if len(titles) > weigh.MOST_LINES:
            # A list of links or names above the headline.
            titles = [block for block in titles if block.kind != bl.TITLE] or titles[-2:]
        while len(titles) > 1 and group.dated and is_site_name(titles[0]):
            titles = titles[1:]
        draft.head(titles, group.notes)
        if group.boxed and self.digest and not draft.authors:
            draft.authors, draft.inherits = list(self.digest), True
        elif not group.boxed:
            self.digest = None
        self._flush(draft)

    def _text(self, block: Block, opening: Opening | None) -> None:
        cur = self.cur
        if cur is None or block.item or (opening and opening.news and cur.texts):
            cur = self._begin()
            cur.box = block.item
        cur.text(block, opening)
        if self.waiting:
            self._flush(cur)

    def _flush(self, draft: Draft) -> None:
        for block in self.waiting:
            draft.caption(block)
        self.waiting = []
