"""The graph as the page carries it: a pyvis network, and from it columns of JSON that no text can break out of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kg.publish.view.layout import Layout
from kg.publish.view.model import NODE_TYPES, RELATIONS, STATUSES, ViewGraph

if TYPE_CHECKING:
    from pyvis.network import Network

Json: TypeAlias = Mapping[str, Any] | list[Any] | str | int | float | bool | None

# What must not stand raw inside <script>: an end tag, a comment, an entity, and two line ends of old JavaScript.
_ESCAPES: Final = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def script_json(value: Json) -> str:
    """JSON for a ``<script type="application/json">``: Chinese stays as it is, nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False, allow_nan=False)
    # A lone surrogate cannot be written as UTF-8; the page shows what it would have been.
    return text.translate(_ESCAPES).encode("utf-8", "backslashreplace").decode("utf-8")


def fill(network: Network, graph: ViewGraph, layout: Layout) -> None:
    """Put every node and every edge into the pyvis network, parallel and reciprocal ones too.

    ``add_edge`` of pyvis costs a scan of all nodes per call; the lists are what it would have made.
    """
    network.node_ids = list(range(len(graph.nodes)))
    network.nodes = [
        {"id": i, "label": node.label, "group": node.type, "x": layout.x[i], "y": layout.y[i], "size": layout.radius[i]}
        for i, node in enumerate(graph.nodes)
    ]
    network.edges = [
        {"from": edge.source, "to": edge.target, "label": edge.label, "relation": edge.relation, "arrows": "to"}
        for edge in graph.edges
    ]


def columns(graph: ViewGraph, layout: Layout, network: Network, facts: Mapping[str, Json]) -> dict[str, Json]:
    """All that the page's scripts read, as columns; ``facts`` are single values (title, how to open) passed through."""
    texts = _Table()
    rules = _Table()
    pages = _Table()
    types, relations, statuses = list(NODE_TYPES), list(RELATIONS), list(STATUSES)
    base = _common_start(node.id for node in graph.nodes)
    nodes: dict[str, Json] = {
        "id": [node.id[len(base) :] for node in graph.nodes],
        "type": [types.index(n["group"]) for n in network.nodes],
        "label": [n["label"] for n in network.nodes],
        "x": [n["x"] for n in network.nodes],
        "y": [n["y"] for n in network.nodes],
        "size": [n["size"] for n in network.nodes],
        "island": list(layout.island),
        "names": _sparse(node.names for node in graph.nodes),
        "date": _sparse(node.date for node in graph.nodes),
        "attrs": _sparse(node.attrs for node in graph.nodes),
    }
    edges: dict[str, Json] = {
        "from": [e["from"] for e in network.edges],
        "to": [e["to"] for e in network.edges],
        "relation": [relations.index(e["relation"]) for e in network.edges],
        "label": texts.column(e["label"] for e in network.edges),
        "start": texts.column(edge.start for edge in graph.edges),
        "end": texts.column(edge.end for edge in graph.edges),
        "status": [statuses.index(edge.status) if edge.status else -1 for edge in graph.edges],
        "quotes": [list(edge.quotes) for edge in graph.edges],
        "weight": _sparse(edge.weight if edge.weight != 1 else 0 for edge in graph.edges),
        "bounds": _sparse(edge.bounds for edge in graph.edges),
    }
    quotes: dict[str, Json] = {
        "text": texts.column(quote.text for quote in graph.quotes),
        "source": [quote.source for quote in graph.quotes],
        "start": [quote.start for quote in graph.quotes],
        "end": [quote.end for quote in graph.quotes],
        "rule": rules.column(quote.rule for quote in graph.quotes),
        "confidence": [round(quote.confidence, 3) for quote in graph.quotes],
    }
    sources: dict[str, Json] = {
        "headline": [source.headline for source in graph.sources],
        "page": pages.column(source.page for source in graph.sources),
        "date": [source.date for source in graph.sources],
    }
    return {
        "facts": {**facts, "title": graph.title, "notes": list(graph.notes), "base": base},
        "types": [[key, NODE_TYPES[key]] for key in types],
        "relations": [[key, RELATIONS[key]] for key in relations],
        "statuses": [[key, STATUSES[key]] for key in statuses],
        "nodes": nodes, "edges": edges, "quotes": quotes, "sources": sources,
        "texts": texts.values, "rules": rules.values, "pages": pages.values,
        "captions": [[c.x, c.y, c.width, c.height, c.node, c.island] for c in layout.captions],
        "upright": [list(shift) for shift in layout.upright],
    }


class _Table:
    """Distinct texts in the order of their first use."""

    def __init__(self) -> None:
        self.values: list[Json] = []
        self._at: dict[str, int] = {}

    def column(self, texts: Iterable[str]) -> list[Json]:
        """The number of each text in the table."""
        numbers: list[Json] = []
        for text in texts:
            if text not in self._at:
                self._at[text] = len(self.values)
                self.values.append(text)
            numbers.append(self._at[text])
        return numbers


def _sparse(values: Iterable[Any]) -> dict[str, Json]:
    """Only what is not empty, by position."""
    return {str(i): list(value) if isinstance(value, tuple) else value for i, value in enumerate(values) if value}


def _common_start(ids: Iterable[str]) -> str:
    """The start up to a "/" that all identifiers share: written once instead of twenty thousand times."""
    each = iter(ids)
    start = next(each, "")
    start = start[: start.rfind("/") + 1]
    for value in each:
        while not value.startswith(start):
            start = start[: start.rfind("/", 0, len(start) - 1) + 1]
    return start
