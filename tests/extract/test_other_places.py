"""Sentences from papers of other places: names by their characters and sounds, bare offices, towns, zones, sittings.

The helpers and the form of the cases are those of ``test_sentences``; a case names the place whose paper it is.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract import extract_page
from kg.extract.trial import label, read_sentence
from kg.model import Event, Page
from tests.extract.pages import article
from tests.extract.test_sentences import EVENT, facts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # by the characters alone, where no word behind the name is known
        ("区水务局局长龚志坚答,排污口已经截住。", "龚志坚"),
        ("区委书记叶倩问得直接。", "叶倩"),
        ("天平街道办事处主任黄桂好上门九次。", "黄桂好"),
        ("区教育局局长费峰面对面听意见。", "费峰"),
        # by sound, before a word that is one of the sounds too
        ("区卫健委主任巴图那生说,新技术有了。", "巴图那生"),
        ("区公安局局长华青才让带着队员出发。", "华青才让"),
        ("副区长德吉卓嘎接受捐赠。", "德吉卓嘎"),
        # 和 in a given name
        ("副区长袁和美参加会见。", "袁和美"),
        ("区委书记孟和,也在场。", "孟和"),
        # a time or a small word behind the name, a joint behind one by sound, what several people are told
        ("区长王益群本周走访两镇。", "王益群"),
        ("区委书记孙简面向客商作推介发言。", "孙简"),
        ("哈巴罗夫斯克市政府副市长卡扎琴克和代表团其他成员参加。", "卡扎琴克"),
        # a surname that no list knows, alone and under the title of another
        ("区委副书记过家鼎、区长钟晓咏陪同。", "过家鼎 钟晓咏"),
        # who else somebody is, between office and name
        ("副区长、挂职干部容树根介绍情况。", "容树根"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    """A name behind a title reaches as far as its characters or sounds do."""
    assert {said.split()[0] for said in facts(text, "holds")} == set(name.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the body named last, where it has such an office
        (
            "客人参观了上海浦津实业有限公司。总经理尤建明陪同。",
            ["尤建明 holds 总经理@上海浦津实业有限公司"],
        ),
        ("客人参观了区图书馆。总经理尤建明陪同。", []),
        (
            "区服装商会与上海农商银行徐汇支行签约,支行行长楼淼、商会会长冯阿坤签字。",
            ["楼淼 holds 行长@上海农商银行徐汇支行", "冯阿坤 holds 会长@徐汇区服装商会"],
        ),
        # a short name of a body that stands in full before it
        (
            "区委党史学习教育领导小组召开会议。区委书记、领导小组组长黎国柱主持。",
            ["黎国柱 holds 书记@徐汇区委", "黎国柱 holds 组长@徐汇区委党史学习教育领导小组"],
        ),
        ("区委书记、领导小组组长黎国柱主持。", ["黎国柱 holds 书记@徐汇区委"]),
        # two bodies joined, each of an area of its own
        ("区协作办与瓮安县扶贫办主任李强到场。", ["李强 holds 主任@瓮安县扶贫办"]),
        ("国家中医药管理局原副局长房敬亭出席。", ["房敬亭 holds 副局长@国家中医药管理局 former"]),
        # two who are elected, one whose name is a word
        (
            "大会选举产生区总工会领导班子,崔小燕、易秋当选区总工会副主席。",
            ["易秋 holds 副主席@徐汇区总工会 appointed", "崔小燕 holds 副主席@徐汇区总工会 appointed"],
        ),
        ("李红是区服装商会的会长。", ["李红 holds 会长@徐汇区服装商会"]),
        ("会议举行选举,路遥当选区检察院检察长。", ["路遥 holds 检察长@徐汇区检察院 appointed"]),
    ],
)
def test_offices_without_a_body_of_their_own(text: str, expected: list[str]) -> None:
    """A bare office takes its body from what was named before, or is left unsaid."""
    assert facts(text, "holds") == expected


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        (
            "蕲春县",
            "八里湖办事处召开会议。办事处党委书记王仲谋、办事处主任黄立出席。",
            ["王仲谋 holds 书记@蕲春县八里湖办事处党委", "黄立 holds 主任@蕲春县八里湖办事处"],
        ),
        ("蕲春县", "田汉文同志任赤东镇党委书记。", ["田汉文 holds 书记@蕲春县赤东镇党委"]),
        ("金水区", "南阳新村街道党工委书记宋保平到场。", ["宋保平 holds 书记@金水区南阳新村街道党工委"]),
        ("中山市", "古镇镇党委书记苏炳坤出席。", ["苏炳坤 holds 书记@中山市古镇镇党委"]),
        (
            "诸暨市",
            "店口镇办起讲堂。湄池村的讲堂来了老先生,村党总支书记屠国良在场。",
            ["屠国良 holds 书记@诸暨市店口镇湄池村党总支"],
        ),
        (
            "樟树市",
            "淦阳街道共和社区办活动。社区党支部书记、居委会主任付美玲说。",
            ["付美玲 holds 书记@樟树市淦阳街道共和社区党支部", "付美玲 holds 主任@樟树市淦阳街道共和社区居委会"],
        ),
        ("沙县", "夏茂镇俞邦村开了小吃店。村支书俞广清说。", ["俞广清 holds 书记@沙县夏茂镇俞邦村党支部"]),
        ("海北州", "派出所民警李强赶到。", []),
        # what only sounds like a place: 来年镇里, 两个街道
        ("诸暨市", "来年镇里要办十件事,市长张明说。", ["张明 holds 市长@诸暨市政府"]),
    ],
)
def test_towns_and_villages(place: str, text: str, expected: list[str]) -> None:
    """Streets, towns and villages, named in full or by a relative word."""
    assert facts(text, "holds", jurisdiction=place) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who sits stands in the meeting's name
        ("4月20日,区十六届人大常委会第四十一次会议举行。", ["徐汇区人大常委会 organizes 区十六届人大常委会第四十一次会议"]),
        ("区长钟晓咏主持召开区政府第十八次常务会议。", ["徐汇区政府 organizes 区政府第十八次常务会议"]),
        ("会议传达了区十六届人大常委会第四十一次会议精神。", []),
        ("(区十六届人大常委会第四十一次会议通过)", []),
    ],
)
def test_sittings(text: str, expected: list[str]) -> None:
    """A numbered meeting that was held is its body's own."""
    assert facts(text, "organizes") == expected


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # a day in Chinese numerals, and the day after the one told last
        ("四月二十日,区委召开动员大会。", {("区委动员大会", "2021-04-20")}),
        (
            "4月20日,区委召开动员大会。次日,区政府召开推进会。",
            {("区委动员大会", "2021-04-20"), ("区政府推进会", "2021-04-21")},
        ),
        # a signature is an event where nothing else is told
        ("4月20日,隔着屏幕,区商务委与复旦大学签署合作协议。", {("合作协议签约", "2021-04-20")}),
    ],
)
def test_when(text: str, events: set[tuple[str, str]]) -> None:
    """The days of events."""
    found = {said.obj for said in read_sentence(text).statements if isinstance(said.obj, Event)}
    assert {(event.label, event.date) for event in found} == events


def test_a_bare_name_is_the_headlines() -> None:
    """座谈会 is what the headline calls in full, on the day that the article began with."""
    text = "12月15日下午,会议室里坐满了人。主持座谈会的是区长钟晓咏。"
    page = Page("p.txt", text, "0" * 64, published="2009-12-18")
    one = replace(article(text, published="2009-12-18"), headline="流动人口服务中心一周年座谈会侧记")
    events = {s.obj for s in extract_page(page, [one], jurisdiction="徐汇区").statements if isinstance(s.obj, Event)}
    assert [(event.label, event.date) for event in events] == [("流动人口服务中心一周年座谈会", "2009-12-15")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区公安局、区文旅局等单位就安保、接待作表态发言。", ["徐汇区公安局 speaks", "徐汇区文旅局 speaks"]),
        ("区长钟晓咏出席,主持会议的是副区长毕桂平。", ["毕桂平 chairs", "钟晓咏 attends"]),
        # 等 closes a list: who acts behind it acts alone, who is there behind it is there too
        (
            "参加会议的有副区长毕桂平、俞林伟等,区长钟晓咏主持会议。",
            ["毕桂平 attends", "俞林伟 attends", "钟晓咏 chairs"],
        ),
        (
            "副区长毕桂平、俞林伟等区领导,区教育局局长费峰等出席。",
            ["毕桂平 attends", "俞林伟 attends", "费峰 attends"],
        ),
        ("区委书记鲍炳章、区长钟晓咏先后围绕分管工作谈体会。", ["鲍炳章 speaks", "钟晓咏 speaks"]),
    ],
)
def test_more_ways_to_take_part(text: str, expected: list[str]) -> None:
    """Bodies that speak in one list, orders turned round."""
    found = [s for s in read_sentence(EVENT + text).statements if s.rel in ("chairs", "speaks", "attends")]
    assert sorted(f"{label(said.subj)} {said.rel}" for said in found) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "区长钟晓咏说,要办好群众反映的“小案小事”。",
        "区政协召开“提升夜间经济品质”月度协商座谈会。",
        "区科协请专家为企业“把脉”。",
        "天平街道由社区书记当“梯长”。",
    ],
)
def test_words_in_marks_that_are_no_programme(text: str) -> None:
    """Roles, deeds, talks and what people speak of."""
    assert facts(text, "implements") == []


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        # not yet in office
        ("耒阳市", "徐锋,男,38岁,现任夏塘镇党委书记,拟任市计生委主任、党组书记。", ["徐锋 holds 书记@耒阳市夏塘镇党委"]),
        # no district's head, no body of the day
        ("平桂区", "活动在姑婆山景区长龙驿站举行。", []),
        ("石柱县", "闭幕大会执行主席谭小华就座。", []),
        # whose the second office is
        (
            "梅河口市",
            "通化市委常委、市委书记王爱明出席。",
            ["王爱明 holds 书记@梅河口市委", "王爱明 holds 常委@通化市委"],
        ),
        (
            "涿州市",
            "保定市副市长檀永和,我市市委书记靖国华出席。",
            ["檀永和 holds 副市长@保定市政府", "靖国华 holds 书记@涿州市委"],
        ),
        (
            "苍南县",
            "省人大常委、财经委副主任委员刘国红陪同。",
            ["刘国红 holds 副主任委员@浙江省人大财经委", "刘国红 holds 常委@浙江省人大常委会"],
        ),
        (
            "集安市",
            "集安边合区党工委书记、管委会主任李焕刚参加。",
            ["李焕刚 holds 主任@集安边合区管委会", "李焕刚 holds 书记@集安边合区党工委"],
        ),
        # what a body's name holds: marks, an academy before an area, an agency's branch
        (
            "灵宝市",
            "市委“不忘初心、牢记使命”主题教育领导小组组长宁致远出席。",
            ["宁致远 holds 组长@灵宝市委“不忘初心、牢记使命”主题教育领导小组"],
        ),
        ("新和县", "中科院新疆生态与地理研究所研究员雷加强出席。", ["雷加强 holds 研究员@中科院新疆生态与地理研究所"]),
        ("綦江区", "新华社重庆分社社长李勇来访。", ["李勇 holds 社长@新华社重庆分社"]),
        # what stands between a title and a name, and behind a name in a list
        ("南岸区", "重庆经开区党工委书记(兼)许洪斌来访。", ["许洪斌 holds 书记@重庆经开区党工委"]),
        (
            "北海市",
            "副市长吴浩岭(正厅级)、王宗文出席。",
            ["吴浩岭 holds 副市长@北海市政府", "王宗文 holds 副市长@北海市政府"],
        ),
    ],
)
def test_whose_an_office_is_and_who_holds_none(place: str, text: str, expected: list[str]) -> None:
    """Offices proposed only, words that look like an office, stacks over two bodies, names that hold more than words."""
    assert sorted(facts(text, "holds", jurisdiction=place)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《徐汇区笋竹产业扶持办法》日前由区政府印发。", ["徐汇区政府"]),
        ("《徐汇区科技办法》《徐汇区质量办法》都由区政府办公室印发。", ["徐汇区政府办公室"] * 2),
        ("大家用足区政府今年2月出台的《徐汇区产业发展若干措施》。", ["徐汇区政府"]),
        ("会议学习了区教育局关于印发《徐汇区课后服务方案》的通知。", ["徐汇区教育局"]),
        ("会议学习了关于印发《徐汇区课后服务方案》的通知。", []),
    ],
)
def test_who_issues_a_document(text: str, expected: list[str]) -> None:
    """By whom it was issued behind its name, before it with the month, and before 关于印发."""
    found = [s for s in read_sentence(text).statements if s.rel in ("issues", "implements")]
    assert [(s.rel, label(s.subj)) for s in found] == [("issues", body) for body in expected]
