"""Areas in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer.areas import default_areas

AREAS = default_areas()


def found(text: str) -> list[str]:
    return [text[match.start : match.end] for match in AREAS.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上海市徐汇区天平街道", ["上海市", "徐汇区"]),
        ("徐汇区委书记", ["徐汇区"]),
        ("东乌旗委与锡盟行署", ["东乌旗", "锡盟"]),
        ("江苏省吴江市", ["江苏省", "吴江市"]),
        ("西藏山南、广西河池、江苏镇江", ["西藏", "山南", "广西", "河池", "江苏", "镇江"]),
        ("浙江乡村", ["浙江"]),
        ("攀枝花市东区", ["攀枝花市", "东区"]),
        ("公安县公安局", ["公安县"]),
        ("老城区改造,老城区委", ["老城区"]),
        ("高安路、南京西路、长安镇、黄浦江", []),
        ("创新和发展、合作、同心、互助", []),
        ("担任县委书记,召开县政府会议,示范县", []),
        ("副区长毕桂平", []),
        ("", []),
    ],
)
def test_areas_in_a_text(text: str, expected: list[str]) -> None:
    """Full names, short names and abbreviations are found; roads, towns, everyday words and people's names are not."""
    assert found(text) == expected


def test_what_stands_before_narrows_a_homonym() -> None:
    """After 南京市 a 鼓楼区 is Nanjing's, and 吉林 right before 长春 is the province."""
    assert [area.code for area in AREAS.find("南京市鼓楼区")[1].areas] == ["320106"]
    assert len(AREAS.find("鼓楼区")[0].areas) > 1
    assert [area.code for area in AREAS.find("吉林长春")[0].areas] == ["220000"]


def test_full_tells_official_names_from_short_ones() -> None:
    """``full`` is true for a name that says what the area is: an official one, an autonomous one without its peoples."""
    found = AREAS.find("徐汇区和徐汇以及伊犁州、沿河自治县")
    assert [match.full for match in found] == [True, False, True, True]
    assert found[-1].areas[0].name == "沿河土家族自治县"


PIECES = (
    "徐汇区",
    "徐汇",
    "鼓楼区",
    "上海市",
    "东区",
    "长安",
    "镇",
    "路",
    "委",
    "和县",
    "书记",
    "毕桂平",
    "𠀀",
    "\n",
    "锡盟",
    "吉林",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_matches_are_names_in_order(text: str) -> None:
    """Every match is one of its areas' names at those offsets, and matches neither overlap nor go backwards."""
    last = 0
    for match in AREAS.find(text):
        assert last <= match.start < match.end
        last = match.end
        name = text[match.start : match.end]
        assert match.areas
        assert all(area in AREAS.named(name) for area in match.areas)
        assert match.full == any(area.name == name for area in match.areas)
