"""Bodies named with no word of whose they are (组织部, 派出所, 办公室): of the body before, of one named in full
before, or of the page's own area."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract import tails
from kg.extract.antecedents import Antecedents
from kg.extract.localities import Localities
from kg.extract.located import BodyMaker, Located, root
from kg.extract.mentions import BodyMention
from kg.gazetteer.bodies import BodyForms
from kg.model import Body

# Resolves the longer name that stands before an offset and ends in a short one.
Again = Callable[[int, str], Located | None]


class BareNames:
    """Resolves the bare names of one article."""

    def __init__(self, make: BodyMaker, forms: BodyForms, localities: Localities, antecedents: Antecedents) -> None:
        self._setting = make.setting
        self._make = make
        self._forms = forms
        self._localities = localities
        self._antecedents = antecedents

    def body(self, mention: BodyMention, before: Located | None, again: Again) -> Located | None:
        """The body of the name; ``before`` is the body that stands before it in one list or stack."""
        tail, zone = mention.tail, self._make.zone
        if tail.startswith(("地委", "行署", "行政公署")):
            base = self._setting.home
            lineage = (base, *self._setting.areas.ancestors(base.code)) if base else ()
            upper = next((area for area in lineage if area.name.endswith("地区")), None)
            if upper is None and len(lineage) > 1:
                # 江孜县 of the years when 日喀则 was a 地区.
                former = self._setting.areas.find(self._setting.areas.short_name(lineage[1]) + "地区")
                upper = next((area for match in former for area in match.areas if area.name.endswith("地区")), None)
            return self._make.of_area(upper, (), tail) if upper else None
        if own_zone := tails.ZONE_WORD.match(tail):
            home = self._setting.home
            areas = self._setting.areas
            own = (home, areas.short_name(home) + own_zone.group()) if home and not areas.is_functional(home) else None
            known = zone or own
            return self._make.of_zone(known, tail[own_zone.end() :]) if known else None
        if before is None and zone and tails.ZONE_TAIL.match(tail):
            # 党工委书记 in the paper of a zone, with no word of whose.
            return self._make.of_zone(zone, tail)
        if before is not None and root(before.tail) == "政协" and tail.endswith("委员会") and before.area is not None:
            # 市政协常委、|农业委员会|主任: a committee of the conference, whatever bodies are called so elsewhere.
            return self._make.of_area(before.area, (), "政协" + tail)
        if tail in tails.ROOMS:
            # 旗委常委、|办公室|主任; alone it is anybody's.
            stem = root(before.tail) if before else ""
            stem = stem or ("委" if before and before.tail.startswith("委") else "")
            return self._make.of_area(before.area, (), stem + tail) if before and before.area and stem else None
        if tails.OF_ANOTHER.match(tail):
            # 县委书记、|领导小组|组长, after 县委党史学习教育领导小组: of itself it says nothing.
            return again(mention.start, tail)
        if tail in tails.OF_TOWNS:
            # 派出所 in a county's paper is one of many; in a town's the town's.
            named, town = again(mention.start, tail), self._setting.town
            return named or (self._make.of_area(self._setting.home, (town.name,), tail) if town else None)
        department = re.sub(r"(?:党组|党委)$", "", tail)
        if self._make.ruled and zone and (before is None or before.body.name.startswith(zone[1])):
            # 总工会, 社会发展局 in a development zone's own paper: the zone's.
            form = self._forms.names.get(department)
            if tails.BUREAU.fullmatch(department) or (form is not None and form.kind == "mass" and not form.own):
                return self._make.of_zone(zone, tail)
        if (
            department in self._forms.names
            and before is None
            and self._forms.names[department].kind in ("department", "mass")
        ):
            # 教育局党组书记 in a county's paper, with no word of whose: the county's own, or the one named before.
            named = self._antecedents.called(department)
            area = named.area if named else self._setting.home
            if not self._forms.names[department].own:
                return self._make.of_area(area, (), tail) if area else None
        if (village := tails.OF_VILLAGE.fullmatch(tail)) is not None:
            return self._localities.of_village(mention, village["name"], village["organ"])
        if tail in self._forms.names:
            return self._listed(mention, before)
        return self._unlisted(mention, before, again)

    def _unlisted(self, mention: BodyMention, before: Located | None, again: Again) -> Located | None:
        """A name that no list knows: a room of the body before it, a longer name's end, or a body of its own."""
        tail = mention.tail
        if tails.OF_CONGRESS.fullmatch(tail):
            if before is None or not before.body.name.endswith("人大常委会"):
                return None
            # 省人大常委、|财经委|副主任委员: of the congress, which its standing committee is of too.
            name = before.body.name.removesuffix("常委会")
            whole = self._make.of_area(before.area, (), "人大" + tail) if before.area is not None else None
            return whole or Located(Body(name + tail, before.body.area, "congress", (), name), None, (), "人大" + tail)
        if (
            before is not None
            and (stem := root(before.tail))
            and re.search(
                r"(?:委员会|工委|专委会|工作室|办公室|室|庭|研究室|机关|检察部|部|科|处|大队|中队|支队)$", tail
            )
            and before.area is not None
            and not before.chain
            and "某" not in tail
        ):
            # 区政协常委、|人口资源环境建设委员会|主任: a committee of the body before it.
            return self._make.of_area(before.area, (), stem + tail)
        if tail.endswith("办") and before is not None and before.area is not None and before.chain:
            # 镇党委委员、|组织人事办|主任
            return self._make.placed(before.area, before.chain, tail)
        if len(tail) == 3 and tail.endswith("办") and (before is None or not before.tail.startswith("委")):
            return None
        if len(tail) == 3 and tail.endswith("办") and before is not None and before.area is not None:
            # 县委常委、|农工办|主任
            return self._make.of_area(before.area, (), "委" + tail)
        kind = self._forms.kind(tail)
        if self._antecedents.longer(mention.start, tail) is not None or tails.BARE.match(tail):
            return again(mention.start, tail)
        if tails.INNER.search(tail) and (before is None or before.body.kind != "company"):
            # 海外事业部|部长: of which company stays open.
            return None
        if tails.TRIBUNAL.search(tail):
            # 民事审判第一庭: a room of the court named last; of no court, of which it stays open.
            house = "法院" if tail.endswith("庭") else "检察院"
            named = self._antecedents.last(house)
            if named is None:
                return None
            stem = named.tail[: named.tail.index(house) + len(house)]
            return self._make.of_area(named.area, (), stem + tail)
        if tails.POLICE.match(tail):
            # 市公安局副局长某某…，刑侦大队|大队长
            named = before if before is not None and "公安" in before.tail else self._antecedents.last("公安局")
            return self._make.of_area(named.area, (), _police(named.tail) + tail) if named and named.area else None
        if before is not None and before.body.kind in ("school", "hospital", "company") and tails.ROOM.match(tail):
            # 济南大学副校长、|科技处|处长
            body = Body(before.body.name + tail, before.body.area, before.body.kind, (), before.body.name)
            return Located(body, before.area, (), before.tail + tail)
        if tails.SECTION.fullmatch(tail):
            # 区税务局…，纳税服务股|股长: of the bureau named last; of none, of which it stays open.
            house = self._antecedents.nearest(mention.start, tails.HOUSES)
            bureau = again(mention.start, house) if house else None
            if bureau is None:
                return None
            # 该局|市政股 is read from its 局 on.
            own = tail.removeprefix("局")
            body = Body(bureau.body.name + own, bureau.body.area, bureau.body.kind, (), bureau.body.name)
            return Located(body, bureau.area, bureau.chain, bureau.tail + own)
        if tails.EVERYWHERE.fullmatch(tail):
            # 人民医院, 实验小学: every county has one; the county's of the body before, else the page's own.
            home = self._setting.home if self._setting.home and self._setting.home.level == "county" else None
            area = before.area if before is not None and before.area is not None else home
            return self._make.of_area(area, (), tail) if area else again(mention.start, tail)
        if tails.MEETING.search(tail):
            # 闭幕大会|执行主席: a meeting is no body.
            return None
        return Located(Body(_bare_name(tail), "", kind), None, (), tail)

    def _listed(self, mention: BodyMention, before: Located | None) -> Located | None:
        """A name that every area has a body for: of the area or the place of the body before it, if there is one."""
        tail, zone = mention.tail, self._make.zone
        if before is None:
            # 总工会 after 市总工会: the body of that name that the article has named in full.
            named = self._antecedents.called(tail)
            form = self._forms.names[tail]
            if named is None and form.own:
                return Located(Body(form.short, "", form.kind, form.long), None, (), tail)
            if named is None and tail in tails.SEATS and self._setting.home is not None:
                # 人大常委会主任 in a county's paper, with no word of whose: the county's own.
                return self._make.of_area(self._setting.home, (), tail)
            return named
        if tails.PARTY_INNER.match(tail):
            if before.tail.startswith("委") or before.tail in ("地委", "工委", "党工委"):
                stem = before.tail if before.tail in ("地委", "工委", "党工委") else "委"
                if zone and before.body.name.startswith(zone[1]):
                    # 工委委员、|组织部|部长 of a zone
                    return self._make.of_zone(zone, stem + tail)
                return self._make.placed(before.area, before.chain, stem + tail)
            return (
                self._make.placed(before.area, before.chain, ("委" + tail) if not before.chain else tail)
                if before.area
                else None
            )
        if tails.ZONE_TAIL.match(tail) and zone and before.body.name.startswith(zone[1]):
            # 开发区党委书记、|管委会|主任
            return self._make.of_zone(zone, tail)
        if tails.ZONE_TAIL.match(tail) and tails.ZONE_TAIL.match(before.tail):
            # 区党工委委员、|管委会|副主任 of one development zone.
            stem = before.body.name[: -len(self._forms.short_form(before.tail))]
            name = stem + self._forms.short_form(tail)
            return Located(Body(name, before.body.area, self._forms.kind(tail)), before.area, (), tail)
        if before.chain:
            return self._make.placed(before.area, before.chain, tail)
        stem = re.sub("党?工委$", "", before.body.name) if before.area is not None else ""
        if stem and stem != before.body.name and tail in ("管委会", "管理委员会"):
            # 集安边合区党工委书记、|管委会|主任
            name = stem + self._forms.short_form(tail)
            return Located(Body(name, before.body.area, self._forms.kind(tail)), before.area, (), tail)
        if self._forms.names[tail].kind == "party" and tail.startswith("党") and before.area is None:
            return Located(
                Body(before.body.name + tail, before.body.area, "party", (), before.body.name),
                before.area,
                (),
                before.tail + tail,
            )
        if self._forms.names[tail].kind == "party" and tail.startswith("党"):
            return self._make.placed(before.area, before.chain, before.tail + tail)
        return self._make.of_area(before.area, (), tail) if before.area else None


def _police(tail: str) -> str:
    """公安局 of 公安局刑侦大队."""
    return tail[: tail.index("局") + 1] if "局" in tail else tail


def _bare_name(name: str) -> str:
    return name.strip("（）“” ")
