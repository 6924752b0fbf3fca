"""The ontology as a table and as a page: every term is there, once, and the page is whole in itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from kg.publish.reference import reference_page, terms_table


class Page(HTMLParser):
    """Collects anchors, links and whatever would be fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.extend(v for v in (values.get("id"),) if v)
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        self.fetched.extend(str(values[name]) for name in ("src", "srcset") if values.get(name))
        if tag == "link":
            self.fetched.append(str(values.get("href")))


@pytest.fixture(scope="module")
def page() -> str:
    return reference_page()


def test_the_table_has_ours_first_and_says_what_each_is() -> None:
    """Ours come before the reused ones, classes first; every row has a kind, labels and a meaning in both languages."""
    rows = terms_table()
    assert [row.ours for row in rows] == sorted((row.ours for row in rows), reverse=True)
    assert len({row.term for row in rows}) == len(rows)
    for row in rows:
        assert row.kind, row.term
        assert all((*row.label, *row.meaning)), row.term
    evidence = next(row for row in rows if row.term == "lg:evidence")
    assert (evidence.kind, evidence.range, evidence.label.zh) == ("object property", "lg:Evidence", "证据")
    assert ("subPropertyOf", "prov:wasDerivedFrom") in evidence.aligned


def test_the_page_has_every_term_with_an_anchor(page: str) -> None:
    """Each term is found by its fragment; no fragment stands twice but for case; every inner link leads somewhere."""
    read = Page(page)
    assert {row.anchor for row in terms_table()} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_the_page_is_whole_in_itself(page: str) -> None:
    """Nothing is fetched, the language is said, offices and rules are there, and it is of a size to mail."""
    assert Page(page).fetched == []
    assert '<html lang="zh-Hans"' in page
    assert 'id="office-区长"' in page
    assert 'id="shape-TwoHolders"' in page
    assert "〔机构〕的〔职务〕同一时间有两人" in page
    assert not re.search(r"url\(\s*['\"]?http", page)
    assert len(page.encode()) < 600_000


def test_the_same_ontology_gives_the_same_page(page: str) -> None:
    """No clock and no order of a store stands in the page."""
    assert reference_page() == page
