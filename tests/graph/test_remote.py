"""A server as store: addresses, refusals, servers that are gone, slow or no SPARQL servers at all."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kg.errors import QueryError, QueryTimeout, StoreError
from kg.graph.opening import open_store
from tests.graph.conftest import Server
from tests.graph.made import forum_page

Answer = Callable[[BaseHTTPRequestHandler, str], None]
TRUE = b'{"head":{},"boolean":true}'


@pytest.fixture
def fake() -> Iterator[Callable[[Answer], str]]:
    """A web server that answers as a function says; gives its address."""
    running: list[HTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                answer(self, body.decode())

            def do_GET(self) -> None:
                answer(self, "")

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", kind: str = "text/plain") -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def test_addresses_lead_to_the_same_store(server: Server) -> None:
    """The base address, one with a slash and the query endpoint itself are one store; a reader sees what was put."""
    server.clear()
    with open_store(server.url, mode="write") as store:
        store.put_page(forum_page())
        lines = store.lines(named=True)
    for address in (server.url + "/", server.url + "/query", f"{server.url}/query#{server.url}/update"):
        with open_store(address) as store:
            assert store.lines(named=True) == lines
            with pytest.raises(StoreError, match="reading only"):
                store.drop_page("xuhui.txt")
        with open_store(address, mode="write") as store:
            assert store.put_page(forum_page()) == "same"


def test_a_server_with_other_data_is_taken_as_it_is(server: Server) -> None:
    """What others keep on a server stays there, whatever comes and goes beside it."""
    server.clear()
    with open_store(server.url, mode="write") as store:
        store.update("INSERT DATA { GRAPH <http://e/g> { <http://e/s> <http://e/p> 1 } }")
        before = store.lines(named=True)
        store.put_page(forum_page())
        store.drop_page("xuhui.txt")
        assert store.lines(named=True) == before


def test_nobody_there_is_a_store_error() -> None:
    """A port where nothing listens is told with its address."""
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9 cannot be reached"):
        open_store("http://127.0.0.1:9")


def test_a_web_site_is_no_store(fake: Callable[[Answer], str]) -> None:
    """A server that knows no SPARQL is told with the addresses that were tried."""
    url = fake(lambda handler, body: reply(handler, 200, b"<html>hello</html>", "text/html"))
    with pytest.raises(StoreError, match=r"no SPARQL endpoint: .*/query.*/sparql"):
        open_store(url)
    url = fake(lambda handler, body: reply(handler, 404, b"nothing here"))
    with pytest.raises(StoreError, match="404 nothing here"):
        open_store(url)


def test_refusals_of_a_server_are_passed_on(fake: Callable[[Answer], str]) -> None:
    """A server's own words on a refused query, a missing right and an error of its own reach the user."""
    answers = {
        "ASK": (200, TRUE),
        "bad": (400, b"Parse error near bad"),
        "no": (403, b"not yours"),
        "ill": (500, b"disk full"),
    }

    def answer(handler: BaseHTTPRequestHandler, body: str) -> None:
        found = next(
            (a for word, a in answers.items() if word in body), (200, b'{"head":{"vars":[]},"results":{"bindings":[]}}')
        )
        reply(handler, *found, kind="application/sparql-results+json")

    store = open_store(fake(answer) + "/sparql")
    for word, error, said in (
        ("bad", QueryError, "refuses the request: Parse error near bad"),
        ("no", StoreError, "answered 403: not yours"),
        ("ill", StoreError, "answered 500: disk full"),
    ):
        with pytest.raises(error, match=said):
            store.query(f"SELECT ?{word} {{ ?{word} ?p ?o }}")


def test_a_slow_server_is_left_in_time(fake: Callable[[Answer], str]) -> None:
    """A server that sends a byte now and then does not hold a query longer than its time."""
    ended = threading.Event()

    def answer(handler: BaseHTTPRequestHandler, body: str) -> None:
        if "SELECT" not in body or "graph%2Fstore" in body:
            return reply(
                handler,
                200,
                TRUE if "ASK" in body else b'{"head":{"vars":["p","o","s","g"]},"results":{"bindings":[]}}',
            )
        handler.send_response(200)
        handler.end_headers()
        try:
            while not ended.wait(0.05):
                handler.wfile.write(b" ")
        except OSError:
            pass
        return None

    with open_store(fake(answer) + "/sparql") as store:
        try:
            with pytest.raises(QueryTimeout, match=r"after 0\.3 s"):
                store.query("SELECT ?s { ?s ?p ?o }", timeout=0.3)
        finally:
            ended.set()


def test_user_and_password_are_sent_and_not_shown(fake: Callable[[Answer], str]) -> None:
    """A name and a password in the address go with each request, and into no message."""
    seen: list[str] = []

    def answer(handler: BaseHTTPRequestHandler, body: str) -> None:
        seen.append(handler.headers.get("Authorization", ""))
        reply(handler, 401 if "SELECT" in body else 200, TRUE)

    url = fake(answer).replace("http://", "http://me:geheim%20wort@") + "/sparql"
    with pytest.raises(StoreError, match="answered 401") as caught:
        open_store(url)
    assert seen == ["Basic " + base64.b64encode(b"me:geheim wort").decode()] * len(seen)
    assert "geheim" not in str(caught.value)
