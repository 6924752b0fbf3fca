"""Servers for all tests of a session: over a page with every relation and three small graphs, over the sample pages,
and over a page whose every name tries to break out of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg import terms
from kg.graph import GraphStore, open_store
from tests.conftest import SAMPLES
from tests.graph.made import forum_page
from tests.publish.serve.hostile import hostile_page
from tests.publish.serve.live import Live

DATA = "http://example.org/data/"


def data_graphs() -> dict[NamedNode, list[Triple]]:
    """Three graphs, each of which says that it is a document, and its own number."""
    return {
        NamedNode(f"{DATA}data{n}.rdf"): [
            Triple(NamedNode(f"{DATA}data{n}.rdf"), NamedNode(terms.RDF_TYPE), NamedNode(DATA + "Document")),
            Triple(NamedNode(f"{DATA}data{n}.rdf"), NamedNode(DATA + "number"), Literal(n)),
        ]
        for n in (1, 2, 3)
    }


@pytest.fixture(scope="session")
def served_store() -> Iterator[GraphStore]:
    """The store behind the server; nobody writes it."""
    with open_store(None) as store:
        store.put_page(forum_page())
        store.put_graphs(data_graphs())
        yield store


@pytest.fixture(scope="session")
def live(served_store: GraphStore) -> Iterator[Live]:
    """A server that only reads."""
    running = Live(served_store)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def sample() -> Iterator[Live]:
    """A server over the sample pages as kg build reads them, texts and all."""
    import kg

    with open_store(None) as store:
        kg.build([SAMPLES], store)
        running = Live(store)
        yield running
        running.stop()


@pytest.fixture(scope="session")
def hostile() -> Iterator[Live]:
    """A server over a page of hostile names."""
    with open_store(None) as store:
        page, notes = hostile_page()
        store.put_page(page, notes=notes)
        running = Live(store)
        yield running
        running.stop()
