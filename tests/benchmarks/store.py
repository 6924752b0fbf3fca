"""How fast the store answers and writes, as ratios measured in one run against pyoxigraph itself and against rdflib.

    python -m tests.benchmarks.store            a graph of a million triples; some 20 minutes, most of them rdflib's
    python -m tests.benchmarks.store --short    a small one within a minute; what .ci/run calls

The graph is built from pages of ``tests.benchmarks.newspaper`` by the program itself; its default graph is what queries
read and what is exported, so that is what is counted and what rdflib holds in its own memory. Every named query is asked
with the busiest person, body, event and policy. "pyoxigraph called directly" gets the very texts that the program sends
down, the look-up of names included. Times are processor time of all threads, the best of a few runs, except for the cold
start, which is wall time. Nothing here fails: slow machines print small numbers.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import kg
from kg import terms
from kg.graph import GraphStore, ask, export, named_queries, open_store
from kg.graph.queries import NamedQuery
from tests.benchmarks.newspaper import write_pages
from tests.benchmarks.speed import ROOT, Row

# A page gives about so many triples of the default graph once its people and bodies are known.
_A_PAGE = 345
# A query of rdflib is stopped when it has taken so many times ours: the ratio is then a lower bound, twice the goal.
_ENOUGH = 40
_BUSIEST = {
    "person": "?thing a foaf:Person ; foaf:name ?name . ?part cv:hasParticipant ?thing",
    "body": "?thing a org:Organization ; skos:prefLabel ?name . ?part org:organization ?thing",
    "event": "?thing a schema:Event ; skos:prefLabel ?name ; cv:hasParticipation ?part",
    "policy": "?thing a prov:Plan ; skos:prefLabel ?name . ?part prov:hadPlan ?thing",
}
# What a parameter of another kind, or one that may be left out and must not be here, is given.
_GIVEN = {"text": "改造", "agent": "person", "subject": "person"}

Asked = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Timed:
    """A named query: its texts as sent down, its rows, and the seconds it takes with us and with pyoxigraph."""

    name: str
    asked: tuple[Asked, ...]
    rows: int
    ours: float
    direct: float


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--short", action="store_true", help="a small graph, within a minute")
    options.add_argument("--triples", type=int, default=1_000_000, help="of the default graph (default: 1,000,000)")
    options.add_argument("--keep", metavar="FOLDER", help="build the graph there, or use the one that is there")
    options.add_argument("--rdflib", metavar="FILE", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.rdflib:
        _rdflib(Path(given.rdflib))
        return
    triples = 20_000 if given.short else given.triples
    folder = Path(given.keep or tempfile.mkdtemp())
    try:
        _say(f"{'what':<72} {'measured':>16}  goal")
        for row in rows(folder, triples):
            mark = {True: "yes", False: "no", None: ""}[row.met]
            _say(f"{row.what:<72} {row.value:>16}  {row.goal:<8}{mark}")
    finally:
        if not given.keep:
            shutil.rmtree(folder)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def rows(folder: Path, triples: int) -> Iterator[Row]:
    """All lines of the table, as they are measured."""
    with _graph(folder, triples) as store:
        nt = folder / "graph.nt"
        with nt.open("wb") as out:
            export(store, "ntriples", out)
        yield Row("triples of the default graph", f"{sum(1 for _ in nt.open('rb')):,}")
        timed = [_timed(store, query) for query in named_queries().values()]
        turtle, data = _best(lambda: _turtle(store), 3)
        yield from _against_pyoxigraph(timed)
        yield Row("Turtle: subjects in order, the same bytes again", *_diffable(data, _turtle(store)))
    yield from _cold(folder)
    yield from _against_rdflib(nt, timed, turtle)


def _graph(folder: Path, triples: int) -> GraphStore:
    """The store of the benchmark, built if it is not there, open to read."""
    where = folder / "store"
    if not where.exists():
        write_pages(folder / "pages", max(10, triples // _A_PAGE))
        with open_store(where, mode="write") as store:
            kg.build([folder / "pages"], store, workers=2)
            store.optimize()
    return open_store(where)


# ------------------------------------------------------------ queries, ours and pyoxigraph's


class _Recorder:
    """A pyoxigraph store that keeps what it is asked."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.asked: list[Asked] = []

    def query(self, text: str, **words: Any) -> Any:
        self.asked.append((text, words))
        return self._raw.query(text, **words)


def _timed(store: GraphStore, query: NamedQuery) -> Timed:
    values = _values(store, query)
    engine: Any = store._engine
    opened, raw = engine.opened, engine.opened.store
    recorder = _Recorder(raw)
    engine._opened = replace(opened, store=recorder)
    count = len(list(ask(store, query, values)))
    engine._opened = opened
    asked = tuple(recorder.asked)

    def ours() -> int:
        return len(list(ask(store, query, values)))

    def direct() -> int:
        return [len([tuple(row) for row in raw.query(text, **words)]) for text, words in asked][-1]

    # In turns, so that what slows the machine slows both; many times where it is over at once.
    once, _ = _best(direct, 1)
    times = max(3, min(40, int(0.4 / max(once, 1e-4))))
    pairs = [(_best(ours, 1)[0], _best(direct, 1)[0]) for _ in range(times)]
    return Timed(query.name, asked, count, min(o for o, _ in pairs), min(d for _, d in pairs))


def _values(store: GraphStore, query: NamedQuery) -> dict[str, str]:
    values = {}
    for parameter in query.parameters:
        if parameter.name == "subject" or not (parameter.optional or parameter.default):
            kind = _GIVEN.get(parameter.name, parameter.name)
            values[parameter.name] = _busiest(store, kind) if kind in _BUSIEST else kind
    return values


def _busiest(store: GraphStore, kind: str) -> str:
    text = f"SELECT ?name WHERE {{ {_BUSIEST[kind]} }} GROUP BY ?name ORDER BY DESC(COUNT(?part)) ?name LIMIT 1"
    return str(next(store.query(text).records())["name"])


def _against_pyoxigraph(timed: Sequence[Timed]) -> Iterator[Row]:
    for one in timed:
        what = f"  {one.name}, {one.rows:,} rows, {one.ours * 1000:,.1f} ms: times pyoxigraph directly"
        yield Row(what, f"{one.ours / one.direct:.2f} ×")
    whole = sum(one.ours for one in timed) / sum(one.direct for one in timed)
    worst = max(timed, key=lambda one: one.ours / one.direct)
    ratio = worst.ours / worst.direct
    yield Row("named queries together: times pyoxigraph directly", f"{whole:.2f} ×", "≤ 1.3 ×", whole <= 1.3)
    yield Row(f"the worst of them ({worst.name})", f"{ratio:.2f} ×", "≤ 1.3 ×", ratio <= 1.3)


# ------------------------------------------------------------ rdflib, in a process of its own


def _against_rdflib(nt: Path, timed: Sequence[Timed], turtle: float) -> Iterator[Row]:
    plan = nt.with_name("queries.json")
    plan.write_text(json.dumps([(one.asked[-1][0], max(1.0, _ENOUGH * one.ours)) for one in timed]), encoding="utf-8")
    words = [sys.executable, "-m", "tests.benchmarks.store", "--rdflib", str(nt)]
    ratios, same = [], True
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as rdflib:
        assert rdflib.stdout is not None
        # A line a query, then one for Turtle.
        for one in timed:
            seconds, count = json.loads(rdflib.stdout.readline())
            if seconds is None:
                yield Row(f"  {one.name}: rdflib cannot evaluate it", "–")
                continue
            ratios.append(seconds / one.ours)
            same = same and count in (None, one.rows)
            least = "≥ " if count is None else ""
            yield Row(f"  {one.name}: times faster than rdflib", f"{least}{seconds / one.ours:,.0f} ×")
        theirs = json.loads(rdflib.stdout.readline())
    yield Row("named queries give as many rows in rdflib", "yes" if same else "no", "yes", same)
    median = statistics.median(ratios)
    yield Row("named queries, median: times faster than rdflib in memory", f"{median:,.0f} ×", "≥ 20 ×", median >= 20)
    ratio = theirs / turtle
    yield Row(f"Turtle in {turtle:.1f} s: times faster than rdflib", f"{ratio:.1f} ×", "≥ 4 ×", ratio >= 4)


def _rdflib(nt: Path) -> None:
    """What rdflib's own memory takes for the same queries and for Turtle. A query that is too slow has no count of
    rows; one that rdflib cannot evaluate (an aggregate over what is not always bound) has no time either."""
    import rdflib
    from rdflib.plugins.sparql.sparql import SPARQLError

    graph = rdflib.Graph()
    for prefix, iri in terms.PREFIXES.items():
        graph.bind(prefix, iri)
    graph.parse(nt, format="nt")
    signal.signal(signal.SIGPROF, _too_long)
    for text, patience in json.loads(nt.with_name("queries.json").read_text(encoding="utf-8")):
        start = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, patience)
        try:
            count: int | None = len(list(graph.query(text, initNs=terms.PREFIXES)))
        except _TooLongError:
            count = None
        except (SPARQLError, TypeError):
            _say(json.dumps((None, None)))
            continue
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        _say(json.dumps((time.process_time() - start, count)))
    turtle, _ = _best(lambda: graph.serialize(format="turtle", encoding="utf-8"), 1)
    _say(json.dumps(turtle))


class _TooLongError(Exception):
    """rdflib is over its time."""


def _too_long(number: int, frame: object) -> None:
    raise _TooLongError


# ------------------------------------------------------------ Turtle, and the cold start


def _turtle(store: GraphStore) -> bytes:
    out = io.BytesIO()
    export(store, "turtle", out)
    return out.getvalue()


def _diffable(data: bytes, again: bytes) -> tuple[str, str, bool]:
    """Whether the subjects of a document stand in the order of their full names, and the second writing equals it."""
    prefixes: dict[str, str] = {}
    subjects = []
    for line in data.decode("utf-8").split("\n"):
        if line.startswith("@prefix "):
            name, iri = line[8:-2].split(" ", 1)
            prefixes[name] = iri[1:-1]
        elif line and not line.startswith(" "):
            subject = line.split(" ", 1)[0]
            name, _, local = subject.partition(":")
            subjects.append(subject if subject.startswith("<") else f"<{prefixes[name + ':']}{local}>")
    ordered = subjects == sorted(subjects) and len(set(subjects)) == len(subjects) > 0
    return "yes" if ordered and data == again else "no", "yes", ordered and data == again


def _cold(folder: Path) -> Iterator[Row]:
    """The command line from nothing on the sample store, beside Python with pyoxigraph alone."""
    sample = folder / "sample"
    if not sample.exists():
        with open_store(sample, mode="write") as store:
            kg.build([ROOT / "seeds" / "articles"], store)
    query = ["-m", "kg", "query", "--store", str(sample), "-n", "persons", "--format", "csv"]
    ours, bare = [], []
    for _ in range(7):
        ours.append(_wall(query))
        bare.append(_wall(["-c", "import pyoxigraph"]))
    yield Row("kg query on the sample store from a cold start", f"{min(ours):.2f} s", "< 0.5 s", min(ours) < 0.5)
    yield Row("  times python -c 'import pyoxigraph'", f"{min(ours) / min(bare):.1f} ×")


def _wall(words: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _best(call: Callable[[], Any], times: int) -> tuple[float, Any]:
    """The least processor time of a few calls, and what the last one gave."""
    seconds, result = [], None
    for _ in range(times):
        start = time.process_time()
        result = call()
        seconds.append(time.process_time() - start)
    return min(seconds), result


if __name__ == "__main__":
    main()
