"""SPARQL text as tokens: what form a query has, where its groups are, and what its variables are called.

Nothing is evaluated here; :mod:`kg.graph.binding` puts parameters, column order and a row cap into what is read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal as OneOf
from typing import TypeAlias

from kg import terms
from kg.errors import QueryError

Form: TypeAlias = OneOf["select", "ask", "construct", "describe"]

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n\r]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
                  |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<unclosed>["'](?:[^"'\\\n\r]|\\.)*)
      | (?P<var>[?$]\w+)
      | (?P<blank>_:[\w\-·.]*[\w\-·])
      | (?P<pname>(?:[^\W\d_](?:[\w.\-·]{0,99}[\w\-·])?)?:
                  (?:(?:[\w:\-·.]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:\-·]|%[0-9A-Fa-f]{2}|\\.))?)
      | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<mark>\^\^|&&|\|\||!=|<=|>=|.)""",
    re.VERBOSE | re.DOTALL,
)
_FORMS: Mapping[str, Form] = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}
# The words of SPARQL 1.1 (and the few that 1.2 adds), to tell a misspelt one.
_WORDS = frozenset(
    """a ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS COPY COUNT
    CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM
    GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN INSERT INTO IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG
    LANGMATCHES LCASE LIMIT LOAD MAX MD5 MIN MINUS MINUTES MONTH MOVE NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER
    PREDICATE PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256
    SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM
    TIMEZONE TO TRIPLE TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES VERSION WHERE WITH YEAR""".upper().split()
)
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
# Deeper than any question is meant: Oxigraph's parser takes seconds for 100 nested blank nodes and minutes for 500, and
# falls with the whole process over thousands of braces.
_DEEPEST = {"[": 30, "(": 200, "{": 200}
_AFTER_HAVING = {"ORDER", "LIMIT", "OFFSET", "VALUES"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the query: its ``key`` is a keyword in capitals, anything else as it stands."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the token."""
        return self.start + len(self.text)

    @property
    def key(self) -> str:
        """A keyword in capitals, anything else as it stands."""
        return self.text.upper() if self.kind == "word" else self.text


@dataclass(slots=True)
class Group:
    """A ``{ … }`` of patterns; the first one is the query itself, which has no braces and ``start`` -1.

    ``level`` is a SELECT (the query or a subselect), whose patterns lie in its ``where``. ``fixed`` is a group that
    takes no VALUES: the short form CONSTRUCT WHERE. ``mentions`` are the variables of this group, without those of
    groups inside it, and ``matched`` those of them that stand in a pattern, not in an expression; ``having`` are those
    of a HAVING, to which no pattern reaches. ``parentheses`` is how many are open while the group is read.
    """

    start: int
    level: bool = False
    fixed: bool = False
    where: Group | None = None
    mentions: list[Token] = field(default_factory=list)
    matched: list[Token] = field(default_factory=list)
    having: list[Token] = field(default_factory=list)
    parentheses: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """A query as read: its form, its variables in the order of the text, its groups, and where columns are named.

    ``assumed`` are the prefixes that it uses and does not declare, all known to the project. ``star`` is the ``*`` of
    SELECT * at the top; ``limit`` the number of its LIMIT; ``tail`` where a LIMIT would go. ``service`` says that it
    asks other servers, which a public endpoint will not do for strangers.
    """

    text: str
    form: Form
    variables: tuple[str, ...]
    assumed: tuple[str, ...]
    groups: tuple[Group, ...]
    star: Token | None
    limit: Token | None
    tail: int
    service: bool


def place_of(text: str, offset: int) -> str:
    """Where an offset is, for a reader: "line 2, column 5"."""
    return f"line {text.count(chr(10), 0, offset) + 1}, column {offset - text.rfind(chr(10), 0, offset)}"


def tokens(text: str) -> list[Token]:
    """The words of a query or an update in their order, without white space and comments."""
    return [Token(str(m.lastgroup), m.group(), m.start()) for m in _TOKEN.finditer(text) if m.lastgroup != "space"]


@lru_cache(maxsize=256)
def read_query(text: str) -> Query:
    """The query as read; QueryError for an update, for what is no query, and for a prefix that nobody declares."""
    found = tokens(text)
    _check_brackets(text, found)
    form, first, assumed = _form(text, found)
    groups, star, limit, tail = _groups(found, first, len(text))
    variables = tuple(dict.fromkeys(t.text[1:] for t in found if t.kind == "var"))
    service = any(t.key == "SERVICE" for t in found)
    return Query(text, form, variables, assumed, groups, star if form == "select" else None, limit, tail, service)


def unknown_word(text: str) -> str:
    """What to say of the first word that SPARQL does not know, "" if there is none."""
    for m in _TOKEN.finditer(text):
        if m.lastgroup == "word" and m.group().upper() not in _WORDS:
            close = get_close_matches(m.group().upper(), sorted(_WORDS), 1)
            hint = f" — did you mean {close[0]}?" if close else ""
            return f"query, {place_of(text, m.start())}: unknown word {m.group()}{hint}"
    return ""


def _check_brackets(text: str, tokens: list[Token]) -> None:
    """Every bracket has its partner; the parser would only say that something else was expected at the end."""
    partner = {")": "(", "}": "{", "]": "["}
    open_ones: list[Token] = []
    depth = dict.fromkeys(_DEEPEST, 0)
    for token in tokens:
        if token.kind == "unclosed":
            raise QueryError(
                f"query, {place_of(text, token.start)}: this {token.text[0]} opens a string without an end"
            )
        if token.kind != "mark":
            continue
        if token.text in partner.values():
            open_ones.append(token)
            depth[token.text] += 1
            if depth[token.text] > _DEEPEST[token.text]:
                where = place_of(text, token.start)
                raise QueryError(f"query, {where}: {token.text} is nested more than {_DEEPEST[token.text]} deep")
        elif token.text in partner:
            if open_ones and open_ones.pop().text == partner[token.text]:
                depth[partner[token.text]] -= 1
                continue
            raise QueryError(f"query, {place_of(text, token.start)}: this {token.text} closes nothing")
    if open_ones:
        raise QueryError(f"query, {place_of(text, open_ones[-1].start)}: this {open_ones[-1].text} is never closed")


def _form(text: str, tokens: list[Token]) -> tuple[Form, int, tuple[str, ...]]:
    """The form of the query, the index of the token that says so, and the known prefixes that it does not declare."""
    declared: set[str] = set()
    assumed: set[str] = set()
    found: tuple[Form, int] | None = None
    for i, token in enumerate(tokens):
        before = tokens[i - 1].key if i else ""
        if token.kind == "pname":
            prefix = token.text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix in terms.PREFIXES:
                assumed.add(prefix)
            elif prefix not in declared:
                known = sorted(declared | terms.PREFIXES.keys())
                close = get_close_matches(prefix, known, 1)
                hint = f"did you mean {close[0]}:?" if close else f"known are {', '.join(known)}"
                raise QueryError(f"query, {place_of(text, token.start)}: unknown prefix {prefix}: — {hint}")
        elif found is None and token.kind == "word" and before != "PREFIX":
            if token.key in _UPDATES:
                where = place_of(text, token.start)
                raise QueryError(f"query, {where}: {token.key} would change the store; a query only reads it")
            if token.key in _FORMS:
                found = _FORMS[token.key], i
    if found is None:
        raise QueryError("this is no SPARQL query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    return *found, tuple(sorted(assumed - declared))


def _groups(tokens: list[Token], first: int, length: int) -> tuple[tuple[Group, ...], Token | None, Token | None, int]:
    """The groups of the query, the top's ``*``, the number of the top's LIMIT, and where a LIMIT would go."""
    top = Group(-1, level=True)
    groups, stack = [top], [top]
    star, limit, tail = None, None, length
    skipped = 0  # depth inside a template or a data block, where variables and braces mean something else
    having = data = False
    for i in range(first, len(tokens)):
        token, key = tokens[i], tokens[i].key
        before = tokens[i - 1].key if i else ""
        here = stack[-1]
        if skipped:
            skipped += (key == "{") - (key == "}")
        elif key == "{":
            if data or (before == "CONSTRUCT"):
                skipped, data = 1, False
                continue
            group = Group(
                token.start,
                level=i + 1 < len(tokens) and tokens[i + 1].key == "SELECT",
                fixed=before == "WHERE" and i >= 2 and tokens[i - 2].key == "CONSTRUCT",
            )
            if here.level and here.where is None:
                here.where = group
            groups.append(group)
            stack.append(group)
            having = False
        elif key in "()":
            here.parentheses += 1 if key == "(" else -1
        elif key == "}":
            if len(stack) > 1:
                stack.pop()
            having = False
        elif token.kind == "var":
            (here.having if having else here.mentions).append(token)
            if not (here.level or here.parentheses or before == "VALUES"):
                here.matched.append(token)
        elif token.kind == "word":
            data = key == "VALUES" or (data and key in ("UNDEF",))
            having = here.level and (key == "HAVING" or (having and key not in _AFTER_HAVING))
            if here is top and key == "VALUES" and top.where is not None:
                tail = token.start
        elif here is top and key == "*" and top.where is None and before in ("SELECT", "DISTINCT", "REDUCED"):
            star = token
        elif here is top and token.kind == "number" and before == "LIMIT":
            limit = token
    return tuple(groups), star, limit, tail
