"""A job: read all shards, tell persons apart, write all shards; what is done already is not done again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg import __version__, terms
from kg.corpus import Columns
from kg.errors import InputError, KgError
from kg.fuse import Judgement, read_judgements
from kg.fuse.identifiers import segments
from kg.fuse.judgements import full_iri
from kg.model import Unread
from kg.pipeline.engines.addresses import File, find_files, join, write
from kg.pipeline.engines.run import Engine, Lost
from kg.pipeline.engines.tasks import (
    Chunk,
    Names,
    Shard,
    Work,
    merged,
    part_of,
    read_shard,
    resolve_names,
    write_chunk,
)
from kg.pipeline.identity import settled_with
from kg.pipeline.recipe import recipe
from kg.pipeline.runs import run_note
from kg.pipeline.stages import reader

MANIFEST = "shards.json"
# Files of single pages in one shard; an archive or a table is a shard of its own.
_PAGES = 250
_LARGE = 1_000_000
# Names are dealt into so many parts at the most: each is resolved in the memory of one worker.
_PARTS = 64


@dataclass(frozen=True, slots=True)
class JobDone:
    """What a job came to: where, how many pages in how many shards, what was not read, pairs left unsure."""

    out: str
    pages: int
    shards: int
    unread: tuple[Unread, ...]
    unsure: int
    idle: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        unread = [{"name": item.name, "reason": item.reason} for item in self.unread]
        return {"out": self.out, "pages": self.pages, "shards": self.shards, "unread": unread, "unsure": self.unsure}


def build_shards(
    addresses: Iterable[str],
    out: str,
    engine: Engine,
    *,
    published: str = "",
    jurisdiction: str = "",
    columns: Columns | None = None,
    decisions: Path | None = None,
    rules: str | Path | None = None,
    gazetteer: str | Path | None = None,
    extractors: Iterable[str] = (),
    base: str = terms.BASE,
    progress: Callable[[str, int, int], None] = lambda step, done, of: None,
) -> JobDone:
    """Extract the pages behind ``addresses`` on an engine and write their graph as shards of N-Quads below ``out``.

    Addresses are files, folders or globs of any file system that fsspec knows; ``out`` is a folder there that every
    worker reaches. The same pages and options give the same shards, whoever ran what and how often. ``progress`` is
    called with step, tasks done, tasks in all. Other options are those of :func:`kg.pipeline.build`.

    Raises InputError where there is nothing to read; what cannot be read is named in the answer.
    """
    made: dict[str, Any] = {"jurisdiction": jurisdiction, "rules": rules, "gazetteer": gazetteer}
    made["extractors"] = tuple(extractors)
    by = reader(**made)
    judgements = read_judgements(decisions, base=base) if decisions is not None else ()
    shards = _shards(find_files(addresses))
    work = Work(
        out=out.rstrip("/"),
        program=recipe(),
        recipe=recipe(by.files, (*by.options, base)),
        run=run_note(by.files),
        base=base,
        made=tuple(sorted(made.items())),
        published=published,
        columns=columns or Columns(),
        parts=min(_PARTS, 1 + len(shards) // 16),
    )
    read, unread = _run(engine, "read", partial(read_shard, work=work), shards, progress)
    unread += [Unread(*item) for done in read for item in done["unread"]]
    groups = _groups(read, judgements, work)
    resolved, lost = _run(
        engine, "resolve", partial(resolve_names, judgements=judgements, base=base), groups, progress
    )
    if lost:
        raise KgError(f"{lost[0].name} could not be resolved: {lost[0].reason}; give the workers more memory")
    identities = merged([done["identities"] for done in resolved]).dump().encode("utf-8")
    digest = sha256(identities).hexdigest()
    at = join(work.out, f"identities-{digest[:16]}.json")
    write(at, identities)
    chunks = [c for done in read for c in done["chunks"]]
    numbered = [Chunk(c["address"], c["digest"], number) for number, c in enumerate(chunks)]
    written, unwritten = _run(
        engine, "write", partial(write_chunk, work=work, identities=at, identities_digest=digest), numbered, progress
    )
    unread += unwritten
    if not written:
        raise InputError(f"no page could be read: {'; '.join(f'{u.name}: {u.reason}' for u in unread[:5])}")
    idle = set.intersection(*(set(done["idle"]) for done in resolved)) if resolved else set()
    done = JobDone(
        work.out,
        sum(c["pages"] for c in chunks),
        len(written),
        tuple(sorted(unread, key=lambda item: item.name)),
        sum(done["unsure"] for done in resolved),
        tuple(f"{decisions}:{j.line}: {j.a} {j.b}" for j in judgements if j.line in idle),
    )
    manifest = {
        "kg": __version__,
        "base": base,
        "shards": written,
        "pages": done.pages,
        "identities": at,
        "settled": {"recipe": settled_with(recipe(), decisions), "unsure": done.unsure, "idle": list(done.idle)},
    }
    write(join(work.out, MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8"))
    return done


def _shards(files: Sequence[File]) -> list[Shard]:
    """Small files together, in the order of their names; a large one by itself."""
    groups: list[list[File]] = [[]]
    for file in files:
        if file.size > _LARGE:
            groups += [[file], []]
        else:
            if len(groups[-1]) == _PAGES:
                groups.append([])
            groups[-1].append(file)
    return [Shard(number, tuple(group)) for number, group in enumerate(group for group in groups if group)]


def _run(
    engine: Engine, step: str, function: Any, values: Sequence[Any], progress: Callable[[str, int, int], None]
) -> tuple[list[Any], list[Unread]]:
    """The answers in the order of the values, and the values that were lost."""
    answers: dict[int, Any] = {}
    lost: list[Unread] = []
    progress(step, 0, len(values))
    for place, answer in engine.run(function, values):
        if isinstance(answer, Lost):
            lost.append(Unread(_named(values[place]), answer.reason))
        else:
            answers[place] = answer
        progress(step, len(answers) + len(lost), len(values))
    return [answers[place] for place in sorted(answers)], lost


def _named(value: Shard | Names | Chunk) -> str:
    if isinstance(value, Shard):
        first, last = value.files[0].name, value.files[-1].name
        return first if first == last else f"{first} … {last} ({len(value.files)} files)"
    return value.address if isinstance(value, Chunk) else f"{len(value.files)} files of names"


def _groups(read: Sequence[dict[str, Any]], judgements: Sequence[Judgement], work: Work) -> list[Names]:
    """Parts of names that can be resolved apart: a judgement on two names brings their parts together."""
    group = list(range(work.parts))
    for judgement in judgements:
        a, b = (group[_part(iri, work)] for iri in (judgement.a, judgement.b))
        group = [min(a, b) if g in (a, b) else g for g in group]
    files: dict[int, list[str]] = {}
    for done in read:
        for part, address in sorted(done["seen"].items(), key=lambda item: int(item[0])):
            files.setdefault(group[int(part)], []).append(address)
    return [Names(tuple(some)) for _, some in sorted(files.items())]


def _part(iri: str, work: Work) -> int:
    said = segments(full_iri(iri, base=work.base), base=work.base)
    return part_of(said[2], work.parts) if len(said) > 2 and said[0] == "person" else 0
