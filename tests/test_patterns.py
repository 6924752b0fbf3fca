"""No regular expression of the readers and the extractor can be driven to exponential time by a hostile page.

Every pattern meets texts made of its own pieces: what it matches, over and over, whole and cut off before the end, where
backtracking hurts. Twice the text may take four times as long, where a run of one character can begin anywhere; such
patterns only see bounded lines, which the tests of hostile pages hold. What grows faster is told by the ratio, and what
grows exponentially would not get to the end.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

import kg.corpus
import kg.extract
import kg.gazetteer
from kg.extract import default_rules

_parser: Any = importlib.import_module("re._parser" if hasattr(re, "_parser") else "sre_parse")
_SHORT, _LONG = 600, 1_200
# Texts that no pattern is made of, but every page may hold.
_PLAIN = ("a", "0", " ", "\u3000", "区", "。", "(", "((", "《", "“", "会议", "张三、", "1 ", "年月日", "、", "\n", "-", "|")


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled expression that a module of these packages keeps, and those of the rules."""
    for package in (kg.corpus, kg.extract, kg.gazetteer):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, value in sorted(vars(module).items()):
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield f"{found.name}.{name}", value
    for rule in default_rules():
        for name in rule.__slots__:
            value = getattr(rule, name, None)
            if isinstance(value, re.Pattern):
                yield f"rule {rule.id}", value


def drawn(tree: Any, rng: random.Random, most: int) -> str:
    """A text that the parsed expression matches, looks around aside; repeats up to ``most`` times."""
    out = []
    for operator, value in tree:
        name = str(operator)
        if name == "LITERAL":
            out.append(chr(value))
        elif name == "NOT_LITERAL":
            out.append("会" if value != ord("会") else "x")
        elif name == "ANY":
            out.append("会")
        elif name == "IN":
            out.append(_member(value, rng))
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, inner = value
            times = rng.randint(int(low), max(int(low), min(int(high), most)))
            out.extend(drawn(inner, rng, most) for _ in range(times))
        elif name == "SUBPATTERN":
            out.append(drawn(value[-1], rng, most))
        elif name == "ATOMIC_GROUP":
            out.append(drawn(value, rng, most))
        elif name == "BRANCH":
            out.append(drawn(rng.choice(value[1]), rng, most))
    return "".join(out)


def _member(choices: Any, rng: random.Random) -> str:
    if str(choices[0][0]) == "NEGATE":
        return "会"
    operator, value = rng.choice(choices)
    name = str(operator)
    if name == "LITERAL":
        return chr(value)
    if name == "RANGE":
        return chr(rng.randint(value[0], min(value[1], value[0] + 200)))
    return {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_NOT_SPACE": "会", "CATEGORY_WORD": "会"}.get(str(value), "x")


def hostile(pattern: re.Pattern[str], rng: random.Random) -> Iterator[str]:
    """Pieces to be repeated."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    for most in (1, 4, 9):
        whole = drawn(tree, rng, most)[:_SHORT // 4]
        if whole:
            yield whole
            yield whole[:-1] or whole
            yield whole[-1]
    yield from _PLAIN


def seconds(pattern: re.Pattern[str], text: str, times: int = 1) -> float:
    """The processor time that finding every match of the pattern takes, the best of so many times."""
    best = float("inf")
    for _ in range(times):
        before = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - before)
    return best


@pytest.mark.parametrize(("name", "pattern"), list(patterns()), ids=lambda value: value if isinstance(value, str) else "")
def test_no_pattern_is_driven_beyond_the_square(name: str, pattern: re.Pattern[str]) -> None:
    """Twice the text takes less than six times as long, wherever it takes long enough to be measured."""
    rng = random.Random(name)
    for piece in dict.fromkeys(hostile(pattern, rng)):
        texts = [(piece * (size // len(piece) + 1))[:size] for size in (_SHORT, _LONG)]
        if seconds(pattern, texts[1]) > 0.02:
            # A busy machine can slow the longer one: what grows faster than the square is above six each time.
            ratios = (seconds(pattern, texts[1], 3) / seconds(pattern, texts[0], 3) for _ in range(4))
            least = next((ratio for ratio in ratios if ratio < 6), None)
            assert least is not None, f"{piece[:60]!r} over and over: six times as long and more"
