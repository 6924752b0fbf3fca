"""Days and spans from ISO dates as exact as a text allows, and the day for which an article speaks."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from kg.model import Article, Event, Page, PageFacts, Statement

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(text: str) -> str:
    """The earliest day that "2021", "2021-04" or "2021-04-20" can mean; "" for what is no such date."""
    return _bounds(text)[0]


def last_day(text: str) -> str:
    """The latest day that "2021", "2021-04" or "2021-04-20" can mean; "" for what is no such date."""
    return _bounds(text)[1]


@lru_cache(maxsize=65536)
def _bounds(text: str) -> tuple[str, str]:
    found = _DATE.fullmatch(text)
    if not found:
        return "", ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return "", ""
    last_month = month or 12
    last = date(year, last_month, day or monthrange(year, last_month)[1])
    return first.isoformat(), last.isoformat()


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
