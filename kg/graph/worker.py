"""Queries that can be stopped: they run in a worker process, which is killed when its time is over.

Oxigraph has no time-out of its own and a thread cannot be stopped. A worker opens the store's directory for reading
only (or gets the quads of a store in memory, once for each state of it), answers one query at a time and stays for the
next one; a killed worker is replaced when it is needed. Its answer is complete before anybody sees a part of it.

The talk: the parent writes one JSON line (and the quads, if it says so); the worker answers ``{"ready": …}`` when the
data is open, then ``{"form": …}`` with frames of bytes (4 bytes length, the last one empty), or ``{"error": …}``.
"""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg import terms
from kg.errors import QueryError, QueryTimeout, StoreError
from kg.graph.binding import syntax_error
from kg.graph.result import FAILURES, spool

_FRAME = 1 << 16
_ENTRY = "from kg.graph.worker import serve; serve()"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a worker finds the data: a directory, or quads to be sent. ``state`` changes when the data changes."""

    path: str
    state: str
    data: Callable[[], bytes]


class Workers:
    """The workers of one store: as many as there are queries at one time, a few of which are kept."""

    def __init__(self, keep: int = 4) -> None:
        self._keep = keep
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = False

    def run(
        self, source: Source, query: str, original: str, timeout: float, graph: NamedNode | None = None
    ) -> tuple[IO[bytes], bool]:
        """The answer as bytes (TSV of rows, N-Triples of a graph) and the truth value of an ASK.

        QueryTimeout after ``timeout`` seconds of evaluation (starting a worker and opening the data do not count);
        QueryError for a wrong query, placed in its ``original`` text; StoreError if the worker cannot read the data.
        """
        with self._lock:
            worker = self._idle.pop() if self._idle else _Worker()
        try:
            answer = worker.run(source, query, original, timeout, graph)
        except (QueryTimeout, StoreError):
            worker.stop()
            raise
        except BaseException:
            self._put_back(worker)
            raise
        self._put_back(worker)
        return answer

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            idle, self._idle, self._closed = self._idle, [], True
        for worker in idle:
            worker.stop()

    def _put_back(self, worker: _Worker) -> None:
        with self._lock:
            if worker.usable and not self._closed and len(self._idle) < self._keep:
                self._idle.append(worker)
                return
        worker.stop()


class _Worker:
    """One worker process, seen from the parent."""

    def __init__(self) -> None:
        home = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(p for p in (home, os.environ.get("PYTHONPATH", "")) if p)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _ENTRY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._state = ""
        self.usable = True

    def run(
        self, source: Source, query: str, original: str, timeout: float, graph: NamedNode | None
    ) -> tuple[IO[bytes], bool]:
        self.usable = False
        fresh = source.state != self._state
        data = source.data() if fresh and not source.path else b""
        request = {
            "open": source.path if fresh else None,
            "size": len(data),
            "fresh": fresh,
            "query": query,
            "graph": graph.value if graph else None,
        }
        self._send(json.dumps(request).encode() + b"\n" + data)
        self._expect(self._line(), original)
        self._state = source.state
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(timeout, stop)
        timer.start()
        body = spool()
        try:
            head = self._expect(self._line(), original)
            while size := int.from_bytes(self._read(4), "big"):
                body.write(self._read(size))
            self._expect(self._line(), original)
        except (StoreError, QueryError) as e:
            body.close()
            if late.is_set():
                raise QueryTimeout(
                    f"the query was stopped after {timeout:g} s; narrow its patterns, or allow more time"
                ) from e
            raise
        finally:
            timer.cancel()
        if late.is_set():
            # The answer was there when the bell rang: it counts, but the worker is gone.
            self.stop()
        else:
            self.usable = True
        body.seek(0)
        return body, bool(head.get("boolean"))

    def stop(self) -> None:
        self.usable = False
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, data: bytes) -> None:
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except OSError as e:
            raise StoreError(f"the query process has ended: {e}") from e

    def _read(self, size: int) -> bytes:
        assert self._process.stdout is not None
        data = self._process.stdout.read(size)
        if len(data) < size:
            raise StoreError(f"the query process ended with code {self._process.wait()} in the middle of its answer")
        return data

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise StoreError(f"the query process ended with code {self._process.wait()} before it answered")
        said: dict[str, Any] = json.loads(line)
        return said

    def _expect(self, said: dict[str, Any], original: str) -> dict[str, Any]:
        if "syntax" in said:
            self.usable = True
            raise syntax_error(original, SyntaxError(said["syntax"]))
        if "error" in said:
            raise StoreError(f"the query failed while its answer was read: {said['error']}")
        return said


def serve() -> None:
    """The worker's side: answer queries from standard input until it is closed."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()

    def say(said: dict[str, Any]) -> None:
        answers.write(json.dumps(said).encode() + b"\n")
        answers.flush()

    store = Store()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        try:
            if request["open"]:
                store = Store.read_only(request["open"])
            elif request["fresh"]:
                store = Store()
                store.bulk_load(data, RdfFormat.N_QUADS, lenient=True)
            say({"ready": True})
            _answer(store, request["query"], request["graph"], answers, say)
        except SyntaxError as e:
            say({"syntax": str(e)})
        except (*FAILURES, ValueError) as e:
            say({"error": str(e)})


def _answer(store: Store, query: str, graph: str | None, out: IO[bytes], say: Callable[[dict[str, Any]], None]) -> None:
    answer = store.query(query, prefixes=terms.PREFIXES, default_graph=NamedNode(graph) if graph else None)
    say({"boolean": isinstance(answer, QueryBoolean) and bool(answer)})
    last: dict[str, Any] = {"done": True}
    if not isinstance(answer, QueryBoolean):
        try:
            with io.BufferedWriter(_Frames(out), _FRAME) as frames:
                if isinstance(answer, QuerySolutions):
                    answer.serialize(frames, QueryResultsFormat.TSV)
                else:
                    answer.serialize(frames, RdfFormat.N_TRIPLES)
        except FAILURES as e:
            last = {"error": str(e)}
    out.write((0).to_bytes(4, "big"))
    say(last)


def _watch(parent: int) -> None:
    """End with the parent: a killed parent cannot stop a query that runs on for nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


class _Frames(io.RawIOBase):
    """A file that writes what it gets as frames with their length in front."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        size = len(data)
        self._out.write(size.to_bytes(4, "big"))
        self._out.write(data)
        return size
