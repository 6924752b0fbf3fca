"""The reader of tab-separated lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import DataError, InputError
from kg.gazetteer.tables import Column, read_table

COLUMNS = (Column("code", r"\d{6}", "six digits"), Column("name"), Column("note", empty=True, needed=False))


def test_rows_in_the_order_asked_for(tmp_path: Path) -> None:
    """Columns may stand in any order, comments and empty lines are skipped, a missing optional column reads ""."""
    path = tmp_path / "list.tsv"
    path.write_bytes("\ufeff# a comment\r\nname\tcode\r\n\r\n徐汇区\t310104\r\n# more\r\n黄浦区\t310101\r\n".encode())
    table = read_table(path, COLUMNS, key=("code",))
    assert table.rows == (("310104", "徐汇区", ""), ("310101", "黄浦区", ""))
    assert str(table.error(1, "is odd")) == f"{path}:6: is odd"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code\tnaem\n", ":1: unknown column 'naem'; the columns of this list are code, name, note"),
        ("code\n310104\n", ":1: column 'name' is missing"),
        ("code\tname\tcode\n", ":1: column 'code' is named twice"),
        ("# only a comment\n", ": the list is empty"),
        ("code\tname\n31010\t徐汇区\n", ":2: code is '31010'; expected six digits"),
        ("code\tname\n310104\t\n", ":2: name is empty"),
        ("code\tname\n# x\n310104\n", ":3: 1 cells, but the first line names 2 columns"),
        ("code\tname\n310104\t甲\n310104\t乙\n", ":3: 310104 is already on line 2"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    """Whatever breaks the list's form is an error that says where and what was expected."""
    path = tmp_path / "list.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(f"{path}{message}")):
        read_table(path, COLUMNS, key=("code",))


def test_unreadable_files(tmp_path: Path) -> None:
    """A file that is not there and one that is not UTF-8 say so."""
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / "none.tsv", COLUMNS)
    path = tmp_path / "gb.tsv"
    path.write_bytes("code\tname\n310104\t徐汇区\n".encode("gb18030"))
    with pytest.raises(DataError, match="not UTF-8"):
        read_table(path, COLUMNS)
