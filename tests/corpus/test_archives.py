"""Archives: pages inside them are read in memory, and what is meant to do harm is refused by name."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from kg.corpus import archives as limits
from kg.corpus import read_pages
from kg.model import Page, Unread

TEXT = "区委召开会议\n4月20日,区委召开会议。\n"


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A .zip with these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes], links: dict[str, str] | None = None) -> Path:
    """A .tar.gz with these files and symbolic links."""
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return path


FILES = {"2021/一.txt": TEXT.encode(), "2021/二.txt": TEXT.encode("gb18030"), "2021/x.png": b"\x89PNG", "坏.txt": b"\xff\xff"}


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_pages_of_an_archive(tmp_path: Path, kind: str) -> None:
    """They are named by the archive and their path in it; a bad one is named, a picture left out."""
    path = tmp_path / f"报纸.{kind}"
    zipped(path, FILES) if kind == "zip" else tarred(path, FILES)
    first, second, bad = read_pages([path])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.name, first.text, second.encoding) == (f"报纸.{kind}/2021/一.txt", TEXT, "gb18030")
    assert isinstance(bad, Unread)
    assert bad.name == f"报纸.{kind}/坏.txt"


def test_names_of_old_chinese_windows(tmp_path: Path) -> None:
    """Names packed as GBK without a flag come out in Chinese."""
    path = zipped(tmp_path / "a.zip", {"x.txt": TEXT.encode()})
    name = "头版.txt".encode("gbk")
    data = path.read_bytes()
    assert data.count(b"x.txt") == 2
    # Same length names let the bytes be exchanged in place.
    path = zipped(tmp_path / "b.zip", {"x" * len(name): TEXT.encode()})
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    (page,) = read_pages([path])
    assert page.name == "b.zip/头版.txt"


@pytest.mark.parametrize("name", ["../../etc/x.txt", "/etc/x.txt", "a/../../x.txt", "c:\\x.txt"])
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written anyway; the member is named and not read."""
    (item,) = read_pages([tarred(tmp_path / "a.tar.gz", {name: TEXT.encode()})])
    assert isinstance(item, Unread)
    assert "leads out of the archive" in item.reason


def test_links_in_an_archive_are_refused(tmp_path: Path) -> None:
    """A link could lead to any file of the machine."""
    (item,) = read_pages([tarred(tmp_path / "a.tar.gz", {}, {"x.txt": "/etc/passwd"})])
    assert isinstance(item, Unread)
    assert "link" in item.reason


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    """A file that shrank ten thousandfold is named, not unpacked; a huge one too."""
    (item,) = read_pages([zipped(tmp_path / "a.zip", {"x.txt": b" " * (30 * 2**20)})])
    assert isinstance(item, Unread)
    assert "packed size" in item.reason


def test_lying_zip_is_read_only_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a member says of its size is not believed: reading stops at the limit."""
    monkeypatch.setattr(limits, "LARGEST_MEMBER", 1000)
    path = zipped(tmp_path / "a.zip", {"x.txt": bytes(range(65, 91)) * 100})
    data = path.read_bytes().replace((2600).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    path.write_bytes(data)
    (item,) = read_pages([path])
    assert isinstance(item, Unread)


def test_too_many_files_or_too_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops with a reason, and what was read stays read."""
    path = zipped(tmp_path / "a.zip", {f"{n}.txt": TEXT.encode() for n in range(5)})
    monkeypatch.setattr(limits, "MOST_MEMBERS", 3)
    *pages, last = read_pages([path])
    assert len(pages) == 3
    assert isinstance(last, Unread)
    assert "more than 3 files" in last.reason


def test_archives_in_archives_and_damaged_ones(tmp_path: Path) -> None:
    """Both are named with what to do."""
    inner = zipped(tmp_path / "in.zip", {"x.txt": TEXT.encode()}).read_bytes()
    (nested,) = read_pages([zipped(tmp_path / "out.zip", {"in.zip": inner})])
    assert isinstance(nested, Unread)
    assert "unpack it first" in nested.reason
    for name, data in (("cut.zip", inner[:60]), ("cut.tar.gz", b"\x1f\x8b\x08\x00broken"), ("none.tar", b"no archive")):
        (tmp_path / name).write_bytes(data)
        (item,) = read_pages([tmp_path / name])
        assert isinstance(item, Unread)
        assert "pack it again" in item.reason
