"""Days as pages and file names write them."""

from __future__ import annotations

import pytest

from kg.corpus.dates import date_in_name, date_of, day_in_name, find_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年4月26日 星期一", "2021-04-26"),
        ("发布时间:2015-05-28 09:10", "2015-05-28"),
        ("2015/5/8", "2015-05-08"),
        ("2015.05.08", "2015-05-08"),
        ("二〇二一年四月二十六日", "2021-04-26"),
        ("二○二一年十一月十日", "2021-11-10"),
        ("\uff12\uff10\uff12\uff11年\uff14月2日", "2021-04-02"),
        ("2021年4月", ""),
        ("2021年2月30日", ""),
        ("2021年2月29日 2024年2月29日", "2024-02-29"),
        ("12021-04-266", ""),
        ("第四十一次会议", ""),
    ],
)
def test_first_full_day(text: str, day: str) -> None:
    """A full day that the calendar has, in any of the usual forms."""
    assert find_day(text) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("xuhuibao-2021-04-26-01.txt", "2021-04-26"),
        ("20210426A02.txt", "2021-04-26"),
        ("徐汇报_2021_04_26.txt", "2021-04-26"),
        ("2021年4月26日.txt", "2021-04-26"),
        ("xuhui-2021-07-bulletin-1.txt", ""),
        ("000_67aee3b59f0a252d.txt", ""),
        ("20211399.txt", ""),
    ],
)
def test_day_in_a_name(name: str, day: str) -> None:
    """Compact days count in names; months and hashes do not."""
    assert day_in_name(name) == day


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("xuhuibao-2021-04-26-01.txt", "2021-04-26"),
        ("xuhui-2021-07-bulletin-1.txt", "2021-07"),
        ("报纸_2021_07.zip", "2021-07"),
        ("徐汇报2021年7月.txt", "2021-07"),
        ("徐汇报2021年第3期.txt", "2021"),
        ("2021", "2021"),
        ("2021-1.txt", "2021"),
        ("a-2021-123.txt", "2021"),
        ("2021-02-30.txt", ""),
        ("20211399.txt", ""),
        ("310104.txt", ""),
        ("000_67aee3b59f0a2012.txt", ""),
    ],
)
def test_date_in_a_name_is_as_exact_as_it_is_there(name: str, date: str) -> None:
    """A month is a month and a year a year; what no calendar has and what is part of a number is nothing."""
    assert date_in_name(name) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [("2021/4/26", "2021-04-26"), ("2021年4月", "2021-04"), ("2021-04", "2021-04"), ("2021", "2021"), ("四月", ""), ("", "")],
)
def test_date_of_a_cell(text: str, date: str) -> None:
    """So it is in a table."""
    assert date_of(text) == date
