"""Facts to RDF: terms, quads, store, named queries, export, validation.

    with open_store("graph.kg", mode="write") as store:
        store.put_page(facts)                                   # "new", "same" or "replaced"
        for row in store.query("SELECT ?name { ?p foaf:name ?name }").records(): ...
        ask(store, named_query("officials"), {"body": "徐汇区政府", "day": "2021-04-23"}).text("csv")
        export(store, "turtle", out)
        load(store, ["other.ttl"])
        store.dataset()                                         # for rdflib

A name is loaded when it is first used, so that whoever opens a store does not wait for what writes formats.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph.exporting import FORMATS, export
    from kg.graph.loading import Loaded, load
    from kg.graph.opening import open_store
    from kg.graph.quads import page_quads
    from kg.graph.queries import NamedQuery, Parameter, ask, find_named, named_queries, named_query
    from kg.graph.result import GRAPH_FORMATS, TABLE_FORMATS, Result, python_value
    from kg.graph.store import GraphStore
    from kg.graph.table import facts

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

_HOMES = {
    "exporting": ("FORMATS", "export"),
    "loading": ("Loaded", "load"),
    "opening": ("open_store",),
    "quads": ("page_quads",),
    "queries": ("NamedQuery", "Parameter", "ask", "find_named", "named_queries", "named_query"),
    "result": ("GRAPH_FORMATS", "TABLE_FORMATS", "Result", "python_value"),
    "store": ("GraphStore",),
    "table": ("facts",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
