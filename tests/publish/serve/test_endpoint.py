"""The endpoint over the wire: formats, errors, limits, and what a browser of another page may do."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg import terms
from kg.graph import GraphStore, open_store
from kg.publish.serve import Settings
from tests.graph.made import numbered_page
from tests.publish.serve.live import Live

NAMES = "SELECT ?name { ?p a foaf:Person ; foaf:name ?name } ORDER BY ?name"
GRAPH = "CONSTRUCT { ?p foaf:name ?name } WHERE { ?p a foaf:Person ; foaf:name ?name }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


def ask(query: str, **more: str) -> str:
    return "/sparql?" + urlencode({"query": query, **more})


@pytest.fixture(scope="module")
def strict() -> Iterator[Live]:
    """A server with small limits."""
    with open_store(None) as store:
        for n in range(6):
            store.put_page(numbered_page(n))
        running = Live(store, Settings(timeout=1, row_limit=5, query_size=2000))
        yield running
        running.stop()


@pytest.fixture
def writable() -> Iterator[tuple[Live, GraphStore]]:
    """A server that takes updates, and its store."""
    with open_store(None) as store:
        running = Live(store, Settings(token="open sesame"))
        yield running, store
        running.stop()


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_rows_in_every_format(live: Live, accept: str, type: str) -> None:
    """A SELECT is answered in the format asked for, and every format holds the same names."""
    answer = live.get(ask(NAMES), accept)
    assert (answer.status, answer.type) == (200, type)
    assert int(answer.headers["content-length"]) == len(answer.body)
    if type == "text/csv":
        names = [row["name"] for row in csv.DictReader(io.StringIO(answer.text))]
    else:
        formats = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "values": QueryResultsFormat.TSV}
        found = parse_query_results(answer.body, next(f for end, f in formats.items() if type.endswith(end)))
        names = [row[0].value for row in found]  # type: ignore[union-attr]
    assert names == ["李明", "王伟", "耿洁玉", "钟晓咏", "鲍炳章"]


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", "text/turtle"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/turtle,text/turtle", "text/turtle"),
    ],
)
@pytest.mark.parametrize("query", [GRAPH, "DESCRIBE ?p { ?p foaf:name '鲍炳章'@zh }"])
def test_graphs_in_every_format(live: Live, accept: str, type: str, query: str) -> None:
    """CONSTRUCT and DESCRIBE are answered as RDF that says it is what it is."""
    answer = live.get(ask(query), accept)
    assert (answer.status, answer.type) == (200, type)
    format = RdfFormat.from_media_type(type)
    assert format is not None
    names = {q.object.value for q in parse(answer.body, format) if q.predicate.value == terms.FOAF_NAME}
    assert "鲍炳章" in names


def test_json_ld(live: Live) -> None:
    """A graph as JSON-LD has a context and the names as they are."""
    answer = live.get(ask(GRAPH), "application/ld+json")
    assert answer.type == "application/ld+json"
    assert {"@context", "@graph"} == set(answer.json)
    assert "鲍炳章" in answer.text


@pytest.mark.parametrize(
    ("path", "type"),
    [
        (ask(NAMES, format="csv"), "text/csv"),
        (ask(NAMES, output="xml"), "application/sparql-results+xml"),
        (ask(NAMES, results="tsv"), "text/tab-separated-values"),
        ("/sparql.csv?" + urlencode({"query": NAMES}), "text/csv"),
        ("/sparql.tsv?" + urlencode({"query": NAMES}), "text/tab-separated-values"),
        ("/sparql.json?" + urlencode({"query": GRAPH}), "application/ld+json"),
        ("/sparql.ttl?" + urlencode({"query": GRAPH}), "text/turtle"),
        ("/sparql.rdf?" + urlencode({"query": GRAPH}), "application/rdf+xml"),
    ],
)
def test_format_in_the_address(live: Live, path: str, type: str) -> None:
    """format=, output=, results= and the path's ending go before the Accept header."""
    answer = live.get(path, "application/sparql-results+json, application/n-triples")
    assert (answer.status, answer.type) == (200, type)


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        (ask(NAMES), "image/png", 406),
        (ask(NAMES, format="docx"), "", 406),
        (ask(NAMES, format="turtle"), "", 406),
        (ask(GRAPH, format="csv"), "", 406),
        ("/sparql.docx?" + urlencode({"query": NAMES}), "", 404),
        (ask("SELECT nonsense"), "", 400),
        (ask("SELECT * { ?s foaf:nme ?o"), "", 400),
        (ask("INSERT DATA { <a:b> <a:c> 1 }"), "", 400),
        (ask("ASK { ?s nosuch:prefix ?o }"), "", 400),
        ("/sparql?query=%FF", "", 400),
        (ask("ASK {}", **{"default-graph-uri": "no iri"}), "", 400),
        (ask("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), "", 403),
    ],
)
def test_errors_are_said_in_words_that_other_pages_may_read(live: Live, path: str, accept: str, status: int) -> None:
    """An error has its status, one line of plain text, and the header that lets a page of another server read it."""
    answer = live.get(path, accept, Origin="http://elsewhere.example")
    assert answer.status == status, answer.text
    assert answer.type == "text/plain"
    assert answer.text.strip()
    assert "Traceback" not in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"


def test_error_of_a_query_says_where(live: Live) -> None:
    """The message names the line and the column of what is wrong."""
    assert "line 2, column " in live.get(ask("SELECT * {\n  ?s % ?o }")).text


def test_other_methods_are_refused_with_what_is_allowed(live: Live) -> None:
    """405 names the methods that work."""
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        answer = live.request(method, ask("ASK {}"))
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_preflight(live: Live) -> None:
    """A browser that asks before it posts is told that it may, with the headers it wants to send."""
    answer = live.request(
        "OPTIONS",
        "/sparql",
        headers={
            "Origin": "http://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type, authorization, x<y",
        },
    )
    assert answer.status == 204
    assert answer.body == b""
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-allow-headers"] == "content-type, authorization"


def test_head_says_what_get_would(live: Live) -> None:
    """HEAD has the type and no body, for a query, for a wrong one, and for the description."""
    for path, status, type in (
        (ask(NAMES, format="csv"), 200, "text/csv"),
        ("/sparql?query=%FF", 400, "text/plain"),
        ("/sparql", 200, "text/turtle"),
    ):
        answer = live.request("HEAD", path)
        assert (answer.status, answer.type, answer.body) == (status, type, b"")


def test_service_description(live: Live) -> None:
    """A GET without a query says in RDF what this endpoint is and can."""
    answer = live.get("/sparql")
    assert (answer.status, answer.type) == (200, "text/turtle")
    said = {(q.predicate.value.rpartition("#")[2], getattr(q.object, "value", "")) for q in parse(answer.body, RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert ("endpoint", live.url + "/sparql") in said
    assert ("supportedLanguage", sd + "SPARQL11Query") in said
    assert ("supportedLanguage", sd + "SPARQL11Update") not in said
    assert live.get("/sparql", "application/ld+json").type == "application/ld+json"


@pytest.mark.parametrize("host", ['"><script>alert(1)</script>', "a b", "", "x" * 300 + "/../"])
def test_a_strange_host_gets_nowhere(live: Live, host: str) -> None:
    """What the Host header says is believed only if it is a host."""
    answer = live.request("GET", "/sparql", headers={"Host": host})
    assert answer.status in (200, 400)
    assert "script" not in answer.text


def test_a_long_query_is_killed_and_the_server_goes_on(strict: Live) -> None:
    """A query that would run for ever ends after the time-out with 503; the next one is answered."""
    start = time.monotonic()
    answer = strict.get(ask(ENDLESS))
    assert answer.status == 503
    assert "stopped after 1 s" in answer.text
    assert time.monotonic() - start < 8
    assert strict.get(ask("ASK {}")).json == {"head": {}, "boolean": True}


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"])
def test_a_cut_answer_says_so(strict: Live, query: str) -> None:
    """An answer of more rows than allowed is cut, and a header says that and where."""
    answer = strict.get(ask(query, format="tsv" if "SELECT" in query else "nt"))
    assert answer.headers["kg-truncated"] == "limit=5"
    assert len(answer.text.splitlines()) == 5 + query.startswith("SELECT")
    assert "kg-truncated" not in strict.get(ask(query + " LIMIT 5")).headers


def test_a_body_that_is_too_large_is_refused(strict: Live) -> None:
    """The limit holds for a body that says its size and for one that does not."""
    body = b"query=" + quote("ASK {} #" + "x" * 5000).encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert strict.request("POST", "/sparql", headers=form, body=body).status == 413
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + 500]), body[i : i + 500]) for i in range(0, len(body), 500))
    said = strict.raw(
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + chunked + b"0\r\n\r\n"
    )
    assert said.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("token", ["", "Bearer wrong", "Bearer", "Basic b3BlbiBzZXNhbWU=", "Bearer 开门"])
def test_an_update_needs_the_token(writable: tuple[Live, GraphStore], token: str) -> None:
    """Without the token nothing is written."""
    server, store = writable
    headers = {"Content-Type": "application/sparql-update", **({"Authorization": token} if token.isascii() else {})}
    answer = server.request("POST", "/sparql", headers=headers, body="INSERT DATA { <a:b> <a:c> 1 }")
    assert (answer.status, answer.headers["www-authenticate"]) == (401, 'Bearer realm="kg"')
    assert not store.query("ASK { ?s ?p ?o }").boolean


def test_an_update_with_the_token_is_seen_by_the_next_query(writable: tuple[Live, GraphStore]) -> None:
    """Both ways of sending an update write, and a wrong one writes nothing."""
    server, _ = writable
    token = {"Authorization": "Bearer open sesame"}
    direct = {**token, "Content-Type": "application/sparql-update"}
    form = {**token, "Content-Type": "application/x-www-form-urlencoded"}
    assert server.request("POST", "/sparql", headers=direct, body="INSERT DATA { <a:b> <a:c> 1 }").status == 204
    body = urlencode({"update": "INSERT DATA { <a:b> <a:c> 2 }"})
    assert server.request("POST", "/sparql", headers=form, body=body).status == 204
    wrong = server.request("POST", "/sparql", headers=direct, body="INSERT DATA { <a:b> <a:c> 3 } ; NONSENSE")
    assert wrong.status == 400
    service = server.request("POST", "/sparql", headers=direct, body="INSERT { <a:b> <a:c> 4 } WHERE { SERVICE <http://127.0.0.1:1/> {} }")
    assert service.status == 403
    assert [row["n"] for row in server.get(ask("SELECT ?n { <a:b> <a:c> ?n } ORDER BY ?n")).rows] == ["1", "2"]
    assert "SPARQL11Update" in server.get("/sparql").text


def test_updates_are_refused_where_nobody_may_write(live: Live) -> None:
    """A server without a token is read only, whatever is sent along."""
    headers = {"Content-Type": "application/sparql-update", "Authorization": "Bearer "}
    answer = live.request("POST", "/sparql", headers=headers, body="DROP ALL")
    assert answer.status == 403
    assert "read only" in answer.text
