"""The page as a file: one piece, nothing to fetch, nothing that a text can break out of, the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.publish.view import ViewGraph, ViewOptions, render_html, write_html
from kg.publish.view.payload import script_json
from tests.publish.hostile import TEXTS, hostile
from tests.publish.planted import planted

SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(planted(120))


def payload(html: str) -> dict[str, object]:
    data = [body for attrs, body in SCRIPT.findall(html) if "application/json" in attrs]
    assert len(data) == 1
    return json.loads(data[0])  # type: ignore[no-any-return]


def test_the_same_graph_gives_the_same_bytes(page: str) -> None:
    """Rendering twice gives the same page."""
    assert render_html(planted(120)) == page


def test_nothing_is_fetched(page: str) -> None:
    """No element or style of the page names an address to load from; outside vis's own text there is none at all."""
    own = "".join(body for _, body in SCRIPT.findall(page) if "vis-network" not in body[:400])
    rest = SCRIPT.sub("", page)
    assert not re.findall(r"(?:src|href)\s*=\s*[\"']?[^\"'#\s]", rest)
    assert not re.findall(r"@import|url\((?!data:)", rest)
    assert not re.findall(r"sourceMappingURL", page)
    assert not re.findall(r"\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\b", own)


def test_only_our_own_scripts_may_run(page: str) -> None:
    """The policy names the hash of every script and style of the page, and allows nothing else."""
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    allowed = set(re.findall(r"sha256-[\w+/=]+", policy[1].replace("&#43;", "+").replace("&#x2B;", "+")))
    inline = [body for attrs, body in SCRIPT.findall(page) if "application/json" not in attrs]
    inline += re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert {f"sha256-{base64.b64encode(hashlib.sha256(b.encode()).digest()).decode()}" for b in inline} == allowed


def test_the_page_is_in_chinese(page: str) -> None:
    """Language and encoding are declared before any text, so that glyphs and characters come out right."""
    assert page.startswith('<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">')


def test_every_edge_goes_in() -> None:
    """Parallel, reciprocal and circular edges all arrive in the page, each with its ends, label and quotes."""
    graph = planted(60)
    twice = ViewGraph(graph.nodes, (*graph.edges, *graph.edges, *graph.edges[:7]), graph.quotes, graph.sources)
    edges = payload(render_html(twice))["edges"]
    assert isinstance(edges, dict)
    assert list(zip(edges["from"], edges["to"], edges["quotes"], strict=True)) == [
        (e.source, e.target, list(e.quotes)) for e in twice.edges
    ]


def test_hostile_text_stays_text() -> None:
    """Whatever labels, quotes and titles hold, the page has its own three scripts and no element of theirs."""
    html = render_html(hostile())
    assert len(SCRIPT.findall(html)) == 3
    outside = SCRIPT.sub("", html)
    assert "<img" not in outside
    assert "onload" not in outside.replace("&#34;&#39;&gt;&lt;svg onload", "")
    assert "&lt;/script&gt;" in outside


def test_texts_come_back_as_they_went_in() -> None:
    """What the page's script reads is what the graph held, to the last odd character."""
    nodes = payload(render_html(hostile()))["nodes"]
    assert isinstance(nodes, dict)
    assert nodes["label"] == list(TEXTS)


def test_json_in_a_script_cannot_end_it() -> None:
    """No character that HTML or an old JavaScript would stumble over stands raw."""
    text = script_json({"a": "</script><!--\u2028&", "b": "张"})
    assert not re.search("[<>&\u2028\u2029]", text)
    assert "张" in text
    assert json.loads(text) == {"a": "</script><!--\u2028&", "b": "张"}


def test_written_as_utf8_whatever_the_locale(tmp_path: Path) -> None:
    """Under a locale that knows no Chinese the file is the same UTF-8."""
    code = (
        "import sys; from tests.publish.planted import planted; from kg.publish.view import write_html; "
        "write_html(planted(12), sys.argv[1])"
    )
    env = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": "."}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "c.html")], check=True, env=env)
    write_html(planted(12), tmp_path / "here.html")
    assert (tmp_path / "c.html").read_bytes() == (tmp_path / "here.html").read_bytes()
    assert "样例图" in (tmp_path / "c.html").read_text(encoding="utf-8")


def test_an_empty_graph_is_a_page() -> None:
    """A store without facts gives a page that says so, not an error."""
    html = render_html(ViewGraph((), (), title="空"), ViewOptions())
    assert "<title>空</title>" in html
