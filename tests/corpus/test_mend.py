"""Mended text: ranges joined, marks left out, every character with its offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.mend import fold, mend, visible


def test_ranges_of_a_paragraph_are_joined_without_a_gap() -> None:
    """A column break in mid-sentence leaves nothing behind."""
    text = "让书记们在重\n\n大战略中锤炼。"
    mended = mend(text, [[(0, 6), (8, 15)]])
    assert mended.text == "让书记们在重大战略中锤炼。"
    assert mended.span(5, 7) == (5, 9)


def test_paragraphs_are_joined_by_a_line_feed_that_is_not_the_pages() -> None:
    """The joint carries the offset of the character after it."""
    mended = mend("甲。  乙。", [[(0, 2)], [], [(4, 6)]])
    assert (mended.text, list(mended.offsets)) == ("甲。\n乙。", [0, 1, 4, 4, 5])


def test_latin_words_are_not_glued() -> None:
    """Where a line break parted two words, a blank does."""
    assert mend("the\nWIPO", [[(0, 3), (4, 8)]]).text == "the WIPO"
    assert mend("60\n00个", [[(0, 2), (3, 6)]]).text == "6000个"


def test_what_no_reader_sees_is_left_out() -> None:
    """Bold marks, link targets, tags, zero-width and control characters."""
    text = "**本报讯** [徐汇区](http://x.cn/a)召开\u200b<b>会议</b>\x00。&nbsp;![图](a.png)"
    assert mend(text, [visible(text, 0, len(text))]).text == "本报讯 徐汇区召开会议。"


@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    """Full-width forms become ASCII one by one."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert not any("\uff01" <= char <= "\uff5e" for char in folded)
    assert all(a == b or ord(a) - ord(b) == 0xFEE0 or (a in "\u3000\xa0" and b == " ") for a, b in zip(text, folded, strict=True))


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_visible_ranges_lie_in_order_within_bounds(text: str, start: int, end: int) -> None:
    """Whatever the text, the ranges are disjoint, ascending and inside."""
    start, end = min(start, len(text)), min(end, len(text))
    if start < end:
        at = start
        for low, high in visible(text, start, end):
            assert at <= low < high <= end
            at = high
