"""kg query: SPARQL asked of the store, or a named query with its parameters."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import terms
from kg.cli.options import PATH, rows_options, store_option
from kg.cli.output import say, write_rows, write_value, written
from kg.errors import InputError, UsageError, why

if TYPE_CHECKING:
    from kg.graph import Result

# The kinds of kg.graph.search.KINDS and what a table calls them; a test compares the two.
KINDS = {"person": "人物", "body": "机构", "event": "活动", "policy": "政策", "area": "地区", "article": "文章"}
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The named queries that begin so, for the shell to complete."""
    from kg.graph.queries import named_queries

    return [name for name in named_queries() if name.startswith(incomplete)]


@click.command()
@click.argument("sparql", required=False)
@click.option("-f", "--file", "path", type=PATH, metavar="FILE", help="Read the query from a file; - is stdin.")
@click.option("-n", "--name", metavar="NAME", shell_complete=_names,
              help="Ask a named query; --list shows them, each with its parameters.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
              help="Bind a parameter of the query, as a value and never as text of the query. Repeatable.")
@click.option("--list", "listing", is_flag=True, help="List the named queries with what they answer.")
@click.option("--format", "form", type=click.Choice(FORMATS), metavar="FORM",
              help=f"{', '.join(FORMATS)}; default: a table on a terminal, else CSV, or Turtle for a graph.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write there instead of to stdout.")
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
    from kg.graph import ask, named_query, open_store

    if listing:
        _list("json" if as_json else form)
        return 0
    given = _bindings(params)
    named = named_query(name) if name is not None else None
    text = "" if named else _text(sparql, path)
    with open_store(store, mode="read") as opened:
        if named:
            result = ask(opened, named, given, timeout=timeout, limit=limit)
        else:
            result = opened.query(text, bindings=given, timeout=timeout, limit=limit)
        with result:
            _write(result, "json" if as_json else form, output, bom=bom)
            if result.truncated:
                say(f"the answer was cut after {limit} rows; a higher --limit shows more")
            return int(exit_status and result.form == "ask" and not result.boolean)


@click.command()
@click.argument("text")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(tuple(KINDS)), metavar="KIND",
              help=", ".join(KINDS) + "; repeatable.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="How many.")
@rows_options
@store_option
def find(
    text: str,
    kinds: tuple[str, ...],
    limit: int,
    form: str | None,
    as_json: bool,
    output: str | None,
    bom: bool,
    store: str,
) -> int:
    """What is called so, by any name or office: persons, bodies, events, policies, areas, articles, the best first.

    按名称、别名或职务查找;标识可用于其他命令。Exit code 1 when nothing has TEXT in a name; then near names are shown.

    \b
    Examples:
      kg find 刘琪
      kg find 徐汇区委书记
      kg find 旧住房 --kind policy --json
    """
    from kg.graph import open_store
    from kg.graph.search import find as search

    with open_store(store, mode="read") as opened:
        found = search(opened, text, kinds=kinds, limit=limit)
    if as_json or form == "json":
        write_value([one.to_dict() for one in found], output)
    else:
        rows = ((KINDS[one.kind], one.name, one.matched, one.note, one.facts, _short(one.iri)) for one in found)
        write_rows(("类", "名称", "匹配", "说明", "事实", "标识"), rows, form=form, output=output, bom=bom)
    if all(one.close for one in found):
        near = "; these come near 相近的见上" if found else ""
        say(f"nothing has {text} in its name 没有名称含“{text}”的{near}")
        return 1
    return 0


def _list(form: str | None) -> None:
    from kg.graph import named_queries

    rows = (
        (q.name, q.zh, q.en, [f"{p.name}:{p.kind}" + ("?" if p.optional or p.default else "") for p in q.parameters])
        for q in named_queries().values()
    )
    if form not in (None, "table", "csv", "tsv", "json"):
        raise UsageError(f"the list is written as table, csv, tsv or json, not as {form}")
    write_rows(("name", "答什么", "answers", "parameters"), rows, form=form)


def _text(sparql: str | None, path: str | None) -> str:
    if (sparql is None) == (path is None):
        raise UsageError("give a query, a file with -f, or a name with -n: one of the three; --list shows the names")
    if path is None:
        if sparql and re.fullmatch(r"[\w-]+", sparql):
            raise UsageError(f"{sparql} is no SPARQL; a query with that name is asked with: kg query -n {sparql}")
        return sparql or ""
    if path == "-":
        return sys.stdin.read()
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the query cannot be read: {why(error)}") from None


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
    if form is None and result.form == "ask":
        with written(output) as out:
            out.write(b"true\n" if result.boolean else b"false\n")
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
