"""A SPARQL 1.1 server: queries, updates and whole graphs over HTTP.

An address is a base (``http://localhost:7878``, ``http://host/dataset``) with ``query``, ``update`` and ``store`` (or
``data``) below it, as Oxigraph and Fuseki have them; or the query endpoint itself, where the update endpoint is named
behind a ``#`` if it is another one: ``http://host/sparql#http://host/sparql-auth``. A user and a password may stand in
the address; the token of a ``kg serve --writable`` is the password of any user.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import IO, Any
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from kg import terms
from kg.errors import QueryError, StoreError
from kg.graph.binding import assemble, check_syntax, spelt
from kg.graph.engine import DEFAULT, nt_lines, update_text
from kg.graph.leash import Leash
from kg.graph.result import RdfTerm, Result, spool
from kg.graph.sparql import read_query
from kg.graph.wire import NotThere, Reply, Wire
from kg.graph.workers import Task, Workers

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_QUADS = "application/n-quads"
_CHUNK = 200

_ALL = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"


class RemoteEngine:
    """A store behind HTTP. Each method is one or a few requests; an exchange is one update, thus one transaction."""

    def __init__(self, location: str, *, writable: bool) -> None:
        address, _, update = location.partition("#")
        parts = urlsplit(address)
        auth = ""
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            auth = "Basic " + base64.b64encode(pair.encode("utf-8")).decode("ascii")
        host = parts.netloc.rpartition("@")[2]
        base = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), parts.query, ""))
        self.location = base
        self.writable = writable
        self._wire = Wire(base, auth)
        self._workers = Workers()
        self._query, self._update = self._find(base, update)
        self._stores = [f"{base.removesuffix('/query').removesuffix('/sparql')}/{name}" for name in ("store", "data")]

    def query(
        self,
        text: str,
        bindings: Mapping[str, Any],
        *,
        leash: Leash | None = None,
        cap: int | None = None,
        graph: NamedNode | None = None,
    ) -> Result:
        """Evaluate on the server. The answer is complete before it is seen; QueryTimeout if it takes too long."""
        query = read_query(text)
        values = spelt(query, bindings)
        rows = None if cap is None else cap + 1
        if leash is None:
            prepared = assemble(query, values, rows)
            check_syntax(text)
        else:
            prepared = self._workers.prepare(Task(text, values, rows), leash)
        prologue = "".join(f"PREFIX {p}: <{terms.PREFIXES[p]}> " for p in query.assumed)
        accept = _ROWS if query.form in ("select", "ask") else _TRIPLES
        form = {"query": prologue + prepared}
        if graph is not None:
            form["default-graph-uri"] = graph.value
        reply = self._post(self._query, form, accept, leash)
        if reply.cut:
            reply.body.close()
            raise StoreError(
                f"the store {self.location} cut the answer ({reply.cut}); ask for less at a time with LIMIT and "
                "OFFSET, or have that server give longer answers (kg serve --limit)"
            )
        if query.form == "ask":
            with reply.body as data:
                return Result("ask", boolean=bool(json.load(data)["boolean"]))
        return Result(query.form, data=reply.body, data_format=QueryResultsFormat.JSON, cap=cap)

    def update(self, text: str) -> None:
        """Run a SPARQL update as one transaction."""
        self._for_writing()
        prologue = "".join(f"PREFIX {p}: <{iri}> " for p, iri in terms.PREFIXES.items())
        self._post(self._update, {"update": prologue + text}, "*/*", None).body.close()

    def quads(
        self,
        graph: NamedNode | DefaultGraph | None = None,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
    ) -> Iterator[Quad]:
        """The quads that match; None matches everything."""
        if subject is None and predicate is None and object is None:
            yield from self._whole(graph)
            return
        pattern = f"{subject or '?s'} {predicate or '?p'} {object or '?o'}"
        if graph is None:
            where = f"{{ {{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }} }}"
        else:
            where = f"{{ GRAPH {graph} {{ {pattern} }} }}" if isinstance(graph, NamedNode) else f"{{ {pattern} }}"
        with self.query(f"SELECT ?s ?p ?o ?g WHERE {where}", {}) as rows:
            for s, p, o, g in rows:
                yield _quad(subject or s, predicate or p, object or o, graph or g or DEFAULT)

    def _whole(self, graph: NamedNode | DefaultGraph | None) -> Iterator[Quad]:
        if graph is None:
            with self._dataset() as data:
                yield from parse(data, RdfFormat.N_QUADS, lenient=True)
            return
        with self._graph(graph) as data:
            for q in parse(data, RdfFormat.N_TRIPLES, lenient=True):
                yield Quad(q.subject, q.predicate, q.object, graph)

    def elsewhere(self, triples: Iterable[Triple], graphs: frozenset[NamedNode]) -> set[Triple]:
        """Those of the triples that stand in a named graph other than ``graphs``."""
        own = ", ".join(sorted(str(g) for g in (*graphs, NamedNode(terms.STORE_GRAPH))))
        found: set[Triple] = set()
        rest = iter(triples)
        while chunk := list(islice(rest, _CHUNK)):
            rows = "\n".join(f"({t.subject} {t.predicate} {t.object})" for t in chunk)
            text = (
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES (?s ?p ?o) {{ {rows} }} "
                f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({own})) }}"
            )
            with self.query(text, {}) as answer:
                found.update(_quad(s, p, o, DEFAULT).triple for s, p, o in answer)
        return found

    def exchange(self, remove: Sequence[Quad], add: Sequence[Quad], drop: Sequence[NamedNode]) -> None:
        """Remove quads, add quads and forget emptied graphs, in one transaction."""
        self._for_writing()
        if remove or add or drop:
            self._post(self._update, {"update": update_text(remove, add, drop)}, "*/*", None).body.close()

    def bulk_add(self, quads: Iterable[Quad]) -> None:
        """Add many quads as one transaction."""
        self.bulk_load(serialize(quads, format=RdfFormat.N_QUADS) or b"")

    def bulk_load(self, text: bytes) -> None:
        """Add N-Quads as one transaction: as they are where the server takes them, else as an update."""
        self._for_writing()
        for store in self._stores:
            with suppress(NotThere):
                self._wire.send("POST", store, "*/*", None, text, _QUADS).body.close()
                return
        self.exchange([], list(dict.fromkeys(parse(text, RdfFormat.N_QUADS))), [])

    def scratch(self) -> IO[bytes] | None:
        """None: what lies on the server's disk is the server's business."""
        return None

    def lines(self, *, named: bool) -> list[str]:
        """The default graph as N-Triples lines, or with ``named`` all quads as N-Quads lines; unsorted."""
        with self._dataset() if named else self._graph(DEFAULT) as data:
            return nt_lines(data.read())

    def is_empty(self) -> bool:
        """Whether there is not a single quad."""
        return not self.query("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", {}).boolean

    def refresh(self) -> bool:
        """Every request sees the server's state."""
        return False

    def flush(self) -> None:
        """The server sees to it."""

    def optimize(self) -> None:
        """The server sees to it."""

    def close(self) -> None:
        """End the processes that read queries; nothing else is held between two requests."""
        self._workers.close()

    def _for_writing(self) -> None:
        if not self.writable:
            raise StoreError(f'the store {self.location} is open for reading only; open it with mode="write"')

    def _find(self, base: str, update: str) -> tuple[str, str]:
        """The endpoints of an address: the first candidate that answers the simplest query."""
        tried = []
        for end in ("/query", "/sparql", ""):
            if end and base.endswith(("/query", "/sparql")):
                continue
            try:
                with self._post(base + end, {"query": "ASK {}"}, _ROWS, Leash(30.0)).body as data:
                    json.load(data)["boolean"]
            except (QueryError, NotThere, ValueError, KeyError, TypeError) as e:
                tried.append(f"{base + end}: {e}")
                continue
            if not update:
                root = base.removesuffix("/query")
                update = f"{root}/update" if end == "/query" or root != base else base + end
            return base + end, update
        raise StoreError("there is no SPARQL endpoint: " + "; ".join(tried))

    def _graph(self, graph: NamedNode | DefaultGraph) -> IO[bytes]:
        """A whole graph as N-Triples, by the graph store protocol where the server has it."""
        named = isinstance(graph, NamedNode)
        if not named and (found := self._fetch("?default", _TRIPLES)) is not None:
            return found
        # To a named graph that is not there, a server without the protocol and one with it say the same: 404.
        where = f"{{ GRAPH {graph} {{ ?s ?p ?o }} }}" if named else "{ ?s ?p ?o }"
        answer = self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {where}", {})
        out = spool()
        answer.write(out, "ntriples")
        out.seek(0)
        return out

    def _dataset(self) -> IO[bytes]:
        """All quads as N-Quads, in one request where the server has an address for the whole."""
        if (found := self._fetch("", _QUADS)) is not None:
            return found
        with self._graph(DEFAULT) as data, self.query(_ALL, {}) as rows:
            out = spool()
            shutil.copyfileobj(data, out)
            serialize((_quad(s, p, o, g) for g, s, p, o in rows), out, RdfFormat.N_QUADS)
        out.seek(0)
        return out

    def _fetch(self, what: str, accept: str) -> IO[bytes] | None:
        """What a graph store gives at an address, None if it gives nothing in this format there."""
        for store in self._stores:
            with suppress(NotThere, QueryError):
                reply = self._wire.send("GET", store + what, accept, None)
                if reply.media == accept:
                    return reply.body
                reply.body.close()
        return None

    def _post(self, url: str, form: Mapping[str, str], accept: str, leash: Leash | None) -> Reply:
        return self._wire.send("POST", url, accept, leash, urlencode(form).encode("ascii"))


def _quad(s: RdfTerm | None, p: RdfTerm | None, o: RdfTerm | None, g: Any) -> Quad:
    """A quad from the cells of a row."""
    if s is None or isinstance(s, (Triple,)) or not isinstance(p, NamedNode) or o is None:
        raise StoreError(f"the store answered with a row that is no triple: {s} {p} {o}")
    return Quad(s, p, o, g)  # type: ignore[arg-type]
