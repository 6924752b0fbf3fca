"""What is done with one shard: functions of their arguments and of files, to be run anywhere, and twice if need be.

A shard is a few hundred page files, or one archive or table. Every function writes its result under a name that says
what it was made of, whole or not at all; one that finds its result there does nothing. So a worker may be killed at any
moment, and a job that is begun again goes on where it was.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from kg.corpus import Columns
from kg.corpus.read import read_bytes
from kg.errors import KgError
from kg.fuse import Identities, Judgement, Record, Seen, resolve
from kg.fuse.variants import default_variants
from kg.graph.books import page_books
from kg.graph.prepared import prepare
from kg.model import Page, Unread
from kg.pipeline.engines.addresses import File, exists, join, read, write
from kg.pipeline.identity import notes_of_parts
from kg.pipeline.ready import FAULTS, too_long
from kg.pipeline.recipe import page_digest, recipe
from kg.pipeline.stages import Reader, read_off, reader

# Pages in one file of what was read, and so in one shard of quads: some 100 MB before they are packed.
CHUNK = 250


@dataclass(frozen=True, slots=True)
class Work:
    """What all tasks of a job share: where results go, how pages are read, into how many parts names are dealt.

    ``program`` is the digest of the program that made the job: a machine with another one must not join in.
    ``recipe`` is the digest of program, rules and options; ``made`` is how the reader is made.
    """

    out: str
    program: str
    recipe: str
    run: str
    base: str
    made: tuple[tuple[str, Any], ...]
    published: str
    columns: Columns
    parts: int


@dataclass(frozen=True, slots=True)
class Shard:
    """Files to be read by one task."""

    number: int
    files: tuple[File, ...]

    def key(self, work: Work) -> str:
        """What the result depends on, as a short digest."""
        said = [work.recipe, work.run, work.published, repr(work.columns), str(work.parts), str(CHUNK)]
        said += [f"{file.name}\x1f{file.mark}" for file in self.files]
        return sha256("\x1e".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_shard(shard: Shard, work: Work) -> dict[str, Any]:
    """Read and extract the pages of a shard; what was said goes to files of at most CHUNK pages, and who stands on them
    to one file for each part of names. The answer lists them: ``chunks`` (address, digest, pages), ``seen`` (part →
    address), ``unread`` (name, reason)."""
    if recipe() != work.program:
        raise KgError("a worker runs another version of kg, or other rules, than this job; install the same everywhere")
    folder = join(work.out, "read", f"{shard.number:06}-{shard.key(work)}")
    done = join(folder, "done.json")
    if exists(done):
        known: dict[str, Any] = json.loads(read(done))
        return known
    by = _reader(work.made)
    chunks: list[dict[str, Any]] = []
    unread: list[list[str]] = []
    dealt: dict[int, list[str]] = {}
    lines: list[str] = []

    def close() -> None:
        if lines:
            data = _pack(lines)
            address = join(folder, f"{len(chunks):04}.jsonl.gz")
            write(address, data)
            chunks.append({"address": address, "digest": sha256(data).hexdigest(), "pages": len(lines)})
            lines.clear()

    for item in _pages(shard, work):
        said = item if isinstance(item, Unread) else _said(item, by, work)
        if isinstance(said, Unread):
            unread.append([said.name, said.reason])
            continue
        line, seen = said
        lines.append(line)
        for part, some in _dealt(seen, work.parts):
            dealt.setdefault(part, []).append(some.dump())
        if len(lines) == CHUNK:
            close()
    close()
    parts = {}
    for part, some_lines in sorted(dealt.items()):
        parts[str(part)] = join(folder, f"seen-{part:03}.jsonl.gz")
        write(parts[str(part)], _pack(some_lines))
    answer = {"chunks": chunks, "seen": parts, "unread": unread}
    write(done, json.dumps(answer, ensure_ascii=False, sort_keys=True).encode("utf-8"))
    return answer


@dataclass(frozen=True, slots=True)
class Names:
    """Some parts of all names, to be resolved together: the files of who stands where."""

    files: tuple[str, ...]


def resolve_names(names: Names, judgements: Sequence[Judgement], base: str) -> dict[str, Any]:
    """Who is who among these names: the identities, how many pairs are unsure, the lines of idle judgements."""
    seen = (Seen.load(line) for file in names.files for line in _unpack(read(file)))
    found = resolve(seen, judgements, base=base)
    return {
        "identities": found.identities.dump(),
        "unsure": len(found.unsure),
        "idle": [judgement.line for judgement in found.idle],
    }


@dataclass(frozen=True, slots=True)
class Chunk:
    """A file of what was read, and its digest."""

    address: str
    digest: str
    number: int


def write_chunk(chunk: Chunk, work: Work, identities: str, identities_digest: str) -> str:
    """The quads of a chunk's pages, with all that a store keeps of them, as sorted N-Quads; the file's name.

    ``identities`` is the address of the identities to write, ``identities_digest`` the digest of that file.
    """
    said = f"{chunk.digest} {identities_digest} {work.program}"
    name = f"{chunk.number:06}-{sha256(said.encode()).hexdigest()[:16]}.nq.gz"
    address = join(work.out, "quads", name)
    if exists(address):
        return name
    decisions = _identities(identities, identities_digest)
    lines: set[bytes] = set()
    for line in _unpack(read(chunk.address)):
        page = json.loads(line)
        record = Record.load(page["record"])
        ready = prepare(record.fuse(base=work.base, decisions=decisions), base=work.base)
        notes = notes_of_parts(page["seen"], page["record"], page["text"], work.run)
        lines.update(ready.named.splitlines(keepends=True))
        lines.update(ready.plain.splitlines(keepends=True))
        lines.update(f"{quad} .\n".encode() for quad in page_books(ready, page["digest"], notes))
    write(address, gzip.compress(b"".join(sorted(lines)), compresslevel=5, mtime=0))
    return name


def part_of(name: str, parts: int) -> int:
    """The part that a person's name is dealt to, the same for all its spellings."""
    standard = default_variants().standard(name)
    return int.from_bytes(sha256(standard.encode("utf-8", "surrogatepass")).digest()[:4], "big") % parts


def _dealt(seen: Seen, parts: int) -> Iterator[tuple[int, Seen]]:
    """A page's persons dealt by name; its other things all go to part 0, where judgements on them are counted."""
    for part in range(parts):
        persons = tuple(s for s in seen.persons if part_of(s.name, parts) == part)
        others = seen.others if part == 0 else ()
        if persons or others:
            yield part, Seen(seen.page, persons, others)


def _pages(shard: Shard, work: Work) -> Iterator[Page | Unread]:
    for file in shard.files:
        try:
            data = read(file.address)
        except OSError as error:
            yield Unread(file.name, f"{file.address} cannot be read: {error}")
            continue
        yield from read_bytes(file.name, data, published=work.published, columns=work.columns)


def _said(page: Page, by: Reader, work: Work) -> tuple[str, Seen] | Unread:
    """A page as a line of what was read, and who stands on it."""
    if reason := too_long(page):
        return Unread(page.name, reason)
    try:
        said = read_off(page, by, base=work.base)
    except FAULTS as error:
        return Unread(page.name, f"reading it failed ({type(error).__name__}: {error}); please report this page")
    if not said.record.articles:
        return Unread(page.name, "no article was found in it; is it a page of a newspaper?")
    digest = page_digest(work.recipe, page.sha256, page.name, page.published, page.paper, page.number)
    line = {"digest": digest, "record": said.record.dump(), "seen": said.seen.dump(), "text": page.text}
    return json.dumps(line, ensure_ascii=False), said.seen


def _pack(lines: Sequence[str]) -> bytes:
    text = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
    return gzip.compress(text, compresslevel=5, mtime=0)


def _unpack(data: bytes) -> list[str]:
    # Only line feeds part lines: U+2028 and its like may stand in a text.
    return gzip.decompress(data).decode("utf-8", "surrogatepass").split("\n")[:-1]


@lru_cache(maxsize=2)
def _reader(made: tuple[tuple[str, Any], ...]) -> Reader:
    return reader(**dict(made))


@lru_cache(maxsize=2)
def _identities(address: str, digest: str) -> Identities:
    data = read(address)
    if sha256(data).hexdigest() != digest:
        raise KgError(f"{address} was changed while the job ran; run the same command again")
    return Identities.load(data.decode("utf-8"))


def merged(dumps: Sequence[str]) -> Identities:
    """The identities of all parts together: no two parts say anything of one name."""
    everywhere: dict[str, str] = {}
    here: Mapping[tuple[str, int, str], str] = {}
    for text in dumps:
        some = Identities.load(text)
        everywhere |= some.everywhere
        here = {**here, **some.here}
    return Identities(everywhere, here)
