"""A page made ready for the store: all that can be done of it without the store and without any other page.

This is what processes and clusters do in parallel; the one process that writes only loads what they hand it. It is the
same function wherever it runs, so the result does not depend on how many run it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract import Left
from kg.fuse import Identities
from kg.graph.prepared import Prepared, prepare
from kg.model import Page, Unread
from kg.pipeline.identity import notes_of
from kg.pipeline.stages import Reader, read_off

# What a page that nobody foresaw may raise within the program. It costs this page, which is named, not the build.
FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


# No newspaper page is longer; what is, is a whole archive in one file, and better read page by page.
LONGEST_PAGE = 1_000_000


def too_long(page: Page) -> str:
    """Why a page is not even begun, "" if it is no longer than pages are."""
    if len(page.text) <= LONGEST_PAGE:
        return ""
    return f"{len(page.text):,} characters are no newspaper page; split the file into its pages"


@dataclass(frozen=True, slots=True)
class Making:
    """How pages are made ready: read off ``by`` whom, under which base and identities; ``run`` is noted with each."""

    by: Reader
    base: str
    identities: Identities
    run: str


@dataclass(frozen=True, slots=True)
class Ready:
    """One page: what the store takes in (None if it has no article), its notes, and what a report tells of it."""

    prepared: Prepared | None
    notes: Mapping[str, str]
    articles: int
    facts: int
    jurisdiction: str
    dated: bool
    left: tuple[Left, ...]
    refused: int


def make_ready(page: Page, making: Making) -> Ready | Unread:
    """All that ``page`` says, as text for the store; Unread if it breaks the program."""
    try:
        return _ready(page, making)
    except FAULTS as error:
        return Unread(page.name, f"reading it failed ({type(error).__name__}: {error}); please report this page")


def _ready(page: Page, making: Making) -> Ready:
    said = read_off(page, making.by, base=making.base)
    record = said.record
    if not record.articles:
        return Ready(None, {}, 0, 0, "", False, (), 0)
    facts = record.fuse(base=making.base, decisions=making.identities, local=said.local)
    return Ready(
        prepare(facts, base=making.base),
        notes_of(page, record, said.seen, making.run),
        len(record.articles),
        len(facts.facts),
        record.jurisdiction.name,
        any(len(day) == 10 for day in (page.published, *(article.published for article in record.articles))),
        said.left,
        len(said.refused),
    )
