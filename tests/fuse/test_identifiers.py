"""Identifiers from content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.fuse.identifiers import (
    bare_label,
    body_iri,
    evidence_iri,
    person_iri,
    place_iri,
    post_iri,
    role_iri,
    segments,
    tenure_iri,
)
from kg.model import Body, Place

BASE = "https://w3id.org/local-governance/id/"


def test_entities_have_readable_identifiers() -> None:
    """Chinese stays readable; what is unknown is "-"; a namesake has one part more."""
    assert person_iri("310104", "刘琪") == BASE + "person/310104/刘琪"
    assert person_iri("", "横山英幸") == BASE + "person/-/横山英幸"
    assert person_iri("310104", "王伟", "记者") == BASE + "person/310104/王伟/记者"
    assert body_iri("310104", "徐汇区委") == BASE + "body/310104/徐汇区委"
    assert place_iri(Place("徐汇区", "310104")) == BASE + "area/310104"
    assert place_iri(Place("高安路")) == BASE + "place/高安路"
    assert post_iri(Body("徐汇区委", "310104"), "书记") == BASE + "post/310104/徐汇区委/书记"
    assert role_iri("书记") == "https://w3id.org/local-governance/scheme/office/书记"


def test_nodes_have_short_stable_identifiers() -> None:
    """A node's identifier is pinned: a change of it would make every store and every diff speak of other things."""
    tenure = tenure_iri("p", "b", "书记")
    assert tenure == BASE + "tenure/af797ab0ccb85d69f6bf"
    assert evidence_iri(tenure, "a.txt", 1, 5, "current", "r") != evidence_iri(tenure, "a.txt", 1, 5, "former", "r")


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("《意见》", "意见"),
        ("“三年决战”", "三年决战"),
        ("旧住房改造“三年决战”", "旧住房改造“三年决战”"),
        ("“一网统管”“一网通办”", "“一网统管”“一网通办”"),
        ("《关于“两旧一村”的意见》", "关于“两旧一村”的意见"),
        ("“", "“"),
        ("", ""),
    ],
)
def test_a_label_loses_only_the_marks_that_enclose_it(printed: str, bare: str) -> None:
    """Marks at both ends that belong together go; marks of an inner part stay."""
    assert bare_label(printed) == bare


@given(st.text(min_size=1), st.text(min_size=1))
def test_an_identifier_tells_what_it_was_made_from(area: str, name: str) -> None:
    """Splitting an identifier gives back its parts, whatever characters they have, and never more parts."""
    if "-" not in (area, name) and not any("\ud800" <= c <= "\udfff" for c in area + name):
        assert segments(person_iri(area, name)) == ("person", area, name)


def test_foreign_identifiers_have_no_parts() -> None:
    """An identifier of another base is none of ours."""
    assert segments("https://example.org/person/310104/刘琪") == ()
