"""What goes wrong around a build, and what happened: one line, the right exit code, nothing lost.

| fault tried | what happens |
| --- | --- |
| missing path, empty folder | exit 3, the path named, no store made (test_build) |
| missing path, empty, blank or binary file, page without article among good pages | exit 3, named with the reason; the rest is built (test_build) |
| page, folder, list, rules or query without permission | exit 3, named; the other pages are built |
| store or output in a folder without permission, store that may only be read | exit 4, named; reading goes on |
| GB18030, Windows line ends | read; the same facts at the same offsets (test_build) |
| 100 MB in one line | exit 3, named with the limit; the rest is built |
| a page of 200,000 characters | built |
| symbolic-link loop, path with spaces and Chinese | walked once, built (test_build) |
| Ctrl-C | exit 130 within seconds, whole pages kept, the next run goes on (test_build) |
| store held by another process, folder that is no store | exit 4, one line, the files stay (test_build) |
| disk full while storing | exit 4, one line; once there is room the next run completes the store |
| disk full, no folder, no permission for an output file | exit 4, one line; a former file stays whole (test_output, test_build) |
| locale and terminal in GBK | files and pipes stay UTF-8, the terminal shows what it can |
| reader of a pipe gone | silence, exit 0 (test_app) |
| hostile file names | printed without control characters |

What is wrong within files (zip bombs, archives that lead out, entities, scans, encodings): tests/corpus/FAULTS.md.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES, Ran, bound_by_permissions, with_permissions

Run = Callable[..., Ran]
GOOD = "xuhui-2021-04-grassroots.txt"


def kg(*words: object, limit: int = 0, user: bool = False, **env: str) -> subprocess.CompletedProcess[bytes]:
    """``python -m kg`` in a process of its own; with ``limit`` no file of it can grow beyond so many bytes, with
    ``user`` permissions bind it even if root runs the tests."""

    def full_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    clean = {k: v for k, v in os.environ.items() if k != "KG_STORE"} | env
    command = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-m", "kg"]
    return subprocess.run(
        [*command, *map(str, words)], cwd=ROOT, env=clean, capture_output=True, check=False,
        preexec_fn=full_disk if limit else bound_by_permissions if user else None,
    )


@pytest.mark.parametrize("limit", [1_000, 200_000])
def test_a_full_disk_is_one_line_and_the_next_run_completes(limit: int, tmp_path: Path) -> None:
    """No room at the start or in the middle: exit 4, no traceback; with room the store is what it should be."""
    store, whole = tmp_path / "store", tmp_path / "whole"
    ran = kg("build", SAMPLES, "--store", store, "--quiet", limit=limit)
    assert ran.returncode == 4, ran.stderr
    assert ran.stderr.count(b"\n") == 1
    for place in (store, whole):
        assert kg("build", SAMPLES, "--store", place, "--quiet").returncode == 0
    assert kg("export", "--store", store).stdout == kg("export", "--store", whole).stdout


def test_a_full_disk_for_the_page_keeps_the_former_one(tmp_path: Path) -> None:
    """The HTML does not fit: exit 4, the former page stays, no scrap beside it."""
    page, store = tmp_path / "graph.html", tmp_path / "store"
    assert kg("build", SAMPLES, "--store", store, "--quiet").returncode == 0
    page.write_text("former", encoding="utf-8")
    ran = kg("view", "--store", store, "-o", page, limit=20_000)
    assert ran.returncode == 4
    assert ran.stderr.count(b"\n") == 1
    assert page.read_text(encoding="utf-8") == "former"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph.html", "store"]


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_no_locale_shows_in_what_is_written(env: dict[str, str], tmp_path: Path) -> None:
    """Every file is opened with an encoding of its own (a warning would fail the run), and pipes carry UTF-8."""
    store = tmp_path / "store"
    files = ("--turtle", tmp_path / "g.ttl", "--html", tmp_path / "g.html", "--report", tmp_path / "left.csv")
    ran = kg("build", SAMPLES, "--store", store, *files, **env)
    assert ran.returncode == 0, ran.stderr
    assert "版面" in ran.stdout.decode("utf-8")
    for name in ("g.ttl", "g.html"):
        assert "鲍炳章" in (tmp_path / name).read_text(encoding="utf-8")
    for words in (["rank"], ["query", "-n", "persons"], ["export", "--format", "facts"]):
        ran = kg(*words, "--store", store, **env)
        assert ran.returncode == 0, ran.stderr
        assert "鲍炳章" in ran.stdout.decode("utf-8")


@with_permissions
def test_what_permissions_forbid_is_named(tmp_path: Path) -> None:
    """Pages and folders that may not be read cost themselves; lists, rules and queries that may not be read, the call."""
    good, secret, closed = tmp_path / "pages" / GOOD, tmp_path / "secret", tmp_path / "closed"
    good.parent.mkdir()
    shutil.copy(SAMPLES / GOOD, good)
    (good.parent / "forbidden.txt").write_text("区委召开会议", encoding="utf-8")
    secret.write_text("x", encoding="utf-8")
    closed.mkdir()
    for path in (good.parent / "forbidden.txt", secret, closed):
        path.chmod(0)
    store = tmp_path / "store"
    ran = kg("build", good.parent, closed / "x.txt", "--store", store, "--json", user=True)
    assert ran.returncode == 3
    assert b'"pages": 1' in ran.stdout
    assert ran.stderr.count(b"check its permissions") == 2
    for words in (
        ("build", closed, "--store", store),
        ("build", good, "--store", store, "--decisions", secret),
        ("build", good, "--store", store, "--gazetteer", secret),
        ("build", good, "--store", store, "--rules", closed),
        ("query", "--store", store, "--file", secret),
        ("load", closed / "x.ttl", "--store", store),
        ("validate", closed / "x.ttl"),
    ):
        one_line(kg(*words, user=True), 3)


@with_permissions
@pytest.mark.parametrize("mode", [0, 0o555])
def test_a_folder_that_may_not_be_written(mode: int, tmp_path: Path) -> None:
    """A store or a file in it: exit 4, one line, and what to do; a store that may only be read is read."""
    store, locked = tmp_path / "store", tmp_path / "locked"
    assert kg("build", SAMPLES / GOOD, "--store", store, "--quiet").returncode == 0
    locked.mkdir(mode=mode)
    one_line(kg("build", SAMPLES / GOOD, "--store", locked / "store", user=True), 4)
    one_line(kg("build", SAMPLES / GOOD, "--store", store, "--quiet", "--turtle", locked / "g.ttl", user=True), 4)
    one_line(kg("view", "--store", store, "-o", locked / "g.html", user=True), 4)
    for file in store.iterdir():
        file.chmod(0o444)
    store.chmod(mode)
    asked = kg("query", "ASK {}", "--store", store, user=True)
    if mode:
        assert asked.stdout == b"true\n"
        one_line(kg("build", SAMPLES, "--store", store, user=True), 4)
    else:
        one_line(asked, 4)
    store.chmod(0o755)


def one_line(ran: subprocess.CompletedProcess[bytes], code: int) -> None:
    """The run ended with this code and one line that is no traceback."""
    assert ran.returncode == code, ran.stderr
    assert ran.stderr.count(b"\n") == 1, ran.stderr
    assert ran.stderr.startswith(b"kg: ")


def test_a_hostile_file_name_cannot_drive_the_terminal(run_kg: Run, tmp_path: Path) -> None:
    """Control characters in the name of an unreadable page are not sent to the terminal."""
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(SAMPLES / GOOD, pages)
    (pages / "\x1b[2J清屏\n.txt").touch()
    ran = run_kg("build", pages, "--store", tmp_path / "store")
    assert ran.code == 3
    assert "\x1b" not in ran.err + ran.out


def test_too_long_for_a_page_is_named(run_kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More characters than any page has: named, with what to do; the good page is built."""
    monkeypatch.setattr("kg.pipeline.ready.LONGEST_PAGE", 1_000)
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(SAMPLES / GOOD, pages)
    (pages / "short.txt").write_text("徐汇区召开推进会\n\n区委书记鲍炳章出席。\n", encoding="utf-8")
    ran = run_kg("build", pages, "--store", tmp_path / "store")
    assert ran.code == 3
    assert "split the file" in ran.err


@pytest.mark.slow
def test_a_hundred_megabytes_in_one_line(tmp_path: Path) -> None:
    """A file of 100 MB without a line end is refused with what to do; the good page beside it is built."""
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(SAMPLES / GOOD, pages)
    with (pages / "archive.txt").open("w", encoding="utf-8") as out:
        for _ in range(1_000):
            out.write("徐汇区召开会议,区委书记鲍炳章出席。" * 2_000)
    ran = kg("build", pages, "--store", tmp_path / "store", "--json")
    assert ran.returncode == 3
    assert "archive.txt: " in ran.stderr.decode()
    assert "split it into" in ran.stderr.decode()
    assert b'"pages": 1' in ran.stdout


@pytest.mark.slow
def test_a_page_of_200000_characters_is_built(tmp_path: Path) -> None:
    """Long, but a page: it is read like any other."""
    page = tmp_path / "long.txt"
    text = (SAMPLES / GOOD).read_text(encoding="utf-8")
    page.write_text("\n\n".join([text] * (200_000 // len(text) + 1)), encoding="utf-8")
    ran = kg("build", page, "--store", tmp_path / "store", "--json")
    assert ran.returncode == 0, ran.stderr
