"""The classes of trigger words that rules name: read once from ``seeds/rules/words.yaml`` and from a user's folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from kg.errors import DataError
from kg.resources import resource

Words = Mapping[str, tuple[str, ...]]


def load_words(path: Path) -> dict[str, tuple[str, ...]]:
    """{class: words, longest first}; DataError for anything but lists of words, or a word twice in its class."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{path}: cannot be read as a list of word classes: {error}") from error
    if not isinstance(raw, dict):
        raise DataError(f"{path}: expected classes, each with a list of words")
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in raw.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise DataError(f"{path}: the class {name!r} must be a list of words; put quotes around numbers and yes/no")
        if len(set(words)) != len(words):
            twice = sorted({word for word in words if words.count(word) > 1})
            raise DataError(f"{path}: the class {name!r} lists {'、'.join(twice)} twice")
        classes[str(name)] = tuple(sorted(words, key=lambda word: (-len(word), word)))
    return classes


@lru_cache(maxsize=1)
def default_words() -> Words:
    """The classes that come with kg."""
    return load_words(resource("seeds/rules/words.yaml"))
