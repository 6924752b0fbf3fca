"""One pattern for many words finds what a list of them finds, the longest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.anyof import any_of
from kg.extract.words import default_words


def listed(words: list[str]) -> str:
    """The plain alternatives, longest first."""
    return "|".join(sorted(map(re.escape, set(words)), key=lambda word: (-len(word), word)))


def test_words_share_their_beginnings() -> None:
    """The example of the module."""
    assert any_of(["建设", "建成", "建成后"]) == "建(?:成后?|设)"
    assert any_of(["三年行动", "三年行动计划"]) == "三年行动(?:计划)?"


@given(
    st.lists(st.text("甲乙丙.(", min_size=1, max_size=4), min_size=1, max_size=8), st.text("甲乙丙.(丁", max_size=20)
)
def test_it_finds_what_a_list_finds(words: list[str], text: str) -> None:
    """Alone, before something that asks for a shorter word, and at the end of a text."""
    for form in ("(?:{})", "(?:{})(?=甲)", "(?:{}){{1,3}}乙", "(?:{})$"):
        shared, plain = (form.format(pattern) for pattern in (any_of(words), listed(words)))
        assert [m.span() for m in re.finditer(shared, text)] == [m.span() for m in re.finditer(plain, text)]


@pytest.mark.parametrize("name", sorted(default_words()))
def test_every_class_of_words_is_found_whole(name: str) -> None:
    """Each word of each class that rules name."""
    words = default_words()[name]
    assert all(re.fullmatch(any_of(words), word) for word in words)


def test_the_empty_word_is_refused() -> None:
    """It would match everywhere."""
    with pytest.raises(ValueError, match="at least one"):
        any_of(["甲", ""])
