"""Turtle and TriG that a person can read and a machine can compare: the same bytes for the same graph.

The input is N-Triples lines as Oxigraph writes them (one triple a line, one space between the parts); sorted as text
they already stand in the order of subject, property and value, so writing is one pass over strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kg import terms

# Grammar of Turtle: PN_LOCAL without escapes; what does not fit is written as a full IRI.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = rf"{_BASE}_\-0-9\u00b7\u0300-\u036f\u203f\u2040:"
_HEX = "%[0-9A-Fa-f]{2}"
_LOCAL = re.compile(rf"(?:[{_BASE}_0-9:]|{_HEX})(?:(?:[{_MORE}.]|{_HEX})*(?:[{_MORE}]|{_HEX}))?")

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?[0-9]*\.[0-9]+")
_TYPE = f"<{terms.RDF_TYPE}>"
# Read first what a thing is and what it is called; the rest follows by IRI.
_FIRST = {
    iri: rank
    for rank, iri in enumerate(
        f"<{p}>"
        for p in (
            *(terms.RDF_TYPE, terms.FOAF_NAME, terms.SKOS_PREF_LABEL, terms.SCHEMA_NAME, terms.SCHEMA_HEADLINE),
            *(terms.SKOS_ALT_LABEL, terms.SKOS_NOTATION, terms.OA_EXACT),
        )
    )
}
_ID_KINDS = (
    "area",
    "claim",
    "evidence",
    "implementation",
    "issuance",
    "page",
    "paper",
    "participation",
    "place",
    "tenure",
)


def namespaces(base: str = terms.BASE) -> dict[str, str]:
    """The prefixes of an export: the vocabularies, the schemes, and the kinds of identifiers that have one segment."""
    schemes = {
        "office": terms.OFFICE_SCHEME,
        "bodykind": terms.BODY_KIND_SCHEME,
        "eventkind": terms.EVENT_KIND_SCHEME,
        "part": terms.PARTICIPATION_SCHEME,
        "status": terms.STATUS_SCHEME,
    }
    return {
        **terms.PREFIXES,
        **{prefix: scheme + "/" for prefix, scheme in schemes.items()},
        **{kind: f"{base}{kind}/" for kind in _ID_KINDS},
    }


class Names:
    """Shortens IRIs to prefixed names and remembers which prefixes were used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefix_of = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._namespaces = dict(prefixes)
        self._short: dict[str, str] = {}
        self._used: set[str] = set()

    def short(self, iri: str) -> str:
        """``<http://…>`` as a prefixed name where the grammar allows one, else as it is."""
        known = self._short.get(iri)
        if known is None:
            known = self._short[iri] = self._shorten(iri)
        return known

    def _shorten(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[1:cut])
        if prefix is None or not _LOCAL.fullmatch(local := iri[cut:-1]):
            return iri
        self._used.add(prefix)
        return f"{prefix}:{local}"

    def header(self) -> str:
        """The declarations of the prefixes used so far."""
        return "".join(f"@prefix {p}: <{self._namespaces[p]}> .\n" for p in sorted(self._used))


def distinct(lines: Iterable[str]) -> list[str]:
    """The lines in order, each once. Those of a store come in order already: then this costs next to nothing."""
    return list(dict.fromkeys(sorted(lines)))


def turtle(lines: Iterable[str], prefixes: Mapping[str, str]) -> str:
    """A Turtle document of the N-Triples lines, whatever their order; doubles are written once."""
    names = Names(prefixes)
    body = "\n".join(_subjects(distinct(lines), names))
    header = names.header()
    return f"{header}\n{body}" if header else body


def trig(default: Iterable[str], graphs: Mapping[str, Iterable[str]], prefixes: Mapping[str, str]) -> str:
    """A TriG document: the default graph as Turtle, then each named graph (keys are ``<IRI>``) as a block."""
    names = Names(prefixes)
    parts = list(_subjects(distinct(default), names))
    for graph in sorted(graphs):
        inside = "\n".join(_subjects(distinct(graphs[graph]), names))
        parts.append(f"{names.short(graph)} {{\n{inside}}}\n")
    header = names.header()
    body = "\n".join(parts)
    return f"{header}\n{body}" if header else body


def _subjects(lines: list[str], names: Names) -> Iterator[str]:
    """One block a subject; the lines are sorted."""
    short = names.short
    for subject, group in groupby((line.split(" ", 2) for line in lines), key=_subject_of):
        by_property: dict[str, list[str]] = {}
        for _, predicate, rest in group:
            # The rest is the value, a space, a full stop.
            value = rest[:-2]
            by_property.setdefault(predicate, []).append(short(value) if value[0] == "<" else _literal(value, names))
        written = []
        for predicate in sorted(by_property, key=_property_order):
            values = by_property[predicate]
            if predicate == _TYPE:
                written.append(f"a {', '.join(values)}")
            elif len(values) == 1:
                written.append(f"{short(predicate)} {values[0]}")
            else:
                # One value a line, so that a comparison of two exports shows the value that came or went.
                written.append(f"{short(predicate)}\n        " + " ,\n        ".join(values))
        name = short(subject) if subject[0] == "<" else subject
        yield f"{name} " + " ;\n    ".join(written) + " .\n"


def _subject_of(parts: list[str]) -> str:
    return parts[0]


def _property_order(predicate: str) -> tuple[int, str]:
    return (_FIRST.get(predicate, len(_FIRST)), predicate)


def _literal(value: str, names: Names) -> str:
    """A literal of N-Triples in Turtle's words: numbers and truth values bare, datatypes as prefixed names."""
    if value[-1] != ">" or value[0] != '"':
        return value
    cut = value.rfind('"^^<')
    if cut < 0:
        return value
    datatype, letters = value[cut + 4 : -1], value[1:cut]
    if (
        (datatype == terms.XSD_INTEGER and _INTEGER.fullmatch(letters))
        or (datatype == terms.XSD_DECIMAL and _DECIMAL.fullmatch(letters))
        or (datatype == terms.XSD + "boolean" and letters in ("true", "false"))
    ):
        return letters
    return f"{value[: cut + 3]}{names.short(value[cut + 3 :])}"
