"""Is a line between two texts the headline of a new article, a sub-head, or the beginning of a sentence?

Bylines, openings and closing marks settle most cases (``cut``); this module weighs the rest.
"""

from __future__ import annotations

import re

from kg.corpus.blocks import BOX, HEAD, TITLE, Block
from kg.corpus.words import layout_words, one_of

# From this score on an unsigned line opens an article: the development pages and the layouts in tests/corpus lie
# clearly on either side of it.
ENOUGH = 3
# So much speaks for a new article even where the text before stops in mid-sentence.
CERTAIN = 5
MOST_LINES = 4

_CANNOT_START = "、,。;:)”’》」』!?.的了着和与及们地得等"
_CANNOT_END = "的和与在对将把被向从为是以及或、,(“‘《「『由于于让使给到"
# A paragraph that begins with two or three characters and a comma goes on from the line before, unless these are they.
# 加工项 / 目、乌兰花镇…: a mark so soon tells the rest of a sentence.
_EARLY_STOP = re.compile(r"[\u4e00-\u9fff]{1,4}[,。]|[\u4e00-\u9fff]、")
# 代表团一行先后参观了, and on the next line what.
_WANTS_OBJECT = re.compile("(?:参观|走访|察看|查看|考察|来到|走进|听取|提出|进行|开展|召开|举行|签订|签署)了$")
_LEAD_WORDS = frozenset(layout_words()["sentence-start"])
# Words that open a sentence and no headline.
_BODY_START = re.compile(
    r"会上|会议[还由听认指强要审]|据(?:了解|悉|介绍)|此外|同时|其中|随后|当[天日晚]|目前|近日|日前|他|她|该[区市县局街镇]|此次|这[是些次]|在[^,]{2,12}[上中下,]|\d{1,2}月\d{1,2}日|对此|为此|面对"
)
_TIME_START = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|初|底|中旬|上旬|下旬)|\d{1,2}日|近日|日前|昨[天日]|今[天日]|前[天日]|连日来|近期|最近|本周|上周|上午|下午|第[一二三四五六七八九十百\d]{1,5}[届次批期]"
)
_DAY_SOON = re.compile(r"[^。!?]{0,40}?\d{1,2}月\d{1,2}日")
# News may begin with what somebody said: “竹子砍下山,一半价值丢在了路上。”1月16日,….
_QUOTED = re.compile("“[^“”]{2,80}”(?:“[^“”]{2,80}”)?")
_NEWS_VERB = re.compile(one_of(layout_words()["headline-verb"]))
# A body, a colon and what it did, as 县法院 and 巡回审判进校园.
_OF_BODY = re.compile(r"[\u4e00-\u9fff]{2,9}:[\u4e00-\u9fff“]{4}")
_MEASURES = "年月日时个名人家项次条户岁万亿元%吨公平米"
_COLUMNS = layout_words()["column-end"]
_NOTICES = layout_words()["notice-end"]
_PICTURED = layout_words()["picture-end"]


def runs_on(title: Block, text: Block) -> bool:
    """Whether a short unfinished line is no title but the beginning of the sentence that ``text`` goes on with."""
    return surely_runs_on(title, text) or ("," in title.text and " " not in title.text and _may_run_on(title))


def surely_runs_on(title: Block, text: Block) -> bool:
    """Like ``runs_on``, where the words themselves tell and not only a comma among them."""
    line, after = title.text, text.text
    if not _may_run_on(title):
        return False
    if line[-1] in _CANNOT_END or after[0] in _CANNOT_START or (_WANTS_OBJECT.search(line) and " " not in line):
        return True
    if line[-1].isdigit() and (after[0].isdigit() or after[0] in _MEASURES):
        return True
    # An indented line begins a paragraph: 千名教师放歌六十年, and below it 9月19日….
    if (line[-1] in "年月" and after[0].isdigit() and not text.indent > title.indent) or _unbalanced(line):
        return True
    halves = " " in line
    if _BODY_START.match(line) and len(line) >= 8 and not halves:
        return True
    early = _EARLY_STOP.match(after)
    return early is not None and early.group()[:-1] not in _LEAD_WORDS and len(line) >= 8 and not halves


def _may_run_on(title: Block) -> bool:
    return title.kind == TITLE and title.open and not title.numbered


def begins_afresh(text: Block) -> bool:
    """Whether a paragraph surely begins a sentence, so that it does not go on from the text before."""
    words = text.text
    early = _EARLY_STOP.match(words)
    lead = early is not None and early.group()[:-1] in _LEAD_WORDS
    return lead or text.numbered or bool(_BODY_START.match(words))


def names_column(line: str) -> bool:
    """Whether a short line is the head of a column of news and of no article: 群团动态, 乡镇传真."""
    return len(line) <= 8 and line.endswith(_COLUMNS)


def is_caption_like(line: str) -> bool:
    """Whether a short line names what a picture shows: …论坛现场, …合影."""
    return line.endswith(_PICTURED)


def score(
    titles: list[Block], text: Block, *, site: bool, brief: bool, alone: bool, apart: bool, set_off: bool,
    outdented: bool, unclosed: bool,
    sub_level: int, bulletin: bool,
) -> int:
    """How much speaks for a headline (positive) rather than a sub-head (negative).

    ``site``: the article has the imprint line of a website, which mostly has one article a page. ``brief``: it is short
    news (本报讯), which has no sub-heads. ``alone``: there is no other line like this before the next sure headline.
    ``apart``: more blank lines stand above it than are usual on the page; ``set_off``: more stand above and below it
    than between paragraphs; ``outdented``: it is not indented where paragraphs are. ``unclosed``: the page ends its
    articles with a source or byline, and this one has not ended. ``sub_level``: the level of markdown headings that are
    sub-heads of this article, 0 if none is known. ``bulletin``: the page is one of short reports.
    """
    words = "".join(block.text for block in titles)
    heads = [block for block in titles if block.kind in (HEAD, BOX)]
    longest = max(len(block.text) for block in titles)
    points = 2 if heads else 0
    points += 2 if len(titles) > 1 else 0
    points += 2 if any(" " in block.text for block in titles) else 0
    points += 2 if longest >= 14 else 1 if longest >= 9 else -2
    points += 1 if _dated(text.text) else 0
    points += 1 if _NEWS_VERB.search(words) else 0
    points += 1 if _OF_BODY.match(words) else 0
    points += _echo(words, text.text[:80])
    # 任前公示, 便民提示: what such a line heads is no section of another text.
    points += 5 if len(titles) == 1 and words.endswith(_NOTICES) and longest <= 8 else 0
    points -= 4 if titles[0].numbered else 0
    points -= 1 if site else 0
    points += 3 if bulletin else 0
    points += (2 if brief else 0) + (3 if alone else 0) + (1 if apart else 0)
    points += (2 if set_off else 0) + (2 if outdented else 0)
    points -= 2 if unclosed and not set_off else 0
    # Lines in a row that nobody signed are a list.
    points -= 3 if len(titles) > 2 and not heads else 0
    if sub_level and heads and heads[0].level >= sub_level:
        points -= 4
    return points


def _dated(text: str) -> bool:
    """Whether the first sentence of a text, or the first behind what it quotes, tells its day."""
    quoted = _QUOTED.match(text)
    start = quoted.end() if quoted else 0
    return bool(_TIME_START.match(text, start) or _DAY_SOON.match(text, start))


def _echo(words: str, lead: str) -> int:
    """1 if half of the headline's pairs of characters come again in the first words of the text, 2 if most do."""
    pairs = {words[i:i + 2] for i in range(len(words) - 1)}
    again = sum(1 for pair in pairs if pair in lead)
    return (2 * again >= len(pairs)) + (4 * again >= 3 * len(pairs) and len(pairs) >= 8) if pairs else 0


def _unbalanced(line: str) -> bool:
    """Whether a quotation or bracket is opened and not closed."""
    return any(line.count(left) > line.count(right) for left, right in ("“”", "《》", "()", "「」", "『』"))
