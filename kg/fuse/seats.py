"""Which offices are one seat, which seats have one holder at a time, and which two offices nobody holds at once."""

from __future__ import annotations

from kg.fuse.tiers import LEADERS, tier
from kg.gazetteer.offices import default_offices

_ACTING = ("代理", "代")


def seat_role(role: str) -> str:
    """The office that an acting holder fills: 代区长 → 区长; any other role is its own seat."""
    known = default_offices()
    for prefix in _ACTING:
        if role.startswith(prefix) and role[len(prefix) :] in known:
            return role[len(prefix) :]
    return role


def is_acting(role: str) -> bool:
    """Whether the role is that of somebody who acts for a holder still to be confirmed."""
    return seat_role(role) != role


def is_single(role: str) -> bool:
    """Whether one person at a time holds the office in a body; False for offices that no list knows."""
    office = default_offices().get(seat_role(role))
    return office is not None and office.single


def steps(role: str, other: str) -> bool:
    """Whether two roles in one body are steps of one ladder, so that nobody stands on both: 副区长 and 区长, 代区长 and
    区长. Who acts for a head is usually a deputy at that time, so 副区长 and 代区长 go together."""
    if role == other:
        return False
    if is_acting(role) or is_acting(other):
        return seat_role(role) == seat_role(other)
    known = default_offices()
    one, two = known.get(role), known.get(other)
    return one is not None and two is not None and one.base == two.base and "" in (one.prefix, two.prefix)


def heads_elsewhere(role: str, body: str, kind: str, other_role: str, other_body: str, other_kind: str) -> bool:
    """Whether both offices head the party or the government of an area: nobody heads two areas at once."""
    return all(
        is_single(r) and k in ("party", "government") and tier(b, k) == LEADERS
        for r, b, k in ((role, body, kind), (other_role, other_body, other_kind))
    )


def office_title(body: str, role: str) -> str:
    """An office in the words of newspapers: 徐汇区区长 (of 徐汇区政府), 徐汇区委书记."""
    office = default_offices().get(role) or default_offices().get(seat_role(role))
    if office is not None and office.of == "government" and body.endswith("政府"):
        body = body.removesuffix("人民政府").removesuffix("政府")
    return body + role
