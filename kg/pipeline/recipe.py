"""What a page's facts depend on besides the page itself, as one digest: when it changes, the page is read anew."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg.resources import resource

_PACKAGE = Path(__file__).resolve().parent.parent
# The rooms whose code decides what a page says. The store, the exports and the pages for people may change freely.
_ROOMS = ("corpus", "extract", "fuse", "gazetteer", "model.py", "quoting.py", "terms.py", "pipeline/stages.py")
# The folders of seeds/ that are no lists and rules.
_NO_RULES = ("articles",)


def recipe(files: Iterable[Path] = (), options: Iterable[str] = ()) -> str:
    """A digest of the program, its rules and name lists, the user's ``files`` (or folders of them) and ``options``."""
    digest = hashlib.sha256(_program().encode())
    for path in files:
        _add(digest, path)
    for option in options:
        digest.update(b"\x1f" + option.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def page_digest(recipe_digest: str, sha256: str, *said: str) -> str:
    """The digest of one page under a recipe: the same if and only if its facts would be the same."""
    return hashlib.sha256("\x1f".join((recipe_digest, sha256, *said)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def rules_digest(files: Iterable[Path] = ()) -> str:
    """A digest of rules and name lists, those of kg and the user's, without the program."""
    digest = hashlib.sha256(_lists().encode())
    for path in files:
        _add(digest, path)
    return digest.hexdigest()


@functools.cache
def _program() -> str:
    digest = hashlib.sha256(_lists().encode())
    for room in _ROOMS:
        _add(digest, _PACKAGE / room)
    return digest.hexdigest()


@functools.cache
def _lists() -> str:
    digest = hashlib.sha256()
    for data in sorted(resource("seeds").iterdir()):
        if data.name not in _NO_RULES:
            _add(digest, data)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, path: Path) -> None:
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc")
    for file in files:
        name = file.relative_to(path).as_posix() if file != path else file.name
        digest.update(f"\x1e{name}\x1f".encode("utf-8", "surrogatepass"))
        digest.update(hashlib.sha256(file.read_bytes()).digest())
