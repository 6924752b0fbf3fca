"""Addresses and lines of time, without a server."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.graph.offices import Held
from kg.publish.serve.explorer.links import link_of, short
from kg.publish.serve.explorer.timeline import timeline


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_an_address_leads_back_to_its_iri(segments: list[str]) -> None:
    """Whatever a name holds, the path of its thing decodes to its IRI, in ASCII, on this server."""
    iri = terms.mint(terms.BASE, *segments)
    link = link_of(iri, terms.BASE)
    assert link.isascii()
    assert not link.startswith("//")
    parts = urlsplit(link)
    if parts.path == "/thing":
        assert parse_qs(parts.query, strict_parsing=True)["iri"] == [iri]
    else:
        assert terms.BASE + unquote(parts.path.removeprefix("/id/")) == iri
        assert not {".", ".."} & set(parts.path.split("/"))


@pytest.mark.parametrize("iri", ["http://other.example/x?y=1&z=%20#w", "urn:a:b", terms.BASE, "", "javascript:alert(1)"])
def test_other_iris_are_shown_here_too(iri: str) -> None:
    """A thing of another base, or what is none, stays on this server."""
    link = link_of(iri, terms.BASE)
    assert link.startswith("/thing?iri=")
    assert parse_qs(urlsplit(link).query, keep_blank_values=True)["iri"] == [iri]


def test_short_names() -> None:
    """IRIs are shown without the base or with a prefix."""
    assert short(terms.BASE + "person/-/王伟", terms.BASE, terms.PREFIXES) == "person/-/王伟"
    assert short(terms.FOAF_NAME, terms.BASE, terms.PREFIXES) == "foaf:name"
    assert short("http://x/", terms.BASE, terms.PREFIXES) == "http://x/"


def held(**days: str) -> Held:
    return Held("t", "p", "王伟", "b", "徐汇区政府", "区长", **days)


def test_bars_lie_where_the_days_are() -> None:
    """A tenure shown from the middle of the line to its end: solid there, faint where the bounds leave it open."""
    line = timeline([
        held(first="2020-01-01", last="2020-01-01"),
        held(first="2022-01-01", last="2024-01-01", start_not_before="2020-01-01", end_not_after="2024-01-01"),
    ])  # fmt: skip
    one, two = line.bars
    assert one.faint is None
    assert one.solid is not None
    assert one.solid[1] == 0.8
    assert two.solid is not None
    assert two.faint is not None
    assert two.faint[0] == one.solid[0]
    assert two.faint[0] < two.solid[0]
    assert sum(two.faint) == pytest.approx(sum(two.solid), abs=0.05)
    assert 45 < two.solid[0] < 55
    assert [label for label, _ in line.ticks] == ["2020", "2021", "2022", "2023", "2024"]
    assert all(0 <= at <= 100 for _, at in line.ticks)


def test_what_has_no_day_is_named_apart() -> None:
    """A tenure without any day is undated; a line of nothing else is empty."""
    assert timeline([held()]).undated == (held(),)
    assert timeline([]).bars == ()
    only_before = timeline([held(end_not_after="2021-04-26")]).bars
    assert only_before[0].solid is None
    assert only_before[0].faint is not None


def test_long_lines_have_few_years() -> None:
    """A century is told in steps."""
    line = timeline([held(first="1921-07-01", last="2021-07-01")])
    assert [label for label, _ in line.ticks] == ["1940", "1960", "1980", "2000", "2020"]


def test_days_at_the_edges_of_the_calendar() -> None:
    """The first and the last day there are do not break the line."""
    assert len(timeline([held(first="0001-01-01", last="9999-12-31")]).bars) == 1
