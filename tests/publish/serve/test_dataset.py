"""The dataset of a request put into the text of its query."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.graph import GraphStore
from kg.publish.serve.dataset import asks_elsewhere, base_clause, form_of, with_dataset
from kg.publish.serve.protocol import Operation, Refused
from tests.publish.serve.conftest import DATA

G = "http://g/1"
ONE = f"{DATA}data1.rdf"


def query(text: str) -> str:
    return with_dataset(Operation(text, defaults=(G,)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT *  FROM <http://g/1> { ?s ?p ?o }"),
        ("SELECT * WHERE { ?s ?p ?o }", "SELECT *  FROM <http://g/1> WHERE { ?s ?p ?o }"),
        ("ASK{}", "ASK FROM <http://g/1> {}"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { }", "CONSTRUCT { ?s ?p ?o }  FROM <http://g/1> WHERE { }"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT  FROM <http://g/1> WHERE { ?s ?p ?o }"),
        ("DESCRIBE <a:b>", "DESCRIBE <a:b> FROM <http://g/1> "),
        ("DESCRIBE <a:b> LIMIT 3", "DESCRIBE <a:b>  FROM <http://g/1> LIMIT 3"),
        ("SELECT (EXISTS { ?s ?p ?o } AS ?x) {}", "SELECT (EXISTS { ?s ?p ?o } AS ?x)  FROM <http://g/1> {}"),
        ("SELECT * FROM <a:b> { }", "SELECT *             FROM <http://g/1> { }"),
        ("SELECT * FROM NAMED <a:b> FROM x:y WHERE { }", None),
        ("PREFIX from: <a:> SELECT ?where { ?where from:x 'FROM <a:b> {' }", None),
    ],
)
def test_clauses_stand_where_the_grammar_wants_them(text: str, wanted: str | None, served_store: GraphStore) -> None:
    """FROM goes before the pattern, the query's own FROM goes out, and the rest stays where it was."""
    made = query(text)
    if wanted is not None:
        assert made == wanted
    # `FROM <` of a string stays; a clause of the query does not.
    assert made.count("FROM <http://g/1>") == 1
    if "x:y" not in text:
        with served_store.query(made):
            pass


def test_named_graphs_and_default_graphs(served_store: GraphStore) -> None:
    """The clauses name just the graphs that the request names."""
    text = with_dataset(Operation("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", named=(ONE,)))
    assert {row["g"] for row in served_store.query(text).records()} == {ONE}


@pytest.mark.parametrize("iri", ["no iri", "", "http://a b/", "relative", "http://a/> } { <x:y"])
def test_what_is_no_iri_is_refused(iri: str) -> None:
    """A graph's name cannot bring anything else into a query."""
    with pytest.raises(QueryError, match="IRI"):
        with_dataset(Operation("ASK {}", defaults=(iri,)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("DELETE { ?s ?p 1 } WHERE { ?s ?p ?o }", "DELETE { ?s ?p 1 }  USING <http://g/1> WHERE { ?s ?p ?o }"),
        ("INSERT DATA { <a:b> <a:c> 'WHERE' }", "INSERT DATA { <a:b> <a:c> 'WHERE' }"),
        ("INSERT { } WHERE { } ; DELETE { } WHERE { }",
         "INSERT { }  USING <http://g/1> WHERE { } ; DELETE { }  USING <http://g/1> WHERE { }"),
    ],
)  # fmt: skip
def test_updates_get_using_clauses(text: str, wanted: str) -> None:
    """Every operation with a pattern uses the dataset of the request."""
    assert with_dataset(Operation(text, update=True, defaults=(G,))) == wanted


@pytest.mark.parametrize("text", ["WITH <a:b> DELETE {} WHERE {}", "INSERT {} USING <a:b> WHERE {}", "DELETE WHERE {}"])
def test_an_update_that_names_a_dataset_itself_is_refused(text: str) -> None:
    """The protocol forbids both at once."""
    with pytest.raises(Refused) as refused:
        with_dataset(Operation(text, update=True, defaults=(G,)))
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("text", "form"),
    [("# SELECT\nASK {}", "ask"), ("PREFIX select: <a:> DESCRIBE select:x", "describe"), ("construct {} {}", "construct"),
     ("nonsense", ""), ("", "")],
)  # fmt: skip
def test_form_of_a_query(text: str, form: str) -> None:
    """The form is the first keyword that is one, whatever comments and prefixes are called."""
    assert form_of(text) == form


def test_service_is_seen_and_only_where_it_is_one() -> None:
    """The keyword counts, not a string, a variable or a prefix of that name."""
    assert asks_elsewhere("SELECT * { SERVICE SILENT <http://x/> { } }")
    assert asks_elsewhere("SELECT * { service<http://x/> { } }")
    assert not asks_elsewhere("PREFIX service: <a:> SELECT ?SERVICE { ?SERVICE service:x 'SERVICE <x>' } # SERVICE")


def test_relative_iris_get_a_base_and_nothing_else_does() -> None:
    """A query is left alone unless it has an IRI to resolve and no base."""
    assert base_clause("ASK { <a:b> ?p <> }", "http://h/sparql") == "BASE <http://h/sparql> "
    for text in ("ASK { <a:b> ?p ?o }", "BASE <http://x/> ASK { <s> ?p ?o }", "ASK { ?s ?p '<s>' }"):
        assert base_clause(text, "http://h/sparql") == ""
