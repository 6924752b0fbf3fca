"""From a body's mention to the body itself: 区委 on a page of Xuhui is 徐汇区委, with its other full names.

A relative name that cannot be resolved gives None: the bare name (区委, 组织部) is never made a body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.bodies import BodyMention
from kg.extract.places import Setting
from kg.extract.titles import Title
from kg.gazetteer.areas import Area
from kg.gazetteer.bodies import BodyForms
from kg.model import Body

_LOCAL_UNITS = frozenset({"镇", "乡", "街道", "苏木", "村", "社区"})
_PARTY_INNER = re.compile(
    r"^(?:组织部|宣传部|统战部|统一战线工作部|政法委|政法委员会|组宣部|社会工作部|编办|党校|网信办|巡察办|"
    r"老干部局|研究室|政研室|办公室|机关工委|直属机关工委)$"
)
_OWN_KIND = frozenset({"company", "school", "hospital", "mass", "foreign", "other"})
# 延边|大学党委: what follows the short name shows that it is part of a name.
_OWN_NAME = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:大学|学院|医院|公司|集团|银行|中学|剧院)")


@dataclass(frozen=True, slots=True)
class Located:
    """A resolved body with what later relative names hang on: its area and the places under it."""

    body: Body
    area: Area | None = None
    chain: tuple[str, ...] = ()
    tail: str = ""


_ZONE = re.compile(r"(?:经开区|高新区|开发区|新区|工业园区|产业园|保税区|示范区|园区)$")
_ZONE_TAIL = re.compile(r"党工委|管委会|管理委员会|工委|纪工委|纪检监察工委")


_ZONE_WORD = re.compile(r"(?:开发区|经开区|高新区|园区|示范区|新区|特区)(?=党工委|管委会|工委|[\u4e00-\u9fff]{2,4}局)")


class Resolver:
    """Resolves mentions on one article's setting; ``chains`` are the streets, towns and communities it names."""

    def __init__(
        self,
        setting: Setting,
        forms: BodyForms,
        chains: Sequence[tuple[int, Area | None, tuple[str, ...]]] = (),
        counties: Sequence[Area] = (),
    ) -> None:
        self.setting = setting
        self._forms = forms
        self._chains = chains
        self._counties = counties
        self._named_before: dict[str, Located] = {}
        self.zone: tuple[Area | None, str] | None = None

    # ------------------------------------------------------------ bodies

    def body(self, mention: BodyMention, before: Located | None = None) -> Located | None:
        """The body of a mention; ``before`` is the body that stands before it in one list or stack."""
        located = self._body(mention, before)
        if located is not None:
            located = replace(located, body=replace(located.body, name=half_width(located.body.name)))
        if located is not None and located.area is not None and (mention.unit or mention.areas) and not mention.chain:
            self._named_before.setdefault(located.tail, located)
        return located if located is not None and located.body.name else None

    def _body(self, mention: BodyMention, before: Located | None) -> Located | None:
        local = before.area if before else None
        if mention.unit:
            return self._of_unit(mention, before, local)
        if mention.areas:
            area = self.setting.choose(mention.areas, local)
            if area and not mention.full and mention.chain and _ZONE.search(mention.chain[0]):
                zone = (area, self.setting.areas.short_name(area) + mention.chain[0])
                return self._zone(zone, "".join(mention.chain[1:]) + mention.tail)
            return self._named(area, mention) if area else None
        if mention.nation:
            return self._of_nation(mention)
        if mention.chain:
            county = self._home_of_town(mention)
            return self._make(county, mention.chain, mention.tail) if county else None
        return self._of_its_own(mention, before)

    def _home_of_town(self, mention: BodyMention) -> Area | None:
        """The county that a town named alone lies in: that of the same town named with it before, else the page's
        own."""
        for start, area, chain in self._chains:
            if start < mention.start and area is not None and chain[0] == mention.chain[0]:
                return area
        home = self.setting.home
        near = [area for area in self._counties if home is None or area.code != home.code]
        for area in ([home] if home else []) + near:
            if area.level == "county" and self.setting.areas.town_named(mention.chain[0], area.code):
                return area
        return home

    def _of_unit(self, mention: BodyMention, before: Located | None, local: Area | None) -> Located | None:
        if mention.unit in _LOCAL_UNITS:
            chain = self._chain_for(mention, before)
            if chain is None:
                return None
            area, places = chain
            return self._make(area, places + mention.chain, mention.tail) if area else None
        if mention.unit == "区" and self.zone and _ZONE_TAIL.match(mention.tail):
            return self._zone(self.zone, mention.tail)
        area = self.setting.relative(mention.unit, local)
        return self._make(area, mention.chain, mention.tail) if area else None

    def _zone(self, zone: tuple[Area | None, str], tail: str) -> Located:
        """赣州经开区 + 管委会: a development zone is named as printed, not as a part of its city."""
        area, name = zone
        short = self._forms.short_form(tail)
        return Located(
            Body(
                name + short,
                area.code if area else "",
                self._forms.kind(short) if short else "government",
                (f"{area.name}{name.removeprefix(self.setting.areas.short_name(area))}{short}",) if area else (),
            ),
            area,
            (),
            tail,
        )

    def _chain_for(self, mention: BodyMention, before: Located | None) -> tuple[Area | None, tuple[str, ...]] | None:
        """The street, town or village that 镇, 村, 社区 … means: of the list, else the nearest named before."""
        ends = {"街道": ("街道",), "社区": ("社区", "居民区"), "村": ("村", "嘎查")}.get(mention.unit, (mention.unit,))
        options: list[tuple[Area | None, tuple[str, ...]]] = []
        if before and before.chain:
            options.append((before.area, before.chain))
        options += [(area, chain) for start, area, chain in reversed(self._chains) if start < mention.start]
        for area, chain in options:
            for length in range(len(chain), 0, -1):
                if chain[length - 1].endswith(ends):
                    return area or self.setting.home, chain[:length]
        return None

    def _named(self, area: Area, mention: BodyMention) -> Located:
        kind = self._forms.kind(mention.tail)
        if not mention.full and not mention.chain and (kind in _OWN_KIND or _OWN_NAME.match(mention.tail)):
            # 上海浦津实业有限公司, 吴江人民剧院: the area's short name is part of a name of its own.
            name = self.setting.areas.short_name(area) + mention.tail
            return Located(Body(name, area.code, kind, (area.name + mention.tail,)), area, (), mention.tail)
        return self._make(area, mention.chain, mention.tail)

    def _of_nation(self, mention: BodyMention) -> Located:
        tail = mention.tail
        name = tail if mention.nation in tail or not tail else mention.nation + tail
        if mention.nation == "中共中央":
            name = "中共中央" + tail.removeprefix("中共中央")
        kind = self._forms.kind(name)
        home = mention.nation in ("国家", "中央", "全国", "中国", "中共中央", "最高人民")
        return Located(Body(name, "", kind if home or kind in ("company", "school") else "foreign"), None, (), tail)

    def _of_its_own(self, mention: BodyMention, before: Located | None) -> Located | None:
        tail = mention.tail
        if tail.startswith(("地委", "行署", "行政公署")):
            base = self.setting.home
            upper = next(
                (
                    a
                    for a in ((base, *self.setting.areas.ancestors(base.code)) if base else ())
                    if a.name.endswith("地区")
                ),
                None,
            )
            return self._make(upper, (), tail) if upper else None
        if own_zone := _ZONE_WORD.match(tail):
            return self._zone(self.zone, tail[own_zone.end() :]) if self.zone else None
        department = re.sub(r"(?:党组|党委)$", "", tail)
        if (
            department in self._forms.names
            and before is None
            and self._forms.names[department].kind in ("department", "mass")
        ):
            # 教育局党组书记 in a county's paper, with no word of whose: the county's own, or the one named before.
            named = self._named_before.get(department)
            area = named.area if named else self.setting.home
            if not self._forms.names[department].own:
                return self._make(area, (), tail) if area else None
        if tail not in self._forms.names:
            if (
                before is not None
                and (stem := _root(before.tail))
                and re.search(
                    r"(?:委员会|工委|专委会|工作室|办公室|室|庭|研究室|机关|检察部|部|科|处|大队|中队|支队)$", tail
                )
                and before.area is not None
                and not before.chain
            ):
                # 区政协常委、|人口资源环境建设委员会|主任: a committee of the body before it.
                return self._make(before.area, (), stem + tail)
            kind = self._forms.kind(tail)
            if _BARE.match(tail):
                return None
            return Located(Body(_trim(tail), "", kind), None, (), tail)
        if before is None:
            # 总工会 after 市总工会: the body of that name that the article has named in full.
            named = self._named_before.get(tail)
            form = self._forms.names[tail]
            if named is None and form.own:
                return Located(Body(form.short, "", form.kind, form.long), None, (), tail)
            return named
        if _PARTY_INNER.match(tail):
            if before.tail.startswith("委") or before.tail in ("地委", "工委", "党工委"):
                stem = before.tail if before.tail in ("地委", "工委", "党工委") else "委"
                return self._make(before.area, before.chain, stem + tail)
            return (
                self._make(before.area, before.chain, ("委" + tail) if not before.chain else tail)
                if before.area
                else None
            )
        if _ZONE_TAIL.match(tail) and _ZONE_TAIL.match(before.tail):
            # 区党工委委员、|管委会|副主任 of one development zone.
            stem = before.body.name[: -len(self._forms.short_form(before.tail))]
            return Located(
                Body(stem + self._forms.short_form(tail), before.body.area, "government"), before.area, (), tail
            )
        if before.chain:
            return self._make(before.area, before.chain, tail)
        if self._forms.names[tail].kind == "party" and tail.startswith("党") and before.area is None:
            return Located(
                Body(before.body.name + tail, before.body.area, "party", (), before.body.name),
                before.area,
                (),
                before.tail + tail,
            )
        if self._forms.names[tail].kind == "party" and tail.startswith("党"):
            return self._make(before.area, before.chain, before.tail + tail)
        return self._make(before.area, (), tail) if before.area else None

    def _league(self, area: Area, tail: str) -> Located:
        """团市委: 共青团 and the area's committee."""
        name = f"共青团{self.setting.label(area)}委"
        return Located(
            Body(name, area.code, "mass", (f"{self.setting.label(area)}{tail}", f"团{area.name}委", f"{name}员会")),
            area,
            (),
            tail,
        )

    def _make(self, area: Area | None, chain: tuple[str, ...], tail: str) -> Located:
        """The body of an area, a chain of places under it and a name: 徐汇区 + 凌云街道 + 居委会."""
        if area is not None and re.fullmatch("团.委", tail):
            return self._league(area, tail)
        places = tuple(
            re.sub(r"(?:办事处|办)$", "", place) if place.endswith(("街道办事处", "街道办")) else place
            for place in chain
        )
        short = self._forms.short_form(tail) if tail else ""
        if places and places[-1].endswith("街道") and short in ("办事处", "办"):
            short = ""
        head = self.setting.label(area) if area else ""
        if area and tail.startswith("地委"):
            head = self.setting.areas.short_name(area)
        name = head + "".join(places) + short
        names = [head + "".join(places) + form for form in self._forms.long_forms(short)] if short else []
        upper = self.setting.areas.full_name(area.code) if area else ""
        if area and area.name != head:
            names.append(area.name + "".join(places) + short)
        if upper and upper != head:
            names.append(upper + "".join(places) + short)
        if area and short == "委":
            names += [f"中共{area.name}委", f"中共{area.name}委员会", f"中共{upper}委员会"]
        elif area and not places and short == "政协":
            names += [f"政协{area.name}委员会", f"政协{upper}委员会"]
        elif area and not places and self._forms.kind(short) == "party" and short.startswith("委"):
            names.append("中共" + name)
        if not short and places and places[-1].endswith("街道"):
            names.append(name + "办事处")
        elif not short and places and places[-1].endswith(("镇", "乡", "苏木")):
            names.append(name + "政府")
        kind = self._forms.kind(short) if short else _place_kind(places[-1] if places else "")
        if short == "委":
            kind = "party"
        parent = self._parent(head, places, short)
        return Located(
            Body(name, area.code if area else "", kind, tuple(n for n in dict.fromkeys(names) if n != name), parent),
            area,
            places,
            tail,
        )

    @staticmethod
    def _parent(head: str, places: tuple[str, ...], short: str) -> str:
        """The body that a name shows it to be a part of: 徐汇区委组织部 ⊂ 徐汇区委, …街道…居委会 ⊂ …街道."""
        if places:
            return head + "".join(places if short else places[:-1]) if len(places) > 1 or short else ""
        for stem in ("委", "政府", "人大常委会", "政协", "法院", "检察院"):
            if short.startswith(stem) and len(short) > len(stem) and not short.startswith("委员"):
                return head + stem
        return ""

    # ------------------------------------------------------------ offices

    def office(self, title: Title, before: Located | None) -> tuple[Located, str] | None:
        """(body, role) of a title; ``before``: the body of the title before it. None where the body stays unknown."""
        role = title.role
        if title.body is not None:
            located = self.body(title.body, before)
            if located is None:
                return None
            return self._fitting(located, role, title)
        if title.area is not None:
            area = self.setting.choose(title.area.areas, before.area if before else None)
            return (self._make(area, (), "政府"), role) if area else None
        if title.place:
            tail = "议会" if title.office.base in ("议长", "议员") else "政府"
            return Located(Body(title.place + tail, "", "foreign"), None, (), title.place), role
        if title.office.of == "government":
            return self._government(title, before)
        if title.office.of == "procuratorate":
            area = before.area if before and before.area else self.setting.home
            return (self._make(area, (), "检察院"), role) if area else None
        if before is None:
            return None
        if title.office.base in ("议长", "议员") and before.body.kind == "foreign":
            return Located(Body(before.tail + "议会", "", "foreign"), None, (), before.tail), role
        return self._fitting(before, role, title)

    def _government(self, title: Title, before: Located | None) -> tuple[Located, str] | None:
        base = title.office.base
        unit = base[0] if base[0] in "省市区县旗州盟镇乡村" else ""
        if base == "苏木达":
            unit = "苏木"
        if unit in ("镇", "乡", "苏木", "村"):
            mention = BodyMention(title.start, title.end, unit=unit, tail="村委会" if unit == "村" else "政府")
            located = self.body(mention, before)
            return (located, title.role) if located else None
        if base == "专员":
            located = self._of_its_own(BodyMention(title.start, title.end, tail="行署"), before)
            return (located, title.role) if located else None
        area = self.setting.relative(unit, before.area if before else None) if unit else None
        return (self._make(area, (), "盟行署" if unit == "盟" else "政府"), title.role) if area else None

    def _fitting(self, located: Located, role: str, title: Title) -> tuple[Located, str] | None:
        """An office whose title shows a body inside the named one: 党组书记 lies in the party group, 审判员 in the
        court."""
        tail = located.tail
        if role in ("党组成员", "党组副书记") or (role.startswith("党组") and not tail.endswith("党组")):
            inner = self._inside(located, "党组")
            return inner, role.removeprefix("党组")
        if role == "党委委员":
            return self._inside(located, "党委"), "委员"
        if title.office.base in ("审判员", "检察员") and (root := _root(tail)) and located.area is not None:
            return self._make(located.area, (), root), role
        if (
            title.office.base in ("书记",)
            and title.office.of == "inherit"
            and title.body is None
            and not _may_have_secretary(tail)
        ):
            return None
        return located, role

    def _inside(self, located: Located, part: str) -> Located:
        if located.tail.endswith(part):
            return located
        name = located.body.name + part
        return Located(
            Body(name, located.body.area, "party", (), located.body.name),
            located.area,
            located.chain,
            located.tail + part,
        )


def with_area(located: Located, area: Area) -> Located:
    """The same body, standing for another area in what follows it."""
    return replace(located, area=area)


_BARE = re.compile(
    r"(?:学院|学校|医院|公司|集团|中心|大学|银行|协会|园区|校际联盟|研究院|基地)(?:党委|党组|管委会|党总支|党支部)?$"
)


def half_width(name: str) -> str:
    """A name with half-width brackets, whichever the page prints: one body has one name."""
    return name.replace("（", "(").replace("）", ")")


def _root(tail: str) -> str:
    """The body that committees and rooms are parts of: 人大常委会 of 人大常委会人事代表工作室."""
    return next(
        (
            stem
            for stem in ("人大常委会", "人大", "政协", "法院", "人民法院", "检察院", "人民检察院", "公安局", "总工会")
            if tail.startswith(stem)
        ),
        "",
    )


def _may_have_secretary(tail: str) -> bool:
    return bool(re.search(r"(?:委|党组|党委|总支|支部|工委|纪委|团委|党工委)$", tail))


def _place_kind(place: str) -> str:
    for ends, kind in (
        (("街道",), "street"),
        (("镇", "乡", "苏木"), "town"),
        (("村", "嘎查"), "village"),
        (("社区", "居民区", "小区", "片区"), "community"),
    ):
        if place.endswith(ends):
            return kind
    return "government" if place else "area"


def _trim(name: str) -> str:
    return name.strip("（）“” ")
