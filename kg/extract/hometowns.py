"""What the towns that a page names tell of where it is: the one town it is about, and the county that has them all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.gazetteer.areas import Area, Areas

_TOWN_WORD = re.compile("[镇乡]|街道|苏木")
_OUR_TOWN = re.compile("[我本](?:镇|乡|街道)")


def of_our_town(text: str) -> bool:
    """Whether a page speaks of its town as its own: 我镇."""
    return _OUR_TOWN.search(text) is not None


def only_town(areas: Areas, home: Area | None, text: str) -> Area | None:
    """The one town or street of ``home``, a county or a city without counties, that a text names in full (周市镇); None
    for none or several."""
    if home is None:
        return None
    named = [town for town in areas.towns(home.code) if town.name in text]
    # 城关镇 stands in 老城关镇.
    named = [town for town in named if not any(town.name != other.name and town.name in other.name for other in named)]
    return named[0] if len(named) == 1 else None


def towns_in(areas: Areas, text: str) -> list[str]:
    """The towns and streets that a text names, in order: the longest name of the list before each word for one."""
    found = []
    for end in (match.end() for match in _TOWN_WORD.finditer(text)):
        longest = next((at for at in range(max(0, end - 7), end - 2) if areas.is_town(text[at:end])), None)
        if longest is not None:
            found.append(text[longest:end])
    return found


def home_of_towns(areas: Areas, towns: Sequence[str], least: int = 2) -> Area | None:
    """The one county that has most of some towns and ``least`` of them (八江镇, 斗江镇, 同乐苗族乡): where nothing else
    tells whose page it is."""
    having = Counter(code for name in dict.fromkeys(towns) for code in areas.counties_of_town(name)).most_common(2)
    if not having or having[0][1] < least or (len(having) > 1 and having[1][1] == having[0][1]):
        return None
    return areas.get(having[0][0])
