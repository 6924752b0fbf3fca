"""The extractor that comes with kg: name lists, rules, and the reading of a page as a whole.

A page is read twice. First every article alone: its areas, bodies, titles and anchored names. Then, knowing whose page it is
and everybody who is named on it, the tenures, participations and policy facts. An extractor is a function of the page, its
articles and the options alone: no clock, no network, no order of anything but the text's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.bodies import BodyFinder, BodyMention
from kg.extract.dates import years_of
from kg.extract.measures import MeasureFinder
from kg.extract.names import NameFinder
from kg.extract.participation import Part, ParticipationFinder
from kg.extract.places import Setting, find_home, home_of_towns, named_area
from kg.extract.policies import PolicyFinder
from kg.extract.reading import Counts, Reader, Reading, people
from kg.extract.resolve import Located, Resolver, half_width
from kg.extract.rules import Rule, default_rules
from kg.extract.tenures import TenureFinder
from kg.extract.text import normalise
from kg.extract.titles import TitleFinder
from kg.extract.words import default_words
from kg.gazetteer.areas import Area, AreaMatch, Areas, default_areas
from kg.gazetteer.bodies import default_body_forms
from kg.gazetteer.offices import default_offices
from kg.model import Article, Event, Evidence, Page, Person, Place, Policy, Statement
from kg.quoting import evidence


_ZONE = re.compile(r"(?:经开区|经济技术开发区|高新区|经济开发区|高新技术产业开发区|开发区|保税区|工业园区|示范区)(?=党工委|管委会|工委|[^\u4e00-\u9fff]|召开|举行|重大|与)")


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
    """What one page says: whose page it is, the statements in the order of the text, and what was left."""

    jurisdiction: Place
    statements: tuple[Statement, ...]
    left: tuple[Left, ...] = ()


class RuleExtractor:
    """The built-in extractor; ``rules`` are those of kg and the user's."""

    name = "kg"
    version = "1"

    def __init__(self, rules: Sequence[Rule]) -> None:
        words = default_words()
        self._rules = tuple(rules)
        self._areas = default_areas()
        self._forms = default_body_forms()
        names = NameFinder(words)
        bodies = BodyFinder(self._forms, words, default_offices(), lambda name: bool(self._areas.counties_of_town(name)))
        self._reader = Reader(self._areas, bodies, TitleFinder(default_offices(), self._forms, bodies, names), names)
        self._policies = PolicyFinder(words)
        self._measures = MeasureFinder(words)

    def extract(self, page: Page, articles: Sequence[Article], jurisdiction: str = "") -> Extraction:
        """The statements of a page; UsageError if ``jurisdiction`` names no area."""
        whole = normalise(page.text)
        counts = Counts(whole)
        year = _year(page, articles, whole)
        readings = [self._reader.read(article, counts, year) for article in articles]
        known = people(readings)
        home = named_area(jurisdiction, self._areas) if jurisdiction else self._home(readings, whole)
        statements: list[Statement] = []
        left: list[Left] = []
        for place, reading in enumerate(readings):
            said = self._of_article(page, reading, known[place], home if home is not None else self._home([reading], ""))
            statements += said
            left += self._left(page, reading, said)
        setting = Setting(self._areas, home)
        left.sort(key=lambda item: (-item.score, item.article, item.start))
        return Extraction(setting.place, tuple(statements), tuple(left))

    # ------------------------------------------------------------ whose page

    def _home(self, readings: Sequence[Reading], whole: str) -> Area | None:
        # The page as a whole counts too: running heads and the headline of a digest stand in no article.
        texts: list[tuple[str, Sequence[AreaMatch], Sequence[BodyMention], int]] = []
        if whole:
            texts.append((whole, self._areas.find(whole), (), 1))
        for reading in readings:
            headline = normalise(reading.article.headline)
            texts.append((headline, reading.headline_areas, reading.headline_bodies, 3))
            texts.append((reading.text, reading.areas, reading.bodies, 1))
            source = normalise(f"{reading.article.source} {reading.article.dateline}")
            texts.append((source, self._areas.find(source), (), 4))
        home = find_home(self._areas, texts)
        if home is not None:
            return home
        return home_of_towns(self._areas, [b.chain[0] for reading in readings for b in reading.bodies if b.chain])

    # ------------------------------------------------------------ one article

    def _of_article(self, page: Page, reading: Reading, names: Sequence[tuple[int, int, str]], home: Area | None) -> list[Statement]:
        setting = Setting(self._areas, home)
        counties = list(dict.fromkeys(a for m in (*reading.headline_areas, *reading.areas) for a in m.areas[:2]))
        resolver = Resolver(setting, self._forms, (), counties)
        resolver = Resolver(setting, self._forms, self._chains(reading, resolver), counties)
        resolver.zone = self._zone(reading, setting)
        holding = [h for h in reading.holders if h.titles]
        in_title = {t.start for h in holding for t in h.titles}
        spans = [(t.start, t.end) for t in reading.titles if t.start in in_title]
        free: list[BodyMention] = [b for b in reading.bodies if not any(lo < b.end and b.start < hi for lo, hi in spans)]
        out: list[Statement] = []
        tenures = TenureFinder(reading, resolver, names).tenures()
        seats: dict[str, list[str]] = {}
        for tenure in tenures:
            if tenure.located.body.area:
                seats.setdefault(tenure.holder.name, []).append(tenure.located.body.area)
        finder = ParticipationFinder(self._rules, reading, resolver, names, free)
        parts = finder.parts()
        first_day = next((o.date for o in finder.agenda.occasions if o.date), "")

        def person(name: str) -> Person:
            return Person(name, _lowest(self._areas, seats.get(name, ())))

        def quote(start: int, end: int) -> Evidence:
            return evidence(page.name, page.text, reading.article.index, reading.article.body, start, end)

        for tenure in tenures:
            date = first_day if tenure.status in ("appointed", "removed") else ""
            out.append(Statement(
                "holds", person(tenure.holder.name), tenure.located.body, quote(tenure.start, tenure.end), tenure.rule, 0.5,
                tenure.role, tenure.status or "current", date))
        for part in parts:
            out.append(self._participation(part, person, quote, home))
        policies = self._policies.find(reading.text, [(lo, hi) for lo, hi in reading.cited if reading.text.startswith("习近平", lo)])
        for measure in self._measures.measures(reading, policies, resolver, free):
            kind = measure.policy.kind
            term = Policy(half_width(measure.policy.label), kind, home.code if home and kind != "document" else "", measure.policy.names, measure.policy.number)
            out.append(Statement(measure.relation, measure.body.body, term, quote(measure.start, measure.end), measure.rule))
        return _once(out)

    @staticmethod
    def _participation(
        part: Part, person: Callable[[str], Person], quote: Callable[[int, int], Evidence], home: Area | None
    ) -> Statement:
        occasion = part.occasion
        event = Event(
            half_width(occasion.label), occasion.kind, occasion.date, occasion.place, home.code if home else "",
            tuple(dict.fromkeys(half_width(n) for n in occasion.names if n != occasion.label)), occasion.until)
        who = part.who.body if isinstance(part.who, Located) else person(part.who)
        return Statement(part.relation, who, event, quote(part.start, part.end), part.rule)

    def _chains(self, reading: Reading, resolver: Resolver) -> list[tuple[int, Area | None, tuple[str, ...]]]:
        """The streets, towns and communities that the article names, with the area they lie in."""
        chains = []
        for body in reading.bodies:
            if body.chain and body.unit not in ("镇", "乡", "街道", "村", "社区", "苏木"):
                located = resolver.body(body)
                chains.append((body.start, located.area if located else None, body.chain))
        return chains

    def _zone(self, reading: Reading, setting: Setting) -> tuple[Area | None, str] | None:
        """The development zone that the article names first (赣州经开区), for which 区管委会 stands there."""
        headline = normalise(reading.article.headline)
        for text, matches in ((headline, reading.headline_areas), (reading.text, reading.areas)):
            for match in matches:
                zone = _ZONE.match(text, match.end)
                if zone and (area := setting.choose(match.areas)) is not None:
                    return area, setting.areas.short_name(area) + zone.group()
        return None

    def _left(self, page: Page, reading: Reading, said: Sequence[Statement]) -> list[Left]:
        """The article's sentences with a person or a title from which nothing was taken, most promising first."""
        quoted = {(s.evidence.start, s.evidence.end) for s in said}
        left = []
        for sentence in reading.sentences:
            holders = [h for h in reading.holders if sentence.start <= h.start and h.end <= sentence.end]
            titles = [t for t in reading.titles if sentence.start <= t.start and t.end <= sentence.end]
            if not holders and not titles:
                continue
            proof = evidence(page.name, page.text, reading.article.index, reading.article.body, sentence.start, sentence.end)
            if (proof.start, proof.end) in quoted:
                continue
            why = "、".join([*(h.name for h in holders), *(t.role for t in titles)])
            left.append(Left(page.name, reading.article.index, proof.start, proof.end, proof.quote, why, 2 * len(holders) + len(titles)))
        return left


def _once(statements: Sequence[Statement]) -> list[Statement]:
    """Each statement once; of several that say the same the one that stands first."""
    kept: dict[tuple[object, ...], Statement] = {}
    for said in statements:
        kept.setdefault((said.rel, said.subj, said.obj, said.role, said.status), said)
    return list(kept.values())


def _lowest(areas: Areas, codes: Sequence[str]) -> str:
    """The area a person's offices lie in: the lowest of one line, the first of several."""
    if not codes:
        return ""
    best = codes[0]
    for code in codes[1:]:
        if areas.covers(best, code):
            best = code
    return best


def _year(page: Page, articles: Sequence[Article], text: str) -> int | None:
    """The page's year: of its day of issue, else the latest that it names as present or past."""
    published = page.published or next((article.published for article in articles if article.published), "")
    if published:
        return int(published[:4])
    return max(years_of(text), default=None)


@lru_cache(maxsize=4)
def extractor(rules: tuple[Rule, ...] | None = None) -> RuleExtractor:
    """The built-in extractor with these rules (kg's own if none are given), made once."""
    return RuleExtractor(default_rules() if rules is None else rules)
