"""Articles in a table: .csv, .tsv and .jsonl exports of newspaper databases, one article a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.corpus.dates import date_of
from kg.corpus.metadata import About
from kg.gazetteer.script import simplified
from kg.model import Unread

FIELDS = ("title", "text", "date", "source", "author", "paper", "number", "id")
# Names that exports give these columns; compared in lower case.
_USUAL: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "标题", "题名", "文章标题", "篇名", "headline"),
    "text": ("text", "正文", "内容", "全文", "文章内容", "content", "body", "article"),
    "date": ("date", "日期", "时间", "发布时间", "发布日期", "出版日期", "发表时间", "published", "pubdate"),
    "source": ("source", "来源", "文章来源"),
    "author": ("author", "作者", "记者", "authors"),
    "paper": ("paper", "报纸", "报纸名称", "报纸名", "来源报纸", "newspaper"),
    "number": ("number", "版次", "版面", "版号", "page", "edition"),
    "id": ("id", "编号", "序号"),
}
_LONGEST_CELL = 2**27


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; "" leaves it to the usual names (标题, 正文, 日期, 来源 …)."""

    title: str = ""
    text: str = ""
    date: str = ""
    source: str = ""
    author: str = ""
    paper: str = ""
    number: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """An article of a table: the key of its row, its text laid out as a page, and what the row says about it."""

    key: str
    text: str
    told: About = field(default_factory=About)


class TableError(ValueError):
    """The table has no column of text; the message names its columns."""


def records(text: str, suffix: str, columns: Columns) -> Iterator[Record | Unread]:
    """The articles of a table, row by row; a row that cannot be read comes as Unread named by its line."""
    if suffix in (".jsonl", ".ndjson"):
        yield from _json_lines(text, columns)
    else:
        yield from _csv(text, "\t" if suffix == ".tsv" else "", columns)


def _csv(text: str, delimiter: str, columns: Columns) -> Iterator[Record | Unread]:
    csv.field_size_limit(_LONGEST_CELL)
    first = text.split("\n", 1)[0]
    delimiter = delimiter or max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    header = [cell.strip() for cell in next(reader, [])]
    chosen = choose(header, columns)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row = dict(zip(header, cells, strict=False))
                yield _record(row, chosen, str(reader.line_num), f"line {reader.line_num}")
    except csv.Error as error:
        yield Unread(f"line {reader.line_num}", f"the table cannot be read on from here ({error})")


def _json_lines(text: str, columns: Columns) -> Iterator[Record | Unread]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Unread(where, f"it is not JSON ({error})")
            continue
        if not isinstance(row, dict):
            yield Unread(where, "it is no JSON object with a title and a text")
            continue
        cells = {str(key): _cell(value) for key, value in row.items()}
        try:
            chosen = choose(list(cells), columns)
        except TableError as error:
            yield Unread(where, str(error))
            continue
        yield _record(cells, chosen, str(number), where)


def choose(header: Sequence[str], columns: Columns) -> dict[str, str]:
    """The column of ``header`` for every field that has one; TableError if there is none for the text."""
    # 標題 counts as 标题; all names together tell that they are in traditional characters.
    plain = simplified("\n".join(header)).split("\n")
    by_name = {
        known.lower().strip("\ufeff "): name
        for names in (plain, header)
        for known, name in zip(reversed(names), reversed(header), strict=False)
    }
    chosen: dict[str, str] = {}
    for name in FIELDS:
        asked = getattr(columns, name)
        if asked and asked.lower() not in by_name:
            raise TableError(f"it has no column {asked!r}; its columns are {', '.join(header)}")
        usual = (asked.lower(),) if asked else _USUAL[name]
        column = next((by_name[known] for known in usual if known in by_name), "")
        if column:
            chosen[name] = column
    if "text" not in chosen:
        raise TableError(f"it has no column of text; name it with an option, its columns are {', '.join(header)}")
    return chosen


def _record(row: Mapping[str, str], chosen: Mapping[str, str], key: str, where: str) -> Record | Unread:
    cell = {name: row.get(column, "").strip() for name, column in chosen.items()}
    body = cell["text"].replace("\r\n", "\n").replace("\r", "\n")
    if not body:
        return Unread(where, "its text is empty")
    day = date_of(cell.get("date", ""))
    imprint = " ".join(
        f"{label}:{value}"
        for label, value in (("来源", cell.get("source", "")), ("发布时间", day), ("作者", cell.get("author", "")))
        if value
    )
    title = " ".join(cell.get("title", "").split())
    parts = [f"# {title}" if title else "", imprint.replace("\n", " "), body]
    told = About(day, cell.get("paper", ""), cell.get("number", ""))
    return Record(cell.get("id") or key, "\n\n".join(part for part in parts if part), told)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(_cell(item) for item in value)
    return "" if value is None else str(value)
