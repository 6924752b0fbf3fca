"""From what pages attest to bounds of tenures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.fuse.tenure import Attestation, Office, Tenure, derive

PARTY = "body/徐汇区委", "徐汇区委", "party", "310104"
GOVERNMENT = "body/徐汇区政府", "徐汇区政府", "government", "310104"
PUDONG = "body/浦东新区政府", "浦东新区政府", "government", "310115"


def at(
    who: str, role: str, on: str, status: str = "current", changed: str = "", body: tuple[str, ...] = GOVERNMENT
) -> Attestation:
    """What one source says; its name tells what it is."""
    iri, name, kind, area = body
    return Attestation(
        who, Office(iri, role, name, kind, area), status, on, changed, f"{who}{role}{status}{on}{changed}"
    )


def bounds(tenures: tuple[Tenure, ...], who: str, role: str = "区长") -> tuple[str, str, str, str]:
    """Start not before, not after, end not before, not after."""
    found = next(t for t in tenures if t.person == who and t.office.role == role)
    return tuple(found.bounds.values())  # type: ignore[return-value]


def test_attested_is_not_started() -> None:
    """A page shows that somebody is in office on its day: the start is no later, the end no earlier."""
    found = derive([at("甲", "区长", "2021-04-26"), at("甲", "区长", "2019-01-02")])
    assert bounds(found, "甲") == ("", "2019-01-02", "2021-04-26", "")
    assert (found[0].first, found[0].last) == ("2019-01-02", "2021-04-26")


def test_a_seat_changes_hands_between_two_days() -> None:
    """A last attested 2021-07, B first attested 2024-07: the change lies between, and the sources are named."""
    found = derive([at("鲍", "书记", "2021-07-30", body=PARTY), at("曹", "书记", "2024-07-30", body=PARTY)])
    assert bounds(found, "鲍", "书记") == ("", "2021-07-30", "2021-07-30", "2024-07-30")
    assert bounds(found, "曹", "书记") == ("2021-07-30", "2024-07-30", "2024-07-30", "")
    left = next(t for t in found if t.person == "鲍").bound("end_not_after")
    assert left is not None
    assert (left.reason, left.sources, left.other) == (
        "succession",
        ("曹书记current2024-07-30",),
        ("曹", "body/徐汇区委", "书记"),
    )


def test_a_deputy_seat_is_no_single_seat() -> None:
    """Several deputies sit beside each other: none ends because another one is named."""
    found = derive([at("甲", "副区长", "2021-07-30"), at("乙", "副区长", "2024-07-30")])
    assert bounds(found, "甲", "副区长")[3] == ""


def test_appointments_and_removals_name_the_day() -> None:
    """With a date the bound is exact, without one the page's day is the latest."""
    dated = derive(
        [
            at("甲", "区长", "2020-02-05", "appointed", "2020-02-01"),
            at("甲", "区长", "2023-03-09", "removed", "2023-03-01"),
        ]
    )
    assert bounds(dated, "甲") == ("2020-02-01", "2020-02-01", "2023-03-01", "2023-03-01")
    undated = derive([at("甲", "区长", "2020-02-05", "appointed"), at("甲", "区长", "2023-03-09", "removed")])
    assert bounds(undated, "甲") == ("", "2020-02-05", "2020-02-05", "2023-03-09")
    month = derive([at("甲", "区长", "2020-02-05", "appointed", "2020-01")])
    assert bounds(month, "甲") == ("2020-01-01", "2020-01-31", "2020-01-01", "")


def test_former_is_over() -> None:
    """原区长 on a day: begun and ended by then."""
    assert bounds(derive([at("甲", "区长", "2020-02-05", "former")]), "甲") == ("", "2020-02-05", "", "2020-02-05")


def test_who_is_appointed_again_did_not_begin_then() -> None:
    """A re-election after years in office moves no start."""
    found = derive([at("甲", "区长", "2019-01-02"), at("甲", "区长", "2021-01-20", "appointed", "2021-01-19")])
    assert bounds(found, "甲") == ("", "2019-01-02", "2021-01-19", "")


def test_who_is_seen_later_did_not_leave_for_good() -> None:
    """A "former" or a removal before the last day in office bounds no end."""
    found = derive([at("甲", "区长", "2019-01-02", "former"), at("甲", "区长", "2021-01-20")])
    assert bounds(found, "甲")[3] == ""
    assert not found[0].reversed


def test_acting_then_confirmed_is_one_seat_and_two_tenures() -> None:
    """代区长 ends where 区长 begins; the successor follows the confirmed one."""
    found = derive(
        [
            at("甲", "代区长", "2019-01-02"),
            at("甲", "区长", "2019-06-01"),
            at("甲", "区长", "2020-01-01"),
            at("乙", "代区长", "2021-01-01"),
        ]
    )
    assert bounds(found, "甲", "代区长") == ("", "2019-01-02", "2019-01-02", "2019-06-01")
    assert bounds(found, "甲") == ("2019-01-02", "2019-06-01", "2020-01-01", "2021-01-01")
    assert bounds(found, "乙", "代区长")[0] == "2020-01-01"


def test_nobody_stands_on_two_steps() -> None:
    """A deputy who becomes head left the deputy's seat by then; who acts may be a deputy still."""
    found = derive([at("甲", "副区长", "2019-01-02"), at("甲", "区长", "2020-06-01")])
    assert bounds(found, "甲", "副区长")[3] == "2020-06-01"
    acting = derive([at("甲", "副区长", "2019-01-02"), at("甲", "代区长", "2020-06-01")])
    assert bounds(acting, "甲", "副区长")[3] == ""


def test_nobody_heads_two_areas() -> None:
    """Head of one district, then of another: the first ended by the time of the second."""
    found = derive([at("甲", "区长", "2019-01-02"), at("甲", "区长", "2021-06-01", body=PUDONG)])
    first = next(t for t in found if t.office.area == "310104")
    assert first.bounds["end_not_after"] == "2021-06-01"
    assert first.bound("end_not_after").reason == "exclusive"  # type: ignore[union-attr]


def test_two_offices_at_one_time_leave_each_other_alone() -> None:
    """区委副书记、区长 is two tenures that run side by side."""
    found = derive([at("甲", "副书记", "2019-01-02", body=PARTY), at("甲", "区长", "2021-01-02")])
    assert all(t.bounds["end_not_after"] == "" for t in found)


def test_two_names_for_one_seat_on_one_day_are_a_dispute() -> None:
    """Without an appointment nobody can tell who came first; both are marked."""
    found = derive([at("甲", "区长", "2021-01-02"), at("乙", "区长", "2021-01-02")])
    assert [t.disputed for t in found] == [("甲",), ("乙",)]
    assert all(t.bounds["end_not_after"] == "" for t in found)
    handed = derive([at("甲", "区长", "2021-01-02"), at("乙", "区长", "2021-01-02", "appointed", "2021-01-02")])
    assert bounds(handed, "甲")[3] == "2021-01-02"


def test_a_year_is_no_day() -> None:
    """Two holders in one year: their order is unknown."""
    found = derive([at("甲", "区长", "2021"), at("乙", "区长", "2021-06")])
    assert bounds(found, "甲") == ("", "2021-12-31", "2021-01-01", "")
    assert bounds(found, "乙")[0] == ""


def test_a_reform_ends_the_offices_of_a_body() -> None:
    """The body that became another has nobody in office after that day, unless a page shows it."""
    bureau = "body/徐汇区规土局", "徐汇区规土局", "department", "310104"
    ended = {"body/徐汇区规土局": "2019-03-31"}
    assert bounds(derive([at("甲", "局长", "2017-01-02", body=bureau)], ended), "甲", "局长")[3] == "2019-03-31"
    assert bounds(derive([at("甲", "局长", "2020-01-02", body=bureau)], ended), "甲", "局长")[3] == ""


def test_undated_sources_bound_nothing() -> None:
    """Without any day a tenure is there, and that is all."""
    assert bounds(derive([at("甲", "区长", ""), at("乙", "区长", "heute")]), "甲") == ("", "", "", "")


_WHO = st.sampled_from(["甲", "乙", "丙"])
_DAYS = st.sampled_from(["", "2019", "2019-03", "2019-03-05", "2020-01-01", "2021-07-30", "2021-08"])
_ATTESTATIONS = st.lists(
    st.builds(
        at, _WHO, st.sampled_from(["区长", "代区长", "副区长"]), _DAYS,
        st.sampled_from(["current", "former", "appointed", "removed"]), _DAYS, st.sampled_from([GOVERNMENT, PUDONG]),
    ),
    max_size=10,
)  # fmt: skip


@settings(deadline=None)
@given(_ATTESTATIONS, st.randoms(use_true_random=False))
def test_the_order_of_sources_makes_no_difference(said: list[Attestation], chance: object) -> None:
    """Tenures are a pure function of what is attested."""
    mixed = list(said)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert derive(mixed) == derive(said)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(at, _WHO, st.just("区长"), st.sampled_from(["2019-03-05", "2020-01-01", "2021-07-30", "2022"])),
        max_size=8,
    )
)
def test_attested_days_never_contradict_the_bounds(said: list[Attestation]) -> None:
    """Whatever pages show, no start bound lies after an end bound, and every day shown is possible."""
    for tenure in derive(said):
        assert not tenure.reversed
        day = tenure.bounds
        assert day["start_not_before"] <= (tenure.first or "9")
        assert not day["end_not_after"] or day["end_not_after"] >= tenure.last or tenure.disputed


@pytest.mark.parametrize("status", ["current", "appointed", "removed", "former"])
def test_every_bound_names_its_sources(status: str) -> None:
    """No bound without the evidence behind it."""
    for tenure in derive([at("甲", "区长", "2019-01-02", status, "2019-01-01"), at("乙", "区长", "2021-01-02")]):
        assert tenure.because
        assert all(b.sources for b in tenure.because)
