"""Whatever was put, replaced and dropped before, a store is what its final pages make it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Triple

from kg import terms
from kg.graph.opening import open_store
from kg.graph.store import GraphStore
from kg.model import PageFacts
from tests.graph.made import numbered_page

NAMES = ("a.txt", "b.txt", "c.txt", "子/d.txt")
DERIVED = [Triple(NamedNode("http://e/d"), NamedNode("http://e/p"), NamedNode(f"http://e/{n}")) for n in range(3)]
# A triple that pages say too: the derived graph shares it.
SHARED = Triple(
    NamedNode(terms.BASE + "area/310104"), NamedNode(terms.RDF_TYPE), NamedNode(terms.SCHEMA_ADMINISTRATIVE_AREA)
)

steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from(NAMES), st.integers(0, 4)),
        st.tuples(st.just("drop"), st.sampled_from(NAMES), st.just(0)),
        st.tuples(st.just("derive"), st.just(""), st.integers(0, 3)),
        st.tuples(st.just("bulk"), st.sampled_from(NAMES), st.integers(0, 4)),
    ),
    max_size=12,
)


def page(name: str, number: int) -> PageFacts:
    """One of the versions of a page; versions share most of what they say with other pages."""
    return numbered_page(number, facts=2 + number, persons=3, name=name)


def derived(count: int) -> list[Triple]:
    """What is derived in a step."""
    return [*DERIVED[:count], *([SHARED] if count == 2 else [])]


def take(store: GraphStore, step: tuple[str, str, int], final: dict[str, int]) -> int | None:
    """Do one step; what it leaves is noted in ``final``, the derived graph's size returned."""
    what, name, number = step
    if what in ("put", "bulk"):
        if what == "bulk":
            with store.bulk():
                said = store.put_page(page(name, number))
        else:
            said = store.put_page(page(name, number))
        assert said == ("new" if name not in final else "same" if final[name] == number else "replaced")
        final[name] = number
    elif what == "drop":
        assert store.drop_page(name) == (final.pop(name, None) is not None)
    else:
        store.set_derived(derived(number))
        return number
    return None


@given(steps)
@settings(max_examples=60, deadline=None)
def test_any_history_ends_as_its_final_pages(history: list[tuple[str, str, int]]) -> None:
    """After any sequence of putting, replacing, dropping and deriving, the store is the one built from what is left."""
    final: dict[str, int] = {}
    size = 0
    with open_store(None) as store, open_store(None) as fresh:
        for step in history:
            new_size = take(store, step, final)
            size = size if new_size is None else new_size
        for name, number in sorted(final.items()):
            fresh.put_page(page(name, number))
        fresh.set_derived(derived(size))
        assert store.lines(named=True) == fresh.lines(named=True)
        assert store.digests() == fresh.digests()
        assert store.pages() == fresh.pages()
        named = {q.triple for q in store.quads() if q.graph_name != DefaultGraph()}
        assert {q.triple for q in store.quads(named=False)} == named
        graphs = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        listed = store.query("SELECT DISTINCT ?g { GRAPH ?g { } }")
        assert sorted(map(str, graphs)) == sorted(map(str, listed))
