"""What several commands share: the store, the form of the answer, days, and files to write."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

DEFAULT_STORE = "kg-store"
# A name of a file or folder, as it is given: what is there is looked at later. With this type shells complete it.
PATH = click.Path(readable=False)

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def day(value: str) -> str:
    """A day as YYYY-MM-DD (2021.4.26, 2021/4/26 and 2021年4月26日 are read too) as its ISO string; "" stays unknown."""
    if not value:
        return ""
    match = re.fullmatch(r"\s*(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?\s*", value)
    try:
        if match is None:
            raise ValueError(value)
        return datetime.date(*map(int, match.groups())).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it like 2021-04-26") from None


def store_option(command: Decorated) -> Decorated:
    """--store, from KG_STORE where it is set, else the folder kg-store."""
    return click.option(
        "--store", default=DEFAULT_STORE, show_default=True, envvar="KG_STORE", show_envvar=True, type=PATH,
        metavar="DIR|URL", help="The graph's store: a folder, or the address of a SPARQL server.",
    )(command)


def rows_options(command: Decorated) -> Decorated:
    """--format, --json, --bom and -o of every command that answers with rows."""
    for option in (
        click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel on Chinese Windows."),
        click.option("-o", "--output", type=PATH, metavar="FILE", help="Write there instead of to stdout."),
        click.option("--json", "as_json", is_flag=True, help="The same as --format json."),
        click.option("--format", "form", type=click.Choice(["table", "csv", "tsv", "json"]), metavar="FORM",
                     help="table, csv, tsv or json; default: a table on a terminal, CSV when piped."),
    ):
        command = option(command)
    return command


def quiet_option(command: Decorated) -> Decorated:
    """--quiet: no progress, no talk; errors still show."""
    return click.option("-q", "--quiet", is_flag=True, help="No progress and no talk; errors still show.")(command)
