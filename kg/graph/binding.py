"""Parameters, column order and a row cap put into a query, safely.

A value is never pasted into a query's text as it came: it becomes an RDF term, and the term a ``VALUES`` block at the
head of every group that mentions the variable. (Oxigraph's own substitutions take projected variables only, and a
remote server has none; this way every store answers alike.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg import terms
from kg.errors import QueryError
from kg.graph.rdf import day, integer, node, text
from kg.graph.sparql import Group, Query, place_of, unknown_word

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def prepare(query: Query, bindings: Mapping[str, Any] | None = None, cap: int | None = None) -> str:
    """The text to evaluate: parameters bound, ``SELECT *`` with its columns in the order of the text, at most ``cap``
    rows (of a SELECT). QueryError names a parameter that the query does not have, and a syntax error's place."""
    return assemble(query, spelt(query, bindings or {}), cap)


def spelt(query: Query, bindings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Every parameter's values as RDF terms written out; nothing of the query is parsed. QueryError for a variable that
    the query does not have and for what is no RDF term."""
    values = {name.lstrip("?$"): tuple(map(str, _terms(value))) for name, value in bindings.items()}
    for name in values:
        if name not in query.variables:
            close = get_close_matches(name, query.variables, 1)
            hint = f"did you mean ?{close[0]}?" if close else "it has ?" + ", ?".join(query.variables)
            raise QueryError(f"the query has no variable ?{name}: {hint}")
    return values


def assemble(query: Query, values: Mapping[str, Sequence[str]], cap: int | None) -> str:
    """:func:`prepare` with parameters that are terms written out already."""
    edits: list[tuple[int, int, str]] = []
    if values:
        bound = _bind(query, values)
        constants, literals = _constants(query, values)
        # An IRI may stand wherever a pattern has a variable; a literal may not (as a subject, for one).
        fits = not literals or _parses(_edited(query.text, bound + constants))
        edits += bound + constants if fits else bound
    if query.star is not None:
        columns = " ".join(f"?{name}" for name in star_columns(query))
        if columns:
            edits.append((query.star.start, query.star.end, columns))
    if cap is not None and query.form == "select":
        if query.limit is None:
            edits.append((query.tail, query.tail, f"\nLIMIT {cap} "))
        elif int(query.limit.text) > cap:
            edits.append((query.limit.start, query.limit.end, str(cap)))
    return _edited(query.text, edits)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    out, last = [], 0
    for start, end, new in sorted(edits):
        out += [text[last:start], new]
        last = end
    return "".join([*out, text[last:]])


def _terms(value: Any) -> tuple[NamedNode | Literal, ...]:
    return tuple(to_term(v) for v in value) if isinstance(value, (list, tuple)) else (to_term(value),)


def to_term(value: Any) -> NamedNode | Literal:
    """An RDF term from a Python value: terms (Oxigraph's and rdflib's) stay what they are, a str becomes a string
    literal, and numbers, truth values and days become literals of their type. QueryError for anything else."""
    if isinstance(value, (NamedNode, Literal)):
        return value
    if type(value).__module__.startswith("rdflib."):
        return _from_rdflib(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return Literal(value)
    if isinstance(value, int):
        return integer(value)
    if isinstance(value, float):
        return Literal(value)
    if isinstance(value, Decimal):
        return Literal(f"{value:f}", datatype=node(terms.XSD_DECIMAL))
    if isinstance(value, date) and not isinstance(value, datetime):
        return day(value.isoformat())
    raise QueryError(f"{value!r} cannot be bound in a query; give a string, a number, a date or an IRI")


def to_iri(value: str) -> NamedNode:
    """An IRI to bind; QueryError if the text is none."""
    try:
        return NamedNode(value)
    except ValueError as e:
        raise QueryError(f"{value!r} is not an IRI: {e}") from e


def _from_rdflib(value: Any) -> NamedNode | Literal:
    kind = type(value).__name__
    if kind == "URIRef":
        return to_iri(str(value))
    if kind == "Literal":
        datatype = to_iri(str(value.datatype)) if value.datatype and not value.language else None
        return Literal(str(value), language=value.language, datatype=datatype)
    raise QueryError(f"a {kind} cannot be bound in a query: only IRIs and literals stay the same from query to query")


def _bind(query: Query, values: Mapping[str, Sequence[str]]) -> list[tuple[int, int, str]]:
    wanted: dict[int, tuple[Group, set[str]]] = {}
    edits: list[tuple[int, int, str]] = []
    for group in query.groups:
        target = group
        while target.level and target.where is not None:
            target = target.where
        replaced = list(group.having)
        if target.fixed or target.level:
            replaced += group.mentions
        else:
            names = {t.text[1:] for t in group.mentions if t.text[1:] in values}
            wanted.setdefault(id(target), (target, set()))[1].update(names)
        for token in replaced:
            if (found := values.get(token.text[1:])) is not None:
                if len(found) != 1:
                    where = place_of(query.text, token.start)
                    raise QueryError(f"query, {where}: {token.text} has {len(found)} values, here it can have one only")
                edits.append((token.start, token.end, found[0]))
    for group, names in wanted.values():
        block = "".join(f" VALUES ?{name} {{ {' '.join(values[name])} }}" for name in sorted(names))
        if block:
            edits.append((group.start + 1, group.start + 1, block + " "))
    return edits


def _constants(query: Query, values: Mapping[str, Sequence[str]]) -> tuple[list[tuple[int, int, str]], bool]:
    """Patterns with the value itself where there is one, and whether literals are among them: Oxigraph guesses the size
    of a pattern by its constants, and with a variable there it would begin at the wrong end (0.4 s instead of 1 ms)."""
    single = {name: found[0] for name, found in values.items() if len(found) == 1}
    edits = [
        (token.start, token.end, single[token.text[1:]])
        for group in query.groups
        if not group.fixed
        for token in group.matched
        if token.text[1:] in single
    ]
    return edits, any(not new.startswith("<") for _, _, new in edits)


def _parses(text: str) -> bool:
    """Whether a text is SPARQL."""
    try:
        _nothing().query(text, prefixes=terms.PREFIXES)
    except SyntaxError:
        return False
    return True


@lru_cache(maxsize=1)
def _nothing() -> Store:
    return Store()


def star_columns(query: Query) -> list[str]:
    """The columns of ``SELECT *`` in the order of the text; Oxigraph would give them in the order of the alphabet."""
    try:
        solutions = _nothing().query(query.text, prefixes=terms.PREFIXES)
    except SyntaxError as e:
        raise syntax_error(query.text, e) from e
    found = {v.value for v in solutions.variables} if isinstance(solutions, QuerySolutions) else set()
    return [name for name in query.variables if name in found]


def check_syntax(original: str) -> None:
    """QueryError if the query cannot be parsed: the same words for a server as for a store of this process."""
    try:
        _nothing().query(original, prefixes=terms.PREFIXES)
    except SyntaxError as e:
        raise syntax_error(original, e) from e


def syntax_error(original: str, error: SyntaxError) -> QueryError:
    """What is wrong with a query as written, and where; parameters bound into it do not shift the place."""
    try:
        _nothing().query(original, prefixes=terms.PREFIXES)
    except SyntaxError as e:
        error = e
    if unknown := unknown_word(original):
        return QueryError(unknown)
    found = _POSITION.match(str(error))
    if not found:
        return QueryError(f"query: {error}")
    lines = original.split("\n")
    row, column = int(found[1]), int(found[2])
    rest = lines[row - 1][column - 1 :].strip() if row <= len(lines) else ""
    expected = " ".join(found[3].split())
    if "Prefix not found" in expected:
        what = f"unknown prefix at {rest[:30]!r}"
    else:
        what = f"unexpected {rest[:30]!r}" if rest else "the query ends too early"
        if len(expected) < 80:
            what += f" ({expected})"
    return QueryError(f"query, line {row}, column {column}: {what}")
