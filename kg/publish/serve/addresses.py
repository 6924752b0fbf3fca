"""Where things are on this server: the address of the server itself, and that of every thing of the graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")


def origin(request: Request) -> str:
    """The address that the client knows this server by, as far as its Host header can be believed."""
    said = request.headers.get("host", "")
    if _HOST.fullmatch(said):
        return f"{request.scope['scheme']}://{said}"
    host, port = request.scope.get("server") or ("localhost", 80)
    return f"{request.scope['scheme']}://{host}:{port}"
