"""The wheel carries all that the program needs."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES


def _run(*words: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "KG_STORE", "VIRTUAL_ENV")} | env
    return subprocess.run([str(w) for w in words], cwd=cwd, env=clean, capture_output=True, text=True, check=True)


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_folder(tmp_path: Path) -> None:
    """Built, installed into a fresh environment and run where nothing else lies, kg builds, answers and exports."""
    wheels = tmp_path / "wheels"
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", wheels, ROOT, cwd=tmp_path)
    (wheel,) = wheels.glob("*.whl")
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    bin_ = home / ("Scripts" if os.name == "nt" else "bin")
    _run(bin_ / "python", "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    _run(bin_ / "kg", "build", "--sample", "--turtle", "graph.ttl", "--html", "graph.html", cwd=empty)
    assert {p.name for p in empty.iterdir()} == {"kg-store", "graph.ttl", "graph.html"}
    facts = _run(bin_ / "kg", "export", "--format", "facts", cwd=empty).stdout.splitlines()
    assert len(facts) > 100
    answer = _run(bin_ / "python", "-m", "kg", "query", "ASK { ?page a <https://w3id.org/local-governance/ns#Page> }",
                  cwd=empty).stdout
    assert "true" in answer
    again = _run(bin_ / "kg", "build", SAMPLES, "--json", cwd=empty).stdout
    assert '"new": 0' in again
