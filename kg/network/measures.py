"""Numbers of a network: who is central, and which groups hold together. The same network gives the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import networkx as nx

from kg.errors import UsageError
from kg.network.projection import Network
from kg.network.ties import Thing

By = Literal["degree", "strength", "betweenness", "pagerank"]

# Betweenness looks at all pairs up to this many nodes; beyond, from a fixed sample of this size.
EXACT = 1500
SAMPLE = 400
_SEED = 20210421


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node with its place (1 is first; equal values share a place) and value. ``degree`` counts its neighbours."""

    place: int
    iri: str
    name: str
    kind: str
    value: float
    degree: int
    approximate: bool = False

    def row(self) -> dict[str, Any]:
        """The node as a row of a table."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that hold together, the best connected first; ``inside`` is the weight of the edges among them."""

    number: int
    members: tuple[Thing, ...]
    inside: float

    @property
    def label(self) -> str:
        """The names of the best connected three."""
        return "、".join(thing.name for thing in self.members[:3])

    def row(self) -> dict[str, Any]:
        """The community as a row of a table."""
        names = [thing.name for thing in self.members]
        return {"number": self.number, "size": len(names), "inside": self.inside, "label": self.label, "members": names}


def rank(network: Network, by: By = "degree", *, limit: int | None = None) -> tuple[Ranked, ...]:
    """The nodes by a measure, highest first.

    "degree" (neighbours as a share of all other nodes), "strength" (sum of weights), "betweenness" (share of shortest
    ways that lead through; heavier ties are shorter), "pagerank". Betweenness of more than 1,500 nodes is estimated
    from a fixed sample and marked ``approximate``.
    """
    if by not in get_args(By):
        raise UsageError(f"rank by one of {', '.join(get_args(By))}, not by {by!r}")
    graph = network.graph()
    rough = by == "betweenness" and len(graph) > EXACT
    values = _values(graph, by)
    ordered = sorted(network.nodes, key=lambda t: (-round(values[t.iri], 9), t.name, t.iri))
    ranked: list[Ranked] = []
    for at, thing in enumerate(ordered, 1):
        value = round(float(values[thing.iri]), 6)
        place = ranked[-1].place if ranked and ranked[-1].value == value else at
        ranked.append(Ranked(place, thing.iri, thing.name, thing.kind, value, graph.degree(thing.iri), rough))
    return tuple(ranked[:limit])


def communities(network: Network, *, resolution: float = 1.0) -> tuple[Community, ...]:
    """The groups that Louvain's method finds, largest first; nodes without an edge belong to none."""
    graph = network.graph()
    graph.remove_nodes_from([n for n in list(graph) if graph.degree(n) == 0])
    if not len(graph):
        return ()
    # The method walks through sets; numbers instead of names make its way, and so its outcome, the same every time.
    order = sorted(graph)
    numbered = nx.relabel_nodes(graph, {iri: i for i, iri in enumerate(order)})
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(order)))
    plain.add_weighted_edges_from(sorted((min(a, b), max(a, b), w) for a, b, w in numbered.edges(data="weight")))
    found = nx.community.louvain_communities(plain, weight="weight", resolution=resolution, seed=_SEED)
    things = {thing.iri: thing for thing in network.nodes}
    strength = dict(graph.degree(weight="weight"))
    groups = []
    for group in found:
        iris = sorted((order[i] for i in group), key=lambda iri: (-strength[iri], things[iri].name, iri))
        inside = round(sum(w for *_, w in graph.subgraph(iris).edges(data="weight")), 6)
        groups.append((iris, inside))
    groups.sort(key=lambda g: (-len(g[0]), -g[1], g[0]))
    return tuple(
        Community(number, tuple(things[iri] for iri in iris), inside) for number, (iris, inside) in enumerate(groups, 1)
    )


def _values(graph: nx.Graph[str], by: By) -> Mapping[str, float]:
    if by == "strength":
        return dict(graph.degree(weight="weight"))
    if by == "betweenness":
        return _betweenness(graph)
    if by == "pagerank":
        return _pagerank(graph)
    others = max(1, len(graph) - 1)
    return {iri: degree / others for iri, degree in graph.degree()}


def _betweenness(graph: nx.Graph[str]) -> Mapping[str, float]:
    for _, _, data in graph.edges(data=True):
        data["length"] = 1.0 / data["weight"]
    sample = SAMPLE if len(graph) > EXACT else None
    values: Mapping[str, float] = nx.betweenness_centrality(graph, k=sample, weight="length", seed=_SEED)
    return values


def _pagerank(graph: nx.Graph[str], damping: float = 0.85, tolerance: float = 1e-10) -> Mapping[str, float]:
    """The chance to meet a node on a random walk along the ties, by repeated steps until nothing moves."""
    nodes = list(graph)
    if not nodes:
        return {}
    out = dict(graph.degree(weight="weight"))
    score = dict.fromkeys(nodes, 1.0 / len(nodes))
    for _ in range(500):
        loose = sum(score[n] for n in nodes if not out[n])
        fresh = dict.fromkeys(nodes, (1.0 - damping + damping * loose) / len(nodes))
        for a, b, w in graph.edges(data="weight"):
            fresh[b] += damping * score[a] * w / out[a]
            fresh[a] += damping * score[b] * w / out[b]
        moved = sum(abs(fresh[n] - score[n]) for n in nodes)
        score = fresh
        if moved < tolerance:
            break
    return score
