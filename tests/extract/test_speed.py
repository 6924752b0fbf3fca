"""What makes extraction fast changes nothing of what it finds, and its time grows with the length of a page alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus import cut_articles, read_pages
from kg.extract import again, extract_page
from kg.extract.again import NamesAgain
from kg.extract.events import eventful, find_events
from kg.extract.rules import SYMBOLS, needed
from kg.extract.text import by_sentence, normalise, sentences, starting_in, touching
from kg.extract.untitled import _LIST, _lists
from kg.gazetteer.areas import AreaMatch
from kg.model import Page
from tests.benchmarks.newspaper import pages
from tests.conftest import ROOT, SAMPLES

ONE_PARAGRAPH = "".join(made.text.replace("\n", "") for made in pages(90))


def seconds(text: str) -> float:
    """The least processor time of three readings of a page."""
    page = Page("p.txt", text, "0" * 64)
    articles = cut_articles(page)
    times = []
    for _ in range(3):
        start = time.process_time()
        extract_page(page, articles)
        times.append(time.process_time() - start)
    return min(times)


def test_a_page_twice_as_long_takes_twice_the_time() -> None:
    """One paragraph of 100,000 characters and facts in every sentence: less than 2.6 times half of it."""
    assert len(ONE_PARAGRAPH) > 100_000
    seconds(ONE_PARAGRAPH[:1000])
    # A busy machine can slow one of the two: what grows with the square is above 2.6 each time.
    assert any(seconds(ONE_PARAGRAPH[:100_000]) < 2.6 * seconds(ONE_PARAGRAPH[:50_000]) for _ in range(4))


@given(st.text("张三李四王五、和，a", max_size=60))
def test_lists_are_found_as_by_their_pattern(text: str) -> None:
    """Looking only before a 、 finds what a search of the whole text finds."""
    assert [m.span() for m in _lists(text)] == [m.span() for m in _LIST.finditer(text)]


@given(st.lists(st.text("甲乙丙", min_size=2, max_size=4), min_size=1, max_size=6), st.text("甲乙丙丁", max_size=40))
def test_few_names_and_many_are_found_alike(names: list[str], text: str) -> None:
    """One search for each name agrees with the automaton."""
    few = NamesAgain(dict.fromkeys(names))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(again, "_FEW", 0)
        many = NamesAgain(dict.fromkeys(names))
    assert few.find(text) == many.find(text)


@given(st.text("会议。\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=12))
def test_what_lies_in_a_sentence_is_found_by_it(text: str, places: list[tuple[int, int]]) -> None:
    """The items of each sentence, of a range, and what touches a range, are those that a look at every item finds."""
    clauses = list(sentences(text))
    items = [AreaMatch(start, start + length, (), True) for start, length in sorted(places)]
    found = by_sentence(clauses, items)
    for clause in clauses:
        own = [item for item in items if clause.start <= item.start and item.end <= clause.end]
        assert found.get(clause.start, []) == own
        begun = [item for item in items if clause.start <= item.start < clause.end]
        assert list(starting_in(items, clause.start, clause.end)) == begun
        apart = [(start, start + 2) for start in range(0, 30, 3)]
        assert list(touching(apart, clause.start, clause.end)) == [
            (lo, hi) for lo, hi in apart if lo < clause.end and clause.start < hi
        ]


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        ("{subj:PEOPLE}{ETC}[^({DATE}]{0,60}?<attend>", {"PERSON"}),
        ("(?:{DATE}{!4})?{subj:BODIES}{obj:EVENT}", {"BODY", "EVENT"}),
        ("{subj:PERSON}{also:BODY}?{EVENT}{0,1}", {"PERSON"}),
        ("{subj:PERSON}|{also:BODY}", set()),
        ("{subj:ACTORS}\\({DATE}", {"DATE"}),
        ("[]({]{subj:PEOPLE}", {"PERSON"}),
    ],
)
def test_a_rule_needs_what_every_match_holds(pattern: str, kinds: set[str]) -> None:
    """Mentions that are optional, in brackets or one of several are not asked for."""
    assert needed(pattern) == {SYMBOLS[kind] for kind in kinds}


def test_no_event_is_found_where_none_is_looked_for() -> None:
    """The words that mark a sentence as one with events are in every sentence with one."""
    found = 0
    for page in read_pages([SAMPLES, ROOT / "tests" / "gold" / "pages" / "dev"]):
        assert isinstance(page, Page)
        for article in cut_articles(page):
            text = normalise(article.body.text)
            clauses = list(sentences(text))
            cued = eventful(text, clauses)
            events = {clause.start for clause in clauses if find_events(clause, [])}
            assert events <= cued
            found += len(events)
    assert found > 100
