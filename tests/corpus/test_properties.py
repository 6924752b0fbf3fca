"""What holds for the articles of any page whatever, and that no page takes the cutter long."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus import cut_articles
from kg.model import Article, Mended, Page
from tests.corpus.corpus_pages import mutated, pages

FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def page_of(text: str) -> Page:
    """A page with this text and nothing else known of it."""
    return Page("page.txt", text, "")


def parts(article: Article) -> list[Mended]:
    """Every mended text of an article."""
    return [article.title, article.body, *article.captions]


def check_offsets(text: str, mended: Mended) -> None:
    """Characters equal the page's at their offsets, in order; only joints are not the page's."""
    last = -1
    for char, at in zip(mended.text, mended.offsets, strict=True):
        if text[at] == char and at > last:
            last = at
        else:
            assert char in "\n "
            assert last < at


@FEW
@given(pages())
def test_every_character_knows_its_offset(text: str) -> None:
    """Titles, bodies and captions are the page's own characters in the page's order, joints aside."""
    for article in cut_articles(page_of(text)):
        assert article.headline == article.title.text
        for mended in parts(article):
            check_offsets(text, mended)


@FEW
@given(pages())
def test_no_character_is_in_two_places(text: str) -> None:
    """An article never leaks into its neighbour, nor a headline into a body."""
    seen: set[int] = set()
    for article in cut_articles(page_of(text)):
        for mended in parts(article):
            own = {at for char, at in zip(mended.text, mended.offsets, strict=True) if text[at] == char}
            assert not own & seen
            seen |= own


@FEW
@given(pages())
def test_cutting_is_deterministic_and_indexed(text: str) -> None:
    """Two runs give the same articles, numbered from 0, none of them empty."""
    articles, again = cut_articles(page_of(text)), cut_articles(page_of(text))
    assert [(a.headline, a.body.text, a.body.offsets, a.authors) for a in articles] == [
        (a.headline, a.body.text, a.body.offsets, a.authors) for a in again
    ]
    assert [a.index for a in articles] == list(range(len(articles)))
    assert all(a.headline or a.body.text for a in articles)


@FEW
@given(mutated())
def test_a_mutated_page_keeps_its_offsets(text: str) -> None:
    """Lines of a real page taken out, doubled, cut and exchanged: still every character in one place and known."""
    seen: set[int] = set()
    for article in cut_articles(page_of(text)):
        for mended in parts(article):
            check_offsets(text, mended)
            own = {at for char, at in zip(mended.text, mended.offsets, strict=True) if text[at] == char}
            assert not own & seen
            seen |= own


@FEW
@given(st.text(max_size=300))
def test_any_text_can_be_cut(text: str) -> None:
    """No text at all makes the cutter fail."""
    for article in cut_articles(page_of(text)):
        for mended in parts(article):
            check_offsets(text, mended)


HOSTILE = {
    "one line of a megabyte": "区委召开会议" * 170_000,
    "a megabyte of spaces": "字" + " " * 1_000_000 + "字",
    "ideographic spaces": "\u3000" * 500_000,
    "200,000 characters": ("区委书记陈刚出席会议,并讲话。" * 12 + "\n") * 1100,
    "short lines": "区委召开会议\n" * 20_000,
    "open brackets": "(a" * 100_000,
    "bracket lines": ("(" * 80 + "\n") * 3000,
    "link marks": "[a](" * 60_000,
    "tags": "<a " * 100_000,
    "stars": "*a" * 100_000,
    "breadcrumbs": ("a  >  " * 13 + "\n") * 5000,
    "keys": ("来源 : " * 15 + "\n") * 5000,
    "key and blanks": ("来源:" + " " * 50 + "x\n") * 5000,
    "bylines": "记者 张三\n" * 20_000,
    "credits": "字\n朱亮 摄\n" * 10_000,
    "boxes": "■ 区商务委\n" * 20_000,
    "openings": ("本报讯(记者" * 10 + "\n") * 3000,
    "papers": ("徐" * 15 + "报" * 15 + "讯\n") * 3000,
    "names": ("张三 李四 王五 " * 10 + "\n") * 3000,
    "dashes": ("- " * 45 + "\n") * 5000,
    "table rules": ("|-" * 45 + "\n") * 5000,
    "days": "2021年4月26日\n" * 20_000,
    "running heads and articles": "2021年4月26日 星期一\n# 会议召开\n会议昨天召开。\n" * 4000,
    "joined lines": ("会议昨天召开并听取区委书记陈刚所作报告" * 3 + "\n") * 8000,
    "narrow column": "区委书记陈刚出席会议并讲话,他要求各部门\n" * 8000,
    "sub-heads and boxes": "# 会议\n会议召开。\n■ 盒子\n文字一段。\n文字二段。\n" * 4000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_takes_linear_time(name: str) -> None:
    """At most 100 microseconds of work a character, far above what the slowest needs: nothing grows with the square."""
    text = HOSTILE[name]
    start = time.process_time()
    cut_articles(page_of(text))
    assert time.process_time() - start < 2 + len(text) * 100e-6
