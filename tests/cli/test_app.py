"""Errors become one line and an exit code, in one place."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable, Iterator

import click
import pytest

from kg import __version__, errors
from kg.cli import app
from tests.conftest import ROOT, Ran, cpu_seconds

Run = Callable[..., Ran]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[BaseException], None]]:
    """Makes ``kg build`` raise what the test says."""

    def use(error: BaseException) -> None:
        @click.command()
        def command() -> None:
            raise error

        monkeypatch.setattr(app.Commands, "get_command", lambda self, ctx, name: command)

    return use


def all_errors(root: type[errors.KgError] = errors.KgError) -> list[type[errors.KgError]]:
    """The error classes of :mod:`kg.errors`, the root first; rooms have some of their own, whatever is imported here."""
    return [root, *(e for child in root.__subclasses__() if child.__module__ == root.__module__ for e in all_errors(child))]


@pytest.mark.parametrize("kind", all_errors(), ids=lambda kind: kind.__name__)
def test_every_error_of_kg_is_one_line_and_its_exit_code(
    kind: type[errors.KgError], failing: Callable[[BaseException], None], run_kg: Run
) -> None:
    """No traceback: ``kg: message`` on one line of stderr, nothing on stdout."""
    error = kind("read", "pdf") if kind is errors.MissingExtra else kind("page.txt:\nwhat and where")  # type: ignore[call-arg]
    failing(error)
    ran = run_kg("build")
    assert ran.code == kind.exit_code
    assert ran.out == ""
    assert ran.err == f"kg: {' '.join(str(error).split())}\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "a.txt"), 3),
        (PermissionError(errno.EACCES, "Permission denied", "a.txt"), 3),
        (OSError(errno.ENOSPC, "No space left on device"), 4),
        (MemoryError(), 4),
        (RecursionError(), 3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_the_system_raises_is_one_line_too(
    error: BaseException, code: int, failing: Callable[[BaseException], None], run_kg: Run
) -> None:
    """Errors of files, memory and keyboard have their codes and at most one line."""
    failing(error)
    ran = run_kg("build")
    assert ran.code == code
    assert ran.err.count("\n") <= 1
    assert "Traceback" not in ran.err


def test_debug_shows_the_traceback(failing: Callable[[BaseException], None]) -> None:
    """--debug lets the error through to the interpreter."""
    failing(errors.StoreError("broken"))
    with pytest.raises(errors.StoreError):
        app.main(["build", "--debug"])


def test_a_bug_is_not_hidden(failing: Callable[[BaseException], None], run_kg: Run) -> None:
    """What is no KgError and no fault of the system is a bug, and shows as one."""
    failing(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        run_kg("build")


def test_near_misses_are_named(run_kg: Run) -> None:
    """A misspelt command is told which one was meant, on one line, exit 2."""
    ran = run_kg("biuld", "pages")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "did you mean 'build'" in ran.err


def test_an_unknown_option_is_one_line(run_kg: Run) -> None:
    """So is a misspelt option."""
    ran = run_kg("build", "--tutle", "graph.ttl")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "--turtle" in ran.err


def test_every_command_of_the_table_is_there_with_examples(run_kg: Run) -> None:
    """Each command is a click command of its module, says what the table says, and shows an example."""
    context = click.Context(app.kg)
    for name in app.COMMANDS:
        command = app.kg.get_command(context, name)
        assert command is not None
        ran = run_kg(name, "--help")
        assert ran.code == 0
        assert f"kg {name}" in ran.out.split("Usage:")[1].split("\n", 1)[1], f"{name} shows no example"


def test_help_is_a_word_too(run_kg: Run) -> None:
    """kg help and kg help build are kg --help and kg build --help."""
    assert run_kg("help").out == run_kg("--help").out
    assert run_kg("help", "build").out == run_kg("build", "--help").out


def test_version(run_kg: Run) -> None:
    """--version prints the version and nothing else of note."""
    assert run_kg("--version").out.split()[-1] == __version__


def test_help_answers_at_once() -> None:
    """``kg --help`` takes under 0.3 s from a cold start, the best of three."""
    assert min(cpu_seconds("--help") for _ in range(3)) < 0.3


def test_a_closed_pipe_is_no_error() -> None:
    """``kg --help | head -1`` leaves no traceback behind."""
    done = subprocess.run(
        f"{sys.executable} -m kg --help | head -n 1", shell=True, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""

