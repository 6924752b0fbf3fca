"""A directory opened for reading, beside a process that may be writing it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.graph.snapshot import Snapshot, take

# What RocksDB says where a table is missing: merged away before a snapshot had it, or lost.
GONE = "No such file"
_TRIES = 8
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Opened:
    """A store, and the snapshot that it reads; None where it reads memory or the directory itself. Who goes on reading
    holds it: a snapshot that nobody holds is removed."""

    store: Store
    snapshot: Snapshot | None = None


def open_reading(path: Path) -> Opened:
    """The store of a directory as it stands now. RuntimeError if it cannot be read; where tables are gone,
    only after some tries within three seconds."""
    tries = _TRIES
    while True:
        snapshot = take(path)
        read = snapshot.path if snapshot else path
        try:
            return Opened(Store.read_only(str(read)), snapshot)
        except (OSError, RuntimeError) as e:
            if snapshot is not None:
                snapshot.close()
            tries -= 1
            if GONE not in str(e) or not tries:
                # The name of a directory that is gone again helps nobody.
                raise RuntimeError(str(e).replace(str(read), str(path))) from e
        time.sleep(_PAUSE * 2 ** (_TRIES - 1 - tries))
