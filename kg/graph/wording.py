"""What the nodes of a graph are called, and where the pages speak of them: for findings that a person reads.

Everything is asked of the store in batches, so that ten thousand nodes cost a handful of queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.graph.shapes import Queried, default_vocabulary

# So many nodes a query: a VALUES of this size is read in a moment, and no server refuses the text.
_BATCH = 250
# A node that a thousand sentences speak of is told by the first few.
_SAYINGS = 3

_LABELS = " UNION ".join(
    f"{{ VALUES ?node {{ %s }} ?node <{p}> ?label }}"
    for p in (
        terms.SKOS_PREF_LABEL, terms.FOAF_NAME, terms.SCHEMA_HEADLINE, terms.SCHEMA_NAME, terms.OA_EXACT,
        terms.RDFS + "label",
    )
)
# Nodes that stand for a relation have no name; they are called by what they relate: {first}{word}{second}.
_RELATIONS = (
    f"""{{ VALUES ?node {{ %s }} ?node <{terms.ORG_MEMBER}> ?a ; <{terms.ORG_HAS_ORGANIZATION}> ?b .
        OPTIONAL {{ ?node <{terms.ORG_ROLE}> ?c }} BIND("tenure" AS ?form) }}""",
    f"""{{ VALUES ?node {{ %s }} ?node <{terms.CV_HAS_PARTICIPANT}> ?a . ?b <{terms.CV_HAS_PARTICIPATION}> ?node .
        OPTIONAL {{ ?node <{terms.CV_ROLE}> ?c }} BIND("part" AS ?form) }}""",
    f"""{{ VALUES ?node {{ %s }} ?node <{terms.ORG_HAS_ORGANIZATION}> ?a ; <{terms.PROV_HAD_PLAN}> ?b ; a ?c .
        BIND("part" AS ?form) }}""",
    f"""{{ VALUES ?node {{ %s }} ?node <{terms.RDF_SUBJECT}> ?a ; <{terms.RDF_PREDICATE}> ?c ; <{terms.RDF_OBJECT}> ?b .
        BIND("part" AS ?form) }}""",
)
# The ways from a node to the words that speak of it.
_EVIDENCE = tuple(
    f"{{ VALUES ?node {{ %s }} {pattern} }}"
    for pattern in (
        f"BIND(?node AS ?e) ?e <{terms.OA_EXACT}> ?any .",
        f"?node <{terms.LG_HAS_EVIDENCE}> ?e .",
        f"?node <{terms.CV_HAS_PARTICIPATION}> ?part . ?part <{terms.LG_HAS_EVIDENCE}> ?e .",
        f"?part <{terms.CV_HAS_PARTICIPANT}> ?node ; <{terms.LG_HAS_EVIDENCE}> ?e .",
        f"?part <{terms.ORG_MEMBER}> ?node ; <{terms.LG_HAS_EVIDENCE}> ?e .",
        f"?part <{terms.ORG_HAS_ORGANIZATION}> ?node ; <{terms.LG_HAS_EVIDENCE}> ?e .",
        f"?part <{terms.LG_POST}> ?node ; <{terms.LG_HAS_EVIDENCE}> ?e .",
        f"?part <{terms.PROV_HAD_PLAN}> ?node ; <{terms.LG_HAS_EVIDENCE}> ?e .",
        f"?part <{terms.RDF_SUBJECT}> ?node ; <{terms.LG_HAS_EVIDENCE}> ?e .",
        # A body that is only known as the one above another.
        f"?part <{terms.RDF_OBJECT}> ?node ; <{terms.LG_HAS_EVIDENCE}> ?e .",
        f"""?below <{terms.ORG_SUB_ORGANIZATION_OF}>|<{terms.ORG_UNIT_OF}> ?node .
            ?part <{terms.ORG_HAS_ORGANIZATION}>|<{terms.CV_HAS_PARTICIPANT}> ?below .
            ?part <{terms.LG_HAS_EVIDENCE}> ?e .""",
    )
)
_SAYING = f"""SELECT DISTINCT ?node ?e ?quote ?start ?end ?headline ?page WHERE {{ {{ %s }}
    OPTIONAL {{ ?e <{terms.OA_EXACT}> ?quote }}
    OPTIONAL {{ ?e <{terms.OA_START}> ?start }}
    OPTIONAL {{ ?e <{terms.OA_END}> ?end }}
    OPTIONAL {{ ?e <{terms.PROV_WAS_QUOTED_FROM}> ?article .
        OPTIONAL {{ ?article <{terms.SCHEMA_HEADLINE}> ?headline }}
        OPTIONAL {{ ?article <{terms.SCHEMA_IS_PART_OF}> ?on . ?on a <{terms.LG_PAGE}> ; <{terms.SCHEMA_NAME}> ?page }}
    }} }}"""


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """Where a page says so: the file's name, the article's headline, the range (-1 if unknown) and the quote."""

    page: str
    start: int
    end: int
    article: str
    quote: str


class Wording:
    """Names and sayings of nodes, asked once for all the nodes that will be needed."""

    def __init__(self, source: Queried, nodes: Iterable[str]) -> None:
        self._source = source
        wanted = sorted(set(nodes))
        self._relations = dict(self._ask_relations(wanted))
        related = {part for _, *parts in self._relations.values() for part in parts if part}
        self._labels = {**_vocabulary_labels(), **self._ask_labels(sorted({*wanted, *related}))}

    def name(self, node: str) -> str:
        """What a node is called: its label, what it relates, or the end of its IRI."""
        relation = self._relations.get(node)
        if relation:
            form, first, word, second = relation
            if form == "tenure":
                return f"{self._label(first)}（{self._label(second)}{self._label(word) if word else ''}）"
            return f"{self._label(first)} {self._label(word) if word else '—'} {self._label(second)}"
        return self._label(node)

    def sayings(self, nodes: Iterable[str]) -> dict[str, tuple[Saying, ...]]:
        """For each node the first few places that speak of it, in the order of pages and offsets."""
        found: dict[str, set[Saying]] = {}
        for batch in _batches(sorted(set(nodes))):
            for node, _, quote, start, end, headline, page in self._source.query(_SAYING % _union(_EVIDENCE, batch)):
                place = Saying(_text(page), _number(start), _number(end), _text(headline), _text(quote))
                found.setdefault(node.value, set()).add(place)
        return {node: tuple(sorted(places)[:_SAYINGS]) for node, places in found.items()}

    def _label(self, term: str) -> str:
        return self._labels.get(term) or (_tail(term) if ":" in term else term)

    def _ask_labels(self, nodes: list[str]) -> dict[str, str]:
        labels: dict[str, str] = {}
        for batch in _batches(nodes):
            query = f"SELECT ?node ?label WHERE {{ {_union((_LABELS,), batch)} }}"
            # The Chinese label first, and of several the first in order.
            asked = self._source.query(query)
            rows = ((getattr(label, "language", "") != "zh", _text(label), node) for node, label in asked)
            for _, label, node in sorted(rows, key=lambda row: row[:2]):
                labels.setdefault(node.value, label)
        return labels

    def _ask_relations(self, nodes: list[str]) -> Iterator[tuple[str, tuple[str, str, str, str]]]:
        for batch in _batches(nodes):
            query = f"SELECT ?node ?form ?a ?c ?b WHERE {{ {_union(_RELATIONS, batch)} }}"
            # Of several readings of a broken node the last in order counts, the same in every run.
            for node, form, first, word, second in sorted(self._source.query(query), key=str):
                yield node.value, (form.value, _text(first), _text(word), _text(second))


@lru_cache(maxsize=1)
def _vocabulary_labels() -> dict[str, str]:
    """The Chinese labels of the ontology's terms and the schemes' concepts."""
    query = f"""SELECT ?node ?label WHERE {{ ?node <{terms.RDFS}label>|<{terms.SKOS_PREF_LABEL}> ?label
        FILTER(LANG(?label) = "zh") }}"""
    return {node.value: label.value for node, label in default_vocabulary().query(query)}  # type: ignore[union-attr]


def _batches(nodes: list[str]) -> Iterator[list[str]]:
    rest = iter(node for node in nodes if ":" in node)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _union(patterns: tuple[str, ...], nodes: list[str]) -> str:
    values = " ".join(f"<{node}>" for node in nodes)
    return " UNION ".join(patterns).replace("%s", values)


def _text(term: object) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else ""


def _number(term: object) -> int:
    value = _text(term)
    return int(value) if value.lstrip("-").isdigit() else -1


def _tail(iri: str) -> str:
    return unquote(iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1])
