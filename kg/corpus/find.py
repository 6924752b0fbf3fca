"""Which files the paths given stand for, and what their pages are called."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kg.errors import why
from kg.model import Unread

TEXTS = (".txt", ".md", ".markdown")
PAGES = (*TEXTS, ".html", ".htm", ".xhtml", ".pdf", ".docx", ".jsonl", ".ndjson", ".csv", ".tsv")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
# The table that says of which day and paper the pages of its folder are.
SIDECAR = "pages.csv"
STDIN = "-"


@dataclass(slots=True)
class ReadReport:
    """What reading did besides reading: the files that are no pages, by folder and kind, and what it assumed."""

    left_out: dict[str, Counter[str]] = field(default_factory=dict)
    assumed: Counter[str] = field(default_factory=Counter)

    def leave_out(self, folder: str, kind: str) -> None:
        """Counts a file of ``folder`` that is no page."""
        self.left_out.setdefault(folder, Counter())[kind] += 1

    def lines(self) -> tuple[str, ...]:
        """The report in sentences, in a fixed order: 版面之外 …, 日期取自 …."""
        left = (
            f"{folder}: 未作版面读取 " + "、".join(f"{kind} {count} 个" for kind, count in sorted(kinds.items()))
            for folder, kinds in sorted(self.left_out.items())
        )
        return (*left, *(f"{what}({count} 版)" for what, count in sorted(self.assumed.items())))


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: the name of its page, where it lies, and the folder given that it was found in (None: none)."""

    name: str
    path: Path
    root: Path | None = None

    @property
    def suffix(self) -> str:
        return suffix_of(self.path.name)


def suffix_of(name: str) -> str:
    """The suffix that decides how a file is read, in lower case: ".txt", ".tar.gz"."""
    lower = name.lower()
    return next((s for s in ARCHIVES if lower.endswith(s)), PurePosixPath(lower).suffix)


def find_sources(paths: Iterable[Path | str], report: ReadReport) -> list[Source | Unread]:
    """The files that ``paths`` stand for, folders walked by name, each file once.

    A file of a folder is named by its path below it, a file given by its file name; where two would have one name both
    begin with their folder's name, and if that does not part them, with the path as given.
    """
    found: list[tuple[str, Source | Unread]] = []
    seen: set[Path] = set()
    folders = _Folders()
    for given in paths:
        for item in _stands_for(given, report):
            if isinstance(item, Source) and str(given) != STDIN:
                real = folders.real_file(item.path)
                if real in seen:
                    report.assumed["同一文件给了两次,只读一次"] += 1
                    continue
                seen.add(real)
            found.append((str(given), item))
    return list(_apart(found, folders))


def count_inputs(paths: Iterable[Path | str]) -> int:
    """How many files ``paths`` stand for; an archive or a table counts as one."""
    return len(find_sources(paths, ReadReport()))


def _stands_for(given: Path | str, report: ReadReport) -> Iterator[Source | Unread]:
    path = Path(given)
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:
        # The folder that it lies in may not be entered.
        yield Unread(str(given), f"it cannot be read ({why(error)}); check its permissions")
        return
    if str(given) == STDIN:
        yield Source("stdin", path)
    elif is_folder:
        yield from _walk(path, report)
    elif is_file:
        if suffix_of(path.name) in (*PAGES, *ARCHIVES):
            yield Source(path.name, path)
        else:
            known = " ".join((*PAGES, *ARCHIVES))
            yield Unread(str(given), f"a file of this kind is not read; the kinds read are {known}")
    else:
        yield Unread(str(given), "there is no such file or folder; check the path")


def _walk(root: Path, report: ReadReport) -> Iterator[Source | Unread]:
    troubles: list[OSError] = []
    sources: list[Source | Unread] = []
    for folder, folders, files in os.walk(root, onerror=troubles.append):
        here = Path(folder)
        for name in [name for name in folders if (here / name).is_symlink()]:
            # Not followed, so that no loop can be entered.
            report.leave_out(str(root), f"链接文件夹 {name}")
        for name in files:
            path = here / name
            suffix = suffix_of(name)
            if name.startswith((".", "~$")):
                report.leave_out(str(root), "隐藏文件")
            elif suffix not in (*PAGES, *ARCHIVES):
                report.leave_out(str(root), suffix or "无后缀")
            elif name == SIDECAR:
                continue
            else:
                sources.append(Source(path.relative_to(root).as_posix(), path, root))
    sources += [
        Unread(str(error.filename or root), f"the folder cannot be read ({error.strerror}); check its permissions")
        for error in troubles
    ]
    yield from sorted(sources, key=lambda item: item.name)


def _apart(found: list[tuple[str, Source | Unread]], folders: _Folders) -> Iterator[Source | Unread]:
    """The sources under names of their own."""
    times = Counter(item.name for _, item in found if isinstance(item, Source))
    homes = Counter(_with_home(item, folders) for _, item in found if isinstance(item, Source))
    for given, item in found:
        if isinstance(item, Unread) or times[item.name] == 1:
            yield item
        elif homes[_with_home(item, folders)] == 1:
            yield Source(_with_home(item, folders), item.path, item.root)
        else:
            whole = Path(given).as_posix().strip("/")
            yield Source(f"{whole}/{item.name}" if item.root else whole, item.path, item.root)


def _with_home(source: Source, folders: _Folders) -> str:
    return f"{folders.real(source.root or source.path.parent).name}/{source.name}"


class _Folders:
    """Folders without links in their paths, each looked up once."""

    def __init__(self) -> None:
        self._known: dict[Path, Path] = {}

    def real(self, folder: Path) -> Path:
        """The folder's own path."""
        if folder not in self._known:
            self._known[folder] = folder.resolve()
        return self._known[folder]

    def real_file(self, path: Path) -> Path:
        """The own path of a file in some folder."""
        return path.resolve() if path.is_symlink() else self.real(path.parent) / path.name
