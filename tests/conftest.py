"""What all tests share: the command line run in this process, and the sample store built once."""

from __future__ import annotations

import ctypes
import os
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


def bound_by_permissions() -> None:
    """For ``preexec_fn``: takes from root the right to pass over permissions, so that a program meets them as users do.

    The capabilities are taken from what the program to be started may have; who is not root has none to lose.
    """
    pr_capbset_drop, cap_dac_override, cap_dac_read_search = 24, 1, 2
    if os.geteuid() == 0:
        for capability in (cap_dac_override, cap_dac_read_search):
            ctypes.CDLL(None).prctl(pr_capbset_drop, capability, 0, 0, 0)


# Only Linux lets root do without the right; elsewhere these tests need another user.
with_permissions = pytest.mark.skipif(
    sys.platform != "linux" and getattr(os, "geteuid", lambda: 0)() == 0, reason="the superuser may read everything"
)


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
