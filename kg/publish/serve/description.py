"""What the endpoint says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from typing import IO

from pyoxigraph import Literal, NamedNode, Triple

from kg import terms
from kg.graph.formats import write_triples
from kg.publish.serve.settings import Settings

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "JSON-LD", "RDF_XML",
)  # fmt: skip


def write_description(endpoint: str, settings: Settings, format: str, out: IO[bytes]) -> None:
    """Write the description of the endpoint at an address in one of the formats of a graph."""
    service, dataset, default = (NamedNode(endpoint + end) for end in ("", "#dataset", "#default"))
    languages = ("SPARQL11Query", "SPARQL11Update") if settings.writable else ("SPARQL11Query",)
    limits = (
        f"Queries are stopped after {settings.timeout:g} s; answers have at most {settings.row_limit} rows or triples, "
        "and one that was cut says so in the header Kg-Truncated."
    )
    said: list[tuple[NamedNode, str, NamedNode | Literal]] = [
        (service, terms.RDF_TYPE, NamedNode(_SD + "Service")),
        (service, _SD + "endpoint", service),
        *((service, _SD + "supportedLanguage", NamedNode(_SD + language)) for language in languages),
        *((service, _SD + "resultFormat", NamedNode(_FORMATS + name)) for name in _WRITTEN),
        (service, _SD + "defaultDataset", dataset),
        (service, terms.RDFS + "comment", Literal(limits, language="en")),
        (dataset, terms.RDF_TYPE, NamedNode(_SD + "Dataset")),
        (dataset, _SD + "defaultGraph", default),
        (default, terms.RDF_TYPE, NamedNode(_SD + "Graph")),
    ]
    write_triples((Triple(s, NamedNode(p), o) for s, p, o in said), format, out)
