"""How letters to a paper are signed: 梅李镇 周雪宝 far to the right, (西街十三户居民).

All functions take folded text (full-width forms as ASCII, see ``mend.fold``).
"""

from __future__ import annotations

import re

from kg.corpus.byline import is_name

# How far to the right, in characters, a letter is signed.
_FAR = 8
_HOMES = "(?:镇|乡|村|街道|社区|小区|住户|居民|村民|市民|读者|家长|学生)"
_WRITER = re.compile(rf"\(?[\u4e00-\u9fff]{{0,8}}{_HOMES} +(?P<name>[\u4e00-\u9fff]{{2,4}})\)?")
_WRITERS = re.compile(
    rf"\(?(?:[\u4e00-\u9fff]{{0,12}} ?)?"
    rf"(?:等?[一二三四五六七八九十\d]+[余多]?[户位名]{_HOMES}?|等[一二三四五六七八九十\d]+人)\)?"
)


def is_apart(line: str, indent: int) -> bool:
    """Whether a line stands where letters are signed: far to the right, or in brackets."""
    return indent >= _FAR or line.startswith("(")


def parse_writer(line: str) -> str:
    """Who wrote a letter, as the line below it says (梅李镇 周雪宝); "" if it names nobody."""
    writer = _WRITER.fullmatch(line)
    return writer["name"] if writer and is_name(writer["name"]) else ""


def names_writers(line: str) -> bool:
    """Whether the line below a letter says how many wrote it: 住户 徐老三等十四户."""
    return bool(_WRITERS.fullmatch(line))
