"""Towns, townships and streets: 41,000 names, read when first asked for and made into areas one county at a time."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from kg.gazetteer.area import Area
from kg.gazetteer.area_names import town_loose_stem, town_stem
from kg.gazetteer.tables import Column, read_table

_COLUMNS = (Column("code", r"\d{9}", "nine digits"), Column("name", r"\S+", "a name without spaces"))


class Towns:
    """The towns of a list; ``counties`` are the codes of the areas they can lie in."""

    def __init__(self, path: Path, counties: Collection[str]) -> None:
        self._path = path
        self._counties = counties
        self._names: dict[str, str] | None = None
        self._by_county: dict[str, list[str]] = {}
        self._made: dict[str, tuple[Area, ...]] = {}
        self._counties_by_name: dict[str, tuple[str, ...]] = {}
        # A page names a few towns often, and each question looks at every town of a county.
        self.named = lru_cache(maxsize=4096)(self._named)

    def get(self, code: str) -> Area | None:
        """The town with this code of nine digits."""
        name = self._read().get(code)
        return Area(code, name, "town", self._parent(code)) if name is not None else None

    def of(self, county: str) -> tuple[Area, ...]:
        """The towns right below a county, or below a city that has no counties (东莞市), by code."""
        made = self._made.get(county)
        if made is None:
            names = self._read()
            made = tuple(Area(code, names[code], "town", county) for code in self._by_county.get(county, ()))
            self._made[county] = made
        return made

    def _named(self, name: str, within: str) -> Area | None:
        """The one town of that name: as listed, else with or without 路 and 新村, else with another ending."""
        towns = self._inside(within)
        ending = name[len(town_stem(name)) :].replace("街道办事处", "街道")
        tests = (
            lambda town: town.name == name,
            lambda town: ending == _ending(town.name) and town_stem(town.name) == town_stem(name),
            lambda town: not ending and town_stem(town.name) == name,
            lambda town: ending in ("", _ending(town.name)) and town_loose_stem(town.name) == town_loose_stem(name),
            # A township becomes a town, a town becomes a street; the name stays.
            lambda town: bool(_ending(town.name)) and town_stem(town.name) == town_stem(name),
        )
        for test in tests:
            found = [town for town in towns if test(town)]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def counties_of(self, name: str) -> tuple[str, ...]:
        """The codes of the counties that have a town of exactly this name (a street also with 路), in order."""
        if not self._counties_by_name:
            found: dict[str, dict[str, None]] = {}
            for code, town in self._read().items():
                found.setdefault(town, {})[self._parent(code)] = None
                if town.endswith("路街道"):
                    found.setdefault(town.replace("路街道", "街道"), {})[self._parent(code)] = None
            self._counties_by_name = {town: tuple(codes) for town, codes in found.items()}
        return self._counties_by_name.get(name, ())

    def is_named(self, name: str) -> bool:
        """Whether a town is called so, or was before it became a town or a street: 三河尖乡 is 三河尖镇 by now."""
        forms = [name]
        if name.endswith("镇"):
            forms.append(name[:-1] + "街道")
        elif name.endswith("乡") and len(name) > 3:
            # 凌城乡 is more likely a piece of 杨凌|城乡 than a township.
            forms.append(name[:-1] + "镇")
        if name.endswith("族乡") and not name.endswith("民族乡"):
            # 查巴奇鄂温克族乡 in the paper, 查巴奇鄂温克民族乡 in the list.
            forms.append(name[:-2] + "民族乡")
        return any(self.counties_of(form) for form in forms)

    def _inside(self, code: str) -> tuple[Area, ...]:
        direct = self.of(code)
        if direct or not code.endswith("00"):
            return direct
        start = code[:2] if code.endswith("0000") else code[:4]
        self._read()
        return tuple(town for county in sorted(self._by_county) if county.startswith(start) for town in self.of(county))

    def _parent(self, code: str) -> str:
        above = (code[:6], code[:4] + "00", code[:2] + "0000")
        return next((up for up in above if up in self._counties), code[:6])

    def _read(self) -> dict[str, str]:
        if self._names is None:
            rows = read_table(self._path, _COLUMNS, key=("code",)).rows
            self._names = dict(sorted(rows))  # type: ignore[arg-type]  # every row has two cells
            counties: dict[str, list[str]] = {}
            for code in self._names:
                counties.setdefault(code[:6], []).append(code)
            for county, codes in counties.items():
                parent = self._parent(codes[0])
                self._by_county.setdefault(parent if parent in self._counties else county, []).extend(codes)
        return self._names


def _ending(name: str) -> str:
    return name[len(town_stem(name)) :]
