"""jieba's cuts behind one small interface: rjieba where it is installed (the same cuts, faster), jieba otherwise.

Segmentation is a feature, never the ground: names and bodies are matched on characters. It answers one question — is
this string a word of the dictionary? — for the few candidates that have no better anchor, and is loaded when first
asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache


@lru_cache(maxsize=1)
def _cutter() -> Callable[[str], Sequence[str]]:
    try:
        import rjieba
    except ImportError:
        import logging

        import jieba

        tokenizer = jieba.Tokenizer()
        jieba.setLogLevel(logging.WARNING)
        return lambda text: tokenizer.lcut(text, HMM=False)
    engine = rjieba.Jieba() if hasattr(rjieba, "Jieba") else rjieba
    return lambda text: engine.cut(text, hmm=False)


def cut(text: str) -> tuple[str, ...]:
    """The words of ``text`` by the dictionary alone (no guessed words); joined they are the text."""
    return tuple(_cutter()(text))


@lru_cache(maxsize=65536)
def is_word(text: str) -> bool:
    """Whether the dictionary knows ``text`` as one word."""
    return len(cut(text)) == 1 and len(text) > 1
