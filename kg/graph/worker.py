"""The worker's side of :mod:`kg.graph.workers`: reads queries from standard input, answers on standard output.

The parent writes one JSON line (and the quads, if it says so). The worker answers ``{"ready": …}`` when the data is
open, then ``{"boolean": …}`` with frames of bytes (4 bytes length, the last one empty) and ``{"done": …}``; or
``{"wrong": …}`` for a query that is wrong, ``{"error": …}`` for data that cannot be read.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from kg import terms
from kg.errors import QueryError
from kg.graph.binding import assemble, check_syntax, syntax_error
from kg.graph.reading import Opened, open_reading
from kg.graph.result import FAILURES
from kg.graph.sparql import read_query

try:
    import resource
except ImportError:  # Windows has no limits of this kind.
    resource = None  # type: ignore[assignment]

_FRAME = 1 << 16


def serve() -> None:
    """Answer queries until standard input is closed."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()

    def say(said: dict[str, Any]) -> None:
        answers.write(json.dumps(said).encode() + b"\n")
        answers.flush()

    opened, held = Opened(Store()), _size()
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        try:
            _bound(held, 0)
            if request["open"]:
                opened = open_reading(Path(request["open"]))
            elif request["fresh"]:
                opened = Opened(Store())
                opened.store.bulk_load(data, RdfFormat.N_QUADS, lenient=True)
            if request["open"] or request["fresh"]:
                held = _size()
            _bound(held, request["memory"])
            say({"ready": True})
            _answer(opened.store, request, answers, say)
        except SyntaxError as e:
            say({"wrong": str(syntax_error(request["text"], e))})
        except QueryError as e:
            say({"wrong": str(e)})
        except (*FAILURES, ValueError) as e:
            say({"error": str(e)})
        except MemoryError:
            # Python's word for what ends Oxigraph; the parent hears the same of both.
            os.abort()


def _answer(store: Store, request: dict[str, Any], out: IO[bytes], say: Callable[[dict[str, Any]], None]) -> None:
    text = assemble(read_query(request["text"]), request["values"], request["cap"])
    if request["prepare_only"]:
        check_syntax(request["text"])
    graph = NamedNode(request["graph"]) if request["graph"] else None
    answer = None if request["prepare_only"] else store.query(text, prefixes=terms.PREFIXES, default_graph=graph)
    say({"boolean": isinstance(answer, QueryBoolean) and bool(answer)})
    last: dict[str, Any] = {"done": True}
    try:
        with io.BufferedWriter(_Frames(out), _FRAME) as frames:
            if answer is None:
                frames.write(text.encode("utf-8"))
            elif isinstance(answer, QuerySolutions):
                answer.serialize(frames, QueryResultsFormat.TSV)
            elif isinstance(answer, QueryTriples):
                cap = request["cap"]
                kept = answer if cap is None else islice(answer, cap)
                serialize(kept, frames, RdfFormat.N_TRIPLES)
    except FAILURES as e:
        last = {"error": str(e)}
    out.write((0).to_bytes(4, "big"))
    say(last)


def _size() -> int:
    """Bytes of address space that this process takes; 0 where that cannot be known."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _bound(held: int, memory: int) -> None:
    """Let this process take ``memory`` bytes more than the ``held`` ones from now on; 0 is no limit."""
    if resource is None or not held:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = held + memory if memory else most
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


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
