"""Valid files of every kind that kg reads, made from the sample pages: what the mutator begins with."""

from __future__ import annotations

import csv
import html
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable

from tests.conftest import SAMPLES
from tests.corpus.documents import pdf, word

TEXTS = tuple(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))


def web(text: str) -> bytes:
    """A saved web page."""
    title, _, rest = text.partition("\n")
    body = "".join(f"<p>{html.escape(line)}</p>" for line in rest.split("\n") if line)
    head = f'<meta charset="utf-8"><title>{html.escape(title)} - 某区</title><meta name="PubDate" content="2021-04-26">'
    return f"<!DOCTYPE html><html><head>{head}</head><body><div>{body}</div></body></html>".encode()


def document(text: str) -> bytes:
    """A Word document, a paragraph a line."""
    lines = (f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    return word("".join(lines))


def sheets(text: str) -> bytes:
    """A PDF with a text layer, two sheets."""
    lines = [line[:60] for line in text.split("\n") if line and all(ord(c) < 0x10000 for c in line)]
    return pdf([lines[:30], lines[30:60]])


def table(text: str) -> bytes:
    """A table of articles."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["标题", "正文", "日期", "来源"])
    for part in text.split("\n\n"):
        writer.writerow([part[:12], part, "2021-04-26", "区融媒体中心"])
    return out.getvalue().encode()


def json_lines(text: str) -> bytes:
    """The same, an object a line."""
    rows = ({"title": part[:12], "text": part, "date": "2021/4/26"} for part in text.split("\n\n"))
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    """A .zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], packing: str = "") -> bytes:
    """A tar of these files, ``packing`` is "", "gz", "bz2" or "xz"."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{packing}") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


# How a text becomes a file of each kind. Big5 and UTF-16 have their own characters; what they lack is left out.
FROM_TEXT: dict[str, Callable[[str], bytes]] = {
    "utf8.txt": str.encode,
    "mark.txt": lambda text: text.encode("utf-8-sig"),
    "windows.txt": lambda text: text.replace("\n", "\r\n").encode("gb18030", "ignore"),
    "taipei.txt": lambda text: text.encode("big5", "ignore"),
    "wide.txt": lambda text: text.encode("utf-16", "surrogatepass"),
    "nul.md": lambda text: text.replace("。", "。\x00", 2).encode(),
    "web.html": web,
    "word.docx": document,
    "sheets.pdf": sheets,
    "table.csv": table,
    "lines.jsonl": json_lines,
}
PACKED: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "all.zip": zipped,
    "all.tar": tarred,
    "all.tar.gz": lambda members: tarred(members, "gz"),
    "all.tar.bz2": lambda members: tarred(members, "bz2"),
    "all.tar.xz": lambda members: tarred(members, "xz"),
}


def some_text(rng: random.Random) -> str:
    """A part of a sample page, long enough to hold several articles' lines."""
    text = rng.choice(TEXTS)
    start = rng.randrange(max(1, len(text) - 200))
    return text[start:start + rng.choice((60, 300, 1200))]
