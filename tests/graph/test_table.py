"""The table of facts: read back from the store, it is what was put in."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace

from kg.graph import facts, open_store
from kg.graph.store import GraphStore
from kg.graph.table import write_facts
from kg.model import Event, Evidence, Person, Policy
from tests.graph.made import BAO, COMMITTEE, MEETING, POLICY, article, fact, forum_page, page_facts


def test_every_fact_comes_back(opened: Callable[[], GraphStore]) -> None:
    """Each fact put in is a row with its page, article, relation, terms, role, status, date and evidence."""
    store = opened()
    page = forum_page("dir/xuhui.txt")
    store.put_page(page)
    rows = facts(store)
    assert len(rows) == len(page.facts)
    headlines = {a.index: a.headline for a in page.articles}
    wanted = set()
    for f in page.facts:
        said, at = f.said, f.said.evidence
        obj = (
            headlines[at.article] if said.rel == "writes" else f.obj.term.name if hasattr(f.obj.term, "name") else None
        )
        if said.rel == "dated":
            obj = "2021-04-22"
        role, status, date = said.role or None, said.status or None, said.date or None
        wanted.add((headlines[at.article], said.rel, role, status, date, at.quote, at.start, at.end, obj))
    found = set()
    for row in rows:
        assert (row["page"], row["confidence"], row["rule"]) == ("dir/xuhui.txt", 0.95, row["rel"] + ".rule")
        label = row["obj"]["label"] if row["obj"]["type"] not in ("Event", "Policy") else None
        e = row["evidence"]
        found.add(
            (
                row["article"],
                row["rel"],
                row["role"],
                row["status"],
                row["date"],
                e["quote"],
                e["start"],
                e["end"],
                label,
            )
        )
    assert found == wanted


def test_terms_show_what_the_graph_knows_of_them() -> None:
    """Persons, bodies, events and policies carry their names, kinds, dates and places."""
    with open_store(None) as store:
        store.put_page(forum_page())
        rows = facts(store)
    by_rel = {row["rel"]: row for row in rows}
    assert by_rel["attends"]["subj"]["type"] == "Person"
    assert by_rel["attends"]["obj"] == {
        "id": by_rel["chairs"]["obj"]["id"],
        "type": "Event",
        "label": MEETING.label,
        "names": [],
        "date": "2021-04-22",
        "kind": "meeting",
        "place": "区机关大厦",
    }
    assert by_rel["issues"]["subj"]["kind"] == "department"
    assert by_rel["issues"]["obj"]["label"] == "三年决战"
    assert by_rel["issues"]["obj"]["names"] == sorted((POLICY.label, *POLICY.names))
    assert by_rel["issues"]["obj"]["kind"] == "campaign"
    committee = next(row["obj"] for row in rows if row["obj"]["label"] == COMMITTEE.name)
    assert committee["names"] == sorted(COMMITTEE.names)
    assert by_rel["writes"]["obj"]["type"] == "Article"
    assert by_rel["dated"]["obj"]["type"] == "Date"


def test_rows_are_sorted_by_page_article_and_place() -> None:
    """The order is that of the pages' names, then of reading."""
    with open_store(None) as store:
        for name in ("b.txt", "a.txt"):
            store.put_page(forum_page(name))
        rows = facts(store)
    order = [(row["page"], row["evidence"]["start"], row["rel"], row["subj"]["label"]) for row in rows]
    assert order == sorted(order)


def test_one_fact_with_two_quotes_is_two_rows() -> None:
    """What two articles say is one node with two quotes: two rows, each with its own words."""
    with open_store(None) as store:
        store.put_page(forum_page())
        rows = [r for r in facts(store) if r["rel"] == "holds" and r["subj"]["label"] == "鲍炳章"]
    assert [(r["article"], r["evidence"]["start"]) for r in rows] == [("我区召开推进大会", 110), ("", 10_110)]


def test_pieces_partial_dates_and_document_numbers() -> None:
    """The ranges of a quote in pieces, a month without a day and the number of a document all come back."""
    quote = "印发《关于深化改革的意见》"
    paper = Policy("《关于深化改革的意见》", "document", "310104", (), "徐府发〔2021〕5号")
    event = Event("座谈会", "meeting", "2021-04", "", "310104", ("座谈",), "2021-05-02")
    issued = fact("issues", COMMITTEE, paper, "a", 0, quote, 100)
    pieces = Evidence("a", 0, 100, 140, quote, ((100, 106), (134, 140)))
    issued = replace(issued, said=replace(issued.said, evidence=pieces))
    with open_store(None) as store:
        store.put_page(
            page_facts("a", [article("a", 0, "h", "b")], [issued, fact("attends", BAO, event, "a", 0, "q", 1)])
        )
        attended, policy = facts(store)
    assert policy["evidence"] == {"quote": quote, "start": 100, "end": 140, "pieces": [[100, 106], [134, 140]]}
    assert (policy["obj"]["kind"], policy["obj"]["number"]) == ("document", "徐府发〔2021〕5号")
    assert (attended["obj"]["date"], attended["obj"]["end"], attended["obj"]["names"]) == (
        "2021-04",
        "2021-05-02",
        ["座谈"],
    )


def test_label_of_several_is_that_of_the_iri() -> None:
    """Two names of one joined person: the label is the one that the identifier is made from, the other a name."""
    one = fact("holds", BAO, COMMITTEE, "a", 0, "q", 1, role="书记", status="current")
    two = replace(one, subj=replace(one.subj, term=Person("鲍丙章", "310104")))
    two = replace(two, said=replace(two.said, evidence=Evidence("a", 0, 5, 6, "r")))
    with open_store(None) as store:
        store.put_page(page_facts("a", [article("a", 0, "h", "b")], [one, two]))
        for row in facts(store):
            assert (row["subj"]["label"], row["subj"]["names"]) == ("鲍炳章", ["鲍丙章"])


def test_table_is_json_lines() -> None:
    """The export is one JSON object a line, in UTF-8."""
    out = io.BytesIO()
    with open_store(None) as store:
        store.put_page(forum_page())
        assert write_facts(store, out) == 15
    lines = out.getvalue().decode("utf-8").splitlines()
    assert len(lines) == 15
    assert "鲍炳章" in lines[0]
    assert json.loads(lines[0])["rel"] == "holds"
