"""Projections, ranks, communities, circles and paths over a small store that one can count by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator

import networkx as nx
import pytest

from kg.errors import QueryError, UsageError
from kg.graph import GraphStore, open_store
from kg.model import Event, Person, Policy, Statement
from kg.network import Ties, circle, communities, load_ties, path, project, rank
from tests.fuse.makers import body, holds, record, said

BASE = "https://w3id.org/local-governance/id/"


def who(name: str) -> Person:
    """A person of the district."""
    return Person(name, "310104")


def met(rel: str, name: str, label: str, day: str) -> Statement:
    """That somebody takes part in a meeting."""
    return said(rel, who(name), Event(label, "meeting", day, area="310104"))


PAGES = [
    record(
        "a.txt", "2021-07-30",
        [
            holds("鲍炳章", "书记", "徐汇区委"), holds("刘琪", "常委", "徐汇区委"), holds("俞林伟", "副区长", "徐汇区政府"),
            met("chairs", "鲍炳章", "推进会", "2021-07-01"), met("attends", "刘琪", "推进会", "2021-07-01"),
            met("speaks", "刘琪", "推进会", "2021-07-01"), met("attends", "俞林伟", "推进会", "2021-07-01"),
            said("issues", body("徐汇区政府"), Policy("旧改计划", area="310104")),
        ],
    ),
    record(
        "b.txt", "2024-07-30",
        [
            holds("曹立强", "书记", "徐汇区委"), holds("刘琪", "常委", "徐汇区委"),
            met("chairs", "曹立强", "部署会", "2024-07-20"), met("attends", "刘琪", "部署会", "2024-07-20"),
            said("implements", body("徐汇区委"), Policy("培养计划", area="310104")),
            said("attends", who("沈权"), Event("座谈会", "meeting", area="310104")),
            said("attends", who("曹立强"), Event("座谈会", "meeting", area="310104")),
        ],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    """The two pages above."""
    with open_store(None) as made:
        for page in PAGES:
            made.put_page(page.fuse())
        yield made


@pytest.fixture(scope="module")
def ties(store: GraphStore) -> Ties:
    """All their ties."""
    return load_ties(store)


def table(ties: Ties, kind: str, weight: str = "count") -> dict[tuple[str, str], tuple[float, int]]:
    """(name, name) → (weight, count) of a projection."""
    rows = project(ties, kind, weight=weight).rows()  # type: ignore[arg-type]
    return {(r["a"], r["b"]): (r["weight"], r["count"]) for r in rows}


def test_people_are_tied_by_the_events_they_share(ties: Ties) -> None:
    """Once an event, however many parts somebody had in it."""
    assert table(ties, "people-by-events") == {
        ("俞林伟", "刘琪"): (1.0, 1), ("俞林伟", "鲍炳章"): (1.0, 1), ("刘琪", "鲍炳章"): (1.0, 1),
        ("刘琪", "曹立强"): (1.0, 1), ("曹立强", "沈权"): (1.0, 1),
    }  # fmt: skip


def test_people_are_tied_by_bodies_only_while_both_are_there(ties: Ties) -> None:
    """刘琪 with each secretary, but not the former secretary with the present one."""
    assert set(table(ties, "people-by-bodies")) == {("刘琪", "鲍炳章"), ("刘琪", "曹立强")}


def test_a_small_meeting_weighs_more_than_a_large_one(ties: Ties) -> None:
    """Weight "shared" gives each event 1/(members - 1); "one" gives every tie one."""
    shared = table(ties, "people-by-events", "shared")
    assert shared["俞林伟", "刘琪"] == (0.5, 1)
    assert shared["刘琪", "曹立强"] == (1.0, 1)
    assert set(table(ties, "people", "one").values()) == {(1.0, 1), (1.0, 2)}


def test_two_kinds_of_things_can_face_each_other(ties: Ties) -> None:
    """People and bodies, bodies and policies, and everything."""
    assert table(ties, "bodies-policies") == {("徐汇区委", "培养计划"): (1.0, 1), ("徐汇区政府", "旧改计划"): (1.0, 1)}
    assert ("徐汇区委", "刘琪") in table(ties, "people-bodies")
    assert len(project(ties, "all").nodes) == len(ties.things)


def test_a_window_of_time_keeps_what_reaches_into_it(ties: Ties) -> None:
    """Tenures by their attested days, events by their own; the undated are counted or kept."""
    early = ties.within("2021", "2021-12")
    assert set(table(early, "people-by-events")) == {("俞林伟", "刘琪"), ("俞林伟", "鲍炳章"), ("刘琪", "鲍炳章")}
    # 刘琪 is attested in 2021 and in 2024, so the years between belong to the tenure.
    assert [t.role for t in ties.within("2022", "2023").ties] == ["常委"]
    assert ties.within("2024-07-20", "2024-07-20").ties != ()
    assert ties.within() is ties
    with pytest.raises(UsageError, match="gestern"):
        ties.within("gestern")


def test_ranks_follow_the_measure(ties: Ties) -> None:
    """Equal values share a place; degree is a share of all others; the bridge has the highest betweenness."""
    network = project(ties, "people-by-events")
    by_degree = [(r.place, r.name, r.degree) for r in rank(network)]
    assert by_degree == [(1, "刘琪", 3), (2, "俞林伟", 2), (2, "曹立强", 2), (2, "鲍炳章", 2), (5, "沈权", 1)]
    assert rank(network)[0].value == 0.75
    assert rank(network, "betweenness", limit=1)[0].name == "刘琪"
    assert [r.value for r in rank(network, "strength", limit=1)] == [3.0]
    with pytest.raises(UsageError, match="pagerank"):
        rank(network, "beauty")  # type: ignore[arg-type]


def test_pagerank_is_a_chance(ties: Ties) -> None:
    """The values sum to one, isolated nodes included, and agree with networkx's reference implementation."""
    network = project(ties, "people")
    values = {r.iri: r.value for r in rank(network, "pagerank")}
    assert sum(values.values()) == pytest.approx(1.0, abs=1e-4)
    graph = network.graph()
    matrix = nx.google_matrix(graph, alpha=0.85, weight="weight")
    vector = [1 / len(graph)] * len(graph)
    for _ in range(200):
        vector = [sum(vector[i] * matrix[i, j] for i in range(len(graph))) for j in range(len(graph))]
    assert [values[iri] for iri in graph] == pytest.approx(vector, abs=1e-5)


def test_communities_are_the_same_every_time(ties: Ties) -> None:
    """Largest first, members by strength; nodes without an edge belong to none."""
    network = project(ties, "people-by-events")
    found = communities(network)
    assert [sorted(t.name for t in c.members) for c in found] == [["俞林伟", "刘琪", "鲍炳章"], ["曹立强", "沈权"]]
    assert found[0].row()["size"] == 3
    assert found == communities(network)
    assert communities(project(Ties(ties.things, ()), "people")) == ()


def test_a_circle_counts_and_dates(ties: Ties) -> None:
    """Closest first: shared events, then bodies; from when to when; only who is tied at all."""
    rows = [c.row() for c in circle(ties, "刘琪")]
    assert [(r["name"], r["events"], r["bodies"], r["first"], r["last"]) for r in rows] == [
        ("曹立强", 1, 1, "2024-07-20", "2024-07-30"),
        ("鲍炳章", 1, 1, "2021-07-01", "2021-07-30"),
        ("俞林伟", 1, 0, "2021-07-01", "2021-07-01"),
    ]
    assert rows[0]["in"] == ["部署会", "徐汇区委"]
    assert len(circle(ties, "刘琪", limit=1)) == 1


def test_a_circle_is_what_the_projection_says(ties: Ties) -> None:
    """The circle of everybody together is the network of people."""
    network = project(ties, "people", weight="shared")
    pairs = {(e.a, e.b): e.weight for e in network.edges}
    for thing in network.nodes:
        for close in circle(ties, thing.iri):
            a, b = sorted((thing.iri, close.iri))
            assert pairs[a, b] == close.weight


def test_a_path_has_the_sentence_behind_every_step(store: GraphStore, ties: Ties) -> None:
    """The shortest way through events, each step with words and the sentences of its fact."""
    found = path(store, ties, "俞林伟", "沈权", via=["event", "person"])
    assert [s.in_words() for s in found.steps] == [
        "俞林伟 —参加→ 推进会", "推进会 ←参加— 刘琪", "刘琪 —参加→ 部署会", "部署会 ←主持— 曹立强", "曹立强 —参加→ 座谈会",
        "座谈会 ←参加— 沈权",
    ]  # fmt: skip
    assert all(step.sentences and step.sentences[0].page in ("a.txt", "b.txt") for step in found.steps)
    assert found.to_dict()["steps"][0]["sentences"][0]["quote"].startswith("attends")


def test_a_path_can_be_told_what_to_lead_through(store: GraphStore, ties: Ties) -> None:
    """Through bodies only, or not at all."""
    assert [s.in_words() for s in path(store, ties, "鲍炳章", "曹立强", via=["body"]).steps] == [
        "鲍炳章 —书记→ 徐汇区委", "徐汇区委 ←书记— 曹立强",
    ]  # fmt: skip
    assert path(store, ties, "鲍炳章", "沈权", via=["policy"]).steps == ()
    assert path(store, ties, "鲍炳章", "鲍炳章").steps == ()
    assert path(store, ties, "刘琪", "培养计划").steps[-1].in_words() == "徐汇区委 —实施→ 培养计划"


def test_of_ways_equally_long_the_less_connected_is_taken(store: GraphStore, ties: Ties) -> None:
    """The seat that two secretaries held one after the other says more than somebody who is everywhere."""
    found = path(store, ties, "俞林伟", "沈权")
    assert len(found.steps) == 6
    assert [s.target.name for s in found.steps[1:4]] == ["鲍炳章", "徐汇区委", "曹立强"]


def test_a_name_must_mean_one_thing(store: GraphStore, ties: Ties) -> None:
    """Nobody, or several, is an error that lists what to choose from; an identifier means one."""
    with pytest.raises(QueryError, match="nothing in the graph"):
        path(store, ties, "刘琪", "赵六")
    assert path(store, ties, "person/310104/刘琪", BASE + "person/310104/鲍炳章").steps
    twice = Ties({**ties.things, "x": type(ties.find("刘琪")[0])("x", "刘琪", "person")}, ties.ties)
    with pytest.raises(QueryError, match="several"):
        circle(twice, "刘琪")


def test_the_order_of_pages_makes_no_difference(ties: Ties) -> None:
    """The same ties, networks and groups in any order of pages."""
    mixed = list(PAGES)
    random.Random(2).shuffle(mixed)
    with open_store(None) as made:
        for page in reversed(mixed):
            made.put_page(page.fuse())
        again = load_ties(made)
    assert again == ties
    assert project(again, "all") == project(ties, "all")


def test_unknown_networks_and_weights_are_refused(ties: Ties) -> None:
    """The message lists what there is."""
    with pytest.raises(UsageError, match="people-bodies"):
        project(ties, "dogs")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="shared"):
        project(ties, "people", weight="heavy")  # type: ignore[arg-type]
