"""From a body's mention to the body itself: 区委 on a page of Xuhui is 徐汇区委, with its other full names.

A relative name that cannot be resolved gives None: the bare name (区委, 组织部) is never made a body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract import tails
from kg.extract.located import BodyMaker, Located, half_width, root
from kg.extract.mentions import BodyMention
from kg.extract.setting import Setting, is_of_unit
from kg.gazetteer.areas import Area, AreaMatch
from kg.gazetteer.bodies import BodyForms
from kg.model import Body


class Resolver:
    """Resolves mentions on one article's setting; ``chains`` are the streets, towns and communities it names,
    ``counties`` the areas, ``matches`` where it names them, ``named`` its bodies in order as it prints them."""

    def __init__(
        self,
        setting: Setting,
        forms: BodyForms,
        chains: Sequence[tuple[int, Area | None, tuple[str, ...]]] = (),
        counties: Sequence[Area] = (),
        matches: Sequence[AreaMatch] = (),
        named: Sequence[tuple[str, BodyMention]] = (),
    ) -> None:
        self.setting = setting
        self.make = BodyMaker(setting, forms)
        self._forms = forms
        self._chains = chains
        self._counties = counties
        self._matches = matches
        # By their last two characters: few names end alike.
        self._printed: dict[str, list[tuple[str, BodyMention]]] = {}
        for name, mention in named:
            self._printed.setdefault(name[-2:], []).append((name, mention))
        self._named_before: dict[str, Located] = {}
        self.zone: tuple[Area | None, str] | None = None
        self.ruled = False

    # ------------------------------------------------------------ bodies

    def body(self, mention: BodyMention, before: Located | None = None) -> Located | None:
        """The body of a mention; ``before`` is the body that stands before it in one list or stack."""
        if before is not None and before.body.kind in tails.PRIVATE and tails.PUBLIC.match(mention.tail):
            # 广西民族大学教授…，政协委员…: a university lends its province to nobody.
            before = None
        located = self._body(mention, before)
        if located is not None and half_width(located.body.name) != located.body.name:
            located = located._replace(body=replace(located.body, name=half_width(located.body.name)))
        if located is not None and located.area is not None and (mention.unit or mention.areas) and not mention.chain:
            self._named_before.setdefault(located.tail, located)
        return located if located is not None and located.body.name else None

    def _body(self, mention: BodyMention, before: Located | None) -> Located | None:
        local = before.area if before else None
        if mention.unit:
            return self._of_unit(mention, before, local)
        if mention.areas:
            area = self.setting.choose(mention.areas, local)
            if area and not mention.full and mention.chain and tails.ZONE.search(mention.chain[0]):
                zone = (area, self.setting.areas.short_name(area) + mention.chain[0])
                return self._zone(zone, "".join(mention.chain[1:]) + mention.tail)
            if area and not mention.full and not mention.chain and mention.tail.startswith("分"):
                # 前方指挥部党委委员、奇台|分指挥部|指挥长: a branch is named as printed, after the body it is of.
                head = before.body.name.removesuffix("党委").removesuffix("党组") if before else ""
                name = head + self.setting.areas.short_name(area) + mention.tail
                return Located(Body(name, area.code, self._forms.kind(mention.tail)), area, (), mention.tail)
            return self._named(area, mention) if area else None
        if mention.nation:
            return self._of_nation(mention)
        if mention.chain and self.zone and self.zone[1].endswith(mention.chain[0]):
            # 高新区|党工委 in the paper of 合肥高新区
            return self._zone(self.zone, "".join(mention.chain[1:]) + mention.tail)
        if mention.chain:
            county = self._home_of_town(mention)
            return self._placed(county, mention.chain, mention.tail) if county else None
        return self.of_its_own(mention, before)

    def named_again(self, at: int, short: str) -> Located | None:
        """The body named last before ``at`` whose printed name ends in ``short`` and has more to it: 服务中心, of
        镇流动人口服务中心."""
        longer = self._longer(at, short)
        return self.body(longer) if longer is not None else None

    def _longer(self, at: int, short: str) -> BodyMention | None:
        for name, mention in reversed(self._printed.get(short[-2:], ())):
            if mention.end <= at and name.endswith(short) and len(name) > len(short):
                return mention
        return None

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
        # A town that the list does not have lies in the county named last before it, if the page's own is another.
        before = [match for match in self._matches if match.end <= mention.start and match.full]
        last = self.setting.choose(before[-1].areas) if before else None
        if last is not None and last.level == "county":
            return last
        if home is None or home.level == "county":
            return home
        # In a city's paper: the one of its counties that has the town; where none or several have it, none is said.
        inside = [code for code in self.setting.areas.counties_of_town(mention.chain[0]) if code[:4] == home.code[:4]]
        return self.setting.areas.get(inside[0]) if len(inside) == 1 else None

    def _of_unit(self, mention: BodyMention, before: Located | None, local: Area | None) -> Located | None:
        if mention.unit in tails.LOCAL_UNITS:
            chain = self._chain_for(mention, before)
            if chain is None:
                return None
            area, places = chain
            return self._placed(area, places + mention.chain, mention.tail) if area else None
        if mention.unit == "区" and self.zone and (self.ruled or tails.ZONE_TAIL.match(mention.tail)):
            return self._zone(self.zone, mention.tail)
        if mention.unit == "地区" and mention.tail.startswith("行署"):
            return self.of_its_own(mention._replace(unit=""), before)
        area = self.of_unit(mention.unit, local)
        return self.make.of_area(area, mention.chain, mention.tail) if area else None

    def of_unit(self, unit: str, local: Area | None = None) -> Area | None:
        """The area that a relative word means (县 of 县长), None if it is open."""
        return self.setting.relative(unit, local) or self._only_county(unit)

    def _only_county(self, unit: str) -> Area | None:
        """县 in a prefecture's paper: the one county of that kind that the article names."""
        home = self.setting.home
        if home is None or home.level != "prefecture" or unit not in ("县", "区", "旗"):
            return None
        inside = [area for area in self._counties if is_of_unit(area, unit) and area.code[:4] == home.code[:4]]
        return inside[0] if len(inside) == 1 else None

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

    def _placed(self, area: Area | None, chain: tuple[str, ...], tail: str) -> Located:
        """The body of a street, town or community; in a development zone's own paper they are the zone's."""
        if not (self.ruled and self.zone and chain):
            return self.make.of_area(area, chain, tail)
        return self._zone(self.zone, "".join(chain) + tail)._replace(chain=chain, tail=tail)

    def _chain_for(self, mention: BodyMention, before: Located | None) -> tuple[Area | None, tuple[str, ...]] | None:
        """The street, town or village that 镇, 村, 社区 … means: of the list, else the nearest named before."""
        ends = tails.ENDS.get(mention.unit, (mention.unit,))
        options: list[tuple[Area | None, tuple[str, ...]]] = []
        town = self.setting.town
        own: list[tuple[Area | None, tuple[str, ...]]] = [(self.setting.home, (town.name,))] if town else []
        if before and before.chain:
            options.append((before.area, before.chain))
        elif self.setting.ours and mention.unit in ("镇", "乡", "街道"):
            # 里水镇的客人来我镇，|镇委副书记|接待
            options += own
        options += [(area, chain) for start, area, chain in reversed(self._chains) if start < mention.start]
        for area, chain in options:
            for length in range(len(chain), 0, -1):
                if chain[length - 1].endswith(ends):
                    return area or self.setting.home, chain[:length]
        return own[0] if town is not None and town.name.endswith(ends) else None

    def _of_village(self, mention: BodyMention, name: str, organ: str) -> Located | None:
        """薛宅村|村委会: of the town that the text named last, else of the page's own, else of the county."""
        for start, area, chain in self._chains:
            # 白柳镇峰溪社区、棕溪镇王院村 … 峰溪社区|党支部
            if (name in chain[1:] and start < mention.start) or (chain == (name,) and start == mention.start):
                return self._placed(area or self.setting.home, chain[: chain.index(name) + 1], organ)
        towns = ((area, chain[0]) for start, area, chain in reversed(self._chains) if start < mention.start)
        own = self.setting.ours and self.setting.town is not None
        known = next((named for named in towns if named[1][-1] in "镇乡道木"), None) if not own else None
        if known is not None:
            return self._placed(known[0] or self.setting.home, (known[1], name), organ)
        town, home = self.setting.town, self.setting.home
        if home is None or (town is None and home.level != "county"):
            return None
        return self.make.of_area(home, (town.name, name) if town else (name,), organ)

    def _named(self, area: Area, mention: BodyMention) -> Located:
        kind = self._forms.kind(mention.tail)
        if not mention.full and not mention.chain and (kind in tails.OWN_KIND or tails.OWN_NAME.match(mention.tail)):
            # 上海浦津实业有限公司, 吴江人民剧院: the area's short name is part of a name of its own.
            name = self.setting.areas.short_name(area) + mention.tail
            return Located(Body(name, area.code, kind, (area.name + mention.tail,)), area, (), mention.tail)
        located = self.make.of_area(area, mention.chain, mention.tail)
        if mention.full or mention.chain or mention.tail in self._forms.names:
            return located
        # 新疆|北鲵自然保护区管理站, as it calls itself.
        printed = self.setting.areas.short_name(area) + mention.tail
        names = tuple(dict.fromkeys((*located.body.names, printed)))
        return located._replace(
            body=replace(located.body, names=tuple(n for n in names if n != located.body.name))
        )

    def _of_nation(self, mention: BodyMention) -> Located:
        tail = mention.tail
        name = tail if mention.nation in tail or not tail else mention.nation + tail
        if mention.nation == "中共中央":
            name = "中共中央" + tail.removeprefix("中共中央")
        kind = self._forms.kind(name)
        home = mention.nation in ("国家", "中央", "全国", "中国", "中共中央", "最高人民")
        return Located(Body(name, "", kind if home or kind in ("company", "school") else "foreign"), None, (), tail)

    def of_its_own(self, mention: BodyMention, before: Located | None) -> Located | None:
        tail = mention.tail
        if tail.startswith(("地委", "行署", "行政公署")):
            base = self.setting.home
            lineage = (base, *self.setting.areas.ancestors(base.code)) if base else ()
            upper = next((area for area in lineage if area.name.endswith("地区")), None)
            if upper is None and len(lineage) > 1:
                # 江孜县 of the years when 日喀则 was a 地区.
                former = self.setting.areas.find(self.setting.areas.short_name(lineage[1]) + "地区")
                upper = next((area for match in former for area in match.areas if area.name.endswith("地区")), None)
            return self.make.of_area(upper, (), tail) if upper else None
        if own_zone := tails.ZONE_WORD.match(tail):
            home = self.setting.home
            areas = self.setting.areas
            own = (home, areas.short_name(home) + own_zone.group()) if home and not areas.is_functional(home) else None
            zone = self.zone or own
            return self._zone(zone, tail[own_zone.end() :]) if zone else None
        if before is None and self.zone and tails.ZONE_TAIL.match(tail):
            # 党工委书记 in the paper of a zone, with no word of whose.
            return self._zone(self.zone, tail)
        if before is not None and root(before.tail) == "政协" and tail.endswith("委员会") and before.area is not None:
            # 市政协常委、|农业委员会|主任: a committee of the conference, whatever bodies are called so elsewhere.
            return self.make.of_area(before.area, (), "政协" + tail)
        if tail in tails.ROOMS:
            # 旗委常委、|办公室|主任; alone it is anybody's.
            stem = root(before.tail) if before else ""
            stem = stem or ("委" if before and before.tail.startswith("委") else "")
            return self.make.of_area(before.area, (), stem + tail) if before and before.area and stem else None
        if tails.OF_ANOTHER.match(tail):
            # 县委书记、|领导小组|组长, after 县委党史学习教育领导小组: of itself it says nothing.
            return self.named_again(mention.start, tail)
        if tail in tails.OF_TOWNS:
            # 派出所 in a county's paper is one of many; in a town's the town's.
            again, town = self.named_again(mention.start, tail), self.setting.town
            return again or (self.make.of_area(self.setting.home, (town.name,), tail) if town else None)
        department = re.sub(r"(?:党组|党委)$", "", tail)
        if self.ruled and self.zone and (before is None or before.body.name.startswith(self.zone[1])):
            # 总工会, 社会发展局 in a development zone's own paper: the zone's.
            form = self._forms.names.get(department)
            if tails.BUREAU.fullmatch(department) or (form is not None and form.kind == "mass" and not form.own):
                return self._zone(self.zone, tail)
        if (
            department in self._forms.names
            and before is None
            and self._forms.names[department].kind in ("department", "mass")
        ):
            # 教育局党组书记 in a county's paper, with no word of whose: the county's own, or the one named before.
            named = self._named_before.get(department)
            area = named.area if named else self.setting.home
            if not self._forms.names[department].own:
                return self.make.of_area(area, (), tail) if area else None
        if (village := tails.OF_VILLAGE.fullmatch(tail)) is not None:
            return self._of_village(mention, village["name"], village["organ"])
        return (self._listed if tail in self._forms.names else self._unlisted)(mention, before)

    def _unlisted(self, mention: BodyMention, before: Located | None) -> Located | None:
        """A name that no list knows: a room of the body before it, a longer name's end, or a body of its own."""
        tail = mention.tail
        if (
            before is not None
            and (stem := root(before.tail))
            and re.search(
                r"(?:委员会|工委|专委会|工作室|办公室|室|庭|研究室|机关|检察部|部|科|处|大队|中队|支队)$", tail
            )
            and before.area is not None
            and not before.chain
        ):
            # 区政协常委、|人口资源环境建设委员会|主任: a committee of the body before it.
            return self.make.of_area(before.area, (), stem + tail)
        if tail.endswith("办") and before is not None and before.area is not None and before.chain:
            # 镇党委委员、|组织人事办|主任
            return self._placed(before.area, before.chain, tail)
        if len(tail) == 3 and tail.endswith("办") and (before is None or not before.tail.startswith("委")):
            return None
        if len(tail) == 3 and tail.endswith("办") and before is not None and before.area is not None:
            # 县委常委、|农工办|主任
            return self.make.of_area(before.area, (), "委" + tail)
        kind = self._forms.kind(tail)
        if self._longer(mention.start, tail) is not None or tails.BARE.match(tail):
            return self.named_again(mention.start, tail)
        if tails.INNER.search(tail) and (before is None or before.body.kind != "company"):
            # 海外事业部|部长: of which company stays open.
            return None
        if tails.TRIBUNAL.search(tail):
            # 民事审判第一庭: a room of the court named last; of no court, of which it stays open.
            house = "法院" if tail.endswith("庭") else "检察院"
            named = next((body for body in reversed(self._named_before.values()) if house in body.tail), None)
            if named is None:
                return None
            stem = named.tail[: named.tail.index(house) + len(house)]
            return self.make.of_area(named.area, (), stem + tail)
        if tails.EVERYWHERE.fullmatch(tail):
            # 人民医院, 实验小学: every county has one; the county's of the body before, else the page's own.
            home = self.setting.home if self.setting.home and self.setting.home.level == "county" else None
            area = before.area if before is not None and before.area is not None else home
            return self.make.of_area(area, (), tail) if area else self.named_again(mention.start, tail)
        return Located(Body(_bare_name(tail), "", kind), None, (), tail)

    def _listed(self, mention: BodyMention, before: Located | None) -> Located | None:
        """A name that every area has a body for: of the area or the place of the body before it, if there is one."""
        tail = mention.tail
        if before is None:
            # 总工会 after 市总工会: the body of that name that the article has named in full.
            named = self._named_before.get(tail)
            form = self._forms.names[tail]
            if named is None and form.own:
                return Located(Body(form.short, "", form.kind, form.long), None, (), tail)
            return named
        if tails.PARTY_INNER.match(tail):
            if before.tail.startswith("委") or before.tail in ("地委", "工委", "党工委"):
                stem = before.tail if before.tail in ("地委", "工委", "党工委") else "委"
                return self._placed(before.area, before.chain, stem + tail)
            return (
                self._placed(before.area, before.chain, ("委" + tail) if not before.chain else tail)
                if before.area
                else None
            )
        if tails.ZONE_TAIL.match(tail) and self.zone and before.body.name.startswith(self.zone[1]):
            # 开发区党委书记、|管委会|主任
            return self._zone(self.zone, tail)
        if tails.ZONE_TAIL.match(tail) and tails.ZONE_TAIL.match(before.tail):
            # 区党工委委员、|管委会|副主任 of one development zone.
            stem = before.body.name[: -len(self._forms.short_form(before.tail))]
            name = stem + self._forms.short_form(tail)
            return Located(Body(name, before.body.area, self._forms.kind(tail)), before.area, (), tail)
        if before.chain:
            return self._placed(before.area, before.chain, tail)
        if self._forms.names[tail].kind == "party" and tail.startswith("党") and before.area is None:
            return Located(
                Body(before.body.name + tail, before.body.area, "party", (), before.body.name),
                before.area,
                (),
                before.tail + tail,
            )
        if self._forms.names[tail].kind == "party" and tail.startswith("党"):
            return self._placed(before.area, before.chain, before.tail + tail)
        return self.make.of_area(before.area, (), tail) if before.area else None


def _bare_name(name: str) -> str:
    return name.strip("（）“” ")
