"""Titles of offices: the words that may stand before them, and where an office lies when the text names no body."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import DataError
from kg.resources import resource

PLACES = frozenset({"inherit", "government", "party", "congress", "council", "court", "procuratorate", "none"})


@dataclass(frozen=True, slots=True)
class Office:
    """A title as printed (常务副区长), its bare title (区长), what stood before it (常务副), where it lies, whether
    one holds it."""

    title: str
    base: str
    prefix: str
    of: str
    single: bool


def load_offices(path: Path) -> dict[str, Office]:
    """{title as printed: office}, every title with each of its prefixes; DataError names file and line."""
    offices: dict[str, Office] = {}
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != ["title", "of", "prefixes", "single"]:
                raise DataError(f"{path}:{number}: expected the columns title, of, prefixes, single")
            continue
        if len(cells) != 4 or not cells[0] or cells[1] not in PLACES or cells[3] not in ("0", "1"):
            raise DataError(
                f"{path}:{number}: expected a title, one of {', '.join(sorted(PLACES))}, prefixes, and 0 or 1"
            )
        title, of, prefixes, single = cells
        for prefix in ("", *prefixes.split()):
            if prefix == "-":
                continue
            printed = prefix + title
            # A deputy's seat is one of several; so is anything that the list marks 0.
            alone = single == "1" and "副" not in prefix
            offices.setdefault(printed, Office(printed, title, prefix, of, alone))
    return offices


@lru_cache(maxsize=1)
def default_offices() -> dict[str, Office]:
    """The titles that come with kg."""
    return load_offices(resource("seeds/gazetteer/offices.tsv"))
