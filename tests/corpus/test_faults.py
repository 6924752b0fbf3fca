"""The table of faults names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent


def test_every_fault_of_the_table_is_tested() -> None:
    """Each row ends with a test that is there."""
    rows = [line for line in (HERE / "FAULTS.md").read_text(encoding="utf-8").split("\n") if "::" in line]
    assert len(rows) > 20
    for row in rows:
        match = re.search(r"(test_\w+\.py)::(test_\w+)", row)
        assert match is not None
        assert f"def {match[2]}(" in (HERE / match[1]).read_text(encoding="utf-8")
