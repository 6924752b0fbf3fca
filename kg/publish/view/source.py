"""From a store to the graph of a page, by SPARQL alone: what the page shows is what any user of the graph gets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol, TypeAlias
from urllib.parse import unquote

from pyoxigraph import Literal, RdfFormat, parse

from kg import terms
from kg.model import unique
from kg.publish.view import sources
from kg.publish.view.model import RELATIONS, Quote, Source, ViewEdge, ViewGraph, ViewNode
from kg.publish.view.narrow import narrow
from kg.publish.view.options import ViewOptions
from kg.resources import resource

Row: TypeAlias = Mapping[str, str]

# What a tenure is called when its sentences say different things of one day: the last step wins.
_STEPS = {status: step for step, status in enumerate(("current", "appointed", "former", "removed"))}


class Answer(Protocol):
    """The rows of a SELECT."""

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row as a mapping from column to value."""


class Queried(Protocol):
    """Whatever answers SPARQL: ``kg.graph.store.GraphStore`` does."""

    def query(self, sparql: str, /) -> Answer:
        """Evaluate a query over the default graph."""


def view_from_store(store: Queried, options: ViewOptions | None = None) -> ViewGraph:
    """The graph that the page shows, cut to what the options ask for; nodes and edges in an order that never changes.

    UsageError if the options name something that the store does not have; errors of the store pass through.
    """
    options = options or ViewOptions()
    return narrow(read_graph(store, title=options.title), options)


def read_graph(store: Queried, *, title: str = "") -> ViewGraph:
    """Everything in the store that a page can show, areas and places included.

    Persons who only sign articles are left out, with a note; so are facts one of whose ends has no name.
    """
    things = _things(store)
    quoting = _Quoting(store)
    edges = _edges(store, {node.id: at for at, node in enumerate(things)}, quoting, {n.id: n.date for n in things})
    used = {i for edge in edges for i in (edge.source, edge.target)}
    reporters = {row["thing"] for row in _rows(store, sources.REPORTERS)}
    kept = [i for i, node in enumerate(things) if i in used or node.id not in reporters]
    notes = (f"另有 {len(things) - len(kept)} 人只作为记者署名，没有画出。",) if len(kept) < len(things) else ()
    place = {old: new for new, old in enumerate(kept)}
    return ViewGraph(
        tuple(things[i] for i in kept),
        tuple(replace(edge, source=place[edge.source], target=place[edge.target]) for edge in edges),
        tuple(quoting.quotes),
        tuple(quoting.sources),
        title or _title(store, {node.id: node.label for node in things}),
        notes,
    )


def _rows(store: Queried, sparql: str) -> list[Row]:
    """The rows with every value as text ("" for none), in an order that depends on nothing but them."""
    found = [{k: "" if v is None else str(v) for k, v in row.items()} for row in store.query(sparql).records()]
    return sorted(found, key=lambda row: tuple(row.values()))


def _things(store: Queried) -> list[ViewNode]:
    """All nodes, ordered by type and IRI."""
    areas = {row["thing"]: row["name"] for row in reversed(_rows(store, sources.THINGS["area"]))}
    nodes: dict[str, ViewNode] = {}
    for kind, query in sources.THINGS.items():
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in _rows(store, query):
            grouped[row["thing"]].append(row)
        for iri, rows in sorted(grouped.items()):
            # An area that acts is a body as well; one node stands for both roles of one IRI.
            nodes.setdefault(iri, _node(iri, kind, rows, areas))
    return list(nodes.values())


def _node(iri: str, kind: str, rows: list[Row], areas: Mapping[str, str]) -> ViewNode:
    def every(column: str) -> tuple[str, ...]:
        return unique(row.get(column, "") for row in rows)

    label = rows[0]["name"]
    attrs = (
        ("地区", "、".join(unique(areas.get(area, "") for area in every("area")))),
        ("类别", "、".join(_concept(iri) for iri in every("kind"))),
        ("地点", "、".join(every("place"))),
        ("文号", "、".join(every("number"))),
        ("代码", "、".join(every("code"))),
    )
    dates = every("day") or every("text")
    return ViewNode(
        iri,
        kind,
        label,
        tuple(name for name in (*every("name"), *every("other")) if name != label),
        dates[0] if dates else "",
        tuple((key, value) for key, value in attrs if value),
    )


@dataclass(slots=True)
class _Said:
    """What the sentences of one fact come to: their quotes, and for a tenure its status and the days it rests on."""

    quotes: list[int]
    status: str = ""
    days: tuple[str, ...] = ()


class _Quoting:
    """The sentences behind the facts, each quote and each article once."""

    def __init__(self, store: Queried) -> None:
        self.quotes: list[Quote] = []
        self.sources: list[Source] = []
        articles = {row["article"]: row for row in reversed(_rows(store, sources.ARTICLES))}
        places = {iri: at for at, iri in enumerate(sorted(articles))}
        self.sources = [Source(row["headline"], row["page"], row["day"]) for _, row in sorted(articles.items())]
        self._said: dict[str, list[tuple[Row, int]]] = defaultdict(list)
        known: dict[Quote, int] = {}
        for row in _rows(store, sources.EVIDENCE):
            if row["article"] not in places:
                continue
            at = (int(row["start"]), int(row["end"]))
            quote = Quote(row["quote"], places[row["article"]], *at, row["rule"], float(row["confidence"] or 0))
            number = known.setdefault(quote, len(known))
            self._said[row["fact"]].append((row, number))
        self.quotes = list(known)

    def of(self, fact: str) -> _Said:
        """The quotes of a fact, latest article first, and what they say of its time."""
        rows = sorted(self._said.get(fact, ()), key=lambda each: (each[0]["day"], -each[1]), reverse=True)
        said = _Said(list(unique_numbers(number for _, number in rows)))
        steps = [
            (row["changed"] or row["day"], _STEPS[status], status)
            for row, _ in rows
            if (status := _notation(row["status"])) in _STEPS
        ]
        if steps:
            said.status = max(steps)[2]
        said.days = tuple(sorted(day for day in (row["changed"] or row["day"] for row, _ in rows) if day))
        return said


def unique_numbers(numbers: Iterable[int]) -> Iterator[int]:
    """The numbers in their order, each once."""
    return iter(dict.fromkeys(numbers))


def _edges(
    store: Queried, place: Mapping[str, int], quoting: _Quoting, dates: Mapping[str, str]
) -> tuple[ViewEdge, ...]:
    """Every fact whose two ends are nodes, ordered by ends, relation and label."""
    edges = [
        *_tenures(store, place, quoting),
        *_facts(_rows(store, sources.PARTICIPATIONS), place, quoting, dates),
        *_facts(_rows(store, sources.POLICIES), place, quoting, None),
        *_bare(store, place, quoting, dates),
    ]
    return tuple(sorted(edges, key=lambda e: (e.source, e.target, list(RELATIONS).index(e.relation), e.label)))


def _tenures(store: Queried, place: Mapping[str, int], quoting: _Quoting) -> Iterator[ViewEdge]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(store, sources.TENURES):
        grouped[row["fact"]].append(row)
    for fact, rows in grouped.items():
        first = rows[0]
        if first["source"] not in place or first["target"] not in place:
            continue
        said = quoting.of(fact)
        days = sorted({*said.days, *(row["seen"] for row in rows if row["seen"])})
        start, end = (days[0], days[-1]) if days else ("", "")
        bounds = tuple(first[column] for column in "abcd")
        yield ViewEdge(
            place[first["source"]], place[first["target"]], "holds", first["role"], start, end,
            said.status, tuple(said.quotes), bounds=bounds if any(bounds) else (),
        )


def _facts(
    rows: list[Row], place: Mapping[str, int], quoting: _Quoting, dates: Mapping[str, str] | None
) -> Iterator[ViewEdge]:
    """Relations that are nodes, dated by their target in ``dates``, or by the articles that tell them (None)."""
    for row in rows:
        kind = _notation(row["kind"])
        if row["source"] not in place or row["target"] not in place or kind not in RELATIONS:
            continue
        said = quoting.of(row["fact"])
        days = said.days if dates is None else (dates.get(row["target"], ""),)
        start, end = (days[0], days[-1]) if days else ("", "")
        yield ViewEdge(place[row["source"]], place[row["target"]], kind, "", start, end, "", tuple(said.quotes))


def _bare(
    store: Queried, place: Mapping[str, int], quoting: _Quoting, dates: Mapping[str, str]
) -> Iterator[ViewEdge]:
    claims: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _rows(store, sources.CLAIMS):
        claims[row["source"], row["target"]].append(row["fact"])
    for relation, query in sources.BARE.items():
        for row in _rows(store, query):
            ends = row["source"], row["target"]
            if ends[0] == ends[1] or ends[0] not in place or ends[1] not in place:
                continue
            quotes = unique_numbers(q for fact in claims.get(ends, ()) for q in quoting.of(fact).quotes)
            day = dates.get(ends[0], "") if relation == "takes_place_at" else ""
            yield ViewEdge(place[ends[0]], place[ends[1]], relation, "", day, day, "", tuple(quotes))


def _notation(iri: str) -> str:
    return unquote(iri.rsplit("/", 1)[-1])


@lru_cache(maxsize=1)
def _concepts() -> Mapping[str, str]:
    """Chinese names of the concepts of our schemes, by IRI."""
    named = {}
    for quad in parse(path=str(resource("ontology/schemes.ttl")), format=RdfFormat.TURTLE):
        label = quad.object
        if quad.predicate.value == terms.SKOS_PREF_LABEL and isinstance(label, Literal) and label.language == "zh":
            named[str(getattr(quad.subject, "value", ""))] = label.value
    return named


def _concept(iri: str) -> str:
    return _concepts().get(iri) or _notation(iri)


def _title(store: Queried, names: Mapping[str, str]) -> str:
    """A title from whose pages these are: 徐汇区、上海市、东莞市等 5 地报纸中的人与事."""
    pages = Counter(row["area"] for row in _rows(store, sources.JURISDICTIONS))
    areas = [names[area] for area in sorted(pages, key=lambda area: (-pages[area], area)) if area in names]
    if not areas:
        return "地方治理知识图谱"
    return "、".join(areas[:3]) + (f"等 {len(areas)} 地" if len(areas) > 3 else "") + "报纸中的人与事"
