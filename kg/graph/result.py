"""What a query answered: rows, a truth value or a graph, to iterate once or to write in a format of its kind."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg import terms
from kg.errors import QueryError, StoreError
from kg.graph.sparql import Form

RdfTerm: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = tuple[RdfTerm | None, ...]
Value: TypeAlias = str | int | float | bool | Decimal | date | None

TABLE_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")

# What Oxigraph raises where a file cannot be read, a lock be had, or a service be reached.
FAILURES = (OSError, RuntimeError)

# Results that a worker or a server sends stay in memory up to this size, beyond it in a temporary file.
_SPOOL = 16 * 1024 * 1024


def spool() -> IO[bytes]:
    """A buffer for a result of unknown size."""
    return SpooledTemporaryFile(max_size=_SPOOL)


class Result:
    """The answer to one query; iterate it or write it, once.

    ``form`` is "select", "ask" or "graph" (CONSTRUCT and DESCRIBE). ``variables`` are the columns of a select, in the
    order of the query. ``boolean`` is the answer of an ask. ``truncated`` says that a row cap cut the answer.
    """

    def __init__(
        self,
        form: Form,
        *,
        live: QuerySolutions | QueryTriples | None = None,
        data: IO[bytes] | None = None,
        data_format: QueryResultsFormat = QueryResultsFormat.TSV,
        boolean: bool = False,
        cap: int | None = None,
        held: object = None,
    ) -> None:
        # What ``live`` reads from, so that it stays as long as there are rows to come.
        self._held = held
        self.form = "graph" if form in ("construct", "describe") else form
        self.boolean = boolean
        self.truncated = False
        self._data = data
        self._data_format = data_format
        self._solutions = live if isinstance(live, QuerySolutions) else None
        self._triples: Iterator[Triple] | QueryTriples | None = live if isinstance(live, QueryTriples) else None
        if self.form == "select" and self._solutions is None:
            self._solutions = self._parsed()
        elif self.form == "graph" and self._triples is None and data is not None:
            self._triples = (Triple(q.subject, q.predicate, q.object) for q in parse(data, RdfFormat.N_TRIPLES))
        self.variables = tuple(v.value for v in self._solutions.variables) if self._solutions is not None else ()
        if cap is not None:
            self._cut(cap)
        # Whoever reads a few rows and forgets the rest leaves no open file behind.
        if self._data is not None:
            weakref.finalize(self, self._data.close)

    def __iter__(self) -> Iterator[Row]:
        """The rows of a select; of a graph its triples as rows of three; of an ask none."""
        try:
            if self._solutions is not None:
                for solution in self._solutions:
                    yield tuple(solution)
            elif self._triples is not None:
                for triple in self._triples:
                    yield (triple.subject, triple.predicate, triple.object)
        except FAILURES as e:
            raise StoreError(f"the query failed while its answer was read: {e}") from e

    def records(self) -> Iterator[dict[str, Value]]:
        """The rows of a select as mappings from column to Python value (see :func:`python_value`)."""
        for row in self:
            yield {name: python_value(term) for name, term in zip(self.variables, row, strict=True)}

    def triples(self) -> Iterator[Triple]:
        """The triples of a graph, as they come; QueryError for another form."""
        if self._triples is None:
            raise QueryError("only CONSTRUCT and DESCRIBE answer with triples")
        yield from self._triples

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats that this answer can be written in."""
        return GRAPH_FORMATS if self.form == "graph" else tuple(TABLE_FORMATS)

    def write(self, out: IO[bytes], format: str) -> None:
        """Write the answer in one of :attr:`formats`; QueryError for another one. Tables stream; graphs are sorted."""
        if format not in self.formats:
            raise QueryError(f"{self.form} answers are written as {', '.join(self.formats)}, not as {format}")
        try:
            self._write(out, format)
        except RuntimeError as e:
            raise StoreError(f"the query failed while its answer was written: {e}") from e

    def _write(self, out: IO[bytes], format: str) -> None:
        if self.form == "graph":
            self._write_graph(out, format)
        elif self.form == "ask":
            _boolean(self.boolean).serialize(out, TABLE_FORMATS[format])
        elif self._data is not None and format == "tsv" and self._data_format == QueryResultsFormat.TSV:
            self._data.seek(0)
            shutil.copyfileobj(self._data, out)
        elif self._solutions is not None:
            self._solutions.serialize(out, TABLE_FORMATS[format])

    def text(self, format: str) -> str:
        """The answer in one of :attr:`formats` as text."""
        out = BytesIO()
        self.write(out, format)
        return out.getvalue().decode("utf-8")

    def close(self) -> None:
        """Let go of what the answer holds of the store."""
        self._solutions = self._triples = None
        if self._data is not None:
            self._data.close()

    def __enter__(self) -> Result:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _parsed(self) -> QuerySolutions:
        if self._data is None:
            raise QueryError("the answer has no rows to read")
        self._data.seek(0)
        parsed = parse_query_results(self._data, self._data_format)
        if not isinstance(parsed, QuerySolutions):
            raise QueryError("the store answered with a truth value where rows were asked for")
        return parsed

    def _cut(self, cap: int) -> None:
        """Keep ``cap`` rows or triples; the query was asked for one more, so that a cut is known before it is sent."""
        if self._triples is not None:
            kept = list(islice(self._triples, cap + 1))
            self.truncated = len(kept) > cap
            self._triples = iter(kept[:cap])
        elif self._solutions is not None:
            data = spool()
            self._solutions.serialize(data, QueryResultsFormat.TSV)
            data.seek(0)
            # A row is a line in TSV: line breaks inside values are escaped. The first line names the columns.
            ends = 0
            for line in data:
                ends += len(line)
                cap -= 1
                if cap < -1:
                    break
            if cap < -1:
                self.truncated = True
                data.truncate(ends - len(line))
            if self._data is not None:
                self._data.close()
            self._data, self._data_format = data, QueryResultsFormat.TSV
            self._solutions = self._parsed()

    def _write_graph(self, out: IO[bytes], format: str) -> None:
        from kg.graph.formats import write_triples

        write_triples(self.triples(), format, out)


def _boolean(value: bool) -> QueryBoolean:
    said = b'{"head":{},"boolean":%s}' % (b"true" if value else b"false")
    answer = parse_query_results(said, QueryResultsFormat.JSON)
    if not isinstance(answer, QueryBoolean):
        raise QueryError("a truth value cannot be written")
    return answer


_WHOLE = {terms.XSD + n for n in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")}
_FLOATS = {terms.XSD + "double", terms.XSD + "float"}


def python_value(term: RdfTerm | None) -> Value:
    """A term as a Python value: IRIs and strings as str, numbers, truth values and days as their types; what is no
    valid number or day stays text. A blank node is "_:id"."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return str(term)
    kind = term.datatype.value
    try:
        if kind in _WHOLE:
            return int(term.value)
        if kind == terms.XSD_DECIMAL:
            return Decimal(term.value)
        if kind in _FLOATS:
            return float(term.value)
        if kind == terms.XSD_DATE:
            return date.fromisoformat(term.value)
    except (ValueError, ArithmeticError):
        return term.value
    if kind == terms.XSD + "boolean":
        return term.value in ("true", "1")
    return term.value
