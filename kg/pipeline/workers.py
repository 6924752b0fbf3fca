"""Pages made ready in other processes, some ahead of what is needed, and handed back in the order they came.

Each process has a pipe of its own, and a thread here that asks it page after page; nothing else is shared. A process
that dies (out of memory, killed) is seen at once, another takes its place and its page; a page that kills a second one
is given up, named, and the rest goes on. concurrent.futures' own processes cannot do that: one that dies takes all
pages along that wait, and before Python 3.12 may leave the pool waiting for ever.

Processes are spawned, not forked: a store may be open here, whose threads and locks a fork would copy in whatever
state they are. A spawned process imports the program itself, about a second each; hence a few pages need no workers.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from kg.errors import KgError
from kg.model import Page, Unread
from kg.pipeline.interrupts import shielded
from kg.pipeline.ready import Making, Ready, make_ready
from kg.pipeline.stages import reader

# Pages ahead for each process: enough to work on while a batch is written, few enough that memory stays flat (a page
# made ready has some 250 kB).
_AHEAD = 72
# A page that so many processes have died of is given up.
_DEATHS = 2

Item = Page | Unread


def readings(
    pages: Iterable[Item], wanted: Callable[[Item], bool], making: Making, workers: int
) -> Generator[tuple[Item, Ready | None], None, None]:
    """Each page with what it says, or with None where it is not ``wanted``, in the order of ``pages``.

    A page that cannot be read comes as Unread. With one worker this process reads, page by page as they are asked for;
    with more that many processes do. Raises KgError when processes cannot even be started.
    """
    if workers <= 1:
        for item in pages:
            yield _named(item, make_ready(item, making) if isinstance(item, Page) and wanted(item) else None)
        return
    crew = _Crew(making, workers)
    try:
        yield from _in_order(iter(pages), wanted, crew, workers * _AHEAD)
    finally:
        crew.dismiss()


def _named(item: Item, answer: Ready | Unread | None) -> tuple[Item, Ready | None]:
    return (answer, None) if isinstance(answer, Unread) else (item, answer)


def _in_order(
    pages: Iterator[Item], wanted: Callable[[Item], bool], crew: _Crew, ahead: int
) -> Generator[tuple[Item, Ready | None], None, None]:
    waiting: deque[tuple[Item, Future[Ready | Unread] | None]] = deque()
    while True:
        for item in islice(pages, ahead - len(waiting)):
            waiting.append((item, crew.ask(item) if isinstance(item, Page) and wanted(item) else None))
        if not waiting:
            return
        item, answer = waiting.popleft()
        yield _named(item, None if answer is None else answer.result())


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process and our end of its pipe."""

    process: Any
    pipe: Connection

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class _Crew:
    """So many processes, and a thread for each that waits for its answers."""

    def __init__(self, making: Making, size: int) -> None:
        # Rules and extractors of others are loaded anew in each process, from where they came.
        self._made = dict(making.by.made)
        self._making = replace(making, by=reader())
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="kg-worker")
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in [self._start() for _ in range(size)]:
            self._greet(worker)
            self._idle.put(worker)
        self._size = size

    def ask(self, page: Page) -> Future[Ready | Unread]:
        """The page as some process will have made it ready."""
        return self._threads.submit(self._make, page)

    def dismiss(self) -> None:
        """End all processes; pages that still wait are forgotten."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for _ in range(self._idle.qsize()):
            self._idle.get().end()

    def _make(self, page: Page) -> Ready | Unread:
        worker = self._idle.get()
        try:
            for _ in range(_DEATHS):
                with suppress(EOFError, OSError):
                    worker.pipe.send(page)
                    answer: Ready | Unread | KgError = worker.pipe.recv()
                    if isinstance(answer, KgError):
                        raise answer
                    return answer
                worker.end()
                code = worker.process.exitcode
                worker = self._start()
                self._greet(worker)
            how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
            return Unread(
                page.name, f"{_DEATHS} processes died of reading it ({how}); out of memory? try fewer --workers"
            )
        finally:
            self._idle.put(worker)

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._made, self._making), daemon=True)
        with shielded():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    @staticmethod
    def _greet(worker: _Worker) -> None:
        """Wait until the process is there: one that dies before it has seen a page died of something else."""
        try:
            worker.pipe.recv()
        except (EOFError, OSError) as error:
            worker.end()
            raise KgError(
                "a process that is to read pages cannot be started (see above); what is stored is whole. Use one "
                "worker, or call kg from a file with: if __name__ == '__main__':"
            ) from error


def _work(pipe: Connection, made: dict[str, Any], making: Making) -> None:
    """What a process does until its pipe is closed; Ctrl-C is the business of the one that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    making = replace(making, by=reader(**made))
    # Who asked may be gone, with or without having heard that this process is there.
    with suppress(EOFError, ConnectionError):
        pipe.send(None)
        while True:
            page = pipe.recv()
            try:
                answer: Ready | Unread | KgError = make_ready(page, making)
            except KgError as error:
                answer = error
            pipe.send(answer)
