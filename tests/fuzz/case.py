"""One case of the fuzzer: a file made from a number, read, cut, extracted and prepared for the store, under the laws."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, replace
from functools import lru_cache

from kg import terms
from kg.corpus import cut_articles
from kg.corpus.read import read_bytes
from kg.extract.plugins import fault
from kg.graph.prepared import Prepared, prepare
from kg.model import Article, Page, Unread
from kg.pipeline.stages import Reader, read_off, reader
from tests.fuzz.files import FROM_TEXT, PACKED, some_text
from tests.fuzz.mutate import torn_bytes, torn_text

# Far above what the slowest file needs, far below what anybody waits for: what exceeds it grows with the square.
_SECONDS, _SECONDS_A_BYTE = 3.0, 300e-6


class Broken(AssertionError):
    """A law that a file makes the program break."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case came to: the kind of file and how many pages, refusals, articles and statements it gave."""

    kind: str
    pages: int = 0
    unread: int = 0
    articles: int = 0
    statements: int = 0


def made(number: int) -> tuple[str, bytes]:
    """The file of a case, a function of its number: the name and the bytes."""
    rng = random.Random(number)
    name = rng.choice((*FROM_TEXT, *PACKED))
    how = rng.randrange(4)
    if name in PACKED:
        members = {f"{n}/{kind}": _one(rng, kind, rng.randrange(3)) for n, kind in enumerate(rng.choices([*FROM_TEXT], k=2))}
        data = PACKED[name](members)
        return name, data if how == 0 else torn_bytes(rng, data)
    return name, _one(rng, name, how)


def _one(rng: random.Random, kind: str, how: int) -> bytes:
    """A file made from a torn text, a torn file made from a text, both, or either of its halves by chance."""
    text = some_text(rng)
    if how != 1:
        text = torn_text(rng, text)
    # What no encoding holds cannot be written into a file; the readers meet such characters in JSON.
    data = FROM_TEXT[kind](text.encode("utf-8", "replace").decode() if kind != "wide.txt" else text)
    return torn_bytes(rng, data) if how in (1, 3) else data


def tried(number: int) -> Outcome:
    """Runs a case; Broken if a law does not hold, or whatever the program raises."""
    return followed(*made(number))


def followed(name: str, data: bytes) -> Outcome:
    """A file read and its pages led through all stages; Broken if a law does not hold."""
    before = time.process_time()
    outcome = Outcome(name)
    size = len(data)
    for item in read_bytes(name, data, published="2021-04-26"):
        if isinstance(item, Unread):
            if not item.reason:
                raise Broken("a refusal without a reason")
            outcome = replace(outcome, unread=outcome.unread + 1)
            continue
        articles, statements = _page(item)
        size += len(item.text)
        outcome = replace(
            outcome, pages=outcome.pages + 1, articles=outcome.articles + articles, statements=outcome.statements + statements
        )
    taken = time.process_time() - before
    if taken > _SECONDS + size * _SECONDS_A_BYTE:
        raise Broken(f"{taken:.1f} s for {size} bytes")
    return outcome


def _page(page: Page) -> tuple[int, int]:
    """The page through all stages; how many articles and statements it has."""
    articles = cut_articles(page)
    for article in articles:
        _check_offsets(page, article)
    record = read_off(page, _by(), base=terms.BASE).record
    for said in record.statements:
        if reason := fault(said, page, articles):
            raise Broken(f"{said.rule}: {reason}")
    if articles:
        _check_quads(prepare(record.fuse(base=terms.BASE)))
    return len(articles), len(record.statements)


@lru_cache(maxsize=1)
def _by() -> Reader:
    return reader()


def _check_offsets(page: Page, article: Article) -> None:
    for mended in (article.title, article.body, *article.captions):
        last = -1
        for char, at in zip(mended.text, mended.offsets, strict=True):
            if page.text[at] == char and at > last:
                last = at
            elif char not in "\n " or last >= at:
                raise Broken(f"the character at {at} is not {char!r}")


def _check_quads(prepared: Prepared) -> None:
    """The text for the store parses again, line for line."""
    quads, lines = sum(1 for _ in prepared.quads()), prepared.named.count(b"\n")
    if quads != lines:
        raise Broken(f"{lines} lines hold {quads} quads")
