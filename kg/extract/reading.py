"""What one article names: the first reading, before anything is said of anyone.

A ``Reading`` holds the article's normalised text with its sentences, areas, dates, bodies, titles and the people whose
names are anchored in it. Names found anywhere on the page are then looked up in all of its articles (``people``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.again import NamesAgain, shortened
from kg.extract.bodies import BodyFinder, is_misread
from kg.extract.dates import DateMention, find_dates
from kg.extract.holders import Holder, HolderFinder
from kg.extract.mentions import BodyMention
from kg.extract.names import NameFinder
from kg.extract.segment import is_other_word
from kg.extract.text import Sentence, normalise, sentences
from kg.extract.titles import Title, TitleFinder
from kg.extract.untitled import UntitledNames, list_spans
from kg.gazetteer.areas import AreaMatch, Areas
from kg.gazetteer.names import can_be_given, is_surname, is_transliterated
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
# Where a decision names somebody: 任命|徐卫兴|为, 免去|张永辉|的.
_DECIDED = re.compile(
    r"(?:任命|免去|选举|补选|增补|推选|增选|聘任|聘请|接受|批准|提名|罢免|撤销|同意|决定免去|决定任命|决定)(?:了)?"
)
# 任命|尕藏卓玛|为, 免去|王乌兰巴根|的: who is appointed or removed may have a name of any writing.
_DECIDED_ONE = re.compile(
    r"(?:任命|聘任|补选|增补|选举|推选|免去)(?:了)?(?P<name>[\u3400-\u9fff]{3,8}?)(?:同志)?(?:为(?!了)|任(?!命)|的)"
)
# 免去|次仁罗布|县政协办公室主任职务, and 洛桑|任县政协办公室主任 in a list of decisions.
_REMOVED_ONE = re.compile(
    r"免去(?:了)?(?P<name>[\u3400-\u9fff]{2,6}?)(?<!的)(?=[省市区县旗州盟镇乡][\u4e00-\u9fff]{2,16}职务)"
)
# 接受|次仁罗布|辞去, 同意|高远|因工作调动辞去
_RESIGNED_ONE = re.compile(
    r"(?:接受|同意)(?P<name>[\u3400-\u9fff]{2,6}?)(?:同志)?(?=(?:因[^，。；]{1,14}?)?(?:请求)?辞去)"
)
_TAKES = re.compile(r"(?:决定|名单)：(?P<name>[\u3400-\u9fff]{2,6}?)(?:同志)?任(?!命)")
# ；|李瑞盈、莫志荣|当选副会长
_CHOSEN = re.compile(
    r"(?:(?<=[，。；：\n])|^)(?P<names>[\u3400-\u9fff]{2,3}(?:、[\u3400-\u9fff]{2,3}){0,8})(?:均|分别|同志)?"
    r"(?:当选|补选|被选举|被推选|被选)"
)
_DECIDED_FORMS = (_REMOVED_ONE, _RESIGNED_ONE, _TAKES)
# 任命|普米族干部|熊建华为
_OF_A_PEOPLE = re.compile(r"[\u4e00-\u9fff]{1,6}族(?:女?干部|同志)?")
_DECIDED_AFTER = re.compile(
    r"(?:同志)?(?:（[^（）]{1,6}）)?(?:[^，。；、]{0,14}(?=辞去))?(?:等[\d一二三四五六七八九十]+[人名位])?(?:为|"
    r"的|任|辞去|担任|同志|分别为|当选|不再|代理)"
)
# 选举|久西草、完么才让|为: a decision names people of any writing.
_DECIDED_LIST = re.compile(
    r"(?:选举|任命|补选|增补|增选|推选)(?P<names>[\u3400-\u9fff]{2,5}(?:、[\u3400-\u9fff]{2,5}?)+)(?=(?:等)?为)"
)
# 任命：, and then a line for each: whoever stands there before 为.
_LISTED_ONE = re.compile(r"(?:(?<=\n)|(?<=：))(?P<name>[\u3400-\u9fff]{2,4}?)(?:同志)?为(?!了)")
_DECIDED_ON = re.compile(
    r"(?<=[，；])(?P<names>[\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4}){0,8})(?:等\d{1,2}人)?为(?!了)"
)
_CHAINED = re.compile(r"[，；、：]")
_BEFORE_TITLE = re.compile(
    r"(?:今年\d{2}岁，(?=是|现任|任))?(?:同志)?(?:（[^（）]{1,6}）)?(?:等[\d一二三四五六七八九十百]+[人名位])?(?:均|都|同时|分别)?(?:是|现任|"
    r"当选|被任命为|任|担任|被选为|被选举为|兼任|同时兼任|为|的|接任|出任|被提名为|被免去|不再担任|辞去|曾任|历任|任职|"
    r"(?:此前|之前|先前|到任前)(?:曾|历|先后)?(?:任|担任))"
)
# A name, the longest that stands between it and a title, and two characters more.
_LONGEST_LINK = 4 + 40 + 2


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
        for start, end in self._decided(text, clauses, counts, titles):
            keep(start, end)
        for start, end in self._untitled_names.clause_subjects(text, counts):
            keep(start, end)
        return found

    def _decided(
        self, text: str, clauses: Sequence[Sentence], counts: Counter[str], titles: Sequence[Title]
    ) -> list[tuple[int, int]]:
        """Names that a decision is about, and names that stand before a title with 是, 为, 当选 … between them."""
        found: list[tuple[int, int]] = []
        starts = sorted({at for t in titles for at in (t.start, t.role_start, t.body.start if t.body else t.start)})
        decided = list(_DECIDED.finditer(text))
        for match in decided:
            told = _OF_A_PEOPLE.match(text, match.end())
            begin = told.end() if told else match.end()
            # 选举|和晓东|为: no surname stands before 和 there.
            first = text.startswith("和", begin) and match.group().startswith(("选举", "任命", "免去", "补选"))
            end = self._names.name_at(text, begin, counts, titled=first)
            if end > begin and _DECIDED_AFTER.match(text, end):
                found.append((begin, end))
            elif match.group().startswith("免去"):
                # 免去|辛万里|隆德县审计局局长职务: no word between the name and what is lost.
                options = self._names.ends(text, begin)
                found += [(begin, end) for end in options if starts[bisect_left(starts, end) :][:1] == [end]][:1]
        found += [
            match.span("name")
            for match in (_DECIDED_ONE.finditer(text) if decided else ())
            if (_sounds_foreign(match["name"]) or _may_be_chinese(match["name"]))
            and _begins_in(starts, match.end(), match.end() + 3)
        ]
        for match in _CHOSEN.finditer(text):
            parts = match["names"].split("、")
            if all(map(_may_be_chinese, parts)) and _begins_in(starts, match.end(), match.end() + 14):
                found += list_spans(match.start("names"), parts)
        for match in (m for form in _DECIDED_FORMS for m in form.finditer(text)) if decided else ():
            name = match["name"]
            if _sounds_foreign(name) or is_transliterated(name + name) or is_surname(name[0]):
                found.append(match.span("name"))
        for match in _LISTED_ONE.finditer(text) if "任命" in text else ():
            if _begins_in(starts, match.end(), match.end() + 3):
                found.append(match.span("name"))
        begun = [match.start() for match in decided]
        for match in _DECIDED_ON.finditer(text) if decided else ():
            # 选举贡文浩为镇长，|徐一鸣、缪可欣、蒋东来|为副镇长: the decision told last, in the same sentence.
            last = bisect_left(begun, match.start("names")) - 1
            same = last >= 0 and "。" not in text[decided[last].end() : match.start("names")]
            if same and _begins_in(starts, match.end(), match.end() + 2):
                found += list_spans(match.start("names"), match["names"].split("、"))
        for match in _DECIDED_LIST.finditer(text) if decided else ():
            found += list_spans(match.start("names"), match["names"].split("、"))
        bounds = [clause.start for clause in clauses] + [match.end() for match in _CHAINED.finditer(text)]
        for at in sorted(bounds) if starts else ():
            # No name and link reach further than this before a title.
            near = bisect_right(starts, at)
            if near == len(starts) or starts[near] > at + _LONGEST_LINK:
                continue
            sounded = self._names.others.sounded(text, at)
            for end in (*self._names.ends(text, at), *((sounded,) if sounded > at else ())):
                link = _BEFORE_TITLE.match(text, end)
                if link and bisect_left(starts, link.end()) != bisect_left(starts, link.end() + 3):
                    found.append((at, end))
                    break
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


def _may_be_chinese(name: str) -> bool:
    """Whether a name that the words around it mark off may be a Chinese one: 免去|杨再先|的."""
    return len(name) in (2, 3) and is_surname(name[0]) and can_be_given(name[1:]) and not is_other_word(name)


def _sounds_foreign(name: str) -> bool:
    """Whether a name is written by sound, with a Chinese surname before it or without (尕藏卓玛, 王乌兰巴根)."""
    return is_transliterated(name) or (is_surname(name[0]) and is_transliterated(name[1:]))


def people(readings: Iterable[Reading]) -> dict[int, list[tuple[int, int, str]]]:
    """For each reading (by its place) every further mention of a name that any of the page's articles anchors."""
    readings = list(readings)
    names = sorted({holder.name for reading in readings for holder in reading.holders})
    found: dict[int, list[tuple[int, int, str]]] = {place: [] for place in range(len(readings))}
    if not names:
        return found
    full = shortened(names)
    finder = NamesAgain([*names, *(part for part in sorted(full) if part not in names)])
    for place, reading in enumerate(readings):
        taken = {i for holder in reading.holders for i in range(holder.start, holder.end)}
        found[place] = [
            (start, end, full.get(name, name))
            for start, end, name in finder.find(reading.text)
            if start not in taken and not _within_longer(reading.text, start, end, name)
        ]
    return found


def in_full(readings: Iterable[Reading]) -> list[Reading]:
    """The readings with who is called 索洛金 under the whole name that the page gives: 阿列克谢·索洛金."""
    readings = list(readings)
    full = shortened(holder.name for reading in readings for holder in reading.holders)
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


def _begins_in(starts: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the sorted ``starts`` lies in [first, last]."""
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] <= last
