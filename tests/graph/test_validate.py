"""Broken graphs are caught with the right message, by the queries and by pySHACL alike; a true one is left in peace."""

from __future__ import annotations

import json
import time
from functools import lru_cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, Store, serialize

from kg.errors import InputError
from kg.graph.findings import write_findings
from kg.graph.shapes import SHAPES, read_turtle
from kg.graph.validate import Finding, breaches_of, checked, conforms, read_graph, validate
from kg.resources import resource
from tests.graph import worlds

PREFIXES = """
PREFIX lg: <https://w3id.org/local-governance/ns#>
PREFIX status: <https://w3id.org/local-governance/scheme/status/>
PREFIX office: <https://w3id.org/local-governance/scheme/office/>
PREFIX kind: <https://w3id.org/local-governance/scheme/body-kind/>
PREFIX id: <https://w3id.org/local-governance/id/>
PREFIX cv: <http://data.europa.eu/m8g/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# A second person in the seat of another, named so on the same day: everything that a tenure needs.
SECOND_HEAD = """
INSERT { id:t2 a org:Membership ; org:member id:p2 ; org:organization ?body ; org:role ?role ; lg:post ?post ;
            lg:status status:current ; lg:attestedOn ?day ; lg:evidence id:e2 .
         id:p2 a foaf:Person ; foaf:name "李四光"@zh .
         id:e2 a lg:Evidence ; oa:exact "区长李四光" ; oa:start 5 ; oa:end 10 ; prov:wasQuotedFrom ?article ;
            lg:rule "hand.holds" ; lg:confidence 0.9 ; lg:status status:current ; lg:attestedOn ?day }
WHERE { ?t org:role ?role ; org:organization ?body ; lg:post ?post ; lg:attestedOn ?day ; lg:evidence ?e .
        ?e prov:wasQuotedFrom ?article . FILTER(?role = office:区长) }
"""

# name: (what is done to the true world, the shape that must say so, what the finding must say, its severity)
BROKEN = {
    "two holders of a single seat": (
        SECOND_HEAD,
        "TwoHolders",
        "徐汇区政府的区长同一时间有两人",
        "violation",
    ),
    "an acting head beside the head": (
        SECOND_HEAD.replace(
            "org:role ?role ; lg:post ?post ;\n            lg:status",
            "org:role office:代区长 ; lg:post id:x1 ; lg:status",
        )
        + "; INSERT DATA { id:x1 a org:Post ; org:postIn <https://w3id.org/local-governance/id/body/310104/徐汇区政府> ; "
        'org:role office:代区长 . office:代区长 a skos:Concept ; skos:prefLabel "代区长"@zh ; skos:inScheme id:s }',
        "TwoHolders",
        "徐汇区政府的区长同一时间有两人",
        "violation",
    ),
    "a tenure that ends before it starts": (
        """INSERT { ?t lg:startNotBefore "2022-01-01"^^xsd:date ; lg:endNotAfter "2021-01-01"^^xsd:date }
           WHERE { ?t org:role office:书记 }""",
        "Tenure-ends-after-start",
        "任期未始先终",
        "violation",
    ),
    "a post in another area's body": (
        """DELETE { ?p org:postIn ?b } INSERT { ?p org:postIn id:b9 . id:b9 a org:Organization ; skos:prefLabel "普陀区政府"@zh ;
             org:classification kind:government ; dct:spatial id:a9 . id:a9 a schema:AdministrativeArea ; skos:notation "310107" ;
             skos:prefLabel "普陀区"@zh } WHERE { ?p a org:Post ; org:role office:区长 ; org:postIn ?b }""",
        "PostElsewhere",
        "任职在徐汇区政府，职位徐汇区政府区长却在普陀区政府",
        "violation",
    ),
    "a post named for another area": (
        """DELETE { ?p skos:prefLabel ?l } INSERT { ?p skos:prefLabel "普陀区区长"@zh . id:a9 a schema:AdministrativeArea ;
             skos:notation "310107" ; skos:prefLabel "普陀区"@zh } WHERE { ?p a org:Post ; org:role office:区长 ; skos:prefLabel ?l }""",
        "PostNamedForAnotherArea",
        "普陀区区长名称属于普陀区，所在机构徐汇区政府却在",
        "violation",
    ),
    "an event without participants": (
        'INSERT DATA { id:ev a schema:Event ; skos:prefLabel "空会"@zh ; dct:type id:k }',
        "Event-participants",
        "活动没有参与者",
        "warning",
    ),
    "a date outside the page's possible years": (
        """DELETE { ?e schema:startDate ?d } INSERT { ?e schema:startDate "2012-04-22"^^xsd:date }
           WHERE { ?e a schema:Event ; schema:startDate ?d }""",
        "DateOutsidePage",
        "活动日期2012-04-22与报道日期2021-04-23相差一年以上",
        "warning",
    ),
    "a date that is none": (
        """DELETE { ?e schema:startDate ?d } INSERT { ?e schema:startDate "2021-02-30"^^xsd:date }
           WHERE { ?e a schema:Event ; schema:startDate ?d }""",
        "Event-day",
        "活动日期应为一个日期：2021-02-30",
        "violation",
    ),
    "evidence without a quote": (
        "DELETE { ?e oa:exact ?q } WHERE { ?t org:role office:书记 ; lg:evidence ?e . ?e oa:exact ?q }",
        "Evidence-quote",
        "证据没有引文",
        "violation",
    ),
    "evidence without offsets": (
        "DELETE { ?e oa:start ?q } WHERE { ?t org:role office:书记 ; lg:evidence ?e . ?e oa:start ?q }",
        "Evidence-start",
        "证据没有起点",
        "violation",
    ),
    "a quote longer than its range": (
        """DELETE { ?e oa:end ?q } INSERT { ?e oa:end ?n }
           WHERE { ?t org:role office:书记 ; lg:evidence ?e . ?e oa:start ?s ; oa:end ?q . BIND(?s + 2 AS ?n) }""",
        "QuoteTooLong",
        "引文比起止位置之间的文字还长",
        "violation",
    ),
    "a person without a name": (
        "DELETE { ?p foaf:name ?n } WHERE { ?p a foaf:Person ; foaf:name ?n . FILTER(STR(?n) = '王宏伟') }",
        "Person-name",
        "人物没有姓名",
        "violation",
    ),
    "a placeholder for a person": (
        "DELETE { ?p foaf:name ?n } INSERT { ?p foaf:name '待查'@zh } WHERE { ?p foaf:name ?n . FILTER(STR(?n) = '王宏伟') }",
        "Placeholder",
        "“待查”不是人名",
        "warning",
    ),
    "a tenure without a member": (
        "DELETE { ?t org:member ?m } WHERE { ?t a org:Membership ; org:role office:书记 ; org:member ?m }",
        "Tenure-member",
        "任职应有且只有一个任职者",
        "violation",
    ),
    "a tenure without a post": (
        "DELETE { ?t lg:post ?m } WHERE { ?t a org:Membership ; org:role office:书记 ; lg:post ?m }",
        "Tenure-post",
        "任职应有且只有一个职位",
        "violation",
    ),
    "a tenure without a body": (
        "DELETE { ?t org:organization ?m } WHERE { ?t a org:Membership ; org:role office:书记 ; org:organization ?m }",
        "Tenure-body",
        "任职应有且只有一个机构",
        "violation",
    ),
    "a fact without evidence": (
        "DELETE { ?t lg:evidence ?e } WHERE { ?t a lg:Issuance ; lg:evidence ?e }",
        "Act-evidence",
        "没有证据",
        "violation",
    ),
    "a shortcut without a node": (
        "INSERT { ?p lg:signsAt ?e } WHERE { ?p foaf:name ?n . ?e a schema:Event . FILTER(STR(?n) = '王宏伟') }",
        "ShortcutWithoutNode",
        "王宏伟与旧住房改造“三年决战”推进大会之间有签署",
        "violation",
    ),
    "bodies above themselves": (
        """INSERT { ?b org:subOrganizationOf ?d } WHERE { ?d org:unitOf ?b }""",
        "Circle",
        "经隶属或领导关系回到自身",
        "violation",
    ),
    "an office in a body of another kind": (
        """DELETE { ?b org:classification ?k } INSERT { ?b org:classification kind:court }
           WHERE { ?t org:role office:区长 ; org:organization ?b . ?b org:classification ?k }""",
        "OfficeOfAnotherBody",
        "区长不应是徐汇区政府（法院）的职务",
        "warning",
    ),
    "an office of another level": (
        """DELETE { ?a skos:prefLabel ?l } INSERT { ?a skos:prefLabel "上海市"@zh }
           WHERE { ?a a schema:AdministrativeArea ; skos:notation "310104" ; skos:prefLabel ?l }""",
        "OfficeOfAnotherLevel",
        "区长与徐汇区政府所在的上海市层级不符",
        "warning",
    ),
    "named in office after the removal": (
        """INSERT { ?t lg:evidence id:e3 . id:e3 a lg:Evidence ; oa:exact "免去书记" ; oa:start 0 ; oa:end 4 ; prov:wasQuotedFrom ?x ;
             lg:rule "hand" ; lg:confidence 0.5 ; lg:status status:removed ; lg:changedOn "2021-01-05"^^xsd:date }
           WHERE { ?t org:role office:书记 ; lg:evidence ?e . ?e prov:wasQuotedFrom ?x }""",
        "AttestedAfterRemoval",
        "鲍炳章已于2021-01-05免去书记，2021-04-23的报道仍称现任",
        "warning",
    ),
    "a participation in the name of another": (
        """INSERT { ?p lg:inCapacityOf ?t } WHERE { ?t org:role office:书记 . ?x foaf:name ?n . ?p cv:hasParticipant ?x .
             FILTER(STR(?n) = '王宏伟') }""",
        "CapacityOfAnother",
        "王宏伟以鲍炳章的职务参加",
        "violation",
    ),
    "an area without its name": (
        'INSERT DATA { id:b8 a org:Organization ; skos:prefLabel "区委"@zh }',
        "RelativeBody",
        "“区委”没有说是哪里的",
        "warning",
    ),
}


def broken(name: str) -> Store:
    """The true world after the change of that name."""
    store = worlds.store()
    store.update(PREFIXES + BROKEN[name][0])
    return store


@lru_cache(maxsize=1)
def vocabulary() -> rdflib.Graph:
    """What pySHACL needs of the ontology and the schemes beside the data: classes below classes, and offices."""
    graph, wanted = rdflib.Graph(), rdflib.Graph()
    for name in ("governance", "schemes"):
        graph.parse(resource(f"ontology/{name}.ttl"))
    lg = rdflib.Namespace("https://w3id.org/local-governance/ns#")
    for predicate in (rdflib.RDFS.subClassOf, lg.singleSeat, lg.actsFor, lg.bodyKind):
        for triple in graph.triples((None, predicate, None)):
            wanted.add(triple)
    return wanted


@lru_cache(maxsize=2)
def shapes(sparql: bool) -> rdflib.Graph:
    """The shapes as pySHACL reads them, with their SPARQL constraints or without."""
    graph = rdflib.Graph().parse(resource("ontology/shapes.ttl"))
    if not sparql:
        graph.remove((None, rdflib.URIRef("http://www.w3.org/ns/shacl#sparql"), None))
    return graph


def memory(store: Store) -> rdflib.Graph:
    """The default graph as an rdflib graph in memory: over a graph backed by Oxigraph pySHACL finds what is not there."""
    text = serialize(
        (q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())), format=RdfFormat.N_TRIPLES
    )
    return rdflib.Graph().parse(data=text, format="nt")


def oracle(store: Store, *, sparql: bool = True) -> set[tuple[str, str, str]]:
    """What pySHACL reports: (shape, component, node). It reads a SPARQL constraint anew for every node: seconds."""
    import pyshacl

    _, report, text = pyshacl.validate(memory(store) + vocabulary(), shacl_graph=shapes(sparql), inference="none")
    assert isinstance(report, rdflib.Graph), text
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    asked = (sh.sourceShape, sh.sourceConstraintComponent, sh.focusNode)
    results = report.subjects(rdflib.RDF.type, sh.ValidationResult)
    return {tuple(str(report.value(result, p)) for p in asked) for result in results}  # type: ignore[misc]


def ours(store: Store, *, sparql: bool = True) -> set[tuple[str, str, str]]:
    """What our queries report: (shape, component, node)."""
    found = {(b.check.shape, b.check.component, b.text("this")) for b in breaches_of(store)}
    return {f for f in found if sparql or not f[1].endswith("SPARQLConstraintComponent")}


def named(findings: list[Finding], shape: str) -> list[Finding]:
    return [finding for finding in findings if finding.shape == SHAPES + shape]


def test_a_true_graph_is_left_in_peace() -> None:
    """A graph without a fault has no finding, and the report says how much there was to check."""
    store = worlds.store()
    assert validate(store) == []
    assert checked(store)["任职"] == 5
    assert ours(store) == set()


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_graph_is_caught(name: str) -> None:
    """The break is told with its severity and in words that name who and what."""
    _, shape, words, severity = BROKEN[name]
    findings = named(validate(broken(name)), shape)
    assert findings, f"{shape} found nothing"
    assert any(words in finding.what for finding in findings)
    assert {finding.severity for finding in findings} == {severity}
    assert all(finding.todo and finding.who and finding.title for finding in findings)


@pytest.mark.parametrize("name", BROKEN)
def test_pyshacl_says_the_same_of_structure(name: str) -> None:
    """The reference engine reports the same nodes for the same shapes and constraints, no more and no fewer."""
    store = broken(name)
    assert ours(store, sparql=False) == oracle(store, sparql=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", BROKEN)
def test_pyshacl_says_the_same_of_everything(name: str) -> None:
    """So it does with the SPARQL constraints, for which it takes seconds where our queries take milliseconds."""
    store = broken(name)
    assert ours(store) == oracle(store)
    assert any(shape == SHAPES + BROKEN[name][1] for shape, _, _ in ours(store))
