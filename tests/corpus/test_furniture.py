"""Lines of the page that are no article."""

from __future__ import annotations

import pytest

from kg.corpus.furniture import Imprint, is_furniture, parse_imprint


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 新闻动态 > 政务要闻", "当前位置:首页", "第A02版 要闻", "要闻 02", "- 3 -", "3/8", "----", "上一篇:县医院启用", "打印本页 关闭窗口", "徐汇报",
        "https://www.xuhui.gov.cn/a.html", "【字体:大 中 小】", "A2 要闻 责编 朴莲玉 美编 崔银姬", "(下转第3版)", "版权所有:某县人民政府", "总第1234期", "首页 | 走进平山 | 新闻中心 | 政务公开",
    ],
)
def test_furniture(line: str) -> None:
    """Navigation, running heads, page numbers, rules, small print."""
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["我区召开推进大会", "区委书记向市委作汇报", "说“忠诚”", "3家企业获奖", "书记论坛", "来源:区委", "会议召开。"])
def test_no_furniture(line: str) -> None:
    """Headlines and text are none."""
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "imprint"),
    [
        ("2021年4月26日 星期一", Imprint("2021-04-26", of_page=True)),
        ("徐汇报 2021年4月26日 星期一 第02版:要闻", Imprint("2021-04-26", of_page=True, paper="徐汇报", number="02")),
        ("2017年11月08日 01版:要闻", Imprint("2017-11-08", of_page=True, number="01")),
        ("2021-04-26", Imprint("2021-04-26", bare=True)),
        ("2021-04-26 10:20", Imprint("2021-04-26", bare=True)),
        ("来源:松江人大 发布时间:2015-05-28", Imprint("2015-05-28", "松江人大")),
        ("发布时间:2023-09-16 18:07 来源:本网 【字号:大 中 小】", Imprint("2023-09-16", "本网")),
        ("2021-12-30 08:41 来源:尚志市融媒体中心 编辑:谭冰 浏览:2215", Imprint("2021-12-30", "尚志市融媒体中心", ("谭冰",))),
        ("徐汇报 2021年7月 第3期", Imprint("2021-07", of_page=True, paper="徐汇报")),
        ("海南报 2013年2月25日 星期一 第二版 责任编辑 宋佳", Imprint("2013-02-25", of_page=True, paper="海南报")),
        ("今日平山        2012年10月23日 星期二 农历壬辰年九月初九  A1", Imprint("2012-10-23", of_page=True)),
        ("平山报  2016年7月14日 星期四 二版·综合", Imprint("2016-07-14", of_page=True, paper="平山报")),
        ("2021年7月号", Imprint("2021-07", of_page=True)),
        ("2021年 7月(总第15期) 第02版:要闻", Imprint("2021-07", of_page=True, number="02")),
        ("来源:区府办 发布时间:2021年7月", Imprint("2021-07", "区府办")),
        ("松江人大 2015-05-28", Imprint("2015-05-28", "松江人大")),
    ],
)
def test_imprint(line: str, imprint: Imprint) -> None:
    """The day, the source and the people that a line names, and whether it is the page's head."""
    assert parse_imprint(line) == imprint


@pytest.mark.parametrize(
    "line", ["2021年7月", "2021年7月第3期培训班开班", "时间:2021年4月至6月", "2021年4月26日徐汇区召开大会", "5月27日,会议举行。", "时间:4月20日上午", "徐汇区2021年工作要点", "作者张三", "浏览器的使用"]
)
def test_no_imprint(line: str) -> None:
    """Headlines with a day and sentences are none."""
    assert parse_imprint(line) is None
