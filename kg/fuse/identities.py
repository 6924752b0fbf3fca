"""Whose identifier stands for whose: what the judgements on persons and bodies come to, as plain maps.

A page fused by itself gives everybody a local IRI from area and name. Where more is known (two local IRIs are one
person, one local IRI is two persons), this says which IRI to write instead. It is a pure function of all statements and
decisions (``kg.fuse.resolve``), so that taking a decision back gives the former maps again.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg import terms
from kg.fuse.identifiers import person_iri, segments
from kg.fuse.sightings import Seen
from kg.fuse.variants import Variants

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Identities:
    """``everywhere``: local IRI → IRI to write. ``here``: the same for one (page, article, local IRI), goes first."""

    everywhere: Mapping[str, str] = field(default_factory=dict)
    here: Mapping[tuple[str, int, str], str] = field(default_factory=dict)

    def of(self, page: str, article: int, iri: str) -> str:
        """The IRI to write in this article for a local one; the local one itself where nothing is known of it."""
        return self.here.get((page, article, iri)) or self.everywhere.get(iri, iri)

    def changed_pages(self, former: Identities, seen: Sequence[Seen], *, base: str = terms.BASE) -> tuple[str, ...]:
        """The pages on which these identities write another IRI than the former ones did, in order."""
        moved = _unlike(self.everywhere, former.everywhere)
        changed = {page for page, _, _ in _unlike(self.here, former.here)}
        for page in seen if moved else ():
            persons = ((s.article, person_iri(s.area, s.name, base=base)) for s in page.persons)
            local = [*persons, *((0, iri) for iri in page.others)]
            if any(
                iri in moved and self.of(page.page, article, iri) != former.of(page.page, article, iri)
                for article, iri in local
            ):
                changed.add(page.page)
        return tuple(sorted(changed & {page.page for page in seen}))

    def without(self, names: Container[str], variants: Variants, *, base: str = terms.BASE) -> Identities:
        """These identities but for persons whose name in standard spelling is one of ``names``."""

        def stays(iri: str) -> bool:
            kind, *parts = segments(iri, base=base) or ("",)
            return kind != "person" or len(parts) < 2 or variants.standard(parts[1]) not in names

        return Identities(
            {iri: to for iri, to in self.everywhere.items() if stays(iri)},
            {key: to for key, to in self.here.items() if stays(key[2])},
        )

    def dump(self) -> str:
        """The maps as one line of JSON, the same for the same maps."""
        here = [[page, article, iri, to] for (page, article, iri), to in sorted(self.here.items())]
        return json.dumps({"everywhere": dict(sorted(self.everywhere.items())), "here": here}, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> Identities:
        """The maps behind what :meth:`dump` wrote; none for an empty text. ValueError or KeyError for other text."""
        if not text:
            return cls()
        data = json.loads(text)
        here = {(page, article, iri): to for page, article, iri, to in data["here"]}
        return cls(dict(data["everywhere"]), here)


def _unlike(a: Mapping[K, str], b: Mapping[K, str]) -> set[K]:
    return {key for key in {*a, *b} if a.get(key) != b.get(key)}
