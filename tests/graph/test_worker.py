"""Queries in a worker process: killed in time, replaced afterwards, right about errors, gone with their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from kg.errors import QueryError, QueryTimeout, StoreError
from kg.graph.opening import open_store
from kg.graph.sparql import read_query
from tests.conftest import ROOT
from tests.graph.made import forum_page, numbered_page

T = TypeVar("T")

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are listed in /proc")
NAMES = "SELECT ?n { ?p foaf:name ?n } ORDER BY ?n"


def children(pid: int) -> list[int]:
    """The processes that a process has started and that run."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    found: list[int] = []
    for task in tasks:
        # A thread may end between the listing and the reading.
        with suppress(FileNotFoundError, ProcessLookupError):
            found += map(int, task.read_text(encoding="ascii").split())
    return [child for child in found if runs(child)]


def runs(pid: int) -> bool:
    """Whether a process runs; one that waits for its parent to notice its end does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def wait_for(what: Callable[[], T]) -> T:
    """What a question answers as soon as it is true, at the latest after a minute: a busy machine is no failure."""
    for _ in range(600):
        if found := what():
            return found
        time.sleep(0.1)
    return what()


def test_store_answers_again_after_a_killed_query() -> None:
    """A killed worker is replaced, and a warm one answers at once."""
    with open_store(None) as store:
        store.put_page(forum_page())
        for _ in range(2):
            with pytest.raises(QueryTimeout):
                store.query(ENDLESS, timeout=0.1)
            assert len(list(store.query(NAMES, timeout=20))) == 5


@linux
def test_a_stopped_query_leaves_no_process() -> None:
    """After the time-out no process goes on working on the query, and closing the store ends the idle ones."""
    before = children(os.getpid())
    with open_store(None) as store:
        store.put_page(numbered_page(1))
        with pytest.raises(QueryTimeout):
            store.query(ENDLESS, timeout=0.2)
        assert children(os.getpid()) == before
        store.query(NAMES, timeout=20)
        assert len(children(os.getpid())) == len(before) + 1
    assert children(os.getpid()) == before


def test_a_failing_service_is_a_store_error() -> None:
    """What fails while the rows are made is told as it is, in a worker as in this process."""
    query = "SELECT ?x { SERVICE <file:///nowhere> { ?x ?y ?z } }"
    assert read_query(query).service
    assert not read_query("SELECT ?service { ?service rdfs:label 'SERVICE' }").service
    with open_store(None) as store:
        with pytest.raises(StoreError, match="query failed"):
            list(store.query(query))
        with pytest.raises(StoreError, match="query failed"):
            list(store.query(query, timeout=20))
        assert store.query("ASK {}", timeout=20).boolean


def test_threads_ask_at_the_same_time(tmp_path: Path) -> None:
    """Several threads with time-outs each get their own whole answer."""
    answers: list[list[str]] = []
    with open_store(tmp_path / "s", mode="write") as store:
        store.put_page(forum_page())

        def ask() -> None:
            answers.extend([str(row[0]) for row in store.query(NAMES, timeout=20)] for _ in range(5))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 20
        assert len({tuple(a) for a in answers}) == 1


def test_large_answers_come_whole() -> None:
    """An answer larger than every buffer comes through, and its cut is exact."""
    with open_store(None) as store:
        for n in range(10):
            store.put_page(numbered_page(n, facts=10))
        query = "SELECT ?s ?p ?o ?x { ?s ?p ?o . ?x a foaf:Person }"
        whole = list(store.query(query))
        assert sorted(map(str, store.query(query, timeout=60))) == sorted(map(str, whole))
        cut = store.query(query, timeout=60, limit=1000)
        assert cut.truncated
        assert cut.text("csv").count("\r\n") == 1001


@linux
def test_worker_ends_with_its_parent() -> None:
    """A parent that is killed leaves no query running behind it."""
    code = f"""
from kg.graph.opening import open_store
from tests.graph.made import numbered_page
store = open_store(None)
store.put_page(numbered_page(1))
print("ready", flush=True)
store.query({ENDLESS!r}, timeout=60)
"""
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        workers = wait_for(lambda: children(parent.pid))
        time.sleep(0.3)
        parent.send_signal(signal.SIGKILL)
    assert workers
    gone = wait_for(lambda: not any(runs(worker) for worker in workers))
    for worker in workers:
        if not gone:
            os.kill(worker, signal.SIGKILL)
    assert gone, "the worker outlived its parent"


DEEP = "SELECT ?s { ?s ?p " + "[ ?p " * 1000 + "?o" + " ]" * 1000 + " }"


@pytest.mark.parametrize(
    "text",
    [
        DEEP,
        "SELECT ?s { " + "{ " * 5000 + "?s ?p ?o" + " }" * 5001,
        "SELECT ?s { ?s ?p ?o FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    ],
)
def test_texts_nested_without_end_are_refused(text: str) -> None:
    """A text that would hold the parser for minutes or bring it down is refused before it is parsed."""
    with open_store(None) as store:
        for timeout in (None, 20):
            with pytest.raises(QueryError, match="nested more than"):
                store.query(text, timeout=timeout)
        assert store.query("ASK {}").boolean


def test_a_query_that_brings_the_parser_down_spares_this_process() -> None:
    """Signs nest without a bracket; the worker that falls over them is replaced and the caller told."""
    text = "SELECT ?s { ?s ?p ?o FILTER(" + "!" * 200_000 + "true) }"
    with open_store(None) as store:
        with pytest.raises((QueryError, QueryTimeout)):
            list(store.query(text, timeout=5))
        assert store.query("ASK {}", timeout=20).boolean


@linux
def test_a_worker_that_died_in_its_sleep_is_replaced() -> None:
    """An idle worker that something else has killed does not fail the next query."""
    with open_store(None) as store:
        store.put_page(forum_page())
        before = children(os.getpid())
        assert len(list(store.query(NAMES, timeout=20))) == 5
        for child in set(children(os.getpid())) - set(before):
            os.kill(child, signal.SIGKILL)
        wait_for(lambda: children(os.getpid()) == before)
        assert len(list(store.query(NAMES, timeout=20))) == 5
