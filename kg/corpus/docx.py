"""Word documents (.docx) to text: paragraphs, headings as markdown, tables row by row.

A .docx is a zip of XML, so the standard library is enough. Documents with a document type are refused: Word writes
none, and entities in one could blow up the text.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

from kg.corpus.archives import DAMAGE
from kg.corpus.webpage import PageError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST = 64 * 2**20
_HEADING = re.compile(r"(?:heading|标题)?\s?([1-6])", re.IGNORECASE)


def word_text(data: bytes) -> str:
    """The text of a Word document; PageError if it is none, is damaged or has no text."""
    root = _document(data)
    lines: list[str] = []
    body = root.find(f"{_W}body")
    for child in body if body is not None else ():
        if child.tag == f"{_W}p":
            lines.append(_paragraph(child))
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = (" ".join(_paragraph(p) for p in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc"))
                lines.append(" ".join(cell.strip() for cell in cells))
        elif child.tag == f"{_W}sdt":
            lines += [_paragraph(p) for p in child.iter(f"{_W}p")]
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        raise PageError("it has no text; if its pages are pictures, run character recognition (OCR) first")
    return text


def _document(data: bytes) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as member:
            xml = member.read(_LARGEST + 1)
    except (*DAMAGE, KeyError) as error:
        raise PageError(f"it is no Word document ({error}); open it in Word and save it again as .docx") from error
    if len(xml) > _LARGEST or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise PageError("its XML has a document type or is too large, which Word does not write; save it again")
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise PageError(f"its XML is damaged ({error}); open it in Word and save it again") from error


def _paragraph(paragraph: ElementTree.Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    heading = _HEADING.fullmatch(style.get(f"{_W}val", "")) if style is not None else None
    out: list[str] = []
    _collect(paragraph, out)
    text = "".join(out)
    return f"{'#' * int(heading[1])} {text.strip()}" if heading and text.strip() else text


def _collect(element: ElementTree.Element, out: list[str]) -> None:
    for child in element:
        if child.tag == f"{_W}t":
            out.append(child.text or "")
        elif child.tag == f"{_W}tab":
            out.append("\t")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            out.append("\n")
        elif child.tag not in (_FALLBACK, f"{_W}del", f"{_W}pPr"):
            _collect(child, out)
