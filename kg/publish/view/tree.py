"""A hierarchy as a mind map: each area with its bodies to its left and right, the areas side by side.

Used for the view of bodies. A node hangs on the first that it is part of; what closes a circle is drawn, but hangs
nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import numpy as np

from kg.publish.view.layout import HIGH, WIDE, Caption, Layout, degrees, fill_screen, radii
from kg.publish.view.model import ViewGraph

_ROW: Final = 40.0
_STEP: Final = 210.0
_SMALLEST: Final = 4


def hierarchy(graph: ViewGraph) -> Layout:
    """Places for a graph of bodies and areas, the same for the same graph."""
    parent = _parents(graph)
    children: dict[int, list[int]] = defaultdict(list)
    for child, above in sorted(parent.items()):
        children[above].append(child)
    # An area begins a map of its own, so that a province is not one single tree.
    roots = [i for i, node in enumerate(graph.nodes) if i not in parent or (node.type == "area" and children[i])]
    inside = {i: [c for c in below if c not in set(roots)] for i, below in children.items()}
    home = np.zeros(len(graph.nodes), dtype=np.int64)
    place = np.zeros((len(graph.nodes), 2))
    sizes = np.zeros((len(roots), 2))
    for number, root in enumerate(roots):
        spots = _mind_map(root, inside)
        xy = np.array(list(spots.values()))
        low, high = xy.min(0), xy.max(0)
        members = list(spots)
        home[members] = number
        place[members] = xy - (low + high) / 2
        sizes[number] = high - low + (_STEP, 1.5 * _ROW)
    outer: list[dict[int, float]] = [defaultdict(float) for _ in roots]
    for edge in graph.edges:
        a, b = int(home[edge.source]), int(home[edge.target])
        if a != b:
            outer[a][b] += 1.0
            outer[b][a] += 1.0
    degree = degrees(graph)
    linked = [n for n, root in enumerate(roots) if degree[root]]
    wide, high_ = (fill_screen(sizes, outer, linked, screen) for screen in (WIDE, HIGH))
    if roots:
        place += wide[home]
    counts = np.bincount(home, minlength=len(roots))
    captions = tuple(
        Caption(n, int(wide[n, 0]), int(wide[n, 1]), int(sizes[n, 0]), int(sizes[n, 1]), roots[n])
        for n in range(len(roots))
        if counts[n] >= _SMALLEST
    )
    xs, ys = (tuple(int(v) for v in np.rint(place[:, axis])) for axis in (0, 1))
    upright = tuple((int(x), int(y)) for x, y in np.rint(high_ - wide))
    return Layout(xs, ys, radii(degree), tuple(home.tolist()), captions, upright)


def _parents(graph: ViewGraph) -> dict[int, int]:
    """Child → parent along ``part_of``, else along ``located_in``, without circles."""
    parent: dict[int, int] = {}
    for relation in ("part_of", "located_in"):
        for edge in graph.edges:
            if edge.relation != relation or edge.source in parent:
                continue
            above: int | None = edge.target
            while above is not None and above != edge.source:
                above = parent.get(above)
            if above is None:
                parent[edge.source] = edge.target
    return parent


def _mind_map(root: int, children: dict[int, list[int]]) -> dict[int, tuple[float, float]]:
    """Places of a root's tree around the root at (0, 0): its branches half to the right, half to the left."""
    rows: dict[int, int] = {}

    def count(i: int) -> int:
        rows[i] = sum(count(c) for c in children.get(i, ())) or 1
        return rows[i]

    count(root)
    branches = children.get(root, [])
    sides: tuple[list[int], list[int]] = ([], [])
    for branch in sorted(branches, key=lambda c: (-rows[c], c)):
        lighter = min((0, 1), key=lambda side: sum(rows[c] for c in sides[side]))
        sides[lighter].append(branch)
    spots: dict[int, tuple[float, float]] = {root: (0.0, 0.0)}

    def lay(i: int, x: float, top: float, step: float) -> None:
        spots[i] = (x, top + rows[i] * _ROW / 2)
        for child in sorted(children.get(i, ())):
            lay(child, x + step, top, step)
            top += rows[child] * _ROW

    for side, step in zip(sides, (_STEP, -_STEP), strict=True):
        top = -sum(rows[c] for c in side) * _ROW / 2
        for branch in sorted(side):
            lay(branch, step, top, step)
            top += rows[branch] * _ROW
    return spots
