"""The stores that one suite runs over: memory, disk, and two servers on loopback ports: another program's and ours."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.graph.opening import open_store
from kg.graph.store import GraphStore
from kg.publish.serve import Settings
from tests.publish.serve.live import Live


def server_binary() -> str:
    """The ``oxigraph`` program of the wheel of that name."""
    found = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if found is None:
        pytest.fail("the tests need the server of the oxigraph wheel: pip install oxigraph")
    return found


class Server:
    """A SPARQL server in memory on a free port of the loopback."""

    def __init__(self) -> None:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process = subprocess.Popen(
            [server_binary(), "serve", "--bind", f"127.0.0.1:{self.port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            if self._answers():
                return
            time.sleep(0.05)
        self.stop()
        raise RuntimeError("the SPARQL server did not start")

    def _answers(self) -> bool:
        try:
            self._request("GET", "/")
        except OSError:
            return False
        return True

    def clear(self) -> None:
        """Take everything out."""
        self._request("DELETE", "/store")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()

    def _request(self, method: str, path: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path)
            connection.getresponse().read()
        finally:
            connection.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for all tests of a session; who uses it empties it."""
    running = Server()
    yield running
    running.stop()


@pytest.fixture(params=["memory", "disk", "remote", "served"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], GraphStore]]:
    """Opens an empty store of each kind, each time a new one; all are closed after the test."""
    made: list[GraphStore] = []
    servers: list[Server | Live] = []
    behind: list[GraphStore] = []

    def new() -> GraphStore:
        if request.param == "memory":
            made.append(open_store(None))
        elif request.param == "disk":
            made.append(open_store(tmp_path / f"store-{len(made)}", mode="write"))
        elif request.param == "served":
            behind.append(open_store(None))
            servers.append(live := Live(behind[-1], Settings(token="open sesame", row_limit=1_000_000)))
            made.append(open_store(live.url.replace("//", "//kg:open%20sesame@"), mode="write"))
        else:
            # The session's server first; a test that wants a second store gets a server of its own.
            if not made:
                running = request.getfixturevalue("server")
                running.clear()
            else:
                servers.append(running := Server())
            made.append(open_store(running.url, mode="write"))
        return made[-1]

    yield new
    for store in made:
        store.close()
    for running in servers:
        running.stop()
    for store in behind:
        store.close()


@pytest.fixture
def store(opened: Callable[[], GraphStore]) -> GraphStore:
    """One empty store of each kind."""
    return opened()
