"""Named graphs replaced, and the default graph kept as what it is: the union of the named graphs, each triple once.

A triple that a graph no longer says leaves the default graph only if no other graph says it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

from kg.graph.engine import DEFAULT, Engine

# From so many quads on a bulk load is the faster way in.
_MANY = 5_000
# So many triples of a graph that is filled are in memory at once.
_AT_A_TIME = 25_000


def replace(
    engine: Engine, graphs: Iterable[NamedNode], new: tuple[Quad, ...], old_books: list[Quad], new_books: list[Quad]
) -> bool:
    """Put ``new`` in the place of all that ``graphs`` hold; False if that changes nothing."""
    graphs = frozenset(graphs)
    old = [q for graph in sorted(graphs, key=str) for q in engine.quads(graph)]
    old_quads, new_quads = set(old), set(new)
    remove = [q for q in old if q not in new_quads]
    add = [q for q in new if q not in old_quads]
    old_triples = dict.fromkeys(q.triple for q in old)
    new_triples = dict.fromkeys(q.triple for q in new)
    lost = [t for t in old_triples if t not in new_triples]
    kept = engine.elsewhere(lost, graphs)
    remove += [Quad(t.subject, t.predicate, t.object, DEFAULT) for t in lost if t not in kept]
    add += [Quad(t.subject, t.predicate, t.object, DEFAULT) for t in new_triples if t not in old_triples]
    remove += [q for q in old_books if q not in new_books]
    add += [q for q in new_books if q not in old_books]
    drop = sorted(graphs - {q.graph_name for q in new if isinstance(q.graph_name, NamedNode)}, key=str)
    drop = drop if old else []
    if not (remove or add):
        return False
    if remove or drop:
        engine.exchange(remove, add, drop)
    else:
        _add(engine, add)
    return True


def _add(engine: Engine, quads: list[Quad]) -> None:
    if len(quads) >= _MANY:
        engine.bulk_add(quads)
    else:
        engine.exchange([], quads, [])


def fill(engine: Engine, graph: NamedNode, triples: Iterable[Quad | Triple]) -> bool:
    """Put triples into a graph that is empty, some at a time; False if there are none."""
    rest, filled = iter(triples), False
    while some := dict.fromkeys(Triple(t.subject, t.predicate, t.object) for t in islice(rest, _AT_A_TIME)):
        _add(engine, [_at(t, place) for t in some for place in (graph, DEFAULT)])
        filled = True
    return filled


def amend(engine: Engine, graph: NamedNode, old: Iterable[Triple], new: Iterable[Triple]) -> bool:
    """Put ``new`` in the place of ``old`` in one graph, of which the rest stays; False if that changes nothing."""
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    lost, won = [t for t in before if t not in after], [t for t in after if t not in before]
    if not (lost or won):
        return False
    kept = engine.elsewhere(lost, frozenset((graph,)))
    places = (graph, DEFAULT)
    remove = [_at(t, place) for t in lost for place in places if place != DEFAULT or t not in kept]
    engine.exchange(remove, [_at(t, place) for t in won for place in places], [])
    return True


def _at(t: Triple, place: NamedNode | DefaultGraph) -> Quad:
    return Quad(t.subject, t.predicate, t.object, place)
