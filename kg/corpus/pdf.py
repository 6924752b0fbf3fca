"""PDF files to text, page by page, as far as they have a text layer; needs the extra ``pdf`` (pypdfium2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
        sheets = [_sheet(document, i) for i in range(len(document))]
    finally:
        document.close()
    if any(height >= _BROADSHEET for height, _ in sheets):
        for number, (_, text) in enumerate(sheets, 1):
            yield str(number), text if _has_text(text) else PageError(_SCANNED)
        return
    text = "\n\n".join(text for _, text in sheets)
    yield "", text if _has_text(text) else PageError(_SCANNED)


_SCANNED = "it has no text layer (a scan); run character recognition (OCR) over it first"


def _has_text(text: str) -> bool:
    return sum(1 for c in text if not c.isspace()) >= _LEAST


def _sheet(document: object, index: int) -> tuple[float, str]:
    """The height of a sheet in points and its text."""
    page = document[index]  # type: ignore[index]
    try:
        textpage = page.get_textpage()
        try:
            text = textpage.get_text_range()
        finally:
            textpage.close()
        return page.get_height(), _MARKS.sub("", universal_newlines(text))
    finally:
        page.close()
