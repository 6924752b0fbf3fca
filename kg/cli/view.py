"""kg view: the graph as a page to look at."""

from __future__ import annotations

import click

from kg.cli.options import PATH, day, quiet_option, store_option
from kg.cli.output import say, written_text

# As kg.publish.view.options.FORMS; kept here so that --help need not load the page.
FORMS = ("graph", "people", "bodies", "timeline")


@click.command()
@click.option("-o", "--output", type=PATH, metavar="FILE", default="graph.html", show_default=True,
              help="Where; - is stdout.")
@click.option("--focus", metavar="NAME", default="", help="Only what lies around this person, body, event or policy.")
@click.option("--hops", type=click.IntRange(min=1), default=2, show_default=True, metavar="N",
              help="How far around the focus.")
@click.option("--type", "types", metavar="KINDS", default="", help="Kinds to show, like person,body.")
@click.option("--from", "since", type=day, metavar="DATE", default="", help="Only facts from that day on.")
@click.option("--to", "until", type=day, metavar="DATE", default="", help="Only facts up to that day.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="At most so many things, the most connected.")
@click.option("--as", "form", type=click.Choice(FORMS), default="graph", show_default=True, metavar="WHAT",
              help="graph; people (who met whom); bodies (who is above whom); timeline (offices as bars).")
@click.option("--title", metavar="TEXT", default="", help="The page's heading.")
@quiet_option
@store_option
def view(
    output: str,
    focus: str,
    hops: int,
    types: str,
    since: str,
    until: str,
    top: int | None,
    form: str,
    title: str,
    quiet: bool,
    store: str,
) -> None:
    """The graph as one page that opens by a double click, without a network: search, filter, paths, and the sentences.

    把图谱做成一个网页:双击即开,不用联网;可搜索、筛选、找路径,每条关系都看得到原文。

    \b
    Examples:
      kg view -o graph.html
      kg view --focus 徐汇区委 --hops 1 -o 区委.html
      kg view --as timeline --from 2021-01-01 --to 2021-12-31 -o 2021.html
    """
    from kg.graph import open_store
    from kg.publish.view import ViewOptions, render_html, view_from_store

    options = ViewOptions(
        focus=focus, hops=hops, types=tuple(kind.strip() for kind in types.split(",") if kind.strip()),
        since=since, until=until, form=form, title=title, **({} if top is None else {"top": top}),
    )
    with open_store(store, mode="read") as opened:
        page = render_html(view_from_store(opened, options), options)
    with written_text(output) as out:
        out.write(page)
    if output != "-":
        say(f"{output}: open it with a browser 用浏览器打开即可", quiet=quiet)
