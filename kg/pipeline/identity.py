"""Whose name stands for whom across pages, and since when offices are held: worked out once all pages are in.

Each page leaves notes in the store: what it tells of who its persons are (``seen``), what writing it anew needs
(``record``), its ``text``, and the run that read it. From all that is seen, and the file of decisions, follow the
identities; a page whose identities have changed is written again from its record, not from its file. Then bounds of
tenures are derived. The store remembers of what state it was settled, so that a build that changed nothing works
nothing out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.fuse import (
    Identities,
    Judgement,
    Record,
    Resolution,
    Seen,
    add_judgement,
    full_iri,
    read_judgements,
    resolve,
)
from kg.fuse.judgements import in_force
from kg.graph.prepared import prepare
from kg.graph.store import GraphStore
from kg.graph.tenure import settle_derived
from kg.model import Page
from kg.pipeline.persons import SEEN, all_persons, some_persons
from kg.pipeline.runs import NOTE, follow_runs, record_runs
from kg.pipeline.touched import Settled, Touched, last_settled, note_settled, unsettle

DECISIONS = "decisions.tsv"

_RECORD = "record"
TEXT = "text"
# What is known of the page's file (kg.corpus.recall).
FILE = "file"
# The identities that the pages of the store were written with.
_IDENTITIES = "identities"
# Pages that are being written anew: an interrupted run may have come to them or not.
_REWRITING = "rewriting"


def decisions_file(store: GraphStore, given: Path | None = None) -> Path:
    """The file of decisions of a store: the one given, else one beside the store's folder (kg-store.decisions.tsv)."""
    if given is not None:
        return given
    location = Path(store.location)
    return location.with_name(f"{location.name}.{DECISIONS}") if location.is_dir() else Path(DECISIONS)


def current_identities(store: GraphStore) -> Identities:
    """The identities that the pages of the store were written with."""
    return Identities.load(store.setting(_IDENTITIES))


def notes_of(page: Page, record: Record, seen: Seen, run: str) -> Mapping[str, str]:
    """What a page leaves in the store: for questions of identity, its text to show quotes in, and the run."""
    return notes_of_parts(seen.dump(), record.dump(), page.text, run)


def notes_of_parts(seen: str, record: str, text: str, run: str) -> Mapping[str, str]:
    """:func:`notes_of` with the parts as text already."""
    return {SEEN: seen, _RECORD: record, TEXT: text, NOTE: run}


def adopt(store: GraphStore, identities: Identities, settled: Settled) -> None:
    """Settle a store whose pages were all written with these identities elsewhere, without judging them again."""
    store.set_setting(_IDENTITIES, identities.dump() if identities != Identities() else "")
    settle_derived(store)
    record_runs(store)
    note_settled(store, settled)


def settled_with(recipe: str, decisions: Path | None) -> str:
    """The digest of what a store is settled with: the program and the file of decisions."""
    said = decisions.read_bytes() if decisions is not None and decisions.is_file() else b""
    return hashlib.sha256(recipe.encode() + said).hexdigest()


def judge(store: GraphStore, decisions: Path | None = None) -> Resolution:
    """Who is who by all pages of the store and the decisions; nothing is written."""
    return _judge(store, _all_seen(store), decisions_file(store, decisions))


def settle(store: GraphStore, decisions: Path | None, *, recipe: str, touched: Touched | None = None) -> Settled:
    """Bring identities and bounds up to date with all pages and decisions; ``recipe`` is a digest of the program.

    ``touched``, where pages have changed in a store that was settled before, tells which; if they are few, and there is
    no decision, only what they touch is worked out.
    """
    path = decisions_file(store, decisions)
    recipe = settled_with(recipe, path)
    last = last_settled(store)
    if last is not None and last.recipe == recipe:
        return last
    unsettle(store)
    judgements = read_judgements(path, base=store.base)
    former = current_identities(store)
    before = touched.last if touched is not None and touched.few and not judgements else None
    if touched is None or before is None or before.recipe != recipe or before.by_name is None or _rewriting(store):
        who = all_persons(store, judgements, former)
        _rewrite(store, who.moved, who.identities, former)
        settle_derived(store)
        record_runs(store)
    else:
        who = some_persons(store, touched.names, former, before.by_name)
        _rewrite(store, who.moved, who.identities, former, touched)
        touched.reach.settle()
        follow_runs(store, touched.runs)
    idle = tuple(f"{path}:{judgement.line}: {judgement.a} {judgement.b}" for judgement in who.idle)
    settled = Settled(recipe, sum(who.unsure.values()), idle, who.unsure)
    note_settled(store, settled)
    return settled


@dataclass(frozen=True, slots=True)
class Decided:
    """Where a decision was written, and how many pages changed with it."""

    path: Path
    rewritten: int


def decide(
    store: GraphStore, decisions: Path | None, a: str, b: str, verdict: str, *, author: str, date: str, why: str
) -> Decided:
    """Write a decision on two identifiers into the file of decisions, and let the store follow.

    ``verdict`` is "yes", "no" or "undo", ``date`` the day of the decision. Raises UsageError when the store knows no
    such pair, or when there is nothing to undo; DataError when it contradicts what was decided before. Then nothing
    is written.
    """
    path = decisions_file(store, decisions)
    given = Judgement(full_iri(a, base=store.base), full_iri(b, base=store.base), verdict, author, date, why)
    former = read_judgements(path, base=store.base)
    if verdict == "undo" and given.pair not in {judgement.pair for judgement in former}:
        raise UsageError(f"{a} and {b}: nothing was decided on them in {path}")
    seen = _all_seen(store)
    result = resolve(seen, in_force((*former, given)), base=store.base)
    if given in result.idle:
        raise UsageError(f"{a} and {b}: the store knows no such pair; kg same and kg find show identifiers")
    add_judgement(path, given)
    unsettle(store)
    former_ones = current_identities(store)
    moved = result.identities.changed_pages(former_ones, seen, base=store.base)
    rewritten = _rewrite(store, moved, result.identities, former_ones)
    settle_derived(store)
    return Decided(path, rewritten)


def _rewriting(store: GraphStore) -> list[str]:
    return store.setting(_REWRITING).splitlines()


def _rewrite(
    store: GraphStore, moved: Iterable[str], identities: Identities, former: Identities, touched: Touched | None = None
) -> int:
    """Write anew the pages on which identities have moved, and those that an interrupted run may not have come to."""
    changed = sorted({*moved, *(page for page in _rewriting(store) if store.note(_RECORD, page))})
    store.set_setting(_REWRITING, "\n".join(changed))
    if identities != former:
        store.set_setting(_IDENTITIES, identities.dump())
    for page in changed:
        notes = {key: note for key in (SEEN, _RECORD, TEXT, NOTE, FILE) if (note := store.note(key, page))}
        facts = Record.load(notes[_RECORD]).fuse(base=store.base, decisions=identities)
        prepared = prepare(facts, base=store.base)
        if touched is not None:
            touched.reach.before(page, prepared)
        # What the page says has not changed, so its digest stays: the next build finds it the same.
        store.put_page(prepared, digest=store.page_digest(page), notes=notes)
    store.set_setting(_REWRITING, "")
    return len(changed)


def _judge(store: GraphStore, seen: tuple[Seen, ...], path: Path) -> Resolution:
    return resolve(seen, read_judgements(path, base=store.base), base=store.base)


def _all_seen(store: GraphStore) -> tuple[Seen, ...]:
    return tuple(Seen.load(line) for _, line in store.notes(SEEN))
