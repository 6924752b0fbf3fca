"""Ten years of newspapers with known careers: what is reconstructed of them."""

from __future__ import annotations

from functools import cache
from random import Random

from kg.fuse import Identities, resolve, seen_on
from kg.graph.offices import Held, read_tenures
from kg.graph.opening import open_store
from kg.graph.tenure import settle_derived
from tests.fuse.world import World, make_world


@cache
def _rebuilt(seed: int) -> tuple[World, tuple[Held, ...], Identities]:
    world = make_world(seed)
    identities = resolve(seen_on(issue.fuse()) for issue in world.issues).identities
    with open_store(None) as store:
        for issue in world.issues:
            store.put_page(issue.fuse(decisions=identities))
        settle_derived(store)
        return world, read_tenures(store), identities


def _attested(world: World) -> dict[tuple[str, str, str], list[int]]:
    """The true tenures that some issue tells of: name, body, role → persons."""
    told = {
        (fact.subj.term.name, fact.obj.term.name, fact.said.role)  # type: ignore[union-attr]
        for issue in world.issues
        for fact in issue.fuse().facts
        if fact.said.rel == "holds"
    }
    found: dict[tuple[str, str, str], list[int]] = {}
    for t in world.tenures:
        if (t.name, t.body, t.role) in told:
            found.setdefault((t.name, t.body, t.role), []).append(t.person)
    return found


def test_tenures_of_two_hundred_issues_are_right() -> None:
    """At least 0.98 of the tenures that the issues tell of are there once, with bounds that hold the true days."""
    world, held, _ = _rebuilt(7)
    true = {(t.name, t.body, t.role): t for t in world.tenures}
    attested = _attested(world)
    right = 0
    for h in held:
        t = true[h.name, h.body_name, h.role]
        start, end = t.start.isoformat(), t.end.isoformat()
        low, high = h.start_not_before or "0000", h.start_not_after or "9999"
        until, over = h.end_not_before or "0000", h.end_not_after or "9999"
        right += low <= start <= high and until <= end <= over
    assert len(attested) > 220
    assert right / max(len(attested), len(held)) >= 0.98


def test_no_two_persons_are_merged() -> None:
    """Every person of the graph is one person of the truth, namesakes in one district included."""
    for seed in (7, 8):
        world, held, _ = _rebuilt(seed)
        attested = _attested(world)
        persons: dict[str, set[int]] = {}
        for h in held:
            numbers = attested[h.name, h.body_name, h.role]
            assert len(numbers) == 1
            persons.setdefault(h.person, set()).update(numbers)
        assert [iri for iri, numbers in persons.items() if len(numbers) > 1] == []


def test_most_careers_stay_whole() -> None:
    """Who rises within a district is one person: at least 0.95 of those with several offices."""
    world, held, _ = _rebuilt(7)
    attested = _attested(world)
    pieces: dict[int, set[str]] = {}
    offices: dict[int, set[str]] = {}
    for h in held:
        number = attested[h.name, h.body_name, h.role][0]
        pieces.setdefault(number, set()).add(h.person)
        offices.setdefault(number, set()).add(h.body + h.role)
    several = [number for number, titles in offices.items() if len(titles) > 1]
    assert len(several) > 15
    assert sum(len(pieces[n]) == 1 for n in several) / len(several) >= 0.95


def test_the_order_of_pages_makes_no_difference() -> None:
    """The same pages in any order give the same identities."""
    world, _, identities = _rebuilt(7)
    shuffled = list(world.issues)
    Random(3).shuffle(shuffled)
    again = resolve(seen_on(issue.fuse()) for issue in shuffled).identities
    assert again.dump() == identities.dump()
