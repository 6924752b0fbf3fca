"""Bodies that reforms renamed or merged: which body of the graph became which, and between which days.

The list (``seeds/gazetteer/changes.tsv``) tells it of names without area; a change is an event of two bodies of one
area that the pages name both. What nobody names is not made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import DataError
from kg.fuse.areas import within
from kg.fuse.dating import first_day
from kg.resources import resource

_HEADER = ["from", "to", "not_before", "not_after", "kind", "area", "note"]
KINDS = ("renamed", "merged")


@dataclass(frozen=True, slots=True)
class Reform:
    """One row of the list: what became of bodies with these short names, and between which days."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    not_before: str
    not_after: str
    kind: str
    area: str
    note: str


@dataclass(frozen=True, slots=True)
class KnownBody:
    """A body of the graph: its IRI, its short name (with its area), and its area's code."""

    iri: str
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class BodyChange:
    """That the bodies ``originals`` became the bodies ``results`` by a reform; all by IRI, sorted."""

    originals: tuple[str, ...]
    results: tuple[str, ...]
    reform: Reform


def load_reforms(path: Path) -> tuple[Reform, ...]:
    """The rows of a TSV file as ``changes.tsv`` has them; DataError names file and line."""
    reforms: list[Reform] = []
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != _HEADER:
                raise DataError(f"{path}:{number}: expected the columns {', '.join(_HEADER)}")
            continue
        if len(cells) != len(_HEADER) or not cells[0] or not cells[1] or cells[4] not in KINDS:
            raise DataError(f"{path}:{number}: expected old names, new names, two days, one of {', '.join(KINDS)}")
        old, new, low, high, kind, area, note = cells
        if first_day(low) != low or first_day(high) != high or not low or low > high:
            raise DataError(f"{path}:{number}: {low!r} and {high!r} are no two days in order")
        reforms.append(Reform(tuple(old.split("+")), tuple(new.split("+")), low, high, kind, area, note))
    return tuple(reforms)


@lru_cache(maxsize=1)
def default_reforms() -> tuple[Reform, ...]:
    """The list that comes with kg."""
    return load_reforms(resource("seeds/gazetteer/changes.tsv"))


def body_changes(bodies: Iterable[KnownBody], reforms: Sequence[Reform] | None = None) -> tuple[BodyChange, ...]:
    """The changes between these bodies, in the order of their IRIs.

    A merger is told of those of its bodies that are there, one old and one new at least.
    """
    listed = default_reforms() if reforms is None else tuple(reforms)
    by_name = {(body.area, body.name): body.iri for body in sorted(bodies, key=lambda b: b.iri)}
    changes: dict[tuple[tuple[str, ...], tuple[str, ...]], BodyChange] = {}
    for (area, name), _ in sorted(by_name.items()):
        for reform in listed:
            for ending in reform.old:
                stem = name[: len(name) - len(ending)]
                if not name.endswith(ending) or len(stem) < 2 or (reform.area and not within(area, reform.area)):
                    continue
                old = tuple(sorted(by_name[area, stem + n] for n in reform.old if (area, stem + n) in by_name))
                new = tuple(sorted(by_name[area, stem + n] for n in reform.new if (area, stem + n) in by_name))
                if new:
                    changes.setdefault((old, new), BodyChange(old, new, reform))
    return tuple(changes[key] for key in sorted(changes))


@lru_cache(maxsize=65536)
def succeeds(name: str, other: str) -> bool:
    """Whether the list makes one of two bodies of one area out of the other: 徐汇区规土局 and 徐汇区规划资源局."""
    for old, new in ((name, other), (other, name)):
        for reform in default_reforms():
            for ending in reform.old:
                stem = old[: len(old) - len(ending)]
                if old.endswith(ending) and new.startswith(stem) and new[len(stem) :] in reform.new:
                    return True
    return False
