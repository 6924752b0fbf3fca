"""A headless Chromium for the tests that look at pages, without any network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)


@dataclass
class Seen:
    """What a page did while it was open: requests beyond its own file, errors, words on the console."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("the browser tests need Chromium: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., tuple[Page, Seen]]]:
    """``page, seen = open_page(file, "#n=…", width=…, height=…, phone=…, dark=…)``: any other request is blocked."""
    contexts = []
    all_seen: list[Seen] = []

    def call(
        path: Path, fragment: str = "", *, width: int = 1400, height: int = 900, phone: bool = False, dark: bool = False
    ) -> tuple[Page, Seen]:
        options: dict[str, Any] = {"viewport": {"width": width, "height": height}, "accept_downloads": True}
        if phone:
            options |= {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True,
                        "is_mobile": True}
        context = chromium.new_context(**options, color_scheme="dark" if dark else "light", reduced_motion="reduce")
        contexts.append(context)
        page, seen = context.new_page(), Seen()
        all_seen.append(seen)
        own = path.resolve().as_uri()

        def watch(route: Route) -> None:
            if route.request.url.split("#")[0] == own:
                route.continue_()
            else:
                seen.requests.append(route.request.url)
                route.abort()

        context.route("**/*", watch)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("console", lambda message: seen.console.append(message.text))
        page.goto(own + fragment)
        page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        return page, seen

    yield call
    for context in contexts:
        context.close()
    # Whatever a test looks at, no page may stumble on the way.
    assert [error for seen in all_seen for error in seen.errors] == []
