"""What changed between two graphs: who appeared, who is gone, who holds another office; new bodies and policies.

The graphs are stores or RDF files. Compared is what they know, not how it is written: a person by identifier, an office
by person, body and role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

from pyoxigraph import RdfFormat, Triple, parse

from kg import terms
from kg.errors import InputError
from kg.fuse.identifiers import node_iri, segments
from kg.fuse.seats import is_single, office_title, seat_role
from kg.graph import rdf
from kg.graph.opening import open_store
from kg.graph.rdf import node
from kg.graph.store import GraphStore

Kind = Literal[
    "person-appeared", "person-vanished", "office-taken", "office-left", "office-ended", "office-restarted",
    "seat-changed", "body-appeared", "body-vanished", "policy-appeared", "policy-vanished", "event-appeared",
    "event-vanished",
]  # fmt: skip

_WORDS: Mapping[str, str] = {
    "person-appeared": "新出现人物\uff1a{name}{detail}",
    "person-vanished": "不再出现的人物\uff1a{name}{detail}",
    "office-taken": "{name}新任{detail}",
    "office-left": "{name}不再见任{detail}",
    "office-ended": "{name}离任{detail}",
    "office-restarted": "{name}重新见任{detail}",
    "seat-changed": "{name}易人\uff1a{detail}",
    "body-appeared": "新出现机构\uff1a{name}",
    "body-vanished": "不再出现的机构\uff1a{name}",
    "policy-appeared": "新出现政策\uff1a{name}",
    "policy-vanished": "不再出现的政策\uff1a{name}",
    "event-appeared": "新出现活动\uff1a{name}{detail}",
    "event-vanished": "不再出现的活动\uff1a{name}{detail}",
}
_ORDER = {kind: place for place, kind in enumerate(dict.fromkeys(("seat-changed", *_WORDS)))}

_FORMATS = {
    ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML, ".jsonld": RdfFormat.JSON_LD,
}  # fmt: skip

_LABELS = """SELECT ?thing ?kind ?label ?day WHERE {
  VALUES (?class ?kind) { (foaf:Person "person") (org:Organization "body") (prov:Plan "policy") (schema:Event "event") }
  ?thing a ?class ; foaf:name|skos:prefLabel ?label OPTIONAL { ?thing schema:startDate ?day } }"""
_TENURES = """SELECT ?tenure ?person ?body ?role (MIN(?on) AS ?first) (MAX(?on) AS ?last) (MIN(?end) AS ?over) WHERE {
  ?tenure a org:Membership ; org:member ?person ; org:organization ?body ; org:role ?role .
  OPTIONAL { ?tenure lg:attestedOn ?on } OPTIONAL { ?tenure lg:endNotAfter ?end }
} GROUP BY ?tenure ?person ?body ?role"""


@dataclass(frozen=True, slots=True)
class Holding:
    """An office as a snapshot has it: by IRI and in words, the days that attest it, the day by which it was over."""

    iri: str
    person: str
    name: str
    body: str
    title: str
    role: str
    first: str
    last: str
    over: str

    @property
    def said(self) -> str:
        """The office in words, with the last day that attests it."""
        return f"{self.title}\uff08{self.last}\uff09" if self.last else self.title


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a graph knows that a comparison looks at. ``things``: kind → IRI → (name, day of an event or "")."""

    things: Mapping[str, Mapping[str, tuple[str, str]]]
    tenures: Mapping[str, Holding]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: its kind, whom or what it is about, and the tenures before and after, if it is about those."""

    kind: Kind
    subject: str
    name: str
    detail: str = ""
    before: str = ""
    after: str = ""

    def in_words(self) -> str:
        """The change as a line of Chinese."""
        return _WORDS[self.kind].format(name=self.name, detail=self.detail)

    def to_dict(self) -> dict[str, Any]:
        """The change as JSON values."""
        return {**{name: getattr(self, name) for name in self.__slots__}, "words": self.in_words()}


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes from one graph to another, the changes of seats first, in a fixed order."""

    changes: tuple[Change, ...]

    def in_words(self) -> tuple[str, ...]:
        """One line a change."""
        return tuple(change.in_words() for change in self.changes)

    def to_dict(self) -> dict[str, Any]:
        """The changes as JSON values, with the number of each kind."""
        counts = {kind: sum(c.kind == kind for c in self.changes) for kind in _ORDER}
        return {"counts": counts, "changes": [c.to_dict() for c in self.changes]}

    def triples(self, *, base: str = terms.BASE) -> Iterator[Triple]:
        """The changes as RDF: one node a change."""
        for c in self.changes:
            this = node(node_iri("change", c.kind, c.subject, c.before, c.after, base=base))
            yield Triple(this, node(terms.RDF_TYPE), node(terms.LG_CHANGE))
            yield Triple(this, node(terms.DCT_TYPE), node(f"{terms.CHANGE_KIND_SCHEME}/{c.kind}"))
            yield Triple(this, node(terms.DCT_SUBJECT), node(c.subject))
            yield Triple(this, node(terms.SKOS_PREF_LABEL), rdf.name(c.in_words()))
            for prop, iri in ((terms.LG_BEFORE, c.before), (terms.LG_AFTER, c.after)):
                if iri:
                    yield Triple(this, node(prop), node(iri))


def snapshot(source: GraphStore | str | Path) -> Snapshot:
    """What a store or an RDF file (.ttl .nt .trig .nq .rdf .jsonld) knows; InputError if the file cannot be read."""
    if isinstance(source, GraphStore):
        return _snapshot(source)
    path = Path(source)
    if str(source).startswith(("http://", "https://")) or path.is_dir():
        with open_store(str(source)) as store:
            return _snapshot(store)
    with open_store(None) as store:
        store.add_quads(_read(path))
        return _snapshot(store)


def compare(old: Snapshot, new: Snapshot) -> Diff:
    """What changed from the one to the other."""
    changes = [*_things(old, new), *_offices(old, new), *_seats(old, new)]
    return Diff(tuple(sorted(changes, key=lambda c: (_ORDER[c.kind], c.name, c.detail, c.subject, c.after))))


def diff(old: GraphStore | str | Path, new: GraphStore | str | Path) -> Diff:
    """What changed between two stores or RDF files."""
    return compare(snapshot(old), snapshot(new))


def _read(path: Path) -> Iterator[Any]:
    kind = _FORMATS.get(path.suffix)
    if kind is None:
        raise InputError(f"{path}: neither a store (a directory) nor RDF; known endings: {' '.join(_FORMATS)}")
    try:
        with path.open("rb") as file:
            yield from parse(file, kind)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except SyntaxError as error:
        raise InputError(f"{path}:{error.lineno}: not valid RDF: {error.msg}") from error


def _snapshot(store: GraphStore) -> Snapshot:
    labels: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for row in store.query(_LABELS).records():
        known = labels.setdefault(str(row["kind"]), {}).setdefault(str(row["thing"]), set())
        known.add((str(row["label"]), str(row["day"] or "")))
    things = {
        kind: {iri: _preferred(iri, names, store.base) for iri, names in sorted(found.items())}
        for kind, found in labels.items()
    }
    persons, bodies = things.get("person", {}), things.get("body", {})
    tenures: dict[str, Holding] = {}
    for row in store.query(_TENURES).records():
        values = {key: str(value) if value is not None else "" for key, value in row.items()}
        role = unquote(values["role"].rsplit("/", 1)[-1])
        name = persons.get(values["person"], (values["person"], ""))[0]
        title = office_title(bodies.get(values["body"], (values["body"], ""))[0], role)
        tenures[values["tenure"]] = Holding(
            values["tenure"],
            values["person"],
            name,
            values["body"],
            title,
            role,
            values["first"],
            values["last"],
            values["over"],
        )
    return Snapshot(things, tenures)


def _preferred(iri: str, names: Iterable[tuple[str, str]], base: str) -> tuple[str, str]:
    """The name that the identifier is made of, if it is among them, else the first; with the day."""
    own = segments(iri, base=base)
    return min(names, key=lambda named: (named[0] not in own, named))


def _things(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    for kind in ("person", "body", "policy", "event"):
        before, after = old.things.get(kind, {}), new.things.get(kind, {})
        for here, there, what, side in ((after, before, "appeared", new), (before, after, "vanished", old)):
            for iri in here.keys() - there.keys():
                name, day = here[iri]
                detail = f"\uff08{day}\uff09" if day else ""
                if kind == "person":
                    held = sorted(t.title for t in side.tenures.values() if t.person == iri)
                    detail = f"\uff08{'、'.join(held)}\uff09" if held else ""
                yield Change(f"{kind}-{what}", iri, name, detail)  # type: ignore[arg-type]


def _offices(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Offices of persons whom both graphs know."""
    both = old.things.get("person", {}).keys() & new.things.get("person", {}).keys()
    for iri in sorted({*old.tenures, *new.tenures}):
        before, after = old.tenures.get(iri), new.tenures.get(iri)
        known = after or before
        if known is None or known.person not in both:
            continue
        if before is None and after is not None:
            yield Change("office-taken", known.person, known.name, after.said, after=iri)
        elif after is None and before is not None:
            yield Change("office-left", known.person, known.name, before.said, before=iri)
        elif before is not None and after is not None and after.over and not before.over:
            yield Change(
                "office-ended", known.person, known.name, f"{after.title}\uff08不晚于{after.over}\uff09", iri, iri
            )
        elif before is not None and after is not None and before.over and not after.over:
            yield Change("office-restarted", known.person, known.name, after.said, iri, iri)


def _seats(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Offices for one person whose last holder is another one."""
    before, after = _last_holders(old), _last_holders(new)
    for seat in sorted(before.keys() & after.keys()):
        a, b = before[seat], after[seat]
        if a.person != b.person and a.last <= b.first:
            title = b.title.removesuffix(b.role) + seat[1]
            yield Change(
                "seat-changed",
                b.body,
                title,
                f"{a.name}\uff08{a.last}\uff09→ {b.name}\uff08{b.first}\uff09",
                a.iri,
                b.iri,
            )


def _last_holders(side: Snapshot) -> dict[tuple[str, str], Holding]:
    found: dict[tuple[str, str], Holding] = {}
    for t in sorted(side.tenures.values(), key=lambda t: (t.last, t.first, t.iri)):
        if t.last and is_single(t.role):
            found[t.body, seat_role(t.role)] = t
    return found
