"""The sample pages set in other ways: the same articles whatever the punctuation, the blank lines or the columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.corpus import cut_articles
from kg.model import Page

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "seeds" / "articles").glob("*.txt"))
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in "#*"}
NARROW = {wide: code for code, wide in WIDE.items()}
# Punctuation that a typesetter does not put at the beginning of a line.
STAYS = ",。、;:)”》!?"


def wrapped(width: int, indent: str) -> Callable[[str], str]:
    """Sets long lines in a column of ``width`` Chinese characters, paragraphs indented by ``indent``."""

    def change(text: str) -> str:
        out = []
        for line in text.split("\n"):
            if len(line) <= width + 8 or "来源:" in line[:12]:
                out.append(line)
                continue
            row, used = indent if line[0] != "#" else "", 2 * len(indent) if line[0] != "#" else 0
            for char in line:
                wide = 1 if char.isascii() else 2
                if used + wide > 2 * width and char not in STAYS:
                    out.append(row)
                    row, used = "", 0
                row, used = row + char, used + wide
            out.append(row)
        return "\n".join(out)

    return change


def without_blank_lines(text: str) -> str:
    """The lines right below each other, also where a picture was."""
    return re.sub(r"\n{2,}", "\n", text)


CHANGES: dict[str, Callable[[str], str]] = {
    "full-width punctuation, letters and digits": lambda text: text.translate(WIDE),
    "blank lines doubled": lambda text: text.replace("\n", "\n\n"),
    "no blank lines": without_blank_lines,
    "no markdown": lambda text: re.sub(r"(?m)^#+ |\*\*", "", text),
    "indented": lambda text: re.sub(r"(?m)^(?=.{50})", "\u3000\u3000", text),
    "trailing blanks": lambda text: text.replace("\n", " \u3000\n"),
    "columns of 20": wrapped(20, ""),
    "columns of 28, indented": wrapped(28, "\u3000\u3000"),
    "columns of 24, indented, no blank lines": lambda text: wrapped(24, "\u3000\u3000")(without_blank_lines(text)),
    "columns of 40": wrapped(40, ""),
}


def shape(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """What must not change: headlines, bodies without blanks, and authors; full-width forms as ASCII."""
    return [
        (squeezed(a.headline), squeezed(a.body.text), tuple(squeezed(name) for name in a.authors))
        for a in cut_articles(Page("page.txt", text, ""))
    ]


def squeezed(text: str) -> str:
    """``text`` without blanks and full-width forms."""
    return re.sub(r"\s", "", text.translate(NARROW))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_same_articles_in_another_setting(sample: Path, change: str) -> None:
    """Headlines, bodies and reporters are those of the page as it lies in the sample corpus."""
    text = sample.read_text(encoding="utf-8")
    assert shape(CHANGES[change](text)) == shape(text)
