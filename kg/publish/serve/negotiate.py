"""Which format an answer is written in: the Accept header, the ``format=`` parameter, the ending of the path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that an answer can be written in, and what it is called on the wire.

    ``media`` is what a client may ask for; ``reply`` what the answer says it is ("" : the same).
    """

    format: str
    media: str
    reply: str = ""

    @property
    def content_type(self) -> str:
        """The Content-Type of an answer in this format."""
        said = self.reply or self.media
        return f"{said}; charset=utf-8" if said.startswith("text/") else said


HTML = Offer("html", "text/html")
_TURTLE = "text/turtle"

# The first of each list is what a client gets that does not say.
TABLES = (
    Offer("json", "application/sparql-results+json"),
    Offer("json", "application/json"),
    Offer("xml", "application/sparql-results+xml"),
    Offer("xml", "application/xml"),
    Offer("xml", "text/xml"),
    Offer("csv", "text/csv"),
    Offer("tsv", "text/tab-separated-values"),
    # What clients wrote before there was a name for it.
    Offer("json", "text/javascript", "application/sparql-results+json"),
)
GRAPHS = (
    Offer("turtle", _TURTLE),
    Offer("turtle", "application/turtle", _TURTLE),
    Offer("turtle", "application/x-turtle", _TURTLE),
    Offer("turtle", "text/n3", _TURTLE),
    Offer("turtle", "text/rdf+n3", _TURTLE),
    Offer("ntriples", "application/n-triples"),
    Offer("ntriples", "text/plain"),
    Offer("jsonld", "application/ld+json"),
    Offer("jsonld", "application/json", "application/ld+json"),
    Offer("rdfxml", "application/rdf+xml"),
    Offer("rdfxml", "application/xml", "application/rdf+xml"),
    Offer("rdfxml", "text/xml", "application/rdf+xml"),
)
QUADS = (
    Offer("nquads", "application/n-quads"),
    Offer("nquads", "text/x-nquads", "application/n-quads"),
    Offer("trig", "application/trig"),
    Offer("trig", "application/x-trig", "application/trig"),
)

# What ``format=`` and the endings of paths are called: each name with the formats it can mean.
_NAMES: dict[str, tuple[str, ...]] = {
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdfxml"),
    "csv": ("csv",),
    "tsv": ("tsv",),
    **dict.fromkeys(("turtle", "ttl", "n3"), ("turtle",)),
    **dict.fromkeys(("ntriples", "n-triples", "nt"), ("ntriples",)),
    **dict.fromkeys(("jsonld", "json-ld"), ("jsonld",)),
    **dict.fromkeys(("rdfxml", "rdf", "rdf+xml", "rdf/xml", "rdf-xml"), ("rdfxml", "xml")),
    **dict.fromkeys(("nquads", "n-quads", "nq"), ("nquads",)),
    "trig": ("trig",),
    "html": ("html",),
}
ENDINGS = ("csv", "tsv", "json", "xml", "ttl", "nt", "jsonld", "rdf")

_QUALITY = re.compile(r"q\s*=\s*(\d(?:\.\d{0,3})?)", re.IGNORECASE)
_MOST_RANGES = 64


def by_accept(accept: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer that an Accept header likes best; the first where it likes several alike, None if it refuses all.

    An exact name goes before a wildcard of the same quality, what stands earlier in the header before what stands
    later: many clients write their wishes in order and no quality at all.
    """
    if not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",")[:_MOST_RANGES]]
    best: tuple[tuple[float, int, int, int], Offer] | None = None
    for index, offer in enumerate(offers):
        fits = [(_fit(name, offer.media), -at, quality) for at, (name, quality) in enumerate(ranges)]
        exactness, at, quality = max(fits)
        if exactness and quality > 0:
            rank = (quality, exactness, at, -index)
            if best is None or rank > best[0]:
                best = rank, offer
    return best[1] if best else None


def by_name(name: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer that a short name ("csv", "ttl") or a media type means; None if there is none among the offers."""
    wanted = name.strip().lower()
    # In a URL, + stands for a space; nobody means one here.
    for offer in offers:
        if offer.media == wanted.replace(" ", "+"):
            return offer
    for format in _NAMES.get(wanted.replace(" ", "+"), ()):
        for offer in offers:
            if offer.format == format:
                return offer
    return None


def is_name(name: str) -> bool:
    """Whether the text names a format of any kind of answer."""
    return by_name(name, (*TABLES, *GRAPHS, HTML)) is not None


def _range(part: str) -> tuple[str, float]:
    name, *parameters = part.split(";")
    for parameter in parameters:
        found = _QUALITY.fullmatch(parameter.strip())
        if found:
            return name.strip().lower(), min(float(found[1]), 1.0)
    return name.strip().lower(), 1.0


def _fit(wanted: str, media: str) -> int:
    """How exactly a range of an Accept header names a media type: 3 itself, 2 its kind, 1 anything, 0 not."""
    if wanted == media:
        return 3
    if wanted in ("*/*", "*"):
        return 1
    return 2 if wanted.endswith("/*") and media.startswith(wanted[:-1]) else 0
