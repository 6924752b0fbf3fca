"""Which program with which rules read each page: noted with the page, told in a graph of its own beside the facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Triple

from kg import __version__
from kg.graph import GraphStore
from kg.graph.provenance import Run, run_graph, run_triples
from kg.graph.quads import page_iri
from kg.pipeline.recipe import rules_digest

NOTE = "run"


def run_note(files: Iterable[Path] = ()) -> str:
    """What is noted with a page: the version of the program and the digest of rules and lists, the user's included."""
    return f"{__version__} {rules_digest(files)}"


def record_runs(store: GraphStore) -> None:
    """Write the graph of runs anew from the notes of all pages: no clock, so the same pages give the same bytes."""
    pages: dict[str, list[str]] = {}
    for name, note in store.notes(NOTE):
        pages.setdefault(note, []).append(page_iri(name, base=store.base))
    triples = [t for note in sorted(pages) for t in run_triples(_run(note), pages[note], base=store.base)]
    store.put_graphs({run_graph(store.base): triples})


def follow_runs(store: GraphStore, former: Mapping[str, str]) -> None:
    """Bring the graph of runs up to date with these pages; ``former`` is what was noted with each before, or ""."""
    new: list[Triple] = []
    for name, note in sorted(former.items()):
        now = store.note(NOTE, name)
        if note not in ("", now):
            # The run that read it before may have read nothing else; then it goes too.
            record_runs(store)
            return
        if not note:
            new += run_triples(_run(now), [page_iri(name, base=store.base)], base=store.base)
    store.amend_graph(run_graph(store.base), (), new)


def _run(note: str) -> Run:
    version, rules = note.split(" ", 1)
    return Run(rules, version)
