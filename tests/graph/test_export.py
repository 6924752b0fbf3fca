"""Every format of an export: readable by others, the same bytes for the same graph, nothing lost or changed."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg import terms
from kg.errors import DataError, UsageError
from kg.graph import FORMATS, export, load, open_store
from kg.graph.formats import write_triples
from kg.graph.jsonld import context, write_jsonld
from kg.graph.store import GraphStore
from kg.terms import mint
from tests.graph.made import forum_page, numbered_page

GRAPHS = {
    "turtle": (RdfFormat.TURTLE, "turtle"),
    "ntriples": (RdfFormat.N_TRIPLES, "nt"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": (RdfFormat.RDF_XML, "xml"),
}


def exported(store: GraphStore, format: str) -> bytes:
    """What a store exports."""
    out = io.BytesIO()
    export(store, format, out)
    return out.getvalue()


def written(triples: list[Triple], format: str) -> bytes:
    """Triples written in a format."""
    out = io.BytesIO()
    write_triples(triples, format, out)
    return out.getvalue()


def read_back(data: bytes, format: str) -> set[Triple]:
    """The triples that Oxigraph reads from a document."""
    return {q.triple for q in parse(data, GRAPHS[format][0], base_iri="http://base.example/")}


def read_by_rdflib(data: bytes, format: str) -> set[str]:
    """The triples that rdflib reads from a document, as N-Triples lines of Oxigraph's spelling."""
    graph = rdflib.Graph()
    with warnings.catch_warnings():
        # rdflib's own JSON-LD parser uses a class that rdflib deprecates.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=data, format=GRAPHS[format][1])
    lines = graph.serialize(format="nt", encoding="utf-8")
    return {str(q.triple) for q in parse(lines, RdfFormat.N_TRIPLES)}


words = st.text(
    st.one_of(
        st.sampled_from("徐汇区委《》“”·()·、,。.:;-_~%/#?&=+!*'$@[]{}|^`\\<> \"\t\n\r\u2028\ufeff\u200d𬀩aZ09é"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=12,
)
iris = st.one_of(
    words.map(lambda w: mint(terms.BASE, "person", "310104", w)),
    words.map(lambda w: mint(terms.SCHEME, "office", w)),
    words.map(lambda w: mint(terms.LG, w)),
    st.sampled_from(["http://e/a.", "http://e/a%2E", "http://e/a:b:c", "http://e/?q=1#f", terms.BASE, "urn:x:y"]),
).map(NamedNode)
literals = st.one_of(
    words.map(Literal),
    words.map(lambda w: Literal(w, language="zh")),
    words.map(lambda w: Literal(w, language="zh-hans-cn")),
    st.sampled_from(["1", "-7", "0"]).map(lambda w: Literal(w, datatype=NamedNode(terms.XSD_INTEGER))),
    st.sampled_from(["1", "0.5", "-0.25"]).map(lambda w: Literal(w, datatype=NamedNode(terms.XSD_DECIMAL))),
    st.sampled_from(["true", "false"]).map(lambda w: Literal(w, datatype=NamedNode(terms.XSD + "boolean"))),
    st.sampled_from(["2021-04-20", "-0001-01-01"]).map(lambda w: Literal(w, datatype=NamedNode(terms.XSD_DATE))),
    words.map(lambda w: Literal(w, datatype=NamedNode("http://e/type"))),
)
properties = st.one_of(
    st.sampled_from([terms.RDF_TYPE, terms.SKOS_PREF_LABEL, terms.OA_EXACT, terms.LG_RULE, "http://e/p-1"]),
    words.map(lambda w: mint(terms.LG, "p" + w)),
).map(NamedNode)
triples = st.lists(st.builds(Triple, iris, properties, st.one_of(iris, literals)), max_size=12)


@given(triples)
@settings(max_examples=150)
def test_turtle_is_read_as_it_was(said: list[Triple]) -> None:
    """Whatever the names and quotes hold, Oxigraph and rdflib read the very triples back from Turtle."""
    data = written(said, "turtle")
    assert read_back(data, "turtle") == set(said)
    assert read_by_rdflib(data, "turtle") == {str(t) for t in said}


@given(triples)
@settings(max_examples=60)
def test_jsonld_is_read_as_it_was(said: list[Triple]) -> None:
    """The same for JSON-LD, in the words of the project's context."""
    assert read_back(written(said, "jsonld"), "jsonld") == set(said)


@given(triples, st.randoms())
@settings(max_examples=40)
def test_order_makes_no_difference(said: list[Triple], random: object) -> None:
    """The same triples in another order, some of them twice, give the same bytes in every format of a graph."""
    other = said[::-1] + said[:2]
    for format in ("turtle", "ntriples", "jsonld"):
        assert written(said, format) == written(other, format)


@pytest.mark.parametrize("format", list(GRAPHS))
def test_graph_formats_hold_the_default_graph(format: str) -> None:
    """Each format of a graph holds just the default graph, for Oxigraph and for rdflib."""
    with open_store(None) as store:
        store.put_page(forum_page())
        said = {q.triple for q in store.quads(named=False)}
        data = exported(store, format)
        assert data == exported(store, format)
    assert read_back(data, format) == said
    assert read_by_rdflib(data, format) == {str(t) for t in said}


def test_same_pages_in_another_order_give_the_same_bytes() -> None:
    """The order in which pages come in leaves no trace in any format."""
    with open_store(None) as one, open_store(None) as other:
        for n in range(4):
            one.put_page(numbered_page(n))
        for n in (3, 1, 0, 2):
            other.put_page(numbered_page(n, variant=1))
            other.put_page(numbered_page(n))
        for format in FORMATS:
            assert exported(one, format) == exported(other, format), format


@pytest.mark.parametrize("format", ["nquads", "trig"])
def test_export_then_load_is_the_same_store(format: str, opened: Callable[[], GraphStore], tmp_path: Path) -> None:
    """A store read back from N-Quads or TriG has the same quads, pages and facts, on every kind of store."""
    first, second = opened(), opened()
    first.put_page(forum_page())
    first.put_page(numbered_page(1))
    path = tmp_path / f"all.{'nq' if format == 'nquads' else 'trig'}"
    path.write_bytes(exported(first, format))
    (loaded,) = load(second, [path])
    assert loaded.put == "new"
    assert second.lines(named=True) == first.lines(named=True)
    assert second.pages() == first.pages()
    assert exported(second, "facts") == exported(first, "facts")
    assert second.put_page(forum_page()) == "replaced"
    assert second.put_page(numbered_page(1, variant=1)) == "replaced"


@pytest.mark.parametrize("format", list(GRAPHS))
def test_export_of_a_graph_loads_as_one_file(format: str, tmp_path: Path) -> None:
    """A graph read back from any format of a graph has the same default graph and the same table of facts."""
    endings = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}
    with open_store(None) as first, open_store(None) as second:
        first.put_page(forum_page())
        path = tmp_path / f"graph.{endings[format]}"
        path.write_bytes(exported(first, format))
        load(second, [path])
        assert second.lines() == first.lines()
        assert exported(second, "facts") == exported(first, "facts")
        assert second.pages() == {}


def test_turtle_reads_well() -> None:
    """One block a subject, type and name first, numbers bare, readable Chinese, only the prefixes that are used."""
    with open_store(None) as store:
        store.put_page(forum_page())
        text = exported(store, "turtle").decode()
    assert "owl:" not in text
    assert '\narea:310104 a schema:AdministrativeArea ;\n    skos:prefLabel "徐汇区"@zh ;\n' in text
    assert "\noffice:区长 a skos:Concept ;\n    skos:prefLabel" in text
    assert "<https://w3id.org/local-governance/id/person/310104/鲍炳章> a foaf:Person ;\n    foaf:name" in text
    assert "    oa:start 110 ;\n" in text
    assert '    skos:altLabel\n        "中共上海市徐汇区委员会"@zh ,\n        "中共徐汇区委"@zh ;\n' in text
    assert "    lg:confidence 0.95 " in text
    subjects = [line.split(" ")[0] for line in text.split("\n\n")[1:]]
    assert len(subjects) == len(set(subjects))
    assert text.endswith(" .\n")


def test_jsonld_uses_the_context_of_the_ontology() -> None:
    """The document carries the whole context, so that it is read without a network."""
    out = io.BytesIO()
    write_jsonld([], out)
    document = json.loads(out.getvalue())
    assert document == {"@context": json.loads(json.dumps(context())), "@graph": []}
    assert all(isinstance(v, (str, dict, int, float, bool, type(None))) for v in document["@context"].values())


def test_rdfxml_refuses_what_xml_cannot_hold() -> None:
    """A control character is named, not dropped and not written as broken XML."""
    said = [Triple(NamedNode("http://e/s"), NamedNode(terms.OA_EXACT), Literal("a\x0bb"))]
    with pytest.raises(UsageError, match="export as turtle"):
        written(said, "rdfxml")


def test_unknown_format_is_named() -> None:
    """The formats there are stand in the message."""
    with open_store(None) as store, pytest.raises(UsageError, match="turtle, ntriples, nquads"):
        export(store, "xlsx", io.BytesIO())


def test_broken_context_is_a_data_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A context file that is none is named."""
    path = tmp_path / "context.jsonld"
    monkeypatch.setattr("kg.graph.jsonld.resource", lambda _: path)
    for text in ("{", "[]", '{"@context": "http://remote.example/c"}'):
        path.write_text(text, encoding="utf-8")
        context.cache_clear()
        with pytest.raises(DataError, match="context"):
            context()
    context.cache_clear()
