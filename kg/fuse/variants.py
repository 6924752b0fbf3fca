"""Spellings of names that a list calls one: 王昇 and 王升, traditional and simplified characters.

The list makes two spellings candidates for one person, as if they were one name; nothing else about letters does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from pathlib import Path

from kg.errors import DataError
from kg.resources import resource


class Variants:
    """Characters that stand for another one in names; :meth:`standard` writes a name in standard characters."""

    def __init__(self, characters: Mapping[str, str]) -> None:
        self._table = str.maketrans(dict(characters))
        self._spellings: dict[str, str] = {}
        for variant, standard in sorted(characters.items()):
            self._spellings[standard] = self._spellings.get(standard, standard) + variant

    def standard(self, name: str) -> str:
        """The name under which all its spellings are compared."""
        return name.translate(self._table)

    def spellings(self, name: str) -> Iterator[str]:
        """All names that have the standard spelling of this one."""
        ways = (self._spellings.get(character, character) for character in self.standard(name))
        return ("".join(characters) for characters in product(*ways))


def load_variants(path: Path) -> Variants:
    """Read a TSV file with the columns variant, standard, note; DataError names file and line."""
    characters: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#") or line == "variant\tstandard\tnote":
            continue
        cells = line.split("\t")
        if len(cells) != 3 or len(cells[0]) != 1 or len(cells[1]) != 1 or cells[0] == cells[1]:
            raise DataError(f"{path}:{number}: expected one character, the standard one, and a note, divided by tabs")
        if cells[0] in characters:
            raise DataError(f"{path}:{number}: {cells[0]} is listed twice")
        characters[cells[0]] = cells[1]
    chained = sorted(set(characters) & set(characters.values()))
    if chained:
        raise DataError(f"{path}: {'、'.join(chained)} stands on both sides; a standard character is no variant")
    return Variants(characters)


@lru_cache(maxsize=1)
def default_variants() -> Variants:
    """The list that comes with kg."""
    return load_variants(resource("seeds/gazetteer/name-variants.tsv"))
