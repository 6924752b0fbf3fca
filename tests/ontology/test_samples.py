"""A graph made from pages keeps to the ontology: its terms are declared, its shapes hold, its JSON-LD reads well."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

from kg import terms
from kg.graph import export, open_store
from kg.graph.shapes import default_vocabulary
from kg.graph.validate import checked, conforms, validate
from kg.pipeline import build
from kg.resources import resource
from tests.conftest import ROOT, SAMPLES
from tests.graph import worlds


def declared() -> set[str]:
    """Every term that the ontology declares."""
    predicate = NamedNode(terms.RDFS + "isDefinedBy")
    return {q.subject.value for q in default_vocabulary().quads_for_pattern(None, predicate, None)}  # type: ignore[union-attr]


def test_every_term_of_the_sample_graph_is_declared(sample_store: Path) -> None:
    """Classes and properties of an exported graph, what is derived and the run included, are the ontology's."""
    with open_store(sample_store) as store:
        quads = list(store.quads(named=False))
    used = {quad.predicate.value for quad in quads}
    used |= {q.object.value for q in quads if q.predicate.value == terms.RDF_TYPE and isinstance(q.object, NamedNode)}
    assert used - declared() - {terms.RDF_TYPE} == set()


def test_kinds_and_statuses_of_the_sample_graph_are_in_the_schemes(sample_store: Path) -> None:
    """Every concept the graph names is in its scheme; offices may go beyond the list, and are few."""
    known = {
        q.subject.value for q in default_vocabulary().quads_for_pattern(None, NamedNode(terms.SKOS_IN_SCHEME), None)
        if isinstance(q.subject, NamedNode)
    }
    with open_store(sample_store) as store:
        named = {q.object.value for q in store.quads(named=False) if isinstance(q.object, NamedNode)}
    concepts = {iri for iri in named if iri.startswith(terms.SCHEME) and iri != terms.OFFICE_SCHEME}
    offices = {iri for iri in concepts if iri.startswith(terms.OFFICE_SCHEME)}
    assert concepts - offices <= known
    assert len(offices - known) <= len(offices) // 5


def test_the_sample_graph_has_no_violation(sample_store: Path) -> None:
    """What the samples say is consistent, and there is something to check."""
    with open_store(sample_store) as store:
        findings = validate(store)
        assert conforms(findings), [f.what for f in findings if f.severity == "violation"]
        assert all(checked(store)[kind] > 0 for kind in ("人物", "任职", "活动", "证据"))


@pytest.mark.slow
def test_the_annotated_pages_have_no_violation() -> None:
    """Neither has a graph of all the pages that extraction is measured on."""
    with open_store(None) as store:
        build([SAMPLES, ROOT / "tests" / "gold" / "pages"], store)
        findings = validate(store)
        assert conforms(findings), [(f.who, f.what) for f in findings if f.severity == "violation"]


def tenure_document() -> dict[str, Any]:
    """The JSON-LD of the small true world."""
    out = io.BytesIO()
    with open_store(None) as store:
        store.put_page(worlds.facts())
        export(store, "jsonld", out)
    document: dict[str, Any] = json.loads(out.getvalue())
    return document


def test_a_tenure_reads_well_as_json() -> None:
    """Without knowing RDF one reads who, where, what, since when and on what evidence."""
    document = tenure_document()
    by_id = {node["@id"]: node for node in document["@graph"]}
    (tenure,) = (n for n in by_id.values() if n.get("@type") == "Membership" and n["role"].endswith("office/书记"))
    assert set(tenure) == {
        "@id", "@type", "member", "organization", "role", "post", "status", "attestedOn", "evidence",
    }
    assert tenure["attestedOn"] == "2021-04-23"
    assert by_id[tenure["member"]]["name"] == "鲍炳章"
    assert by_id[tenure["organization"]]["label"] == "徐汇区委"
    evidence = by_id[tenure["evidence"]]
    assert (evidence["quote"], evidence["@type"]) == ("区委书记鲍炳章", "Evidence")
    assert by_id[evidence["quotedFrom"]]["headline"] == "我区召开旧住房改造推进大会"


def test_no_property_is_left_with_a_prefix() -> None:
    """The context has a word for every class and property that a graph uses."""
    words = {word for node in tenure_document()["@graph"] for word in node if not word.startswith("@")}
    assert sorted(word for word in words if ":" in word) == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own parser of JSON-LD
def test_the_context_changes_nothing() -> None:
    """Two parsers read the same triples from the JSON-LD as stand in the store."""
    data = json.dumps(tenure_document(), ensure_ascii=False)
    quads = worlds.store().quads_for_pattern(None, None, None, DefaultGraph())
    stored = {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}
    read = {(str(q.subject), str(q.predicate), str(q.object)) for q in parse(data, RdfFormat.JSON_LD)}
    assert read == stored
    assert len(rdflib.Graph().parse(data=data, format="json-ld")) == len(stored)


def test_the_context_names_what_the_ontology_declares() -> None:
    """Every word of the context stands for a term of the ontology."""
    words = json.loads(resource("ontology/context.jsonld").read_text(encoding="utf-8"))["@context"]
    prefixes = {word: said for word, said in words.items() if isinstance(said, str) and said[-1] in "/#"}
    for said in words.values():
        iri = said["@id"] if isinstance(said, dict) else str(said)
        prefix, colon, name = iri.partition(":")
        if colon and prefix in prefixes:
            assert prefixes[prefix] + name in declared(), iri
