"""What one query may take, and the way to stop it while it runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.errors import QueryTimeout


class Leash:
    """The limits of one query: ``seconds`` of evaluation, and bytes of ``memory`` beyond what the data itself takes and
    of the ``answer`` (0: no limit). Any thread may :meth:`stop` it, once and for good."""

    def __init__(self, seconds: float, *, memory: int = 0, answer: int = 0) -> None:
        self.seconds = seconds
        self.memory = memory
        self.answer = answer
        self._why = ""
        self._ends: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    @property
    def stopped(self) -> bool:
        """Whether the query was stopped before it was done."""
        return bool(self._why)

    def stop(self, why: str) -> None:
        """End the query; ``why`` completes "the query was stopped". The first word counts."""
        with self._lock:
            self._why = self._why or why
            ends, self._ends = self._ends, []
        for end in ends:
            end()

    def out_of_time(self) -> None:
        """Stop the query because its seconds are over."""
        self.stop(f"after {self.seconds:g} s; narrow its patterns, or allow more time")

    def out_of_memory(self) -> None:
        """Stop the query because it wanted more memory than it may have."""
        said = f"it needed more than {self.memory >> 20} MB of memory" if self.memory else "it ran out of memory"
        self.stop(f": {said}; narrow its patterns, or ask for less at a time")

    def check_answer(self, size: int) -> None:
        """Stop the query if its answer has grown too large; QueryTimeout then."""
        if self.answer and size > self.answer:
            self.stop(f": its answer is larger than {self.answer >> 20} MB; ask for less at a time")
            raise self.error()

    @contextmanager
    def tied(self, end: Callable[[], None]) -> Iterator[None]:
        """While this is open, stopping the query calls ``end``; also at once, if it was stopped before."""
        with self._lock:
            before = self.stopped
            if not before:
                self._ends.append(end)
        if before:
            end()
        try:
            yield
        finally:
            with self._lock:
                if end in self._ends:
                    self._ends.remove(end)

    def error(self) -> QueryTimeout:
        """What to raise of a query that was stopped."""
        gap = "" if self._why.startswith(":") else " "
        return QueryTimeout(f"the query was stopped{gap}{self._why}")
