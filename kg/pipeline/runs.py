"""Which program with which rules read each page: noted with the page, told in a graph of its own beside the facts."""

from __future__ import annotations

from collections.abc import Iterable
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
    triples: list[Triple] = []
    for note in sorted(pages):
        version, rules = note.split(" ", 1)
        triples += run_triples(Run(rules, version), pages[note], base=store.base)
    store.put_graphs({run_graph(store.base): triples})
