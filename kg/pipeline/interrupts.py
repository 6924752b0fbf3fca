"""Ctrl-C between pages, never within the storing of one, and never in a process that only reads for another."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType


@contextmanager
def uninterrupted() -> Iterator[None]:
    """While this is open Ctrl-C waits; it comes as KeyboardInterrupt at the end."""
    # Signals come to the main thread only.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[FrameType | None] = []
    former = signal.signal(signal.SIGINT, lambda number, frame: asked.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
        if asked and callable(former):
            former(signal.SIGINT, asked[0])


@contextmanager
def shielded() -> Iterator[None]:
    """A process started while this is open never hears Ctrl-C, not even before it can say that it will not.

    A terminal sends Ctrl-C to all processes of a command; one that is still importing would answer with a traceback.
    Here it waits until the end of this. Windows cannot block signals; there nothing is done.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # multiprocessing starts this helper with its first process, and unblocks the signal once that is done.
    resource_tracker.ensure_running()
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
