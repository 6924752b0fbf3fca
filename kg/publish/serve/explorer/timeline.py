"""Offices on a line of time, in percent of its width: where bars begin and end, and where the years stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kg.fuse.dating import first_day, last_day
from kg.graph.offices import Held

# Days left and right of the first and the last known day, so that a single day is seen as a bar.
_MARGIN = 45
# The least width of a bar, in percent.
_LEAST = 0.8
# Years that get a number at most; of more, every second, fifth … one.
_TICKS = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """A tenure: ``solid`` is where pages show the person in office, ``faint`` as far as the bounds leave it open, each
    as (from, width); None where there is nothing to draw."""

    held: Held
    faint: tuple[float, float] | None
    solid: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in the order of time and ticks (year, where); tenures without any day are ``undated``."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, float], ...]
    undated: tuple[Held, ...]


_Days = tuple[int, int]


def timeline(held: Iterable[Held]) -> Timeline:
    """The tenures on one line of time."""
    spans = [(one, *_spans(one)) for one in held]
    days = [day for _, faint, _ in spans if faint for day in faint]
    undated = tuple(one for one, faint, _ in spans if not faint)
    if not days:
        return Timeline((), (), undated)
    low, high = max(min(days) - _MARGIN, 1), min(max(days) + _MARGIN, date.max.toordinal())

    def where(day: int) -> float:
        return round(100 * (day - low) / (high - low), 2)

    def place(span: _Days | None) -> tuple[float, float] | None:
        return (where(span[0]), max(round(where(span[1]) - where(span[0]), 2), _LEAST)) if span else None

    bars = (Bar(one, place(faint if faint != solid else None), place(solid)) for one, faint, solid in spans if faint)
    return Timeline(tuple(bars), _ticks(low, high, where), undated)


def _spans(held: Held) -> tuple[_Days | None, _Days | None]:
    """The days between which a person may have been in office, and between which pages show it; as ordinals."""
    first, last = _day(first_day(held.first)), _day(last_day(held.last))
    low, high = _day(first_day(held.start_not_before)), _day(last_day(held.end_not_after))
    inner = (first, last, _day(first_day(held.start_not_after)), _day(last_day(held.end_not_before)))
    known = [day for day in (low, high, *inner) if day is not None]
    if not known:
        return None, None
    faint = low if low is not None else min(known), high if high is not None else max(known)
    return faint, (first, last) if first is not None and last is not None else None


def _day(text: str) -> int | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _ticks(low: int, high: int, where: Callable[[int], float]) -> tuple[tuple[str, float], ...]:
    years = range(date.fromordinal(low).year, date.fromordinal(high).year + 1)
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if len(years) / n <= _TICKS)
    marks = [(str(year), where(date(year, 1, 1).toordinal())) for year in years if year % step == 0]
    return tuple((label, at) for label, at in marks if 0 <= at <= 100)
