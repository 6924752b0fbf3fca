"""Short ways to write pages for tests of identity, tenure and change."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable
from dataclasses import replace

from kg.fuse import Record, Seen, sightings
from kg.model import Article, Body, Evidence, Mended, Page, Person, Place, Statement

XUHUI = Place("上海市徐汇区", "310104")

_KINDS = (
    ("政府", "government"),
    ("人大常委会", "congress"),
    ("政协", "cppcc"),
    ("组织部", "party"),
    ("总支", "community"),
    ("委员会", "party"),
    ("区委", "party"),
    ("市委", "party"),
    ("街道", "street"),
    ("局", "department"),
    ("大学", "school"),
    ("公司", "company"),
)


def body(name: str, area: str = "310104") -> Body:
    """A body whose kind its name tells."""
    return Body(name, area, next((kind for end, kind in _KINDS if name.endswith(end)), "other"))


def holds(
    name: str,
    role: str,
    of: Body | str,
    *,
    area: str = "310104",
    status: str = "current",
    page: str = "p",
    article: int = 0,
    at: int = 0,
    date: str = "",
) -> Statement:
    """That a person holds an office; ``area`` is both the person's and, for a name, the body's."""
    office = body(of, area) if isinstance(of, str) else of
    quote = f"{office.name}{role}{name}"
    return Statement(
        "holds",
        Person(name, area),
        office,
        Evidence(page, article, at, at + len(quote), quote),
        "test.holds",
        0.9,
        role,
        status,
        date,
    )


def said(rel: str, subj: object, obj: object, *, page: str = "p", article: int = 0, at: int = 0) -> Statement:
    """Any other statement."""
    quote = f"{rel}:{at}"
    return Statement(rel, subj, obj, Evidence(page, article, at, at + len(quote), quote), "test.rule", 0.8)  # type: ignore[arg-type]


def page(name: str, published: str) -> Page:
    """A page of which nothing matters but its name and day."""
    return Page(name, "", f"sha-{name}", "utf-8", published)


def placed(name: str, statements: Iterable[Statement]) -> list[Statement]:
    """The statements on the page of that name, every one with a place of its own."""
    return [
        replace(s, evidence=Evidence(name, s.evidence.article, at, at + len(s.evidence.quote), s.evidence.quote))
        for at, s in zip(itertools.count(0, 50), statements)
    ]


def seen(name: str, published: str, statements: Iterable[Statement], home: Place = XUHUI) -> Seen:
    """What a page with these statements contributes to identity."""
    return sightings(page(name, published), (), home, placed(name, statements))


def record(name: str, published: str, statements: Iterable[Statement], home: Place = XUHUI) -> Record:
    """A page with these statements, with as many articles as they need."""
    said = placed(name, statements)
    empty = Mended("", array("l"))
    count = max((s.evidence.article for s in said), default=0) + 1
    articles = tuple(Article(name, i, f"{name} {i}", empty, empty, published=published) for i in range(count))
    return Record(page(name, published), articles, home, tuple(said))
