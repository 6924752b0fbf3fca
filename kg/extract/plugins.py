"""Extractors of others beside kg's own: what one must offer, how it is found, and what is let through.

A package offers an extractor by an entry point of the group ``kg.extractors`` that names a class or function without
parameters. What it returns is checked against the page before it counts: a statement whose quote does not stand where
it says is refused, whoever made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from kg.errors import UsageError
from kg.gazetteer.script import simplified
from kg.model import Article, Event, Page, Person, Place, Statement

GROUP = "kg.extractors"
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]")
_BREAKS = re.compile(r"[\r\n]")


@runtime_checkable
class Extractor(Protocol):
    """Something that reads statements off a page: the same ones for the same page, each with its evidence."""

    name: str
    version: str

    def statements(self, page: Page, articles: Sequence[Article], jurisdiction: Place) -> Iterable[Statement]:
        """The statements of a page whose area is ``jurisdiction`` (empty if unknown)."""
        ...


@dataclass(frozen=True, slots=True)
class Refused:
    """A statement that was not let through, and why."""

    extractor: str
    statement: Statement
    reason: str


def installed() -> dict[str, Extractor]:
    """The extractors that other packages offer, by name, in the order of their names."""
    found: dict[str, Extractor] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        made = entry.load()()
        if not isinstance(made, Extractor):
            raise UsageError(f"the extractor {entry.name!r} ({entry.value}) lacks name, version or statements()")
        found[entry.name] = made
    return found


def named(name: str) -> Extractor:
    """The installed extractor of that name; UsageError lists those there are."""
    known = installed()
    if name not in known:
        there = ", ".join(known) or "none"
        raise UsageError(f"no extractor {name!r} is installed; installed are: {there}")
    return known[name]


def let_through(
    extractor: Extractor, page: Page, articles: Sequence[Article], jurisdiction: Place
) -> Iterator[Statement | Refused]:
    """The statements of an extractor that hold against the page, and those that do not."""
    for said in extractor.statements(page, articles, jurisdiction):
        reason = fault(said, page, articles)
        yield Refused(extractor.name, said, reason) if reason else said


def fault(said: Statement, page: Page, articles: Sequence[Article]) -> str:
    """What is wrong with a statement about a page; "" if nothing is."""
    proof = said.evidence
    if proof.page != page.name:
        return f"the evidence names the page {proof.page!r}"
    if not any(article.index == proof.article for article in articles):
        return f"the page has no article {proof.article}"
    if proof.end > len(page.text):
        return f"the evidence ends at {proof.end}, the page at {len(page.text)}"
    spans = proof.pieces or ((proof.start, proof.end),)
    words = "".join(_BREAKS.sub("", page.text[start:end]) for start, end in spans)
    if words != proof.quote:
        return f"the quote does not stand at {proof.start}-{proof.end}"
    for term in (said.subj, said.obj):
        if isinstance(term, Person) and not _stands(term.name, page, articles):
            return f"the name {term.name} does not stand in the page"
    if said.rel in ("organizes", "chairs", "speaks", "signs", "attends") and not isinstance(said.obj, Event):
        return f"{said.rel} needs an event as its object"
    if not 0 <= said.confidence <= 1:
        return f"the confidence {said.confidence} is not between 0 and 1"
    return ""


def check(extractor: Extractor, page: Page, articles: Sequence[Article], jurisdiction: Place) -> list[str]:
    """What an extractor does that it must not, on one page: the faults of its statements, and answers that change.

    For the authors of extractors to call in their own tests, over pages of their choice.
    """
    first = list(extractor.statements(page, articles, jurisdiction))
    problems = [
        f"{said.rel} {said.evidence.start}-{said.evidence.end}: {reason}"
        for said in first
        if (reason := fault(said, page, articles))
    ]
    if first != list(extractor.statements(page, articles, jurisdiction)):
        problems.append("two runs over one page differ")
    if not extractor.name or not extractor.version:
        problems.append("name and version must not be empty")
    return problems


def _stands(name: str, page: Page, articles: Sequence[Article]) -> bool:
    """Whether a name stands in the page, or in what is read off it: in simplified characters, without line breaks,
    marks and characters that nobody sees."""
    if name in page.text or name in _UNSEEN.sub("", simplified(page.text)):
        return True
    read = (part.text for article in articles for part in (article.title, article.body, *article.captions))
    return any(name in simplified(text) for text in read)
