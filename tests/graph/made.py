"""Pages made by hand and by arithmetic, for the tests of the graph: no extractor is needed to fill a store."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from hashlib import sha256

from kg.fuse.identifiers import term_iri
from kg.model import (
    Article,
    Body,
    Entity,
    Event,
    Evidence,
    Fact,
    Mended,
    Page,
    PageFacts,
    Person,
    Place,
    Policy,
    Statement,
    Term,
)

XUHUI = Place("上海市徐汇区", "310104")
COMMITTEE = Body("徐汇区委", "310104", "party", ("中共徐汇区委", "中共上海市徐汇区委员会"))
GOVERNMENT = Body("徐汇区政府", "310104", "government", ("徐汇区人民政府",))
HOUSING = Body("徐汇区房管局", "310104", "department", ("徐汇区住房保障和房屋管理局",), "徐汇区政府")
BAO = Person("鲍炳章", "310104")
ZHONG = Person("钟晓咏", "310104")
MEETING = Event("旧住房改造“三年决战”推进大会", "meeting", "2021-04-22", "区机关大厦", "310104")
POLICY = Policy("“三年决战”", "campaign", "310104", ("旧住房改造“三年决战”",))


def mended(text: str, start: int) -> Mended:
    return Mended(text, array("i", range(start, start + len(text))))


def article(page: str, index: int, headline: str, body: str, **more: str | tuple[str, ...] | bool) -> Article:
    start = index * 10_000
    return Article(page, index, headline, mended(headline, start), mended(body, start + 100), **more)  # type: ignore[arg-type]


def fact(rel: str, subj: Term, obj: Term, page: str, index: int, quote: str, start: int, **more: str) -> Fact:
    said = Statement(
        rel,
        subj,
        obj,
        Evidence(page, index, start, start + len(quote), quote),
        f"{rel}.rule",
        0.95,
        **more,  # type: ignore[arg-type]
    )
    return Fact(Entity(term_iri(subj), subj), Entity(term_iri(obj), obj), said)


def page_facts(
    name: str, articles: Sequence[Article], facts: Sequence[Fact], published: str = "2021-04-23"
) -> PageFacts:
    text = "\n".join(f"{a.headline}\n{a.body.text}" for a in articles)
    digest = sha256(f"{text}{facts}".encode()).hexdigest()
    page = Page(name, text, digest, published=published, paper="徐汇报", number="1024")
    return PageFacts(page, tuple(articles), tuple(facts), XUHUI)


def forum_page(name: str = "xuhui.txt", published: str = "2021-04-23") -> PageFacts:
    """A page of two articles with every relation of the model."""
    first = article(name, 0, "我区召开推进大会", "……", authors=("耿洁玉",), dateline="本报讯", source="徐汇报")
    second = article(name, 1, "", "……")
    at = (name, 0)
    return page_facts(
        name,
        (first, second),
        (
            fact("holds", BAO, COMMITTEE, *at, "区委书记鲍炳章", 110, role="书记", status="current"),
            fact("holds", ZHONG, COMMITTEE, *at, "区委副书记、区长钟晓咏", 120, role="副书记", status="current"),
            fact("holds", ZHONG, GOVERNMENT, *at, "区委副书记、区长钟晓咏", 120, role="区长", status="current"),
            fact("attends", BAO, MEETING, *at, "鲍炳章出席", 140),
            fact("chairs", ZHONG, MEETING, *at, "钟晓咏主持会议", 150),
            fact("organizes", GOVERNMENT, MEETING, *at, "区政府召开", 160),
            fact("implements", GOVERNMENT, POLICY, *at, "区政府推进“三年决战”", 170),
            fact("issues", HOUSING, POLICY, *at, '区房管局印发"三年决战"方案\t', 190),
            fact("part_of", HOUSING, GOVERNMENT, *at, "区政府房管局", 210),
            fact("takes_place_at", MEETING, Place("区机关大厦"), *at, "在区机关大厦", 220),
            fact("dated", MEETING, Place("2021-04-22"), *at, "4月22日", 230),
            fact("writes", Person("耿洁玉", "310104"), Place("article"), *at, "记者 耿洁玉", 240),
            fact("holds", BAO, COMMITTEE, name, 1, "区委书记鲍炳章", 10_110, role="书记", status="current"),
            fact(
                "holds",
                Person("王伟", "310104"),
                GOVERNMENT,
                name,
                1,
                "任命王伟为副区长",
                10_130,
                role="副区长",
                status="appointed",
                date="2021-04-21",
            ),
            fact(
                "holds",
                Person("李明", "310104"),
                GOVERNMENT,
                name,
                1,
                "免去李明的副区长职务",
                10_140,
                role="副区长",
                status="removed",
                date="2021-04",
            ),
        ),
        published,
    )


def numbered_page(number: int, facts: int = 8, persons: int = 12, name: str = "", variant: int = 0) -> PageFacts:
    """A page whose people, bodies and events come from ``number`` and overlap with those of other numbers."""
    name = name or f"page-{number:05}.txt"
    said: list[Fact] = []
    for i in range(facts):
        k = number * 7 + i * 3 + variant * 5
        person = Person(f"王{chr(0x4E00 + k % persons)}", "310104")
        body = (COMMITTEE, GOVERNMENT, HOUSING)[k % 3]
        event = Event(f"第{k % 9}次会议", "meeting", f"2021-{1 + k % 12:02}-{1 + k % 28:02}", "", "310104")
        index = i % 2
        quote = f"{person.name}的第{i}句话"
        start = 100 + index * 10_000 + 20 * i
        if i % 4 == 0:
            said.append(fact("holds", person, body, name, index, quote, start, role="主任", status="current"))
        elif i % 4 == 1:
            said.append(fact("attends", person, event, name, index, quote, start))
        elif i % 4 == 2:
            said.append(fact("organizes", body, event, name, index, quote, start))
        else:
            policy = Policy(f"计划{k % 5}", "programme", "310104")
            said.append(fact("implements", body, policy, name, index, quote, start))
    articles = [article(name, n, f"第{number}版第{n}条", "……") for n in range(2)]
    return page_facts(name, articles, said, f"2021-05-{1 + number % 28:02}")
