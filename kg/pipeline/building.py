"""Pages in, graph out: page after page, each whole or not at all."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg import terms
from kg.corpus import Columns, ReadReport, Recall, read_pages
from kg.errors import InputError
from kg.graph import GraphStore, open_store
from kg.model import Page, Unread
from kg.pipeline.builder import Builder
from kg.pipeline.identity import settle
from kg.pipeline.recipe import recipe
from kg.pipeline.report import BuildReport, PageDone
from kg.pipeline.stages import Reader, reader
from kg.pipeline.workers import readings


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
    workers: int = 1,
    progress: Callable[[PageDone], None] = lambda done: None,
) -> BuildReport:
    """Read the pages of ``paths`` (files and folders), extract their facts, and bring ``store`` up to date with them.

    A page that the store holds unchanged, under the same rules and options, is not read off again; a changed one
    replaces what it said before. Every page goes in as one transaction, so an interruption leaves whole pages.

    published: day of issue (YYYY-MM-DD) of pages that print none.
    jurisdiction: full name of the area whose pages they are (上海市徐汇区), instead of what each page tells of it.
    columns: which columns of a table of articles hold what. decisions: file of judgements on who is who.
    rules: folder of rules, gazetteer: file of names, extractors: installed ones by name, all beside those of kg.
    workers: processes that read pages beside this one; the result is the same for any number.
    progress: called once a page, in order.

    Raises InputError when there is no page at all, StoreError (StoreLocked) for the store, DataError for rules, names
    and decisions; a page that cannot be read is named in the report and raises nothing.
    """
    reading, recall = ReadReport(), Recall()
    found = readable(paths, published=published, columns=columns, reading=reading, recall=recall)
    by = reader(jurisdiction=jurisdiction, rules=rules, gazetteer=gazetteer, extractors=extractors)
    with contextlib.ExitStack() as stack:
        if not isinstance(store, GraphStore):
            store = stack.enter_context(open_store(store, mode="write", base=base))
        return build_pages(
            found, store, by, decisions=decisions, reading=reading, recall=recall, report_left=report_left,
            workers=workers, progress=progress,
        )


def readable(
    paths: Iterable[str | Path],
    *,
    published: str = "",
    columns: Columns | None = None,
    reading: ReadReport | None = None,
    recall: Recall | None = None,
) -> Iterator[Page | Unread]:
    """The pages of ``paths``; raises InputError at once when not one of them can be read, before a store is made.

    ``reading`` collects what was assumed on the way and which files were no pages; what ``recall`` knows is not read
    again, once :func:`build_pages` has told it what the store has.
    """
    pages = read_pages(paths, published=published, columns=columns, report=reading, recall=recall)
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
    recall: Recall | None = None,
    report_left: bool = False,
    workers: int = 1,
    progress: Callable[[PageDone], None] = lambda done: None,
) -> BuildReport:
    """``build`` with pages that are read already, a store that is open, and a reader that is made."""
    builder = Builder(store, by, recall or Recall(), report_left=report_left)
    readers = readings(pages, builder.wants, builder.making, workers)
    # One worker keeps to one core: pages and store take turns.
    with builder.storing(beside=workers > 1), contextlib.closing(readers) as read:
        for item, ready in read:
            progress(builder.take(item, ready))
    builder.order()
    given = None if decisions is None else Path(decisions)
    return builder.report(settle(store, given, recipe=recipe(), touched=builder.touched), reading)
