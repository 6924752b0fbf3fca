"""Broken graphs are caught with the right message, by the queries and by pySHACL alike; a true one is left in peace."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, Store, serialize
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import DataError, InputError, UsageError
from kg.graph.findings import write_findings
from kg.graph.shapes import SHAPES, compile_checks, read_turtle
from kg.graph.validate import Finding, breaches_of, checked, conforms, read_graph, validate
from kg.model import Entity, Term
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
        """DELETE { ?p org:postIn ?b }
           INSERT { ?p org:postIn id:b9 . id:b9 a org:Organization ; skos:prefLabel "普陀区政府"@zh ;
             org:classification kind:government ; dct:spatial id:a9 .
             id:a9 a schema:AdministrativeArea ; skos:notation "310107" ; skos:prefLabel "普陀区"@zh }
           WHERE { ?p a org:Post ; org:role office:区长 ; org:postIn ?b }""",
        "PostElsewhere",
        "任职在徐汇区政府，职位徐汇区政府区长却在普陀区政府",
        "violation",
    ),
    "a post named for another area": (
        """DELETE { ?p skos:prefLabel ?l }
           INSERT { ?p skos:prefLabel "普陀区区长"@zh .
             id:a9 a schema:AdministrativeArea ; skos:notation "310107" ; skos:prefLabel "普陀区"@zh }
           WHERE { ?p a org:Post ; org:role office:区长 ; skos:prefLabel ?l }""",
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
        """DELETE { ?p foaf:name ?n } INSERT { ?p foaf:name "待查"@zh }
           WHERE { ?p foaf:name ?n . FILTER(STR(?n) = "王宏伟") }""",
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
        """INSERT { ?t lg:evidence id:e3 .
             id:e3 a lg:Evidence ; oa:exact "免去书记" ; oa:start 0 ; oa:end 4 ; prov:wasQuotedFrom ?x ; lg:rule "hand" ;
             lg:confidence 0.5 ; lg:status status:removed ; lg:changedOn "2021-01-05"^^xsd:date }
           WHERE { ?t org:role office:书记 ; lg:evidence ?e . ?e prov:wasQuotedFrom ?x }""",
        "AttestedAfterRemoval",
        "鲍炳章已于2021-01-05免去书记，2021-04-23的报道仍称现任",
        "warning",
    ),
    "a participation in the name of another": (
        """INSERT { ?p lg:inCapacityOf ?t }
           WHERE { ?t org:role office:书记 . ?x foaf:name ?n . ?p cv:hasParticipant ?x . FILTER(STR(?n) = "王宏伟") }""",
        "CapacityOfAnother",
        "王宏伟以鲍炳章的职务参加",
        "violation",
    ),
    "one attested among the days of the other": (
        SECOND_HEAD.replace("lg:attestedOn ?day", 'lg:attestedOn "2021-05-01"^^xsd:date', 2) + """; INSERT
           { ?t lg:attestedOn "2021-06-01"^^xsd:date } WHERE { ?t org:role office:区长 . FILTER(?t != id:t2) }""",
        "TwoHolders", "徐汇区政府的区长同一时间有两人", "violation",
    ),
    "two holders in an article without a date": (
        SECOND_HEAD + "; DELETE { ?x lg:attestedOn ?d } WHERE { ?x lg:attestedOn ?d }",
        "TwoHolders", "徐汇区政府的区长同一时间有两人", "violation",
    ),
    "two holders of a seat in a company": (
        """DELETE { ?b org:classification ?k } INSERT { ?b org:classification kind:company }
           WHERE { ?b org:classification ?k . FILTER(?k = kind:government) } ;"""
        + SECOND_HEAD, "TwoHoldersElsewhere", "徐汇区政府的区长同一时间有两人", "warning",
    ),
    "the head of two areas at a time": (
        """INSERT { id:t3 a org:Membership ; org:member ?p ; org:organization id:b9 ; org:role ?r ; lg:post id:x9 ;
             lg:status status:current ; lg:attestedOn ?d ; lg:evidence ?e . id:x9 a org:Post ; org:postIn id:b9 ; org:role ?r .
             id:b9 a org:Organization ; skos:prefLabel "普陀区政府"@zh ; org:classification kind:government ; dct:spatial id:a9 .
             id:a9 a schema:AdministrativeArea ; skos:notation "310107" ; skos:prefLabel "普陀区"@zh }
           WHERE { ?t org:role ?r ; org:member ?p ; lg:attestedOn ?d ; lg:evidence ?e . FILTER(?r = office:区长) }""",
        "HeadOfTwoAreas", "钟晓咏同时是", "warning",
    ),
    "a post that belongs to another area": (
        """INSERT { ?p dct:spatial id:a9 . id:a9 a schema:AdministrativeArea ; skos:notation "310107" ;
             skos:prefLabel "普陀区"@zh } WHERE { ?p a org:Post ; org:role office:区长 }""",
        "PostInAnotherArea", "徐汇区政府区长的地区是普陀区，所在机构徐汇区政府却在徐汇区", "violation",
    ),
    "a post of another role": (
        "DELETE { ?p org:role ?r } INSERT { ?p org:role office:书记 } WHERE { ?p a org:Post ; org:role ?r . FILTER(?r = office:区长) }",
        "PostOfAnotherRole", "任职的职务是区长，职位徐汇区政府区长的职务却是书记", "violation",
    ),
    "a policy carried out without a node": (
        "INSERT { ?b lg:issues ?p } WHERE { ?b lg:implements ?p }",
        "PolicyShortcutWithoutNode", "徐汇区房管局与旧住房改造“三年决战”之间有出台", "violation",
    ),
    "a body that leads itself": (
        "INSERT { ?b lg:leads ?b } WHERE { ?b org:classification kind:party }",
        "LeadsItself", "徐汇区委领导或指导自身", "violation",
    ),
    "areas within each other": (
        "INSERT { ?b schema:containedInPlace ?a } WHERE { ?a schema:containedInPlace ?b }",
        "AreaCircle", "上海市位于自身之内", "violation",
    ),
    "a change later than the page": (
        """INSERT { ?e lg:changedOn "2022-01-05"^^xsd:date } WHERE { ?t org:role office:书记 ; lg:evidence ?e }""",
        "ChangeAfterPage", "任免日期2022-01-05晚于报道日期2021-04-23", "warning",
    ),
    "an attestation years from the page": (
        """DELETE { ?e lg:attestedOn ?d } INSERT { ?e lg:attestedOn "2011-04-23"^^xsd:date }
           WHERE { ?t org:role office:书记 ; lg:evidence ?e . ?e lg:attestedOn ?d }""",
        "AttestedOutsidePage", "见证日2011-04-23与报道日期2021-04-23相差一年以上", "warning",
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


_read: dict[tuple[str, frozenset[tuple[str, object]]], Any] = {}


def read_once(text: str, base: str | None = None, prefixes: Mapping[str, object] | None = None) -> Any:
    """A query as rdflib reads it, kept: pySHACL has a constraint read anew for every node, which takes minutes here."""
    key = text, frozenset((prefixes or {}).items())
    if key not in _read:
        _read[key] = translateQuery(parseQuery(text), base, prefixes)
    return _read[key]


def oracle(store: Store, *, sparql: bool = True) -> set[tuple[str, str, str]]:
    """What pySHACL reports: (shape, component, node)."""
    import pyshacl

    with patch.multiple(processor, parseQuery=lambda text: text, translateQuery=read_once):
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
@pytest.mark.parametrize("name", [name for name, (_, shape, _, _) in BROKEN.items() if "-" not in shape])
def test_pyshacl_says_the_same_of_everything(name: str) -> None:
    """So it does with the SPARQL constraints, for which it takes seconds where our queries take milliseconds."""
    store = broken(name)
    assert ours(store) == oracle(store)
    assert any(shape == SHAPES + BROKEN[name][1] for shape, _, _ in ours(store))


def test_every_rule_of_governance_has_a_broken_graph() -> None:
    """No SPARQL constraint of the shapes is without a graph that breaks it."""
    ruled = {str(s).removeprefix(SHAPES) for s in shapes(True).subjects(rdflib.URIRef("http://www.w3.org/ns/shacl#sparql"))}
    assert ruled == {shape for _, shape, _, _ in BROKEN.values() if "-" not in shape}


def test_a_pair_is_told_once_and_with_both_places() -> None:
    """Two holders of one seat are one finding, with the sentences of both and the pages that they stand on."""
    (finding,) = named(validate(broken("two holders of a single seat")), "TwoHolders")
    assert [(place.page, place.article) for place in finding.where] == [("xuhui.txt", "我区召开旧住房改造推进大会")] * 2
    assert {place.quote for place in finding.where} == {"区长李四光", "区委副书记、区长钟晓咏"}
    assert "曾任" in finding.todo


def test_a_handover_is_no_break() -> None:
    """One holder attested until a day, the next from that day on: nothing to report."""
    store = worlds.store()
    store.update(PREFIXES + SECOND_HEAD.replace("lg:attestedOn ?day", 'lg:attestedOn "2023-01-01"^^xsd:date'))
    assert named(validate(store), "TwoHolders") == []


def test_seats_on_the_post_allow_several() -> None:
    """A post that says how many seats it has may have as many holders."""
    store = broken("two holders of a single seat")
    store.update(PREFIXES + "INSERT { ?p lg:seats 2 } WHERE { ?p a org:Post ; org:role office:区长 }")
    assert named(validate(store), "TwoHolders") == []


def test_a_misspelt_term_of_ours_is_named() -> None:
    """A property that the ontology does not have is a warning with its name."""
    store = worlds.store()
    store.update(PREFIXES + "INSERT { ?p lg:attendes ?e } WHERE { ?p lg:attends ?e }")
    (finding,) = validate(store)
    assert (finding.who, finding.severity) == ("lg:attendes", "warning")


def test_the_same_graph_gives_the_same_findings() -> None:
    """Order and words do not depend on the order of the triples, nor on the kind of store."""
    store = broken("two holders of a single seat")
    shuffled = Store()
    shuffled.extend(reversed(list(store.quads_for_pattern(None, None, None, DefaultGraph()))))
    assert validate(store) == validate(shuffled) == validate(memory(store))


def test_warnings_conform_and_violations_do_not() -> None:
    """Only a violation makes a graph not conform."""
    assert conforms(validate(broken("an event without participants")))
    assert not conforms(validate(broken("evidence without a quote")))


def test_findings_as_text_json_and_turtle() -> None:
    """The text says what, where and what to do; the JSON has all of it; the Turtle is a SHACL report that parses."""
    store = broken("two holders of a single seat")
    findings = validate(store)
    text, data, turtle = io.StringIO(), io.StringIO(), io.StringIO()
    write_findings(findings, "text", text, checked=checked(store))
    assert "【违规】一职两人" in text.getvalue()
    assert "xuhui.txt 第" in text.getvalue()
    assert "违规 1 项（查过 人物 5、" in text.getvalue()
    write_findings(findings, "json", data)
    assert json.loads(data.getvalue())["findings"][0]["where"][0]["page"] == "xuhui.txt"
    write_findings(findings, "turtle", turtle)
    report = rdflib.Graph().parse(data=turtle.getvalue(), format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert len(list(report.subjects(rdflib.RDF.type, sh.ValidationResult))) == len(findings) == 1
    with pytest.raises(UsageError, match="text, json, turtle"):
        write_findings(findings, "xml", text)


def test_no_finding_is_said_so() -> None:
    """An empty report says that nothing was found, and in how much."""
    out = io.StringIO()
    write_findings([], "text", out, checked={"人物": 3})
    assert out.getvalue() == "没有发现问题（查过 人物 3）。\n"


def test_files_are_read_by_their_name(tmp_path: Path) -> None:
    """Turtle, N-Quads with named graphs and JSON-LD are read whole; what is wrong is told with file and line."""
    store = worlds.store()
    triples = len(list(store.quads_for_pattern(None, None, None, DefaultGraph())))
    for suffix, form in (("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)):
        path = tmp_path / f"graph.{suffix}"
        store.dump(str(path), form)
        assert len(read_graph(path)) == triples
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a:b> <a:c> .\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.ttl:1:"):
        read_graph(bad)
    with pytest.raises(InputError, match="not an RDF file"):
        read_graph(tmp_path / "graph.docx")
    with pytest.raises(InputError, match=r"none\.ttl"):
        read_graph(tmp_path / "none.ttl")


def test_shapes_that_cannot_be_checked_are_refused(tmp_path: Path) -> None:
    """A constraint beyond what is compiled is an error that names it, not a constraint passed over."""
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <x:> .\n"
        "x:S a sh:NodeShape ; sh:targetClass x:C ; sh:property x:P .\n"
        "x:P sh:path x:p ; sh:uniqueLang true .\n", encoding="utf-8",
    )
    with pytest.raises(DataError, match="uniqueLang"):
        compile_checks(read_turtle(path), pairs={}, below={})


@pytest.mark.slow
def test_a_hundred_thousand_triples_take_less_than_two_seconds() -> None:
    """The check keeps its promise on a graph of one paper's years, counted in time of the processor."""
    pages = []
    for i in range(440):
        day = (date(2019, 1, 1) + timedelta(days=i)).isoformat()
        page = worlds.facts(f"page{i}.txt", day)
        own: dict[Term, Term] = {term: replace(term, label=f"{term.label}{i}") for term in (worlds.MEETING, worlds.PLAN, worlds.DRIVE)}
        own[worlds.MEETING] = replace(own[worlds.MEETING], date=day)
        own |= {p: replace(p, name=p.name[0] + chr(0x4E00 + i // 50) + p.name[2]) for p in (worlds.ZHONG, worlds.WANG)}
        def own_one(of: Entity, own: dict[Term, Term] = own) -> Entity:
            return worlds.entity(own.get(of.term, of.term))

        facts = tuple(
            replace(f, subj=own_one(f.subj), obj=own_one(f.obj)) for f in page.facts if f.said.rel != "dated"
        )
        pages.append(replace(page, facts=facts))
    store = worlds.store(*pages)
    assert len(list(store.quads_for_pattern(None, None, None, DefaultGraph()))) > 100_000
    validate(worlds.store())  # the shapes are read and compiled once
    started = time.process_time()
    findings = validate(store)
    assert time.process_time() - started < 2
    assert findings == []
