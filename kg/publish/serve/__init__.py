"""The local server: a SPARQL 1.1 endpoint, and pages for people on the same store.

    protocol, negotiate, dataset   a request of the protocol, read; nothing of the network
    endpoint, description          the request carried out
    graphs                         whole graphs by their address: the Graph Store Protocol
    requests                       bodies within bounds, the right to write, errors as answers
    served, connections, settings  what is not put up with: greedy queries, slow clients; limits
    manners                        headers of every answer
    app                            addresses put together; ``serve`` runs it, ``make_app`` is the ASGI application
"""

from kg.publish.serve.app import make_app, serve
from kg.publish.serve.settings import Settings

__all__ = ["Settings", "make_app", "serve"]
