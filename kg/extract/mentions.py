"""A body as a text names it, before anything tells which body of the world that is."""

from __future__ import annotations

from typing import NamedTuple

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
