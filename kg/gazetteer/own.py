"""The names a user adds: one tab-separated list for areas, bodies and persons.

    kind        name     code    aliases            type
    area        城北片区  310104
    body        徐房集团          徐汇区房地产集团      company
    person      诺日
    not-person  方便面

Cells are parted by tabs, several aliases by ``|``. ``kind`` and ``name`` are needed; other columns may lack.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.gazetteer.areas import Areas
from kg.gazetteer.bodies import KINDS, BodyForm
from kg.gazetteer.tables import Column, Table, read_table

_COLUMNS = (
    Column("kind", "area|body|person|not-person", "area, body, person or not-person"),
    Column("name", r"\S+", "a name without spaces"),
    Column("code", r"\d{6}", "a GB/T 2260 code of six digits", empty=True, needed=False),
    Column("aliases", r"\S+", "names parted by |, without spaces", empty=True, needed=False),
    Column("type", "|".join(sorted(KINDS)), "one of " + ", ".join(sorted(KINDS)), empty=True, needed=False),
)


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What the list adds.

    ``areas``: (another name, code of the area). ``bodies``: short forms with their longer forms and kind. ``persons``:
    names that are one wherever they stand. ``not_persons``: strings that are never a person's name.
    """

    areas: tuple[tuple[str, str], ...] = ()
    bodies: tuple[BodyForm, ...] = ()
    persons: frozenset[str] = frozenset()
    not_persons: frozenset[str] = frozenset()


def read_own(path: Path, areas: Areas) -> OwnNames:
    """The names of the list at ``path``; ``areas`` says which codes there are.

    InputError if the file cannot be read, DataError (file and line) for a row that cannot be used as it stands.
    """
    table = read_table(path, _COLUMNS, key=("kind", "name"))
    more_areas: list[tuple[str, str]] = []
    bodies: list[BodyForm] = []
    persons: set[str] = set()
    not_persons: set[str] = set()
    for i, (kind, name, code, aliases, of) in enumerate(table.rows):
        _check(table, i, kind, code, aliases, of)
        others = tuple(alias for alias in aliases.split("|") if alias)
        if kind == "area":
            if areas.get(code) is None:
                raise table.error(i, f"no area has the code {code or '(empty)'}; kind area needs the code of one")
            more_areas += [(other, code) for other in (name, *others)]
        elif kind == "body":
            bodies.append(BodyForm(name, others, of or "other", own=True))
        else:
            (persons if kind == "person" else not_persons).add(name)
    for i, (kind, name, *_) in enumerate(table.rows):
        if kind == "not-person" and name in persons:
            raise table.error(i, f"{name} is listed as a person too; remove one of the rows")
    return OwnNames(tuple(more_areas), tuple(bodies), frozenset(persons), frozenset(not_persons))


def _check(table: Table, row: int, kind: str, code: str, aliases: str, of: str) -> None:
    """A cell that its kind makes no use of is an error: it would be lost without a word."""
    used = {"area": ("code", "aliases"), "body": ("aliases", "type")}.get(kind, ())
    for column, cell in (("code", code), ("aliases", aliases), ("type", of)):
        if cell and column not in used:
            raise table.error(row, f"{column} is {cell!r}, but kind {kind} makes no use of it")
