"""The Tab key: what the shells are given, and what a real bash makes of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def completed(words: str, shell: str = "bash") -> list[str]:
    """What ``kg`` answers a shell that completes the last of ``words``."""
    env = os.environ | {
        "_KG_COMPLETE": f"{shell}_complete", "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1) if shell != "fish" else words.split(" ")[-1],
    }
    done = subprocess.run([sys.executable, "-m", "kg"], cwd=ROOT, env=env, capture_output=True, check=True, encoding="utf-8")
    return done.stdout.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_script(shell: str) -> None:
    """The line that the help names prints a script that defines the completion."""
    env = os.environ | {"_KG_COMPLETE": f"{shell}_source"}
    done = subprocess.run([sys.executable, "-m", "kg"], cwd=ROOT, env=env, capture_output=True, check=True, encoding="utf-8")
    assert "_KG_COMPLETE" in done.stdout
    assert "_kg_completion" in done.stdout


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("kg bu", ["plain,build"]),
        ("kg query --fo", ["plain,--format"]),
        ("kg export --format ntr", ["plain,ntriples"]),
        ("kg query -n officia", ["plain,officials"]),
        ("kg build 报", ["file,报"]),
        ("kg view -o gr", ["file,gr"]),
        ("kg diff o", ["file,o"]),
    ],
)
def test_commands_options_queries_and_files_are_completed(words: str, answer: list[str]) -> None:
    """Files are left to the shell, the rest is known here."""
    assert completed(words) == answer


def test_zsh_and_fish_are_told_what_a_command_does() -> None:
    """Their answers carry the help."""
    assert completed("kg bu", "zsh")[:2] == ["plain", "build"]
    assert any(line.startswith("plain,build\tRead pages") for line in completed("kg bu", "fish"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_a_real_bash_completes() -> None:
    """The line of the help, evaluated by bash, completes a command."""
    script = 'eval "$(_KG_COMPLETE=bash_source kg)"; COMP_WORDS=(kg care); COMP_CWORD=1; _kg_completion kg; echo "$COMPREPLY"'
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == "career\n"
