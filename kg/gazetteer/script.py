"""Text in traditional characters, read as if it were in simplified ones: for matching only, offsets stay.

The list stands in ``seeds/gazetteer/traditional.tsv``. One character stands for one, so that every offset into what is
made here is an offset into the text as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.gazetteer.tables import Column, read_table
from kg.resources import resource

# A text is traditional if so many different characters are, and not more than a quarter as many are simplified: a name
# with an old character in a simplified text makes it none.
_LEAST, _MOST_SHARE = 2, 4


class _Script(NamedTuple):
    table: dict[int, str]
    traditional: frozenset[str]
    simplified: frozenset[str]
    any_traditional: re.Pattern[str]


def simplified(text: str) -> str:
    """``text`` character for character in simplified writing if it is written in traditional one, else as it is."""
    script = _script()
    # Most texts have none: one search is a tenth of the time that a set of their characters takes.
    if script.any_traditional.search(text) is None:
        return text
    characters = set(text)
    old = len(characters & script.traditional)
    if old < _LEAST or len(characters & script.simplified) * _MOST_SHARE > old:
        return text
    return text.translate(script.table)


@lru_cache(maxsize=1)
def _script() -> _Script:
    columns = (Column("simplified", r".", "one character"), Column("traditional", r".+", "characters"))
    rows = read_table(resource("seeds/gazetteer/traditional.tsv"), columns, key=("simplified",)).rows
    table = {ord(old): new for new, olds in rows for old in olds}
    # What GB 2312 has stands in simplified texts too (后), what Big5 has in traditional ones (台).
    traditional = frozenset(chr(old) for old in table if not _encodes(chr(old), "gb2312"))
    return _Script(
        table,
        traditional,
        frozenset(new for new, _ in rows if not _encodes(new, "big5")),
        re.compile(f"[{''.join(sorted(traditional))}]"),
    )


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
