"""Reading: every kind of input gives pages whose text the offsets count in, or a reason why not."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus import ReadReport, cut_articles, read_pages
from kg.corpus.find import ARCHIVES, PAGES
from kg.corpus.read import LARGEST_TEXT
from kg.errors import DataError
from kg.model import Page, Unread

TEXT = "区委召开会议\n4月20日,区委召开会议。\n"


def read(path: Path, **options: str) -> Page | Unread:
    """The only page of a file."""
    (item,) = read_pages([path], **options)  # type: ignore[arg-type]
    return item


def test_text_is_what_python_reads(tmp_path: Path) -> None:
    """Page.text equals the file read with universal line ends, byte order mark aside."""
    path = tmp_path / "01.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    page = read(path)
    assert isinstance(page, Page)
    assert page.text == path.read_text(encoding="utf-8-sig") == TEXT
    assert len(page.sha256) == 64


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\u3000\u3000\n".encode(), "only blanks"),
        (b"\x00\x01\x02" * 100, "control characters"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xd8", "not UTF-8"),
    ],
)
def test_files_without_text_say_why(tmp_path: Path, data: bytes, reason: str) -> None:
    """Empty, blank and binary files are named with a reason."""
    (tmp_path / "01.txt").write_bytes(data)
    item = read(tmp_path / "01.txt")
    assert isinstance(item, Unread)
    assert reason in item.reason


def test_a_hundred_megabytes_in_one_line_are_no_page(tmp_path: Path) -> None:
    """They are refused before they are read into memory."""
    path = tmp_path / "01.txt"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    item = read(path)
    assert isinstance(item, Unread)
    assert f"{LARGEST_TEXT >> 20} MB" in item.reason


def test_bad_file_among_good_ones(tmp_path: Path) -> None:
    """The others are read."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\xff\xff")
    (tmp_path / "c.txt").write_text(TEXT, encoding="gb18030")
    kinds = [type(item) for item in read_pages([tmp_path])]
    assert kinds == [Page, Unread, Page]


def test_what_is_known_of_a_page(tmp_path: Path) -> None:
    """The page's head goes before its name, its name before its folder, that before the option."""
    for name, text in {
        "2021-04-20/xuhuibao-2021-04-26-01.txt": TEXT,
        "2021-04-20/头版.txt": TEXT,
        "none.txt": TEXT,
        "徐汇报_20210426_A02.txt": "浦江日报 2021年4月27日 星期二 第A03版\n" + TEXT,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = ReadReport()
    pages = [item for item in read_pages([tmp_path], published="2020-01-01", report=report) if isinstance(item, Page)]
    assert [(page.published, page.paper, page.number) for page in pages] == [
        ("2021-04-26", "xuhuibao", "01"),
        ("2021-04-20", "", ""),
        ("2020-01-01", "", ""),
        ("2021-04-27", "浦江日报", "A03"),
    ]
    assert sum(report.assumed.values()) == 3


@pytest.mark.parametrize(
    ("name", "text", "option", "published", "assumed"),
    [
        ("xuhui-2021-07-notes.txt", TEXT, "", "2021-07", "年月取自文件名或文件夹名,日不详(1 版)"),
        ("2021/notes.txt", TEXT, "", "2021", "年份取自文件名或文件夹名,月日不详(1 版)"),
        ("2021/04/26/A01.txt", TEXT, "", "2021-04-26", "日期取自文件名或文件夹名(1 版)"),
        ("2021-07/notes.txt", TEXT, "2021-07-15", "2021-07-15", "日期按选项取 2021-07-15(1 版)"),
        ("2021-07/notes.txt", TEXT, "2019-01-01", "2021-07", "年月取自文件名或文件夹名,日不详(1 版)"),
        ("2021-07-15/notes.txt", "徐汇报 2021年7月 第3期\n" + TEXT, "", "2021-07-15", "日期取自文件名或文件夹名(1 版)"),
        ("notes.txt", "徐汇报 2021年7月 第3期\n" + TEXT, "", "2021-07", ""),
        ("notes.txt", TEXT, "", "", ""),
    ],
)
def test_a_date_is_as_exact_as_it_is_told(
    tmp_path: Path, name: str, text: str, option: str, published: str, assumed: str
) -> None:
    """A month or year stays one, gives way to a day that agrees with it, and what was assumed is reported."""
    path = tmp_path / "pages" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    report = ReadReport()
    (page,) = read_pages([tmp_path / "pages"], published=option, report=report)
    assert isinstance(page, Page)
    assert page.published == published
    assert {article.published for article in cut_articles(page)} == {published}
    assert report.lines() == ((assumed,) if assumed else ())


def test_the_folder_given_tells_the_day(tmp_path: Path) -> None:
    """Its name is no part of the page's, but counts, whether the folder or a file in it was given."""
    path = tmp_path / "徐汇报2021-04-26" / "01.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    for source in (path, path.parent):
        (page,) = read_pages([source])
        assert isinstance(page, Page)
        assert (page.name, page.published, page.paper) == ("01.txt", "2021-04-26", "徐汇报")


def test_table_beside_the_pages(tmp_path: Path) -> None:
    """pages.csv says day, paper and number of the pages of its folder and goes before all else."""
    (tmp_path / "a").mkdir()
    for name in ("a/1.txt", "2.txt"):
        (tmp_path / name).write_text("2021年4月26日 星期一\n" + TEXT, encoding="utf-8")
    (tmp_path / "pages.csv").write_text(
        "file,published,paper\na/1.txt,2021-05-01,徐汇报\n3.txt,2021-05-02,\n", encoding="utf-8-sig"
    )
    missing, second, first = sorted(read_pages([tmp_path]), key=lambda item: isinstance(item, Page))
    assert isinstance(missing, Unread)
    assert "3.txt" in missing.reason
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert {second.name: second.published, first.name: first.published} == {"2.txt": "2021-04-26", "a/1.txt": "2021-05-01"}


@pytest.mark.parametrize(
    ("table", "where"),
    [("datei,published\n", "pages.csv:1"), ("file,published\n1.txt,四月\n", "pages.csv:2"), ("file\n1.txt\n1.txt\n", "pages.csv:3")],
)
def test_table_that_breaks_its_form_stops_at_once(tmp_path: Path, table: str, where: str) -> None:
    """The error names file and line."""
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "pages.csv").write_text(table, encoding="utf-8")
    with pytest.raises(DataError, match=where):
        list(read_pages([tmp_path]))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """"-" reads one page from a pipe."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    (page,) = read_pages(["-"])
    assert isinstance(page, Page)
    assert (page.name, page.text, page.encoding) == ("stdin", TEXT, "gb18030")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), suffix=st.sampled_from([*PAGES, *ARCHIVES]), magic=st.sampled_from(
    [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html><body>", b"{", b"title,text\n", b"\x1f\x8b\x08\x00"]))
def test_no_bytes_make_a_reader_fail(tmp_path: Path, data: bytes, suffix: str, magic: bytes) -> None:
    """Every reader answers arbitrary bytes with pages or reasons, and the pages can be cut."""
    path = tmp_path / f"x{suffix}"
    path.write_bytes(magic + data)
    for item in read_pages([path]):
        if isinstance(item, Page):
            cut_articles(item)
        else:
            assert item.reason
