"""Which names on a page are one body: by area and short name, or by a name that two mentions share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg.fuse.areas import depth, related
from kg.model import Body, unique

# Organs of one area that share words in their names and are never one body.
_ORGANS = frozenset(
    (
        *("party", "government", "congress", "cppcc", "discipline", "court", "procuratorate", "mass"),
        *("street", "town", "village", "community"),
    )
)


class BodyIndex:
    """The bodies of one page; :meth:`of` gives the one that a mention is."""

    def __init__(self, mentions: Iterable[Body]) -> None:
        counts = Counter(mentions)
        self._owner = {body: body for body in counts}
        by_name: dict[str, list[Body]] = {}
        for body in sorted(counts, key=_order):
            for name in unique((body.name, *body.names)):
                for other in by_name.get(name, ()):
                    if _mergeable(body, other):
                        self._join(body, other)
                by_name.setdefault(name, []).append(body)
        groups: dict[Body, list[Body]] = {}
        for body in sorted(counts, key=_order):
            groups.setdefault(self._root(body), []).append(body)
        self._merged = {body: _merge(group) for group in groups.values() for body in group}

    def of(self, body: Body) -> Body:
        """The body that this mention is, with all that the page says of it; KeyError for a mention of another page."""
        return self._merged[body]

    def _root(self, body: Body) -> Body:
        while self._owner[body] != body:
            body = self._owner[body]
        return body

    def _join(self, a: Body, b: Body) -> None:
        first, second = sorted((self._root(a), self._root(b)), key=_order)
        self._owner[second] = first


def _order(body: Body) -> tuple[int, str, str, str, tuple[str, ...], str]:
    return (len(body.name), body.name, body.area, body.kind, body.names, body.parent)


def _mergeable(a: Body, b: Body) -> bool:
    if a.area and b.area and a.area != b.area:
        # One name in two areas: the areas tell them apart, unless one only was known less exactly.
        return a.name == b.name and related(a.area, b.area)
    return a.kind == b.kind or not (a.kind in _ORGANS and b.kind in _ORGANS)


def _merge(group: list[Body]) -> Body:
    first = group[0]
    area = max((b.area for b in group), key=lambda code: (depth(code), code))
    kind = next((b.kind for b in group if b.kind != "other"), "other")
    names = tuple(sorted({n for b in group for n in (b.name, *b.names) if n and n != first.name}))
    parent = next((b.parent for b in group if b.parent), "")
    return replace(first, area=area, kind=kind, names=names, parent=parent)
