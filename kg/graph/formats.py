"""Triples written as Turtle, N-Triples, JSON-LD or RDF/XML: sorted, so that the same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO

from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg import terms
from kg.errors import UsageError
from kg.graph.engine import nt_lines
from kg.graph.turtle import distinct, namespaces, turtle

# What XML 1.0 cannot hold in any way of writing it.
_NOT_XML = {*range(0x20), 0xFFFE, 0xFFFF} - {0x09, 0x0A, 0x0D}


def write_triples(triples: Iterable[Triple], format: str, out: IO[bytes], *, base: str = terms.BASE) -> None:
    """Write triples in one of the formats of a graph (see :func:`write_lines`)."""
    write_lines(nt_lines(serialize(triples, format=RdfFormat.N_TRIPLES) or b""), format, out, base=base)


def write_lines(lines: Iterable[str], format: str, out: IO[bytes], *, base: str = terms.BASE) -> None:
    """Write N-Triples lines as "turtle", "ntriples", "jsonld" or "rdfxml", whatever their order.

    UsageError for another format, and for a character that RDF/XML has no way to hold.
    """
    if format == "turtle":
        out.write(turtle(lines, namespaces(base)).encode("utf-8"))
    elif format == "ntriples":
        out.write("".join(f"{line}\n" for line in distinct(lines)).encode("utf-8"))
    elif format == "jsonld":
        from kg.graph.jsonld import write_jsonld

        write_jsonld(sorted_triples(lines), out, base=base)
    elif format == "rdfxml":
        prefixes = {prefix: iri for prefix, iri in namespaces(base).items() if prefix in terms.PREFIXES}
        serialize(_for_xml(sorted_triples(lines)), out, RdfFormat.RDF_XML, prefixes=prefixes)
    else:
        raise UsageError(f"unknown format {format!r} of a graph: turtle, ntriples, jsonld or rdfxml")


def sorted_triples(lines: Iterable[str]) -> Iterable[Triple]:
    """The triples of the lines, each once, in the order of their N-Triples."""
    data = "\n".join(distinct(lines))
    return (Triple(q.subject, q.predicate, q.object) for q in parse(data, RdfFormat.N_TRIPLES, lenient=True))


def _for_xml(triples: Iterable[Triple]) -> Iterable[Triple]:
    delete: Mapping[int, None] = dict.fromkeys(_NOT_XML)
    for triple in triples:
        value = getattr(triple.object, "value", "")
        if len(value.translate(delete)) != len(value):
            at = f"{triple.subject} {triple.predicate}"
            raise UsageError(f"RDF/XML cannot hold a control character of {at}; export as turtle instead")
        yield triple
