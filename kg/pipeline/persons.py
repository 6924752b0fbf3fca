"""Who is who in a store: all names at once, or only those that a few changed pages speak of.

Persons of different names have nothing to do with each other, unless a judgement brings two names together. So the
names of a large store are dealt into parts, which lie on disk until their turn comes, and memory is that of one part.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from zlib import crc32

from kg.fuse import Identities, Judgement, Resolution, Seen, resolve
from kg.fuse.identifiers import segments
from kg.fuse.variants import default_variants
from kg.graph import rdf
from kg.graph.store import GraphStore

SEEN = "seen"

# What so many pages tell of persons fits into memory with ease; beyond, names are dealt into so many parts.
_AT_ONCE = 4_000
_PARTS = 64

_NAMED = """SELECT DISTINCT ?page {
  GRAPH ?article { ?article schema:isPartOf ?page . ?person foaf:name ?name } ?page a lg:Page }"""


@dataclass(frozen=True, slots=True)
class Who:
    """Who is who: whose identifier stands for whose, pairs left unsure (counted by name), decisions that met nobody,
    and the pages that are to be written anew because their identities are other ones than before."""

    identities: Identities
    unsure: Mapping[str, int]
    idle: tuple[Judgement, ...] = ()
    moved: tuple[str, ...] = ()


def all_persons(store: GraphStore, judgements: Sequence[Judgement], former: Identities) -> Who:
    """Who is who by all pages of the store and the judgements; ``former`` is what the pages were written with."""
    judged = {_standard(name) for j in judgements for iri in (j.a, j.b) for name in _name(iri, store.base)}
    everywhere: dict[str, str] = {}
    here: dict[tuple[str, int, str], str] = {}
    unsure: Counter[str] = Counter()
    idle: tuple[Judgement, ...] = ()
    with _Parts((Seen.load(line) for _, line in store.notes(SEEN)), judged) as parts:
        for number, seen in enumerate(parts):
            # Judgements, and all that they name, are in the first part.
            result = resolve(seen, judgements if number == 0 else (), base=store.base)
            everywhere |= result.identities.everywhere
            here |= result.identities.here
            unsure += _unsure(result)
            idle += result.idle
        identities = Identities(everywhere, here)
        moved = {page for seen in parts for page in identities.changed_pages(former, seen, base=store.base)}
    return Who(identities, unsure, idle, tuple(sorted(moved)))


def some_persons(store: GraphStore, names: Collection[str], former: Identities, unsure: Mapping[str, int]) -> Who:
    """Who is who when pages have changed what they say of ``names`` (in standard spelling) and of nobody else.

    There are no judgements; ``former`` and ``unsure`` are what came out before the pages changed.
    """
    variants = default_variants()
    seen = tuple(_seen_of(store, names))
    result = resolve(seen, base=store.base)
    rest = former.without(names, variants, base=store.base)
    identities = Identities(
        {**rest.everywhere, **result.identities.everywhere}, {**rest.here, **result.identities.here}
    )
    counts = {name: count for name, count in unsure.items() if name not in names} | _unsure(result)
    return Who(identities, counts, (), identities.changed_pages(former, seen, base=store.base))


def _seen_of(store: GraphStore, names: Collection[str]) -> Iterator[Seen]:
    """What the pages that speak of these names say of them, and of nobody else."""
    variants = default_variants()
    spelt = [rdf.name(spelling) for name in sorted(names) for spelling in variants.spellings(name)]
    rows = store.query(_NAMED, bindings={"name": spelt}).records() if spelt else ()
    for page in sorted(segments(str(row["page"]), base=store.base)[1] for row in rows):
        seen = Seen.load(store.note(SEEN, page))
        yield Seen(page, tuple(s for s in seen.persons if variants.standard(s.name) in names))


def _unsure(result: Resolution) -> Counter[str]:
    return Counter(_standard(pair.a.profile.name) for pair in result.unsure)


def _standard(name: str) -> str:
    return default_variants().standard(name)


def _name(iri: str, base: str) -> tuple[str, ...]:
    said = segments(iri, base=base)
    return said[2:3] if said[:1] == ("person",) else ()


@dataclass
class _Parts:
    """What all pages see of persons, dealt by name; iterated part by part, as often as need be."""

    seen: Iterable[Seen]
    first: Collection[str]
    _whole: tuple[Seen, ...] = ()
    _files: tuple[Path, ...] = ()
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> _Parts:
        pages = iter(self.seen)
        self._whole = tuple(islice(pages, _AT_ONCE + 1))
        if len(self._whole) > _AT_ONCE:
            folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-persons-")))
            self._files = tuple(folder / f"{number}.jsonl" for number in range(_PARTS))
            self._deal(self._whole, pages)
            self._whole = ()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def __iter__(self) -> Iterator[tuple[Seen, ...]]:
        if not self._files:
            yield self._whole
        for file in self._files:
            with file.open(encoding="utf-8") as lines:
                yield tuple(map(Seen.load, lines))

    def _deal(self, *pages: Iterable[Seen]) -> None:
        with ExitStack() as stack:
            out = [stack.enter_context(file.open("w", encoding="utf-8")) for file in self._files]
            for seen in (seen for some in pages for seen in some):
                by_part: dict[int, list[int]] = {}
                for place, sighting in enumerate(seen.persons):
                    by_part.setdefault(self._part(sighting.name), []).append(place)
                if seen.others:
                    by_part.setdefault(0, [])
                for part, places in by_part.items():
                    persons = tuple(seen.persons[place] for place in places)
                    out[part].write(Seen(seen.page, persons, () if part else seen.others).dump() + "\n")

    def _part(self, name: str) -> int:
        standard = _standard(name)
        return 0 if standard in self.first else crc32(standard.encode("utf-8", "surrogatepass")) % _PARTS
