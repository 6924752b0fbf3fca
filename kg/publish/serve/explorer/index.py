"""What the explorer keeps in memory between two requests: the names to search in, and what the first page shows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from kg.errors import StoreError
from kg.graph.search import Names, read_names
from kg.graph.store import GraphStore

# Seconds after which a store that cannot say whether it has changed (a server) is read anew.
_OLD = 60.0

T = TypeVar("T")


class Index:
    """What was read of a store as a whole, when it was first needed and again when the store has changed.

    ``changes`` counts the updates that this server itself has carried out.
    """

    def __init__(self, store: GraphStore, changes: Callable[[], int]) -> None:
        self._store = store
        self._changes = changes
        self._lock = threading.Lock()
        self._known: dict[str, Any] = {}
        self._seen = 0
        self._read_at = 0.0

    def names(self) -> Names:
        """All names, to be searched."""
        return self.kept("names", lambda: read_names(self._store))

    def kept(self, what: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for each state of the store. One thread makes it, the others wait."""
        with self._lock:
            self._forget_if_changed()
            if what not in self._known:
                self._known[what] = make()
            found: T = self._known[what]
            return found

    def _forget_if_changed(self) -> None:
        try:
            changed = self._store.refresh()
        except StoreError:
            # Another process is writing this very moment: what is known holds until it is done.
            changed = False
        done = self._changes()
        remote = self._store.location.startswith(("http://", "https://"))
        if changed or done != self._seen or (remote and time.monotonic() - self._read_at > _OLD):
            self._known.clear()
        if not self._known:
            self._read_at = time.monotonic()
        self._seen = done
