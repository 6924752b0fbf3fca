"""Lines of a page, each with its offsets and a first guess at what it is.

Columns that were set narrow come as hard-wrapped lines; they are joined here, before anything is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.corpus.byline import is_credit_words, parse_credit, parse_source
from kg.corpus.dates import day_span
from kg.corpus.mend import Range, visible

TEXT, SHORT, HEAD, BOX, BYLINE, CREDIT, CAPTION, META, DATE, SOURCE, FURNITURE = (
    "text", "short", "head", "box", "byline", "credit", "caption", "meta", "date", "source", "furniture"
)
# The longest line that may still be a headline, in characters.
LONGEST_TITLE = 50
_BOX_MARKS = "■□◆◇▲△★☆▶►▌▎●◎※◉"
_CLOSERS = "”’』」》〉)))】〕]\"' \u3000"
_ENDS = "。!?!?…;;::.~"
_SECTIONS = frozenset(
    "要闻 综合 综合新闻 时政 时政要闻 民生 社会 社会新闻 专题 专版 新闻 头版 本地新闻 本市新闻 本区新闻 区县新闻 基层动态 工作动态 新闻中心 导读 "
    "今日导读 本版导读 简讯 简报 首页 返回首页 正文 副刊 广告 公告 文化 教育 经济 评论 返回 打印 关闭 打印本页 关闭窗口 上一篇 下一篇 上一版 下一版 "
    "版面导航 标题导航 相关链接 相关新闻 相关阅读 更多 更多>> 分享 收藏 纠错 网站地图 联系我们 目录 无障碍 长者模式 责任编辑 全文 大 中 小".split()
)
_FURNITURE_START = (
    "当前位置", "您当前的位置", "您的位置", "您现在的位置", "所在位置", "现在位置", "首页>", "首页 >", "首页 >", "首页»", "上一篇", "下一篇", "上一条", "下一条", "打印本页",
    "【打印", "[打印", "【关闭", "[关闭", "分享到", "扫一扫", "扫描二维码", "主办单位", "承办单位:网", "版权所有", "网站标识码", "沪ICP备", "国内统一", "邮发代号",
    "投稿邮箱", "新闻热线", "广告热线", "联系电话:", "电话:", "电话:", "E-mail", "e-mail", "邮编:", "邮编:", "地址:", "字体:", "字号:", "字体:", "字号:", "放大+", "Copyright",
    "本版编辑", "本版责编", "本版责任编辑", "版面编辑", "值班编委", "组版", "校对", "美编", "版式", "(下转", "(上接", "下转第", "上接第", "▶下转", "转载请注明", "声明:",
    "浏览次数", "浏览量", "阅读次数", "点击数", "访问量", "附件下载", "【我要纠错", "【字体", "【字号", "[字体", "[字号", "责任编辑邮箱", "网站支持", "技术支持",
)
_FURNITURE = re.compile(
    r"(?:第\s?)?[A-Z]{0,2}\d{1,3}\s?版(?:\s?[::·|]?\s?\S{0,8})?|\S{0,6}\s?第?[A-Z]?\d{1,2}版|[-—·•\s]*\d{1,3}[-—·•\s]*|[-=_*~—─━·•\s]{3,}"
    r"|(?:\|?\s*:?-{2,}:?\s*)+\|?|第?\s*\d{1,3}\s*/\s*\d{1,3}\s*页?|第\s?\d{1,3}\s?页(?:\s?共\s?\d{1,3}\s?页)?|总?第\d{1,6}期|星期[一二三四五六日天]"
    r"|https?://\S+|www\.\S+|!\[[^\]]{0,100}\]\([^)]{0,300}\)|\|?\s*(?:大\s+中\s+小)\s*|(?:要闻|综合|时政|民生|社会|专题|专版|新闻|副刊)\s*[|/·]?\s*[A-Z]?\d{1,3}"
    r"|[\u4e00-\u9fff]{2,8}(?:报|日报|晚报)(?:社)?(?:出版|主办)?"
)
_KEYS = (
    "(?:文章|信息|稿件|新闻)?来源|稿源|供稿单位|发布单位|发布机构|发文机关|发布时间|发布日期|发稿时间|发稿日期|发表时间|更新时间|更新日期|成文日期|发文日期|刊发时间|时间|日期|作者|记者|通讯员|撰稿人?|供稿人?|文字|"
    "摄影|图片|责任编辑|责编|编辑|审核|审校|校对|初审|复审|终审|签发|浏览次数|浏览量|点击数|点击量|点击|点击次数|阅读次数|阅读量|阅读|访问量|访问次数|人气|字号|字体|字体大小|分享|索引号|主题分类|文号|关键词|栏目"
)
_META = re.compile(rf"[【\[((]?\s*(?:{_KEYS})\s{{0,3}}[::]")
_PAIR = re.compile(rf"({_KEYS})\s{{0,3}}[::]\s{{0,3}}")
_DATED_META = re.compile(r"(?:浏览|阅读|点击|来源|字号|字体|作者|访问|编辑)")
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|周[一二三四五六日天]|农历\S{0,10}|第?\s?[A-Z]{0,2}\d{1,3}\s?版[::]?\s?\S{0,8}|版次\S{0,4}|(?:总|本期)?第?\s?\d{1,6}期|今日\d{1,2}版|\d{1,2}[::]\d\d(?:[::]\d\d)?")
_CAPTION_START = re.compile(r"图为|图[::]|上图|下图|左图|右图|[▲△↑↓◀▶][^■]{2,}|图[一二三四五六七八九十\d]{1,2}[::为\s]|(?:日前|近日|昨日|昨天|\d{1,2}月\d{1,2}日),.{2,60}摄$")
_TRAILING_CREDIT = re.compile(r"[\s。(()),,]((?:(?:本报|新华社|通讯员|特约|见习|实习)?(?:记者|摄影|通讯员)?\s?)[\u4e00-\u9fff]{1,4}(?:[\s、][\u4e00-\u9fff]{1,4}){0,2}\s?/?\s?(?:摄|摄影|供图))[))。]?$")
_HEADING = re.compile(r"(#{1,6})[ \t\u3000]*")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[、..]|[((][一二三四五六七八九十\d]{1,3}[))]|\d{1,2}[、.](?!\d)|第[一二三四五六七八九十\d]{1,3}[,、::]|其[一二三四五六]|[①-⑳]|[一二三四五六七八九]是")


@dataclass(slots=True)
class Block:
    """One line or joined run of lines: ``ranges`` of the page, ``text`` without marks, ``kind`` as guessed.

    ``gap`` is the number of blank lines before it; ``level`` the depth of a markdown heading, 0 if none.
    """

    kind: str
    ranges: list[Range]
    text: str
    gap: int
    level: int = 0
    box: bool = False
    authors: tuple[str, ...] = ()
    source: str = ""
    day: str = ""
    open: bool = False
    numbered: bool = field(default=False)

    @property
    def start(self) -> int:
        return self.ranges[0][0]


def split_blocks(text: str) -> list[Block]:
    """The lines of ``text`` that are not blank, in order."""
    rows: list[tuple[int, int, int]] = []
    gap = at = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            rows.append((start, start + len(stripped), gap))
            gap = 0
        else:
            gap += 1
        at += len(line) + 1
    return [_classify(text, ranges, gap) for ranges, gap in _unwrap(text, rows)]


def _unwrap(text: str, rows: list[tuple[int, int, int]]) -> list[tuple[list[Range], int]]:
    return [([(start, end)], gap) for start, end, gap in rows]


def is_open(text: str) -> bool:
    """Whether ``text`` stops in mid-sentence."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] not in _ENDS


def _classify(text: str, ranges: list[Range], gap: int) -> Block:
    """What the line is, judged by itself alone."""
    start, end = ranges[0]
    level, box = 0, False
    first = text[start]
    if first == "#":
        match = _HEADING.match(text, start, end)
        if match and match.end() < end:
            level, start = len(match[1]), match.end()
    elif first == ">" and end - start > 1:
        start += 1
        while start < end - 1 and text[start] in "> \u3000":
            start += 1
    shown = visible(text, start, end)
    ranges = [*shown, *ranges[1:]]
    line = "".join([text[a:b] for a, b in ranges])
    bare = line.strip()
    if not bare:
        return Block(FURNITURE, [(start, end)], "", gap)
    if bare != line:
        ranges = _narrow(text, ranges)
        line = bare
    size = len(line)
    if size <= 100:
        block = _short_line(line, ranges, gap)
        if block:
            return block
    if line[0] in _BOX_MARKS and size <= LONGEST_TITLE and is_open(line):
        skip = len(line) - len(line.lstrip(_BOX_MARKS + " \u3000"))
        if skip < size:
            box = True
            ranges = _narrow(text, drop(ranges, skip))
            line = "".join([text[a:b] for a, b in ranges])
    numbered = bool(_NUMBERED.match(line))
    unfinished = is_open(line)
    if box:
        return Block(BOX, ranges, line, gap, level, True)
    if level and size <= 80:
        return Block(HEAD, ranges, line, gap, level, numbered=numbered)
    if size <= LONGEST_TITLE and not _is_prose(line) and (unfinished or (size <= 36 and line.rstrip(_CLOSERS)[-1:] in "?!?!…")):
        return Block(SHORT, ranges, line, gap, 0, open=unfinished, numbered=numbered)
    if size <= 90 and _CAPTION_START.match(line):
        match = _TRAILING_CREDIT.search(line, max(0, size - 24))
        credit = parse_credit(match[1].strip()) if match else None
        return Block(CAPTION, ranges, line, gap, authors=credit.authors if credit else ())
    return Block(TEXT, ranges, line, gap, open=unfinished, numbered=numbered)


def _is_prose(line: str) -> bool:
    """Whether a short line has the punctuation of running text: headlines have one comma at the most."""
    commas = line.count(",")
    return "。" in line or commas > 1 or ";" in line or (commas == 1 and len(line) > 36)


def _short_line(line: str, ranges: list[Range], gap: int) -> Block | None:
    """The block that a line of at most 100 characters is if it is no prose: furniture, meta, date, byline, credit."""
    if line in _SECTIONS or line.startswith(_FURNITURE_START) or (len(line) <= 60 and _FURNITURE.fullmatch(line)):
        return Block(FURNITURE, ranges, line, gap, day=_line_day(line))
    if _META.match(line):
        return _meta(line, ranges, gap)
    if "20" in line or "19" in line or "年" in line or "20" in line:
        found = day_span(line)
        if found:
            rest = line[:found[0]] + " " + line[found[1]:]
            if len(line) <= 100 and _DATED_META.search(rest) and found[0] <= 30 and not line.rstrip().endswith("。"):
                return _meta(line, ranges, gap)
            left = _WEEKDAY.sub("", rest).strip(" \u3000,,|/·-—()()【】[]::")
            marked = _WEEKDAY.search(rest)
            if not left or (marked and len(left) <= 12 and len(line) <= 60) or (len(left) <= 8 and left.endswith(("报", "新闻", "要闻"))):
                return Block(DATE, ranges, line, gap, day=found[2], open=not marked)
    if len(line) <= 90:
        credit = parse_credit(line)
        if credit:
            return Block(CREDIT if credit.photo and line[-1] in "摄影图)) 供" else BYLINE, ranges, line, gap, authors=credit.authors)
        if is_credit_words(line):
            return Block(CREDIT, ranges, line, gap)
    source = parse_source(line)
    if source:
        return Block(SOURCE, ranges, line, gap, source=source)
    return None


def _meta(line: str, ranges: list[Range], gap: int) -> Block:
    authors: list[str] = []
    source, day = "", ""
    parts = _PAIR.split(line.strip("【】[]()() \u3000"))
    if len(parts) > 1 and not day:
        day = _line_day(parts[0])
    for key, value in zip(parts[1::2], parts[2::2], strict=True):
        value = value.strip(" \u3000|,,;;【】[]()()")
        if key.endswith(("来源", "稿源")) and not source:
            source = value.split("  ")[0].strip()
            found = day_span(source)
            if found:
                source = source[:found[0]].strip()
        elif key in ("作者", "记者", "通讯员", "责任编辑", "责编", "编辑", "撰稿", "撰稿人", "文字", "摄影", "供稿人"):
            credit = parse_credit("作者 " + value) if value else None
            authors += credit.authors if credit else ()
        if not day and key not in ("成文日期",):
            day = _line_day(value)
    day = day or _line_day(line)
    kind = META if day or len(parts) > 3 or not source else SOURCE
    return Block(kind, ranges, line, gap, authors=tuple(dict.fromkeys(authors)), source=source, day=day)


def _line_day(line: str) -> str:
    found = day_span(line) if len(line) >= 8 else None
    return found[2] if found else ""


def _narrow(text: str, ranges: list[Range]) -> list[Range]:
    """The ranges without blanks at their outer ends."""
    ranges = [r for r in ranges if text[r[0]:r[1]].strip()] or ranges[:1]
    (start, end), (last_start, last_end) = ranges[0], ranges[-1]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    ranges[0] = (start, end)
    last_start = ranges[-1][0]
    last_end -= len(text[last_start:last_end]) - len(text[last_start:last_end].rstrip())
    ranges[-1] = (last_start, last_end)
    return ranges


def drop(ranges: list[Range], count: int) -> list[Range]:
    """The ranges without their first ``count`` characters."""
    out = []
    for start, end in ranges:
        cut = min(count, end - start)
        count -= cut
        if start + cut < end:
            out.append((start + cut, end))
    return out


def keep(ranges: list[Range], count: int) -> list[Range]:
    """The first ``count`` characters of the ranges."""
    out = []
    for start, end in ranges:
        taken = min(count, end - start)
        count -= taken
        if taken:
            out.append((start, start + taken))
    return out
