"""kg validate: whether a graph keeps the rules of its terms and of governance."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import PATH, store_option
from kg.cli.output import written_text

# As kg.graph.findings.FINDING_FORMATS; kept here so that --help need not load the store, and compared by a test.
FORMATS = ("text", "json", "turtle")


@click.command()
@click.argument("file", required=False, type=PATH)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, metavar="FORM",
              help=", ".join(FORMATS) + " (a SHACL report).")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Write there instead of to stdout.")
@store_option
def validate(file: str | None, form: str, as_json: bool, output: str | None, store: str) -> int:
    """Check the store, or an RDF FILE, by the shapes of the ontology: who, what, where it says so, what to do.

    检查图谱:证据是否完整,同一职务是否同时两人,离任是否早于到任……逐条说明是谁、哪里、怎么办。

    Exit code 1 when a rule is broken, 0 when there are only warnings.

    \b
    Examples:
      kg validate
      kg validate graph.ttl --format turtle -o report.ttl
    """
    from kg.graph import open_store
    from kg.graph.findings import write_findings
    from kg.graph.validate import checked, conforms, read_graph
    from kg.graph.validate import validate as findings_of

    form = "json" if as_json else form
    with written_text(output) as out:
        if file is not None:
            graph = read_graph(Path(file))
            found = findings_of(graph)
            write_findings(found, form, out, checked=checked(graph))
        else:
            with open_store(store, mode="read") as opened:
                found = findings_of(opened)
                write_findings(found, form, out, checked=checked(opened))
    return 0 if conforms(found) else 1
