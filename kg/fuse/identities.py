"""Whose identifier stands for whose: what the judgements on persons and bodies come to, as plain maps.

A page fused by itself gives everybody a local IRI from area and name. Where more is known (two local IRIs are one
person, one local IRI is two persons), this says which IRI to write instead. It is a pure function of all statements and
decisions (``kg.fuse.resolve``), so that taking a decision back gives the former maps again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identities:
    """``everywhere``: local IRI → IRI to write. ``on_page``: (page, local IRI) → IRI to write, which goes first."""

    everywhere: Mapping[str, str] = field(default_factory=dict)
    on_page: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, page: str, iri: str) -> str:
        """The IRI to write on this page for a local one; the local one itself where nothing is known of it."""
        return self.on_page.get((page, iri)) or self.everywhere.get(iri, iri)
