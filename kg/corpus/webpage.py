"""A saved web page to the text of its article; needs the extra ``html`` (trafilatura)."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser

from kg.corpus.dates import find_day
from kg.corpus.decode import decode
from kg.errors import MissingExtra

_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,20})", re.IGNORECASE)
# What Chinese government sites call these by a rule of theirs, and what others do.
_TITLES = ("articletitle", "og:title")
_DAYS = ("pubdate", "article:published_time", "publishdate", "date")
_SOURCES = ("contentsource", "source")
_SITE = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]{2,40}$")
_LARGEST = 16 * 2**20
# A longer one is no title; the site's name is looked for at its end.
_LONGEST_TITLE = 400


class PageError(ValueError):
    """The file holds no article that can be read; the message says why and what to do."""


def web_page(data: bytes) -> tuple[str, str]:
    """The article of an HTML page as text with headline and imprint line, and the encoding it was read with.

    Raises PageError if no article is found, UndecodableError, and MissingExtra without trafilatura.
    """
    if len(data) > _LARGEST:
        raise PageError(f"it is larger than {_LARGEST >> 20} MB, which no saved article is")
    try:
        from trafilatura import extract
    except ImportError as error:
        raise MissingExtra("reading .html", "html") from error
    source, encoding = _decode(data)
    head = _Head()
    # Python's parser gives up at some damaged declarations (<![a…) by an assertion; what it has read till then counts.
    with suppress(AssertionError):
        head.feed(source[:200_000])
    body = extract(source, output_format="txt", include_comments=False, include_tables=True, favor_recall=True)
    if not body or not body.strip():
        raise PageError("no article was found in it; save the page again as text")
    return _laid_out(head, body.strip()), encoding


def _decode(data: bytes) -> tuple[str, str]:
    match = _CHARSET.search(data[:4096])
    named = match[1].decode("ascii", "replace").lower() if match else ""
    for encoding in ("gb18030" if named.startswith("gb") else named, ):
        if encoding and encoding not in ("utf-8", "utf8"):
            try:
                return data.decode(encoding), encoding
            except (LookupError, UnicodeDecodeError):
                break
    decoded = decode(data)
    return decoded.text, decoded.encoding


def _laid_out(head: _Head, body: str) -> str:
    """The article below its headline and imprint, where the extraction has not kept these."""
    start = body[:400]
    shown = _SITE.sub("", head.title.strip()[:_LONGEST_TITLE])
    title = next((head.meta[key] for key in _TITLES if head.meta.get(key)), "") or shown
    lines = []
    if title and title not in start:
        lines.append(f"# {title}")
    day = next((day for key in _DAYS if (day := find_day(head.meta.get(key, "")))), "")
    source = next((head.meta[key] for key in _SOURCES if head.meta.get(key)), "")
    if day and not find_day(start):
        lines.append(f"发布时间:{day}" + (f" 来源:{source}" if source and source not in start else ""))
    return "\n\n".join([*lines, body])


class _Head(HTMLParser):
    """The title and the named values of a page's head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.meta: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        if tag == "meta":
            values = {key: value or "" for key, value in attrs}
            name = (values.get("name") or values.get("property") or "").lower()
            if name and values.get("content"):
                self.meta.setdefault(name, " ".join(values["content"].split()))

    def handle_data(self, data: str) -> None:
        if self._in_title and not self.title:
            self.title = " ".join(data.split())

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
