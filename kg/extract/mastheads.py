"""Lines that name the paper or the site: 庄河|日报 2018年10月31日, 北滘镇|人民政府网."""

from __future__ import annotations

import re

from kg.gazetteer.areas import Area, AreaMatch, Areas

# 福清侨乡报, 荣成时讯.
# What makes an area's name that of a paper, a station or a site, and how long the line is in which it stands alone.
_MEDIUM = re.compile(
    r"(?:(?:经济(?:技术)?|高新(?:技术(?:产业)?)?|产业)?(?:开发区|经开区|高新区|新区))?"
    r"(?:日报|晚报|早报|晨报|快报|时报|周报|商报|报(?![告道社])|"
    r"[\u4e00-\u9fff]{0,3}(?:报|讯|视窗|之窗|导刊|要闻|动态|政务|零距离|周刊|月刊|之声)(?=$|[\s\d第（·])|"
    r"新闻|融媒|发布(?!会)|传媒|广播|电视台|人民政府(?:网|门户)|政府网|党政网|"
    r"门户网站)"
)
_EDITION = re.compile("报[·( -][\u4e00-\u9fff]{2,6}版$")
_MASTHEAD, _MASTHEAD_BEGINS = 60, 6
_TOWN_MASTHEAD = re.compile(
    r"^(?:.{0,6}?(?P<town>[\u4e00-\u9fff]{1,5}(?:镇|乡|街道|苏木))(?:人民政府|政府|办事处|融媒|新闻|党建|报(?![告道])).{0,30}"
    r"|.{0,30}? (?P<by>[\u4e00-\u9fff]{1,5}(?:镇|乡|街道|苏木))[\u4e00-\u9fff]{2,12}(?:主办|主编|编印))$",
    re.MULTILINE,
)
# In every such line, and soon searched for.
_TOWN_ISSUES = re.compile("[镇乡道木](?:人民政府|政府|办事处|融媒|新闻|党建|报)|主办|主编|编印")
# 海伦|报, whose short name is another word too; 今日|玉环.
_PAPER = re.compile(
    # Behind the way to the page, which a site prints: 首页 > 新闻中心 > 永平要闻.
    rf"^\s*(?:[^\n，。]{{0,40}}[>»›→]\s*)?(?:(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?:{_MEDIUM.pattern})|今日(?P<today>[\u4e00-\u9fff]{{2,3}}))(?=\s|$)"
)
# 瓷都|德化 | 2016年8月2日, 茶乡|安溪: what a place is known for, before its name and the day.
_PRAISED = re.compile(
    r"^\s*[\u4e00-\u9fff]{2}(?P<name>[\u4e00-\u9fff]{2,3})(?=[ |·]{1,8}(?:(?:19|20)\d\d[年.-]))"
)
# 法 库 动 态: printed wide.
_WIDE = re.compile(r"^ *[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2,8}(?=$|[ \n])", re.MULTILINE)
_NO_MASTHEAD = re.compile(r"[。！？，]|来源|转载|记者|通讯员|报社")


def unspaced(text: str) -> str:
    """``text`` with the names of papers that are printed wide as others are: 海 伦 报, 法 库 动 态."""
    return _WIDE.sub(lambda head: _closed(head.group()), text)


def _closed(line: str) -> str:
    name = line.replace(" ", "")
    return name if _PAPER.fullmatch(name) else line


def is_masthead(text: str, match: AreaMatch) -> bool:
    """Whether the area names the paper or the site in a line of its own: 庄河|日报 2018年10月31日."""
    if not _MEDIUM.match(text, match.end):
        return False
    start = text.rfind("\n", 0, match.start) + 1
    end = text.find("\n", match.end)
    line = text[start : end if end >= 0 else len(text)]
    return match.start - start <= _MASTHEAD_BEGINS and len(line) <= _MASTHEAD and not _NO_MASTHEAD.search(line)


def is_edition(text: str, match: AreaMatch) -> bool:
    """Whether the area is the one of an edition: 嘉兴日报·|平湖|版 is Pinghu's."""
    return _EDITION.search(text, max(0, match.start - 12), match.end + 1) is not None


def home_of_masthead_town(areas: Areas, text: str) -> Area | None:
    """The county of the town or street that names the site or paper in a line of its own: 北滘镇|人民政府网."""
    codes: set[str] = set()
    for match in _TOWN_MASTHEAD.finditer(text) if _TOWN_ISSUES.search(text) else ():
        if not _NO_MASTHEAD.search(match.group()):
            codes.update(areas.counties_of_town(match["town"] or match["by"]))
    return areas.get(next(iter(codes))) if len(codes) == 1 else None


def home_of_paper(areas: Areas, text: str, year: int | None = None) -> Area | None:
    """The one area of ``year``, or of today, whose short name a page begins with as its paper's: 海伦报, 今日玉环.

    Of several (兴宁市, 兴宁区) it is the one that the page names in full; None where there is none, or no telling.
    """
    paper, praised = _PAPER.match(text), _PRAISED.match(text)
    name = (paper["name"] or paper["today"]) if paper else praised["name"] if praised else ""
    if not name or any(area.level != "county" for match in areas.find(name) for area in match.areas):
        # 甘南|日报 is the prefecture's, though there is a county of that name.
        return None
    named = (area for unit in "市县区旗" for area in areas.named(name + unit))
    current = {area.code: area for area in named if not area.until}
    if len({area.name for area in current.values()}) > 1:
        current = {area.code: area for area in current.values() if area.name in text}
    if len(current) != 1:
        return None
    area = next(iter(current.values()))
    return (areas.predecessor(area, year) if year is not None else None) or area
