"""Where a store is: in memory, in a directory, on a server."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from kg import terms
from kg.errors import UsageError
from kg.graph.engine import Engine
from kg.graph.store import GraphStore


def open_store(
    location: str | Path | None, *, mode: Literal["read", "write"] = "read", base: str = terms.BASE
) -> GraphStore:
    """Open a store: None or ":memory:" is memory, ``http(s)://…`` a SPARQL 1.1 server, anything else a directory.

    Memory can always be written. "write" makes a directory that is not there, and only one process at a time can have
    it (StoreLocked). "read" works beside a writer and shows the state at the time of opening. ``base`` is where
    identifiers begin. StoreError if the location holds no store, or one of another layout.
    """
    if mode not in ("read", "write"):
        raise UsageError(f"a store is opened to read or to write, not to {mode!r}")
    engine: Engine
    location = None if location == ":memory:" else location
    if isinstance(location, str) and location.startswith(("http://", "https://")):
        from kg.graph.remote import RemoteEngine

        engine = RemoteEngine(location, writable=mode == "write")
    else:
        from kg.graph.local import LocalEngine

        engine = LocalEngine(None if location is None else Path(location), writable=location is None or mode == "write")
    try:
        return GraphStore(engine, base=base)
    except BaseException:
        engine.close()
        raise
