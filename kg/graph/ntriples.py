"""RDF terms and triples as text, in the letters of canonical N-Triples: what Oxigraph itself would write.

Pages are brought into the store as text (:mod:`kg.graph.prepared`), so their quads are never objects. A term here is
its text; a triple is subject, predicate and object with a space between them, without its full stop. Terms that come
again and again are made once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import NamedNode

from kg import terms
from kg.graph import rdf

Term: TypeAlias = str
Triple: TypeAlias = str

_SPECIAL = re.compile("[\x00-\x1f\"\\\\\x7f\ufffe\uffff]")
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


@lru_cache(maxsize=8_192)
def iri(value: str) -> Term:
    """An absolute IRI; ValueError if it is none."""
    return str(NamedNode(value))


def between(predicate: str) -> str:
    """A predicate as it stands between subject and object."""
    return f" {iri(predicate)} "


def ending(predicate: str, obj: str) -> str:
    """A predicate and an IRI as they stand behind a subject."""
    return f" {iri(predicate)} {iri(obj)}"


def is_a(kind: str) -> str:
    """What stands behind a subject to say of what class it is."""
    return ending(terms.RDF_TYPE, kind)


_DATE = f"^^{iri(terms.XSD_DATE)}"
_INTEGER = f"^^{iri(terms.XSD_INTEGER)}"


def text(value: str) -> Term:
    """A plain string (xsd:string)."""
    return f'"{value}"' if _SPECIAL.search(value) is None else f'"{_SPECIAL.sub(_escaped, value)}"'


@lru_cache(maxsize=4_096)
def name(value: str) -> Term:
    """A name or label, tagged ``@zh`` (:func:`kg.graph.rdf.name`)."""
    return text(value) + "@zh"


def integer(value: int) -> Term:
    """An xsd:integer."""
    return f'"{value}"{_INTEGER}'


@lru_cache(maxsize=4096)
def decimal(value: float) -> Term:
    """An xsd:decimal of at most four places (:func:`kg.graph.rdf.decimal`)."""
    return str(rdf.decimal(value))


def day(value: str) -> Term:
    """An xsd:date; the caller has made sure that it is one (:func:`kg.graph.rdf.is_day`)."""
    return f'"{value}"{_DATE}'


@lru_cache(maxsize=4096)
def date_or_text(value: str) -> Term:
    """An xsd:date when the day is known in full, else the text as it is."""
    return day(value) if rdf.is_day(value) else text(value)


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
