"""JSON-LD with the project's context: one object a subject, one subject a line, the same bytes for the same graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import terms
from kg.errors import DataError
from kg.graph.turtle import namespaces
from kg.resources import resource


@lru_cache(maxsize=4)
def context(base: str = terms.BASE) -> Mapping[str, Any]:
    """The ``@context`` written into every document: ``ontology/context.jsonld`` where it is there, else the prefixes.

    DataError if the file is no JSON-LD context.
    """
    try:
        path = resource("ontology/context.jsonld")
    except FileNotFoundError:
        return dict(namespaces(base))
    try:
        said = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except (json.JSONDecodeError, KeyError, TypeError) as e:
        raise DataError(f"{path} holds no JSON-LD context: {e}") from e
    if not isinstance(said, dict):
        raise DataError(f"{path}: the @context must be one object, so that documents can be read offline")
    return said


def write_jsonld(triples: Iterable[Triple], out: IO[bytes], *, base: str = terms.BASE) -> None:
    """Write the triples, which come sorted by subject, as one JSON-LD document."""
    words = context(base)
    writer = _Writer(words)
    out.write(b'{"@context": %s,\n"@graph": [\n' % _json(words))
    first = True
    for subject, group in groupby(triples, key=lambda t: t.subject):
        out.write(b"" if first else b",\n")
        out.write(_json(writer.node(str(subject) if isinstance(subject, BlankNode) else subject.value, group)))
        first = False
    out.write(b"\n]}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


class _Writer:
    """Writes nodes in the words of a context.

    A bare string is written only where the context says by itself what it is (an IRI, a date, Chinese); everything
    else names its datatype or language, which no context can change.
    """

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._prefixes: dict[str, str] = {}
        self._terms: dict[str, list[tuple[str, str, str]]] = {}
        self._language = context.get("@language") or ""
        simple = {word: said for word, said in context.items() if isinstance(said, str) and word[0] != "@"}
        for word, iri in simple.items():
            if iri[-1:] in "/#:" and not iri.startswith("@"):
                self._prefixes[iri] = word
        for word, said in context.items():
            if isinstance(said, str) and word[0] != "@" and said and said[0] != "@":
                self._terms.setdefault(_expand(said, simple), []).append((word, "", ""))
            elif isinstance(said, dict) and not (said.keys() - {"@id", "@type", "@language"}):
                iri = _expand(str(said.get("@id", word)), simple)
                kind = _expand(str(said.get("@type", "")), simple)
                self._terms.setdefault(iri, []).append((word, kind, str(said.get("@language") or "")))

    def node(self, subject: str, triples: Iterable[Triple]) -> dict[str, Any]:
        """One subject with its properties in the order of the triples."""
        out: dict[str, Any] = {"@id": subject}
        types: list[str] = []
        values: dict[str, list[Any]] = {}
        for triple in triples:
            if triple.predicate.value == terms.RDF_TYPE and isinstance(triple.object, NamedNode):
                types.append(self._name(triple.object.value))
            else:
                key, value = self._value(triple.predicate.value, triple.object)
                values.setdefault(key, []).append(value)
        if types:
            out["@type"] = types[0] if len(types) == 1 else types
        for key, found in values.items():
            out[key] = found[0] if len(found) == 1 else found
        return out

    def _name(self, iri: str) -> str:
        """A class or property in the words of the context."""
        for word, _, _ in self._terms.get(iri, ()):
            return word
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] and not iri[cut:].startswith("//") else iri

    def _value(self, predicate: str, term: object) -> tuple[str, Any]:
        words = self._terms.get(predicate, [])
        if isinstance(term, (NamedNode, BlankNode)):
            iri = term.value if isinstance(term, NamedNode) else str(term)
            for word, kind, _ in words:
                if kind == "@id":
                    return word, iri
            return self._name(predicate), {"@id": iri}
        if not isinstance(term, Literal):
            raise DataError(f"JSON-LD cannot hold {term}")
        for word, kind, language in words:
            if term.language:
                if not kind and (language or self._language).lower() == term.language:
                    return word, term.value
            elif kind == term.datatype.value or (
                not kind and not language and not self._language and term.datatype.value == terms.XSD_STRING
            ):
                return word, term.value
        if term.language:
            return self._name(predicate), {"@value": term.value, "@language": term.language}
        if term.datatype.value == terms.XSD_STRING:
            return self._name(predicate), {"@value": term.value}
        return self._name(predicate), {"@value": term.value, "@type": self._name(term.datatype.value)}


def _expand(name: str, simple: Mapping[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    return simple[prefix] + local if colon and prefix in simple and not local.startswith("//") else name
