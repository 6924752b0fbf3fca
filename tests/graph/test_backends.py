"""What a store must do, whatever lies below it: this suite runs over memory, disk and a server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import terms
from kg.errors import QueryError, QueryTimeout, UsageError
from kg.graph.quads import page_quads
from kg.graph.store import GraphStore
from tests.graph.made import BAO, COMMITTEE, article, fact, forum_page, numbered_page, page_facts

BAO_IRI = NamedNode(terms.mint(terms.BASE, "person", "310104", "鲍炳章"))
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_page_goes_in_once(store: GraphStore) -> None:
    """The first time a page is new, the second time the same; one more reporter and it is replaced."""
    assert store.put_page(forum_page()) == "new"
    before = store.lines(named=True)
    assert store.put_page(forum_page()) == "same"
    assert store.lines(named=True) == before
    assert store.put_page(forum_page(published="2021-04-24")) == "replaced"
    assert store.lines(named=True) != before
    assert store.put_page(forum_page()) == "replaced"
    assert store.lines(named=True) == before


def test_default_graph_is_the_union_of_the_graphs(store: GraphStore) -> None:
    """Every triple of a page stands once in the default graph, and book-keeping stands nowhere that one can see."""
    store.put_page(forum_page())
    store.put_page(numbered_page(1))
    said = {q.triple for facts in (forum_page(), numbered_page(1)) for q in page_quads(facts)}
    assert {q.triple for q in store.quads(named=False)} == said
    assert {q.triple for q in store.quads()} == said
    counted = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records()
    assert next(counted)["n"] == len(said)


def test_shared_triples_survive_the_page_that_goes(store: GraphStore) -> None:
    """Taking one page back leaves what another page says too, and takes everything else."""
    store.put_page(forum_page("a.txt"))
    alone = store.lines(named=True)
    store.put_page(forum_page("b.txt", published="2021-04-30"))
    assert store.drop_page("b.txt")
    assert store.lines(named=True) == alone
    assert store.drop_page("a.txt")
    assert not store.drop_page("a.txt")
    assert store.lines(named=True) == []
    assert store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }").text("csv").count("\n") == 2  # the books' layout only


def test_pages_and_book_keeping(store: GraphStore) -> None:
    """Pages are listed with their hash; digests, notes and settings are kept, replaced and dropped with their page."""
    store.put_page(forum_page("b.txt"), digest="d1", notes={"seen": "一\n二"})
    store.put_page(numbered_page(1, name="a.txt"), digest="d2")
    assert store.pages() == {
        n: f.page.sha256 for n, f in (("a.txt", numbered_page(1, name="a.txt")), ("b.txt", forum_page("b.txt")))
    }
    assert list(store.pages()) == ["a.txt", "b.txt"]
    assert store.digests() == {"a.txt": "d2", "b.txt": "d1"}
    assert store.page_digest("b.txt") == "d1"
    assert store.page_digest("c.txt") == ""
    assert list(store.notes("seen")) == [("b.txt", "一\n二")]
    assert store.note("seen", "b.txt") == "一\n二"
    assert store.note("seen", "a.txt") == ""
    assert store.put_page(forum_page("b.txt"), digest="d1", notes={"seen": "一\n二"}) == "same"
    assert store.put_page(forum_page("b.txt"), digest="d3") == "replaced"
    assert list(store.notes("seen")) == []
    assert store.setting("identities") == ""
    store.set_setting("identities", "x")
    store.set_setting("identities", "y")
    assert store.setting("identities") == "y"
    store.set_setting("identities", "")
    assert store.setting("identities") == ""
    store.drop_page("a.txt")
    assert store.digests() == {"b.txt": "d3"}


def test_bulk_gives_the_same_store(opened: Callable[[], GraphStore]) -> None:
    """A bulk load of new, repeated, replaced and dropped pages ends where single pages end."""
    one, many = opened(), opened()
    with many.bulk():
        for number in range(6):
            many.put_page(numbered_page(number))
        many.put_page(numbered_page(2))
        many.put_page(numbered_page(3, variant=1))
        many.put_page(numbered_page(4, name="gone.txt"))
        many.drop_page("gone.txt")
    for number in (5, 1, 0, 2, 4):
        one.put_page(numbered_page(number))
    one.put_page(numbered_page(3, variant=1))
    assert many.lines(named=True) == one.lines(named=True)
    assert many.digests() == one.digests()


def test_derived_graph_is_replaced(store: GraphStore) -> None:
    """Derived triples join the default graph, are replaced as a whole, and never take away what a page says."""
    store.put_page(forum_page())
    before = store.lines()
    start = Triple(
        BAO_IRI, NamedNode(terms.LG_START_NOT_AFTER), Literal("2021-04-23", datatype=NamedNode(terms.XSD_DATE))
    )
    known = Triple(BAO_IRI, NamedNode(terms.RDF_TYPE), NamedNode(terms.FOAF_PERSON))
    assert store.set_derived([start, known])
    assert not store.set_derived([known, start])
    assert store.lines() == sorted([*before, f"{start} ."])
    assert {q.triple for q in store.quads() if q.graph_name == NamedNode(terms.DERIVED_GRAPH)} == {start, known}
    assert store.set_derived([])
    assert store.lines() == before


def test_counts(store: GraphStore) -> None:
    """The closing table's numbers are those of the graph."""
    assert set(store.counts().values()) == {0}
    store.put_page(forum_page())
    assert store.counts() == {
        "pages": 1,
        "articles": 2,
        "persons": 5,
        "bodies": 3,
        "events": 1,
        "policies": 1,
        "facts": 14,
        "evidence": 15,
    }


def test_columns_keep_the_order_of_the_query(store: GraphStore) -> None:
    """SELECT * names its columns in the order of the text, not of the alphabet."""
    store.put_page(forum_page())
    found = store.query("SELECT * { ?z foaf:name ?name . ?m org:member ?z ; org:organization ?a }")
    assert found.variables == ("z", "name", "m", "a")
    assert store.query("SELECT * { ?z foaf:name ?name }", limit=1).text("csv").startswith("z,name\r\n")


def test_bindings_are_terms_not_text(store: GraphStore) -> None:
    """A bound value is compared as a term, whatever is in it; unknown names are refused with a hint."""
    store.put_page(forum_page())
    who = "SELECT ?person { ?person foaf:name ?name }"
    assert [r[0] for r in store.query(who, bindings={"name": Literal("鲍炳章", language="zh")})] == [BAO_IRI]
    for nasty in ('鲍炳章"@zh } #', "'; DROP ALL", "\\", 'a"}\n{'):
        assert list(store.query(who, bindings={"name": Literal(nasty, language="zh")})) == []
    with pytest.raises(QueryError, match=r"did you mean \?name"):
        store.query(who, bindings={"nam": "x"})
    counted = store.query(
        "SELECT (COUNT(?e) AS ?n) { ?e oa:start ?at FILTER(?at >= ?from) }", bindings={"from": 10_000}
    )
    assert [r["n"] for r in counted.records()] == [3]


def test_bindings_reach_into_branches_and_subselects(store: GraphStore) -> None:
    """A parameter holds in every branch, optional part and subselect that mentions it."""
    store.put_page(forum_page())
    query = """SELECT ?n ?b ?hit WHERE {
      { SELECT (COUNT(*) AS ?n) WHERE { ?x foaf:name ?name } }
      { ?b skos:prefLabel ?other FILTER(STR(?other) = STR(?name)) } UNION { ?b foaf:name ?o FILTER(?o = ?name) }
      OPTIONAL { ?b foaf:name ?p FILTER(?p = ?name) BIND(1 AS ?hit) } }"""
    rows = list(store.query(query, bindings={"name": Literal("鲍炳章", language="zh")}).records())
    assert rows == [{"n": 1, "b": BAO_IRI.value, "hit": 1}]


def test_rows_are_typed(store: GraphStore) -> None:
    """Records hold Python values by the datatypes of the graph."""
    store.put_page(forum_page())
    query = """SELECT ?page ?at ?sure ?on ?rule ?none { ?e oa:start ?at ; lg:confidence ?sure ; lg:attestedOn ?on ;
      lg:rule ?rule . OPTIONAL { ?e lg:none ?none } BIND(<http://example.org/> AS ?page) } ORDER BY ?at LIMIT 1"""
    row = next(store.query(query).records())
    assert row == {
        "page": "http://example.org/",
        "at": 110,
        "sure": Decimal("0.95"),
        "on": date(2021, 4, 23),
        "rule": "holds.rule",
        "none": None,
    }
    assert store.query("ASK { ?s a foaf:Person }").boolean
    assert not store.query("ASK { ?s a foaf:Group }").boolean


def test_limit_cuts_and_says_so(store: GraphStore) -> None:
    """A cap keeps that many rows or triples and says whether there were more; the query's own LIMIT stays lower."""
    store.put_page(forum_page())
    rows = "SELECT ?s { ?s a foaf:Person } ORDER BY ?s"
    everyone = list(store.query(rows))
    cut = store.query(rows, limit=2)
    assert (cut.truncated, list(cut)) == (True, everyone[:2])
    whole = store.query(rows, limit=5)
    assert (whole.truncated, list(whole)) == (False, everyone)
    own = store.query(rows + " LIMIT 1", limit=2)
    assert (own.truncated, list(own)) == (False, everyone[:1])
    graph = store.query("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }", limit=3)
    assert (graph.truncated, len(list(graph))) == (True, 3)
    none = store.query(rows, limit=0)
    assert (none.truncated, list(none)) == (True, [])
    with pytest.raises(UsageError):
        store.query(rows, limit=-1)


def test_timeout_stops_the_query(store: GraphStore) -> None:
    """A query that runs too long is stopped and the store answers on; one in time gives the same answer as without."""
    store.put_page(forum_page())
    for number in range(8):
        store.put_page(numbered_page(number))
    with pytest.raises(QueryTimeout, match=r"after 0.3 s"):
        store.query(ENDLESS, timeout=0.3)
    rows = "SELECT ?s ?o { ?s foaf:name ?o } ORDER BY ?s"
    assert list(store.query(rows, timeout=30)) == list(store.query(rows))
    assert store.query("ASK { ?s a foaf:Person }", timeout=30).boolean
    graph = "CONSTRUCT { ?s ?p ?o } WHERE { ?s foaf:name ?o ; ?p ?o }"
    assert store.query(graph, timeout=30).text("turtle") == store.query(graph).text("turtle")


def test_timeout_sees_what_was_just_written(store: GraphStore) -> None:
    """A stoppable query reads the state at its time, not that of an earlier one."""
    count = "SELECT (COUNT(?s) AS ?n) { ?s a lg:Page }"
    for number in range(3):
        store.put_page(numbered_page(number))
        assert next(store.query(count, timeout=30).records())["n"] == number + 1


@pytest.mark.parametrize("timeout", [None, 30.0])
def test_wrong_queries_say_what_and_where(store: GraphStore, timeout: float | None) -> None:
    """Syntax errors, unknown prefixes, unclosed brackets and updates are told apart and placed."""
    for query, said in (
        ("SELECT ?s WHERE { ?s fof:name ?o }", r"column 22: unknown prefix fof: — did you mean foaf:"),
        ("SELECT ?s\nWHERE { ?s foaf:name ", r"line 2, column 7: this { is never closed"),
        ("SELECT ?s WHERE { ?s foaf:name ?o }}", r"this } closes nothing"),
        (
            "SELECT ?s\nWHERE { ?s foaf:name ?o FILTR(?o) }",
            r"line 2, column 25: unknown word FILTR — did you mean FILTER",
        ),
        ("DELETE WHERE { ?s ?p ?o }", "would change the store"),
        ("hello", "no SPARQL query"),
        ("", "no SPARQL query"),
    ):
        with pytest.raises(QueryError, match=said):
            store.query(query, timeout=timeout)


def test_every_format_of_a_result(store: GraphStore) -> None:
    """Tables come as csv, tsv, json and xml, graphs as turtle and its like; another format is refused by name."""
    store.put_page(forum_page())
    table = "SELECT ?name { ?s foaf:name ?name } ORDER BY ?name"
    assert store.query(table).text("csv").splitlines()[:2] == ["name", "李明"]
    assert store.query(table).text("tsv").splitlines()[1] == '"李明"@zh'
    assert '"vars":["name"]' in store.query(table).text("json")
    assert '<variable name="name"/>' in store.query(table).text("xml")
    assert '"boolean":true' in store.query("ASK {}").text("json")
    graph = "CONSTRUCT { ?s foaf:name ?o } WHERE { ?s foaf:name ?o }"
    assert 'foaf:name "李明"@zh' in store.query(graph).text("turtle")
    for form, other in ((table, "turtle"), (graph, "csv"), ("ASK {}", "rdfxml")):
        with pytest.raises(QueryError, match=f"not as {other}"):
            store.query(form).text(other)


def test_update_is_one_transaction(store: GraphStore) -> None:
    """An update that fails in its second step has not done its first."""
    store.update("INSERT DATA { lg:a lg:b lg:c }")
    assert store.query("ASK { lg:a lg:b lg:c }").boolean
    with pytest.raises(QueryError):
        store.update("INSERT DATA { lg:a lg:b lg:d } ; INSERT DATA { lg:a }")
    assert not store.query("ASK { lg:a lg:b lg:d }").boolean


def test_words_of_all_kinds_come_back(store: GraphStore) -> None:
    """Quotes, line ends, control characters, rare characters and lookalikes of markup survive the store."""
    for n, words in enumerate(
        ('"', "\\", "\t\r\x0b", "\u2028\x85", "𬀩", "<script>alert('%s')</script>", "'''\"\"\"", "{?x}")
    ):
        name = f"{n}.txt"
        said = fact("holds", BAO, COMMITTEE, name, 0, f"他{words}说", 5, role="书记", status="current")
        store.put_page(page_facts(name, [article(name, 0, f"题{words}目", "……")], [said]))
        rows = store.query(
            "SELECT ?quote { ?e oa:exact ?quote ; prov:wasQuotedFrom ?a . ?a schema:headline ?h }",
            bindings={"h": f"题{words}目"},
        )
        assert [row["quote"] for row in rows.records()] == [f"他{words}说"]
        assert store.drop_page(name)
    assert store.lines(named=True) == []


def test_quads_leave_book_keeping_out(store: GraphStore) -> None:
    """Neither the quads nor the lines of a store hold its book-keeping."""
    store.put_page(forum_page(), digest="secret", notes={"k": "secret"})
    assert not any(isinstance(q, Quad) and "secret" in str(q) for q in store.quads())
    assert not any("secret" in line for line in store.lines(named=True))
