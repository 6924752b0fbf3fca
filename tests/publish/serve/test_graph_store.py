"""The SPARQL 1.1 Graph Store Protocol: the cases of the W3C suite (http-rdf-update) and what a graph of facts needs."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

import kg
from kg import terms
from kg.errors import StoreError
from kg.graph import GraphStore, load, open_store
from kg.publish.serve import Settings
from tests.conftest import SAMPLES
from tests.graph.made import forum_page
from tests.publish.serve.live import Answer, Live

TOKEN = "open sesame"
PERSON = """@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <http://www.w3.org/2006/vcard/ns#> .
<http://{host}/store/person/1> a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn "{name}" ] ."""
TURTLE = {"Content-Type": "text/turtle"}
ARTICLE = terms.mint(terms.BASE, "article", "xuhui.txt", "0")


@pytest.fixture
def served() -> Iterator[tuple[GraphStore, Live]]:
    """A store of one page and a server that lets who has the token write it."""
    with open_store(None) as store:
        store.put_page(forum_page())
        live = Live(store, Settings(token=TOKEN, update_size=200_000))
        yield store, live
        live.stop()


@pytest.fixture
def store(served: tuple[GraphStore, Live]) -> GraphStore:
    return served[0]


@pytest.fixture
def writable(served: tuple[GraphStore, Live]) -> Live:
    return served[1]


def send(live: Live, method: str, path: str, body: str | bytes | None = None, **headers: str) -> Answer:
    """A request with the token."""
    given = {"Authorization": f"Bearer {TOKEN}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return live.request(method, path, headers=given, body=body)


def person(live: Live, name: str) -> str:
    return PERSON.format(host=f"127.0.0.1:{live.port}", name=name)


def triples(answer: Answer, format: RdfFormat = RdfFormat.TURTLE) -> set[str]:
    return {f"{q.subject} {q.predicate} {q.object}" for q in parse(answer.body, format)}


@pytest.mark.parametrize("direct", [True, False])
def test_a_graph_comes_is_replaced_and_goes(writable: Live, direct: bool) -> None:
    """PUT makes (201) and replaces (204), GET and HEAD give it, DELETE takes it back, and then it is not there (404);
    by the graph's own address and by ?graph=."""
    own = f"http://127.0.0.1:{writable.port}/store/person/1.ttl"
    path = "/store/person/1.ttl" if direct else f"/store?graph={quote(own, safe='')}"
    assert writable.get(path).status == 404
    assert writable.request("HEAD", path).status == 404
    made = send(writable, "PUT", path, person(writable, "Jane Doe"), **TURTLE)
    assert made.status == 201
    found = writable.get(path, "text/turtle")
    assert (found.status, found.type) == (200, "text/turtle")
    assert len(triples(found)) == 4
    assert "Jane Doe" in found.text
    assert writable.get(f"/store?graph={quote(own, safe='')}").body == found.body
    assert writable.get("/store/person/1.ttl").body == found.body
    head = writable.request("HEAD", path, headers={"Accept": "application/n-triples"})
    assert (head.status, head.type, head.body) == (200, "application/n-triples", b"")
    assert send(writable, "PUT", path, person(writable, "Jane Smith"), **TURTLE).status == 204
    assert "Jane Doe" not in writable.get(path).text
    assert writable.get("/sparql?query=" + quote('ASK { ?s ?p "Jane Smith" }')).json["boolean"]
    assert send(writable, "DELETE", path).status == 204
    assert writable.get(path).status == 404
    assert send(writable, "DELETE", path).status == 404
    assert not writable.get("/sparql?query=" + quote('ASK { ?s ?p "Jane Smith" }')).json["boolean"]


def test_post_puts_beside_what_is_there(writable: Live) -> None:
    """POST to a graph adds to it; the same document again adds nothing, another document's blank nodes are others."""
    path = "/store/person/2"
    assert send(writable, "POST", path, person(writable, "甲"), **TURTLE).status == 201
    assert send(writable, "POST", path, person(writable, "乙"), **TURTLE).status == 204
    both = triples(writable.get(path))
    assert len(both) == 7  # the type is the same
    assert send(writable, "POST", path, person(writable, "乙"), **TURTLE).status == 204
    assert triples(writable.get(path)) == both
    assert send(writable, "POST", path, "", **TURTLE).status == 204
    assert triples(writable.get(path)) == both


def test_post_to_the_store_makes_a_graph_with_an_address(writable: Live) -> None:
    """Triples posted to no graph get one, whose address the answer names."""
    made = send(writable, "POST", "/store", person(writable, "丙"), **TURTLE)
    assert made.status == 201
    assert made.headers["location"].startswith(f"http://127.0.0.1:{writable.port}/store/")
    path = made.headers["location"].removeprefix(f"http://127.0.0.1:{writable.port}")
    assert "丙" in writable.get(path).text


@pytest.mark.parametrize("encoding", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_every_format_of_a_graph_is_read_and_written(writable: Live, encoding: str) -> None:
    """What is given in one format and sent back in it is the same graph."""
    path = f"/store?graph={quote(ARTICLE, safe='')}"
    given = writable.get(path, encoding)
    assert (given.status, given.type) == (200, encoding)
    assert send(writable, "PUT", "/store/copy", given.body, Content_Type=encoding).status == 201
    assert triples(writable.get("/store/copy", "application/n-triples"), RdfFormat.N_TRIPLES) == triples(
        writable.get(path, "application/n-triples"), RdfFormat.N_TRIPLES
    )


def test_the_default_graph_is_what_all_graphs_say(store: GraphStore, writable: Live) -> None:
    """It is read and added to; it cannot be replaced or deleted, because every graph would have to change with it."""
    lines = store.lines()
    given = writable.get("/store?default", "application/n-triples")
    assert given.text.splitlines() == lines
    for method in ("PUT", "DELETE"):
        refused = send(writable, method, "/store?default", "<http://e/s> <http://e/p> 1 .", **TURTLE)
        assert refused.status == 405
        assert refused.headers["allow"] == "GET, HEAD, POST, OPTIONS"
        assert "what all named graphs say" in refused.text
    assert store.lines() == lines
    assert send(writable, "POST", "/store?default", "<http://e/s> <http://e/p> 1 .", **TURTLE).status == 204
    assert len(store.lines()) == len(lines) + 1


def test_a_fact_in_two_graphs_stays_until_both_are_gone(writable: Live) -> None:
    """Deleting a graph takes from the default graph only what no other graph says."""
    ask = "/sparql?query=" + quote("ASK { <http://e/s> <http://e/p> 1 }")
    for path in ("/store/a", "/store/b"):
        assert send(writable, "PUT", path, "<http://e/s> <http://e/p> 1 .", **TURTLE).status == 201
    assert send(writable, "DELETE", "/store/a").status == 204
    assert writable.get(ask).json["boolean"]
    assert send(writable, "DELETE", "/store/b").status == 204
    assert not writable.get(ask).json["boolean"]


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_page_that_was_touched_is_read_anew(store: GraphStore, writable: Live, in_bulk: bool) -> None:
    """Who replaces the graph of an article changes what the store has of its page; a build then puts it right."""
    lines = store.lines(named=True)
    path = f"/store?graph={quote(ARTICLE, safe='')}"
    assert send(writable, "PUT", path, "<http://e/s> <http://e/p> 1 .", **TURTLE).status == 204
    with store.bulk() if in_bulk else nullcontext():
        assert store.put_page(forum_page()) == "replaced"
    assert store.lines(named=True) == lines


def test_the_whole_dataset(store: GraphStore, writable: Live) -> None:
    """All graphs in one file, without the book-keeping; posted to another store they make the same one."""
    whole = writable.get("/store")
    assert whole.type == "application/n-quads"
    assert whole.text.splitlines() == store.lines(named=True)
    assert terms.STORE_GRAPH not in whole.text
    assert writable.get("/store", "application/trig").type == "application/trig"
    assert writable.get("/store?format=trig").type == "application/trig"
    assert writable.get("/store", "text/turtle").status == 406
    with open_store(None) as other:
        live = Live(other, Settings(token=TOKEN))
        try:
            named_only = "\n".join(line for line in whole.text.splitlines() if line.endswith("> .") and "article/" in line)
            assert send(live, "POST", "/store", whole.body, Content_Type="application/n-quads").status == 204
            assert other.lines(named=True) == store.lines(named=True)
            assert send(live, "POST", "/store", named_only, Content_Type="application/n-quads").status == 204
            assert other.lines(named=True) == store.lines(named=True)
        finally:
            live.stop()
    for method in ("PUT", "DELETE"):
        assert send(writable, method, "/store", b"", Content_Type="application/n-quads").status == 405


def test_only_who_has_the_token_writes(live: Live, writable: Live) -> None:
    """Reading is free; writing needs --writable and the token, as a bearer or as a password."""
    path = "/store/x"
    body = "<http://e/s> <http://e/p> 1 ."
    for method in ("PUT", "POST", "DELETE"):
        refused = live.request(method, path, headers=TURTLE, body=body)
        assert (refused.status, "read only" in refused.text) == (403, True)
        for said in ("", "Bearer wrong", "Basic " + base64.b64encode(b"kg:wrong").decode(), "Basic ===", "Bearer"):
            answer = writable.request(method, path, headers={**TURTLE, "Authorization": said}, body=body)
            assert answer.status == 401, (method, said)
            assert answer.headers["www-authenticate"].startswith("Bearer")
    assert writable.get(path).status == 404
    basic = "Basic " + base64.b64encode(f"kg:{TOKEN}".encode()).decode()
    assert writable.request("PUT", path, headers={**TURTLE, "Authorization": basic}, body=body).status == 201


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "said"),
    [
        ("GET", "/store?graph=http://e/none", {}, None, 404, "there is no graph http://e/none"),
        ("GET", "/store?graph=relative", {}, None, 400, "is named by an absolute IRI"),
        ("GET", "/store?graph=http://e/%3Cx%3E", {}, None, 400, "is not an IRI"),
        ("GET", "/store?graph=http://e/a&default", {}, None, 400, "more than one graph"),
        ("GET", "/store/x?default", {}, None, 400, "more than one graph"),
        ("GET", "/store?grph=http://e/a", {}, None, 400, "grph= is not understood"),
        ("GET", "/store?default", {"Accept": "image/png"}, None, 406, "not as image/png"),
        ("GET", "/store?default&format=pdf", {}, None, 406, "not as pdf"),
        ("GET", f"/store?graph={quote(terms.STORE_GRAPH, safe='')}", {}, None, 403, "book-keeping"),
        ("PUT", "/store/x", TURTLE, "<http://e/s> <http://e/p>", 400, "the body cannot be read"),
        ("PUT", "/store/x", {"Content-Type": "application/n-triples"}, "<s> <p> <o> .", 400, "cannot be read"),
        ("PUT", "/store/x", {"Content-Type": "image/png"}, "x", 415, "image/png is not understood"),
        ("PUT", "/store/x", {}, "x", 415, "does not say what its body is"),
        ("PUT", "/store/x", {"Content-Type": "application/n-quads"}, "<s:s> <s:p> <s:o> <s:g> .", 400, "has named graphs"),
        ("PUT", "/store/x", {"Content-Type": "text/turtle"}, "#" * 300_000, 413, "larger than 200000 bytes"),
        ("PATCH", "/store/x", TURTLE, "x", 405, "PATCH is not for this graph"),
    ],
)  # fmt: skip
def test_wrong_requests_are_told(
    writable: Live, method: str, path: str, headers: dict[str, str], body: str | None, status: int, said: str
) -> None:
    """Each mistake has its status and a line that says what is wrong; nothing is written."""
    answer = send(writable, method, path, body, **{k.replace("-", "_"): v for k, v in headers.items()})
    assert (answer.status, answer.type) == (status, "text/plain")
    assert said in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert writable.get("/store/x").status == 404


def test_a_browser_of_another_page_may_ask(writable: Live) -> None:
    """The preflight allows what the protocol needs."""
    answer = writable.request(
        "OPTIONS", "/store?graph=http://e/a", headers={"Access-Control-Request-Headers": "authorization,content-type"}
    )
    assert answer.status == 204
    assert {"PUT", "DELETE"} <= set(answer.headers["access-control-allow-methods"].split(", "))
    assert answer.headers["allow"] == "GET, HEAD, PUT, POST, DELETE, OPTIONS"


def test_whole_graphs_are_not_cut(store: GraphStore) -> None:
    """The row limit of queries is none for graphs; a reader over this protocol gets all of it."""
    live = Live(store, Settings(row_limit=5))
    try:
        assert len(writable_lines(live)) == len(store.lines())
        with open_store(live.url) as reader:
            assert reader.lines(named=True) == store.lines(named=True)
            assert len(list(reader.quads())) == len(store.lines(named=True))
    finally:
        live.stop()


def writable_lines(live: Live) -> list[str]:
    return live.get("/store?default", "application/n-triples").text.splitlines()


def test_a_cut_answer_is_never_taken_for_a_whole_one(store: GraphStore) -> None:
    """A server that cuts answers says so, and who reads a store through it gets an error, not a part."""
    live = Live(store, Settings(row_limit=5))
    try:
        with open_store(live.url) as reader:
            with pytest.raises(StoreError, match=r"cut the answer \(Kg-Truncated: limit=5\); ask for less at a time"):
                reader.query("SELECT ?s { ?s ?p ?o }")
            with pytest.raises(StoreError, match="cut the answer"):
                reader.query("CONSTRUCT WHERE { ?s ?p ?o }")
            assert len(list(reader.query("SELECT ?s { ?s ?p ?o } LIMIT 5"))) == 5
            asked = reader.query("SELECT ?s { ?s ?p ?o }", limit=4)
            assert (len(list(asked)), asked.truncated) == (4, True)
    finally:
        live.stop()


def test_kg_builds_into_a_served_store(store: GraphStore) -> None:
    """The program's own client: pages built through the server make the same store as pages built beside it."""
    live = Live(store, Settings(token=TOKEN))
    try:
        with open_store(live.url.replace("//", f"//kg:{quote(TOKEN)}@"), mode="write") as remote:
            assert kg.build([SAMPLES], remote).new == 5
            assert kg.build([SAMPLES], remote).same == 5
    finally:
        live.stop()
    with open_store(None) as direct:
        direct.put_page(forum_page())
        kg.build([SAMPLES], direct)
        assert store.lines(named=True) == direct.lines(named=True)


def test_loaded_files_and_graphs_live_together(store: GraphStore, writable: Live, tmp_path: Path) -> None:
    """What kg load brought is a named graph like others: found, replaced and deleted by its address."""
    file = tmp_path / "own.ttl"
    file.write_text("<http://e/s> <http://e/p> 1 .", encoding="utf-8")
    (loaded,) = load(store, [file])
    path = f"/store?graph={quote(loaded.graph, safe='')}"
    assert "http://e/s" in writable.get(path).text
    assert send(writable, "DELETE", path).status == 204
    assert next(store.graph(NamedNode(loaded.graph)), None) is None
    assert not store.query("ASK { <http://e/s> ?p ?o }").boolean
