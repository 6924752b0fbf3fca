"""The page in a browser: what a reader clicks, types and drags does what it says, and no request is tried."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from kg.publish.view import ViewGraph, ViewOptions, write_html
from kg.publish.view.narrow import narrow
from tests.browser.conftest import Seen
from tests.publish.hostile import hostile
from tests.publish.planted import planted
from tests.publish.test_view_options import town

pytestmark = pytest.mark.browser

Opener = Callable[..., tuple[Page, Seen]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's graph, a graph of 300 and a hostile one, as pages."""
    home = tmp_path_factory.mktemp("pages")
    write_html(narrow(town(), ViewOptions()), home / "town.html")
    write_html(planted(300), home / "300.html")
    write_html(hostile(), home / "hostile.html")
    return home


@pytest.fixture
def opened(folder: Path, open_page: Opener) -> tuple[Page, Seen]:
    return open_page(folder / "town.html")


def search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)


def choose(page: Page, text: str) -> None:
    search(page, text)
    page.keyboard.press("Enter")


def on_screen(page: Page, label: str) -> tuple[float, float]:
    """Where a node of this label is drawn, in pixels of the window."""
    spot: dict[str, float] = page.evaluate(
        """(label) => { const i = kg.data.label.indexOf(label);
        const frame = document.getElementById("network").getBoundingClientRect();
        const at = kg.stage.network.canvasToDOM({ x: kg.data.x[i], y: kg.data.y[i] });
        return { x: at.x + frame.x, y: at.y + frame.y }; }""",
        label,
    )
    return spot["x"], spot["y"]


def between(page: Page, a: str, b: str) -> tuple[float, float]:
    (ax, ay), (bx, by) = on_screen(page, a), on_screen(page, b)
    return (ax + bx) / 2, (ay + by) / 2


def status(page: Page) -> str:
    return page.locator("#status").inner_text()


def test_no_request_is_tried_and_nothing_goes_wrong(opened: tuple[Page, Seen]) -> None:
    """The page draws itself with the network shut; no request, no error, no complaint of the policy."""
    page, seen = opened
    page.wait_for_timeout(300)
    assert (seen.requests, seen.errors, seen.console) == ([], [], [])
    assert page.evaluate("kg.stage.network.body.nodeIndices.length") > 0
    assert "显示 8/9 个节点 · 8/8 条关系 · 隐藏孤立 1" in status(page)


def test_every_edge_is_drawn_apart(folder: Path, open_page: Opener) -> None:
    """As many edges are drawn as went in; those between the same two nodes run apart from each other."""
    page, _ = open_page(folder / "300.html")
    graph = planted(300)
    assert page.evaluate("kg.data.m") == len(graph.edges)
    assert page.evaluate("kg.filters.counts.edges") == len(graph.edges)
    traced = page.evaluate(
        """() => { const seen = new Set();
        for (let k = 0; k < kg.data.m; k++) seen.add(kg.paint.middle(k).map(Math.round).join());
        return seen.size; }"""
    )
    ends = {(e.source, e.target) for e in graph.edges}
    assert any((b, a) in ends for a, b in ends) or len(ends) < len(graph.edges)
    assert traced == len(graph.edges)


@pytest.mark.parametrize("asked", ["钟晓咏", "晓咏", "zxy", "ZX"])
def test_search_finds_names_parts_and_initials(opened: tuple[Page, Seen], asked: str) -> None:
    """A name, a part of it and its pinyin initials lead to the person; Enter opens the panel."""
    page, _ = opened
    choose(page, asked)
    expect(page.locator("#detail h2")).to_have_text("钟晓咏")


def test_search_finds_other_names(opened: tuple[Page, Seen]) -> None:
    """A body is found by the name that is not on its label, and the suggestion shows that name."""
    page, _ = opened
    search(page, "中共徐汇")
    expect(page.locator(".option").first).to_contain_text("中共徐汇区委")
    page.locator(".option").first.click()
    expect(page.locator("#detail h2")).to_have_text("徐汇区委")


def test_nothing_found_is_said(opened: tuple[Page, Seen]) -> None:
    """A name that is not there gets an answer, not silence."""
    page, _ = opened
    search(page, "不存在的人")
    expect(page.locator(".nothing")).to_have_text("没有找到")


def test_the_panel_tells_offices_events_and_sentences(opened: tuple[Page, Seen]) -> None:
    """A person's panel has the office with its bar, the events, and quotes with article, day and page."""
    page, _ = opened
    choose(page, "鲍炳章")
    panel = page.locator("#detail")
    expect(panel).to_contain_text("书记 · 现任")
    expect(panel.locator(".timeline.small .bar")).to_have_count(1)
    expect(panel.locator("blockquote").first).to_contain_text("我区召开推进大会")
    expect(panel.locator("cite").first).to_contain_text("2021-04-23 · xuhui.txt")
    expect(panel).to_contain_text("推进大会")
    panel.get_by_role("button", name="推进大会").click()
    expect(panel.locator("h2")).to_have_text("推进大会")


def test_a_click_on_a_node_opens_it_and_on_the_ground_closes_it(opened: tuple[Page, Seen]) -> None:
    """The drawing itself can be clicked."""
    page, _ = opened
    page.mouse.click(*on_screen(page, "龚正"))
    expect(page.locator("#detail h2")).to_have_text("龚正")
    page.mouse.click(20, 130)
    expect(page.locator("#detail h2")).to_have_text("这张图里有什么")


def test_a_click_on_an_edge_shows_its_sentence(opened: tuple[Page, Seen]) -> None:
    """The line between a person and a body opens the fact: both ends, the office, the sentence, the article."""
    page, _ = opened
    page.mouse.click(*between(page, "鲍炳章", "徐汇区委"))
    panel = page.locator("#detail")
    expect(panel.locator("h2.edge")).to_contain_text("书记 · 现任")
    expect(panel.locator("blockquote p")).to_have_text("第0句")
    expect(panel.locator("cite b")).to_have_text("我区召开推进大会")


def test_parallel_facts_are_told_together(opened: tuple[Page, Seen]) -> None:
    """Of two facts between the same two, each is its own line; opening one names the other."""
    page, _ = opened
    spot = page.evaluate(
        """() => { const k = [...Array(kg.data.m).keys()].find((k) => kg.data.relationKey(k) === "chairs");
        const [x, y] = kg.paint.middle(k), frame = document.getElementById("network").getBoundingClientRect();
        const at = kg.stage.network.canvasToDOM({ x, y }); return [at.x + frame.x, at.y + frame.y]; }"""
    )
    page.mouse.click(*spot)
    expect(page.locator("h2.edge")).to_contain_text("主持")
    expect(page.locator("#detail")).to_contain_text("两者之间的其他关系")
    expect(page.locator("#detail")).to_contain_text("钟晓咏 讲话 推进大会")


def test_the_legend_hides_and_counts(opened: tuple[Page, Seen]) -> None:
    """A type switched off goes with its edges; the line below says what is left; again brings it back."""
    page, _ = opened
    chip = page.locator("#legend button", has_text="事件")
    expect(chip).to_contain_text("2")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    assert "3/8 条关系" in status(page)
    chip.click()
    assert "8/8 条关系" in status(page)


def test_relations_can_be_switched_off(opened: tuple[Page, Seen]) -> None:
    """Without attending there are two facts less; "清除筛选" brings them back."""
    page, _ = opened
    page.locator("#open-relations").click()
    page.locator("#relations label", has_text="出席").locator("input").uncheck()
    assert "6/8 条关系" in status(page)
    page.locator("#reset").click()
    assert "8/8 条关系" in status(page)


def test_one_body_and_what_belongs_to_it(opened: tuple[Page, Seen]) -> None:
    """The filter of bodies keeps the body, its parts, holders and policies."""
    page, _ = opened
    page.locator("#body-filter").fill("徐汇区委")
    page.locator("#body-filter").press("Enter")
    assert "显示 4/9 个节点 · 3/8 条关系" in status(page)


def test_the_slider_cuts_time_and_keeps_the_undated_on_request(opened: tuple[Page, Seen]) -> None:
    """From 2022 on only the forum's facts and the undated remain; the switch takes the undated away as well."""
    page, _ = opened
    page.locator("#from").evaluate(
        """(input) => { input.value = String(Math.round(+input.max / 2)); input.dispatchEvent(new Event("input")); }"""
    )
    assert "4/8 条关系" in status(page)
    page.locator("#undated").uncheck()
    assert "2/8 条关系" in status(page)
    assert re.search(r"from=202\d", page.evaluate("kg.state.flush() || location.hash"))


def test_a_double_click_focuses_expands_and_collapses(opened: tuple[Page, Seen]) -> None:
    """First only the neighbours remain, with a badge for those beyond; a second centre adds its own; Esc leads back."""
    page, _ = opened
    page.mouse.dblclick(*on_screen(page, "鲍炳章"))
    assert "显示 3/9 个节点" in status(page)
    expect(page.locator("#focus-bar")).to_contain_text("聚焦 鲍炳章")
    page.mouse.dblclick(*on_screen(page, "推进大会"))
    assert "显示 4/9 个节点" in status(page)
    page.mouse.dblclick(*on_screen(page, "推进大会"))
    assert "显示 3/9 个节点" in status(page)
    page.get_by_role("button", name="2 步").click()
    assert "显示 6/9 个节点" in status(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#focus-bar")).to_be_hidden()
    assert "显示 8/9 个节点" in status(page)


def test_the_shortest_path_is_told_with_its_sentences(opened: tuple[Page, Seen]) -> None:
    """From 鲍炳章 over the meeting, 钟晓咏 and the forum to 龚正: four steps, each with its sentence."""
    page, _ = opened
    page.keyboard.press("p")
    page.keyboard.type("鲍炳章")
    page.keyboard.press("Enter")
    page.keyboard.type("gz")
    page.keyboard.press("Enter")
    panel = page.locator("#detail")
    expect(panel).to_contain_text("相隔 4 步")
    expect(panel.locator(".stop")).to_have_text(["鲍炳章", "推进大会", "钟晓咏", "论坛", "龚正"])
    expect(panel.locator("ol.steps blockquote")).to_have_count(4)
    page.locator("#legend button", has_text="事件").click()
    expect(panel).to_contain_text("不计筛选时相隔 4 步")
    panel.get_by_role("button", name="清除筛选再找").click()
    expect(panel).to_contain_text("相隔 4 步")


def test_the_address_brings_the_view_back(opened: tuple[Page, Seen], folder: Path, open_page: Opener) -> None:
    """Selection, hidden types, period and place on the map return with the address in another window."""
    page, _ = opened
    page.locator("#legend button", has_text="政策").click()
    choose(page, "钟晓咏")
    page.locator("#zoom-in").click()
    page.wait_for_timeout(600)
    fragment = page.evaluate("kg.state.flush() || location.hash")
    again, seen = open_page(folder / "town.html", fragment)
    expect(again.locator("#detail h2")).to_have_text("钟晓咏")
    expect(again.locator("#legend button", has_text="政策")).to_have_attribute("aria-pressed", "false")
    was, now = (p.evaluate("(({ x, y, scale }) => [x, y, scale])(kg.stage.camera())") for p in (page, again))
    assert now == pytest.approx(was, rel=0.01, abs=1)
    assert not seen.errors


def test_a_path_in_the_address_is_found_again(folder: Path, open_page: Opener) -> None:
    """A shared path opens as a path."""
    page, _ = open_page(folder / "town.html", "#p=p/bao|p/gong")
    expect(page.locator("#detail")).to_contain_text("相隔 4 步")


def test_an_address_of_another_graph_does_no_harm(folder: Path, open_page: Opener) -> None:
    """Names and numbers that this graph does not have are passed over."""
    page, seen = open_page(folder / "town.html", "#n=nobody&e=99999&t=cats&from=soon&z=a,b,c&p=x|y&v=cake&h=77")
    assert "8/8 条关系" in status(page)
    assert not seen.errors


def download(page: Page, name: str) -> bytes:
    page.locator("#open-export").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-export={name}]").click()
    return Path(waiting.value.path()).read_bytes()


def test_exports_hold_what_is_seen(opened: tuple[Page, Seen]) -> None:
    """PNG, SVG and CSV come out; after a filter they hold less and say so."""
    page, _ = opened
    assert download(page, "png").startswith(b"\x89PNG")
    picture = ElementTree.fromstring(download(page, "svg"))
    words = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"鲍炳章", "徐汇区委", "人物"} <= words
    rows = list(csv.DictReader(io.StringIO(download(page, "csv").decode("utf-8-sig"))))
    assert len([row for row in rows if row["关系"]]) == 9  # 钟晓咏 chairing has two sentences
    office = {"主体": "鲍炳章", "关系": "任职", "职务或说明": "书记", "原句": "第0句", "文章": "我区召开推进大会"}
    assert office.items() <= rows[0].items()
    page.locator("#legend button", has_text="事件").click()
    less = download(page, "csv").decode("utf-8-sig")
    assert "说明：显示 " in less
    assert "不含类型 事件" in less
    assert "不含类型 事件" in download(page, "svg").decode()


def test_the_table_below_tells_the_same_facts(opened: tuple[Page, Seen]) -> None:
    """Every visible fact is a row of words; with a selection, those of the selection."""
    page, _ = opened
    expect(page.locator("#facts tbody tr")).to_have_count(8)
    expect(page.locator("#facts tbody tr").first).to_contain_text("第0句")
    choose(page, "龚正")
    expect(page.locator("#facts tbody tr")).to_have_count(1)
    expect(page.locator("#facts caption")).to_contain_text("“龚正”的关系 1 条")


def test_the_keyboard_walks_the_graph(opened: tuple[Page, Seen]) -> None:
    """Arrows go from neighbour to neighbour, Enter focuses, Esc leads back, ? tells the keys, T shows the timeline."""
    page, _ = opened
    page.locator("#network").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#detail h2").inner_text()
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate("kg.state.now.node") >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#focus-bar")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#focus-bar")).to_be_hidden()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    page.keyboard.press("t")
    expect(page.locator("#timeline .bar")).to_have_count(1)
    assert first


def test_the_timeline_opens_by_itself_and_leads_to_sentences(tmp_path: Path, open_page: Opener) -> None:
    """``--as timeline`` opens with the bars; a bar leads to its sentence."""
    options = ViewOptions(form="timeline")
    page, _ = open_page(write_html(narrow(town(), options), tmp_path / "timeline.html", options))
    expect(page.locator("#timeline h3")).to_have_text("徐汇区委")
    page.locator("#timeline .bar").click()
    expect(page.locator("#detail blockquote p")).to_have_text("第0句")


def test_the_focus_of_the_call_is_selected(tmp_path: Path, open_page: Opener) -> None:
    """``--focus`` opens with that node's panel."""
    options = ViewOptions(focus="钟晓咏", hops=1)
    page, _ = open_page(write_html(narrow(town(), options), tmp_path / "focus.html", options))
    expect(page.locator("#detail h2")).to_have_text("钟晓咏")


def test_hostile_texts_are_shown_and_do_nothing(folder: Path, open_page: Opener) -> None:
    """Labels, quotes, roles and titles full of markup appear as they are, everywhere, and nothing of them runs."""
    page, seen = open_page(folder / "hostile.html")
    for i in range(page.evaluate("kg.data.n")):
        page.evaluate("(i) => kg.panel.show(i)", i)
        page.evaluate("(k) => kg.state.set({ edge: k, node: -1 })", i)
    page.keyboard.press("Escape")
    search(page, "<script>")
    expect(page.locator(".option").first).to_contain_text("<script>window.hacked=1</script>")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    ElementTree.fromstring(page.evaluate("kg.export.svgText()").encode())
    rows = page.evaluate("kg.export.csvText()")
    assert "\"'=HYPERLINK(" in rows
    page.wait_for_timeout(300)
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert page.locator("main img, main script, aside img, aside script, section script").count() == 0
    assert (seen.requests, seen.errors, seen.console) == ([], [], [])
    assert page.title() == "</script><script>window.hacked=2</script>"


# The names as drawn, measured by the browser itself: how many, how many lie on another, how many leave the picture.
NAMES = """() => {
    const view = kg.stage.camera(), c = document.createElement("canvas").getContext("2d"), boxes = [];
    for (const { i, lines, size, bold, dx, dy, align } of kg.stage.plan().chosen) {
        c.font = `${bold ? "600 " : ""}${size}px ${kg.labels.FONT}`;
        const w = Math.max(...lines.map((line) => c.measureText(line).width));
        const h = (lines.length - 1) * size * 1.2 + size;
        const left = align === "center" ? w / 2 : align === "right" ? w : 0;
        const x = (kg.data.x[i] - view.left) * view.scale + dx - left, y = (kg.data.y[i] - view.top) * view.scale + dy;
        boxes.push([x, y, x + w, y + h]);
    }
    const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
    const out = (a) => a[0] < -1 || a[1] < -1 || a[2] > view.w + 1 || a[3] > view.h + 1;
    let overlaps = 0;
    boxes.forEach((a, p) => boxes.forEach((b, q) => { if (p < q && meet(a, b)) overlaps++; }));
    return { labels: boxes.length, overlaps, cut: boxes.filter(out).length };
}"""


@pytest.mark.parametrize(
    ("screen", "least"), [({}, 90), ({"width": 1280, "height": 720}, 70), ({"phone": True}, 15), ({"dark": True}, 90)]
)
def test_names_at_first_sight_neither_overlap_nor_are_cut(
    folder: Path, open_page: Opener, screen: dict[str, Any], least: int
) -> None:
    """Of 300 nodes many names are to be read at once, none on another and none over the edge, on any screen."""
    page, _ = open_page(folder / "300.html", **screen)
    page.wait_for_timeout(400)
    found = page.evaluate(NAMES)
    assert found["overlaps"] == 0
    assert found["cut"] == 0
    assert found["labels"] >= least


def test_on_a_phone_the_panel_is_a_sheet(folder: Path, open_page: Opener) -> None:
    """It peeks at first, rises with a selection, goes to full height and back by its grip; nothing scrolls sideways."""
    page, _ = open_page(folder / "town.html", phone=True)
    panel = page.locator("#panel")
    assert panel.bounding_box()["height"] < 80  # type: ignore[index]
    page.locator("#find").fill("鲍炳章")
    page.locator("#find").press("Enter")
    expect(panel).to_have_class(re.compile("half"))
    page.locator("#grip").click()
    expect(panel).to_have_class(re.compile("full"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#grip").click()
    page.locator("#open-filters").click()
    expect(page.locator("#legend")).to_be_visible()


def test_paper_is_light_and_has_every_row(folder: Path, open_page: Opener) -> None:
    """Printed from a dark screen the page is white, and the table goes on to its end."""
    page, _ = open_page(folder / "300.html", dark=True)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("kg.palette.colours.ground") == "#ffffff"
    expect(page.locator("#facts tbody tr")).to_have_count(600)
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("kg.palette.colours.dark")


@pytest.mark.slow
def test_twenty_thousand_nodes_open_quickly(tmp_path: Path, open_page: Opener) -> None:
    """The largest graph is drawn within 3 s even on a busy machine, and answers a search at once."""
    page, seen = open_page(write_html(planted(20_000), tmp_path / "20000.html"))
    assert float(page.evaluate("document.documentElement.dataset.ready")) < 3000
    assert "40,000/40,000 条关系" in status(page)
    choose(page, "永宁区委")
    expect(page.locator("#detail h2")).to_have_text("永宁区委")
    assert not seen.errors


def test_an_empty_graph_opens(tmp_path: Path, open_page: Opener) -> None:
    """A page without nodes says so and breaks nothing."""
    page, seen = open_page(write_html(ViewGraph((), (), title="空"), tmp_path / "empty.html"))
    assert "显示 0/0 个节点" in status(page)
    page.keyboard.press("t")
    page.keyboard.press("ArrowRight")
    assert not seen.errors
