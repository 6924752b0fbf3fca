"""Areas in the graph: each with its code, its name and the areas above it, wherever it is mentioned."""

from __future__ import annotations

from functools import lru_cache

from kg import terms
from kg.fuse.identifiers import place_iri
from kg.graph.ntriples import Triple, between, iri, is_a, name, text
from kg.model import Place

_IS_AREA = is_a(terms.SCHEMA_ADMINISTRATIVE_AREA)
_NOTATION = between(terms.SKOS_NOTATION)
_PREF_LABEL = between(terms.SKOS_PREF_LABEL)
_ALT_LABEL = between(terms.SKOS_ALT_LABEL)
_CONTAINED_IN_PLACE = between(terms.SCHEMA_CONTAINED_IN_PLACE)


@lru_cache(maxsize=8192)
def area_triples(code: str, base: str) -> tuple[Triple, ...]:
    """What the graph says of the area with this code, and of the areas that it lies in.

    The name is the area's own (徐汇区), the name in full (上海市徐汇区) another one; a code that the list of areas does
    not have is an area without a name.
    """
    # The list is read when the first page is written, not when the module is loaded.
    from kg.gazetteer.areas import default_areas

    areas = default_areas()
    this = iri(place_iri(Place("", code), base=base))
    said = [f"{this}{_IS_AREA}", f"{this}{_NOTATION}{text(code)}"]
    said += (f"{this}{_PREF_LABEL}{name(own)}" for own in area_names(code)[:1])
    said += (f"{this}{_ALT_LABEL}{name(full)}" for full in area_names(code)[1:])
    above = areas.ancestors(code)
    if above:
        upper = iri(place_iri(Place("", above[0].code), base=base))
        said.append(f"{this}{_CONTAINED_IN_PLACE}{upper}")
        said += area_triples(above[0].code, base)
    return tuple(said)


@lru_cache(maxsize=8192)
def area_names(code: str) -> tuple[str, ...]:
    """The name of the area with this code, and its name in full if that is another one; () if nobody knows the code."""
    from kg.gazetteer.areas import default_areas

    area = default_areas().get(code)
    return () if area is None else tuple(dict.fromkeys((area.name, default_areas().full_name(code))))
