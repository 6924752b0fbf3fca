"""Breaks files by the ten thousand and tells what they break: ``python -m tests.fuzz.run --minutes 60``.

Cases run in a process beside this one, so that one that kills it or never ends is found too. Every case is a function
of its number: ``--case N`` runs one alone and shows the traceback, ``--save N FILE`` writes its file.
"""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fuzz.case import Outcome, made, tried

# A case that takes longer than this by the clock hangs.
_PATIENCE = 60


def _work(pipe: Connection, first: int, until: float) -> None:
    number = first
    while time.time() < until:
        try:
            pipe.send((number, tried(number), ""))
        except Exception:  # noqa: BLE001 -- whatever comes out is what is looked for
            pipe.send((number, None, traceback.format_exc(limit=-8)))
        number += 1
    pipe.send((number, None, ""))


def run(first: int, minutes: float) -> tuple[dict[str, collections.Counter[str]], dict[int, str]]:
    """Cases from ``first`` on for so many minutes: counts by kind of file, and what broke by number of case."""
    until = time.time() + 60 * minutes
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    broken: dict[int, str] = {}
    number = first
    while time.time() < until:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_work, args=(theirs, number, until), daemon=True)
        process.start()
        theirs.close()
        while True:
            try:
                message = ours.recv() if ours.poll(_PATIENCE) else None
            except EOFError:
                message = None
            if message is None:
                process.kill()
                process.join()
                broken[number] = f"the process hung or died, exit code {process.exitcode}"
                print(f"case {number} ({made(number)[0]}): {broken[number]}", flush=True)  # noqa: T201
                number += 1
                break
            number, outcome, failure = message
            if failure:
                broken[number] = failure
                print(f"case {number} ({made(number)[0]}):\n{failure}", flush=True)  # noqa: T201
            elif outcome is None:
                process.join()
                return counts, broken
            else:
                _count(counts[outcome.kind], outcome)
            number += 1
    return counts, broken


def _count(counter: collections.Counter[str], outcome: Outcome) -> None:
    counter["files"] += 1
    for name in ("pages", "unread", "articles", "statements"):
        counter[name] += getattr(outcome, name)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--case", type=int, help="run this one alone")
    parser.add_argument("--save", nargs=2, metavar=("N", "FILE"), help="write the file of a case")
    given = parser.parse_args()
    if given.save:
        Path(given.save[1]).write_bytes(made(int(given.save[0]))[1])
    elif given.case is not None:
        print(tried(given.case))  # noqa: T201
    else:
        counts, broken = run(given.first, given.minutes)
        for kind, counter in sorted(counts.items()):
            print(kind, *(f"{name} {count}" for name, count in counter.items()), sep="\t")  # noqa: T201
        total = sum(counter["files"] for counter in counts.values()) + len(broken)
        print(f"{total} files, {len(broken)} broke the program: {sorted(broken)[:50]}")  # noqa: T201


if __name__ == "__main__":
    main()
