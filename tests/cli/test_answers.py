"""kg who, career, same, path, circle, rank, communities, diff, view, export, load: each asked once and in earnest."""

from __future__ import annotations

import csv
import html
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import terms
from kg.cli import check, export, network, view
from tests.conftest import SAMPLES, Ran

Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def store(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here asks the sample store."""
    monkeypatch.setenv("KG_STORE", str(sample_store))


def rows(ran: Ran) -> list[dict[str, str]]:
    """The CSV that a command printed."""
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_who_gives_the_line_of_holders_with_sources(run_kg: Run) -> None:
    """The secretary of 2021 and that of 2024, in order, each with the sentence that says so."""
    line = rows(run_kg("who", "徐汇区委书记"))
    assert [row["姓名"] for row in line] == ["鲍炳章", "曹立强"]
    assert all(row["姓名"] in row["原文"] for row in line)
    assert all(row["出处"].startswith("xuhui-20") for row in line)


def test_who_on_a_day(run_kg: Run) -> None:
    """--on leaves only who was, or may have been, in office that day."""
    assert [row["姓名"] for row in rows(run_kg("who", "徐汇区委书记", "--on", "2021-04-20"))] == ["鲍炳章"]
    said = json.loads(run_kg("who", "徐汇区委书记", "--on", "2021-04-26", "--json").out)
    assert said[0]["holders"][0]["on"] == "yes"


def test_career_gives_offices_in_time(run_kg: Run) -> None:
    """One person, their offices, each with a source; JSON has the bounds."""
    held = rows(run_kg("career", "俞林伟"))
    assert {row["职务"] for row in held} >= {"徐汇区委常委"}
    assert json.loads(run_kg("career", "俞林伟", "--json").out)[0]["name"] == "俞林伟"


@pytest.mark.parametrize("words", [["who", "徐汇区委书计"], ["career", "俞林韦"], ["path", "鲍炳章", "没有的人"]])
def test_an_unknown_name_is_one_line(words: list[str], run_kg: Run) -> None:
    """Exit 2 and one line that repeats the name."""
    ran = run_kg(*words)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert words[-1] in ran.err
    assert "did you mean" in ran.err or "kg find" in ran.err


def test_path_has_a_sentence_for_each_step(run_kg: Run) -> None:
    """Every step of the way quotes its page; JSON gives the offsets."""
    steps = rows(run_kg("path", "鲍炳章", "龚正"))
    assert steps[0]["步"].startswith("鲍炳章")
    assert steps[-1]["步"].endswith("龚正")
    assert all(row["原文"] and row["出处"] for row in steps)
    said = json.loads(run_kg("path", "鲍炳章", "龚正", "--json").out)
    assert len(said["steps"]) == len(steps)


def test_circle_rank_and_communities_answer(run_kg: Run) -> None:
    """Rows with names and counts, cut by --limit; a window leaves fewer."""
    assert len(rows(run_kg("circle", "鲍炳章", "--limit", "3"))) == 3
    assert len(rows(run_kg("rank", "--limit", "5", "--by", "pagerank"))) == 5
    whole, part = (rows(run_kg("communities", *w)) for w in ([], ["--from", "2024-01-01", "--to", "2024-12-31"]))
    assert sum(int(row["人数"]) for row in part) < sum(int(row["人数"]) for row in whole)


def test_network_tables_speak_chinese_and_their_json_keeps_its_keys(run_kg: Run) -> None:
    """People read 姓名 and 人物, programs find the same values under the keys of the Python API."""
    for words, heads in (
        (["rank", "--limit", "2"], {"名次": "place", "名称": "name", "相连数": "degree"}),
        (["communities"], {"群": "number", "人数": "size", "核心": "label"}),
        (["circle", "鲍炳章"], {"姓名": "name", "同场": "events", "同机构": "bodies", "最早": "first"}),
    ):
        shown, said = rows(run_kg(*words)), json.loads(run_kg(*words, "--json").out)
        assert len(shown) == len(said) > 0
        assert [[row[head] for head in heads] for row in shown] == [[str(one[k]) for k in heads.values()] for one in said]
    first = rows(run_kg("rank", "--limit", "1"))[0]
    assert first["类"] == "人物"
    assert first["标识"].startswith("person/")


@pytest.mark.parametrize(
    "words",
    [
        ["career", "{}"],
        ["circle", "{}"],
        ["path", "{}", "龚正"],
        ["explain", "{}"],
        ["query", "-n", "offices", "-p", "person={}"],
        ["view", "-o", "-", "--focus", "{}"],
    ],
    ids=lambda words: words[0],
)
def test_an_identifier_as_find_shows_it_is_taken_everywhere(words: list[str], run_kg: Run) -> None:
    """person/310104/鲍炳章 asks for the very thing that its name or its whole IRI asks for."""
    shown = rows(run_kg("find", "鲍炳章"))[0]["标识"]
    assert shown == "person/310104/鲍炳章"
    answers = {run_kg(*(word.format(name) for word in words)).out for name in ("鲍炳章", shown, terms.BASE + shown)}
    assert len(answers) == 1
    assert "徐汇区委" in answers.pop()


def test_explain_marks_the_office_beside_its_holder(run_kg: Run) -> None:
    """Of two 书记 in one sentence the one before the person's name is marked."""
    grounds = json.loads(run_kg("explain", "鲍炳章", "--json").out)
    (held,) = (one for one in grounds if one["relation"] == "holds" and "市社工委副书记孙甘霖" in one["quote"])
    assert [held["quote"][start:end] for start, end in held["spans"]] == ["书记", "鲍炳章"]
    assert held["spans"][0][1] == held["spans"][1][0]


def test_the_choices_of_the_help_are_those_of_the_rooms() -> None:
    """Formats, measures and projections named in --help are all there are."""
    from typing import get_args

    from kg.graph import FORMATS
    from kg.graph.findings import FINDING_FORMATS
    from kg.graph.neighbours import NEIGHBOURS
    from kg.network import measures, projection
    from kg.publish.view import FORMS

    assert tuple(FORMATS) == export.FORMATS
    assert tuple(FORMS) == view.FORMS
    assert tuple(NEIGHBOURS) == export.NEIGHBOURS
    assert tuple(FINDING_FORMATS) == check.FORMATS
    assert set(network.KINDS) == set(get_args(projection.Kind))
    assert set(network.WEIGHTS) == set(get_args(projection.Weight))
    assert set(network.MEASURES) == set(get_args(measures.By))


@pytest.mark.parametrize("form", export.FORMATS)
def test_every_format_is_exported_the_same_twice(form: str, run_kg: Run, tmp_path: Path) -> None:
    """The same store gives the same bytes, to a file as to stdout."""
    ran = run_kg("export", "--format", form)
    assert ran.code == 0
    assert run_kg("export", "--format", form, "-o", tmp_path / "out").code == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == ran.out
    assert "鲍炳章" in ran.out


@pytest.mark.parametrize("form", ["ftm", "popolo", "graphml", "gexf"])
def test_every_neighbour_format_is_exported(form: str, run_kg: Run) -> None:
    """What other communities' tools read, with the names in it."""
    ran = run_kg("export", "--format", form)
    assert ran.code == 0
    assert "鲍炳章" in html.unescape(ran.out)


def test_csv_is_a_folder_or_a_zip(run_kg: Run, tmp_path: Path) -> None:
    """A folder of tables, or one zip of them."""
    assert run_kg("export", "--format", "csv", "-o", tmp_path / "tables", "--bom").code == 0
    assert any(p.read_bytes().startswith(b"\xef\xbb\xbf") for p in (tmp_path / "tables").glob("*.csv"))
    assert run_kg("export", "--format", "csv", "-o", tmp_path / "tables.zip").code == 0
    assert zipfile.is_zipfile(tmp_path / "tables.zip")


def test_an_unknown_format_names_those_there_are(run_kg: Run) -> None:
    """Exit 2, one line, with the choices."""
    ran = run_kg("export", "--format", "turtel")
    assert ran.code == 2
    assert "turtle" in ran.err
    assert ran.err.count("\n") == 1


def test_a_loaded_export_is_the_same_graph(run_kg: Run, tmp_path: Path) -> None:
    """N-Quads out and in again: the same Turtle."""
    assert run_kg("export", "--format", "nquads", "-o", tmp_path / "all.nq").code == 0
    assert run_kg("load", tmp_path / "all.nq", "--store", tmp_path / "copy").code == 0
    assert run_kg("export", "--store", tmp_path / "copy").out == run_kg("export").out


def test_a_file_that_is_no_rdf_is_named_with_its_line(run_kg: Run, tmp_path: Path) -> None:
    """Exit 3, file and line; nothing of it is loaded."""
    (tmp_path / "bad.ttl").write_text("<a:a> <a:b> .\n", encoding="utf-8")
    ran = run_kg("load", tmp_path / "bad.ttl", "--store", tmp_path / "copy")
    assert ran.code == 3
    assert "bad.ttl:1" in ran.err


def test_view_writes_one_page(run_kg: Run, tmp_path: Path) -> None:
    """The page has the names in it and asks no network; --focus makes a smaller one."""
    whole, part = tmp_path / "whole.html", tmp_path / "part.html"
    assert run_kg("view", "-o", whole).code == 0
    ran = run_kg("view", "-o", part, "--focus", "鲍炳章", "--hops", "1")
    assert ran.code == 0
    assert "part.html" in ran.err
    assert part.stat().st_size < whole.stat().st_size
    assert "鲍炳章" in part.read_text(encoding="utf-8")


def test_a_focus_that_nothing_has_is_one_line(run_kg: Run, tmp_path: Path) -> None:
    """Exit 2, and no page is written."""
    ran = run_kg("view", "-o", tmp_path / "x.html", "--focus", "没有的人")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "x.html").exists()


def test_diff_tells_what_a_page_brought(run_kg: Run, tmp_path: Path, sample_store: Path) -> None:
    """From the pages of 2021 to all pages: a new secretary, in words and as JSON; no change is silence."""
    old = tmp_path / "old"
    pages = tmp_path / "pages"
    pages.mkdir()
    for page in SAMPLES.glob("*2021*"):
        shutil.copy(page, pages)
    assert run_kg("build", pages, "--store", old, "--quiet").code == 0
    ran = run_kg("diff", old, sample_store)
    assert ran.code == 0
    assert "曹立强" in ran.out
    assert json.loads(run_kg("diff", old, sample_store, "--json").out)["changes"]
    assert run_kg("diff", old, sample_store, "--exit-status").code == 1
    same = run_kg("diff", sample_store, sample_store, "--exit-status")
    assert (same.code, same.out) == (0, "")


def test_same_lists_pairs_and_takes_decisions(run_kg: Run, tmp_path: Path) -> None:
    """A decision needs its words; made, it is in the file and in the graph; undone, the graph is as before."""
    store = tmp_path / "store"
    run_kg("build", SAMPLES, "--store", store, "--quiet")
    before = run_kg("export", "--store", store).out
    pair = ("person/310104/鲍炳章", "person/310104/曹立强", "--store", store)
    assert run_kg("same", "--store", store).code == 0
    assert run_kg("same", *pair).code == 2
    assert "--why" in run_kg("same", *pair, "--yes").err
    assert run_kg("same", pair[0], "--yes", "--why", "x").code == 2
    ran = run_kg("same", *pair, "--yes", "--why", "一试", "--author", "reader")
    assert ran.code == 0, ran.err
    file = tmp_path / "store.decisions.tsv"
    assert "一试" in file.read_text(encoding="utf-8")
    assert run_kg("export", "--store", store).out != before
    assert run_kg("same", *pair, "--undo", "--why", "误判", "--author", "reader").code == 0
    assert run_kg("export", "--store", store).out == before


def test_validate_finds_nothing_wrong_in_the_samples(run_kg: Run, tmp_path: Path) -> None:
    """The sample store and its export break no rule; what was looked at is said."""
    ran = run_kg("validate")
    assert ran.code == 0, ran.out
    assert "人物" in ran.out
    assert run_kg("export", "-o", tmp_path / "g.ttl").code == 0
    assert run_kg("validate", tmp_path / "g.ttl").code == 0


def test_validate_names_what_is_broken(run_kg: Run, tmp_path: Path) -> None:
    """A person without a name: exit 1 and a finding, as JSON and as a SHACL report too; a missing file is exit 3."""
    bad = tmp_path / "bad.ttl"
    bad.write_text("<https://example.org/x> a <http://xmlns.com/foaf/0.1/Person> .\n", encoding="utf-8")
    ran = run_kg("validate", bad)
    assert ran.code == 1
    assert "违规" in ran.out
    assert json.loads(run_kg("validate", bad, "--json").out)["conforms"] is False
    assert "ValidationReport" in run_kg("validate", bad, "--format", "turtle").out
    assert run_kg("validate", tmp_path / "none.ttl").code == 3


def test_explain_shows_sentence_rule_and_record(run_kg: Run) -> None:
    """Every sentence about a person, the name marked, with rule and record; an identifier means the same."""
    said = rows(run_kg("explain", "曹立强"))
    assert said
    assert all("曹立强" in row["原文"] and row["规则"] and "/" in row["对/错"] for row in said)
    assert any("[曹立强]" in row["原文"] for row in said)
    iri = "https://w3id.org/local-governance/id/person/310104/曹立强"
    assert len(json.loads(run_kg("explain", iri, "--json").out)) == len(said)
    assert run_kg("explain", "没有这个人").code == 2


def test_explain_reads_a_sentence(run_kg: Run) -> None:
    """With --sentence: what kg reads in it; exit 1 where it reads nothing."""
    said = rows(run_kg("explain", "--sentence", "区委书记鲍炳章出席会议并讲话。"))
    assert ("holds", "鲍炳章", "书记") in {(row["关系"], row["主语"], row["职务"]) for row in said}
    assert run_kg("explain", "--sentence", "今天天气很好。").code == 1


def test_rules_keep_their_word(run_kg: Run, tmp_path: Path) -> None:
    """Every rule fires in its examples and in no counter-example; a rule that lies is named, exit 1; bad ones are 3."""
    ran = run_kg("rules", "test")
    assert ran.code == 0, ran.out
    assert "0 failures" in ran.err
    listed = rows(run_kg("rules", "list"))
    assert {row["relation"] for row in listed} >= {"chairs", "speaks", "attends"}
    mine = tmp_path / "mine"
    mine.mkdir()
    rule = (
        "- id: my.lie\n  relation: attends\n  priority: 1\n  pattern: '{subj:PEOPLE}{~4}睡觉'\n"
        "  match: [{text: 区委书记鲍炳章出席会议。, subj: [鲍炳章]}]\n  miss: [今天天气很好。]\n"
    )
    (mine / "lie.yaml").write_text(rule, encoding="utf-8")
    ran = run_kg("rules", "test", "--rules", mine)
    assert ran.code == 1
    assert "my.lie" in ran.out
    (mine / "lie.yaml").write_text("- id: my.lie\n", encoding="utf-8")
    ran = run_kg("rules", "test", "--rules", mine)
    assert ran.code == 3
    assert "lie.yaml" in ran.err
