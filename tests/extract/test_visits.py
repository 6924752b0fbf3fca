"""Sentences of visits and of who went along: what ends a name, where a place ends, whose office a second 书记 is.

The helpers and the form of the cases are those of ``test_sentences``.
"""

from __future__ import annotations

import pytest

from kg.extract.dates import years_of
from kg.extract.segment import is_other_word, is_word
from tests.extract.test_sentences import facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the deed and what it is about belong to no place and no body
        ("副市长唐明泽到江平镇调研乡村振兴工作。", "唐明泽到江平镇调研乡村振兴工作"),
        ("副市长唐明泽到江平镇调研乡镇卫生院建设工作。", "唐明泽到江平镇调研乡镇卫生院建设工作"),
        ("副市长唐明泽到江平镇、马路镇检查学校食品安全工作。", "唐明泽到江平镇、马路镇检查学校食品安全工作"),
        ("副市长唐明泽率队赴印江县开展对口帮扶工作。", "唐明泽率队赴印江县开展对口帮扶工作"),
        ("副市长唐明泽带队突击督查扬尘治理工作。", "唐明泽带队突击督查扬尘治理工作"),
        ("副市长唐明泽参加指导江平镇党委民主生活会。", "江平镇党委民主生活会"),
    ],
)
def test_a_visit_reaches_to_what_it_is_about(text: str, expected: str) -> None:
    """The town that is visited ends before the verb."""
    assert facts(text, "attends", jurisdiction="东兴市") == [f"唐明泽 attends {expected}"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # places are written with the sounds of names
        ("苏州市市长李亚平来吴江调研。", "李亚平"),
        ("苏州市副市长王飞来吴江调研。", "王飞"),
        # 为 belongs to a name before what it cannot stand before
        ("副区长张大为主持会议。", "张大为"),
        ("副区长褚大为就此提出建议。", "褚大为"),
        ("副区长王华为获奖者颁奖。", "王华"),
    ],
)
def test_where_a_name_ends_before_a_small_word(text: str, name: str) -> None:
    """来, 为: a small word is a part of the name or what comes after it."""
    assert {line.split()[0] for line in facts(text, "holds", jurisdiction="吴江区")} == {name}


def test_a_second_leader_is_the_papers_own() -> None:
    """Of two 市委书记 in one sentence the one without a city's name leads the paper's own."""
    text = "浙江省副省长王纲到义乌调研,金华市委书记朱重烈,市委书记王健陪同。"
    assert facts(text, "holds", jurisdiction="义乌市")[1:] == [
        "朱重烈 holds 书记@金华市委",
        "王健 holds 书记@义乌市委",
    ]


def test_an_office_of_guests_is_not_the_papers_own() -> None:
    """A bare 副市长 who leads a delegation is of a city somewhere else."""
    text = "市长王健会见了以副市长小林岳彦为团长的友好访问团一行。"
    assert facts(text, "holds", jurisdiction="义乌市") == ["王健 holds 市长@义乌市政府"]


def test_leaders_named_in_a_list() -> None:
    """等市领导 vouches for names that the dictionary knows as words."""
    text = "4月6日,市委召开动员大会,市委书记王健主持会议,王建国、陈小忠、骆俊等市领导参加。"
    assert facts(text, "attends", jurisdiction="义乌市") == [
        f"{name} attends 市委动员大会" for name in ("王建国", "陈小忠", "骆俊")
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("共青团广西防城港市委员会书记李四光出席。", "共青团防城港市委"),
        ("由团东兴市委书记李四光主持。", "共青团东兴市委"),
        ("代表团东兴市委书记李四光出席。", "东兴市委"),
    ],
)
def test_the_youth_league(text: str, body: str) -> None:
    """共青团 before a city's committee is the league's."""
    assert facts(text, "holds", jurisdiction="东兴市") == [f"李四光 holds 书记@{body}"]


def test_a_new_subject_gets_no_old_office() -> None:
    """被推选为 is said of who stands before it, known or not, and not of the sentence before."""
    text = "区长钟晓咏到场。快递小哥被推选为党支部书记。"
    assert facts(text, "holds") == ["钟晓咏 holds 区长@徐汇区政府"]


def test_names_among_words() -> None:
    """The dictionary holds names of people among its words."""
    assert is_word("王建国")
    assert not is_other_word("王建国")
    assert all(is_other_word(word) for word in ("高血压", "黄龙镇"))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021岳麓人工智能产业生态论坛举行", [2021]),
        ("“2024中越青年友谊林”植树活动", [2024]),
        ("共2000多名党员,投资2010万元", []),
        ("到2025年建成,《2021年规划》", [2021]),
    ],
)
def test_years(text: str, years: list[int]) -> None:
    """A year where an event's name begins counts; a number of things and a year to come do not."""
    assert years_of(text) == years


def test_the_conference_by_its_whole_name() -> None:
    """中国人民政治协商会议 of a county is its 政协; the name of the body is no event."""
    text = "1月5日,中国人民政治协商会议弥渡县第十届委员会第三次会议开幕。"
    assert facts(text, "organizes", jurisdiction="弥渡县") == [
        "弥渡县政协 organizes 中国人民政治协商会议弥渡县第十届委员会第三次会议"
    ]


def test_a_school_that_is_named_is_no_programme() -> None:
    """What is unveiled in marks may be a body."""
    text = "云南师范大学副校长李宏为“云南师范大学弥渡附属中学”揭牌。"
    assert facts(text, "implements", jurisdiction="弥渡县") == []


@pytest.mark.parametrize(
    ("place", "text", "expected"),
    [
        ("宽城满族自治县", "妇幼保健院院长李芳到场。", ["李芳 holds 院长@宽城县妇幼保健院"]),
        (
            "宽城满族自治县",
            "县人民医院院长金山、中医医院院长包双喜接受捐赠。",
            ["金山 holds 院长@宽城县人民医院", "包双喜 holds 院长@宽城县中医医院"],
        ),
        # in a city's paper it may be any county's
        ("承德市", "妇幼保健院院长李芳到场。", []),
    ],
)
def test_what_every_county_has_is_the_countys(place: str, text: str, expected: list[str]) -> None:
    """人民医院, 实验小学 without a place are no body of their own: one node for all counties would be wrong."""
    assert facts(text, "holds", jurisdiction=place) == expected


def test_a_body_that_meets_does_not_speak() -> None:
    """What is announced at a meeting is not said by the body that called it."""
    text = "4月20日,区审计局召开全体干部会议,宣布区委的决定。"
    assert [line.split()[1] for line in facts(text)] == ["organizes"]


def test_partners_organize_together() -> None:
    """Who joins with 联合 organizes as well as who is joined."""
    assert facts("区民政局联合区残联、天平街道举办助残日活动。", "organizes") == [
        f"{body} organizes 助残日活动" for body in ("徐汇区民政局", "徐汇区残联", "徐汇区天平街道")
    ]


def test_a_city_over_a_party_signs_nothing() -> None:
    """呼和浩特市|玉泉区 is one party, and the district's."""
    text = "科左后旗与呼和浩特市玉泉区签订结对帮扶协议。"
    signed = [line.split()[0] for line in facts(text, "issues", jurisdiction="科尔沁左翼后旗")]
    assert "玉泉区" in signed
    assert "呼和浩特市" not in signed


def test_a_streets_deputy_director_is_its_offices() -> None:
    """党工委委员、副主任: the party committee has members, its street has directors."""
    assert facts("天平街道党工委委员、副主任胡振宇到场。", "holds") == [
        "胡振宇 holds 委员@徐汇区天平街道党工委",
        "胡振宇 holds 副主任@徐汇区天平街道",
    ]
