"""A small true world for tests: one page of a district's paper with offices, an event, a policy, and their evidence."""

from __future__ import annotations

from array import array
from hashlib import sha256

from pyoxigraph import DefaultGraph, Quad, Store

from kg.fuse.identifiers import term_iri
from kg.graph.quads import page_quads
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

AREA = "310104"
TEXT = (
    "我区召开旧住房改造推进大会\n"
    "2021年4月22日，旧住房改造“三年决战”推进大会在区政府召开。区委书记鲍炳章出席并讲话。"
    "区委副书记、区长钟晓咏主持会议。副区长王宏伟参加会议。会议由区房管局主办。"
    "区政府印发《徐汇区旧住房改造三年行动计划》（徐府发〔2021〕5号）。区房管局实施旧住房改造“三年决战”。"
    "原区委副书记方世忠参加会议。\n"
)
PARTY = Body("徐汇区委", AREA, "party", ("中共徐汇区委",))
GOVERNMENT = Body("徐汇区政府", AREA, "government", ("徐汇区人民政府",))
BUREAU = Body("徐汇区房管局", AREA, "department", parent="徐汇区政府")
BAO, ZHONG, WANG, FANG = (Person(name, AREA) for name in ("鲍炳章", "钟晓咏", "王宏伟", "方世忠"))
MEETING = Event("旧住房改造“三年决战”推进大会", "meeting", "2021-04-22", "区政府", AREA)
PLAN = Policy("徐汇区旧住房改造三年行动计划", "document", number="徐府发〔2021〕5号")
DRIVE = Policy("旧住房改造“三年决战”", "campaign", AREA)
DISTRICT, CITY = Place("徐汇区", AREA), Place("上海市", "310000")


def entity(term: Term) -> Entity:
    """The term with the identifier it has by itself."""
    return Entity(term_iri(term), term)


def facts(name: str = "xuhui.txt", day: str = "2021-04-23", text: str = TEXT) -> PageFacts:
    """What the page says, by hand; every quote stands where it is said to stand."""
    page = Page(name, text, sha256(text.encode()).hexdigest(), published=day, paper="徐汇报", number="第2025期")

    def said(rel: str, subj: Term, obj: Term, quote: str, **more: str) -> Fact:
        start = text.index(quote)
        evidence = Evidence(name, 0, start, start + len(quote), quote)
        statement = Statement(rel, subj, obj, evidence, f"hand.{rel}", 0.95, **more)
        return Fact(entity(subj), entity(obj), statement)

    body = Mended(text[14:], array("q", range(14, len(text))))
    title = Mended(text[:13], array("q", range(13)))
    article = Article(name, 0, text[:13], title, body, authors=("耿洁玉",), published=day)
    found = (
        said("holds", BAO, PARTY, "区委书记鲍炳章", role="书记", status="current"),
        said("holds", ZHONG, PARTY, "区委副书记、区长钟晓咏", role="副书记", status="current"),
        said("holds", ZHONG, GOVERNMENT, "区委副书记、区长钟晓咏", role="区长", status="current"),
        said("holds", WANG, GOVERNMENT, "副区长王宏伟", role="副区长", status="current"),
        said("holds", FANG, PARTY, "原区委副书记方世忠", role="副书记", status="former"),
        said("speaks", BAO, MEETING, "区委书记鲍炳章出席并讲话"),
        said("attends", BAO, MEETING, "区委书记鲍炳章出席并讲话"),
        said("chairs", ZHONG, MEETING, "区委副书记、区长钟晓咏主持会议"),
        said("attends", WANG, MEETING, "副区长王宏伟参加会议"),
        said("attends", FANG, MEETING, "原区委副书记方世忠参加会议"),
        said("organizes", BUREAU, MEETING, "会议由区房管局主办"),
        said("issues", GOVERNMENT, PLAN, "区政府印发《徐汇区旧住房改造三年行动计划》"),
        said("implements", BUREAU, DRIVE, "区房管局实施旧住房改造“三年决战”"),
        said("part_of", BUREAU, GOVERNMENT, "区房管局"),
        said("part_of", DISTRICT, CITY, "我区"),
        said("takes_place_at", MEETING, Place("区政府"), "推进大会在区政府召开"),
        said("dated", MEETING, Place("2021-04-22"), "2021年4月22日", date="2021-04-22"),
    )
    return PageFacts(page, (article,), found, DISTRICT)


def store(*pages: PageFacts) -> Store:
    """The pages in a store as ours lays it out: a graph for each article, their union in the default graph."""
    store = Store()
    for page in pages or (facts(),):
        for quad in page_quads(page):
            store.add(quad)
            store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    return store
