"""What a sentence is marked with before rules are matched against it: its people, bodies, events and days.

A person is marked with what belongs to the name (、居家护理专家|皮特, 陆海峰|（挂职）), so that a rule for a list of
names reads over it. 他 is marked with whom it means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from kg.extract.dates import DateMention
from kg.extract.events import EventMention
from kg.extract.mentions import BodyMention
from kg.extract.reading import Reading
from kg.extract.text import Sentence, by_sentence

_THEM = re.compile(r"(?<![\u4e00-\u9fff])[他她](?=[^们]|$)|(?<=[，。；：])[他她](?=[^们]|$)")
_ASIDE = re.compile(r"（(?:[^（）]{1,8}|[A-Za-z .·'-]{2,40})）")
_APPOSITION = re.compile(
    r"[、，和与及]([\u4e00-\u9fff]{2,14}(?:专家|学者|代表|老师|教师|劳模|党员|居民|村民|委员|传承人|工匠|模范|"
    r"带头人|志愿者|队员|创业者|企业家|律师|作家))$"
)
# A piece of a list that tells what somebody is (国家奶牛产业技术体系岗位科学家), and what it cannot hold.
_TOLD_OF = re.compile(
    r"(?:、|，|，以及|以及|，还有|[\u4e00-\u9fff]、)(?P<told>[^，。；：、！？\n]{2,22}(?:家|师|员|者|手|星|士|教练|顾问|代表|委员|院士|大户|"
    r"能手|匠|专家)”?、?)$"
)
_TOLD_ENDS = frozenset("家师员者手星士练问表户匠”、")
_TOLD_BY_TITLE = re.compile(r"(?:[、与和]|以及)(?P<told>(?:(?![与和及])[\u4e00-\u9fff]){2,14})$")
# ，|国家海洋局海域司|司长于青松，: of one in a list, with its mark.
_TOLD_IN_LIST = re.compile(r"[，；](?P<told>(?:(?![与和及])[\u4e00-\u9fff、“”]){2,40})")
_LONGEST_TOLD = 41
_LIST_GOES_ON = re.compile("[，、；]|等|在主席台|到会|到场|出席|参加|列席|陪同|应邀|先后|分别")
_VERBS = re.compile(
    "出席|参加|列席|主持|陪同|邀请|由|是|有|会见|调研|慰问|颁|为|向|与|和|对|讲话|发言|指出|强调|介绍|表示|汇报|听取|走访|看望|审议|通过|了"
)
# The kinds that can take part in an event.
ACTORS = frozenset({"PERSON", "BODY", "THEM"})
_ORDER = {"PERSON": 0, "EVENT": 1, "BODY": 2, "THEM": 3, "DATE": 4}
# Words whose own meaning a rule reads: who is called 主持人 chairs.
_APART = frozenset({"主持人", "主讲人", "嘉宾", "特邀嘉宾"})
# 奥地利企业|代表, 中国陶瓷|艺术大师: words before these belong to the person.
_TOLD_LEADERS = ("代表", "大师")
_start = attrgetter("start")


class Figure(NamedTuple):
    """A mention to mark: what it is, and for a person the name, for a body its mention."""

    start: int
    end: int
    kind: str
    name: str = ""
    body: BodyMention | None = None
    event: EventMention | None = None


class FigureFinder:
    """The figures of one article, sentence by sentence; ``names``: mentions of people beside those with an office."""

    def __init__(
        self, reading: Reading, names: Sequence[tuple[int, int, str]], bodies: Sequence[BodyMention]
    ) -> None:
        self._reading = reading
        self._body_ends = {body.end: body.start for body in reading.bodies}
        self._area_ends = {area.end: area.start for area in reading.areas if area.full}
        self._ends = [0, *sorted(holder.end for holder in reading.holders)]
        self.people = sorted(
            [
                self._person(
                    h.start if h.leader in _APART else h.first, h.end, h.name,
                    bool(h.titles) or h.leader.endswith(_TOLD_LEADERS),
                )
                for h in reading.holders
            ]
            + [self._person(start, end, name) for start, end, name in names],
            key=lambda f: (f.start, -f.end),
        )
        self._people_in = by_sentence(reading.sentences, self.people)
        self._bodies_in = by_sentence(reading.sentences, bodies)

    def people_of(self, sentence: Sentence) -> Sequence[Figure]:
        """The people whom a sentence names."""
        return self._people_in.get(sentence.start, [])

    def bodies_of(self, sentence: Sentence) -> Sequence[BodyMention]:
        """The bodies that a sentence names."""
        return self._bodies_in.get(sentence.start, [])

    def of(
        self,
        sentence: Sentence,
        events: Sequence[EventMention],
        dates: Iterable[DateMention],
        subject: str,
    ) -> list[Figure]:
        """The figures of a sentence in order, none overlapping; [] where nobody in it could take part in anything.
        ``subject``: whom 他 means unless the sentence names somebody first."""
        people, bodies = self.people_of(sentence), self.bodies_of(sentence)
        them = "他" in sentence.text or "她" in sentence.text
        if not (people or bodies or them):
            return []
        figures = list(people)
        figures += [Figure(e.start, e.end, "EVENT", event=e) for e in events]
        figures += [Figure(b.start, b.end, "BODY", body=b) for b in bodies]
        figures += [Figure(d.start, d.end, "DATE") for d in dates]
        for him in _THEM.finditer(sentence.text) if them else ():
            at = sentence.start + him.start()
            # 额登毕力格向武治强表示欢迎，|他|说: the first that the sentence names, else the one spoken of before.
            who = people[0].name if people and people[0].end <= at else subject
            if who:
                figures.append(Figure(at, sentence.start + him.end(), "THEM", who))
        in_order = sorted(figures, key=_start)
        if all(left.end <= right.start for left, right in pairwise(in_order)):
            return in_order if any(figure.kind in ACTORS for figure in in_order) else []
        kept: list[Figure] = []
        for figure in sorted(figures, key=lambda f: (_ORDER[f.kind], f.start, -f.end)):
            if not any(figure.start < other.end and other.start < figure.end for other in kept):
                kept.append(figure)
        return sorted(kept, key=_start) if any(figure.kind in ACTORS for figure in kept) else []

    def spoken_of(self, sentence: Sentence) -> str:
        """Whom 他 means in the next sentence: the one person of this one, else the one whom the headline names; ""
        if it names nobody or leaves it open."""
        people = self.people_of(sentence)
        names = list(dict.fromkeys(figure.name for figure in people))
        headline = self._reading.headline
        told = [name for name in names if name in headline]
        if len(names) == 1 or len(told) == 1:
            return (told or names)[0]
        return names[0] if not headline else next((n for n in (p.name for p in self.people) if n in headline), "")

    def _person(self, start: int, end: int, name: str, titled: bool = False) -> Figure:
        """A person with what belongs to the name: 、居家护理专家|皮特, 陆海峰|（挂职）."""
        text = self._reading.text
        if aside := _ASIDE.match(text, end):
            end = aside.end()
        start = self._from_title(start, titled, listed=_LIST_GOES_ON.match(text, end) is not None)
        if apposition := _APPOSITION.search(text[max(0, start - 18) : start]):
            start = max(0, start - 18) + apposition.start(1)
        elif (area := self._area_ends.get(start, self._area_ends.get(start + 1))) is not None and area < start:
            # 樟树市|领导|邓国安
            start = area
        elif (body := self._body_ends.get(start)) is not None:
            # 华东师范大学第二附属中学|驻点帮扶教师|顾一鸣: where somebody works, before a title that is not tied to it.
            start = body
        return Figure(start, end, "PERSON", name)

    def _from_title(self, start: int, titled: bool, *, listed: bool) -> int:
        """Where what is told of a person before the name begins: 退休教师、“老街讲解员”|吕望舒, after the name before
        it in one list."""
        text = self._reading.text
        # No further back than the person before.
        before = self._ends[bisect_right(self._ends, start) - 1] if self._ends else 0
        floor = max(0, start - 18, before)
        own = _TOLD_BY_TITLE.search(text, floor, start) if titled else None
        if own is None and titled and listed and start - before <= _LONGEST_TOLD:
            own = _TOLD_IN_LIST.fullmatch(text, before, start)
        if own is not None and not _VERBS.search(own["told"]):
            # 与|世光精密中国区|总经理崔永焕: what a title hangs on, where no list knows it for a body.
            start = own.start("told")
        for _ in range(2):
            # The last character tells most places apart.
            if text[start - 1 : start] not in _TOLD_ENDS:
                break
            piece = _TOLD_OF.search(text, max(0, start - 24), start)
            if piece is None or _VERBS.search(piece["told"]):
                break
            start = piece.start("told")
        return start
