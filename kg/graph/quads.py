"""The facts of one page as triples: a graph for the page itself and one for each of its articles.

An article's graph holds every triple that the article gives rise to, so that a changed page can be taken back; the
store puts each triple once into the default graph, where queries look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Quad, RdfFormat, parse

from kg import terms
from kg.fuse.dating import attested_on
from kg.fuse.identifiers import place_iri
from kg.graph import rdf
from kg.graph.capacity import capacities
from kg.graph.entities import describe, place
from kg.graph.ntriples import Term, Triple, between, day, integer, iri, is_a, text
from kg.graph.relations import fact_triples
from kg.model import Article, Body, Entity, Fact, PageFacts

# What stands behind a subject: predicates that an object follows, or predicate and object.
_IS_PAGE = is_a(terms.LG_PAGE)
_IS_ENTITY = is_a(terms.PROV_ENTITY)
_IS_NEWSPAPER = is_a(terms.SCHEMA_NEWSPAPER)
_IS_ISSUE = is_a(terms.SCHEMA_PUBLICATION_ISSUE)
_IS_ARTICLE = is_a(terms.SCHEMA_NEWS_ARTICLE)
_NAME = between(terms.SCHEMA_NAME)
_SHA256 = between(terms.LG_SHA256)
_ENCODING = between(terms.LG_ENCODING)
_SPATIAL = between(terms.DCT_SPATIAL)
_IS_PART_OF = between(terms.SCHEMA_IS_PART_OF)
_ISSUE_NUMBER = between(terms.SCHEMA_ISSUE_NUMBER)
_POSITION = between(terms.LG_POSITION)
_HEADLINE = between(terms.SCHEMA_HEADLINE)
_AUTHOR = between(terms.SCHEMA_AUTHOR)
_SOURCE = between(terms.DCT_SOURCE)
_DATELINE = between(terms.SCHEMA_DATELINE)
_DATE_PUBLISHED = between(terms.SCHEMA_DATE_PUBLISHED)
_DATE_TEXT = between(terms.LG_DATE_TEXT)


def page_iri(name: str, *, base: str = terms.BASE) -> str:
    """The IRI of a page, which is also the name of the graph of what is said of the page itself."""
    return terms.mint(base, "page", name)


def article_iri(page: str, index: int, *, base: str = terms.BASE) -> str:
    """The IRI of the article ``index`` of a page, which is also the name of its graph."""
    return terms.mint(base, "article", page, str(index))


def page_quads(facts: PageFacts, *, base: str = terms.BASE) -> tuple[Quad, ...]:
    """All quads of one page, each once: the page's own graph, then its articles in their order.

    ValueError as in :func:`page_graphs`.
    """
    lines = (f"{triple} {graph} .\n" for graph, triples in page_graphs(facts, base=base) for triple in triples)
    return tuple(parse("".join(lines), RdfFormat.N_QUADS))


def page_graphs(facts: PageFacts, *, base: str = terms.BASE) -> Iterator[tuple[Term, dict[Triple, None]]]:
    """The graphs of one page by name, each triple of a graph once: the page's own, then its articles' in their order.

    ValueError if a fact's evidence lies on another page or in an article that the page does not have, and for a
    ``base`` that IRIs cannot begin with.
    """
    page = facts.page
    body_of = _bodies(facts)
    yield iri(page_iri(page.name, base=base)), dict.fromkeys(_page(facts, base))
    days = attested_on(facts)
    by_article: dict[int, list[Fact]] = {article.index: [] for article in facts.articles}
    for fact in facts.facts:
        said = fact.said.evidence
        if said.page != page.name or said.article not in by_article:
            raise ValueError(f"evidence in article {said.article} of {said.page} does not belong to {page.name}")
        by_article[said.article].append(fact)
    for article in facts.articles:
        this = iri(article_iri(page.name, article.index, base=base))
        published = article.published or page.published
        here = by_article[article.index]
        on = days.get(article.index, published)
        triples = dict.fromkeys(_article(this, facts, article, published, base))
        described: set[Entity] = set()
        for fact in here:
            for entity in (fact.subj, fact.obj):
                if entity not in described:
                    described.add(entity)
                    triples.update(dict.fromkeys(describe(entity, base=base, body_of=body_of)))
            triples.update(dict.fromkeys(fact_triples(fact, this, on, base)))
        triples.update(dict.fromkeys(capacities(here, base=base)))
        yield this, triples


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


def _page(facts: PageFacts, base: str) -> Iterator[Triple]:
    page = facts.page
    this = iri(page_iri(page.name, base=base))
    yield f"{this}{_IS_PAGE}"
    yield f"{this}{_IS_ENTITY}"
    yield f"{this}{_NAME}{text(page.name)}"
    yield f"{this}{_SHA256}{text(page.sha256)}"
    yield f"{this}{_ENCODING}{text(page.encoding)}"
    yield from _published(this, page.published)
    area = facts.jurisdiction
    if area.name or area.code:
        at = iri(place_iri(area, base=base))
        yield f"{this}{_SPATIAL}{at}"
        yield from place(at, area, base=base)
    if page.paper:
        paper = iri(terms.mint(base, "paper", page.paper))
        yield f"{paper}{_IS_NEWSPAPER}"
        yield f"{paper}{_NAME}{text(page.paper)}"
        issue = _issue(facts, base)
        yield f"{this}{_IS_PART_OF}{issue or paper}"
        if issue:
            yield f"{issue}{_IS_ISSUE}"
            yield f"{issue}{_IS_PART_OF}{paper}"
            yield from _published(issue, page.published)
            if page.number:
                yield f"{issue}{_ISSUE_NUMBER}{text(page.number)}"


def _issue(facts: PageFacts, base: str) -> Term | None:
    page = facts.page
    if not (page.paper and rdf.is_day(page.published)):
        return None
    return iri(terms.mint(base, "issue", page.paper, page.published))


def _article(this: Term, facts: PageFacts, article: Article, published: str, base: str) -> Iterator[Triple]:
    yield f"{this}{_IS_ARTICLE}"
    yield f"{this}{_IS_PART_OF}{iri(page_iri(facts.page.name, base=base))}"
    yield f"{this}{_POSITION}{integer(article.index)}"
    if issue := _issue(facts, base):
        yield f"{this}{_IS_PART_OF}{issue}"
    if article.headline:
        yield f"{this}{_HEADLINE}{text(article.headline)}"
    for author in article.authors:
        yield f"{this}{_AUTHOR}{text(author)}"
    if article.source:
        yield f"{this}{_SOURCE}{text(article.source)}"
    if article.dateline:
        yield f"{this}{_DATELINE}{text(article.dateline)}"
    yield from _published(this, published)


def _published(subject: Term, date: str) -> Iterator[Triple]:
    if rdf.is_day(date):
        yield f"{subject}{_DATE_PUBLISHED}{day(date)}"
    elif date:
        yield f"{subject}{_DATE_TEXT}{text(date)}"
