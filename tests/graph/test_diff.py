"""What changed between two graphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import export, open_store
from kg.graph.diff import compare, diff, snapshot
from kg.model import Event, Person, Policy
from tests.fuse.makers import body, holds, record, said
from tests.graph.test_tenures import store_of

OLD = record(
    "2021.txt", "2021-07-30",
    [
        holds("鲍炳章", "书记", "徐汇区委"), holds("刘琪", "部长", "徐汇区委组织部"), holds("俞林伟", "副区长", "徐汇区政府"),
        said("issues", body("徐汇区政府"), Policy("旧改计划", area="310104")),
        said("attends", Person("刘琪", "310104"), Event("推进会", "meeting", "2021-07-22", area="310104")),
    ],
)  # fmt: skip
NEW = record(
    "2024.txt", "2024-07-30",
    [
        holds("曹立强", "书记", "徐汇区委"), holds("刘琪", "部长", "徐汇区委组织部"), holds("俞林伟", "区长", "徐汇区政府"),
        said("issues", body("徐汇区发改委"), Policy("一线培养计划", area="310104")),
    ],
)  # fmt: skip

TWO_ISSUES = (
    "徐汇区委书记易人\uff1a鲍炳章\uff082021-07-30\uff09→ 曹立强\uff082024-07-30\uff09",
    "新出现人物\uff1a曹立强\uff08徐汇区委书记\uff09",
    "不再出现的人物\uff1a鲍炳章\uff08徐汇区委书记\uff09",
    "俞林伟新任徐汇区区长\uff082024-07-30\uff09",
    "俞林伟不再见任徐汇区副区长\uff082021-07-30\uff09",
    "新出现机构\uff1a徐汇区发改委",
    "新出现政策\uff1a一线培养计划",
    "不再出现的政策\uff1a旧改计划",
    "不再出现的活动\uff1a推进会\uff082021-07-22\uff09",
)


def test_two_issues_differ_in_words() -> None:
    """Who appeared, vanished, changed office; bodies, policies, events; the change of a seat first."""
    with store_of([OLD]) as old, store_of([NEW]) as new:
        assert diff(old, new).in_words() == TWO_ISSUES


def test_a_new_issue_in_the_same_store_only_adds() -> None:
    """Nothing vanishes; who is followed has left; the deputy who rose left the deputy's seat."""
    with store_of([OLD]) as old, store_of([OLD, NEW]) as both:
        words = diff(old, both).in_words()
    assert words[0] == TWO_ISSUES[0]
    assert "鲍炳章离任徐汇区委书记\uff08不晚于2024-07-30\uff09" in words
    assert "俞林伟离任徐汇区副区长\uff08不晚于2024-07-30\uff09" in words
    assert not any(word.startswith("不再") for word in words)


def test_a_graph_does_not_differ_from_itself_and_back_is_the_reverse() -> None:
    """No change against itself; appeared and vanished swap when the sides do."""
    with store_of([OLD]) as old, store_of([NEW]) as new:
        one, two = snapshot(old), snapshot(new)
    assert compare(one, one).changes == ()
    there, back = compare(one, two).to_dict()["counts"], compare(two, one).to_dict()["counts"]
    for kind in ("person", "body", "policy", "event"):
        assert there[f"{kind}-appeared"] == back[f"{kind}-vanished"]
    assert there["office-taken"] == back["office-left"]


def test_stores_and_turtle_files_compare_alike(tmp_path: Path) -> None:
    """A Turtle export stands for its store, in any mixture."""
    with store_of([OLD]) as old, store_of([NEW]) as new:
        for name, store in (("old.ttl", old), ("new.ttl", new)):
            with (tmp_path / name).open("wb") as out:
                export(store, "turtle", out)
        assert diff(tmp_path / "old.ttl", tmp_path / "new.ttl").in_words() == TWO_ISSUES
        assert diff(old, tmp_path / "new.ttl").in_words() == TWO_ISSUES
    with open_store(tmp_path / "disk", mode="write") as disk:
        disk.put_page(NEW.fuse())
    assert diff(tmp_path / "old.ttl", tmp_path / "disk").in_words() == TWO_ISSUES


def test_changes_are_rdf_too() -> None:
    """One node a change, with kind, subject, words, and the tenures before and after."""
    with store_of([OLD]) as old, store_of([NEW]) as new, open_store(None) as store:
        changes = diff(old, new)
        store.set_derived(changes.triples())
        rows = list(
            store.query(
                """SELECT ?words ?before ?after WHERE {
                ?c a lg:Change ; skos:prefLabel ?words ; lg:before ?before ; lg:after ?after }"""
            ).records()
        )
    assert len(rows) == 1
    assert rows[0]["words"] == TWO_ISSUES[0]
    assert (rows[0]["before"], rows[0]["after"]) == (changes.changes[0].before, changes.changes[0].after)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [("a.txt", "x", "neither a store"), ("a.ttl", "<a> <b>", "not valid RDF"), ("none.ttl", None, "cannot be read")],
)
def test_what_cannot_be_compared_is_said(tmp_path: Path, name: str, text: str | None, complaint: str) -> None:
    """The file, and what is wrong with it."""
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        snapshot(path)
