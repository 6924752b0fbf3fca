"""The one name under which a body is known, from whatever name a page prints; two bodies where a page joins two.

The short form in use, without the party's prefix and the areas above the body's own, and for streets and towns
without their office: 中共上海市徐汇区委员会 → 徐汇区委, 徐汇区天平街道办事处 → 徐汇区天平街道.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.fuse.areas import depth
from kg.gazetteer.bodies import default_body_forms

_PARTY = re.compile(r"^(?:中国共产党|中共)(?=.{2})(?!中央)")
_STREET_OFFICE = re.compile(r"(?<=街道)(?:办事处|办|政府)$|(?<=[镇乡])(?:人民政府|政府)$")
_PROVINCE = re.compile(
    r"^(?:[^省市区县州]{2,3}省|[^省市区县州]{2,6}自治区|(?:北京|天津|上海|重庆)市)(?=.{1,6}?[市区县州盟旗])"
)
_PREFECTURE = re.compile(r"^[^省区县旗]{2,8}?(?:市|自治州|州|盟|地区)(?=[^省州盟]{1,9}?[区县市旗])")
_COMMITTEE = re.compile(r"[省市区县旗州盟]委(?:常委会)?$")
_AREA = re.compile(r"^.{1,8}?(?:自治[区州县旗]|新区|[省市区县旗州盟])(?=.)")


@lru_cache(maxsize=65536)
def known_as(name: str, area: str = "") -> str:
    """The short name of a body whose area has the code ``area``; without a code the areas in the name stay."""
    name = _PARTY.sub("", name.strip())
    if depth(area) > 1:
        name = _PROVINCE.sub("", name)
    if depth(area) > 2:
        name = _PREFECTURE.sub("", name)
    return _STREET_OFFICE.sub("", default_body_forms().short_form(name))


@lru_cache(maxsize=65536)
def kind_of(name: str, given: str = "other") -> str:
    """The kind of a body: as given, or where that is "other" as its short name tells, so that all pages agree."""
    if given != "other":
        return given
    return "party" if _COMMITTEE.search(name) else default_body_forms().kind(name)


@lru_cache(maxsize=65536)
def several(name: str) -> tuple[str, ...]:
    """The bodies behind a name that joins bodies of one area: 徐汇区卫健工作党委、卫健委 are two.

    A part without an area of its own takes the area before it. Quotation marks and brackets keep a name whole.
    """
    if "\u3001" not in name or any(mark in name for mark in "(\uff08《“"):
        return (name,)
    area = _AREA.match(name)
    first, *rest = name.split("\u3001")
    if len(first) < 3 or any(len(part) < 2 for part in rest):
        return (name,)
    return (first, *(part if _AREA.match(part) or not area else area.group() + part for part in rest))
