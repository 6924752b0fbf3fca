"""Facts to RDF: terms, quads, store, named queries, export, validation.

    with open_store("graph.kg", mode="write") as store:
        store.put_page(facts)                                   # "new", "same" or "replaced"
        for row in store.query("SELECT ?name { ?p foaf:name ?name }").records(): ...
        ask(store, named_query("officials"), {"body": "徐汇区政府", "day": "2021-04-23"}).text("csv")
        export(store, "turtle", out)
        load(store, ["other.ttl"])
        store.dataset()                                         # for rdflib

Everything here needs pyoxigraph only; rdflib is loaded when ``dataset()`` is called.
"""

from kg.graph.export import FORMATS, export
from kg.graph.facts import facts
from kg.graph.load import Loaded, load
from kg.graph.opening import open_store
from kg.graph.quads import page_quads
from kg.graph.queries import NamedQuery, Parameter, ask, find_named, named_queries, named_query
from kg.graph.result import GRAPH_FORMATS, TABLE_FORMATS, Result, python_value
from kg.graph.store import GraphStore

__all__ = [
    "FORMATS",
    "GRAPH_FORMATS",
    "TABLE_FORMATS",
    "GraphStore",
    "Loaded",
    "NamedQuery",
    "Parameter",
    "Result",
    "ask",
    "export",
    "facts",
    "find_named",
    "load",
    "named_queries",
    "named_query",
    "open_store",
    "page_quads",
    "python_value",
]
