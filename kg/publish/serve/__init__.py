"""The local server: a SPARQL 1.1 endpoint, and pages for people on the same store.

    protocol, negotiate, dataset   a request of the protocol, read; nothing of the network
    endpoint, description          the request carried out
    served, manners, settings      the store with a time-out; headers of every answer; limits
    app                            addresses put together; ``serve`` runs it, ``make_app`` is the ASGI application
"""

from kg.publish.serve.app import make_app, serve
from kg.publish.serve.settings import Settings

__all__ = ["Settings", "make_app", "serve"]
