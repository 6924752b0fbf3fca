"""Sentences by themselves: what kg reads in one, and whether each rule keeps the word of its examples."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.extractor import Extraction, extractor
from kg.extract.rules import Rule
from kg.model import Article, Body, Event, Mended, Page, Person, Place, Policy, Statement

# The page that examples are read on.
EXAMPLE_JURISDICTION = "上海市徐汇区"
EXAMPLE_DAY = "2021-04-26"


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that broke the word of one of its examples, and how."""

    rule: str
    source: str
    text: str
    problem: str


def read_sentence(
    text: str,
    *,
    jurisdiction: str = EXAMPLE_JURISDICTION,
    published: str = EXAMPLE_DAY,
    rules: tuple[Rule, ...] | None = None,
) -> Extraction:
    """What kg reads in a text that stands alone; a text that begins with ■ is read as the box of a digest, a line above
    a blank one as the headline."""
    whole = text.removeprefix("■").strip()
    headline, gap, body = whole.partition("\n\n")
    if not gap or headline.endswith(("。", "！", "？")):
        headline, body = "", whole
    first = len(headline) + len(gap)
    page = Page("sentence", whole, "0" * 64, published=published)
    article = Article(
        page.name,
        0,
        headline,
        Mended(headline, array("I", range(len(headline)))),
        Mended(body, array("I", range(first, first + len(body)))),
        published=published,
        box=text.startswith("■"),
    )
    return extractor(rules).extract(page, [article], jurisdiction)


def subjects(statements: Iterable[Statement], rule: str) -> list[str]:
    """The names of those for whom a rule fired, in order, each once."""
    return list(dict.fromkeys(label(said.subj) for said in statements if said.rule == rule))


def label(term: Person | Body | Event | Policy | Place) -> str:
    """The name that a reader knows a term by."""
    return term.label if isinstance(term, (Event, Policy)) else term.name


def try_rules(rules: Sequence[Rule]) -> list[Failure]:
    """Every example that a rule of ``rules`` fails, in order; none where all keep their word."""
    known = tuple(rules)
    failures: list[Failure] = []
    for rule in known:
        if rule.relation == "none":
            failures += _try_none(rule, known)
            continue
        for example in rule.match:
            fired = subjects(read_sentence(example.text, rules=known).statements, rule.id)
            if missing := [name for name in example.subj if name not in fired]:
                failures.append(Failure(rule.id, rule.source, example.text, f"did not fire for {'、'.join(missing)}"))
            if extra := [name for name in fired if name not in example.subj]:
                failures.append(Failure(rule.id, rule.source, example.text, f"fired for {'、'.join(extra)} too"))
        for text in rule.miss:
            if fired := subjects(read_sentence(text, rules=known).statements, rule.id):
                failures.append(Failure(rule.id, rule.source, text, f"fired for {'、'.join(fired)} but must not"))
    return failures


def _try_none(rule: Rule, known: tuple[Rule, ...]) -> list[Failure]:
    """A rule that takes people out of the running: in its examples they take part in nothing, in the others somebody
    does."""
    failures = []
    for example in rule.match:
        taking_part = {
            label(said.subj)
            for said in read_sentence(example.text, rules=known).statements
            if isinstance(said.obj, Event)
        }
        if caught := [name for name in example.subj if name in taking_part]:
            failures.append(Failure(rule.id, rule.source, example.text, f"let {'、'.join(caught)} take part"))
    kept = (t for t in rule.miss if not any(isinstance(s.obj, Event) for s in read_sentence(t, rules=known).statements))
    return failures + [Failure(rule.id, rule.source, text, "kept everybody from taking part") for text in kept]
