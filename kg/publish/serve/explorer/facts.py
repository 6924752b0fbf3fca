"""The facts around one thing: who, what, in which part, and the sentences that say so. Read by SPARQL only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from kg import terms
from kg.graph.binding import to_iri
from kg.graph.search import kind_of_class
from kg.graph.store import GraphStore

# So many sentences a page shows at most; it says when there are more.
MOST = 3000
# A VALUES of this size is read in a moment, and no server refuses the text.
_BATCH = 250
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|\\^`\x00-\x20]+")

_FACTS = """SELECT ?fact ?rel ?role ?subject ?object ?evidence ?quote ?start ?end ?pieces ?article ?rule ?sure ?on
  ?status ?changed WHERE {
  { ?fact org:member ?subject ; org:organization ?object ; org:role ?role . BIND("holds" AS ?rel) }
  UNION { ?fact cv:hasParticipant ?subject ; cv:role ?role . ?object cv:hasParticipation ?fact . BIND("part" AS ?rel) }
  UNION { ?fact org:organization ?subject ; prov:hadPlan ?object ; a lg:Issuance . BIND("issues" AS ?rel) }
  UNION { ?fact org:organization ?subject ; prov:hadPlan ?object ; a lg:Implementation . BIND("implements" AS ?rel) }
  UNION { ?fact rdf:subject ?subject ; rdf:predicate ?role ; rdf:object ?object . BIND("claim" AS ?rel) }
  ?fact lg:evidence ?evidence .
  ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end ; prov:wasQuotedFrom ?article .
  OPTIONAL { ?evidence lg:pieces ?pieces } OPTIONAL { ?evidence lg:rule ?rule }
  OPTIONAL { ?evidence lg:confidence ?sure } OPTIONAL { ?evidence lg:attestedOn ?on }
  OPTIONAL { ?evidence lg:status ?status } OPTIONAL { ?evidence lg:changedOn ?changed }
}"""
_THINGS = """SELECT ?thing ?class ?property ?name WHERE {
  VALUES ?property { foaf:name skos:prefLabel schema:headline schema:name }
  { ?thing a ?class } UNION { ?thing ?property ?name } }"""
_ARTICLES = """SELECT ?article ?headline ?position ?day ?page ?file ?issued WHERE {
  ?article schema:isPartOf ?page . ?page a lg:Page ; schema:name ?file .
  OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article lg:position ?position }
  OPTIONAL { ?article schema:datePublished ?day } OPTIONAL { ?page schema:datePublished ?issued } }"""


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """Something with an address: its kind (person, body, event, policy, area, article, page, or "")."""

    name: str
    iri: str
    kind: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """Where sentences stand: an article's headline, the file of its page, and the day, "" if unknown."""

    day: str
    file: str
    position: int
    headline: str
    iri: str
    page: str


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A sentence that says so. ``spans`` are code points into the page; ``on`` the day that it speaks for."""

    file: str
    start: int
    end: int
    text: str
    iri: str
    article: str
    spans: tuple[tuple[int, int], ...] = ()
    rule: str = ""
    sure: str = ""
    on: str = ""
    status: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation between two things: ``rel`` is a relation of the model (of a claim the end of its property), ``role``
    an office of ``holds``; all the sentences that say so, in the order of pages."""

    iri: str
    rel: str
    role: str
    subject: Thing
    object: Thing
    quotes: tuple[Quote, ...]

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that the sentences give an office, each once."""
        return tuple(sorted({q.status for q in self.quotes if q.status}))

    @property
    def first(self) -> str:
        """The first day that a sentence speaks for, "" if none is known."""
        return min((q.on for q in self.quotes if q.on), default="")


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts with the articles that they stand in, by IRI; ``cut`` says that there are more than were read."""

    facts: tuple[Fact, ...]
    articles: dict[str, Article]
    cut: bool = False

    def of(self, *rels: str) -> tuple[Fact, ...]:
        """The facts of these relations."""
        return tuple(f for f in self.facts if f.rel in rels)


def read_facts(store: GraphStore, *, subject: str = "", object: str = "", article: str = "") -> Facts:
    """The facts of which a thing is the subject or the object, or that one article tells, by IRI."""
    given = {"subject": subject, "object": object, "article": article}
    bindings = {name: to_iri(iri) for name, iri in given.items() if iri}
    with store.query(_FACTS, bindings=bindings, limit=MOST) as result:
        rows = [_texts(row) for row in result.records()]
        cut = result.truncated
    things = read_things(store, {row[end] for row in rows for end in ("subject", "object")})
    articles = read_articles(store, {row["article"] for row in rows})
    by_fact: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        by_fact.setdefault((row["fact"], row["rel"]), []).append(row)
    facts = [_fact(found, things, articles) for found in by_fact.values()]
    return Facts(tuple(sorted(facts, key=_order)), articles, cut)


def _order(fact: Fact) -> tuple[object, ...]:
    return fact.quotes[0].file, fact.quotes[0].start, fact.rel, fact.subject, fact.object, fact.iri


def read_things(store: GraphStore, iris: Iterable[str]) -> dict[str, Thing]:
    """Things by IRI, each with a name to show and its kind; what the store knows nothing of is called by its IRI."""
    names: dict[str, set[tuple[int, str]]] = {}
    kinds: dict[str, set[str]] = {}
    wanted = sorted(set(iris) - {""})
    for row in rows_for(store, _THINGS, "thing", wanted):
        if row["class"]:
            kinds.setdefault(row["thing"], set()).add(kind_of(row["class"]))
        elif row["name"]:
            names.setdefault(row["thing"], set()).add((_NAMES.index(row["property"]), row["name"]))
    order = ("person", "body", "event", "policy", "area", "article", "page")
    return {
        iri: Thing(
            min(names[iri])[1] if iri in names else last_part(iri),
            iri,
            next((kind for kind in order if kind in kinds.get(iri, ())), ""),
        )
        for iri in wanted
    }


_NAMES = (terms.FOAF_NAME, terms.SKOS_PREF_LABEL, terms.SCHEMA_HEADLINE, terms.SCHEMA_NAME)


def read_articles(store: GraphStore, iris: Iterable[str]) -> dict[str, Article]:
    """Articles by IRI."""
    found: dict[str, Article] = {}
    for row in rows_for(store, _ARTICLES, "article", sorted(set(iris) - {""})):
        day, position = row["day"] or row["issued"], int(row["position"] or 0)
        article = Article(day, row["file"], position, row["headline"], row["article"], row["page"])
        found[article.iri] = min(article, found.get(article.iri, article))
    return found


def kind_of(class_iri: str) -> str:
    """The kind of thing that a class stands for, "" for none that has a page of its own."""
    return "page" if class_iri == terms.LG_PAGE else kind_of_class(class_iri)


def last_part(iri: str) -> str:
    """The end of an IRI, to show where nothing has a name."""
    return unquote(iri.rstrip("/#").replace("#", "/").rpartition("/")[2]) or iri


def rows_for(store: GraphStore, query: str, name: str, iris: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows of a query for many values of one of its variables, as plain text, asked in batches."""
    for at in range(0, len(iris), _BATCH):
        # Literals and the names of blank nodes are no values to ask with.
        known = [to_iri(iri) for iri in iris[at : at + _BATCH] if _IRI.fullmatch(iri)]
        if known:
            with store.query(query, bindings={name: known}) as result:
                yield from (_texts(row) for row in result.records())


def _texts(row: dict[str, Any]) -> dict[str, str]:
    return {key: "" if value is None else str(value) for key, value in row.items()}


def _fact(rows: list[dict[str, str]], things: dict[str, Thing], articles: dict[str, Article]) -> Fact:
    row = rows[0]
    rel = last_part(row["role"]) if row["rel"] in ("part", "claim") else row["rel"]
    role = last_part(row["role"]) if row["rel"] == "holds" else ""
    quotes = {_quote(r, articles) for r in rows}
    subject, object = (things.get(row[end]) or Thing(row[end], "") for end in ("subject", "object"))
    return Fact(row["fact"], rel, role, subject, object, tuple(sorted(quotes)))


def _quote(row: dict[str, str], articles: dict[str, Article]) -> Quote:
    start, end = int(row["start"]), int(row["end"])
    article = articles.get(row["article"])
    return Quote(
        article.file if article else "", start, end, row["quote"], row["evidence"], row["article"],
        _spans(row["pieces"]) or ((start, end),), row["rule"], row["sure"], row["on"], last_part(row["status"]),
        row["changed"],
    )  # fmt: skip


def _spans(pieces: str) -> tuple[tuple[int, int], ...]:
    spans = []
    for piece in pieces.split(","):
        start, dash, end = piece.partition("-")
        if dash and start.isdecimal() and end.isdecimal():
            spans.append((int(start), int(end)))
    return tuple(spans)
