"""kg: from newspaper pages about local government in China to a knowledge graph with its proof.

The packages are the way the data flows:

    corpus   page files → articles       every character of a mended text knows its offset in the page
    extract  articles → statements       mentions → rules → statements, each with its evidence
    fuse     statements → facts          entities with stable identifiers, same / different / unsure
    graph    facts → RDF                 terms, quads, store, named queries, export, validation
    network  RDF → numbers               projections, paths, centrality, communities
    publish  RDF + numbers → people      the interactive page, the local server

``pipeline`` joins the stages, ``cli`` is the command line; ``model``, ``terms``, ``errors`` and ``gazetteer`` are
the ground they share. Values are immutable; a stage takes an iterable and yields.

    >>> import kg
    >>> with kg.open_store(":memory:") as store:
    ...     report = kg.build([kg.SAMPLE_PAGES], store)
    ...     people = store.query("SELECT ?name { ?p a foaf:Person ; foaf:name ?name }").records()
    ...     names = {row["name"] for row in people}
    >>> report.pages, report.unread, "鲍炳章" in names
    (5, (), True)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph.exporting import export
    from kg.graph.opening import open_store
    from kg.pipeline import SAMPLE_PAGES, BuildReport, PageDone, build

__version__ = "0.1.0"
__all__ = ["SAMPLE_PAGES", "BuildReport", "PageDone", "build", "export", "open_store"]

_HOMES = {
    "SAMPLE_PAGES": "kg.pipeline",
    "BuildReport": "kg.pipeline",
    "PageDone": "kg.pipeline",
    "build": "kg.pipeline",
    "export": "kg.graph.exporting",
    "open_store": "kg.graph.opening",
}


def __getattr__(name: str) -> Any:
    """The public functions, imported when they are asked for: ``import kg`` itself costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
