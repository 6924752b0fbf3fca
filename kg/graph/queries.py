"""Named queries: SPARQL files with a name, a title and parameters, ready to be asked by people who write no SPARQL.

A file ``officials.rq`` begins with comment lines that say what it answers and what it takes::

    # 某机构在某日的在任官员 / who holds office in a body on a day
    # ?body: body — 机构的任一名称或 IRI / any name of the body, or its IRI
    # ?day: date, optional — 日期，缺省为全部 / the day; all of them if left out
    # ?least: integer = 1 — 至少几次 / at least so often

Kinds: person, body, event, policy, article and thing (given by any of its names, or by its IRI), iri, date, integer,
text. A parameter without a value stays a free variable, so every query also runs as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.errors import DataError, QueryError, why
from kg.fuse.judgements import full_iri
from kg.graph import rdf
from kg.graph.binding import to_iri
from kg.graph.result import Result
from kg.graph.sparql import read_query
from kg.graph.store import GraphStore

_HERE = Path(__file__).parent / "queries"

_CLASSES = {
    "person": (terms.FOAF_PERSON,),
    "body": (terms.ORG_ORGANIZATION,),
    "event": (terms.SCHEMA_EVENT,),
    "policy": (terms.PROV_PLAN,),
    "article": (terms.SCHEMA_NEWS_ARTICLE,),
    "thing": (terms.FOAF_PERSON, terms.ORG_ORGANIZATION, terms.SCHEMA_EVENT, terms.PROV_PLAN),
}
KINDS = (*_CLASSES, "iri", "date", "integer", "text")

_PARAMETER = re.compile(
    r"#\s*\?(?P<name>\w+):\s*(?P<kind>\w+)(?:\s*=\s*(?P<default>[^—]*?)|(?P<optional>,\s*optional))?\s*—\s*(?P<doc>.+)"
)
_NAMED = "SELECT DISTINCT ?thing { ?thing foaf:name|skos:prefLabel|skos:altLabel|schema:headline ?name ; a ?class }"
_ALL_NAMES = "SELECT DISTINCT ?name { ?thing foaf:name|skos:prefLabel|skos:altLabel|schema:headline ?name ; a ?class }"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query takes: its ``name``, its ``kind`` (one of KINDS), the ``default`` if it has one, whether it may be
    left out, and what it means in Chinese and English."""

    name: str
    kind: str
    default: str | None
    optional: bool
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query by its name: what it answers in Chinese and English, what it takes, and its SPARQL."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def standalone(self) -> str:
        """The SPARQL with every prefix declared, to be pasted into any other tool."""
        assumed = read_query(self.text).assumed
        return "".join(f"PREFIX {p}: <{terms.PREFIXES[p]}>\n" for p in assumed) + self.text


def named_queries(extra: Path | None = None) -> dict[str, NamedQuery]:
    """All named queries in the order of their names: the program's own and those of the directory ``extra``, which go
    before them. DataError names the file and line of what is no query."""
    return dict(sorted({**_read_folder(_HERE), **(_read_folder(extra) if extra is not None else {})}.items()))


def named_query(name: str, extra: Path | None = None) -> NamedQuery:
    """One named query; QueryError with a near name for an unknown one."""
    known = named_queries(extra)
    if name not in known:
        close = get_close_matches(name, known, 1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
        raise QueryError(f"there is no query named {name}: {hint}")
    return known[name]


def ask(
    store: GraphStore,
    query: NamedQuery,
    values: Mapping[str, str] | None = None,
    *,
    timeout: float | None = None,
    limit: int | None = None,
) -> Result:
    """The answer to a named query; ``values`` are its parameters by name, as a user writes them."""
    return store.query(query.text, bindings=bindings_of(store, query, values or {}), timeout=timeout, limit=limit)


def bindings_of(store: GraphStore, query: NamedQuery, values: Mapping[str, str]) -> dict[str, Any]:
    """The parameters as RDF terms. QueryError for an unknown or missing parameter, for a value that does not fit its
    kind, and for a name that nothing in the store has."""
    known = {p.name: p for p in query.parameters}
    for name in values:
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean {close[0]}?" if close else f"it takes {', '.join(known) or 'none'}"
            raise QueryError(f"the query {query.name} has no parameter {name}: {hint}")
    bound: dict[str, Any] = {}
    for parameter in query.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is not None:
            bound[parameter.name] = _term(store, parameter, value)
        elif not parameter.optional:
            raise QueryError(f"the query {query.name} needs {parameter.name} ({parameter.zh}): -p {parameter.name}=…")
    return bound


def find_named(store: GraphStore, kind: str, name: str) -> list[NamedNode]:
    """The things of a kind that have this name, in the order of their IRIs; an identifier (an IRI, or one from its
    kind on like person/310104/刘琪) stands for itself. QueryError with near names if there is none."""
    name = full_iri(name, base=store.base)
    if name.startswith(("http://", "https://")):
        return [to_iri(name)]
    classes = [NamedNode(iri) for iri in _CLASSES[kind]]
    spelt = [rdf.name(name), rdf.text(name)]
    rows = store.query(_NAMED, bindings={"name": spelt, "class": classes})
    found = sorted({row[0] for row in rows if isinstance(row[0], NamedNode)}, key=str)
    if not found:
        names = [
            row[0].value for row in store.query(_ALL_NAMES, bindings={"class": classes}) if isinstance(row[0], Literal)
        ]
        close = sorted((n for n in names if name in n or n in name), key=_nearness)[:3] or get_close_matches(
            name, sorted(names), 3
        )
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        raise QueryError(f"the store has no {kind} named {name}{hint or find_hint(name)}")
    return found


def find_hint(name: str) -> str:
    """What to do where nothing has a name and none comes near."""
    part = "".join(letter for letter in name if letter.isalnum())[:2]
    return f"; look for a part of it with: kg find {part or 'TEXT'}"


def _nearness(name: str) -> tuple[int, str]:
    return (len(name), name)


def _term(store: GraphStore, parameter: Parameter, value: str) -> Any:
    if parameter.kind in _CLASSES:
        return find_named(store, parameter.kind, value)
    if parameter.kind == "iri":
        return to_iri(value)
    if parameter.kind == "date":
        if not rdf.is_day(value):
            raise QueryError(f"{parameter.name}={value}: a day is written 2021-04-20")
        return rdf.day(value)
    if parameter.kind == "integer":
        if not re.fullmatch(r"[+-]?\d{1,18}", value):
            raise QueryError(f"{parameter.name}={value}: a whole number is wanted")
        return rdf.integer(int(value))
    return rdf.text(value)


@lru_cache(maxsize=8)
def _read_folder(folder: Path) -> dict[str, NamedQuery]:
    if not folder.is_dir():
        raise DataError(f"{folder} is no directory of queries")
    return {path.stem: read_named(path) for path in sorted(folder.glob("*.rq"))}


def read_named(path: Path) -> NamedQuery:
    """A query file; DataError says where it breaks the form."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise DataError(f"{path} cannot be read: {why(e)}") from e
    lines = text.splitlines()
    if not lines or not lines[0].startswith("# "):
        raise DataError(f"{path}:1: a query begins with a comment that says what it answers: # 中文 / English")
    zh, _, en = lines[0][2:].partition(" / ")
    parameters = []
    for n, line in enumerate(lines[1:], 2):
        if not line.startswith("#"):
            break
        if re.match(r"#\s*\?", line):
            parameters.append(_parameter(path, n, line))
    try:
        variables = read_query(text).variables
    except QueryError as e:
        raise DataError(f"{path}: {e}") from e
    for parameter in parameters:
        if parameter.name not in variables:
            raise DataError(f"{path}: the query has no variable ?{parameter.name}, which it says it takes")
    return NamedQuery(path.stem, zh.strip(), en.strip() or zh.strip(), tuple(parameters), text)


def _parameter(path: Path, n: int, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line.strip())
    if found is None or found["kind"] not in KINDS:
        raise DataError(f"{path}:{n}: a parameter reads # ?name: kind — 中文 / English, kind one of {', '.join(KINDS)}")
    zh, _, en = found["doc"].partition(" / ")
    return Parameter(
        found["name"], found["kind"], found["default"], bool(found["optional"]), zh.strip(), en.strip() or zh.strip()
    )
