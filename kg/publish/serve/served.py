"""The store as a server uses it: every query has a time-out, and no more of them run at once than the machine bears."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import anyio
import anyio.to_thread

from kg.errors import StoreError
from kg.graph.result import Result
from kg.graph.store import GraphStore
from kg.publish.serve.protocol import Refused

T = TypeVar("T")

_MOMENT = 0.25


class PatientStore(GraphStore):
    """A store whose queries all run in a process of their own and are stopped after ``patience`` seconds."""

    def __init__(self, store: GraphStore, patience: float) -> None:
        super().__init__(store._engine, base=store.base)
        self.patience = patience

    def query(
        self,
        sparql: str,
        *,
        bindings: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """See :meth:`GraphStore.query`; without a ``timeout`` the store's own patience counts. A store that another
        process is just writing is asked once more."""
        patience = timeout or self.patience
        try:
            return super().query(sparql, bindings=bindings, timeout=patience, limit=limit)
        except StoreError:
            time.sleep(_MOMENT)
            return super().query(sparql, bindings=bindings, timeout=patience, limit=limit)


class Turns:
    """Work that blocks is done in a few threads; who comes when too many wait already is asked to come back."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._limiter = anyio.CapacityLimiter(threads)
        self._waiting = waiting

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """What ``work`` returns; Refused (503) if too many are waiting."""
        if self._limiter.statistics().tasks_waiting >= self._waiting:
            raise Refused(503, "too many requests at once; try again in a moment", {"Retry-After": "2"})
        return await anyio.to_thread.run_sync(work, *args, limiter=self._limiter)
