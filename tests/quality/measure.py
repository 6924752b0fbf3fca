"""Score the program on pages whose facts people have written down, and compare with the floors.

    python -m tests.quality.measure             the table, corpus by corpus
    python -m tests.quality.measure --raise     lift floors.json to what is measured now (it never lowers a floor)

A corpus is a folder of pages with ``*.gold.json`` beside them: those of this repository, and those of ../shared/pages
where that folder is there. What is scored is the table of facts read back from the store.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import sys
import tempfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")

# The rows of the score that have a floor, and which of their figures.
WATCHED = {
    "ALL FACTS": ("precision", "f1"),
    "holds": ("precision", "f1"),
    "takes part (any role)": ("precision", "f1"),
    "person": ("precision", "f1"),
    "body": ("f1",),
    "event": ("f1",),
    "event date": ("precision",),
    "article": ("f1",),
    "policy (optional too)": ("precision", "recall"),
}


HOMES = {"shared": SHARED / "pages", "gold": ROOT / "tests" / "gold" / "pages"}


# Pages that no writer of rules has read: they are measured by themselves, and tell nothing to rules.
UNREAD = frozenset({"marsh"})


def corpora(home: Path) -> list[Path]:
    """The folders under ``home`` that hold pages with their gold beside them."""
    return sorted({gold.parent for gold in home.rglob("*.gold.json")}) if home.is_dir() else []


def scorer() -> ModuleType:
    """score.py of ../shared/eval where it is there, else the copy beside this file."""
    path = next(p for p in (SHARED / "eval" / "score.py", Path(__file__).with_name("score.py")) if p.is_file())
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def facts_of(folders: list[Path], target: Path) -> None:
    """Build the pages of ``folders`` into a fresh store and write its table of facts to ``target``."""
    from kg.cli.app import run

    with tempfile.TemporaryDirectory() as scratch:
        store = str(Path(scratch) / "store")
        pages = [str(page) for folder in folders for page in sorted(folder.glob("*.txt"))]
        for words in (
            ["build", *pages, "--store", store, "--quiet"],
            ["export", "--store", store, "--format", "facts", "-o", str(target)],
        ):
            code = run(words)
            if code:
                raise SystemExit(f"kg {' '.join(words)} ended with {code}")


def score(folders: list[Path], home: Path, facts: Path) -> dict[str, dict[str, float]]:
    """The rows of the score over ``folders`` together, and "evidence": the share of quotes found in their place."""
    module = scorer()
    names = ["article", "person", "body", "event", "policy", *module.RELATIONS, "holds (any role)",
             "takes part (any role)", "event date", "policy (optional too)", "policy facts (opt. too)"]
    tallies = {name: module.Tally() for name in names}
    said = module.read_facts(facts)
    golds = dict(module.read_gold(path) for folder in folders for path in sorted(folder.glob("*.gold.json")))
    for name, gold in golds.items():
        module.score_page(gold, said.get(name, []), tallies, [], name)
    every = module.Tally()
    for relation in module.RELATIONS:
        for part in ("right", "wrong", "missed"):
            setattr(every, part, getattr(every, part) + getattr(tallies[relation], part))
    good, total, _ = module.check_evidence(home, {name: rows for name, rows in said.items() if name in golds})
    share = good / max(1, total)
    return {name: tally.row() for name, tally in tallies.items()} | {
        "ALL FACTS": every.row(),
        "evidence": {"right": good, "wrong": total - good, "precision": share, "recall": 1.0, "f1": share},
    }


def measure() -> dict[str, dict[str, dict[str, float]]]:
    """{corpus: {row of the score: figures}} of every corpus that is there, and of each home's corpora together."""
    measured = {}
    with tempfile.TemporaryDirectory() as scratch:
        for home, place in HOMES.items():
            folders = corpora(place)
            if not folders:
                continue
            facts = Path(scratch) / f"{home}.jsonl"
            facts_of(folders, facts)
            measured[home] = score([folder for folder in folders if folder.name not in UNREAD], place, facts)
            for folder in folders if len(folders) > 1 else ():
                measured[f"{home}/{folder.relative_to(place).as_posix()}"] = score([folder], place, facts)
    return measured


def floors() -> dict[str, dict[str, dict[str, float]]]:
    """{corpus: {row: {figure: floor}}} as committed."""
    read: dict[str, dict[str, dict[str, float]]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return read


def fallen(measured: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """What lies under its floor, one line each."""
    return [
        f"{corpus}: {row} {figure} is {measured[corpus][row][figure]:.4f}, its floor {floor:.4f}"
        for corpus, rows in floors().items() if corpus in measured
        for row, figures in rows.items()
        for figure, floor in figures.items()
        if measured[corpus][row][figure] < floor
    ]


def raised(measured: dict[str, dict[str, dict[str, float]]]) -> dict[str, dict[str, dict[str, float]]]:
    """The floors lifted to what is measured, to the third decimal below; none is lowered."""
    new = floors()
    for corpus, rows in measured.items():
        for row, figures in WATCHED.items():
            if not rows[row]["right"]:
                continue
            place = new.setdefault(corpus, {}).setdefault(row, {})
            for figure in figures:
                place[figure] = max(place.get(figure, 0.0), math.floor(rows[row][figure] * 1000) / 1000)
    return new


def main() -> int:
    """Print the table; with --raise write the lifted floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is measured")
    lift = parser.parse_args().lift
    measured = measure()
    for corpus, rows in measured.items():
        sys.stdout.write(f"\n{corpus:28}{'P':>8}{'R':>8}{'F1':>8}\n")
        for row in (*WATCHED, "evidence"):
            figures = rows[row]
            sys.stdout.write(f"  {row:26}{figures['precision']:8.3f}{figures['recall']:8.3f}{figures['f1']:8.3f}\n")
    for line in fallen(measured):
        sys.stdout.write(f"FALLEN {line}\n")
    if lift:
        FLOORS.write_text(json.dumps(raised(measured), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if fallen(measured) and not lift else 0


if __name__ == "__main__":
    sys.exit(main())
