"""What the options cut, and that the page is told what was cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import UsageError
from kg.publish.view.model import Quote, Source, ViewEdge, ViewGraph, ViewNode
from kg.publish.view.narrow import find, narrow
from kg.publish.view.options import ViewOptions
from kg.publish.view.projections import bodies, people
from tests.publish.planted import planted


def town() -> ViewGraph:
    """Three persons, two bodies, two meetings, a programme and an area, with dates far apart."""
    node = [
        ViewNode("p/bao", "person", "鲍炳章"),
        ViewNode("p/zhong", "person", "钟晓咏"),
        ViewNode("p/gong", "person", "龚正"),
        ViewNode("b/qw", "body", "徐汇区委", ("中共徐汇区委",)),
        ViewNode("b/zzb", "body", "徐汇区委组织部"),
        ViewNode("e/1", "event", "推进大会", (), "2021-04-22"),
        ViewNode("e/2", "event", "论坛", (), "2024-12"),
        ViewNode("o/1", "policy", "三年决战"),
        ViewNode("a/xh", "area", "徐汇区"),
        ViewNode("a/sh", "area", "上海市"),
        ViewNode("p/alone", "person", "无关"),
    ]
    at = {n.id: i for i, n in enumerate(node)}

    def edge(a: str, b: str, relation: str, quotes: tuple[int, ...] = (), **more: str) -> ViewEdge:
        return ViewEdge(at[a], at[b], relation, quotes=quotes, **more)  # type: ignore[arg-type]

    april = {"start": "2021-04-22", "end": "2021-04-22"}
    december = {"start": "2024-12", "end": "2024-12"}
    edges = (
        edge("p/bao", "b/qw", "holds", (0,), label="书记", status="current", start="2021-04-23", end="2021-04-23"),
        edge("p/bao", "e/1", "attends", (1,), **april),
        edge("p/zhong", "e/1", "chairs", (1, 2), **april),
        edge("p/zhong", "e/1", "speaks", (2,), **april),
        edge("p/zhong", "e/2", "attends", (3,), **december),
        edge("p/gong", "e/2", "speaks", (3,), **december),
        edge("b/qw", "o/1", "implements", (0,)),
        edge("b/zzb", "b/qw", "part_of"),
        edge("b/qw", "a/xh", "located_in"),
        edge("a/xh", "a/sh", "part_of"),
    )
    sources = (Source("我区召开推进大会", "xuhui.txt", "2021-04-23"), Source("论坛开幕", "city.txt", "2024-12-05"))
    quotes = tuple(Quote(f"第{k}句", 0 if k < 3 else 1, k, k + 3, "rule", 0.9) for k in range(4))
    return ViewGraph(tuple(node), edges, quotes, sources, "样例")


def labels(graph: ViewGraph) -> set[str]:
    return {node.label for node in graph.nodes}


def test_areas_are_left_out_unless_asked_for() -> None:
    """The plain view has persons, bodies, events and policies; ``types`` asks for others and says what is missing."""
    assert labels(narrow(town(), ViewOptions())) == labels(town()) - {"徐汇区", "上海市"}
    cut = narrow(town(), ViewOptions(types=("body", "area")))
    assert {node.type for node in cut.nodes} == {"body", "area"}
    assert cut.notes == ("不含人物、事件、政策。",)


def test_the_focus_keeps_its_neighbourhood() -> None:
    """Next to 鲍炳章 lie his office and his meeting, two steps away who else was there; the rest is counted."""
    one = narrow(town(), ViewOptions(focus="鲍炳章", hops=1))
    assert labels(one) == {"鲍炳章", "徐汇区委", "推进大会"}
    two = narrow(town(), ViewOptions(focus="鲍炳章", hops=2))
    assert labels(two) == {"鲍炳章", "徐汇区委", "推进大会", "钟晓咏", "三年决战", "徐汇区委组织部"}
    assert "略去其余 3 个节点" in two.notes[-1]


def test_the_focus_may_be_another_name_or_an_iri() -> None:
    """A body is found by any of its names; an IRI works as well."""
    graph = town()
    assert find(graph, "中共徐汇区委") == find(graph, "b/qw") == (3,)
    whole = replace(graph, nodes=tuple(replace(node, id=f"https://w3id.org/x/{node.id}") for node in graph.nodes))
    assert find(whole, "b/qw") == find(whole, "https://w3id.org/x/b/qw") == (3,)
    assert "“徐汇区委”" in narrow(whole, ViewOptions(focus="b/qw", hops=1)).notes[-1]


def test_an_unknown_focus_is_told_with_names_that_are_near() -> None:
    """A misspelt name is an error of usage that suggests what is there."""
    with pytest.raises(UsageError, match="did you mean 鲍炳章"):
        narrow(town(), ViewOptions(focus="鲍炳"))


def test_the_period_cuts_facts_and_what_hung_on_them() -> None:
    """In 2021 there is no forum of 2024 and nobody who was only there; undated facts stay, and the note counts."""
    cut = narrow(town(), ViewOptions(since="2021", until="2021-12-31"))
    assert labels(cut) == {"鲍炳章", "钟晓咏", "徐汇区委", "徐汇区委组织部", "推进大会", "三年决战", "无关"}
    assert "略去时间之外的 2 条" in cut.notes[0]


def test_partial_dates_reach_over_their_whole_span() -> None:
    """A forum of "2024-12" lies in a period that begins on 5 December, and in one that ends with "2024"."""
    for options in (ViewOptions(since="2024-12-05"), ViewOptions(since="2024", until="2024")):
        assert "论坛" in labels(narrow(town(), options))


def test_top_keeps_the_most_connected_and_says_so() -> None:
    """``top`` keeps that many nodes, by degree; the note counts nodes and edges left out."""
    graph = planted(300)
    cut = narrow(graph, ViewOptions(top=50))
    assert len(cut.nodes) == 50
    assert "只含联系最多的 50 个节点；略去其余 250 个节点" in cut.notes[-1]


def test_quotes_follow_their_edges() -> None:
    """After any cut each edge still has its own sentences, and no sentence is carried that nothing rests on."""
    cut = narrow(town(), ViewOptions(focus="龚正", hops=1))
    assert [quote.text for edge in cut.edges for quote in (cut.quotes[q] for q in edge.quotes)] == ["第3句"]
    assert [source.headline for source in cut.sources] == ["论坛开幕"]


def test_people_are_joined_by_the_events_they_share() -> None:
    """Two persons at one meeting are one edge, however many things each did there; sentences of both come first."""
    graph = people(town())
    assert labels(graph) == {"鲍炳章", "钟晓咏", "龚正", "无关"}
    met = [(graph.nodes[e.source].label, graph.nodes[e.target].label, e.weight, e.quotes) for e in graph.edges]
    assert met == [("鲍炳章", "钟晓咏", 1, (1, 2)), ("钟晓咏", "龚正", 1, (3,))]


def test_crowds_join_nobody_and_are_counted() -> None:
    """An event with more than sixty guests makes no pairs; the note says that there was one."""
    guests = tuple(ViewNode(f"p/{i}", "person", f"人{i}") for i in range(61))
    event = ViewNode("e", "event", "大会")
    graph = ViewGraph((*guests, event), tuple(ViewEdge(i, 61, "attends") for i in range(61)))
    assert people(graph).edges == ()
    assert "与会超过 60 人的 1 场活动" in people(graph).notes[-1]


def test_bodies_hang_on_their_parents_and_areas() -> None:
    """The view of bodies has parts, areas above them, and the holders of offices as what is known of a body."""
    graph = bodies(town())
    assert labels(graph) == {"徐汇区委", "徐汇区委组织部", "徐汇区", "上海市"}
    assert [(graph.nodes[e.source].label, e.relation, graph.nodes[e.target].label) for e in graph.edges] == [
        ("徐汇区委组织部", "part_of", "徐汇区委"),
        ("徐汇区委", "located_in", "徐汇区"),
        ("徐汇区", "part_of", "上海市"),
    ]
    assert ("任职", "鲍炳章（书记）") in graph.nodes[[n.label for n in graph.nodes].index("徐汇区委")].attrs


def test_the_timeline_has_offices_only() -> None:
    """The view of offices over time keeps persons and bodies that an office joins."""
    assert labels(narrow(town(), ViewOptions(form="timeline"))) == {"鲍炳章", "徐汇区委"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "cake"}, {"types": ("cat",)}, {"since": "April"}, {"since": "2022", "until": "2021"},
        {"hops": 0}, {"top": 0},
    ],
)
def test_words_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    """Each is an error of usage that names the option."""
    with pytest.raises(UsageError, match="--"):
        ViewOptions(**wrong)  # type: ignore[arg-type]


def test_a_graph_must_hold_together() -> None:
    """An edge or quote that points nowhere cannot be made."""
    node = ViewNode("p", "person", "某")
    with pytest.raises(ValueError, match="node that is not there"):
        ViewGraph((node,), (ViewEdge(0, 1, "met"),))
    with pytest.raises(ValueError, match="quote that is not there"):
        ViewGraph((node,), (ViewEdge(0, 0, "met", quotes=(0,)),))
    with pytest.raises(ValueError, match="unknown relation"):
        ViewEdge(0, 0, "likes")
    with pytest.raises(ValueError, match="unknown node type"):
        ViewNode("x", "cat", "猫")
