"""A body as a text names it, before anything tells which body of the world that is."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.segment import is_word
from kg.gazetteer.areas import Area


class BodyMention(NamedTuple):
    """A body named at [start, end) of a normalised text.

    ``areas``: the areas its anchor may mean; ``unit``: the relative word it hangs on (区, 市 …); neither for a name of
    its own. ``chain``: street, town, community under the anchor. ``tail``: the rest of the name, "" for a street or an
    area itself, from ``tail_start`` on. ``nation``: 国家, 日本 … where that is the anchor.
    """

    start: int
    end: int
    areas: tuple[Area, ...] = ()
    full: bool = True
    unit: str = ""
    chain: tuple[str, ...] = ()
    tail: str = ""
    nation: str = ""
    tail_start: int = 0


def of_the_place(text: str, start: int, end: int) -> BodyMention | None:
    """听取|县人民医院|院长, 市友协办|主任: a name at [start, end) that begins with the word for an area is of the
    page's own, not called so; None where that is none there."""
    unit = text[start]
    if unit not in "省市区县旗州盟" or is_word(text[start : start + 2]) or end - start < 4:
        return None
    return BodyMention(start, end, unit=unit, tail=text[start + 1 : end], tail_start=start + 1)
