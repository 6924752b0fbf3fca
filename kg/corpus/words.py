"""The words by which the layout of a page is read: ``seeds/layout/words.tsv``, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.errors import DataError
from kg.gazetteer.tables import Column, read_table
from kg.resources import resource

KINDS: Final = (
    "line", "start", "links", "role-write", "role-text", "role-picture", "role-both", "role-other", "beside-names",
    "no-name", "no-place", "sentence-start", "headline-verb", "picture-end", "column-end", "notice-end",
)


@lru_cache(maxsize=1)
def layout_words() -> dict[str, tuple[str, ...]]:
    """The words of every kind, in the order of the file."""
    return read_layout_words(resource("seeds/layout/words.tsv"))


def read_layout_words(path: Path) -> dict[str, tuple[str, ...]]:
    """The words of every kind in the list at ``path``; DataError (file and line) if it breaks its form."""
    table = read_table(path, (Column("kind"), Column("words")))
    words: dict[str, tuple[str, ...]] = dict.fromkeys(KINDS, ())
    for i, (kind, row) in enumerate(table.rows):
        if kind not in words:
            raise table.error(i, f"unknown kind {kind!r}; the kinds of this list are {', '.join(KINDS)}")
        words[kind] = (*words[kind], *row.split())
    missing = [kind for kind, found in words.items() if not found]
    if missing:
        raise DataError(f"{path}: no words of kind {', '.join(missing)}")
    return words


def one_of(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, longer ones first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
