"""The ontology, the schemes, the shapes and the code speak of the same terms, and each loads without a complaint."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import get_args

import owlrl
import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg import terms
from kg.fuse import tenure
from kg.gazetteer.bodies import KINDS
from kg.gazetteer.offices import default_offices
from kg.graph.diff import Kind
from kg.model import PARTICIPATION, STATUSES
from kg.resources import resource
from tests.graph import worlds

LG = rdflib.Namespace(terms.LG)
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
VANN = rdflib.Namespace("http://purl.org/vocab/vann/")
ONTOLOGY = rdflib.URIRef("https://w3id.org/local-governance/ns")
SCHEMES = (
    "body-kind", "event-kind", "participation", "status", "rank", "bound-reason", "change-kind", "office",
)
FILES = ("governance", "schemes", "shapes")


@lru_cache(maxsize=3)
def turtle(name: str) -> rdflib.Graph:
    """A file of ontology/ as rdflib reads it; a warning of its parser would fail the test."""
    return rdflib.Graph().parse(resource(f"ontology/{name}.ttl"))


def declared() -> set[str]:
    """Every term that the ontology declares, ours and others'."""
    return {str(term) for term in turtle("governance").subjects(RDFS.isDefinedBy)}


def ours(graph: rdflib.Graph) -> set[str]:
    """Every lg: term in a graph, wherever it stands, in the text of its queries too."""
    found = {str(node) for triple in graph for node in triple if str(node).startswith(terms.LG)}
    queries = " ".join(str(text) for text in graph.objects(None, SH.select))
    return (found | {terms.LG + name for name in re.findall(r"\blg:(\w+)", queries)}) - {terms.LG}


def in_code() -> set[str]:
    """Every class and property that kg/terms.py names, but for a store's book-keeping, which never leaves it."""
    values = {v for name, v in vars(terms).items() if name.isupper() and isinstance(v, str) and "_" in name}
    namespaces = (terms.XSD, terms.SCHEME, terms.BASE)
    kept_inside = {terms.LG_LAYOUT, terms.LG_DIGEST}
    return {v for v in values if v.startswith("http") and not v.startswith(namespaces)} - {terms.RDF_TYPE} - kept_inside


def in_graph() -> set[str]:
    """Every class and property in an exported graph."""
    triples = list(worlds.store().quads_for_pattern(None, None, None, DefaultGraph()))
    used = {quad.predicate.value for quad in triples}
    used |= {q.object.value for q in triples if q.predicate.value == terms.RDF_TYPE and isinstance(q.object, NamedNode)}
    return used - {terms.RDF_TYPE}


@pytest.mark.parametrize("name", FILES)
def test_a_file_loads_in_both_parsers(name: str) -> None:
    """rdflib and Oxigraph read the same number of triples from the file, without a warning."""
    from kg.graph.shapes import read_turtle

    assert len(turtle(name)) == len(read_turtle(resource(f"ontology/{name}.ttl"))) > 100


def test_every_term_used_is_declared() -> None:
    """What the code names, what a graph holds, what shapes and schemes use: the ontology declares it."""
    used = in_code() | in_graph() | ours(turtle("shapes")) | ours(turtle("schemes"))
    assert used - declared() == set()


def test_every_term_of_ours_is_used() -> None:
    """No term is declared that neither the code nor the schemes nor the shapes nor the run's provenance have a use for."""
    from kg.graph.provenance import RUN_TERMS

    mine = {term for term in declared() if term.startswith(terms.LG)}
    assert mine - in_code() - ours(turtle("shapes")) - ours(turtle("schemes")) - RUN_TERMS == set()


def test_the_ontology_is_small() -> None:
    """At most fifteen classes and forty properties of our own."""
    graph = turtle("governance")
    classes = {s for s in graph.subjects(RDF.type, OWL.Class) if str(s).startswith(terms.LG)}
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    properties = {s for kind in kinds for s in graph.subjects(RDF.type, kind) if str(s).startswith(terms.LG)}
    assert len(classes) <= 15
    assert len(properties) <= 40


def test_every_term_says_what_it_is() -> None:
    """A term of ours has a type, a label and a comment in Chinese and English; one of others a label and a note."""
    graph = turtle("governance")
    for term in graph.subjects(RDFS.isDefinedBy):
        mine = str(term).startswith(terms.LG)
        for said in (RDFS.label, RDFS.comment if mine else SKOS.scopeNote):
            assert sorted(str(o.language) for o in graph.objects(term, said)) == ["en", "zh"], (term, said)  # type: ignore[union-attr]
        assert (term, RDF.type, None) in graph
        assert len(set(graph.objects(term, RDFS.isDefinedBy))) == 1


def test_the_ontology_has_version_licence_and_prefix() -> None:
    """Who loads it learns its version, its licence and the prefix to use."""
    graph = turtle("governance")
    assert re.fullmatch(r"\d+\.\d+\.\d+", str(graph.value(ONTOLOGY, OWL.versionInfo)))
    assert graph.value(ONTOLOGY, rdflib.DCTERMS.license) is not None
    assert str(graph.value(ONTOLOGY, VANN.preferredNamespacePrefix)) == "lg"
    assert str(graph.value(ONTOLOGY, VANN.preferredNamespaceUri)) == terms.LG


def test_neighbours_are_named() -> None:
    """Each vocabulary that the ontology is aligned with stands in an axiom or a match."""
    graph = turtle("governance")
    matches = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf, SKOS.closeMatch, RDFS.domain, RDFS.range)
    others = {str(o) for predicate in matches for o in graph.objects(None, predicate)}
    for vocabulary in (terms.ORG, terms.CV, terms.PROV, terms.FOAF, terms.SCHEMA, terms.ELI, terms.OA,
                       "http://www.w3.org/ns/opengov#", "http://www.wikidata.org/entity/P"):
        assert any(other.startswith(vocabulary) for other in others), vocabulary


def test_the_ontology_is_consistent_with_a_graph() -> None:
    """OWL RL finds no contradiction in the ontology, nor in a graph with it, and derives what the alignment promises."""
    graph = rdflib.Graph() + turtle("governance")
    for quad in worlds.store().quads_for_pattern(None, None, None, DefaultGraph()):
        graph.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = list(graph.objects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))
    assert errors == []
    assert list(graph.subjects(RDF.type, OWL.Nothing)) == []
    meeting = rdflib.URIRef(worlds.entity(worlds.MEETING).iri)
    assert graph.value(meeting, rdflib.URIRef(terms.SCHEMA + "organizer")) == rdflib.URIRef(worlds.entity(worlds.BUREAU).iri)
    drive = rdflib.URIRef(worlds.entity(worlds.DRIVE).iri)
    assert (drive, RDF.type, LG.Policy) in graph


def test_a_contradiction_would_be_found() -> None:
    """A person who is a body too makes the graph inconsistent: the reasoner is not silent for want of axioms."""
    graph = rdflib.Graph() + turtle("governance")
    thing = rdflib.URIRef("x:thing")
    graph.add((thing, RDF.type, rdflib.URIRef(terms.FOAF_PERSON)))
    graph.add((thing, RDF.type, rdflib.URIRef(terms.ORG_ORGANIZATION)))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert list(graph.objects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))


def concepts(scheme: str) -> dict[str, rdflib.term.Node]:
    """The concepts of a scheme by the last segment of their IRIs."""
    found = turtle("schemes").subjects(SKOS.inScheme, rdflib.URIRef(terms.SCHEME + scheme))
    return {str(concept).removeprefix(f"{terms.SCHEME}{scheme}/"): concept for concept in found}


def test_the_schemes_have_what_the_model_speaks_of() -> None:
    """Kinds of bodies and events, participation and status are the words of the model, no more and no fewer."""
    assert set(concepts("body-kind")) == KINDS
    assert set(concepts("participation")) == set(PARTICIPATION)
    assert set(concepts("status")) == set(STATUSES)
    assert set(concepts("event-kind")) == {
        "meeting", "session", "forum", "training", "ceremony", "signing", "inspection", "reception", "appointment", "other",
    }
    assert set(concepts("change-kind")) == set(get_args(Kind))
    assert set(concepts("bound-reason")) == {
        tenure.ATTESTED, tenure.APPOINTED, tenure.REMOVED, tenure.FORMER, tenure.SUCCESSION, tenure.EXCLUSIVE, tenure.REFORM,
    }
    assert len(concepts("office")) > 200
    assert len(concepts("rank")) == 11


def test_every_concept_is_named_once_in_each_language() -> None:
    """One preferred label a language, no label of one concept preferred by another of its scheme, variants differ from it."""
    graph = turtle("schemes")
    for scheme in SCHEMES:
        seen: set[tuple[str, str]] = set()
        for concept in concepts(scheme).values():
            labels = [(str(o.language), str(o)) for o in graph.objects(concept, SKOS.prefLabel)]  # type: ignore[union-attr]
            assert sorted(language for language, _ in labels) == ["en", "zh"], concept
            assert not seen & set(labels), labels
            seen |= set(labels)
            assert not {str(o) for o in graph.objects(concept, SKOS.altLabel)} & {text for _, text in labels}


def test_concepts_lead_to_concepts() -> None:
    """Broader offices, the office acted for, kinds of bodies and ranks are concepts that the schemes have."""
    graph = turtle("schemes")
    known = set(graph.subjects(RDF.type, SKOS.Concept))
    for predicate in (SKOS.broader, LG.actsFor, LG.bodyKind, LG.usualRank):
        assert set(graph.objects(None, predicate)) <= known, predicate


def test_offices_agree_with_the_list_of_titles() -> None:
    """Every title that the extraction knows is an office, and one seat in the scheme is one seat there."""
    graph = turtle("schemes")
    offices = concepts("office")
    titles = default_offices()
    assert len(set(titles) - set(offices)) <= len(titles) // 20, sorted(set(titles) - set(offices))
    for title, office in titles.items():
        if title in offices and graph.value(offices[title], LG.singleSeat).toPython():  # type: ignore[union-attr]
            assert office.single, title


def test_every_shape_says_what_is_wrong_and_what_to_do() -> None:
    """A shape that can report has a title, a message in both languages, a severity and advice."""
    graph = turtle("shapes")
    ruled = set(graph.subjects(SH.sparql)) | set(graph.subjects(RDF.type, SH.PropertyShape))
    assert len(ruled) > 60
    for shape in ruled:
        assert str(shape).startswith("https://w3id.org/local-governance/shapes#")
        for said in (SH.name, SH.description, SH.severity):
            assert graph.value(shape, said) is not None, (shape, said)
        for told in graph.objects(shape, SH.sparql) or [shape]:
            assert {str(m.language) for m in graph.objects(told, SH.message)} == {"en", "zh"}, shape  # type: ignore[union-attr]
