"""Terms as text are, letter by letter, what Oxigraph writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from kg.graph import ntriples, rdf
from kg.graph.prepared import prepare
from kg.graph.quads import page_quads
from tests.graph.made import forum_page

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))


@given(TEXTS)
def test_strings_are_written_as_oxigraph_writes_them(value: str) -> None:
    """Every string: quotes, line feeds, control characters, what XML cannot hold."""
    assert ntriples.text(value) == str(rdf.text(value))
    assert ntriples.name(value) == str(rdf.name(value))
    assert ntriples.date_or_text(value) == str(rdf.date_or_text(value))


@given(st.integers(0, 10**9), st.floats(0, 1), st.dates())
def test_numbers_and_days_are_written_as_oxigraph_writes_them(number: int, share: float, date: object) -> None:
    """Whole numbers, confidences, days."""
    assert ntriples.integer(number) == str(rdf.integer(number))
    assert ntriples.decimal(share) == str(rdf.decimal(share))
    assert ntriples.day(str(date)) == str(rdf.day(str(date)))


def test_what_is_no_iri_is_refused() -> None:
    """A broken IRI never gets into the store: it is loaded without being looked at again."""
    for broken in ("no iri", "http://e/a b", "http://e/<", ""):
        with pytest.raises(ValueError):
            ntriples.iri(broken)


def test_a_page_as_text_is_what_oxigraph_would_write() -> None:
    """The prepared text is canonical N-Quads of the page's quads, and the same without graphs, each line once."""
    page, quads = prepare(forum_page()), page_quads(forum_page())
    assert tuple(page.quads()) == tuple(parse(page.named, RdfFormat.N_QUADS))
    written = serialize(quads, format=RdfFormat.N_QUADS) or b""
    assert sorted(page.named.splitlines()) == sorted(written.splitlines())
    plain = serialize(dict.fromkeys(q.triple for q in quads), format=RdfFormat.N_TRIPLES) or b""
    assert sorted(page.plain.splitlines()) == sorted(plain.splitlines())
