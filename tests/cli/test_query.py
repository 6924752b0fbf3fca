"""kg query and kg find: SPARQL and named queries, in every form, and nothing written."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, cpu_seconds

Run = Callable[..., Ran]
NAMES = "SELECT ?name ?p { ?p a foaf:Person ; foaf:name ?name } ORDER BY ?name LIMIT 3"


@pytest.fixture(autouse=True)
def store(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here asks the sample store."""
    monkeypatch.setenv("KG_STORE", str(sample_store))


def test_columns_stand_in_the_order_of_the_query(run_kg: Run) -> None:
    """SELECT ?name ?p gives name first, in CSV as in every form."""
    assert run_kg("query", NAMES).out.splitlines()[0] == "name,p"
    assert run_kg("query", NAMES, "--format", "tsv").out.splitlines()[0] == "?name\t?p"
    assert json.loads(run_kg("query", NAMES, "--json").out)["head"]["vars"] == ["name", "p"]
    assert "<variable name" in run_kg("query", NAMES, "--format", "xml").out


def test_a_table_shortens_identifiers(run_kg: Run) -> None:
    """In a table a person is person/310104/…, in CSV the whole IRI."""
    assert "https://" not in run_kg("query", NAMES, "--format", "table").out
    assert "https://" in run_kg("query", NAMES).out


def test_a_named_query_binds_names_safely(run_kg: Run) -> None:
    """A body is given by its name; what looks like SPARQL in a value is a name like any other."""
    rows = list(csv.DictReader(io.StringIO(run_kg("query", "-n", "officials", "-p", "body=徐汇区委").out)))
    assert {"鲍炳章", "曹立强"} <= {row["name"] for row in rows}
    ran = run_kg("query", "-n", "officials", "-p", 'body=x" } ; DROP ALL ; SELECT * { ?s ?p "')
    assert ran.code == 2
    assert "no body named" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-n", "offcials"], "did you mean officials?"),
        (["-n", "officials"], "needs body"),
        (["-n", "officials", "-p", "boyd=徐汇区委"], "did you mean body?"),
        (["-n", "officials", "-p", "body=徐汇区委", "-p", "day=tomorrow"], "2021-04-20"),
        (["-n", "officials", "-p", "body"], "name=value"),
        (["SELECT ?x { ?x"], ""),
        (["SELECT ?x { ?x fofa:name ?y }"], "fofa"),
        ([], "--list"),
        (["heads"], "kg query -n heads"),
        (["-n", "officials", "-p", "body=甲\n乙"], "kg find 甲乙"),
        (["SELECT * {}", "-f", "x.rq"], "one of the three"),
        (["INSERT DATA { <a:a> <a:b> <a:c> }"], ""),
        (["DROP ALL"], ""),
    ],
)
def test_a_wrong_call_is_one_line_and_says_what(words: list[str], said: str, run_kg: Run) -> None:
    """Exit 2, one line on stderr with the name meant; no update is let through."""
    ran = run_kg("query", *words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert said in ran.err


def test_a_query_from_a_file_and_from_stdin(
    run_kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """-f FILE and -f - ask the same."""
    (tmp_path / "q.rq").write_text(NAMES, encoding="utf-8")
    expected = run_kg("query", NAMES).out
    assert run_kg("query", "-f", tmp_path / "q.rq").out == expected
    monkeypatch.setattr("sys.stdin", io.StringIO(NAMES))
    assert run_kg("query", "-f", "-").out == expected
    missing = run_kg("query", "-f", tmp_path / "none.rq")
    assert missing.code == 3
    assert "none.rq" in missing.err


def test_ask_can_be_an_exit_code(run_kg: Run) -> None:
    """--exit-status: 0 for true, 1 for false; without it always 0."""
    yes, no = "ASK { ?p a foaf:Person }", "ASK { ?p a lg:Dragon }"
    assert run_kg("query", yes, "--exit-status").code == 0
    assert run_kg("query", no, "--exit-status").code == 1
    assert (run_kg("query", no).code, run_kg("query", no).out) == (0, "false\n")


def test_a_graph_is_turtle(run_kg: Run) -> None:
    """CONSTRUCT answers in Turtle unless told otherwise."""
    ran = run_kg("query", "CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n }")
    assert ran.out.startswith(("@prefix", "PREFIX"))
    assert run_kg("query", "CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n }", "--format", "csv").code == 2


def test_a_cut_answer_says_so(run_kg: Run) -> None:
    """--limit 1 gives one row and a word on stderr."""
    ran = run_kg("query", NAMES, "--limit", "1")
    assert len(ran.out.splitlines()) == 2
    assert "cut after 1 rows" in ran.err


@pytest.mark.slow
def test_a_query_that_runs_too_long_is_stopped(run_kg: Run) -> None:
    """--timeout ends it with 124, soon."""
    start = time.monotonic()
    ran = run_kg("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.5")
    assert ran.code == 124
    assert time.monotonic() - start < 10


def test_bom_for_excel(run_kg: Run) -> None:
    """--bom puts a byte order mark before CSV and nothing else."""
    assert run_kg("query", NAMES, "--bom").out.startswith("\ufeffname,p")
    assert not run_kg("query", NAMES, "--bom", "--json").out.startswith("\ufeff")


def test_the_list_says_what_each_query_answers(run_kg: Run) -> None:
    """--list names at least the six questions that a reader has first, in Chinese and English."""
    rows = {row["name"]: row for row in json.loads(run_kg("query", "--list", "--json").out)}
    assert {"officials", "heads", "attendance", "meetings", "policies-of", "evidence"} <= set(rows)
    assert all(row["答什么"] and row["answers"] for row in rows.values())


def test_find_gives_identifiers_and_no_hit_is_1(run_kg: Run) -> None:
    """kg find names the thing and the identifier to go on with, by name and by office; near names are told as such."""
    rows = list(csv.DictReader(io.StringIO(run_kg("find", "刘琪").out)))
    assert ("人物", "刘琪", "person/310104/刘琪") in {(row["类"], row["名称"], row["标识"]) for row in rows}
    assert "曹立强" in run_kg("find", "徐汇区委书记", "--kind", "person").out
    ran = run_kg("find", "没有这个人")
    assert ran.code == 1
    assert "没有这个人" in ran.err


def test_the_kinds_are_those_of_the_search() -> None:
    """kg find --kind offers all kinds that the search knows."""
    from kg.cli import query
    from kg.graph import search

    assert tuple(query.KINDS) == search.KINDS


def test_a_store_that_is_not_there_says_how_to_make_one(run_kg: Run, tmp_path: Path) -> None:
    """Exit 4 and the command that makes a store."""
    ran = run_kg("query", NAMES, "--store", tmp_path / "none")
    assert ran.code == 4
    assert "kg build" in ran.err
    assert not (tmp_path / "none").exists()


def test_a_cold_query_is_quick() -> None:
    """From a cold start in under half a second, the best of three."""
    assert min(cpu_seconds("query", NAMES) for _ in range(3)) < 0.5
