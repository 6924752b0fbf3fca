"""Accept headers and names of formats to the format that is written."""

from __future__ import annotations

import pytest

from kg.publish.serve.negotiate import GRAPHS, HTML, TABLES, by_accept, by_name, is_name


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/*", "json"),
        ("text/csv", "csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "xml"),
        ("text/tab-separated-values, application/json", "tsv"),
        ("application/sparql-results+json;q=0.1, application/json;q=0.1, */*;q=0.9", "xml"),
        ("TEXT/CSV", "csv"),
        ("text/csv; charset=utf-8 ; q=1", "csv"),
        ("text/csv;q=nonsense", "csv"),
        ("image/png, */*;q=0.1", "json"),
        (",,,", None),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv;q=0, */*", "json"),
    ],
)
def test_table_for_an_accept_header(accept: str, format: str | None) -> None:
    """Quality goes first, then what is named exactly, then the order of the header, then ours."""
    offer = by_accept(accept, TABLES)
    assert (offer.format if offer else None) == format


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("", "turtle"),
        ("application/rdf+xml, application/sparql-results+xml", "rdfxml"),
        ("application/turtle,text/turtle", "turtle"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples,*/*;q=0.9", "ntriples"),
        ("application/sparql-results+json", None),
    ],
)
def test_graph_for_an_accept_header(accept: str, format: str | None) -> None:
    """A graph is written as Turtle unless the client wants another of its formats."""
    offer = by_accept(accept, GRAPHS)
    assert (offer.format if offer else None) == format


def test_the_form_of_the_answer_decides_between_two_formats_of_one_header() -> None:
    """What rdflib sends for any query is RDF/XML for a graph and XML for rows."""
    accept = "application/rdf+xml, application/sparql-results+xml"
    rows, graph = by_accept(accept, TABLES), by_accept(accept, GRAPHS)
    assert rows is not None
    assert graph is not None
    assert (rows.content_type, graph.content_type) == ("application/sparql-results+xml", "application/rdf+xml")


@pytest.mark.parametrize(
    ("name", "table", "graph"),
    [
        ("json", "json", "jsonld"), ("xml", "xml", "rdfxml"), ("csv", "csv", None), ("TTL", None, "turtle"),
        ("n3", None, "turtle"), ("rdf+xml", "xml", "rdfxml"), ("rdf xml", "xml", "rdfxml"), ("nt", None, "ntriples"),
        ("application/sparql-results+xml", "xml", None), ("application/sparql-results json", "json", None),
        ("text/turtle", None, "turtle"), ("nonsense", None, None),
    ],
)  # fmt: skip
def test_names_mean_a_format_of_the_form(name: str, table: str | None, graph: str | None) -> None:
    """A short name or a media type means a format; one that fits no form is no name."""
    rows, triples = by_name(name, TABLES), by_name(name, GRAPHS)
    assert (rows.format if rows else None, triples.format if triples else None) == (table, graph)
    assert is_name(name) is (name != "nonsense")


def test_browsers_get_html_and_programs_do_not() -> None:
    """A browser names HTML first; a client that takes anything gets data."""
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert by_accept(browser, [*TABLES, HTML]) is HTML
    assert by_accept("*/*", [*TABLES, HTML]) is not HTML


def test_a_header_of_any_length_is_read_in_no_time() -> None:
    """Only the first ranges of a hostile header count."""
    assert by_accept(",".join(["a/b;q=0.1"] * 10_000), TABLES) is None
