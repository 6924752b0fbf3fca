"""kg serve as a process: it says where it is, answers, and ends when it is told to."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.graph import open_store
from tests.conftest import ROOT, Ran
from tests.graph.made import forum_page

Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("serve") / "store"
    with open_store(where, mode="write") as opened:
        opened.put_page(forum_page())
    return where


@pytest.fixture
def start(store: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], str, list[str]]]]:
    """Starts kg serve on a free port: the process, its address, and what it said."""
    running: list[subprocess.Popen[str]] = []

    def call(*words: str) -> tuple[subprocess.Popen[str], str, list[str]]:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", str(store), *words],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        running.append(process)
        assert process.stderr is not None
        said = [process.stderr.readline()]
        found = re.search(r"(http://[\d.:]+)/ ", said[0])
        assert found, said
        if "--writable" in words and "--token" not in words:
            said.append(process.stderr.readline())
        return process, found[1], said

    yield call
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_ends_when_told(start: Callable[..., tuple[subprocess.Popen[str], str, list[str]]], how: int) -> None:
    """Pages and SPARQL at the address it names; Ctrl-C and SIGTERM end it with 0 and without a word of Python."""
    process, url, _ = start()
    with urllib.request.urlopen(url + "/") as answer:
        assert answer.headers.get_content_type() == "text/html"
    with urllib.request.urlopen(url + "/sparql.csv?query=ASK+%7B+%3Fs+%3Fp+%3Fo+%7D") as answer:
        assert answer.read().strip() == b"true"
    process.send_signal(how)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_who_may_write_is_told_the_token_once(start: Callable[..., tuple[subprocess.Popen[str], str, list[str]]]) -> None:
    """--writable makes a token that lets updates in."""
    _, url, said = start("--writable")
    token = said[1].rpartition(" ")[2].strip()
    assert len(token) > 20
    data = b"INSERT DATA { <http://x/a> <http://x/b> 1 }"
    for key, wanted in (("wrong", 401), (token, 204)):
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {key}"}
        asked = urllib.request.Request(url + "/sparql", data, headers, method="POST")
        try:
            with urllib.request.urlopen(asked) as answer:
                status = answer.status
        except urllib.error.HTTPError as error:
            status = error.code
            error.close()
        assert status == wanted


def test_what_cannot_be_served_says_why(run_kg: Run, store: Path, tmp_path: Path) -> None:
    """No store, an address in use, a token without use or too short: one line and the exit code of its kind."""
    missing = run_kg("serve", "--store", tmp_path / "nothing", "--port", 0)
    assert (missing.code, missing.out) == (4, "")
    assert "there is no store" in missing.err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = run_kg("serve", "--store", store, "--port", taken.getsockname()[1])
    assert busy.code == 2
    assert "--port" in busy.err
    assert run_kg("serve", "--store", store, "--host", "no.such.host.invalid").code == 2
    assert run_kg("serve", "--store", store, "--token", "long enough").code == 2
    assert run_kg("serve", "--store", store, "--writable", "--token", "short").code == 2


def test_a_missing_part_is_named(run_kg: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the server's packages the message says which extra brings them."""
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ran = run_kg("serve", "--store", store, "--port", 0)
    assert ran.code == 3
    assert "local-governance-kg[serve]" in ran.err


def test_it_listens_on_this_computer_only() -> None:
    """Without --host nobody else can reach it."""
    import inspect

    from kg.cli.serve import serve as command
    from kg.publish.serve import serve

    (host,) = (p for p in command.params if p.name == "host")
    assert host.default == inspect.signature(serve).parameters["host"].default == "127.0.0.1"
