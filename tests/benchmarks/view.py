"""How fast the page is: layout, first drawing, frames, search, filter, path — beside pyvis as it comes out of the box.

    python -m tests.benchmarks.view                 300, 1,000, 5,000 and 20,000 nodes; pyvis at 300 and 1,000
    python -m tests.benchmarks.view 300 1000        only these sizes
    python -m tests.benchmarks.view --patient       pyvis at every size (5,000: about 10 minutes, 20,000: about an hour)

The graphs are planted communities with twice as many edges as nodes (tests/publish/planted.py). A headless Chromium
without GPU, 1400 × 900. First drawing: from opening the file to the first frame that shows the graph (ours: median of
five openings, and the range). Frames: time between two frames while the wheel turns or the mouse drags, median and
95th percentile. Other work on the machine shows in all of them; layout is given in wall and in processor seconds.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from kg.publish.view import ViewGraph, write_html
from kg.publish.view.layout import islands
from tests.browser.conftest import FLAGS
from tests.publish.planted import planted

SIZES = (300, 1_000, 5_000, 20_000)
OPENINGS = 5
PLAIN = 1_000  # beyond this, plain pyvis takes many minutes

_RECORD = """() => { window.frames_ = []; let last = performance.now();
    const tick = () => { const now = performance.now(); window.frames_.push(now - last); last = now;
        window.recording_ = requestAnimationFrame(tick); };
    window.recording_ = requestAnimationFrame(tick); }"""
_STOP = "() => { cancelAnimationFrame(window.recording_); return window.frames_.slice(2); }"
_HOOK = """() => { const wait = setInterval(() => { if (!window.network || !window.network.on) return;
    clearInterval(wait);
    window.network.once("afterDrawing", () => requestAnimationFrame(() => {
        document.documentElement.dataset.ready = String(Math.round(performance.now())); })); }, 5); }"""
_TIMED = "(code) => { const start = performance.now(); (0, eval)(code); return performance.now() - start; }"
_OURS = {
    "search ms": """kg.search.look("文")""",
    "type filter ms": """kg.state.toggle("hiddenTypes", 2)""",
    "year filter ms": """kg.state.set({ from: kg.data.days("2018")[0], to: kg.data.days("2021")[0] })""",
    "select ms": """kg.state.set({ node: kg.data.byDegree[0] })""",
    "path ms": """kg.path.shortest(kg.data.byDegree[0], kg.data.byDegree[kg.data.n >> 1], (k) => kg.filters.edge[k])""",
}


def main(words: list[str]) -> None:
    """Measure and print a table."""
    patient = "--patient" in words
    sizes = [int(word) for word in words if word.isdigit()] or list(SIZES)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium is missing: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        for n in sizes:
            graph = planted(n)
            ours = _ours(browser, graph, Path(folder) / f"{n}.html")
            _say(f"kg view, {n:,} nodes", ours)
            if n <= PLAIN or patient:
                _say(f"plain pyvis, {n:,} nodes", _plain(browser, graph, Path(folder) / f"{n}-plain.html"))
            else:
                _say(f"plain pyvis, {n:,} nodes", {"not awaited": "use --patient"})
        browser.close()


def _ours(browser: Browser, graph: ViewGraph, path: Path) -> dict[str, str]:
    start, worked = time.perf_counter(), time.process_time()
    islands(graph)
    laid, laid_worked = time.perf_counter(), time.process_time()
    write_html(graph, path)
    written = time.perf_counter()
    opened = []
    for _ in range(OPENINGS):
        page = _open(browser, path, wait=60)
        opened.append(_ready(page))
        page.close()
    page = _open(browser, path, wait=60)
    found = {
        "layout s": f"{laid - start:.2f} (processor {laid_worked - worked:.2f})",
        "layout and file s": f"{written - laid:.2f}",
        "file MB": f"{path.stat().st_size / 1e6:.1f}",
        "first drawing s": f"{statistics.median(opened):.2f} ({min(opened):.2f}–{max(opened):.2f})",
        **_frames(page),
    }
    # A policy that forbids eval is right for the page and in the way here: time inside the page's own functions.
    page.close()
    page = _open(browser, path, wait=60, bypass=True)
    for name, code in _OURS.items():
        found[name] = f"{page.evaluate(_TIMED, code):.1f}"
    page.close()
    return found


def _plain(browser: Browser, graph: ViewGraph, path: Path) -> dict[str, str]:
    """pyvis as its tutorial uses it: add the nodes, add the edges, write the page."""
    from pyvis.network import Network

    start = time.perf_counter()
    network = Network(height="750px", cdn_resources="in_line")
    for i, node in enumerate(graph.nodes):
        network.add_node(i, label=node.label, title=node.label)
    for edge in graph.edges:
        network.add_edge(edge.source, edge.target, title=edge.label)
    path.write_text(network.generate_html(), encoding="utf-8")
    written = time.perf_counter()
    page = _open(browser, path, wait=5400, hook=True)
    found = {
        "file s": f"{written - start:.2f}", "file MB": f"{path.stat().st_size / 1e6:.1f}",
        "edges kept": f"{len(network.edges):,} of {len(graph.edges):,}",
        "first drawing s": f"{_ready(page):.2f}", **_frames(page),
    }
    page.close()
    return found


def _open(browser: Browser, path: Path, *, wait: float, hook: bool = False, bypass: bool = False) -> Page:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, bypass_csp=bypass)
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    page = context.new_page()
    if hook:
        page.add_init_script(f"({_HOOK})()")
    page.goto(path.resolve().as_uri(), wait_until="commit")
    page.wait_for_selector("html[data-ready]", state="attached", timeout=wait * 1000)
    page.wait_for_timeout(1000)
    return page


def _ready(page: Page) -> float:
    return float(page.evaluate("document.documentElement.dataset.ready")) / 1000


def _frames(page: Page) -> dict[str, str]:
    """Frame times while zooming in and out with the wheel, and while dragging the ground."""
    box = page.locator("canvas").last if page.locator("#network canvas").count() == 0 else page.locator("#network canvas")
    at = box.bounding_box()
    if at is None:
        return {}
    x, y = at["x"] + at["width"] * 0.5, at["y"] + at["height"] * 0.5
    page.mouse.move(x, y)
    found = {}
    page.evaluate(_RECORD)
    for k in range(48):
        page.mouse.wheel(0, -60 if k < 24 else 60)
    found["zoom frames ms"] = _spread(page.evaluate(_STOP))
    page.wait_for_timeout(600)
    page.mouse.move(at["x"] + 8, at["y"] + 8)
    page.mouse.down()
    page.evaluate(_RECORD)
    for k in range(48):
        page.mouse.move(at["x"] + 8 + 5 * k, at["y"] + 8 + 3 * k)
    frames = page.evaluate(_STOP)
    page.mouse.up()
    found["pan frames ms"] = _spread(frames)
    return found


def _spread(frames: list[float]) -> str:
    if len(frames) < 4:
        return "too few frames: " + ", ".join(f"{frame:.0f}" for frame in frames)
    ranked = sorted(frames)
    return f"{statistics.median(ranked):.0f} / {ranked[int(0.95 * (len(ranked) - 1))]:.0f}"


def _say(title: str, found: dict[str, str]) -> None:
    sys.stdout.write(f"\n{title}\n" + "".join(f"  {name:20} {value}\n" for name, value in found.items()))
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
