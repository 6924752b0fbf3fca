"""A made-up country of six districts and ten years of newspapers about it, with every career known.

Two hundred issues, each of one district, name some of those who hold office on their day, now and then without the
office; appointments and removals are reported with or without their day. Bodies stand under short and official names.
Names repeat: in several provinces, and in one district between a deputy head and the secretary of a residents'
committee. Everything follows from the seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kg.fuse import Record
from kg.model import Event, Person, Place, Statement
from tests.fuse.makers import body, holds, record, said

DISTRICTS = (
    ("徐汇区", "310104"), ("长宁区", "310105"), ("浦东新区", "310115"), ("朝阳区", "110105"), ("天河区", "440106"),
    ("锦江区", "510104"),
)  # fmt: skip
BEGIN, END = date(2014, 1, 1), date(2023, 12, 31)
REFORM = date(2018, 11, 15)
ISSUES = 200

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "芳娜敏丽磊洋勇艳杰娟涛明超秀霞平刚桂英玉兰建国志红海燕晓东文斌春梅雪峰立新永康宏亮俊德昌浩宇"
# Names that one deputy head in every district has: as many persons as districts.
_EVERYWHERE = "王华"
_FORMAL = (
    ("区政府", "区人民政府"),
    ("区委", "区委员会"),
    ("发改委", "发展和改革委员会"),
    ("人大常委会", "人民代表大会常务委员会"),
)
# Body after the district's name, role, how many hold it at once, usual years in it.
_POSTS = (
    ("委", "书记", 1, 4), ("委", "副书记", 1, 4), ("政府", "副区长", 3, 5), ("委组织部", "部长", 1, 4),
    ("人大常委会", "主任", 1, 5), ("政协", "主席", 1, 5), ("发改委", "主任", 1, 5), ("教育局", "局长", 1, 5),
    ("湖滨街道党工委", "书记", 1, 5),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """The truth of one tenure: who (by number), under which name, where, in which role, from when to when."""

    person: int
    name: str
    area: str
    body: str
    role: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class World:
    """The truth and what the newspapers make of it."""

    tenures: tuple[Known, ...]
    issues: tuple[Record, ...]


def make_world(seed: int = 7) -> World:
    """The whole country, the same for the same seed."""
    chance = Random(seed)
    people = _People(chance)
    tenures = tuple(sorted(t for district, area in DISTRICTS for t in _careers(district, area, people, chance)))
    return World(tenures, tuple(_issues(tenures, chance)))


class _People:
    """Hands out persons with names; a name is taken once in a district unless it is asked for."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._count = 0
        self._taken: set[tuple[str, str]] = set()

    def new(self, area: str, name: str = "") -> tuple[int, str]:
        while not name or (not name.startswith(_EVERYWHERE) and (area, name) in self._taken):
            given = self._chance.sample(_GIVEN, self._chance.choice((1, 2, 2, 2)))
            name = self._chance.choice(_SURNAMES) + "".join(given)
        self._taken.add((area, name))
        self._count += 1
        return self._count, name


def _careers(district: str, area: str, people: _People, chance: Random) -> Iterator[Known]:
    deputies: list[Known] = []
    for ending, role, seats, years in _POSTS:
        for seat in range(seats):
            day = BEGIN - timedelta(days=chance.randrange(900))
            given = _EVERYWHERE if role == "副区长" and seat == 0 else ""
            while day < END:
                until = day + timedelta(days=int(365 * years * chance.uniform(0.6, 1.4)))
                held = Known(*people.new(area, given), area, district + ending, role, day, until)
                given, day = "", until
                yield held
                if role == "副区长":
                    deputies.append(held)
    yield from _heads(district, area, people, chance, deputies)
    # The same name in the same district and at the same time: a secretary of a residents' committee.
    namesake = next(d for d in deputies if d.end > date(2019, 1, 1))
    number, _ = people.new(area)
    yield Known(
        number, namesake.name, area, f"{district}湖滨街道柳林居民区党总支", "书记", date(2014, 3, 1), date(2023, 6, 1)
    )
    # The office that a reform gave another name, under one chief.
    number, name = people.new(area)
    yield Known(number, name, area, district + "规土局", "局长", date(2015, 5, 4), REFORM)
    yield Known(number, name, area, district + "规划资源局", "局长", REFORM, date(2021, 9, 1))


def _heads(district: str, area: str, people: _People, chance: Random, deputies: list[Known]) -> Iterator[Known]:
    """Heads of the government, first acting, then confirmed; some were deputies before."""
    day = BEGIN - timedelta(days=chance.randrange(400))
    while day < END:
        risen = next((d for d in deputies if 0 <= (day - d.end).days < 500 and d.name != _EVERYWHERE), None)
        number, name = (risen.person, risen.name) if risen else people.new(area)
        if risen:
            deputies.remove(risen)
        confirmed, until = day + timedelta(days=150), day + timedelta(days=int(365 * 4 * chance.uniform(0.7, 1.3)))
        yield Known(number, name, area, district + "政府", "代区长", day, confirmed)
        yield Known(number, name, area, district + "政府", "区长", confirmed, until)
        day = until


def _issues(tenures: tuple[Known, ...], chance: Random) -> Iterator[Record]:
    span = (END - BEGIN).days
    for number in range(ISSUES):
        district, area = DISTRICTS[number % len(DISTRICTS)]
        day = BEGIN + timedelta(days=span * number // ISSUES + chance.randrange(10))
        said_here = [s for t in tenures if t.area == area for s in _mentions(t, day, chance)]
        # A guest from another district.
        guests = [t for t in tenures if t.area != area and t.start < day < t.end and t.role in ("区长", "副区长")]
        said_here += [_holds(t) for t in chance.sample(guests, 1) if chance.random() < 0.3]
        # Some pages print the month only.
        printed = day.isoformat() if chance.random() < 0.9 else day.isoformat()[:7]
        yield record(f"{area}/{day}.txt", printed, said_here, Place(district, area))


def _mentions(t: Known, day: date, chance: Random) -> Iterator[Statement]:
    fresh, gone = (day - t.start).days, (day - t.end).days
    if 0 <= fresh < 25 and chance.random() < 0.7:
        yield _holds(t, "appointed", t.start.isoformat() if chance.random() < 0.6 else "")
    if 0 <= gone < 25 and chance.random() < 0.5:
        yield _holds(t, "removed", t.end.isoformat() if chance.random() < 0.6 else "")
    if 0 < gone < 400 and chance.random() < 0.05:
        yield _holds(t, "former")
    if t.start < day < t.end and chance.random() < 0.5:
        if chance.random() < 0.15:
            yield said("attends", Person(t.name), Event("推进会", "meeting", day.isoformat(), area=t.area))
        else:
            yield _holds(t, formal=chance.random() < 0.2)


def _holds(t: Known, status: str = "current", changed: str = "", formal: bool = False) -> Statement:
    article = 2 if "居民区" in t.body else 1 if t.body.endswith("局") else 0
    name = t.body
    for short, long in _FORMAL:
        if formal and name.endswith(short):
            name = name.removesuffix(short) + long
    return holds(t.name, t.role, body(name, t.area), area=t.area, status=status, date=changed, article=article)
