"""The values that the list of areas hands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LEVELS = ("province", "prefecture", "county", "town")


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area of China.

    ``code``: GB/T 2260 (six digits), nine digits for a town or street. ``level``: one of LEVELS. ``parent``: the code
    of the area above, "" for a province. ``until``: the year since which this name is gone, "" if it stands.
    """

    code: str
    name: str
    level: str
    parent: str
    until: str = ""


class AreaMatch(NamedTuple):
    """``text[start:end]`` names one of ``areas`` (several: homonyms).

    ``full``: by an official name (徐汇区, not 徐汇).
    """

    start: int
    end: int
    areas: tuple[Area, ...]
    full: bool
