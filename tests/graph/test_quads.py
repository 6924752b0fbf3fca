"""Facts of a page as quads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import terms
from kg.graph import rdf
from kg.graph.quads import article_iri, page_iri, page_quads
from tests.graph.made import BAO, COMMITTEE, MEETING, POLICY, article, fact, forum_page, page_facts


def values(quads: tuple[Quad, ...], subject: str, predicate: str) -> list[str]:
    """What the quads say: the values of one property of one subject, in order, each once."""
    found = (q.object.value for q in quads if q.subject.value == subject and q.predicate.value == predicate)
    return list(dict.fromkeys(found))


def test_same_page_gives_same_quads() -> None:
    """The same facts give the same quads in the same order, each once and none in the default graph."""
    quads = page_quads(forum_page())
    assert quads == page_quads(forum_page())
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(q.graph_name, DefaultGraph) for q in quads)


def test_every_article_has_its_own_graph() -> None:
    """Graphs are named by the page and its articles, and an article's graph says whose part it is."""
    name = "a b/c.txt"
    quads = page_quads(forum_page(name))
    graphs = {q.graph_name.value for q in quads}
    assert graphs == {page_iri(name), article_iri(name, 0), article_iri(name, 1)}
    for graph in sorted(graphs - {page_iri(name)}):
        inside = tuple(q for q in quads if q.graph_name.value == graph)
        assert page_iri(name) in values(inside, graph, terms.SCHEMA_IS_PART_OF)


def test_article_graph_is_complete() -> None:
    """An article's graph types and names every entity that it mentions, whatever other articles say."""
    quads = page_quads(forum_page())
    second = tuple(q for q in quads if q.graph_name.value == article_iri("xuhui.txt", 1))
    bao = terms.mint(terms.BASE, "person", "310104", "鲍炳章")
    assert values(second, bao, terms.RDF_TYPE) == [terms.FOAF_PERSON]
    assert values(second, bao, terms.FOAF_NAME) == ["鲍炳章"]


def test_every_fact_node_has_evidence_with_a_quote() -> None:
    """Each relation leads by lg:evidence to a quote, its range, its article, its rule and its confidence."""
    quads = page_quads(forum_page())
    kinds = {
        terms.ORG_MEMBERSHIP,
        terms.CV_PARTICIPATION,
        terms.LG_ISSUANCE,
        terms.LG_IMPLEMENTATION,
        terms.RDF_STATEMENT,
    }
    nodes = {q.subject.value for q in quads if q.predicate.value == terms.RDF_TYPE and q.object.value in kinds}
    assert len(nodes) == 5 + 3 + 2 + 4
    for this in sorted(nodes):
        for evidence in values(quads, this, terms.LG_HAS_EVIDENCE):
            start, end = (int(values(quads, evidence, p)[0]) for p in (terms.OA_START, terms.OA_END))
            assert len(values(quads, evidence, terms.OA_EXACT)[0]) == end - start
            assert values(quads, evidence, terms.PROV_WAS_QUOTED_FROM)[0].startswith(terms.BASE + "article/xuhui.txt/")
            assert values(quads, evidence, terms.LG_RULE)
            assert values(quads, evidence, terms.LG_CONFIDENCE) == ["0.95"]


def test_former_and_removed_do_not_attest_the_office() -> None:
    """Only "current" and "appointed" attest a tenure on the page's day; the evidence keeps its day in any case."""
    quads = page_quads(forum_page())
    tenures = [q.subject.value for q in quads if q.object.value == terms.ORG_MEMBERSHIP]
    by_status = {values(quads, t, terms.LG_STATUS)[0].rpartition("/")[2]: t for t in tenures}
    assert values(quads, by_status["current"], terms.LG_ATTESTED_ON) == ["2021-04-23"]
    assert values(quads, by_status["removed"], terms.LG_ATTESTED_ON) == []
    evidence = values(quads, by_status["removed"], terms.LG_HAS_EVIDENCE)[0]
    assert values(quads, evidence, terms.LG_ATTESTED_ON) == ["2021-04-23"]
    changed = [q.object for q in quads if q.predicate.value == terms.LG_CHANGED_ON]
    assert changed == [Literal("2021-04-21", datatype=NamedNode(terms.XSD_DATE)), Literal("2021-04")]


def test_partial_date_has_bounds() -> None:
    """A month becomes its text and its first and last day; a full day is an xsd:date; a day that is none is text."""
    for date, bounds in (("2021-02", ("2021-02-01", "2021-02-28")), ("2020", ("2020-01-01", "2020-12-31"))):
        event = replace(MEETING, date=date)
        quads = page_quads(page_facts("a", [article("a", 0, "h", "b")], [fact("attends", BAO, event, "a", 0, "q", 1)]))
        iri = terms.mint(terms.BASE, "event", "310104", date, event.label)
        assert values(quads, iri, terms.LG_DATE_TEXT) == [date]
        assert (values(quads, iri, terms.LG_START_NOT_BEFORE), values(quads, iri, terms.LG_START_NOT_AFTER)) == (
            [bounds[0]],
            [bounds[1]],
        )
        assert values(quads, iri, terms.SCHEMA_START_DATE) == []
    assert rdf.is_day("2021-04-20")
    assert not rdf.is_day("2021-02-30")
    assert rdf.bounds("2021-13") is None


def test_policy_has_one_preferred_label() -> None:
    """Quotation marks at the ends are no part of a policy's preferred label, as they are none of its IRI."""
    quads = page_quads(forum_page())
    iri = terms.mint(terms.BASE, "policy", "310104", "三年决战")
    assert values(quads, iri, terms.SKOS_PREF_LABEL) == ["三年决战"]
    assert values(quads, iri, terms.SKOS_ALT_LABEL) == [POLICY.label, *POLICY.names]


def test_parent_of_a_body_is_the_one_of_the_page() -> None:
    """A department is a unit of the body that the page names; the parent's IRI is that of the page's body."""
    quads = page_quads(forum_page())
    housing = terms.mint(terms.BASE, "body", "310104", "徐汇区房管局")
    assert values(quads, housing, terms.ORG_UNIT_OF) == [terms.mint(terms.BASE, "body", "310104", "徐汇区政府")]


def test_numbers_are_canonical() -> None:
    """Decimals are written as the store will give them back."""
    assert [rdf.decimal(x).value for x in (0.5, 1.0, 0.0, 0.12344, -0.00001)] == ["0.5", "1", "0", "0.1234", "0"]


def test_evidence_of_another_page_is_refused() -> None:
    """A fact whose evidence lies elsewhere could never be taken back, so it is refused."""
    with pytest.raises(ValueError, match="does not belong"):
        page_quads(
            page_facts(
                "a",
                [article("a", 0, "h", "b")],
                [fact("holds", BAO, COMMITTEE, "b", 0, "q", 1, role="书记", status="current")],
            )
        )


def test_areas_are_named_by_the_list_of_areas() -> None:
    """An area has its own name, its name in full, and the area it lies in, whatever the page calls it."""
    quads = page_quads(forum_page())
    xuhui, shanghai = (terms.mint(terms.BASE, "area", code) for code in ("310104", "310000"))
    assert values(quads, xuhui, terms.SKOS_PREF_LABEL) == ["徐汇区"]
    assert values(quads, xuhui, terms.SKOS_ALT_LABEL) == ["上海市徐汇区"]
    assert values(quads, xuhui, terms.SCHEMA_CONTAINED_IN_PLACE) == [shanghai]
    assert values(quads, shanghai, terms.SKOS_PREF_LABEL) == ["上海市"]
    second = tuple(q for q in quads if q.graph_name.value == article_iri("xuhui.txt", 1))
    assert values(second, xuhui, terms.SCHEMA_CONTAINED_IN_PLACE) == [shanghai]


def test_taking_part_in_an_office_named_in_the_same_words() -> None:
    """区委书记鲍炳章出席 links the part to the tenure; an office named elsewhere, or a former one, does not."""
    said = [
        fact("holds", BAO, COMMITTEE, "a", 0, "区委书记鲍炳章", 10, role="书记", status="current"),
        fact("holds", BAO, COMMITTEE, "a", 0, "区委常委鲍炳章", 50, role="常委", status="current"),
        fact("holds", BAO, COMMITTEE, "a", 0, "原区委副书记鲍炳章", 9, role="副书记", status="former"),
        fact("attends", BAO, MEETING, "a", 0, "区委书记鲍炳章出席", 10),
    ]
    quads = page_quads(page_facts("a", [article("a", 0, "h", "b")], said))
    (link,) = (q for q in quads if q.predicate.value == terms.LG_IN_CAPACITY_OF)
    roles = [q.object for q in quads if q.subject == link.object and q.predicate.value == terms.ORG_ROLE]
    assert roles == [NamedNode(terms.mint(terms.SCHEME, "office", "书记"))]
