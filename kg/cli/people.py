"""kg who, kg career, kg same: who held an office, what a person held, and who is who."""

from __future__ import annotations

import datetime
import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import PATH, day, rows_options, store_option
from kg.cli.output import local, say, write_rows, write_value
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.fuse import Pair
    from kg.graph.offices import Held


@click.command()
@click.argument("office")
@click.option("--on", type=day, metavar="DATE", default="", help="Only who was, or may have been, in office that day.")
@rows_options
@store_option
def who(
    office: str, on: str, form: str | None, as_json: bool, output: str | None, bom: bool, store: str
) -> None:
    """The holders of an office, or of every office of a body, in the order of time.

    某个职务(或某机构各职务)的历任者,以及到任离任的上下限和出处。

    A page attests that somebody is in office on its day; the bounds say between which days they came and went.

    \b
    Examples:
      kg who 徐汇区委书记
      kg who 徐汇区政府 --on 2021-07-30
      kg who 徐汇区委书记 --json
    """
    from kg.graph import open_store
    from kg.graph.careers import line_of_holders

    with open_store(store, mode="read") as opened:
        lines = line_of_holders(opened, office, on=on)
    if as_json or form == "json":
        write_value([line.to_dict() for line in lines], output)
        return
    columns = ("职务", "姓名", *(("当日",) if on else ()), "时间", "原文", "出处")
    rows = (
        (line.seat.title, held.name, *((_ON[held.on(on)],) if on else ()), held.in_words(), *_source(held))
        for line in lines
        for held in line.holders
    )
    write_rows(columns, rows, form=form, output=output, bom=bom)


_ON = {"yes": "在任", "maybe": "可能在任", "no": "不在任"}


@click.command()
@click.argument("person")
@rows_options
@store_option
def career(person: str, form: str | None, as_json: bool, output: str | None, bom: bool, store: str) -> None:
    """What a person held, in the order of time: by name, or by an identifier where several have the name.

    一个人的任职经历,附出处。

    \b
    Examples:
      kg career 俞林伟
      kg career person/310104/刘琪 --json
    """
    from kg.graph import open_store
    from kg.graph.careers import career as careers

    with open_store(store, mode="read") as opened:
        found = careers(opened, person)
    if as_json or form == "json":
        write_value([one.to_dict() for one in found], output)
        return
    rows = (
        (one.name, local(one.person), held.title, held.in_words(), *_source(held))
        for one in found
        for held in one.held
    )
    write_rows(("姓名", "标识", "职务", "时间", "原文", "出处"), rows, form=form, output=output, bom=bom)


@click.command()
@click.argument("one", required=False, metavar="[A")
@click.argument("other", required=False, metavar="B]")
@click.option("--yes", "verdict", flag_value="yes", help="A and B are the same.")
@click.option("--no", "verdict", flag_value="no", help="A and B are not the same, whatever comes to light.")
@click.option("--undo", "verdict", flag_value="undo", help="Take back what was decided on A and B.")
@click.option("--why", metavar="TEXT", default="", help="The reason of the decision; it is kept.")
@click.option("--author", metavar="NAME", help="Who decides; default: the name you are logged in by.")
@click.option("--decisions", type=PATH, metavar="FILE", help="The file of decisions; default: beside the store.")
@rows_options
@store_option
def same(
    one: str | None,
    other: str | None,
    verdict: str | None,
    why: str,
    author: str | None,
    decisions: str | None,
    form: str | None,
    as_json: bool,
    output: str | None,
    bom: bool,
    store: str,
) -> None:
    """Who is who: list the pairs that may be one, or decide on a pair.

    列出疑为同一人的各对,或对一对作出判断;判断写入文本文件,可撤回。

    Without A and B, the unsure pairs, the most important first, with what speaks for and against. With A and B
    (identifiers as the list shows them) and --yes, --no or --undo, the decision is written down and the graph follows.

    \b
    Examples:
      kg same
      kg same person/310104/刘琪 person/310000/刘琪 --yes --why "同一履历,见2021年公示"
      kg same person/310104/刘琪 person/310000/刘琪 --undo --why "误判"
    """
    from kg import pipeline
    from kg.graph import open_store

    path = None if decisions is None else Path(decisions)
    if one is None or other is None:
        if one or verdict:
            raise UsageError("a decision needs both: kg same A B --yes|--no|--undo --why TEXT")
        with open_store(store, mode="read") as opened:
            pairs = pipeline.judge(opened, path).unsure
        if as_json or form == "json":
            write_value([pair.to_dict() for pair in pairs], output)
        else:
            write_rows(("甲", "乙", "分", "甲任", "乙任", "理由"), map(_pair, pairs), form=form, output=output, bom=bom)
        if not pairs:
            say("no pair is unsure 没有存疑的人")
        return
    if verdict is None:
        raise UsageError("say what you decide: --yes, --no or --undo")
    if not why.strip():
        raise UsageError("give the reason of the decision with --why; it is kept beside it")
    with open_store(store, mode="write") as opened:
        decided = pipeline.decide(
            opened, path, one, other, verdict,
            author=author or _login(), date=datetime.date.today().isoformat(), why=why.strip(),
        )
    say(f"written to {decided.path}; {decided.rewritten} pages follow 已写入,{decided.rewritten} 版随之更新")


def _login() -> str:
    """The name that the user is logged in by."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        # No such name in a bare container, nor on a Windows without its environment.
        raise UsageError("nobody knows who you are here; give the name of the one who decides with --author") from None


def _pair(pair: Pair) -> tuple[object, ...]:
    a, b = pair.a, pair.b
    reasons = [f"{reason.text}({reason.weight:+.2g})" for reason in pair.reasons]
    return local(a.iri), local(b.iri), round(pair.score, 2), list(a.titles[:3]), list(b.titles[:3]), reasons


def _source(held: Held) -> tuple[str, str]:
    """The first sentence that says so, and where it stands."""
    if not held.sources:
        return "", ""
    source = held.sources[0]
    return source.quote, f"{source.page}:{source.start}-{source.end}"

