"""kg query: SPARQL asked of the store, or a named query with its parameters."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import terms
from kg.cli.options import store_option
from kg.cli.output import say, write_rows, written
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.graph import Result

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.argument("sparql", required=False)
@click.option("-f", "--file", "path", metavar="FILE", help="Read the query from a file; - is stdin.")
@click.option("-n", "--name", metavar="NAME", help="Ask a named query; --list shows them.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
              help="Bind a parameter of the query, as a value and never as text of the query. Repeatable.")
@click.option("--list", "listing", is_flag=True, help="List the named queries with what they answer.")
@click.option("--format", "form", type=click.Choice(FORMATS), metavar="FORM",
              help=f"{', '.join(FORMATS)}; default: a table on a terminal, else CSV, or Turtle for a graph.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to stdout.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel on Chinese Windows.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many rows.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
              help="Stop a query that runs longer; exit code 124.")
@click.option("--exit-status", is_flag=True, help="Exit 1 when an ASK is false.")
@store_option
def query(
    sparql: str | None,
    path: str | None,
    name: str | None,
    params: tuple[str, ...],
    listing: bool,
    form: str | None,
    as_json: bool,
    output: str | None,
    bom: bool,
    limit: int | None,
    timeout: float | None,
    exit_status: bool,
    store: str,
) -> int:
    """Ask the graph in SPARQL, or by the name of a query. It can only read.

    用 SPARQL 查询图谱,或按名字用现成的查询;只读。

    The prefixes of the graph (org:, lg:, schema:, skos: …) need no PREFIX line.

    \b
    Examples:
      kg query --list
      kg query -n officials -p body=徐汇区委
      kg query 'SELECT ?name { ?p a foaf:Person ; foaf:name ?name } ORDER BY ?name LIMIT 10'
      kg query -f heads.rq --format json -o heads.json
    """
    from kg import graph

    if listing:
        _list(as_json=as_json or form == "json")
        return 0
    bindings = _bindings(params)
    text = graph.named_query(name).bound_text(bindings) if name else _text(sparql, path)
    with (
        graph.open_store(store, mode="read") as opened,
        opened.query(text, bindings=bindings, timeout=timeout, limit=limit) as result,
    ):
        _write(result, "json" if as_json else form, output, bom=bom)
        if result.truncated:
            say(f"the answer was cut after {limit} rows; a higher --limit shows more")
        return int(exit_status and result.form == "ask" and not result.boolean)


def _list(*, as_json: bool) -> None:
    from kg import graph

    rows = ((q.name, q.title, list(q.parameters)) for q in graph.named_queries())
    write_rows(("name", "answers", "parameters"), rows, as_json=as_json)


def _text(sparql: str | None, path: str | None) -> str:
    if (sparql is None) == (path is None):
        raise UsageError("give a query, a file with -f, or a name with -n: one of the three; --list shows the names")
    if path is None:
        return sparql or ""
    if path == "-":
        return sys.stdin.read()
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the query cannot be read: {error}") from None


def _bindings(params: tuple[str, ...]) -> dict[str, str]:
    bindings = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name.lstrip("?$").isidentifier():
            raise UsageError(f"-p {param}: a parameter is written name=value")
        bindings[name.lstrip("?$")] = value
    return bindings


def _write(result: Result, form: str | None, output: str | None, *, bom: bool) -> None:
    table = form == "table" or (form is None and output is None and sys.stdout.isatty())
    if table and result.form == "select":
        rows = list(_shown(result))
        write_rows(result.variables, rows, form="table", output=output)
        say(f"{len(rows)} rows")
        return
    if table and result.form == "ask":
        write_rows(("answer",), [("true" if result.boolean else "false",)], form="table", output=output)
        return
    kind = form if form not in (None, "table") else "turtle" if result.form == "graph" else "csv"
    with written(output) as out:
        if bom and kind in ("csv", "tsv"):
            out.write(b"\xef\xbb\xbf")
        result.write(out, kind)


def _shown(result: Result) -> Iterator[list[object]]:
    """The rows as a person reads them: values as they are, identifiers shortened."""
    for record in result.records():
        yield [_short(value) if isinstance(value, str) else value for value in record.values()]


def _short(value: str) -> str:
    if value.startswith(terms.BASE):
        return value[len(terms.BASE) :]
    for prefix, namespace in terms.PREFIXES.items():
        if value.startswith(namespace):
            return f"{prefix}:{value[len(namespace) :]}"
    return value
