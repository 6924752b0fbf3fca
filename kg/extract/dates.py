"""Dates in running text, with the year they take from the page.

4月20日 takes its year from the article; 昨天 only from a known day of issue. 第四十一次, 十四五, 15号线, 2号楼 and 50年
are no dates: a day needs its month, a year its four digits.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_DAY = r"(?P<d>[12][0-9]|3[01]|0?[1-9])(?:日|号(?![线楼院厅馆门文]))"
_DATE = re.compile(
    # What a date begins with, before all ways to go on are tried.
    r"(?=[0-9一二三四五六七八九十昨今去明当前同次日近])(?:(?P<han>(?:(?P<hy>[一二][九〇○零][〇○零一二三四五六七八九]{2})年)?"
    r"(?P<hm>十[一二]|[一二三四五六七八九十])月(?P<hd>三十一?|二?十[一二三四五六七八九]|二?十|[一二三四五六七八九])[日号])|"
    r"(?P<full>(?P<y>(?:19|20)\d\d)年(?:(?P<m>1[0-2]|0?[1-9])月(?:(?P<fd>[12][0-9]|3[01]|0?[1-9])(?:日|号))?)?"
    r"|(?P<y2>(?:19|20)\d\d)[-./](?P<m2>1[0-2]|0?[1-9])[-./](?P<d2>[12][0-9]|3[01]|0?[1-9])(?!\d))"
    r"|(?P<md>(?P<rel>今年|去年|明年|当年)?(?P<m3>1[0-2]|0?[1-9])月(?P<d3>[12][0-9]|3[01]|0?[1-9])(?:日|号))"
    r"|(?P<mon>(?<![\d个])(?P<rel2>今年|去年|明年|当年)?(?P<m4>1[0-2]|[1-9])月(?=[,，]|份|以来|底|初|中旬|上旬|下旬))"
    rf"|(?P<only>(?<![\d月年第至—\-、到]){_DAY}(?=[上下晚凌中起]|[,，]|$|[^线楼院厅馆门文位人天本报讯电]))"
    r"|(?P<word>昨天|昨日|今天|今日|前天|前日|明天|当天|当日|当晚|同日|同一天|同天|次日|日前|近日|近期))"
)
_END = re.compile(
    r"(?:[上下]午|晚|凌晨)?\s*(?:至|到|—|-|－|~)+(?:(?P<m>1[0-2]|0?[1-9])月)?(?P<d>[12][0-9]|3[01]|0?[1-9])(?:日|号)"
)
# A year that tells when: 2021年, 2021届, 2021-04-20, and where an event's name begins 2021|岳麓人工智能论坛; no count
# (2000多名) and no year of a plan (到2025年, 2030年远景).
_YEAR = re.compile(
    r"(?<![\d到至—-])((?:19|20)\d\d)(?=年(?!底?前|远景|—|-|至|到|目标)|届|[-./](?:1[0-2]|0?[1-9])[-./]\d)"
    r"|(?:(?<=[，。；：、“（ \n])|^)(20[0-4]\d)"
    r"(?=[\u4e00-\u9fff]{2}(?<![多余个名人元万亿千百户家件次米亩公平吨项条张套台只年].))"
)
_DIGITS = {digit: str(value % 10) for value, digit in enumerate("〇一二三四五六七八九零○")}
_DIGITS |= dict.fromkeys("〇零○", "0")
_SHIFT = {"昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "前天": -2, "前日": -2, "明天": 1}
SAME_DAY = frozenset({"当天", "当日", "当晚", "同日", "同一天", "同天"})
_YEAR_SHIFT = {"今年": 0, "当年": 0, "去年": -1, "明年": 1}


class DateMention(NamedTuple):
    """A date at [start, end): ``iso`` as exact as it is known, "" if it cannot be told; ``until`` the last day of a
    span.

    ``same`` marks words (当天, 同日) that repeat the date before them.
    """

    start: int
    end: int
    iso: str
    until: str = ""
    same: bool = False


def number(numeral: str) -> int:
    """The value of a numeral below a hundred: 二十一 is 21, 十 is 10."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (int(_DIGITS[tens]) if tens else 1) if ten else 0) + (int(_DIGITS[ones]) if ones else 0)


def valid(year: int, month: int, day: int) -> str:
    """ISO date, "" if there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def shift(day: str, days: int) -> str:
    """The ISO day that lies ``days`` after an ISO day; "" from anything that is no full day."""
    if len(day) != 10:
        return ""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def years_of(text: str) -> list[int]:
    """The years a text names as present or past (2021年, 2021届, 2021-04-20, 2021岳麓…论坛), in order; what is planned
    (到2025年) is left out."""
    return [int(match[1] or match[2]) for match in _YEAR.finditer(text)]


def find_dates(text: str, published: str = "", year: int | None = None, written: str = "") -> list[DateMention]:
    """The dates of a text in order.

    ``published`` is the article's day ("" unknown); ``year`` the page's year, used where no published day is known;
    ``written`` the day of 本报9月17日讯, if the text gives one, from which 今天 and 昨天 count. A day without month
    (27日) takes the month of the date before it, or of the published day.
    """
    issued = datetime.date.fromisoformat(published) if len(published) == 10 else None
    current_year = issued.year if issued else year
    month = issued.month if issued else None
    found: list[DateMention] = []
    for match in _DATE.finditer(text):
        iso, same = "", False
        if found and match.start() < found[-1].end:
            # 11月29日至|12月1日 was read as its end.
            continue
        if match["han"]:
            month = number(match["hm"])
            at = int("".join(_DIGITS[digit] for digit in match["hy"])) if match["hy"] else None
            iso = _dated(at or _year_for(current_year, None, issued, month), month, number(match["hd"]))
        elif match["full"]:
            named = int(match["y"] or match["y2"])
            named_month = match["m"] or match["m2"]
            named_day = match["fd"] or match["d2"]
            if named_month and named_day:
                iso = valid(named, int(named_month), int(named_day))
                month = int(named_month)
            elif named_month:
                iso, month = f"{named}-{int(named_month):02d}", int(named_month)
            else:
                iso = str(named)
        elif match["md"]:
            month = int(match["m3"])
            iso = _dated(_year_for(current_year, match["rel"], issued, month), month, int(match["d3"]))
        elif match["mon"]:
            month = int(match["m4"])
            at = _year_for(current_year, match["rel2"], issued, month)
            iso = f"{at}-{month:02d}" if at else ""
        elif match["only"]:
            if month is None:
                continue
            day = int(match["d"])
            if issued and not found and day > issued.day and month == issued.month:
                # On the 3rd, 27日 without a month is last month's.
                last = issued.replace(day=1) - datetime.timedelta(days=1)
                iso = _dated(last.year, last.month, day)
            else:
                iso = _dated(current_year, month, day)
                spans = [date for date in found if date.until[:7] > date.iso[:7]]
                later = _dated(current_year, int(spans[-1].until[5:7]), day) if spans else ""
                if later and later <= spans[-1].until:
                    # 1日, of 11月29日至12月1日
                    iso = later
        else:
            word = match["word"]
            same = word in SAME_DAY
            iso = shift(written or published, _SHIFT[word]) if word in _SHIFT and issued else ""
            if word == "次日" and found:
                # The day after the one told last.
                iso = shift(found[-1].until or found[-1].iso, 1)
        end, until = match.end(), ""
        if len(iso) == 10 and (tail := _END.match(text, end)):
            until = _dated(int(iso[:4]), int(tail["m"] or iso[5:7]), int(tail["d"]))
            end = tail.end() if until else end
        found.append(DateMention(match.start(), end, iso, until, same))
    return found


def _year_for(year: int | None, word: str | None, issued: datetime.date | None, month: int) -> int | None:
    if year is None:
        return None
    if word:
        return year + _YEAR_SHIFT[word]
    # A paper of January that says 12月28日 means the year before.
    if issued and issued.month <= 2 and month >= 11:
        return year - 1
    return year


def _dated(year: int | None, month: int, day: int) -> str:
    return valid(year, month, day) if year else ""
