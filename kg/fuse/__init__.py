"""Statements to facts: entities with stable identifiers."""

from kg.fuse.identities import Identities
from kg.fuse.page import fuse_page

__all__ = ["Identities", "fuse_page"]
