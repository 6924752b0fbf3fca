"""Why the graph says what it says: for every quote of a fact its rule, the words it took, the rules that lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kg.errors import QueryError
from kg.extract import Rule, explain
from kg.extract.confidence import UNMEASURED, measured
from kg.extract.explain import Explanation
from kg.fuse import full_iri
from kg.graph import GraphStore, ask, named_query


@dataclass(frozen=True, slots=True)
class Ground:
    """One quote that says one fact: where it stands, and why it was read so.

    ``start`` and ``end`` are code points into the page's text, ``spans`` places of subject and object in the quote.
    ``right`` and ``wrong`` are the rule's record on the pages it was measured on; ``rivals`` the rules that matched the
    same words and lost, as far as the sentence shows it by itself.
    """

    fact: str
    relation: str
    subject: str
    object: str
    role: str
    quote: str
    page: str
    start: int
    end: int
    headline: str
    rule: str
    pattern: str
    confidence: float
    right: int
    wrong: int
    spans: tuple[tuple[int, int], ...]
    rivals: tuple[str, ...]

    def marked(self, left: str = "[", right: str = "]") -> str:
        """The quote with subject and object between marks."""
        text, at = "", 0
        for start, end in self.spans:
            if start >= at:
                text, at = f"{text}{self.quote[at:start]}{left}{self.quote[start:end]}{right}", end
        return text + self.quote[at:]

    def to_dict(self) -> dict[str, Any]:
        """The ground as JSON values."""
        return asdict(self)


def explain_facts(store: GraphStore, what: str, *, rules: tuple[Rule, ...] | None = None) -> tuple[Ground, ...]:
    """The grounds of a fact (by its IRI), or of all facts about a person, body, event or policy (by name or IRI).

    In the order of pages and places. Raises QueryError, with near names, when the store knows nothing of the kind.
    """
    rows = {tuple(row.items()): row for row in _rows(store, what)}
    return tuple(_ground(row, rules) for row in sorted(rows.values(), key=_place))


def _rows(store: GraphStore, what: str) -> Iterator[dict[str, Any]]:
    query = named_query("evidence")
    what = full_iri(what, base=store.base)
    if "://" in what:
        found = [row for key in ("fact", "subject", "object") for row in ask(store, query, {key: what}).records()]
        if not found:
            raise QueryError(f"the store has no fact and no thing {what}")
        yield from found
        return
    for key in ("subject", "object"):
        yield from ask(store, query, {key: what}).records()


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    names = str(row["subject_name"]), str(row["object_name"])
    return row["page"], row["start"], row["end"], row["relation"], *names, str(row)


def _ground(row: dict[str, Any], rules: tuple[Rule, ...] | None) -> Ground:
    quote, subject, thing = str(row["quote"]), str(row["subject_name"] or ""), str(row["object_name"] or "")
    record = measured().get(row["rule"], UNMEASURED)
    read = _reading(quote, str(row["rule"]), subject, rules)
    places = _marked_places(quote, (subject, thing, str(row["role"] or "")))
    return Ground(
        str(row["fact"]), str(row["relation"]), subject, thing, str(row["role"] or ""), quote, str(row["page"]),
        int(row["start"]), int(row["end"]), str(row["headline"] or ""), str(row["rule"]), read.pattern if read else "",
        float(row["confidence"]), record.right, record.wrong, tuple(places), read.rivals if read else (),
    )


def _marked_places(quote: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where names stand in a quote: the first, and of the others the place nearest to it (副书记孙某和书记李某)."""
    places: list[tuple[int, int]] = []
    for name in filter(None, names):
        found = [(one.start(), one.end()) for one in re.finditer(re.escape(name), quote)]
        if found:
            near = places[0] if places else (0, 0)
            places.append(min(found, key=lambda at: max(at[0] - near[1], near[0] - at[1])))
    return sorted(set(places))


def _reading(quote: str, rule: str, subject: str, rules: tuple[Rule, ...] | None) -> Explanation | None:
    """How the sentence reads by itself, if it then says the same: the rest of its article is not asked."""
    return next((e for e in explain(quote, rules=rules) if e.rule == rule and e.subject == subject), None)
