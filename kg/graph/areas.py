"""Areas in the graph: each with its code, its name and the areas above it, wherever it is mentioned."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.fuse.identifiers import place_iri
from kg.graph import rdf
from kg.graph.rdf import node
from kg.model import Place

Spo: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]


@lru_cache(maxsize=8192)
def area_triples(code: str, base: str) -> tuple[Spo, ...]:
    """What the graph says of the area with this code, and of the areas that it lies in.

    The name is the area's own (徐汇区), the name in full (上海市徐汇区) another one; a code that the list of areas does
    not have is an area without a name.
    """
    # The list is read when the first page is written, not when the module is loaded.
    from kg.gazetteer.areas import default_areas

    areas = default_areas()
    this = node(place_iri(Place("", code), base=base))
    said: list[Spo] = [
        (this, node(terms.RDF_TYPE), node(terms.SCHEMA_ADMINISTRATIVE_AREA)),
        (this, node(terms.SKOS_NOTATION), rdf.text(code)),
    ]
    area = areas.get(code)
    if area is not None:
        said.append((this, node(terms.SKOS_PREF_LABEL), rdf.name(area.name)))
        if (full := areas.full_name(code)) != area.name:
            said.append((this, node(terms.SKOS_ALT_LABEL), rdf.name(full)))
    above = areas.ancestors(code)
    if above:
        upper = node(place_iri(Place("", above[0].code), base=base))
        said.append((this, node(terms.SCHEMA_CONTAINED_IN_PLACE), upper))
        said += area_triples(above[0].code, base)
    return tuple(said)
