"""Rules against sentences: what is left out for speed would not have matched."""

from __future__ import annotations

import pytest

from kg.extract.matching import Matcher, mark
from kg.extract.rules import Rule, default_rules

_RULES = [rule for rule in default_rules() if rule.regex is not None]


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_words_of_a_rule_stand_in_its_matches(rule: Rule) -> None:
    """Every match of every rule, in the examples of all rules as they are marked, holds a word that it needs."""
    assert rule.words, "a rule that shows no word has to be tried on every sentence"
    for text in (example.text for other in _RULES for example in other.match):
        people = [(text.index(name), text.index(name) + len(name), "PERSON") for name in ("鲍炳章",) if name in text]
        marked = mark(text, 0, len(text), people)
        assert rule.regex is not None
        for hit in rule.regex.finditer(marked.text):
            assert any(word in hit.group() for word in rule.words)


def test_the_rules_of_a_sentence_are_found_as_if_each_were_tried() -> None:
    """What its words and symbols leave out would have matched nowhere."""
    text = "鲍炳章主持会议并讲话，强调要抓好落实。"
    marked = mark(text, 0, len(text), [(0, 3, "PERSON")])
    found = {(match.rule.id, match.start, match.end) for match in Matcher(_RULES).find(marked)}
    tried = {(rule.id, *hit.span()) for rule in _RULES if rule.regex for hit in rule.regex.finditer(marked.text)}
    assert found == tried
    assert {"chairs.before", "speaks.before"} <= {rule for rule, _, _ in found}
