"""Which program with which rules made a graph: a prov:Activity that stands beside the facts, not in them.

A run is told by the version of the program and the digest of its rules, nothing else: two runs that would find the same
are the same run, so that the bytes of an export do not change with the day. A time is written only if the caller gives
one. No fact points to the run; the run points to the pages that it read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg import terms
from kg.errors import UsageError
from kg.graph.shapes import Queried

_PROGRAM = "local-governance-kg"
_RULES_DIGEST = terms.LG + "rulesDigest"
# Our terms that stand in the graph of runs only.
RUN_TERMS = frozenset({_RULES_DIGEST})


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the extraction: a digest of its rules and name lists, the program's version, an xsd:dateTime or ""."""

    rules: str
    version: str
    at: str = ""

    def __post_init__(self) -> None:
        if not self.rules or not self.version:
            raise UsageError("a run is told by the digest of its rules and the version of the program; one is missing")

    def iri(self, base: str = terms.BASE) -> str:
        """The run's IRI: version and the first 20 digits of the rules' digest."""
        return terms.mint(base, "run", self.version, self.rules[:20])


def run_graph(base: str = terms.BASE) -> NamedNode:
    """The name of the graph in which runs stand."""
    return NamedNode(terms.mint(base, "graph", "run"))


def run_triples(run: Run, pages: Iterable[str], *, base: str = terms.BASE) -> Iterator[Triple]:
    """What is said of a run that read the pages with these IRIs."""
    this = NamedNode(run.iri(base))
    program = NamedNode(terms.mint(base, "software", _PROGRAM, run.version))
    a = NamedNode(terms.RDF_TYPE)
    yield Triple(this, a, NamedNode(terms.PROV + "Activity"))
    yield Triple(this, NamedNode(_RULES_DIGEST), Literal(run.rules))
    yield Triple(this, NamedNode(terms.PROV + "wasAssociatedWith"), program)
    yield Triple(program, a, NamedNode(terms.PROV + "SoftwareAgent"))
    yield Triple(program, NamedNode(terms.SCHEMA_NAME), Literal(_PROGRAM))
    yield Triple(program, NamedNode(terms.SCHEMA + "softwareVersion"), Literal(run.version))
    if run.at:
        moment = Literal(run.at, datatype=NamedNode(terms.XSD + "dateTime"))
        yield Triple(this, NamedNode(terms.PROV + "endedAtTime"), moment)
    for page in sorted(set(pages)):
        yield Triple(this, NamedNode(terms.PROV + "used"), NamedNode(page))


def pages_of(store: Queried) -> list[str]:
    """The IRIs of the pages of a store, sorted."""
    return sorted(page.value for (page,) in store.query(f"SELECT ?page WHERE {{ ?page a <{terms.LG_PAGE}> }}"))
