"""Which of many attestations tell something of when a tenure began and ended: the earliest and the latest.

A page that shows somebody in office between two others tells nothing of the bounds. Of a head of ten years, on a
thousand pages, so a handful is kept, and memory does not grow with the pages.
"""

from __future__ import annotations

from kg.fuse.dating import first_day, last_day
from kg.fuse.tenure import Attestation


class Telling:
    """Takes attestations one by one and keeps those from which :func:`kg.fuse.tenure.derive` makes the same tenures."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str, str], list[tuple[str, set[Attestation]]]] = {}
        self._undated: dict[tuple[str, str, str], Attestation] = {}
        self._changes: set[Attestation] = set()

    def add(self, a: Attestation) -> None:
        """Take one more."""
        key = (a.person, a.office.body, a.office.role)
        if a.status != "current":
            self._changes.add(a)
        elif not (low := first_day(a.on)):
            self._undated[key] = min(a, self._undated.get(key, a))
        else:
            high = last_day(a.on)
            # The earliest and the latest first day, the earliest and the latest last day, each with all that share it.
            ends = self._shown.setdefault(key, [("", set()) for _ in range(4)])
            for place, day, latest in ((0, low, False), (1, low, True), (2, high, False), (3, high, True)):
                best, same = ends[place]
                if day == best:
                    same.add(a)
                elif not best or (day > best) == latest:
                    ends[place] = day, {a}

    def kept(self) -> set[Attestation]:
        """What is kept of all that was taken."""
        shown = (same for ends in self._shown.values() for _, same in ends)
        return self._changes.union(self._undated.values(), *shown)
