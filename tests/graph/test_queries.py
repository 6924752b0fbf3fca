"""The named queries: what they say they answer, they answer, on every kind of store."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg import terms
from kg.errors import DataError, QueryError
from kg.graph import ask, find_named, named_queries, named_query, open_store
from kg.graph.queries import read_named
from kg.graph.store import GraphStore
from tests.graph.made import (
    BAO,
    COMMITTEE,
    GOVERNMENT,
    MEETING,
    ZHONG,
    article,
    fact,
    forum_page,
    page_facts,
)

# A value for every parameter that a query must have.
VALUES = {
    "officials": {"body": "徐汇区政府"},
    "heads": {"body": "徐汇区委"},
    "attendance": {"event": MEETING.label},
    "met": {"person": "鲍炳章"},
    "policies-of": {"body": "徐汇区政府"},
    "policy": {"policy": "三年决战"},
    "offices": {"person": "钟晓咏"},
    "events-of": {"agent": "鲍炳章"},
    "find": {"text": "决战"},
}
EMPTY = {"meetings"}  # by default pairs that met twice


def column(store: GraphStore, query: str, name: str, **values: str) -> list[object]:
    """One column of a named query's answer."""
    return [row[name] for row in ask(store, named_query(query), values).records()]


def term_page(name: str, published: str, *holders: tuple[object, str, str]) -> object:
    """A page that says who holds which office of the government."""
    said = [
        fact("holds", person, GOVERNMENT, name, 0, f"{role}{n}", 10 * n + 1, role=role, status=status)  # type: ignore[arg-type]
        for n, (person, role, status) in enumerate(holders)
    ]
    return page_facts(name, [article(name, 0, "h", "b")], said, published)


def test_every_query_answers(store: GraphStore) -> None:
    """Each named query has a title in both languages, runs with its parameters, and finds something."""
    store.put_page(forum_page())
    queries = named_queries()
    assert len(queries) >= 17
    for name, query in queries.items():
        assert query.zh != query.en, name
        assert all(p.zh != p.en for p in query.parameters), name
        rows = list(ask(store, query, VALUES.get(name, {})))
        assert rows or name in EMPTY, name


def test_every_query_runs_as_it_stands(store: GraphStore) -> None:
    """Without its parameters, with all prefixes declared, a named query runs in any SPARQL editor."""
    store.put_page(forum_page())
    for name, query in named_queries().items():
        rows = list(store.query(query.standalone))
        assert rows or name in EMPTY | {"find"}, name


def test_body_is_given_by_any_of_its_names(store: GraphStore) -> None:
    """Short name, long name and IRI find the same officials."""
    store.put_page(forum_page())
    iri = terms.mint(terms.BASE, "body", "310104", "徐汇区政府")
    found = [column(store, "officials", "name", body=body) for body in ("徐汇区政府", "徐汇区人民政府", iri)]
    assert found == [["王伟", "钟晓咏"]] * 3


def test_officials_of_a_day() -> None:
    """In office on a day is who was said to be before it and was not said to have left since."""
    with open_store(None) as store:
        store.put_page(term_page("1", "2021-01-10", (ZHONG, "区长", "current"), (BAO, "副区长", "current")))  # type: ignore[arg-type]
        store.put_page(term_page("2", "2021-06-10", (BAO, "副区长", "removed")))  # type: ignore[arg-type]
        store.put_page(term_page("3", "2022-03-10", (BAO, "副区长", "appointed")))  # type: ignore[arg-type]
        for day, names in (
            ("2021-01-09", []),
            ("2021-01-10", ["钟晓咏", "鲍炳章"]),
            ("2021-06-09", ["钟晓咏", "鲍炳章"]),
            ("2021-06-10", ["钟晓咏"]),
            ("2022-03-10", ["钟晓咏", "鲍炳章"]),
        ):
            found = column(store, "officials", "name", body="徐汇区政府", day=day)
            assert sorted(map(str, found)) == names, day


def test_heads_leave_deputies_out() -> None:
    """The line of heads has the secretary and the mayor, acting ones too, no deputy and no secretary-general."""
    with open_store(None) as store:
        page = term_page(
            "1",
            "2021-01-10",
            (ZHONG, "代区长", "current"),
            (BAO, "副区长", "current"),
            (BAO, "秘书长", "current"),
            (BAO, "区长", "former"),
        )
        store.put_page(page)  # type: ignore[arg-type]
        rows = list(ask(store, named_query("heads"), {"body": "徐汇区政府"}).records())
    assert [(r["role"], r["name"], r["status"]) for r in rows] == [
        ("代区长", "钟晓咏", "current"),
        ("区长", "鲍炳章", "former"),
    ]


def test_who_met_whom_counts_events_not_quotes(store: GraphStore) -> None:
    """Two pages about one meeting are one meeting; the days bound the count."""
    store.put_page(forum_page("a.txt"))
    store.put_page(forum_page("b.txt", published="2021-04-24"))
    assert column(store, "met", "times", person="鲍炳章") == [1]
    assert column(store, "met", "name", person="鲍炳章", until="2021-04-21") == []
    assert column(store, "meetings", "times", least="1") == [1]


def test_evidence_of_a_fact_by_its_ends(store: GraphStore) -> None:
    """The sentence behind a fact is found by its subject, by its object, or by both."""
    store.put_page(forum_page())
    assert column(store, "evidence", "quote", subject="王伟") == ["任命王伟为副区长"]
    assert column(store, "evidence", "quote", subject="鲍炳章", object=MEETING.label) == ["鲍炳章出席"]
    assert len(column(store, "evidence", "quote", object="徐汇区委")) == 3
    fact_iri = column(store, "evidence", "fact", subject="王伟")[0]
    assert column(store, "evidence", "subject_name", fact=str(fact_iri)) == ["王伟"]


def test_a_name_of_two_things_finds_both(store: GraphStore) -> None:
    """A name that two persons share finds both, each with their own IRI."""
    from dataclasses import replace

    store.put_page(forum_page())
    other = fact("holds", replace(BAO, area="310105"), COMMITTEE, "z", 0, "q", 1, role="书记", status="current")
    store.put_page(page_facts("z", [article("z", 0, "h", "b")], [other]))
    assert len(find_named(store, "person", "鲍炳章")) == 2
    assert len(set(column(store, "offices", "tenure", person="鲍炳章"))) == 2
    assert find_named(store, "person", "http://e/x") == [NamedNode("http://e/x")]
    assert find_named(store, "person", "person/310105/鲍炳章") == [find_named(store, "person", "鲍炳章")[1]]


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("official", {}, "did you mean officials"),
        ("xyz", {}, "there are articles, attendance"),
        ("heads", {}, r"needs body \(机构的任一名称或 IRI\): -p body="),
        ("heads", {"bdy": "x"}, "did you mean body"),
        ("persons", {"x": "y"}, "it takes none"),
        ("heads", {"body": "徐汇"}, "no body named 徐汇; did you mean 徐汇区委"),
        ("heads", {"body": "鲍炳章"}, "no body named 鲍炳章"),
        ("met", {"person": "鲍炳章", "since": "2021-04"}, "a day is written 2021-04-20"),
        ("met", {"person": "鲍炳章", "least": "many"}, "a whole number"),
        ("heads", {"body": "http://a b/> }"}, "is not an IRI"),
    ],
)
def test_wrong_calls_say_what_to_do(name: str, values: dict[str, str], said: str) -> None:
    """Unknown queries, parameters and names, and values of the wrong kind, are each told with a hint."""
    with open_store(None) as store:
        store.put_page(forum_page())
        with pytest.raises(QueryError, match=said):
            ask(store, named_query(name), values)


def test_own_queries_join_and_go_first(tmp_path: Path) -> None:
    """A user's directory of .rq files adds queries and may replace the program's."""
    (tmp_path / "mine.rq").write_text(
        "# 我的问题\n# ?who: person = 鲍炳章 — 谁 / who\nSELECT ?who { ?who a foaf:Person }\n", encoding="utf-8"
    )
    (tmp_path / "find.rq").write_text("# 另一个 / another\nSELECT ?s { ?s a foaf:Person }\n", encoding="utf-8")
    known = named_queries(tmp_path)
    assert list(known) == sorted(known)
    assert (known["mine"].zh, known["mine"].en) == ("我的问题", "我的问题")
    assert known["find"].en == "another"
    with open_store(None) as store:
        store.put_page(forum_page())
        assert len(list(ask(store, known["mine"]))) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?s { ?s ?p ?o }", r"bad\.rq:1: a query begins with a comment"),
        ("# x\n# ?s: nonsense — y\nSELECT ?s { ?s ?p ?o }", r"bad\.rq:2: a parameter reads"),
        ("# x\n# ?s body\nSELECT ?s { ?s ?p ?o }", r"bad\.rq:2: a parameter reads"),
        ("# x\n# ?t: body — y\nSELECT ?s { ?s ?p ?o }", r"bad\.rq: the query has no variable \?t"),
        ("# x\nSELECT ?s { ?s ?p ?o", r"bad\.rq: query, line 2, column 11: this \{ is never closed"),
        ("# x\nDELETE WHERE { ?s ?p ?o }", "would change the store"),
    ],
)
def test_broken_query_files_are_placed(tmp_path: Path, text: str, said: str) -> None:
    """A file that is no query is named with its line."""
    path = tmp_path / "bad.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_named(path)


def test_missing_folder_of_queries_is_named(tmp_path: Path) -> None:
    """A directory that is not there is named."""
    with pytest.raises(DataError, match="no directory of queries"):
        named_queries(tmp_path / "none")


# What a named query says of pages and sentences grows with them; everything else must not.
OF_PAGES = {"articles", "evidence", "rules"}
PAGE_KINDS = {"Page", "NewsArticle", "Evidence"}
SENTENCES = "quotes"  # the column that counts them


def test_a_fact_in_three_graphs_counts_once(store: GraphStore) -> None:
    """Three pages that say the same fill nine graphs with the same facts: sums, counts and rows of every named query
    are those of one page, but for the pages and sentences themselves."""
    store.put_page(forum_page("a.txt"))
    alone = answers(store)
    for name in ("b.txt", "c.txt"):
        store.put_page(forum_page(name))
    assert answers(store) == alone


def answers(store: GraphStore) -> dict[str, list[dict[str, object]]]:
    """What each named query answers."""
    found = {}
    for name, query in named_queries().items():
        if name not in OF_PAGES:
            values = {**VALUES.get(name, {}), **({"least": "1"} if name == "meetings" else {})}
            rows = [row for row in ask(store, query, values).records() if row.get("kind") not in PAGE_KINDS]
            found[name] = [{column: value for column, value in row.items() if column != SENTENCES} for row in rows]
    return found


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")
def test_numbers_in_several_graphs_are_summed_once(store: GraphStore) -> None:
    """The default graph is the union of the named graphs as a set: COUNT and SUM see a triple once, also when a graph
    that says it goes, and through rdflib as through SPARQL."""
    triple = Triple(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal(10))
    graphs = [NamedNode(f"http://e/g{n}") for n in range(3)]
    store.put_graphs({graph: [triple] for graph in graphs})
    query = "SELECT (COUNT(*) AS ?n) (SUM(?o) AS ?sum) { ?s <http://e/p> ?o }"
    for gone in (None, *graphs[:2]):
        if gone is not None:
            store.put_graphs({gone: []})
        assert list(store.query(query).records()) == [{"n": 1, "sum": 10}]
        assert [tuple(map(int, row)) for row in store.dataset().query(query)] == [(1, 10)]  # type: ignore[arg-type]
    store.put_graphs({graphs[2]: []})
    assert list(store.query(query).records()) == [{"n": 0, "sum": 0}]
