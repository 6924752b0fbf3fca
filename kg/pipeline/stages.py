"""One page through the stages: cut, extract, and what identity needs to know of it. No store, no other page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.corpus import cut_articles
from kg.errors import InputError
from kg.extract import Left, extract_page
from kg.extract.rules import Rule, default_rules, load_rules
from kg.extract.words import default_words
from kg.fuse import Record, Seen, sightings
from kg.model import Page


@dataclass(frozen=True, slots=True)
class Said:
    """All that a page says before anybody decides whose name stands for whom, and the sentences left over."""

    record: Record
    seen: Seen
    left: tuple[Left, ...]


def read_off(page: Page, *, jurisdiction: str, rules: tuple[Rule, ...] | None, base: str) -> Said:
    """What ``page`` says under ``rules``; ``jurisdiction`` goes before what the page tells of whose it is."""
    articles = cut_articles(page)
    found = extract_page(page, articles, jurisdiction=jurisdiction, rules=rules)
    return Said(
        Record(page, articles, found.jurisdiction, found.statements),
        sightings(page, articles, found.jurisdiction, found.statements, base=base),
        found.left,
    )


def rules_with(folder: Path | None) -> tuple[Rule, ...] | None:
    """The rules of kg and those of a user's folder; None, which stands for those of kg, where no folder is given."""
    if folder is None:
        return None
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder of rules; --rules takes a folder with .yaml files")
    files = sorted(folder.glob("*.yaml"))
    return tuple(sorted((*default_rules(), *load_rules(files, default_words())), key=lambda r: (-r.priority, r.id)))
