"""Small PDF and Word documents, made by hand, so that tests say what is in them."""

from __future__ import annotations

import io
import zipfile

_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def sheet(lines: list[str]) -> bytes:
    """The text operators of one PDF page: every character is its code point, two bytes, in a font without outlines."""
    rows = " ".join(f"1 0 0 1 50 {780 - 24 * n} Tm <{line.encode('utf-16-be').hex()}> Tj" for n, line in enumerate(lines))
    return f"BT /F1 12 Tf {rows} ET".encode()


def pdf(sheets: list[list[str]], height: int = 842) -> bytes:
    """A small PDF with a text layer, made by hand."""
    cmap = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(sheets)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(sheets)))}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    for n, lines in enumerate(sheets):
        stream = sheet(lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {height}] /Contents {7 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in offsets)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out)
    )


def word(body: str, prolog: str = "") -> bytes:
    """A Word document with this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"{prolog}<w:document {_NAMES}><w:body>{body}</w:body></w:document>")
    return out.getvalue()
