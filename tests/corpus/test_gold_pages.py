"""The development pages: every headline of the gold is found, none besides, with its reporters and its day."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from kg.corpus import cut_articles, read_pages
from kg.corpus.dates import date_in_name
from kg.model import Article, Page

ROOT = Path(__file__).resolve().parents[2]
# Further pages may lie beside the repository.
FOLDERS = (ROOT / "tests" / "gold" / "pages" / "dev", ROOT / ".." / "shared" / "pages")
GOLD = sorted(path for folder in FOLDERS for path in folder.rglob("*.gold.json"))


def dice(left: str, right: str) -> float:
    """How alike two headlines are, 0 to 1, as the scorer of the development pages counts it."""
    x, y = (Counter(t[i:i + 2] for i in range(len(t) - 1)) for t in (squash(left), squash(right)))
    return 2 * (x & y).total() / max(1, x.total() + y.total())


def squash(text: str) -> str:
    """``text`` without blanks, quotation marks and brackets."""
    return re.sub(r"[\s“”\"‘’「」《》()\uff08\uff09·]", "", text)


def is_printed(day: str, text: str) -> bool:
    """Whether the page prints this day in its head; the gold of some pages knows it from elsewhere."""
    if not day:
        return False
    year, month, date = (int(part) for part in day.split("-"))
    return any(form in text[:200] for form in (day, f"{year}年{month}月{date}日", f"{year}年{month:02}月{date:02}日"))


def text_of(gold: Path) -> str:
    """The text of the page that ``gold`` describes."""
    return gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")


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
        printed = is_printed(raw["published"], text_of(gold))
        assert article.published == (raw["published"] if printed else date_in_name(gold.name))
