"""Pages and articles for the tests of extraction."""

from __future__ import annotations

from array import array

from kg.model import Article, Mended


def article(text: str, **more: str) -> Article:
    """An article whose body is ``text`` from the page's first character on."""
    return Article("p.txt", 0, "", Mended("", array("I")), Mended(text, array("I", range(len(text)))), **more)  # type: ignore[arg-type]
