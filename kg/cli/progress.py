"""How far a build is: a bar on a terminal, one line a page when asked for, nothing otherwise."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from kg.cli.output import console, say

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.pipeline import PageDone

STATES = {"new": "新", "same": "未变", "replaced": "更新", "unread": "未读"}


class PageProgress:
    """Follows the pages of one build on stderr; use as a context manager."""

    def __init__(self, *, total: int | None = None, verbose: bool, quiet: bool) -> None:
        self._total = total
        self._verbose = verbose and not quiet
        self._bar: Progress | None = None
        self._shown = not quiet and sys.stderr.isatty()
        self.stored = 0

    def __enter__(self) -> PageProgress:
        if self._shown:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                TextColumn("{task.description}", markup=False), console=console(sys.stderr), transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total)
        return self

    def page(self, done: PageDone) -> None:
        """One more page is done."""
        self.stored += done.state in ("new", "replaced")
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=done.name)
        if self._verbose:
            line = f"{STATES[done.state]}\t{done.name}\t" + (
                done.reason or f"{done.articles} 篇\t{done.facts} 条\t{done.jurisdiction}\t{done.published}"
            )
            if self._bar is None:
                say(line)
            else:
                self._bar.console.print(line, markup=False)

    def stop(self) -> None:
        """Take the bar away, before something else is said."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
        if kind is KeyboardInterrupt:
            say(f"{self.stored} pages are stored whole; run the same command again to go on 已存 {self.stored} 版,可续")
