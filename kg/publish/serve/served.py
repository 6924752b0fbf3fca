"""The store as a server uses it: every query is on a leash, no more of them run at once than the machine bears, and
none goes on for a client that has left."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
import anyio.to_thread

from kg.errors import KgError, StoreError
from kg.graph.leash import Leash
from kg.graph.result import Result
from kg.graph.store import GraphStore
from kg.publish.serve.protocol import Refused
from kg.publish.serve.settings import Settings

if TYPE_CHECKING:
    from starlette.types import Receive

T = TypeVar("T")

_MOMENT = 0.25
_GONE = "because its client has left"


class Client:
    """Who waits for an answer: the queries that run for it, so that they end when it leaves."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._leashes: list[Leash] = []
        self.gone = False

    def leave(self) -> None:
        """Stop what runs for this client, and what would."""
        with self._lock:
            self.gone = True
            leashes = list(self._leashes)
        for leash in leashes:
            leash.stop(_GONE)

    @contextmanager
    def holding(self, leash: Leash) -> Iterator[None]:
        """While this is open, the leash is pulled when the client leaves."""
        with self._lock:
            self._leashes.append(leash)
            gone = self.gone
        if gone:
            leash.stop(_GONE)
        try:
            yield
        finally:
            with self._lock:
                self._leashes.remove(leash)


_CLIENT: ContextVar[Client | None] = ContextVar("client", default=None)


class PatientStore(GraphStore):
    """A store whose queries all run in a process of their own, within the limits of the settings."""

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        super().__init__(store._engine, base=store.base)
        self._settings = settings
        self._lock = threading.Lock()
        self.changes = 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time; ``changes`` counts how often something may have changed."""
        with self._lock:
            try:
                yield
            finally:
                self.changes += 1

    def query(
        self,
        sparql: str,
        *,
        bindings: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """See :meth:`GraphStore.query`; without a ``timeout`` that of the settings counts. A store that another process
        is just writing is asked once more."""
        try:
            return self._ask(sparql, bindings, timeout, limit)
        except StoreError:
            time.sleep(_MOMENT)
            return self._ask(sparql, bindings, timeout, limit)

    def _ask(
        self, sparql: str, bindings: Mapping[str, Any] | None, timeout: float | None, limit: int | None
    ) -> Result:
        settings = self._settings
        leash = Leash(timeout or settings.timeout, memory=settings.memory, answer=settings.answer_size)
        with (_CLIENT.get() or Client()).holding(leash):
            return self._engine.query(sparql, bindings or {}, leash=leash, cap=limit)


class Turns:
    """Work that blocks is done in a few threads; who comes when too many wait already is asked to come back."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._limiter = anyio.CapacityLimiter(threads)
        self._waiting = waiting

    async def run(self, work: Callable[..., T], *args: object, receive: Receive | None = None) -> T:
        """What ``work`` returns; Refused (503) if too many are waiting.

        With ``receive`` of a request that was read to its end, the queries of the work are stopped when its client
        leaves, and work that has not begun is not begun; Refused (499) then.
        """
        if self._limiter.statistics().tasks_waiting >= self._waiting:
            raise Refused(503, "too many requests at once; try again in a moment", {"Retry-After": "2"})
        if receive is None:
            return await anyio.to_thread.run_sync(work, *args, limiter=self._limiter)
        client = Client()
        watching = asyncio.ensure_future(_wait_for_leaving(receive, client))
        try:
            return await anyio.to_thread.run_sync(_for_client, client, work, *args, limiter=self._limiter)
        except KgError as e:
            if client.gone:
                raise Refused(499, "the client has left") from e
            raise
        finally:
            watching.cancel()


def _for_client(client: Client, work: Callable[..., T], *args: object) -> T:
    """Do the work with every query of it tied to the client; this runs in a thread with a context of its own."""
    if client.gone:
        raise Refused(499, "the client has left")
    _CLIENT.set(client)
    return work(*args)


async def _wait_for_leaving(receive: Receive, client: Client) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    client.leave()
