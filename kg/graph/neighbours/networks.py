"""The graph as a network: persons, bodies, events and policies joined by what the pages say, as GraphML or GEXF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

import networkx as nx

from kg.graph.neighbours.rows import Tables

# What XML 1.0 cannot hold in any way of writing it.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# networkx dates a GEXF file with the day it is written.
_WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')


def network(tables: Tables) -> nx.MultiDiGraph:
    """Nodes with label, type, kind and area; edges with relation (a word of ours), label (Chinese), role, status, date,
    the first quote with its page, and how many quotes there are. A node's name is its IRI, an edge's key too."""
    t = tables
    graph = nx.MultiDiGraph()
    for p in t.persons.values():
        _node(graph, p.id, p.name, "person", "", t.area_name(p.area))
    for b in t.bodies.values():
        _node(graph, b.id, b.name, "body", t.label("body-kind", b.kind), t.area_name(b.area))
    for e in t.events.values():
        _node(graph, e.id, e.name, "event", t.label("event-kind", e.kind), t.area_name(e.area), e.date)
    for policy in t.policies.values():
        kind = "专项行动" if policy.kind == "campaign" else "政策"
        _node(graph, policy.id, policy.name, "policy", kind, t.area_name(policy.area))
    for key, start, end, attributes, evidence in _edges(t):
        if start in graph and end in graph:
            graph.add_edge(start, end, key=key, id=key, **attributes, **_proof(t, evidence))
    return graph


def graphml(tables: Tables) -> bytes:
    """The network as GraphML."""
    out = io.BytesIO()
    nx.write_graphml_xml(network(tables), out, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return out.getvalue()


def gexf(tables: Tables) -> bytes:
    """The network as GEXF 1.2."""
    text = "\n".join(nx.generate_gexf(network(tables), encoding="utf-8", prettyprint=True, version="1.2draft"))
    header = '<?xml version="1.0" encoding="utf-8"?>\n'
    return (header + _WRITTEN_ON.sub("", text, count=1) + "\n").encode("utf-8")


def _node(graph: nx.MultiDiGraph, iri: str, label: str, kind: str, sort: str, area: str, date: str = "") -> None:
    values = {"label": label or iri, "type": kind, "kind": sort, "area": area, "date": date}
    graph.add_node(iri, **{name: _NOT_XML.sub("", value) for name, value in values.items()})


def _edges(t: Tables) -> Iterator[tuple[str, str, str, dict[str, str], tuple[str, ...]]]:
    """Each edge's key, ends, attributes and evidence."""
    for x in t.tenures.values():
        days = x.attested[0] if x.attested else ""
        said = {"relation": "holds", "label": x.role, "role": x.role, "status": " | ".join(x.statuses), "date": days}
        yield x.id, x.person, x.body, said, x.evidence
    for p in t.participations.values():
        date = t.events[p.event].date if p.event in t.events else ""
        said = {"relation": p.role, "label": t.label("participation", p.role), "role": "", "status": "", "date": date}
        yield p.id, p.participant, p.event, said, p.evidence
    for a in t.acts.values():
        label = "出台" if a.rel == "issues" else "落实"
        said = {"relation": a.rel, "label": label, "role": "", "status": "", "date": ""}
        yield a.id, a.body, a.policy, said, a.evidence
    for b in t.bodies.values():
        said = {"relation": "part_of", "label": "隶属", "role": "", "status": "", "date": ""}
        yield f"{b.id}#part_of", b.id, b.parent, said, ()


def _proof(t: Tables, evidence: Iterable[str]) -> dict[str, str | int]:
    rows = [t.evidence[iri] for iri in evidence if iri in t.evidence]
    first = min(rows, key=lambda r: (r.attested or "9999", r.page, int(r.start or 0)), default=None)
    quote, page = (first.quote, first.page) if first else ("", "")
    texts = {"quote": _NOT_XML.sub("", quote), "page": _NOT_XML.sub("", page)}
    return {**texts, "quotes": len(rows), "weight": max(len(rows), 1)}
