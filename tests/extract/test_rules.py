"""Rules are data: every one keeps the word of its examples, and a file that breaks the schema is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.extract import all_rules, default_rules, extract_page, try_rules
from kg.extract.confidence import measured
from kg.extract.matching import mark
from kg.extract.rules import load_rules
from kg.extract.words import default_words, load_words
from tests.conftest import ROOT, SAMPLES

GOOD = """\
- id: mine.waves
  relation: attends
  pattern: "{subj:PEOPLE}{~6}挥手"
  match:
    - {text: "4月22日,徐汇区召开旧住房改造推进大会,副区长毕桂平挥手。", subj: [毕桂平]}
  miss:
    - "4月22日,徐汇区召开旧住房改造推进大会,副区长毕桂平主持。"
"""


def test_every_rule_keeps_the_word_of_its_examples() -> None:
    """Each rule fires in its 'match' sentences for just the names given, and in no 'miss' sentence."""
    assert [f"{f.rule}: {f.text}: {f.problem}" for f in try_rules(default_rules())] == []


def test_every_fact_names_a_rule_that_is_listed() -> None:
    """Whatever finds a fact can be looked up: a rule of seeds/rules or one of the three framing forms."""
    from kg.corpus import cut_articles, read_pages
    from kg.model import Page

    listed = {rule.id for rule in default_rules()} | {"event.place", "body.part", "byline"}
    pages = [
        page for page in read_pages([SAMPLES, ROOT / "tests" / "gold" / "pages" / "dev"]) if isinstance(page, Page)
    ]
    fired = {said.rule for page in pages for said in extract_page(page, cut_articles(page)).statements}
    assert fired - listed == set()


def test_the_measured_rules_are_those_there_are() -> None:
    """The table of confidences names no rule that is gone."""
    assert set(measured()) - {rule.id for rule in default_rules()} == set()


def write(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_rule_stands_beside_those_of_kg(tmp_path: Path) -> None:
    """A rule of the user's own is loaded with kg's, and holds by its examples."""
    write(tmp_path, GOOD)
    rules = all_rules(tmp_path)
    assert len(rules) == len(default_rules()) + 1
    assert [f for f in try_rules(rules) if f.rule == "mine.waves"] == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            ('  miss:\n    - "4月22日,徐汇区召开旧住房改造推进大会,副区长毕桂平主持。"\n', ""),
            "at least one sentence under 'match' and one under 'miss'",
        ),
        (("PEOPLE", "PEOPEL"), "unknown mention type 'PEOPEL'"),
        (("{~6}", ".*"), "repeats without bound"),
        (('挥手"', '<wave>"'), "unknown class of words <wave>"),
        (("relation: attends", "relation: atends"), "unknown relation 'atends'"),
        (("relation:", "prioriti: 3\n  relation:"), "unknown key prioriti"),
        (('挥手"', '挥手("'), "no regular expression"),
    ],
)
def test_a_broken_rule_is_refused_by_name(tmp_path: Path, change: tuple[str, str], problem: str) -> None:
    """The message names the file, the rule and what is wrong."""
    path = write(tmp_path, GOOD.replace(*change))
    with pytest.raises(DataError) as caught:
        load_rules([path], default_words())
    assert problem in str(caught.value)
    assert "mine.yaml" in str(caught.value)
    assert "mine.waves" in str(caught.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    """The same id twice, or one that kg has already, is refused."""
    with pytest.raises(DataError, match="ids are unique"):
        load_rules([write(tmp_path, GOOD), write(tmp_path, GOOD, "other.yaml")], default_words())
    (tmp_path / "other.yaml").unlink()
    write(tmp_path, GOOD.replace("mine.waves", "chairs.by"))
    with pytest.raises(DataError, match=r"kg has a rule 'chairs\.by' already"):
        all_rules(tmp_path)


def test_words_are_lists_of_words(tmp_path: Path) -> None:
    """A class that is no list, or lists a word twice, is refused with its name."""
    for text, problem in (("attend: 出席", "must be a list"), ("attend: [出席, 出席]", "lists 出席 twice")):
        with pytest.raises(DataError, match=problem):
            load_words(write(tmp_path, text, "words.yaml"))


def test_a_marked_sentence_knows_its_offsets() -> None:
    """A mention becomes one symbol, and every symbol and character leads back to its place in the text."""
    marked = mark("会上,鲍炳章强调。", 0, 9, [(3, 6, "PERSON")])
    assert marked.text == "会上,\ue000强调。"
    assert marked.span(3, 4) == (3, 6)
    assert marked.span(4, 6) == (6, 8)
