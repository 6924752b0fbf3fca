"""One build as it runs: what the store knows already, what is read, what goes in, and the counts."""

from __future__ import annotations

import contextlib
import heapq
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.corpus import ReadReport, Recall
from kg.extract import Left
from kg.graph import GraphStore
from kg.graph.diff import Snapshot, compare, snapshot
from kg.graph.prepared import Prepared
from kg.model import Page, Unread
from kg.pipeline.identity import FILE, current_identities
from kg.pipeline.interrupts import uninterrupted
from kg.pipeline.persons import SEEN
from kg.pipeline.ready import Making, Ready, too_long
from kg.pipeline.recipe import page_digest, recipe
from kg.pipeline.report import BuildReport, PageDone
from kg.pipeline.runs import run_note
from kg.pipeline.stages import Reader
from kg.pipeline.touched import Settled, Touched, unsettle

# What a build changed is told for stores of up to so many pages; beyond, kg diff compares two stores.
CHANGES_UP_TO = 2_000
# From so many new pages on, if they are a tenth of the store, it is put in order after them.
_MANY = 1_000
# More sentences than these nobody reads; the report says how many there were in all.
LEFT_KEPT = 5_000


class Builder:
    """The running state of one build: what the store knows, and the counts."""

    def __init__(self, store: GraphStore, by: Reader, recall: Recall, *, report_left: bool) -> None:
        self._store = store
        self._recipe = recipe(by.files, (*by.options, store.base))
        self._report_left = report_left
        self._known: Mapping[str, str] = store.digests()
        self._recall = recall
        if not report_left:
            recall.fill(self._recipe, store.notes(FILE))
        self.making = Making(by, store.base, current_identities(store), run_note(by.files))
        self._changed = False
        self.touched: Touched | None = None
        self._before: Snapshot | None = None
        self._states: Counter[str] = Counter()
        self._unread: list[Unread] = []
        self._refused = self._undated = self._unplaced = self._left_in_all = 0
        # A heap of (promise, -order, sentence): the least promising goes first when there are too many.
        self._left: list[tuple[float, int, Left]] = []
        self._order = itertools.count()

    @contextlib.contextmanager
    def storing(self, *, beside: bool) -> Iterator[None]:
        """While this is open pages can be taken; new ones are stored many at a time, ``beside`` other work or in turn.

        Whatever ends it, the pages taken are in the store; a process that is killed loses those that wait, whole.
        """
        bulk = contextlib.ExitStack()
        bulk.enter_context(self._store.bulk(beside=beside))
        try:
            yield
        finally:
            with uninterrupted():
                bulk.close()

    def order(self) -> None:
        """Order the store for reading where many pages came in: what is asked of it then grows no faster than it."""
        if self._states["new"] >= max(_MANY, len(self._known) // 10):
            self._store.optimize()

    def wants(self, item: Page | Unread) -> bool:
        """Whether this page must be read off: it is new, changed, or asked about."""
        if isinstance(item, Unread) or too_long(item):
            return False
        return self._report_left or self._known.get(item.name) != self._digest(item)

    def take(self, item: Page | Unread, ready: Ready | None) -> PageDone:
        """Bring one page into the store, or note why not; ``ready`` is what was made of it, if it was wanted."""
        if isinstance(item, Unread):
            done = self._unreadable(item.name, item.reason)
        elif why := too_long(item):
            done = self._unreadable(item.name, why)
        elif ready is None:
            done = PageDone(item.name, "same", published=item.published)
        elif ready.prepared is None:
            done = self._unreadable(item.name, "no article was found in it; is it a page of a newspaper?")
        else:
            done = self._page(item, ready, ready.prepared)
        self._states[done.state] += 1
        return done

    def _unreadable(self, name: str, reason: str) -> PageDone:
        self._unread.append(Unread(name, reason))
        return PageDone(name, "unread", reason=reason)

    def _page(self, page: Page, ready: Ready, prepared: Prepared) -> PageDone:
        digest = self._digest(page)
        self._keep_left(ready.left)
        self._refused += ready.refused
        if self._known.get(page.name) == digest:
            return PageDone(page.name, "same", published=page.published)
        if not self._changed:
            self._changed = True
            self._before = snapshot(self._store) if 0 < len(self._known) <= CHANGES_UP_TO else None
            self.touched = Touched(self._store, len(self._known))
            unsettle(self._store)
        file = self._recall.line(page.name)
        notes = {**ready.notes, FILE: file} if file else ready.notes
        if self.touched is not None:
            self.touched.before(page.name, prepared, ready.notes[SEEN])
        with uninterrupted():
            state = self._store.put_page(prepared, digest=digest, notes=notes)
        self._undated += not ready.dated
        self._unplaced += not ready.jurisdiction
        return PageDone(page.name, state, ready.articles, ready.facts, ready.jurisdiction, page.published)

    def _digest(self, page: Page) -> str:
        return page_digest(self._recipe, page.sha256, page.name, page.published, page.paper, page.number)

    def _keep_left(self, left: Iterable[Left]) -> None:
        if not self._report_left:
            return
        for sentence in left:
            self._left_in_all += 1
            heapq.heappush(self._left, (sentence.score, -next(self._order), sentence))
            if len(self._left) > LEFT_KEPT:
                heapq.heappop(self._left)

    def report(self, settled: Settled, reading: ReadReport | None) -> BuildReport:
        """What came of it all."""
        counts = self._store.counts()
        return BuildReport(
            new=self._states["new"],
            same=self._states["same"],
            replaced=self._states["replaced"],
            unread=tuple(self._unread),
            **{key: counts[key] for key in ("pages", "articles", "persons", "bodies", "events", "policies", "facts")},
            unsure=settled.unsure,
            idle=settled.idle,
            undated=self._undated,
            unplaced=self._unplaced,
            refused=self._refused,
            left=tuple(sentence for *_, sentence in sorted(self._left, key=lambda item: item[:2], reverse=True)),
            left_in_all=self._left_in_all,
            assumed=reading.lines() if reading is not None else (),
            changes=compare(self._before, snapshot(self._store)).changes if self._before is not None else (),
        )
