"""Bytes to text: which encodings are told apart, what is refused and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.decode import UndecodableError, decode

TEXT = "区委书记鲍炳章出席会议。\n会议由钟晓咏主持。"
TRADITIONAL = "臺北市政府舉行會議,市長出席並致詞。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
    ],
)
def test_encodings_of_simplified_text(data: bytes, encoding: str) -> None:
    """Byte order marks are gone and the encoding is named."""
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_big5_is_told_from_gb18030() -> None:
    """Traditional text in Big5 is valid GB18030 too, but reads as nonsense there."""
    decoded = decode(TRADITIONAL.encode("big5"))
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5")


def test_line_ends_are_universal() -> None:
    """Windows, old Mac and Unix line ends mixed in one file are one line feed each."""
    assert decode("甲\r\n乙\r丙\n\r\n丁".encode()).text == "甲\n乙\n丙\n\n丁"


def test_a_few_nul_bytes_stay_in_the_text() -> None:
    """Offsets count them; they are left out when the text is mended."""
    assert decode(("会议召开。" * 100 + "\x00").encode()).text.endswith("\x00")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xe5\x8c\xba\xff\xfe\xfd broken", "byte 3 is 0xFF"),
        (bytes(range(32)) * 100, "control characters"),
        (b"\xff\xfe\x00", "byte order mark says utf-16-le"),
        (bytes(range(128, 256)) * 10, "not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, reason: str) -> None:
    """The message says where decoding failed."""
    with pytest.raises(UndecodableError, match=reason):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    """No bytes lead to another error, and no carriage return is left."""
    try:
        text = decode(data).text
    except UndecodableError:
        return
    assert "\r" not in text
