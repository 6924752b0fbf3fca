"""How good the facts are is measured, and never falls unsaid."""

from __future__ import annotations

import pytest

from tests.quality import measure

Measured = dict[str, dict[str, dict[str, float]]]


@pytest.fixture(scope="module")
def measured() -> Measured:
    """The score of every corpus that is there."""
    return measure.measure()


def test_no_figure_lies_under_its_floor(measured: Measured) -> None:
    """Precision and recall per relation are at least what they were (tests/quality/floors.json)."""
    assert not measure.fallen(measured)


def test_every_corpus_has_floors(measured: Measured) -> None:
    """A corpus that is scored is also held to something."""
    assert set(measured) <= set(measure.floors())


def test_every_quote_stands_where_it_is_said_to_stand(measured: Measured) -> None:
    """The evidence of every fact of every corpus is found in its page at its offsets."""
    assert {corpus: rows["evidence"]["wrong"] for corpus, rows in measured.items()} == dict.fromkeys(measured, 0)


def test_a_floor_is_never_lowered_by_the_program(monkeypatch: pytest.MonkeyPatch, measured: Measured) -> None:
    """--raise lifts floors and keeps those that are higher than what is measured."""
    corpus = sorted(measured)[0]
    monkeypatch.setattr(measure, "floors", lambda: {corpus: {"ALL FACTS": {"f1": 1.0}}})
    assert measure.raised(measured)[corpus]["ALL FACTS"]["f1"] == 1.0
