"""Speed that is promised, as ratios measured in one run against what it is compared with."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import pytest
import rdflib

from kg import terms
from kg.graph import ask, export, facts, named_query, open_store
from kg.graph.binding import prepare
from kg.graph.queries import bindings_of
from kg.graph.sparql import read_query
from kg.graph.store import GraphStore
from tests.graph.made import numbered_page


def seconds(act: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    return min(found)


@pytest.fixture(scope="module")
def large() -> GraphStore:
    """A store of about 50,000 triples."""
    store = open_store(None)
    with store.bulk():
        for n in range(300):
            store.put_page(numbered_page(n, facts=10, persons=2000))
    return store


@pytest.mark.slow
def test_turtle_is_four_times_as_fast_as_rdflib(large: GraphStore) -> None:
    """Sorted, grouped Turtle is written at least four times as fast as by rdflib from its own memory."""
    nt = io.BytesIO()
    export(large, "ntriples", nt)
    graph = rdflib.Graph().parse(data=nt.getvalue(), format="nt")
    ours = seconds(lambda: export(large, "turtle", io.BytesIO()))
    theirs = seconds(lambda: graph.serialize(format="turtle"), 1)
    assert theirs > 4 * ours, f"{theirs:.2f} s against {ours:.2f} s"


@pytest.mark.slow
def test_named_queries_cost_little_more_than_the_store_itself(large: GraphStore) -> None:
    """A named query takes at most 1.3 times as long as its prepared text given to Oxigraph directly."""
    raw = large._engine.opened.store  # type: ignore[attr-defined]
    for name, values in (("officials", {"body": "徐汇区政府"}), ("heads", {"body": "徐汇区委"}), ("persons", {})):
        query = named_query(name)
        text = prepare(read_query(query.text), bindings_of(large, query, values))
        direct = seconds(lambda text=text: list(raw.query(text, prefixes=terms.PREFIXES)))  # type: ignore[misc]
        ours = seconds(lambda query=query, values=values: list(ask(large, query, values)))  # type: ignore[misc]
        assert ours < 1.3 * direct + 0.005, f"{name}: {ours:.3f} s against {direct:.3f} s"


@pytest.mark.slow
def test_table_of_facts_is_read_by_few_queries(large: GraphStore) -> None:
    """The number of queries does not grow with the number of facts."""
    asked = []
    query = large.query

    class Counting:
        base = large.base

        def query(self, *args: object, **kwargs: object) -> object:
            asked.append(args)
            return query(*args, **kwargs)  # type: ignore[arg-type]

    assert len(facts(Counting())) == 3000  # type: ignore[arg-type]
    assert len(asked) == 9
