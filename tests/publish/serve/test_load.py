"""Many clients at once, and many broken requests: every answer comes, nothing crashes, memory does not grow.

Fifteen seconds by default; KG_LOAD_SECONDS=60 for the full minute.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

import kg
from kg.graph import open_store
from tests.conftest import ROOT, SAMPLES

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")]

CLIENTS = 200
SECONDS = float(os.environ.get("KG_LOAD_SECONDS", "15"))
# What Python's allocator and the caches may take after the warm-up.
MOST_GROWTH_MB = 48


@dataclass
class Process:
    """A server in a process of its own."""

    popen: subprocess.Popen[str]
    port: int

    def resident(self) -> int:
        """Megabytes that the server and its query processes hold."""
        return sum(_resident(pid) for pid in (self.popen.pid, *self.children()))

    def children(self) -> list[int]:
        """The query processes."""
        path = Path(f"/proc/{self.popen.pid}/task/{self.popen.pid}/children")
        every = [p for task in path.parents[1].iterdir() for p in (task / "children").read_text().split()]
        return sorted({int(p) for p in every})

    def files(self) -> int:
        """Open files and sockets of the server."""
        return len(list(Path(f"/proc/{self.popen.pid}/fd").iterdir()))


def _resident(pid: int) -> int:
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) // 1024 if found else 0


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    with open_store(tmp_path / "store", mode="write") as store:
        kg.build([SAMPLES], store)
    popen = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", str(tmp_path / "store"), "--timeout", "5"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert popen.stderr is not None
    found = re.search(r":(\d+)/ ", popen.stderr.readline())
    assert found
    yield Process(popen, int(found[1]))
    popen.send_signal(signal.SIGTERM)
    _, said = popen.communicate(timeout=20)
    assert said == "", "the server wrote to its terminal"
    assert popen.returncode == 0


SPARQL = (
    "SELECT ?name { ?p a foaf:Person ; foaf:name ?name } ORDER BY ?name",
    "SELECT ?b (COUNT(*) AS ?n) { ?t org:organization ?b } GROUP BY ?b",
    "CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n }",
    "ASK { ?s lg:chairs ?o }",
)
PATHS = (
    *(f"/sparql?query={quote(query)}" for query in SPARQL),
    f"/sparql.csv?query={quote(SPARQL[0])}",
    "/", "/search.json?q=" + quote("书记"), "/search?q=" + quote("徐汇"), "/id/person/310104/" + quote("鲍炳章"),
    "/id/body/310104/" + quote("徐汇区委"), "/id/article/xuhui-2021-04-grassroots.txt/1", "/queries/persons", "/editor",
    "/id/person/310104/" + quote("鲍炳章") + "?format=ttl", "/static/explorer.css",
)  # fmt: skip


def tell(measured: str) -> None:
    """For whoever runs it with -s."""
    sys.stdout.write(f"\n{measured}\n")


async def one_client(port: int, number: int, until: float, seen: Counter[int], slowest: list[float]) -> None:
    """One client that asks one thing after the other on one connection."""
    chosen = random.Random(number)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while time.monotonic() < until:
            path = chosen.choice(PATHS)
            start = time.monotonic()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            size = int(head.split("content-length: ")[1].split("\r\n")[0])
            await reader.readexactly(size)
            seen[int(head.split(" ")[1])] += 1
            slowest[0] = max(slowest[0], time.monotonic() - start)
    finally:
        writer.close()


async def many_clients(port: int, seconds: float) -> tuple[Counter[int], float]:
    seen: Counter[int] = Counter()
    slowest = [0.0]
    until = time.monotonic() + seconds
    await asyncio.gather(*(one_client(port, n, until, seen, slowest) for n in range(CLIENTS)))
    return seen, slowest[0]


def ask(port: int, seconds: float) -> tuple[Counter[int], float]:
    """``many_clients`` in a thread of its own: a browser test before may have left its loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(many_clients(port, seconds))).result()


def test_two_hundred_clients(server: Process) -> None:
    """Two hundred clients that never rest are all answered; memory, files and processes stay what they were."""
    ask(server.port, min(4.0, SECONDS / 3))
    before, files = server.resident(), server.files()
    seen, slowest = ask(server.port, SECONDS)
    time.sleep(1)
    growth = server.resident() - before
    tell(f"{sum(seen.values())} answers in {SECONDS:g} s, slowest {slowest:.1f} s, growth {growth} MB of {before} MB")
    assert set(seen) == {200}
    assert sum(seen.values()) > CLIENTS
    assert slowest < 30
    assert growth < MOST_GROWTH_MB
    assert server.files() <= files + 20
    assert len(server.children()) <= 5


def broken(number: int) -> bytes:
    """A request that is wrong in one of many ways, never twice the same."""
    chosen = random.Random(number)
    noise = bytes(chosen.randrange(256) for _ in range(chosen.randrange(1, 400)))
    text = "".join(chosen.choice("{}()[]<>?:.;,'\"\\#@^|&=!*+-/ \n\taSELECTWHERE官") for _ in range(chosen.randrange(1, 600)))
    deep = chosen.choice(("(", "{", "[ ?p ", "!", "{ SELECT * {", "OPTIONAL {")) * chosen.randrange(50, 9000)
    form = b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    direct = b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/sparql-query\r\n"

    def post(head: bytes, body: bytes) -> bytes:
        return head + b"Content-Length: %d\r\n\r\n" % len(body) + body

    ways = (
        lambda: noise,
        lambda: b"GET /" + noise + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        lambda: b"GET /sparql?query=" + quote(text).encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        lambda: b"GET /sparql?query=%FF%FE" + noise.hex().encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        lambda: b"GET /sparql?" + b"query=ASK&" * chosen.randrange(2, 3000) + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        lambda: post(form, b"query=" + noise),
        lambda: post(form, b"query=" + quote(f"SELECT * {{ FILTER({deep}").encode()),
        lambda: post(direct, f"SELECT * {{ {deep} }}".encode()),
        lambda: post(direct, text.encode()),
        lambda: post(direct, noise),
        lambda: form + b"Content-Length: 1000000000\r\n\r\n" + noise,
        lambda: form + b"Content-Length: -5\r\n\r\n" + noise,
        lambda: form + b"Transfer-Encoding: chunked\r\n\r\n" + noise,
        lambda: b"GET /sparql HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        lambda: b"GET /id/" + quote(noise).encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: " + b"a/b;q=" * 500 + b"\r\n\r\n",
        lambda: b"GET /search.json?q=" + quote(text).encode() + b"&kind=" + quote(noise).encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        lambda: b"GET /thing?iri=" + quote(text).encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: lang=" + noise.hex().encode() + b"\r\n\r\n",
        lambda: b"GET /queries/officials?run=1&body=" + quote(text).encode() + b"&day=" + quote(noise).encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        lambda: b"GET /prefs?lang=" + quote(noise).encode() + b"&back=" + quote(noise).encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        lambda: b"GET /static/../../../../etc/passwd" + quote(noise).encode() + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        lambda: b"OPTIONS /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccess-Control-Request-Headers: " + noise.hex().encode() + b"\r\n\r\n",
    )  # fmt: skip
    return ways[number % len(ways)]()


def send(port: int, data: bytes) -> bytes:
    """What comes back within a time; a server may wait for the rest of what is no whole request."""
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=8 if b"Host: x" in data else 0.5) as s, suppress(OSError):
        s.sendall(data)
        while chunk := s.recv(1 << 16):
            said += chunk
    return said


def send_all(port: int, numbers: range) -> list[bytes]:
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(lambda number: send(port, broken(number)), numbers))


def test_five_hundred_broken_requests(server: Process) -> None:
    """Whatever is sent, the answer is none or one that is no crash; then the server answers as if nothing had been."""
    send_all(server.port, range(100))
    before, files = server.resident(), server.files()
    seen: Counter[str] = Counter()
    for number, said in enumerate(send_all(server.port, range(100, 600)), 100):
        status = said[9:12].decode("latin-1")
        seen[status] += 1
        assert status != "500", (number, broken(number)[:200], said[:500])
        assert b"Traceback" not in said
    assert seen["400"] > 200
    time.sleep(1)
    growth = server.resident() - before
    tell(f"{dict(seen)}, growth {growth} MB of {before} MB")
    assert send(server.port, b"GET /sparql?query=ASK+%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")
    assert growth < MOST_GROWTH_MB
    assert server.files() <= files + 5
