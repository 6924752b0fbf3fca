"""What the whole page tells about a group of titles: does it open an article, does a digest begin here?"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from kg.corpus import blocks as bl
from kg.corpus import titles as weigh
from kg.corpus.blocks import Block
from kg.corpus.captions import usual_gap
from kg.corpus.draft import Draft
from kg.corpus.groups import TITLES, Group
from kg.corpus.opening import Opening, parse_ending, parse_opening

# News that opens with 本报讯 and has no more paragraphs than this is brief.
_BRIEF = 3


class Judge:
    """Knows the blocks of one page and the habits of its layout."""

    def __init__(self, blocks: list[Block], bulletin: bool) -> None:
        # An office's bulletin holds short reports, each under a headline.
        self._bulletin = bulletin
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        self._gap = usual_gap(blocks) if blocks else 0
        gaps = Counter(low.gap for up, low in pairwise(blocks) if up.kind == low.kind == bl.TEXT)
        # Blank lines between paragraphs, as far as the page shows.
        self._between = gaps.most_common(1)[0][0] if gaps else self._gap
        texts = [block.indent > 0 for block in blocks if block.kind == bl.TEXT]
        # Whether the page indents its paragraphs.
        self._indents = 2 * sum(texts) > len(texts)
        closers = sum(1 for b in blocks if b.kind == bl.SOURCE or (b.kind == bl.TEXT and parse_ending(b.text[-80:])))
        # Whether the page ends its articles with a source or byline.
        self._closes = closers > 1

    def opens(self, group: Group, text: Block, opening: Opening | None, cur: Draft, in_digest: bool) -> bool:
        """Whether a group after a whole sentence opens an article rather than a section of one."""
        if group.signed or group.dated or group.documented or opening or text.signature >= 0:
            return True
        if group.boxed and (in_digest or cur.box):
            return True
        column = len(group.titles) == 1 and weigh.names_column(group.text)
        if _level(group.titles) == 1 or group.titles[0].columned or column:
            # The uppermost heading, or the head of a column that holds its items itself: 图片新闻.
            return True
        if not group.titles[0].numbered and (cur.closed or 0 < _level(group.titles) <= _level(cur.titles)):
            # A sub-head lies deeper than its article's headline.
            return True
        if len(group.titles) == 1 and weigh.runs_on(group.titles[0], text):
            return False
        if cur.signed and cur.texts and not group.titles[0].numbered and self._signed_by_others(group, cur):
            return True
        return self.points(group, text, cur) >= weigh.ENOUGH

    def points(self, group: Group, text: Block, cur: Draft) -> int:
        """How much speaks for a headline, see ``titles.score``."""
        unclosed = self._closes and not cur.closed and not cur.signed
        return weigh.score(
            group.titles, text, site=cur.site, brief=cur.news and cur.texts <= _BRIEF, alone=self._alone(group, cur),
            apart=group.titles[0].gap > self._gap, set_off=min(group.titles[0].gap, text.gap) > self._between,
            outdented=self._indents and group.titles[0].indent == 0 < text.indent, unclosed=unclosed,
            sub_level=cur.sub_level, bulletin=self._bulletin,
        )

    def _signed_by_others(self, group: Group, cur: Draft) -> bool:
        """Whether what follows ends with the names of others than those who signed the article so far."""
        before = ""
        for k in range(bisect_right(self._starts, group.titles[-1].start), len(self._blocks)):
            block = self._blocks[k]
            if block.kind == bl.BYLINE and before == bl.TEXT:
                return bool(block.authors) and not set(block.authors) & set(cur.authors)
            if block.kind in TITLES or (block.kind == bl.TEXT and parse_opening(block.text)):
                return False
            if block.kind == bl.TEXT and (ending := parse_ending(block.text[-80:])) and ending.credit:
                return not set(ending.credit.authors) & set(cur.authors)
            before = block.kind
        return False

    def _alone(self, group: Group, cur: Draft) -> bool:
        """Whether no other unsigned title stands between this one and the next sure headline, on either side."""
        if cur.subs or group.titles[0].kind != bl.TITLE:
            return False
        for k in range(bisect_right(self._starts, group.titles[-1].start), len(self._blocks)):
            block = self._blocks[k]
            if block.kind in TITLES and block.kind != bl.TITLE:
                return True
            if block.kind == bl.TITLE:
                follows = self._blocks[k + 1:k + 3]
                if follows and follows[0].kind == bl.TEXT and weigh.runs_on(block, follows[0]):
                    # Words of a sentence that a column broke.
                    continue
                return any(b.kind in (bl.BYLINE, bl.IMPRINT) or _is_news(b) for b in follows)
        return True

    def is_digest(self, at: int, cur: Draft) -> bool:
        """Whether the boxes ahead have one paragraph each, below no more than an editor's words."""
        texts = boxes = 0
        for k in range(at, len(self._blocks)):
            block = self._blocks[k]
            if block.kind == bl.BOX:
                boxes += 1
                if texts > 1:
                    return False
                texts = 0
            elif block.kind == bl.TEXT:
                texts += 1
            elif block.kind in (bl.TITLE, bl.HEAD):
                break
        first = self._blocks[at - 1].kind == bl.BOX and not cur.open
        return boxes >= 1 and texts <= 1 and first


def _level(titles: list[Block]) -> int:
    """The level of the uppermost markdown heading among the lines, 0 if there is none."""
    return min((title.level for title in titles if title.level), default=0)


def _is_news(block: Block) -> bool:
    opening = parse_opening(block.text) if block.kind == bl.TEXT else None
    return opening is not None and opening.news
