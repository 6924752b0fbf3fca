"""The rdflib face of a store: what oxrdflib does unlike rdflib is mended, and one suite holds over all stores."""

from __future__ import annotations

import pytest
from rdflib import Dataset, Graph, Literal, URIRef, Variable
from rdflib.namespace import FOAF, RDF, SKOS
from rdflib.plugins.sparql import prepareQuery

from kg import terms
from kg.errors import StoreError
from kg.graph.quads import article_iri
from kg.graph.store import GraphStore
from tests.graph.made import forum_page

# rdflib's Dataset still calls what rdflib itself has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")

BAO = URIRef(terms.mint(terms.BASE, "person", "310104", "鲍炳章"))


@pytest.fixture
def dataset(store: GraphStore) -> Dataset:
    """A page as rdflib sees it."""
    store.put_page(forum_page())
    return store.dataset()


def test_dataset_reads_like_rdflib(store: GraphStore, dataset: Dataset) -> None:
    """Triples, values, lengths and membership are those of the default graph."""
    copy = Graph()
    for line in store.lines():
        copy.parse(data=line, format="nt")
    assert len(dataset) == len(copy)
    assert set(dataset.triples((BAO, None, None))) == set(copy.triples((BAO, None, None)))
    assert set(dataset.default_graph) == set(copy)
    assert dataset.value(BAO, FOAF.name) == Literal("鲍炳章", lang="zh")
    assert (BAO, RDF.type, FOAF.Person) in dataset
    assert (BAO, RDF.type, SKOS.Concept) not in dataset
    assert list(dataset.subjects(FOAF.name, Literal("鲍炳章", lang="zh"))) == [BAO]


def test_plain_strings_are_plain(dataset: Dataset) -> None:
    """A string without datatype equals rdflib's own, from triples and from queries."""
    (page,) = dataset.subjects(RDF.type, URIRef(terms.LG_PAGE))
    name = dataset.value(page, URIRef(terms.SCHEMA_NAME))
    assert name == Literal("xuhui.txt")
    assert name.datatype is None  # type: ignore[union-attr]
    (row,) = dataset.query("SELECT ?name { ?p a lg:Page ; schema:name ?name }")
    assert row.name == Literal("xuhui.txt")  # type: ignore[union-attr]


def test_named_graphs_are_there_without_the_books(dataset: Dataset) -> None:
    """Graphs of pages and articles can be listed and read; book-keeping is no graph of the dataset."""
    name = URIRef(article_iri("xuhui.txt", 1))
    assert name in {g.identifier for g in dataset.graphs()}
    assert URIRef(terms.STORE_GRAPH) not in {g.identifier for g in dataset.graphs()}
    graph = dataset.graph(name)
    assert 0 < len(graph) < len(dataset)
    assert (BAO, RDF.type, FOAF.Person) in graph
    assert len(list(graph.query("SELECT ?s { ?s a foaf:Person }"))) == 3
    assert len(dataset.graph(URIRef("http://e/none"))) == 0
    assert URIRef("http://e/none") not in {g.identifier for g in dataset.graphs()}
    quads = list(dataset.quads((BAO, RDF.type, None, None)))
    assert len(quads) == 3
    assert not any("graph/store" in str(q[3]) for q in dataset.quads((None, None, None, None)))


def test_queries_of_all_forms(dataset: Dataset) -> None:
    """SELECT, ASK, CONSTRUCT and DESCRIBE answer, with the project's and the user's prefixes."""
    dataset.bind("mine", "http://xmlns.com/foaf/0.1/")
    rows = list(dataset.query("SELECT ?z ?n { ?z mine:name ?n } ORDER BY ?n"))
    assert len(rows) == 5
    assert dataset.query("SELECT * { ?z foaf:name ?a }").vars == [Variable("z"), Variable("a")]
    assert dataset.query("ASK { ?s a foaf:Person }").askAnswer
    made = dataset.query("CONSTRUCT { ?s a foaf:Agent } WHERE { ?s a foaf:Person }").graph
    assert made is not None
    assert len(made) == 5
    described = dataset.query(f"DESCRIBE <{BAO}>").graph
    assert described is not None
    assert (BAO, RDF.type, FOAF.Person) in described


def test_bindings_and_prepared_queries_run_in_the_store(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """initBindings need no projection, and a prepared query does not fall back to evaluation in Python."""

    def slow(*args: object, **kwargs: object) -> None:
        raise AssertionError("rdflib evaluated the query itself")

    monkeypatch.setattr("rdflib.plugins.sparql.processor.evalQuery", slow)
    who = "SELECT ?n { ?p foaf:name ?n }"
    assert [r.n for r in dataset.query(who, initBindings={"p": BAO})] == [Literal("鲍炳章", lang="zh")]  # type: ignore[union-attr]
    prepared = prepareQuery("SELECT ?n { ?p f:name ?n }", initNs={"f": FOAF})
    assert len(list(dataset.query(prepared))) == 5
    assert len(list(dataset.query(prepared, initBindings={"p": BAO}))) == 1
    with pytest.raises(TypeError, match="DEBUG"):
        dataset.query(who, DEBUG=True)


def test_dataset_serializes(dataset: Dataset) -> None:
    """rdflib's writers work on the default graph, with the project's prefixes."""
    text = dataset.default_graph.serialize(format="turtle")
    assert "@prefix foaf:" in text
    assert len(Graph().parse(data=text, format="turtle")) == len(dataset)


def test_dataset_does_not_write(dataset: Dataset) -> None:
    """Pages go in by the store; rdflib's ways of writing are refused, not half done."""
    triple = (BAO, RDF.type, SKOS.Concept)
    for act in (
        lambda: dataset.add(triple),
        lambda: dataset.remove(triple),
        lambda: dataset.update("INSERT DATA { lg:a lg:b lg:c }"),
        lambda: dataset.parse(data="<http://a> <http://b> <http://c> .", format="turtle"),
        lambda: dataset.remove_graph(URIRef(article_iri("xuhui.txt", 1))),
    ):
        with pytest.raises(StoreError, match="only reads"):
            act()
    assert triple not in dataset


def test_closing_the_dataset_leaves_the_store_open(store: GraphStore, dataset: Dataset) -> None:
    """Whoever opened the store closes it."""
    dataset.close()
    assert store.pages()
