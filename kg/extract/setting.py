"""What the words of a page mean where it is: which area 区 or 市 names there, and which of several of one name.

In Xuhui's paper 区委 is 徐汇区委 and 市委 is 上海市委. Nothing is assumed where the page does not tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.gazetteer.areas import Area, Areas
from kg.model import Place


@dataclass(frozen=True, slots=True)
class Setting:
    """The area whose page or article it is, None if it cannot be told; ``guests`` are the areas whose people come or
    to which its own people go, ``town`` the town or street that 镇 or 街道 means where the text before names none, and
    also where it does if it is ``ours`` (我镇)."""

    areas: Areas
    home: Area | None
    guests: tuple[Area, ...] = ()
    town: Area | None = None
    ours: bool = False

    def label(self, area: Area) -> str:
        """An area's name as newspapers use it: autonomous prefectures and counties by their short form (彭水县,
        大理州)."""
        return self.areas.common_name(area)

    def relative(self, unit: str, local: Area | None = None) -> Area | None:
        """The area that ``unit`` (区, 市 …) means: the nearest from ``local`` upwards, else from home upwards, else the
        one guest of that kind: 县委书记 in a city's paper on the day when a county's delegation comes."""
        for own in (local, self.home):
            # 潞城区文旅局与|市文旅局 in the paper of 武安市: its own 市, not the guests'.
            if own is not None and is_of_unit(own, unit):
                return own
        for base in (local, self.home):
            for area in self.areas.ancestors(base.code) if base is not None else ():
                if is_of_unit(area, unit):
                    return area
        guests = [area for area in self.guests if is_of_unit(area, unit)]
        return guests[0] if len(guests) == 1 else None

    def choose(self, candidates: Sequence[Area], local: Area | None = None) -> Area | None:
        """The one of several areas of a name that lies nearest to where the page is; None if that stays open."""
        if len(candidates) <= 1:
            return candidates[0] if candidates else None
        for base in (local, self.home):
            if base is None:
                continue
            lineage = {base.code, *(area.code for area in self.areas.ancestors(base.code))}
            for area in candidates:
                if area.code in lineage:
                    return area
            near = [(_shared(area.code, base.code), area) for area in candidates]
            best = max(score for score, _ in near)
            top = [area for score, area in near if score == best]
            if best >= 2 and (len(top) == 1 or len({area.name for area in top}) == len(top)):
                return top[0]
        current = [area for area in candidates if not area.until]
        if len(current) > 1 and local is None:
            # 河北 is the province, but for who is near the district of that name.
            current = [area for area in current if area.level == "province"] or current
        return current[0] if len(current) == 1 else None

    @property
    def place(self) -> Place:
        """The home as a value of the model; an empty one if it is unknown."""
        return Place(self.areas.full_name(self.home.code), self.home.code) if self.home else Place("")


def is_of_unit(area: Area, unit: str) -> bool:
    """Whether the relative word may mean this area: 区 a district, 市 any city, 县 also an autonomous county."""
    if unit == "区":
        return area.name.endswith("区") and area.level == "county"
    if unit == "州":
        return area.name.endswith("州") and area.level == "prefecture"
    return area.name.endswith(unit)


def _shared(a: str, b: str) -> int:
    """How many leading digits two codes share, by pairs: 2 the province, 4 the prefecture, 6 the county."""
    for length in (6, 4, 2):
        if a[:length] == b[:length]:
            return length
    return 0
