"""What a build tells: each page as it is done, and what came of it all."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.extract import Left
from kg.graph.diff import Change
from kg.model import Unread

State = Literal["new", "same", "replaced", "unread"]


@dataclass(frozen=True, slots=True)
class PageDone:
    """What became of one page: told to ``progress`` as soon as it is stored.

    ``jurisdiction`` and ``published`` are what was given, printed or worked out, "" where it cannot be told; of a page
    that is the ``same`` they are not looked up again. ``reason`` says why a page was left unread.
    """

    name: str
    state: State
    articles: int = 0
    facts: int = 0
    jurisdiction: str = ""
    published: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did (``new``, ``same``, ``replaced`` pages, ``unread``) and what the whole store then holds.

    ``unsure`` counts pairs of persons who may be one; ``idle`` are decisions that met nobody. ``undated`` and
    ``unplaced`` count the pages read now whose day of issue or whose area cannot be told, ``refused`` the facts of
    other extractors that the page does not bear out. ``left`` are sentences with a person or an office in which no rule
    fired, the most promising first, at most LEFT_KEPT of the ``left_in_all``; only counted when they were asked for.
    ``changes`` say what the pages changed in a store that had pages before, ``assumed`` what was assumed of the pages
    (days, papers) and which files were none.
    """

    new: int
    same: int
    replaced: int
    unread: tuple[Unread, ...]
    pages: int
    articles: int
    persons: int
    bodies: int
    events: int
    policies: int
    facts: int
    unsure: int = 0
    idle: tuple[str, ...] = ()
    undated: int = 0
    unplaced: int = 0
    refused: int = 0
    left: tuple[Left, ...] = ()
    left_in_all: int = 0
    changes: tuple[Change, ...] = ()
    assumed: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as JSON values, without the sentences left."""
        plain = {key: value for key, value in asdict(self).items() if key not in ("left", "changes")}
        return plain | {"changes": [change.to_dict() for change in self.changes]}
