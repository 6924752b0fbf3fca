"""The store: pages go in and come out whole, and every query reads knowledge that stands there once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad, Triple

from kg import terms
from kg.errors import UsageError
from kg.graph import rdf
from kg.graph.books import BOOKS, DIGEST, note_property, noted, page_books
from kg.graph.bulk import Bulk
from kg.graph.engine import DEFAULT, Engine
from kg.graph.layout import check_layout
from kg.graph.leash import Leash
from kg.graph.prepared import Prepared, prepare
from kg.graph.quads import page_iri
from kg.graph.rdf import node
from kg.graph.replacing import amend, fill, replace
from kg.graph.result import Result
from kg.model import PageFacts

if TYPE_CHECKING:
    from rdflib import Dataset

_DERIVED = node(terms.DERIVED_GRAPH)
_IS_PART_OF = node(terms.SCHEMA_IS_PART_OF)

_PAGES = """SELECT ?page ?name ?sha256 WHERE {
  GRAPH ?page { ?page a lg:Page ; schema:name ?name ; lg:sha256 ?sha256 } } ORDER BY ?name"""
_PAGE = "SELECT ?page WHERE { GRAPH ?page { ?page a lg:Page ; schema:name ?name } }"
_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?graph schema:isPartOf ?page } }"
_COUNTS = """SELECT ?class (COUNT(?thing) AS ?n) WHERE {
  VALUES ?class { lg:Page schema:NewsArticle foaf:Person org:Organization schema:Event prov:Plan org:Membership
                  cv:Participation lg:Issuance lg:Implementation rdf:Statement lg:Evidence }
  ?thing a ?class } GROUP BY ?class"""

Put = Literal["new", "same", "replaced"]


class GraphStore:
    """A store of pages; a context manager that closes it. Made by :func:`kg.graph.opening.open_store`."""

    def __init__(self, engine: Engine, *, base: str = terms.BASE) -> None:
        self._engine = engine
        self.base = base
        self._bulk: Bulk | None = None
        check_layout(engine)

    @property
    def location(self) -> str:
        """Where the store is: a path, an address, or "memory"."""
        return self._engine.location

    @property
    def writable(self) -> bool:
        """Whether the store takes pages in."""
        return self._engine.writable

    # ------------------------------------------------------------ pages

    def put_page(
        self, facts: PageFacts | Prepared, *, digest: str = "", notes: Mapping[str, str] | None = None
    ) -> Put:
        """Take in all that one page says, in one transaction; another process may have prepared it.

        "same" and nothing is written if the store has just this of the page: its bytes, jurisdiction, day of issue and
        every fact, with this ``digest`` and these ``notes``; "replaced" if what the page said before was taken back.
        The digest is what the caller will know the page by (:meth:`digests`); notes are texts that the caller keeps
        with a page, by a key. Both are book-keeping: no query over the knowledge sees them, no export has them.
        """
        prepared = facts if isinstance(facts, Prepared) else prepare(facts, base=self.base)
        page = node(prepared.page)
        books = page_books(prepared, digest, notes or {})
        if self._bulk is not None and page in self._bulk:
            self._bulk.write()
        old = self._books(page)
        if set(old) == set(books):
            return "same"
        graphs = self._graphs_of(page)
        if self._bulk is not None and not (old or graphs):
            self._bulk.add(page, prepared, books)
            return "new"
        if self._bulk is not None:
            # What pages say that are being written must not be taken for what nobody else says.
            self._bulk.wait()
        quads = tuple(prepared.quads())
        if graphs and not old:
            # Somebody has put other triples into graphs of this page, which need not say whose they are.
            graphs += [g for g in dict.fromkeys(q.graph_name for q in quads) if isinstance(g, NamedNode)]
        replace(self._engine, graphs, quads, old, books)
        return "replaced" if graphs else "new"

    def drop_page(self, name: str) -> bool:
        """Take back all that a page says, in one transaction; False if the store has no page of this name."""
        if self._bulk is not None:
            self._bulk.write()
        found = [row[0] for row in self._engine.query(_PAGE, {"name": name})]
        for page in found:
            assert isinstance(page, NamedNode)
            replace(self._engine, self._graphs_of(page), (), self._books(page), [])
        return bool(found)

    def page_quads(self, name: str) -> Iterator[Quad]:
        """What the store has of a page: the quads of its graphs, none if it does not have it."""
        for graph in self._graphs_of(node(page_iri(name, base=self.base))):
            yield from self._engine.quads(graph)

    def pages(self) -> dict[str, str]:
        """Every page by its name, with the SHA-256 of its bytes, in the order of the names."""
        return {str(row["name"]): str(row["sha256"]) for row in self._engine.query(_PAGES, {}).records()}

    def digests(self) -> dict[str, str]:
        """Every page by its name, with the digest that :meth:`put_page` was given for it."""
        return dict(sorted(noted(self._engine, DIGEST, base=self.base)))

    def page_digest(self, name: str) -> str:
        """The digest that :meth:`put_page` was given for a page, "" if the store has no such page."""
        return self._book(node(page_iri(name, base=self.base)), DIGEST) or ""

    def notes(self, key: str) -> Iterator[tuple[str, str]]:
        """The name and the note of every page that has a note of this key, one by one, in an order of their own."""
        return noted(self._engine, note_property(key), base=self.base)

    def note(self, key: str, name: str) -> str:
        """One page's note of this key, "" if there is none."""
        return self._book(node(page_iri(name, base=self.base)), note_property(key)) or ""

    def setting(self, key: str) -> str:
        """A text that the caller keeps with the store itself, "" if there is none."""
        return self._book(BOOKS, note_property(key)) or ""

    def set_setting(self, key: str, text: str) -> None:
        """Keep a text with the store itself, in the place of the one of this key; "" takes it away."""
        old = [q for q in self._books(BOOKS) if q.predicate == note_property(key)]
        new = [Quad(BOOKS, note_property(key), rdf.text(text), BOOKS)] if text else []
        if old != new:
            self._engine.exchange(old, new, [])

    @contextmanager
    def bulk(self, *, beside: bool = False) -> Iterator[None]:
        """While this is open, new pages are written many at a time: 2 to 3 times faster, for loads of thousands.

        A batch of pages is as whole as a single page: a crash leaves all of it or nothing. ``beside``: in a thread, so
        that a second core can do it while the caller goes on. Meanwhile pages only are put and dropped.
        """
        if self._bulk is not None:
            raise UsageError("a bulk load is already open")
        with closing(Bulk(self._engine, beside=beside)) as self._bulk:
            try:
                yield
                self._bulk.write()
            finally:
                self._bulk = None

    def load_prepared(self, text: bytes) -> None:
        """Take in pages that the store does not have, as N-Quads with all that :meth:`put_page` writes of them
        (:mod:`kg.graph.prepared`); to take in the same once more changes nothing."""
        if self._bulk is not None:
            self._bulk.write()
        self._engine.bulk_load(text)

    def set_derived(self, derived: Iterable[Quad | Triple]) -> bool:
        """Replace the derived graph by these triples (graph names are ignored); False if it held the same.

        Where there is none yet they go in some at a time, as they come, so that memory does not grow with them: a crash
        then leaves a part of them, and the caller has to know that it was not done.
        """
        if next(self._engine.quads(_DERIVED), None) is None:
            return fill(self._engine, _DERIVED, derived)
        quads = tuple(dict.fromkeys(Quad(t.subject, t.predicate, t.object, _DERIVED) for t in derived))
        return replace(self._engine, [_DERIVED], quads, [], [])

    def amend_graph(self, graph: NamedNode, old: Iterable[Triple], new: Iterable[Triple]) -> bool:
        """Put ``new`` in the place of ``old`` in a graph that is no page's; False if that changes nothing."""
        return amend(self._engine, graph, old, new)

    def triples(
        self, graph: NamedNode, subject: NamedNode | None = None, predicate: NamedNode | None = None
    ) -> Iterator[Triple]:
        """What a named graph holds: all, or what it says of a subject, or by a predicate."""
        return (q.triple for q in self._engine.quads(graph, subject, predicate))

    def put_graphs(self, graphs: Mapping[NamedNode, Iterable[Quad | Triple]]) -> Put:
        """Replace named graphs by these triples (graph names inside them are ignored), in one transaction.

        For RDF that comes from elsewhere, pages of another store included: the book-keeping of a page whose graphs are
        replaced is forgotten, so that the page itself is taken in anew when it comes.
        """
        quads = tuple(
            dict.fromkeys(Quad(t.subject, t.predicate, t.object, g) for g, triples in graphs.items() for t in triples)
        )
        known = any(next(self._engine.quads(g), None) is not None for g in graphs)
        pages = dict.fromkeys(graphs)
        pages |= {
            q.object: None
            for g in graphs
            for q in self._engine.quads(g, g, _IS_PART_OF)
            if isinstance(q.object, NamedNode)
        }
        books = [q for page in pages for q in self._books(page)]
        if not replace(self._engine, graphs, quads, [], []):
            return "same"
        if books:
            self._engine.exchange(books, [], [])
        return "replaced" if known else "new"

    def add_quads(self, quads: Iterable[Quad]) -> int:
        """Add quads as they are, and what stands in named graphs also to the default graph (book-keeping aside), in one
        transaction; the number of quads given. What is added so belongs to no page or file of this store."""
        given = dict.fromkeys(quads)
        known = dict.fromkeys(Quad(q.subject, q.predicate, q.object, DEFAULT) for q in given if q.graph_name != BOOKS)
        self._engine.exchange([], list(given | known), [])
        return len(given)

    # ------------------------------------------------------------ reading

    def query(
        self,
        sparql: str,
        *,
        bindings: Mapping[str, Any] | None = None,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """Evaluate a SPARQL query over the default graph; ``GRAPH`` reaches pages and articles.

        The project's prefixes need no declaration. ``bindings`` gives variables a value or a list of values
        (a str is a string literal, a pyoxigraph or rdflib term itself). After ``timeout`` seconds the query is stopped
        (QueryTimeout). ``limit`` caps the rows; :attr:`Result.truncated` says that it did. QueryError says what is
        wrong with a query and where.
        """
        if limit is not None and limit < 0:
            raise UsageError(f"a limit of {limit} rows makes no sense")
        leash = None if timeout is None else Leash(timeout)
        return self._engine.query(sparql, bindings or {}, leash=leash, cap=limit)

    def update(self, sparql: str) -> None:
        """Run a SPARQL update as one transaction. What it says belongs to no page; StoreError if the store is open for
        reading only, QueryError for a wrong update."""
        self._engine.update(sparql)

    def quads(self, *, named: bool = True) -> Iterator[Quad]:
        """All quads, book-keeping aside; those of the default graph only with ``named`` False."""
        for q in self._engine.quads(None if named else DEFAULT):
            if q.graph_name != BOOKS:
                yield q

    def graph(self, graph: NamedNode) -> Iterator[Quad]:
        """The quads of one named graph; none if there is no such graph."""
        return self._engine.quads(graph)

    def lines(self, *, named: bool = False) -> list[str]:
        """The default graph as sorted N-Triples lines, or with ``named`` all quads as sorted N-Quads lines."""
        books = f" {BOOKS} ."
        return sorted(line for line in self._engine.lines(named=named) if not named or not line.endswith(books))

    def counts(self) -> dict[str, int]:
        """How many pages, articles, persons, bodies, events, policies, facts and quotes there are."""
        n = {str(row["class"]): int(str(row["n"])) for row in self._engine.query(_COUNTS, {}).records()}
        relations = (terms.ORG_MEMBERSHIP, terms.CV_PARTICIPATION, terms.LG_ISSUANCE, terms.LG_IMPLEMENTATION)
        return {
            "pages": n.get(terms.LG_PAGE, 0),
            "articles": n.get(terms.SCHEMA_NEWS_ARTICLE, 0),
            "persons": n.get(terms.FOAF_PERSON, 0),
            "bodies": n.get(terms.ORG_ORGANIZATION, 0),
            "events": n.get(terms.SCHEMA_EVENT, 0),
            "policies": n.get(terms.PROV_PLAN, 0),
            "facts": sum(n.get(kind, 0) for kind in (*relations, terms.RDF_STATEMENT)),
            "evidence": n.get(terms.LG_EVIDENCE, 0),
        }

    def dataset(self) -> Dataset:
        """The store for users of rdflib: a Dataset that reads, with the project's prefixes bound.

        Queries given as text run in Oxigraph (or on the server), prepared ones too. It does not write.
        """
        from kg.graph.bridge import dataset_of

        return dataset_of(self._engine)

    # ------------------------------------------------------------ upkeep

    def refresh(self) -> bool:
        """For a store open to read: see what a writer has put since; False if there is nothing new. Results that are
        still being read keep the state they began with."""
        return self._engine.refresh()

    def flush(self) -> None:
        """Bring everything to the disk: after this a power cut loses nothing (a killed process never does)."""
        self._engine.flush()

    def optimize(self) -> None:
        """Order the data for reading; worth its time after a bulk load."""
        self._engine.optimize()

    def close(self) -> None:
        """Flush and let the store go. Results that were not read to their end are lost."""
        self._engine.close()

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ inside

    def _graphs_of(self, page: NamedNode) -> list[NamedNode]:
        """The graphs of a page and its articles; none if the store does not have it."""
        if next(self._engine.quads(page), None) is None:
            return []
        found = [row[0] for row in self._engine.query(_GRAPHS, {"page": page})]
        return [page, *(g for g in found if isinstance(g, NamedNode) and g != page)]

    def _book(self, thing: NamedNode, prop: NamedNode) -> str | None:
        return next(
            (q.object.value for q in self._books(thing) if q.predicate == prop and isinstance(q.object, RdfLiteral)),
            None,
        )

    def _books(self, thing: NamedNode) -> list[Quad]:
        """What the book-keeping says of the store or of a page."""
        return list(self._engine.quads(BOOKS, thing))
