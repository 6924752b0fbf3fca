"""The page itself: pyvis draws the network into our template; one file, nothing fetched, nothing that text can run.

What pyvis does by itself and why it is not used: its template loads two files from a network even with everything
"in_line", escapes nothing, has no language (so that Chinese comes out with Japanese glyphs), and its ``write_html``
takes the encoding of the locale. Its vis-network script, its network and its rendering are used; the template,
the environment (autoescape) and the writing are ours.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.publish.view.layout import Layout, islands
from kg.publish.view.model import ViewGraph
from kg.publish.view.narrow import find
from kg.publish.view.options import ViewOptions
from kg.publish.view.payload import columns, fill, script_json
from kg.publish.view.tree import hierarchy

if TYPE_CHECKING:
    from pyvis.network import Network

_ASSETS: Final = Path(__file__).parent / "assets"
_STYLES: Final = ("base.css", "parts.css", "small.css", "print.css")
# In this order: each script uses only those before it, and main.js starts the page.
_SCRIPTS: Final = (
    "data.js", "words.js", "state.js", "filters.js", "palette.js", "paint.js", "labels.js", "local.js", "stage.js",
    "quotes.js", "path.js", "panel.js", "search.js", "controls.js", "period.js", "timeline.js", "table.js", "svg.js",
    "export.js", "keys.js", "main.js",
)


def render_html(graph: ViewGraph, options: ViewOptions | None = None) -> str:
    """The whole page as one string of HTML; the same graph and options give the same string."""
    from pyvis.network import Network  # 0.7 s, because it imports IPython: only when a page is really made

    options = options or ViewOptions()
    layout = hierarchy(graph) if options.form == "bodies" else islands(graph)
    # A lone surrogate, should a title have one, cannot be written as UTF-8.
    title = graph.title.encode("utf-8", "replace").decode("utf-8")
    network = Network(directed=True, cdn_resources="in_line", heading=title)
    fill(network, graph, layout)
    network.templateEnv = _environment(network, graph, layout, options)
    network.path = "page.html.j2"
    html: str = network.generate_html()
    return html


def write_html(graph: ViewGraph, path: str | Path, options: ViewOptions | None = None) -> Path:
    """Write the page to ``path`` as UTF-8 whatever the locale; returns the path. OSError if it cannot be written."""
    target = Path(path)
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write(render_html(graph, options))
    return target


def _environment(network: Network, graph: ViewGraph, layout: Layout, options: ViewOptions) -> Environment:
    """Jinja over our assets: everything escaped, a missing variable an error; vis's script is read from pyvis."""
    vis = (Path(network.template_dir) / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    # Its last line names a file that developer tools would fetch.
    vis = vis[: vis.rindex("//# sourceMappingURL")]
    script = "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    style = "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in _STYLES)
    start = find(graph, options.focus)[0] if options.focus else -1
    facts: dict[str, Any] = {"form": options.form, "start": start}
    environment = Environment(loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(
        nodes_count=len(graph.nodes), edges_count=len(graph.edges),
        vis=Markup(vis), script=Markup(script), style=Markup(style),
        hashes={"vis": _hash(vis), "script": _hash(script), "style": _hash(style)},
        payload=Markup(script_json(columns(graph, layout, network, facts))),
    )
    return environment


def _hash(text: str) -> str:
    """The source expression by which a content security policy lets exactly this inline text run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
