"""The table of facts, read back from the store by SPARQL: what is in it is what a user of the graph gets.

A handful of queries read all nodes, all evidence and all terms; Python joins them. One row is one relation with one
quote that says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, TypeAlias
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.graph.result import RdfTerm, Row
from kg.graph.store import GraphStore

Json: TypeAlias = dict[str, Any]

_EVIDENCE = """SELECT ?node ?article ?quote ?start ?end ?rule ?confidence ?status ?changed ?pieces WHERE {
  ?node lg:evidence ?e . ?e oa:exact ?quote ; oa:start ?start ; oa:end ?end ; prov:wasQuotedFrom ?article ;
    lg:rule ?rule ; lg:confidence ?confidence .
  OPTIONAL { ?e lg:status ?status } OPTIONAL { ?e lg:changedOn ?changed } OPTIONAL { ?e lg:pieces ?pieces } }"""
_TENURES = "SELECT ?node ?s ?o ?role { ?node a org:Membership ; org:member ?s ; org:organization ?o ; org:role ?role }"
_PARTS = """SELECT ?node ?s ?o ?role {
  ?node a cv:Participation ; cv:hasParticipant ?s ; cv:role ?role . ?o cv:hasParticipation ?node }"""
_POLICIES = """SELECT ?node ?s ?o ?class { VALUES ?class { lg:Issuance lg:Implementation }
  ?node a ?class ; org:organization ?s ; prov:hadPlan ?o }"""
_CLAIMS = "SELECT ?node ?s ?o ?p { ?node a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
_ARTICLES = """SELECT ?article ?page ?position ?headline { ?article a schema:NewsArticle ; lg:position ?position ;
  schema:isPartOf ?p . ?p a lg:Page ; schema:name ?page . OPTIONAL { ?article schema:headline ?headline } }"""
_CLASSES = """SELECT ?thing ?class { VALUES ?class { foaf:Person org:Organization schema:Event lg:Policy lg:Campaign
  eli:LegalResource schema:AdministrativeArea schema:Place } ?thing a ?class }"""
_NAMES = """SELECT ?thing ?name ?rank {
  { ?thing foaf:name ?name BIND(0 AS ?rank) } UNION { ?thing skos:prefLabel ?name BIND(0 AS ?rank) }
  UNION { ?thing skos:altLabel ?name BIND(1 AS ?rank) }
  FILTER(LANG(?name) = "zh") }"""
_DETAILS = """SELECT ?thing ?p ?value { VALUES ?p { schema:startDate lg:dateText schema:endDate dct:type
  schema:location org:classification lg:documentNumber skos:notation }
  ?thing ?p ?value }"""

_CLAIM_RELATIONS = {
    terms.SCHEMA_AUTHOR: "writes",
    terms.SCHEMA_LOCATION: "takes_place_at",
    terms.SCHEMA_START_DATE: "dated",
    terms.LG_DATE_TEXT: "dated",
}
# The type of a term by its classes: the first that fits.
_TYPES = (
    (terms.FOAF_PERSON, "Person"),
    (terms.ORG_ORGANIZATION, "Body"),
    (terms.SCHEMA_EVENT, "Event"),
    (terms.LG_POLICY, "Policy"),
    (terms.LG_CAMPAIGN, "Policy"),
    (terms.SCHEMA_ADMINISTRATIVE_AREA, "Area"),
    (terms.SCHEMA_PLACE, "Place"),
)


def facts(store: GraphStore) -> list[Json]:
    """Every fact with every quote for it, sorted by page, article, start, relation and labels.

    The fields are those of the facts table: page, article, rel, subj, obj, role, status, date, evidence (with the
    ranges of its pieces where a quote has several), confidence, rule.
    """
    table = _Terms(store)
    nodes = dict(_nodes(store))
    articles = {_iri(r[0]): r[1:] for r in store.query(_ARTICLES)}
    rows: list[tuple[tuple[Any, ...], Json]] = []
    for node, at, quote, start, end, rule, confidence, status, changed, pieces in store.query(_EVIDENCE):
        found, article = nodes.get(_iri(node)), articles.get(_iri(at))
        if found is None or article is None:
            continue  # evidence of what is no fact of a page, loaded from elsewhere
        rel, subject, object_, role = found
        page, position, headline = article
        evidence: Json = {"quote": _text(quote), "start": int(_text(start)), "end": int(_text(end))}
        if pieces is not None:
            evidence["pieces"] = [[int(n) for n in piece.split("-")] for piece in _text(pieces).split(",")]
        subj = table.term(subject)
        obj = _article_term(object_, articles) if rel == "writes" else table.term(object_)
        fact: Json = {
            "page": _text(page),
            "article": _text(headline),
            "rel": rel,
            "subj": subj,
            "obj": obj,
            "role": role or None,
            "status": _last(_iri(status)) or None,
            "date": _text(changed) or None,
            "evidence": evidence,
            "confidence": float(_text(confidence)),
            "rule": _text(rule),
        }
        order = (fact["page"], int(_text(position)), evidence["start"], rel, subj["label"], obj["label"])
        # What the labels leave equal is settled by everything else, so that the order is one.
        rest = (evidence["end"], role, fact["status"] or "", fact["date"] or "", fact["rule"], subj["id"], obj["id"])
        rows.append(((*order, *rest), fact))
    rows.sort(key=lambda row: row[0])
    return [fact for _, fact in rows]


def write_facts(store: GraphStore, out: IO[bytes]) -> int:
    """Write the facts as JSON Lines; the number of lines."""
    rows = facts(store)
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n")
    return len(rows)


def _nodes(store: GraphStore) -> Iterator[tuple[str, tuple[str, RdfTerm | None, RdfTerm | None, str]]]:
    """Every relation that is a node: its IRI, and relation, subject, object and role."""
    for node, s, o, role in store.query(_TENURES):
        yield _iri(node), ("holds", s, o, _last(_iri(role)))
    for node, s, o, role in store.query(_PARTS):
        yield _iri(node), (_last(_iri(role)), s, o, "")
    for node, s, o, kind in store.query(_POLICIES):
        yield _iri(node), ("issues" if _iri(kind) == terms.LG_ISSUANCE else "implements", s, o, "")
    for node, s, o, p in store.query(_CLAIMS):
        rel = _CLAIM_RELATIONS.get(_iri(p), "part_of")
        yield _iri(node), (rel, o, s, "") if rel == "writes" else (rel, s, o, "")


class _Terms:
    """All terms of the store with their names and what else a fact shows of them."""

    def __init__(self, store: GraphStore) -> None:
        self._classes = _gather(store.query(_CLASSES))
        self._names: dict[str, tuple[set[str], set[str]]] = {}
        for thing, name, rank in store.query(_NAMES):
            ranks = self._names.setdefault(_iri(thing), (set(), set()))
            ranks[int(_text(rank))].add(_text(name))
        self._details: dict[str, dict[str, set[str]]] = {}
        for thing, prop, value in store.query(_DETAILS):
            said = _text(value) if isinstance(value, Literal) else _iri(value)
            self._details.setdefault(_iri(thing), {}).setdefault(_iri(prop), set()).add(said)
        self._made: dict[str, Json] = {}

    def term(self, thing: RdfTerm | None) -> Json:
        """A term as the facts table shows it."""
        if isinstance(thing, Literal):
            return {"id": thing.value, "type": "Date", "label": thing.value, "names": []}
        iri = _iri(thing)
        if iri not in self._made:
            self._made[iri] = self._make(iri)
        return self._made[iri]

    def label(self, iri: str) -> str:
        """The preferred name: of several the one that the IRI is made from."""
        preferred, other = self._names.get(iri, (set(), set()))
        own = _last(iri)
        return own if own in preferred else min(preferred or other or {own})

    def _make(self, iri: str) -> Json:
        classes = self._classes.get(iri, set())
        kind = next((name for cls, name in _TYPES if cls in classes), "Thing")
        label = self.label(iri)
        preferred, other = self._names.get(iri, (set(), set()))
        made: Json = {"id": iri, "type": kind, "label": label, "names": sorted((preferred | other) - {label})}
        if kind == "Body":
            made["kind"] = _last(self._detail(iri, terms.ORG_CLASSIFICATION))
        elif kind == "Event":
            made["date"] = self._detail(iri, terms.SCHEMA_START_DATE) or self._detail(iri, terms.LG_DATE_TEXT)
            if end := self._detail(iri, terms.SCHEMA_END_DATE):
                made["end"] = end
            made["kind"] = _last(self._detail(iri, terms.DCT_TYPE))
            made["place"] = self._place(iri)
        elif kind == "Policy":
            made["kind"] = "campaign" if terms.LG_CAMPAIGN in classes else "programme"
            if terms.ELI_LEGAL_RESOURCE in classes:
                made["kind"], made["number"] = "document", self._detail(iri, terms.LG_DOCUMENT_NUMBER)
        elif kind == "Area":
            made["code"] = self._detail(iri, terms.SKOS_NOTATION)
        return made

    def _detail(self, iri: str, prop: str) -> str:
        return min(self._details.get(iri, {}).get(prop, {""}))

    def _place(self, iri: str) -> str:
        """Where an event is: the words printed, else the name of the place that it is said to be at."""
        found = self._details.get(iri, {}).get(terms.SCHEMA_LOCATION, set())
        printed = {p for p in found if p not in self._names}
        return min(printed or {self.label(p) for p in found} or {""})


def _article_term(article: RdfTerm | None, articles: Mapping[str, Row]) -> Json:
    found = articles.get(_iri(article))
    headline = _text(found[2]) if found else ""
    return {"id": _iri(article), "type": "Article", "label": headline, "names": []}


def _gather(rows: Iterable[Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for thing, value in rows:
        found.setdefault(_iri(thing), set()).add(_iri(value))
    return found


def _iri(term: RdfTerm | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _text(term: RdfTerm | None) -> str:
    return term.value if isinstance(term, Literal) else ""


def _last(iri: str) -> str:
    return unquote(iri.rpartition("/")[2])
