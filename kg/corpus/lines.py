"""The lines of a page, each with its offsets and a first guess at what it is, judged by itself alone.

Hard-wrapped lines are joined before anything is guessed (``wrap``); what neighbours tell comes later (``cut``).
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.corpus.blocks import (
    BOX,
    BOX_MARKS,
    BYLINE,
    CAPTION,
    CREDIT,
    FURNITURE,
    HEAD,
    IMPRINT,
    LINKS,
    PAGE_BYLINE,
    PICTURE,
    REMARK,
    SOURCE,
    TEXT,
    TITLE,
    Block,
    drop,
    keep,
)
from kg.corpus.boxes import boxes_parted
from kg.corpus.byline import is_name, is_wordless_credit, parse_credit, parse_page_credit, parse_signature
from kg.corpus.furniture import Imprint, heads_links, is_furniture, parse_imprint
from kg.corpus.letters import is_apart, names_writers, parse_writer
from kg.corpus.mend import Range, visible
from kg.corpus.opening import parse_ending, parse_opening, parse_source
from kg.corpus.tails import parse_tail
from kg.corpus.wrap import ALONE, FIRST, LAST, WORDS, Line, unwrap

# The longest title in characters, by the number of its commas; three commas are running text.
_LONGEST_TITLES = (64, 36, 30, 0)
_LONGEST_BOX = 50
_LONGEST_HEAD = 80
_CLOSERS = "”’』」》〉)】〕]\"' "
_ENDS = "。!?…;:~"
# **施小琳会见西藏亚东客人** 由…: a headline in bold that its text goes on behind.
_BOLD = re.compile(r"\*\*([^*\n。;]{8,40})\*\* +(?=[^\n]{30})")
# ○10月8日,…: the beginning of a sentence, no title.
_DAY_FIRST = re.compile(rf"[{BOX_MARKS}]+ ?(?:\d{{1,2}}月\d{{1,2}}日[^,]{{0,6}}|近日|日前|近期|连日来),")
_HEADING = re.compile(r"#{1,6}[ \t]*")
_LABEL = re.compile(r"(?:主?标题|题目|主题|引题|肩题|副标题|副题)\s?[:]\s?")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d)"
    r"|第[一二三四五六七八九十\d]{1,3}[,、:]|其[一二三四五六]|[①-⑳]|[一二三四五六七八九]是"
)
_CAPTION = re.compile(
    r"图为|图:|[上下左右]图|[▲△↑↓◀▶][^■]{2}|图[一二三四五六七八九十\d]{1,2}[:为 ]|\(图[一二三四五\d]{1,2}\)"
)
_SIGNED_CAPTION = re.compile(
    r"[ 。(,]((?:[\u4e00-\u9fff]{0,8}(?:记者|摄影|通讯员)[ :]?)?"
    r"[\u4e00-\u9fff·]{2,8}(?:[ 、][\u4e00-\u9fff]{2,4}){0,2}[ /]?(?:摄|摄影|供图))[)。]?$"
)
_REMARK = re.compile(r"[\u4e00-\u9fffA-Z]{1,16}[〔\[(]\d{4}[〕\])]\s?第?\d{1,5}号|\([^()]{8,90}\)")
# (下转第三版): the rest is not on this page.
_GOES_ON = re.compile(r"\(?(?:下转|紧转|转)第?[^()]{1,8}版")
_OPENS_NEWS = re.compile(r"本[报刊网台社][^。,()]{0,8}讯")
_OFFICES = ("书记", "主任", "长", "主席", "委员", "经理", "教授", "常委")
# 副书记:钟晓咏 王醇晨
_OFFICE_LIST = re.compile(
    r"(?:[\u4e00-\u9fff、]{1,20}:\s?)?((?:[\u4e00-\u9fff·]{2,20}[ 、,]{1,3}){0,40}[\u4e00-\u9fff·]{2,20})"
)


def split_blocks(folded: str) -> list[Block]:
    """The lines of ``folded`` that are not blank, in order."""
    lines: list[Line] = []
    gap = at = 0
    for raw in folded.split("\n"):
        bare = raw.strip()
        if bare:
            indent = raw.index(bare[0])
            lines.append(Line(at + indent, at + indent + len(bare), gap, indent))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    groups = unwrap(folded, lines, _place)
    blocks: list[Block] = []
    for group in groups:
        block = _classify(folded, [(line.start, line.end) for line in group], group[0].gap)
        block.indent = group[0].indent
        _sign_letter(block)
        blocks.append(block)
    for block, below in pairwise(blocks):
        block.last = block.kind == TEXT and below.kind == FURNITURE and bool(_GOES_ON.match(below.text))
    return boxes_parted(blocks, _kind)


def _sign_letter(block: Block) -> None:
    """Takes the line below a letter for what it is: its writer is a byline, how many they are a part of the text."""
    if block.kind != TITLE or not is_apart(block.text, block.indent):
        return
    if writer := parse_writer(block.text):
        block.kind, block.authors = BYLINE, (writer,)
    elif names_writers(block.text):
        block.kind, block.open = TEXT, False


def is_open(text: str) -> bool:
    """Whether ``text`` stops in mid-sentence."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] not in _ENDS


def _place(words: str) -> int:
    """What a wrapped line is to its neighbours."""
    if words[0] == "#" or words[0] in BOX_MARKS or is_furniture(words) or heads_links(words):
        return ALONE
    # 本报讯(记者 易守成, and the other reporter on the next line.
    unclosed = words.count("(") > words.count(")")
    if parse_imprint(words) or parse_source(words) or is_wordless_credit(words):
        return ALONE
    if not unclosed and parse_credit(words):
        return ALONE
    opening = parse_opening(words)
    if (opening and opening.news) or (unclosed and _OPENS_NEWS.match(words)):
        return FIRST
    return LAST if parse_ending(words) else WORDS


def _classify(folded: str, ranges: list[Range], gap: int) -> Block:
    start, end = ranges[0]
    level, first = 0, folded[start]
    if first == "#":
        match = _HEADING.match(folded, start, end)
        if match and match.end() < end:
            level, start = folded.count("#", start, match.end()), match.end()
    elif first == ">":
        while start < end and folded[start] in "> ":
            start += 1
    shown = visible(folded, start, end) if start < end else []
    for low, high in ranges[1:]:
        shown += visible(folded, low, high)
    line = "".join([folded[low:high] for low, high in shown])
    bare = line.strip()
    if not bare:
        return Block(PICTURE if first in "!<" else FURNITURE, ranges, "", gap)
    if bare != line:
        shown = _stripped(shown, line)
    block = _kind(Block(TEXT, shown, bare, gap, level))
    if first == "*" and block.kind == TEXT and (bold := _BOLD.match(folded, start, end)):
        block.bold = len(bold[1])
    return block


def _kind(block: Block) -> Block:
    """``block`` with its kind and what the line says."""
    _guess(block)
    tail = parse_tail(block.text) if block.kind in (TITLE, HEAD, BOX) else None
    if tail:
        block.ranges, block.text = keep(block.ranges, tail.length), block.text[:tail.length]
        block.authors, block.imprint = tail.authors, Imprint(tail.day)
    return block


def _guess(block: Block) -> None:
    """Sets the kind of ``block`` by its line alone."""
    line = block.text
    if len(line) > 160:
        block.open, block.numbered = is_open(line), bool(_NUMBERED.match(line))
        return
    if _is_line_of_the_page(block) or line[0] == "|":
        return
    label = _LABEL.match(line)
    if label and label.end() < len(line) <= _LONGEST_HEAD:
        block.ranges, block.text = drop(block.ranges, label.end()), line[label.end():]
        block.kind = HEAD
        return
    opening = parse_opening(line) if len(line) <= 60 else None
    block.open = is_open(line)
    marks = len(line) - len(line.lstrip(BOX_MARKS + " "))
    if marks and (marked := parse_opening(line[marks:])) and marked.news:
        # ■本报讯: a mark and the opening of a text, no headline.
        block.ranges, block.text, opening = drop(block.ranges, marks), line[marks:], marked
        line = block.text
    if _DAY_FIRST.match(line):
        return
    short = len(line) <= _LONGEST_BOX and block.open and "。" not in line
    if line[0] in BOX_MARKS and short and not _SIGNED_CAPTION.search(line):
        skip = len(line) - len(line.lstrip(BOX_MARKS + " "))
        if skip < len(line):
            block.kind, block.ranges, block.text, block.mark = BOX, drop(block.ranges, skip), line[skip:], line[0]
            return
    block.numbered = bool(_NUMBERED.match(line))
    if block.level and len(line) <= _LONGEST_HEAD:
        block.kind = HEAD
    elif opening and opening.news:
        block.open = block.open or opening.length >= len(line)
    elif _is_list_of_names(line):
        block.open = False
    elif _is_title(line, block.open):
        block.kind = TITLE
    if block.kind in (TEXT, TITLE) and len(line) <= 120:
        signed = _SIGNED_CAPTION.search(line, max(0, len(line) - 30))
        credit = parse_credit(signed[1]) if signed else None
        if _CAPTION.match(line) and (len(line) <= 90 or credit):
            block.kind, block.authors = CAPTION, credit.authors if credit else ()
        elif credit and credit.photo:
            # Whether a signed line is a caption or the whole story of a picture, its neighbours tell.
            block.authors, block.signature = credit.authors, signed.start(1) if signed else -1


def _is_line_of_the_page(block: Block) -> bool:
    """Whether the line is no prose and no title: navigation, imprint, byline, credit or source; sets its kind."""
    line = block.text
    if imprint := parse_imprint(line):
        block.kind, block.imprint, block.authors = IMPRINT, imprint, imprint.authors
    elif is_furniture(line):
        block.kind = FURNITURE
    elif heads_links(line):
        block.kind = LINKS
    elif of_page := parse_page_credit(line):
        block.kind, block.authors = PAGE_BYLINE, of_page.authors
    elif _REMARK.fullmatch(line):
        block.kind = REMARK
    elif credit := parse_credit(line) or parse_signature(line):
        block.kind, block.authors = (CREDIT if credit.photo else BYLINE), credit.authors
    elif is_wordless_credit(line):
        block.kind = CREDIT
    elif source := parse_source(line):
        block.kind, block.imprint = SOURCE, Imprint(source=source)
    else:
        return False
    return True


def _is_list_of_names(line: str) -> bool:
    """Whether ``line`` is an office and its holders, a name and its offices, or three names: no title, no sentence."""
    cells = line.split()
    if len(cells) > 5 or (len(cells) > 2 and cells[1] in ("男", "女") and is_name(cells[0])):
        return True
    match = _OFFICE_LIST.fullmatch(line) if len(line) <= 200 else None
    if not match:
        return False
    names = [name for name in re.split("[ 、,]+", match[1]) if name]
    if match.start(1) == 0 and is_name(names[0]) and any(word.endswith(_OFFICES) for word in names[1:]):
        return True
    return (match.start(1) > 0 or len(names) > 2) and all(is_name(name) for name in names)


def _is_title(line: str, unfinished: bool) -> bool:
    """Whether a line is short and without the punctuation of running text; headlines have few commas, if any."""
    size, commas = len(line), line.count(",")
    if size > _LONGEST_TITLES[min(commas, 3)] or "。" in line or ";" in line or line[-1] in ",、":
        return False
    return unfinished or (size <= 36 and line.rstrip(_CLOSERS)[-1:] in ("?", "!", "…"))


def _stripped(ranges: list[Range], line: str) -> list[Range]:
    """The ranges without the blanks that ``line``, their text, has at its ends."""
    before = len(line) - len(line.lstrip())
    return keep(drop(ranges, before), len(line.strip()))

