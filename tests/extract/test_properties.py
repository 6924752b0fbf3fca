"""What holds for any page, however torn: no crash, every quote where it says, every name in the page, the same answer
twice."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus import cut_articles, read_pages
from kg.extract import Extraction, extract_page
from kg.extract.plugins import fault
from kg.model import Page
from tests.conftest import ROOT, SAMPLES

PAGES = [
    page.text for page in read_pages([SAMPLES, ROOT / "tests" / "gold" / "pages" / "dev"]) if isinstance(page, Page)
]
LINES = sorted({line for text in PAGES for line in text.splitlines() if line})
SPLIT = re.compile(r"(?<=[,。;:、])")
PIECES = sorted({piece for line in LINES for piece in SPLIT.split(line) if piece})


def extract(text: str) -> tuple[Page, Extraction]:
    """What kg makes of a page with this text."""
    page = Page("p.txt", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return page, extract_page(page, cut_articles(page))


@st.composite
def torn(draw: st.DrawFn) -> str:
    """A real page with pieces cut out, doubled, swapped, and strange characters put in."""
    text = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(0, 6))):
        a = draw(st.integers(0, len(text)))
        b = min(len(text), a + draw(st.integers(0, 60)))
        change = draw(st.sampled_from(["cut", "double", "move", "put", "break"]))
        if change == "cut":
            text = text[:a] + text[b:]
        elif change == "double":
            text = text[:b] + text[a:b] + text[b:]
        elif change == "move":
            text = text[b:] + text[a:b] + text[:a]
        elif change == "break":
            text = text[:a] + draw(st.sampled_from(["\n", "\n\n", " ", "\u3000"])) + text[a:]
        else:
            text = text[:a] + draw(st.text(max_size=8)) + text[a:]
    return text


mixed = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(LINES), st.text(max_size=12)), max_size=40).map(
    "".join
)
pages = st.one_of(torn(), mixed)


def holds(text: str) -> None:
    """The laws of extraction for one page."""
    page, found = extract(text)
    articles = cut_articles(page)
    for said in found.statements:
        assert fault(said, page, articles) == ""
    for left in found.left:
        assert 0 <= left.start < left.end <= len(text)
    assert extract(text)[1] == found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(pages)
def test_any_page_keeps_the_laws(text: str) -> None:
    """A quick look at forty pages."""
    holds(text)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(pages)
def test_two_thousand_pages_keep_the_laws(text: str) -> None:
    """The long look."""
    holds(text)
