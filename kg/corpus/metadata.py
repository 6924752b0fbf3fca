"""The day, paper and number of a page: from a table beside the pages, the page's head, its name, or its folder."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.corpus.blocks import IMPRINT
from kg.corpus.dates import date_in_name, date_of, day_in_name, is_day
from kg.corpus.decode import UndecodableError, decode
from kg.corpus.find import SIDECAR, STDIN, ReadReport, Source
from kg.corpus.lines import split_blocks
from kg.corpus.mend import fold
from kg.errors import DataError, why
from kg.gazetteer.script import simplified
from kg.model import Unread

_COLUMNS = ("file", "published", "paper", "number")
# A page's head: as many characters as hold the lines above and right below the first headline.
_HEAD = 600
# xuhuibao-2021-04-26-01, 徐汇报_20210426_A02, 20210426A02
_NAME = re.compile(
    r"(?P<paper>[^\d\W][\w.-]*?)??[-_ .]?(?:19|20)\d\d[-_.年]?\d{1,2}[-_.月]?\d{1,2}日?"
    r"(?:[-_ .]?(?:第|p|P|page)?(?P<number>[A-Z]?\d{1,3})版?)?(?:[-_ .].*)?"
)


# What is assumed where a file's or folder's name tells the date, by the length of that.
_FROM_NAME = {
    0: "", 10: "日期取自文件名或文件夹名", 7: "年月取自文件名或文件夹名,日不详", 4: "年份取自文件名或文件夹名,月日不详"
}


# What file systems allow; archives may say more.
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a page; "" is unknown. ``published`` is as exact as it is told: 2021-04-26, 2021-04 or 2021."""

    published: str = ""
    paper: str = ""
    number: str = ""


def about(name: str, text: str, told: About, default: str, report: ReadReport) -> About:
    """What is known of the page ``name``, folders included: ``told`` goes first, then its head, its name, ``default``.

    A month or a year without its day counts as a date, but gives way to a full day that agrees with it from a place
    further down. What was not printed but assumed is counted in ``report``.
    """
    head = _head(text) if not (told.published and told.paper and told.number) else About()
    named = _named(name)
    published = ""
    for date, assumed in (
        (told.published, ""),
        (head.published, ""),
        (named.published, _FROM_NAME[len(named.published)]),
        (default, f"日期按选项取 {default}"),
    ):
        if date and (not published or (not is_day(published) and is_day(date) and date.startswith(published))):
            published, how = date, assumed
    if published and how:
        report.assumed[how] += 1
    return About(published, told.paper or head.paper or named.paper, told.number or head.number or named.number)


class Sidecars:
    """The tables beside the pages: a page's row stands in the ``pages.csv`` of its folder or of one above it."""

    def __init__(self) -> None:
        self._tables: dict[Path, Mapping[str, About]] = {}

    def load(self, sources: Iterable[Source]) -> Iterator[Unread]:
        """Reads the tables of all folders of ``sources``; rows that name no file come as Unread."""
        for folder in dict.fromkeys(folder for source in sources for folder in _folders(source)):
            self._tables[folder] = read_sidecar(folder)
            for file in self._tables[folder]:
                if not (folder / file).exists():
                    yield Unread(str(folder / SIDECAR), f"it has a row for {file}, but there is no such file beside it")

    def about(self, source: Source) -> About:
        """What the nearest table says of the page."""
        for folder in _folders(source):
            row = self._tables.get(folder, {}).get(source.path.relative_to(folder).as_posix())
            if row:
                return row
        return About()


def _folders(source: Source) -> list[Path]:
    """The folder that a page lies in and those above it up to the one given."""
    if str(source.path) == STDIN:
        return []
    folders = [source.path.parent]
    while source.root and folders[-1] != source.root:
        folders.append(folders[-1].parent)
    return folders


def read_sidecar(folder: Path) -> Mapping[str, About]:
    """The table ``pages.csv`` of ``folder`` by file name, empty if there is none; DataError names file and line."""
    path = folder / SIDECAR
    if not path.is_file():
        return {}
    try:
        text = decode(path.read_bytes()).text
    except (OSError, UndecodableError) as error:
        raise DataError(f"{path} cannot be read ({why(error)}); check it") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    unknown = [cell for cell in header if cell not in _COLUMNS]
    if unknown or "file" not in header:
        raise DataError(f"{path}:1: its columns are {', '.join(_COLUMNS)} (file is needed), not {', '.join(header)}")
    rows: dict[str, About] = {}
    for cells in reader:
        if not any(cells):
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        day = row.get("published", "")
        if day and date_of(day) == "":
            raise DataError(
                f"{path}:{reader.line_num}: published is {day!r}; expected a day like 2021-04-26, a month or a year"
            )
        if row["file"] in rows:
            raise DataError(f"{path}:{reader.line_num}: {row['file']} is already on a line above")
        rows[row["file"]] = About(date_of(day), row.get("paper", ""), row.get("number", ""))
    return rows


def _head(text: str) -> About:
    for block in split_blocks(simplified(fold(text[:_HEAD]))):
        if block.kind == IMPRINT and block.imprint.day:
            return About(block.imprint.day, block.imprint.paper, block.imprint.number)
    return About()


def _named(name: str) -> About:
    """What the file's name tells, or that of the nearest folder or archive with a date in it; days go before months
    and years. Folders that hold a part of a date each (2021/04/26) are read together."""
    parts = PurePosixPath(name).parts[::-1]
    parts = (*parts, "-".join(parts[:0:-1]))
    for part in parts:
        day = day_in_name(part)
        if day:
            match = _NAME.fullmatch(PurePosixPath(part).stem[-_LONGEST_NAME:])
            return About(day, (match["paper"] or "").strip("-_. "), match["number"] or "") if match else About(day)
    dates = [date for part in parts if (date := date_in_name(part))]
    return About(max(dates, key=len, default=""))
