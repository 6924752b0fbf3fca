"""From a body's mention to the body itself: 区委 on a page of Xuhui is 徐汇区委, with its other full names.

A relative name that cannot be resolved gives None: the bare name (区委, 组织部) is never made a body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract import tails
from kg.extract.antecedents import Antecedents
from kg.extract.barenames import BareNames
from kg.extract.localities import Localities
from kg.extract.located import BodyMaker, Located, half_width
from kg.extract.mentions import BodyMention
from kg.gazetteer.areas import Area, AreaMatch
from kg.gazetteer.bodies import BodyForms
from kg.model import Body

# Inner Mongolia, Jilin and Heilongjiang.
_TAIGA = ("15", "22", "23")


class Resolver:
    """Resolves one article's mentions to bodies that ``make`` makes; ``chains`` are the streets, towns and communities
    that it names, ``counties`` the areas, ``matches`` where it names them, ``named`` its bodies in order as it prints
    them."""

    def __init__(
        self,
        make: BodyMaker,
        forms: BodyForms,
        chains: Sequence[tuple[int, Area | None, tuple[str, ...]]] = (),
        counties: Sequence[Area] = (),
        matches: Sequence[AreaMatch] = (),
        named: Sequence[tuple[str, BodyMention]] = (),
    ) -> None:
        self.setting = make.setting
        self.make = make
        self._forms = forms
        self._localities = Localities(make, chains, counties, matches)
        self._antecedents = Antecedents(named)
        self._bare = BareNames(make, forms, self._localities, self._antecedents)

    def body(self, mention: BodyMention, before: Located | None = None) -> Located | None:
        """The body of a mention; ``before`` is the body that stands before it in one list or stack."""
        if before is not None and before.body.kind in tails.PRIVATE and tails.PUBLIC.match(mention.tail):
            # 广西民族大学教授…，政协委员…: a university lends its province to nobody.
            before = None
        located = self._body(mention, before)
        if located is not None and half_width(located.body.name) != located.body.name:
            located = located._replace(body=replace(located.body, name=half_width(located.body.name)))
        if located is not None and located.area is not None and (mention.unit or mention.areas) and not mention.chain:
            self._antecedents.note(located)
        return located if located is not None and located.body.name else None

    def _body(self, mention: BodyMention, before: Located | None) -> Located | None:
        local = before.area if before else None
        if mention.unit:
            return self._of_unit(mention, before, local)
        if mention.areas:
            area = self.setting.choose(mention.areas, local)
            if area and not mention.full and mention.chain and tails.ZONE.search(mention.chain[0]):
                zone = (area, self.setting.areas.short_name(area) + mention.chain[0])
                return self.make.of_zone(zone, "".join(mention.chain[1:]) + mention.tail)
            if area and not mention.full and not mention.chain and (own := tails.ZONE_WORD.match(mention.tail)):
                # 浏阳|经开区|党工委
                zone = (area, self.setting.areas.short_name(area) + own.group())
                return self.make.of_zone(zone, mention.tail[own.end() :])
            if area and not mention.full and not mention.chain and mention.tail.startswith("分"):
                # 前方指挥部党委委员、奇台|分指挥部|指挥长: a branch is named as printed, after the body it is of.
                head = before.body.name.removesuffix("党委").removesuffix("党组") if before else ""
                name = head + self.setting.areas.short_name(area) + mention.tail
                return Located(Body(name, area.code, self._forms.kind(mention.tail)), area, (), mention.tail)
            return self._named(area, mention) if area else None
        if mention.nation:
            return self._of_nation(mention)
        if mention.chain and self.make.zone and self.make.zone[1].endswith(mention.chain[0]):
            # 高新区|党工委 in the paper of 合肥高新区
            return self.make.of_zone(self.make.zone, "".join(mention.chain[1:]) + mention.tail)
        if mention.chain:
            county = self._localities.county_of(mention)
            return self.make.placed(county, mention.chain, mention.tail) if county else None
        return self.of_its_own(mention, before)

    def named_again(self, at: int, short: str) -> Located | None:
        """The body named last before ``at`` whose printed name ends in ``short`` and has more to it: 服务中心, of
        镇流动人口服务中心."""
        longer = self._antecedents.longer(at, short)
        return self.body(longer) if longer is not None else None

    def of_its_own(self, mention: BodyMention, before: Located | None) -> Located | None:
        """The body of a name with no word of whose it is."""
        return self._bare.body(mention, before, self.named_again)

    def _of_unit(self, mention: BodyMention, before: Located | None, local: Area | None) -> Located | None:
        if mention.unit in tails.LOCAL_UNITS:
            chain = self._localities.meant(mention, before)
            if chain is None:
                return None
            area, places = chain
            return self.make.placed(area, places + mention.chain, mention.tail) if area else None
        zone = self.make.zone
        if mention.unit == "区" and zone and (self.make.ruled or tails.ZONE_TAIL.match(mention.tail)):
            return self.make.of_zone(zone, mention.tail)
        if mention.unit == "地区" and mention.tail.startswith("行署"):
            return self.of_its_own(mention._replace(unit=""), before)
        area = self.of_unit(mention.unit, local)
        return self.make.of_area(area, mention.chain, mention.tail) if area else None

    def of_unit(self, unit: str, local: Area | None = None) -> Area | None:
        """The area that a relative word means (县 of 县长), None if it is open."""
        return self.setting.relative(unit, local) or self._localities.only_county(unit)

    def _named(self, area: Area, mention: BodyMention) -> Located:
        kind = self._forms.kind(mention.tail)
        short = not mention.full and not mention.chain
        if short and tails.STATE_FOREST.match(mention.tail) and area.code[:2] in _TAIGA:
            # 铁力|林业局 is the state's enterprise in the forest there, 铁力市林业局 the city's bureau.
            name = self.setting.areas.short_name(area) + mention.tail
            return Located(Body(name, area.code, "company"), area, (), mention.tail)
        of_firm = kind == "party" and self._forms.kind(tails.PARTY_PART.sub("", mention.tail)) == "company"
        if short and (kind in tails.OWN_KIND or of_firm or tails.OWN_NAME.match(mention.tail)):
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
