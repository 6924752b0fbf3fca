"""What the reference tells: terms, schemes and shapes, read from the files of ``ontology/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg import terms
from kg.graph.shapes import SH, default_shapes, default_vocabulary

ONTOLOGY = terms.LG.removesuffix("#")
_MORE_PREFIXES = {
    "opengov": "http://www.w3.org/ns/opengov#", "wd": "http://www.wikidata.org/entity/",
    "vann": "http://purl.org/vocab/vann/",
}
_KINDS = {
    terms.OWL + "Class": "class", terms.OWL + "ObjectProperty": "object property",
    terms.OWL + "DatatypeProperty": "datatype property", terms.OWL + "AnnotationProperty": "annotation property",
    terms.RDF + "Property": "property",
}
_RELATIONS = {
    "subClassOf": terms.RDFS + "subClassOf", "subPropertyOf": terms.RDFS + "subPropertyOf",
    "equivalentProperty": terms.OWL + "equivalentProperty", "inverseOf": terms.OWL + "inverseOf",
    "closeMatch": terms.SKOS + "closeMatch", "relatedMatch": terms.SKOS + "relatedMatch",
}
# What a message of a rule is filled in with, in words.
_BLANK = re.compile(r"\{[?$](\w+)\}")
_BLANKS = {
    "this": "此项", "value": "所指", "body": "机构", "role": "职务", "person": "人物", "other": "另一人",
    "elsewhere": "别的机构", "area": "地区", "away": "别的地区", "kind": "类别", "part": "别的职务",
    "removed": "免职日期", "day": "日期", "published": "报道日期", "shortcut": "关系",
}


class Said(NamedTuple):
    """A text in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of the ontology. ``term`` is its short name (lg:evidence), ``kind`` "class", "object property" …; ``ours``
    tells what is minted from what is reused; ``domain``, ``range`` and ``aligned`` (relation, term) are short names."""

    term: str
    iri: str
    kind: str
    ours: bool
    label: Said
    meaning: Said
    domain: str
    range: str
    aligned: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """The fragment of the reference page: the local name of ours, prefix and name of another's."""
        return self.term.removeprefix("lg:").replace(":", "-")


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept of a scheme with its variants and what the scheme says of it beside (seat, rank …) as short texts."""

    name: str
    iri: str
    label: Said
    variants: tuple[str, ...]
    meaning: Said
    single: str
    ranks: tuple[str, ...]
    acts_for: str


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A concept scheme with its concepts in the order of the file's IRIs, ranks from the highest."""

    name: str
    iri: str
    label: Said
    meaning: Said
    concepts: tuple[ConceptRow, ...]


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """A rule that graphs are checked by."""

    name: str
    severity: str
    title: str
    message: Said
    todo: str


def short(iri: str) -> str:
    """An IRI with its prefix (org:Post), or as it is."""
    for prefix, namespace in {**terms.PREFIXES, **_MORE_PREFIXES}.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace):]}"
    return iri


def terms_table() -> tuple[TermRow, ...]:
    """Every term that the ontology declares: ours first, classes before properties, then by name."""
    store = default_vocabulary()
    subjects = {q.subject for q in store.quads_for_pattern(None, NamedNode(terms.RDFS + "isDefinedBy"), None)}
    rows = [_term(store, subject) for subject in subjects if isinstance(subject, NamedNode)]
    return tuple(sorted(rows, key=lambda row: (not row.ours, row.kind != "class", row.term)))


def ontology_facts() -> dict[str, Said]:
    """Title, description, version and licence of the ontology."""
    store, about = default_vocabulary(), NamedNode(ONTOLOGY)
    wanted = {
        "title": terms.DCT + "title", "description": terms.DCT + "description", "version": terms.OWL + "versionInfo",
        "licence": terms.DCT + "license", "issued": terms.DCT + "issued",
    }
    return {name: _said(store, about, predicate) for name, predicate in wanted.items()}


def schemes() -> tuple[SchemeRow, ...]:
    """The concept schemes, the short ones first."""
    store = default_vocabulary()
    kind = NamedNode(terms.SKOS + "ConceptScheme")
    found = [q.subject for q in store.quads_for_pattern(None, NamedNode(terms.RDF_TYPE), kind)]
    rows = [_scheme(store, scheme) for scheme in found if isinstance(scheme, NamedNode)]
    return tuple(sorted(rows, key=lambda row: (len(row.concepts), row.name)))


def shape_rows() -> tuple[ShapeRow, ...]:
    """The rules that can report, violations first."""
    store = default_shapes()
    named = {q.subject for q in store.quads_for_pattern(None, NamedNode(SH + "severity"), None)}
    rows = []
    for shape in named:
        if not isinstance(shape, NamedNode):
            continue
        constraints = [q.object for q in store.quads_for_pattern(shape, NamedNode(SH + "sparql"), None)]
        told = next((c for c in constraints if isinstance(c, BlankNode)), shape)
        severity = next(store.quads_for_pattern(shape, NamedNode(SH + "severity"), None)).object
        rows.append(ShapeRow(
            name=shape.value.rsplit("#", 1)[-1], severity=str(severity).strip("<>").rsplit("#", 1)[-1].lower(),
            title=_said(store, shape, SH + "name").zh, message=_in_words(_said(store, told, SH + "message")),
            todo=_said(store, shape, SH + "description").zh,
        ))
    return tuple(sorted(rows, key=lambda row: (row.severity != "violation", "-" in row.name, row.name)))


def _term(store: Store, term: NamedNode) -> TermRow:
    types = (quad.object for quad in store.quads_for_pattern(term, NamedNode(terms.RDF_TYPE), None))
    kinds = [_KINDS[t.value] for t in types if isinstance(t, NamedNode) and t.value in _KINDS]
    ours = term.value.startswith(terms.LG)
    meaning = terms.RDFS + "comment" if ours else terms.SKOS + "scopeNote"
    aligned = tuple(
        (relation, short(target)) for relation, iri in _RELATIONS.items() for target in _all(store, term, iri)
    )
    return TermRow(
        term=short(term.value), iri=term.value, kind=kinds[0] if kinds else "", ours=ours,
        label=_said(store, term, terms.RDFS + "label"), meaning=_said(store, term, meaning),
        domain=", ".join(map(short, _all(store, term, terms.RDFS + "domain"))),
        range=", ".join(map(short, _all(store, term, terms.RDFS + "range"))), aligned=aligned,
    )


def _scheme(store: Store, scheme: NamedNode) -> SchemeRow:
    quads = store.quads_for_pattern(None, NamedNode(terms.SKOS_IN_SCHEME), scheme)
    concepts = [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]

    def order(concept: NamedNode) -> tuple[int, str]:
        place = next(iter(_all(store, concept, terms.LG + "rankOrder")), "0")
        return int(place), concept.value

    return SchemeRow(
        name=scheme.value.removeprefix(terms.SCHEME), iri=scheme.value,
        label=_said(store, scheme, terms.DCT + "title"), meaning=_said(store, scheme, terms.DCT + "description"),
        concepts=tuple(_concept(store, concept, scheme) for concept in sorted(concepts, key=order)),
    )


def _concept(store: Store, concept: NamedNode, scheme: NamedNode) -> ConceptRow:
    def names(predicate: str) -> tuple[str, ...]:
        return tuple(iri.rsplit("/", 1)[-1] for iri in _all(store, concept, predicate))

    return ConceptRow(
        name=concept.value.removeprefix(scheme.value + "/"), iri=concept.value,
        label=_said(store, concept, terms.SKOS_PREF_LABEL), variants=tuple(_all(store, concept, terms.SKOS_ALT_LABEL)),
        meaning=_said(store, concept, terms.SKOS + "definition"),
        single=next(iter(_all(store, concept, terms.LG + "singleSeat")), ""), ranks=names(terms.LG + "usualRank"),
        acts_for=next(iter(names(terms.LG + "actsFor")), ""),
    )


def _in_words(message: Said) -> Said:
    """A rule's message with the blanks to be filled in named: 〔机构〕的〔职务〕同一时间有两人."""
    chinese = _BLANK.sub(lambda m: f"〔{_BLANKS.get(m[1], m[1])}〕", message.zh)
    return Said(chinese, _BLANK.sub(lambda m: f"[{m[1]}]", message.en))


def _all(store: Store, subject: NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(subject, NamedNode(predicate), None)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, (NamedNode, Literal)))


def _said(store: Store, subject: NamedNode | BlankNode, predicate: str) -> Said:
    """The text in each language; one without a language, or an IRI, stands for both."""
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(subject, NamedNode(predicate), None):
        if isinstance(quad.object, (Literal, NamedNode)):
            language = (quad.object.language or "") if isinstance(quad.object, Literal) else ""
            found[language] = quad.object.value
    either = found.get("", "")
    return Said(found.get("zh", either), found.get("en", either))
