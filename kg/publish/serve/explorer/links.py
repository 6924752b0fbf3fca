"""Addresses of things on this server: the IRIs of the graph's own base lie under ``/id/``, others under ``/thing``."""

from __future__ import annotations

from urllib.parse import quote, urlencode

IDS = "/id/"
OTHERS = "/thing"

# What may stand in a path as it is; a percent sign of the IRI is encoded, so that decoding the path gives the IRI.
_SAFE = "/-._~!$&'()*+,;=:@"


def link_of(iri: str, base: str) -> str:
    """Where this server shows a thing, as a path."""
    rest = iri[len(base) :] if iri.startswith(base) else ""
    # Browsers take "." and ".." out of a path.
    if rest and not {".", ".."} & set(rest.split("/")):
        return IDS + quote(rest, safe=_SAFE)
    return f"{OTHERS}?{urlencode({'iri': iri})}"


def short(iri: str, base: str, prefixes: dict[str, str]) -> str:
    """An IRI as people read it: without the base, or with a prefix."""
    if iri.startswith(base):
        return iri[len(base) :]
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
