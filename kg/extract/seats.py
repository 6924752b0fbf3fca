"""Where an office lies: the body and the bare role of a title.

The body is the one the title names, or that it implies (区长 lies in the district's government), or the one before it
in the list. 党组书记 lies in the party group, 审判员 in the court. Where no body is certain there is no answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.located import Located, root
from kg.extract.mentions import BodyMention
from kg.extract.resolve import Resolver
from kg.extract.titles import Title
from kg.gazetteer.bodies import default_body_forms
from kg.model import Body


class Seats:
    """Finds the seats of titles with an article's resolver of bodies."""

    def __init__(self, bodies: Resolver) -> None:
        self._bodies = bodies

    def of(self, title: Title, before: Located | None) -> tuple[Located, str] | None:
        """(body, role) of a title; ``before``: the body of the title before it. None where the body stays unknown."""
        role = title.role
        if title.body is not None:
            located = self._bodies.body(title.body, before)
            if located is None:
                return None
            return self._fitting(located, role, title)
        if title.area is not None:
            area = self._bodies.setting.choose(title.area.areas, before.area if before else None)
            return (self._bodies.make.of_area(area, (), "政府"), role) if area else None
        if title.place:
            tail = "议会" if title.office.base in ("议长", "议员") else "政府"
            return Located(Body(title.place + tail, "", "foreign"), None, (), title.place), role
        if title.office.of == "government":
            return self._government(title, before)
        if title.office.of == "procuratorate":
            area = before.area if before and before.area else self._bodies.setting.home
            return (self._bodies.make.of_area(area, (), "检察院"), role) if area else None
        if before is None:
            return None
        street = before.chain and before.chain[-1].endswith(("街道", "办事处"))
        if title.office.base == "主任" and street and _COMMITTEE.fullmatch(before.tail):
            # 当湖街道党工委委员、|副主任: of the street's office; a party committee has no director.
            return self._bodies.make.of_area(before.area, before.chain, ""), role
        if title.office.base in ("议长", "议员") and before.body.kind == "foreign":
            return Located(Body(before.tail + "议会", "", "foreign"), None, (), before.tail), role
        return self._fitting(before, role, title)

    def _government(self, title: Title, before: Located | None) -> tuple[Located, str] | None:
        base = title.office.base
        unit = base[0] if base[0] in "省市区县旗州盟镇乡村" else ""
        if base == "苏木达":
            unit = "苏木"
        if unit in ("镇", "乡", "苏木", "村"):
            mention = BodyMention(title.start, title.end, unit=unit, tail="村委会" if unit == "村" else "政府")
            located = self._bodies.body(mention, before)
            return (located, title.role) if located else None
        if base == "专员":
            located = self._bodies.of_its_own(BodyMention(title.start, title.end, tail="行署"), before)
            return (located, title.role) if located else None
        area = self._bodies.of_unit(unit, before.area if before else None) if unit else None
        return (self._bodies.make.of_area(area, (), "行署" if unit == "盟" else "政府"), title.role) if area else None

    def _fitting(self, located: Located, role: str, title: Title) -> tuple[Located, str] | None:
        """An office whose title shows a body inside the named one: 党组书记 lies in the party group, 审判员 in the
        court."""
        tail = located.tail
        if role == "常委" and tail.endswith("人大"):
            # 省人大|常委: the congress itself has no such members, its standing committee has.
            standing = replace(located.body, name=located.body.name + "常委会", names=())
            of_area = self._bodies.make.of_area(located.area, (), "人大常委会") if located.area is not None else None
            return of_area or Located(standing, None, (), "人大常委会"), role
        if role in ("党组成员", "党组副书记") or (role.startswith("党组") and not tail.endswith("党组")):
            inner = self._inside(located, "党组")
            return inner, role.removeprefix("党组")
        if role == "党委委员":
            return self._inside(located, "党委"), "委员"
        if title.office.base in ("审判员", "检察员") and (court := root(tail)) and located.area is not None:
            return self._bodies.make.of_area(located.area, (), court), role
        if (
            title.office.base in ("书记",)
            and title.office.of == "inherit"
            and title.body is None
            and not _may_have_secretary(tail)
        ):
            return None
        return located, role

    @staticmethod
    def _inside(located: Located, part: str) -> Located:
        if located.tail.endswith(part):
            return located
        name = located.body.name + part
        return Located(
            Body(name, located.body.area, "party", (), located.body.name),
            located.area,
            located.chain,
            located.tail + part,
        )


_COMMITTEE = re.compile("党工委|党委|工委")

def _may_have_secretary(tail: str) -> bool:
    return bool(re.search(r"(?:委|党组|党委|总支|支部|工委|纪委|团委|党工委)$", tail))


def without_party_group(located: Located, title: Title) -> Located:
    """党组书记、主任: the director is the body's own, not its party group's."""
    if title.office.base in ("书记", "委员") or title.role.startswith("党"):
        return located
    for part in ("党组", "党委", "党总支", "党支部"):
        if located.tail.endswith(part) and len(located.tail) > len(part):
            stem = located.tail[: -len(part)]
            name = located.body.name[: -len(part)]
            kind = default_body_forms().kind(name)
            return Located(
                replace(located.body, name=name, names=(), kind="department" if kind == "other" else kind, parent=""),
                located.area,
                located.chain,
                stem,
            )
    return located
