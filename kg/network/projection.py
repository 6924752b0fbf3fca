"""Networks to count in: which things are the nodes, what ties two of them, and how much a tie weighs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, get_args

import networkx as nx

from kg.errors import UsageError
from kg.network.ties import BODY, EVENT, PERSON, POLICY, Thing, Tie, Ties

Kind = Literal["people-by-events", "people-by-bodies", "people", "people-bodies", "bodies-policies", "all"]
Weight = Literal["count", "shared", "one"]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Two nodes (by IRI, ``a`` before ``b``), what ties them (events, bodies or facts, by IRI), and when.

    ``weight`` is what the projection was asked to make of ``count``, the number of shared things.
    """

    a: str
    b: str
    weight: float
    count: int
    first: str
    last: str
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Things and the weighted edges between them, both in a fixed order; ``undated`` ties without day are left out."""

    kind: Kind
    nodes: tuple[Thing, ...]
    edges: tuple[Edge, ...]
    undated: int = 0

    def graph(self) -> nx.Graph[str]:
        """The network for networkx: nodes by IRI with name and kind, edges with weight, count, first, last."""
        graph: nx.Graph[str] = nx.Graph()
        for thing in self.nodes:
            graph.add_node(thing.iri, name=thing.name, kind=thing.kind)
        for e in self.edges:
            graph.add_edge(e.a, e.b, weight=e.weight, count=e.count, first=e.first, last=e.last)
        return graph

    def rows(self) -> list[dict[str, Any]]:
        """The edges as rows of a table, with names."""
        name = {thing.iri: thing.name for thing in self.nodes}
        return [
            {
                "a": name[e.a], "b": name[e.b], "weight": e.weight, "count": e.count, "first": e.first, "last": e.last,
                "a_iri": e.a, "b_iri": e.b,
            }
            for e in self.edges
        ]  # fmt: skip


def project(ties: Ties, kind: Kind = "people", *, weight: Weight = "count") -> Network:
    """A network of the ties.

    kind: "people-by-events" (who was at the same events), "people-by-bodies" (who is shown in the same body), "people"
    (both), "people-bodies", "bodies-policies", "all" (every thing, every tie). weight: "count" (number of shared things
    or facts), "shared" (each shared thing counts 1/(members - 1), so that a congress of three hundred does not outweigh
    a meeting of three), "one".
    """
    if kind not in get_args(Kind) or weight not in get_args(Weight):
        raise UsageError(
            f"a network is one of {', '.join(get_args(Kind))}, a weight one of {', '.join(get_args(Weight))}"
        )
    if kind in ("people-by-events", "people-by-bodies", "people"):
        hubs = {"people-by-events": (EVENT,), "people-by-bodies": (BODY,), "people": (EVENT, BODY)}[kind]
        edges = shared_edges(ties, hubs, weight)
        nodes = {
            tie.source for tie in ties.ties if _kind(ties, tie.source) == PERSON and _kind(ties, tie.target) in hubs
        }
    else:
        wanted = {"people-bodies": (PERSON, BODY), "bodies-policies": (BODY, POLICY)}.get(kind)
        chosen = [t for t in ties.ties if not wanted or (_kind(ties, t.source), _kind(ties, t.target)) == wanted]
        edges = _direct(chosen, weight)
        nodes = {iri for tie in chosen for iri in (tie.source, tie.target)}
    return Network(kind, tuple(ties.things[iri] for iri in sorted(nodes)), tuple(edges), ties.undated)


def _kind(ties: Ties, iri: str) -> str:
    return ties.things[iri].kind


def _direct(ties: Iterable[Tie], weight: Weight) -> list[Edge]:
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        a, b = sorted((tie.source, tie.target))
        pairs.setdefault((a, b), []).append(tie)
    degree: dict[str, int] = {}
    for _, b in ((t[0].source, t[0].target) for t in pairs.values()):
        degree[b] = degree.get(b, 0) + 1
    edges = []
    for (a, b), found in sorted(pairs.items()):
        count = len(found)
        value = {"count": float(count), "shared": 1.0 / max(1, degree[found[0].target] - 1), "one": 1.0}[weight]
        edges.append(Edge(a, b, round(value, 6), count, *_span(found), tuple(sorted(t.node for t in found))))
    return edges


def shared_edges(ties: Ties, hubs: tuple[str, ...], weight: Weight, *, only: str = "") -> list[Edge]:
    """The edges between persons who share things of these kinds; those of one person if ``only`` is their IRI."""
    members: dict[str, dict[str, list[Tie]]] = {}
    for tie in ties.ties:
        if _kind(ties, tie.target) in hubs and _kind(ties, tie.source) == PERSON:
            members.setdefault(tie.target, {}).setdefault(tie.source, []).append(tie)
    pairs: dict[tuple[str, str], list[tuple[str, str, str, float]]] = {}
    for hub, found in sorted(members.items()):
        if only and only not in found:
            continue
        couples = ((min(only, b), max(only, b)) for b in sorted(found) if b != only)
        for a, b in couples if only else combinations(sorted(found), 2):
            span = _common(found[a], found[b]) if _kind(ties, hub) == BODY else _span([*found[a], *found[b]])
            if span is not None:
                pairs.setdefault((a, b), []).append((hub, *span, 1.0 / (len(found) - 1)))
    edges = []
    for (a, b), shared in sorted(pairs.items()):
        value = {"count": float(len(shared)), "shared": sum(share for *_, share in shared), "one": 1.0}[weight]
        first = min((f for _, f, _, _ in shared if f), default="")
        last = max((x for _, _, x, _ in shared), default="")
        edges.append(Edge(a, b, round(value, 6), len(shared), first, last, tuple(hub for hub, *_ in shared)))
    return edges


def _span(ties: Iterable[Tie]) -> tuple[str, str]:
    days = [(t.first, t.last) for t in ties if t.first]
    return (min(f for f, _ in days), max(x for _, x in days)) if days else ("", "")


def _common(a: Iterable[Tie], b: Iterable[Tie]) -> tuple[str, str] | None:
    """From when to when two persons are shown in one body: the days of both; None when years lie between them.

    A seat that one left before the other came does not make them colleagues.
    """
    (first_a, last_a), (first_b, last_b) = _span(a), _span(b)
    if not first_a or not first_b:
        return "", ""
    low, high = max(first_a, first_b), min(last_a, last_b)
    if low <= high:
        return low, high
    return (high, low) if int(low[:4]) - int(high[:4]) <= 1 else None
