"""Identifiers are valid IRIs whatever they are made from, and stay readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg import terms
from kg.terms import iri_segment, mint


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_every_text_makes_a_valid_iri(segments: list[str]) -> None:
    """Any characters at all, lone surrogates too, make an IRI that Oxigraph takes and that keeps its segments apart."""
    iri = mint(terms.BASE, *segments)
    assert NamedNode(iri).value == iri
    assert iri.removeprefix(terms.BASE).count("/") == len(segments) - 1


@given(st.text(), st.text())
def test_different_texts_make_different_segments(a: str, b: str) -> None:
    """No two texts share a segment, so no two things share an IRI by their spelling."""
    if "%" not in a + b:
        assert (iri_segment(a) == iri_segment(b)) == (a == b)


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("徐汇区委《意见》“三年”", "徐汇区委《意见》“三年”"),
        ("艾克拜尔·吐尼亚孜", "艾克拜尔·吐尼亚孜"),
        ("a/b c%d", "a%2Fb%20c%25d"),
        ("..", "%2E%2E"),
        ("x\u200by\u202ez\x85", "x%E2%80%8By%E2%80%AEz%C2%85"),
        ("\U000f0000", "%F3%B0%80%80"),
    ],
)
def test_segments_read_well(text: str, segment: str) -> None:
    """Chinese stays as it is; what an IRI may not hold, what cuts a path and what cannot be seen is encoded."""
    assert iri_segment(text) == segment


def test_empty_segment_is_a_dash() -> None:
    """A part that is not known keeps its place."""
    assert mint(terms.BASE, "person", "", "王伟") == terms.BASE + "person/-/王伟"
