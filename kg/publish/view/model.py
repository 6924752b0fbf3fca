"""What the page shows, free of RDF and of drawing: nodes, edges, and the sentences that the edges rest on.

Everything is a tuple in a fixed order and refers to its neighbours by position, so that the same graph gives the
same bytes. Dates are ISO strings as exact as they are known ("2021", "2021-04", "2021-04-20"); "" is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# key → Chinese name, in the order of the legend. Colours and shapes belong to the page's palette.
NODE_TYPES: Final = {
    "person": "人物", "body": "机构", "event": "事件", "policy": "政策", "area": "地区", "place": "地点",
}
RELATIONS: Final = {
    "holds": "任职", "organizes": "主办", "chairs": "主持", "speaks": "讲话", "signs": "签署", "attends": "出席",
    "issues": "发布", "implements": "实施", "part_of": "隶属", "located_in": "所在地区", "takes_place_at": "地点",
    "met": "同场",
}
STATUSES: Final = {"current": "现任", "former": "曾任", "appointed": "任命", "removed": "免去"}


@dataclass(frozen=True, slots=True)
class ViewNode:
    """One thing of the graph. ``id`` is its IRI, ``names`` its other names, ``attrs`` pairs of (key, value) to show."""

    id: str
    type: str
    label: str
    names: tuple[str, ...] = ()
    date: str = ""
    attrs: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.type not in NODE_TYPES:
            raise ValueError(f"unknown node type {self.type!r} of {self.id}")


@dataclass(frozen=True, slots=True)
class Source:
    """An article: its headline, the page (file) it stands in, and its day or the page's."""

    headline: str
    page: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as printed. ``source`` is an index into the sources; ``start``, ``end`` are offsets in the page."""

    text: str
    source: int
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ViewEdge:
    """One fact: from ``source`` to ``target`` (indices of nodes), with the quotes (indices) that say so.

    ``start`` and ``end`` are the first and the last day it is known for; ``label`` is the office of ``holds`` (书记) or
    the number of times of ``met``; ``bounds`` are the four limits of a tenure (start not before, start not after,
    end not before, end not after), each "" if unknown, or () where nothing is known.
    """

    source: int
    target: int
    relation: str
    label: str = ""
    start: str = ""
    end: str = ""
    status: str = ""
    quotes: tuple[int, ...] = ()
    weight: int = 1
    bounds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.relation not in RELATIONS:
            raise ValueError(f"unknown relation {self.relation!r}")


@dataclass(frozen=True, slots=True)
class ViewGraph:
    """The graph of one page, with ``notes``: sentences that say what was left out of it and why."""

    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    quotes: tuple[Quote, ...] = ()
    sources: tuple[Source, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        n, q, s = len(self.nodes), len(self.quotes), len(self.sources)
        for edge in self.edges:
            if not (0 <= edge.source < n and 0 <= edge.target < n):
                raise ValueError(f"edge {edge.relation} points to a node that is not there")
            if any(not 0 <= i < q for i in edge.quotes):
                raise ValueError(f"edge {edge.relation} rests on a quote that is not there")
        if any(not 0 <= quote.source < s for quote in self.quotes):
            raise ValueError("a quote names an article that is not there")
