"""Groups of title lines: what stands together between two texts, and the notes below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.corpus import blocks as bl
from kg.corpus.blocks import Block
from kg.corpus.titles import names_column

TITLES = (bl.TITLE, bl.HEAD, bl.BOX)
# Lines above the headline of a website's article that name the site or its column.
_SITE_NAMES = (
    "管理委员会", "管委会",
    "人民政府", "政府网", "门户网站", "官网", "网站", "信息网", "新闻网", "政务网", "信息公开", "动态", "要闻", "新闻",
    "公告", "头条", "资讯", "公报", "会刊",
)
_PAPERS = ("报", "讯", "要闻", "动态", "政务", "新闻", "视窗", "周刊", "月刊", "导刊", "简报", "零距离", "之声")
_EDITOR_CELL = re.compile(r"(?:责任编辑|责编|编辑|主编|校对|版式|美编):\S{2,8}")
# A page's number, its part of the paper, the issue: what no headline has as a word of its own.
_HEAD_CELL = re.compile(
    r"[A-D]?\d{1,2}|第?[A-Z]?\d{1,3}版|第?[一二三四五六七八九十]{1,3}版|[A-Z]{4,}|(?:综合|焦点|要闻|时政|民生|本地)(?:新闻)?"
    r"|总?第\d{1,5}期|(?:19|20)\d\d年\d{1,2}月号|第[一二三四五六七八九十百]{1,5}期|[\u4e00-\u9fff]{2,14}(?:主办|主编|编印)"
)
_MEDIA = ("政府网", "新闻网", "信息网", "门户网", "门户网站", "融媒体中心", "报社", "电视台")
_ISSUE = re.compile(r"第\d{1,5}期|总第|(?:主办|主编|编印|编)(?=\s|$)")
_EDITION = re.compile(r"\([^()\s]{1,4}版\)$")
# 今日铁西; 德兴市融媒体中心 今日德兴; 中共宣威市委主管主办 内部资料 免费赠阅
_PAPER_HEAD = re.compile(
    r"今日[\u4e00-\u9fff]{2,5}|[\u4e00-\u9fff]{2,10}融媒体中心(?:\s+[\u4e00-\u9fff]{2,8})?"
    r"|[\u4e00-\u9fff]{2,14}主管?主?办(?:\s+[\u4e00-\u9fff]{2,8}){0,3}"
)
_OF_WHOM = re.compile(r"[\u4e00-\u9fff]{1,9}(?:村|镇|乡|街道|社区|局|委|办|县|区|市|院|中心)")
_HEAD_LINES = 6
_SITES = ("政府网", "门户网站", "公开网", "政务网", "信息网")


@dataclass(slots=True)
class Group:
    """Title lines that stand together and the notes below them."""

    titles: list[Block]
    notes: list[Block] = field(default_factory=list)

    def goes_on(self, block: Block) -> bool:
        """Whether a title below belongs to the group: to a box only where that names no more than whose news it is
        (◆社渚镇, and below it 青虾节上签大单)."""
        return not self.boxed or (
            block.kind == bl.TITLE and len(self.titles) == 1 and bool(_OF_WHOM.fullmatch(self.titles[0].text))
        )

    @property
    def signed(self) -> bool:
        return any(note.kind == bl.BYLINE or (note.kind == bl.IMPRINT and note.authors) for note in self.notes) or any(
            title.authors and title.signature < 0 for title in self.titles
        )

    @property
    def dated(self) -> bool:
        return any(note.kind == bl.IMPRINT and not note.imprint.of_page for note in self.notes) or any(
            title.imprint.day for title in self.titles
        )

    @property
    def headed(self) -> bool:
        """Whether it can be nothing but a headline."""
        return self.signed or self.dated or any(block.kind == bl.HEAD for block in self.titles)

    @property
    def documented(self) -> bool:
        """Whether it is the title of a document: (2021年8月27日…会议通过) or a document's number stands below."""
        return any(note.kind == bl.REMARK for note in self.notes)

    @property
    def boxed(self) -> bool:
        return self.titles[0].kind == bl.BOX

    @property
    def text(self) -> str:
        return "".join(block.text for block in self.titles)


def drop_contents(blocks: list[Block]) -> None:
    """Takes out the headlines that a list of contents above the first text announces, and the heads of columns."""
    first = next((i for i, block in enumerate(blocks) if block.kind == bl.TEXT), 0)
    later = {block.text for block in blocks[first:] if block.kind in TITLES}
    seen = set(later)
    for block in reversed(blocks[:first]):
        if block.kind == bl.TITLE:
            if block.text in seen:
                block.kind = bl.FURNITURE
            seen.add(block.text)
    if len(blocks) > 1 and (_names_paper(blocks[0], blocks[1]) or _heads_page(blocks[0], blocks[1])):
        blocks[0].kind = bl.FURNITURE
    for block in head_of_issue(blocks):
        if block.kind == bl.TITLE:
            block.kind = bl.FURNITURE
        elif block.kind == bl.IMPRINT:
            # Who prints the bulletin is the source of none of its reports; its day is everyone's.
            block.imprint = replace(block.imprint, of_page=True)
    for block, below in pairwise(blocks):
        if block.kind in TITLES and below.kind in TITLES and names_column(block.text):
            block.kind = bl.FURNITURE
            # What a column's head announces begins an article.
            below.columned = True


def _names_paper(first: Block, below: Block) -> bool:
    """Whether the first line of a page is the paper's name above its day and number: 互助快讯."""
    name = first.text.replace(" ", "")
    alone = first.kind == bl.TITLE and len(name) <= 10 and name.endswith(_PAPERS)
    return alone and below.kind == bl.IMPRINT and below.imprint.of_page


def head_of_issue(blocks: list[Block]) -> list[Block]:
    """The first lines of a page, set off from the headline below, one of which tells the issue or who
    prints it: 佟二堡信息 / 第21期(总第146期) / 佟二堡镇党政办公室主办."""
    end = next((i for i, block in enumerate(blocks[1:_HEAD_LINES], 1) if block.gap), 0)
    head = blocks[:end]
    if not end or blocks[end].kind not in TITLES or any(b.kind not in (bl.TITLE, bl.IMPRINT, bl.BYLINE) for b in head):
        return []
    return head if any(_ISSUE.search(block.text) for block in head) else []


def _heads_page(first: Block, below: Block) -> bool:
    """Whether the first line of a page, apart from what follows, is a running head in cells: 临朐大众 焦点新闻 2."""
    cells = first.text.split()
    if first.kind != bl.TITLE or not below.gap or len(cells) < 2 or len(first.text) > 60:
        return False
    if cells[0].endswith(_MEDIA):
        # 隆子县融媒体中心 每日要情
        return True
    plain = [cell for cell in cells if not _EDITOR_CELL.fullmatch(cell)]
    headed = len(plain) < len(cells) or any(_HEAD_CELL.fullmatch(cell) for cell in cells)
    return headed and not any(mark in cell for cell in plain for mark in ",。!?:")


def same_headline(left: str, right: str) -> bool:
    """Whether one headline is printed twice."""
    short, long = sorted((left, right), key=len)
    return left == right or (len(short) > 6 and short in long and len(long) - len(short) <= 3)


def is_site_name(title: Block) -> bool:
    """Whether a line above the headline of a website's article names the site or its column."""
    # The edition is no part of the name: 县人大常委会公报, with 网络版 in brackets.
    text = _EDITION.sub("", title.text)
    if title.kind == bl.TITLE and _PAPER_HEAD.fullmatch(text):
        return True
    named = len(text) <= 16 and " " not in text and text.endswith(_SITE_NAMES)
    return title.kind == bl.TITLE and (named or (len(text) <= 24 and text.endswith(_SITES)))
