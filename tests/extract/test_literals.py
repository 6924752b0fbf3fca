"""Words that a pattern cannot match without: told where certain, and never wrongly."""

from __future__ import annotations

import re

import pytest

from kg.extract.literals import literals


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("由.{0,6}(?:主持|召集)了?", {"主持", "召集"}),
        ("(?P<who>局长)表示", {"局长", "表示"}),
        ("会见了?|会谈", {"会见", "会谈"}),
        ("(?:在)?现场", {"现场"}),
        ("现{2}场", {"现", "场"}),
        ("(?<!由)主持(?!人)", {"主持"}),
        ("(?=开)会+", {"会"}),
        (r"[\]市]长\.", {"长."}),
        (r"\d+号", {"号"}),
        ("会{a", {"会{a"}),
    ],
)
def test_words_that_every_match_holds(pattern: str, words: set[str]) -> None:
    """A piece that cannot be left out gives its words, a group those of all its alternatives."""
    found = literals(pattern)
    assert found
    assert found <= words


@pytest.mark.parametrize(
    "pattern",
    ["", "(?:会见)?", "会见|.", "(?:会见|)", r"\d", "[会见]", "(?=会见)", "会*", "会{0,3}", "(?i)a", "(?:会", "\ue000"],
)
def test_no_words_where_there_is_no_telling(pattern: str) -> None:
    """An empty answer says that the pattern has to be tried."""
    assert not literals(pattern)


@pytest.mark.parametrize("pattern", ["由.{0,6}(?:主持|召集)了?", "会{2}见|谈", "(?:甲|乙丙?)丁?", r"(?:(?:甲乙)?丙|丁){1,2}"])
@pytest.mark.parametrize("text", ["由他召集", "会会见", "谈", "乙", "甲乙丙", "丁丙", "戊"])
def test_a_match_holds_a_word(pattern: str, text: str) -> None:
    """Wherever a pattern matches, one of its words stands."""
    if match := re.search(pattern, text):
        assert any(word in match.group() for word in literals(pattern))
