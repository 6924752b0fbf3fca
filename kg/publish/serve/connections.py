"""Connections that do not wait for ever: for the head of a request, for its body, for a client that does not read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Literal

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.types import ASGIApp

# Seconds for the head of a request from its first byte (or from the connection), for a body, and for a client that
# takes nothing of its answer. Between two requests uvicorn's own keep-alive counts.
HEAD, BODY, STALL = 10.0, 60.0, 60.0
_KEEP_ALIVE = 5
_TOO_SLOW = (
    b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: 47\r\n\r\nthe request did not arrive whole within a time\n"
)

Phase = Literal["head", "body", "answer"]


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to each wait for the client."""

    seconds: dict[str, float] = {"head": HEAD, "body": BODY, "stall": STALL}  # noqa: RUF012 (tests shorten them)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._phase: Phase = "answer"
        self._waiting: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there."""
        super().connection_made(transport)
        self._heed()

    def data_received(self, data: bytes) -> None:
        """A piece of a request came."""
        super().data_received(data)
        self._heed()

    def on_response_complete(self) -> None:
        """An answer was sent; the next request may come."""
        super().on_response_complete()
        self._heed()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has left."""
        for timer in (self._waiting, self._stalled):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client does not take what is sent."""
        super().pause_writing()
        self._stalled = self.loop.call_later(self.seconds["stall"], self.transport.abort)

    def resume_writing(self) -> None:
        """It goes on taking it."""
        if self._stalled is not None:
            self._stalled.cancel()
        super().resume_writing()

    def _heed(self) -> None:
        """Wind the clock when the connection begins to wait for something else."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete:
            phase: Phase = "head"
        else:
            phase = "body" if cycle.more_body else "answer"
        if phase == self._phase:
            return
        self._phase = phase
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = None if phase == "answer" else self.loop.call_later(self.seconds[phase], self._give_up)

    def _give_up(self) -> None:
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            self.transport.write(_TOO_SLOW)
        self.transport.close()


def config_of(app: ASGIApp) -> uvicorn.Config:
    """How uvicorn serves the application: quietly, over HTTP/1.1, with the limits of this module."""
    return uvicorn.Config(
        app, http=PatientProtocol, log_level="error", access_log=False, lifespan="off", ws="none",
        server_header=False, date_header=True, timeout_keep_alive=_KEEP_ALIVE, timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=128 * 1024,
    )  # fmt: skip
