"""The explorer in a browser: search, open, follow, read the sentence, ask; with mouse, keyboard and a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

import kg
from kg.graph import open_store
from kg.publish.serve import Settings
from tests.conftest import SAMPLES
from tests.publish.serve.hostile import TEXTS, hostile_page
from tests.publish.serve.live import Live

pytestmark = pytest.mark.browser

BAO = "/id/person/310104/" + quote("鲍炳章")


@dataclass
class Seen:
    """What went wrong or elsewhere while a page was used."""

    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def live() -> Iterator[Live]:
    """A server over the sample pages."""
    with open_store(None) as store:
        kg.build([SAMPLES], store)
        running = Live(store)
        yield running
        running.stop()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., tuple[Page, Seen]]]:
    """``page, seen = visit(live, path, phone=…, dark=…, language=…, script=…)``; afterwards nothing may have failed."""
    contexts, everything = [], []

    def call(
        live: Live, path: str, *, phone: bool = False, dark: bool = False, language: str = "zh-CN", script: bool = True
    ) -> tuple[Page, Seen]:
        options: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
        if phone:
            options = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True,
                       "is_mobile": True}  # fmt: skip
        context = chromium.new_context(
            **options, color_scheme="dark" if dark else "light", locale=language, java_script_enabled=script,
            reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        page, seen = context.new_page(), Seen()
        everything.append(seen)
        page.on("request", lambda r: None if r.url.startswith((live.url, "data:")) else seen.elsewhere.append(r.url))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("console", lambda m: seen.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on("dialog", lambda d: (seen.errors.append(d.message), d.dismiss()))
        page.goto(live.url + path)
        return page, seen

    yield call
    for context in contexts:
        context.close()
    for seen in everything:
        assert (seen.elsewhere, seen.errors) == ([], [])


Visit = Callable[..., tuple[Page, Seen]]


def test_search_open_follow_and_read(live: Live, visit: Visit) -> None:
    """From the first page by typing to a person, from there to the sentence in its article, marked and in sight."""
    page, _ = visit(live, "/")
    page.keyboard.type("鲍炳")
    option = page.locator(".found [role=option]").first
    expect(option).to_contain_text("鲍炳章")
    expect(option).to_contain_text("徐汇区委书记")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("鲍炳章")
    expect(page.locator(".timeline rect.solid")).to_have_count(1)
    page.locator(".offices .why summary").first.click()
    sentence = page.locator(".offices blockquote p a").first
    said = sentence.inner_text()
    sentence.click()
    expect(page.locator("h1")).to_contain_text("论坛")
    lit = page.locator("mark.lit")
    expect(lit.first).to_be_in_viewport()
    assert "".join(lit.all_inner_texts()) == said
    page.locator(".said a.thing", has_text="孙甘霖").first.click()
    expect(page.locator("h1")).to_have_text("孙甘霖")


def test_a_fact_lights_its_sentence(live: Live, visit: Visit) -> None:
    """Pointing at a fact shows which words say it; pointing at the words shows the facts."""
    page, _ = visit(live, "/id/article/xuhui-2021-04-grassroots.txt/1")
    fact = page.locator(".said > li", has_text="主持").first
    fact.hover()
    expect(page.locator("mark.lit").first).to_contain_text("钟晓咏主持会议")
    page.locator("mark", has_text="毕桂平部署").first.hover()
    expect(page.locator(".said > li.lit").first).to_contain_text("毕桂平")
    page.locator("h1").hover()
    expect(page.locator("mark.lit")).to_have_count(0)
    fact.locator("a.part").click()
    page.locator("h1").hover()
    expect(page.locator("mark.lit").first).to_contain_text("钟晓咏主持会议")


def test_named_query_is_one_click_away(live: Live, visit: Visit) -> None:
    """In the editor a click asks a named query in a tab of its name; its rows lead to pages."""
    page, _ = visit(live, "/editor")
    page.wait_for_selector("#editor[data-ready]")
    expect(page.locator(".yasqe .CodeMirror")).to_be_visible()
    page.locator(".picks a", has_text="人物一览").click()
    rows = page.locator(".yasr tbody tr:visible")
    expect(rows.first).to_be_visible()
    assert rows.count() > 20
    expect(page.locator(".parseErrorIcon:visible")).to_have_count(0)
    page.locator(".picks a", has_text="机构一览").click()
    expect(page.locator(".tabsList [role=tab]")).to_have_text([re.compile("人物一览"), re.compile("机构一览")])
    expect(page.locator(".tab.active")).to_contain_text("机构一览")
    page.locator(".tab a", has_text="人物一览").click()
    page.locator(".yasr td a:visible", has_text="鲍炳章").first.click()
    expect(page.locator("h1")).to_have_text("鲍炳章")


def ask(page: Page, text: str) -> None:
    """Put a query into the editor and ask it by keyboard."""
    page.evaluate("(text) => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(text)", text)
    page.locator(".tabPanel.active .yasqe .CodeMirror").click()
    page.keyboard.press("Control+Enter")


def test_a_query_by_hand(live: Live, visit: Visit) -> None:
    """Typing declares the graph's prefixes; Ctrl+Enter asks; views of an answer are a table, its text, yes or no; what
    YASGUI says is said in Chinese; other formats are a click away."""
    page, _ = visit(live, "/editor")
    page.wait_for_selector("#editor[data-ready]")
    ask(page, "ASK { ?s ?p ?o }")
    expect(page.locator(".yasr .booleanResult")).to_contain_text("是")
    ask(page, "SELECT (COUNT(*) AS ?n) { ?p a foaf:Person }")
    expect(page.locator(".yasr th:visible")).to_contain_text("n")
    expect(page.locator(".yasqe .CodeMirror-code")).to_contain_text("PREFIX foaf:")
    expect(page.locator(".yasr_response_chip")).to_contain_text("1 行")
    expect(page.locator(".yasr .select_table")).to_have_text("表格")
    page.locator(".yasr .select_response").click()
    expect(page.locator(".yasr .CodeMirror-code")).to_contain_text('"vars":["n"]')
    expect(page.locator("#note a")).to_have_text(["CSV", "TSV", "JSON", "XML"])
    with page.expect_download() as download:
        page.locator("#note a", has_text="CSV").click()
    assert Path(download.value.path()).read_bytes() == b"n\r\n59\r\n"
    ask(page, "CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n } LIMIT 3")
    expect(page.locator(".yasr .CodeMirror-code")).to_contain_text("foaf:name")
    expect(page.locator("#note a")).to_have_text(["TTL", "NT", "JSONLD", "RDF"])


def test_tabs_are_kept(live: Live, visit: Visit) -> None:
    """A query that was written is there again on the next visit, in English as in Chinese."""
    page, _ = visit(live, "/editor", language="en-US")
    page.wait_for_selector("#editor[data-ready]")
    page.get_by_role("button", name="Add a new tab").click()
    expect(page.locator(".tabsList [role=tab]")).to_have_count(2)
    ask(page, "SELECT ?mine { ?mine a foaf:Person } LIMIT 3")
    expect(page.locator(".yasr_response_chip:visible")).to_contain_text("3 results")
    page.goto(live.url + "/")
    page.goto(live.url + "/editor")
    expect(page.locator(".tabsList [role=tab]")).to_have_count(2)
    expect(page.locator(".tabPanel.active .yasqe .CodeMirror-code")).to_contain_text("?mine")


def test_a_cut_answer_says_so_in_the_editor(visit: Visit) -> None:
    """Where the server has cut the answer, the page says at how many rows."""
    with open_store(None) as store:
        kg.build([SAMPLES], store)
        running = Live(store, Settings(row_limit=5))
        try:
            page, _ = visit(running, "/editor?name=persons")
            expect(page.locator("#note b")).to_have_text("结果被截断 (limit=5)")
        finally:
            running.stop()


def test_a_wrong_query_is_told(live: Live, visit: Visit) -> None:
    """The server's message is shown as text, and the cursor goes where the mistake is."""
    page, seen = visit(live, "/editor?query=" + quote("SELECT * { <b>x }"))
    expect(page.locator(".yasr .problem")).to_have_text("query, line 1, column 15: unknown word x")
    cursor = page.evaluate("document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getCursor().ch")
    assert cursor == 14
    seen.errors.clear()  # the browser notes the status 400 itself


def test_keyboard_alone(live: Live, visit: Visit) -> None:
    """"/" finds the search box from anywhere, Escape leaves it, Tab gets through the page past the editor."""
    page, _ = visit(live, BAO)
    page.keyboard.press("/")
    expect(page.locator("header.bar form.search input")).to_be_focused()
    page.keyboard.type("徐汇区委")
    expect(page.locator(".found [role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("搜索结果")
    page.goto(live.url + "/editor")
    page.wait_for_selector("#editor[data-ready]")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className || document.activeElement.tagName"))
        if page.evaluate("document.activeElement.closest('.picks') !== null"):
            break
    # The tab, the field, sharing and running, and the first named query behind them.
    assert {"TEXTAREA", "yasqe_share", "addTab"} <= reached
    assert any("yasqe_queryButton" in name for name in reached)
    page.locator(".yasqe_queryButton").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".yasr tbody tr:visible").first).to_be_visible()


def test_a_lost_reader_is_led_on_by_keyboard(live: Live, visit: Visit) -> None:
    """From the page of a mistake, Tab and Enter lead to what was perhaps meant; letters find what is typed so."""
    page, seen = visit(live, "/id/person/310104/" + quote("鲍炳"))
    seen.errors.clear()  # the browser notes the status 404 itself
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.results') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("鲍炳章")
    page.keyboard.press("/")
    page.keyboard.type("ylw")
    expect(page.locator(".found [role=option]").first).to_contain_text("俞林伟")


def test_named_query_with_parameters_suggests(live: Live, visit: Visit) -> None:
    """A parameter that names a thing is found as one types."""
    page, _ = visit(live, "/queries/officials")
    field = page.locator("input[name=body]")
    field.click()
    page.keyboard.type("徐汇区委")
    page.locator("#suggest-0 [role=option]").first.click()
    expect(field).to_have_value("徐汇区委")
    page.locator("button[name=run]").click()
    expect(page.locator(".rows tbody tr").first).to_be_visible()


def test_language_and_colours(live: Live, visit: Visit) -> None:
    """The switches change the page and stay changed."""
    page, _ = visit(live, BAO)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(ground) != light
    page.get_by_role("link", name="English").click()
    expect(page.locator("h2#career")).to_contain_text("Offices held")
    expect(page.locator("h1")).to_have_text("鲍炳章")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(live.url + "/")
    expect(page.locator("h1")).to_have_text("Local governance graph")


MISTAKES = ("/id/person/310104/" + quote("鲍炳"), "/nowhere/" + "long" * 60, "/queries/heads?run=1&body=" + "x" * 300)
PLACES = ("/", BAO, "/id/body/310104/" + quote("徐汇区委"), "/id/article/xuhui-2021-04-grassroots.txt/0",
          "/search?q=" + quote("书记"), "/queries", "/queries/persons", "/editor?name=persons", "/id/area/310104")  # fmt: skip


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("phone", [False, True])
def test_every_page_fits_its_window(live: Live, visit: Visit, phone: bool, dark: bool) -> None:
    """Nothing sticks out to the side, on a desk or on a phone, light or dark; links are readable on their ground."""
    for path in PLACES + MISTAKES:
        page, seen = visit(live, path, phone=phone, dark=dark)
        page.wait_for_timeout(100)
        if path in MISTAKES:
            seen.errors.clear()  # the browser notes the status 404 itself
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert page.evaluate(_CONTRAST) >= 4.5, path


# The least contrast of links and notes on the page's ground.
_CONTRAST = """() => {
  const parse = (c) => c.match(/[\\d.]+/g).slice(0, 3).map((v) => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
  const shine = (c) => { const [r, g, b] = parse(c); return .2126 * r + .7152 * g + .0722 * b; };
  const ground = shine(getComputedStyle(document.body).backgroundColor);
  return Math.min(...[...document.querySelectorAll("main a, main small, main .note, main p")].map((node) => {
    const ink = shine(getComputedStyle(node).color);
    return (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05);
  }));
}"""


def test_without_scripts(live: Live, visit: Visit) -> None:
    """Search, pages, texts and queries work with JavaScript switched off."""
    page, _ = visit(live, "/", script=False)
    page.locator("form.search input").fill("鲍炳章")
    page.keyboard.press("Enter")
    page.locator(".results a").first.click()
    expect(page.locator("h1")).to_have_text("鲍炳章")
    page.goto(live.url + "/editor?query=" + quote("ASK { ?s ?p ?o }"))
    expect(page.locator("textarea#query")).to_have_value("ASK { ?s ?p ?o }")
    page.goto(live.url + "/queries/statistics")
    expect(page.locator(".rows tbody tr").first).to_be_visible()


def test_hostile_names_do_nothing(visit: Visit) -> None:
    """No name, text or query of a hostile graph runs as a script, neither in pages nor in suggestions nor in results."""
    with open_store(None) as store:
        facts, notes = hostile_page()
        store.put_page(facts, notes=notes)
        running = Live(store)
        try:
            page, _ = visit(running, "/")
            links = page.eval_on_selector_all("main a[href^='/id/']", "found => found.map(a => a.getAttribute('href'))")
            assert len(links) > 10
            for link in links[:24]:
                page.goto(running.url + link)
                assert page.evaluate("window.hacked") is None
            for text in TEXTS[:4]:
                page.goto(running.url + "/")
                page.locator("form.search input").fill(text)
                page.wait_for_selector(".found li")
                assert page.evaluate("window.hacked") is None
            page.goto(running.url + "/editor?query=" + quote("SELECT ?s ?name { ?s skos:prefLabel|foaf:name ?name }"))
            expect(page.locator(".yasr tbody tr").first).to_be_visible()
            assert page.evaluate("window.hacked") is None
            expect(page.locator(".yasr_results img, .yasr_results script, .yasr_results [onerror]")).to_have_count(0)
        finally:
            running.stop()
