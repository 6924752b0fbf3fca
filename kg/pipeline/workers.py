"""Pages read off in other processes, a few ahead of what is needed, and handed back in the order they came.

Each process has a pipe of its own and nothing is shared, so that one that dies (out of memory, killed) is seen at once
and blocks nobody. concurrent.futures is not used: before Python 3.12 a killed process can leave its pool waiting for
ever.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

from kg.errors import KgError
from kg.model import Page, Unread
from kg.pipeline.stages import Reader, Said, read_off, reader

# Pages read ahead for each process: enough that none stands idle, few enough that memory stays flat.
_AHEAD = 4
# A page of up to so many characters is sent to a process that is busy still: it fits into the pipe, nobody waits.
_FITS = 10_000

Item = Page | Unread


@dataclass(slots=True)
class _Task:
    """A page on its way: wanted or not, read or not yet."""

    item: Item
    wanted: bool
    said: Said | None = None


@dataclass(slots=True)
class _Worker:
    """A process, our end of its pipe, and the pages it has, in order."""

    process: Any
    pipe: Connection
    has: deque[_Task] = field(default_factory=deque)

    def takes(self, page: Page) -> bool:
        """Whether the page can be sent without waiting for the process."""
        return not self.has or (len(self.has) < 2 and len(page.text) <= _FITS)


def readings(
    pages: Iterable[Item], wanted: Callable[[Item], bool], by: Reader, base: str, workers: int
) -> Generator[tuple[Item, Said | None], None, None]:
    """Each page with what it says, or with None where it is not ``wanted``, in the order of ``pages``.

    With one worker this process reads, page by page as they are asked for; with more that many processes do. Raises
    KgError when a process dies.
    """
    if workers <= 1:
        for item in pages:
            yield item, read_off(item, by, base=base) if isinstance(item, Page) and wanted(item) else None
        return
    team = [_start(by.made, base) for _ in range(workers)]
    try:
        yield from _in_order(iter(pages), wanted, team)
    finally:
        for worker in team:
            worker.pipe.close()
            worker.process.terminate()
        for worker in team:
            worker.process.join()


def _in_order(
    pages: Iterator[Item], wanted: Callable[[Item], bool], team: list[_Worker]
) -> Generator[tuple[Item, Said | None], None, None]:
    ahead: deque[_Task] = deque()
    unsent: deque[_Task] = deque()
    while True:
        for item in islice(pages, len(team) * _AHEAD - len(ahead)):
            task = _Task(item, wanted(item))
            ahead.append(task)
            if task.wanted:
                unsent.append(task)
        if not ahead:
            return
        _send(unsent, team)
        if ahead[0].wanted and ahead[0].said is None:
            for pipe in wait([worker.pipe for worker in team if worker.has]):
                _receive(next(worker for worker in team if worker.pipe is pipe))
            continue
        task = ahead.popleft()
        yield task.item, task.said


def _send(unsent: deque[_Task], team: list[_Worker]) -> None:
    while unsent:
        page = unsent[0].item
        assert isinstance(page, Page)
        worker = min(team, key=lambda worker: len(worker.has))
        if not worker.takes(page):
            return
        with _alive():
            worker.pipe.send(page)
        worker.has.append(unsent.popleft())


def _receive(worker: _Worker) -> None:
    with _alive():
        answer = worker.pipe.recv()
    if isinstance(answer, BaseException):
        raise answer
    worker.has.popleft().said = answer


@contextmanager
def _alive() -> Iterator[None]:
    """A broken pipe means that the process at its other end is gone."""
    try:
        yield
    except (EOFError, OSError) as error:
        raise KgError(
            "a process that read pages died (out of memory, or killed); what is stored is whole: run the same command "
            "again, with fewer --workers"
        ) from error


def _start(made: Mapping[str, Any], base: str) -> _Worker:
    # Not forked: a store may be open here, whose threads a fork would not take along.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, dict(made), base), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _work(pipe: Connection, made: dict[str, Any], base: str) -> None:
    """What a process does until its pipe is closed; Ctrl-C is the business of the one that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    by = reader(**made)
    with suppress(EOFError, BrokenPipeError):
        while True:
            page = pipe.recv()
            try:
                answer: Said | KgError = read_off(page, by, base=base).light()
            except KgError as error:
                answer = error
            pipe.send(answer)
