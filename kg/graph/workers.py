"""Queries that can be stopped: they run in a worker process, which is killed when its time is over.

Oxigraph has no time-out of its own, a thread cannot be stopped, and a text nested deep enough brings its parser down
with the whole process. So with a time-out not even the parsing is done here. A worker opens the store's directory for
reading only (or gets the quads of a store in memory, once for each state of it), answers one query at a time and stays
for the next one; a killed worker is replaced when it is needed. Its answer is whole before anybody sees a part of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NoReturn

from kg.errors import QueryError, QueryTimeout, StoreError
from kg.graph.leash import Leash
from kg.graph.result import spool

# SIGABRT and SIGKILL: Oxigraph aborts where it gets no memory; a system that has none left kills.
_NO_MEMORY = (-6, -9)
_ENTRY = "from kg.graph.worker import serve; serve()"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a worker finds the data: a directory, or quads to be sent. ``state`` changes when the data changes."""

    path: str
    state: str
    data: Callable[[], bytes]


NOTHING = Source("", "nothing", bytes)


@dataclass(frozen=True, slots=True)
class Task:
    """A query to be answered: its text, its parameters as RDF terms written out, a row cap, and the graph it is asked
    of ("" for the default graph). With ``prepare_only`` the answer is the text that would be evaluated."""

    text: str
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cap: int | None = None
    graph: str = ""
    prepare_only: bool = False


class Workers:
    """The workers of one store: as many as there are queries at one time, a few of which are kept."""

    def __init__(self, keep: int = 4) -> None:
        self._keep = keep
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = False
        # A store that is forgotten, not closed, leaves no process behind.
        weakref.finalize(self, _stop_all, self._idle)

    def run(self, source: Source, task: Task, leash: Leash) -> tuple[IO[bytes], bool]:
        """The answer as bytes (TSV of rows, N-Triples of a graph) and the truth value of an ASK.

        QueryTimeout at the end of the ``leash`` (starting a worker and opening the data do not count as time);
        QueryError for a wrong query and for one that brings the parser down; StoreError if the data cannot be read.
        """
        while (worker := self._idle_one()) is not None:
            answer = self._run(worker, source, task, leash)
            if answer is not None:
                return answer
        answer = self._run(_Worker(), source, task, leash)
        if answer is None:
            raise StoreError("the process for the query ended as soon as it began")
        return answer

    def _run(self, worker: _Worker, source: Source, task: Task, leash: Leash) -> tuple[IO[bytes], bool] | None:
        """The answer of this worker; None if something else had ended it while it waited for work."""
        try:
            return worker.run(source, task, leash)
        except _GoneError:
            return None
        finally:
            self._put_back(worker)

    def prepare(self, task: Task, leash: Leash) -> str:
        """The text that would be evaluated, for a store that evaluates it elsewhere."""
        data, _ = self.run(NOTHING, Task(task.text, task.values, task.cap, prepare_only=True), leash)
        with data:
            return data.read().decode("utf-8")

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            self._closed = True
            _stop_all(self._idle)

    def _idle_one(self) -> _Worker | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _put_back(self, worker: _Worker) -> None:
        with self._lock:
            if worker.usable and not self._closed and len(self._idle) < self._keep:
                self._idle.append(worker)
                return
        worker.stop()


def _stop_all(workers: list[_Worker]) -> None:
    while workers:
        workers.pop().stop()


class _GoneError(StoreError):
    """The worker had ended before it could begin."""


class _Worker:
    """One worker process; ``usable`` says that it waits for the next query."""

    def __init__(self) -> None:
        home = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(p for p in (home, os.environ.get("PYTHONPATH", "")) if p)
        self._said: IO[bytes] = TemporaryFile()  # noqa: SIM115 (open as long as the process)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ENTRY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._state = ""
        self.usable = True

    def run(self, source: Source, task: Task, leash: Leash) -> tuple[IO[bytes], bool]:
        self.usable = False
        fresh = source.state != self._state
        data = source.data() if fresh and not source.path else b""
        request = {
            "open": source.path if fresh else "",
            "size": len(data),
            "fresh": fresh,
            "text": task.text,
            "values": task.values,
            "cap": task.cap,
            "graph": task.graph,
            "prepare_only": task.prepare_only,
            "memory": leash.memory,
        }
        self._send(json.dumps(request).encode("utf-8") + b"\n" + data)
        ready = self._line()
        if not ready:
            raise _GoneError("the query process ended before it read the query")
        self._heed(ready)
        self._state = source.state
        timer = threading.Timer(leash.seconds, leash.out_of_time)
        timer.daemon = True
        body = spool()
        try:
            with leash.tied(self._process.kill):
                timer.start()
                head = self._heed(self._line() or self._ended(leash))
                while size := int.from_bytes(self._read(4, leash), "big"):
                    body.write(self._read(size, leash))
                    leash.check_answer(body.tell())
                self._heed(self._line() or self._ended(leash))
        except (StoreError, QueryError, QueryTimeout) as e:
            body.close()
            if leash.stopped:
                raise leash.error() from e
            raise
        finally:
            timer.cancel()
        # Where the answer was there when the bell rang, it counts, but the worker is gone.
        self.usable = not leash.stopped
        body.seek(0)
        return body, bool(head.get("boolean"))

    def stop(self) -> None:
        self.usable = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._said):
            if pipe is not None:
                # What was not sent to a process that is gone cannot be sent on closing either.
                with suppress(OSError):
                    pipe.close()

    def _send(self, data: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except OSError as e:
            raise _GoneError(f"the query process has ended: {e}") from e

    def _read(self, size: int, leash: Leash) -> bytes:
        assert self._process.stdout is not None
        data = self._process.stdout.read(size)
        return data if len(data) == size else self._ended(leash)

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        said: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
        return said

    def _heed(self, said: dict[str, Any]) -> dict[str, Any]:
        if "wrong" in said:
            self.usable = True
            raise QueryError(said["wrong"])
        if "error" in said:
            raise StoreError(f"the query failed while its answer was read: {said['error']}")
        return said

    def _ended(self, leash: Leash) -> NoReturn:
        """Tell why the process ended within a query."""
        code = self._process.wait()
        if code in _NO_MEMORY:
            leash.out_of_memory()
            raise leash.error()
        if code < 0:
            raise QueryError(f"the query brought its process down (signal {-code}); it may be nested too deeply")
        raise StoreError(f"the query process ended with code {code} before its answer was whole{self._last_words()}")

    def _last_words(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
        return f": {lines[-1]}" if lines else ""
