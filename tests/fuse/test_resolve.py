"""Who is who across pages, by likeness and by decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.fuse import Identities, Judgement, Resolution, Seen, add_judgement, read_judgements, resolve
from kg.fuse.identifiers import person_iri
from kg.model import Event, Person, Place, Statement
from tests.fuse.makers import body, holds, said, seen

BASE = "https://w3id.org/local-governance/id/"
XUHUI_WANG = person_iri("310104", "王华")
PUDONG_WANG = person_iri("310115", "王华")
DALIAN_WANG = person_iri("210200", "王华")


def judge(a: str, b: str, verdict: str = "yes", line: int = 2) -> Judgement:
    """A decision by somebody on some day."""
    return Judgement(a, b, verdict, "张三", "2025-01-02", "查过简历", line)


def written(result: Resolution, pages: list[Seen]) -> dict[tuple[str, int, str], str]:
    """(page, article, name) → identifier that is written there, from its area on."""
    return {
        (s.page, s.article, s.name): result.identities.of(s.page, s.article, person_iri(s.area, s.name)).removeprefix(
            BASE + "person/"
        )
        for p in pages
        for s in p.persons
    }


def one_page(name: str, day: str, *statements: Statement, home: str = "310104") -> Seen:
    """A page of an area."""
    return seen(name, day, statements, Place("", home))


def attends(name: str, day: str) -> Statement:
    """That somebody without office takes part in something."""
    return said("attends", Person(name), Event("推进会", date=day))


PAGES = [
    one_page("a", "2021-07-30", holds("刘琪", "常委", "徐汇区委"), holds("刘琪", "部长", "徐汇区委组织部")),
    one_page("b", "2024-07-30", holds("刘琪", "常委", "徐汇区委"), holds("王华", "区长", "徐汇区政府")),
    one_page("c", "2022-03-01", holds("王华", "局长", "大连市公安局", area="210200"), home="210200"),
    one_page("d", "2019-05-01", holds("王华", "副区长", "徐汇区政府")),
    one_page("e", "2025-05-01", holds("王华", "区长", "浦东新区政府", area="310115"), home="310115"),
]


def test_one_name_area_and_office_is_one_person_without_any_map() -> None:
    """刘琪 of 2021 and of 2024, 王华 as deputy and as head: nothing needs to be written for them."""
    result = resolve(PAGES)
    assert result.identities == Identities()
    assert result.joined == ()


def test_two_provinces_stay_apart_without_a_question() -> None:
    """王华 of Shanghai and of Dalian is not even asked about; 王华 of two districts of one city is."""
    pairs = [(p.a.iri, p.b.iri) for p in resolve(PAGES).unsure]
    assert pairs == [(XUHUI_WANG, PUDONG_WANG)]


def test_an_unsure_pair_lists_its_reasons() -> None:
    """Score, reasons with weights, and what is known of both."""
    pair = resolve(PAGES).unsure[0]
    assert 0.3 <= pair.score < 0.75
    assert round(sum(r.weight for r in pair.reasons), 2) == pair.score
    assert {r.text for r in pair.reasons} >= {"同省不同地区", "任职时间先后相接"}
    said_of = pair.to_dict()["a"]
    assert isinstance(said_of, dict)
    assert said_of["offices"] == ["徐汇区政府副区长", "徐汇区政府区长"]
    assert (said_of["first"], said_of["last"]) == ("2019-05-01", "2024-07-30")


def test_pairs_with_most_facts_come_first() -> None:
    """What hangs on a pair decides its place."""
    pages = [
        *PAGES,
        *(
            one_page(f"x{i}", f"202{i}-01-01", holds("王芳", role, f"{area}政府", area=code), home=code)
            for i, (role, area, code) in enumerate(
                [("区长", "徐汇区", "310104")] * 3 + [("区长", "长宁区", "310105")] * 3
            )
        ),
    ]
    assert [p.a.profile.name for p in resolve(pages).unsure] == ["王芳", "王华"]


def test_the_same_office_joins_where_areas_were_only_guessed() -> None:
    """A foreign mayor named on pages of two areas is one person."""
    osaka = body("大阪市政府", "")
    pages = [
        one_page("a", "2024-12-05", holds("横山英幸", "市长", osaka, area="310000"), home="310000"),
        one_page("b", "2024-12-09", holds("横山英幸", "市长", osaka, area="310104")),
    ]
    result = resolve(pages)
    assert set(written(result, pages).values()) == {"310104/横山英幸"}
    assert result.joined[0].reasons[0].text == "同任大阪市政府市长"


def test_two_offices_that_nobody_holds_at_once_are_two_persons() -> None:
    """A deputy head and a residents' committee's secretary of one name and time; the lower one gets a longer name."""
    village = "徐汇区天平街道柳林居民区党总支"
    pages = [
        one_page("a", "2021-01-01", holds("王伟", "副区长", "徐汇区政府")),
        one_page("b", "2021-06-01", holds("王伟", "书记", village)),
        one_page("c", "2023-01-01", holds("王伟", "副区长", "徐汇区政府"), holds("王伟", "书记", village, article=1)),
        one_page("d", "2023-02-01", attends("王伟", "2023-02-01")),
    ]
    found = written(resolve(pages), pages)
    assert found["a", 0, "王伟"] == found["c", 0, "王伟"] == "310104/王伟"
    assert found["b", 0, "王伟"] == found["c", 1, "王伟"] == f"310104/王伟/{village}"
    # Nobody can tell which of the two attended.
    assert found["d", 0, "王伟"] == "310104/王伟/d"


def test_a_name_without_office_is_the_only_holder_of_its_area() -> None:
    """刘琪 who attends, on another page of the district, is the 刘琪 in office there."""
    pages = [*PAGES, one_page("z", "2023-01-01", attends("刘琪", "2023-01-01"))]
    assert written(resolve(pages), pages)["z", 0, "刘琪"] == "310104/刘琪"


def test_a_body_that_a_reform_renamed_is_one_house() -> None:
    """Its chief before and after is one person."""
    pages = [
        one_page("a", "2017-01-01", holds("何洋", "局长", "徐汇区规土局")),
        one_page("b", "2020-01-01", holds("何洋", "局长", "徐汇区规划资源局")),
    ]
    assert set(written(resolve(pages), pages).values()) == {"310104/何洋"}


# ---------------------------------------------------------------- decisions


def test_yes_joins_and_undo_parts_again() -> None:
    """A joined pair has one identifier; without the decision everything is as it was."""
    before = resolve(PAGES)
    joined = resolve(PAGES, [judge(XUHUI_WANG, PUDONG_WANG)])
    assert {written(joined, PAGES)[p, 0, "王华"] for p in "bde"} == {"310104/王华"}
    assert joined.identities.changed_pages(before.identities, PAGES) == ("e",)
    assert joined.unsure == ()
    assert resolve(PAGES, []).identities == before.identities


def test_no_ends_the_question_and_holds_against_later_evidence() -> None:
    """A pair decided on is not asked again, and a page that shows the same office does not join it."""
    no = judge(XUHUI_WANG, PUDONG_WANG, "no")
    assert resolve(PAGES, [no]).unsure == ()
    later = [*PAGES, one_page("f", "2025-09-01", holds("王华", "区长", "浦东新区政府", area="310115"))]
    moved = [*later, one_page("g", "2025-09-02", holds("王华", "区长", body("浦东新区政府", "310115")))]
    assert "310115/王华" in written(resolve(moved), moved)["f", 0, "王华"]
    found = written(resolve(moved, [no]), moved)
    assert found["b", 0, "王华"] != found["e", 0, "王华"]


def test_no_is_transitive() -> None:
    """a is b, b is not c: then a is not c, though nobody said so and likeness would join them."""
    pages = [
        one_page("a", "2020-01-01", holds("王华", "局长", "徐汇区甲局")),
        one_page("b", "2021-01-01", holds("王华", "书记", "徐汇区天平街道柳林居民区党总支")),
        one_page("c", "2022-01-01", holds("王华", "副局长", "徐汇区甲局")),
    ]
    b, c = person_iri("310104", "王华", "徐汇区天平街道柳林居民区党总支"), person_iri("310104", "王华", "c")
    free = written(resolve(pages), pages)
    assert free["a", 0, "王华"] == free["c", 0, "王华"] != free["b", 0, "王华"]
    held = written(resolve(pages, [judge(person_iri("310104", "王华", "a"), b), judge(b, c, "no")]), pages)
    assert held["a", 0, "王华"] == held["b", 0, "王华"] != held["c", 0, "王华"]


def test_no_cuts_one_page_out_of_a_person() -> None:
    """A decision can name a page, or a body, of an identifier that stands for too much."""
    pages = [
        one_page("a", "2020-01-01", holds("王华", "区长", "徐汇区政府")),
        one_page("b", "2021-01-01", holds("王华", "副书记", "徐汇区委")),
    ]
    assert len(set(written(resolve(pages), pages).values())) == 1
    for apart in ("b", "徐汇区委", "徐汇区委副书记"):
        cut = resolve(pages, [judge(XUHUI_WANG, person_iri("310104", "王华", apart), "no")])
        assert len(set(written(cut, pages).values())) == 2
        assert cut.idle == ()


def test_decisions_that_contradict_are_named_by_line() -> None:
    """a is b, b is c, a is not c cannot all hold."""
    decisions = [
        judge(XUHUI_WANG, PUDONG_WANG, line=2),
        judge(PUDONG_WANG, DALIAN_WANG, line=3),
        judge(XUHUI_WANG, DALIAN_WANG, "no", line=7),
    ]
    with pytest.raises(DataError, match="line 7"):
        resolve(PAGES, decisions)


def test_a_decision_on_nobody_is_idle() -> None:
    """It waits for pages that name them; it is reported, not an error."""
    idle = judge(person_iri("310104", "赵六"), person_iri("310115", "赵六"))
    assert resolve(PAGES, [idle]).idle == (idle,)


def test_spellings_are_one_name_by_list_or_decision_only() -> None:
    """王昇 and 王升 by the list of variants; 刘淇 and 刘琪 only by a decision."""
    pages = [
        one_page("a", "2020-01-01", holds("王昇", "区长", "徐汇区政府"), holds("刘淇", "部长", "徐汇区委组织部")),
        one_page("b", "2021-01-01", holds("王升", "区长", "徐汇区政府"), holds("刘琪", "部长", "徐汇区委组织部")),
    ]
    found = written(resolve(pages), pages)
    assert found["a", 0, "王昇"] == found["b", 0, "王升"] == "310104/王升"
    assert found["a", 0, "刘淇"] != found["b", 0, "刘琪"]
    yes = judge(person_iri("310104", "刘淇"), person_iri("310104", "刘琪"))
    decided = written(resolve(pages, [yes]), pages)
    assert decided["a", 0, "刘淇"] == decided["b", 0, "刘琪"]


def test_bodies_are_joined_by_decision_and_back() -> None:
    """Two names of one body become the shorter; a decision on different kinds of things is refused."""
    old, new = BASE + "body/310104/徐汇区甲乙局", BASE + "body/310104/徐汇区甲局"
    pages = [one_page("a", "2020-01-01", holds("赵六", "局长", "徐汇区甲乙局"))]
    result = resolve(pages, [judge(old, new)])
    assert result.identities.everywhere == {old: new}
    assert result.identities.changed_pages(Identities(), pages) == ("a",)
    with pytest.raises(DataError, match="kinds"):
        resolve(pages, [judge(old, BASE + "policy/310104/计划")])
    with pytest.raises(DataError, match="line 3"):
        resolve(pages, [judge(old, new), judge(new, old + "x", line=4), judge(old, old + "x", "no", 3)])


# ---------------------------------------------------------------- properties

_OFFICES = st.sampled_from(
    [("区长", "徐汇区政府", "310104"), ("副区长", "徐汇区政府", "310104"), ("部长", "徐汇区委组织部", "310104"),
     ("书记", "徐汇区天平街道柳林居民区党总支", "310104"), ("区长", "浦东新区政府", "310115"),
     ("局长", "大连市公安局", "210200"), None]
)  # fmt: skip
_MENTIONS = st.lists(st.tuples(st.sampled_from(["王华", "刘琪"]), _OFFICES, st.integers(0, 2)), min_size=1, max_size=4)
_WORLDS = st.lists(st.tuples(_MENTIONS, st.integers(2012, 2024)), min_size=1, max_size=7)
_REFS = st.sampled_from(
    [XUHUI_WANG, PUDONG_WANG, DALIAN_WANG, XUHUI_WANG + "/1", XUHUI_WANG + "/徐汇区政府", person_iri("310104", "刘琪")]
)
_DECISIONS = st.lists(st.tuples(_REFS, _REFS, st.sampled_from(["yes", "no"])), max_size=4)


def _pages(world: list[tuple[list[tuple[str, tuple[str, str, str] | None, int]], int]]) -> list[Seen]:
    return [
        one_page(
            str(number),
            f"{year}-05-01",
            *(
                holds(name, office[0], office[1], area=office[2], article=article)
                if office
                else said("attends", Person(name), Event("推进会"), article=article)
                for name, office, article in mentions
            ),
        )
        for number, (mentions, year) in enumerate(world)
    ]


@settings(deadline=None)
@given(_WORLDS, _DECISIONS, st.randoms(use_true_random=False))
def test_the_order_of_pages_and_decisions_makes_no_difference(
    world: list[tuple[list[tuple[str, tuple[str, str, str] | None, int]], int]],
    decisions: list[tuple[str, str, str]],
    chance: object,
) -> None:
    """Identities and questions are a pure function of what is said and decided."""
    pages = _pages(world)
    unique = {frozenset((a, b)): (a, b, v) for a, b, v in decisions if a != b}
    given_ones = [judge(a, b, v, line) for line, (a, b, v) in enumerate(unique.values(), 2)]
    mixed, turned = list(pages), list(given_ones)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    chance.shuffle(turned)  # type: ignore[attr-defined]
    try:
        result = resolve(pages, given_ones)
    except DataError:
        with pytest.raises(DataError):
            resolve(mixed, turned)
        return
    again = resolve(mixed, turned)
    assert again.identities == result.identities
    assert again.unsure == result.unsure


@settings(deadline=None)
@given(_WORLDS)
def test_what_is_said_apart_is_apart(
    world: list[tuple[list[tuple[str, tuple[str, str, str] | None, int]], int]],
) -> None:
    """No identifier stands for two that a decision keeps apart, nor for two names."""
    pages = _pages(world)
    no = judge(XUHUI_WANG, PUDONG_WANG, "no")
    found = resolve(pages, [no])
    areas: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for p in pages:
        for s in p.persons:
            iri = found.identities.of(s.page, s.article, person_iri(s.area, s.name))
            areas.setdefault(iri, set()).add(s.area)
            names.setdefault(iri, set()).add(s.name)
    assert not any({"310104", "310115"} <= found_areas for found_areas in areas.values())
    assert all(len(found_names) == 1 for found_names in names.values())


def test_identities_come_back_from_their_text() -> None:
    """dump and load are inverse; a former state is none at all."""
    result = resolve(PAGES, [judge(XUHUI_WANG, PUDONG_WANG)]).identities
    assert Identities.load(result.dump()) == result
    assert Identities.load("") == Identities()
    assert all(Seen.load(p.dump()) == p for p in PAGES)


# ---------------------------------------------------------------- the file


def test_decisions_live_in_a_plain_file(tmp_path: Path) -> None:
    """What is added is read back; a later line replaces an earlier one; undo takes it back; the lines all stay."""
    path = tmp_path / "decisions.tsv"
    assert read_judgements(path) == ()
    for verdict in ("yes", "no"):
        add_judgement(path, judge("person/310104/王华", "person/310115/王华", verdict))
    (found,) = read_judgements(path)
    assert (found.a, found.verdict, found.line) == (XUHUI_WANG, "no", 3)
    add_judgement(path, judge("person/310115/王华", "person/310104/王华", "undo"))
    assert read_judgements(path) == ()
    assert len(path.read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("2025-01-02\t张三\tyes\tperson/1/a\tperson/1/b", "columns"),
        ("heute\t张三\tyes\tperson/1/a\tperson/1/b\twhy", "day"),
        ("2025-01-02\t张三\tmaybe\tperson/1/a\tperson/1/b\twhy", "verdict"),
        ("2025-01-02\t\tyes\tperson/1/a\tperson/1/b\twhy", "author"),
        ("2025-01-02\t张三\tyes\tperson/1/a\tperson/1/a\twhy", "two identifiers"),
        ("2025-01-02\t张三\tyes\t王华\tperson/1/a\twhy", "no identifier"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    """Every mistake in the file is reported with its line and what is wrong."""
    path = tmp_path / "decisions.tsv"
    path.write_text(f"# note\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError, match=f":2: .*{complaint}"):
        read_judgements(path)
