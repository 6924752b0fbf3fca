"""Where every node lies: islands of things that belong together, packed close, the related ones next to each other.

A flat force layout of a big graph is a hairball whatever the library. Here the graph falls into communities
(Louvain, fixed seed); each is laid out by itself with room for its labels; then they are set down one after the
other, the most connected first, each on the free spot nearest to those it is linked with. Positions are whole numbers;
one unit is one pixel at scale 1. About 5 s for 20,000 nodes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np

from kg.publish.view.ground import Ground
from kg.publish.view.model import ViewGraph
from kg.publish.view.springs import Floats, Ints, separate, spring

_FONT: Final = 13
_LINE: Final = 9  # characters of a label before it takes a second line; the page wraps by the same number
_SMALLEST: Final = 4  # a community below this size joins the neighbour it has most edges with
_LARGEST: Final = 260  # a community above this size is cut once more
_SEED: Final = 7
_FEW: Final = 100  # islands that are worth setting down more than once
# The room for the drawing beside the panel on a desktop, and above the sheet on a phone.
WIDE: Final = (1000.0, 690.0)
HIGH: Final = (370.0, 520.0)


@dataclass(frozen=True, slots=True)
class Caption:
    """What an island is called from afar: its number, centre, width, height, and the node whose name stands for it."""

    island: int
    x: int
    y: int
    width: int
    height: int
    node: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Places by position in the graph's nodes: ``x``, ``y``, ``radius``, and which ``island`` each belongs to.

    ``upright`` tells for each island how far (x, y) it moves to suit a screen that is higher than wide.
    """

    x: tuple[int, ...]
    y: tuple[int, ...]
    radius: tuple[int, ...]
    island: tuple[int, ...]
    captions: tuple[Caption, ...] = ()
    upright: tuple[tuple[int, int], ...] = ()


def degrees(graph: ViewGraph) -> tuple[int, ...]:
    """The number of edges at each node, parallel ones counted."""
    count = [0] * len(graph.nodes)
    for edge in graph.edges:
        count[edge.source] += 1
        count[edge.target] += 1
    return tuple(count)


def radii(degree: tuple[int, ...]) -> tuple[int, ...]:
    """Half the width of each node's sign: grows with the root of its degree, from 5 to 30."""
    return tuple(min(30, round(4.5 + 2.4 * float(np.sqrt(d)))) for d in degree)


def islands(graph: ViewGraph) -> Layout:
    """The layout described above, for any graph; the same graph in the same order gives the same numbers."""
    degree = degrees(graph)
    radius = radii(degree)
    links = _links(graph)
    boxes = _boxes(graph, radius)
    groups = _communities(len(graph.nodes), links, degree)
    home = np.zeros(len(graph.nodes), dtype=np.int64)
    for g, group in enumerate(groups):
        home[group] = g
    inner, outer = _sort_links(links, home, len(groups))
    place = np.zeros((len(graph.nodes), 2))
    sizes = np.zeros((len(groups), 2))
    for g, group in enumerate(groups):
        local = _inside(group, inner[g], boxes[group])
        low, high = (local - boxes[group] / 2).min(0), (local + boxes[group] / 2).max(0)
        place[group] = local - (low + high) / 2
        sizes[g] = high - low
    linked = [g for g, group in enumerate(groups) if degree[group[0]]]
    wide = fill_screen(sizes, outer, linked, WIDE)
    high = fill_screen(sizes, outer, linked, HIGH)
    if groups:
        place += wide[home]
    captions = tuple(
        _caption(graph, g, group, np.rint(wide[g]).astype(int), np.rint(sizes[g]).astype(int))
        for g, group in enumerate(groups)
        if len(group) >= _SMALLEST
    )
    xs, ys = (tuple(int(v) for v in np.rint(place[:, axis])) for axis in (0, 1))
    upright = tuple((int(x), int(y)) for x, y in np.rint(high - wide))
    return Layout(xs, ys, radius, tuple(home.tolist()), captions, upright)


def _links(graph: ViewGraph) -> dict[tuple[int, int], float]:
    """How strongly two nodes hang together: parallel and reciprocal edges summed, each pair once, a < b."""
    links: dict[tuple[int, int], float] = defaultdict(float)
    for edge in graph.edges:
        if edge.source != edge.target:
            links[min(edge.source, edge.target), max(edge.source, edge.target)] += 1.0
    return {pair: float(np.log2(1 + weight)) for pair, weight in sorted(links.items())}


def _boxes(graph: ViewGraph, radius: tuple[int, ...]) -> Floats:
    """Width and height that each node takes together with its label, in units. Shape (n, 2)."""
    boxes = np.empty((len(graph.nodes), 2))
    for i, node in enumerate(graph.nodes):
        length = len(node.label)
        lines = 1 if length <= _LINE else 2
        boxes[i] = max(2 * radius[i] + 8, min(length, _LINE) * _FONT + 6), 2 * radius[i] + lines * (_FONT + 4) + 8
    return boxes


def _communities(n: int, links: dict[tuple[int, int], float], degree: tuple[int, ...]) -> list[list[int]]:
    """The islands, largest first, each with its most connected node first; a node without edges is one by itself."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in links.items())
    parts: list[set[int]] = []
    for component in nx.connected_components(graph):
        parts.extend(_split(graph.subgraph(component)) if len(component) > 40 else [component])
    home = {i: p for p, part in enumerate(parts) for i in part}
    for p in sorted(range(len(parts)), key=lambda p: (len(parts[p]), min(parts[p], default=0))):
        if 0 < len(parts[p]) < _SMALLEST:
            pull: dict[int, float] = defaultdict(float)
            for i in parts[p]:
                for j, data in graph[i].items():
                    if home[j] != p:
                        pull[home[j]] += data["weight"]
            if pull:
                target = max(pull, key=lambda q: (pull[q], -q))
                for i in parts[p]:
                    home[i] = target
                parts[target] |= parts[p]
                parts[p] = set()
    ordered = [sorted(part, key=lambda i: (-degree[i], i)) for part in parts if part]
    return sorted(ordered, key=lambda group: (-len(group), group[0]))


def _split(graph: nx.Graph) -> list[set[int]]:
    """Louvain's communities of a connected graph, the too large ones cut again at a finer resolution."""
    # Louvain's result hangs on the order of the nodes, and a view of a graph lists them by the hashes of a set.
    ordered: nx.Graph = nx.Graph()
    ordered.add_nodes_from(sorted(graph.nodes))
    ordered.add_weighted_edges_from(sorted((min(a, b), max(a, b), w) for a, b, w in graph.edges(data="weight")))
    parts: list[set[int]] = []
    for part in nx.community.louvain_communities(ordered, seed=_SEED):
        if len(part) <= _LARGEST:
            parts.append(part)
            continue
        inner = ordered.subgraph(sorted(part))
        parts.extend(nx.community.louvain_communities(nx.Graph(inner), seed=_SEED, resolution=2.0))
    return parts


def _sort_links(
    links: dict[tuple[int, int], float], home: Ints, count: int
) -> tuple[list[list[tuple[int, int, float]]], list[dict[int, float]]]:
    """The links inside each island, and for each island how strongly it hangs on each of the others."""
    inner: list[list[tuple[int, int, float]]] = [[] for _ in range(count)]
    outer: list[dict[int, float]] = [defaultdict(float) for _ in range(count)]
    for (a, b), weight in links.items():
        ha, hb = int(home[a]), int(home[b])
        if ha == hb:
            inner[ha].append((a, b, weight))
        else:
            outer[ha][hb] += weight
            outer[hb][ha] += weight
    return inner, outer


def _inside(group: list[int], links: list[tuple[int, int, float]], boxes: Floats) -> Floats:
    """Places of one island's nodes around its own origin, wider than high as labels are."""
    at = {i: k for k, i in enumerate(group)}
    pairs = np.array([(at[a], at[b]) for a, b, _ in links], dtype=np.int64).reshape(-1, 2)
    weights = np.array([w for _, _, w in links], dtype=np.float64)
    return separate(spring(len(group), pairs, weights, boxes) * (1.2, 0.85), boxes)


def fill_screen(sizes: Floats, outer: list[dict[int, float]], linked: list[int], screen: tuple[float, float]) -> Floats:
    """The islands set down to fill a ``screen`` (width, height); when they are few, several ways are tried."""
    ratio = screen[0] / screen[1]
    stretches = (ratio, ratio * 0.8, ratio * 1.25) if len(linked) <= _FEW else (ratio,)
    tried = [_set_down(sizes, outer, linked, stretch) for stretch in stretches]
    if not linked:
        return tried[0]

    def scale(centres: Floats) -> float:
        extent = (centres + sizes / 2)[linked].max(0) - (centres - sizes / 2)[linked].min(0)
        return float(min(screen[0] / extent[0], screen[1] / extent[1]))

    return max(tried, key=scale)


def _set_down(sizes: Floats, outer: list[dict[int, float]], linked: list[int], stretch: float) -> Floats:
    """The centres of the islands: next comes the one that hangs most on those already there, else the largest.

    Nodes without any edge are no islands: they stand in rows below.
    """
    ground = Ground(sizes[linked], stretch)
    centres = np.zeros_like(sizes)
    pulled: dict[int, float] = {}
    waiting = dict.fromkeys(linked)
    while waiting:
        g = max(pulled, key=lambda k: (pulled[k], -k)) if pulled else next(iter(waiting))
        pulled.pop(g, None)
        del waiting[g]
        friends = [(k, w) for k, w in outer[g].items() if k not in waiting]
        wish = np.zeros(2)
        if friends:
            weight = np.array([w for _, w in friends])
            wish = (centres[[k for k, _ in friends]] * weight[:, None]).sum(0) / weight.sum()
        centres[g] = ground.put(sizes[g], wish)
        for k, w in outer[g].items():
            if k in waiting:
                pulled[k] = pulled.get(k, 0.0) + w
    _line_up(centres, sizes, linked)
    return centres


def _line_up(centres: Floats, sizes: Floats, linked: list[int]) -> None:
    """Set the islands that are not ``linked`` in rows below the others, as wide as those."""
    edges = np.array([centres[linked] - sizes[linked] / 2, centres[linked] + sizes[linked] / 2]).reshape(-1, 2)
    (left, _), (right, bottom) = (edges.min(0), edges.max(0)) if len(linked) else (np.zeros(2), np.array([1200.0, 0.0]))
    x, y, height = left, bottom + 80, 0.0
    known = set(linked)
    for g in range(len(sizes)):
        if g in known:
            continue
        w, h = sizes[g]
        if x + w > right and x > left:
            x, y, height = left, y + height, 0.0
        centres[g] = (x + w / 2, y + h / 2)
        x, height = x + w, max(height, h)


def _caption(graph: ViewGraph, number: int, group: list[int], centre: Ints, size: Ints) -> Caption:
    """An island goes by its most connected body, or by its most connected node if it has no body."""
    node = next((i for i in group if graph.nodes[i].type == "body"), group[0])
    return Caption(number, int(centre[0]), int(centre[1]), int(size[0]), int(size[1]), node)
