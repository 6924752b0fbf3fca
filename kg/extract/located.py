"""A body as an area, a chain of places under it and a name make it: 徐汇区 + 凌云街道 + 居委会, with its other full
names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.setting import Setting
from kg.gazetteer.areas import Area, Areas
from kg.gazetteer.bodies import BodyForms
from kg.model import Body

# Bodies that have committees and rooms of their own.
_ROOTS = (
    *("人大常委会", "人大", "政协", "公安局", "总工会"),
    *("法院", "人民法院", "中级人民法院", "中级法院", "高级人民法院", "检察院", "人民检察院"),
)
# 政协十三届委员会 is the 政协 of its years.
# 委组织部, but 委员会…工委 of another party
_OF_COMMITTEE = re.compile("委(?!员)")
# What a county and a city have, by the first characters.
_HOUSES = ("委", "人大", "政协", "政府", "纪委", "法院", "检察院", "监委")
_SITTING = re.compile(r"^政协第?[一二三四五六七八九十]+届(?:委员会(?!常)|(?=常委会|常务委员会))")

_DEMOCRATIC = re.compile(
    "(?P<party>民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)[省市区县旗州盟]"
    "(?P<rank>委|委会|委员会|总支|支部|总支部|工委|基层委员会)"
)
# The words of one kind of zone, the longest first.
_ZONE_WORDS = (
    ("高新技术产业开发区", "高新区"), ("经济技术开发区", "经济开发区", "经开区", "开发区")
)


class Located(NamedTuple):
    """A resolved body with what later relative names hang on: its area and the places under it."""

    body: Body
    area: Area | None = None
    chain: tuple[str, ...] = ()
    tail: str = ""


class BodyMaker:
    """Makes bodies on one article's setting; ``zone`` is the development zone that 区管委会 means there, and it is
    ``ruled`` by that where the page is the zone's own and its 区 is no district."""

    def __init__(
        self, setting: Setting, forms: BodyForms, zone: tuple[Area | None, str] | None = None, ruled: bool = False
    ) -> None:
        self.setting = setting
        self.zone = zone
        self.ruled = ruled
        self._forms = forms

    def of_area(self, area: Area | None, chain: tuple[str, ...], tail: str) -> Located:
        """The body of an area, a chain of places under it and a name: 徐汇区 + 凌云街道 + 居委会."""
        return _of_area(self.setting.areas, self._forms, area, chain, tail)

    def of_zone(self, zone: tuple[Area | None, str], tail: str) -> Located:
        """赣州经开区 + 管委会: a development zone is named as printed, not as a part of its city."""
        area, name = zone
        short = self._forms.short_form(tail)
        others = [_called(name, word) + short for words in _ZONE_WORDS if name.endswith(words) for word in words]
        if area is not None:
            others.append(f"{area.name}{name.removeprefix(self.setting.areas.short_name(area))}{short}")
        return Located(
            Body(
                name + short,
                area.code if area else "",
                self._forms.kind(short) if short else "government",
                tuple(other for other in dict.fromkeys(others) if other != name + short),
            ),
            area,
            (),
            tail,
        )

    def placed(self, area: Area | None, chain: tuple[str, ...], tail: str) -> Located:
        """The body of a street, town or community; in a development zone's own paper they are the zone's."""
        if not (self.ruled and self.zone and chain):
            return self.of_area(area, chain, tail)
        return self.of_zone(self.zone, "".join(chain) + tail)._replace(chain=chain, tail=tail)


def _called(zone: str, word: str) -> str:
    """A zone's name with another word for what it is: 烟台经开区 → 烟台开发区."""
    ending = next(known for words in _ZONE_WORDS for known in words if zone.endswith(known))
    return zone.removesuffix(ending) + word


def half_width(name: str) -> str:
    """A name with half-width brackets, whichever the page prints: one body has one name."""
    return name.replace("（", "(").replace("）", ")")


def root(tail: str) -> str:
    """The body that committees and rooms are parts of: 人大常委会 of 人大常委会人事代表工作室."""
    return next(
        (
            stem
            for stem in _ROOTS
            if tail.startswith(stem)
        ),
        "",
    )


def _place_kind(place: str) -> str:
    for ends, kind in (
        (("街道", "办事处"), "street"),
        (("镇", "乡", "苏木"), "town"),
        (("村", "嘎查"), "village"),
        (("社区", "居民区", "小区", "片区"), "community"),
    ):
        if place.endswith(ends):
            return kind
    return "government" if place else "area"


# A paper names the same bodies again and again: the cache holds those of a few thousand pages, some 5 MB.
@lru_cache(maxsize=4096)
def _of_area(areas: Areas, forms: BodyForms, area: Area | None, chain: tuple[str, ...], tail: str) -> Located:
    if area is not None and re.fullmatch("团.委", tail):
        return _league(areas, area, tail)
    if area is not None and (party := _DEMOCRATIC.fullmatch(tail)):
        return _democratic(areas, area, party["party"], party["rank"], tail)
    places = tuple(
        re.sub(r"(?:办事处|办)$", "", place) if place.endswith(("街道办事处", "街道办")) else place
        for place in chain
    )
    tail = _SITTING.sub("政协", tail) if "届" in tail else tail
    if area is not None and not chain and tail.startswith(tuple(area.name[-1] + house for house in _HOUSES)):
        # 苏尼特右旗|旗委, 我市|市人大常委会
        tail = tail[1:]
    short = forms.short_form(tail) if tail else ""
    if places and (short in ("办事处", "办") if places[-1].endswith("街道") else short == "政府"):
        # The office of a street and the government of a town are the street and the town themselves.
        short = short if _place_kind(places[-1]) not in ("street", "town") else ""
    head = areas.common_name(area) if area else ""
    former = area is not None and tail.startswith(("地委", "行署", "行政公署")) and area.name.endswith("市")
    if area and (former or tail.startswith("地委")):
        # 绥化|行署, of the years when 绥化市 was a prefecture.
        head = areas.short_name(area)
    name = head + "".join(places) + short
    names = [head + "".join(places) + form for form in forms.long_forms(short)] if short else []
    upper = areas.full_name(area.code) if area else ""
    if area and former:
        names.append(f"{head}地区{short}")
    elif area and area.name != head:
        names.append(area.name + "".join(places) + short)
    if upper and upper != head and not former:
        names.append(upper + "".join(places) + short)
    if places and short == "委":
        # 北乡镇|委, as 镇党委 is called in the south
        names.append(name.removesuffix("委") + "党委")
    elif area and short == "委":
        names += [f"中共{area.name}委", f"中共{area.name}委员会", f"中共{upper}委员会"]
    elif area and not places and short == "政协":
        names += [f"政协{area.name}委员会", f"政协{upper}委员会"]
    elif area and not places and forms.kind(short) == "party" and short.startswith("委"):
        names.append("中共" + name)
    if not short and places and places[-1].endswith("街道"):
        names.append(name + "办事处")
    elif not short and places and places[-1].endswith(("镇", "乡", "苏木")):
        names.append(name + "政府")
    kind = forms.kind(short) if short else _place_kind(places[-1] if places else "")
    if short == "委":
        kind = "party"
    parent = _parent(head, places, short)
    if area is not None and not places and _OF_COMMITTEE.match(short) and area.name.endswith("自治区"):
        # 广西壮族自治区|党委统战部, not 自治区委统战部
        names.append(name)
        name, parent = f"{head}党{short}", f"{head}党委" if parent else ""
    return Located(
        Body(name, area.code if area else "", kind, tuple(n for n in dict.fromkeys(names) if n != name), parent),
        area,
        places,
        tail,
    )


def _league(areas: Areas, area: Area, tail: str) -> Located:
    """团市委: 共青团 and the area's committee."""
    label = areas.common_name(area)
    name = f"共青团{label}委"
    others = (f"{label}{tail}", f"团{area.name}委", f"{name}员会", f"共青团{areas.full_name(area.code)}委员会")
    return Located(
        Body(name, area.code, "mass", tuple(dict.fromkeys(others))),
        area,
        (),
        tail,
    )


def _democratic(areas: Areas, area: Area, party: str, rank: str, tail: str) -> Located:
    """民建|市委: a democratic party's committee, branch or general branch in an area, named as it names itself."""
    rank = "委" if rank in ("委会", "委员会") else rank
    label = areas.common_name(area)
    name = f"{party}{label}{rank}"
    others = [f"{party}{area.name}{rank}", f"{party}{areas.full_name(area.code)}{rank}"]
    others += [f"{other}{more}" for other in (name, *others) for more in (("会", "员会") if rank == "委" else ("部",))]
    found = tuple(other for other in dict.fromkeys(others) if other != name)
    return Located(Body(name, area.code, "mass", found), area, (), tail)


def _parent(head: str, places: tuple[str, ...], short: str) -> str:
    """The body that a name shows it to be a part of: 徐汇区委组织部 ⊂ 徐汇区委, …街道…居委会 ⊂ …街道."""
    if places:
        return head + "".join(places if short else places[:-1]) if len(places) > 1 or short else ""
    for stem in ("委", "政府", "人大常委会", "政协", "法院", "检察院"):
        if short.startswith(stem) and len(short) > len(stem) and not short.startswith("委员"):
            return head + stem
    return ""
