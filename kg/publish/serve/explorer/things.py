"""What a page shows of a thing: values for the templates, read from the store by a few queries each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.fuse.seats import is_single, office_title, seat_role
from kg.graph.binding import to_iri
from kg.graph.careers import Reformed, reforms_of
from kg.graph.offices import Held, read_tenures
from kg.graph.store import GraphStore
from kg.model import PARTICIPATION
from kg.publish.serve.explorer.about import About
from kg.publish.serve.explorer.facts import (
    Article,
    Fact,
    Facts,
    Quote,
    Thing,
    kind_of,
    read_articles,
    read_facts,
    read_things,
    rows_for,
)

# Rows of a list, and sentences of one fact, that a page shows; beyond, it says how many there are.
SHOWN = 200
SHOWN_QUOTES = 20
# Holders of one office that are drawn on a line of time; more are no picture.
DRAWN = 40

_EVENTS = """SELECT ?event ?day ?text ?place ?kind WHERE { ?event a schema:Event .
  OPTIONAL { ?event schema:startDate ?day } OPTIONAL { ?event lg:dateText ?text }
  OPTIONAL { ?event schema:location ?place } OPTIONAL { ?event dct:type ?kind } }"""
_MET = """SELECT ?other ?times ?first ?last WHERE {
  { SELECT ?other (COUNT(DISTINCT ?event) AS ?times) (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {
      ?part cv:hasParticipant ?person . ?event cv:hasParticipation ?part , ?second .
      ?second cv:hasParticipant ?other . ?other a foaf:Person . FILTER(?other != ?person)
      OPTIONAL { ?event schema:startDate ?day } } GROUP BY ?other }
} ORDER BY DESC(?times) DESC(?last) ?other"""
_PARTS = """SELECT ?part WHERE { ?part org:unitOf|org:subOrganizationOf ?body . ?part skos:prefLabel ?name }
  ORDER BY ?name"""
_TITLES = """SELECT ?person ?body ?role ?article WHERE {
  ?tenure org:member ?person ; org:organization/skos:prefLabel ?body ; org:role/skos:prefLabel ?role ;
    lg:evidence/prov:wasQuotedFrom ?article . FILTER(LANGMATCHES(LANG(?role), "zh")) }"""
_INSIDE = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) WHERE { VALUES ?class {
    schema:AdministrativeArea org:Organization foaf:Person lg:Page prov:Plan schema:Event }
  ?thing dct:spatial|schema:containedInPlace ?area ; a ?class } GROUP BY ?class"""
_SOME_INSIDE = f"""SELECT DISTINCT ?thing ?name WHERE {{ ?thing dct:spatial|schema:containedInPlace ?area ; a ?class ;
  foaf:name|skos:prefLabel|schema:name ?name }} ORDER BY ?name ?thing LIMIT {2 * SHOWN}"""
_ON_PAGE = "SELECT ?article WHERE { ?article schema:isPartOf ?page ; a schema:NewsArticle }"


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """An event in a list: its day as exact as known, place, kind (a concept's IRI), and the facts that tie it."""

    day: str
    event: Thing
    place: str = ""
    kind: str = ""
    facts: tuple[Fact, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody at the same events: how many, the first and the last day."""

    person: Thing
    times: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Seat:
    """An office of a body with its holders over time; ``head`` where one person at a time holds it."""

    title: str
    head: bool
    holders: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article with the sentences of it that a page shows."""

    article: Article
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a page shows of one thing. What does not fit its kind is empty."""

    about: About
    facts: Facts
    offices: tuple[Held, ...] = ()
    seats: tuple[Seat, ...] = ()
    events: tuple[Happening, ...] = ()
    met: tuple[Met, ...] = ()
    parts: tuple[Thing, ...] = ()
    reforms: tuple[Reformed, ...] = ()
    policies: tuple[Fact, ...] = ()
    cast: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other: tuple[Fact, ...] = ()
    inside: Mapping[str, tuple[int, tuple[Thing, ...]]] = field(default_factory=dict)
    articles: tuple[Article, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles behind the facts, the latest first, each with its sentences."""
        found: dict[str, dict[tuple[int, int, str], Quote]] = {}
        for fact in self.facts.facts:
            for quote in fact.quotes:
                found.setdefault(quote.article, {}).setdefault((quote.start, quote.end, quote.text), quote)
        known = (
            Source(self.facts.articles[iri], tuple(sorted(quotes.values())))
            for iri, quotes in found.items()
            if iri in self.facts.articles
        )
        return tuple(sorted(known, key=lambda s: (s.article.day, s.article), reverse=True))


def read_person(store: GraphStore, about: About) -> Shown:
    """A person: offices, events, everybody at the same events."""
    iri = about.thing.iri
    facts = read_facts(store, subject=iri)
    rows = list(rows_for(store, _MET, "person", [iri]))
    people = read_things(store, (row["other"] for row in rows))
    met = tuple(Met(people[row["other"]], int(row["times"]), row["first"], row["last"]) for row in rows)
    return Shown(
        about,
        facts,
        offices=read_tenures(store, person=iri),
        events=_happenings(store, facts.of(*PARTICIPATION)),
        met=met,
        policies=facts.of("issues", "implements"),
        other=_others(facts),
    )


def read_body(store: GraphStore, about: About) -> Shown:
    """A body: its offices with their holders, its parts, events and policies."""
    iri = about.thing.iri
    own, held = read_facts(store, subject=iri), read_facts(store, object=iri)
    facts = Facts(
        tuple(dict.fromkeys((*held.facts, *own.facts))), {**held.articles, **own.articles}, own.cut or held.cut
    )
    parts = read_things(store, (row["part"] for row in rows_for(store, _PARTS, "body", [iri])))
    return Shown(
        about,
        facts,
        seats=_seats(read_tenures(store, body=iri)),
        events=_happenings(store, own.of(*PARTICIPATION)),
        parts=tuple(parts.values()),
        reforms=reforms_of(store, iri),
        policies=own.of("issues", "implements"),
        other=tuple(f for f in _others(facts) if f.rel not in ("unitOf", "subOrganizationOf")),
    )


def read_event(store: GraphStore, about: About) -> Shown:
    """An event: who took part, by role, each with the titles that the same articles give."""
    iri = about.thing.iri
    cast, own = read_facts(store, object=iri), read_facts(store, subject=iri)
    facts = Facts((*cast.facts, *own.facts), {**cast.articles, **own.articles}, cast.cut or own.cut)
    by_role = {rel: cast.of(rel) for rel in PARTICIPATION}
    return Shown(
        about,
        facts,
        cast={rel: found for rel, found in by_role.items() if found},
        titles=_titles(store, {f.subject.iri for f in cast.facts}, cast.articles),
        other=_others(facts),
    )


def read_policy(store: GraphStore, about: About) -> Shown:
    """A policy: who issues it and who carries it out."""
    facts = read_facts(store, object=about.thing.iri)
    by_rel = {rel: facts.of(rel) for rel in ("issues", "implements")}
    return Shown(about, facts, cast={rel: found for rel, found in by_rel.items() if found}, other=_others(facts))


def read_article(store: GraphStore, about: About) -> Shown:
    """An article: its facts in the order of the text."""
    facts = read_facts(store, article=about.thing.iri)
    place = read_articles(store, [about.thing.iri])
    in_order = tuple(sorted(facts.facts, key=lambda f: (f.quotes[0].start, f.rel, f.subject, f.object)))
    return Shown(about, Facts(in_order, {**facts.articles, **place}, facts.cut), articles=tuple(place.values()))


def read_area(store: GraphStore, about: About) -> Shown:
    """An area: what lies in it, by kind: how many, and the first of them by name."""
    inside: dict[str, tuple[int, tuple[Thing, ...]]] = {}
    for row in list(rows_for(store, _INSIDE, "area", [about.thing.iri])):
        kind, given = kind_of(row["class"]), {"area": to_iri(about.thing.iri), "class": to_iri(row["class"])}
        with store.query(_SOME_INSIDE, bindings=given) as result:
            found = {str(r["thing"]): Thing(str(r["name"]), str(r["thing"]), kind) for r in result.records()}
        inside[kind] = int(row["n"]), tuple(sorted(found.values())[:SHOWN])
    return Shown(about, Facts((), {}), inside=inside)


def read_page(store: GraphStore, about: About) -> Shown:
    """A page: its articles in their order."""
    rows = rows_for(store, _ON_PAGE, "page", [about.thing.iri])
    articles = read_articles(store, (row["article"] for row in rows))
    return Shown(about, Facts((), {}), articles=tuple(sorted(articles.values(), key=lambda a: a.position)))


READERS = {
    "person": read_person,
    "body": read_body,
    "event": read_event,
    "policy": read_policy,
    "article": read_article,
    "area": read_area,
    "page": read_page,
}


def happenings(store: GraphStore, events: Iterable[Thing]) -> tuple[Happening, ...]:
    """Events with their days and places, the latest first, the undated last."""
    by_iri = {event.iri: event for event in events}
    found: dict[str, Happening] = {}
    for row in rows_for(store, _EVENTS, "event", sorted(by_iri)):
        place = "" if row["place"].startswith(("http://", "https://")) else row["place"]
        one = Happening(row["day"] or row["text"], by_iri[row["event"]], place, row["kind"])
        found[row["event"]] = max(one, found.get(row["event"], one))
    return tuple(sorted(found.values(), key=lambda h: (h.day, h.event), reverse=True))


def _happenings(store: GraphStore, facts: Iterable[Fact]) -> tuple[Happening, ...]:
    by_event: dict[Thing, list[Fact]] = {}
    for fact in facts:
        by_event.setdefault(fact.object, []).append(fact)
    return tuple(
        Happening(h.day, h.event, h.place, h.kind, tuple(sorted(by_event[h.event], key=_by_role)))
        for h in happenings(store, by_event)
    )


def _by_role(fact: Fact) -> tuple[int, str]:
    return PARTICIPATION.index(fact.rel), fact.iri


def _seats(held: Iterable[Held]) -> tuple[Seat, ...]:
    """The offices of a body, heads first, each with its holders in the order of time."""
    by_role: dict[str, list[Held]] = {}
    for tenure in held:
        by_role.setdefault(seat_role(tenure.role), []).append(tenure)
    seats = [Seat(office_title(f[0].body_name, role), is_single(role), tuple(f)) for role, f in by_role.items()]
    return tuple(sorted(seats, key=lambda s: (not s.head, -len(s.holders), s.title)))


def _titles(store: GraphStore, people: set[str], articles: Mapping[str, Article]) -> dict[str, tuple[str, ...]]:
    """What the same articles call the people by office."""
    found: dict[str, set[str]] = {}
    for row in rows_for(store, _TITLES, "person", sorted(people)):
        if row["article"] in articles:
            found.setdefault(row["person"], set()).add(office_title(row["body"], row["role"]))
    return {person: tuple(sorted(titles)) for person, titles in found.items()}


def _others(facts: Facts) -> tuple[Fact, ...]:
    usual = ("holds", *PARTICIPATION, "issues", "implements")
    return tuple(f for f in facts.facts if f.rel not in usual)
