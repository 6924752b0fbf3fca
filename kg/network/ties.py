"""The graph's facts as ties between two things: what every projection, path and count is made of.

A tie is one node of the graph (a tenure, a participation, an issuance, an implementation) with its days. Sentences
are not loaded here; ``kg.network.paths`` looks up those it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from kg.errors import UsageError
from kg.fuse.dating import first_day, last_day
from kg.fuse.identifiers import segments
from kg.graph.store import GraphStore

PERSON, BODY, EVENT, POLICY = "person", "body", "event", "policy"

_THINGS = """SELECT ?thing ?kind ?label WHERE {
  VALUES (?class ?kind) { (foaf:Person "person") (org:Organization "body") (prov:Plan "policy") (schema:Event "event") }
  ?thing a ?class ; foaf:name|skos:prefLabel ?label }"""
_TENURES = """SELECT ?node ?from ?to ?role (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {
  ?node a org:Membership ; org:member ?from ; org:organization ?to ; org:role ?role .
  OPTIONAL { ?node lg:attestedOn ?day } } GROUP BY ?node ?from ?to ?role"""
_PARTS = """SELECT ?node ?from ?to ?role (MIN(?day) AS ?first) (MAX(?on) AS ?last) ?text WHERE {
  ?node a cv:Participation ; cv:hasParticipant ?from ; cv:role ?role . ?to cv:hasParticipation ?node .
  OPTIONAL { ?to schema:startDate ?day } OPTIONAL { ?to lg:dateText ?text }
  OPTIONAL { ?node lg:evidence ?evidence . ?evidence lg:attestedOn ?on } } GROUP BY ?node ?from ?to ?role ?text"""
_PLANS = """SELECT ?node ?from ?to ?role (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {
  VALUES (?class ?role) { (lg:Issuance "issues") (lg:Implementation "implements") }
  ?node a ?class ; org:organization ?from ; prov:hadPlan ?to .
  OPTIONAL { ?node lg:evidence ?evidence . ?evidence lg:attestedOn ?day } } GROUP BY ?node ?from ?to ?role"""


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A person, body, event or policy: IRI, name, kind."""

    iri: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A fact between two things: who (a person or body), what to (a body, event or policy), and in which part.

    ``role`` is an office's title, or the relation (chairs, issues …). ``first`` and ``last`` are the days it is known
    for, "" if none is: of an event its own day, else the day of the page.
    """

    source: str
    target: str
    rel: str
    role: str
    first: str
    last: str
    node: str


@dataclass(frozen=True, slots=True)
class Ties:
    """All ties of a graph, in a fixed order, and the things they are between.

    ``undated`` counts the ties that a time window left out because no day is known of them.
    """

    things: Mapping[str, Thing]
    ties: tuple[Tie, ...]
    undated: int = 0

    def within(self, start: str = "", end: str = "", *, keep_undated: bool = False) -> Ties:
        """The ties known for a day in the window (ISO days, months or years; both ends belong to it).

        A tenure counts when its first and last attested day reach into the window. UsageError for what is no date.
        """
        if not start and not end:
            return self
        low, high = first_day(start), last_day(end)
        for text, day in ((start, low), (end, high)):
            if text and not day:
                raise UsageError(f"{text!r} is no date; write it like 2021, 2021-07 or 2021-07-30")
        dated = [t for t in self.ties if t.first]
        kept = [t for t in dated if (not high or t.first <= high) and (not low or t.last >= low)]
        unknown = [t for t in self.ties if not t.first]
        ties = tuple(sorted((*kept, *unknown))) if keep_undated else tuple(kept)
        return replace(self, ties=ties, undated=0 if keep_undated else len(unknown))

    def find(self, text: str) -> tuple[Thing, ...]:
        """The things of that name or IRI (also from its kind on: person/310104/刘琪)."""
        by_iri = self.things.get(text)
        if by_iri:
            return (by_iri,)
        return tuple(t for t in self.things.values() if t.name == text or unquote(t.iri).endswith(f"/{text}"))


def load_ties(store: GraphStore) -> Ties:
    """All ties of a store."""
    things = _things(store)
    ties = {
        tie
        for rel, query in (("holds", _TENURES), ("", _PARTS), ("", _PLANS))
        for tie in _rows(store, query, rel)
        if tie.source in things and tie.target in things
    }
    return Ties(things, tuple(sorted(ties)))


def _things(store: GraphStore) -> dict[str, Thing]:
    names: dict[tuple[str, str], set[str]] = {}
    for row in store.query(_THINGS).records():
        names.setdefault((str(row["thing"]), str(row["kind"])), set()).add(str(row["label"]))
    things: dict[str, Thing] = {}
    for (iri, kind), labels in sorted(names.items()):
        own = segments(iri, base=store.base)
        name = min(labels, key=lambda label: (label not in own, label))
        # What is both a body and something else (an area that acts) is a body here.
        if iri not in things or kind == BODY:
            things[iri] = Thing(iri, name, kind)
    return things


def _rows(store: GraphStore, query: str, rel: str) -> Iterator[Tie]:
    for row in store.query(query).records():
        value = {key: str(v) if v is not None else "" for key, v in row.items()}
        role = unquote(value["role"].rsplit("/", 1)[-1])
        text = value.get("text", "")
        first = value["first"] or first_day(text) or value["last"]
        last = (value["first"] if rel == "" and value["first"] else "") or last_day(text) or value["last"] or first
        yield Tie(value["from"], value["to"], rel or role, role, first, max(first, last), value["node"])
