"""The smaller parts of identity: areas, dates, tiers, seats, spellings, records."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.fuse import Record, attested_days, attested_on, first_day, last_day
from kg.fuse.areas import depth, related, within
from kg.fuse.clusters import Clusters, join_all, join_by_score
from kg.fuse.seats import is_acting, is_single, office_title, seat_role, steps
from kg.fuse.tiers import COMMUNITY, DEPARTMENT, ELSEWHERE, LEADERS, STREET, house, tier
from kg.fuse.variants import default_variants, load_variants
from kg.model import Event, Person, Policy
from tests.fuse.makers import body, holds, page, record, said


@pytest.mark.parametrize(
    ("a", "b", "inside"),
    [
        ("310104", "310000", True), ("310104", "310104", True), ("320584", "320500", True), ("320500", "320000", True),
        ("310000", "310104", False), ("310104", "310115", False), ("320584", "310000", False), ("", "310000", False),
    ],
)  # fmt: skip
def test_codes_tell_what_lies_in_what(a: str, b: str, inside: bool) -> None:
    """A county in its prefecture and province, never in a sister."""
    assert within(a, b) is inside
    assert related(a, b) is (inside or within(b, a) or not a)


def test_codes_tell_how_narrow_an_area_is() -> None:
    """Nothing, province, prefecture, county."""
    assert [depth(code) for code in ("", "310000", "320500", "310104", "310104001")] == [0, 1, 2, 3, 3]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-04-20", "2021-04-20", "2021-04-20"), ("2021-02-30", "", ""), ("2021-13", "", ""), ("", "", ""),
        ("昨天", "", ""), ("0000", "", ""),
    ],
)  # fmt: skip
def test_a_date_as_exact_as_known_has_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    """What is no date has neither."""
    assert (first_day(text), last_day(text)) == (first, last)


def test_an_article_attests_for_the_day_it_was_printed_or_its_last_event() -> None:
    """A printed day goes first; without one the article's last event, then the page's."""
    event = Event("会", date="2021-07-23")
    statements = [said("attends", Person("甲"), event), holds("乙", "区长", "徐汇区政府", article=1)]
    assert attested_on(record("p", "2021-07-30", statements).fuse()) == {0: "2021-07-30", 1: "2021-07-30"}
    assert attested_on(record("p", "", statements).fuse()) == {0: "2021-07-23", 1: "2021-07-23"}
    # A month that is printed holds against an event of another one.
    assert attested_days(page("p", "2021-08"), (), statements) == {0: "2021-08", 1: "2021-08"}
    assert attested_days(page("p", "2021-07"), (), statements) == {0: "2021-07-23", 1: "2021-07-23"}


@pytest.mark.parametrize(
    ("name", "kind", "where"),
    [
        ("徐汇区委", "party", LEADERS), ("徐汇区政府", "government", LEADERS), ("徐汇区人大常委会", "congress", LEADERS),
        ("徐汇区政协", "cppcc", LEADERS), ("上海市纪委", "discipline", LEADERS), ("徐汇区委组织部", "party", DEPARTMENT),
        ("徐汇区房管局", "department", DEPARTMENT), ("徐汇区卫健委", "department", DEPARTMENT),
        ("徐汇区天平街道党工委", "party", STREET), ("徐汇区华泾镇", "town", STREET),
        ("徐汇区天平街道柳林居民区党总支", "party", COMMUNITY), ("磐安县深泽乡翠坞村村委会", "village", COMMUNITY),
        ("复旦大学", "school", ELSEWHERE), ("大阪市政府", "foreign", ELSEWHERE), ("康宁公司", "company", ELSEWHERE),
    ],
)  # fmt: skip
def test_bodies_stand_on_tiers(name: str, kind: str, where: int) -> None:
    """Organs of the area, departments, streets, communities, elsewhere."""
    assert tier(name, kind) == where


def test_a_body_and_its_party_cell_are_one_house() -> None:
    """What a street's or bureau's parts are called does not make them two places."""
    assert house("徐汇区天平街道党工委") == house("徐汇区天平街道") == house("徐汇区天平街道办事处")
    assert house("徐汇区委") == "徐汇区委"


def test_seats_and_steps() -> None:
    """Acting holders sit on the seat itself; deputies have several; steps of a ladder exclude each other."""
    assert (seat_role("代区长"), seat_role("区长"), seat_role("代表")) == ("区长", "区长", "代表")
    assert is_acting("代区长")
    assert not is_acting("代表")
    assert is_single("区长")
    assert is_single("代区长")
    assert not is_single("副区长")
    assert not is_single("常委")
    assert not is_single("没有这个职务")
    assert steps("副区长", "区长")
    assert steps("代区长", "区长")
    assert not steps("副区长", "代区长")
    assert not steps("副区长", "常务副区长")
    assert not steps("区长", "区长")
    assert office_title("徐汇区政府", "代区长") == "徐汇区代区长"
    assert office_title("徐汇区委", "书记") == "徐汇区委书记"


def test_spellings_come_from_a_list(tmp_path: Path) -> None:
    """Only listed characters are one; a list that goes round in circles or doubles a character is refused."""
    assert default_variants().standard("王昇") == "王升"
    assert default_variants().standard("龔正") == "龚正"
    assert default_variants().standard("陶喆") == "陶喆"
    path = tmp_path / "variants.tsv"
    for rows, complaint in (
        ("昇\t升\tx\n昇\t陞\tx", ":2"),
        ("昇升\t升\tx", ":1"),
        ("昇\t升\tx\n升\t陞\tx", "both sides"),
    ):
        path.write_text(rows + "\n", encoding="utf-8")
        with pytest.raises(DataError, match=complaint):
            load_variants(path)


def test_a_record_is_all_that_fusing_again_needs() -> None:
    """Written and read back, a page gives the same facts, without its text."""
    made = record(
        "a/b.txt", "2021-04-26",
        [
            holds("刘琪", "常委", body("徐汇区委")),
            said("chairs", Person("刘琪"), Event("会", "meeting", "2021-04-22", "厅", "310104", ("大会",), "2021-04-23"), article=1),
            said("issues", body("徐汇区政府"), Policy("意见", "document", "310104", ("《意见》",), "沪府发〔2021〕5号")),
        ],
    )  # fmt: skip
    again = Record.load(made.dump())
    assert again.fuse().facts == made.fuse().facts
    assert again.dump() == made.dump() == Record.of(made.fuse()).dump()
    assert again.jurisdiction == made.jurisdiction
    assert [(a.index, a.headline, a.published) for a in again.articles] == [
        (a.index, a.headline, a.published) for a in made.articles
    ]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12), st.integers(0, 7), st.integers(0, 7))
def test_opposite_sides_never_meet(joins: list[tuple[int, int]], a: int, b: int) -> None:
    """However much is joined, a unit apart from one of a group is apart from all of it."""
    sides: list[list[tuple[int, int]]] = [[] for _ in range(8)]
    if a != b:
        sides[a], sides[b] = [(0, 0)], [(0, 1)]
    clusters = Clusters(sides)
    for one, other in joins:
        join_all(clusters, (one, other))
    assert a == b or clusters.find(a) != clusters.find(b)
    assert sorted(unit for group in clusters.groups() for unit in group) == list(range(8))


def test_the_best_pair_goes_first_and_a_group_counts_as_a_whole() -> None:
    """What joins a group must fit all of it: 2 is like 1 but not like the pair of 0 and 1."""
    scores = {((0,), (1,)): 0.9, ((1,), (2,)): 0.8, ((0, 1), (2,)): 0.1}
    clusters = Clusters([()] * 3)
    join_by_score(clusters, [(0, 1), (1, 2)], lambda x, y: scores[min(x, y), max(x, y)], 0.75)
    assert clusters.groups() == [(0, 1), (2,)]
