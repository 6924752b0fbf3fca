"""The dataset that a request names, put into the text of its query or update; and what such a text may not ask for.

The protocol's dataset goes before the query's own FROM clauses, so these are taken out. Everything happens on tokens:
strings, comments and IRIs that look like keywords stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from kg.graph.binding import to_iri
from kg.graph.sparql import Token, tokens
from kg.publish.serve.protocol import Operation, Refused

Form = Literal["select", "ask", "construct", "describe", ""]

_FORMS: dict[str, Form] = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")
_FIRST_LINE = re.compile(r"(line 1, column )(\d+)")
_OPEN, _CLOSE = {"{", "(", "["}, {"}", ")", "]"}
_MODIFIERS = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}


def form_of(text: str) -> Form:
    """The form of a query by its first keyword that is one; "" if it has none (the parser will say what is wrong)."""
    found = _form_at(tokens(text))
    return _FORMS[found.key] if found else ""


def asks_elsewhere(text: str) -> bool:
    """Whether the text would make this server send requests to others (SERVICE)."""
    return any(token.key == "SERVICE" for token in _keywords(tokens(text)))


def with_dataset(operation: Operation) -> str:
    """The text of a request with the dataset that the request names; QueryError for what is no IRI, Refused (400) for
    an update that names a dataset itself."""
    if not operation.defaults and not operation.named:
        return operation.text
    word = "USING" if operation.update else "FROM"
    clauses = [f"{word} {to_iri(iri)}" for iri in operation.defaults]
    clauses += [f"{word} NAMED {to_iri(iri)}" for iri in operation.named]
    text = operation.text
    found = tokens(text)
    given = " ".join(["", *clauses, ""])
    edits = _update_edits(found, given) if operation.update else _query_edits(found, given, len(text))
    out, last = [], 0
    for start, end, new in sorted(edits):
        out += [text[last:start], new]
        last = end
    return "".join([*out, text[last:]])


def base_clause(text: str, base: str) -> str:
    """What goes before a query so that its relative IRIs are resolved against ``base``: "" if it has none, or declares
    a base of its own."""
    found = tokens(text)
    relative = any(token.kind == "iri" and not _ABSOLUTE.match(token.text) for token in found)
    declares = any(token.key == "BASE" for token in _keywords(found))
    return f"BASE {to_iri(base)} " if relative and not declares else ""


def as_written(message: str, before: int) -> str:
    """A message about a query that had ``before`` characters put in front, with the place as its author counts."""
    return _FIRST_LINE.sub(lambda m: f"{m[1]}{int(m[2]) - before}", message) if before else message


def _query_edits(found: Sequence[Token], given: str, length: int) -> list[tuple[int, int, str]]:
    form = _form_at(found)
    if form is None:
        return []
    edits = []
    after = [token for token in found if token.start > form.start]
    if form.key == "CONSTRUCT" and after and after[0].text == "{":
        closed = next((i for i, (token, depth) in enumerate(_depths(after)) if depth == 0 and token.text == "}"), 0)
        after = after[closed + 1 :]
    place = length
    for i, (token, depth) in enumerate(_depths(after)):
        if depth == 0 and token.kind == "word" and token.key == "FROM":
            rest = after[i + 1 : i + 3]
            iri = rest[1] if len(rest) > 1 and rest[0].key == "NAMED" else rest[0] if rest else token
            # As many blanks as were taken out, so that a message about the query still names the right column.
            edits.append((token.start, iri.end, " " * (iri.end - token.start)))
        elif (depth == 1 and token.text == "{") or (
            depth == 0 and token.kind == "word" and (token.key == "WHERE" or token.key in _MODIFIERS)
        ):
            place = token.start
            break
    return [*edits, (place, place, given)]


def _update_edits(found: Sequence[Token], given: str) -> list[tuple[int, int, str]]:
    edits = []
    for i, (token, depth) in enumerate(_depths(found)):
        if depth or token.kind != "word" or _declared(found, i):
            continue
        if token.key in ("USING", "WITH"):
            raise Refused(400, f"the request and the update both name a dataset ({token.key}); leave one of them")
        if token.key == "WHERE":
            if i and found[i - 1].key == "DELETE":
                raise Refused(400, "with using-graph-uri=, write DELETE { … } WHERE { … } instead of DELETE WHERE")
            edits.append((token.start, token.start, given))
    return edits


def _form_at(found: Sequence[Token]) -> Token | None:
    return next((token for token in _keywords(found) if token.key in _FORMS), None)


def _keywords(found: Sequence[Token]) -> Iterator[Token]:
    for i, token in enumerate(found):
        if token.kind == "word" and not _declared(found, i):
            yield token


def _declared(found: Sequence[Token], i: int) -> bool:
    """Whether the word is the name of a prefix being declared."""
    return i > 0 and found[i - 1].kind == "word" and found[i - 1].key == "PREFIX"


def _depths(found: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Each token with the number of brackets open after it."""
    depth = 0
    for token in found:
        if token.kind == "mark":
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
        yield token, depth
