"""The server put together: which address is answered by what."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg import terms
from kg.errors import MissingExtra, UsageError
from kg.publish.serve.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from kg.graph.store import GraphStore

# Requests that are worked on at once: so many for SPARQL, so many for pages, that neither starves the other.
_QUERIES = 2
_PAGES = 2


def make_app(store: GraphStore, settings: Settings | None = None) -> ASGIApp:
    """The server for an open store, as an ASGI application. MissingExtra if Starlette is not installed."""
    try:
        from starlette.applications import Starlette
        from starlette.routing import Route
    except ImportError as e:
        raise MissingExtra("the server", "serve") from e
    from kg.publish.serve.endpoint import PATH, Endpoint
    from kg.publish.serve.explorer.index import Index
    from kg.publish.serve.explorer.pages import Explorer
    from kg.publish.serve.graphs import PATH as GRAPHS
    from kg.publish.serve.graphs import GraphStoreEndpoint
    from kg.publish.serve.manners import Manners
    from kg.publish.serve.served import PatientStore, Turns

    settings = settings or Settings()
    patient = PatientStore(store, settings)
    queries = Turns(_QUERIES, settings.waiting)
    endpoint = Endpoint(patient, settings, queries, editor="/editor")
    graphs = GraphStoreEndpoint(patient, settings, queries)
    index = Index(patient, lambda: patient.changes)
    explorer = Explorer(patient, settings, Turns(_PAGES, settings.waiting), index)
    routes = [
        # The endpoints are applications of their own and get requests of every method.
        *(Route(PATH + end, endpoint) for end in ("", "/", ".{ending}")),
        *(Route(GRAPHS + end, graphs) for end in ("", "/{graph:path}")),
        Route("/", explorer.home),
        Route("/search", explorer.search),
        Route("/search.json", explorer.suggest),
        Route("/id/{rest:path}", explorer.thing),
        Route("/thing", explorer.thing),
        Route("/queries", explorer.queries),
        Route("/queries/{name}", explorer.query),
        Route("/editor", explorer.editor),
        Route("/prefs", explorer.prefer),
        Route("/static/{name:path}", explorer.static),
    ]
    return Manners(Starlette(routes=routes, exception_handlers={404: explorer.missing}))


def serve(
    location: str | Path | None,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    token: str | None = None,
    timeout: float = 30.0,
    memory: int = 1 << 30,
    row_limit: int = 100_000,
    base: str = terms.BASE,
    on_ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve a store until the process is told to stop: SPARQL at ``/sparql``, pages for people at ``/``.

    host, port: where to listen; port 0 is any free one. token: who brings it may update the store, which is then open
    for writing; None: read only. timeout: seconds a query may take, memory: bytes beyond those of the data. row_limit:
    rows of an answer at most. on_ready: called with the server's address once it listens.

    Raises StoreError (StoreLocked) for the store, UsageError for an address that cannot be had, MissingExtra if the
    server's packages are not installed.
    """
    try:
        import uvicorn

        from kg.publish.serve.connections import config_of
    except ImportError as e:
        raise MissingExtra("the server", "serve") from e
    from kg.graph import open_store

    settings = Settings(timeout=timeout, memory=memory, row_limit=row_limit, token=token or "")
    if timeout <= 0 or row_limit < 1 or memory < 0:
        raise UsageError("a time-out and a row limit must be greater than nothing")
    listening = _listen(host, port)
    with listening, open_store(location, mode="write" if token else "read", base=base) as store:
        app = make_app(store, settings)
        on_ready(address(listening))
        # Told to stop, the server ends its requests and passes the signal on; then the store is closed.
        with _ended_by_signals():
            uvicorn.Server(config_of(app)).run(sockets=[listening])


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the block instead of the process, where signals can be caught at all."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


def address(listening: socket.socket) -> str:
    """The URL of a listening socket."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; UsageError if that cannot be."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError, OverflowError) as e:
        raise UsageError(f"there is no address {host}:{port}: {e}") from e
    # With its protocol named, asyncio switches off Nagle's delay, which costs 40 ms an answer.
    listening = socket.socket(*found[:3])
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(found[4])
        listening.listen(1024)
    except OSError as e:
        listening.close()
        raise UsageError(f"the address {host}:{port} cannot be had ({e.strerror}); choose another --port") from e
    return listening
