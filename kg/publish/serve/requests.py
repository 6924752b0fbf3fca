"""What every endpoint does with a request before it is carried out: its body read within bounds, its right to write."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping
from typing import IO, TYPE_CHECKING

import anyio.to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.errors import KgError, QueryError, QueryTimeout, StoreError
from kg.publish.serve.protocol import Refused
from kg.publish.serve.settings import Settings

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_CHUNK = 1 << 16


async def read_body(request: Request, most: int) -> bytes:
    """The body of a request; Refused (413) if it has more than ``most`` bytes."""
    too_large = Refused(413, f"the request's body is larger than {most} bytes", {"Connection": "close"})
    said = request.headers.get("content-length", "0")
    if said.isdecimal() and int(said) > most:
        raise too_large
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise too_large
    except ClientDisconnect as e:
        raise Refused(400, "the client went away before its request was whole") from e
    return bytes(body)


def check_writer(request: Request, settings: Settings) -> None:
    """Refused (403) where nobody may write, Refused (401) for a request without the token: ``Bearer TOKEN``, or the
    token as the password of any user."""
    if not settings.writable:
        raise Refused(403, "this endpoint is read only; kg serve --writable lets updates in")
    said, _, token = request.headers.get("authorization", "").partition(" ")
    if said.lower() == "basic":
        token = _password(token)
    elif said.lower() != "bearer":
        token = ""
    if not hmac.compare_digest(token.strip().encode(), settings.token.encode()):
        raise Refused(401, "an update needs the token of this server", {"WWW-Authenticate": 'Bearer realm="kg"'})


def _password(said: str) -> str:
    try:
        return base64.b64decode(said, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


class FileAnswer(Response):
    """A file as an answer, sent in pieces and closed whatever becomes of the client."""

    def __init__(self, out: IO[bytes], headers: Mapping[str, str]) -> None:
        super().__init__(headers={**headers, "Content-Length": str(out.seek(0, 2))})
        self._out = out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file from its beginning."""
        try:
            self._out.seek(0)
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            more = True
            while more:
                chunk = await anyio.to_thread.run_sync(self._out.read, _CHUNK)
                more = len(chunk) == _CHUNK
                await send({"type": "http.response.body", "body": chunk, "more_body": more})
        finally:
            self._out.close()


def refusal(error: KgError) -> Response:
    """An error as an answer: one line of text with the status that fits it."""
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    if isinstance(error, Refused):
        status = error.status
        headers |= error.headers
    elif isinstance(error, QueryTimeout):
        status = 503
    else:
        status = 400 if isinstance(error, QueryError) else 500
    if isinstance(error, StoreError):
        headers["Retry-After"] = "2"
    return Response(f"{error}\n", status_code=status, headers=headers)
