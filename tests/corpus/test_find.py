"""Which files are pages, what they are called, and what is said of the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kg.corpus import ReadReport, count_inputs, read_pages
from kg.model import Page, Unread
from tests.conftest import ROOT, bound_by_permissions, with_permissions

TEXT = "区委召开会议\n4月20日,区委召开会议。\n"


def write(path: Path, text: str = TEXT) -> Path:
    """A file with this text, its folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(*paths: Path) -> list[str]:
    """The names of the pages read."""
    return [item.name for item in read_pages(paths)]


def test_folder_is_walked_by_name(tmp_path: Path) -> None:
    """Pages are named by their path below the folder, in one order everywhere."""
    for name in ("b.txt", "a/2.md", "a/1.txt", "版面 一/头版.txt"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a/1.txt", "a/2.md", "b.txt", "版面 一/头版.txt"]
    assert count_inputs([tmp_path]) == 4


def test_single_file_is_named_by_itself(tmp_path: Path) -> None:
    """Its folder does not matter."""
    assert names(write(tmp_path / "x" / "页 1.txt")) == ["页 1.txt"]


def test_equal_names_are_parted_by_their_folders(tmp_path: Path) -> None:
    """Two folders with a page of one name: both are qualified, and no page takes the other's place."""
    write(tmp_path / "2021" / "01.txt")
    write(tmp_path / "2022" / "01.txt")
    write(tmp_path / "2022" / "02.txt")
    assert names(tmp_path / "2021", tmp_path / "2022") == ["2021/01.txt", "2022/01.txt", "02.txt"]


def test_equal_folders_are_parted_by_the_path_given(tmp_path: Path) -> None:
    """Folders of one name need the whole path."""
    write(tmp_path / "a" / "x" / "01.txt")
    write(tmp_path / "b" / "x" / "01.txt")
    found = names(tmp_path / "a" / "x", tmp_path / "b" / "x")
    assert len(set(found)) == 2


def test_file_given_twice_is_read_once(tmp_path: Path) -> None:
    """As a file and in its folder it is one page, and the report says so."""
    page = write(tmp_path / "01.txt")
    report = ReadReport()
    assert len(list(read_pages([tmp_path, page], report=report))) == 1
    assert report.assumed.total() == 1


def test_files_that_are_no_pages_are_counted(tmp_path: Path) -> None:
    """Nothing is left out in silence: each kind is counted by folder."""
    for name in ("01.txt", "01.gold.json", "02.gold.json", "README", ".DS_Store", "pages.csv"):
        write(tmp_path / name, "file\n01.txt\n" if name == "pages.csv" else TEXT)
    report = ReadReport()
    assert [item.name for item in read_pages([tmp_path], report=report)] == ["01.txt"]
    assert report.left_out[str(tmp_path)] == {".json": 2, "无后缀": 1, "隐藏文件": 1}
    assert ".json 2 个" in report.lines()[0]


def test_missing_and_unknown_files_are_named(tmp_path: Path) -> None:
    """The rest is read."""
    page, picture = write(tmp_path / "01.txt"), write(tmp_path / "x.png")
    gone, unknown, read = list(read_pages([tmp_path / "没有.txt", picture, page]))
    assert isinstance(gone, Unread)
    assert "no such file" in gone.reason
    assert isinstance(unknown, Unread)
    assert ".docx" in unknown.reason
    assert isinstance(read, Page)


def test_symbolic_links_make_no_loop(tmp_path: Path) -> None:
    """A folder that links to itself is walked once; the link is reported."""
    write(tmp_path / "01.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    report = ReadReport()
    assert [item.name for item in read_pages([tmp_path], report=report)] == ["01.txt"]
    assert report.left_out[str(tmp_path)].total() == 1


def test_broken_link_is_named(tmp_path: Path) -> None:
    """A link that leads nowhere is a page that cannot be read."""
    (tmp_path / "01.txt").symlink_to(tmp_path / "gone.txt")
    (item,) = read_pages([tmp_path])
    assert isinstance(item, Unread)
    assert "cannot be read" in item.reason


@with_permissions
def test_forbidden_folder_and_file_are_named(tmp_path: Path) -> None:
    """What permissions forbid is named, also below a folder that may not be entered; the rest is read."""
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt").chmod(0)
    inner = write(tmp_path / "c" / "c.txt")
    inner.parent.chmod(0)
    script = (
        "import sys; from kg.corpus import read_pages\n"
        "for item in read_pages(sys.argv[1:]): print(type(item).__name__, item.name, getattr(item, 'reason', ''))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, tmp_path, inner], cwd=ROOT, capture_output=True, check=False, encoding="utf-8",
        preexec_fn=bound_by_permissions,
    )
    inner.parent.chmod(0o700)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert [line.split()[0] for line in lines].count("Page") == 1
    unread = [line for line in lines if line.startswith("Unread")]
    assert len(unread) == 3
    assert all("Permission denied" in line and "check its permissions" in line for line in unread)
