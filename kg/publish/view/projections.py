"""The same facts seen as something else: who met whom, which body is part of which, who held which office when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import zip_longest

from kg.publish.view.model import ViewEdge, ViewGraph

_TAKING_PART = ("organizes", "chairs", "speaks", "signs", "attends")
# Beyond this many persons an event says little about who met whom, and its pairs would bury all others.
_CROWD = 60
_HEADS = 8


def people(graph: ViewGraph) -> ViewGraph:
    """Persons, joined where they took part in the same events; the weight is the number of such events.

    Events with more than 60 persons join nobody; a note says how many there are.
    """
    there: dict[int, dict[int, list[ViewEdge]]] = defaultdict(lambda: defaultdict(list))
    for edge in graph.edges:
        if edge.relation in _TAKING_PART and graph.nodes[edge.source].type == "person":
            there[edge.target][edge.source].append(edge)
    crowds = sum(1 for guests in there.values() if len(guests) > _CROWD)
    met: dict[tuple[int, int], list[int]] = defaultdict(list)
    for event, guests in sorted(there.items()):
        if len(guests) <= _CROWD:
            names = sorted(guests)
            for k, a in enumerate(names):
                for b in names[k + 1 :]:
                    met[a, b].append(event)
    persons = [i for i, node in enumerate(graph.nodes) if node.type == "person"]
    place = {old: new for new, old in enumerate(persons)}
    edges = []
    for (a, b), events in sorted(met.items()):
        said = [edge for event in events for guest in (a, b) for edge in there[event][guest]]
        dates = sorted(edge.start for edge in said if edge.start)
        first, second = (
            list(dict.fromkeys(q for event in events for edge in there[event][guest] for q in edge.quotes))
            for guest in (a, b)
        )
        # Sentences that tell of both come first, then one of each.
        both = [q for q in first if q in second]
        alone = zip_longest((q for q in first if q not in both), (q for q in second if q not in both))
        quotes = (*both, *(q for pair in alone for q in pair if q is not None))
        edges.append(
            ViewEdge(
                place[a], place[b], "met", f"同场 {len(events)} 次", dates[0] if dates else "",
                dates[-1] if dates else "", "", quotes, len(events),
            )
        )
    notes = (f"与会超过 {_CROWD} 人的 {crowds} 场活动没有用来连线。",) if crowds else ()
    return replace(
        graph,
        nodes=tuple(graph.nodes[i] for i in persons),
        edges=tuple(edges),
        notes=(*graph.notes, "连线：两人参加过同一场活动，越粗次数越多。", *notes),
    )


def bodies(graph: ViewGraph) -> ViewGraph:
    """Bodies and areas with what is part of what; who holds office in a body stands among what is known of it."""
    holders: dict[int, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if edge.relation == "holds" and edge.status in ("current", "appointed"):
            holders[edge.target].append(f"{graph.nodes[edge.source].label}（{edge.label}）")
    kept = {i for i, node in enumerate(graph.nodes) if node.type == "body"}
    # Areas come in as far as a body lies in them, with the areas above those.
    upwards = [edge for edge in graph.edges if edge.relation == "part_of"]
    above = {edge.source: edge.target for edge in upwards if graph.nodes[edge.source].type == "area"}
    has_parent = {edge.source for edge in upwards}
    for edge in graph.edges:
        if edge.relation == "located_in" and edge.source in kept:
            at: int | None = edge.target
            while at is not None and at not in kept:
                kept.add(at)
                at = above.get(at)
    place = {old: new for new, old in enumerate(sorted(kept))}
    edges = [
        replace(e, source=place[e.source], target=place[e.target])
        for e in graph.edges
        if e.source in place
        and e.target in place
        and (e.relation == "part_of" or (e.relation == "located_in" and e.source not in has_parent))
    ]
    nodes = []
    for i in sorted(kept):
        names = holders[i]
        more = f" 等 {len(names)} 人" if len(names) > _HEADS else ""
        attrs = (("任职", "、".join(names[:_HEADS]) + more),) if names else ()
        nodes.append(replace(graph.nodes[i], attrs=(*graph.nodes[i].attrs, *attrs)))
    return replace(graph, nodes=tuple(nodes), edges=tuple(edges))


def tenures(graph: ViewGraph) -> ViewGraph:
    """Persons and bodies with the offices that join them, and nothing else."""
    edges = [edge for edge in graph.edges if edge.relation == "holds"]
    used = sorted({i for edge in edges for i in (edge.source, edge.target)})
    place = {old: new for new, old in enumerate(used)}
    return replace(
        graph,
        nodes=tuple(graph.nodes[i] for i in used),
        edges=tuple(replace(edge, source=place[edge.source], target=place[edge.target]) for edge in edges),
    )
