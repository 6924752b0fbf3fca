"""Whose identifier stands for whose: what the judgements on persons and bodies come to, as plain maps.

A page fused by itself gives everybody a local IRI from area and name. Where more is known (two local IRIs are one
person, one local IRI is two persons), this says which IRI to write instead. It is a pure function of all statements and
decisions (``kg.fuse.resolve``), so that taking a decision back gives the former maps again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg import terms
from kg.fuse.identifiers import person_iri
from kg.fuse.sightings import Seen


@dataclass(frozen=True, slots=True)
class Identities:
    """``everywhere``: local IRI → IRI to write. ``on_page``: (page, local IRI) → IRI to write, which goes first."""

    everywhere: Mapping[str, str] = field(default_factory=dict)
    on_page: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, page: str, iri: str) -> str:
        """The IRI to write on this page for a local one; the local one itself where nothing is known of it."""
        return self.on_page.get((page, iri)) or self.everywhere.get(iri, iri)

    def changed_pages(self, former: Identities, seen: Iterable[Seen], *, base: str = terms.BASE) -> tuple[str, ...]:
        """The pages on which these identities write another IRI than the former ones did, in order."""
        moved = {
            iri
            for iri in {*self.everywhere, *former.everywhere}
            if self.everywhere.get(iri) != former.everywhere.get(iri)
        }
        moved |= {
            iri
            for page, iri in {*self.on_page, *former.on_page}
            if self.on_page.get((page, iri)) != former.on_page.get((page, iri))
        }
        changed = set()
        for page in seen if moved else ():
            local = {person_iri(s.area, s.name, base=base) for s in page.persons} | set(page.others)
            if any(self.of(page.page, iri) != former.of(page.page, iri) for iri in local & moved):
                changed.add(page.page)
        return tuple(sorted(changed))

    def dump(self) -> str:
        """The maps as one line of JSON, the same for the same maps."""
        on_page = [[page, iri, to] for (page, iri), to in sorted(self.on_page.items())]
        return json.dumps({"everywhere": dict(sorted(self.everywhere.items())), "on_page": on_page}, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Identities:
        """The maps behind what :meth:`dump` wrote; none for an empty text. ValueError or KeyError for other text."""
        if not text:
            return cls()
        data = json.loads(text)
        return cls(dict(data["everywhere"]), {(page, iri): to for page, iri, to in data["on_page"]})
