"""Popolo JSON: persons, organizations, posts, memberships, events and areas, each with its sources."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kg.graph.neighbours.rows import Tables


def popolo(tables: Tables) -> bytes:
    """The tables as one Popolo document. Identifiers are IRIs; a source is an article's IRI with the quote as its note.

    Popolo has no bounds: a membership has a start or end only where the day itself is known. Who chairs, speaks or
    signs stands in ``role`` beside the attendee's id and name, which readers of Popolo pass over.
    """
    t = tables
    document = {
        "persons": [
            _kept(id=p.id, name=p.name, other_names=_names(p.other_names)) for p in t.persons.values()
        ],
        "organizations": [
            _kept(
                id=b.id, name=b.name, other_names=_names(b.other_names), classification=t.label("body-kind", b.kind),
                parent_id=b.parent if b.parent in t.bodies else "", area_id=b.area,
            )
            for b in t.bodies.values()
        ],
        "posts": [
            _kept(id=p.id, label=p.name, role=p.role, organization_id=p.body, area_id=_area(t, p.body))
            for p in t.posts.values()
        ],
        "memberships": [
            _kept(
                id=x.id, label=t.name(x.post), role=x.role, person_id=x.person, organization_id=x.body, post_id=x.post,
                area_id=_area(t, x.body),
                start_date=x.start_not_after if x.start_not_before == x.start_not_after else "",
                end_date=x.end_not_after if x.end_not_before == x.end_not_after else "",
                sources=_sources(t, x.evidence),
            )
            for x in t.tenures.values()
        ],
        "events": _events(t),
        "areas": [_kept(id=a.id, name=a.name or a.code, identifier=a.code) for a in t.areas.values()],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _events(t: Tables) -> list[dict[str, Any]]:
    attendees: dict[str, list[dict[str, str]]] = {}
    organizers: dict[str, str] = {}
    evidence: dict[str, list[str]] = {}
    for x in t.participations.values():
        evidence.setdefault(x.event, []).extend(x.evidence)
        if x.role == "organizes" and x.participant in t.bodies:
            organizers.setdefault(x.event, x.participant)
        elif x.participant in t.persons:
            person = {"id": x.participant, "name": t.name(x.participant), "role": t.label("participation", x.role)}
            attendees.setdefault(x.event, []).append(person)
    return [
        _kept(
            id=e.id, name=e.name, classification=t.label("event-kind", e.kind), start_date=e.date, end_date=e.end,
            location=e.place, organization_id=organizers.get(e.id, ""),
            attendees=sorted(attendees.get(e.id, ()), key=lambda p: (p["id"], p["role"])),
            sources=_sources(t, evidence.get(e.id, ())),
        )
        for e in t.events.values()
    ]


def _kept(**values: object) -> dict[str, Any]:
    """The values that are known; Popolo leaves an unknown one out."""
    return {name: value for name, value in values.items() if value}


def _names(others: Iterable[str]) -> list[dict[str, str]]:
    return [{"name": other} for other in others]


def _area(t: Tables, body: str) -> str:
    return t.bodies[body].area if body in t.bodies else ""


def _sources(t: Tables, evidence: Iterable[str]) -> list[dict[str, str]]:
    rows = [t.evidence[iri] for iri in evidence if iri in t.evidence]
    said = dict.fromkeys((row.article, row.quote) for row in rows)
    return [{"url": article, "note": quote} for article, quote in said]
