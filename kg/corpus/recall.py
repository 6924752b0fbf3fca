"""What a former reading knew of a page file, so that one that has not changed is not decoded and looked at again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from kg.corpus.find import Source
from kg.model import Page


class Recall:
    """Remembers pages by what they were read from: the file's bytes and path, and what was told of it.

    A caller that keeps a line with each page (:meth:`line`) and brings the lines back (:meth:`fill`) gets, for a file
    that is the same, the page without its text. ``told`` is all that decides of a page beside its bytes and its path.
    """

    def __init__(self) -> None:
        self._program = ""
        self._lines: dict[str, str] = {}
        self._learnt: dict[str, str] = {}

    def fill(self, program: str, lines: Iterable[tuple[str, str]]) -> None:
        """Take back what :meth:`line` gave for pages by their name; ``program`` is a digest of what reads pages."""
        self._program = program
        self._lines = dict(lines)

    def page(self, source: Source, digest: str, told: Iterable[str]) -> tuple[Page, Counter[str]] | None:
        """The page of this file without its text, and what was assumed of it; None if it is not known just so."""
        line = self._lines.get(source.name)
        if line is None:
            return None
        key, sha, encoding, published, paper, number, assumed = json.loads(line)
        if sha != digest or key != self._key(source, told):
            return None
        return Page(source.name, "", sha, encoding, published, paper, number), Counter(assumed)

    def learn(self, source: Source, page: Page, told: Iterable[str], assumed: Counter[str]) -> None:
        """Remember a page that was read from this file."""
        said = (page.sha256, page.encoding, page.published, page.paper, page.number, dict(sorted(assumed.items())))
        self._learnt[page.name] = json.dumps((self._key(source, told), *said), ensure_ascii=False)

    def line(self, name: str) -> str:
        """What is to be kept with a page that was just read, "" if nothing was learnt of it; it is told once."""
        return self._learnt.pop(name, "")

    def _key(self, source: Source, told: Iterable[str]) -> str:
        said = (self._program, str(source.path.absolute()), *told)
        return sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:20]
