"""kg path, rank, communities, circle: what the graph is as a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from kg.cli.options import day, rows_options, store_option
from kg.cli.output import local, say, write_records, write_rows, write_value

if TYPE_CHECKING:
    from kg.network import Network, Ties

KINDS = ("people", "people-by-events", "people-by-bodies", "people-bodies", "bodies-policies", "all")
WEIGHTS = ("count", "shared", "one")
MEASURES = ("degree", "strength", "betweenness", "pagerank")

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _window(command: Decorated) -> Decorated:
    """--from, --to and --undated of every command that looks at a part of the time."""
    for option in (
        click.option("--undated", is_flag=True, help="Keep facts without a day when a window is given."),
        click.option("--to", "until", type=day, metavar="DATE", default="", help="Only facts up to that day."),
        click.option("--from", "since", type=day, metavar="DATE", default="", help="Only facts from that day on."),
    ):
        command = option(command)
    return command


def _projection(command: Decorated) -> Decorated:
    """--of and --weight of every command that looks at a projection."""
    for option in (
        click.option("--weight", type=click.Choice(WEIGHTS), default="count", show_default=True, metavar="HOW",
                     help="count: facts shared; shared: each event divided among its people; one: all alike."),
        click.option("--of", "kind", type=click.Choice(KINDS), default="people", show_default=True, metavar="WHAT",
                     help=", ".join(KINDS) + "."),
    ):
        command = option(command)
    return command


_KIND_NAMES = {"person": "人物", "body": "机构", "event": "活动", "policy": "政策"}
# What stands above a column, by its key in JSON; the columns in the order in which people read them.
_RANKED = {
    "place": "名次", "name": "名称", "kind": "类", "value": "值", "degree": "相连数", "approximate": "估算",
    "iri": "标识",
}  # fmt: skip
_COMMUNITY = {"number": "群", "size": "人数", "inside": "内部联系", "label": "核心", "members": "成员"}
_CLOSE = {
    "name": "姓名", "events": "同场", "bodies": "同机构", "weight": "亲近度", "first": "最早", "last": "最近",
    "in": "何处", "iri": "标识",
}  # fmt: skip


def _write(
    rows: list[dict[str, Any]], heads: dict[str, str], *, form: str | None, as_json: bool, output: str | None, bom: bool
) -> None:
    """Rows for people under Chinese heads, for programs as JSON with their keys."""
    if as_json or form == "json":
        write_records(rows, form=form, as_json=as_json, output=output, bom=bom)
        return
    cells = ([_cell(key, row[key]) for key in heads] for row in rows)
    write_rows(tuple(heads.values()), cells, form=form, output=output, bom=bom)


def _cell(key: str, value: Any) -> Any:
    if key == "iri":
        return local(value)
    if key == "kind":
        return _KIND_NAMES.get(value, value)
    if key == "approximate":
        return "是" if value else ""
    return value


def _ties(store: str, since: str, until: str, undated: bool) -> Ties:
    from kg.graph import open_store
    from kg.network import load_ties

    with open_store(store, mode="read") as opened:
        ties = load_ties(opened)
    return ties.within(start=since, end=until, keep_undated=undated) if since or until else ties


def _network(ties: Ties, kind: str, weight: str) -> Network:
    from kg.network import project

    return project(ties, kind=cast("Any", kind), weight=cast("Any", weight))


@click.command()
@click.option("--by", type=click.Choice(MEASURES), default="degree", show_default=True, metavar="MEASURE",
              help=", ".join(MEASURES) + ".")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="How many.")
@_projection
@_window
@rows_options
@store_option
def rank(
    by: str, limit: int, kind: str, weight: str, since: str, until: str, undated: bool,
    form: str | None, as_json: bool, output: str | None, bom: bool, store: str,
) -> None:
    """Who is most central: by neighbours, strength, betweenness or PageRank.

    谁最居中:按邻居数、强度、中介度或 PageRank。

    \b
    Examples:
      kg rank
      kg rank --by betweenness --of people-bodies --limit 10
      kg rank --from 2021-01-01 --to 2021-12-31 --json
    """
    from kg.network import rank as measure

    network = _network(_ties(store, since, until, undated), kind, weight)
    rows = [ranked.row() for ranked in measure(network, cast("Any", by), limit=limit)]
    _write(rows, _RANKED, form=form, as_json=as_json, output=output, bom=bom)


@click.command()
@click.option("--resolution", type=click.FloatRange(min=0, min_open=True), default=1.0, show_default=True, metavar="R",
              help="Above 1: more and smaller communities.")
@_projection
@_window
@rows_options
@store_option
def communities(
    resolution: float, kind: str, weight: str, since: str, until: str, undated: bool,
    form: str | None, as_json: bool, output: str | None, bom: bool, store: str,
) -> None:
    """Who belongs together: communities of the network, the largest first.

    谁与谁是一群。

    \b
    Examples:
      kg communities
      kg communities --of people-bodies --resolution 1.5 --json
    """
    from kg.network import communities as find

    network = _network(_ties(store, since, until, undated), kind, weight)
    rows = [community.row() for community in find(network, resolution=resolution)]
    _write(rows, _COMMUNITY, form=form, as_json=as_json, output=output, bom=bom)


@click.command()
@click.argument("name")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="How many; default: all.")
@_window
@rows_options
@store_option
def circle(
    name: str, limit: int | None, since: str, until: str, undated: bool,
    form: str | None, as_json: bool, output: str | None, bom: bool, store: str,
) -> None:
    """The people closest to a person: shared events first, then shared bodies, with counts and days.

    与某人来往最多的人:同场次数、同机构、起止日期。

    \b
    Examples:
      kg circle 鲍炳章
      kg circle person/310104/刘琪 --limit 10 --json
    """
    from kg.network import circle as closest

    rows = [close.row() for close in closest(_ties(store, since, until, undated), name, limit=limit)]
    _write(rows, _CLOSE, form=form, as_json=as_json, output=output, bom=bom)


@click.command()
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@_window
@rows_options
@store_option
def path(
    start: str, end: str, since: str, until: str, undated: bool,
    form: str | None, as_json: bool, output: str | None, bom: bool, store: str,
) -> int:
    """How two persons, bodies, events or policies hang together: the shortest way, with the sentence behind each step.

    两者如何相连:最短路径,每一步附原文。Exit code 1 when there is no way.

    \b
    Examples:
      kg path 鲍炳章 龚正
      kg path 徐汇区委 上海市政府 --json
    """
    from kg.graph import open_store
    from kg.network import load_ties
    from kg.network import path as way

    with open_store(store, mode="read") as opened:
        ties = load_ties(opened)
        if since or until:
            ties = ties.within(start=since, end=until, keep_undated=undated)
        found = way(opened, ties, start, end)
    if as_json or form == "json":
        write_value(found.to_dict(), output)
    else:
        rows = []
        for step in found.steps:
            said = step.sentences[0] if step.sentences else None
            rows.append((step.in_words(), said.quote, f"{said.page}:{said.start}-{said.end}") if said else
                        (step.in_words(), "", ""))
        write_rows(("步", "原文", "出处"), rows, form=form, output=output, bom=bom)
    if not found.steps:
        say("there is no way between them 两者之间没有路径")
    return 0 if found.steps else 1
