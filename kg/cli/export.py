"""kg export and kg load: the graph out to other programs, and RDF in."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import PATH, store_option
from kg.cli.output import say, write_rows, write_value, written

# As kg.graph.FORMATS; kept here so that --help need not load the store, and compared by a test.
FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "facts")
NEIGHBOURS = ("ftm", "popolo", "graphml", "gexf", "csv")


@click.command()
@click.option("--format", "form", type=click.Choice((*FORMATS, *NEIGHBOURS)), default="turtle", show_default=True,
              metavar="FORM", help=", ".join((*FORMATS, *NEIGHBOURS)) + ".")
@click.option("-o", "--output", type=PATH, metavar="FILE",
              help="Write there instead of to stdout; for csv a folder or a .zip.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for Excel on Chinese Windows.")
@store_option
def export(form: str, output: str | None, bom: bool, store: str) -> None:
    """Write the whole graph in a format that other programs read; the same graph gives the same bytes.

    导出整个图谱;同一图谱,字节相同。

    facts is the table of facts with their sentences (JSON Lines); ftm FollowTheMoney, popolo Popolo JSON, graphml and
    gexf for network tools; csv one tidy table each of persons, bodies, tenures, events …

    \b
    Examples:
      kg export -o graph.ttl
      kg export --format facts -o facts.jsonl
      kg export --format csv -o tables
      kg export --format jsonld | gzip > graph.jsonld.gz
    """
    from kg.graph import export as write
    from kg.graph import open_store

    with open_store(store, mode="read") as opened:
        if form in NEIGHBOURS:
            from kg.graph.neighbours import write_neighbour

            if form == "csv" and output not in (None, "-"):
                write_neighbour(opened, form, Path(output), bom=bom)
                return
            with written(output) as out:
                write_neighbour(opened, form, out, bom=bom)
        else:
            with written(output) as out:
                write(opened, form, out)


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@click.option("--format", "form", metavar="FORM", default="", help="ttl, nt, nq, trig, rdf, jsonld.")
@click.option("--json", "as_json", is_flag=True, help="Print what was loaded as JSON.")
@store_option
def load(files: tuple[str, ...], form: str, as_json: bool, store: str) -> None:
    """Read RDF files into the store; a file of the same name replaces what it said before.

    把 RDF 文件读入图谱。

    \b
    Examples:
      kg load graph.ttl --store copy
      kg load shard-*.nq.gz
      kg load s3://graph/job --store DIR      what kg build --engine dask left there
    """
    from kg.graph import load as read
    from kg.graph import open_store

    # A folder or an address is what a job left, a file is RDF.
    if len(files) == 1 and ("://" in files[0] or Path(files[0]).is_dir()):
        _load_job(files[0], store, as_json)
        return
    with open_store(store, mode="write") as opened:
        loaded = read(opened, files, format=form)
    rows = [(str(one.path), one.triples, one.put) for one in loaded]
    write_rows(("file", "triples", "put"), rows, as_json=as_json)


def _load_job(address: str, store: str, as_json: bool) -> None:
    """Load the shards that a build on a cluster left at an address."""
    from kg.graph import open_store
    from kg.pipeline.engines import load_shards

    with open_store(store, mode="write") as opened:
        loaded = load_shards(opened, address, progress=lambda done, of: say(f"读入分片 {done}/{of}"))
    value = {"shards": loaded.shards, "there": loaded.there, "pages": loaded.pages}
    if as_json:
        write_value(value)
    else:
        write_rows(tuple(value), [tuple(value.values())])
