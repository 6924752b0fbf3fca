"""The one name under which a body is known, from whatever name a page prints; two bodies where a page joins two.

The short form in use, without the party's prefix, and for streets and towns without their office:
中共上海市徐汇区委员会 → 徐汇区委, 徐汇区天平街道办事处 → 徐汇区天平街道, 徐汇区卫健工作党委、卫健委 → both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.gazetteer.bodies import default_body_forms

_PARTY = re.compile(r"^(?:中国共产党|中共)(?=.{2})(?!中央)")
_STREET_OFFICE = re.compile(r"(?<=街道)(?:办事处|办|政府)$|(?<=[镇乡])(?:人民政府|政府)$")
_STEM = re.compile(r"^.+?(?:自治[区州县旗]|新区|林区|特区|[省市区县旗州盟])(?=.)")


@lru_cache(maxsize=65536)
def known_as(name: str, above: str = "") -> str:
    """The short name of a body; ``above`` is the full name of the area above its own, which is left off its beginning."""
    name = _PARTY.sub("", name.strip())
    if above and name.startswith(above) and _STEM.match(name[len(above) :]):
        name = name[len(above) :]
    name = default_body_forms().short_form(name)
    return _STREET_OFFICE.sub("", name)


@lru_cache(maxsize=65536)
def several(name: str) -> tuple[str, ...]:
    """The bodies behind a name that joins bodies of one area by a comma: 徐汇区卫健工作党委、卫健委 are two.

    A part without an area of its own takes the area before it. Brackets keep together what stands inside them.
    """
    if "\u3001" not in name or any(mark in name for mark in "(\uff08《“"):
        return (name,)
    stem = _STEM.match(name)
    first, *rest = name.split("\u3001")
    if len(first) < 3 or any(len(part) < 2 for part in rest):
        return (name,)
    return (first, *(part if _STEM.match(part) or not stem else stem.group() + part for part in rest))
