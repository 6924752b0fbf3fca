"""RDF terms from Python values: one place that decides how a name, a date or a number is written.

Oxigraph keeps numbers and dates by value, not by their letters, so every literal made here already has the canonical
letters: what is written is what comes back.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg import terms

_FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")


@lru_cache(maxsize=8_192)
def node(iri: str) -> NamedNode:
    """The node of an absolute IRI; ValueError if it is none."""
    return NamedNode(iri)


_DATE = node(terms.XSD_DATE)
_INTEGER = node(terms.XSD_INTEGER)
_DECIMAL = node(terms.XSD_DECIMAL)


def name(text: str) -> Literal:
    """A name or label: every one in the graph is tagged ``@zh``, so that one literal finds a thing by any name."""
    return Literal(text, language="zh")


def text(value: str) -> Literal:
    """A plain string (xsd:string)."""
    return Literal(value)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: float) -> Literal:
    """An xsd:decimal of at most four places in its canonical form: 0.95, 1."""
    digits = f"{value:.4f}".rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=_DECIMAL)


def is_day(value: str) -> bool:
    """Whether the text is a day of the calendar in full: 2021-04-20, not 2021-04 and not 2021-02-30."""
    if not _FULL_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def day(value: str) -> Literal:
    """An xsd:date; the caller has made sure that it is one (:func:`is_day`)."""
    return Literal(value, datatype=_DATE)


def date_or_text(value: str) -> Literal:
    """An xsd:date when the day is known in full, else the text as it is."""
    return day(value) if is_day(value) else text(value)


def bounds(value: str) -> tuple[str, str] | None:
    """The first and the last day that "2021" or "2021-04" leaves open; None for what is no such date."""
    found = _PARTIAL_DATE.fullmatch(value)
    if not found or found[1] == "0000":
        return None
    year, month = found[1], found[2]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12:
        return None
    return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02}"
