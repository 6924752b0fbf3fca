"""Statements to facts: entities with stable identifiers.

fuse_page    one page's statements to facts, from that page alone
sightings    what the page says of who its persons are, kept beside it
resolve      all sightings and all judgements to identities: who is who across pages
Record       what fusing a page again needs, when identities change

Over the facts of all pages, ``kg.fuse.tenure`` makes bounds of tenures of what is attested of offices, and
``kg.fuse.changes`` knows which bodies reforms renamed or merged. ``kg.graph.tenure`` writes both into the graph.
"""

from kg.fuse.dating import attested_days, attested_on, first_day, last_day
from kg.fuse.identities import Identities
from kg.fuse.judgements import Judgement, add_judgement, full_iri, read_judgements
from kg.fuse.local import LocalEntities
from kg.fuse.page import fuse_page
from kg.fuse.record import Record
from kg.fuse.resolve import Pair, Resolution, resolve
from kg.fuse.sightings import Office, Seen, Sighting, seen_on, sightings
from kg.fuse.titles import Someone

__all__ = [
    "Identities",
    "Judgement",
    "LocalEntities",
    "Office",
    "Pair",
    "Record",
    "Resolution",
    "Seen",
    "Sighting",
    "Someone",
    "add_judgement",
    "attested_days",
    "attested_on",
    "first_day",
    "full_iri",
    "fuse_page",
    "last_day",
    "read_judgements",
    "resolve",
    "seen_on",
    "sightings",
]
