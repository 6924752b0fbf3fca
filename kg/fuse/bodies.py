"""Which names on a page are one body: by area and short name, or by a name that two mentions share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.fuse.areas import depth, related
from kg.fuse.names import kind_of, known_as, several
from kg.model import Body, unique

# Organs of one area that share words in their names and are never one body.
_ORGANS = frozenset(
    (
        *("party", "government", "congress", "cppcc", "discipline", "court", "procuratorate", "mass"),
        *("street", "town", "village", "community", "area"),
    )
)


class BodyIndex:
    """The bodies of one page; :meth:`of` gives those that a mention is."""

    def __init__(self, mentions: Iterable[Body]) -> None:
        self._parts = {body: _parts(body) for body in dict.fromkeys(mentions)}
        known = sorted({part for parts in self._parts.values() for part in parts}, key=_order)
        self._owner = {body: body for body in known}
        by_name: dict[str, list[Body]] = {}
        for body in known:
            for name in unique((body.name, *(known_as(n, body.area) for n in body.names))):
                for other in by_name.get(name, ()):
                    if _mergeable(body, other):
                        self._join(body, other)
                by_name.setdefault(name, []).append(body)
        groups: dict[Body, list[Body]] = {}
        for body in known:
            groups.setdefault(self._root(body), []).append(body)
        self._merged = {body: _merge(group) for group in groups.values() for body in group}

    def of(self, body: Body) -> tuple[Body, ...]:
        """The bodies that this mention is, one but for joint bodies, each with all that the page says of it.

        KeyError for a mention that this page does not have.
        """
        return tuple(dict.fromkeys(self._merged[part] for part in self._parts[body]))

    def _root(self, body: Body) -> Body:
        while self._owner[body] != body:
            body = self._owner[body]
        return body

    def _join(self, a: Body, b: Body) -> None:
        first, second = sorted((self._root(a), self._root(b)), key=_order)
        self._owner[second] = first


def _parts(body: Body) -> tuple[Body, ...]:
    """The mention under its short name; its name as printed becomes one of the other names."""
    names = several(body.name)
    if len(names) > 1:
        return tuple(_named(body, known_as(n, body.area), ()) for n in names)
    short = known_as(body.name, body.area)
    return (_named(body, short, unique(n for n in (*body.names, body.name) if n != short)),)


def _named(body: Body, name: str, others: tuple[str, ...]) -> Body:
    return replace(body, name=name, kind=kind_of(name, body.kind), names=others)


def _order(body: Body) -> tuple[int, str, str, str, tuple[str, ...], str]:
    return (len(body.name), body.name, body.area, body.kind, body.names, body.parent)


def _mergeable(a: Body, b: Body) -> bool:
    if a.area and b.area and a.area != b.area:
        # One name in two areas: the areas tell them apart, unless one of them was only known less exactly.
        return a.name == b.name and related(a.area, b.area)
    return a.kind == b.kind or not (a.kind in _ORGANS and b.kind in _ORGANS)


def _merge(group: list[Body]) -> Body:
    first = group[0]
    area = max((b.area for b in group), key=lambda code: (depth(code), code))
    kind = next((b.kind for b in group if b.kind != "other"), "other")
    names = tuple(sorted({n for b in group for n in (b.name, *b.names) if n and n != first.name}))
    parent = next((b.parent for b in group if b.parent), "")
    return replace(first, area=area, kind=kind, names=names, parent=parent)
