"""Pages in, graph out: page after page, each whole or not at all."""

from __future__ import annotations

import contextlib
import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from kg import terms
from kg.corpus import Columns, ReadReport, read_pages
from kg.errors import InputError
from kg.extract import Left
from kg.graph import GraphStore, open_store
from kg.graph.diff import Change, Snapshot, compare, snapshot
from kg.model import Page, Unread
from kg.pipeline.identity import Settled, current_identities, notes_of, settle, unsettle
from kg.pipeline.interrupts import uninterrupted
from kg.pipeline.recipe import page_digest, recipe
from kg.pipeline.runs import run_note
from kg.pipeline.stages import Reader, read_off, reader

State = Literal["new", "same", "replaced", "unread"]

# No newspaper page is longer; what is, is a whole archive in one file, and better read page by page.
LONGEST_PAGE = 1_000_000
# From so many new pages on they are stored many at a time, 2 to 3 times faster; a process that is killed then loses
# the last few hundred, whole.
BULK_FROM = 100
# What a build changed is told for stores of up to so many pages; beyond, kg diff compares two stores.
CHANGES_UP_TO = 2_000
# More sentences than these nobody reads; the report says how many there were in all.
LEFT_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class PageDone:
    """What became of one page: told to ``progress`` as soon as it is stored.

    ``jurisdiction`` and ``published`` are what was given, printed or worked out, "" where it cannot be told; of a page
    that is the ``same`` they are not looked up again. ``reason`` says why a page was left unread.
    """

    name: str
    state: State
    articles: int = 0
    facts: int = 0
    jurisdiction: str = ""
    published: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did (``new``, ``same``, ``replaced`` pages, ``unread``) and what the whole store then holds.

    ``unsure`` counts pairs of persons who may be one; ``idle`` are decisions that met nobody. ``undated`` and
    ``unplaced`` count the pages read now whose day of issue or whose area cannot be told, ``refused`` the facts of
    other extractors that the page does not bear out. ``left`` are sentences with a person or an office in which no rule
    fired, the most promising first, at most LEFT_KEPT of the ``left_in_all``; only counted when they were asked for.
    ``changes`` say what the pages changed in a store that had pages before, ``assumed`` what was assumed of the pages
    (days, papers) and which files were none.
    """

    new: int
    same: int
    replaced: int
    unread: tuple[Unread, ...]
    pages: int
    articles: int
    persons: int
    bodies: int
    events: int
    policies: int
    facts: int
    unsure: int = 0
    idle: tuple[str, ...] = ()
    undated: int = 0
    unplaced: int = 0
    refused: int = 0
    left: tuple[Left, ...] = ()
    left_in_all: int = 0
    changes: tuple[Change, ...] = ()
    assumed: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values, without the sentences left."""
        plain = {key: value for key, value in asdict(self).items() if key not in ("left", "changes")}
        return plain | {"changes": [change.to_dict() for change in self.changes]}


def build(
    paths: Iterable[str | Path],
    store: GraphStore | str | Path,
    *,
    published: str = "",
    jurisdiction: str = "",
    columns: Columns | None = None,
    decisions: str | Path | None = None,
    rules: str | Path | None = None,
    gazetteer: str | Path | None = None,
    extractors: Iterable[str] = (),
    base: str = terms.BASE,
    report_left: bool = False,
    progress: Callable[[PageDone], None] = lambda done: None,
) -> BuildReport:
    """Read the pages of ``paths`` (files and folders), extract their facts, and bring ``store`` up to date with them.

    A page that the store holds unchanged, under the same rules and options, is not read off again; a changed one
    replaces what it said before. Every page goes in as one transaction, so an interruption leaves whole pages.

    published: day of issue (YYYY-MM-DD) of pages that print none.
    jurisdiction: full name of the area whose pages they are (上海市徐汇区), instead of what each page tells of it.
    columns: which columns of a table of articles hold what. decisions: file of judgements on who is who.
    rules: folder of rules, gazetteer: file of names, extractors: installed ones by name, all beside those of kg.
    progress: called once a page, in order.

    Raises InputError when there is no page at all, StoreError (StoreLocked) for the store, DataError for rules, names
    and decisions; a page that cannot be read is named in the report and raises nothing.
    """
    reading = ReadReport()
    found = readable(paths, published=published, columns=columns, reading=reading)
    by = reader(jurisdiction=jurisdiction, rules=rules, gazetteer=gazetteer, extractors=extractors)
    with contextlib.ExitStack() as stack:
        if not isinstance(store, GraphStore):
            store = stack.enter_context(open_store(store, mode="write", base=base))
        return build_pages(
            found, store, by, decisions=decisions, reading=reading, report_left=report_left, progress=progress
        )


def readable(
    paths: Iterable[str | Path],
    *,
    published: str = "",
    columns: Columns | None = None,
    reading: ReadReport | None = None,
) -> Iterator[Page | Unread]:
    """The pages of ``paths``; raises InputError at once when not one of them can be read, before a store is made.

    ``reading`` collects what was assumed on the way and which files were no pages.
    """
    pages = read_pages(paths, published=published, columns=columns, report=reading)
    unread: list[Unread] = []
    for item in pages:
        if isinstance(item, Page):
            return itertools.chain(unread, (item,), pages)
        unread.append(item)
    named = "; ".join(f"{item.name}: {item.reason}" for item in unread[:5])
    more = f"; and {len(unread) - 5} more" if len(unread) > 5 else ""
    raise InputError(f"no page could be read: {named}{more}" if unread else "there is no page file in what was given")


def build_pages(
    pages: Iterable[Page | Unread],
    store: GraphStore,
    by: Reader,
    *,
    decisions: str | Path | None = None,
    reading: ReadReport | None = None,
    report_left: bool = False,
    progress: Callable[[PageDone], None] = lambda done: None,
) -> BuildReport:
    """``build`` with pages that are read already, a store that is open, and a reader that is made."""
    builder = _Builder(store, by, report_left=report_left)
    with builder.storing():
        for item in pages:
            progress(builder.take(item))
    return builder.report(settle(store, None if decisions is None else Path(decisions), recipe=recipe()), reading)


class _Builder:
    """The running state of one build: what the store knows, and the counts."""

    def __init__(self, store: GraphStore, by: Reader, *, report_left: bool) -> None:
        self._store = store
        self._by = by
        self._recipe = recipe(by.files, (*by.options, store.base))
        self._run = run_note(by.files)
        self._report_left = report_left
        self._known: Mapping[str, str] = store.digests()
        self._identities = current_identities(store)
        self._bulk = contextlib.ExitStack()
        self._changed = False
        self._before: Snapshot | None = None
        self._states: Counter[str] = Counter()
        self._unread: list[Unread] = []
        self._refused = self._undated = self._unplaced = self._left_in_all = 0
        # A heap of (promise, -order, sentence): the least promising goes first when there are too many.
        self._left: list[tuple[float, int, Left]] = []
        self._order = itertools.count()

    @contextlib.contextmanager
    def storing(self) -> Iterator[None]:
        """While this is open pages can be taken: stored one by one at first, many at a time once there are many.

        Whatever ends it, the pages taken are in the store.
        """
        try:
            yield
        finally:
            with uninterrupted():
                self._bulk.close()

    def take(self, item: Page | Unread) -> PageDone:
        """Bring one page into the store, or note why not."""
        done = self._unreadable(item) if isinstance(item, Unread) else self._page(item)
        self._states[done.state] += 1
        return done

    def _unreadable(self, item: Unread) -> PageDone:
        self._unread.append(item)
        return PageDone(item.name, "unread", reason=item.reason)

    def _page(self, page: Page) -> PageDone:
        digest = page_digest(self._recipe, page.sha256, page.name, page.published, page.paper, page.number)
        same = self._known.get(page.name) == digest
        if same and not self._report_left:
            return PageDone(page.name, "same", published=page.published)
        if len(page.text) > LONGEST_PAGE:
            return self._unreadable(
                Unread(page.name, f"{len(page.text):,} characters are no newspaper page; split the file into its pages")
            )
        said = read_off(page, self._by, base=self._store.base)
        record = said.record
        if not record.articles:
            return self._unreadable(Unread(page.name, "no article was found in it; is it a page of a newspaper?"))
        self._keep_left(said.left)
        self._refused += len(said.refused)
        if same:
            return PageDone(page.name, "same", published=page.published)
        facts = record.fuse(base=self._store.base, decisions=self._identities)
        if not self._changed:
            self._changed = True
            self._before = snapshot(self._store) if 0 < len(self._known) <= CHANGES_UP_TO else None
            unsettle(self._store)
        if self._states["new"] == BULK_FROM:
            self._bulk.enter_context(self._store.bulk())
        with uninterrupted():
            state = self._store.put_page(facts, digest=digest, notes=notes_of(record, said.seen, self._run))
        self._undated += not page.published and not any(article.published for article in record.articles)
        self._unplaced += not record.jurisdiction.name
        return PageDone(
            page.name, state, len(record.articles), len(facts.facts), record.jurisdiction.name, page.published
        )

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
