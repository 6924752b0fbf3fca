"""How fast a build is, as ratios measured in one run, and what a large one costs.

    python -m tests.benchmarks.speed                from 1,000 to 10,000 pages: within 10 minutes on two cores
    python -m tests.benchmarks.speed --short        a minute; what .ci/run calls
    python -m tests.benchmarks.speed --pages 50000  the long way

Pages are those of ``tests.benchmarks.newspaper``. Each row says whether it compares processor time (of all threads and
processes, so that a second core counts for nothing) or wall time. A row marked "computed" follows from others and was
not measured. Nothing here fails: slow machines print small numbers.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import logging
import math
import os
import pstats
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import terms
from kg.corpus import cut_articles, read_pages
from kg.extract import extract_page
from kg.graph import open_store
from kg.graph.prepared import prepare
from kg.model import Page, Person
from kg.pipeline.identity import notes_of
from kg.pipeline.stages import Reader, read_off, reader
from tests.benchmarks.newspaper import pages as made_pages
from tests.benchmarks.newspaper import write_pages

ROOT = Path(__file__).resolve().parent.parent.parent
_MANY, _CORES = 10_000_000, 32


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``computed`` where it follows from others and was not measured."""

    what: str
    value: str
    goal: str = ""
    met: bool | None = None
    computed: bool = False


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--short", action="store_true", help="few pages, within a minute")
    options.add_argument("--pages", type=int, default=10_000, help="the large corpus (default: 10000)")
    options.add_argument("--child", nargs=2, metavar=("FOLDER", "WORKERS"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        _say(json.dumps(_build_here(Path(given.child[0]), int(given.child[1]))))
        return
    small, large = (150, 450) if given.short else (1_000, given.pages)
    _say(f"{'what':<74} {'measured':>20}  goal")
    for row in rows(small, large, 60 if given.short else 300):
        mark = {True: "yes", False: "no", None: ""}[row.met]
        _say(f"{row.what:<74} {row.value:>20}  {row.goal:<9}{mark}{' computed' if row.computed else ''}".rstrip())


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def rows(small: int, large: int, sample: int) -> Iterator[Row]:
    """All lines of the table, as they are measured."""
    texts = [Page(made.name, made.text, "0" * 64) for made in made_pages(sample)]
    real = [p for p in read_pages([ROOT / "seeds" / "articles"]) if isinstance(p, Page)]
    yield Row(f"pages generated: characters a page ({sample})", f"{_mean(len(p.text) for p in texts):,.0f}")
    yield Row("facts known of them that are found", f"{_found(sample):.1%}", "≥ 99%", _found(sample) >= 0.99)
    tagging = 0.0
    for name, pages in (("generated pages", texts), ("the sample pages", real * max(1, sample // 20))):
        extraction, tagged = _against_tagging(pages)
        tagging = tagging or tagged
        ratio = tagged / extraction
        yield Row(f"extraction, {name}: times jieba.posseg, per core", f"{ratio:.1f} ×", "≥ 15 ×", ratio >= 15)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        yield from _builds(folder, small, large, tagging)
    yield from _stages(texts, tagging)


def _builds(folder: Path, small: int, large: int, tagging: float) -> Iterator[Row]:
    for count in (1, small, large):
        write_pages(folder / str(count), count)
    start = _build(folder / "1", folder / "store-1")
    first, many = (_build(folder / str(count), folder / f"store-{count}") for count in (small, large))
    page = (many.cpu - start.cpu) / large
    ratio = tagging / (many.cpu / large)
    yield Row(f"whole build of {large:,} pages: times jieba.posseg, processor time", f"{ratio:.1f} ×", "≥ 5 ×", ratio >= 5)
    yield Row("  of it start-up: imports, rules, name lists; seconds", f"{start.cpu:.1f}")
    yield _exponent(f"processor time from {small:,} to {large:,} pages: exponent", first.cpu, many.cpu, large / small)
    yield _exponent("  the same without start-up", first.cpu - start.cpu, many.cpu - start.cpu, large / small)
    growth = many.peak / first.peak - 1
    what = f"peak memory from {small:,} ({first.peak >> 20} MB) to {large:,} pages ({many.peak >> 20} MB)"
    yield Row(what, f"{growth:+.0%}", "< +20%", growth < 0.2)
    yield from _two_workers(folder, small, tagging)
    yield from _again(folder / str(large), folder / f"store-{large}", many, page)
    size = sum(p.stat().st_size for p in (folder / f"store-{large}").rglob("*") if p.is_file())
    yield Row("store on disk, bytes a page", f"{size / large:,.0f}")
    yield Row("pages a second and core, whole build", f"{large / many.cpu:,.0f}")


def _exponent(what: str, small: float, large: float, times: float) -> Row:
    exponent = math.log(large / small) / math.log(times)
    return Row(what, f"{exponent:.3f}", "≤ 1.05", exponent <= 1.05)


def _two_workers(folder: Path, count: int, tagging: float) -> Iterator[Row]:
    """One worker and two in turn, so that whatever else the machine does meets both."""
    pairs = [
        [_build(folder / str(count), folder / f"store-{turn}-{workers}", workers) for workers in (1, 2)]
        for turn in range(2)
    ]
    one, two = (min(runs, key=lambda run: run.wall) for runs in zip(*pairs, strict=True))
    gain = one.wall / two.wall
    what = f"two workers, {count:,} pages, {os.cpu_count()} cores: times one, wall time"
    yield Row(what, f"{gain:.2f} ×", "≥ 1.7 ×", gain >= 1.7)
    ratio = tagging / (two.wall / count)
    yield Row(f"  whole build of {count:,} pages: times jieba.posseg on one core, wall time", f"{ratio:.1f} ×")
    extra = (two.cpu + two.cpu_workers) / one.cpu - 1
    yield Row("  processor time of all processes beyond that of one", f"{extra:+.0%}")
    share = two.cpu / (two.cpu + two.cpu_workers)
    yield Row("  share of the one process that writes", f"{share:.0%}")
    yield Row("  so many cores it can keep busy at most", f"{1 / share:.1f}", computed=True)
    yield Row("  memory: the process that writes; each worker", f"{two.peak >> 20} MB; {two.peak_worker >> 20} MB")


def _again(pages: Path, store: Path, first: Build, page: float) -> Iterator[Row]:
    """The build over again: nothing changed, one page changed, eleven changed."""
    again = _build(pages, store)
    for how, share in (("processor", again.cpu / first.cpu), ("wall", again.wall / first.wall)):
        yield Row(f"build again, nothing changed: share of the first, {how} time", f"{share:.1%}", "< 3%", share < 0.03)
    files = sorted(pages.rglob("*.txt"))
    costs = []
    for count in (1, 11):
        for path in files[: count * 7 : 7]:
            path.write_text(path.read_text("utf-8") + "\n徐汇区区长王伟召开推进会。\n", encoding="utf-8")
        costs.append(_build(pages, store).cpu - again.cpu)
    yield Row("build again, one page changed: pages' worth beyond that, with start-up", f"{costs[0] / page:.0f}")
    cost = (costs[1] - costs[0]) / 10 / page
    yield Row("  each of ten more changed pages: pages' worth", f"{cost:.1f}", "1", cost < 1.5)


def _stages(pages: list[Page], tagging: float) -> Iterator[Row]:
    """Where the time goes, stage by stage, and what follows for a large corpus."""
    by, base = reader(), terms.BASE
    clock = _Clock()
    articles = clock("cut", lambda: [cut_articles(p) for p in pages])
    clock("extract", lambda: [extract_page(p, a) for p, a in zip(pages, articles, strict=True)])
    clock("cut, extract, sightings", lambda: [read_off(p, by, base=base) for p in pages])
    said = [read_off(p, by, base=base) for p in pages]
    facts = clock("fuse", lambda: [s.record.fuse(base=base) for s in said])
    ready = clock("quads as text", lambda: [prepare(f, base=base) for f in facts])
    notes = clock("notes", lambda: [notes_of(p, s.record, s.seen, "0 0") for p, s in zip(pages, said, strict=True)])
    with tempfile.TemporaryDirectory() as temporary, open_store(Path(temporary) / "store", mode="write") as store:

        def load() -> None:
            with store.bulk():
                for page, note in zip(ready, notes, strict=True):
                    store.put_page(page, notes=note)

        clock("load into the store", load)
        clock("optimize", store.optimize)
    for name, seconds in clock.seconds.items():
        each = seconds / len(pages)
        yield Row(f"  {name}: ms a page, times jieba.posseg", f"{each * 1000:.2f} {tagging / each:8.1f} ×")
    yield from _profile(pages, by)
    named, plain = (sum(map(len, parts)) / len(ready) for parts in zip(*((p.named, p.plain) for p in ready), strict=True))
    yield Row("bytes a page as N-Quads: graphs of articles; default graph", f"{named:,.0f}; {plain:,.0f}")
    yield Row("statements in the graphs of a page", f"{_mean(p.named.count(bytes([10])) for p in ready):,.0f}")
    # What tasks of a cluster do of each page, and what one store does; both scale with pages, not with each other.
    making = sum(clock.seconds[n] for n in ("cut, extract, sightings", "fuse", "quads as text", "notes")) / len(pages)
    loading = clock.seconds["load into the store"] / len(pages)
    yield Row(f"{_MANY:,} pages made ready on {_CORES} cores", f"{making * _MANY / _CORES / 3600:.1f} h", computed=True)
    yield Row(f"{_MANY:,} pages loaded into one store by one writer", f"{loading * _MANY / 3600:.1f} h", computed=True)
    yield Row(f"{_MANY:,} pages as N-Quads", f"{(named + plain) * _MANY / 1e12:.1f} TB", computed=True)


def _profile(pages: list[Page], by: Reader) -> Iterator[Row]:
    """Whose code the time of making pages ready is spent in, by a profiler (which makes Python look slower)."""
    with cProfile.Profile() as profiler:
        for p in pages:
            prepare(read_off(p, by, base=terms.BASE).record.fuse(base=terms.BASE), base=terms.BASE)
    own: Counter[str] = Counter()
    for (file, _, name), (_, _, seconds, _, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        room = re.search(r"/kg/(\w+)/[^/]+$", file)
        library = "re" if "re.Pattern" in name else "other built-in functions and libraries"
        own[f"kg.{room[1]}" if room else library] += seconds
    for room, seconds in own.most_common(7):
        yield Row(f"  profile of making pages ready: own time of {room}", f"{seconds / own.total():.0%}")


class _Clock:
    """Processor time of what it calls, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, name: str, call: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = call()
        self.seconds[name] = time.process_time() - start
        return result


def _against_tagging(pages: list[Page]) -> tuple[float, float]:
    """Seconds a page of extraction, and of tagging the same text; a few pages of the one, then of the other."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    list(jieba.posseg.cut("徐汇区"))
    articles = [cut_articles(page) for page in pages]
    extract_page(pages[0], articles[0])
    extraction = tagging = 0.0
    for at in range(0, len(pages), 10):
        some = range(at, min(at + 10, len(pages)))
        begun = time.process_time()
        for i in some:
            extract_page(pages[i], articles[i])
        between = time.process_time()
        for i in some:
            list(jieba.posseg.cut(pages[i].text))
        extraction += between - begun
        tagging += time.process_time() - between
    return extraction / len(pages), tagging / len(pages)


def _found(count: int) -> float:
    """The share of the facts known of the generated pages that extraction finds."""
    known = found = 0
    for made in made_pages(count):
        page = Page(made.name, made.text, "0" * 64)
        said = {
            (s.rel, s.subj.name) + ((getattr(s.obj, "name", ""), s.role) if s.rel == "holds" else ("", ""))
            for s in extract_page(page, cut_articles(page)).statements
            if isinstance(s.subj, Person)
        }
        known += len(made.known)
        found += sum((k.rel, k.person, k.body, k.role) in said for k in made.known)
    return found / known


def _mean(values: Iterable[int]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


@dataclass(frozen=True, slots=True)
class Build:
    """What a build took: seconds of wall and processor time, its own and its workers', and peak bytes of memory."""

    wall: float
    cpu: float
    cpu_workers: float
    peak: int
    peak_worker: int


def _build(folder: Path, store: Path, workers: int = 1) -> Build:
    """A build in a process of its own, imports included."""
    words = [sys.executable, "-m", "tests.benchmarks.speed", "--child", str(folder), str(workers)]
    environment = {**os.environ, "KG_STORE": str(store)}
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True, env=environment)
    return Build(**json.loads(done.stdout))


def _build_here(folder: Path, workers: int) -> dict[str, Any]:
    from kg.pipeline import build

    begun = time.perf_counter()
    build([folder], os.environ["KG_STORE"], workers=workers)
    wall = time.perf_counter() - begun
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall": wall,
        "cpu": own.ru_utime + own.ru_stime,
        "cpu_workers": others.ru_utime + others.ru_stime,
        "peak": own.ru_maxrss * 1024,
        "peak_worker": others.ru_maxrss * 1024,
    }


if __name__ == "__main__":
    main()
