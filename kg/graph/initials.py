"""The first letters of how Chinese characters are read: 鲍炳章 is typed as bbz.

GB 2312 has its 3,755 commonest characters in the order of their pinyin, so that the letter follows from where a
character stands among them, without a dictionary. The 3,008 rarer ones (琪) are ordered by their shape and stand for
any letter; a character with several readings (长) has the one that it is filed under.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

ANY = "*"

# Where each letter begins in the first level of GB 2312, and where that level ends. No reading begins with i, u or v.
_LETTERS = "abcdefghjklmnopqrstwxyz"
_BEGINS = tuple("啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝")
_CODES = tuple(int.from_bytes(first.encode("gb2312"), "big") for first in _BEGINS)
_END = int.from_bytes("座".encode("gb2312"), "big")


def initials(name: str) -> str:
    """A letter for each character: of what is no Chinese character itself, if it is a letter or a digit, and
    :data:`ANY` where the reading is not known."""
    return "".join(map(_initial, name.casefold()))


def like(letters: str) -> re.Pattern[str]:
    """Finds names by their :func:`initials`: a pattern for small letters in which rare characters fit too."""
    return re.compile("".join(f"[{letter}{re.escape(ANY)}]" for letter in letters))


@lru_cache(maxsize=8192)
def _initial(char: str) -> str:
    if char.isascii():
        return char if char.isalnum() else ""
    try:
        code = int.from_bytes(char.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ANY if "\u3400" <= char <= "\u9fff" else ""
    if _CODES[0] <= code <= _END:
        return _LETTERS[bisect_right(_CODES, code) - 1]
    return ANY if code > _END else ""
