"""The graph in the formats of neighbours: what other communities' tools read.

    ftm      FollowTheMoney entities, one JSON object a line (OpenSanctions, Aleph, yente)
    popolo   Popolo JSON (EveryPolitician, mySociety)
    graphml  a network for Gephi, yEd, Cytoscape, igraph
    gexf     a network for Gephi
    csv      tidy tables in a folder or a zip, for a spreadsheet

Each says less than Turtle does: these are copies to work with, and every record keeps its IRI, by which the graph has
all of it. The same graph gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO

from kg.errors import OutputError, UsageError
from kg.graph.neighbours.rows import Tables
from kg.graph.neighbours.tables import read_tables
from kg.graph.shapes import Queried

NEIGHBOURS = ("ftm", "popolo", "graphml", "gexf", "csv")

__all__ = ["NEIGHBOURS", "Tables", "read_tables", "write_neighbour"]


def write_neighbour(store: Queried, format: str, out: Path | IO[bytes], *, bom: bool = False) -> None:
    """Write the store's default graph in one of :data:`NEIGHBOURS`.

    ``out`` is a binary stream or a path. "csv" makes a folder of tables, or a zip where the path ends in ``.zip`` or
    ``out`` is a stream; ``bom`` begins each table with a byte order mark, for Excel on Chinese Windows. UsageError for
    another format, OutputError if a file cannot be written.
    """
    if format not in NEIGHBOURS:
        raise UsageError(f"unknown format {format!r}: {', '.join(NEIGHBOURS)}")
    tables = read_tables(store)
    if format == "csv":
        from kg.graph.neighbours import tidy

        files = tidy.csv_files(tables, bom=bom)
        if isinstance(out, Path) and out.suffix.lower() != ".zip":
            _write_folder(files, out)
            return
        data = tidy.zipped(files)
    else:
        data = _writer(format)(tables)
    if isinstance(out, Path):
        _write_file(data, out)
    else:
        out.write(data)


def _writer(format: str) -> Callable[[Tables], bytes]:
    # A format's module is loaded when it is asked for: networkx alone takes a third of a second.
    if format == "ftm":
        from kg.graph.neighbours.ftm import ftm

        return ftm
    if format == "popolo":
        from kg.graph.neighbours.popolo import popolo

        return popolo
    from kg.graph.neighbours import networks

    return networks.graphml if format == "graphml" else networks.gexf


def _write_file(data: bytes, path: Path) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error


def _write_folder(files: dict[str, bytes], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}") from error
    for name, data in files.items():
        _write_file(data, folder / name)
