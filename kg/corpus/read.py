"""Page files as they lie on disk to pages."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.corpus.dates import day_in_name
from kg.corpus.decode import UndecodableError, decode
from kg.corpus.lines import IMPRINT, split_blocks
from kg.corpus.mend import fold
from kg.model import Page, Unread

SUFFIXES = (".txt", ".md", ".markdown")


def read_pages(paths: Iterable[Path | str], *, published: str = "") -> Iterator[Page | Unread]:
    """The pages of the files and folders in ``paths``, one at a time, in a fixed order.

    Folders are walked recursively, sorted by name. A page's name is its path below the folder given, a single file's
    is its file name; where two pages would get one name both begin with their folder's name. What cannot be read
    comes as Unread with the reason. ``published`` is the day of issue of pages that say none.
    """
    for name, path in _named(_listed(Path(path)) for path in paths):
        if isinstance(path, Unread):
            yield path
        else:
            yield _read(name, path, published)


def _read(name: str, path: Path, published: str) -> Page | Unread:
    try:
        data = path.read_bytes()
    except OSError as error:
        return Unread(name, f"{path} cannot be read ({error.strerror}); check its permissions")
    if not data.strip():
        return Unread(name, "the file is empty")
    try:
        decoded = decode(data)
    except UndecodableError as error:
        return Unread(name, str(error))
    if not decoded.text.strip():
        return Unread(name, "the file has no text, only blanks")
    day = _header_day(decoded.text) or day_in_name(name) or published
    return Page(name, decoded.text, hashlib.sha256(data).hexdigest(), decoded.encoding, day)


def _header_day(text: str) -> str:
    for block in split_blocks(fold(text[:600])):
        if block.kind == IMPRINT and block.imprint.day:
            return block.imprint.day
    return ""


_Found = tuple[str, str, "Path | Unread"]


def _listed(path: Path) -> list[_Found]:
    """(folder's name, page's name, file or reason) of everything that ``path`` stands for."""
    if path.is_file():
        return [(path.resolve().parent.name, path.name, path)]
    if not path.is_dir():
        return [("", str(path), Unread(str(path), "there is no such file or folder; check the path"))]
    found: list[_Found] = []
    left: Counter[str] = Counter()
    home = path.resolve().name
    for folder, folders, files in os.walk(path, onerror=lambda error: found.append(_no_entry(path, error))):
        folders.sort()
        for file in files:
            whole = Path(folder) / file
            if whole.suffix.lower() in SUFFIXES:
                found.append((home, whole.relative_to(path).as_posix(), whole))
            else:
                left[whole.suffix.lower() or "without suffix"] += 1
    found.sort(key=lambda item: item[1])
    return found


def _no_entry(path: Path, error: OSError) -> _Found:
    name = str(error.filename or path)
    return "", name, Unread(name, f"the folder cannot be read ({error.strerror}); check its permissions")


def _named(groups: Iterable[list[_Found]]) -> list[tuple[str, Path | Unread]]:
    found = [item for group in groups for item in group]
    times = Counter(name for _, name, what in found if not isinstance(what, Unread))
    return [(f"{home}/{name}" if times[name] > 1 else name, what) for home, name, what in found]
