"""The 20 query cases of the W3C's test suite for the SPARQL 1.1 Protocol, as plain requests and answers.

The suite's graphs are fetched from the web there; here three graphs of the store stand for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import pytest

from tests.publish.serve.conftest import DATA
from tests.publish.serve.live import Answer, Live

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ONE, TWO, THREE = (f"{DATA}data{n}.rdf" for n in (1, 2, 3))
BOOLEAN = {"application/sparql-results+xml", "application/sparql-results+json"}
ROWS = BOOLEAN | {"text/tab-separated-values", "text/csv"}
GRAPH = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}
BOTH_DEFAULT = f"ASK {{ <{ONE}> ?p ?o . <{TWO}> ?p ?o }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?t }} GRAPH ?g2 {{ <{TWO}> a ?t }} FILTER(?g1 != ?g2) }}"
FULL = "SELECT ?g ?x ?s { ?x a ?t . GRAPH ?g { ?s a ?t } } ORDER BY ?g"


@dataclass(frozen=True)
class Case:
    """A request, and what must come back: a class of statuses, a type, a truth value."""

    name: str
    method: str = "GET"
    url: tuple[tuple[str, str], ...] = ()
    type: str = ""
    body: bytes = b""
    refused: bool = False
    types: frozenset[str] = field(default_factory=frozenset)
    says: bool | None = None


def get(name: str, *url: tuple[str, str], **more: object) -> Case:
    return Case(name, url=url, **more)  # type: ignore[arg-type]


def form(name: str, *fields: tuple[str, str], **more: object) -> Case:
    return Case(name, "POST", type=FORM, body=urlencode(fields).encode(), **more)  # type: ignore[arg-type]


CASES = [
    # bad requests
    Case("bad_query_method", "PUT", (("query", "ASK {}"),), refused=True),
    get("bad_multiple_queries", ("query", "ASK {}"), ("query", "SELECT * {}"), refused=True),
    Case("bad_query_wrong_media_type", "POST", type="text/plain", body=b"ASK {}", refused=True),
    Case("bad_query_missing_form_type", "POST", body=b"query=" + quote("ASK {}").encode(), refused=True),
    Case("bad_query_missing_direct_type", "POST", body=b"ASK {}", refused=True),
    Case("bad_query_non_utf8", "POST", type=f"{QUERY}; charset=UTF-16", body="ASK {}".encode("utf-16"), refused=True),
    get("bad_query_syntax", ("query", "ASK {"), refused=True),
    # ways to send a query
    get("query_get", ("query", "ASK {}"), types=BOOLEAN, says=True),
    form("query_post_form", ("query", "ASK {}"), types=BOOLEAN, says=True),
    Case("query_post_direct", "POST", type=QUERY, body=b"ASK {}", types=frozenset(BOOLEAN), says=True),
    # datasets
    get("query_dataset_default_graphs_get", ("query", BOTH_DEFAULT), ("default-graph-uri", ONE),
        ("default-graph-uri", TWO), says=True),
    form("query_dataset_default_graphs_post", ("query", BOTH_DEFAULT), ("default-graph-uri", ONE),
         ("default-graph-uri", TWO), says=True),
    get("query_dataset_named_graphs_get", ("query", BOTH_NAMED), ("named-graph-uri", ONE), ("named-graph-uri", TWO),
        says=True),
    form("query_dataset_named_graphs_post", ("query", BOTH_NAMED), ("named-graph-uri", ONE), ("named-graph-uri", TWO),
         says=True),
    get("query_dataset_full", ("query", FULL), ("default-graph-uri", THREE), ("named-graph-uri", ONE),
        ("named-graph-uri", TWO), types=ROWS),
    # the request's dataset goes before the query's own
    get("query_multiple_dataset", ("query", f"ASK FROM <{ONE}> {{ <{ONE}> ?p ?o }}"), ("default-graph-uri", TWO),
        says=False),
    # types of answers
    get("query_content_type_select", ("query", "SELECT (1 AS ?value) {}"), types=ROWS),
    get("query_content_type_ask", ("query", "ASK {}"), types=BOOLEAN),
    get("query_content_type_describe", ("query", f"DESCRIBE <{ONE}>"), types=GRAPH),
    get("query_content_type_construct", ("query", "CONSTRUCT { <s> <p> 1 } WHERE {}"), types=GRAPH),
]  # fmt: skip


def send(live: Live, case: Case) -> Answer:
    headers = {"Content-Type": case.type} if case.type else {}
    path = "/sparql" + (f"?{urlencode(case.url)}" if case.url else "")
    return live.request(case.method, path, headers=headers, body=case.body if case.method != "GET" else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(live: Live, case: Case) -> None:
    """Every case of the suite is answered as it says."""
    answer = send(live, case)
    if case.refused:
        assert 400 <= answer.status < 500
        assert answer.text.strip()
        return
    assert answer.status == 200, answer.text
    if case.types:
        assert answer.type in case.types
    if case.says is not None:
        assert answer.json["boolean"] is case.says


def test_all_twenty_are_here() -> None:
    """None of the suite's query cases is left out."""
    assert len({case.name for case in CASES}) == 20


def test_full_dataset_is_just_the_graphs_named(live: Live) -> None:
    """A default graph and two named ones are seen, and nothing else of the store."""
    rows = send(live, next(c for c in CASES if c.name == "query_dataset_full")).rows
    assert rows == [{"g": ONE, "x": THREE, "s": ONE}, {"g": TWO, "x": THREE, "s": TWO}]
