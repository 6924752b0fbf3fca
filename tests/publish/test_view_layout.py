"""Where the nodes lie: apart from each other, in islands, and always in the same places."""

from __future__ import annotations

import time

import numpy as np
import pytest

from kg.publish.view.layout import islands
from kg.publish.view.model import ViewEdge, ViewGraph, ViewNode
from kg.publish.view.springs import separate, spring
from kg.publish.view.tree import hierarchy
from tests.publish.planted import planted


def graph_of(
    labels: list[str], edges: list[tuple[int, int]], kind: str = "body", relation: str = "part_of"
) -> ViewGraph:
    nodes = tuple(ViewNode(f"https://example.org/{i}", kind, label) for i, label in enumerate(labels))
    return ViewGraph(nodes, tuple(ViewEdge(a, b, relation) for a, b in edges))


def test_the_same_graph_lies_the_same_way() -> None:
    """Two runs over the same graph give the same layout, number by number."""
    assert islands(planted(400)) == islands(planted(400))


def test_a_graph_without_nodes_or_edges_is_laid_out() -> None:
    """Nothing to draw is no error, and nodes without edges stand in rows apart from each other."""
    assert islands(ViewGraph((), ())).x == ()
    alone = islands(graph_of(["甲", "乙", "丙"], []))
    assert len(set(zip(alone.x, alone.y, strict=True))) == 3


def test_islands_do_not_overlap() -> None:
    """No node of one island lies in the middle half of another island's ground."""
    graph = planted(600)
    layout = islands(graph)
    for caption in layout.captions:
        inside = {
            layout.island[i]
            for i in range(len(graph.nodes))
            if abs(layout.x[i] - caption.x) < caption.width / 4 and abs(layout.y[i] - caption.y) < caption.height / 4
        }
        assert inside <= {caption.island}


def test_islands_are_the_planted_communities() -> None:
    """Most pairs of nodes that share an island were planted in the same district."""
    graph = planted(600)
    layout = islands(graph)
    district = [node.id.split("/")[-2] for node in graph.nodes]
    linked = {i for edge in graph.edges for i in (edge.source, edge.target)}
    together = [
        district[a] == district[b]
        for a in linked
        for b in linked
        if a < b and layout.island[a] == layout.island[b]
    ]
    assert sum(together) / len(together) > 0.8


def test_an_upright_screen_gets_its_own_arrangement() -> None:
    """Moved by ``upright`` the islands form a picture higher than wide; without it one wider than high."""
    graph = planted(900)
    layout = islands(graph)
    linked = sorted({i for edge in graph.edges for i in (edge.source, edge.target)})

    def ratio(x: list[int], y: list[int]) -> float:
        return (max(x) - min(x)) / (max(y) - min(y))

    wide = ratio([layout.x[i] for i in linked], [layout.y[i] for i in linked])
    moved = [layout.upright[layout.island[i]] for i in linked]
    high = ratio(
        [layout.x[i] + m[0] for i, m in zip(linked, moved, strict=True)],
        [layout.y[i] + m[1] for i, m in zip(linked, moved, strict=True)],
    )
    assert wide > 1 > high


def test_boxes_are_pushed_apart() -> None:
    """Thirty boxes on one spot end up beside each other, but for a rest that no eye sees."""
    boxes = np.tile(np.array([60.0, 20.0]), (30, 1))
    places = separate(np.zeros((30, 2)), boxes, rounds=400)
    for a in range(30):
        for b in range(a + 1, 30):
            over = boxes[0] - np.abs(places[a] - places[b])
            assert over.min() < 2.0


def test_springs_draw_friends_together() -> None:
    """Two cliques joined by one edge come out as two groups."""
    pairs = [(a, b) for k in (0, 6) for a in range(k, k + 6) for b in range(a + 1, k + 6)] + [(0, 6)]
    places = spring(12, np.array(pairs), np.ones(len(pairs)), np.full((12, 2), 40.0))
    first, second = places[:6].mean(0), places[6:].mean(0)
    spread = np.sqrt(((places[:6] - first) ** 2).sum(1)).mean()
    assert np.sqrt(((first - second) ** 2).sum()) > 1.5 * spread


def test_an_island_larger_than_the_springs_can_take_is_still_drawn() -> None:
    """A meeting with 2,000 guests comes out in an instant, everybody on a spot of their own."""
    graph = graph_of([f"人{i}" for i in range(2001)], [(i, 0) for i in range(1, 2001)], "person", "met")
    layout = islands(graph)
    assert len(set(zip(layout.x, layout.y, strict=True))) == 2001


@pytest.mark.slow
def test_the_time_of_a_layout_grows_with_the_graph_and_not_with_its_square() -> None:
    """Four times the nodes take less than ten times as long; by the square it would be sixteen."""

    def seconds(nodes: int) -> float:
        graph = planted(nodes)
        start = time.process_time()
        islands(graph)
        return time.process_time() - start

    assert seconds(20_000) < 10 * min(seconds(5_000), seconds(5_000))


def test_a_hierarchy_is_drawn_from_the_root_outwards() -> None:
    """Children lie further from the root than their parent, on both sides of it."""
    graph = graph_of(["徐汇区", *"甲乙丙丁"], [(1, 0), (2, 0), (3, 0), (4, 1)])
    layout = hierarchy(graph)
    away = [abs(layout.x[i] - layout.x[0]) for i in range(5)]
    assert away[4] > away[1] > 0
    assert min(layout.x) < layout.x[0] < max(layout.x)


def test_a_circle_of_bodies_is_drawn() -> None:
    """Bodies that are each a part of the other do not hang the layout."""
    layout = hierarchy(graph_of(["甲", "乙", "丙"], [(0, 1), (1, 2), (2, 0), (1, 1)]))
    assert len(layout.x) == 3
