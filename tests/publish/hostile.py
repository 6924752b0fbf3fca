"""A small graph whose every text tries to break out of the page."""

from __future__ import annotations

from kg.publish.view.model import Quote, Source, ViewEdge, ViewGraph, ViewNode

TEXTS = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "<img src=x onerror=window.hacked=3>",
    "\"'><svg onload=window.hacked=4>",
    "{{ 7*7 }}{% raw %}%s %(x)s 100%",
    "<!-- <script> ]]> &lt;b&gt; &amp;",
    "第一行\u2028第二行\u2029第三行\u0000\u200f\\u003cscript>",
    "javascript:window.hacked=5",
    "=HYPERLINK(\"http://example.org\";\"点我\")",
    "\ud800半个代理对",
)


def hostile() -> ViewGraph:
    """Every text as label, other name, attribute, role, quote, headline, page, rule and title."""
    n = len(TEXTS)
    nodes = tuple(
        ViewNode(f"https://example.org/{i}/{text}", kind, text, (TEXTS[i - 1],), "", ((text, text),))
        for i, text in enumerate(TEXTS)
        for kind in (("person", "body")[i % 2],)
    )
    sources = tuple(Source(text, text, "2021-04-22") for text in TEXTS)
    quotes = tuple(Quote(text, i, 0, len(text), text, 0.5) for i, text in enumerate(TEXTS))
    edges = tuple(
        ViewEdge(i, (i + 1) % n, "holds", text, "2021-04-22", "2021-05-01", "current", (i,))
        for i, text in enumerate(TEXTS)
    )
    return ViewGraph(nodes, edges, quotes, sources, title=TEXTS[1], notes=(TEXTS[0],))
