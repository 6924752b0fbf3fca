"""How far a rule can be trusted: its precision over the pages it was measured on, smoothed, (right + 1) / (right +
wrong + 2).

``seeds/rules/confidence.tsv`` holds how often each rule was right and wrong there; a rule that was never measured, as a
user's new one, stands at 0.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.gazetteer.tables import Column, read_table
from kg.resources import resource

_COLUMNS = (
    Column("rule", r"\S+", "the id of a rule"),
    Column("right", r"\d+", "a number"),
    Column("wrong", r"\d+", "a number"),
)


@dataclass(frozen=True, slots=True)
class Record:
    """How often a rule was right and wrong on the pages it was measured on."""

    right: int
    wrong: int

    @property
    def confidence(self) -> float:
        """The smoothed precision, to two places."""
        return round((self.right + 1) / (self.right + self.wrong + 2), 2)


UNMEASURED = Record(0, 0)


def read_confidence(path: Path) -> dict[str, Record]:
    """{rule: record}; DataError names file and line."""
    rows = read_table(path, _COLUMNS, key=("rule",)).rows
    return {rule: Record(int(right), int(wrong)) for rule, right, wrong in rows}


@lru_cache(maxsize=1)
def measured() -> Mapping[str, Record]:
    """The records that come with kg."""
    return read_confidence(resource("seeds/rules/confidence.tsv"))


@lru_cache(maxsize=1024)
def confidence(rule: str) -> float:
    """The confidence of a fact that a rule found."""
    return measured().get(rule, UNMEASURED).confidence
