"""Page files as they lie on disk, in archives, in tables or on standard input, to pages."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.corpus.archives import ArchiveError, members
from kg.corpus.decode import UndecodableError, decode, universal_newlines
from kg.corpus.docx import word_text
from kg.corpus.find import ARCHIVES, PAGES, STDIN, TEXTS, ReadReport, Source, find_sources, suffix_of
from kg.corpus.metadata import About, Sidecars, about
from kg.corpus.pdf import pdf_pages
from kg.corpus.recall import Recall
from kg.corpus.tables import Columns, Record, TableError, records
from kg.corpus.webpage import PageError, web_page
from kg.errors import MissingExtra
from kg.model import Page, Unread

# No page of a newspaper has so much text; the largest measured one has 60 kB.
LARGEST_TEXT = 32 * 2**20
_LARGEST_FILE = 2**30
# Kinds of files that are one page each.
_ONE_PAGE = (*TEXTS, ".html", ".htm", ".xhtml", ".docx")
_TABLES = (".jsonl", ".ndjson", ".csv", ".tsv")


def read_pages(
    paths: Iterable[Path | str],
    *,
    published: str = "",
    columns: Columns | None = None,
    report: ReadReport | None = None,
    recall: Recall | None = None,
) -> Iterator[Page | Unread]:
    """The pages of the files, folders and archives in ``paths``, one at a time, in a fixed order.

    Folders are walked recursively, by name; "-" is standard input. Read are text and markdown, saved web pages, PDF
    with a text layer, Word documents, tables of articles (``columns`` says which column holds what), and archives of
    these. A page's name is its path below the folder given, or its file name; inside an archive, table or PDF, the name
    of that and of the part, joined by "/". Names are unique. ``published`` (YYYY-MM-DD) is the day of issue of pages
    that tell none. What cannot be read comes as Unread with the reason; what was assumed and which files are no pages
    is counted in ``report``. A file of one page that ``recall`` knows comes as the page without its text. Raises
    DataError if a folder's ``pages.csv`` breaks its form.
    """
    report = report if report is not None else ReadReport()
    reader = _Reader(published, columns or Columns(), report, recall)
    sources = find_sources(paths, report)
    sidecars = Sidecars()
    yield from sidecars.load(source for source in sources if isinstance(source, Source))
    for source in sources:
        if isinstance(source, Unread):
            yield source
        else:
            yield from reader.file(source, sidecars.about(source))


def read_bytes(
    name: str, data: bytes, *, published: str = "", columns: Columns | None = None, report: ReadReport | None = None
) -> Iterator[Page | Unread]:
    """The pages of one file's bytes, wherever they come from; ``name`` ends as the file does (``.txt``, ``.tar.gz``).

    As :func:`read_pages`, but names are not made unique among files, and no table beside the file is asked.
    """
    reader = _Reader(published, columns or Columns(), report if report is not None else ReadReport())
    return reader.content(name, data, suffix_of(name), About(), True)


class _Reader:
    """Reads one file after the other with the same options."""

    def __init__(self, published: str, columns: Columns, report: ReadReport, recall: Recall | None = None) -> None:
        self.recall = recall
        self.published = published
        self.columns = columns
        self.report = report
        # The folder that the file at hand was found in: no part of its name, but it may tell the day.
        self.home = ""

    def file(self, source: Source, told: About) -> Iterator[Page | Unread]:
        """The pages of one file, of which a table beside it says ``told``."""
        limit = LARGEST_TEXT if source.suffix in TEXTS else _LARGEST_FILE
        try:
            if str(source.path) == STDIN:
                data = sys.stdin.buffer.read(_LARGEST_FILE + 1)
            elif source.path.stat().st_size > limit:
                yield Unread(source.name, _too_large(limit))
                return
            else:
                data = source.path.read_bytes()
        except OSError as error:
            yield Unread(source.name, f"{source.path} cannot be read ({error.strerror}); check its permissions")
            return
        self.home = "" if str(source.path) == STDIN else (source.root or source.path.parent).resolve().name
        suffix = _kind(data) if str(source.path) == STDIN else source.suffix
        pages = self.content(source.name, data, suffix, told, source.root is not None)
        if self.recall is not None and suffix in _ONE_PAGE and str(source.path) != STDIN:
            said = (told.published, told.paper, told.number, self.published)
            pages = self._recalled(source, data, said, pages, self.recall)
        yield from pages

    def _recalled(
        self, source: Source, data: bytes, told: tuple[str, ...], pages: Iterator[Page | Unread], recall: Recall
    ) -> Iterator[Page | Unread]:
        """The page as it is remembered, or else read and remembered."""
        if known := recall.page(source, hashlib.sha256(data).hexdigest(), told):
            page, assumed = known
            self.report.assumed += assumed
            yield page
            return
        before = Counter(self.report.assumed)
        for item in pages:
            if isinstance(item, Page):
                recall.learn(source, item, told, self.report.assumed - before)
            yield item

    def content(self, name: str, data: bytes, suffix: str, told: About, in_folder: bool) -> Iterator[Page | Unread]:
        """The pages of one file's bytes."""
        if not data.strip():
            yield Unread(name, "the file is empty")
            return
        if suffix in ARCHIVES:
            yield from self._archive(name, data, suffix)
            return
        try:
            if suffix in _TABLES:
                yield from self._table(name, data, suffix)
            elif suffix == ".pdf":
                yield from self._pdf(name, data, told)
            elif suffix == ".docx":
                yield self._page(name, word_text(data), data, "docx", told)
            elif suffix in (".html", ".htm", ".xhtml"):
                text, encoding = web_page(data)
                yield self._page(name, universal_newlines(text), data, encoding, told)
            else:
                decoded = decode(data) if len(data) <= LARGEST_TEXT else None
                yield self._page(name, decoded.text, data, decoded.encoding, told) if decoded else Unread(
                    name, _too_large(LARGEST_TEXT)
                )
        except TableError as error:
            if in_folder:
                self.report.leave_out(name, f"无正文列的 {suffix}")
            else:
                yield Unread(name, str(error))
        except (UndecodableError, PageError, MissingExtra) as error:
            yield Unread(name, str(error))

    def _page(self, name: str, text: str, data: bytes, encoding: str, told: About) -> Page | Unread:
        if not text.strip():
            return Unread(name, "the file has no text, only blanks")
        known = about(f"{self.home}/{name}", text, told, self.published, self.report)
        return Page(name, text, hashlib.sha256(data).hexdigest(), encoding, known.published, known.paper, known.number)

    def _pdf(self, name: str, data: bytes, told: About) -> Iterator[Page | Unread]:
        for number, text in pdf_pages(data):
            part = f"{name}/{number}" if number else name
            known = About(told.published, told.paper, told.number or number)
            if isinstance(text, PageError):
                yield Unread(part, str(text))
            else:
                yield self._page(part, text, data, "pdf", known)

    def _table(self, name: str, data: bytes, suffix: str) -> Iterator[Page | Unread]:
        decoded = decode(data)
        seen: dict[str, int] = {}
        for record in records(decoded.text, suffix, self.columns):
            if isinstance(record, Unread):
                yield Unread(f"{name}, {record.name}", record.reason)
                continue
            seen[record.key] = seen.get(record.key, 0) + 1
            key = record.key if seen[record.key] == 1 else f"{record.key}-{seen[record.key]}"
            yield self._page(f"{name}/{key}", record.text, _bytes(record), decoded.encoding, record.told)

    def _archive(self, name: str, data: bytes, suffix: str) -> Iterator[Page | Unread]:
        try:
            for inner, content in members(data, suffix):
                whole = f"{name}/{inner}"
                kind = suffix_of(inner)
                if isinstance(content, Unread):
                    yield Unread(whole, content.reason)
                elif kind in ARCHIVES:
                    yield Unread(whole, "an archive in an archive is not read; unpack it first")
                elif kind not in PAGES or inner.rpartition("/")[2].startswith((".", "~$")):
                    self.report.leave_out(name, kind or "无后缀")
                else:
                    yield from self.content(whole, content, kind, About(), True)
        except ArchiveError as error:
            yield Unread(name, str(error))


def _bytes(record: Record) -> bytes:
    return record.text.encode("utf-8", "surrogatepass")


def _kind(data: bytes) -> str:
    """The suffix that standard input would have as a file."""
    start = data[:512].lstrip().lower()
    if start.startswith(b"%pdf"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return ".docx" if b"word/" in data[:4096] else ".zip"
    if data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        return ".tar.gz"
    if start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".jsonl" if start.startswith(b"{") else ".txt"


def _too_large(limit: int) -> str:
    return f"it is larger than {limit >> 20} MB, which no page is; split it into pages"
