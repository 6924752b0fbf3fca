"""The queries of the view: plain SPARQL over the default graph, one for each kind of thing and of relation."""

from __future__ import annotations

from typing import Final

# Things. The columns are the same for all: thing, name, other (another name), kind, area, day, place, number, code.
THINGS: Final = {
    "person": """SELECT ?thing ?name ?other ?area WHERE { ?thing a foaf:Person ; foaf:name ?name
        OPTIONAL { ?thing skos:altLabel ?other } OPTIONAL { ?thing dct:spatial ?area } }""",
    "body": """SELECT ?thing ?name ?other ?kind ?area WHERE { ?thing a org:Organization ; skos:prefLabel ?name
        OPTIONAL { ?thing skos:altLabel ?other } OPTIONAL { ?thing org:classification ?kind }
        OPTIONAL { ?thing dct:spatial ?area } }""",
    "event": """SELECT ?thing ?name ?other ?kind ?area ?day ?text ?last ?place WHERE {
        ?thing a schema:Event ; skos:prefLabel ?name
        OPTIONAL { ?thing skos:altLabel ?other } OPTIONAL { ?thing dct:type ?kind }
        OPTIONAL { ?thing dct:spatial ?area }
        OPTIONAL { ?thing schema:startDate ?day } OPTIONAL { ?thing lg:dateText ?text }
        OPTIONAL { ?thing schema:endDate ?last }
        OPTIONAL { ?thing schema:location ?place FILTER(isLiteral(?place)) } }""",
    "policy": """SELECT ?thing ?name ?other ?area ?number WHERE { ?thing a prov:Plan ; skos:prefLabel ?name
        OPTIONAL { ?thing skos:altLabel ?other } OPTIONAL { ?thing dct:spatial ?area }
        OPTIONAL { ?thing lg:documentNumber ?number } }""",
    "area": """SELECT ?thing ?name ?other ?code WHERE { ?thing a schema:AdministrativeArea ; skos:prefLabel ?name
        OPTIONAL { ?thing skos:altLabel ?other } OPTIONAL { ?thing skos:notation ?code } }""",
    "place": """SELECT ?thing ?name WHERE { ?thing a schema:Place ; skos:prefLabel ?name }""",
}

# Relations that are nodes: fact, source, target, and what sets it apart.
TENURES: Final = """SELECT ?fact ?source ?target ?role ?seen ?a ?b ?c ?d WHERE {
    ?fact a org:Membership ; org:member ?source ; org:organization ?target ; org:role/skos:prefLabel ?role
    OPTIONAL { ?fact lg:attestedOn ?seen }
    OPTIONAL { ?fact lg:startNotBefore ?a } OPTIONAL { ?fact lg:startNotAfter ?b }
    OPTIONAL { ?fact lg:endNotBefore ?c } OPTIONAL { ?fact lg:endNotAfter ?d } }"""
PARTICIPATIONS: Final = """SELECT ?fact ?source ?target ?kind WHERE {
    ?target cv:hasParticipation ?fact . ?fact cv:hasParticipant ?source ; cv:role ?kind }"""
POLICIES: Final = """SELECT ?fact ?source ?target ?kind WHERE {
    VALUES (?class ?kind) { (lg:Issuance "issues") (lg:Implementation "implements") }
    ?fact a ?class ; org:organization ?source ; prov:hadPlan ?target }"""

# Relations that are bare triples; the sentence, where there is one, hangs on a statement about the triple.
BARE: Final = {
    "part_of": """SELECT DISTINCT ?source ?target WHERE {
        ?source org:unitOf|org:subOrganizationOf|schema:containedInPlace ?target }""",
    "located_in": "SELECT ?source ?target WHERE { ?source a org:Organization ; dct:spatial ?target }",
    "takes_place_at": "SELECT ?source ?target WHERE { ?source schema:location ?target FILTER(isIRI(?target)) }",
}
CLAIMS: Final = """SELECT ?fact ?source ?property ?target WHERE {
    ?fact a rdf:Statement ; rdf:subject ?source ; rdf:predicate ?property ; rdf:object ?target }"""

EVIDENCE: Final = """SELECT ?fact ?quote ?start ?end ?article ?rule ?confidence ?status ?day ?changed WHERE {
    ?fact lg:evidence ?evidence .
    ?evidence oa:exact ?quote ; oa:start ?start ; oa:end ?end ; prov:wasQuotedFrom ?article
    OPTIONAL { ?evidence lg:rule ?rule } OPTIONAL { ?evidence lg:confidence ?confidence }
    OPTIONAL { ?evidence lg:status ?status } OPTIONAL { ?evidence lg:attestedOn ?day }
    OPTIONAL { ?evidence lg:changedOn ?changed } }"""
ARTICLES: Final = """SELECT ?article ?headline ?page ?day WHERE { ?article a schema:NewsArticle
    OPTIONAL { ?article schema:headline ?headline } OPTIONAL { ?article schema:datePublished ?day }
    OPTIONAL { ?article schema:isPartOf ?sheet . ?sheet a lg:Page ; schema:name ?page } }"""
REPORTERS: Final = "SELECT DISTINCT ?thing WHERE { ?article schema:author ?thing . ?thing a foaf:Person }"
# Without names and counts, which are quickly had here: an engine that joins them in the wrong order takes seconds.
JURISDICTIONS: Final = "SELECT ?page ?area WHERE { ?page a lg:Page ; dct:spatial ?area }"
