"""What the caller asks of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.errors import UsageError
from kg.publish.view.model import NODE_TYPES

FORMS: Final = ("graph", "people", "bodies", "timeline")
DEFAULT_TYPES: Final = ("person", "body", "event", "policy")

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """Which part of the graph the page shows, and as what.

    ``focus``: a name or IRI; the page keeps what lies within ``hops`` steps of it and opens with it selected.
    ``types``: kinds of nodes to keep (keys of NODE_TYPES), () for persons, bodies, events and policies.
    ``since``, ``until``: ISO dates; facts dated outside go, undated ones stay. ``top``: the most nodes the page takes.
    ``form``: "graph"; "people" (who met whom, weighted), "bodies" (hierarchy), "timeline" (offices as bars over time).
    Raises UsageError for words it does not know.
    """

    focus: str = ""
    hops: int = 2
    types: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    top: int = 20_000
    form: str = "graph"
    title: str = ""

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise UsageError(f"--as {self.form}: choose one of {', '.join(FORMS)}")
        for name in self.types:
            if name not in NODE_TYPES:
                raise UsageError(f"--type {name}: choose from {', '.join(NODE_TYPES)}")
        for option, date in (("--from", self.since), ("--to", self.until)):
            if date and not _DATE.fullmatch(date):
                raise UsageError(f"{option} {date}: write a date as 2021, 2021-04 or 2021-04-20")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"--from {self.since} lies after --to {self.until}")
        if self.hops < 1 or self.top < 1:
            raise UsageError("--hops and --top are numbers from 1 upwards")
