"""kg build: pages in, graph out, and what came of it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli.options import PATH, day, quiet_option, store_option
from kg.cli.output import print_table, say, write_rows, write_value, written, written_text
from kg.cli.progress import PageProgress
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.pipeline import BuildReport, Columns

_CHANGES_SHOWN = 12
# From so many pages on starting processes pays.
_MANY = 200


@click.command()
@click.argument("pages", nargs=-1, type=PATH, metavar="[PAGES]...")
@click.option("--sample", is_flag=True, help="Build the five sample pages that come with kg.")
@store_option
@click.option("--published", type=day, metavar="DATE", default="", help="Day of issue of pages that print none.")
@click.option("--jurisdiction", metavar="NAME", default="",
              help="Whose pages these are, like 上海市徐汇区; default: worked out from each page.")
@click.option("--columns", metavar="NAME=COLUMN,…", default="",
              help="Tables of articles: which column is the title, text, date, source, author, paper, number, id.")
@click.option("--turtle", type=PATH, metavar="FILE", help="Also write the whole graph as Turtle.")
@click.option("--html", type=PATH, metavar="FILE", help="Also write the graph as a page to look at.")
@click.option("--report", type=PATH, metavar="FILE",
              help="Write the sentences with a person or an office in which no rule fired, as CSV (.json: JSON).")
@click.option("--rules", type=PATH, metavar="DIR", help="A folder of rules of your own, beside those of kg.")
@click.option("--gazetteer", type=PATH, metavar="FILE", help="A file of names of your own, beside those of kg.")
@click.option("--extractor", "extractors", multiple=True, metavar="NAME",
              help="An installed extractor to ask beside kg's own; repeatable.")
@click.option("--decisions", type=PATH, metavar="FILE", help="The file of judgements on who is who; see kg same.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N",
              help="Processes that read pages; default: all processors for 200 pages and more, else 1.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local",
              help="dask: pages from any address (s3://…, globs, shards), extracted on a Dask cluster into --shards.")
@click.option("--scheduler", metavar="ADDRESS", default="",
              help="The Dask scheduler, like tcp://host:8786; default: --workers processes on this machine.")
@click.option("--shards", metavar="ADDRESS", default="",
              help="Where an engine leaves the graph as N-Quads, for kg load; all workers must reach it.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of it as JSON.")
@click.option("-v", "--verbose", is_flag=True, help="One line a page on stderr.")
@quiet_option
def build(
    pages: tuple[str, ...],
    sample: bool,
    store: str,
    published: str,
    jurisdiction: str,
    columns: str,
    turtle: str | None,
    html: str | None,
    report: str | None,
    rules: str | None,
    gazetteer: str | None,
    extractors: tuple[str, ...],
    decisions: str | None,
    workers: int | None,
    engine: str,
    scheduler: str,
    shards: str,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Read pages, extract their facts, and bring the store up to date.

    读版面(文件、文件夹、压缩包),抽取事实,存入图谱。未变的版面不重做,改过的版面替换旧说法。

    PAGES are files, folders and archives; - is stdin. Text, Markdown, web pages, PDF with a text layer, Word, and
    tables of articles (CSV, JSON Lines).

    Without PAGES, or with --sample, the sample pages are built. Exit code 3 when some page could not be read; the
    others are built all the same.

    \b
    Examples:
      kg build seeds/articles --turtle graph.ttl --html graph.html
      kg build 报纸/2021 --jurisdiction 上海市徐汇区 --store xuhui
      kg build page.txt --published 2021-04-26 --report left.csv
      kg build articles.csv --columns title=标题,text=正文,date=日期
      kg build 's3://papers/*.tar' --engine dask --scheduler tcp://host:8786 --shards s3://graph/job
    """
    from kg import pipeline
    from kg.graph import export, open_store

    if sample or not pages:
        if not sample:
            say("no PAGES given: building the sample pages 未给版面,用样例", quiet=quiet)
        pages = (*pages, str(pipeline.SAMPLE_PAGES))
    if engine == "dask" or shards or scheduler:
        if engine != "dask" or not shards:
            raise UsageError("--engine dask, --shards ADDRESS and --scheduler go together; see kg build --help")
        if turtle or html or report:
            raise UsageError("--engine dask writes shards only: load them with kg load, then export or view the store")
        options: dict[str, Any] = {
            "published": published, "jurisdiction": jurisdiction, "columns": _columns(columns), "rules": rules,
            "gazetteer": gazetteer, "extractors": extractors, "decisions": Path(decisions) if decisions else None,
        }
        return _on_cluster(pages, shards, scheduler, workers or os.cpu_count() or 1, options, as_json, quiet)
    reading, recall = pipeline.ReadReport(), pipeline.Recall()
    found = pipeline.readable(pages, published=published, columns=_columns(columns), reading=reading, recall=recall)
    by = pipeline.reader(jurisdiction=jurisdiction, rules=rules, gazetteer=gazetteer, extractors=extractors)
    total = pipeline.count_inputs(pages)
    with (
        PageProgress(total=total, verbose=verbose, quiet=quiet) as progress,
        open_store(store, mode="write") as opened,
    ):
        done = pipeline.build_pages(
            found, opened, by, decisions=decisions, reading=reading, recall=recall, report_left=report is not None,
            workers=workers or (os.cpu_count() or 1 if total >= _MANY else 1), progress=progress.page,
        )
        progress.stop()
        if turtle:
            with written(turtle) as out:
                export(opened, "turtle", out)
        if html:
            from kg.publish.view import render_html, view_from_store

            with written_text(html) as page:
                page.write(render_html(view_from_store(opened)))
    if report:
        _write_left(done, report)
    if as_json:
        write_value(done.to_json())
    elif not quiet:
        _close(done, store, turtle=turtle, html=html, err="-" in (turtle, html, report))
    if as_json or quiet:
        for item in done.unread:
            say(f"kg: not read: {item.name}: {item.reason}")
    return 3 if done.unread else 0


def _on_cluster(
    pages: tuple[str, ...], out: str, scheduler: str, workers: int, options: dict[str, Any], as_json: bool, quiet: bool
) -> int:
    """Build shards on Dask, and say what to do with them."""
    from kg.pipeline.engines import DaskEngine, build_shards

    steps = {"read": "读版面", "resolve": "辨认同名", "write": "写图谱"}

    def progress(step: str, done: int, of: int) -> None:
        # A line each tenth of a step: jobs run for hours and their output goes to logs.
        if done == of or done % max(1, of // 10) == 0:
            say(f"{steps[step]} {done}/{of}", quiet=quiet)

    with DaskEngine.at(scheduler, workers) as engine:
        done = build_shards(pages, out, engine, progress=progress, **options)
    if as_json:
        write_value(done.to_json())
    elif not quiet:
        rows = [("版面", done.pages), ("分片", done.shards), ("未读", len(done.unread))]
        print_table(("", "数"), rows, err=False)
        say(f"Next 接下来:\n  kg load {shlex.quote(done.out)} --store DIR")
    for item in done.unread:
        say(f"未读 {item.name}: {item.reason}")
    return 3 if done.unread else 0


def _columns(text: str) -> Columns:
    from kg.pipeline import Columns

    given = dict(part.partition("=")[::2] for part in text.split(",") if part)
    known = Columns.__dataclass_fields__
    for name, column in given.items():
        if name not in known or not column:
            raise UsageError(f"--columns {text}: write like title=标题,text=正文; the names are {', '.join(known)}")
    return Columns(**given)


def _write_left(done: BuildReport, path: str) -> None:
    rows = ((left.page, left.article, left.start, left.end, left.why, left.quote) for left in done.left)
    form = "json" if path.endswith(".json") else "csv"
    write_rows(("page", "article", "start", "end", "why", "sentence"), rows, form=form, output=path)


def _close(done: BuildReport, store: str, *, turtle: str | None, html: str | None, err: bool) -> None:
    """The closing table, what was not read and why, and what to try next."""
    rows = [
        ("版面", done.pages, f"新 {done.new} · 更新 {done.replaced} · 未变 {done.same}"),
        ("文章", done.articles, ""),
        ("人物", done.persons, f"疑为同一人 {done.unsure} 对,见 kg same" if done.unsure else ""),
        ("机构", done.bodies, ""),
        ("事件", done.events, ""),
        ("政策", done.policies, ""),
        ("事实", done.facts, ""),
        ("未读", len(done.unread), "见下" if done.unread else ""),
    ]
    print_table(("图谱", "数", ""), rows, err=err)
    for item in done.unread:
        say(f"未读 {item.name}: {item.reason}")
    for line in done.assumed:
        say(line)
    if done.changes:
        say(f"这次带来的变化({len(done.changes)}):")
    for change in done.changes[:_CHANGES_SHOWN]:
        say(f"  {change.in_words()}")
    if len(done.changes) > _CHANGES_SHOWN:
        say(f"  … 其余 {len(done.changes) - _CHANGES_SHOWN} 项用 --json 看")
    for decision in done.idle:
        say(f"{decision}: this decision meets nobody in the store 图谱里没有这条判断所说的人")
    if done.refused:
        say(
            f"{done.refused} facts of other extractors were refused: the page does not bear them out"
            f" 外来抽取器的 {done.refused} 条事实与原文不符,未收"
        )
    if done.undated:
        say(
            f"{_pages(done.undated)} no day of issue: dates like 昨天 stay open; give it with --published"
            f" {done.undated} 版不知出版日,昨天等日期存疑,可用 --published 指明"
        )
    if done.unplaced:
        say(
            f"{_pages(done.unplaced)} not whose news it is: 区委 and 我区 stay open; give it with --jurisdiction"
            f" {done.unplaced} 版不知是哪里的,区委、我区等存疑,可用 --jurisdiction 指明"
        )
    named = click.get_current_context().get_parameter_source("store") is ParameterSource.COMMANDLINE
    at = f" --store {shlex.quote(store)}" if named else ""
    if html and html != "-":
        say(f"{html}: open it with a browser 用浏览器打开即可")
    say("Next 接下来:")
    for command in (
        f"kg query --list{at}",
        f"kg find 书记{at}",
        f"kg serve{at}",
        *(() if turtle else (f"kg export -o graph.ttl{at}",)),
        *(() if html else (f"kg view -o graph.html{at}",)),
    ):
        say(f"  {command}")


def _pages(n: int) -> str:
    return "1 page tells" if n == 1 else f"{n} pages tell"
