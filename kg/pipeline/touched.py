"""What a build changes in a store that was settled before, page by page: what is to be settled again, and no more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from kg.fuse import Seen
from kg.fuse.variants import default_variants
from kg.graph.following import Reach
from kg.graph.prepared import Prepared
from kg.graph.store import GraphStore
from kg.pipeline.persons import SEEN
from kg.pipeline.runs import NOTE

# What the last settling came to, and under which decisions; "" as soon as a page has changed.
_SETTLED = "settled"
# Looking at one page by itself costs as much as settling so many; from there on all is settled at once.
_WORTH = 20


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling a store came to: the pairs of persons left ``unsure`` are counted, ``idle`` decisions are told.

    ``recipe`` is a digest of what was settled with: program and decisions. ``by_name`` counts the unsure pairs by name,
    None where that was not kept.
    """

    recipe: str
    unsure: int
    idle: tuple[str, ...]
    by_name: Mapping[str, int] | None = None


def last_settled(store: GraphStore) -> Settled | None:
    """What the store was settled with; None if pages have changed since."""
    said = store.setting(_SETTLED)
    if not said:
        return None
    known = json.loads(said)
    return Settled(known["recipe"], known["unsure"], tuple(known["idle"]), known.get("by_name"))


def note_settled(store: GraphStore, settled: Settled) -> None:
    """Note that the store is settled."""
    by_name = dict(sorted(settled.by_name.items())) if settled.by_name is not None else None
    said = {"recipe": settled.recipe, "unsure": settled.unsure, "idle": settled.idle, "by_name": by_name}
    store.set_setting(_SETTLED, json.dumps(said, ensure_ascii=False))


def unsettle(store: GraphStore) -> None:
    """Note that a page is about to change: what was settled no longer holds."""
    store.set_setting(_SETTLED, "")


class Touched:
    """What the pages that change say of persons and offices, before and after; ``pages`` is how many the store has.

    To be made before the store is unsettled, and told of every page before it is put.
    """

    def __init__(self, store: GraphStore, pages: int) -> None:
        self._store = store
        self._left = pages // _WORTH
        self.last = last_settled(store)
        self.names: set[str] = set()
        self.reach = Reach(store)
        self.runs: dict[str, str] = {}

    @property
    def few(self) -> bool:
        """Whether so few pages have changed that only what they touch is to be settled."""
        return self.last is not None and self.last.by_name is not None and self._left >= 0

    def before(self, name: str, prepared: Prepared, seen: str) -> None:
        """A page is about to be put, with this note of who stands on it."""
        self._left -= 1
        if not self.few:
            return
        former = self._store.note(SEEN, name)
        said = set(Seen.load(former).persons) if former else set()
        standard = default_variants().standard
        self.names |= {standard(s.name) for s in said ^ set(Seen.load(seen).persons)}
        self.reach.before(name, prepared)
        self.runs.setdefault(name, self._store.note(NOTE, name))
