"""How two things hang together: the shortest way through facts, with the sentence behind every step."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.errors import QueryError
from kg.graph.queries import find_hint
from kg.graph.rdf import node
from kg.graph.store import GraphStore
from kg.network.ties import Thing, Tie, Ties

_SENTENCES = """SELECT ?quote ?start ?end ?page ?headline ?on WHERE {
  ?node lg:evidence ?evidence . ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end .
  ?evidence prov:wasQuotedFrom ?article .
  OPTIONAL { ?evidence lg:attestedOn ?on } OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:isPartOf ?sheet . ?sheet a lg:Page ; schema:name ?page } }"""

_WORDS = {
    "organizes": "主办", "chairs": "主持", "speaks": "讲话", "signs": "签署", "attends": "参加", "issues": "发布",
    "implements": "实施",
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """The words that say so, and where they stand: code points from ``start`` to ``end`` of the page's text."""

    day: str
    page: str
    start: int
    end: int
    quote: str
    headline: str

    def to_dict(self) -> dict[str, Any]:
        """The sentence as JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Step:
    """One fact on the way: from one thing to the next. ``forward`` is False when the fact points the other way."""

    source: Thing
    target: Thing
    tie: Tie
    forward: bool
    sentences: tuple[Sentence, ...]

    def in_words(self) -> str:
        """What ties the two, in Chinese: 刘琪 —书记→ 徐汇区委."""
        words = self.tie.role if self.tie.rel == "holds" else _WORDS.get(self.tie.rel, self.tie.rel)
        return (
            f"{self.source.name} —{words}→ {self.target.name}"
            if self.forward
            else (f"{self.source.name} ←{words}— {self.target.name}")
        )

    def to_dict(self) -> dict[str, Any]:
        """The step as JSON values."""
        return {
            "from": self.source.name, "from_iri": self.source.iri, "to": self.target.name, "to_iri": self.target.iri,
            "rel": self.tie.rel, "role": self.tie.role, "first": self.tie.first, "last": self.tie.last,
            "words": self.in_words(), "sentences": [s.to_dict() for s in self.sentences],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one thing to another; no steps if there is none."""

    source: Thing
    target: Thing
    steps: tuple[Step, ...]

    def to_dict(self) -> dict[str, Any]:
        """The way as JSON values."""
        return {"from": self.source.name, "to": self.target.name, "steps": [s.to_dict() for s in self.steps]}


def one(ties: Ties, text: str) -> Thing:
    """The one thing that a text means; QueryError, with the identifiers to choose from, if it is none or several."""
    found = ties.find(text)
    if not found:
        raise QueryError(f"nothing in the graph is called {text!r}{find_hint(text)}")
    if len(found) > 1:
        choices = ", ".join(f"{t.iri} ({t.name})" for t in found[:5])
        raise QueryError(f"{text!r} may be several; say which by its identifier: {choices}")
    return found[0]


def path(store: GraphStore, ties: Ties, a: str, b: str, *, via: Iterable[str] = ()) -> Path:
    """The shortest way from one thing to another, by name or identifier, with the sentences behind each step.

    ``via``: kinds of things that it may lead through ("event", "body", "policy", "person"), all by default. Of ways
    equally long the one through less connected things is taken: a meeting of three says more than a city hall.
    """
    source, target = one(ties, a), one(ties, b)
    allowed = set(via) or {"person", "body", "event", "policy"}
    around: dict[str, list[tuple[str, Tie]]] = {}
    for tie in ties.ties:
        around.setdefault(tie.source, []).append((tie.target, tie))
        around.setdefault(tie.target, []).append((tie.source, tie))
    way = _shortest(ties, around, source.iri, target.iri, allowed)
    return Path(source, target, tuple(_step(store, ties, here, tie) for here, tie in way))


def _shortest(
    ties: Ties, around: dict[str, list[tuple[str, Tie]]], source: str, target: str, allowed: set[str]
) -> list[tuple[str, Tie]]:
    """The (node, tie to the next node) pairs from source to target; breadth first, then the least connected way."""
    depth = {source: 0}
    cost: dict[str, tuple[int, str]] = {source: (0, "")}
    came: dict[str, tuple[str, Tie]] = {}
    queue = deque([source])
    while queue:
        here = queue.popleft()
        if here == target or depth[here] >= depth.get(target, len(depth) + 1):
            continue
        if here != source and ties.things[here].kind not in allowed:
            continue
        for there, tie in around.get(here, ()):
            price = (cost[here][0] + len(around[there]), there)
            if there not in depth:
                depth[there] = depth[here] + 1
                queue.append(there)
            elif depth[there] != depth[here] + 1 or (price, tie) >= (cost[there], came[there][1]):
                continue
            cost[there], came[there] = price, (here, tie)
    way: list[tuple[str, Tie]] = []
    at = target
    while at != source and at in came:
        at, tie = came[at]
        way.append((at, tie))
    return way[::-1]


def _step(store: GraphStore, ties: Ties, here: str, tie: Tie) -> Step:
    forward = tie.source == here
    there = tie.target if forward else tie.source
    return Step(ties.things[here], ties.things[there], tie, forward, sentences(store, tie.node))


def sentences(store: GraphStore, fact: str) -> tuple[Sentence, ...]:
    """The sentences behind a fact (by the IRI of its node), by day and place."""
    found = set()
    for row in store.query(_SENTENCES, bindings={"node": node(fact)}).records():
        value = {key: str(v) if v is not None else "" for key, v in row.items()}
        place = int(value["start"]), int(value["end"])
        found.add(Sentence(value["on"], value["page"], *place, value["quote"], value["headline"]))
    return tuple(sorted(found))
