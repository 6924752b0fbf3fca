"""The whole store written in one of the formats that other programs read; the same bytes for the same knowledge."""

from __future__ import annotations

from typing import IO

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.graph.formats import write_lines, write_triples
from kg.graph.result import GRAPH_FORMATS
from kg.graph.store import GraphStore
from kg.graph.table import write_facts
from kg.graph.turtle import namespaces, trig

FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "facts")

# The usual ending of a file of each format.
ENDINGS = {
    "turtle": ".ttl",
    "ntriples": ".nt",
    "nquads": ".nq",
    "trig": ".trig",
    "jsonld": ".jsonld",
    "rdfxml": ".rdf",
    "facts": ".jsonl",
}


def export(store: GraphStore, format: str, out: IO[bytes]) -> None:
    """Write the store's knowledge in one of :data:`FORMATS`.

    The formats of a graph hold the default graph; "nquads" and "trig" hold the graphs of pages and articles too, and
    read back by :func:`kg.graph.loading.load` they make the same store; "facts" is the table of facts as JSON Lines.
    UsageError for an unknown format.
    """
    if format in GRAPH_FORMATS:
        write_lines(store.lines(), format, out, base=store.base)
    elif format == "nquads":
        out.write("".join(f"{line}\n" for line in store.lines(named=True)).encode("utf-8"))
    elif format == "trig":
        out.write(_trig(store).encode("utf-8"))
    elif format == "facts":
        write_facts(store, out)
    else:
        raise UsageError(f"unknown format {format!r}; there are {', '.join(FORMATS)}")


def export_graph(store: GraphStore, graph: NamedNode, format: str, out: IO[bytes]) -> None:
    """Write one named graph in one of the formats of a graph; UsageError for another format."""
    write_triples((q.triple for q in store.graph(graph)), format, out, base=store.base)


def _trig(store: GraphStore) -> str:
    default: list[str] = []
    graphs: dict[str, list[str]] = {}
    for line in store.lines(named=True):
        # An N-Quads line of a named graph ends in its IRI, which has no space; a literal's line ends in a quote,
        # a language or a datatype, an IRI as value has the property's IRI two words before the end.
        triple, graph = _split(line)
        if graph:
            graphs.setdefault(graph, []).append(triple)
        else:
            default.append(triple)
    return trig(default, graphs, namespaces(store.base))


def _split(line: str) -> tuple[str, str]:
    """An N-Quads line as an N-Triples line and the name of its graph ("" for the default graph)."""
    subject, predicate, rest = line.split(" ", 2)
    value = rest[:-2]
    cut = value.rfind(" ")
    # A space left in the value separates the graph, unless it stands inside a literal's quotes.
    if cut < 0 or value[-1] != ">" or value[cut + 1] != "<" or (value[0] == '"' and value.rfind('"') > cut):
        return line, ""
    return f"{subject} {predicate} {value[:cut]} .", value[cut + 1 :]
