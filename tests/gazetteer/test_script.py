"""Traditional characters are read as simplified ones, and nothing else is touched."""

from __future__ import annotations

import pytest

from kg.gazetteer.script import simplified


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("臺北市政府舉行會議,市長出席並致詞。", "台北市政府举行会议,市长出席并致词。"),
        ("本報訊(記者 張三 通訊員 李四)", "本报讯(记者 张三 通讯员 李四)"),
        ("發佈時間:2021-04-26 來源:區委組織部", "发布时间:2021-04-26 来源:区委组织部"),
        ("區委書記陳吉寧", "区委书记陈吉宁"),
    ],
)
def test_traditional_text_is_read_as_simplified(printed: str, read: str) -> None:
    """Character for character."""
    assert simplified(printed) == read


@pytest.mark.parametrize(
    "text",
    ["", "区委书记王昇出席会议", "王昇、劉某任职", "市委书记在《論語》讲座上致辞并讲话,区长主持会议", "著名作家乾某某", "后来居上 台风 里弄", "区委"],
)
def test_simplified_text_stays(text: str) -> None:
    """A name or a quotation in old characters makes no traditional text, nor does what both writings have."""
    assert simplified(text) == text
