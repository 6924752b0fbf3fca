"""From the reading of one article to its statements: tenures, participations, policies, and what frames them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from kg.extract.agenda import Occasion
from kg.extract.confidence import confidence
from kg.extract.located import BodyMaker, Located, half_width
from kg.extract.matching import Matcher
from kg.extract.measures import MeasureFinder
from kg.extract.mentions import BodyMention
from kg.extract.participation import Part, ParticipationFinder
from kg.extract.policies import PolicyFinder
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.rules import Rule
from kg.extract.setting import Setting
from kg.extract.tenures import TenureFinder
from kg.gazetteer.areas import Area, Areas
from kg.gazetteer.bodies import BodyForms
from kg.gazetteer.script import simplified
from kg.model import Body, Event, Evidence, Page, Person, Place, Policy, Statement
from kg.quoting import Quotes

_RELATIVE_TOWNS = frozenset({"镇", "乡", "街道", "办事处", "村", "社区", "居民区", "苏木"})
_COMMUNITY = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4}(?:社区|村))(?:党委|党总支|党支部|居委会|村委会|$)")
# A village or community named alone, at the start of its phrase.
_VILLAGE = re.compile(
    r"(?:^|(?<=[，。；：、“\n在]))(?P<name>(?![全各本我该新老小山又还就都也只]|社会)(?:(?![在的了到])[\u4e00-\u9fff]){2,3}"
    r"(?:(?<![农乡山渔政然中范困心明])村|社区))(?=的|里|议事|党群|文化|村民|便民|召开|举行|举办|开展|，|“|：|号称|是)"
)
_IN_LIST = re.compile(r"[^，。；\n]*[、和与及][^，。；\n]*")
# 县人大常委会|执法检查组 is not the committee.
_ITS_TEAM = re.compile(
    # 县人大常委会执法检查组|就禁塑规定…开展检查 is its own inspection.
    "(?:执法检查|专题调研|调研|检查|视察|督导|督查|巡察|巡回指导|考核|评估|验收)组"
    "(?![就对围][^，。；！？]{2,60}(?:进行|开展))"
)
_PARTY_OF = re.compile("(?<=公司|集团|学校|医院|中学|小学|学院)(?:党委|党总支|党支部|工会)$")
# A place as printed is one where it names something; 这里 and 现场 do not.
_NO_PLACE = frozenset({"现场", "这里", "当地", "会上", "一线", "线上", "会场"})


class Said(NamedTuple):
    """A statement, and the rules that matched the same words and lost."""

    statement: Statement
    rivals: tuple[str, ...] = ()


class ArticleStatements:
    """Makes the statements of articles; one instance serves any number of pages."""

    def __init__(
        self, rules: Sequence[Rule], forms: BodyForms, policies: PolicyFinder, measures: MeasureFinder
    ) -> None:
        self._matcher = Matcher(rules)
        self._forms = forms
        self._policies = policies
        self._measures = measures

    def of(
        self,
        page: Page,
        reading: Reading,
        names: Sequence[tuple[int, int, str]],
        setting: Setting,
        zone: tuple[Area | None, str] | None,
        quote: Quotes,
        ruled: bool = False,
    ) -> list[Said]:
        """The statements of one article, each once, in the order of relations and text.

        ``names``: further mentions of the page's people in it; ``zone``: the development zone that 区管委会 means in
        it; ``quote`` makes its evidence; ``ruled``: the page is that zone's own, and its 区 is no district.
        """
        resolver = self._resolver(reading, BodyMaker(setting, self._forms, zone, ruled and zone is not None))
        free = _free_bodies(reading)
        tenures = TenureFinder(reading, resolver, names).tenures()
        finder = ParticipationFinder(self._matcher, reading, resolver, names, free)
        parts = finder.parts()
        occasions = finder.agenda.occasions
        first_day = next((occasion.date for occasion in occasions if occasion.date), "")
        home = setting.home.code if setting.home else ""
        seats: dict[str, list[str]] = {}
        for tenure in tenures:
            if tenure.located.body.area:
                seats.setdefault(tenure.holder.name, []).append(tenure.located.body.area)

        people: dict[str, Person] = {}

        def person(name: str) -> Person:
            if name not in people:
                people[name] = Person(name, _lowest(setting.areas, seats.get(name, ())))
            return people[name]

        out: list[Said] = []
        for tenure in tenures:
            day = first_day if tenure.status in ("appointed", "removed") else ""
            out.append(
                Said(
                    Statement(
                        "holds",
                        person(tenure.holder.name),
                        tenure.located.body,
                        quote(tenure.start, tenure.end),
                        tenure.rule,
                        confidence(tenure.rule),
                        tenure.role,
                        tenure.status or "current",
                        day,
                    )
                )
            )
        # Many take part in one event.
        occasions_of = {id(part.occasion): part.occasion for part in parts}
        events = {key: _event(occasion, home) for key, occasion in occasions_of.items()}
        out += [self._participation(part, person, quote, events[id(part.occasion)]) for part in parts]
        policies = self._policies.find(
            reading.text, [span for span in reading.cited if reading.text.startswith("习近平", span[0])]
        )
        for measure in self._measures.measures(reading, policies, resolver, free):
            policy = measure.policy
            area = "" if policy.kind == "document" else home
            term = Policy(half_width(policy.label), policy.kind, area, policy.names, policy.number)
            out.append(
                Said(
                    Statement(
                        measure.relation,
                        measure.body.body,
                        term,
                        quote(measure.start, measure.end),
                        measure.rule,
                        confidence(measure.rule),
                    )
                )
            )
        out += self._framing(page, reading, out, parts, quote, home)
        return _once(out)

    def _resolver(self, reading: Reading, make: BodyMaker) -> Resolver:
        """The article's resolver, which knows the counties and the towns that the article names."""
        setting = make.setting
        counties = list(dict.fromkeys(a for m in (*reading.headline_areas, *reading.areas) for a in m.areas[:2]))
        first = Resolver(BodyMaker(setting, self._forms), self._forms, (), counties, reading.areas)
        chains = []
        # What the headline names stands before all that the text names.
        named = [(-1, body) for body in reading.headline_bodies] + [(body.start, body) for body in reading.bodies]
        for at, body in named:
            if body.chain and body.unit not in _RELATIVE_TOWNS:
                located = first.body(body)
                chains.append((at, located.area if located else None, body.chain))
            elif own := _COMMUNITY.match(body.tail) if not body.unit and not body.areas else None:
                # 兴园社区党委, without a town before it: the community that 社区党委 means from there on.
                chains.append((at, *self._over(chains, at, setting, own["name"], reading.text)))
        town = setting.town.name if setting.town is not None else ""
        for village in _VILLAGE.finditer(reading.text):
            # 湄池村的|“台门讲堂”: the village that 村党总支 means from there on, where its town is known.
            over = next(
                ((area, c[0]) for at, area, c in reversed(chains) if at < village.start() and c[0][-1] in "镇乡道"),
                (setting.home, town),
            )
            if over[1]:
                chains.append((village.start(), over[0], (over[1], village["name"])))
        chains.sort(key=itemgetter(0))
        printed = [(reading.text[body.start : body.end], body) for body in reading.bodies]
        # 某某公司党支部 names the company too.
        printed += [
            (name[:-cut], body._replace(end=body.end - cut, tail=body.tail[:-cut]))
            for name, body in printed
            if (own := _PARTY_OF.search(name)) and len(body.tail) > (cut := len(own.group()))
        ]
        return Resolver(make, self._forms, chains, counties, reading.areas, printed)

    @staticmethod
    def _over(
        chains: Sequence[tuple[int, Area | None, tuple[str, ...]]], at: int, setting: Setting, name: str, text: str
    ) -> tuple[Area | None, tuple[str, ...]]:
        """A community or village named alone with the town over it: the one named last, else the page's own. One that
        the same list names (侨英街道、杏林街道和|滨水社区党委) stands beside it."""
        for start, area, chain in reversed(chains):
            if start < at and chain[0][-1] in "镇乡道":
                beside = start >= 0 and _IN_LIST.fullmatch(text, start + len(chain[0]), at)
                return (setting.home, (name,)) if beside else (area, (chain[0], name))
        return setting.home, (setting.town.name, name) if setting.town is not None else (name,)

    @staticmethod
    def _participation(
        part: Part, person: Callable[[str], Person], quote: Callable[[int, int], Evidence], event: Event
    ) -> Said:
        who = part.who.body if isinstance(part.who, Located) else person(part.who)
        said = Statement(
            part.relation,
            who,
            event,
            quote(part.start, part.end),
            part.rule,
            confidence(part.rule),
        )
        return Said(said, part.rivals)

    @staticmethod
    def _framing(
        page: Page,
        reading: Reading,
        said: Sequence[Said],
        parts: Sequence[Part],
        quote: Callable[[int, int], Evidence],
        home: str,
    ) -> list[Said]:
        """Where events took place, what bodies are parts of, who wrote the article."""
        out: list[Said] = []
        for part in {id(p.occasion): p for p in reversed(parts)}.values():
            place = part.occasion.place
            if len(place) > 1 and place not in _NO_PLACE:
                where = next((s for s in reading.sentences if s.start <= part.occasion.start < s.end), None)
                proof = quote(where.start, where.end) if where else quote(part.start, part.end)
                out.append(
                    Said(
                        Statement(
                            "takes_place_at",
                            _event(part.occasion, home),
                            Place(half_width(place)),
                            proof,
                            "event.place",
                            confidence("event.place"),
                        )
                    )
                )
        for one in said:
            body = one.statement.subj if isinstance(one.statement.subj, Body) else one.statement.obj
            if isinstance(body, Body) and body.parent:
                upper = Body(body.parent, body.area, "other")
                out.append(
                    Said(
                        Statement("part_of", body, upper, one.statement.evidence, "body.part", confidence("body.part"))
                    )
                )
        matched = _matched(page.text) if reading.article.authors else ""
        for author in reading.article.authors:
            if (at := _byline(matched, author, reading)) >= 0:
                printed = page.text[at:at + len(author)]
                proof = Evidence(page.name, reading.article.index, at, at + len(author), printed)
                out.append(Said(Statement("writes", Person(author), Place(""), proof, "byline", confidence("byline"))))
        return out


def _event(occasion: Occasion, home: str) -> Event:
    names = tuple(dict.fromkeys(half_width(name) for name in occasion.names if name != occasion.label))
    return Event(
        half_width(occasion.label),
        occasion.kind,
        occasion.date,
        half_width(occasion.place),
        home,
        names,
        occasion.until,
    )


def _free_bodies(reading: Reading) -> list[BodyMention]:
    """The bodies that belong to nobody's title."""
    in_title = {title.start for holder in reading.holders for title in holder.titles}
    taken = {i for title in reading.titles if title.start in in_title for i in range(title.start, title.end)}
    return [
        body
        for body in reading.bodies
        if taken.isdisjoint(range(body.start, body.end)) and not _ITS_TEAM.match(reading.text, body.end)
    ]


@lru_cache(maxsize=1)
def _matched(page_text: str) -> str:
    """What the bylines of a page are looked up in: asked for by each of its articles."""
    return simplified(page_text)


def _byline(text: str, author: str, reading: Reading) -> int:
    """Where the reporter's name stands nearest to the article's text; -1 if it is not printed in one piece."""
    offsets = reading.article.body.offsets
    anchor = offsets[0] if len(offsets) else 0
    places = []
    at = text.find(author)
    while at >= 0:
        places.append(at)
        at = text.find(author, at + 1)
    return min(places, key=lambda place: (abs(place - anchor), place), default=-1)


def _once(statements: Sequence[Said]) -> list[Said]:
    """Each statement once; of several that say the same the one that stands first."""
    kept: dict[tuple[object, ...], Said] = {}
    for one in statements:
        said = one.statement
        kept.setdefault((said.rel, said.subj, said.obj, said.role, said.status), one)
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
