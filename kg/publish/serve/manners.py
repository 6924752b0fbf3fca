"""What every answer of the server carries: who may read it from where, and what a browser may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The one style that the editor's results table writes into the page itself: where a column is gripped to make it wider.
_GRIPS = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="

# Scripts, styles and requests only from and to this server; nobody may put a page of it into a frame.
POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", f"style-src 'self' '{_GRIPS}'", "img-src 'self' data:",
        "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": POLICY,
    # Any page of the web may read what this server says (the protocol wants it); it says the same to everybody.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Kg-Truncated, Content-Length, Location, Retry-After, Link",
}


class Manners:
    """Wraps an ASGI app: the headers above on every answer, also on those that a crash leaves."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add to the answer's headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        extra = dict(_ALWAYS)
        if scope["method"] == "OPTIONS":
            extra |= _preflight(scope)

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((n.encode(), v.encode()) for n, v in extra.items() if n.lower().encode() not in given),
                ]
            await send(message)

        await self._app(scope, receive, add)


def _preflight(scope: Scope) -> dict[str, str]:
    """What a browser asks before it sends a request of another page: anything the server understands is allowed."""
    asked = dict(scope["headers"]).get(b"access-control-request-headers", b"").decode("latin-1")
    names = [name.strip() for name in asked.split(",")]
    allowed = [name for name in names if name and name.replace("-", "").isalnum() and name.isascii()]
    return {
        "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
        "Access-Control-Allow-Headers": ", ".join(allowed) or "Accept, Content-Type",
        "Access-Control-Max-Age": "86400",
    }
