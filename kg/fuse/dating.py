"""Days and spans from ISO dates as exact as a text allows, and the day for which an article speaks."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping

from kg.model import Article, Event, Page, PageFacts, Statement


def first_day(text: str) -> str:
    """The earliest day that "2021", "2021-04" or "2021-04-20" can mean; "" for ""."""
    return text + "-01-01"[len(text) - 4 :] if text else ""


def last_day(text: str) -> str:
    """The latest day that "2021", "2021-04" or "2021-04-20" can mean; "" for ""."""
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02d}"
    return text


def attested_days(page: Page, articles: Iterable[Article], statements: Iterable[Statement]) -> Mapping[int, str]:
    """For every article of the page the day on which what it says of offices holds, as exact as known, "" if unknown.

    That is the day it was published (the article's, else the page's); where this is not known to the day, the last day
    of an event that the article reports, and else of an event that the page reports (one issue has one day).
    """
    printed = {a.index: a.published or page.published for a in articles}
    events: dict[int, str] = {}
    for s in statements:
        for term in (s.subj, s.obj):
            if isinstance(term, Event) and len(term.date) == 10:
                at = s.evidence.article
                events[at] = max(events.get(at, ""), term.date)
    latest = max(events.values(), default="")
    indexes = sorted({*printed, *events, *(s.evidence.article for s in statements)})
    days: dict[int, str] = {}
    for index in indexes:
        given = printed.get(index, page.published)
        found = [day for day in (events.get(index, ""), latest) if day and day.startswith(given)]
        days[index] = given if len(given) == 10 or not found else found[0]
    return days


def attested_on(facts: PageFacts) -> Mapping[int, str]:
    """:func:`attested_days` of a page that is fused already."""
    return attested_days(facts.page, facts.articles, [f.said for f in facts.facts])
