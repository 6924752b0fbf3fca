"""How two area codes of GB/T 2260 lie to each other: above, below, beside.

A code has three pairs of digits, province, prefecture and county; "00" pairs at its end name the wider area
(310000 is Shanghai, 310104 its Xuhui district). "" is an area nobody gave.
"""

from __future__ import annotations


def stem(code: str) -> str:
    """The code without the "00" pairs at its end and without what goes below the county: 310000 → 31."""
    code = code[:6]
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def within(inner: str, outer: str) -> bool:
    """Whether ``inner`` is ``outer`` or lies inside it; an unknown area lies in none and holds none."""
    if not inner or not outer:
        return False
    a, b = stem(inner), stem(outer)
    if len(b) == 2:
        return a[:2] == b
    # 310100 ("districts under the city") stands for the municipality's own city level.
    return a.startswith(b)


def related(a: str, b: str) -> bool:
    """Whether one person can have both areas without having moved: equal, one above the other, or one unknown."""
    return not a or not b or within(a, b) or within(b, a)


def depth(code: str) -> int:
    """How narrow the area is: 0 unknown, 1 province, 2 prefecture, 3 county."""
    return len(stem(code)) // 2
