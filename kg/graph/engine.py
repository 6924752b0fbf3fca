"""What a store needs of the database below it: memory, disk and a remote server do the same few things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph.leash import Leash
from kg.graph.result import Result

DEFAULT = DefaultGraph()


class Engine(Protocol):
    """A database of quads. Every method raises StoreError when the database cannot do it."""

    location: str
    writable: bool

    def query(
        self,
        text: str,
        bindings: Mapping[str, Any],
        *,
        leash: Leash | None = None,
        cap: int | None = None,
        graph: NamedNode | None = None,
    ) -> Result:
        """Evaluate a query (see :meth:`kg.graph.store.GraphStore.query`), over one named graph if one is given.

        With a ``leash`` it can be stopped, and its answer is whole before it is seen.
        """
        ...

    def update(self, text: str) -> None:
        """Run a SPARQL update as one transaction."""
        ...

    def quads(
        self,
        graph: NamedNode | DefaultGraph | None = None,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: NamedNode | Literal | None = None,
    ) -> Iterator[Quad]:
        """The quads that match; None matches everything."""
        ...

    def elsewhere(self, triples: Iterable[Triple], graphs: frozenset[NamedNode]) -> set[Triple]:
        """Those of the triples that stand in a named graph other than ``graphs``."""
        ...

    def exchange(self, remove: Sequence[Quad], add: Sequence[Quad], drop: Sequence[NamedNode]) -> None:
        """Remove quads, add quads and forget emptied graphs, in one transaction."""
        ...

    def bulk_add(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast, as one transaction."""
        ...

    def bulk_load(self, text: bytes) -> None:
        """Add N-Quads that this program has written, fast and as one transaction."""
        ...

    def scratch(self) -> IO[bytes] | None:
        """A file without a name where the data lie, for what waits to be loaded; None where loading at once costs no
        more. The caller closes it."""
        ...

    def lines(self, *, named: bool) -> list[str]:
        """The default graph as N-Triples lines, or with ``named`` all quads as N-Quads lines; unsorted."""
        ...

    def is_empty(self) -> bool:
        """Whether there is not a single quad."""
        ...

    def refresh(self) -> bool:
        """See what another process has written since; False if there was nothing to do."""
        ...

    def flush(self) -> None:
        """Bring everything to the disk."""
        ...

    def optimize(self) -> None:
        """Order the data for reading, after much was written."""
        ...

    def close(self) -> None:
        """Let the database go; other processes may write it."""
        ...


def update_text(remove: Sequence[Quad], add: Sequence[Quad], drop: Sequence[NamedNode]) -> str:
    """The exchange as one SPARQL update: its parts are applied together or not at all."""
    parts = []
    if remove:
        parts.append(f"DELETE DATA {{\n{_data(remove)}}}")
    parts += [f"DROP SILENT GRAPH {graph}" for graph in drop]
    if add:
        parts.append(f"INSERT DATA {{\n{_data(add)}}}")
    return " ;\n".join(parts)


def _data(quads: Sequence[Quad]) -> str:
    by_graph: dict[str, list[str]] = {}
    for q in quads:
        graph = "" if q.graph_name == DEFAULT else str(q.graph_name)
        by_graph.setdefault(graph, []).append(f"{q.subject} {q.predicate} {q.object} .\n")
    return "".join(
        f"GRAPH {graph} {{\n{''.join(lines)}}}\n" if graph else "".join(lines) for graph, lines in by_graph.items()
    )


def nt_lines(data: bytes) -> list[str]:
    """The lines of N-Triples or N-Quads. Only line feeds end one: U+2028 and its like may stand in a literal."""
    lines = data.decode("utf-8").split("\n")
    lines.pop()
    return lines
