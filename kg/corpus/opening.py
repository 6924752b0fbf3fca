"""How the text of an article opens and ends: 本报济宁9月28日讯(记者 郝明雷) … (来源:区委组织部).

All functions take folded text (full-width forms as ASCII, see ``mend.fold``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.corpus.byline import Credit, is_name, parse_credit, parse_names
from kg.corpus.dates import find_day
from kg.corpus.words import layout_words

_OWN = "本报|本刊|本网|本台|我报|本社"
_AGENCY = "新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|央广网"
_PAPER = r"[\u4e00-\u9fff]{2,8}?(?:日报|晚报|时报|早报|商报|报|网|社|台|融媒|融媒体中心|在线|发布|客户端)"
# 本报讯, 本报济宁9月28日讯, 中新网霍尔果斯4月16日电, 新华社北京2021年4月20日电, 徐汇报讯, 本报综合消息
_START = re.compile(
    rf"[【\[(]?(?P<org>(?:{_OWN})(?:综合)?|{_AGENCY}|{_PAPER})?"
    r"[ ]?(?P<place>[\u4e00-\u9fff]{2,8}?)?"
    r"(?P<day>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)?"
    r"(?:(?<=本[报台网刊社])讯|(?:专?讯|专?电|消息|综合报道)(?=[\s(:】\])*]|$))[】\])]?:?[ \t*]*"
)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_START_WORD = re.compile(r"讯|电|消息|报道")
# The words between 本报 and 讯 that are no place.
_NO_PLACES = frozenset(layout_words()["no-place"])
_BRACKET = re.compile(r"\(([^()]{2,80})\):?")
# 本报讯 记者 张三 通讯员 李四 报道: without brackets
_SPOKEN = re.compile(r"([^。,()]{2,40}?)\s?(?:摄影)?报道(?:[:,]|\s|(?=[\u4e00-\u9fff\d]))")
_SPEAKER = re.compile(r"(?:本报|全媒体|融媒体|本台)?(?:记者|通讯员)")
_NAMED = re.compile(r"(?:本报|全媒体|融媒体)?(?:记者|通讯员) (?P<name>[\u4e00-\u9fff·]{2,6})(?= )")
_NEXT_NAME = re.compile(r" (?:(?:记者|通讯员) )?(?P<name>[\u4e00-\u9fff·]{2,6})(?= )")
_CONTINUED = re.compile(r"\((?:紧接|上接|接)[^()]{1,14}\)")

_LAST_BRACKET = re.compile(r"[(【\[]([^()【】\[\]]{1,60})[)】\]]\s*$")
_TO_BE_CONTINUED = re.compile(
    r"[▶►→]?\s*(?:下转|转|详见|全文见)第?\s?[A-Z]?\d{1,2}\s?版?.{0,6}|完|完毕|未完待续|本报综合|作者(?:单位:|系|为).{2,30}"
)
_SOURCE = re.compile(
    r"(?:(?:文章|信息|稿件|新闻|内容|资料)?来源|稿源|供稿(?:单位)?|转自|摘自|原载)\s*[:丨|┃]\s*(?P<name>\S.{0,38}?)\s*"
)
_ACCORDING = re.compile(rf"据(?P<name>{_AGENCY}|{_PAPER})(?:消息|报道|[\u4e00-\u9fff]{{0,6}}电|讯)?")
# (县工商联供稿), on a line of its own
_SENT_IN = re.compile(r"\((?P<name>[\u4e00-\u9fff]{2,14})(?:供稿|报送)\)")
# Who sent the article in, in brackets after its last sentence: (区融媒体中心)
_OFFICE = re.compile(r"[\u4e00-\u9fff]{1,12}(?:部|办|办公室|局|委|中心|社|台|网|院|厅|报|处|总工会|妇联|科协|街道|镇)")


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of a text: ``length`` characters of it, reporters, place, day and agency.

    ``news`` is true for 讯 and 电, which only the first text of an article has; ``month_day`` is (9, 17) of
    本报9月17日讯, (0, 0) without.
    """

    length: int
    authors: tuple[str, ...] = ()
    dateline: str = ""
    day: str = ""
    source: str = ""
    news: bool = False
    month_day: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Ending:
    """What closes a paragraph: ``length`` characters of it come before, then people, a source, or 下转第2版."""

    length: int
    credit: Credit | None = None
    source: str = ""


def parse_opening(text: str) -> Opening | None:
    """The opening of an article's text, None if it begins with its first sentence."""
    head = text[:60]
    if head[:1] != "(" and not _START_WORD.search(head):
        return None
    match = _START.match(text, 0, 120)
    if match and (not (match["org"] or match["day"]) or (not match["org"] and match["place"])):
        match = None
    if not match:
        continued = _CONTINUED.match(text)
        if continued:
            return Opening(_past_blanks(text, continued.end()))
        length, authors = _spoken(text, 0) or _makers(text, 0, False)
        return Opening(_past_blanks(text, length), authors) if length else None
    length, authors = _makers(text, match.end(), True)
    org, place = match["org"] or "", match["place"] or ""
    return Opening(
        _past_blanks(text, length),
        authors,
        "" if place in _NO_PLACES else place,
        find_day(match["day"] or ""),
        "" if re.match(_OWN, org) else org,
        True,
        _month_day(match["day"] or ""),
    )


def _month_day(text: str) -> tuple[int, int]:
    """(month, day) of 9月17日, (0, 0) where one of them is not told."""
    match = _MONTH_DAY.search(text)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def parse_ending(text: str) -> Ending | None:
    """What closes a paragraph in brackets, None if nothing does."""
    if text[-1:] not in (")", "】", "]"):
        return None
    match = _LAST_BRACKET.search(text, max(0, len(text) - 70))
    if not match:
        return None
    inner = match[1].strip()
    length = len(text[:match.start()].rstrip())
    source = parse_source(inner)
    if source:
        return Ending(length, source=source)
    if _TO_BE_CONTINUED.fullmatch(inner):
        return Ending(length)
    if text[length - 1:length] in ("。", "!", "?", "”") and _OFFICE.fullmatch(inner):
        return Ending(length, source=inner)
    credit = parse_credit(inner) or parse_names(inner)
    return Ending(length, credit) if credit else None


def parse_source(text: str) -> str:
    """The source that the whole of ``text`` names (来源:区委组织部), "" if it is something else."""
    if len(text) > 60:
        return ""
    if sent := _SENT_IN.fullmatch(text):
        return sent["name"]
    text = text.strip("()【】[] ")
    match = _SOURCE.fullmatch(text) or _ACCORDING.fullmatch(text)
    return match["name"].strip() if match else ""


def _makers(text: str, at: int, after_start: bool) -> tuple[int, tuple[str, ...]]:
    """Where the reporters named at ``at`` end, and their names; ``at`` itself if none are named."""
    bracket = _BRACKET.match(text, at)
    if bracket:
        credit = parse_credit(bracket[1]) or (parse_names(bracket[1]) if after_start else None)
        if credit:
            return bracket.end(), credit.authors
    if not after_start:
        return at, ()
    spoken = _spoken(text, at)
    if spoken:
        return spoken
    names: list[str] = []
    named = _NAMED.match(text, at)
    while named and is_name(named["name"]):
        names.append(named["name"])
        at = named.end()
        named = _NEXT_NAME.match(text, at)
    return at, tuple(names)


def _spoken(text: str, at: int) -> tuple[int, tuple[str, ...]] | None:
    """Where 记者 张三 报道: ends that stands at ``at``, and its names; None if no such words stand there."""
    match = _SPOKEN.match(text, at) if _SPEAKER.match(text, at) else None
    credit = parse_credit(match[1]) if match else None
    return (match.end(), credit.authors) if match and credit and credit.authors else None


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at
