"""The README promises what the program does."""

from __future__ import annotations

import difflib
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.app import COMMANDS
from tests import readme
from tests.conftest import ROOT, Ran

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


def test_the_chinese_tour_finds_something(
    run_kg: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_store: Path
) -> None:
    """Each line of the tour, typed as it stands, answers with more than a heading or writes the file that it names."""
    tour = re.findall(r"^ {4}kg (\S.*?)(?: {2,}.*)?$", TEXT.split("### 五分钟")[1].split("###")[0], flags=re.MULTILINE)
    assert len(tour) > 8
    monkeypatch.setenv("KG_STORE", str(sample_store))
    monkeypatch.chdir(tmp_path)
    for line in tour:
        words = shlex.split(line)
        if words == ["serve"]:
            continue
        ran = run_kg(*words)
        assert ran.code == 0, (line, ran.err)
        assert ran.out.count("\n") > 1 or Path(words[-1]).stat().st_size, line


def test_the_picture_of_the_rooms_is_true() -> None:
    """Every package that the picture names is there, and every package that is there is named."""
    picture = TEXT.split("### How it is built")[1].split("###")[0]
    rooms = {path.parent.name for path in (ROOT / "kg").glob("*/__init__.py")}
    assert rooms - {"gazetteer"} <= set(re.findall(r"(\w+)/", picture))


def test_the_rule_shown_is_one_that_keeps_its_word(run_kg: Callable[..., Ran], tmp_path: Path) -> None:
    """The YAML in the README loads, and its examples hold."""
    (rule,) = re.findall(r"```yaml\n(.*?)```", TEXT, flags=re.DOTALL)
    (tmp_path / "mine.yaml").write_text(rule, encoding="utf-8")
    ran = run_kg("rules", "test", "--rules", tmp_path)
    assert ran.code == 0, ran.out + ran.err


def test_the_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example for scripts, run as it stands, names the persons of the sample pages."""
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)
    shutil.copytree(ROOT / "seeds" / "articles", tmp_path / "seeds" / "articles")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert "鲍炳章" in capsys.readouterr().out.split()
