"""One HTTP request to a SPARQL server, its answer read to the end, and every way in which that fails told apart."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import IO
from urllib.parse import urlsplit, urlunsplit

from kg.errors import QueryError, QueryTimeout, StoreError
from kg.graph.leash import Leash
from kg.graph.result import spool

FORM = "application/x-www-form-urlencoded; charset=utf-8"

# What servers say of an answer that they cut: kg serve always, Virtuoso of an answer as long as it lets any be.
_CUT = ("Kg-Truncated", "X-SPARQL-MaxRows")
# Seconds without a byte after which a server is given up, where the caller set no time-out.
_PATIENCE = 300.0


class NotThere(StoreError):
    """The server has no such endpoint."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its body, ready to be read, its media type, and what the server says of having cut it ("": whole)."""

    body: IO[bytes]
    media: str
    cut: str


class Wire:
    """Requests to one server. ``location`` names it in messages; ``auth`` goes with each request, not into messages."""

    def __init__(self, location: str, auth: str) -> None:
        self._location = location
        self._auth = auth

    def send(
        self, method: str, url: str, accept: str, leash: Leash | None, body: bytes | None = None, kind: str = FORM
    ) -> Reply:
        """Send a request, with a body of this kind if there is one; the answer.

        QueryTimeout if it is not there whole when the ``leash`` ends; QueryError for a request that the server finds
        wrong (400); NotThere for 404 and its like (405, 415, 501); StoreError for a server that is not reached or
        answers otherwise.
        """
        parts = urlsplit(url)
        headers = {"Accept": accept}
        if body is not None:
            headers["Content-Type"] = kind
        if self._auth:
            headers["Authorization"] = self._auth
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        data = spool()
        try:
            with closing(connect(parts.netloc, timeout=leash.seconds if leash else _PATIENCE)) as connection:
                target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
                connection.request(method, target, body, headers)
                answer = _take(connection, data, leash)
        except TimeoutError as e:
            data.close()
            if leash is None:
                raise StoreError(f"the store {self._location} has not answered for {_PATIENCE:g} s") from e
            leash.out_of_time()
            raise leash.error() from e
        except QueryTimeout:
            data.close()
            raise
        except (OSError, HTTPException) as e:
            data.close()
            raise StoreError(f"the store {self._location} cannot be reached: {e}") from e
        data.seek(0)
        status = answer.status
        if 200 <= status < 300:
            cut = next((f"{name}: {said}" for name in _CUT if (said := answer.headers.get(name))), "")
            return Reply(data, answer.headers.get_content_type(), cut)
        with data:
            said = " ".join(data.read(2000).decode("utf-8", "replace").split())
        if status in (404, 405, 415, 501):
            raise NotThere(f"{url} answered {status} {said}")
        if status == 400:
            raise QueryError(f"the store {self._location} refuses the request: {said}")
        raise StoreError(f"the store {self._location} answered {status}: {said}")


def _take(connection: HTTPConnection, data: IO[bytes], leash: Leash | None) -> HTTPResponse:
    """Copy the answer's body as it comes. TimeoutError when the time is over."""
    deadline = None if leash is None else time.monotonic() + leash.seconds
    size = 0
    with connection.getresponse() as answer:
        # read1 gives what has come; read would wait for a whole block, byte by byte if need be.
        while chunk := answer.read1(1 << 16):
            data.write(chunk)
            size += len(chunk)
            if leash is not None:
                leash.check_answer(size)
                if leash.stopped or (deadline is not None and time.monotonic() > deadline):
                    raise TimeoutError
    return answer
