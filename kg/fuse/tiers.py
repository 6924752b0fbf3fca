"""How near two offices lie: on which tier a body stands, and which bodies are one house."""

from __future__ import annotations

import re

LEADERS, DEPARTMENT, STREET, COMMUNITY, ELSEWHERE = 0, 1, 2, 3, 4

_ORGANS = frozenset(("party", "government", "congress", "cppcc", "discipline", "court", "procuratorate"))
_COMMUNITY = re.compile(r"居民区|居委|社区|村(?!镇)|嘎查|小区")
_STREET = re.compile(r"街道|镇|乡|苏木")
# What a house's parts end with: the party cell of a bureau and the bureau are one house.
_PART = re.compile(
    r"(?:党工委|工委|党委|党组|党总支|总支|党支部|支部|居委会|村委会|办事处|人大|政府|委员会|机关|领导班子|常委会)+$"
)
_AREA_ORGAN = re.compile(
    r"[省市区县旗州盟](?:委|政府|人大常委会|人大|政协|纪委|监委|法院|检察院|委常委会|政府党组|政协党组)$"
)


def tier(name: str, kind: str) -> int:
    """Where a body stands in its area: 0 the area's own organs, 1 departments, 2 streets and towns, 3 communities and
    villages, 4 everything that is no office of the area (companies, schools, foreign bodies)."""
    if kind in ("company", "school", "hospital", "foreign"):
        return ELSEWHERE
    if _COMMUNITY.search(name) or kind in ("community", "village"):
        return COMMUNITY
    if _AREA_ORGAN.search(name):
        return LEADERS
    if _STREET.search(name) or kind in ("street", "town"):
        return STREET
    if kind in _ORGANS and not name.endswith(("部", "办", "局", "工委", "中心", "党组", "支部", "党委", "总支", "室")):
        return LEADERS
    return ELSEWHERE if kind == "other" and not name.endswith(("局", "委", "办", "部", "室", "会")) else DEPARTMENT


def house(name: str) -> str:
    """The name that a body and its party cell, office or committee share: 天平街道党工委 and 天平街道 → 天平街道."""
    bare = _PART.sub("", name)
    return bare if len(bare) >= 3 else name
