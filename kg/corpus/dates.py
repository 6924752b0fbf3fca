"""Days as pages print them: 2021年4月26日, 2015-05-28, 二〇二一年四月二十六日, 20210426 in a file's name.

Where only a month or a year is told (2021-07, 2021年), the date is as exact as that: "2021-07", "2021".
"""

from __future__ import annotations

import re

from kg.corpus.mend import fold

_DAY = re.compile(
    r"((?:19|20)\d\d)\s{0,2}(?:年\s{0,2}(\d{1,2})\s{0,2}月\s{0,2}(\d{1,2})\s{0,2}日"
    r"|([-/.])(\d{1,2})\4(\d{1,2}))(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
# A month without its day, a year without its month. Of months in digits both are wanted: 2021-1 may be a page number.
_MONTH = re.compile(r"(?<![\dA-Za-z])((?:19|20)\d\d)(?:\s?年\s?(1[0-2]|0?[1-9])\s?月|[-./](1[0-2]|0[1-9]))(?![-./]?\d)")
_YEAR = re.compile(r"(?<![\dA-Za-z])((?:19|20)\d\d)(?:\s?年|(?![\dA-Za-z]))(?![-./]\d{1,2}[-./]\d|\d)")
_HAN_DAY = re.compile(
    r"([一二][九〇○零Ο][一二三四五六七八九〇○零Ο]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ο": 0}
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find_day(text: str) -> str:
    """The first full day printed in ``text`` as ISO, "" if none."""
    span = day_span(fold(text))
    return span[2] if span else ""


def day_span(text: str) -> tuple[int, int, str] | None:
    """Where the first full day stands in folded ``text``, and the day: (start, end, ISO)."""
    for match in _DAY.finditer(text):
        day = iso_day(int(match[1]), int(match[2] or match[5]), int(match[3] or match[6]))
        if day:
            return match.start(), match.end(), day
    if "年" in text:
        for match in _HAN_DAY.finditer(text):
            year = int("".join(str(_HAN_DIGITS[c]) for c in match[1]))
            day = iso_day(year, _han_number(match[2]), _han_number(match[3]))
            if day:
                return match.start(), match.end(), day
    return None


def day_in_name(name: str) -> str:
    """The day in a file's or folder's name (xuhuibao-2021-04-26-01.txt, 20210426A02.txt), "" if none."""
    day = find_day(name.replace("_", "-"))
    if day:
        return day
    for match in _COMPACT.finditer(name):
        day = iso_day(int(match[1]), int(match[2]), int(match[3]))
        if day:
            return day
    return ""


def written_on(published: str, month_day: tuple[int, int]) -> str:
    """The day of 本报9月17日讯 in an issue of a known day: the last such day up to it, "" where it cannot be told."""
    if len(published) != 10 or not month_day[0]:
        return ""
    year = int(published[:4])
    day = iso_day(year, *month_day)
    return day if day and day <= published else iso_day(year - 1, *month_day)


def date_in_name(name: str) -> str:
    """The date in a file's or folder's name as exact as it is there: a day, else a month, else a year, else ""."""
    return day_in_name(name) or _partial(name.replace("_", "-"))


def date_of(text: str) -> str:
    """The date that a cell or value tells, as exact as it is there: a day, else a month, else a year, else ""."""
    return find_day(text) or _partial(fold(text))


def is_day(date: str) -> bool:
    """Whether an ISO date is known to the day."""
    return len(date) == 10


def _partial(text: str) -> str:
    if match := _MONTH.search(text):
        return f"{match[1]}-{int(match[2] or match[3]):02d}"
    match = _YEAR.search(text)
    return match[1] if match else ""


def iso_day(year: int, month: int, day: int) -> str:
    """``year``-``month``-``day`` as ISO, "" if the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= _MONTH_DAYS[month - 1]:
        return ""
    if (month, day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400)):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"


def _han_number(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _HAN_DIGITS.get(text, 0) if len(text) == 1 else 0
    return 10 * (_HAN_DIGITS.get(tens, 0) if tens else 1) + (_HAN_DIGITS.get(ones, 0) if ones else 0)
