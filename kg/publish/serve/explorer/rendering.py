"""Templates and static files: HTML in which everything that comes from the graph is text, whatever it looks like."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import terms
from kg.graph.offices import Held
from kg.publish.serve.explorer.facts import Quote
from kg.publish.serve.explorer.links import link_of, short
from kg.publish.serve.explorer.words import Language, Words

_HERE = Path(__file__).parent
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that pages load: its bytes, the same packed, its type, and a digest that changes with it."""

    data: bytes
    packed: bytes
    type: str
    digest: str


@lru_cache(maxsize=1)
def static_files() -> Mapping[str, StaticFile]:
    """All static files by their path below ``static/``."""
    files = {}
    root = _HERE / "static"
    for path in sorted(p for p in root.rglob("*") if p.suffix in _TYPES):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:12]
        packed = gzip.compress(data, mtime=0)
        files[path.relative_to(root).as_posix()] = StaticFile(data, packed, _TYPES[path.suffix], digest)
    return files


def static_link(name: str) -> str:
    """The address of a static file; it changes when the file does, so that browsers may keep it for ever."""
    return f"/static/{name}?v={static_files()[name].digest}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates", encoding="utf-8"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.globals.update(static=static_link, terms=terms)
    return made


def render(template: str, *, language: Language, theme: str, here: str, base: str, **values: Any) -> bytes:
    """A page as UTF-8. ``here`` is its own address, to come back to after a change of language or colours."""
    words = Words(language)
    page = _environment().get_template(template).render(
        w=words, theme=theme, here=here, base=base, link=partial(link_of, base=base),
        short=partial(short, base=base, prefixes=terms.PREFIXES), quote_link=partial(quote_link, base=base),
        in_office=partial(in_office, words=words), **values,
    )  # fmt: skip
    return page.encode("utf-8")


def quote_link(quote: Quote, base: str) -> str:
    """Where a sentence stands in its article's text."""
    return f"{link_of(quote.article, base)}#c{quote.start}-{quote.end}"


def in_office(held: Held, words: Words) -> str:
    """When somebody came and went, in the language of the page."""
    if words.language == "zh":
        return held.in_words()
    came = _between("came", held.start_not_before, held.start_not_after)
    left = _between("left", held.end_not_before if held.end_not_after else "", held.end_not_after)
    still = f"in office on {held.last}" if held.last and not held.end_not_after else ""
    return ", ".join(part for part in (came, left or still) if part) or "dates unknown"


def _between(word: str, low: str, high: str) -> str:
    if low and low == high:
        return f"{word} on {low}"
    if low and high:
        return f"{word} between {low} and {high}"
    if high:
        return f"{word} by {high}"
    return f"{word} after {low}" if low else ""
