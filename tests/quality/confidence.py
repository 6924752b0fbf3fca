"""Measure how often each rule is right, over the pages whose facts people have written down.

    python -m tests.quality.confidence            the table
    python -m tests.quality.confidence --write    and write it to seeds/rules/confidence.tsv

A fact counts as right where the gold says the same (or allows it), as wrong where the gold knows nothing of it. Facts
that gold does not judge (who wrote an article, where an event took place) are counted by whether the page says so in
those words. Pages that nobody has read for the rules' sake tell nothing.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.quality.measure import HOMES, ROOT, UNREAD, corpora, facts_of, scorer

TARGET = ROOT / "seeds" / "rules" / "confidence.tsv"
HEAD = """\
# How often each rule was right and wrong on the development pages (python -m tests.quality.confidence --write).
# The confidence of its facts is (right + 1) / (right + wrong + 2).
"""


def judge(gold_page: Any, facts: list[dict[str, Any]], score: Any) -> list[tuple[str, bool]]:
    """(rule, right) for every fact of one page that gold can judge."""
    paired = score.pair_terms(gold_page, facts)

    def key(term: dict[str, Any]) -> str:
        return str(term["label"] if term["type"] == "Person" else paired.get(term["id"], "?" + term["label"]))

    known = {
        (
            f["rel"],
            f["subj"],
            score.role_key(f.get("role", "")) if f["rel"] == "holds" else "",
            f["obj"],
            f.get("status", "current") if f["rel"] == "holds" else "",
        )
        for f in gold_page.facts
    }
    known |= {("attends", s, "", o, "") for rel, s, _, o, _ in known if rel in score.PARTS}
    known |= {(rel, s, r, o, "current") for rel, s, r, o, status in known if status == "appointed"}
    judged = []
    for fact in facts:
        if fact["rel"] not in score.RELATIONS:
            continue
        holds = fact["rel"] == "holds"
        ours = (
            fact["rel"],
            key(fact["subj"]),
            score.role_key(fact.get("role") or "") if holds else "",
            key(fact["obj"]),
            (fact.get("status") or "current") if holds else "",
        )
        judged.append((fact["rule"], ours in known))
    return judged


def measure() -> dict[str, tuple[int, int]]:
    """{rule: (right, wrong)} over every page with gold that may be read while rules are written."""
    score = scorer()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    folders = [folder for home in HOMES.values() for folder in corpora(home) if folder.name not in UNREAD]
    for folder in folders:
        with tempfile.TemporaryDirectory() as place:
            table = Path(place) / "facts.jsonl"
            facts_of([folder], table)
            facts = score.read_facts(table)
        for path in sorted(folder.glob("*.gold.json")):
            name, page = score.read_gold(path)
            for rule, good in judge(page, facts.get(Path(name).name, []), score):
                (right if good else wrong)[rule] += 1
    return {rule: (right[rule], wrong[rule]) for rule in sorted({*right, *wrong})}


def main() -> None:
    """Print the table; with ``--write`` also write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    table = measure()
    rows = "".join(f"{rule}\t{good}\t{bad}\n" for rule, (good, bad) in table.items())
    print(rows, end="")  # noqa: T201 - a table is what the command is for
    print(json.dumps({"facts": sum(map(sum, table.values()))}))  # noqa: T201
    if args.write:
        TARGET.write_text(HEAD + "rule\tright\twrong\n" + rows, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
