"""A directory opened for reading, beside a process that may be writing it."""

from __future__ import annotations

import time

from pyoxigraph import Store

# What RocksDB says where a writer has merged a file away between the reader's listing and its opening: at the next
# look the new files are there. Measured beside a writer that never rests: every fifth opening meets it.
GONE = "No such file"
# How a process ends whose directory was merged away under a query.
STALE = 75
_TRIES = 8
_PAUSE = 0.02


def open_reading(path: str) -> Store:
    """The store of a directory as it stands now. OSError or RuntimeError if it cannot be read; where files went away
    while they were opened, only after some tries within three seconds."""
    for attempt in range(_TRIES - 1):
        if (store := _opened(path)) is not None:
            return store
        time.sleep(_PAUSE * 2**attempt)
    return Store.read_only(path)


def _opened(path: str) -> Store | None:
    """The store, or None where a file went away."""
    try:
        return Store.read_only(path)
    except (OSError, RuntimeError) as e:
        if GONE not in str(e):
            raise
        return None
