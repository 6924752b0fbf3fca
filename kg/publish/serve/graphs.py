"""The SPARQL 1.1 Graph Store HTTP Protocol: whole graphs read and written by their address.

    /store?graph=IRI       a named graph          GET HEAD, and with the token PUT POST DELETE
    /store?default         the default graph      GET HEAD POST: it is what all named graphs say, each triple once
    /store/…               the graph of this very address
    /store                 the whole dataset      GET HEAD; POST adds quads, or triples as a graph of a new name

What is written into a named graph stands in the default graph too, where queries look. Blank nodes become IRIs, so
that they can be taken back. Unlike answers to queries, graphs are never cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Literal

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from starlette.requests import Request
from starlette.responses import Response

from kg import terms
from kg.errors import InputError, KgError, QueryError
from kg.graph.binding import to_iri
from kg.graph.exporting import export, export_graph
from kg.graph.loading import read_quads
from kg.graph.result import spool
from kg.publish.serve.addresses import origin
from kg.publish.serve.negotiate import GRAPHS, QUADS, Offer, by_accept, by_name
from kg.publish.serve.protocol import Refused
from kg.publish.serve.requests import FileAnswer, check_writer, read_body, refusal
from kg.publish.serve.served import PatientStore, Turns
from kg.publish.serve.settings import Settings

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

PATH = "/store"
_READ = ("GET", "HEAD")
_WRITTEN = {
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/n3": RdfFormat.N3,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
_BOOKS = terms.STORE_GRAPH

Kind = Literal["named", "default", "dataset"]


@dataclass(frozen=True, slots=True)
class Target:
    """The graph that a request names: ``iri`` is "" but for a named one."""

    kind: Kind
    iri: str = ""

    @property
    def methods(self) -> tuple[str, ...]:
        """What can be done with it."""
        return {
            "named": (*_READ, "PUT", "POST", "DELETE", "OPTIONS"),
            "default": (*_READ, "POST", "OPTIONS"),
            "dataset": (*_READ, "POST", "OPTIONS"),
        }[self.kind]


class GraphStoreEndpoint:
    """Answers requests of the Graph Store Protocol, as an ASGI application."""

    def __init__(self, store: PatientStore, settings: Settings, turns: Turns) -> None:
        self._store = store
        self._settings = settings
        self._turns = turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of any method."""
        try:
            response = await self._answer(Request(scope, receive))
        except KgError as error:
            response = refusal(error)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        target = target_of(request)
        allow = {"Allow": ", ".join(target.methods)}
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=allow)
        if request.method not in target.methods:
            why = {"default": ": it is what all named graphs say", "dataset": ": say which graph, with ?graph=IRI"}
            raise Refused(405, f"{request.method} is not for this graph{why.get(target.kind, '')}", allow)
        if request.method in _READ:
            return await self._read(request, target)
        check_writer(request, self._settings)
        if request.method == "DELETE":
            return await self._turns.run(self._delete, target)
        body = await read_body(request, self._settings.update_size)
        return await self._turns.run(self._write, request, target, body)

    # ------------------------------------------------------------ reading

    async def _read(self, request: Request, target: Target) -> Response:
        offers = QUADS if target.kind == "dataset" else GRAPHS
        wanted = request.query_params.get("format", "")
        offer = by_name(wanted, offers) if wanted else by_accept(request.headers.get("accept", ""), offers)
        if offer is None:
            names = ", ".join(dict.fromkeys(o.media for o in offers))
            raise Refused(406, f"this is written as {names}, not as {wanted or request.headers['accept']}")
        headers = {"Content-Type": offer.content_type, "Vary": "Accept"}
        if request.method == "HEAD":
            await self._turns.run(self._check_there, target)
            return Response(headers=headers)
        return FileAnswer(await self._turns.run(self._written, target, offer), headers)

    def _written(self, target: Target, offer: Offer) -> IO[bytes]:
        self._check_there(target)
        out = spool()
        try:
            if target.kind == "named":
                export_graph(self._store, NamedNode(target.iri), offer.format, out)
            else:
                export(self._store, offer.format, out)
        except BaseException:
            out.close()
            raise
        return out

    def _check_there(self, target: Target) -> None:
        self._store.refresh()
        if target.kind == "named" and self._is_new(NamedNode(target.iri)):
            raise Refused(404, f"there is no graph {target.iri}")

    def _is_new(self, graph: NamedNode) -> bool:
        return next(self._store.graph(graph), None) is None

    # ------------------------------------------------------------ writing

    def _delete(self, target: Target) -> Response:
        with self._store.writing():
            self._check_there(target)
            self._store.put_graphs({NamedNode(target.iri): ()})
        return Response(status_code=204)

    def _write(self, request: Request, target: Target, body: bytes) -> Response:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        format = _WRITTEN.get(media)
        if format is None:
            said = f"{media} is not understood" if media else "the request does not say what its body is"
            raise Refused(415, f"{said}; send {', '.join(_WRITTEN)}", {"Accept-Post": ", ".join(_WRITTEN)})
        if target.kind == "dataset" and not format.supports_datasets:
            # Triples without a graph: they get one, and the client is told its address.
            name = f"{origin(request)}{PATH}/{sha256(body).hexdigest()[:24]}"
            self._put(request.method, name, body, format)
            return Response(status_code=201, headers={"Location": name})
        if target.kind == "dataset":
            quads = self._quads(body, format, f"{origin(request)}{PATH}")
            with self._store.writing():
                self._store.add_quads(quads)
            return Response(status_code=204)
        made = self._put(request.method, target.iri or terms.LOADED_GRAPHS + "default", body, format)
        return Response(status_code=201 if made and target.kind == "named" else 204)

    def _put(self, method: str, iri: str, body: bytes, format: RdfFormat) -> bool:
        """Put triples into a graph, or beside what it has; whether the graph is new."""
        graph = NamedNode(iri)
        quads = self._quads(body, format, iri)
        if any(q.graph_name != DefaultGraph() for q in quads):
            raise Refused(400, "the body has named graphs, and only one graph was named; POST quads to /store")
        with self._store.writing():
            new = self._is_new(graph)
            before = [] if new or method == "PUT" else list(self._store.graph(graph))
            self._store.put_graphs({graph: [*before, *quads]})
        return new and bool(quads)

    def _quads(self, body: bytes, format: RdfFormat, base: str) -> list[Quad]:
        # What a blank node is called follows from the document: the same document brings the same nodes again.
        genid = f"{base}/.well-known/genid/{sha256(body).hexdigest()[:16]}"
        try:
            return list(read_quads(body, format, base=base, genid=genid))
        except (SyntaxError, ValueError) as e:
            raise Refused(400, str(InputError(f"the body cannot be read: {e}"))) from e


def target_of(request: Request) -> Target:
    """The graph that a request is about; Refused (400) if it says that in no way or in two."""
    given = [(k, v) for k, v in request.query_params.multi_items() if k != "format"]
    below = request.scope["raw_path"].decode("latin-1").removeprefix(PATH).strip("/")
    names = [k for k, _ in given]
    if strange := [name for name in names if name not in ("graph", "default")]:
        raise Refused(400, f"{strange[0]}= is not understood; name a graph with ?graph=IRI or ?default")
    if len(names) > 1 or (names and below):
        raise Refused(400, "the request names more than one graph")
    if names == ["default"]:
        return Target("default")
    if not names and not below:
        return Target("dataset")
    iri = given[0][1] if given else f"{origin(request)}{PATH}/{below}"
    try:
        to_iri(iri)
    except QueryError as e:
        raise Refused(400, f"{e}; a graph is named by an absolute IRI") from e
    if iri == _BOOKS:
        raise Refused(403, "this graph is the store's own book-keeping")
    return Target("named", iri)
