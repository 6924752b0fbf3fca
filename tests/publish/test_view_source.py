"""From the store to the page's graph: what is asked for by SPARQL is what the pages said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.graph.opening import open_store
from kg.graph.store import GraphStore
from kg.graph.tenure import settle_derived
from kg.publish.view import ViewOptions, view_from_store
from kg.publish.view.model import ViewEdge, ViewGraph
from kg.publish.view.source import read_graph
from tests.graph.made import forum_page, numbered_page


@pytest.fixture
def store() -> Iterator[GraphStore]:
    with open_store(None, mode="write") as opened:
        opened.put_page(forum_page())
        settle_derived(opened)
        yield opened


def told(graph: ViewGraph, edge: ViewEdge) -> tuple[str, str, str, str]:
    return graph.nodes[edge.source].label, edge.relation, edge.label, graph.nodes[edge.target].label


def edge(graph: ViewGraph, *wanted: str) -> ViewEdge:
    found = [e for e in graph.edges if told(graph, e) == wanted]
    assert len(found) == 1, wanted
    return found[0]


def test_every_relation_of_a_page_arrives(store: GraphStore) -> None:
    """Offices, parts in events, policies, hierarchy, area and place of a page are all edges, each once."""
    graph = read_graph(store)
    assert {told(graph, e) for e in graph.edges} >= {
        ("鲍炳章", "holds", "书记", "徐汇区委"),
        ("钟晓咏", "holds", "区长", "徐汇区政府"),
        ("钟晓咏", "holds", "副书记", "徐汇区委"),
        ("鲍炳章", "attends", "", "旧住房改造“三年决战”推进大会"),
        ("钟晓咏", "chairs", "", "旧住房改造“三年决战”推进大会"),
        ("徐汇区政府", "organizes", "", "旧住房改造“三年决战”推进大会"),
        ("徐汇区政府", "implements", "", "三年决战"),
        ("徐汇区房管局", "issues", "", "三年决战"),
        ("徐汇区房管局", "part_of", "", "徐汇区政府"),
        ("徐汇区房管局", "located_in", "", "徐汇区"),
        ("徐汇区", "part_of", "", "上海市"),
        ("旧住房改造“三年决战”推进大会", "takes_place_at", "", "区机关大厦"),
    }
    assert len({told(graph, e) for e in graph.edges}) == len(graph.edges)


def test_sentences_come_with_article_page_and_day(store: GraphStore) -> None:
    """An office told in two articles has both sentences, each with where it stands."""
    graph = view_from_store(store)
    quotes = [graph.quotes[q] for q in edge(graph, "鲍炳章", "holds", "书记", "徐汇区委").quotes]
    assert sorted((q.text, graph.sources[q.source].headline, q.start) for q in quotes) == [
        ("区委书记鲍炳章", "", 10_110),
        ("区委书记鲍炳章", "我区召开推进大会", 110),
    ]
    source = graph.sources[quotes[0].source]
    assert (source.page, source.date, quotes[0].rule, quotes[0].confidence) == (
        "xuhui.txt", "2021-04-23", "holds.rule", 0.95,
    )


def test_offices_carry_status_days_and_bounds(store: GraphStore) -> None:
    """An appointment begins on its day, a removal ends on its month, and what is derived of them comes along."""
    graph = view_from_store(store)
    appointed = edge(graph, "王伟", "holds", "副区长", "徐汇区政府")
    assert (appointed.status, appointed.start, appointed.end) == ("appointed", "2021-04-21", "2021-04-23")
    assert appointed.bounds[0] == "2021-04-21"
    removed = edge(graph, "李明", "holds", "副区长", "徐汇区政府")
    assert (removed.status, removed.start) == ("removed", "2021-04")
    assert removed.bounds[3] == "2021-04-30"


def test_things_carry_what_is_known_of_them(store: GraphStore) -> None:
    """Other names, area, kind, day and place are there in words."""
    graph = view_from_store(store)
    node = {n.label: n for n in graph.nodes}
    assert node["徐汇区委"].names == ("中共上海市徐汇区委员会", "中共徐汇区委")
    assert node["徐汇区委"].attrs == (("地区", "徐汇区"), ("类别", "党的机关"))
    event = node["旧住房改造“三年决战”推进大会"]
    assert (event.date, dict(event.attrs)["地点"]) == ("2021-04-22", "区机关大厦")


def test_reporters_are_not_drawn_and_counted(store: GraphStore) -> None:
    """Who only signs an article is no node; the page says how many there are."""
    graph = view_from_store(store)
    assert "耿洁玉" not in {n.label for n in graph.nodes}
    assert "另有 1 人只作为记者署名，没有画出。" in graph.notes


def test_the_order_of_pages_makes_no_difference() -> None:
    """Pages put into the store in another order give the same graph."""
    views = []
    for order in ((0, 1, 2), (2, 0, 1)):
        with open_store(None, mode="write") as store:
            for number in order:
                store.put_page(numbered_page(number))
            views.append(view_from_store(store))
    assert views[0] == views[1]


def test_the_title_names_whose_pages_these_are(store: GraphStore) -> None:
    """Without a title of the user's the page is called after the areas of its pages."""
    assert view_from_store(store).title == "徐汇区报纸中的人与事"
    assert view_from_store(store, ViewOptions(title="我的图")).title == "我的图"


def test_an_empty_store_is_an_empty_graph() -> None:
    """Nothing stored is no error."""
    with open_store(None, mode="write") as store:
        assert view_from_store(store).nodes == ()
