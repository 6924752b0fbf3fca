"""What a server does not put up with: greedy queries, clients that leave, clients that keep it waiting."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.graph import open_store
from kg.publish.serve import Settings
from kg.publish.serve.connections import PatientProtocol
from tests.graph.made import numbered_page
from tests.graph.test_worker import ENDLESS, children, linux, wait_for
from tests.publish.serve.live import Live

# Sorting needs all rows at once; each of these is a new string.
GREEDY = "SELECT (CONCAT(STR(?a), STR(?c), STR(?f)) AS ?x) { ?a ?b ?c . ?d ?e ?f } ORDER BY ?x"
PEOPLE = "/sparql.csv?query=" + quote("SELECT ?n { ?p foaf:name ?n }")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server over some pages, which gives a query little memory and much time."""
    with open_store(tmp_path_factory.mktemp("limits") / "store", mode="write") as store:
        for n in range(8):
            store.put_page(numbered_page(n, facts=20))
        running = Live(store, Settings(timeout=60, memory=64 << 20, answer_size=1 << 20))
        yield running
        running.stop()


@linux
def test_a_query_that_wants_too_much_memory_is_stopped(live: Live) -> None:
    """It ends with a 503 that says why and what to do, not with the server; the next query is answered."""
    answer = live.get("/sparql?query=" + quote(GREEDY))
    assert (answer.status, answer.type) == (503, "text/plain")
    assert "it needed more than 64 MB of memory; narrow its patterns" in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert live.get(PEOPLE).status == 200


def test_an_answer_that_grows_without_end_is_stopped(live: Live) -> None:
    """Few rows can be many bytes: what an answer may weigh is bounded too."""
    double = "CONCAT(?a, ?a, ?a, ?a, ?a, ?a, ?a, ?a)"
    query = (
        f"SELECT ?e {{ BIND('0123456789' AS ?a) BIND({double} AS ?b) BIND({double.replace('?a', '?b')} AS ?c) "
        f"BIND({double.replace('?a', '?c')} AS ?e) ?s ?p ?o }}"
    )
    answer = live.get("/sparql?query=" + quote(query))
    assert answer.status == 503
    assert "its answer is larger than 1 MB" in answer.text
    assert live.get(PEOPLE).status == 200


@linux
@pytest.mark.parametrize("path", ["/sparql?query=" + quote(ENDLESS), "/queries/evidence?run=1"])
def test_a_query_ends_when_its_client_leaves(live: Live, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the answer: the process that works on it is ended long before its time."""
    live.get(PEOPLE)
    idle = {pid: _used(pid) for pid in _workers()}
    if path.startswith("/queries"):
        # A page that asks something endless, as a form does that is filled in badly.
        from kg.publish.serve.explorer import views

        def endless(store: object, *args: object, **kwargs: object) -> object:
            return store.query(ENDLESS)  # type: ignore[attr-defined]

        monkeypatch.setattr(views, "ask", endless)
    with socket.create_connection(("127.0.0.1", live.port)) as s:
        s.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        # Half a second of a processor is more than a process needs to come up: it works on the query.
        busy = wait_for(lambda: [pid for pid in _workers() if _used(pid) - idle.get(pid, 0) > 0.5])
        assert busy
    assert wait_for(lambda: not set(busy) & set(_workers()))
    assert live.get(PEOPLE).status == 200
    assert len(_workers()) <= len(idle) + 1


def _workers() -> list[int]:
    """The processes that answer queries. Other tests' servers run too, and clean up behind themselves when they like."""
    found = []
    for pid in children(os.getpid()):
        with suppress(OSError):
            if b"kg.graph.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(pid)
    return found


def _used(pid: int) -> float:
    """Seconds of a processor that a process has used; none if it is gone."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def ends(port: int, data: bytes, *, trickle: bytes = b"") -> tuple[bytes, float]:
    """What comes back for an unfinished request, and after how many seconds the server ends the connection."""
    start = time.monotonic()
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=0.1) as s, suppress(ConnectionError):
        s.sendall(data)
        while time.monotonic() - start < 20:
            try:
                chunk = s.recv(1 << 16)
            except TimeoutError:
                s.sendall(trickle)
                continue
            if not chunk:
                break
            said += chunk
    return said, time.monotonic() - start


@pytest.mark.parametrize(
    ("data", "trickle"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", b"X-a: b\r\n"),
        (b"GET /static/icon.svg HTTP/1.1\r\nHost: x\r\n\r\nGET / HT", b"T"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 90000\r\n\r\n", b"A"),
    ],
    ids=["nothing", "head", "second head", "body"],
)  # fmt: skip
def test_a_client_that_keeps_the_server_waiting_is_left(
    live: Live, data: bytes, trickle: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head or a body that comes byte by byte has to be there within a time, however often a byte comes."""
    monkeypatch.setattr(PatientProtocol, "seconds", {"head": 1.0, "body": 1.0, "stall": 1.0})
    said, seconds = ends(live.port, data, trickle=trickle)
    assert 0.5 < seconds < 10
    assert said.split(b"HTTP/1.1 ")[-1].startswith(b"408 ")


def test_a_client_that_takes_nothing_is_left(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that its client does not read is not kept for ever."""
    monkeypatch.setattr(PatientProtocol, "seconds", {"head": 5.0, "body": 5.0, "stall": 0.5})
    query = quote("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 1500")
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        s.connect(("127.0.0.1", live.port))
        request = f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        whole = len(live.get(f"/sparql?query={query}").body)
        s.sendall(request * 12)
        time.sleep(4)
        taken = 0
        with suppress(ConnectionError):
            s.settimeout(5)
            while chunk := s.recv(1 << 16):
                taken += len(chunk)
    assert taken < 12 * whole


def test_patience_does_not_hurt_who_is_quick(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection lives on over many requests, and over a query that takes longer than a head may."""
    monkeypatch.setattr(PatientProtocol, "seconds", {"head": 0.4, "body": 0.4, "stall": 0.4})
    slow = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d a ?e FILTER(STRLEN(CONCAT(STR(?a), STR(?d))) > 0) }")
    with socket.create_connection(("127.0.0.1", live.port), timeout=60) as s:
        reader = s.makefile("rb")
        for path in (PEOPLE, f"/sparql?query={slow}", PEOPLE):
            s.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = reader.readline()
                assert line, path
                head += line
            assert head.startswith(b"HTTP/1.1 200"), head
            size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            assert len(reader.read(size)) == size
