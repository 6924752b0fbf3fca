"""What the mentions of one page are, decided from that page alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fuse import Identities, fuse_page
from kg.fuse.identifiers import person_iri
from kg.model import Body, Event, Fact, Person, Place, Policy, Statement
from tests.fuse.makers import XUHUI, body, holds, page, placed, said

BASE = "https://w3id.org/local-governance/id/"


def facts(*statements: Statement, home: Place = XUHUI, decisions: Identities | None = None) -> tuple[Fact, ...]:
    """The facts of a page with these statements."""
    return fuse_page(page("p", "2021-04-26"), (), home, placed("p", statements), decisions=decisions).facts


def persons(*statements: Statement, home: Place = XUHUI) -> list[str]:
    """The identifiers of the subjects, from their kind on."""
    return [fact.subj.iri.removeprefix(BASE) for fact in facts(*statements, home=home)]


MEETING = Event("推进会", "meeting", "2021-04-22", area="310104")


def test_a_name_without_area_is_the_one_with_an_area() -> None:
    """龚正 as mayor and 龚正 who attends are one person, of the area of the office, on a district's page."""
    found = persons(
        holds("龚正", "市长", "上海市政府", area="310000"),
        said("attends", Person("龚正"), MEETING),
        said("speaks", Person("龚正", "310104"), MEETING, article=1),
    )
    assert found == ["person/310000/龚正"] * 3


def test_two_provinces_are_two_persons() -> None:
    """One name with offices in two provinces on one page is two persons."""
    found = persons(
        holds("王华", "区长", "徐汇区政府"), holds("王华", "局长", "大连市公安局", area="210200", article=1)
    )
    assert found == ["person/310104/王华", "person/210200/王华"]


def test_a_name_that_could_be_either_is_neither_unless_its_article_tells() -> None:
    """Between two persons of one name the article decides, else the page's area."""
    two = (holds("王华", "区长", "徐汇区政府"), holds("王华", "局长", "大连市公安局", area="210200", article=1))
    assert persons(*two, said("attends", Person("王华"), MEETING, article=1))[2] == "person/210200/王华"
    assert persons(*two, said("attends", Person("王华"), MEETING, article=2))[2] == "person/310104/王华"
    assert persons(*two, said("attends", Person("王华"), MEETING, article=2), home=Place(""))[2] == "person/-/王华"


def test_who_moves_between_areas_in_one_article_is_one_person() -> None:
    """原徐汇区副区长, appointed in 浦东新区: one person, of the area of the new office."""
    found = persons(
        holds("俞林伟", "副区长", "徐汇区政府", status="former"),
        holds("俞林伟", "区长", "浦东新区政府", area="310115", status="appointed"),
    )
    assert found == ["person/310115/俞林伟"] * 2


def test_two_districts_without_a_move_are_two_persons() -> None:
    """Two 王华 in office in two districts of one city, in one article, are two persons."""
    found = persons(holds("王华", "副区长", "徐汇区政府"), holds("王华", "副区长", "浦东新区政府", area="310115"))
    assert found == ["person/310104/王华", "person/310115/王华"]


def test_an_unplaced_name_belongs_to_the_page() -> None:
    """A name without office and area gets the page's area, one with an office outside every area gets none."""
    assert persons(said("attends", Person("王伟"), MEETING)) == ["person/310104/王伟"]
    assert persons(holds("横山英幸", "市长", body("大阪市政府", ""), area="")) == ["person/-/横山英幸"]
    assert persons(said("attends", Person("王伟"), MEETING), home=Place("")) == ["person/-/王伟"]


def test_a_reporter_is_nobody_in_the_news() -> None:
    """Whoever writes the page is another person than the official of the same name."""
    found = persons(holds("王伟", "副区长", "徐汇区政府"), said("writes", Person("王伟"), Place("徐汇报")))
    assert found == ["person/310104/王伟", "person/310104/王伟/记者"]


def test_bodies_are_one_by_area_and_any_of_their_names() -> None:
    """Official, short and listed names of one body in one area are one body with all its names."""
    found = facts(
        holds("甲", "书记", Body("徐汇区委", "310104", "party")),
        holds("乙", "常委", Body("中共上海市徐汇区委员会", "310104", "party")),
        holds("丙", "局长", Body("徐汇区房管局", "310104", "department", ("徐汇区房屋局",))),
        holds("丁", "副局长", Body("徐汇区房屋局", "310104", "department")),
    )
    assert {f.obj.iri.removeprefix(BASE) for f in found} == {"body/310104/徐汇区委", "body/310104/徐汇区房屋局"}
    assert found[0].obj.term == Body("徐汇区委", "310104", "party", ("中共上海市徐汇区委员会",))


def test_organs_of_one_area_stay_apart() -> None:
    """Party committee, government, street and its working committee are never one body, whatever names they share."""
    found = facts(
        holds("甲", "书记", Body("徐汇区委", "310104", "party", ("徐汇区",))),
        holds("乙", "区长", Body("徐汇区政府", "310104", "government", ("徐汇区",))),
        holds("丙", "主任", Body("徐汇区天平街道办事处", "310104", "street")),
        holds("丁", "书记", Body("徐汇区天平街道党工委", "310104", "party")),
    )
    assert [f.obj.iri.rsplit("/", 1)[1] for f in found] == [
        "徐汇区委",
        "徐汇区政府",
        "徐汇区天平街道",
        "徐汇区天平街道党工委",
    ]


def test_a_joint_body_gives_two_facts_from_one_statement() -> None:
    """书记 of a joint body is 书记 in both, and both facts keep the statement as it was."""
    found = facts(holds("甲", "书记", Body("徐汇区卫健工作党委、卫健委", "310104", "party")))
    assert [f.obj.term.name for f in found] == ["徐汇区卫健工作党委", "徐汇区卫健委"]  # type: ignore[union-attr]
    assert found[0].said == found[1].said


def test_an_event_takes_the_most_exact_date_of_its_article() -> None:
    """One label in one article is one event, with kind, date, place and names from all mentions; another day is another."""
    found = facts(
        said("chairs", Person("甲"), Event("推进会", "meeting", "2021-04", area="310104")),
        said("attends", Person("乙"), Event("推进会", "other", "2021-04-22", "大礼堂", "310104", ("旧改推进会",))),
        said("attends", Person("丙"), Event("推进会", "meeting", "2021-05-01", area="310104"), article=1),
    )
    first, second, third = (f.obj for f in found)
    assert first == second != third
    assert first.term == Event("推进会", "meeting", "2021-04-22", "大礼堂", "310104", ("旧改推进会",))
    assert first.iri == BASE + "event/310104/2021-04-22/推进会"


def test_policies_are_one_with_and_without_marks_and_area() -> None:
    """《意见》 and 意见, with and without an area, are one policy of one page."""
    found = facts(
        said("issues", body("徐汇区政府"), Policy("《办法》", "document")),
        said("implements", body("徐汇区政府"), Policy("办法", "document", "310104")),
    )
    assert {f.obj.iri for f in found} == {BASE + "policy/310104/办法"}
    assert {f.obj.term.label for f in found} == {"办法"}  # type: ignore[union-attr]


def test_decisions_say_which_identifier_to_write() -> None:
    """A joined person keeps the printed name under the other's identifier; a joined body keeps the old name as another."""
    local = person_iri("310104", "刘淇")
    decisions = Identities(
        {local: person_iri("310104", "刘琪"), BASE + "body/310104/徐汇区甲局": BASE + "body/310104/徐汇区乙局"}
    )
    fact = facts(holds("刘淇", "局长", "徐汇区甲局"), decisions=decisions)[0]
    assert fact.subj.iri == person_iri("310104", "刘琪")
    assert fact.subj.term == Person("刘淇", "310104")
    assert fact.obj.term == Body("徐汇区乙局", "310104", "department", ("徐汇区甲局",))
    assert fact.said.obj == Body("徐汇区甲局", "310104", "department")


_NAMES = st.sampled_from(["王华", "刘琪", "龚正"])
_AREAS = st.sampled_from(["", "310000", "310104", "310115", "210200"])
_STATEMENTS = st.lists(
    st.builds(
        lambda name, area, role, article, status: holds(
            name, role, body("某局", area), area=area, article=article, status=status
        ),
        _NAMES, _AREAS, st.sampled_from(["局长", "书记"]), st.integers(0, 2), st.sampled_from(["current", "former"]),
    )
    | st.builds(lambda name, area, article: said("attends", Person(name, area), MEETING, article=article),
                _NAMES, _AREAS, st.integers(0, 2)),
    max_size=12,
)  # fmt: skip


@settings(deadline=None)
@given(_STATEMENTS, st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_no_entity(statements: list[Statement], chance: object) -> None:
    """Every statement gets the same entities wherever it stands among the others."""
    stated = placed("p", statements)
    mixed = list(stated)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    here = page("p", "2021-04-26")
    one = {(f.said, f.subj, f.obj) for f in fuse_page(here, (), XUHUI, stated).facts}
    two = {(f.said, f.subj, f.obj) for f in fuse_page(here, (), XUHUI, mixed).facts}
    assert one == two


@settings(deadline=None)
@given(_STATEMENTS)
def test_every_statement_becomes_a_fact_and_stays_as_it_was(statements: list[Statement]) -> None:
    """Nothing is lost and nothing is edited: the facts' statements are the page's, in their order."""
    stated = placed("p", statements)
    fused = fuse_page(page("p", "2021-04-26"), (), XUHUI, stated).facts
    assert list(dict.fromkeys(f.said for f in fused)) == list(dict.fromkeys(stated))
    assert all(f.subj.iri and replace(f.said) == f.said for f in fused)
