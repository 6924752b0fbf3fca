"""Stored tenures as values: who, where, in which role, between which days, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.fuse.identifiers import segments
from kg.fuse.seats import is_acting, office_title
from kg.graph.rdf import node
from kg.graph.store import GraphStore
from kg.graph.tenure import PROPERTIES

_TENURES = """SELECT ?tenure ?person ?name ?body ?label ?role ?startNotBefore ?startNotAfter ?endNotBefore ?endNotAfter
WHERE { ?tenure a org:Membership ; org:member ?person ; org:organization ?body ; org:role ?role .
  ?person foaf:name ?name . ?body skos:prefLabel ?label .
  OPTIONAL { ?tenure lg:startNotBefore ?startNotBefore } OPTIONAL { ?tenure lg:startNotAfter ?startNotAfter }
  OPTIONAL { ?tenure lg:endNotBefore ?endNotBefore } OPTIONAL { ?tenure lg:endNotAfter ?endNotAfter } }"""
_SOURCES = """SELECT ?tenure ?evidence ?quote ?start ?end ?status ?on ?changed ?article ?headline ?page WHERE {
  ?tenure a org:Membership ; org:member ?person ; org:organization ?body ; lg:evidence ?evidence .
  ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end ; lg:status ?status ; prov:wasQuotedFrom ?article .
  OPTIONAL { ?evidence lg:attestedOn|lg:dateText ?on } OPTIONAL { ?evidence lg:changedOn ?changed }
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:isPartOf ?sheet . ?sheet a lg:Page ; schema:name ?page } }"""
_BOUNDS = """SELECT ?tenure ?property ?day ?reason ?source ?beside WHERE {
  ?tenure a org:Membership ; org:member ?person ; org:organization ?body ; lg:bound ?bound .
  ?bound rdf:predicate ?property ; rdf:value ?day ; lg:reason ?reason .
  OPTIONAL { ?bound prov:wasDerivedFrom ?source } OPTIONAL { ?bound lg:beside ?beside } }"""

_BOUND_OF = {prop: which for which, prop in PROPERTIES.items()}


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A sentence that speaks of a tenure: what it says (status), for which day, and where it stands.

    ``start`` and ``end`` are code points into the page's text.
    """

    day: str
    page: str
    start: int
    end: int
    quote: str
    headline: str
    status: str
    changed: str
    article: str
    iri: str

    def to_dict(self) -> dict[str, Any]:
        """The source as JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """Why a bound of a tenure holds: which one, its day, the reason (a notation), evidence and other tenure by IRI."""

    bound: str
    day: str
    reason: str
    sources: tuple[str, ...] = ()
    beside: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The bound as JSON values."""
        given = {name: getattr(self, name) for name in self.__slots__}
        return {**given, "sources": list(self.sources)}


@dataclass(frozen=True, slots=True)
class Held:
    """A person in an office of a body. ``first`` and ``last`` are the days between which pages show them in office;
    the four bounds say between which days they came and went, "" where nothing is known."""

    iri: str
    person: str
    name: str
    body: str
    body_name: str
    role: str
    first: str = ""
    last: str = ""
    start_not_before: str = ""
    start_not_after: str = ""
    end_not_before: str = ""
    end_not_after: str = ""
    because: tuple[Bound, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def title(self) -> str:
        """The office in words: 徐汇区委书记."""
        return office_title(self.body_name, self.role)

    @property
    def acting(self) -> bool:
        """Whether the person acts for a holder still to be confirmed."""
        return is_acting(self.role)

    def on(self, day: str) -> str:
        """Whether the person was in office on a day: "yes", "maybe" or "no", as far as the pages tell."""
        if self.first and self.first <= day <= self.last:
            return "yes"
        too_early = bool(self.start_not_before) and day < self.start_not_before
        too_late = bool(self.end_not_after) and day > self.end_not_after
        return "no" if too_early or too_late else "maybe"

    def in_words(self) -> str:
        """When the person came and went, in Chinese, as exactly as the pages tell."""
        if not self.first and self.end_not_after and not self.start_not_before:
            return f"{self.end_not_after}前曾任"
        came = _between(self.start_not_before, self.start_not_after, "上任")
        went = _between(self.end_not_before if self.end_not_after else "", self.end_not_after, "离任")
        still = f"{self.last}仍在任" if self.last and not self.end_not_after else ""
        return "\uff0c".join(part for part in (came, went or still) if part) or "时间不详"

    def to_dict(self) -> dict[str, Any]:
        """The tenure as JSON values, with reasons and sources."""
        plain = ("because", "sources")
        given = {name: getattr(self, name) for name in self.__slots__ if name not in plain}
        return {
            **given,
            "title": self.title,
            "acting": self.acting,
            "words": self.in_words(),
            "because": [b.to_dict() for b in self.because],
            "sources": [s.to_dict() for s in self.sources],
        }


def _between(low: str, high: str, what: str) -> str:
    if low and low == high:
        return f"{low}{what}"
    if low and high:
        return f"{low}至{high}之间{what}"
    if high:
        return f"不晚于{high}{what}"
    return f"不早于{low}{what}" if low else ""


def read_tenures(store: GraphStore, *, person: str = "", body: str = "") -> tuple[Held, ...]:
    """The tenures of a person or in a body (by IRI), or all, ordered by the days that show them in office."""
    given = {key: node(iri) for key, iri in (("person", person), ("body", body)) if iri}
    sources = _by_tenure(store, _SOURCES, given)
    bounds = _by_tenure(store, _BOUNDS, given)
    rows: dict[str, list[dict[str, Any]]] = _by_tenure(store, _TENURES, given)
    held = (_held(iri, rows[iri], sources.get(iri, ()), bounds.get(iri, ()), store.base) for iri in rows)
    return tuple(sorted(held, key=in_time))


def in_time(held: Held) -> tuple[str, ...]:
    """The key that orders tenures: by the first day known, the undated last, then by office and person."""
    first = held.first or held.start_not_after or held.end_not_after or "9999"
    return first, held.last or held.end_not_after, held.body_name, held.role, held.name, held.iri


def _by_tenure(store: GraphStore, query: str, given: dict[str, NamedNode]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in store.query(query, bindings=given).records():
        known = {key: str(value) if value is not None else "" for key, value in row.items()}
        found.setdefault(known["tenure"], []).append(known)
    return found


def _held(
    iri: str,
    rows: Sequence[dict[str, str]],
    sources: Iterable[dict[str, str]],
    bounds: Iterable[dict[str, str]],
    base: str,
) -> Held:
    row = rows[0]
    because = _because(bounds)
    shown = sorted(b.day for b in because if b.reason in ("attested", "appointed", "removed") and b.bound in _SHOWN)
    return Held(
        iri,
        row["person"],
        _name(row["person"], (r["name"] for r in rows), base),
        row["body"],
        _name(row["body"], (r["label"] for r in rows), base),
        _notation(row["role"]),
        first=shown[0] if shown else "",
        last=shown[-1] if shown else "",
        start_not_before=max(r["startNotBefore"] for r in rows),
        start_not_after=min(r["startNotAfter"] for r in rows),
        end_not_before=max(r["endNotBefore"] for r in rows),
        end_not_after=min(r["endNotAfter"] for r in rows),
        because=because,
        sources=_sources(sources),
    )


_SHOWN = ("start_not_after", "end_not_before")


def _because(rows: Iterable[dict[str, str]]) -> tuple[Bound, ...]:
    found: dict[tuple[str, str, str, str], set[str]] = {}
    for r in rows:
        key = (_BOUND_OF[r["property"]], r["day"], _notation(r["reason"]), r["beside"])
        found.setdefault(key, set()).update({r["source"]} - {""})
    bounds = (
        Bound(which, day, reason, tuple(sorted(found[which, day, reason, beside])), beside)
        for which, day, reason, beside in found
    )
    return tuple(sorted(bounds))


def _sources(rows: Iterable[dict[str, str]]) -> tuple[Source, ...]:
    found = {
        r["evidence"]: Source(
            r["on"],
            r["page"],
            int(r["start"]),
            int(r["end"]),
            r["quote"],
            r["headline"],
            _notation(r["status"]),
            r["changed"],
            r["article"],
            r["evidence"],
        )
        for r in sorted(rows, key=lambda r: sorted(r.items()))
    }
    return tuple(sorted(found.values()))


def _notation(iri: str) -> str:
    return unquote(iri.rsplit("/", 1)[-1])


def _name(iri: str, labels: Iterable[str], base: str) -> str:
    """The name that the identifier is made of, if the graph has it too; else the first of its names."""
    known = sorted(set(labels))
    own = (*segments(iri, base=base), "", "", "")[2]
    return own if own in known else known[0]
