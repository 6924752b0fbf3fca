"""One page through the stages: cut, extract, and what identity needs to know of it. No store, no other page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.corpus import cut_articles
from kg.errors import InputError
from kg.extract import Left, Rule, all_rules, extract_page
from kg.extract.plugins import Extractor, Refused, let_through, named
from kg.fuse import LocalEntities, Record, Seen, sightings
from kg.gazetteer.areas import default_areas
from kg.gazetteer.own import OwnNames, read_own
from kg.model import Page


@dataclass(frozen=True, slots=True)
class Reader:
    """How pages are read off: with which rules and names beside those of kg, by which extractors beside its own.

    ``jurisdiction``, the full name of an area, goes before what a page tells of whose it is. ``files`` are those that
    rules and names were read from, ``made`` is how :func:`reader` was called, so that another process can call it.
    """

    jurisdiction: str = ""
    rules: tuple[Rule, ...] | None = None
    own: OwnNames | None = None
    others: tuple[Extractor, ...] = ()
    files: tuple[Path, ...] = ()
    made: Mapping[str, Any] = field(default_factory=dict)

    @property
    def options(self) -> tuple[str, ...]:
        """What else than files makes this reader read as it does."""
        return (self.jurisdiction, *(f"{other.name} {other.version}" for other in self.others))


@dataclass(frozen=True, slots=True)
class Said:
    """All that a page says before anybody decides whose name stands for whom, and the sentences left over.

    ``local`` are the entities of its statements; ``refused`` is what other extractors said that the page does not bear
    out.
    """

    record: Record
    seen: Seen
    local: LocalEntities
    left: tuple[Left, ...]
    refused: tuple[Refused, ...] = field(default=())


def reader(
    *,
    jurisdiction: str = "",
    rules: str | Path | None = None,
    gazetteer: str | Path | None = None,
    extractors: Iterable[str] = (),
) -> Reader:
    """A reader with a user's folder of rules, file of names, and installed extractors by name.

    Raises InputError for what is not there, DataError for what breaks its form, UsageError for an unknown extractor.
    """
    extractors = tuple(extractors)
    if rules is not None and not Path(rules).is_dir():
        raise InputError(f"{rules} is no folder of rules; --rules takes a folder with .yaml files")
    return Reader(
        jurisdiction,
        None if rules is None else all_rules(Path(rules)),
        None if gazetteer is None else read_own(Path(gazetteer), default_areas()),
        tuple(named(name) for name in extractors),
        tuple(Path(path) for path in (rules, gazetteer) if path is not None),
        {"jurisdiction": jurisdiction, "rules": rules, "gazetteer": gazetteer, "extractors": extractors},
    )


def read_off(page: Page, by: Reader, *, base: str) -> Said:
    """What ``page`` says."""
    articles = cut_articles(page)
    found = extract_page(page, articles, jurisdiction=by.jurisdiction, rules=by.rules, own=by.own)
    statements, refused = list(found.statements), []
    for other in by.others:
        for said in let_through(other, page, articles, found.jurisdiction):
            if isinstance(said, Refused):
                refused.append(said)
            else:
                statements.append(said)
    local = LocalEntities(statements, found.jurisdiction, base=base)
    return Said(
        Record(page, articles, found.jurisdiction, tuple(statements)),
        sightings(page, articles, found.jurisdiction, statements, base=base, local=local),
        local,
        found.left,
        tuple(refused),
    )
