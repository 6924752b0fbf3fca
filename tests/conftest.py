"""What all tests share: the command line run in this process, and the sample store built once."""

from __future__ import annotations

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


@pytest.fixture
def run_kg(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """``run_kg("build", "pages")`` runs the command line in this process."""
    from kg.cli.app import run

    def call(*words: object) -> Ran:
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call
