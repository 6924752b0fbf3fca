"""Real clients: what people have on their machines gets its answers without being told anything special."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import urllib.request
from urllib.parse import urlencode

import pytest
import rdflib
from pyoxigraph import Store
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

from kg import terms
from kg.graph import open_store
from tests.publish.serve.live import Live

NAMES = "SELECT ?name { ?p a foaf:Person ; foaf:name ?name } ORDER BY ?name"
GRAPH = "CONSTRUCT { ?p foaf:name ?name } WHERE { ?p a foaf:Person ; foaf:name ?name }"
PEOPLE = ["李明", "王伟", "耿洁玉", "钟晓咏", "鲍炳章"]


@pytest.fixture
def wrapper(live: Live) -> SPARQLWrapper:
    return SPARQLWrapper(live.url + "/sparql")


@pytest.mark.parametrize(("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("format", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_select(wrapper: SPARQLWrapper, method: str, how: str, format: str) -> None:
    """Every way of sending and every format of rows."""
    wrapper.setMethod(method)
    wrapper.setRequestMethod(how)
    wrapper.setReturnFormat(format)
    wrapper.setQuery(NAMES)
    result = wrapper.queryAndConvert()
    if format == JSON:
        names = [row["name"]["value"] for row in result["results"]["bindings"]]
    elif format == XML:
        names = [node.firstChild.data for node in result.getElementsByTagName("literal")]
    else:
        names = [line.strip('"').removesuffix('"@zh') for line in result.decode("utf-8").split()[1:]]
    assert names == PEOPLE


# SPARQLWrapper still builds the graphs that rdflib 7 calls old.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("format", [TURTLE, N3, RDFXML, XML, JSONLD])
def test_sparqlwrapper_construct(wrapper: SPARQLWrapper, format: str) -> None:
    """A graph comes as a graph of rdflib, whatever format it travels in."""
    wrapper.setReturnFormat(format)
    wrapper.setQuery("PREFIX foaf: <http://xmlns.com/foaf/0.1/> " + GRAPH)
    result = wrapper.queryAndConvert()
    graph = result if isinstance(result, rdflib.Graph) else rdflib.Graph().parse(data=result, format=format)
    assert sorted(str(name) for name in graph.objects(None, rdflib.FOAF.name)) == PEOPLE


def test_sparqlwrapper_ask(wrapper: SPARQLWrapper) -> None:
    """A truth value."""
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery("ASK { ?p a foaf:Person }")
    assert wrapper.queryAndConvert()["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json", "csv"])
def test_rdflib_store(live: Live, method: str, format: str) -> None:
    """rdflib's SPARQLStore reads rows, truth values, graphs and patterns."""
    store = SPARQLStore(live.url + "/sparql", method=method, returnFormat=format)
    graph = rdflib.Graph(store)
    assert [str(row[0]) for row in graph.query(NAMES, initNs={"foaf": str(rdflib.FOAF)})] == PEOPLE
    if format != "csv":
        assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    if format == "xml":
        made = graph.query("PREFIX foaf: <http://xmlns.com/foaf/0.1/> " + GRAPH)
        assert len(made.graph) == len(PEOPLE)
        persons = list(graph.subjects(rdflib.RDF.type, rdflib.FOAF.Person))
        assert len(persons) == len(PEOPLE)
        assert sorted(str(name) for p in persons for name in graph.objects(p, rdflib.FOAF.name)) == PEOPLE


@pytest.mark.parametrize("engine", ["rdflib", "oxigraph"])
def test_service(live: Live, engine: str) -> None:
    """Other engines reach this endpoint from their own queries by SERVICE."""
    query = f"""PREFIX foaf: <{terms.FOAF}> SELECT ?name {{
        SERVICE <{live.url}/sparql> {{ ?p a foaf:Person ; foaf:name ?name }} }} ORDER BY ?name"""
    if engine == "rdflib":
        names = [str(row[0]) for row in rdflib.Graph().query(query)]
    else:
        names = [row["name"].value for row in Store().query(query)]  # type: ignore[union-attr, index]
    assert names == PEOPLE


@pytest.mark.parametrize("path", ["/sparql.csv?", "/sparql?format=csv&"])
def test_csv_over_urllib_as_pandas_reads_it(live: Live, path: str) -> None:
    """pandas.read_csv(address) sends no Accept header and wants CSV."""
    with urllib.request.urlopen(live.url + path + urlencode({"query": NAMES})) as answer:
        assert answer.headers.get_content_type() == "text/csv"
        rows = list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8", newline="")))
    assert [row["name"] for row in rows] == PEOPLE


@pytest.mark.parametrize(
    ("words", "type"),
    [
        (["-G", "--data-urlencode", f"query={NAMES}"], "application/sparql-results+json"),
        (["--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv"], "text/csv"),
        (["-H", "Content-Type: application/sparql-query", "--data-binary", GRAPH], "text/turtle"),
        (["-I", "-G", "--data-urlencode", f"query={NAMES}"], "application/sparql-results+json"),
    ],
)
def test_curl(live: Live, words: list[str], type: str) -> None:
    """What people type at a prompt."""
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(
        [curl, "-sS", "--noproxy", "*", "-w", "%{http_code} %{content_type}", *words, live.url + "/sparql"],
        capture_output=True, check=True,
    )  # fmt: skip
    said = done.stdout.decode("utf-8").splitlines()[-1]
    assert said.rpartition("}")[2].partition(";")[0].endswith(f"200 {type}")


def test_what_yasgui_sends(live: Live) -> None:
    """A form by POST from a page of another server, with the Accept header of YASGUI."""
    answer = live.request(
        "POST",
        "/sparql",
        headers={
            "Accept": "application/sparql-results+json,*/*;q=0.9",
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "Origin": "https://yasgui.example",
        },
        body=urlencode({"query": NAMES}),
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert [row["name"] for row in answer.rows] == PEOPLE


def test_what_r_sends(live: Live) -> None:
    """R's SPARQL package knows XML only and says so in a parameter."""
    answer = live.get("/sparql?" + urlencode({"query": NAMES, "output": "xml"}))
    assert answer.type == "application/sparql-results+xml"


def test_kg_itself_reads_from_it(live: Live) -> None:
    """The address of a server is a store like any other, to read from."""
    with open_store(live.url + "/sparql") as store:
        assert [row["name"] for row in store.query(NAMES).records()] == PEOPLE
        assert store.counts()["persons"] == len(PEOPLE)
    with open_store(live.url) as store:
        assert store.query("ASK { ?s ?p ?o }").boolean


def test_answers_are_json_to_the_letter(live: Live) -> None:
    """Column order is the query's, languages and datatypes are told."""
    query = "SELECT ?b ?a { BIND('x'@zh AS ?a) BIND(1 AS ?b) }"
    answer = live.get("/sparql?" + urlencode({"query": query}))
    assert json.loads(answer.body) == {
        "head": {"vars": ["b", "a"]},
        "results": {
            "bindings": [
                {
                    "b": {"type": "literal", "value": "1", "datatype": terms.XSD_INTEGER},
                    "a": {"type": "literal", "value": "x", "xml:lang": "zh"},
                }
            ]
        },
    }
