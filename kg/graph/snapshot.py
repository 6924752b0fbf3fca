"""A store's directory as it was at one moment, which a writer beside it cannot change.

RocksDB opens most of a store's tables when a query first needs them. Where a writer has merged one away by then,
Oxigraph meets the same error again and again, keeps each, and takes all memory there is. So a reader reads a directory
of its own, made as RocksDB makes its checkpoints (https://github.com/facebook/rocksdb/wiki/Checkpoints): tables never
change once they are written and are linked; the small files that grow are copied.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no locks of this kind.
    fcntl = None  # type: ignore[assignment]

# How the names of snapshots in a store's directory begin. One whose lock is not held yet has another name, so that
# whoever clears up after processes that were killed leaves it alone.
PREFIX = "view"
_LOCKED = "view-"
_NEW = "view+"
# Beside a writer that never rests a handful is needed.
_TRIES = 100
_POINTER = "CURRENT"
_TABLE = ".sst"
# What a reader has no need of: the writer's lock and its diary.
_IDLE = ("LOCK", "LOG")


class Snapshot:
    """A directory of links and copies; it goes when it is closed or nobody holds it any more, and where its process was
    killed, when the next one is made."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._end = weakref.finalize(self, _remove, path, lock, os.getpid())

    def close(self) -> None:
        """Remove the directory."""
        self._end()


def take(store: Path) -> Snapshot | None:
    """A snapshot of a store's directory. None where none can be made: no right to write there, a file system without
    links or locks; a reader then reads the directory itself."""
    clear(store)
    try:
        fresh = Path(tempfile.mkdtemp(prefix=_NEW, dir=store))
    except OSError:
        return None
    lock = -1
    try:
        lock = _locked(fresh)
        path = fresh.rename(store / (_LOCKED + fresh.name.removeprefix(_NEW)))
    except OSError:
        _remove(fresh, lock, os.getpid())
        return None
    snapshot = Snapshot(path, lock)
    try:
        _fill(path, store)
    except OSError:
        snapshot.close()
        return None
    return snapshot


def clear(store: Path) -> None:
    """Remove the snapshots of processes that were killed: their locks are free."""
    for left in store.glob(_LOCKED + "*"):
        with suppress(OSError):
            _remove(left, _locked(left), os.getpid())


def _fill(snapshot: Path, store: Path) -> None:
    """Link and copy until nothing was added or merged away meanwhile; a writer that never rests has the last word."""
    for _ in range(_TRIES):
        before = _listed(store)
        for file in sorted(store.iterdir()):
            # A writer may merge a file away between the listing and the look at it.
            with suppress(FileNotFoundError):
                _bring(file, snapshot / file.name)
        if before == _listed(store):
            return


def _bring(file: Path, to: Path) -> None:
    if file.name.startswith((PREFIX, *_IDLE)):
        return
    if file.suffix != _TABLE:
        shutil.copyfile(file, to)
    elif not to.exists():
        os.link(file, to)


def _listed(store: Path) -> tuple[bytes, int]:
    """What tells whether tables came or went: the manifest's name and size. It lists them and only grows."""
    manifest = (store / _POINTER).read_bytes()
    return manifest, (store / os.fsdecode(manifest).strip()).stat().st_size


def _locked(directory: Path) -> int:
    """A descriptor that holds the directory's lock; OSError if another process holds it, or there are no locks."""
    if fcntl is None:
        raise OSError("no locks")
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _remove(path: Path, lock: int, owner: int) -> None:
    """Remove a directory, then its lock; in a process forked from the owner nothing."""
    if os.getpid() != owner:
        return
    shutil.rmtree(path, ignore_errors=True)
    if lock >= 0:
        os.close(lock)
