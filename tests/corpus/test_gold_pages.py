"""The shared development pages: every headline of the gold is found, none besides, with its reporters and its day."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from kg.corpus import cut_articles, read_pages
from kg.model import Article, Page

PAGES = Path(__file__).resolve().parents[2] / ".." / "shared" / "pages"
GOLD = sorted(PAGES.rglob("*.gold.json"))
pytestmark = pytest.mark.skipif(not GOLD, reason="the development pages lie beside the repository, not in it")


def dice(left: str, right: str) -> float:
    """How alike two headlines are, 0 to 1, as the scorer of the development pages counts it."""
    x, y = (Counter(t[i:i + 2] for i in range(len(t) - 1)) for t in (squash(left), squash(right)))
    return 2 * (x & y).total() / max(1, x.total() + y.total())


def squash(text: str) -> str:
    """``text`` without blanks, quotation marks and brackets."""
    return re.sub(r"[\s“”\"‘’「」《》()\uff08\uff09·]", "", text)


def cut(gold: Path) -> tuple[Article, ...]:
    """The articles of the page that ``gold`` describes."""
    (page,) = read_pages([gold.with_name(gold.name.replace(".gold.json", ".txt"))])
    assert isinstance(page, Page)
    return cut_articles(page)


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name.split(".")[0])
def test_articles_authors_and_days_of_a_development_page(gold: Path) -> None:
    """Headlines one to one (dice at least 0.8), authors as a set, and the day of issue."""
    raw = json.loads(gold.read_text(encoding="utf-8"))
    articles = cut(gold)
    assert len(articles) == len(raw["articles"])
    for article, want in zip(articles, raw["articles"], strict=True):
        assert dice(article.headline, want["headline"]) >= 0.8
        assert set(article.authors) == set(want["authors"])
        assert article.published == raw["published"]
