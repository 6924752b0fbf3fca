"""The interactive page: one HTML file that shows a graph, and behind every line the sentence that says so."""

from kg.publish.view.model import NODE_TYPES, RELATIONS, Quote, Source, ViewEdge, ViewGraph, ViewNode
from kg.publish.view.options import FORMS, ViewOptions
from kg.publish.view.page import render_html, write_html
from kg.publish.view.source import view_from_store

__all__ = [
    "FORMS", "NODE_TYPES", "RELATIONS", "Quote", "Source", "ViewEdge", "ViewGraph", "ViewNode", "ViewOptions",
    "render_html", "view_from_store", "write_html",
]
