"""The README promises what the program does."""

from __future__ import annotations

import difflib
import re

from kg.cli.app import COMMANDS
from tests import readme
from tests.conftest import ROOT

TEXT = readme.README.read_text(encoding="utf-8")


def test_every_output_shown_is_what_the_program_prints() -> None:
    """Help texts, the tour and the table of scores; python -m tests.readme --write brings them up to date."""
    now = readme.fresh()
    drift = difflib.unified_diff(TEXT.splitlines(), now.splitlines(), "README.md", "as it is now", lineterm="", n=0)
    assert now == TEXT, "\n".join(drift)


def test_both_languages_give_the_same_two_commands() -> None:
    """The commands that .ci/run tries stand in both parts, letter for letter."""
    commands = re.findall(r"```bash\n(.*)\n```", TEXT)
    assert len(commands) == 4
    assert commands[:2] == commands[2:]


def test_the_commands_that_ci_runs_are_marked() -> None:
    """.ci/run finds both commands by their marks."""
    assert re.search(r"<!-- run: first -->\n```bash\npython3 -m venv ", TEXT)
    assert re.search(r"<!-- run: second -->\n```bash\n.*pytest\n```", TEXT)


def test_every_kg_command_in_the_text_is_one() -> None:
    """No example in the README names a command that the program lacks."""
    named = set(re.findall(r"(?:^ {4}|`)kg ([a-z]+)", TEXT, flags=re.MULTILINE))
    assert named <= set(COMMANDS)


def test_the_picture_of_the_rooms_is_true() -> None:
    """Every package that the picture names is there, and every package that is there is named."""
    picture = TEXT.split("### How it is built")[1].split("###")[0]
    rooms = {path.parent.name for path in (ROOT / "kg").glob("*/__init__.py")}
    assert rooms - {"gazetteer"} <= set(re.findall(r"(\w+)/", picture))


def test_nothing_stays_of_what_the_examples_need(tmp_path: object) -> None:
    """Building the examples leaves no store in the checkout."""
    assert not (ROOT / "kg-store.decisions.tsv").exists()
