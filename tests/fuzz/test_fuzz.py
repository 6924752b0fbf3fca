"""The short form of the fuzzer, bounded by cases and not by time; the long one is ``python -m tests.fuzz.run``."""

from __future__ import annotations

import pytest

from tests.fuzz.case import followed, tried

# Files that broke a law once, made as small as they get.
FOUND = {
    "a remark amid a sentence came after what stands below it": ("a.txt", ";会\n会\n(会会会会会会会会)\n,\n;"),
    "a declaration that Python's reader of HTML gives up at": (
        "d.html", "<html><head><title>徐汇区召开会议</title><![a</head><body><p>4月20日,徐汇区召开会议。区委书记鲍炳章出席会议并讲话。</p></body></html>",
    ),
    "a name with a mark of writing direction in it": (
        "b.txt", "徐汇区召开会议\n\n4月20日,徐汇区召开会议。区委书记鲍\u202e炳章出席会议并讲话。\n",
    ),
    "a name with marks of bold type in it": (
        "c.md", "徐汇区召开会议\n\n4月20日,徐汇区召开会议。区委书记**鲍**炳章出席会议并讲话。\n",
    ),
}


@pytest.mark.parametrize("what", FOUND)
def test_what_broke_a_law_once_keeps_it_now(what: str) -> None:
    """What the long runs found stays mended."""
    name, text = FOUND[what]
    assert followed(name, text.encode()).articles > 0


def test_six_hundred_broken_files_keep_the_laws() -> None:
    """Read or refused with a reason, every offset, quote, name and quad right, in linear time."""
    assert sum(tried(number).articles for number in range(600)) > 600


@pytest.mark.slow
def test_twenty_thousand_broken_files_keep_the_laws() -> None:
    """The longer look."""
    assert sum(tried(number).articles for number in range(1_000, 21_000)) > 20_000
