"""The values that the stages hand to each other: frozen, compared by content, never edited.

    Page → Article → Statement → Fact, and PageFacts: all facts of one page, which a store takes in or takes back whole.

Offsets are code points into the page's text as decoded, half open. Dates are ISO strings as exact as the text allows
("2021", "2021-04", "2021-04-20"); "" is unknown.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the corpus as decoded: ``name`` is its path relative to the corpus folder, with ``/``."""

    name: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    published: str = ""
    paper: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was to be read and was left out: its name as given, and why, in a sentence a user can act on."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Mended:
    """Text as it reads once column breaks and captions are gone; ``offsets[i]`` is the page offset of ``text[i]``.

    Paragraphs are joined by ``\\n``; a character that the page does not have (such a joint) carries the offset of the
    character that follows it.
    """

    text: str
    offsets: array[int]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError(f"{len(self.text)} characters but {len(self.offsets)} offsets")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The page range [first, last + 1) that the non-empty range [start, end) of this text covers."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def pieces(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The page ranges that the range covers, split wherever more than white space was left out.

        Callers that know the page decide what counts as white space; here every jump begins a new piece.
        """
        runs: list[tuple[int, int]] = []
        for i in range(start, end):
            at = self.offsets[i]
            if runs and at == runs[-1][1]:
                runs[-1] = (runs[-1][0], at + 1)
            elif not runs or at > runs[-1][1]:
                runs.append((at, at + 1))
        return tuple(runs)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page: a headline, a text, and what the page says about its making.

    ``index`` counts the articles of the page from 0 in reading order. ``headline`` is as printed, its lines joined by
    one space, "" if there is none; ``title`` is the same text with its offsets. ``body`` has paragraphs joined by
    ``\\n``, without headline, byline, captions and furniture. ``authors`` are reporters, editors and photographers.
    ``box`` marks an item of a digest ("■ 区商务委…"), whose actor is the body it opens with. ``dateline`` is the place
    of "本报济宁9月28日讯", "" if none, and ``written`` the ISO day that it gives, on which 今天 is said.
    """

    page: str
    index: int
    headline: str
    title: Mended
    body: Mended
    captions: tuple[Mended, ...] = ()
    authors: tuple[str, ...] = ()
    published: str = ""
    source: str = ""
    dateline: str = ""
    box: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say so: ``page_text[start:end]`` without line breaks is the quote.

    A quote that runs across a column break or a caption keeps the whole range and lists the ranges of its ``pieces``.
    """

    page: str
    article: int
    start: int
    end: int
    quote: str
    pieces: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if not self.quote or not 0 <= self.start < self.end:
            raise ValueError(f"evidence needs a quote and a range, not {self.quote!r} at {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one page names them: the full name, and the GB/T 2260 code of the area their office lies in.

    ``area`` tells two people of one name apart; "" where the page gives no area at all.
    """

    name: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation. ``name`` is the lowest county-level-or-above area plus the short name in use (徐汇区委组织部).

    ``area``: GB/T 2260 code, "" if unknown or foreign. ``kind``: notation of the scheme of kinds of bodies ("party",
    "government", "congress", "cppcc", "discipline", "court", "procuratorate", "mass", "department", "street", "town",
    "village", "community", "company", "school", "hospital", "foreign", "area", "other"). ``names``: other full names.
    ``parent``: the name of the body it is a part of, "" if none is known.
    """

    name: str
    area: str = ""
    kind: str = "other"
    names: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that took or will take place. ``kind``: meeting, session, forum, training, ceremony, signing,
    inspection, reception, appointment or other. ``area``: the code of the area whose news it is; ``end``: last day."""

    label: str
    kind: str = "other"
    date: str = ""
    place: str = ""
    area: str = ""
    names: tuple[str, ...] = ()
    end: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A named plan, programme, campaign, regulation or agreement. ``kind``: "document", "programme" or "campaign".

    ``area``: code of the area whose programme it is, "" for a document or what is not bound to one area.
    ``number``: the document's number as printed (沪府发〔2021〕5号), "" if none.
    """

    label: str
    kind: str = "programme"
    area: str = ""
    names: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative area (with its code) or a printed place (code "")."""

    name: str
    code: str = ""


Term: TypeAlias = Person | Body | Event | Policy | Place

PARTICIPATION = ("organizes", "chairs", "speaks", "signs", "attends")
RELATIONS = ("holds", *PARTICIPATION, "issues", "implements", "part_of", "writes", "takes_place_at", "dated")
STATUSES = ("current", "former", "appointed", "removed")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one span of one page says: subject, relation, object, and how it is known.

    ``role`` (an office's short title), ``status`` (one of STATUSES) and ``date`` (of the change) belong to ``holds``.
    ``confidence`` is the measured precision of ``rule``, 0 to 1.
    """

    rel: str
    subj: Term
    obj: Term
    evidence: Evidence
    rule: str
    confidence: float = 0.5
    role: str = ""
    status: str = ""
    date: str = ""

    def __post_init__(self) -> None:
        if self.rel not in RELATIONS:
            raise ValueError(f"unknown relation {self.rel!r}")
        if self.rel == "holds" and (not self.role or self.status not in STATUSES):
            raise ValueError(f"holds needs a role and a status, not {self.role!r} and {self.status!r}")


@dataclass(frozen=True, slots=True)
class Entity:
    """A term with the identifier that fusion gave it: an absolute IRI made from its content."""

    iri: str
    term: Term


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement between entities; ``said`` is the statement it came from, unchanged."""

    subj: Entity
    obj: Entity
    said: Statement


@dataclass(frozen=True, slots=True)
class PageFacts:
    """All that one page says: what a store takes in, compares and takes back as one transaction.

    ``jurisdiction`` is the area whose page it is (code "" and name "" if it cannot be told).
    """

    page: Page
    articles: tuple[Article, ...]
    facts: tuple[Fact, ...]
    jurisdiction: Place = field(default_factory=lambda: Place(""))


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values in their order, each once, empty ones left out."""
    return tuple(dict.fromkeys(v for v in values if v))
