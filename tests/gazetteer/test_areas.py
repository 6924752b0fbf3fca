"""The list of areas: what a code and a name stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.gazetteer.areas import Areas, default_areas

AREAS = default_areas()


def names(code: str) -> list[str]:
    return [area.name for area in AREAS.ancestors(code)]


def codes(name: str) -> list[str]:
    return [area.code for area in AREAS.named(name)]


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("310104", ["上海市"]),
        ("310104003", ["徐汇区", "上海市"]),
        ("500232", ["重庆市"]),
        ("429004", ["湖北省"]),
        ("469029", ["海南省"]),
        ("659001", ["新疆维吾尔自治区"]),
        ("152525", ["锡林郭勒盟", "内蒙古自治区"]),
        ("441900003", ["东莞市", "广东省"]),
        ("620201001", ["嘉峪关市", "甘肃省"]),
        ("310000", []),
        ("999999", []),
    ],
)
def test_areas_above(code: str, above: list[str]) -> None:
    """The areas above come nearest first, and levels that only the code has (市辖区, 省直辖) are left out."""
    assert names(code) == above


def test_code_outside_of_the_list_keeps_its_digits() -> None:
    """A code that the list lacks still lies in the areas that its digits name."""
    assert names("310199") == ["上海市"]
    assert AREAS.get("310199") is None
    assert AREAS.full_name("310199") == ""


def test_levels_follow_from_codes() -> None:
    """Province, prefecture, county and town each say their level; Hong Kong, Macau and Taiwan are provinces."""
    for code, level in [("310000", "province"), ("320500", "prefecture"), ("310104", "county"), ("310104003", "town")]:
        area = AREAS.get(code)
        assert area is not None
        assert area.level == level
    assert [AREAS.full_name(code) for code in ("710000", "810000", "820000")] == [
        "台湾省",
        "香港特别行政区",
        "澳门特别行政区",
    ]


def test_full_and_common_names() -> None:
    """A full name carries all areas above; the short and the common name are those in daily use."""
    assert AREAS.full_name("310104") == "上海市徐汇区"
    assert AREAS.full_name("152525") == "内蒙古自治区锡林郭勒盟东乌珠穆沁旗"
    assert AREAS.full_name("429004") == "湖北省仙桃市"
    assert AREAS.full_name("310104003") == "上海市徐汇区天平路街道"
    expected = {
        "310104": ("徐汇", "徐汇区"), "310115": ("浦东", "浦东新区"), "623000": ("甘南", "甘南州"),
        "420528": ("长阳", "长阳县"),
        "320322": ("沛县", "沛县"), "152222": ("科尔沁右翼中旗", "科右中旗"), "150724": ("鄂温克", "鄂温克旗"),
        "150121": ("土默特左旗", "土默特左旗"),
        "450000": ("广西", "广西壮族自治区"), "320576": ("苏州工业园区", "苏州工业园区"),
    }  # fmt: skip
    for code, pair in expected.items():
        area = AREAS.get(code)
        assert area is not None
        assert (AREAS.short_name(area), AREAS.common_name(area)) == pair


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("徐汇区", ["310104"]),
        ("徐汇", ["310104"]),
        ("伊犁州", ["654000"]),
        ("东乌旗", ["152525"]),
        ("锡盟", ["152500"]),
        ("伊旗", ["150627"]),
        ("恩施州", ["422800"]),
        ("黔东南州", ["522600"]),
        ("博州", ["652700"]),
        ("巴州", ["511902", "652800"]),
        ("霍尔果斯市", ["654004"]),
        ("公安", ["421022"]),
        ("沪", ["310000"]),
        ("石家庄高新区", ["130171"]),
        ("没有这个区", []),
    ],
)
def test_names_that_follow_and_names_that_are_listed(name: str, found: list[str]) -> None:
    """Full names, short names by rule and listed abbreviations lead to their area, everyday words too."""
    assert codes(name) == found


def test_every_autonomous_prefecture_has_a_short_name() -> None:
    """Each 自治州 is found by X州, each 自治县 by X县."""
    for area in AREAS.all():
        if area.until or "自治" not in area.name or area.level not in ("prefecture", "county"):
            continue
        plain = AREAS.common_name(area)
        assert plain != area.name
        assert len(plain) <= 8, plain
        assert area in AREAS.named(plain)


def test_past_areas_lead_to_what_took_their_place() -> None:
    """Areas that are gone are known with the year and the successor; current ones come first."""
    for name, until, later in [
        ("吴江市", "2011", "吴江区"),
        ("卢湾区", "2011", "黄浦区"),
        ("闸北区", "2015", "静安区"),
        ("南汇区", "2009", "浦东新区"),
        ("崇文区", "2010", "东城区"),
        ("襄樊市", "2010", "襄阳市"),
        ("开封县", "2014", "祥符区"),
        ("米林县", "2023", "米林市"),
    ]:
        (area,) = AREAS.named(name)
        after = AREAS.successor(area)
        assert (area.until, after.name if after else "") == (until, later)
    assert [bool(area.until) for area in AREAS.named("吴江")] == [False, True, True]
    assert AREAS.successor(AREAS.named("徐汇区")[0]) is None
    # The code of a renamed city is its new name's.
    assert AREAS.get("420600") == AREAS.named("襄阳市")[0]


def test_covers() -> None:
    """An area covers itself and what lies in it, down to the town."""
    assert AREAS.covers("310000", "310104")
    assert AREAS.covers("310104", "310104")
    assert AREAS.covers("310000", "310104003")
    assert not AREAS.covers("310104", "310000")
    assert not AREAS.covers("320000", "310104")


@pytest.mark.parametrize(
    ("name", "near", "code"),
    [
        ("鼓楼区", "320100", "320106"),
        ("鼓楼区", "320106", "320106"),
        ("鼓楼区", "350102001", "350102"),
        ("城关区", "620100", "620102"),
        ("朝阳区", "110101", "110105"),
        ("朝阳", "211300", "211300"),
        ("吉林", "", "220000"),
        ("海州区", "320706", "320706"),
        ("新华区", "410402", "410402"),
        ("鼓楼区", "", None),
        ("鼓楼区", "650000", None),
        ("没有这个区", "310104", None),
    ],
)
def test_homonyms(name: str, near: str, code: str | None) -> None:
    """Among areas of one name the nearest is meant; nothing is guessed where two are as near."""
    area = AREAS.resolve(name, near)
    assert (area.code if area else None) == code


@pytest.mark.parametrize(
    ("name", "within", "found"),
    [
        ("天平街道", "310104", "天平路街道"),
        ("天平路街道", "310104", "天平路街道"),
        ("天平路街道办事处", "310104", "天平路街道"),
        ("天平", "310104", "天平路街道"),
        ("康健街道", "310104", "康健新村街道"),
        ("华泾镇", "310104", "华泾镇"),
        ("华泾", "310104", "华泾镇"),
        ("天平街道", "310000", "天平路街道"),
        ("长安镇", "441900", "长安镇"),
        ("天平街道", "320500", None),
        ("没有这个镇", "310104", None),
        ("", "310104", None),
    ],
)
def test_towns_by_name(name: str, within: str, found: str | None) -> None:
    """A street is found with and without 路 and 新村, a town with and without 镇, inside its county or above."""
    area = AREAS.town_named(name, within)
    assert (area.name if area else None) == found


def test_town_of_a_past_county() -> None:
    """A county that is gone stands for the one that took its place: 闸北区 for 静安区."""
    area = AREAS.town_named("宝山路街道", "310108")
    assert area is not None
    assert area.parent == "310106"


def test_towns_of_a_county() -> None:
    """Towns come by code, each with the county as its parent, and are found again by their code."""
    towns = AREAS.towns("310104")
    assert [town.code for town in towns] == sorted(town.code for town in towns)
    assert len(towns) >= 13
    assert all(town.parent == "310104" and AREAS.get(town.code) == town for town in towns)
    assert AREAS.towns("310999") == ()


def test_lists_hold_what_they_should() -> None:
    """All provinces, prefectures and counties are there, each with an existing parent."""
    current = [area for area in AREAS.all() if not area.until]
    count = {level: sum(area.level == level for area in current) for level in ("province", "prefecture", "county")}
    assert count["province"] == 34
    assert count["prefecture"] == 333
    assert count["county"] > 2800
    assert all(AREAS.get(area.parent) for area in AREAS.all() if area.level != "province")


def test_lists_of_ones_own(tmp_path: Path) -> None:
    """Lists can be replaced; a successor or an abbreviation that points nowhere is an error with file and line."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    areas = write("a.tsv", "code\tname\n110000\t甲省\n110100\t乙市\n110101\t丙区\n")
    past = write("h.tsv", "code\tname\tsuccessor\tuntil\n110102\t丁区\t110101\t2001\n")
    short = write("s.tsv", "name\tcode\n小丙\t110101\n")
    towns = write("t.tsv", "code\tname\n110101001\t戊街道\n")
    words = write("w.tsv", "word\n丙丁\n")
    own = Areas.load(areas, past, short, towns, words)
    assert [area.code for area in own.named("小丙")] == ["110101"]
    assert own.full_name("110101001") == "甲省乙市丙区戊街道"
    broken = write("h2.tsv", "code\tname\tsuccessor\tuntil\n110102\t丁区\t990101\t2001\n")
    with pytest.raises(DataError, match=r"h2\.tsv:2: successor 990101"):
        Areas.load(areas, broken, short, towns, words)
    nowhere = write("s2.tsv", "name\tcode\n# none\n小己\t990101\n")
    with pytest.raises(DataError, match=r"s2\.tsv:3: 小己 stands for 990101"):
        Areas.load(areas, past, nowhere, towns, words)
