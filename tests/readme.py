"""What the README shows is what the program prints.

    python -m tests.readme            say which parts have drifted
    python -m tests.readme --write    bring them up to date
    python -m tests.readme --picture  take the picture of the graph page anew (needs Chromium)

A part is a fenced block after ``<!-- output: kg … -->`` (what that command prints on the sample store), or what stands
between ``<!-- score: en -->`` or ``<!-- score: zh -->`` and the next blank line but one (the table of floors of the
quality tests, in English or Chinese).
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import shlex
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.conftest import ROOT

README = ROOT / "README.md"

_OUTPUT = re.compile(r"<!-- output: kg (?P<words>.+) -->\n```\n(?P<shown>(?:.*\n)*?)```\n")
_SCORE = re.compile(r"<!-- score: (?P<language>en|zh) -->\n(?P<shown>(?:\|.*\n|\n)*)")
# What stands above the columns and before the rows of the table of scores, in English and in Chinese.
_CORPORA = {
    "shared": ("18 pages that rule writers see", "写规则者可看的 18 版"),
    "gold": ("440 more of these", "另外 440 版,同上"),
    "gold/marsh": ("12 pages that no rule writer has read", "写规则者没看过的 12 版"),
}
_ROWS = {
    "ALL FACTS": ("all facts", "全部事实"), "holds": ("who holds which office", "谁任什么职"),
    "takes part (any role)": ("who took part in what", "谁参加了什么"), "person": ("persons", "人物"),
    "body": ("bodies", "机构"), "event": ("events", "活动"), "article": ("articles cut", "文章切分"),
}
_CORNER = ("F1 at least", "F1 不低于")


def output(words: str) -> str:
    """What a command prints on the sample store: stdout, and for kg build what it says besides."""
    from kg.cli.app import run

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run(shlex.split(words))
        out.flush()
        err.flush()
    printed = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    if words.startswith("build"):
        printed += err.buffer.getvalue().decode()  # type: ignore[attr-defined]
    if code:
        raise SystemExit(f"kg {words} ended with {code}: {err.buffer.getvalue().decode()}")  # type: ignore[attr-defined]
    lines = [line.rstrip() for line in printed.splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def score(language: str) -> str:
    """The floors as a table, in English ("en") or Chinese ("zh"): what the program reaches at least."""
    which = ("en", "zh").index(language)
    floors = json.loads((ROOT / "tests" / "quality" / "floors.json").read_text(encoding="utf-8"))
    shown = [corpus for corpus in _CORPORA if corpus in floors]
    names = " | ".join(_CORPORA[corpus][which] for corpus in shown)
    head = f"| {_CORNER[which]} | {names} |\n| --- |" + " --- |" * len(shown) + "\n"
    rows = (
        f"| {labels[which]} | " + " | ".join(_least(floors[corpus].get(row)) for corpus in shown) + " |\n"
        for row, labels in _ROWS.items()
    )
    return head + "".join(rows) + "\n"


def _least(floor: dict[str, float] | None) -> str:
    """A floor of F1 to two decimals, never more than it is."""
    return f"{math.floor(floor['f1'] * 100) / 100:.2f}" if floor else ""


def fresh() -> str:
    """The README as it should be now."""
    former = os.environ.get("KG_STORE")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KG_STORE"] = str(Path(folder) / "kg-store")
        here = Path.cwd()
        os.chdir(ROOT)
        try:
            text = _OUTPUT.sub(
                lambda m: f"<!-- output: kg {m['words']} -->\n```\n{output(m['words'])}```\n",
                README.read_text(encoding="utf-8"),
            )
        finally:
            os.chdir(here)
            os.environ.pop("KG_STORE")
            if former is not None:
                os.environ["KG_STORE"] = former
    return _SCORE.sub(lambda m: f"<!-- score: {m['language']} -->\n{score(m['language'])}", text)


def picture(target: Path) -> None:
    """The page of the sample graph as a picture."""
    from playwright.sync_api import sync_playwright

    from kg.cli.app import run
    from tests.browser.conftest import FLAGS

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(folder) / "graph.html"
        run(["build", "--sample", "--store", str(Path(folder) / "store"), "--html", str(page), "--quiet"])
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.goto(page.as_uri())
        tab.wait_for_timeout(2_000)
        target.parent.mkdir(exist_ok=True)
        tab.screenshot(path=target, type="jpeg", quality=85)
        browser.close()


def main() -> int:
    """Compare, write, or take the picture."""
    if "--picture" in sys.argv[1:]:
        picture(ROOT / ".readme" / "graph.jpg")
        return 0
    text, now = README.read_text(encoding="utf-8"), fresh()
    if text == now:
        return 0
    if "--write" in sys.argv[1:]:
        README.write_text(now, encoding="utf-8")
        return 0
    sys.stdout.write("README.md has drifted; python -m tests.readme --write brings it up to date\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
