"""What stands in the line of a headline and is no part of it: 区委召开会议 ● 记者 张三, 区委召开会议 2021-04-26."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.corpus.byline import MARKS, parse_credit
from kg.corpus.dates import day_span
from kg.corpus.opening import parse_ending

# A headline has this many characters at the least.
_SHORTEST = 4
_BYLINE = re.compile(
    rf" (?:[{re.escape(MARKS)}]\s?| *(?=(?:本报|全媒体|融媒体)?(?:首席|见习|特约)?记者[ :]))(\S.{{1,38}})$"
)
_DAY = re.compile(r"[\s(\[]*(?P<day>(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})(?:\s\d{1,2}:\d\d(?::\d\d)?)?[\s)\]]*$")


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a headline's line: ``length`` characters before it are the headline."""

    length: int
    authors: tuple[str, ...] = ()
    day: str = ""


def parse_tail(line: str) -> Tail | None:
    """The byline or day behind a headline in its line, None if there is none."""
    last = line[-1]
    if last.isdigit() or last in ")]":
        match = _DAY.search(line, max(0, len(line) - 28))
        found = day_span(match["day"]) if match else None
        if match and found and match.start() >= _SHORTEST:
            return Tail(len(line[:match.start()].rstrip()), day=found[2])
    if last == ")":
        ending = parse_ending(line)
        if ending and ending.credit and ending.credit.authors and ending.length >= _SHORTEST:
            return Tail(ending.length, ending.credit.authors)
    match = _BYLINE.search(line) if " " in line else None
    credit = parse_credit(match[1]) if match and match.start() >= _SHORTEST else None
    if match and credit and credit.authors:
        return Tail(len(line[:match.start()].rstrip()), credit.authors)
    return None
