"""One page's statements to facts: which mentions are one entity, decided from this page alone.

What several pages say of one name is a matter of judgements (``kg.fuse.resolve``); they come in as ``decisions``, and
nothing here looks at another page. So a page can be fused by itself, in any order, at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg import terms
from kg.fuse.bodies import BodyIndex
from kg.fuse.identifiers import bare_label, person_iri, renamed, term_iri
from kg.fuse.identities import Identities
from kg.fuse.persons import REPORTER, PersonIndex
from kg.model import (
    Article,
    Body,
    Entity,
    Event,
    Fact,
    Page,
    PageFacts,
    Person,
    Place,
    Policy,
    Statement,
    Term,
    unique,
)


def fuse_page(
    page: Page,
    articles: Iterable[Article],
    jurisdiction: Place,
    statements: Iterable[Statement],
    *,
    base: str = terms.BASE,
    decisions: Identities | None = None,
) -> PageFacts:
    """The facts of one page: every statement with the entities its subject and object are.

    A person is a name and an area: two mentions of one name are one person unless their areas exclude each other.
    A body is an area and a short name. The statements themselves stay as they are, in ``Fact.said``. ``decisions`` says
    which IRI to write for a person's local one.
    """
    said = tuple(statements)
    terms_said = [term for s in said for term in (s.subj, s.obj)]
    persons = PersonIndex(said, jurisdiction)
    bodies = BodyIndex(term for term in terms_said if isinstance(term, Body))
    events = _merge_events(said)
    policies = _merge_policies(term for term in terms_said if isinstance(term, Policy))

    def written(term: Term, local: str) -> Entity:
        iri = decisions.of(page.name, local) if decisions else local
        return Entity(iri, term if iri == local else renamed(term, iri, base=base))

    def entities(term: Term, at: Statement) -> tuple[Entity, ...]:
        if isinstance(term, Person):
            person = persons.of(term, at)
            apart = REPORTER if at.rel == "writes" else ""
            return (written(person, person_iri(person.area, person.name, apart, base=base)),)
        if isinstance(term, Body):
            return tuple(written(body, term_iri(body, base=base)) for body in bodies.of(term))
        if isinstance(term, Event):
            term = events[at.evidence.article, term]
        elif isinstance(term, Policy):
            term = policies[term]
        return (written(term, term_iri(term, base=base)),)

    facts = (Fact(subj, obj, s) for s in said for subj in entities(s.subj, s) for obj in entities(s.obj, s))
    return PageFacts(page, tuple(articles), tuple(dict.fromkeys(facts)), jurisdiction)


def _merge_events(statements: Iterable[Statement]) -> dict[tuple[int, Event], Event]:
    """Every event of every article as what its article says of it in all: one label in one article is one event,
    unless two dates exclude each other."""
    seen: dict[int, dict[Event, None]] = {}
    for s in statements:
        for term in (s.subj, s.obj):
            if isinstance(term, Event):
                seen.setdefault(s.evidence.article, {})[term] = None
    merged: dict[tuple[int, Event], Event] = {}
    for article, events in seen.items():
        for event in events:
            alike = [e for e in events if e.label == event.label and _dates_agree(e.date, event.date)]
            longest = max((e.date for e in alike), key=lambda d: (len(d), d))
            if any(not _dates_agree(e.date, longest) for e in alike):
                alike = [event]
            merged[article, event] = _merge_event(alike)
    shared: dict[tuple[str, str, str], list[Event]] = {}
    for event in merged.values():
        shared.setdefault((event.area, event.date, event.label), []).append(event)
    return {key: _merge_event(shared[e.area, e.date, e.label]) for key, e in merged.items()}


def _dates_agree(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _event_order(e: Event) -> tuple[str, ...]:
    return (e.date, e.kind, e.place, e.area, e.end, *e.names)


def _merge_event(alike: list[Event]) -> Event:
    alike = sorted(alike, key=_event_order)
    return Event(
        label=alike[0].label,
        kind=next((e.kind for e in alike if e.kind != "other"), "other"),
        date=max((e.date for e in alike), key=len),
        place=max((e.place for e in alike), key=lambda p: (len(p), p)),
        area=max(e.area for e in alike),
        names=tuple(sorted({n for e in alike for n in e.names})),
        end=max((e.end for e in alike), key=lambda d: (len(d), d)),
    )


def _merge_policies(policies: Iterable[Policy]) -> dict[Policy, Policy]:
    """Every policy as the page knows it: one label with and without an area, or with and without marks, is one."""
    groups: dict[str, dict[Policy, None]] = {}
    for policy in policies:
        groups.setdefault(bare_label(policy.label), {})[policy] = None
    merged: dict[Policy, Policy] = {}
    for label, members in groups.items():
        areas = sorted({p.area for p in members if p.area})
        for policy in members:
            area = policy.area or (areas[0] if len(areas) == 1 else "")
            alike = sorted((p for p in members if (p.area or area) == area), key=lambda p: (p.kind, p.names, p.number))
            names = unique(n for p in alike for n in (p.label, *p.names) if n != label)
            merged[policy] = replace(
                policy,
                label=label,
                area=area,
                kind=min(p.kind for p in alike),
                names=tuple(sorted(names)),
                number=max(p.number for p in alike),
            )
    return merged
