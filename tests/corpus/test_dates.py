"""Days as pages and file names write them."""

from __future__ import annotations

import pytest

from kg.corpus.dates import day_in_name, find_day


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
