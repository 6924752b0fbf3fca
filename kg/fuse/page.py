"""One page's statements to facts.

What several pages say of one name is a matter of judgements (``kg.fuse.resolve``); they come in as ``decisions``, and
nothing here looks at another page. So a page can be fused by itself, in any order, at any time.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg import terms
from kg.fuse.identifiers import renamed
from kg.fuse.identities import Identities
from kg.fuse.local import LocalEntities
from kg.model import Article, Entity, Fact, Page, PageFacts, Place, Statement, Term


def fuse_page(
    page: Page,
    articles: Iterable[Article],
    jurisdiction: Place,
    statements: Iterable[Statement],
    *,
    base: str = terms.BASE,
    decisions: Identities | None = None,
    local: LocalEntities | None = None,
) -> PageFacts:
    """The facts of one page: every statement with the entities its subject and object are.

    A person is a name and an area: two mentions of one name are one person unless their areas exclude each other.
    A body is an area and a short name. The statements themselves stay as they are, in ``Fact.said``. ``decisions`` says
    which IRI to write for a local one; ``local`` are the entities of just these statements, where they are known.
    """
    said = tuple(statements)
    entities_of = (local or LocalEntities(said, jurisdiction, base=base)).of

    def written(term: Term, at: Statement) -> tuple[Entity, ...]:
        entities = entities_of(term, at)
        return tuple(_decided(e, at, decisions, base) for e in entities) if decisions else entities

    facts = (Fact(subj, obj, s) for s in said for subj in written(s.subj, s) for obj in written(s.obj, s))
    return PageFacts(page, tuple(articles), tuple(dict.fromkeys(facts)), jurisdiction)


def _decided(entity: Entity, at: Statement, decisions: Identities, base: str) -> Entity:
    iri = decisions.of(at.evidence.page, at.evidence.article, entity.iri)
    return entity if iri == entity.iri else Entity(iri, renamed(entity.term, iri, base=base))
