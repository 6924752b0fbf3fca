"""Bylines and credits, as short as they stand on pages: line → names."""

from __future__ import annotations

import pytest

from kg.corpus.byline import is_name, is_wordless_credit, parse_credit, parse_names, parse_page_credit


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("● 记者 耿洁玉", "耿洁玉"),
        ("● 宗河", "宗河"),
        ("记者耿洁玉", "耿洁玉"),
        ("本报记者 张三 李四 通讯员 王五", "张三 李四 王五"),
        ("(记者 李洪宝 通讯员 莞投宣)", "李洪宝 莞投宣"),
        ("(记者马小龙 通讯员妥明霞)", "马小龙 妥明霞"),
        ("文/本报记者 张 剑 图/李若楠", "张剑 李若楠"),
        ("张三/文 李四/摄", "张三 李四"),
        ("● 张继东 文/图", "张继东"),
        ("其其格 文/图", "其其格"),
        ("翻译 林岩 本报记者 李若楠 张剑 刘慧琴", "李若楠 张剑 刘慧琴"),
        ("海报设计 蒋玉涛", ""),
        ("作者:张三", "张三"),
        ("责任编辑:周敏", "周敏"),
        ("本报记者朱亮摄", "朱亮"),
        ("融媒体中心全媒体记者 艾克拜尔·吐尼亚孜", "艾克拜尔·吐尼亚孜"),
        ("记者 额尔敦巴雅尔", "额尔敦巴雅尔"),
        ("县融媒体中心 记者 欧阳娜娜", "欧阳娜娜"),
        ("文字丨陈晨", "陈晨"),
    ],
)
def test_byline(line: str, names: str) -> None:
    """Reporters, editors and photographers in printed order; helpers left out."""
    credit = parse_credit(line)
    assert credit is not None
    assert credit.authors == tuple(names.split())


@pytest.mark.parametrize("line", ["朱亮 摄", "(朱亮 摄)", "本报记者 朱亮 摄", "摄影:巴特尔", "记者 张三 李四 摄"])
def test_credit_of_a_picture(line: str) -> None:
    """A line that only credits a picture is known as such."""
    credit = parse_credit(line)
    assert credit is not None
    assert credit.photo


@pytest.mark.parametrize(
    "line",
    [
        "我区召开推进大会", "条块一起上课", "记者从区房管局获悉", "记者走基层", "■ 做优做强 积蓄动能", "规划先行 品质跟上", "4月20日,会议召开。",
        "本报讯(记者 张三)徐汇区召开会议", "市委常委、组宣部部长曹健告诉记者", "区领导王宏伟、纪晓鹏、俞林伟", "理模式,实现形态、生态、业态、文", "", "的",
    ],
)
def test_no_byline(line: str) -> None:
    """Headlines, sentences and lists of officials are no bylines."""
    assert parse_credit(line) is None


def test_names_in_a_last_bracket() -> None:
    """Names alone count only if they look like names; where the writers work is left out."""
    signed, office = parse_names("张三 李四"), parse_names("县融媒体中心 王小明")
    assert signed is not None
    assert signed.authors == ("张三", "李四")
    assert office is not None
    assert office.authors == ("王小明",)
    assert parse_names("试行") is None
    assert parse_names("讨论稿") is None


def test_credit_of_a_whole_page() -> None:
    """One line may credit all articles of a page."""
    credit = parse_page_credit("(本版稿件由记者 王婷 通讯员 陈旭东 采写)")
    assert credit is not None
    assert credit.authors == ("王婷", "陈旭东")
    assert parse_page_credit("本组织部门要加强领导") is None


@pytest.mark.parametrize("line", ["(资料图片)", "(本报资料照片)", "图片由区委宣传部提供", "网络图片"])
def test_credit_without_a_name(line: str) -> None:
    """Pictures from an archive or an office are credited without a person."""
    assert is_wordless_credit(line)


@pytest.mark.parametrize(("text", "name"), [("鲍炳章", True), ("欧阳文凤", True), ("玛丽-佛朗斯", False), ("获悉", False), ("社区", False)])
def test_name(text: str, name: bool) -> None:
    """A family name and a given name, or parts with dots."""
    assert is_name(text) is name
