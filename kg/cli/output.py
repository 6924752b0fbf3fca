"""What commands write: tables, CSV and JSON on stdout, talk on stderr, and files that are whole or not there."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

import click

from kg import terms
from kg.errors import OutputError

if TYPE_CHECKING:
    from rich.console import Console

# Enough for any table we print when the output is no terminal but a table was asked for.
_WIDE = 200


def say(message: str, *, quiet: bool = False) -> None:
    """A line for the person at the terminal."""
    if not quiet:
        click.echo(message, err=True)


def console(out: TextIO) -> Console:
    """A rich console on ``out`` that keeps to NO_COLOR and knows the width of Chinese."""
    from rich.console import Console

    return Console(file=out, highlight=False, markup=False, emoji=False, width=None if out.isatty() else _WIDE)


@contextlib.contextmanager
def written(path: str | None) -> Iterator[BinaryIO]:
    """A binary stream to ``path``, or to stdout for None and "-".

    A file appears when it is complete: an error or Ctrl-C on the way leaves what was there before. Raises OutputError
    where it cannot be written (no such folder, no permission, disk full).
    """
    if path is None or path == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = part = Path(path)
    try:
        # A device or a pipe (/dev/null, a named pipe) is written to, not replaced.
        whole = not target.exists() or target.is_file()
        if whole:
            part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as out:
                yield out
            if whole:
                part.replace(target)
        except BaseException:
            if whole:
                part.unlink(missing_ok=True)
            raise
    except OSError as error:
        # Only a failure of this very file: an error of reading elsewhere keeps its own meaning.
        if error.filename not in (None, str(part), part, str(target), target) or isinstance(error, BrokenPipeError):
            raise
        raise OutputError(f"{path} cannot be written: {error.strerror or error}; name another place with -o") from None


@contextlib.contextmanager
def written_text(path: str | None) -> Iterator[TextIO]:
    """As ``written``, for text: UTF-8 in files and pipes, the terminal's own encoding on a terminal."""
    if path is None or path == "-":
        yield sys.stdout
        return
    with written(path) as raw:
        out = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="")
        yield out
        out.flush()
        out.detach()


def write_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    form: str | None = None,
    as_json: bool = False,
    output: str | None = None,
    bom: bool = False,
    title: str = "",
) -> None:
    """Rows in the form asked for: a table on a terminal, CSV when piped, unless ``form`` or ``as_json`` says more.

    JSON is a list of objects with the columns as keys. None and "" are empty cells; lists are joined in tables and CSV.
    """
    form = "json" if as_json else form or ("table" if output is None and sys.stdout.isatty() else "csv")
    with written_text(output) as out:
        if bom and form in ("csv", "tsv"):
            out.write("\ufeff")
        _WRITERS[form](columns, rows, out, title)


def write_records(
    records: Sequence[Mapping[str, Any]],
    *,
    form: str | None = None,
    as_json: bool = False,
    output: str | None = None,
    bom: bool = False,
) -> None:
    """``write_rows`` for records that all have the same keys, in the same order; no records are no columns either."""
    columns = tuple(records[0]) if records else ()
    write_rows(columns, (tuple(r.values()) for r in records), form=form, as_json=as_json, output=output, bom=bom)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "", err: bool = False) -> None:
    """A table for people on stdout, or on stderr."""
    _table(columns, rows, sys.stderr if err else sys.stdout, title)


def write_value(value: Any, output: str | None = None) -> None:
    """One JSON value to ``output`` or stdout, Chinese readable."""
    with written_text(output) as out:
        out.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def local(iri: str) -> str:
    """An identifier from its kind on, as commands take it: person/310104/刘琪."""
    return iri.removeprefix(terms.BASE)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "、".join(_cell(v) for v in value)
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]], out: TextIO, title: str) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False, title_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        # Text and not str: what a page says is printed, not read as markup or as control of the terminal.
        table.add_row(*(Text(_printable(_cell(value))) for value in row))
    console(out).print(table)


def _printable(text: str) -> str:
    """Without control characters, which a page could use to write over the terminal."""
    return "".join(c if c == "\n" or c.isprintable() or c == "\u3000" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _separated(delimiter: str) -> Callable[[Sequence[str], Iterable[Sequence[Any]], TextIO, str], None]:
    def write(columns: Sequence[str], rows: Iterable[Sequence[Any]], out: TextIO, title: str) -> None:
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)

    return write


def _json(columns: Sequence[str], rows: Iterable[Sequence[Any]], out: TextIO, title: str) -> None:
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    out.write(json.dumps(objects, ensure_ascii=False, indent=2, default=str) + "\n")


_WRITERS = {"table": _table, "csv": _separated(","), "tsv": _separated("\t"), "json": _json}
