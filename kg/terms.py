"""The terms of the graph as plain strings: namespaces, classes, properties, and how identifiers are made.

Nothing of RDF is imported here, so that every room can name a term at no cost. The ontology declares what is ours
(``LG``); a test compares the two.
"""

from __future__ import annotations

import re
from functools import lru_cache
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

# What a path segment of an IRI may hold as it is (RFC 3987, ipchar); of these not the invisible marks, which bend the
# direction of a line or make two names look alike.
_SUPPLEMENTARY = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 0xE))
_UNSAFE = re.compile(
    r"[^A-Za-z0-9\-._~!$&'()*+,;=:@\u00a0-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"
    + _SUPPLEMENTARY
    + "]"
)


@lru_cache(maxsize=65_536)
def iri_segment(text: str) -> str:
    """``text`` as one path segment of an IRI: Chinese stays readable, what an IRI may not hold is percent-encoded."""
    if text in (".", ".."):
        # Bare dots are a way up or down a path; readers resolve them away.
        return text.replace(".", "%2E")
    return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m.group().encode("utf-8", "surrogatepass")), text)


def mint(base: str, *segments: str) -> str:
    """``base`` and the segments joined to an IRI, the same for the same content; an empty segment becomes "-"."""
    return base + "/".join(iri_segment(segment) or "-" for segment in segments)

# ---------------------------------------------------------------- classes

# of others
FOAF_PERSON: Final = FOAF + "Person"
ORG_ORGANIZATION: Final = ORG + "Organization"
ORG_ORGANIZATIONAL_UNIT: Final = ORG + "OrganizationalUnit"
ORG_POST: Final = ORG + "Post"
ORG_MEMBERSHIP: Final = ORG + "Membership"
ORG_CHANGE_EVENT: Final = ORG + "ChangeEvent"
CV_PUBLIC_ORGANISATION: Final = CV + "PublicOrganisation"
CV_PARTICIPATION: Final = CV + "Participation"
SCHEMA_EVENT: Final = SCHEMA + "Event"
SCHEMA_PLACE: Final = SCHEMA + "Place"
SCHEMA_ADMINISTRATIVE_AREA: Final = SCHEMA + "AdministrativeArea"
SCHEMA_NEWS_ARTICLE: Final = SCHEMA + "NewsArticle"
SCHEMA_PUBLICATION_ISSUE: Final = SCHEMA + "PublicationIssue"
SCHEMA_NEWSPAPER: Final = SCHEMA + "Newspaper"
PROV_ENTITY: Final = PROV + "Entity"
PROV_PLAN: Final = PROV + "Plan"
ELI_LEGAL_RESOURCE: Final = ELI + "LegalResource"
SKOS_CONCEPT: Final = SKOS + "Concept"
RDF_STATEMENT: Final = RDF + "Statement"

# ours
LG_PARTY_ORGAN: Final = LG + "PartyOrgan"
LG_POLICY: Final = LG + "Policy"
LG_CAMPAIGN: Final = LG + "Campaign"
LG_ISSUANCE: Final = LG + "Issuance"
LG_IMPLEMENTATION: Final = LG + "Implementation"
LG_EVIDENCE: Final = LG + "Evidence"
LG_PAGE: Final = LG + "Page"
LG_BOUND: Final = LG + "Bound"
LG_CHANGE: Final = LG + "Change"

# ---------------------------------------------------------------- properties: naming and describing

RDF_TYPE: Final = RDF + "type"
FOAF_NAME: Final = FOAF + "name"
SKOS_PREF_LABEL: Final = SKOS + "prefLabel"
SKOS_ALT_LABEL: Final = SKOS + "altLabel"
SKOS_NOTATION: Final = SKOS + "notation"
SKOS_IN_SCHEME: Final = SKOS + "inScheme"
DCT_TYPE: Final = DCT + "type"
DCT_SPATIAL: Final = DCT + "spatial"
DCT_SOURCE: Final = DCT + "source"
DCT_DESCRIPTION: Final = DCT + "description"
DCT_IS_PART_OF: Final = DCT + "isPartOf"

# ---------------------------------------------------------------- properties: bodies, offices, tenures

ORG_CLASSIFICATION: Final = ORG + "classification"
ORG_SUB_ORGANIZATION_OF: Final = ORG + "subOrganizationOf"
ORG_UNIT_OF: Final = ORG + "unitOf"
ORG_POST_IN: Final = ORG + "postIn"
ORG_ROLE: Final = ORG + "role"
ORG_MEMBER: Final = ORG + "member"
ORG_HAS_ORGANIZATION: Final = ORG + "organization"
LG_POST: Final = LG + "post"
LG_STATUS: Final = LG + "status"
LG_ATTESTED_ON: Final = LG + "attestedOn"
LG_CHANGED_ON: Final = LG + "changedOn"
LG_START_NOT_BEFORE: Final = LG + "startNotBefore"
LG_START_NOT_AFTER: Final = LG + "startNotAfter"
LG_END_NOT_BEFORE: Final = LG + "endNotBefore"
LG_END_NOT_AFTER: Final = LG + "endNotAfter"
LG_HAS_BOUND: Final = LG + "bound"
LG_REASON: Final = LG + "reason"
LG_BESIDE: Final = LG + "beside"
LG_BEFORE: Final = LG + "before"
LG_AFTER: Final = LG + "after"
DCT_SUBJECT: Final = DCT + "subject"
RDF_VALUE: Final = RDF + "value"
PROV_WAS_DERIVED_FROM: Final = PROV + "wasDerivedFrom"
ORG_ORIGINAL_ORGANIZATION: Final = ORG + "originalOrganization"
ORG_RESULTING_ORGANIZATION: Final = ORG + "resultingOrganization"

# ---------------------------------------------------------------- properties: events, taking part, policies

SCHEMA_START_DATE: Final = SCHEMA + "startDate"
SCHEMA_END_DATE: Final = SCHEMA + "endDate"
SCHEMA_SUPER_EVENT: Final = SCHEMA + "superEvent"
SCHEMA_LOCATION: Final = SCHEMA + "location"
SCHEMA_CONTAINED_IN_PLACE: Final = SCHEMA + "containedInPlace"
LG_DATE_TEXT: Final = LG + "dateText"
CV_HAS_PARTICIPATION: Final = CV + "hasParticipation"
CV_HAS_PARTICIPANT: Final = CV + "hasParticipant"
CV_ROLE: Final = CV + "role"
LG_IN_CAPACITY_OF: Final = LG + "inCapacityOf"
LG_ORGANIZES: Final = LG + "organizes"
LG_CHAIRS: Final = LG + "chairs"
LG_SPEAKS_AT: Final = LG + "speaksAt"
LG_SIGNS_AT: Final = LG + "signsAt"
LG_ATTENDS: Final = LG + "attends"
PROV_HAD_PLAN: Final = PROV + "hadPlan"
LG_ISSUES: Final = LG + "issues"
LG_IMPLEMENTS: Final = LG + "implements"
LG_DOCUMENT_NUMBER: Final = LG + "documentNumber"

# ---------------------------------------------------------------- properties: evidence, claims, pages

LG_HAS_EVIDENCE: Final = LG + "evidence"
OA_EXACT: Final = OA + "exact"
OA_START: Final = OA + "start"
OA_END: Final = OA + "end"
LG_PIECES: Final = LG + "pieces"
LG_RULE: Final = LG + "rule"
LG_CONFIDENCE: Final = LG + "confidence"
PROV_WAS_QUOTED_FROM: Final = PROV + "wasQuotedFrom"
RDF_SUBJECT: Final = RDF + "subject"
RDF_PREDICATE: Final = RDF + "predicate"
RDF_OBJECT: Final = RDF + "object"
SCHEMA_NAME: Final = SCHEMA + "name"
SCHEMA_HEADLINE: Final = SCHEMA + "headline"
SCHEMA_AUTHOR: Final = SCHEMA + "author"
SCHEMA_DATELINE: Final = SCHEMA + "dateline"
SCHEMA_DATE_PUBLISHED: Final = SCHEMA + "datePublished"
SCHEMA_IS_PART_OF: Final = SCHEMA + "isPartOf"
SCHEMA_ISSUE_NUMBER: Final = SCHEMA + "issueNumber"
LG_POSITION: Final = LG + "position"
LG_SHA256: Final = LG + "sha256"
LG_ENCODING: Final = LG + "encoding"

# ---------------------------------------------------------------- the store's own graphs

LG_LAYOUT: Final = LG + "layout"
LG_DIGEST: Final = LG + "digest"
# Book-keeping lies in STORE_GRAPH only, never in the default graph.
DERIVED_GRAPH: Final = BASE + "graph/derived"
STORE_GRAPH: Final = BASE + "graph/store"
LOADED_GRAPHS: Final = BASE + "graph/loaded/"

# ---------------------------------------------------------------- datatypes and schemes

XSD_STRING: Final = XSD + "string"
XSD_DATE: Final = XSD + "date"
XSD_INTEGER: Final = XSD + "integer"
XSD_DECIMAL: Final = XSD + "decimal"

OFFICE_SCHEME: Final = SCHEME + "office"
BODY_KIND_SCHEME: Final = SCHEME + "body-kind"
EVENT_KIND_SCHEME: Final = SCHEME + "event-kind"
PARTICIPATION_SCHEME: Final = SCHEME + "participation"
STATUS_SCHEME: Final = SCHEME + "status"
BOUND_REASON_SCHEME: Final = SCHEME + "bound-reason"
CHANGE_KIND_SCHEME: Final = SCHEME + "change-kind"

# The shortcut from who takes part to the event, by the relation of the statement.
SHORTCUTS: Final = {
    "organizes": LG_ORGANIZES, "chairs": LG_CHAIRS, "speaks": LG_SPEAKS_AT, "signs": LG_SIGNS_AT,
    "attends": LG_ATTENDS, "issues": LG_ISSUES, "implements": LG_IMPLEMENTS,
}
