"""RDF of other origin read into a store: what a file says lies in a graph of its own and can be replaced by it."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg import terms
from kg.errors import InputError, UsageError, why
from kg.graph.rdf import node
from kg.graph.store import GraphStore, Put

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".n3": RdfFormat.N3,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
_BOOKS = node(terms.STORE_GRAPH)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file: its path, the graph of its triples, how many triples it has, and whether they are new
    in the store, the same as before, or replace those of a file of the same name."""

    path: Path
    graph: str
    triples: int
    put: Put


def load(store: GraphStore, files: Iterable[Path | str], *, format: str = "") -> list[Loaded]:
    """Read RDF files into the store, each in one transaction; a file of the same name replaces what it said before.

    The format is told by the file's ending (``.gz`` may follow) or by ``format``, an ending without its dot. Triples of
    named graphs (N-Quads, TriG) go into these graphs, all others into the file's own. Blank nodes become IRIs, so that
    they can be taken back. InputError names file, line and column of what cannot be read, and nothing of that file is
    taken in; UsageError if two files have one name.
    """
    paths = [Path(f) for f in files]
    by_name: dict[str, Path] = {}
    for path in paths:
        if path.name in by_name:
            raise UsageError(
                f"{by_name[path.name]} and {path} have one name and would replace each other; load them apart"
            )
        by_name[path.name] = path
    return [_load(store, path, format) for path in paths]


def _load(store: GraphStore, path: Path, format: str) -> Loaded:
    own = NamedNode(terms.mint(terms.LOADED_GRAPHS, path.name))
    named: dict[NamedNode, dict[Triple, None]] = {}
    plain: dict[Triple, None] = {}
    for q in _quads(path, format, own.value):
        if isinstance(q.graph_name, NamedNode):
            if q.graph_name != _BOOKS:
                named.setdefault(q.graph_name, {})[q.triple] = None
        else:
            plain[q.triple] = None
    # A store's own export has every triple of a named graph in the default graph too: said once is enough.
    elsewhere = {t for triples in named.values() for t in triples}
    own_triples = [t for t in plain if t not in elsewhere]
    graphs = {graph: list(triples) for graph, triples in named.items()}
    graphs.setdefault(own, []).extend(own_triples)
    put = store.put_graphs(graphs)
    return Loaded(path, own.value, len(plain.keys() | elsewhere), put)


def _quads(path: Path, format: str, base: str) -> Iterator[Quad]:
    ending = f".{format.lstrip('.')}" if format else _ending(path)
    if ending not in _FORMATS:
        raise InputError(f"{path}: {ending or 'no ending'} is no RDF format; there are {', '.join(sorted(_FORMATS))}")
    try:
        with closing(_open(path)) as data:
            yield from read_quads(data, _FORMATS[ending], base=base, genid=f"{base}/.well-known/genid")
    except SyntaxError as e:
        where = f":{e.lineno}:{e.offset}" if e.lineno else ""
        raise InputError(f"{path}{where}: {e.msg or e}") from e
    except (OSError, ValueError) as e:
        raise InputError(f"{path} cannot be read: {why(e)}") from e


def read_quads(data: IO[bytes] | bytes, format: RdfFormat, *, base: str, genid: str) -> Iterator[Quad]:
    """The quads of a document, relative IRIs against ``base`` and blank nodes as IRIs below ``genid``, in the order in
    which they come. SyntaxError, OSError or ValueError for what cannot be read."""
    names: dict[BlankNode, NamedNode] = {}

    def named(term: object) -> object:
        if isinstance(term, BlankNode):
            return names.setdefault(term, NamedNode(f"{genid}/{len(names)}"))
        return term

    for q in parse(data, format, base_iri=base):
        s, o, g = named(q.subject), named(q.object), named(q.graph_name)
        yield Quad(s, q.predicate, o, g)  # type: ignore[arg-type]


def _ending(path: Path) -> str:
    return path.with_suffix("").suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]
