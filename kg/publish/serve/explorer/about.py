"""What the graph says of a thing by itself: names, kind, days, places, and what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg import terms
from kg.graph.store import GraphStore
from kg.publish.serve.explorer.facts import Thing, last_part, read_things, rows_for

_ABOUT = """SELECT ?property ?value WHERE { ?thing ?property ?value .
  VALUES ?property { rdf:type foaf:name skos:prefLabel skos:altLabel dct:spatial org:classification dct:type
    schema:startDate schema:endDate lg:dateText schema:location lg:documentNumber skos:notation schema:headline
    schema:author dct:source schema:dateline schema:datePublished schema:isPartOf schema:containedInPlace
    org:unitOf org:subOrganizationOf schema:superEvent schema:name schema:issueNumber lg:position } }"""


@dataclass(frozen=True, slots=True)
class About:
    """What the graph says of a thing by itself: values by the end of the property, and the things among them."""

    thing: Thing
    values: Mapping[str, tuple[str, ...]]
    things: Mapping[str, Thing]

    def one(self, name: str) -> str:
        """The first value of a property, "" if there is none."""
        return next(iter(self.values.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a property."""
        return self.values.get(name, ())

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a property that are no IRIs."""
        return tuple(v for v in self.all(name) if "://" not in v)

    def linked(self, *names: str) -> tuple[Thing, ...]:
        """The things that properties point to, each once."""
        found = (self.things[v] for name in names for v in self.all(name) if v in self.things)
        return tuple(dict.fromkeys(found))

    @property
    def names(self) -> tuple[str, ...]:
        """All names beside the one shown."""
        every = (*self.all("name"), *self.all("prefLabel"), *self.all("altLabel"))
        return tuple(n for n in dict.fromkeys(every) if n != self.thing.name)


def read_about(store: GraphStore, iri: str) -> About | None:
    """What the graph says of a thing by itself; None if it is no subject of the graph."""
    values: dict[str, list[str]] = {}
    for row in rows_for(store, _ABOUT, "thing", [iri]):
        # Two properties end in "type"; the one that is no class says of which kind an event is.
        name = "kind" if row["property"] == terms.DCT_TYPE else last_part(row["property"])
        values.setdefault(name, []).append(row["value"])
    if not values and not _is_known(store, iri):
        return None
    every = {name: tuple(sorted(set(found))) for name, found in values.items()}
    pointed = {v for name in _LINKS for v in every.get(name, ())}
    things = read_things(store, {iri, *pointed})
    own = things.pop(iri)
    return About(own, every, {k: v for k, v in things.items() if v.kind or v.name != last_part(k)})


_LINKS = (
    "spatial", "isPartOf", "containedInPlace", "unitOf", "subOrganizationOf", "superEvent", "author", "location",
)  # fmt: skip


def _is_known(store: GraphStore, iri: str) -> bool:
    return next(rows_for(store, "SELECT ?p WHERE { ?thing ?p ?o } LIMIT 1", "thing", [iri]), None) is not None
