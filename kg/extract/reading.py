"""What one article names: the first reading, before anything is said of anyone.

A ``Reading`` holds the article's normalised text with its sentences, areas, dates, bodies, titles and the people whose
names are anchored in it. Names found anywhere on the page are then looked up in all of its articles (``people``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.again import NamesAgain
from kg.extract.bodies import BodyFinder, is_misread
from kg.extract.dates import DateMention, find_dates
from kg.extract.decided import DecidedNames
from kg.extract.holders import Holder, HolderFinder
from kg.extract.mentions import BodyMention
from kg.extract.names import NameFinder
from kg.extract.text import Sentence, normalise, sentences
from kg.extract.titles import Title, TitleFinder
from kg.extract.untitled import UntitledNames
from kg.gazetteer.areas import AreaMatch, Areas
from kg.gazetteer.names import is_transliterated
from kg.model import Article

# A name inside a doctrine's title, and meetings whose spirit is studied, take part in nothing that the article reports.
_CITED = re.compile(
    r"习近平(?:总书记|主席|同志|在)?[^，。；！？\n]{0,40}?(?:思想|精神|重要论述|论述|讲话|指示|批示|嘱托|要求|"
    r"强调|指出)|习近平(?:总书记|主席|同志)?|"
    r"(?:毛泽东|邓小平|江泽民|胡锦涛)(?:同志|主席)?|"
    r"(?:党的)?(?:二十|十九|十八)(?:大|届[一二三四五六七]中全会)(?:精神|报告)?|"
    r"[^，。；、\n]{0,16}(?:全会|大会|会议|讲话|指示|批示)(?:的)?(?:重要)?精神"
)
# One of these stands in every citation.
_CITING = re.compile("习近平|毛泽东|邓小平|江泽民|胡锦涛|十[大八九届]|精神")
# None reaches over one of these.
_CITED_WITHIN = "，。；\n"
_CITED_ENDS = re.compile(f"[{_CITED_WITHIN}]")


class Counts(Counter[str]):
    """How often a string stands on the page, counted when asked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, name: str) -> int:
        self[name] = count = self._text.count(name)
        return count


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as read: offsets are into ``text``, the normalised body (same length as the article's body);
    ``headline`` is normalised too."""

    article: Article
    text: str
    headline: str
    sentences: tuple[Sentence, ...]
    areas: tuple[AreaMatch, ...]
    dates: tuple[DateMention, ...]
    bodies: tuple[BodyMention, ...]
    titles: tuple[Title, ...]
    holders: tuple[Holder, ...]
    cited: tuple[tuple[int, int], ...]
    headline_areas: tuple[AreaMatch, ...]
    headline_bodies: tuple[BodyMention, ...]


class Reader:
    """Reads articles with the finders it is given."""

    def __init__(
        self,
        areas: Areas,
        bodies: BodyFinder,
        titles: TitleFinder,
        holders: HolderFinder,
        names: NameFinder,
        untitled: UntitledNames,
        persons: Collection[str] = (),
    ) -> None:
        # Names that a user lists are found wherever they stand.
        self._listed = (
            re.compile("|".join(sorted(map(re.escape, persons), key=lambda n: (-len(n), n)))) if persons else None
        )
        self.areas = areas
        self._bodies = bodies
        self._titles = titles
        self._holders = holders
        self._names = names
        self._untitled_names = untitled
        self._decided = DecidedNames(names)

    def read(self, article: Article, counts: Counter[str], year: int | None) -> Reading:
        """The first reading of one article."""
        text = normalise(article.body.text)
        headline = normalise(article.headline)
        cited = tuple(_citations(text))
        areas = tuple(
            match for match in self.areas.find(text) if not is_misread(text, match)
        )
        bodies = tuple(self._bodies.find(text, areas, _persons_cited(text, cited)))
        titles = tuple(self._titles.titles(text, bodies, areas))
        clauses = tuple(sentences(text))
        holders = self._holders.find(text, titles, counts)
        holders += self._untitled(text, clauses, holders, titles, areas, bodies, counts)
        holders = [
            h for h in holders if not any(lo <= h.start < hi and text.startswith("习近平", lo) for lo, hi in cited)
        ]
        holders.sort(key=lambda holder: holder.start)
        headline_areas = tuple(
            match for match in self.areas.find(headline) if not is_misread(headline, match)
        )
        return Reading(
            article,
            text,
            headline,
            clauses,
            areas,
            tuple(find_dates(text, article.published, year, article.written)),
            bodies,
            titles,
            tuple(_apart(holders)),
            cited,
            headline_areas,
            tuple(self._bodies.find(headline, headline_areas)),
        )

    def _untitled(
        self,
        text: str,
        clauses: Sequence[Sentence],
        holders: Sequence[Holder],
        titles: Sequence[Title],
        areas: Sequence[AreaMatch],
        bodies: Sequence[BodyMention],
        counts: Counter[str],
    ) -> list[Holder]:
        """People without a title before their name: subjects of clauses, lists of names, people of whom something is
        decided."""
        taken = {i for holder in holders for i in range(holder.start, holder.end)}
        taken |= {i for title in titles for i in range(title.role_start, title.end)}
        taken |= {i for area in areas if area.full for i in range(area.start, area.end)}
        taken |= {i for body in bodies if body.unit for i in range(body.start, body.end)}
        found: list[Holder] = []

        def keep(start: int, end: int) -> None:
            if start not in taken and end - 1 not in taken and not text.startswith("习近平", start):
                found.append(Holder(start, end, text[start:end], start))
                taken.update(range(start, end))

        if self._listed is not None:
            for match in self._listed.finditer(text):
                keep(*match.span())
        ends = [title.end for title in titles]
        places = {area.start for area in areas}
        for start, end in self._untitled_names.dotted(
            text, lambda at: ends[bisect_right(ends, at) - 1] if bisect_right(ends, at) else 0
        ):
            if start not in places:
                keep(start, end)
        for start, end in (*self._untitled_names.counted(text), *self._untitled_names.of_leaders(text)):
            keep(start, end)
        for start, end in self._untitled_names.lists(text, counts):
            keep(start, end)
        for start, end in self._decided.find(text, clauses, counts, titles):
            keep(start, end)
        for start, end in self._untitled_names.clause_subjects(text, counts):
            keep(start, end)
        return found


def _citations(text: str) -> Iterator[tuple[int, int]]:
    """The matches of ``_CITED``, looked for only in the clauses in which one can stand."""
    end = 0
    for cue in _CITING.finditer(text):
        if cue.start() >= end:
            start = max(text.rfind(mark, end, cue.start()) for mark in _CITED_WITHIN) + 1
            stop = _CITED_ENDS.search(text, cue.end())
            start, end = max(start, end), stop.start() if stop else len(text)
            yield from (match.span() for match in _CITED.finditer(text, start, end))


def people(readings: Sequence[Reading], full: Mapping[str, str]) -> dict[int, list[tuple[int, int, str]]]:
    """For each reading (by its place) every further mention of a name that any of the page's articles anchors;
    ``full``: the names of which it calls only the last part."""
    names = sorted({holder.name for reading in readings for holder in reading.holders})
    found: dict[int, list[tuple[int, int, str]]] = {place: [] for place in range(len(readings))}
    if not names:
        return found
    finder = NamesAgain([*names, *(part for part in sorted(full) if part not in names)])
    for place, reading in enumerate(readings):
        taken = {i for holder in reading.holders for i in range(holder.start, holder.end)}
        found[place] = [
            (start, end, full.get(name, name))
            for start, end, name in finder.find(reading.text)
            if start not in taken and not _within_longer(reading.text, start, end, name)
        ]
    return found


def in_full(readings: Sequence[Reading], full: Mapping[str, str]) -> list[Reading]:
    """The readings with who is called 索洛金 under the whole name that the page gives: 阿列克谢·索洛金."""
    return [
        replace(r, holders=tuple(h._replace(name=full.get(h.name, h.name)) for h in r.holders))
        if any(holder.name in full for holder in r.holders)
        else r
        for r in readings
    ]


def _within_longer(text: str, start: int, end: int, name: str) -> bool:
    """Whether a name written by sound goes on to the left: 次仁|罗布 is not 罗布."""
    return start > 1 and is_transliterated(name * 2) and is_transliterated(text[start - 2 : end])


def _persons_cited(text: str, cited: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(lo, hi) for lo, hi in cited if text.startswith("习近平", lo)]


def _apart(holders: Sequence[Holder]) -> list[Holder]:
    kept: list[Holder] = []
    for holder in holders:
        if not kept or holder.start >= kept[-1].end:
            kept.append(holder)
        elif len(holder.titles) > len(kept[-1].titles):
            kept[-1] = holder
    return kept
