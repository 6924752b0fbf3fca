"""Articles to statements: mentions, rules, evidence.

    extract_page(page, articles, *, jurisdiction="", rules=None) -> Extraction(jurisdiction, statements, left)
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.extractor import Extraction, Left, extractor
from kg.extract.rules import Rule
from kg.model import Article, Page

__all__ = ["Extraction", "Left", "extract_page"]


def extract_page(page: Page, articles: Sequence[Article], *, jurisdiction: str = "", rules: tuple[Rule, ...] | None = None) -> Extraction:
    """Everything that one page says, with its evidence; UsageError if ``jurisdiction`` names no area of the list."""
    return extractor(rules).extract(page, articles, jurisdiction)
