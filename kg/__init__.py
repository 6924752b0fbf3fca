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
"""

__version__ = "0.1.0"
