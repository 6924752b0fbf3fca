"""kg build as people meet it: the samples, a second run, pages that are off, stores that are held."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES, Ran, cpu_seconds

Run = Callable[..., Ran]
GOOD = "xuhui-2021-04-grassroots.txt"
# So many pages that a build is not through with them when it is interrupted, however fast.
MANY = 120


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with one good page in it, whose name holds a space and Chinese."""
    folder = tmp_path / "版面 pages"
    folder.mkdir()
    shutil.copy(SAMPLES / GOOD, folder / GOOD)
    return folder


def build(run_kg: Run, *words: object) -> tuple[int, dict[str, object], str]:
    """The exit code, the report and the talk of ``kg build … --json``."""
    ran = run_kg("build", *words, "--json")
    return ran.code, json.loads(ran.out) if ran.out else {}, ran.err


def subprocess_env(**extra: str) -> dict[str, str]:
    """This environment without what would lead kg to another store."""
    return {k: v for k, v in os.environ.items() if k != "KG_STORE"} | extra


def test_samples_end_to_end(run_kg: Run, tmp_path: Path) -> None:
    """The sample pages give a store, a Turtle file and a page; the closing table counts what is in them."""
    files = ("--turtle", tmp_path / "g.ttl", "--html", tmp_path / "g.html")
    ran = run_kg("build", SAMPLES, "--store", tmp_path / "s", *files)
    assert ran.code == 0
    assert "版面" in ran.out
    assert "人物" in ran.out
    assert "kg query" in ran.err
    turtle = (tmp_path / "g.ttl").read_text(encoding="utf-8")
    assert "鲍炳章" in turtle
    assert "鲍炳章" in (tmp_path / "g.html").read_text(encoding="utf-8")


def test_a_second_run_changes_nothing(run_kg: Run, tmp_path: Path) -> None:
    """Built again, every page is the same and the export has the same bytes."""
    store = tmp_path / "s"
    exports = []
    for _ in range(2):
        code, report, _ = build(run_kg, SAMPLES, "--store", store, "--turtle", tmp_path / "g.ttl")
        assert code == 0
        exports.append((tmp_path / "g.ttl").read_bytes())
    assert (report["new"], report["same"], report["replaced"]) == (0, 5, 0)
    assert exports[0] == exports[1]


def test_a_changed_page_replaces_what_it_said(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """Nothing of the former text stays: the store equals one that never saw it."""
    target = pages / GOOD
    build(run_kg, pages, "--store", tmp_path / "s")
    target.write_text(target.read_text(encoding="utf-8").replace("鲍炳章", "鲍大年"), encoding="utf-8")
    code, report, _ = build(run_kg, pages, "--store", tmp_path / "s", "--turtle", tmp_path / "changed.ttl")
    assert (code, report["new"], report["replaced"]) == (0, 0, 1)
    build(run_kg, pages, "--store", tmp_path / "fresh", "--turtle", tmp_path / "fresh.ttl")
    assert (tmp_path / "changed.ttl").read_bytes() == (tmp_path / "fresh.ttl").read_bytes()
    assert "鲍炳章" not in (tmp_path / "changed.ttl").read_text(encoding="utf-8")


def test_an_option_that_changes_the_facts_reads_the_page_again(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """Another --jurisdiction is another reading, though the bytes of the page are the same."""
    build(run_kg, pages, "--store", tmp_path / "s")
    _, report, _ = build(run_kg, pages, "--store", tmp_path / "s", "--jurisdiction", "上海市长宁区")
    assert report["replaced"] == 1


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "binary.txt": (bytes(range(256)) * 40, ""),
    "no-article.txt": (b"1\n2\n3\n", ""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_among_good_ones_is_named(name: str, run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """Exit 3; the bad page is named with its reason, the good one is in the graph."""
    data, reason = BAD[name]
    (pages / name).write_bytes(data)
    code, report, err = build(run_kg, pages, "--store", tmp_path / "s")
    assert code == 3
    assert [item["name"] for item in report["unread"]] == [name]  # type: ignore[attr-defined]
    assert f"not read: {name}: " in err
    assert reason in err
    assert report["pages"] == 1
    assert "Traceback" not in err


def test_gb18030_gives_the_same_facts_as_utf8(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """The encoding of a page changes neither facts nor offsets."""
    build(run_kg, pages, "--store", tmp_path / "a")
    page = pages / GOOD
    page.write_bytes(page.read_text(encoding="utf-8").encode("gb18030"))
    build(run_kg, pages, "--store", tmp_path / "b")
    tables = [run_kg("export", "--format", "facts", "--store", tmp_path / store).out for store in "ab"]
    assert tables[0] == tables[1]
    assert tables[0]


@pytest.mark.parametrize("quiet", [[], ["--quiet"]], ids=["", "quiet"])
def test_a_missing_path_is_an_input_error(quiet: list[str], run_kg: Run, tmp_path: Path) -> None:
    """Exit 3, one line that names the path; no store is left behind."""
    ran = run_kg("build", tmp_path / "none", "--store", tmp_path / "s", *quiet)
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert str(tmp_path / "none") in ran.err
    assert not (tmp_path / "s").exists()


def test_a_folder_without_pages_says_so(run_kg: Run, tmp_path: Path) -> None:
    """An empty folder is an input error too."""
    ran = run_kg("build", tmp_path, "--store", tmp_path / "s")
    assert ran.code == 3
    assert ran.err.count("\n") == 1


def test_a_missing_path_beside_a_good_one(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """What is there is built, what is not is named."""
    code, report, err = build(run_kg, pages, tmp_path / "none", "--store", tmp_path / "s")
    assert code == 3
    assert report["pages"] == 1
    assert "none" in err


def test_windows_line_ends_give_the_same_facts(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """CRLF and LF are one text; offsets count the text as a reader opens it."""
    build(run_kg, pages, "--store", tmp_path / "a")
    page = pages / GOOD
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    build(run_kg, pages, "--store", tmp_path / "b")
    tables = [run_kg("export", "--format", "facts", "--store", tmp_path / store).out for store in "ab"]
    assert tables[0] == tables[1]


def test_a_symbolic_link_loop_ends(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """A folder that links to itself is walked once."""
    (pages / "loop").symlink_to(pages, target_is_directory=True)
    code, report, _ = build(run_kg, pages, "--store", tmp_path / "s")
    assert (code, report["pages"]) == (0, 1)


def test_a_store_that_another_process_holds(pages: Path, tmp_path: Path) -> None:
    """A second writer gets one line and exit 4, and the first is not disturbed."""
    store = tmp_path / "s"
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sys; from kg.graph.opening import open_store\n"
         f"with open_store({str(store)!r}, mode=\"write\") as s: print('open', flush=True); sys.stdin.read()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "open\n"
        done = subprocess.run(
            [sys.executable, "-m", "kg", "build", pages, "--store", store], capture_output=True, text=True,
            env=subprocess_env(PYTHONPATH=str(ROOT)), check=False, encoding="utf-8",
        )
    finally:
        holder.communicate()
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert str(store) in done.stderr


def test_a_folder_that_is_no_store_is_left_alone(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """--store on a folder of somebody's files is refused and the files stay."""
    ran = run_kg("build", pages, "--store", pages)
    assert ran.code == 4
    assert ran.err.count("\n") == 1
    assert [p.name for p in pages.iterdir()] == [GOOD]


def test_an_output_that_cannot_be_written(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """Exit 4 and the path; the graph itself is stored."""
    ran = run_kg("build", pages, "--store", tmp_path / "s", "--turtle", tmp_path / "none" / "g.ttl", "--quiet")
    assert ran.code == 4
    assert ran.err.count("\n") == 1
    assert "none" in ran.err


def test_quiet_says_nothing(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """--quiet leaves stdout and stderr empty when all is well."""
    ran = run_kg("build", pages, "--store", tmp_path / "s", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_verbose_has_a_line_a_page(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """--verbose names each page with what was found and assumed."""
    ran = run_kg("build", pages, "--store", tmp_path / "s", "--verbose")
    assert f"新\t{GOOD}\t" in ran.err
    assert "2021-04-26" in ran.err


def test_the_report_lists_what_was_left(run_kg: Run, tmp_path: Path) -> None:
    """--report writes sentences with their place in the page, also when the pages are unchanged."""
    for name in ("first.csv", "second.csv"):
        assert run_kg("build", SAMPLES, "--store", tmp_path / "s", "--report", tmp_path / name, "--quiet").code == 0
    first = (tmp_path / "first.csv").read_text(encoding="utf-8")
    assert first.startswith("page,article,start,end,why,sentence\n")
    assert first.count("\n") > 1
    assert first == (tmp_path / "second.csv").read_text(encoding="utf-8")


def test_turtle_to_stdout_is_turtle_only(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """With --turtle - the table moves to stderr."""
    ran = run_kg("build", pages, "--store", tmp_path / "s", "--turtle", "-")
    assert ran.out.startswith("@prefix")
    assert "人物" not in ran.out
    assert "人物" in ran.err


@pytest.mark.parametrize("delay", [0.2, 0.6, 1.0])
def test_ctrl_c_while_processes_start_is_one_line(delay: float, tmp_path: Path) -> None:
    """A terminal interrupts all processes of a build at once, also those that are still importing: none complains."""
    command = [sys.executable, "-m", "kg", "build", str(SAMPLES), "--store", str(tmp_path / "s"), "--workers", "2"]
    running = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=subprocess_env(), encoding="utf-8",
        start_new_session=True,
    )
    time.sleep(delay)
    # Before the program has come to its first line nobody can answer but Python itself.
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=20)
    if "kg: interrupted" in err:
        # Where it came within exec() of a text, as dataclasses do on import, CPython run with -m ends by the signal itself
        # whatever the exit code was to be; a shell says 130 of both.
        assert running.returncode in (130, -signal.SIGINT)
        assert "Traceback" not in err
    assert "spawn_main" not in err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_whole_pages(workers: str, tmp_path: Path) -> None:
    """Interrupted, a build ends with 130 long before it is through, says how to go on, and the next run completes it."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(MANY):
        shutil.copy(SAMPLES / GOOD, folder / f"{n:03}.txt")
    command = [sys.executable, "-m", "kg", "build", str(folder), "--store", str(tmp_path / "s"), "--verbose"]
    command += ["--workers", workers]
    running = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=subprocess_env(), encoding="utf-8",
        start_new_session=True,
    )
    assert running.stderr is not None
    assert running.stderr.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "stored whole" in err
    assert "Traceback" not in err
    again = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, env=subprocess_env(), check=True)
    report = json.loads(again.stdout)
    assert report["pages"] == MANY
    assert 1 <= report["same"] < MANY


def test_neither_hash_seed_nor_locale_shows(tmp_path: Path) -> None:
    """Two builds under different PYTHONHASHSEED and locale write the same Turtle."""
    written = []
    here, there = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}, {"PYTHONHASHSEED": "7", "LC_ALL": "C"}
    for n, env in enumerate([here, there]):
        target = tmp_path / f"{n}.ttl"
        subprocess.run(
            [sys.executable, "-m", "kg", "build", SAMPLES, "--store", tmp_path / f"s{n}", "--turtle", target],
            cwd=ROOT, env=subprocess_env(**env), check=True, capture_output=True,
        )
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_the_order_of_pages_does_not_show(run_kg: Run, tmp_path: Path) -> None:
    """The same pages one by one, last first, give the same Turtle."""
    for page in sorted(SAMPLES.iterdir(), reverse=True):
        assert run_kg("build", page, "--store", tmp_path / "a", "--quiet", "--turtle", tmp_path / "a.ttl").code == 0
    assert run_kg("build", SAMPLES, "--store", tmp_path / "b", "--quiet", "--turtle", tmp_path / "b.ttl").code == 0
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()


def test_the_sample_build_is_quick(tmp_path: Path) -> None:
    """Five pages in under 3 s, start-up included."""
    assert cpu_seconds("build", "--sample", "--store", tmp_path / "s") < 3


def test_kg_store_names_the_store(run_kg: Run, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KG_STORE is the store where --store is not given."""
    monkeypatch.setenv("KG_STORE", str(tmp_path / "from-env"))
    assert run_kg("build", pages, "--quiet").code == 0
    assert (tmp_path / "from-env").is_dir()


def test_a_wrong_day_is_a_usage_error(run_kg: Run, pages: Path) -> None:
    """A day that the calendar lacks is refused before anything is read."""
    ran = run_kg("build", pages, "--published", "2021-02-30")
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_a_user_adds_rules_and_names(run_kg: Run, tmp_path: Path) -> None:
    """--rules adds a rule that finds what was not found, --gazetteer a name; what breaks its form is named, exit 3."""
    page = tmp_path / "page.txt"
    page.write_text("徐汇区举行植树活动\n\n4月20日,徐汇区举行植树活动。区委书记鲍炳章在现场挥锹植树。\n", encoding="utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "mine.yaml").write_text(
        "- id: my.plants\n  relation: attends\n  priority: 90\n  pattern: '{subj:PEOPLE}{~6}挥锹植树'\n"
        "  match: [{text: 区委书记鲍炳章在现场挥锹植树。, subj: [鲍炳章]}]\n  miss: [区委书记鲍炳章没有来。]\n",
        encoding="utf-8",
    )
    place = ("--jurisdiction", "上海市徐汇区")
    for name, words in (("plain", []), ("mine", ["--rules", rules])):
        assert run_kg("build", page, "--store", tmp_path / name, "--quiet", *place, *words).code == 0
    found = [run_kg("export", "--format", "facts", "--store", tmp_path / name).out for name in ("plain", "mine")]
    assert "鲍炳章" in found[0]
    assert "my.plants" not in found[0]
    assert "my.plants" in found[1]
    assert run_kg("build", page, "--rules", tmp_path / "none", "--store", tmp_path / "x").code == 3
    names = tmp_path / "names.tsv"
    names.write_text("kind\tname\nperson\t阿福\n", encoding="utf-8")
    assert run_kg("build", page, "--gazetteer", names, "--store", tmp_path / "y", "--quiet").code == 0
    names.write_text("kind\tnmae\nperson\t阿福\n", encoding="utf-8")
    ran = run_kg("build", page, "--gazetteer", names, "--store", tmp_path / "z")
    assert ran.code == 3
    assert "names.tsv:1" in ran.err


def test_an_extractor_that_is_not_installed_is_named(run_kg: Run, pages: Path, tmp_path: Path) -> None:
    """--extractor with an unknown name: exit 2, and which there are."""
    ran = run_kg("build", pages, "--extractor", "nobody", "--store", tmp_path / "s")
    assert ran.code == 2
    assert "nobody" in ran.err
    assert not (tmp_path / "s").exists()


def test_a_table_of_articles_with_columns_of_its_own(run_kg: Run, tmp_path: Path) -> None:
    """--columns says which column holds what; a misspelt one is a usage error."""
    table = tmp_path / "articles.csv"
    table.write_text(
        "号,题,文,日\n1,徐汇区召开推进会,\"4月20日,徐汇区召开推进会。区委书记鲍炳章出席并讲话。\",2021-04-21\n", encoding="utf-8"
    )
    code, report, err = build(run_kg, table, "--columns", "title=题,text=文,date=日,id=号", "--store", tmp_path / "s")
    assert (code, report["pages"]) == (0, 1), err
    assert "鲍炳章" in run_kg("export", "--store", tmp_path / "s").out
    ran = run_kg("build", table, "--columns", "titel=题", "--store", tmp_path / "s")
    assert ran.code == 2
    assert "title" in ran.err


def test_pages_from_stdin(tmp_path: Path) -> None:
    """kg build - reads one page from standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", "-", "--store", tmp_path / "s", "--json"], cwd=ROOT,
        input=(SAMPLES / GOOD).read_bytes(), capture_output=True, env=subprocess_env(), check=True,
    )
    assert json.loads(done.stdout)["pages"] == 1


def test_a_month_in_a_files_name_bounds_a_tenure(run_kg: Run, tmp_path: Path) -> None:
    """In office at some time in July: began by its end, ended no sooner than its first day; no day is invented."""
    page = tmp_path / "徐汇报-2021-07.txt"
    page.write_text("徐汇区召开推进会\n\n徐汇区召开推进会。区委书记鲍炳章出席会议并讲话。\n", encoding="utf-8")
    _, report, _ = build(run_kg, page, "--store", tmp_path / "s")
    assert report["undated"] == 1
    (line,) = json.loads(run_kg("who", "徐汇区委书记", "--store", tmp_path / "s", "--json").out)
    (held,) = line["holders"]
    assert (held["start_not_after"], held["end_not_before"]) == ("2021-07-31", "2021-07-01")
    assert [source["day"] for source in held["sources"]] == ["2021-07"]
    assert "不晚于2021-07-31上任" in held["words"]
    assert run_kg("validate", "--store", tmp_path / "s").code == 0
