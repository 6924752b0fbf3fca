"""One reader for every list in ``seeds/gazetteer/`` and for the lists a user brings: tab-separated, UTF-8, typed.

    # a comment                     lines that start with # and empty lines are skipped
    code<TAB>name                   the first other line names the columns, in any order
    310104<TAB>徐汇区

A misspelt column, a cell of the wrong form or a key that comes twice is an error that names file and line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError, InputError


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list.

    ``pattern`` is a regular expression that a whole cell must match, ``says`` tells what it stands for ("six digits").
    ``empty``: a cell may be empty; ``needed``: the list must have the column (where it has not, cells read "").
    """

    name: str
    pattern: str = ""
    says: str = ""
    empty: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list, each a tuple of cells in the order asked for, and the line number of each row."""

    path: Path
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def error(self, row: int, message: str) -> DataError:
        """An error about the row with this index, for the caller to raise."""
        return DataError(f"{self.path}:{self.lines[row]}: {message}")


def read_table(path: Path, columns: Sequence[Column], key: Sequence[str] = ()) -> Table:
    """The list at ``path``; ``key`` names the columns whose cells together must not come twice.

    InputError if the file cannot be read, DataError (file and line) if it breaks its form.
    """
    lines = _lines(path)
    start, order = _header(path, lines, columns)
    width = len([at for at in order if at >= 0])
    checks = [
        (i, column, re.compile(column.pattern).fullmatch if column.pattern else None)
        for i, column in enumerate(columns)
        if column.pattern or not column.empty
    ]
    keyed = [i for i, column in enumerate(columns) if column.name in key]
    in_order = order == list(range(len(columns)))
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines[start:], start + 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise DataError(f"{path}:{number}: {len(cells)} cells, but the first line names {width} columns")
        row = tuple(cells) if in_order else tuple(cells[at] if at >= 0 else "" for at in order)
        for i, column, match in checks:
            cell = row[i]
            if not cell:
                if not column.empty and order[i] >= 0:
                    raise DataError(f"{path}:{number}: {column.name} is empty")
            elif match is not None and match(cell) is None:
                raise DataError(f"{path}:{number}: {column.name} is {cell!r}; expected {column.says or column.pattern}")
        if keyed:
            one = tuple(row[i] for i in keyed)
            first = seen.setdefault(one, number)
            if first != number:
                raise DataError(f"{path}:{number}: {' '.join(one)} is already on line {first}")
        rows.append(row)
        numbers.append(number)
    return Table(path, tuple(rows), tuple(numbers))


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start} is not UTF-8; save the list as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    return text.replace("\r\n", "\n").split("\n")


def _header(path: Path, lines: Sequence[str], columns: Sequence[Column]) -> tuple[int, list[int]]:
    """The index of the line after the header, and for each column asked for where it stands (-1: the list lacks it)."""
    names = ", ".join(column.name for column in columns)
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        known = {column.name for column in columns}
        for cell in cells:
            if cell not in known:
                raise DataError(f"{path}:{number}: unknown column {cell!r}; the columns of this list are {names}")
            if cells.count(cell) > 1:
                raise DataError(f"{path}:{number}: column {cell!r} is named twice")
        for column in columns:
            if column.needed and column.name not in cells:
                raise DataError(f"{path}:{number}: column {column.name!r} is missing; the columns are {names}")
        return number, [cells.index(column.name) if column.name in cells else -1 for column in columns]
    raise DataError(f"{path}: the list is empty; its first line must name the columns {names}")
