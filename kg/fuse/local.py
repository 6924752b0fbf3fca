"""What the mentions of one page are, decided from this page alone: entities with their local identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg import terms
from kg.fuse.bodies import BodyIndex
from kg.fuse.identifiers import bare_label, person_iri, term_iri
from kg.fuse.persons import REPORTER, PersonIndex
from kg.model import Body, Entity, Event, Person, Place, Policy, Statement, Term, unique


class LocalEntities:
    """The entities of one page; :meth:`of` gives those that a term of one of its statements is."""

    def __init__(self, statements: Sequence[Statement], jurisdiction: Place, *, base: str = terms.BASE) -> None:
        said = [term for s in statements for term in (s.subj, s.obj)]
        self._base = base
        self._persons = PersonIndex(statements, jurisdiction)
        self._bodies = BodyIndex(term for term in said if isinstance(term, Body))
        self._events = _merge_events(statements)
        self._policies = _merge_policies(term for term in said if isinstance(term, Policy))
        self._known: dict[tuple[Term, int, bool], tuple[Entity, ...]] = {}

    def of(self, term: Term, at: Statement) -> tuple[Entity, ...]:
        """The entity behind ``term`` in the statement ``at``; two where a page joins two bodies in one name."""
        key = (term, at.evidence.article, at.rel == "writes")
        if (known := self._known.get(key)) is None:
            known = self._known[key] = self._entities(term, at)
        return known

    def _entities(self, term: Term, at: Statement) -> tuple[Entity, ...]:
        if isinstance(term, Person):
            person = self._persons.of(term, at)
            apart = REPORTER if at.rel == "writes" else ""
            return (Entity(person_iri(person.area, person.name, apart, base=self._base), person),)
        if isinstance(term, Body):
            return tuple(Entity(term_iri(body, base=self._base), body) for body in self._bodies.of(term))
        if isinstance(term, Event):
            term = self._events[at.evidence.article, term]
        elif isinstance(term, Policy):
            term = self._policies[term]
        return (Entity(term_iri(term, base=self._base), term),)


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
