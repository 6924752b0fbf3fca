"""Articles to statements: mentions, rules, evidence.

extract_page(page, articles, *, jurisdiction="", rules=None, own=None) -> Extraction(jurisdiction, statements, left,
rivals)
read_sentence(text, …) -> Extraction     what kg reads in a text that stands alone
explain(sentence, …)                     each fact with its rule, the rule's record and its rivals
try_rules(rules) -> list[Failure]        whether rules keep the word of their examples
all_rules(folder) -> rules               those of kg and of a user's folder
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.explain import Explanation, explain
from kg.extract.extractor import Extraction, Left, extractor
from kg.extract.rules import Rule, all_rules, default_rules
from kg.extract.trial import Failure, read_sentence, try_rules
from kg.gazetteer.own import OwnNames
from kg.model import Article, Page

__all__ = [
    "Explanation",
    "Extraction",
    "Failure",
    "Left",
    "Rule",
    "all_rules",
    "default_rules",
    "explain",
    "extract_page",
    "read_sentence",
    "try_rules",
]


def extract_page(
    page: Page,
    articles: Sequence[Article],
    *,
    jurisdiction: str = "",
    rules: tuple[Rule, ...] | None = None,
    own: OwnNames | None = None,
) -> Extraction:
    """Everything that one page says, with its evidence; UsageError if ``jurisdiction`` names no area of the list.

    ``rules``: those to use, kg's own if None (see ``all_rules``); ``own``: names that a user adds
    (``kg.gazetteer.own``).
    """
    return extractor(rules, own).extract(page, articles, jurisdiction)
