"""The terms of the graph as plain strings: namespaces, classes, properties, and how identifiers are made.

Nothing of RDF is imported here, so that every room can name a term at no cost. The ontology declares what is ours
(``LG``); a test compares the two.
"""

from __future__ import annotations

import re
from typing import Final

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
ORG: Final = "http://www.w3.org/ns/org#"
CV: Final = "http://data.europa.eu/m8g/"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
SCHEMA: Final = "https://schema.org/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
DCT: Final = "http://purl.org/dc/terms/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
ELI: Final = "http://data.europa.eu/eli/ontology#"
LG: Final = "https://w3id.org/local-governance/ns#"
SCHEME: Final = "https://w3id.org/local-governance/scheme/"
BASE: Final = "https://w3id.org/local-governance/id/"

PREFIXES: Final = {
    "cv": CV, "dct": DCT, "eli": ELI, "foaf": FOAF, "lg": LG, "oa": OA, "org": ORG, "owl": OWL, "prov": PROV,
    "rdf": RDF, "rdfs": RDFS, "schema": SCHEMA, "skos": SKOS, "xsd": XSD,
}

# What an IRI may not hold (RFC 3987), and what would cut a path in two or bend it.
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|\\^`%/?#\[\]\u200b-\u200f\u2028-\u202e\ue000-\uf8ff\ufff0-\uffff]")


def iri_segment(text: str) -> str:
    """``text`` as one path segment of an IRI: Chinese stays readable, what an IRI may not hold is percent-encoded."""
    return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m.group().encode("utf-8", "surrogatepass")), text)


def mint(base: str, *segments: str) -> str:
    """``base`` and the segments joined to an IRI, the same for the same content; an empty segment becomes "-"."""
    return base + "/".join(iri_segment(segment) or "-" for segment in segments)
