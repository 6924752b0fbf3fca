"""What the explorer keeps in memory between two requests: the names to search in, and how large the graph is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

from kg.graph.search import Names, read_names
from kg.graph.store import GraphStore

# Seconds after which a store that cannot say whether it has changed (a server) is read anew.
_OLD = 60.0


class Index:
    """Names and counts of a store, read when they are first needed and again when the store has changed.

    ``changes`` counts the updates that this server itself has carried out.
    """

    def __init__(self, store: GraphStore, changes: Callable[[], int]) -> None:
        self._store = store
        self._changes = changes
        self._lock = threading.Lock()
        self._names: Names | None = None
        self._counts: Mapping[str, int] | None = None
        self._seen = 0
        self._read_at = 0.0

    def names(self) -> Names:
        """All names, to be searched."""
        with self._lock:
            self._forget_if_changed()
            if self._names is None:
                self._names = read_names(self._store)
            return self._names

    def counts(self) -> Mapping[str, int]:
        """How many pages, articles, persons … there are."""
        with self._lock:
            self._forget_if_changed()
            if self._counts is None:
                self._counts = self._store.counts()
            return self._counts

    def _forget_if_changed(self) -> None:
        changed = self._store.refresh()
        done = self._changes()
        remote = self._store.location.startswith(("http://", "https://"))
        if changed or done != self._seen or (remote and time.monotonic() - self._read_at > _OLD):
            self._names = self._counts = None
        if self._names is None and self._counts is None:
            self._read_at = time.monotonic()
        self._seen = done
