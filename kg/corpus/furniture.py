"""Lines of a page that are no article: running heads, days of issue, navigation, and the line below a headline.

All functions take folded text (full-width forms as ASCII, see ``mend.fold``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.corpus.byline import parse_credit
from kg.corpus.dates import date_of, day_span
from kg.corpus.words import layout_words, one_of
from kg.model import unique

_WORDS = layout_words()
_LINES = frozenset(_WORDS["line"])
_STARTS = _WORDS["start"]
# What follows these words to the end of the page, or to the next text, are links to other pages.
_LINK_HEADS = frozenset(_WORDS["links"])
_LINE = re.compile(
    r"(?:第\s?)?[A-Z]{0,2}\d{1,3}\s?版(?:\s?[:·|/]?\s?\S{0,8})?|[\u4e00-\u9fff]{2,6}[ :|/·]{0,3}第?[A-Z]?\d{1,2}版"
    r"|[-—·•\s]{0,6}\d{1,3}[-—·•\s]{0,6}|[-=_*~—─━·•\s]{3,}"
    r"|\|?(?:\s{0,9}:?-{2,}:?\s{0,9}\|)+(?:\s{0,9}:?-{2,}:?)?|第?\s?\d{1,3}\s?/\s?\d{1,3}\s?页?|第\s?\d{1,3}\s?页(?:[,\s]{0,2}共\s?\d{1,3}\s?页)?|总?第\d{1,6}期|星期[一二三四五六日天]"
    r"|(?:[\u4e00-\u9fff]{2,20}\s{1,4})?(?:https?://|www\.)\S+|(?:要闻|综合|时政|民生|社会|专题|专版|新闻|副刊)\s?[|/·]?\s?[A-Z]?\d{1,3}|\d{1,3}\s?[|/·]?\s?(?:要闻|综合|时政|民生|社会|专题|专版|新闻|副刊)"
    r"|[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|晨报)·[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff]{2,8}(?:专版|周刊)"
    r"|[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|早报|商报|都市报|青年报|新报|区报|县报)(?:社)?(?:出版|主办)?|[\u4e00-\u9fff]{2,3}报|[【\[(]?大\s{1,4}中\s{1,4}小[】\])]?"
    r"|[●■◎◆★]?\s?(?:本[报刊])(?:综合|汇总|集纳)(?:整理|报道)?|\((?:上接|紧接|下转|转)[^()]{1,12}\)"
    r"|(?:打印|关闭|分享|收藏|返回|放大|缩小|默认|纠错|转发)(?:[\s|/·]{1,4}(?:打印|关闭|分享|收藏|返回|放大|缩小|默认|纠错|转发|窗口|本页))+"
)
# A2 要闻 责编 朴莲玉 美编 崔银姬
_MADE_BY = re.compile(
    r"(?:第?\s?[A-Z]{0,2}\d{1,3}\s?版?|[\u4e00-\u9fff]{2,6}版?)[ :|/·][^。,]{0,30}"
    r"(?:责编|责任编辑|编辑|美编|版式|校对|组版|审读)[ :][^。,]{2,40}"
)
_BRACKET = re.compile(r"\(([^()]{2,40})\)?$")
_CRUMB = re.compile("[>»→]+| / ")

_AUTHOR_KEYS = "作者|信息员|记者|通讯员|责任编辑|责编|编辑|撰稿人|撰稿|供稿人|文字|摄影"
_SOURCE_KEYS = "(?:文章|信息|稿件|新闻)?来源(?:单位)?|稿源|供稿单位|发布单位|发布机构|发文机关"
_DAY_KEYS = (
    "发布时间|发布日期|发稿时间|发稿日期|发表时间|发表日期|刊发时间|更新时间|更新日期|录入时间|添加时间|时间|日期"
)
_OTHER_KEYS = (
    "成文日期|发文日期|发布人|发布者|审核人|审稿|录入人?|公开方式|信息分类|阅读人数|点击率|访问|有效性|审核|审校|校对|初审|复审|终审|签发|浏览次数|浏览量|浏览|点击次数|点击数|点击量|点击|阅读次数|阅读量|阅读数|阅读|访问量|访问次数|"
    "人气|字号|字体大小|字体|字体显示|分享到?|索引号|主题分类|文号|关键词|关键字|栏目|所属栏目|分类"
)
# These head lines of notices too (时间:2021年4月至6月), so that only a full day after them is the day of issue.
_LOOSE_DAY_KEYS = ("时间", "日期")
_KEY = f"{_SOURCE_KEYS}|{_DAY_KEYS}|{_AUTHOR_KEYS}|{_OTHER_KEYS}"
_META = re.compile(rf"[【\[(]?\s?(?:{_KEY})\s{{0,3}}[:丨|┃]")
_PAIR = re.compile(rf"({_KEY})\s{{0,3}}[:丨|┃]\s{{0,3}}")
_AUTHOR_KEY = re.compile(_AUTHOR_KEYS)
_SOURCE_KEY = re.compile(_SOURCE_KEYS)
_DAY_KEY = re.compile(_DAY_KEYS)
# A key that running text may begin with too; only a full day after it makes it a line of the page.
_WEAK_KEY = re.compile(
    r"[【\[(]?\s?(?:时间|日期|文字|点击|阅读|浏览|分类|栏目|记者|通讯员|作者|摄影|编辑)\s{0,3}[:丨|┃]"
)
_BESIDE_DAY = re.compile(r"浏览|阅读|点击|来源|字号|字体|作者|访问|编辑|稿源")
_ISSUE = re.compile(
    r"星期[一二三四五六日天]|周[一二三四五六日天](?![\u4e00-\u9fff])|农历\S{0,10}"
    r"|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\S{2,6}"
    r"|第?[一二三四五六七八九十]{1,2}版(?:[:·\s]{0,2}[\u4e00-\u9fff]{0,4}(?![\u4e00-\u9fff]))?"
    r"|(?:第\s?)?[A-Z]{0,2}\d{1,3}\s?版(?:[:\s]{0,2}\S{0,8})?|(?<![A-Za-z\d])[A-D]\d{1,2}(?!\d)|版次\S{0,4}"
    r"|(?:责任编辑|责编|美编|版式|校对|组版)[ :]{0,2}[\u4e00-\u9fff]{2,4}"
    r"|(?:总|本期)?第?\s?\d{1,6}期|今日\d{1,2}版|\d{1,2}:\d\d(?::\d\d)?"
)
# What a website prints behind the day: the time, where it comes from, who wrote it.
_STAMPED = re.compile(
    r"\s{1,4}\d{1,2}:\d\d(?::\d\d)?\s{1,4}(?P<source>(?:(?!记者|通讯员|作者)\S){2,20})?"
    r"(?:\s{0,4}(?P<credit>(?:本报|见习)?(?:记者|通讯员|作者)\S?.{2,40}))?"
)
# 徐汇报 2021年7月 第3期, 2021年7月号: the head of a paper that prints no day. A month alone may be the end of a notice.
_MONTH_HEAD = re.compile(
    r"(?P<paper>[\u4e00-\u9fff]{1,10}报)?\s{0,4}(?P<month>(?:19|20)\d\d年\s?\d{1,2}月)(?P<kind>号|刊|[上中下]旬刊?)?"
    r"(?P<rest>(?:[\s|·/(]{0,4}(?:总?第?\s?\d{1,6}期|(?:第\s?)?[A-Z]{0,2}\d{1,3}\s?版\S{0,8})\)?){0,3})"
)
# How the names of those end who put out an article: 松江人大, 县融媒体中心, 今日溆浦.
_ISSUERS = (
    "网", "网站", "报", "版", "社", "台", "局", "办", "部", "委", "人大", "政协", "中心", "政府", "发布", "在线",
    "频道", "法院", "检察院", "街道", "镇", "乡", "客户端", "公众号",
)
_NUMBER = re.compile(r"([A-Z]{0,2}\d{1,3})\s?版")
_EDITORS = re.compile(r"(?:星期.|版)[ |]{0,4}(?:责任编辑|责编|编辑)")
# 固始报 二版, 绵阳高新区报·综合, 小榄镇政府网 今日小榄
_SITE = re.compile(
    r"[\u4e00-\u9fff]{2,10}报(?:\s{1,4}(?:第?[一二三四五六七八九十\d]{1,3}|[\u4e00-\u9fff]{2,4})版|"
    r"[·|/ ]{1,3}(?:综合|要闻|时政|民生|社会|新闻|专题|副刊)(?:新闻|版)?)"
    r"|[\u4e00-\u9fff]{2,12}(?:政府网|门户网站|新闻网|信息网|政务网|官网)(?:\s{1,4}[\u4e00-\u9fff]{2,8})?"
)
# 【海城要闻】, [简讯]
_COLUMN = re.compile(r"[【\[](?P<name>[\u4e00-\u9fff]{2,8})[】\]]")
_COLUMN_ENDS = layout_words()["column-end"]
_SPACES = re.compile(r"\s{2,}")
# The edition behind a paper's name, as in 巴音郭楞日报(汉文版).
_EDITION = re.compile(r"\([^()\s]{1,4}版\)")
_DIGITS = re.compile(r"\d\d|[一二][九〇○零]")


@dataclass(frozen=True, slots=True)
class Imprint:
    """A line that says when, by whom and from where: below a headline, or as the head of a whole page.

    ``day`` is as exact as it is printed: 2021-04-26, 2021-04 or 2021. ``of_page`` is a running head (徐汇报
    2021年4月26日 第2版), which may name the ``paper`` and the page's ``number``; ``bare`` is a day and nothing else.
    """

    day: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    of_page: bool = False
    bare: bool = False
    paper: str = ""
    number: str = ""


# A paper's name before the day, and the name of a column behind it.
_PAPER_FIRST = re.compile(r"[\u4e00-\u9fff]{2,8}(?:报|新闻|要闻|时讯|时政|周刊|专版|视窗) +$")
_COLUMN_LAST = re.compile(r" +[\u4e00-\u9fff·“”]{2,8}")
_ISSUED_BY = re.compile("(?:合办|联办|主办|主编|主管|编印|承办)$")
_PUBLISHED = re.compile("主办|主管|编印|承印|准印")
_VERB = re.compile(one_of(layout_words()["headline-verb"]))


def is_furniture(line: str) -> bool:
    """Whether ``line`` is navigation, a running head, a page number, a rule or the like."""
    if len(line) > 100:
        return False
    return (
        line in _LINES
        or line.startswith(_STARTS)
        or (len(line) <= 60 and bool(_LINE.fullmatch(line) or _MADE_BY.fullmatch(line)))
        or _is_menu(line)
        or ((">" in line or "»" in line or "→" in line or line.count(" / ") > 1) and _is_trail(line))
        or _names_site(line)
    )


def _names_site(line: str) -> bool:
    """Whether ``line`` is the name of a paper or a site with its page or column, or a column's name in brackets."""
    if len(line) > 24:
        return False
    column = _COLUMN.fullmatch(line)
    return bool(_SITE.fullmatch(line)) or (column is not None and column["name"].endswith(_COLUMN_ENDS))


def _is_menu(line: str) -> bool:
    """Whether ``line`` holds the columns of a site: 首页 | 走进温泉 | 新闻中心."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) < 3 or not all(0 < len(cell) <= 8 for cell in cells[1:]):
        return False
    column = len(cells[0]) <= 24 and cells[-1].endswith(("动态", "要闻", "新闻", "资讯"))
    return column or cells[0] in ("首页", "网站首页")


def _is_trail(line: str) -> bool:
    """Whether ``line`` says where the page stands in its site: 首页 > 新闻动态 > 政务要闻."""
    steps = _CRUMB.split(line)
    return len(line) <= 80 and "。" not in line and len(steps) <= 9 and all(len(step.strip()) <= 20 for step in steps)


def heads_links(line: str) -> bool:
    """Whether links to other pages follow ``line``."""
    return line.strip("【】[]:>» ") in _LINK_HEADS


def parse_imprint(line: str) -> Imprint | None:
    """What a line of day, source and clicks says, None if ``line`` is something else."""
    if len(line) > 160:
        return None
    if _META.match(line):
        imprint = _pairs(line)
        return None if _WEAK_KEY.match(line) and not imprint.day else imprint
    if len(line) > 100 or not _DIGITS.search(line):
        return None
    found = day_span(line)
    if not found:
        return _month_head(line)
    rest = f"{line[:found[0]]} {line[found[1]:]}"
    left = _SPACES.sub(" ", _EDITION.sub("", _ISSUE.sub("", rest))).strip(" ,|/·-—()【】[]:*")
    issue = _ISSUE.search(rest)
    if issue and len(left) <= 12 and _EDITORS.search(rest) and line[-1] not in "。!?":
        # 海北报 2013年2月25日 星期一 第二版 责任编辑 宋佳
        return Imprint(found[2], of_page=True, paper=_paper(left), number=_number(rest))
    if found[0] <= 30 and _BESIDE_DAY.search(rest) and line[-1] not in "。!?":
        return _pairs(line)
    if found[0] == 0 and (stamped := _STAMPED.fullmatch(line, found[1])):
        # 2024-03-13 09:26 黎平县融媒体中心 记者 吴育珍
        credit = parse_credit(stamped["credit"]) if stamped["credit"] else None
        source = stamped["source"] or ""
        if credit or (source.endswith(_ISSUERS) and not stamped["credit"]):
            return Imprint(found[2], source, credit.authors if credit else ())
    if not left:
        clock = not issue or _only_clock(rest)
        return Imprint(found[2], of_page=not clock, bare=clock, number=_number(rest))
    if not issue and len(left) <= 12 and left.endswith(_ISSUERS) and _beside(line, found[0], found[1]):
        # 松江人大 2015-05-28
        return Imprint(found[2], source=left)
    if issue and len(line) <= 80 and _PUBLISHED.search(rest):
        # 华士视窗 第86期 2021年12月31日 主办:江阴市华士镇党委
        return Imprint(found[2], of_page=True, number=_number(rest))
    if found[1] < len(line) and _ISSUED_BY.search(line, found[1]) and len(line) <= 60:
        # 西樵山花 二〇一〇年十一月八日 西樵镇宣传文化办公室主编
        return Imprint(found[2], of_page=True, number=_number(rest))
    if _PAPER_FIRST.match(line, 0, found[0]) and _COLUMN_LAST.fullmatch(line, found[1]):
        # 綦江要闻 2023年11月29日 往来交流
        return Imprint(found[2], of_page=True)
    cells = left.split()
    if len(cells) > 1 and len(left) <= 24 and any(cell in _LINES or cell.isdigit() for cell in cells[1:]):
        # 库车新闻 综合 2 2015年6月17日
        return Imprint(found[2], of_page=True, number=_number(rest))
    headlike = left.isalpha() and len(left) <= 8 and not _VERB.search(left)
    if headlike and found[1] == len(line) and line[found[0] - 1] == " ":
        # 奇台零距离 2021年4月28日: a name and no sentence, a head of the page.
        return Imprint(found[2], of_page=True)
    if (issue and len(left) <= 12 and len(line) <= 60) or (len(left) <= 8 and left.endswith(("报", "新闻", "要闻"))):
        return Imprint(found[2], of_page=True, paper=_paper(left), number=_number(rest))
    return None


def _month_head(line: str) -> Imprint | None:
    """What the running head of a paper that prints no day says."""
    match = _MONTH_HEAD.fullmatch(line) if len(line) <= 60 else None
    if not match or not (match["paper"] or match["kind"] or match["rest"]):
        return None
    return Imprint(date_of(match["month"]), of_page=True, paper=match["paper"] or "", number=_number(match["rest"]))


def _paper(words: str) -> str:
    """The name of a newspaper among the words of a running head."""
    return next((word for word in words.split() if word.endswith("报") and 2 < len(word) <= 12), "")


def _number(words: str) -> str:
    """The number of the page in a running head: 第A02版 is A02."""
    match = _NUMBER.search(words)
    return match[1] if match else ""


def _beside(line: str, start: int, end: int) -> bool:
    """Whether the day at [start, end) stands at one end of the line and apart from the rest."""
    before, after = line[:start], line[end:]
    return (not before or before[-1] in " |·") and (not after or after[0] in " |·") and not (before and after)


def _only_clock(rest: str) -> bool:
    """Whether beside the day only a time of day is printed, as below a headline of a website."""
    return bool(re.fullmatch(r"[\s(\[]*\d{1,2}:\d\d(?::\d\d)?[\s)\]]*", rest))


def _pairs(line: str) -> Imprint:
    """The keys and values of a line like 来源:松江人大 发布时间:2015-05-28 【字号:大 中 小】."""
    parts = _PAIR.split(line.strip("【】[]() "))
    authors: list[str] = []
    source, day = "", _day(parts[0])
    for key, value in zip(parts[1::2], parts[2::2], strict=True):
        value = value.strip(" |,;【】[]()*")
        found = day_span(value)
        makers = _BRACKET.search(value)
        if makers and (credit := parse_credit(makers[1])):
            authors += credit.authors
            value = value[:makers.start()].rstrip()
        if _SOURCE_KEY.fullmatch(key):
            source = source or (value[:found[0]] if found else value).split("  ")[0].strip(" |,;")
        elif _AUTHOR_KEY.fullmatch(key):
            credit = parse_credit(f"作者 {value}") if value else None
            authors += credit.authors if credit else ()
        if found and not day and (_DAY_KEY.fullmatch(key) or _SOURCE_KEY.fullmatch(key) or _AUTHOR_KEY.fullmatch(key)):
            day = found[2]
        elif not day and _DAY_KEY.fullmatch(key) and key not in _LOOSE_DAY_KEYS:
            day = date_of(value)
    return Imprint(day or _day(line), source, unique(authors))


def _day(text: str) -> str:
    found = day_span(text) if len(text) >= 8 else None
    return found[2] if found else ""
