"""The facts of one page as quads: a graph for the page itself and one for each of its articles.

An article's graph holds every triple that the article gives rise to, so that a changed page can be taken back; the
store puts each triple once into the default graph, where queries look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode, Quad

from kg import terms
from kg.fuse.dating import attested_on
from kg.fuse.identifiers import (
    evidence_iri,
    node_iri,
    participation_iri,
    place_iri,
    post_iri,
    role_iri,
    tenure_iri,
)
from kg.graph import rdf
from kg.graph.areas import Spo
from kg.graph.capacity import capacities
from kg.graph.entities import describe, event_date, parent_property, place
from kg.graph.rdf import node
from kg.model import PARTICIPATION, Article, Body, Entity, Event, Fact, PageFacts, Place

_A = node(terms.RDF_TYPE)
_NODES = {
    "issues": ("issuance", terms.LG_ISSUANCE),
    "implements": ("implementation", terms.LG_IMPLEMENTATION),
}


def page_iri(name: str, *, base: str = terms.BASE) -> str:
    """The IRI of a page, which is also the name of the graph of what is said of the page itself."""
    return terms.mint(base, "page", name)


def article_iri(page: str, index: int, *, base: str = terms.BASE) -> str:
    """The IRI of the article ``index`` of a page, which is also the name of its graph."""
    return terms.mint(base, "article", page, str(index))


def page_quads(facts: PageFacts, *, base: str = terms.BASE) -> tuple[Quad, ...]:
    """All quads of one page, each once: the page's own graph, then its articles in their order.

    ValueError if a fact's evidence lies on another page or in an article that the page does not have.
    """
    page = facts.page
    body_of = _bodies(facts)
    graph = node(page_iri(page.name, base=base))
    quads = {Quad(*triple, graph): None for triple in _page(facts, base)}
    days = attested_on(facts)
    by_article: dict[int, list[Fact]] = {article.index: [] for article in facts.articles}
    for fact in facts.facts:
        said = fact.said.evidence
        if said.page != page.name or said.article not in by_article:
            raise ValueError(f"evidence in article {said.article} of {said.page} does not belong to {page.name}")
        by_article[said.article].append(fact)
    for article in facts.articles:
        graph = node(article_iri(page.name, article.index, base=base))
        published = article.published or page.published
        for triple in _article(facts, article, published, base):
            quads[Quad(*triple, graph)] = None
        described: set[Entity] = set()
        for fact in by_article[article.index]:
            for entity in (fact.subj, fact.obj):
                if entity not in described:
                    described.add(entity)
                    for triple in describe(entity, base=base, body_of=body_of):
                        quads[Quad(*triple, graph)] = None
            for triple in _fact(fact, graph, days.get(article.index, published), base):
                quads[Quad(*triple, graph)] = None
        for triple in capacities(by_article[article.index], base=base):
            quads[Quad(*triple, graph)] = None
    return tuple(quads)


def _bodies(facts: PageFacts) -> Callable[[str, str], str | None]:
    """Finds the IRI of a body of this page by its name, the one of the given area first."""
    named: dict[str, str] = {}
    exact: dict[tuple[str, str], str] = {}
    for fact in facts.facts:
        for entity in (fact.subj, fact.obj):
            if isinstance(entity.term, Body):
                named.setdefault(entity.term.name, entity.iri)
                exact.setdefault((entity.term.name, entity.term.area), entity.iri)
    return lambda name, area: exact.get((name, area)) or named.get(name)


def _page(facts: PageFacts, base: str) -> Iterator[Spo]:
    page = facts.page
    this = node(page_iri(page.name, base=base))
    yield this, _A, node(terms.LG_PAGE)
    yield this, _A, node(terms.PROV_ENTITY)
    yield this, node(terms.SCHEMA_NAME), rdf.text(page.name)
    yield this, node(terms.LG_SHA256), rdf.text(page.sha256)
    yield this, node(terms.LG_ENCODING), rdf.text(page.encoding)
    yield from _published(this, page.published)
    area = facts.jurisdiction
    if area.name or area.code:
        at = node(place_iri(area, base=base))
        yield this, node(terms.DCT_SPATIAL), at
        yield from place(at, area, base=base)
    if page.paper:
        paper = node(terms.mint(base, "paper", page.paper))
        yield paper, _A, node(terms.SCHEMA_NEWSPAPER)
        yield paper, node(terms.SCHEMA_NAME), rdf.text(page.paper)
        issue = _issue(facts, base)
        yield this, node(terms.SCHEMA_IS_PART_OF), issue or paper
        if issue:
            yield issue, _A, node(terms.SCHEMA_PUBLICATION_ISSUE)
            yield issue, node(terms.SCHEMA_IS_PART_OF), paper
            yield from _published(issue, page.published)
            if page.number:
                yield issue, node(terms.SCHEMA_ISSUE_NUMBER), rdf.text(page.number)


def _issue(facts: PageFacts, base: str) -> NamedNode | None:
    page = facts.page
    if not (page.paper and rdf.is_day(page.published)):
        return None
    return node(terms.mint(base, "issue", page.paper, page.published))


def _article(facts: PageFacts, article: Article, published: str, base: str) -> Iterator[Spo]:
    this = node(article_iri(facts.page.name, article.index, base=base))
    yield this, _A, node(terms.SCHEMA_NEWS_ARTICLE)
    yield this, node(terms.SCHEMA_IS_PART_OF), node(page_iri(facts.page.name, base=base))
    yield this, node(terms.LG_POSITION), rdf.integer(article.index)
    if issue := _issue(facts, base):
        yield this, node(terms.SCHEMA_IS_PART_OF), issue
    if article.headline:
        yield this, node(terms.SCHEMA_HEADLINE), rdf.text(article.headline)
    for author in article.authors:
        yield this, node(terms.SCHEMA_AUTHOR), rdf.text(author)
    if article.source:
        yield this, node(terms.DCT_SOURCE), rdf.text(article.source)
    if article.dateline:
        yield this, node(terms.SCHEMA_DATELINE), rdf.text(article.dateline)
    yield from _published(this, published)


def _published(subject: NamedNode, date: str) -> Iterator[Spo]:
    if rdf.is_day(date):
        yield subject, node(terms.SCHEMA_DATE_PUBLISHED), rdf.day(date)
    elif date:
        yield subject, node(terms.LG_DATE_TEXT), rdf.text(date)


def _fact(fact: Fact, article: NamedNode, on: str, base: str) -> Iterator[Spo]:
    rel = fact.said.rel
    if rel == "holds":
        this = node(tenure_iri(fact.subj.iri, fact.obj.iri, fact.said.role, base=base))
        yield from _tenure(this, fact, on, base)
    elif rel in PARTICIPATION:
        this = node(participation_iri(fact.obj.iri, fact.subj.iri, rel, base=base))
        yield from _participation(this, fact)
    elif rel in _NODES:
        kind, kind_class = _NODES[rel]
        this = node(node_iri(kind, fact.subj.iri, fact.obj.iri, base=base))
        yield this, _A, node(kind_class)
        yield this, node(terms.ORG_HAS_ORGANIZATION), node(fact.subj.iri)
        yield this, node(terms.PROV_HAD_PLAN), node(fact.obj.iri)
        yield node(fact.subj.iri), node(terms.SHORTCUTS[rel]), node(fact.obj.iri)
    else:
        triples = _bare(fact, article)
        subject, predicate, obj = triples[0]
        this = node(node_iri("claim", subject.value, predicate.value, obj.value, base=base))
        yield from triples
        yield this, _A, node(terms.RDF_STATEMENT)
        yield this, node(terms.RDF_SUBJECT), subject
        yield this, node(terms.RDF_PREDICATE), predicate
        yield this, node(terms.RDF_OBJECT), obj
    yield from _evidence(this, fact, article, on, base)


def _tenure(this: NamedNode, fact: Fact, on: str, base: str) -> Iterator[Spo]:
    said, person, body = fact.said, node(fact.subj.iri), node(fact.obj.iri)
    role = node(role_iri(said.role))
    yield this, _A, node(terms.ORG_MEMBERSHIP)
    yield this, node(terms.ORG_MEMBER), person
    yield this, node(terms.ORG_HAS_ORGANIZATION), body
    yield this, node(terms.ORG_ROLE), role
    yield this, node(terms.LG_STATUS), _status(said.status)
    # A page that says "former" or "removed" does not attest the office on its day, it attests the contrary.
    if said.status in ("current", "appointed") and rdf.is_day(on):
        yield this, node(terms.LG_ATTESTED_ON), rdf.day(on)
    yield role, _A, node(terms.SKOS_CONCEPT)
    yield role, node(terms.SKOS_PREF_LABEL), rdf.name(said.role)
    yield role, node(terms.SKOS_IN_SCHEME), node(terms.OFFICE_SCHEME)
    if isinstance(fact.obj.term, Body):
        post = node(post_iri(fact.obj.term, said.role, base=base))
        yield this, node(terms.LG_POST), post
        yield post, _A, node(terms.ORG_POST)
        yield post, node(terms.ORG_POST_IN), body
        yield post, node(terms.ORG_ROLE), role
        yield post, node(terms.SKOS_PREF_LABEL), rdf.name(fact.obj.term.name + said.role)


def _participation(this: NamedNode, fact: Fact) -> Iterator[Spo]:
    agent, event, rel = node(fact.subj.iri), node(fact.obj.iri), fact.said.rel
    yield this, _A, node(terms.CV_PARTICIPATION)
    yield this, node(terms.CV_HAS_PARTICIPANT), agent
    yield this, node(terms.CV_ROLE), node(terms.mint(terms.PARTICIPATION_SCHEME + "/", rel))
    yield event, node(terms.CV_HAS_PARTICIPATION), this
    yield agent, node(terms.SHORTCUTS[rel]), event


def _bare(fact: Fact, article: NamedNode) -> list[Spo]:
    """The triples of a relation that is no node; the first is the one that the evidence is for."""
    subject, obj, rel = node(fact.subj.iri), node(fact.obj.iri), fact.said.rel
    term, other = fact.subj.term, fact.obj.term
    if rel == "writes":
        return [(article, node(terms.SCHEMA_AUTHOR), subject)]
    if rel == "takes_place_at":
        return [(subject, node(terms.SCHEMA_LOCATION), obj)]
    if rel == "dated":
        date = fact.said.date or (term.date if isinstance(term, Event) else "")
        said_so = rdf.text(fact.said.evidence.quote)
        return list(event_date(subject, date)) or [(subject, node(terms.LG_DATE_TEXT), said_so)]
    if isinstance(term, Body) and isinstance(other, Body):
        return [(subject, node(parent_property(term)), obj)]
    if isinstance(term, Place) and isinstance(other, Place):
        return [(subject, node(terms.SCHEMA_CONTAINED_IN_PLACE), obj)]
    if isinstance(other, Place):
        return [(subject, node(terms.DCT_SPATIAL), obj)]
    if isinstance(term, Event) and isinstance(other, Event):
        return [(subject, node(terms.SCHEMA_SUPER_EVENT), obj)]
    return [(subject, node(terms.DCT_IS_PART_OF), obj)]


def _evidence(this: NamedNode, fact: Fact, article: NamedNode, on: str, base: str) -> Iterator[Spo]:
    said = fact.said
    at = said.evidence
    evidence = node(evidence_iri(this.value, at.page, at.start, at.end, said.status, said.rule, base=base))
    yield this, node(terms.LG_HAS_EVIDENCE), evidence
    yield evidence, _A, node(terms.LG_EVIDENCE)
    yield evidence, node(terms.OA_EXACT), rdf.text(at.quote)
    yield evidence, node(terms.OA_START), rdf.integer(at.start)
    yield evidence, node(terms.OA_END), rdf.integer(at.end)
    if at.pieces:
        yield evidence, node(terms.LG_PIECES), rdf.text(",".join(f"{start}-{end}" for start, end in at.pieces))
    yield evidence, node(terms.PROV_WAS_QUOTED_FROM), article
    yield evidence, node(terms.LG_RULE), rdf.text(said.rule)
    yield evidence, node(terms.LG_CONFIDENCE), rdf.decimal(said.confidence)
    if on:
        # Days are compared; a month or a year is kept as it is told, and only bounds of tenures are made of it.
        yield evidence, node(terms.LG_ATTESTED_ON if rdf.is_day(on) else terms.LG_DATE_TEXT), rdf.date_or_text(on)
    if said.rel == "holds":
        yield evidence, node(terms.LG_STATUS), _status(said.status)
        if said.date:
            yield evidence, node(terms.LG_CHANGED_ON), rdf.date_or_text(said.date)


def _status(status: str) -> NamedNode:
    return node(terms.mint(terms.STATUS_SCHEME + "/", status))
