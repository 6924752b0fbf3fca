"""What the graph says of one thing, as RDF: the thing itself, the relations it stands in, and their sentences."""

from __future__ import annotations

from typing import IO

from kg.graph.binding import to_iri
from kg.graph.formats import write_triples
from kg.graph.store import GraphStore

# Relations are nodes: a person's offices are said of the tenures that point to the person.
_DESCRIPTION = """CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND(?thing AS ?s) ?s ?p ?o }
  UNION { ?s org:member|org:organization|cv:hasParticipant|prov:hadPlan|rdf:subject ?thing ; ?p ?o }
  UNION { ?s prov:wasQuotedFrom ?thing ; ?p ?o }
  UNION { ?thing cv:hasParticipation ?s . ?s ?p ?o }
  UNION { ?fact org:member|org:organization|cv:hasParticipant|prov:hadPlan|rdf:subject ?thing .
          ?fact lg:evidence ?s . ?s ?p ?o }
  UNION { ?thing cv:hasParticipation/lg:evidence ?s . ?s ?p ?o }
  UNION { ?event cv:hasParticipation ?part . ?part cv:hasParticipant ?thing .
          BIND(?event AS ?s) BIND(cv:hasParticipation AS ?p) BIND(?part AS ?o) }
  UNION { { ?thing ?any ?s } UNION { ?fact org:member|org:organization|cv:hasParticipant|prov:hadPlan ?thing ; ?any ?s }
          VALUES ?p { rdf:type foaf:name skos:prefLabel schema:headline } ?s ?p ?o FILTER(?s != ?thing) }
}"""


def write_description(store: GraphStore, iri: str, format: str, out: IO[bytes], *, limit: int) -> bool:
    """Write what the graph says of a thing in one of the formats of a graph, ``limit`` triples at most; whether it was
    cut."""
    with store.query(_DESCRIPTION, bindings={"thing": to_iri(iri)}, limit=limit) as result:
        write_triples(result.triples(), format, out, base=store.base)
        return result.truncated
