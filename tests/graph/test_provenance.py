"""The run that made a graph is told by version and rules, beside the facts and without a clock."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.graph import open_store
from kg.graph.provenance import Run, pages_of, run_graph, run_triples
from kg.graph.validate import validate
from tests.graph import worlds


def test_the_same_program_and_rules_are_the_same_run() -> None:
    """The IRI comes from the version and the rules alone; another digest is another run, a time makes no other."""
    run = Run("a" * 64, "0.1.0")
    assert run.iri() == Run("a" * 64, "0.1.0", at="2026-01-01T00:00:00Z").iri()
    assert run.iri() != Run("b" * 64, "0.1.0").iri()
    assert "0.1.0" in run.iri()
    with pytest.raises(UsageError, match="digest"):
        Run("", "0.1.0")


def test_a_run_says_what_it_read_and_with_what() -> None:
    """Version, digest and pages stand in its triples, in the same order each time; a time only if one is given."""
    store = worlds.store()
    triples = list(run_triples(Run("a" * 64, "0.1.0"), pages_of(store)))
    assert triples == list(run_triples(Run("a" * 64, "0.1.0"), reversed(pages_of(store))))
    text = " ".join(map(str, triples))
    assert "xuhui.txt" in text
    assert "0.1.0" in text
    assert "endedAtTime" not in text
    timed = " ".join(map(str, run_triples(Run("a" * 64, "0.1.0", at="2026-01-01T00:00:00Z"), [])))
    assert "endedAtTime" in timed


def test_facts_do_not_change_with_the_run() -> None:
    """A store with a run has the same facts as one without, and validates as before."""
    with open_store(None) as store:
        store.put_page(worlds.facts())
        before = set(store.lines())
        store.put_graphs({run_graph(): run_triples(Run("a" * 64, "0.1.0"), pages_of(store))})
        after = set(store.lines())
        assert before < after
        assert all("/run/" in line or "/software/" in line for line in after - before)
        assert validate(store) == []
