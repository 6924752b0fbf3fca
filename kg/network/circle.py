"""Who is closest to a person: how often they are shown together, in what, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.network.paths import one
from kg.network.projection import shared_edges
from kg.network.ties import BODY, EVENT, Thing, Ties


@dataclass(frozen=True, slots=True)
class Close:
    """Somebody of a person's circle: events and bodies shared (names, in the order of their identifiers), days known.

    ``weight`` adds 1/(members - 1) for each shared event or body, so that small circles count more.
    """

    iri: str
    name: str
    weight: float
    events: tuple[str, ...]
    bodies: tuple[str, ...]
    first: str
    last: str

    def row(self) -> dict[str, Any]:
        """The person as a row of a table."""
        return {
            "name": self.name, "events": len(self.events), "bodies": len(self.bodies), "weight": self.weight,
            "first": self.first, "last": self.last, "in": [*self.events, *self.bodies], "iri": self.iri,
        }  # fmt: skip


def circle(ties: Ties, name: str, *, limit: int | None = None) -> tuple[Close, ...]:
    """The persons closest to one (by name or identifier): most shared events first, then bodies, then weight.

    QueryError if nobody, or more than one, is meant.
    """
    person: Thing = one(ties, name)
    found = []
    for edge in shared_edges(ties, (EVENT, BODY), "shared", only=person.iri):
        other = ties.things[edge.b if edge.a == person.iri else edge.a]
        shared = [ties.things[iri] for iri in edge.through]
        events = tuple(t.name for t in shared if t.kind == EVENT)
        bodies = tuple(t.name for t in shared if t.kind == BODY)
        found.append(Close(other.iri, other.name, edge.weight, events, bodies, edge.first, edge.last))
    found.sort(key=lambda c: (-len(c.events), -len(c.bodies), -c.weight, c.name, c.iri))
    return tuple(found[:limit])
