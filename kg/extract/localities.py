"""The counties, towns and villages that an article names: which of them 镇, 村 or 县 means, and where a town lies."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract import tails
from kg.extract.located import BodyMaker, Located
from kg.extract.mentions import BodyMention
from kg.extract.setting import is_of_unit
from kg.gazetteer.areas import Area, AreaMatch


class Localities:
    """What one article names of its neighbourhood: ``chains`` of streets, towns and communities with where they stand
    and their areas, ``counties`` the areas, ``matches`` where it names these."""

    def __init__(
        self,
        make: BodyMaker,
        chains: Sequence[tuple[int, Area | None, tuple[str, ...]]],
        counties: Sequence[Area],
        matches: Sequence[AreaMatch],
    ) -> None:
        self._setting = make.setting
        self._make = make
        self._chains = chains
        self._counties = counties
        self._matches = matches

    def county_of(self, mention: BodyMention) -> Area | None:
        """The county that a town named alone lies in: that of the same town named with it before, else the page's
        own."""
        for start, area, chain in self._chains:
            if start < mention.start and area is not None and chain[0] == mention.chain[0]:
                return area
        home = self._setting.home
        near = [area for area in self._counties if home is None or area.code != home.code]
        for area in ([home] if home else []) + near:
            if area.level == "county" and self._setting.areas.town_named(mention.chain[0], area.code):
                return area
        # A town that the list does not have lies in the county named last before it, if the page's own is another.
        before = [match for match in self._matches if match.end <= mention.start and match.full]
        last = self._setting.choose(before[-1].areas) if before else None
        if last is not None and last.level == "county":
            return last
        if home is None or home.level == "county":
            return home
        # In a city's paper: the one of its counties that has the town; where none or several have it, none is said.
        inside = [code for code in self._setting.areas.counties_of_town(mention.chain[0]) if code[:4] == home.code[:4]]
        return self._setting.areas.get(inside[0]) if len(inside) == 1 else None

    def only_county(self, unit: str) -> Area | None:
        """县 in a prefecture's paper: the one county of that kind that the article names."""
        home = self._setting.home
        if home is None or home.level != "prefecture" or unit not in ("县", "区", "旗"):
            return None
        inside = [area for area in self._counties if is_of_unit(area, unit) and area.code[:4] == home.code[:4]]
        return inside[0] if len(inside) == 1 else None

    def meant(self, mention: BodyMention, before: Located | None) -> tuple[Area | None, tuple[str, ...]] | None:
        """The street, town or village that 镇, 村, 社区 … means: of the list, else the nearest named before."""
        ends = tails.ENDS.get(mention.unit, (mention.unit,))
        options: list[tuple[Area | None, tuple[str, ...]]] = []
        town = self._setting.town
        own: list[tuple[Area | None, tuple[str, ...]]] = [(self._setting.home, (town.name,))] if town else []
        if before and before.chain:
            options.append((before.area, before.chain))
        elif self._setting.ours and mention.unit in ("镇", "乡", "街道"):
            # 里水镇的客人来我镇，|镇委副书记|接待
            options += own
        options += [(area, chain) for start, area, chain in reversed(self._chains) if start < mention.start]
        for area, chain in options:
            for length in range(len(chain), 0, -1):
                if chain[length - 1].endswith(ends):
                    return area or self._setting.home, chain[:length]
        return own[0] if town is not None and town.name.endswith(ends) else None

    def of_village(self, mention: BodyMention, name: str, organ: str) -> Located | None:
        """薛宅村|村委会: of the town that the text named last, else of the page's own, else of the county."""
        for start, area, chain in self._chains:
            # 白柳镇峰溪社区、棕溪镇王院村 … 峰溪社区|党支部
            if (name in chain[1:] and start < mention.start) or (chain == (name,) and start == mention.start):
                return self._make.placed(area or self._setting.home, chain[: chain.index(name) + 1], organ)
        towns = ((area, chain[0]) for start, area, chain in reversed(self._chains) if start < mention.start)
        own = self._setting.ours and self._setting.town is not None
        known = next((named for named in towns if named[1][-1] in "镇乡道木"), None) if not own else None
        if known is not None:
            return self._make.placed(known[0] or self._setting.home, (known[1], name), organ)
        town, home = self._setting.town, self._setting.home
        if home is None or (town is None and home.level != "county"):
            return None
        return self._make.of_area(home, (town.name, name) if town else (name,), organ)
