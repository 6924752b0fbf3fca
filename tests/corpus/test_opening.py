"""How texts open and end: the bars part what is cut off from what stays."""

from __future__ import annotations

import pytest

from kg.corpus.opening import parse_ending, parse_opening, parse_source


@pytest.mark.parametrize(
    ("text", "authors", "dateline", "source"),
    [
        ("本报讯 |4月22日上午,徐汇区召开会议。", "", "", ""),
        ("本报讯(记者 李洪宝 通讯员 莞投宣)|元宵节刚过。", "李洪宝 莞投宣", "", ""),
        ("本报济宁9月28日讯(记者 郝明雷)|27日至28日。", "郝明雷", "济宁", ""),
        ("中新网霍尔果斯4月16日电(记者 朱景朝)|建市半年多。", "朱景朝", "霍尔果斯", "中新网"),
        ("新华社北京2021年4月20日电 |会议闭幕。", "", "北京", "新华社"),
        ("本报综合消息 |台风带来风雨。", "", "", ""),
        ("本报讯 记者 赵敏 |7月2日,推进会召开。", "赵敏", "", ""),
        ("本报讯 通讯员孙晓红 记者 李强报道:|4月20日,会议召开。", "孙晓红 李强", "", ""),
        ("(记者 张三)|4月20日,会议召开。", "张三", "", ""),
        ("徐汇报讯 |4月20日,会议召开。", "", "", "徐汇报"),
        ("(上接第1版)|他强调,要落实。", "", "", ""),
    ],
)
def test_opening(text: str, authors: str, dateline: str, source: str) -> None:
    """What stands before the first sentence, and what it says."""
    cut = text.index("|")
    opening = parse_opening(text.replace("|", ""))
    assert opening is not None
    assert opening.length == cut
    assert opening.authors == tuple(authors.split())
    assert (opening.dateline, opening.source) == (dateline, source)


@pytest.mark.parametrize("text", ["5月27日,会议举行。", "通讯行业发展很快。", "电影节开幕了。", "(扩大)会议召开。", "消息传来,大家很高兴。", ""])
def test_no_opening(text: str) -> None:
    """First sentences stay whole."""
    assert parse_opening(text) is None


@pytest.mark.parametrize(
    ("text", "authors", "source"),
    [
        ("会议由李新华主持。|(来源:区府办)", "", "区府办"),
        ("会议由李新华主持。|(记者 郑爽)", "郑爽", ""),
        ("会议由李新华主持。|(张三 李四)", "张三 李四", ""),
        ("会议由李新华主持。 |(其其格 文/图)", "其其格", ""),
        ("会议由李新华主持。|(下转第2版)", "", ""),
        ("会议由李新华主持。|(完)", "", ""),
        ("会议由李新华主持。|(区融媒体中心)", "", "区融媒体中心"),
        ("会议由李新华主持。|(据新华社)", "", "新华社"),
    ],
)
def test_ending(text: str, authors: str, source: str) -> None:
    """What stands in brackets after the last sentence."""
    before = text[:text.index("|")].rstrip()
    ending = parse_ending(text.replace("|", ""))
    assert ending is not None
    assert ending.length == len(before)
    assert (ending.credit.authors if ending.credit else ()) == tuple(authors.split())
    assert ending.source == source


@pytest.mark.parametrize("text", ["区政协六届十九次常委(扩大)会议", "由监察机关负责(市监委)", "会议召开。", "见附件(试行)", ""])
def test_no_ending(text: str) -> None:
    """Brackets that belong to the sentence stay."""
    assert parse_ending(text) is None


def test_source_lines() -> None:
    """A source is named with a key or with 据."""
    assert parse_source("(来源:区委组织部)") == "区委组织部"
    assert parse_source("转自:上海发布") == "上海发布"
    assert parse_source("据新华社电") == "新华社"
    assert parse_source("来源于生活") == ""
