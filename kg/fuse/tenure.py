"""From what pages attest to when somebody was in office: bounds for every beginning and end, each with its reasons.

Attested is not started. A page that calls somebody 区长 on its day says that the tenure began no later and ended no
earlier; an appointment or a removal names the day; a seat for one person changes hands between the last day of one
holder and the first day of the next; and nobody stands on two steps of one ladder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.fuse.dating import first_day, last_day
from kg.fuse.seats import heads_elsewhere, is_single, seat_role, steps

START_NOT_BEFORE, START_NOT_AFTER = "start_not_before", "start_not_after"
END_NOT_BEFORE, END_NOT_AFTER = "end_not_before", "end_not_after"
BOUNDS = (START_NOT_BEFORE, START_NOT_AFTER, END_NOT_BEFORE, END_NOT_AFTER)

# Why a bound holds.
ATTESTED, APPOINTED, REMOVED, FORMER = "attested", "appointed", "removed", "former"
SUCCESSION, EXCLUSIVE, REFORM = "succession", "exclusive", "reform"


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """An office in a body, by IRI, with what tells its kind: name and kind of the body, its area's code."""

    body: str
    role: str
    name: str = ""
    kind: str = "other"
    area: str = ""

    @property
    def seat(self) -> tuple[str, str]:
        """The seat: acting and confirmed holders sit on the same."""
        return self.body, seat_role(self.role)


@dataclass(frozen=True, slots=True, order=True)
class Attestation:
    """That a source (an evidence's IRI) says something of a person in an office.

    ``on``: the day for which it speaks. ``changed``: the day of the appointment or removal that it reports. Both as
    exact as known, "" if unknown.
    """

    person: str
    office: Office
    status: str
    on: str
    changed: str
    source: str


@dataclass(frozen=True, slots=True, order=True)
class Because:
    """Why a bound holds: its day, the kind of reason, the sources, and the tenure that it follows from, if any."""

    bound: str
    day: str
    reason: str
    sources: tuple[str, ...]
    other: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's time in one office with its bounds; "" where nothing is known. Days are full ISO days.

    ``first`` and ``last`` are the days between which pages show the person in office, "" if they never do (of a month,
    its first and last day). A bound is the tightest of ``because``. ``disputed`` names holders of the same seat for one
    person in the same time.
    """

    person: str
    office: Office
    first: str = ""
    last: str = ""
    because: tuple[Because, ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it this tenure: person, body, role."""
        return self.person, self.office.body, self.office.role

    def bound(self, which: str) -> Because | None:
        """The tightest reason for one of BOUNDS: the latest "not before", the earliest "not after"."""
        found = [b for b in self.because if b.bound == which]
        if not found:
            return None
        best = max(b.day for b in found) if which.endswith("before") else min(b.day for b in found)
        return next(b for b in found if b.day == best)

    @property
    def bounds(self) -> dict[str, str]:
        """The day of every one of BOUNDS, "" where none is known."""
        return {which: (b.day if (b := self.bound(which)) else "") for which in BOUNDS}

    @property
    def reversed(self) -> bool:
        """Whether the bounds contradict each other: the sources cannot all be right."""
        day = self.bounds
        start, end = day[START_NOT_BEFORE], day[END_NOT_AFTER]
        return any(
            low and high and low > high
            for low, high in ((start, day[START_NOT_AFTER]), (day[END_NOT_BEFORE], end), (start, end))
        )


def derive(attestations: Iterable[Attestation], ended: Mapping[str, str] | None = None) -> tuple[Tenure, ...]:
    """Every tenure that the attestations tell of, with its bounds, in the order of person, body and role.

    ``ended``: body's IRI → the day by which a reform had made another body of it; no office in it lasts longer.
    """
    by_key: dict[tuple[str, str, str], list[Attestation]] = {}
    for a in sorted(set(attestations)):
        by_key.setdefault((a.person, a.office.body, a.office.role), []).append(a)
    tenures = {key: _by_itself(said) for key, said in by_key.items()}
    tenures = _with(tenures, _ladders(tenures.values()))
    lines = _lines(tenures.values())
    tenures = _with(tenures, (*_successions(lines), *_closings(tenures.values(), ended or {})))
    disputed = _disputes(lines)
    return tuple(replace(tenures[key], disputed=disputed.get(key, ())) for key in sorted(tenures))


# ---------------------------------------------------------------- one tenure by itself


def _by_itself(said: Sequence[Attestation]) -> Tenure:
    """What the sources of one tenure say without looking at any other."""
    office, person = said[0].office, said[0].person
    shown = [a for a in said if a.status == "current" and first_day(a.on)]
    because = []
    if shown:
        because += [
            Because(START_NOT_AFTER, *_least(shown, last_day)), Because(END_NOT_BEFORE, *_most(shown, first_day))
        ]  # fmt: skip
    earliest = min((first_day(a.on) for a in shown), default="")
    latest = max((last_day(a.on) for a in shown), default="")
    for a in said:
        because += _change(a, earliest, latest)
    span = [day for a in said for day in _shown(a)]
    return Tenure(person, office, min(span, default=""), max(span, default=""), _tightest(because))


def _shown(a: Attestation) -> tuple[str, ...]:
    """The first and the last day on which an attestation can show the person in office; none if it shows nothing."""
    day = a.changed if a.status in ("appointed", "removed") and first_day(a.changed) else a.on
    if a.status == "former" or (a.status == "removed" and day != a.changed) or not first_day(day):
        return ()
    return first_day(day), last_day(day)


def _change(a: Attestation, earliest: str, latest: str) -> Iterator[Because]:
    """The bounds from an appointment, a removal, a "former"; the person is shown in office from earliest to latest."""
    day = a.changed if first_day(a.changed) else ""
    low, high = first_day(day or a.on), last_day(day or a.on)
    if not low:
        return
    if a.status == "appointed":
        # Whoever was in office before was appointed again; that says nothing of the beginning.
        if not earliest or low <= earliest:
            if day:
                yield Because(START_NOT_BEFORE, low, APPOINTED, (a.source,))
            yield Because(START_NOT_AFTER, high, APPOINTED, (a.source,))
        yield Because(END_NOT_BEFORE, low, APPOINTED, (a.source,))
    elif a.status in ("removed", "former"):
        reason = REMOVED if a.status == "removed" else FORMER
        yield Because(START_NOT_AFTER, high, reason, (a.source,))
        # Whoever is shown in office later came back; that says nothing of the end.
        if not latest or latest <= high:
            if day and a.status == "removed":
                yield Because(END_NOT_BEFORE, low, REMOVED, (a.source,))
            yield Because(END_NOT_AFTER, high, reason, (a.source,))


def _least(shown: Sequence[Attestation], day: Callable[[str], str]) -> tuple[str, str, tuple[str, ...]]:
    best = min(day(a.on) for a in shown)
    return best, ATTESTED, tuple(sorted({a.source for a in shown if day(a.on) == best}))


def _most(shown: Sequence[Attestation], day: Callable[[str], str]) -> tuple[str, str, tuple[str, ...]]:
    best = max(day(a.on) for a in shown)
    return best, ATTESTED, tuple(sorted({a.source for a in shown if day(a.on) == best}))


# ---------------------------------------------------------------- tenures beside each other


def _ladders(tenures: Iterable[Tenure]) -> Iterator[tuple[Tenure, Because]]:
    """One person on two steps of a ladder, or at the head of two areas: the one ends before the other begins."""
    by_person: dict[str, list[Tenure]] = {}
    for t in tenures:
        if t.first and t.last:
            by_person.setdefault(t.person, []).append(t)
    for held in by_person.values():
        for a, b in combinations(held, 2):
            if _exclude(a.office, b.office):
                earlier, later = sorted((a, b), key=_by_time)
                yield from _in_turn(earlier, later, EXCLUSIVE)


def _exclude(a: Office, b: Office) -> bool:
    if a.body == b.body:
        return steps(a.role, b.role)
    return a.area != b.area and heads_elsewhere(a.role, a.name, a.kind, b.role, b.name, b.kind)


def _lines(tenures: Iterable[Tenure]) -> list[list[Tenure]]:
    """The holders of every seat for one person, in the order of the days that show them in office."""
    by_seat: dict[tuple[str, str], list[Tenure]] = {}
    for t in tenures:
        if is_single(t.office.role) and t.first and t.last:
            by_seat.setdefault(t.office.seat, []).append(t)
    return [sorted(by_seat[seat], key=_by_time) for seat in sorted(by_seat)]


def _successions(lines: Iterable[Sequence[Tenure]]) -> Iterator[tuple[Tenure, Because]]:
    """A seat for one person: each holder leaves before the next one begins."""
    for line in lines:
        for a, b in combinations(line, 2):
            if a.person != b.person:
                yield from _in_turn(a, b, SUCCESSION)


def _closings(tenures: Iterable[Tenure], ended: Mapping[str, str]) -> Iterator[tuple[Tenure, Because]]:
    """Offices of a body that a reform ended, unless pages show somebody in them later."""
    for t in tenures:
        day = ended.get(t.office.body, "")
        if day and (t.first or day) <= day and (t.last or day) <= day:
            yield t, Because(END_NOT_AFTER, day, REFORM, ())


def _disputes(lines: Iterable[Sequence[Tenure]]) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Who is shown on one seat in the same time: the sources disagree, or a page speaks of an earlier day."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for line in lines:
        for a, b in combinations(line, 2):
            if a.person != b.person and (a.last > b.first or (a.last == b.first and not _handed_over(a, b))):
                found.setdefault(a.key, set()).add(b.person)
                found.setdefault(b.key, set()).add(a.person)
    return {key: tuple(sorted(persons)) for key, persons in found.items()}


def _by_time(t: Tenure) -> tuple[str, str, int, tuple[str, str, str]]:
    """In the order of the days shown; on one day who was removed, who was in office, who was appointed."""
    reasons = {b.reason for b in t.because}
    return t.first, t.last, (APPOINTED in reasons) - (REMOVED in reasons), t.key


def _in_turn(a: Tenure, b: Tenure, reason: str) -> Iterator[tuple[Tenure, Because]]:
    """That ``a`` ended before ``b`` began, unless the days that show both in office overlap."""
    if a.last > b.first or (a.last == b.first and not _handed_over(a, b)):
        return
    begun, left = b.bound(START_NOT_AFTER), a.bound(END_NOT_BEFORE)
    if begun:
        yield a, Because(END_NOT_AFTER, begun.day, reason, begun.sources, b.key)
    if left:
        yield b, Because(START_NOT_BEFORE, left.day, reason, left.sources, a.key)


def _handed_over(a: Tenure, b: Tenure) -> bool:
    """Whether the day that shows both is one on which the one was removed or the other appointed."""
    return any(c.reason == REMOVED for c in a.because) or any(c.reason == APPOINTED for c in b.because)


def _with(
    tenures: Mapping[tuple[str, str, str], Tenure], found: Iterable[tuple[Tenure, Because]]
) -> dict[tuple[str, str, str], Tenure]:
    more: dict[tuple[str, str, str], list[Because]] = {}
    for tenure, because in found:
        more.setdefault(tenure.key, []).append(because)
    return {
        key: replace(t, because=_tightest((*t.because, *more[key]))) if key in more else t for key, t in tenures.items()
    }


def _tightest(because: Iterable[Because]) -> tuple[Because, ...]:
    """Of several reasons of one kind for one bound the tightest, in the order of BOUNDS."""
    best: dict[tuple[str, str], Because] = {}
    for b in because:
        known = best.setdefault((b.bound, b.reason), b)
        if _tighter(b, known):
            best[b.bound, b.reason] = b
    return tuple(sorted(best.values(), key=_order))


def _tighter(a: Because, b: Because) -> bool:
    if a.day == b.day:
        return _order(a) < _order(b)
    return a.day > b.day if a.bound.endswith("before") else a.day < b.day


def _order(b: Because) -> tuple[int, str, str, tuple[str, ...], tuple[str, str, str]]:
    return BOUNDS.index(b.bound), b.day, b.reason, b.sources, b.other or ("", "", "")
