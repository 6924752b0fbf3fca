"""kg ontology tells the terms as a table and writes the reference page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran


def test_the_terms_are_a_table(run_kg: Callable[..., Ran]) -> None:
    """Piped, it is CSV with Chinese columns; words narrow it down."""
    whole = run_kg("ontology")
    assert whole.code == 0
    assert whole.out.startswith("术语,种类,名称,label,说明\n")
    assert "lg:evidence,对象属性,证据,evidence," in whole.out
    some = json.loads(run_kg("ontology", "免职", "--json").out)
    assert {row["术语"] for row in some} >= {"lg:changedOn", "lg:endNotAfter"}
    assert len(some) < 20


def test_the_page_is_written(run_kg: Callable[..., Ran], tmp_path: Path) -> None:
    """--html FILE writes the page and says nothing on stdout; with words it is a mistake."""
    path = tmp_path / "ontology.html"
    assert run_kg("ontology", "--html", path).out == ""
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert run_kg("ontology", "证据", "--html", path).code == 2
