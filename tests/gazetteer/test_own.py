"""The list of names that a user adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.gazetteer.areas import default_areas
from kg.gazetteer.bodies import BodyForm
from kg.gazetteer.own import read_own


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_kinds_of_rows(tmp_path: Path) -> None:
    """Each kind of row goes where it belongs, and an area's new name is found in a text."""
    path = write(
        tmp_path,
        "kind\tname\tcode\taliases\ttype\n"
        "area\t城北新片\t310104\t城北新区片\t\n"
        "body\t徐房集团\t\t徐汇区房地产集团\tcompany\n"
        "body\t某队\t\t\t\n"
        "person\t诺日\t\t\t\n"
        "not-person\t方便面\t\t\t\n",
    )
    own = read_own(path, default_areas())
    assert own.areas == (("城北新片", "310104"), ("城北新区片", "310104"))
    assert own.bodies == (
        BodyForm("徐房集团", ("徐汇区房地产集团",), "company", own=True),
        BodyForm("某队", (), "other", own=True),
    )
    assert (own.persons, own.not_persons) == (frozenset({"诺日"}), frozenset({"方便面"}))
    more = default_areas().with_names(own.areas)
    assert [area.code for match in more.find("在城北新片召开") for area in match.areas] == ["310104"]
    assert more.named("伊旗") == default_areas().named("伊旗")
    assert default_areas().named("城北新片") == ()


def test_two_columns_are_enough(tmp_path: Path) -> None:
    """A list of names of persons needs no other column."""
    assert read_own(write(tmp_path, "kind\tname\nperson\t诺日\n"), default_areas()).persons == {"诺日"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("preson\t诺日\t\t\t\n", r"own\.tsv:2: kind is 'preson'; expected area, body"),
        ("area\t甲\t990000\t\t\n", r"own\.tsv:2: no area has the code 990000"),
        ("area\t甲\t\t\t\n", r"own\.tsv:2: no area has the code \(empty\)"),
        ("person\t诺日\t310104\t\t\n", r"own\.tsv:2: code is '310104', but kind person"),
        ("body\t甲\t\t\tfirm\n", r"own\.tsv:2: type is 'firm'; expected one of area, "),
        ("person\t诺日\t\t\t\nnot-person\t诺日\t\t\t\n", r"own\.tsv:3: 诺日 is listed as a person too"),
        ("person\t诺日\t\t\t\nperson\t诺日\t\t\t\n", r"own\.tsv:3: person 诺日 is already on line 2"),
    ],
)
def test_rows_that_cannot_be_used(tmp_path: Path, rows: str, message: str) -> None:
    """A row that would be lost or misread is an error with file and line."""
    with pytest.raises(DataError, match=message):
        read_own(write(tmp_path, "kind\tname\tcode\taliases\ttype\n" + rows), default_areas())
