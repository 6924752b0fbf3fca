"""Reading a query's text, and putting parameters, columns and a cap into it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg import terms
from kg.errors import QueryError
from kg.graph.binding import prepare, to_term
from kg.graph.sparql import place_of, read_query

NAME = NamedNode("http://example.org/name")


def rows(store: Store, query: str, bindings: dict[str, Any]) -> list[list[str]]:
    """The values of a prepared query's rows."""
    found = store.query(prepare(read_query(query), bindings), prefixes=terms.PREFIXES)
    assert isinstance(found, QuerySolutions)
    return [[getattr(t, "value", "") for t in row] for row in found]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_binds_as_itself(wanted: str, other: str) -> None:
    """Whatever is in a string, binding it finds exactly the thing of that name and never changes the query."""
    store = Store()
    for n, text in enumerate((wanted, other)):
        store.add(Quad(NamedNode(f"http://example.org/{n}"), NAME, Literal(text)))
    found = rows(store, "SELECT ?s { ?s <http://example.org/name> ?n } ORDER BY ?s", {"n": wanted})
    assert found == [["http://example.org/0"]] + ([["http://example.org/1"]] if other == wanted else [])


def test_forms_are_told_by_the_first_word_that_says_so() -> None:
    """Comments, strings, IRIs and prefixes that look like keywords do not count."""
    for text, form in (
        ("# ASK\nSELECT ?s { ?s ?p 'CONSTRUCT' }", "select"),
        ("PREFIX ask: <http://select/> ask { ?s ask:select ?o }", "ask"),
        ("BASE <http://x/select> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "construct"),
        ("PREFIX insert: <http://x/> DESCRIBE insert:data", "describe"),
    ):
        assert read_query(text).form == form


def test_variables_in_strings_and_comments_are_none() -> None:
    """Only variables of the query can be bound."""
    query = read_query('SELECT ?a { ?a foaf:name \'?b\', """?c""" } # ?d')
    assert query.variables == ("a",)


def test_templates_and_data_blocks_take_no_values() -> None:
    """A parameter is put neither into CONSTRUCT's template nor into VALUES' rows, but where it is matched."""
    text = prepare(
        read_query("CONSTRUCT { ?s foaf:nick ?n } WHERE { ?s foaf:name ?n VALUES (?n ?m) { (UNDEF 1) } }"), {"n": "x"}
    )
    assert text.count("VALUES ?n") == 1
    assert "WHERE { VALUES ?n" in text
    short = prepare(read_query("CONSTRUCT WHERE { ?s foaf:name ?n }"), {"n": "x"})
    assert short == 'CONSTRUCT WHERE { ?s foaf:name "x" }'
    assert prepare(read_query("DESCRIBE ?x"), {"x": NamedNode("http://e/1")}) == "DESCRIBE <http://e/1>"


def test_having_takes_one_value() -> None:
    """HAVING sees no pattern, so the value stands there itself; several values are refused."""
    query = read_query("SELECT (COUNT(?s) AS ?n) { ?s foaf:name ?o } HAVING (COUNT(?s) >= ?least)")
    assert f'"2"^^<{terms.XSD_INTEGER}>' in prepare(query, {"least": 2})
    with pytest.raises(QueryError, match="2 values"):
        prepare(query, {"least": [1, 2]})


def test_several_values_match_any() -> None:
    """A list of values finds what any of them finds."""
    store = Store()
    for n in range(4):
        store.add(Quad(NamedNode(f"http://example.org/{n}"), NAME, Literal(str(n))))
    query = "SELECT ?s { ?s <http://example.org/name> ?n } ORDER BY ?s"
    assert rows(store, query, {"n": ["1", "3"]}) == [["http://example.org/1"], ["http://example.org/3"]]


def test_cap_respects_the_query() -> None:
    """The row cap lowers a LIMIT, is added where there is none, and leaves subselects alone."""
    assert prepare(read_query("SELECT ?s { ?s ?p ?o } LIMIT 5"), {}, 9).endswith("LIMIT 5")
    assert prepare(read_query("SELECT ?s { ?s ?p ?o } LIMIT 50 OFFSET 2"), {}, 9).endswith("LIMIT 9 OFFSET 2")
    inner = "SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 50 } } VALUES ?s { lg:a }"
    assert "LIMIT 50 } } \nLIMIT 9 VALUES" in prepare(read_query(inner), {}, 9)
    assert prepare(read_query("SELECT ?s { ?s ?p ?o } # end"), {}, 9).endswith("# end\nLIMIT 9 ")
    assert "LIMIT" not in prepare(read_query("ASK { ?s ?p ?o }"), {}, 9)


def test_star_becomes_columns_in_order() -> None:
    """SELECT * is written out in the order of the text; a variable that is not in scope is left out."""
    text = "SELECT DISTINCT * { ?z foaf:name ?b . FILTER NOT EXISTS { ?z foaf:nick ?hidden } ?a foaf:knows ?z }"
    assert prepare(read_query(text)).startswith("SELECT DISTINCT ?z ?b ?a {")
    assert prepare(read_query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")).startswith("SELECT (COUNT(*)")


def test_values_of_all_kinds_become_terms() -> None:
    """Python's values and rdflib's terms become the terms they mean; what has no RDF form is refused."""
    from datetime import date, datetime
    from decimal import Decimal

    import rdflib

    assert str(to_term(date(2021, 4, 20))) == f'"2021-04-20"^^<{terms.XSD_DATE}>'
    assert str(to_term(Decimal("0.50"))) == f'"0.50"^^<{terms.XSD_DECIMAL}>'
    assert to_term(True) == Literal(True)
    assert to_term(3) == Literal(3)
    assert to_term(0.5) == Literal(0.5)
    assert to_term(rdflib.URIRef("http://e/1")) == NamedNode("http://e/1")
    assert to_term(rdflib.Literal("徐汇", lang="zh")) == Literal("徐汇", language="zh")
    assert to_term(rdflib.Literal(3)) == Literal(3)
    for wrong in (datetime(2021, 4, 20), object(), None, rdflib.BNode(), rdflib.URIRef("no iri> }")):
        with pytest.raises(QueryError):
            to_term(wrong)


def test_places_count_lines_and_columns_from_one() -> None:
    """Places are as an editor counts them."""
    assert place_of("ab\ncd", 0) == "line 1, column 1"
    assert place_of("ab\ncd", 4) == "line 2, column 2"


def test_errors_stand_where_the_user_wrote_them() -> None:
    """A bound parameter does not shift the column of a later error."""
    store = Store()
    text = "SELECT ?s { ?s foaf:name ?n . ?s foaf:nick }"
    from kg.graph.binding import syntax_error

    with pytest.raises(SyntaxError) as caught:
        store.query(prepare(read_query(text), {"n": "a long value that shifts what follows"}), prefixes=terms.PREFIXES)
    assert "column 44" in str(syntax_error(text, caught.value))
