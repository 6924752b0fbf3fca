"""A build that is killed at any moment leaves a store that opens, holds whole pages only, and can be finished."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.graph.opening import open_store
from tests.conftest import ROOT
from tests.graph.made import numbered_page

PAGES = 30

# Puts and replaces pages for ever, page by page or in bulk, and says each number when its page is in.
_BUILD = f"""
import sys
from itertools import count
from kg.graph.opening import open_store
from tests.graph.made import numbered_page
with open_store(sys.argv[1], mode="write") as store:
    print("open", flush=True)
    for n in count():
        if sys.argv[2] != "page":
            with store.bulk(beside=sys.argv[2] == "beside"):
                for page in range({PAGES}):
                    store.put_page(numbered_page(page, name=f"{{n}}-{{page}}.txt"))
            for page in range({PAGES}):
                store.drop_page(f"{{n}}-{{page}}.txt")
        else:
            store.put_page(numbered_page(n % {PAGES}, variant=n // {PAGES}))
            if n % 7 == 6:
                store.drop_page(f"page-{{(n // 2) % {PAGES}:05}}.txt")
        print(n, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("how", ["page", "bulk", "beside"])
def test_kill_at_any_moment_leaves_whole_pages(tmp_path: Path, how: str) -> None:
    """Killed two dozen times at random moments, the store opens at once, equals what its pages make, and when the
    build is run to its end gives the bytes of a build that was never killed."""
    chance = random.Random(20210420)
    where = tmp_path / "killed"
    for _ in range(24):
        with subprocess.Popen(
            [sys.executable, "-c", _BUILD, str(where), how], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            # From the creation of the store on, not only while pages go in.
            if chance.random() < 0.8:
                assert child.stdout.readline() == "open\n"
            time.sleep(chance.random() * 0.4)
            child.send_signal(signal.SIGKILL)
        with open_store(where, mode="write") as store, open_store(None) as fresh:
            held = store.pages()
            versions = {}
            for name in held:
                for variant in range(400):
                    page = _page(name, variant, how)
                    if page.page.sha256 == held[name]:
                        versions[name] = page
                        break
            assert versions.keys() == held.keys()
            for page in versions.values():
                fresh.put_page(page)
            assert store.lines(named=True) == fresh.lines(named=True)
            assert store.digests() == fresh.digests()
    with open_store(where, mode="write") as store, open_store(None) as fresh:
        for name in store.pages():
            store.drop_page(name)
        for number in range(PAGES):
            store.put_page(numbered_page(number))
            fresh.put_page(numbered_page(number))
        assert store.lines(named=True) == fresh.lines(named=True)


def _page(name: str, variant: int, how: str):  # type: ignore[no-untyped-def]
    if how != "page":
        return numbered_page(int(name.partition("-")[2].removesuffix(".txt")), name=name)
    return numbered_page(int(name[5:10]), variant=variant)
