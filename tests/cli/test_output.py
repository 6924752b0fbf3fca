"""What commands write arrives whole, in the form asked for, and harms no terminal."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from kg.cli.output import print_table, say, write_rows, written
from kg.errors import OutputError

COLUMNS = ("人", "职务", "次数")
ROWS = (("鲍炳章", ["区委书记", "主任"], 3), ("龚正", None, 1.5))


def test_rows_are_csv_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    """No form asked for and no terminal: CSV with a heading, lists joined, None empty."""
    write_rows(COLUMNS, ROWS)
    assert capsys.readouterr().out == "人,职务,次数\n鲍炳章,区委书记、主任,3\n龚正,,1.5\n"


def test_rows_as_json_keep_their_types(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON gives one object a row, with lists, numbers and null as they are."""
    write_rows(COLUMNS, ROWS, as_json=True)
    assert json.loads(capsys.readouterr().out) == [
        {"人": "鲍炳章", "职务": ["区委书记", "主任"], "次数": 3},
        {"人": "龚正", "职务": None, "次数": 1.5},
    ]


def test_tsv_and_bom_reach_a_file(tmp_path: Path) -> None:
    """--format tsv --bom -o FILE writes UTF-8 with a byte order mark and LF line ends."""
    target = tmp_path / "人.tsv"
    write_rows(COLUMNS, ROWS, form="tsv", bom=True, output=str(target))
    assert target.read_bytes().startswith("\ufeff人\t职务\t次数\n鲍炳章\t".encode())


def test_tables_are_padded_by_the_width_of_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    """A Chinese character takes two columns: the second column of every row begins at one place."""
    print_table(("name", "n"), [("鲍炳章", 1), ("abcdef", 2)])
    first, second = (line for line in capsys.readouterr().out.splitlines() if line.rstrip().endswith(("1", "2")))
    assert first.index("1") + 3 == second.index("2")


def test_a_table_cannot_drive_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters and rich markup from a page are shown, not obeyed."""
    print_table(("引文",), [("\x1b[2J清屏[red]红[/red]",)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "[red]红[/red]" in out


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """An error on the way leaves what stood there before and no scrap beside it."""
    target = tmp_path / "graph.ttl"
    target.write_bytes(b"before")

    def fail() -> None:
        with written(str(target)) as out:
            out.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    """No such folder is an OutputError that names the path and a way out."""
    with pytest.raises(OutputError, match=r"none/graph\.ttl cannot be written: .*; name another place"), written(
        str(tmp_path / "none" / "graph.ttl")
    ):
        pass


def test_a_full_disk_is_an_output_error() -> None:
    """A device without room is named with what the system says."""
    device = Path("/dev/full")
    if not device.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(OutputError, match="No space left"), written(str(device)) as out:
        out.write(b"x" * 1_000_000)
    assert device.exists()


def test_devices_are_written_to_not_replaced(tmp_path: Path) -> None:
    """/dev/null stays a device."""
    with written("/dev/null") as out:
        out.write(b"gone")
    assert not Path("/dev/null").is_file()


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Talk goes to stderr, and nowhere when quiet."""
    say("hello")
    say("hello", quiet=True)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "hello\n")


def test_a_gbk_terminal_shows_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """A character that the terminal's encoding lacks is escaped, not a crash."""
    from kg.cli.app import run

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    raw = io.BytesIO()
    monkeypatch.setattr("sys.stderr", Terminal(raw, encoding="gbk"))
    assert run(["徐汇𬀩"]) == 2
    sys.stderr.flush()
    assert "徐汇".encode("gbk") in raw.getvalue()
    assert b"\\U0002c029" in raw.getvalue()
