"""jieba's cuts behind one small interface: rjieba where it is installed (the same cuts, faster), jieba otherwise.

Segmentation is a feature, never the ground: names and bodies are matched on characters. It answers one question — is
this string a word of the dictionary? — for the few candidates that have no better anchor, and is loaded when first
asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.gazetteer.names import can_be_given, given_name_score, is_surname

# Of the dictionary's words that begin with a surname, thirteen in fourteen with a given name above this are people's.
_LIKELY_NAME = 0.0
_PLACE_ENDS = frozenset("省市区县旗州盟镇乡村路街山湖岭河江湾岛寺庙站沟滩坪")


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


@lru_cache(maxsize=65536)
def is_other_word(text: str) -> bool:
    """Whether the dictionary knows ``text`` as a word that is no person's name.

    It holds 50,000 names of people (王建国) among its words; which are names, the characters must tell.
    """
    named = (
        len(text) == 3
        and text[-1] not in _PLACE_ENDS
        and is_surname(text[0])
        and can_be_given(text[1:])
        and given_name_score(text[1:]) > _LIKELY_NAME
    )
    return not named and is_word(text)
