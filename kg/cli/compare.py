"""kg diff: what changed between two graphs."""

from __future__ import annotations

import click

from kg.cli.options import PATH
from kg.cli.output import say, write_value, written, written_text

FORMATS = ("text", "json", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, metavar="FORM",
              help=", ".join(FORMATS) + ".")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write there instead of to stdout.")
@click.option("--exit-status", is_flag=True, help="Exit 1 when there is a change.")
def diff(old: str, new: str, form: str, as_json: bool, output: str | None, exit_status: bool) -> int:
    """What changed from OLD to NEW: people who appeared, vanished, changed office; new bodies and policies.

    两个图谱之间的变化:谁新出现,谁换了职务,新机构,新政策。

    OLD and NEW are stores (folders, addresses) or RDF files.

    \b
    Examples:
      kg diff store-2021 store-2024
      kg diff old.ttl new.ttl --format json
    """
    from kg.graph.diff import diff as compare
    from kg.graph.formats import write_triples

    found = compare(old, new)
    if as_json or form == "json":
        write_value(found.to_dict(), output)
    elif form == "text":
        with written_text(output) as out:
            out.writelines(f"{line}\n" for line in found.in_words())
        if not found.changes:
            say("no change 没有变化")
    else:
        with written(output) as raw:
            write_triples(found.triples(), form, raw)
    return int(exit_status and bool(found.changes))
