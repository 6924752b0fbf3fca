"""The files inside .zip and .tar archives, read in memory: nothing is ever written to disk."""

from __future__ import annotations

import contextlib
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.model import Unread

# Beyond these an archive is no collection of pages but a mistake or an attack.
MOST_MEMBERS = 200_000
LARGEST_MEMBER = 64 * 2**20
LARGEST_TOTAL = 4 * 2**30
# A file that shrank to less than a hundredth is no page; small ones may.
_STEEPEST, _SMALL = 100, 2**20

# What the standard library raises on damaged archives; a byte mutator found each of them.
DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError,
    OSError, EOFError, ValueError, OverflowError,
)


class ArchiveError(ValueError):
    """The archive cannot be read at all, or not to its end; the message says why and what to do."""


def members(data: bytes, suffix: str) -> Iterator[tuple[str, bytes | Unread]]:
    """The name and content of every file in the archive, in its order; ArchiveError where it cannot go on."""
    total = 0
    for count, (name, content) in enumerate(_zip(data) if suffix == ".zip" else _tar(data)):
        if count >= MOST_MEMBERS:
            raise ArchiveError(f"it holds more than {MOST_MEMBERS} files; unpack it and give the folder")
        total += len(content) if isinstance(content, bytes) else 0
        if total > LARGEST_TOTAL:
            raise ArchiveError(f"it unpacks to more than {LARGEST_TOTAL >> 30} GB; unpack it and give the folder")
        yield name, content


def _zip(data: bytes) -> Iterator[tuple[str, bytes | Unread]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise ArchiveError(f"it is no readable .zip ({error}); pack it again") from error
    with archive:
        for info in archive.infolist():
            if not info.filename or info.filename.endswith("/"):
                continue
            name = _zip_name(info)
            reason = _refused(name, info.file_size, info.compress_size)
            if not reason and info.flag_bits & 1:
                reason = "it is encrypted; unpack it first"
            if reason:
                yield name, Unread(name, reason)
                continue
            try:
                with archive.open(info) as member:
                    content = member.read(LARGEST_MEMBER + 1)
            except DAMAGE as error:
                yield name, Unread(name, f"it cannot be unpacked ({error}); pack the archive again")
                continue
            yield name, Unread(name, _too_large()) if len(content) > LARGEST_MEMBER else content


def _tar(data: bytes) -> Iterator[tuple[str, bytes | Unread]]:
    with contextlib.ExitStack() as stack:
        try:
            archive = stack.enter_context(tarfile.open(fileobj=io.BytesIO(data), mode="r:*"))
        except DAMAGE as error:
            raise ArchiveError(f"it is damaged or no .tar ({error}); pack it again") from error
        while True:
            try:
                info = archive.next()
                content = _member(archive, info) if info and info.isfile() else b""
            except DAMAGE as error:
                raise ArchiveError(f"it is damaged from some file on ({error}); pack it again") from error
            if info is None:
                return
            if info.isfile():
                yield info.name.removeprefix("./"), content
            elif not info.isdir():
                reason = "it is a link or a device, no file; put the file itself into the archive"
                yield info.name, Unread(info.name, reason)


def _member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes | Unread:
    name = info.name.removeprefix("./")
    reason = _refused(name, info.size, info.size)
    if reason:
        return Unread(name, reason)
    file = archive.extractfile(info)
    return file.read() if file else b""


def _refused(name: str, size: int, packed: int) -> str:
    """Why a member is not read, "" if it may be."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name[1:2]:
        return "its path leads out of the archive; nothing of it was read"
    if size > LARGEST_MEMBER:
        return _too_large()
    if size > _SMALL and size > _STEEPEST * max(1, packed):
        return f"it unpacks to {size // max(1, packed)} times its packed size, which no page does"
    return ""


def _too_large() -> str:
    return f"it is larger than {LARGEST_MEMBER >> 20} MB, which no page is; split it"


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; what old Chinese Windows wrote in GBK comes as code page 437 and is turned back."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
