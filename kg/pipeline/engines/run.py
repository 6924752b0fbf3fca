"""Who runs the tasks of a job: this process, one task after the other, or a cluster of Dask workers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from kg.errors import KgError, MissingExtra

T = TypeVar("T")
R = TypeVar("R")

# Workers that may die of one task before it is given up.
_DEATHS = 3


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that could not be done, and why: its worker died of it again and again."""

    reason: str


class Engine(Protocol):
    """Runs functions of values over many values; the answers come in any order, with the place of their value."""

    def run(self, function: Callable[[T], R], values: Sequence[T]) -> Iterator[tuple[int, R | Lost]]:
        """``function`` of each value. A KgError of a task is raised here."""
        ...


class ThisProcess:
    """No cluster: one task after the other, here."""

    def run(self, function: Callable[[T], R], values: Sequence[T]) -> Iterator[tuple[int, R | Lost]]:
        """``function`` of each value, in order."""
        for place, value in enumerate(values):
            yield place, function(value)


class DaskEngine:
    """A Dask cluster; made by :meth:`at` for the time that it is used.

    A worker that dies is replaced by Dask, its tasks are done by others. A task that has taken several workers along is
    given up as Lost, the rest goes on.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    @classmethod
    @contextmanager
    def at(cls, scheduler: str = "", workers: int = 1) -> Iterator[DaskEngine]:
        """The cluster whose scheduler has this address (``tcp://host:8786``), or one of so many processes here.

        Raises MissingExtra without Dask, KgError if the scheduler does not answer.
        """
        try:
            import dask
            import distributed
        except ImportError as error:
            raise MissingExtra("--engine dask", "cluster") from error
        library: Any = distributed
        with dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS}):
            cluster = None
            try:
                if not scheduler:
                    cluster = library.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
                client = library.Client(cluster or scheduler, timeout=30, set_as_default=False)
            except (OSError, TimeoutError, ValueError) as error:
                where = scheduler or "on this machine"
                raise KgError(f"the Dask scheduler {where} does not answer: {error}") from error
            try:
                yield cls(client)
            finally:
                client.close()
                if cluster is not None:
                    cluster.close()

    def pids(self) -> list[int]:
        """The process of each worker, as its own machine numbers them."""
        return sorted(self._client.run(os.getpid).values())

    def run(self, function: Callable[[T], R], values: Sequence[T]) -> Iterator[tuple[int, R | Lost]]:
        """``function`` of each value on the workers."""
        import distributed

        library: Any = distributed
        # Values with a name of their own each: two equal ones are two tasks all the same.
        futures = self._client.map(function, values, pure=False)
        places = {future.key: place for place, future in enumerate(futures)}
        for future in library.as_completed(futures, loop=self._client.loop):
            error = future.exception()
            if isinstance(error, library.KilledWorker):
                yield places[future.key], Lost(f"{_DEATHS} workers died of it; out of memory?")
            elif error is not None:
                raise error
            else:
                yield places[future.key], future.result()
            future.release()
