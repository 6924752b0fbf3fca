"""Finding things by name: persons, bodies, events, policies, areas and articles, by any of their names or offices."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from heapq import nsmallest
from typing import Any

from kg import terms
from kg.errors import UsageError
from kg.fuse.seats import office_title
from kg.graph.initials import ANY, initials, like
from kg.graph.store import GraphStore

KINDS = ("person", "body", "event", "policy", "area", "article")

_NAMES = """SELECT ?thing ?kind ?name ?preferred WHERE {
  VALUES (?class ?kind) { (foaf:Person "person") (org:Organization "body") (schema:Event "event") (prov:Plan "policy")
                          (schema:AdministrativeArea "area") (schema:NewsArticle "article") }
  ?thing a ?class ; ?property ?name .
  VALUES (?property ?preferred) { (foaf:name true) (skos:prefLabel true) (schema:headline true) (skos:altLabel false) }
}"""
_OFFICES = """SELECT ?person ?body ?role WHERE { ?tenure a org:Membership ; org:member ?person ;
  org:organization/skos:prefLabel ?body ; org:role/skos:prefLabel ?role . FILTER(LANGMATCHES(LANG(?role), "zh")) }"""
# How often the graph speaks of a thing: what is spoken of more comes first among equals.
_WEIGHTS = """SELECT ?thing (COUNT(?node) AS ?n) WHERE {
  { ?node org:member ?thing } UNION { ?node cv:hasParticipant ?thing } UNION { ?node org:organization ?thing }
  UNION { ?thing cv:hasParticipation ?node } UNION { ?node prov:hadPlan ?thing } UNION { ?node dct:spatial ?thing }
} GROUP BY ?thing"""
_NOTES = """SELECT ?thing ?note WHERE {
  { VALUES ?class { foaf:Person prov:Plan } ?thing a ?class ; dct:spatial/skos:prefLabel ?note }
  UNION { ?thing a schema:Event ; schema:startDate|lg:dateText ?note }
  UNION { ?thing a prov:Plan ; lg:documentNumber ?note }
  UNION { ?thing a schema:AdministrativeArea ; schema:containedInPlace/skos:prefLabel ?note }
  UNION { ?thing a schema:NewsArticle ; schema:isPartOf ?page . ?page a lg:Page ; schema:name ?note }
}"""

# A text this common finds more than anybody reads; the first in order of weight are looked at.
_MOST = 3000
# Letters that are looked up as initials; nobody types more of a name.
_LETTERS = 12
# Names that share enough characters with a text that nothing matches, to be compared closely.
_NEAR = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that a text finds: its kind (one of KINDS), its preferred name, which name or office ``matched``, a
    ``note`` that tells it from others of its name, and of how many ``facts`` it is a part.

    ``close`` says that nothing has this text in a name and this is only something like it.
    """

    iri: str
    kind: str
    name: str
    matched: str
    note: str = ""
    facts: int = 0
    close: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The thing as JSON values."""
        return asdict(self)


def find(store: GraphStore, text: str, *, kinds: Iterable[str] = (), limit: int = 20) -> tuple[Found, ...]:
    """The things that a text finds by a name, another name or an office, the best first; near names if nothing does.

    Exact names go before beginnings, beginnings before other parts; among equals what has more facts. Several words
    must all be there, in any order. ``kinds`` narrows the search; UsageError for a kind that there is not.
    """
    return read_names(store).find(text, kinds=kinds, limit=limit)


def folded(text: str) -> str:
    """A name as it is compared: full width as half, capitals as small, without blanks, quotes and punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain if plain.isalnum() else "".join(c for c in plain if unicodedata.category(c)[0] in "LNSM")


@dataclass(slots=True)
class _Thing:
    iri: str
    kind: str
    name: str = ""
    others: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    weight: int = 0


def read_names(store: GraphStore) -> Names:
    """All names of a store, read once to be searched often."""
    things: dict[str, _Thing] = {}
    for row in store.query(_NAMES).records():
        iri, name = str(row["thing"]), str(row["name"])
        thing = things.get(iri)
        # What is both an area and a body (an area that acts) is found as the body.
        if thing is None or KINDS.index(str(row["kind"])) < KINDS.index(thing.kind):
            known = thing.others if thing else set()
            thing = things[iri] = _Thing(iri, str(row["kind"]), thing.name if thing else "", known)
        if row["preferred"] and (not thing.name or name < thing.name):
            thing.name = name
        thing.others.add(name)
    for row in store.query(_OFFICES).records():
        if person := things.get(str(row["person"])):
            person.offices.add(office_title(str(row["body"]), str(row["role"])))
    for row in store.query(_NOTES).records():
        if thing := things.get(str(row["thing"])):
            thing.notes.add(str(row["note"]))
    for row in store.query(_WEIGHTS).records():
        if thing := things.get(str(row["thing"])):
            thing.weight = int(str(row["n"]))
    return Names(t for t in things.values() if t.name or t.others)


class Names:
    """Names folded into one long text, in which a search is one scan."""

    def __init__(self, things: Iterable[_Thing]) -> None:
        self._things = sorted(things, key=lambda t: (-t.weight, KINDS.index(t.kind), len(t.name), t.name, t.iri))
        # (thing, original spelling, tier): the preferred name 0, other names 1, offices 2.
        self._entries: list[tuple[int, str, int]] = []
        self._starts: list[int] = []
        self._initials: list[str] = []
        lines: list[str] = []
        at = 1
        for number, thing in enumerate(self._things):
            thing.name = thing.name or min(thing.others)
            spellings = [(thing.name, 0), *((n, 1) for n in sorted(thing.others - {thing.name}))]
            spellings += [(office, 2) for office in sorted(thing.offices)]
            for spelling, tier in spellings:
                line = folded(spelling)
                if line:
                    self._entries.append((number, spelling, tier))
                    self._starts.append(at)
                    lines.append(line)
                    at += len(line) + 1
        self._text = "\n" + "\n".join(lines) + "\n"

    def __len__(self) -> int:
        """The number of things."""
        return len(self._things)

    def find(self, text: str, *, kinds: Iterable[str] = (), limit: int = 20) -> tuple[Found, ...]:
        """See :func:`find`."""
        wanted = frozenset(kinds)
        if unknown := sorted(wanted - set(KINDS)):
            raise UsageError(f"nothing is of the kind {unknown[0]!r}; there are {', '.join(KINDS)}")
        key = folded(text)
        if not key or limit < 1:
            return ()
        best: dict[int, tuple[float, str]] = {}
        for entry, rank in (*self._whole(key), *self._words(text)):
            number, spelling, _ = self._entries[entry]
            if (not wanted or self._things[number].kind in wanted) and (number not in best or rank < best[number][0]):
                best[number] = rank, spelling
        if not best:
            return self._by_initials(key, wanted, limit) or self._near(key, wanted, limit)
        first = nsmallest(limit, best.items(), key=lambda item: (item[1][0], item[0]))
        return tuple(self._found(number, spelling) for number, (_, spelling) in first)

    def _whole(self, key: str) -> Iterator[tuple[int, float]]:
        """The entries that hold the text, with their rank: exact, beginning, anywhere."""
        for wanted, skip in ((f"\n{key}\n", 1), (f"\n{key}", 1), (key, 0)):
            for entry in self._scan(wanted, skip):
                yield entry, self._rank(entry, key)

    def _scan(self, wanted: str, skip: int) -> Iterator[int]:
        at = self._text.find(wanted)
        for _ in range(_MOST):
            if at < 0:
                return
            entry = bisect_right(self._starts, at + skip) - 1
            yield entry
            # One hit an entry is enough.
            following = self._starts[entry + 1] - 1 if entry + 1 < len(self._starts) else len(self._text)
            at = self._text.find(wanted, following)

    def _rank(self, entry: int, key: str) -> float:
        start = self._starts[entry]
        number, _, tier = self._entries[entry]
        exact = self._text.startswith(f"{key}\n", start)
        begins = self._text.startswith(key, start)
        rank = (0.0 if exact else 3.0 if begins else 6.0) + tier
        # Headlines hold everybody's name; who looks for one finds it below the things themselves.
        return rank + (6.0 if self._things[number].kind == "article" and not exact else 0.0)

    def _words(self, text: str) -> Iterator[tuple[int, float]]:
        """The things in whose names, offices and notes all of several words are found."""
        words = [word for word in map(folded, text.split()) if word]
        if len(words) < 2:
            return
        first = max(words, key=len)
        for entry in self._scan(first, 0):
            number, _, tier = self._entries[entry]
            thing = self._things[number]
            said = "\n".join(map(folded, (thing.name, *thing.others, *thing.offices, *thing.notes)))
            if all(word in said for word in words):
                yield entry, 9.0 + tier + (6.0 if thing.kind == "article" else 0.0)

    def _by_initials(self, key: str, wanted: frozenset[str], limit: int) -> tuple[Found, ...]:
        """Things whose names begin with characters read like these letters: bbz for 鲍炳章; whole names first."""
        if not (key.isascii() and key.isalpha() and 2 <= len(key) <= _LETTERS):
            return ()
        self._initials = self._initials or [initials(s) if tier < 2 else "" for _, s, tier in self._entries]
        pattern = like(key)
        best: dict[int, tuple[tuple[bool, int], str]] = {}
        for read, (number, spelling, _) in zip(self._initials, self._entries, strict=True):
            if not (m := pattern.match(read)) or (wanted and self._things[number].kind not in wanted):
                continue
            rank = (len(read) != len(key), m.group().count(ANY))
            # Rare characters fit any letter; a name of which they are the half is no find.
            if rank[1] * 2 < len(key) and (number not in best or rank < best[number][0]):
                best[number] = rank, spelling
        first = nsmallest(limit, best.items(), key=lambda item: (item[1][0], item[0]))
        return tuple(self._found(number, spelling) for number, (_, spelling) in first)

    def _near(self, key: str, wanted: frozenset[str], limit: int) -> tuple[Found, ...]:
        """Things with a name like the text, where no name has it: 鲍炳彰 for 鲍炳章."""
        letters = set(key)
        shared: list[tuple[int, int]] = []
        for entry, (number, _, tier) in enumerate(self._entries):
            if tier < 2 and (not wanted or self._things[number].kind in wanted):
                line = self._line(entry)
                if len(line) <= 2 * len(key) + 1 and (n := len(letters.intersection(line))) * 2 >= len(letters):
                    shared.append((-n, entry))
        like = []
        for _, entry in nsmallest(_NEAR, shared):
            line = self._line(entry)
            # A wrong character is likelier than one too many or too few.
            likeness = SequenceMatcher(None, key, line, autojunk=False).ratio() - 0.15 * abs(len(line) - len(key))
            if likeness >= 0.5:
                like.append((-likeness, *self._entries[entry][:2]))
        best: dict[int, str] = {}
        for _, number, spelling in sorted(like):
            best.setdefault(number, spelling)
        return tuple(self._found(number, spelling, close=True) for number, spelling in list(best.items())[:limit])

    def _line(self, entry: int) -> str:
        return self._text[self._starts[entry] : self._text.index("\n", self._starts[entry])]

    def _found(self, number: int, spelling: str, *, close: bool = False) -> Found:
        thing = self._things[number]
        notes = [*sorted(thing.notes)[:1], *_shown(thing.offices, spelling)]
        return Found(thing.iri, thing.kind, thing.name, spelling, " · ".join(notes), thing.weight, close)


def _shown(offices: Iterable[str], matched: str) -> Sequence[str]:
    """Two offices that tell a person from another, the one that was asked for first."""
    return sorted(offices, key=lambda office: (office != matched, len(office), office))[:2]


def kind_of_class(iri: str) -> str:
    """The kind of thing (one of KINDS) that a class stands for, "" if none."""
    return _CLASSES.get(iri, "")


_CLASSES = {
    terms.FOAF_PERSON: "person",
    terms.ORG_ORGANIZATION: "body",
    terms.SCHEMA_EVENT: "event",
    terms.PROV_PLAN: "policy",
    terms.SCHEMA_ADMINISTRATIVE_AREA: "area",
    terms.SCHEMA_NEWS_ARTICLE: "article",
}
