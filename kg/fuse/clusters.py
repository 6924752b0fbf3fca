"""Grouping by likeness under judgements: what is said to be apart stays apart, whatever else is found.

Works on numbered units. All that decides the outcome is the content of units and scores, never the order in which
they come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import TypeAlias

# The side (0 or 1) that a unit stands on in a judgement (by number) that keeps two sides apart.
Side: TypeAlias = tuple[int, int]


class Clusters:
    """Units 0 … n-1 in disjoint groups; ``sides[i]`` are the sides of unit i, and opposite sides never meet.

    So a unit that is apart from one member of a group is apart from all of it.
    """

    def __init__(self, sides: Sequence[Iterable[Side]]) -> None:
        self._parent = list(range(len(sides)))
        self._members = [[i] for i in range(len(sides))]
        self._sides = [set(side) for side in sides]

    def find(self, unit: int) -> int:
        """The group that the unit is in, named by its first unit."""
        while self._parent[unit] != unit:
            self._parent[unit] = self._parent[self._parent[unit]]
            unit = self._parent[unit]
        return unit

    def members(self, unit: int) -> tuple[int, ...]:
        """All units of the unit's group, in ascending order."""
        return tuple(sorted(self._members[self.find(unit)]))

    def size(self, unit: int) -> int:
        """How many units the unit's group has."""
        return len(self._members[self.find(unit)])

    def may_join(self, a: int, b: int) -> bool:
        """Whether no judgement keeps the groups of two units apart."""
        one, other = self._sides[self.find(a)], self._sides[self.find(b)]
        return not any((number, 1 - side) in other for number, side in one)

    def join(self, a: int, b: int) -> bool:
        """Make one group of two units' groups; False where they are kept apart."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b:
            return True
        if not self.may_join(a, b):
            return False
        self._parent[b] = a
        self._members[a].extend(self._members[b])
        self._sides[a] |= self._sides[b]
        return True

    def groups(self) -> list[tuple[int, ...]]:
        """The groups, by their first unit."""
        return [self.members(i) for i in range(len(self._parent)) if self.find(i) == i]


def join_all(clusters: Clusters, units: Sequence[int]) -> None:
    """Bring the units together as far as nothing keeps them apart: each joins the first before it that it may."""
    for at, unit in enumerate(units):
        next((other for other in units[:at] if clusters.join(other, unit)), None)


def join_by_score(
    clusters: Clusters,
    candidates: Iterable[tuple[int, int]],
    score: Callable[[tuple[int, ...], tuple[int, ...]], float],
    least: float,
) -> None:
    """Join the pair of groups with the highest score first, as long as it is ``least`` or more.

    ``score`` sees whole groups, so that what joins a group must fit all of it; ``candidates`` are pairs of units that
    can be alike at all.
    """

    def entry(a: int, b: int) -> tuple[float, int, int, int, int]:
        a, b = sorted((a, b))
        return -score(clusters.members(a), clusters.members(b)), a, b, clusters.size(a), clusters.size(b)

    near: dict[int, set[int]] = {}
    for a, b in candidates:
        a, b = clusters.find(a), clusters.find(b)
        if a != b:
            near.setdefault(a, set()).add(b)
            near.setdefault(b, set()).add(a)
    heap = [entry(a, b) for a in near for b in near[a] if a < b]
    heapify(heap)
    while heap and -heap[0][0] >= least:
        _, a, b, size_a, size_b = heappop(heap)
        outdated = clusters.find(a) != a or clusters.find(b) != b
        if outdated or (clusters.size(a), clusters.size(b)) != (size_a, size_b) or not clusters.join(a, b):
            continue
        around = {clusters.find(n) for n in near.pop(a) | near.pop(b)} - {a}
        near[a] = around
        for n in around:
            near[n] = {clusters.find(m) for m in near[n]} - {n}
            heappush(heap, entry(a, n))
