"""The gold files are well formed and say nothing that their page does not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

PAGES = Path(__file__).parent / "pages"
GOLD = sorted(PAGES.rglob("*.gold.json"))
PARTS = {"organizes", "chairs", "speaks", "signs", "attends"}
POLICY_RELATIONS = {"issues", "implements"}
EVENT_TYPES = {
    "meeting",
    "session",
    "forum",
    "training",
    "ceremony",
    "signing",
    "inspection",
    "reception",
    "appointment",
    "other",
}
STATUSES = {"former", "appointed", "removed"}
KEYS = {
    "page": {"file", "jurisdiction", "published", "articles"},
    "article": {"headline", "authors", "bodies", "events", "policies", "facts"},
    "bodies": {"id", "names", "optional"},
    "events": {"id", "type", "label", "names", "date", "place", "optional"},
    "policies": {"id", "names", "optional"},
    "facts": {"rel", "subj", "obj", "role", "status", "date", "optional"},
}
LENGTHS = {
    "dev": (350, 1300),
    "held": (350, 1300),
    "fresh": (350, 650),
    "fourth": (450, 1600),
    "fifth": (600, 1400),
    "spring": (600, 1400),
    "autumn": (600, 1400),
    "winter": (600, 1400),
    "summer": (600, 1400),
    "river": (600, 1400),
    "lake": (600, 1400),
    "hill": (350, 1300),
    "coast": (800, 1600),
    "delta": (450, 1500),
    "plain": (450, 1600),
    "forest": (450, 1600),
    "ridge": (450, 1600),
    "shore": (450, 1600),
    "valley": (450, 1600),
    "meadow": (450, 1700),
    "harbor": (450, 1700),
    "grove": (450, 1700),
    "orchard": (450, 1700),
    "cove": (450, 1700),
    "brook": (450, 1700),
    "field": (450, 1700),
    "creek": (450, 1700),
    "cedar": (450, 1700),
    "fern": (450, 1700),
    "moss": (450, 1700),
    "heath": (450, 1700),
    "tarn": (450, 1700),
    "glade": (450, 1700),
    "knoll": (450, 1700),
    "cliff": (450, 1700),
    "marsh": (450, 1700),
    "bluff": (450, 1700),
}
IDENTIFIER = re.compile(r"[bep]\d+")

pytestmark = pytest.mark.parametrize("path", GOLD, ids=lambda p: p.name.removesuffix(".gold.json"))


def read(path: Path) -> dict[str, Any]:
    page: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return page


def squash(text: str) -> str:
    """The text without white space and markdown marks."""
    return re.sub(r"[\s#*]", "", text)


def page_text(path: Path) -> str:
    return squash(path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8"))


def terms(article: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {t["id"]: t for kind in ("bodies", "events", "policies") for t in article[kind]}


def ends(article: dict[str, Any]) -> Iterator[str]:
    for fact in article["facts"]:
        yield fact["subj"]
        yield fact["obj"]


def is_date(text: str) -> bool:
    """Whether the text is a year, a month or a day of the calendar in ISO form."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def test_keys_are_those_of_the_guide(path: Path) -> None:
    """Every object has the keys of the format and no others, and `file` names the page beside it."""
    page = read(path)
    assert set(page) == KEYS["page"]
    assert page["file"] == path.name.replace(".gold.json", ".txt")
    assert page["articles"]
    for article in page["articles"]:
        assert set(article) == KEYS["article"]
        for kind in ("bodies", "events", "policies", "facts"):
            for item in article[kind]:
                assert set(item) <= KEYS[kind], item
                assert item.get("optional", True) is True, item


def test_identifiers_resolve_and_are_used(path: Path) -> None:
    """Ids are unique in their article, those in facts are declared, and what is not optional has a fact that is not."""
    for article in read(path)["articles"]:
        declared = [t["id"] for kind in ("bodies", "events", "policies") for t in article[kind]]
        assert len(declared) == len(set(declared))
        for kind, letter in (("bodies", "b"), ("events", "e"), ("policies", "p")):
            assert all(re.fullmatch(letter + r"\d+", t["id"]) for t in article[kind])
        named = {end for end in ends(article) if IDENTIFIER.fullmatch(end)}
        assert named <= set(declared)
        firm = {end for f in article["facts"] if not f.get("optional") for end in (f["subj"], f["obj"])}
        for term in terms(article).values():
            assert term.get("optional") or term["id"] in firm, term


def test_types_and_dates_are_valid(path: Path) -> None:
    """Event types and statuses are those of the guide; dates are ISO; labels and names are not empty."""
    page = read(path)
    assert page["published"] == "" or is_date(page["published"])
    for article in page["articles"]:
        for event in article["events"]:
            assert event["type"] in EVENT_TYPES
            assert event["label"]
            assert event["date"] == "" or is_date(event["date"])
            assert isinstance(event["place"], str)
        for term in terms(article).values():
            assert all(term.get("names", ["-"])), term
        for fact in article["facts"]:
            assert fact.get("status", "former") in STATUSES
            assert "date" not in fact or is_date(fact["date"])


def test_relations_join_what_they_may_join(path: Path) -> None:
    """A person holds a role in a body; whoever takes part does so in an event; no fact stands twice."""
    for article in read(path)["articles"]:
        seen = set()
        for fact in article["facts"]:
            subj_is_person = not IDENTIFIER.fullmatch(fact["subj"])
            if fact["rel"] == "holds":
                assert subj_is_person, fact
                assert fact["role"], fact
                assert fact["obj"].startswith("b"), fact
            elif fact["rel"] in PARTS:
                assert subj_is_person or fact["subj"].startswith("b"), fact
                assert fact["obj"].startswith("e"), fact
            else:
                assert fact["rel"] in POLICY_RELATIONS, fact
                assert fact["subj"].startswith("b"), fact
                assert fact["obj"].startswith("p"), fact
            key = tuple(fact.get(k, "") for k in ("rel", "subj", "role", "obj", "status"))
            assert key not in seen, fact
            seen.add(key)


def test_names_are_on_the_page(path: Path) -> None:
    """Every headline, author and person of the gold stands in the page's text, line breaks aside."""
    text = page_text(path)
    for article in read(path)["articles"]:
        assert squash(article["headline"]) in text
        for author in article["authors"]:
            assert squash(author) in text
        for end in ends(article):
            if not IDENTIFIER.fullmatch(end):
                assert squash(end) in text


def test_no_two_bodies_share_a_name(path: Path) -> None:
    """Within an article a name belongs to one body, or a program could not know which is meant."""
    for article in read(path)["articles"]:
        owner: dict[str, str] = {}
        for body in article["bodies"]:
            for name in body["names"]:
                assert owner.setdefault(name, body["id"]) == body["id"], name


def test_page_has_the_length_of_a_clipping(path: Path) -> None:
    """Pages stay within the length of their folder, so that a person can check one in a few minutes."""
    shortest, longest = LENGTHS[path.parent.name]
    assert shortest <= len(page_text(path)) <= longest


def test_fresh_pages_hold_one_article(path: Path) -> None:
    """A page of `fresh` is one article: it measures what is read in a text, not how a page is cut."""
    assert path.parent.name != "fresh" or len(read(path)["articles"]) == 1


def test_every_page_beside_it_has_its_gold(path: Path) -> None:
    """In the folder of a gold file no page is without annotation and no annotation without page."""
    pages = {page.name.removesuffix(".txt") for page in path.parent.glob("*.txt")}
    assert pages == {gold.name.removesuffix(".gold.json") for gold in path.parent.glob("*.gold.json")}
