"""Bounds of tenures and changes of bodies in the graph, and who held an office by them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.fuse import Identities, Judgement, Record, resolve, seen_on
from kg.fuse.identifiers import person_iri
from kg.graph import GraphStore, open_store
from kg.graph.careers import Line, career, find_persons, line_of_holders, reforms_of
from kg.graph.tenure import settle_derived
from kg.model import Event, Person, Statement
from tests.fuse.makers import body, holds, record, said

BASE = "https://w3id.org/local-governance/id/"


def store_of(pages: Iterable[Record], decisions: Identities | None = None) -> GraphStore:
    """A store in memory with these pages, its derived graph settled."""
    store = open_store(None)
    for page in pages:
        store.put_page(page.fuse(decisions=decisions))
    settle_derived(store)
    return store


PAGES = [
    record(
        "2017.txt", "2017-03-01",
        [holds("何洋", "局长", "徐汇区规土局"), holds("鲍炳章", "书记", "徐汇区委"), holds("方世忠", "区长", "徐汇区政府")],
    ),
    record(
        "2021.txt", "2021-07-30",
        [
            holds("何洋", "局长", "徐汇区规划资源局"), holds("鲍炳章", "书记", "徐汇区委"),
            holds("钟晓咏", "代区长", "徐汇区政府"), holds("刘琪", "常委", "徐汇区委"),
            holds("刘琪", "部长", "徐汇区委组织部"),
        ],
    ),
    record("2022.txt", "2022-02-01", [holds("钟晓咏", "区长", "徐汇区政府")]),
    record(
        "2024.txt", "2024-07-30",
        [
            holds("曹立强", "书记", "徐汇区委"), holds("王华", "区长", "徐汇区政府", status="appointed", date="2024-07-28"),
            holds("刘琪", "部长", "徐汇区委组织部"), holds("刘琪", "主任", "徐汇区委党校", status="former"),
        ],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    """The three pages above."""
    with store_of(PAGES) as made:
        yield made


def holders(lines: tuple[Line, ...]) -> list[tuple[str, str, str]]:
    """Name, role, and when in words."""
    return [(h.name, h.role, h.in_words()) for line in lines for h in line.holders]


def test_a_line_of_holders_has_bounds_and_sentences(store: GraphStore) -> None:
    """Who held the seat one after the other, the change between the right days, both quotes behind it."""
    (line,) = line_of_holders(store, "徐汇区委书记")
    assert holders((line,)) == [
        ("鲍炳章", "书记", "不晚于2017-03-01上任\uff0c2021-07-30至2024-07-30之间离任"),
        ("曹立强", "书记", "2021-07-30至2024-07-30之间上任\uff0c2024-07-30仍在任"),
    ]
    assert [s.quote for h in line.holders for s in h.sources] == [
        "徐汇区委书记鲍炳章",
        "徐汇区委书记鲍炳章",
        "徐汇区委书记曹立强",
    ]
    left = next(b for b in line.holders[0].because if b.bound == "end_not_after")
    assert (left.reason, left.beside) == ("succession", line.holders[1].iri)
    assert left.sources == (line.holders[1].sources[0].iri,)


@pytest.mark.parametrize("asked", ["徐汇区区长", "徐汇区长", "徐汇区政府区长", "徐汇区人民政府区长", "徐汇区政府"])
def test_an_office_is_found_by_what_people_call_it(store: GraphStore, asked: str) -> None:
    """Short, long and official names; a body's name gives all of its offices; acting holders are in the line."""
    lines = line_of_holders(store, asked)
    assert [line.seat.title for line in lines] == ["徐汇区区长"]
    assert [(h.name, h.role, h.acting) for h in lines[0].holders] == [
        ("方世忠", "区长", False), ("钟晓咏", "代区长", True), ("钟晓咏", "区长", False), ("王华", "区长", False),
    ]  # fmt: skip


def test_an_appointment_is_exact(store: GraphStore) -> None:
    """The new holder begins on the day reported; the former one is gone by then."""
    *_, before, after = line_of_holders(store, "徐汇区区长")[0].holders
    assert (after.start_not_before, after.start_not_after) == ("2024-07-28", "2024-07-28")
    assert (before.end_not_before, before.end_not_after) == ("2022-02-01", "2024-07-28")


def test_who_was_in_office_on_a_day(store: GraphStore) -> None:
    """Certain between two attested days, possible between two holders, left out when it cannot be."""

    def on(day: str) -> Mapping[str, str]:
        return {h.name: h.on(day) for h in line_of_holders(store, "徐汇区委书记", on=day)[0].holders}

    assert on("2019-01-01") == {"鲍炳章": "yes"}
    assert on("2022-01-01") == {"鲍炳章": "maybe", "曹立强": "maybe"}
    assert on("2026-01-01") == {"曹立强": "maybe"}
    with pytest.raises(QueryError, match="2022-13"):
        line_of_holders(store, "徐汇区委书记", on="2022-13")


def test_a_career_lists_offices_in_time_and_those_held_together(store: GraphStore) -> None:
    """常委 and 部长 at one time; what is only known as former says so."""
    (life,) = career(store, "刘琪")
    assert [h.title for h in life.held] == ["徐汇区委常委", "徐汇区委组织部部长", "徐汇区委党校主任"]
    assert life.together == (("徐汇区委常委", "徐汇区委组织部部长"),)
    assert life.held[2].in_words() == "2024-07-30前曾任"
    assert life.to_dict()["held"][0]["sources"][0]["quote"] == "徐汇区委常委刘琪"
    assert career(store, "person/310104/刘琪") == (life,)


def test_what_nobody_knows_is_said_with_near_names(store: GraphStore) -> None:
    """An unknown office or person is an error that helps."""
    with pytest.raises(QueryError, match="did you mean 徐汇区委书记"):
        line_of_holders(store, "徐汇区书记")
    with pytest.raises(QueryError, match="did you mean 刘琪"):
        find_persons(store, "刘淇")
    with pytest.raises(QueryError, match="kg find 欧阳"):
        find_persons(store, "欧阳无名")


def test_sparql_can_ask_for_the_bounds(store: GraphStore) -> None:
    """The bounds are dates in the default graph, and each has a node with its reason and evidence."""
    query = """SELECT ?name ?day ?reason ?quote WHERE {
      ?tenure org:member/foaf:name ?name ; lg:endNotAfter ?day ; lg:post/skos:prefLabel "徐汇区委书记"@zh ; lg:bound ?bound .
      ?bound rdf:predicate lg:endNotAfter ; lg:reason ?reason ; prov:wasDerivedFrom/oa:exact ?quote
      FILTER (?day < "2025-01-01"^^xsd:date) }"""
    (row,) = store.query(query).records()
    assert (row["name"], str(row["day"]), row["quote"]) == ("鲍炳章", "2024-07-30", "徐汇区委书记曹立强")
    assert str(row["reason"]).endswith("bound-reason/succession")


def test_a_renamed_body_is_a_change_event_and_ends_its_offices(store: GraphStore) -> None:
    """规土局 became 规划资源局: an org:ChangeEvent with dates, and the bureau's chief held the old office no longer."""
    old = BASE + "body/310104/徐汇区规土局"
    (change,) = reforms_of(store, old)
    assert (change.way, change.name) == ("to", "徐汇区规划资源局")
    assert (change.not_before, change.not_after) == ("2018-03-17", "2019-03-31")
    (line,) = line_of_holders(store, "徐汇区规划资源局")
    assert [(r.way, r.name) for r in line.reforms] == [("from", "徐汇区规土局")]
    assert line.to_dict()["reforms"][0]["note"] == "2018年机构改革"
    first, second = career(store, "何洋")[0].held
    assert (first.body, first.end_not_after, second.end_not_after) == (old, "2019-03-31", "")
    assert reforms_of(store, BASE + "body/310104/徐汇区委") == ()


def test_the_derived_graph_does_not_depend_on_the_order_of_pages() -> None:
    """The same triples in any order of pages; settling twice changes nothing."""
    mixed = list(PAGES)
    random.Random(5).shuffle(mixed)
    with store_of(PAGES) as one, store_of(mixed) as two:
        assert one.lines(named=True) == two.lines(named=True)
        assert settle_derived(one) is False


def test_a_page_taken_back_takes_its_bounds_along() -> None:
    """Without the page of 2024 nobody has left."""
    with store_of(PAGES) as store:
        store.drop_page("2024.txt")
        assert settle_derived(store) is True
        assert holders(line_of_holders(store, "徐汇区委书记")) == [
            ("鲍炳章", "书记", "不晚于2017-03-01上任\uff0c2021-07-30仍在任")
        ]


def test_a_decision_joins_in_the_graph_and_parts_again() -> None:
    """A pair decided to be one has one career; undone, the graph is what it was, triple by triple."""

    def meeting(name: str) -> Statement:
        return said("attends", Person(name), Event("会", date="2024-01-01"))

    pages = [
        record("a", "2020-01-01", [holds("王华", "副区长", "徐汇区政府")]),
        record(
            "b", "2024-01-01", [holds("王华", "区长", body("浦东新区政府", "310115"), area="310115"), meeting("王华")]
        ),
    ]
    seen = [seen_on(p.fuse()) for p in pages]
    a, b = person_iri("310104", "王华"), person_iri("310115", "王华")
    yes = resolve(seen, [Judgement(a, b, "yes", "张三", "2025-01-01", "简历")])
    with store_of(pages) as apart, store_of(pages, yes.identities) as one:
        assert [len(c.held) for c in career(apart, "王华")] == [1, 1]
        (life,) = career(one, "王华")
        assert [h.title for h in life.held] == ["徐汇区副区长", "浦东新区区长"]
        for page in yes.identities.changed_pages(Identities(), seen):
            again = next(p for p in pages if p.page.name == page)
            one.put_page(Record.load(again.dump()).fuse(decisions=resolve(seen).identities))
        settle_derived(one)
        assert one.lines(named=True) == apart.lines(named=True)


def test_the_sample_pages_tell_the_change_of_secretary(sample_store: Path) -> None:
    """On the pages that come with kg: 鲍炳章 in 2021, 曹立强 in 2024, the change between, both sentences behind it."""
    with open_store(sample_store) as store:
        (line,) = line_of_holders(store, "徐汇区委书记")
        assert [h.name for h in line.holders] == ["鲍炳章", "曹立强"]
        before, after = line.holders
        assert before.end_not_before.startswith("2021-04")
        assert before.end_not_after == after.start_not_after == "2024-07-30"
        assert any("区委书记鲍炳章" in s.quote for s in before.sources)
        assert any("区委书记曹立强" in s.quote for s in after.sources)


@pytest.mark.parametrize("name", ["刘琪", "俞林伟", "钟晓咏", "龚正"])
def test_the_sample_pages_know_everybody_once(sample_store: Path, name: str) -> None:
    """Named on several pages, of a district and of the city, each is one person."""
    with open_store(sample_store) as store:
        assert len(find_persons(store, name)) == 1
