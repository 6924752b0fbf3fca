"""Bytes to text: UTF-8 with or without byte order mark, UTF-16 with one, GB18030, Big5; or a reason why not.

The text is what a person gets who opens the file with universal line ends: ``\\r\\n`` and ``\\r`` are ``\\n``, a byte
order mark is gone. All offsets of the project count the code points of this text.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

# A text whose legacy decoding is right is nearly all Chinese, ASCII and their punctuation; a wrong guess scatters
# over rare ideographs, private use and box drawing. Measured: right guesses lie above 0.98, wrong ones below 0.8.
_PLAUSIBLE = 0.95
# Looking at so many characters is enough to tell; a 100 MB file need not be counted through.
_SAMPLE = 20_000
# More control characters than one in so many: not a text.
_CONTROL_SHARE = 100
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = {c: None for c in range(0x20) if c not in (0x09, 0x0A, 0x0C, 0x0D)}


class UndecodableError(ValueError):
    """No encoding that kg knows reads these bytes as Chinese text; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with ``\\n`` line ends and the name of the encoding that it was read with."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of ``data``; raises UndecodableError with the byte offset where UTF-8 failed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_decode_marked(data[len(mark):], encoding), encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text, encoding = _decode_legacy(data, error)
    else:
        encoding = "utf-8"
    _refuse_binary(text)
    return Decoded(universal_newlines(text), encoding)


def universal_newlines(text: str) -> str:
    """``text`` with every ``\\r\\n`` and ``\\r`` as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"its byte order mark says {encoding}, but byte {error.start} does not fit; save it again as UTF-8"
        ) from None
    _refuse_binary(text)
    return universal_newlines(text)


def _decode_legacy(data: bytes, failure: UnicodeDecodeError) -> tuple[str, str]:
    best: tuple[float, str, str] = (0.0, "", "")
    for encoding in ("gb18030", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        best = max(best, (_plausibility(text), text, encoding), key=lambda found: found[0])
        if best[0] >= _PLAUSIBLE and best[2] == "gb18030" and best[0] > 0.99:
            break
    if best[0] < _PLAUSIBLE:
        raise UndecodableError(
            f"not UTF-8 (byte {failure.start} is 0x{data[failure.start]:02X}), nor Chinese text in GB18030 or Big5; "
            "if it is a text, save it again as UTF-8"
        )
    return best[1], best[2]


def _plausibility(text: str) -> float:
    """The share of characters that Chinese newspaper text is made of, 0 to 1."""
    sample = text[:_SAMPLE]
    good = sum(1 for c in sample if _usual(ord(c)))
    return good / len(sample) if sample else 0.0


def _usual(code: int) -> bool:
    # GB2312's ideographs are the common ones of both scripts; the check is whether the text can be encoded there,
    # which a mistaken decoding into rare characters cannot.
    if code < 0x80:
        return code >= 0x20 or code in (0x09, 0x0A, 0x0C, 0x0D)
    if 0x4E00 <= code <= 0x9FFF:
        return _common(chr(code))
    return 0x2010 <= code <= 0x2030 or 0x3000 <= code <= 0x3020 or 0xFF01 <= code <= 0xFF5E or code == 0xB7


def _common(char: str) -> bool:
    for encoding in ("gb2312", "big5"):
        try:
            first = char.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        # The first planes of both tables hold the frequent characters.
        if encoding == "gb2312" or first < 0xC9:
            return True
    return False


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    controls = len(sample) - len(sample.translate(_CONTROLS))
    if controls * _CONTROL_SHARE > len(sample):
        raise UndecodableError(f"{controls} control characters in the first {len(sample)}: a binary file, not a page")
