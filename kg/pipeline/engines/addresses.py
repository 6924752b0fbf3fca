"""Files at any address that fsspec knows: listed in a fixed order, read, and written whole or not at all."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.corpus.find import ARCHIVES, PAGES, suffix_of
from kg.errors import InputError, MissingExtra, OutputError

_WILD = "*?["


@dataclass(frozen=True, slots=True)
class File:
    """A file of pages: its address, the name of its page, its bytes, and a mark that changes when it is written."""

    address: str
    name: str
    size: int
    mark: str


def find_files(addresses: Iterable[str]) -> list[File]:
    """The page files, tables and archives behind addresses of files, folders and globs (``s3://bucket/2021/*.tar``).

    Files are named as on a laptop: by their path below the folder (or below what precedes the first wildcard), a file
    given by itself by its own name. Raises InputError for an address with nothing behind it, and for two files of one
    name.
    """
    found: dict[str, File] = {}
    for given in addresses:
        fs, path = _filesystem(given)
        try:
            paths, root = _expanded(fs, path)
            for one in paths:
                name = one[len(root) :].lstrip("/")
                if _is_page(name):
                    file = File(fs.unstrip_protocol(one), name, int(fs.size(one) or 0), str(fs.ukey(one)))
                    if found.setdefault(name, file).address != file.address:
                        raise InputError(f"{found[name].address} and {file.address} would both be {name}; build apart")
        except OSError as error:
            raise InputError(f"{given} cannot be read: {error}") from error
        if not paths:
            raise InputError(f"there is nothing at {given}")
    if not found:
        raise InputError("there is no page file in what was given")
    return [found[name] for name in sorted(found)]


def read(address: str) -> bytes:
    """The bytes at an address; OSError if it cannot be read."""
    fs, path = _filesystem(address)
    data: bytes = fs.cat_file(path)
    return data


def exists(address: str) -> bool:
    """Whether there is a file at an address."""
    fs, path = _filesystem(address)
    return bool(fs.exists(path))


def write(address: str, data: bytes) -> None:
    """Put a file at an address under its name only when it is whole; what was there is replaced."""
    fs, path = _filesystem(address)
    # Two tries of one task on two machines must not write into one file.
    part = f"{path}.{socket.gethostname()}-{os.getpid()}.part"
    try:
        fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
        fs.pipe_file(part, data)
        fs.mv(part, path)
    except OSError as error:
        raise OutputError(f"{address} cannot be written: {error}") from error


def join(address: str, *names: str) -> str:
    """The address of something below an address."""
    return "/".join((address.rstrip("/"), *names))


def _filesystem(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingExtra("reading and writing at addresses", "cluster") from error
    try:
        fs, path = url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise InputError(f"{address}: {error}") from error
    return fs, path


def _expanded(fs: Any, path: str) -> tuple[list[str], str]:
    """The files that a path stands for, and the folder below which they are named."""
    if any(c in path for c in _WILD):
        fixed = path[: min(path.index(c) for c in _WILD if c in path)]
        return sorted(p for p in fs.glob(path) if fs.isfile(p)), fixed.rpartition("/")[0]
    if fs.isdir(path):
        return sorted(fs.find(path)), path.rstrip("/")
    return ([path] if fs.exists(path) else []), path.rpartition("/")[0]


def _is_page(name: str) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in name.split("/"))
    return not hidden and suffix_of(name) in (*PAGES, *ARCHIVES)
