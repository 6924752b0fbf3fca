"""What the explorer says of itself in Chinese and English, and what the terms of the graph are called in both."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, Protocol

from kg import terms
from kg.graph.shapes import default_vocabulary
from kg.publish.serve.explorer.facts import last_part

Language = Literal["zh", "en"]

_TABLE = Path(__file__).with_name("words.tsv")


@lru_cache(maxsize=1)
def table() -> Mapping[str, tuple[str, str]]:
    """Every word of the interface by its key, in Chinese and English."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {key: (zh, en) for key, zh, en in (line.split("\t") for line in lines[1:])}


class Said(Protocol):
    """Something that says what it is in both languages: a named query, a parameter."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._at = 0 if language == "zh" else 1

    @property
    def html_language(self) -> str:
        """The ``lang`` of a page: with "zh" alone, browsers may draw Japanese forms of the characters."""
        return "zh-Hans" if self.language == "zh" else "en"

    def __call__(self, key: str, *values: object) -> str:
        """What the interface says for a key; KeyError for a key that is not in the table."""
        return table()[key][self._at].format(*values)

    def knows(self, key: str) -> bool:
        """Whether there is a word for the key."""
        return key in table()

    def either(self, said: Said) -> str:
        """What something says in the language of the page, beginning with a capital."""
        text = said.zh if self.language == "zh" else said.en
        return text[:1].upper() + text[1:]

    def term(self, iri: str) -> str:
        """What a class, property or concept is called; the end of its IRI if the vocabulary does not have it."""
        found = _labels().get(iri, {})
        return found.get(self.language) or found.get("zh") or found.get("en") or last_part(iri)

    def relation(self, rel: str) -> str:
        """What a relation is called, from its notation or the end of its property."""
        if self.knows(rel):
            return self(rel)
        return next((self.term(namespace + rel) for namespace in _PROPERTIES if namespace + rel in _labels()), rel)

    def column(self, name: str) -> str:
        """What stands above a column of a named query: in words where the query's variable has some, else its name."""
        key = f"column-{name}"
        return self(key) if self.knows(key) else name

    def cell(self, column: str, text: str) -> str:
        """What stands in a column of a named query: a kind, relation or status in words, anything else as it is."""
        if column == "kind":
            return self._kind(text)
        if column in _SAID:
            return " ".join(self(word) if self.knows(word) else word for word in text.split(" "))
        return text

    def _kind(self, notation: str) -> str:
        """A kind of body or event, or a class of the graph, by the end of its IRI."""
        for scheme in (terms.BODY_KIND_SCHEME, terms.EVENT_KIND_SCHEME):
            if f"{scheme}/{notation}" in _labels():
                return self.term(f"{scheme}/{notation}")
        return self.relation(notation)

    def concept(self, scheme: str, notation: str) -> str:
        """What a concept of one of the project's schemes is called."""
        return self.term(terms.mint(scheme + "/", notation))


# Columns of named queries whose values are words of the graph.
_SAID = frozenset({"part", "does", "relation", "status"})
_PROPERTIES = (terms.LG, terms.ORG, terms.SCHEMA, terms.DCT, terms.CV, terms.PROV, terms.SKOS, terms.FOAF)


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Mapping[str, str]]:
    """The labels of the vocabulary by IRI and language."""
    labels: dict[str, dict[str, str]] = {}
    query = f"SELECT ?term ?label {{ ?term <{terms.RDFS}label>|<{terms.SKOS_PREF_LABEL}> ?label }}"
    for term, label in default_vocabulary().query(query):  # type: ignore[union-attr]
        language = (label.language or "en").partition("-")[0]
        known = labels.setdefault(term.value, {})
        known[language] = min(label.value, known.get(language, label.value))
    return labels


def language_of(accept: str) -> Language:
    """The language of the interface for an Accept-Language header: Chinese unless another one is asked for first."""
    wishes = []
    for at, part in enumerate(accept.split(",")[:20]):
        name, _, quality = part.strip().partition(";")
        digits = quality.strip().removeprefix("q=").strip()
        try:
            weight = float(digits) if digits else 1.0
        except ValueError:
            weight = 1.0
        if name.strip():
            wishes.append((-weight, at, name.strip().lower()))
    for weight, _, name in sorted(wishes):
        if weight < 0 and name.startswith("zh"):
            return "zh"
        if weight < 0 and name != "*":
            return "en"
    return "zh"
