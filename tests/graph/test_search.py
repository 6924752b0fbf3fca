"""Finding things by name: what is found, in which order, and what stands for nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.errors import UsageError
from kg.graph import GraphStore, open_store
from kg.graph.initials import initials
from kg.graph.search import Found, find, folded, read_names
from kg.model import Body, Event, Person
from tests.graph.made import BAO, MEETING, article, fact, forum_page, page_facts


@pytest.fixture(scope="module")
def town() -> Iterator[GraphStore]:
    """The forum's page, and one with names that are hard to tell apart."""
    with open_store(None) as store:
        store.put_page(forum_page())
        at = ("more.txt", 0)
        office = Body("徐汇区政府", "310104", "government")
        second = Event("“两旧”改造大会", "meeting", "2021-05-01", "", "310104")
        facts = [
            fact("holds", Person("鲍炳章", "320100"), Body("南京市委", "320100", "party"), *at, "南京", 100,
                 role="委员", status="current"),
            fact("holds", Person("鲍炳", "310104"), office, *at, "鲍炳", 110, role="科员", status="current"),
            fact("attends", BAO, second, *at, "鲍炳章出席", 120),
            fact("organizes", Body("ＡＢＣ公司", "", "company", ("ABC Company",)), MEETING, *at, "ABC", 130),
            fact("attends", Person('<b>"%_\\', "310104"), second, *at, "?", 140),
        ]  # fmt: skip
        store.put_page(page_facts("more.txt", [article("more.txt", 0, "鲍炳章说大会", "……")], facts))
        yield store


def names(found: tuple[Found, ...]) -> list[str]:
    return [f"{f.kind}:{f.name}" for f in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("鲍炳章", "person:鲍炳章"),
        ("鲍炳", "person:鲍炳"),
        ("炳章", "person:鲍炳章"),
        ("徐汇区人民政府", "body:徐汇区政府"),
        ("中共上海市徐汇区", "body:徐汇区委"),
        ("徐汇区委书记", "person:鲍炳章"),
        ("徐汇区区长", "person:钟晓咏"),
        ("《三年决战》", "policy:三年决战"),
        ("三年 决战", "policy:三年决战"),
        ("两旧改造", "event:“两旧”改造大会"),
        ("abc公司", "body:ＡＢＣ公司"),
        ("abc COMPANY", "body:ＡＢＣ公司"),
        ("徐汇 房管", "body:徐汇区房管局"),
        ("房管局 徐汇", "body:徐汇区房管局"),
        ("上海市徐汇区", "area:徐汇区"),
        ("鲍炳彰", "person:鲍炳章"),
        ("我区召开推进大会", "article:我区召开推进大会"),
    ],
)
def test_what_is_meant_comes_first(town: GraphStore, text: str, first: str) -> None:
    """Any name finds its thing: whole, begun, in part, with other marks and widths, in several words, nearly."""
    assert names(find(town, text))[0] == first


def test_namesakes_are_told_apart(town: GraphStore) -> None:
    """Two persons of one name are two results, the one with more facts first, each with area and office."""
    both = [f for f in find(town, "鲍炳章") if f.kind == "person"]
    assert [f.note for f in both] == ["徐汇区 · 徐汇区委书记", "南京市 · 南京市委委员"]
    assert both[0].facts > both[1].facts


def test_exact_names_go_before_beginnings_and_these_before_parts(town: GraphStore) -> None:
    """A person of just that name is first, though others have more facts; headlines come last."""
    found = names(find(town, "鲍炳"))
    assert found == ["person:鲍炳", "person:鲍炳章", "person:鲍炳章", "article:鲍炳章说大会"]


def test_an_office_says_what_matched(town: GraphStore) -> None:
    """Who is found by an office shows the office."""
    found = find(town, "副书记")
    assert [(f.name, f.matched) for f in found] == [("钟晓咏", "徐汇区委副书记")]


def test_kinds_narrow_and_limit_cuts(town: GraphStore) -> None:
    """Only things of the kinds wanted, at most so many; a kind that is none is refused."""
    assert {f.kind for f in find(town, "大会", kinds=["event"])} == {"event"}
    assert len(find(town, "鲍", limit=2)) == 2
    assert find(town, "鲍", limit=0) == ()
    with pytest.raises(UsageError, match="'town'"):
        find(town, "鲍", kinds=["town"])


@pytest.mark.parametrize("text", ["", "  ", "《》", "%", "\n", "龘龘龘", '"'])
def test_nothing_finds_nothing(town: GraphStore, text: str) -> None:
    """No letters, no result; marks are no wildcards."""
    assert find(town, text) == ()


def test_only_near_names_are_marked_so(town: GraphStore) -> None:
    """What merely looks alike says that it does; a name that is there is never passed over for it."""
    assert all(f.close for f in find(town, "鲍炳彰"))
    assert not any(f.close for f in find(town, "鲍炳章"))


def test_hostile_names_are_names(town: GraphStore) -> None:
    """A name of markup is found by its letters and given back as it is."""
    assert find(town, "<B>")[0].name == '<b>"%_\\'


def test_one_reading_serves_many_searches(town: GraphStore) -> None:
    """The index gives what a fresh search gives."""
    index = read_names(town)
    assert index.find("大会") == find(town, "大会")
    assert len(index) > 15


def test_folding_forgets_marks_and_width() -> None:
    """Names are compared without what nobody types."""
    assert folded("《ＡＢ·c》 “1”\u3000") == "abc1"


def test_found_is_json(town: GraphStore) -> None:
    """A result as JSON values has all its fields."""
    made = find(town, "鲍炳章")[0].to_dict()
    assert made["name"] == "鲍炳章"
    assert set(made) == {"iri", "kind", "name", "matched", "note", "facts", "close"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bbz", ["person:鲍炳章", "person:鲍炳章"]),
        ("BBZ", ["person:鲍炳章", "person:鲍炳章"]),
        ("zxy", ["person:钟晓咏"]),
        ("xhqw", ["body:徐汇区委"]),
        ("abc", ["body:ＡＢＣ公司"]),
        ("jzfgz", ["event:旧住房改造“三年决战”推进大会"]),
        ("qqqqq", []),
    ],
)
def test_names_are_found_by_the_letters_that_one_types(town: GraphStore, text: str, found: list[str]) -> None:
    """The first letters of the pinyin find a name from its beginning, where no name has the letters themselves."""
    assert names(find(town, text))[: max(1, len(found))] == found


def test_initials_follow_the_order_of_gb_2312() -> None:
    """Every letter's first and last common character have it; rarer ones are unknown, other signs nothing."""
    first = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
    last = "澳怖错堕贰咐过祸骏阔络穆诺沤瀑群弱所唾误迅孕座"
    assert initials(first) == initials(last) == "abcdefghjklmnopqrstwxyz"
    assert initials("刘琪·A1,（长）") == "l*a1c"
