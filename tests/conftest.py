"""What all tests share: the command line run in this process, and the sample store built once."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "seeds" / "articles"


@dataclass(frozen=True)
class Ran:
    """What a run of the command line left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


def cpu_seconds(*words: object) -> float:
    """The processor time that ``python -m kg …`` takes from a cold start; what else the machine does is not in it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "kg", *map(str, words)], cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.fixture
def run_kg(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """``run_kg("build", "pages")`` runs the command line in this process."""
    from kg.cli.app import run

    def call(*words: object) -> Ran:
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the sample pages; for tests that only read."""
    from kg.graph import open_store
    from kg.pipeline import build

    path = tmp_path_factory.mktemp("sample") / "kg-store"
    with open_store(path, mode="write") as store:
        build([SAMPLES], store)
    return path
