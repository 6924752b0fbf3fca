"""PDF files to text, page by page, as far as they have a text layer; needs the extra ``pdf`` (pypdfium2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.corpus.decode import universal_newlines
from kg.corpus.webpage import PageError
from kg.errors import MissingExtra

# From this height on (in points, 1/72 inch) a sheet is a newspaper page of its own; smaller ones are one document.
_BROADSHEET = 950
# Fewer characters than this on a sheet are no text layer but a stamp.
_LEAST = 8
# Marks that pdfium leaves for hyphens and characters without a code.
_MARKS = re.compile("[\ufffe\uffff\x00-\x08\x0b-\x1f]")


def pdf_pages(data: bytes) -> Iterator[tuple[str, str | PageError]]:
    """(number, text) of every newspaper page of a PDF, or one ("", text) for a document of smaller sheets.

    A sheet without a text layer comes as PageError. Raises PageError if the file cannot be opened at all,
    MissingExtra without pypdfium2.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("reading .pdf", "pdf") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PageError(f"it cannot be opened ({error}); if it has a password, take that away first") from error
    try:
        sheets = [_sheet(document, i, pypdfium2.PdfiumError) for i in range(len(document))]
    finally:
        document.close()
    if any(height >= _BROADSHEET for height, _ in sheets):
        for number, (_, text) in enumerate(sheets, 1):
            yield str(number), _read(text)
        return
    damaged = [number for number, (_, text) in enumerate(sheets, 1) if isinstance(text, PageError)]
    yield "", _read("\n\n".join(text for _, text in sheets if isinstance(text, str)))
    for number in damaged:
        yield str(number), PageError(_DAMAGED)


_SCANNED = "it has no text layer (a scan); run character recognition (OCR) over it first"


_DAMAGED = "this sheet of it is damaged and cannot be read; print the file to a new PDF"


def _read(text: str | PageError) -> str | PageError:
    if isinstance(text, PageError):
        return text
    return text if sum(1 for c in text if not c.isspace()) >= _LEAST else PageError(_SCANNED)


def _sheet(document: Any, index: int, failure: type[Exception]) -> tuple[float, str | PageError]:
    """The height of a sheet in points and its text, or that it is damaged (``failure`` is pypdfium2's error)."""
    try:
        page = document[index]
    except failure:
        return 0.0, PageError(_DAMAGED)
    try:
        textpage = page.get_textpage()
        try:
            text = textpage.get_text_range()
        finally:
            textpage.close()
        return page.get_height(), _MARKS.sub("", universal_newlines(text))
    except failure:
        return 0.0, PageError(_DAMAGED)
    finally:
        page.close()
