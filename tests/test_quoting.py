"""Evidence quotes: the words stand in the page, and what was skipped shows in the pieces."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from kg.corpus import cut_articles
from kg.corpus.mend import mend
from kg.model import Page
from kg.quoting import evidence
from tests.corpus.corpus_pages import mutated

PAGE = "鲍炳章要求书记们在重\n\n大战略中,\n\n论坛现场\n\n锤炼。**会议** 召开。"
BODY = mend(PAGE, [[(0, 10), (12, 17), (25, 28)], [(30, 32), (35, 38)]])


def test_a_quote_over_a_column_break_is_the_page_without_line_breaks() -> None:
    """Nothing but blanks was skipped: no pieces."""
    at = BODY.text.index("重大战略")
    found = evidence("p", PAGE, 0, BODY, at, at + 4)
    assert (found.quote, found.pieces) == ("重大战略", ())
    assert PAGE[found.start:found.end].replace("\n", "") == found.quote


def test_a_quote_over_a_caption_lists_its_pieces() -> None:
    """The range goes over the caption, the quote does not have it."""
    at = BODY.text.index("中,锤炼")
    found = evidence("p", PAGE, 0, BODY, at, at + 4)
    assert found.quote == "中,锤炼"
    assert "".join(PAGE[low:high] for low, high in found.pieces) == found.quote
    assert "论坛现场" in PAGE[found.start:found.end]


def test_a_joint_at_the_end_is_no_part_of_the_quote() -> None:
    """The line feed between two paragraphs is not the page's."""
    joint = BODY.text.index("\n")
    found = evidence("p", PAGE, 0, BODY, joint - 3, joint + 1)
    assert found.quote == "锤炼。"
    with pytest.raises(ValueError, match="no characters"):
        evidence("p", PAGE, 0, BODY, joint, joint + 1)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_every_paragraph_of_any_page_can_be_quoted(text: str) -> None:
    """The quote is the page's text at its pieces, or between its ends, without line breaks."""
    for article in cut_articles(Page("p", text, "")):
        at = 0
        for paragraph in article.body.text.split("\n"):
            if paragraph.strip():
                found = evidence("p", text, article.index, article.body, at, at + len(paragraph))
                ranges = found.pieces or ((found.start, found.end),)
                quoted = "".join(text[low:high] for low, high in ranges)
                assert quoted.replace("\n", "").replace("\r", "") == found.quote
            at += len(paragraph) + 1
