"""A page made ready for the store, in whatever process: its quads as text that Oxigraph takes in as it is.

Writing a page's facts as text takes longer than handing it on; so pages are prepared where they are read off, and the
one process that writes only loads. Sorted lines make the text, and with it the digest, a function of the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg import terms
from kg.graph.quads import page_graphs, page_iri
from kg.model import PageFacts


@dataclass(frozen=True, slots=True)
class Prepared:
    """One page: its IRI, the N-Quads of its graphs (graph by graph, sorted in each), the same triples without graph
    (each once), and the SHA-256 of the N-Quads. Made by :func:`prepare`."""

    page: str
    named: bytes
    plain: bytes
    content: str

    def quads(self) -> Iterator[Quad]:
        """The quads of the page's graphs."""
        return parse(self.named, RdfFormat.N_QUADS)


def prepare(facts: PageFacts, *, base: str = terms.BASE) -> Prepared:
    """All quads of one page as text; ValueError as in :func:`kg.graph.quads.page_graphs`."""
    lines: list[bytes] = []
    plain: dict[bytes, None] = {}
    for graph, triples in page_graphs(facts, base=base):
        end = f" {graph} .\n".encode()
        encoded = sorted([triple.encode() for triple in triples])
        lines += [triple + end for triple in encoded]
        plain.update(dict.fromkeys(encoded))
    named = b"".join(lines)
    return Prepared(
        page_iri(facts.page.name, base=base), named, b" .\n".join((*plain, b"")), sha256(named).hexdigest()
    )


def sorted_lines(quads: Iterable[Quad]) -> bytes:
    """Quads as lines in the order of their bytes, each once."""
    text = serialize(quads, format=RdfFormat.N_QUADS) or b""
    # Line feeds inside literals are escaped: every line is a quad.
    return b"".join(sorted(set(text.splitlines(keepends=True))))
