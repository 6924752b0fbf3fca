"""The store for users of rdflib: a Dataset that reads, whatever lies below it.

It is an oxrdflib store with what oxrdflib does unlike rdflib mended: plain strings come back plain, a length is a
count, the project's prefixes are bound, a graph can be asked for without being made, and a prepared query or one with
``initBindings`` runs in the database instead of silently in Python.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any, NoReturn

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result as RdflibResult
from rdflib.term import Identifier, Node, Variable

from kg import terms
from kg.errors import StoreError
from kg.graph.engine import DEFAULT, Engine
from kg.graph.local import LocalEngine

_BOOKS = ox.NamedNode(terms.STORE_GRAPH)


def dataset_of(engine: Engine) -> Dataset:
    """A Dataset that reads the engine's store; it lives as long as the store is open."""
    dataset = Dataset(store=_ReadingStore(engine))
    for prefix, iri in terms.PREFIXES.items():
        dataset.bind(prefix, iri)
    return dataset


def to_rdflib(term: Any) -> Any:
    """An Oxigraph term as an rdflib one; a plain string has no datatype, as rdflib's own parsers have it."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        kind = term.datatype.value
        return Literal(term.value) if kind == terms.XSD_STRING else Literal(term.value, datatype=URIRef(kind))
    raise StoreError(f"rdflib has no term for {term}")


def from_rdflib(term: Node | None) -> Any:
    """An rdflib term as an Oxigraph one; None stays None."""
    if term is None:
        return None
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype and not term.language else None
        return ox.Literal(str(term), language=term.language, datatype=datatype)
    raise StoreError(f"{term!r} stands for no term of the store")


class _ReadingStore(OxigraphStore):
    """What rdflib asks of a store, answered by an engine."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(store=engine.opened.store if isinstance(engine, LocalEngine) else None)
        self._engine = engine

    @property
    def _inner(self) -> ox.Store:
        if not isinstance(self._engine, LocalEngine):
            raise StoreError("the ox- formats read Oxigraph's own files; a server's graph is written with the others")
        return self._engine.opened.store

    def triples(
        self, triple_pattern: tuple[Node | None, Node | None, Node | None], context: Graph | None = None
    ) -> Iterator[tuple[tuple[Node, Node, Node], Iterator[Graph]]]:
        subject, predicate, object_ = (from_rdflib(term) for term in triple_pattern)
        if isinstance(subject, ox.Literal) or isinstance(predicate, (ox.Literal, ox.BlankNode)):
            return
        for q in self._engine.quads(_graph_name(context), subject, predicate, object_):
            if q.graph_name != _BOOKS:
                yield (to_rdflib(q.subject), to_rdflib(q.predicate), to_rdflib(q.object)), iter((self._named(q),))

    def contexts(self, triple: tuple[Node, Node, Node] | None = None) -> Generator[Graph, None, None]:
        if triple is not None:
            for _, graphs in self.triples(triple):
                yield from graphs
            return
        for row in self._engine.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g", {}):
            if row[0] != _BOOKS:
                yield Graph(identifier=to_rdflib(row[0]), store=self)

    def __len__(self, context: Graph | None = None) -> int:
        graph = None if context is None else _graph_name(context)
        where = "{ ?s ?p ?o }" if graph is None or graph == DEFAULT else f"{{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        for row in self._engine.query(f"SELECT (COUNT(*) AS ?n) WHERE {where}", {}).records():
            return int(str(row["n"]))
        return 0

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **kwargs: object,
    ) -> RdflibResult:
        if kwargs:
            raise TypeError(f"the store's query takes no {', '.join(sorted(kwargs))}")
        text = query if isinstance(query, str) else _text_of(query)
        extra = {p: iri for p, iri in initNs.items() if p not in terms.PREFIXES and f"{p}:" in text}
        declared = "".join(f"PREFIX {p}: <{iri}> " for p, iri in extra.items())
        whole = queryGraph is None or queryGraph == "__UNION__" or queryGraph == DATASET_DEFAULT_GRAPH_ID
        graph = None if whole else ox.NamedNode(str(queryGraph))
        bindings = {str(name): from_rdflib(term) for name, term in initBindings.items()}
        answer = self._engine.query(declared + text, bindings, graph=graph)
        if answer.form == "ask":
            out = RdflibResult("ASK")
            out.askAnswer = answer.boolean
        elif answer.form == "graph":
            out = RdflibResult("CONSTRUCT")
            out.graph = Graph()
            for t in answer.triples():
                out.graph.add((to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object)))
        else:
            out = RdflibResult("SELECT")
            out.vars = [Variable(name) for name in answer.variables]
            columns = out.vars
            out.bindings = (
                {v: to_rdflib(t) for v, t in zip(columns, row, strict=True) if t is not None} for row in answer
            )
        return out

    def add_graph(self, graph: Graph) -> None:
        """A graph that is asked for is not made."""

    def close(self, commit_pending_transaction: bool = False) -> None:
        """The store itself stays open: whoever opened it closes it."""

    def add(self, triple: Any, context: Graph, quoted: bool = False) -> NoReturn:
        self._refuse()

    def addN(self, quads: Iterable[Any]) -> NoReturn:  # noqa: N802
        self._refuse()

    def remove(self, triple: Any, context: Graph | None = None) -> NoReturn:
        self._refuse()

    def remove_graph(self, graph: Graph) -> NoReturn:
        self._refuse()

    def update(self, *args: object, **kwargs: object) -> NoReturn:
        self._refuse()

    def _named(self, quad: ox.Quad) -> Graph:
        name = quad.graph_name
        return Graph(identifier=DATASET_DEFAULT_GRAPH_ID if name == DEFAULT else to_rdflib(name), store=self)

    def _refuse(self) -> NoReturn:
        raise StoreError("this Dataset only reads: pages go in by `kg build`, other RDF by `kg load`")


def _graph_name(context: Graph | None) -> Any:
    if context is None:
        return None
    if isinstance(context, Dataset) or context.identifier == DATASET_DEFAULT_GRAPH_ID:
        return DEFAULT
    return from_rdflib(context.identifier)


def _text_of(query: Query) -> str:
    """The text that a prepared query was made from, with the prefixes that it was given."""
    try:
        text, namespaces, base = query._original_args
    except AttributeError as e:
        raise StoreError("a query built from algebra has no text to run; pass its text or use prepareQuery") from e
    declared = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in (namespaces or {}).items())
    return f"{f'BASE <{base}> ' if base else ''}{declared}{text}"
