"""What a Chinese character is, where names are read character by character."""

from __future__ import annotations

import re

HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff]"
HAN_CHARACTER = re.compile(HAN)
ALL_HAN = re.compile(HAN + "+")


def is_han(character: str) -> bool:
    """As ``HAN_CHARACTER``, in a quarter of the time."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0002ffff"
