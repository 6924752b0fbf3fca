"""In which office somebody takes part: 区委书记鲍炳章出席 names the office with the part, in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import terms
from kg.fuse.identifiers import participation_iri, tenure_iri
from kg.graph.ntriples import Triple, between, iri
from kg.model import PARTICIPATION, Fact

_IN_CAPACITY_OF = between(terms.LG_IN_CAPACITY_OF)


def capacities(facts: Iterable[Fact], *, base: str) -> Iterator[Triple]:
    """For the facts of one article: each participation of a person with the offices that its own words name.

    Words are the same where the ranges of the two quotes overlap; an office that is said to be former, or that the
    article reports as given or taken, is nobody's capacity there.
    """
    facts = tuple(facts)
    held: dict[str, list[tuple[int, int, str]]] = {}
    for fact in facts:
        if fact.said.rel == "holds" and fact.said.status == "current":
            at = fact.said.evidence
            tenure = tenure_iri(fact.subj.iri, fact.obj.iri, fact.said.role, base=base)
            held.setdefault(fact.subj.iri, []).append((at.start, at.end, tenure))
    for fact in facts:
        if fact.said.rel in PARTICIPATION:
            at = fact.said.evidence
            part = participation_iri(fact.obj.iri, fact.subj.iri, fact.said.rel, base=base)
            for start, end, tenure in held.get(fact.subj.iri, ()):
                if start < at.end and at.start < end:
                    yield f"{iri(part)}{_IN_CAPACITY_OF}{iri(tenure)}"
