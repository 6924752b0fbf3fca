"""Changes to bytes and to text: small ones that leave a file nearly valid, and words that readers look for."""

from __future__ import annotations

import random

# Words that layout, dates and rules look for, marks of the formats, and characters that break careless code.
TOKENS = (
    "本报讯", "(记者 张三)", "来源:区委组织部", "发布时间:2021-04-26", "责任编辑:", "■", "●", "# ", "图为", " 摄", "相关新闻",
    "2021年4月26日", "昨天", "26日晚", "二〇二一年", "9999年99月99日", "0000-00-00", "区委书记", "副区长", "原", "代", "任命", "免去",
    "出席会议并讲话", "召开", "印发《", "》", "“", "”", "(", ")", "、", ",", "。", ":", "·", "第四十一次", "徐汇区", "区委", "市委组织部",
    "張三", "記者", "來源", "本報訊", "\x00", "\x1b[2J", "\u200b", "\u202e", "\ufeff", "\ud800", "\U0001f600", "𬀩", "\u2028", "\x0c",
    "\r", "\r\n", "\n\n\n", "\t", "\u3000" * 7, " " * 99, "-" * 50, "|", "<b>", "</p>", "<!--", "<![CDATA[", "&nbsp;", "&#0;", "&amp;",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "[a](", "![", "**", "`", '"', '""', "\\", "{", "}", "null", ",,,", ";", "1e999", "%PDF-1.7",
    "PK\x03\x04", "endobj", "stream", "<<", ">>", "../", "/etc/x", "C:\\x", "a" * 300,
)
_BYTES = (b"\x00", b"\xff", b"\xfe\xff", b"\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x81\x30\x81\x30", b"\n", b'"', b"<", b"\x7f")


def torn_text(rng: random.Random, text: str) -> str:
    """``text`` after a few changes to its characters."""
    for _ in range(rng.choice((1, 1, 2, 4, 9, 25))):
        a = rng.randrange(len(text) + 1)
        b = min(len(text), a + rng.choice((1, 2, 5, 20, 80)))
        change = rng.randrange(7)
        if change == 0:
            text = text[:a] + text[b:]
        elif change == 1:
            text = text[:b] + text[a:b] * rng.choice((1, 1, 3, 40)) + text[b:]
        elif change == 2:
            text = text[b:] + text[a:b] + text[:a]
        elif change == 3:
            text = text[:a] + chr(rng.choice((rng.randrange(0x80), 0x4E00 + rng.randrange(0x5200), rng.randrange(0x110000)))) + text[b:]
        elif change == 4:
            text = text[:a] + rng.choice(("\n", "\n\n", " ", "\u3000")) + text[a:]
        else:
            text = text[:a] + rng.choice(TOKENS) + text[a if change == 5 else b:]
    return text


def torn_bytes(rng: random.Random, data: bytes) -> bytes:
    """``data`` after a few changes to its bytes."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        a = rng.randrange(len(out) + 1)
        b = min(len(out), a + rng.choice((1, 2, 4, 16, 200)))
        change = rng.randrange(7)
        if change == 0:
            del out[a:b]
        elif change == 1:
            out[a:a] = out[a:b] * rng.choice((1, 3, 30))
        elif change == 2 and a < len(out):
            out[a] ^= 1 << rng.randrange(8)
        elif change == 3:
            out[a:b] = rng.randbytes(b - a)
        elif change == 4:
            out[a:a] = rng.choice(_BYTES)
        elif change == 5:
            del out[a:]
        else:
            out[a:a] = rng.choice(TOKENS).encode("utf-8", "surrogatepass")
    return bytes(out)
