"""A server of the project on a free port of the loopback, in a thread, and a client that sends exactly what it is told."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from kg.graph import GraphStore
from kg.publish.serve import Settings, make_app
from kg.publish.serve.connections import config_of


@dataclass(frozen=True)
class Answer:
    """What the server answered; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of a JSON result, values only."""
        return [{k: v["value"] for k, v in row.items()} for row in self.json["results"]["bindings"]]


class Live:
    """A running server."""

    def __init__(self, store: GraphStore, settings: Settings | None = None) -> None:
        self._listening = socket.socket(proto=socket.IPPROTO_TCP)
        self._listening.bind(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = uvicorn.Server(config_of(make_app(store, settings)))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listening]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._listening.close()

    def request(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, body: bytes | str | None = None
    ) -> Answer:
        """One request, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            sent = body.encode() if isinstance(body, str) else body
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if sent is not None:
                connection.putheader("Content-Length", str(len(sent)))
            connection.endheaders(sent)
            got = connection.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str = "", **headers: str) -> Answer:
        """A GET; ``follow`` what it redirects to by asking again."""
        given = {"Accept": accept} if accept else {}
        return self.request("GET", path, headers={**given, **{k.replace("_", "-"): v for k, v in headers.items()}})

    def raw(self, data: bytes) -> bytes:
        """What comes back for bytes that need not be a request at all."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as s:
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
            said = b""
            try:
                while chunk := s.recv(1 << 16):
                    said += chunk
            except ConnectionError:
                pass
            return said


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
