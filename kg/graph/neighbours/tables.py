"""The graph as plain tables (:mod:`kg.graph.neighbours.rows`): what every neighbour's format is written from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from kg import terms
from kg.graph.neighbours.rows import (
    ActRow,
    AreaRow,
    ArticleRow,
    BodyRow,
    EventRow,
    EvidenceRow,
    ParticipationRow,
    PersonRow,
    PolicyRow,
    PostRow,
    Tables,
    TenureRow,
)
from kg.graph.shapes import Queried, default_vocabulary

_RELATIONS = (
    terms.ORG_MEMBERSHIP, terms.CV_PARTICIPATION, terms.LG_ISSUANCE, terms.LG_IMPLEMENTATION, terms.RDF_STATEMENT,
)


class _Node:
    """The properties of one subject: texts by predicate, sorted."""

    def __init__(self, iri: str, values: Mapping[str, tuple[str, ...]]) -> None:
        self.iri = iri
        self._values = values

    def all(self, predicate: str) -> tuple[str, ...]:
        return self._values.get(predicate, ())

    def one(self, *predicates: str) -> str:
        """The first value of the first predicate that has any."""
        return next((self._values[p][0] for p in predicates if p in self._values), "")

    def notation(self, predicate: str) -> str:
        """The last segment of a concept's IRI."""
        return self.one(predicate).rsplit("/", 1)[-1]


def read_tables(store: Queried) -> Tables:
    """The default graph of ``store`` as tables."""
    events = {n.iri: _event(n) for n in _nodes(store, terms.SCHEMA_EVENT)}
    place_names = {n.iri: n.one(terms.SKOS_PREF_LABEL) for n in _nodes(store, terms.SCHEMA_PLACE)}
    part_of = {
        part: event.iri
        for event in _nodes(store, terms.SCHEMA_EVENT) for part in event.all(terms.CV_HAS_PARTICIPATION)
    }
    papers = {n.iri: n.one(terms.SCHEMA_NAME) for n in _nodes(store, terms.SCHEMA_NEWSPAPER)}
    issues = _nodes(store, terms.SCHEMA_PUBLICATION_ISSUE)
    papers |= {n.iri: papers.get(n.one(terms.SCHEMA_IS_PART_OF), "") for n in issues}
    pages = {n.iri: n for n in _nodes(store, terms.LG_PAGE)}
    articles = {n.iri: _article(n, pages, papers) for n in _nodes(store, terms.SCHEMA_NEWS_ARTICLE)}
    relations = {kind: _nodes(store, kind) for kind in _RELATIONS}
    fact_of = {e: n.iri for nodes in relations.values() for n in nodes for e in n.all(terms.LG_HAS_EVIDENCE)}
    role_names = {n.iri: n.one(terms.SKOS_PREF_LABEL) for n in _nodes(store, terms.SKOS_CONCEPT)}
    return Tables(
        persons={n.iri: _person(n) for n in _nodes(store, terms.FOAF_PERSON)},
        bodies={n.iri: _body(n) for n in _nodes(store, terms.ORG_ORGANIZATION)},
        posts={n.iri: _post(n, role_names) for n in _nodes(store, terms.ORG_POST)},
        tenures={n.iri: _tenure(n, role_names) for n in relations[terms.ORG_MEMBERSHIP]},
        events={iri: _placed(row, place_names) for iri, row in events.items()},
        participations={n.iri: _participation(n, part_of) for n in relations[terms.CV_PARTICIPATION]},
        policies=dict(sorted(_policies(store))),
        acts=dict(sorted(
            (n.iri, _act(n, rel))
            for rel, kind in (("issues", terms.LG_ISSUANCE), ("implements", terms.LG_IMPLEMENTATION))
            for n in relations[kind]
        )),
        evidence={n.iri: _evidence(n, fact_of, articles) for n in _nodes(store, terms.LG_EVIDENCE)},
        articles=articles,
        areas={n.iri: _area(n) for n in _nodes(store, terms.SCHEMA_ADMINISTRATIVE_AREA)},
        labels=_labels(),
    )


def _nodes(store: Queried, kind: str) -> list[_Node]:
    found: dict[str, dict[str, set[str]]] = {}
    for subject, predicate, obj in store.query(f"SELECT ?s ?p ?o WHERE {{ ?s a <{kind}> ; ?p ?o }}"):
        if isinstance(subject, NamedNode):
            found.setdefault(subject.value, {}).setdefault(predicate.value, set()).add(str(obj.value))
    return [_Node(iri, {p: tuple(sorted(values)) for p, values in found[iri].items()}) for iri in sorted(found)]


def _named(n: _Node) -> tuple[str, tuple[str, ...]]:
    return n.one(terms.SKOS_PREF_LABEL), n.all(terms.SKOS_ALT_LABEL)


def _person(n: _Node) -> PersonRow:
    names = n.all(terms.FOAF_NAME)
    others = (*names[1:], *n.all(terms.SKOS_ALT_LABEL))
    return PersonRow(n.iri, names[0] if names else "", others, n.one(terms.DCT_SPATIAL))


def _body(n: _Node) -> BodyRow:
    name, others = _named(n)
    parent = n.one(terms.ORG_SUB_ORGANIZATION_OF, terms.ORG_UNIT_OF)
    kind = n.notation(terms.ORG_CLASSIFICATION) or "other"
    return BodyRow(n.iri, name, others, kind, n.one(terms.DCT_SPATIAL), parent)


def _role(n: _Node, role_names: Mapping[str, str]) -> str:
    return role_names.get(n.one(terms.ORG_ROLE)) or n.notation(terms.ORG_ROLE)


def _post(n: _Node, role_names: Mapping[str, str]) -> PostRow:
    return PostRow(n.iri, n.one(terms.SKOS_PREF_LABEL), n.one(terms.ORG_POST_IN), _role(n, role_names))


def _tenure(n: _Node, role_names: Mapping[str, str]) -> TenureRow:
    return TenureRow(
        id=n.iri, person=n.one(terms.ORG_MEMBER), body=n.one(terms.ORG_HAS_ORGANIZATION), post=n.one(terms.LG_POST),
        role=_role(n, role_names), statuses=tuple(s.rsplit("/", 1)[-1] for s in n.all(terms.LG_STATUS)),
        attested=n.all(terms.LG_ATTESTED_ON),
        start_not_before=n.one(terms.LG_START_NOT_BEFORE), start_not_after=n.one(terms.LG_START_NOT_AFTER),
        end_not_before=n.one(terms.LG_END_NOT_BEFORE), end_not_after=n.one(terms.LG_END_NOT_AFTER),
        evidence=n.all(terms.LG_HAS_EVIDENCE),
    )


def _event(n: _Node) -> EventRow:
    name, others = _named(n)
    date = n.one(terms.SCHEMA_START_DATE, terms.LG_DATE_TEXT)
    return EventRow(
        id=n.iri, name=name, other_names=others, kind=n.notation(terms.DCT_TYPE), date=date,
        end=n.one(terms.SCHEMA_END_DATE), place=n.one(terms.SCHEMA_LOCATION), area=n.one(terms.DCT_SPATIAL),
    )


def _placed(row: EventRow, place_names: Mapping[str, str]) -> EventRow:
    place = place_names.get(row.place, row.place)
    return EventRow(row.id, row.name, row.other_names, row.kind, row.date, row.end, place, row.area)


def _participation(n: _Node, part_of: Mapping[str, str]) -> ParticipationRow:
    return ParticipationRow(
        id=n.iri, event=part_of.get(n.iri, ""), participant=n.one(terms.CV_HAS_PARTICIPANT),
        role=n.notation(terms.CV_ROLE), evidence=n.all(terms.LG_HAS_EVIDENCE),
    )


def _policies(store: Queried) -> Iterable[tuple[str, PolicyRow]]:
    for n in _nodes(store, terms.PROV_PLAN):
        name, others = _named(n)
        kind = "campaign" if terms.LG_CAMPAIGN in n.all(terms.RDF_TYPE) else "policy"
        yield n.iri, PolicyRow(n.iri, name, others, kind, n.one(terms.LG_DOCUMENT_NUMBER), n.one(terms.DCT_SPATIAL))


def _act(n: _Node, rel: str) -> ActRow:
    body, policy = n.one(terms.ORG_HAS_ORGANIZATION), n.one(terms.PROV_HAD_PLAN)
    return ActRow(n.iri, body, policy, rel, n.all(terms.LG_HAS_EVIDENCE))


def _evidence(n: _Node, fact_of: Mapping[str, str], articles: Mapping[str, ArticleRow]) -> EvidenceRow:
    article = n.one(terms.PROV_WAS_QUOTED_FROM)
    page = articles[article].page if article in articles else ""
    return EvidenceRow(
        id=n.iri, fact=fact_of.get(n.iri, ""), quote=n.one(terms.OA_EXACT), start=n.one(terms.OA_START),
        end=n.one(terms.OA_END), page=page, article=article, status=n.notation(terms.LG_STATUS),
        attested=n.one(terms.LG_ATTESTED_ON), changed=n.one(terms.LG_CHANGED_ON), rule=n.one(terms.LG_RULE),
        confidence=n.one(terms.LG_CONFIDENCE),
    )


def _article(n: _Node, pages: Mapping[str, _Node], papers: Mapping[str, str]) -> ArticleRow:
    wholes = n.all(terms.SCHEMA_IS_PART_OF)
    page = next((pages[iri] for iri in wholes if iri in pages), None)
    over = (*wholes, *(page.all(terms.SCHEMA_IS_PART_OF) if page else ()))
    return ArticleRow(
        id=n.iri, headline=n.one(terms.SCHEMA_HEADLINE), page=page.one(terms.SCHEMA_NAME) if page else "",
        published=n.one(terms.SCHEMA_DATE_PUBLISHED, terms.LG_DATE_TEXT),
        paper=next((papers[iri] for iri in over if papers.get(iri)), ""),
        # Persons among the authors are IRIs; their names stand beside them as printed.
        authors=tuple(a for a in n.all(terms.SCHEMA_AUTHOR) if "://" not in a),
    )


def _area(n: _Node) -> AreaRow:
    return AreaRow(n.iri, n.one(terms.SKOS_NOTATION), n.one(terms.SKOS_PREF_LABEL))


def _labels() -> dict[tuple[str, str], str]:
    query = f"""SELECT ?c ?label WHERE {{ ?c <{terms.SKOS_IN_SCHEME}> ?scheme ; <{terms.SKOS_PREF_LABEL}> ?label
        FILTER(LANG(?label) = "zh") }}"""
    labels: dict[tuple[str, str], str] = {}
    vocabulary: Queried = default_vocabulary()
    for concept, label in vocabulary.query(query):
        scheme, notation = concept.value.removeprefix(terms.SCHEME).split("/", 1)
        labels[scheme, notation] = label.value
    return labels
