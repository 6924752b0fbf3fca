"""The part of a graph that the options ask for, with notes that say what was left out: nothing goes in silence."""

from __future__ import annotations

import difflib
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import replace

from kg.errors import UsageError
from kg.publish.view.model import NODE_TYPES, ViewEdge, ViewGraph
from kg.publish.view.options import DEFAULT_TYPES, ViewOptions
from kg.publish.view.projections import bodies, people, tenures

_FORMS: dict[str, Callable[[ViewGraph], ViewGraph]] = {"people": people, "bodies": bodies, "timeline": tenures}


def narrow(graph: ViewGraph, options: ViewOptions) -> ViewGraph:
    """Period first, then the form or the types, the focus, and the most connected ``top`` of what remains."""
    graph = _in_period(graph, options)
    if options.form in _FORMS:
        graph = _FORMS[options.form](graph)
        if options.types:
            graph = _of_types(graph, options.types)
    else:
        graph = _of_types(graph, options.types or DEFAULT_TYPES)
    if options.focus:
        graph = _around(graph, options)
    return _most_connected(graph, options.top)


def keep(graph: ViewGraph, nodes: Collection[int], edges: Callable[[ViewEdge], bool] | None = None) -> ViewGraph:
    """The graph of these nodes and the edges among them (those that ``edges`` lets pass), and the quotes they need."""
    kept = sorted(nodes)
    place = {old: new for new, old in enumerate(kept)}
    left = [e for e in graph.edges if e.source in place and e.target in place and (edges is None or edges(e))]
    quotes = sorted({q for edge in left for q in edge.quotes})
    sources = sorted({graph.quotes[q].source for q in quotes})
    quote_at = {old: new for new, old in enumerate(quotes)}
    source_at = {old: new for new, old in enumerate(sources)}
    return replace(
        graph,
        nodes=tuple(graph.nodes[i] for i in kept),
        edges=tuple(
            replace(e, source=place[e.source], target=place[e.target], quotes=tuple(quote_at[q] for q in e.quotes))
            for e in left
        ),
        quotes=tuple(replace(graph.quotes[q], source=source_at[graph.quotes[q].source]) for q in quotes),
        sources=tuple(graph.sources[s] for s in sources),
    )


def find(graph: ViewGraph, name: str) -> tuple[int, ...]:
    """The nodes of this identifier, label or other name; UsageError with the nearest names if there is none."""
    found = tuple(i for i, node in enumerate(graph.nodes) if name in (node.id, node.label))
    # person/310104/刘琪, as kg find shows it.
    found = found or tuple(i for i, node in enumerate(graph.nodes) if "/" in name and node.id.endswith(f"/{name}"))
    found = found or tuple(i for i, node in enumerate(graph.nodes) if name in node.names)
    if found:
        return found
    names = sorted({each for node in graph.nodes for each in (node.label, *node.names)})
    near = [each for each in names if name in each][:3] or difflib.get_close_matches(name, names, 3, 0.4)
    hint = f"; did you mean {'、'.join(near)}?" if near else ""
    raise UsageError(f"--focus {name}: nothing of that name is in this view{hint}")


def _note(graph: ViewGraph, note: str) -> ViewGraph:
    return replace(graph, notes=(*graph.notes, note))


def _in_period(graph: ViewGraph, options: ViewOptions) -> ViewGraph:
    if not (options.since or options.until):
        return graph

    def outside(start: str, end: str) -> bool:
        # "2021" as an end means its last day: "~" sorts after every digit and hyphen.
        return bool(
            (start and options.until and start > options.until + "~")
            or (end and options.since and end + "~" < options.since)
        )

    linked = {i for edge in graph.edges for i in (edge.source, edge.target)}
    kept = {i for i, node in enumerate(graph.nodes) if not outside(node.date, node.date)}
    cut = keep(graph, kept, lambda edge: not outside(edge.start, edge.end))
    still = {i for edge in cut.edges for i in (edge.source, edge.target)}
    old = {node.id: i for i, node in enumerate(graph.nodes)}
    cut = keep(cut, {i for i, node in enumerate(cut.nodes) if i in still or old[node.id] not in linked})
    gone = len(graph.edges) - len(cut.edges)
    period = f"{options.since or '最早'} 至 {options.until or '最晚'}"
    return _note(cut, f"只含 {period} 的关系和没有日期的关系；略去时间之外的 {gone} 条。")


def _of_types(graph: ViewGraph, types: tuple[str, ...]) -> ViewGraph:
    cut = keep(graph, {i for i, node in enumerate(graph.nodes) if node.type in types})
    left = sorted({node.type for node in graph.nodes} - set(types), key=list(NODE_TYPES).index)
    # Areas and places are off by default: to mention them in every page would be noise.
    asked = [NODE_TYPES[kind] for kind in left if kind in DEFAULT_TYPES]
    return _note(cut, f"不含{'、'.join(asked)}。") if asked else cut


def _around(graph: ViewGraph, options: ViewOptions) -> ViewGraph:
    starts = find(graph, options.focus)
    near: list[list[int]] = [[] for _ in graph.nodes]
    for edge in graph.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    steps = dict.fromkeys(starts, 0)
    queue = deque(starts)
    while queue:
        i = queue.popleft()
        if steps[i] < options.hops:
            for j in near[i]:
                if j not in steps:
                    steps[j] = steps[i] + 1
                    queue.append(j)
    cut = keep(graph, steps)
    same = f"（同名 {len(starts)} 个）" if len(starts) > 1 else ""
    left = len(graph.nodes) - len(cut.nodes)
    name = graph.nodes[starts[0]].label if "/" in options.focus else options.focus
    return _note(cut, f"只含与“{name}”{same}相隔不超过 {options.hops} 步的部分；略去其余 {left} 个节点。")


def _most_connected(graph: ViewGraph, top: int) -> ViewGraph:
    if len(graph.nodes) <= top:
        return graph
    degree = [0] * len(graph.nodes)
    for edge in graph.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    ranked = sorted(range(len(graph.nodes)), key=lambda i: (-degree[i], graph.nodes[i].id))
    cut = keep(graph, ranked[:top])
    return _note(
        cut,
        f"只含联系最多的 {top:,} 个节点；略去其余 {len(graph.nodes) - top:,} 个节点"
        f"和 {len(graph.edges) - len(cut.edges):,} 条关系。",
    )
