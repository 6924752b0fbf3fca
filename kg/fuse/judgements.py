"""Decisions on who is who, in a plain text file that people read, write and share.

Tab-separated, one decision a line, under the header ``date author verdict a b why``; lines with # are notes.
``a`` and ``b`` are identifiers, whole or from their kind on (person/310104/刘琪). The file only grows: a later line on
the same pair replaces the earlier one, and the verdict "undo" takes it back. So the history stays, with its reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from kg.errors import DataError, InputError, OutputError, why
from kg.terms import BASE, iri_segment

YES, NO, UNDO = "yes", "no", "undo"
_HEADER = ("date", "author", "verdict", "a", "b", "why")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KINDS = ("person", "body", "event", "policy")


@dataclass(frozen=True, slots=True)
class Judgement:
    """That ``a`` and ``b`` are the same (yes), are not (no), or that what was said of them before is void (undo)."""

    a: str
    b: str
    verdict: str
    author: str
    date: str
    why: str
    line: int = 0

    @property
    def pair(self) -> frozenset[str]:
        """The two identifiers, in no order."""
        return frozenset((self.a, self.b))


def full_iri(text: str, *, base: str = BASE) -> str:
    """An identifier as the graph has it: ``person/310104/刘琪`` and the whole IRI mean the same."""
    if "://" in text or text.split("/")[0] not in _KINDS:
        return text
    return base + "/".join(iri_segment(unquote(part)) for part in text.split("/"))


def read_judgements(path: Path, *, base: str = BASE) -> tuple[Judgement, ...]:
    """The decisions that hold, in the order of the file; none if there is no file. DataError names file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the decisions cannot be read ({why(error)}); check the file") from error
    rows = (
        (number, tuple(cell.strip() for cell in line.split("\t")))
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    )
    return in_force(_judgement(path, number, cells, base) for number, cells in rows if cells != _HEADER)


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """What remains when later lines replace earlier ones on the same pair and "undo" takes them back."""
    last: dict[frozenset[str], Judgement] = {}
    for judgement in judgements:
        last.pop(judgement.pair, None)
        if judgement.verdict != UNDO:
            last[judgement.pair] = judgement
    return tuple(last.values())


def add_judgement(path: Path, judgement: Judgement) -> None:
    """Append one decision; a new file gets the header. InputError if a cell holds a tab or a line break or is empty."""
    cells = (judgement.date, judgement.author, judgement.verdict, judgement.a, judgement.b, judgement.why)
    _check(path, 0, cells)
    try:
        old = path.read_text(encoding="utf-8-sig") if path.exists() else "\t".join(_HEADER) + "\n"
        if old and not old.endswith("\n"):
            old += "\n"
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(old + "\t".join(cells) + "\n", encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: the decision cannot be written ({why(error)}); name another file with --decisions"
        ) from error


def _judgement(path: Path, number: int, cells: tuple[str, ...], base: str) -> Judgement:
    _check(path, number, cells)
    date, author, verdict, a, b, why = cells
    return Judgement(full_iri(a, base=base), full_iri(b, base=base), verdict, author, date, why, number)


def _check(path: Path, number: int, cells: tuple[str, ...]) -> None:
    where = f"{path}:{number}" if number else str(path)
    if len(cells) != len(_HEADER):
        raise DataError(
            f"{where}: a decision has the columns {', '.join(_HEADER)}, divided by tabs; found {len(cells)}"
        )
    date, author, verdict, a, b, why = cells
    if any("\t" in cell or "\n" in cell or "\r" in cell for cell in cells):
        raise DataError(f"{where}: no cell of a decision may hold a tab or a line break")
    if not _DAY.fullmatch(date):
        raise DataError(f"{where}: the date of a decision is a day like 2024-07-26, not {date!r}")
    if verdict not in (YES, NO, UNDO):
        raise DataError(f"{where}: a verdict is yes, no or undo, not {verdict!r}")
    if not (author and why):
        raise DataError(f"{where}: a decision needs its author and a reason")
    if not a or not b or a == b:
        raise DataError(f"{where}: a decision is about two identifiers, not {a!r} and {b!r}")
    for iri in (a, b):
        if "://" not in iri and iri.split("/")[0] not in _KINDS:
            raise DataError(f"{where}: {iri!r} is no identifier; write one like person/310104/刘琪")
