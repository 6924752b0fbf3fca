"""All that fusing a page again needs, as one line of text: the page without its words, articles, statements.

A store that keeps this line beside a page can write the page anew when a decision joins or parts persons, without the
page file. Offsets stay those of the page; the text itself is not kept, every quote is.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from kg import terms
from kg.fuse.identities import Identities
from kg.fuse.local import LocalEntities
from kg.fuse.page import fuse_page
from kg.model import Article, Body, Event, Evidence, Mended, Page, PageFacts, Person, Place, Policy, Statement, Term

_TERMS: dict[str, type[Term]] = {c.__name__: c for c in (Person, Body, Event, Policy, Place)}
_NOTHING = Mended("", array("l"))


@dataclass(frozen=True, slots=True)
class Record:
    """What a page said, before any decision: what :func:`fuse_page` takes."""

    page: Page
    articles: tuple[Article, ...]
    jurisdiction: Place
    statements: tuple[Statement, ...]

    def fuse(
        self, *, base: str = terms.BASE, decisions: Identities | None = None, local: LocalEntities | None = None
    ) -> PageFacts:
        """The facts of the page under the given decisions; ``local`` are the entities of its statements, if known."""
        return fuse_page(
            self.page, self.articles, self.jurisdiction, self.statements, base=base, decisions=decisions, local=local
        )

    @classmethod
    def of(cls, facts: PageFacts) -> Record:
        """The record of a page that is fused already, whatever decisions it was fused with."""
        said = dict.fromkeys(fact.said for fact in facts.facts)
        return cls(facts.page, facts.articles, facts.jurisdiction, tuple(said))

    def dump(self) -> str:
        """One line of JSON, the same for the same record: every term once, statements by number."""
        numbers = {t: n for n, t in enumerate(dict.fromkeys(t for s in self.statements for t in (s.subj, s.obj)))}
        page = self.page
        data = {
            "page": [page.name, page.sha256, page.encoding, page.published, page.paper, page.number],
            "jurisdiction": [self.jurisdiction.name, self.jurisdiction.code],
            "articles": [
                [a.index, a.headline, list(a.authors), a.published, a.source, a.dateline, a.box] for a in self.articles
            ],
            "terms": [[type(t).__name__, *_fields(t)] for t in numbers],
            "statements": [_row(s, numbers[s.subj], numbers[s.obj]) for s in self.statements],
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, line: str) -> Record:
        """The record behind a line that :meth:`dump` wrote; ValueError or KeyError for any other text."""
        data = json.loads(line)
        name, sha256, encoding, published, paper, number = data["page"]
        known = [_term(*row) for row in data["terms"]]
        articles = tuple(
            Article(name, index, headline, _NOTHING, _NOTHING, (), tuple(authors), day, source, dateline, box)
            for index, headline, authors, day, source, dateline, box in data["articles"]
        )
        statements = tuple(
            Statement(
                rel,
                known[subj],
                known[obj],
                Evidence(name, article, start, end, quote, tuple((a, b) for a, b in pieces)),
                rule,
                confidence,
                role,
                status,
                day,
            )
            for rel, subj, obj, rule, confidence, role, status, day, article, start, end, quote, pieces in data[
                "statements"
            ]
        )
        page = Page(name, "", sha256, encoding, published, paper, number)
        return cls(page, articles, Place(*data["jurisdiction"]), statements)


def _row(s: Statement, subj: int, obj: int) -> list[Any]:
    at = s.evidence
    said = [s.rel, subj, obj, s.rule, s.confidence, s.role, s.status, s.date]
    return [*said, at.article, at.start, at.end, at.quote, at.pieces]


def _fields(term: Term) -> list[Any]:
    return [getattr(term, field.name) for field in fields(term)]


def _term(kind: str, *values: Any) -> Term:
    make: Callable[..., Term] = _TERMS[kind]
    return make(*(tuple(v) if isinstance(v, list) else v for v in values))
