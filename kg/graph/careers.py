"""Who held an office, one after the other, and what one person held, asked in the words that people use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kg.errors import QueryError
from kg.fuse.dating import first_day
from kg.fuse.judgements import full_iri
from kg.fuse.names import known_as
from kg.fuse.seats import is_single, office_title, seat_role
from kg.graph.offices import Held, in_time, read_tenures
from kg.graph.queries import find_hint
from kg.graph.rdf import node
from kg.graph.store import GraphStore
from kg.graph.tenure import bodies

_ROLES = """SELECT DISTINCT ?body ?role WHERE {
  ?tenure a org:Membership ; org:organization ?body ; org:role ?concept . ?concept skos:prefLabel ?role }"""
_LABELS = "SELECT ?body ?label WHERE { ?body a org:Organization ; skos:prefLabel|skos:altLabel ?label }"
_PERSONS = "SELECT DISTINCT ?person ?name WHERE { ?person a foaf:Person ; foaf:name ?name }"
_CHANGES = """SELECT ?way ?other ?label ?notBefore ?notAfter ?note WHERE {
  { ?change org:originalOrganization ?body ; org:resultingOrganization ?other BIND ("to" AS ?way) }
  UNION { ?change org:resultingOrganization ?body ; org:originalOrganization ?other BIND ("from" AS ?way) }
  ?change lg:startNotBefore ?notBefore ; lg:startNotAfter ?notAfter ; dct:description ?note .
  ?other skos:prefLabel ?label }"""


@dataclass(frozen=True, slots=True, order=True)
class Reformed:
    """What a reform made of a body ("to") or made it of ("from"): the other body, the days between, and a note."""

    way: str
    body: str
    name: str
    not_before: str
    not_after: str
    note: str

    def to_dict(self) -> dict[str, str]:
        """The change as JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """An office of a body (the one that acting holders fill, too): IRI and name of the body, and the role."""

    body: str
    name: str
    role: str

    @property
    def title(self) -> str:
        """The office in words: 徐汇区委书记."""
        return office_title(self.name, self.role)


@dataclass(frozen=True, slots=True)
class Line:
    """The holders of one office in the order of time. ``single``: one person at a time holds it.

    ``on``: the day that was asked for, "" for all time; then ``holders`` are those who were or may have been in office.
    ``reforms``: which bodies the seat's body was made of or became, so that the line goes on there.
    """

    seat: Seat
    single: bool
    holders: tuple[Held, ...]
    on: str = ""
    reforms: tuple[Reformed, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The line as JSON values."""
        holders = [{**h.to_dict(), **({"on": h.on(self.on)} if self.on else {})} for h in self.holders]
        seat = {"body": self.seat.body, "name": self.seat.name, "role": self.seat.role, "title": self.seat.title}
        reforms = [r.to_dict() for r in self.reforms]
        return {"seat": seat, "single": self.single, "on": self.on, "holders": holders, "reforms": reforms}


@dataclass(frozen=True, slots=True)
class Career:
    """What one person held, in the order of time; ``together`` are pairs of offices held at one time, by title."""

    person: str
    name: str
    held: tuple[Held, ...]
    together: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """The career as JSON values."""
        return {
            "person": self.person,
            "name": self.name,
            "held": [h.to_dict() for h in self.held],
            "together": [list(pair) for pair in self.together],
        }


def line_of_holders(store: GraphStore, what: str, *, on: str = "") -> tuple[Line, ...]:
    """The holders of the office that ``what`` names, or of every office of the body that it names.

    徐汇区委书记, 徐汇区区长, 徐汇区政府, a body's IRI. ``on``: only who was or may have been in office on that day
    (YYYY-MM-DD). Raises QueryError, with near names, when the store knows no such office.
    """
    if on and first_day(on) != on:
        raise QueryError(f"{on!r} is no day; write it like 2021-07-30")
    lines = []
    for seat in find_seats(store, what):
        held = (h for h in read_tenures(store, body=seat.body) if seat_role(h.role) == seat.role)
        holders = tuple(h for h in held if not on or h.on(on) != "no")
        lines.append(Line(seat, is_single(seat.role), holders, on, reforms_of(store, seat.body)))
    return tuple(lines)


def career(store: GraphStore, who: str) -> tuple[Career, ...]:
    """The careers of the persons that ``who`` names: one by an identifier, all of that name by a name.

    Raises QueryError, with near names, when the store knows no such person.
    """
    return tuple(_career(iri, name, read_tenures(store, person=iri)) for iri, name in find_persons(store, who))


def find_seats(store: GraphStore, what: str) -> tuple[Seat, ...]:
    """The offices that a text means: by its title, in any name of its body; all of a body's; by IRI."""
    what = full_iri(what.strip(), base=store.base)
    asked = {what, known_as(what)}
    seats = _seats(store)
    known = bodies(store)
    names = _names(store)
    found: set[Seat] = set()
    said: dict[str, None] = {}
    for seat in seats:
        titles = set(_titles(seat, names.get(seat.body, ()), known[seat.body].area if seat.body in known else ""))
        if asked & {*titles, seat.body, *names.get(seat.body, ())}:
            found.add(seat)
        said.update(dict.fromkeys(sorted(titles)))
    if not found:
        raise QueryError(f"no page names an office or a body {what!r}{_near(what, said)}")
    return tuple(sorted(found, key=lambda s: (s.name, s.role, s.body)))


def find_persons(store: GraphStore, who: str) -> tuple[tuple[str, str], ...]:
    """IRI and name of the persons that a text means: by IRI (also from its kind on) or by a name."""
    who = full_iri(who.strip(), base=store.base)
    if "://" in who:
        try:
            rows = list(store.query(_PERSONS, bindings={"person": node(who)}).records())
        except ValueError as error:
            raise QueryError(f"{who!r} is no identifier: {error}") from error
    else:
        rows = list(store.query(_PERSONS + " ORDER BY ?name").records())
    named = sorted({(str(r["person"]), str(r["name"])) for r in rows})
    found: dict[str, str] = {}
    for iri, name in named:
        if who in (iri, name):
            found.setdefault(iri, name)
    if not found:
        raise QueryError(f"no page names a person {who!r}{_near(who, {name: None for _, name in named})}")
    return tuple(found.items())


def reforms_of(store: GraphStore, body: str) -> tuple[Reformed, ...]:
    """What reforms made of a body (by IRI), and what they made it of."""
    found: dict[tuple[str, str, str, str, str], set[str]] = {}
    for row in store.query(_CHANGES, bindings={"body": node(body)}).records():
        way, other, low, high, note = (str(row[k]) for k in ("way", "other", "notBefore", "notAfter", "note"))
        found.setdefault((way, other, low, high, note), set()).add(str(row["label"]))
    known = bodies(store) if found else {}
    return tuple(
        sorted(
            Reformed(way, other, known[other].name if other in known else min(labels), low, high, note)
            for (way, other, low, high, note), labels in found.items()
        )
    )


def _career(person: str, name: str, held: tuple[Held, ...]) -> Career:
    ordered = tuple(sorted(held, key=in_time))
    return Career(person, name, ordered, tuple(_together(ordered)))


def _together(held: tuple[Held, ...]) -> Iterator[tuple[str, str]]:
    """The pairs of offices that pages show one person in at one time."""
    for i, a in enumerate(held):
        for b in held[i + 1 :]:
            if a.first and b.first and a.first <= b.last and b.first <= a.last:
                yield a.title, b.title


def _seats(store: GraphStore) -> list[Seat]:
    known = bodies(store)
    found = {(str(r["body"]), seat_role(str(r["role"]))) for r in store.query(_ROLES).records()}
    return sorted(Seat(body, known[body].name if body in known else body, role) for body, role in found)


def _names(store: GraphStore) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for row in store.query(_LABELS).records():
        names.setdefault(str(row["body"]), set()).add(str(row["label"]))
    return names


def _titles(seat: Seat, names: Iterable[str], area: str) -> Iterator[str]:
    """How to say an office: with every name of its body, and as people shorten it (徐汇区区长, 徐汇区委组织部长)."""
    for name in sorted({seat.name, *names, *(known_as(n, area) for n in names)}):
        for short in (name, name.removesuffix("政府"), name.replace("人大常委会", "人大"), name.removesuffix("委员会")):
            yield short + seat.role
            if short and seat.role and short[-1] == seat.role[0]:
                yield short + seat.role[1:]


def _near(what: str, said: dict[str, None]) -> str:
    close = get_close_matches(what, said, 3, 0.5)
    return f"; did you mean {' or '.join(close)}?" if close else find_hint(what)
