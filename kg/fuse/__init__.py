"""Statements to facts: entities with stable identifiers."""

from kg.fuse.dating import attested_days, attested_on, first_day, last_day
from kg.fuse.identities import Identities
from kg.fuse.page import fuse_page

__all__ = ["Identities", "attested_days", "attested_on", "first_day", "fuse_page", "last_day"]
