"""Articles in tables: rows become pages of one article each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.corpus import Columns, ReadReport, cut_articles, read_pages
from kg.corpus.tables import Record, records
from kg.model import Page, Unread

ROWS = [
    {"标题": "区委召开会议", "正文": "4月20日,区委召开会议。\n鲍炳章主持。", "日期": "2021-04-21", "来源": "徐汇报", "作者": "耿洁玉"},
    {"标题": "", "正文": "4月22日,区政府召开会议。", "日期": "2021年4月23日", "来源": "", "作者": ""},
]


def write_csv(path: Path, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """ROWS as a table."""
    lines = [delimiter.join(ROWS[0]), *(delimiter.join(f'"{cell}"' for cell in row.values()) for row in ROWS)]
    path.write_text("\n".join(lines), encoding=encoding)
    return path


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding"), [("a.csv", ",", "utf-8-sig"), ("a.csv", ";", "gb18030"), ("a.tsv", "\t", "utf-8")]
)
def test_rows_of_a_csv(tmp_path: Path, name: str, delimiter: str, encoding: str) -> None:
    """Usual Chinese column names are known; headline, reporters, day and source reach the article."""
    first, second = read_pages([write_csv(tmp_path / name, delimiter, encoding)])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    (article,) = cut_articles(first)
    assert (article.headline, article.authors, article.published, article.source) == (
        "区委召开会议", ("耿洁玉",), "2021-04-21", "徐汇报"
    )
    assert article.body.text == "4月20日,区委召开会议。\n鲍炳章主持。"
    (untitled,) = cut_articles(second)
    assert (untitled.headline, untitled.published) == ("", "2021-04-23")
    assert first.name.startswith(f"{name}/")


def test_rows_of_json_lines(tmp_path: Path) -> None:
    """Every line is an article; a broken line, one without text and one that is no object are named by their number."""
    lines = [json.dumps(ROWS[0], ensure_ascii=False), "{broken", '{"标题": "无文"}', "[1]", "", json.dumps({"text": "会议召开。", "id": "x7"})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first, broken, textless, array, last = read_pages([tmp_path / "a.jsonl"])
    assert (first.name, last.name) == ("a.jsonl/1", "a.jsonl/x7")
    for item, number in ((broken, 2), (textless, 3), (array, 4)):
        assert isinstance(item, Unread)
        assert item.name == f"a.jsonl, line {number}"


def test_columns_by_option(tmp_path: Path) -> None:
    """An export with names of its own is read when it is told them; a wrong name is answered with those there are."""
    (tmp_path / "a.csv").write_text("t1,t2\n会议,会议召开。\n", encoding="utf-8")
    (unread,) = read_pages([tmp_path / "a.csv"])
    assert isinstance(unread, Unread)
    assert "t1, t2" in unread.reason
    (page,) = read_pages([tmp_path / "a.csv"], columns=Columns(title="t1", text="T2"))
    assert isinstance(page, Page)
    assert page.text == "# 会议\n\n会议召开。"
    (wrong,) = read_pages([tmp_path / "a.csv"], columns=Columns(text="t3"))
    assert isinstance(wrong, Unread)
    assert "'t3'" in wrong.reason


def test_equal_keys_are_parted(tmp_path: Path) -> None:
    """Two rows with one id are two pages."""
    (tmp_path / "a.csv").write_text("id,text\n7,会议召开。\n7,会议闭幕。\n", encoding="utf-8")
    assert [item.name for item in read_pages([tmp_path / "a.csv"])] == ["a.csv/7", "a.csv/7-2"]


def test_table_of_something_else_in_a_folder_is_no_fault(tmp_path: Path) -> None:
    """It is counted among what is no page; given by itself it is named."""
    (tmp_path / "sources.tsv").write_text("file\tplace\n1.txt\t上海\n", encoding="utf-8")
    report = ReadReport()
    assert list(read_pages([tmp_path], report=report)) == []
    assert report.left_out
    (item,) = read_pages([tmp_path / "sources.tsv"])
    assert isinstance(item, Unread)


def test_columns_in_traditional_characters() -> None:
    """標題, 內容 and 發佈時間 are 标题, 内容 and 发布时间."""
    (record,) = records("標題,內容,發佈時間,來源\n會議,區委召開會議。,2021-04-26,區報\n", ".csv", Columns())
    assert isinstance(record, Record)
    assert record.told.published == "2021-04-26"
    assert record.text.endswith("區委召開會議。")
