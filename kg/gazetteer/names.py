"""What names of persons are made of: surnames, the characters of given names, the writing of names that are not Han.

The lists stand in ``seeds/gazetteer/``: surnames, surnames-japanese, surnames-korean, given-characters,
name-characters. Nothing here decides that a text names a person; it says what a string could be.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.gazetteer.tables import Column, read_table
from kg.resources import resource

# The dots between the parts of a name: middle dot, bullet, hyphenation point, katakana dot of full and half width.
DOTS = "\u00b7\u2022\u2027\u30fb\uff65"
_DASHES = "\\-\u2010\u2013\u2014"
_LONGEST_PART = 10
# Characters of undotted names (苏和, 才让, 当周) that in running text rather join two names or begin a word.
_JOINTS = frozenset("和当于与等任让么才主完色某且落却占照培群忠确益")


def is_surname(text: str) -> bool:
    """Whether ``text`` is a Chinese surname, of one or more characters."""
    return text in _surnames()


def surname_initials() -> frozenset[str]:
    """The characters that a Chinese surname may begin with."""
    return frozenset(surname[0] for surname in _surnames())


def surname_class(text: str) -> str:
    """How frequent a surname is: "common" (some 330, nearly all people), "rare", or "" for what is none."""
    return _surnames().get(text, "")


def surname_of(name: str) -> str:
    """The surname that a name begins with, a compound one before a single one (欧阳修 → 欧阳); "" if there is none.

    A compound surname must leave a given name: 夏侯 alone is 夏 + 侯.
    """
    for length in range(min(4, len(name) - 1), 0, -1):
        if name[:length] in _surnames():
            return name[:length]
    return ""


def is_japanese_surname(text: str) -> bool:
    """Whether ``text`` is a Japanese surname of two or more characters, in simplified writing."""
    return text in _column("surnames-japanese.tsv")


def japanese_surname_of(name: str) -> str:
    """The longest Japanese surname that leaves a given name (长谷川隆 → 长谷川); "" if there is none."""
    return next((name[:n] for n in range(min(5, len(name) - 1), 1, -1) if is_japanese_surname(name[:n])), "")


def is_korean_surname(text: str) -> bool:
    """Whether ``text`` is a Korean surname."""
    return text in _column("surnames-korean.tsv")


def can_be_given(given: str) -> bool:
    """Whether a given name may be written so: one to three Han characters, no function word or measure."""
    return 1 <= len(given) <= 3 and _HAN.fullmatch(given) is not None and not _never().intersection(given)


def given_name_score(given: str) -> float:
    """How much likelier the characters are in a given name than in running text: the mean of log2 ratios.

    晓咏 is about 3, 出席 about -4, 0 says nothing. A character outside of the list counts 0. The empty string scores 0.
    """
    scores = _given()
    return sum([scores.get(c, 0.0) for c in given]) / len(given) if given else 0.0


def is_transliterated(text: str) -> bool:
    """Whether ``text`` reads like a name written by sound (额登毕力格): 3 to 12 characters, all of the inventory."""
    return 3 <= len(text) <= 12 and _sounds().issuperset(text)


def sounds_from(text: str, start: int, most: int) -> int:
    """Where the characters of names written by sound end that stand from ``start`` on; at most so many."""
    sounds, end = _sounds(), min(start + most, len(text))
    at = start
    while at < end and text[at] in sounds:
        at += 1
    return at


def is_dotted_name(text: str) -> bool:
    """Whether ``text`` is a whole name of two or more parts with dots: 艾克拜尔·吐尼亚孜, 玛丽-佛朗斯·赫吉."""
    return _dotted().fullmatch(text) is not None


def dotted_names(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of dotted names, in order; each part reaches as far as characters of the inventory do.

    What touches the name and could be part of it by its characters is taken in: the caller trims by its own words.
    """
    return [match.span() for match in _dotted().finditer(text)]


_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0002ffff]+")


@lru_cache(maxsize=1)
def _surnames() -> dict[str, str]:
    columns = (Column("surname", r"\S{1,4}"), Column("class", "common|rare", "common or rare"))
    table = read_table(resource("seeds/gazetteer/surnames.tsv"), columns, key=("surname",))
    return {row[0]: row[1] for row in table.rows}


@lru_cache(maxsize=4)
def _column(file: str) -> frozenset[str]:
    columns = (Column("surname", r"\S{1,5}", "a surname"),)
    return frozenset(row[0] for row in read_table(resource(f"seeds/gazetteer/{file}"), columns, key=("surname",)).rows)


@lru_cache(maxsize=1)
def _given() -> dict[str, float]:
    columns = (Column("character", r"\S", "one character"), Column("score", r"-?\d+\.\d", "a number like -1.5"))
    table = read_table(resource("seeds/gazetteer/given-characters.tsv"), columns, key=("character",))
    return {character: float(score) for character, score in table.rows}


@lru_cache(maxsize=1)
def _uses() -> dict[str, frozenset[str]]:
    columns = (Column("use", "transliteration|never", "transliteration or never"), Column("characters", r"\S+"))
    table = read_table(resource("seeds/gazetteer/name-characters.tsv"), columns, key=("use",))
    return {use: frozenset(characters) for use, characters in table.rows}


@lru_cache(maxsize=1)
def _sounds() -> frozenset[str]:
    return _uses().get("transliteration", frozenset())


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return _uses().get("never", frozenset())


@lru_cache(maxsize=1)
def _dotted() -> re.Pattern[str]:
    sound = "".join(sorted(_sounds() - _JOINTS))
    part = f"[{sound}]{{1,{_LONGEST_PART}}}(?:[{_DASHES}][{sound}]{{1,{_LONGEST_PART}}})*"
    return re.compile(f"{part}(?:[{DOTS}]{part})+")
