"""The picture of the rooms is the program: imports go one way, and what starts often imports little."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# What no command needs before it knows what it is to do.
HEAVY = {"rdflib", "pyoxigraph", "oxrdflib", "networkx", "jieba", "rjieba", "pyvis", "rich", "numpy", "yaml"}


def test_imports_go_one_way() -> None:
    """The import contracts in pyproject.toml hold."""
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_help_imports_nothing_heavy() -> None:
    """``kg --help`` loads click and nothing that takes its time."""
    code = (
        "import sys, json; from kg.cli.app import run; run(['--help']); "
        "print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert not loaded & HEAVY


def test_modules_can_be_read_in_a_sitting() -> None:
    """No module of the package is longer than 400 lines."""
    crowded = {
        str(path.relative_to(ROOT)): lines
        for path in sorted((ROOT / "kg").rglob("*.py"))
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    }
    assert not crowded


def test_nothing_swallows_every_error() -> None:
    """Nowhere in the package stands a bare or broad except."""
    broad = [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in sorted((ROOT / "kg").rglob("*.py"))
        for match in re.finditer(r"except(?: \(?(?:Base)?Exception\b.*)?:", path.read_text(encoding="utf-8"))
        if "raise" not in path.read_text(encoding="utf-8")[match.end() : match.end() + 200]
    ]
    assert not broad


def test_every_module_is_imported_where_posix_is_not() -> None:
    """Windows has none of these modules; the package asks for them nowhere while it is imported."""
    code = (
        "import sys, pkgutil, importlib\n"
        "sys.modules.update(dict.fromkeys(('fcntl', 'grp', 'pwd', 'resource', 'termios', 'tty', 'pty')))\n"
        "import kg\n"
        "names = [m.name for m in pkgutil.walk_packages(kg.__path__, 'kg.') if not m.name.endswith('__main__')]\n"
        "for name in names: importlib.import_module(name)\n"
        "print(len(names))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100


def test_nothing_asks_for_what_windows_lacks() -> None:
    """Signals and calls that only POSIX has stand nowhere in the package."""
    missing = re.compile(
        r"\b(?:os\.(?:fork|forkpty|geteuid|getuid|getpgid|killpg|mkfifo|setsid|uname|wait|O_NONBLOCK)"
        r"|signal\.(?:SIGKILL|SIGHUP|SIGALRM|SIGUSR\d|SIGPIPE|SIGCHLD|alarm|setitimer)|preexec_fn)\b"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / "kg").rglob("*.py"))
        for match in missing.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found
