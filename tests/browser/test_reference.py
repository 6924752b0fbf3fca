"""The reference page in a browser: it opens, switches language and light, and finds terms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.publish.reference import reference_page

pytestmark = pytest.mark.browser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ontology.html"
    path.write_text(reference_page(), encoding="utf-8", newline="\n")
    return path


def test_it_opens_without_a_request_or_an_error(open_page: Callable[..., Any], file: Path) -> None:
    """The page needs nothing but itself and scrolls to the term that the address names."""
    page, seen = open_page(file, "#evidence")
    assert (seen.requests, seen.errors, seen.console) == ([], [], [])
    assert page.locator("#evidence").is_visible()
    assert page.evaluate("document.getElementById('evidence').getBoundingClientRect().top") < 100


def test_it_switches_language(open_page: Callable[..., Any], file: Path) -> None:
    """Chinese first, English at a click, and back."""
    page, _ = open_page(file)
    heading = page.locator("#classes h2")
    assert heading.inner_text() == "类"
    page.click("#language")
    assert heading.inner_text() == "Classes"
    assert page.get_attribute("html", "lang") == "en"
    page.click("#language")
    assert heading.inner_text() == "类"


def test_it_is_dark_when_asked(open_page: Callable[..., Any], file: Path) -> None:
    """It follows the system and can be switched."""
    page, _ = open_page(file, dark=True)
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(colour)
    page.click("#theme")
    assert page.evaluate(colour) == "rgb(255, 255, 255)" != dark


def test_it_finds_an_office(open_page: Callable[..., Any], file: Path) -> None:
    """A search opens the folded list of offices, shows what matches and hides the rest."""
    page, _ = open_page(file)
    office = page.locator("[id='office-区长']")
    assert not office.is_visible()
    page.fill("#find", "区长")
    assert office.is_visible()
    assert not page.locator("#evidence").is_visible()
    page.fill("#find", "没有这个词")
    assert page.locator("#none").is_visible()
    page.fill("#find", "")
    assert page.locator("#evidence").is_visible()


def test_it_fits_a_phone(open_page: Callable[..., Any], file: Path) -> None:
    """No line is wider than the screen; wide tables scroll by themselves."""
    page, _ = open_page(file, phone=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
