"""Bodies that reforms renamed or merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.fuse.changes import KnownBody, body_changes, default_reforms, load_reforms, succeeds
from kg.gazetteer.bodies import default_body_forms


def known(*names: str, area: str = "310104") -> list[KnownBody]:
    """Bodies of one area."""
    return [KnownBody(f"body/{area}/{name}", name, area) for name in names]


def test_a_renamed_body_becomes_the_new_one() -> None:
    """规土局 of a district became its 规划资源局 in the reform of 2018."""
    (change,) = body_changes(known("徐汇区规土局", "徐汇区规划资源局", "徐汇区房管局"))
    assert change.originals == ("body/310104/徐汇区规土局",)
    assert change.results == ("body/310104/徐汇区规划资源局",)
    assert (change.reform.kind, change.reform.not_before[:4]) == ("renamed", "2018")


def test_a_merger_has_all_its_originals_in_one_event() -> None:
    """国税局 and 地税局 became one 税务局, between known days."""
    (change,) = body_changes(known("徐汇区国税局", "徐汇区地税局", "徐汇区税务局"))
    assert len(change.originals) == 2
    assert (change.reform.not_before, change.reform.not_after) == ("2018-06-15", "2018-07-20")


def test_nothing_is_made_up() -> None:
    """Without the new body, or with the new one of another area, nothing is said."""
    assert body_changes(known("徐汇区卫计委")) == ()
    assert body_changes([*known("徐汇区卫计委"), *known("徐汇区卫健委", area="310105")]) == ()
    assert body_changes(known("徐汇区卫计委", "长宁区卫健委")) == ()


def test_the_order_of_bodies_makes_no_difference() -> None:
    """Changes are a pure function of the bodies."""
    bodies = known("徐汇区卫计委", "徐汇区卫健委", "徐汇区工商局", "徐汇区质监局", "徐汇区市场监管局")
    assert body_changes(bodies) == body_changes(bodies[::-1])
    assert len(body_changes(bodies)) == 2


def test_names_before_and_after_are_one_house() -> None:
    """In one area only."""
    assert succeeds("徐汇区规土局", "徐汇区规划资源局")
    assert succeeds("徐汇区委社会工作部", "徐汇区社工委")
    assert not succeeds("徐汇区规土局", "长宁区规划资源局")
    assert not succeeds("徐汇区规划资源局", "徐汇区规划资源局")


def test_the_list_uses_the_short_names_in_use() -> None:
    """Every name of the list is as identity writes it, so that it meets the graph's bodies."""
    forms = default_body_forms()
    for reform in default_reforms():
        for name in (*reform.old, *reform.new):
            assert forms.short_form("徐汇区" + name) == "徐汇区" + name


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("甲局\t乙局\t2018-01-01\t2017-01-01\trenamed\t\tx", "two days in order"),
        ("甲局\t乙局\t2018\t2019-01-01\trenamed\t\tx", "two days in order"),
        ("甲局\t乙局\t2018-01-01\t2019-01-01\teaten\t\tx", "renamed, merged"),
        ("甲局\t\t2018-01-01\t2019-01-01\tmerged\t\tx", "expected"),
        ("甲局", "expected"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    """File, line, and what is wrong."""
    path = tmp_path / "changes.tsv"
    path.write_text(f"from\tto\tnot_before\tnot_after\tkind\tarea\tnote\n{row}\n", encoding="utf-8")
    with pytest.raises(DataError, match=f"changes.tsv:2: .*{complaint}"):
        load_reforms(path)
    path.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"changes\.tsv:1: .*columns"):
        load_reforms(path)
