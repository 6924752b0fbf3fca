"""Ctrl-C between pages, never within the storing of one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
