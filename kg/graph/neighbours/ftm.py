"""FollowTheMoney entities, one JSON object a line: Person, PublicBody, Position, Occupancy, Event, each with its proof.

An identifier of FollowTheMoney takes ASCII only, so that it is a hash of the IRI; the IRI stands in ``sourceUrl``.
FollowTheMoney has no policies: they become Projects, and who issues or implements one a ProjectParticipant. What
somebody does at an event beyond being involved is an UnknownLink with the role.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from kg.graph.neighbours.rows import Tables

_COMPANY = frozenset({"company"})
_PUBLIC = frozenset({
    "government", "congress", "cppcc", "discipline", "court", "procuratorate", "department", "street", "town",
    "village", "community", "area",
})
_STATUS = {"current": "current", "appointed": "current", "former": "ended", "removed": "ended"}
# A link bears the words of its first sentences; all of them are in the graph.
_QUOTES = 5


def ftm(tables: Tables) -> bytes:
    """The tables as JSON lines, sorted by schema and identifier."""
    entities = sorted(_entities(tables), key=lambda e: (e["schema"], e["id"]))
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities).encode("utf-8")


def ftm_id(iri: str) -> str:
    """The identifier of a node in FollowTheMoney: "lg-" and 24 hexadecimal digits of the SHA-256 of its IRI."""
    return "lg-" + sha256(iri.encode("utf-8")).hexdigest()[:24]


def _entity(schema: str, iri: str, **values: str | Iterable[str]) -> dict[str, Any]:
    """An entity; empty values are left out, an underscore in a name stands for the letter after it in capitals."""
    properties: dict[str, list[str]] = {}
    for name, given in values.items():
        head, *rest = name.split("_")
        texts = [given] if isinstance(given, str) else list(given)
        if kept := list(dict.fromkeys(text for text in texts if text)):
            properties[head + "".join(word.capitalize() for word in rest)] = kept
    return {"id": ftm_id(iri), "schema": schema, "properties": properties}


def _entities(t: Tables) -> Iterator[dict[str, Any]]:
    for a in t.articles.values():
        yield _entity(
            "Article", a.id, title=a.headline, file_name=a.page, publisher=a.paper, published_at=a.published,
            author=a.authors, language="zho", country="cn", source_url=a.id,
        )
    for p in t.persons.values():
        yield _entity("Person", p.id, name=p.name, alias=p.other_names, source_url=p.id)
    for b in t.bodies.values():
        schema = "Company" if b.kind in _COMPANY else "PublicBody" if b.kind in _PUBLIC else "Organization"
        yield _entity(
            schema, b.id, name=b.name, alias=b.other_names, classification=t.label("body-kind", b.kind),
            country="" if b.kind == "foreign" else "cn", parent=ftm_id(b.parent) if b.parent in t.bodies else "",
            source_url=b.id,
        )
    for post in t.posts.values():
        body = t.bodies.get(post.body)
        yield _entity(
            "Position", post.id, name=post.name, organization=ftm_id(post.body) if body else "",
            subnational_area=t.area_name(body.area) if body else "",
            country="" if body is None or body.kind == "foreign" else "cn", source_url=post.id,
        )
    for x in t.tenures.values():
        if x.person in t.persons and x.post in t.posts:
            yield _entity(
                "Occupancy", x.id, holder=ftm_id(x.person), post=ftm_id(x.post), date=x.attested,
                status=_occupied(x.statuses),
                # Days are given where they are known, not where they are bounded.
                start_date=x.start_not_after if x.start_not_before == x.start_not_after else "",
                end_date=x.end_not_after if x.end_not_before == x.end_not_after else "",
                source_url=x.id, **_proof(t, x.evidence),
            )
    yield from _events(t)
    yield from _policies(t)


def _events(t: Tables) -> Iterator[dict[str, Any]]:
    parts: dict[str, list[str]] = {}
    for x in t.participations.values():
        parts.setdefault(x.event, []).append(x.id)
    for e in t.events.values():
        mine = [t.participations[part] for part in parts.get(e.id, ())]
        yield _entity(
            "Event", e.id, name=[e.name, *e.other_names], date=e.date, end_date=e.end, location=e.place,
            keywords=t.label("event-kind", e.kind), country="cn" if e.area else "", source_url=e.id,
            organizer=(ftm_id(x.participant) for x in mine if x.role == "organizes"),
            involved=(ftm_id(x.participant) for x in mine if x.role != "organizes"),
            **_proof(t, [iri for x in mine for iri in x.evidence]),
        )
    for x in t.participations.values():
        if x.event in t.events and t.name(x.participant):
            yield _entity(
                "UnknownLink", x.id, subject=ftm_id(x.participant), object=ftm_id(x.event),
                role=t.label("participation", x.role), date=t.events[x.event].date, source_url=x.id,
                **_proof(t, x.evidence),
            )


def _policies(t: Tables) -> Iterator[dict[str, Any]]:
    for p in t.policies.values():
        yield _entity(
            "Project", p.id, name=[p.name, *p.other_names], project_id=p.number, country="cn", source_url=p.id,
            keywords="专项行动" if p.kind == "campaign" else "政策",
        )
    for a in t.acts.values():
        if a.body in t.bodies and a.policy in t.policies:
            yield _entity(
                "ProjectParticipant", a.id, participant=ftm_id(a.body), project=ftm_id(a.policy),
                role="出台" if a.rel == "issues" else "落实", source_url=a.id, **_proof(t, a.evidence),
            )


def _proof(t: Tables, evidence: Iterable[str]) -> dict[str, list[str]]:
    """The articles that say so, and what they say."""
    rows = [t.evidence[iri] for iri in evidence if iri in t.evidence]
    return {
        "proof": [ftm_id(row.article) for row in rows if row.article in t.articles],
        "summary": [row.quote for row in rows][:_QUOTES],
    }


def _occupied(statuses: tuple[str, ...]) -> str:
    said = {_STATUS[s] for s in statuses if s in _STATUS}
    # Held at one time and left at another: the graph knows when, this format takes one word.
    return said.pop() if len(said) == 1 else "unknown"
