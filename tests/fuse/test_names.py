"""The short name of a body, and joint bodies."""

from __future__ import annotations

import pytest

from kg.fuse.names import kind_of, known_as, several


@pytest.mark.parametrize(
    ("printed", "area", "short"),
    [
        ("中共上海市徐汇区委员会", "310104", "徐汇区委"),
        ("上海市徐汇区人民政府", "310104", "徐汇区政府"),
        ("徐汇区人民代表大会常务委员会", "310104", "徐汇区人大常委会"),
        ("徐汇区发展和改革委员会", "310104", "徐汇区发改委"),
        ("徐汇区卫生健康委员会", "310104", "徐汇区卫健委"),
        ("徐汇区天平街道办事处", "310104", "徐汇区天平街道"),
        ("漕河泾镇人民政府", "310104", "漕河泾镇"),
        ("徐汇区人民检察院", "310104", "徐汇区检察院"),
        ("江苏省苏州市吴江市委", "320584", "吴江市委"),
        ("伊犁哈萨克自治州霍尔果斯市委", "654004", "霍尔果斯市委"),
        ("内蒙古自治区锡林郭勒盟东乌珠穆沁旗委", "152525", "东乌珠穆沁旗委"),
        ("浦东新区人民政府", "310115", "浦东新区政府"),
    ],
)
def test_official_names_shrink_to_the_name_in_use(printed: str, area: str, short: str) -> None:
    """Party prefix, areas above and long forms go; what is left is the name of the gold."""
    assert known_as(printed, area) == short


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("上海市市场监管局", "310000"),
        ("徐汇区天平街道梧桐片区新兴领域支部", "310104"),
        ("徐汇区天平街道党工委", "310104"),
        ("中共中央", ""),
        ("苏州市国防教育学院吴江分院", "320584"),
        ("大阪市政府", ""),
        ("东莞市市区管委会", "441900"),
    ],
)
def test_names_in_use_stay(name: str, area: str) -> None:
    """A name that is short already, or whose area nobody knows, is left as it is; shrinking twice changes nothing."""
    assert known_as(name, area) == name


def test_joint_bodies_are_two() -> None:
    """Two bodies joined in one name are two, the second in the area of the first."""
    assert several("徐汇区卫健工作党委、卫健委") == ("徐汇区卫健工作党委", "徐汇区卫健委")
    assert several("徐汇区委、徐汇区政府") == ("徐汇区委", "徐汇区政府")


@pytest.mark.parametrize("name", ["徐汇区委", "徐汇区文化、旅游局(筹)", "“一网统管、两网融合”专班"])
def test_one_body_stays_one(name: str) -> None:
    """Without a joint, or inside brackets and quotes, a name is one body."""
    assert several(name) == (name,)


@pytest.mark.parametrize(
    ("name", "given", "kind"),
    [
        ("上海市委", "other", "party"),
        ("徐汇区斜土街道", "other", "street"),
        ("大阪市政府", "foreign", "foreign"),
        ("徐汇区", "area", "area"),
        ("徐汇区", "other", "other"),
    ],
)
def test_a_kind_that_a_page_leaves_open_comes_from_the_name(name: str, given: str, kind: str) -> None:
    """So one body has one kind, whatever pages say of it."""
    assert kind_of(name, given) == kind
