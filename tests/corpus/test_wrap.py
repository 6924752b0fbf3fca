"""Hard-wrapped columns are told from lines that are short by nature."""

from __future__ import annotations

from kg.corpus.lines import split_blocks

COLUMN = """  昨天上午,区委书记李强来到凤凰街
道调研旧区改造工作,区委副书记、区长
王刚,副区长赵四等陪同。李强指出,要
加快推进旧区改造,让更多居民早日圆
梦。
  在凤凰街道,李强详细询问了签约情
况,他要求各部门形成合力。"""


def texts(page: str) -> list[str]:
    """The blocks of a page as text."""
    return [block.text for block in split_blocks(page)]


def test_a_column_becomes_its_paragraphs() -> None:
    """Lines are joined up to the indent of the next paragraph."""
    first, second = texts(COLUMN)
    assert first.startswith("昨天上午")
    assert first.endswith("早日圆梦。")
    assert second == "在凤凰街道,李强详细询问了签约情况,他要求各部门形成合力。"


def test_a_list_of_equally_long_lines_is_left_alone() -> None:
    """Lines that end with a full stop or semicolon are whole."""
    page = "\n".join(f"任命王{name}为平山县某某局局长,任期三年;" for name in "甲乙丙丁戊己庚")
    assert len(texts(page)) == 7


def test_unwrapped_paragraphs_are_left_alone() -> None:
    """A page of long paragraphs has no column."""
    page = "\n".join("区委书记李强来到凤凰街道调研旧区改造工作" * n + "。" for n in range(1, 9))
    assert len(texts(page)) == 8


def test_headings_and_bylines_stand_alone_in_a_column() -> None:
    """A full line before a byline or a new opening is not joined to it."""
    page = COLUMN + "\n第三届读书节启动\n记者 米粒\n  本报讯 昨天,第三届读书节在区图书\n馆启动,活动将持续到月底。"
    assert texts(page)[2:4] == ["第三届读书节启动", "记者 米粒"]
    assert texts(page)[4].startswith("本报讯 昨天,第三届读书节在区图书馆启动")
