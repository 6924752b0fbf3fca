"""The stages joined: from page files to a store that holds their graph.

    building  reads, cuts, extracts, fuses and stores page after page; the report says what came of it
    recipe    what a page's facts depend on besides the page, as a digest: program, rules, name lists
    stages    one page through the stages, as a function that knows nothing of the store
    identity  whose name stands for whom across pages, once all pages are in
    runs      which program with which rules read each page
    explaining  why the graph says what it says
"""

from kg.corpus import Columns, ReadReport, Recall, count_inputs
from kg.pipeline.building import build, build_pages, readable
from kg.pipeline.explaining import Ground, explain_facts
from kg.pipeline.identity import Decided, decide, decisions_file, judge, settle
from kg.pipeline.report import BuildReport, PageDone
from kg.pipeline.stages import Reader, reader
from kg.pipeline.touched import Settled
from kg.resources import resource

SAMPLE_PAGES = resource("seeds/articles")

__all__ = [
    "SAMPLE_PAGES",
    "BuildReport",
    "Columns",
    "Decided",
    "Ground",
    "PageDone",
    "ReadReport",
    "Reader",
    "Recall",
    "Settled",
    "build",
    "build_pages",
    "count_inputs",
    "decide",
    "decisions_file",
    "explain_facts",
    "judge",
    "readable",
    "reader",
    "settle",
]
