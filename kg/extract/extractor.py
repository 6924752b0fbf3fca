"""The extractor that comes with kg: name lists, rules, and the reading of a page as a whole.

A page is read twice. First every article alone: its areas, bodies, titles and anchored names. Then, knowing whose page
it is and everybody who is named on it, the tenures, participations and policy facts. An extractor is a function of the
page, its articles and the options alone: no clock, no network, no order of anything but the text's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.again import shortened
from kg.extract.bodies import BodyFinder, is_misread
from kg.extract.boundaries import Boundaries
from kg.extract.dates import years_of
from kg.extract.holders import HolderFinder
from kg.extract.hometowns import home_of_towns, of_our_town, only_town, towns_in
from kg.extract.journeys import guests_of
from kg.extract.jurisdiction import find_home, named_area
from kg.extract.mastheads import home_of_masthead_town, home_of_paper, unspaced
from kg.extract.measures import MeasureFinder
from kg.extract.mentions import BodyMention
from kg.extract.names import NameFinder
from kg.extract.policies import PolicyFinder
from kg.extract.reading import Counts, Reader, Reading, in_full, people
from kg.extract.rules import Rule, default_rules
from kg.extract.setting import Setting, is_of_unit
from kg.extract.statements import ArticleStatements, Said
from kg.extract.text import by_sentence, normalise
from kg.extract.titles import TitleFinder
from kg.extract.untitled import UntitledNames
from kg.extract.words import default_words
from kg.extract.zones import governs, zone_of, zone_of_page
from kg.gazetteer.areas import Area, AreaMatch, default_areas
from kg.gazetteer.bodies import BodyForms, default_body_forms
from kg.gazetteer.offices import default_offices
from kg.gazetteer.own import OwnNames
from kg.model import Article, Page, Place, Statement
from kg.quoting import Quotes

# Xinjiang, where the last part of a name is that of the father, who may be somebody else on the page.
_FATHERS_LAST = "65"
# A county named so often may have been named in passing.
_IN_PASSING = 2


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence with people or offices in which nothing was found: where a writer of rules may look."""

    page: str
    article: int
    start: int
    end: int
    quote: str
    why: str
    score: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one page says: whose page it is, the statements, what was left, and for each statement the rules that
    lost."""

    jurisdiction: Place
    statements: tuple[Statement, ...]
    left: tuple[Left, ...] = ()
    rivals: tuple[tuple[str, ...], ...] = ()


class RuleExtractor:
    """The built-in extractor; ``rules`` are those of kg and the user's, ``own`` the names a user adds."""

    name = "kg"
    version = "1"

    def __init__(self, rules: Sequence[Rule], own: OwnNames | None = None) -> None:
        own = own or OwnNames()
        words = default_words()
        self._areas = default_areas().with_names(own.areas) if own.areas else default_areas()
        forms = BodyForms((*own.bodies, *default_body_forms().forms)) if own.bodies else default_body_forms()
        names = NameFinder(words, own.not_persons)
        boundaries = Boundaries(words)
        bodies = BodyFinder(
            forms,
            words,
            boundaries,
            default_offices(),
            self._areas.is_town,
            [form.short for form in own.bodies],
        )
        titles = TitleFinder(default_offices(), forms, boundaries, words)
        holders = HolderFinder(names, words)
        self._reader = Reader(self._areas, bodies, titles, holders, names, UntitledNames(names, words), own.persons)
        self._statements = ArticleStatements(rules, forms, PolicyFinder(words), MeasureFinder(words))

    def extract(self, page: Page, articles: Sequence[Article], jurisdiction: str = "") -> Extraction:
        """The statements of a page; UsageError if ``jurisdiction`` names no area."""
        whole = unspaced(normalise(page.text))
        year = _year(page, articles, whole)
        counts = Counts(whole)
        readings = [self._reader.read(article, counts, year) for article in articles]
        home = named_area(jurisdiction, self._areas) if jurisdiction else self._home(readings, whole, year)
        named = {holder.name for reading in readings for holder in reading.holders}
        full = shortened(named) if home is None or home.code[:2] != _FATHERS_LAST else {}
        readings = in_full(readings, full)
        known = people(readings, full)
        said: list[Said] = []
        left: list[Left] = []
        zone = zone_of_page(readings, Setting(self._areas, home), self._areas.find, whole.lstrip()[:60].split("\n")[0])
        ruled = governs(zone, readings)
        only = only_town(self._areas, home, whole)
        for place, reading in enumerate(readings):
            own = home if home is not None else self._home([reading], "", year)
            guests = guests_of(reading.text, _outside_names(reading.text, reading.areas, _Named([reading])))
            town = only_town(self._areas, own, reading.headline)
            town = town or (only if own is home else only_town(self._areas, own, whole))
            setting = Setting(self._areas, own, guests, town, town is not None and of_our_town(whole))
            quote, own_zone = Quotes(page, reading.article), zone_of(reading, setting) or zone
            found = self._statements.of(page, reading, known[place], setting, own_zone, quote, ruled)
            said += found
            left += _left(page, reading, [one.statement for one in found], quote)
        left.sort(key=lambda item: (-item.score, item.article, item.start))
        return Extraction(
            Setting(self._areas, home).place,
            tuple(one.statement for one in said),
            tuple(left),
            tuple(one.rivals for one in said),
        )

    def _home(self, readings: Sequence[Reading], whole: str, year: int | None) -> Area | None:
        # The page as a whole counts too: running heads and the headline of a digest stand in no article.
        texts: list[tuple[str, Sequence[AreaMatch], Sequence[BodyMention], int]] = []
        named_people = _Named(readings)
        if whole:
            named = [m for m in self._areas.find(whole) if not is_misread(whole, m)]
            texts.append((whole, _outside_names(whole, named, named_people), (), 1))
        for reading in readings:
            outside = _outside_names(reading.headline, reading.headline_areas, named_people)
            texts.append((reading.headline, outside, reading.headline_bodies, 3))
            outside = _outside_names(reading.text, reading.areas, named_people)
            texts.append((reading.text, outside, reading.bodies, 1))
            source = normalise(f"{reading.article.source} {reading.article.dateline}")
            texts.append((source, self._areas.find(source), (), 4))
        home, paper = find_home(self._areas, texts, year=year), home_of_paper(self._areas, whole, year)
        if paper is not None and (home is None or self._areas.covers(home.code, paper.code)):
            return paper
        own = home_of_masthead_town(self._areas, whole)
        if own is not None and (home is None or not self._areas.covers(own.code, home.code)):
            return own
        units = Counter(body.unit for _, _, bodies, _ in texts for body in bodies if body.unit)
        towns = [b.chain[0] for reading in readings for b in reading.bodies if b.chain and not b.areas]
        if home is not None and (home.level == "county" or any(is_of_unit(home, unit) for unit in units)):
            below = units["区"] + units["县"] + units["旗"]
            if home.level == "county":
                return self._other_by_towns(home, whole, texts[0][1] if whole else ()) or home
            if below <= 2 * units["市"]:
                # Towns of one county-level city without a word of where they are: its paper, not the larger city's.
                city = home_of_towns(self._areas, towns_in(self._areas, whole), least=3) if not below else None
                inside = city is not None and city.name.endswith("市") and self._areas.covers(home.code, city.code)
                inside = inside and home.name not in whole
                return city if inside else home
            # More of 区 than of 市, and towns of one district: a district's paper that names its city in passing.
        # A county's paper that names nothing but its own towns, and a city in passing.
        county = home_of_towns(self._areas, towns) or home_of_towns(self._areas, towns_in(self._areas, whole), least=3)
        if county is None or (home is not None and not self._areas.covers(home.code, county.code)):
            return home
        lineage = (county, *self._areas.ancestors(county.code))
        return max(lineage, key=lambda area: sum(n for unit, n in units.items() if is_of_unit(area, unit)))

    def _other_by_towns(self, home: Area, whole: str, named: Sequence[AreaMatch]) -> Area | None:
        """The county whose towns a page names, where another county stands in it in passing and none of its towns do:
        唐县, whose sheep a farmer saw, in a paper of 宋庄子乡 and 高寨镇. None if nothing tells against ``home``."""
        if sum(home in match.areas for match in named) > _IN_PASSING:
            return None
        towns = towns_in(self._areas, whole)
        county = home_of_towns(self._areas, towns, least=2)
        if county is None or county.code == home.code:
            return None
        own = any(home.code in self._areas.counties_of_town(town) for town in towns)
        return None if own or county.name[-1] != home.name[-1] else county


class _Named:
    """The people that articles name."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._names = {holder.name for reading in readings for holder in reading.holders}
        # One search in all of them is answered no for most short names of areas.
        self._together = "\n".join(self._names)

    def holding(self, part: str) -> list[str]:
        """Their names that ``part`` is a part of, and not the whole."""
        return [name for name in self._names if part in name and part != name] if part in self._together else []


def _outside_names(text: str, areas: Sequence[AreaMatch], people: _Named) -> list[AreaMatch]:
    """The areas that are no part of a person's name: 祝|龙游 says nothing of a county 龙游."""

    def in_a_name(match: AreaMatch) -> bool:
        around = text[max(0, match.start - 3) : match.end + 2]
        return any(name in around for name in people.holding(text[match.start : match.end]))

    return [match for match in areas if match.full or not in_a_name(match)]


def _left(page: Page, reading: Reading, said: Sequence[Statement], quote: Quotes) -> list[Left]:
    """The article's sentences with a person or a title from which nothing was taken, most promising first."""
    quoted = {(s.evidence.start, s.evidence.end) for s in said}
    holders_in = by_sentence(reading.sentences, reading.holders)
    titles_in = by_sentence(reading.sentences, reading.titles)
    left = []
    for sentence in reading.sentences:
        holders, titles = holders_in.get(sentence.start, ()), titles_in.get(sentence.start, ())
        if not holders and not titles:
            continue
        proof = quote(sentence.start, sentence.end)
        if (proof.start, proof.end) in quoted:
            continue
        why = "、".join([*(h.name for h in holders), *(t.role for t in titles)])
        left.append(
            Left(
                page.name,
                reading.article.index,
                proof.start,
                proof.end,
                proof.quote,
                why,
                2 * len(holders) + len(titles),
            )
        )
    return left


def _year(page: Page, articles: Sequence[Article], text: str) -> int | None:
    """The page's year: of its day of issue, else the latest that it names as present or past."""
    published = page.published or next((article.published for article in articles if article.published), "")
    if published:
        return int(published[:4])
    return max(years_of(text), default=None)


@lru_cache(maxsize=4)
def extractor(rules: tuple[Rule, ...] | None = None, own: OwnNames | None = None) -> RuleExtractor:
    """The built-in extractor with these rules (kg's own if none are given) and a user's names, made once."""
    return RuleExtractor(default_rules() if rules is None else rules, own)
