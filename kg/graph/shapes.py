"""The SHACL shapes of ``ontology/shapes.ttl`` as SPARQL queries that any store answers.

Every constraint of a property shape becomes one query for the nodes that break it; a SPARQL constraint is such a query
already, and only what it asks of the office scheme is put in as a table, because a store need not hold the scheme. Just
the part of SHACL that the shapes use is read; anything else is refused by name, so that no constraint is passed over.
A test runs pySHACL over the same graphs and compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from kg import terms
from kg.errors import DataError
from kg.resources import resource

SH = "http://www.w3.org/ns/shacl#"
SHAPES = "https://w3id.org/local-governance/shapes#"

# What the constraints ask of the office scheme, each on a line of its own: "?role lg:singleSeat true ."
_SCHEME_LINE = re.compile(r"^(\s*)(\?\w+) lg:(singleSeat|actsFor|bodyKind) (\S+) \.$", re.MULTILINE)
_SCHEME_TERMS = ("singleSeat", "actsFor", "bodyKind")
# What a shape may say of itself beside its constraints.
_ABOUT = {SH + n for n in ("path", "severity", "name", "message", "description", "property", "sparql", "targetClass")}
_CASTS = {terms.XSD_STRING, terms.XSD_DATE, terms.XSD_INTEGER, terms.XSD_DECIMAL}
_KINDS_OF_NODE = {SH + "IRI": "ISIRI", SH + "Literal": "ISLITERAL"}
_BOUNDS = {"minInclusive": ">=", "maxInclusive": "<="}
_ORDERS = {"lessThan": "<", "lessThanOrEquals": "<="}


class Queried(Protocol):
    """Whatever answers SPARQL with rows: pyoxigraph's Store, our GraphStore."""

    def query(self, query: str, /) -> Any:
        """The rows of a SELECT, each with its terms in the order of the query's variables."""


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint: ``query`` selects ?this and, where one is to blame, ?value and what ``message`` names as {?x}.

    ``shape`` is the shape's IRI, ``component`` the kind of constraint as SHACL calls it, ``path`` the property that is
    constrained, with ^ before it where it is followed backwards ("" for a SPARQL constraint). ``title``, ``message``
    and ``todo`` are in Chinese.
    """

    shape: str
    component: str
    severity: str
    path: str
    title: str
    message: str
    todo: str
    query: str


@lru_cache(maxsize=1)
def default_shapes() -> Store:
    """The shapes that come with kg, as a store."""
    return read_turtle(resource("ontology/shapes.ttl"))


@lru_cache(maxsize=1)
def default_vocabulary() -> Store:
    """The ontology and the schemes that come with kg, as one store."""
    return read_turtle(resource("ontology/governance.ttl"), resource("ontology/schemes.ttl"))


def read_turtle(*paths: Path) -> Store:
    """The triples of Turtle files in the default graph of a new store in memory; DataError names file and place."""
    store = Store()
    path = Path()
    try:
        for path in paths:
            store.load(path=str(path), format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise DataError(f"{path}:{error.lineno}: {error.msg}") from error
    return store


def scheme_pairs(*sources: Queried) -> dict[str, frozenset[tuple[str, str]]]:
    """What the sources say of offices, by property name: pairs (office, value), both as SPARQL writes them."""
    return {
        name: frozenset(
            (str(office), str(value))
            for source in sources
            for office, value in source.query(f"SELECT ?office ?value WHERE {{ ?office <{terms.LG}{name}> ?value }}")
        )
        for name in _SCHEME_TERMS
    }


def subclasses(*sources: Queried) -> dict[str, tuple[str, ...]]:
    """Every class that has classes below it, with itself and all of them, sorted."""
    below: dict[str, set[str]] = {}
    for source in sources:
        for lower, upper in source.query(f"SELECT ?lower ?upper WHERE {{ ?lower <{terms.RDFS}subClassOf> ?upper }}"):
            if isinstance(lower, NamedNode) and isinstance(upper, NamedNode):
                below.setdefault(upper.value, set()).add(lower.value)
    closed: dict[str, tuple[str, ...]] = {}
    for top in below:
        found, waiting = {top}, [top]
        while waiting:
            new = below.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        closed[top] = tuple(sorted(found))
    return closed


def compile_checks(
    shapes: Store,
    *,
    pairs: Mapping[str, Iterable[tuple[str, str]]],
    below: Mapping[str, tuple[str, ...]],
) -> tuple[Check, ...]:
    """All constraints of ``shapes`` as queries, in the order of their shapes' IRIs.

    ``pairs`` is what :func:`scheme_pairs` gave, ``below`` what :func:`subclasses` gave. DataError for a kind of
    constraint that this reader does not know.
    """
    reader = _Reader(shapes, below)
    checks: list[Check] = []
    for shape in sorted(reader.subjects(SH + "targetClass"), key=str):
        targets = sorted({reader.iri(o) for o in reader.objects(shape, "targetClass")})
        for prop in sorted(reader.objects(shape, "property"), key=str):
            checks.extend(reader.property_checks(prop, targets))
        checks.extend(reader.sparql_check(shape, constraint, pairs) for constraint in reader.objects(shape, "sparql"))
    return tuple(checks)


class _Reader:
    def __init__(self, shapes: Store, below: Mapping[str, tuple[str, ...]]) -> None:
        self._shapes = shapes
        self._below = below

    def subjects(self, predicate: str) -> set[NamedNode]:
        quads = self._shapes.quads_for_pattern(None, NamedNode(predicate), None)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def objects(self, subject: object, name: str) -> list[object]:
        predicate = NamedNode(name if ":" in name else SH + name)
        return [quad.object for quad in self._shapes.quads_for_pattern(subject, predicate, None)]  # type: ignore[arg-type]

    def iri(self, term: object) -> str:
        if not isinstance(term, NamedNode):
            raise DataError(f"ontology/shapes.ttl: expected an IRI, not {term}")
        return term.value

    def text(self, subject: object, name: str) -> str:
        """The Chinese text, else the first of any language, else ""."""
        found = sorted(
            (o for o in self.objects(subject, name) if isinstance(o, Literal)),
            key=lambda o: (o.language != "zh", o.language or "", o.value),
        )
        return found[0].value if found else ""

    def severity(self, shape: object) -> str:
        given = self.objects(shape, "severity")
        return self.iri(given[0]).removeprefix(SH).lower() if given else "violation"

    def members(self, head: object) -> list[object]:
        """The members of an RDF list in their order."""
        members: list[object] = []
        while head != NamedNode(terms.RDF + "nil"):
            members.extend(self.objects(head, terms.RDF + "first"))
            (head,) = self.objects(head, terms.RDF + "rest")
        return members

    def property_checks(self, shape: object, targets: list[str]) -> list[Check]:
        (path_node,) = self.objects(shape, "path")
        inverse = self.objects(path_node, "inversePath") if isinstance(path_node, BlankNode) else []
        path = self.iri(inverse[0] if inverse else path_node)

        def step(end: str) -> str:
            return f"{end} <{path}> ?this ." if inverse else f"?this <{path}> {end} ."

        target = self._is_a("?this", targets)
        quads = self._shapes.quads_for_pattern(shape, None, None)  # type: ignore[arg-type]
        checks = []
        for quad in sorted(quads, key=lambda q: (q.predicate.value, str(q.object))):
            if quad.predicate.value in _ABOUT or quad.predicate.value == terms.RDF_TYPE:
                continue
            name = quad.predicate.value.removeprefix(SH)
            pattern = self._violating(name, quad, step, path)
            blamed = "?value" if "?value" in pattern else ""
            query = f"SELECT DISTINCT ?this {blamed} WHERE {{ {target} {pattern} }}"
            component = SH + name[0].upper() + name[1:] + "ConstraintComponent"
            checks.append(self._check(shape, component, f"^{path}" if inverse else path, query, shape))
        return checks

    def _violating(self, name: str, quad: Quad, step: Callable[[str], str], path: str) -> str:
        """The pattern that holds where the constraint is broken; ?value is what is to blame, if anything is.

        MINUS and not NOT EXISTS: the latter looks a node up in each of its triples, and a leader has thousands.
        """
        wanted = quad.object
        each = step("?value")
        if name in ("minCount", "maxCount") and isinstance(wanted, Literal) and wanted.value == "1":
            if name == "minCount":
                return f"MINUS {{ {step('?any')} }}"
            return f"{step('?one')} {step('?another')} FILTER(!SAMETERM(?one, ?another))"
        if name == "datatype" and (datatype := self.iri(wanted)) in _CASTS:
            # The letters may not fit the datatype they carry: 2021-02-30 as an xsd:date.
            fits = f"COALESCE(DATATYPE(?value) = <{datatype}> && BOUND(?cast), false)"
            return f"{each} BIND(<{datatype}>(STR(?value)) AS ?cast) FILTER(!{fits})"
        if name == "nodeKind" and (test := _KINDS_OF_NODE.get(self.iri(wanted))):
            return f"{each} FILTER(!{test}(?value))"
        if name == "class":
            return f"{each} MINUS {{ {self._is_a('?value', [self.iri(wanted)])} }}"
        if name == "or":
            classes = [self.iri(c) for member in self.members(wanted) for c in self.objects(member, "class")]
            if classes:
                return f"{each} MINUS {{ {self._is_a('?value', classes)} }}"
        if name == "in":
            return f"{each} FILTER(?value NOT IN ({', '.join(map(str, self.members(wanted)))}))"
        if name == "pattern" and isinstance(wanted, Literal):
            return f"{each} FILTER(!REGEX(STR(?value), {Literal(wanted.value)}))"
        if name == "minLength" and isinstance(wanted, Literal):
            return f"{each} FILTER(STRLEN(STR(?value)) < {wanted.value})"
        if name in _BOUNDS:
            return f"{each} FILTER(!COALESCE(?value {_BOUNDS[name]} {wanted}, false))"
        if name in _ORDERS:
            other = f"?this <{self.iri(wanted)}> ?other ."
            return f"{each} {other} FILTER(!COALESCE(?value {_ORDERS[name]} ?other, false))"
        raise DataError(f"ontology/shapes.ttl: kg does not check sh:{name} {wanted} (on <{path}>)")

    def sparql_check(
        self, shape: object, constraint: object, pairs: Mapping[str, Iterable[tuple[str, str]]]
    ) -> Check:
        """A SPARQL constraint, with its prefixes declared and the scheme's lines replaced by what the scheme says."""
        declared = sorted(
            f"PREFIX {self.text(entry, 'prefix')}: <{self.text(entry, 'namespace')}>"
            for holder in self.objects(constraint, "prefixes")
            for entry in self.objects(holder, "declare")
        )
        select = self.text(constraint, "select").replace("$this", "?this")
        query = _SCHEME_LINE.sub(lambda match: _table(match, pairs), select)
        return self._check(shape, SH + "SPARQLConstraintComponent", "", "\n".join([*declared, query]), constraint)

    def _check(self, shape: object, component: str, path: str, query: str, says: object) -> Check:
        return Check(
            shape=self.iri(shape), component=component, severity=self.severity(shape), path=path, query=query,
            title=self.text(shape, "name"), message=self.text(says, "message"), todo=self.text(shape, "description"),
        )

    def _is_a(self, variable: str, classes: Iterable[str]) -> str:
        """That ``variable`` is of one of the classes or of a class below one of them."""
        wanted = sorted({lower for c in classes for lower in self._below.get(c, (c,))})
        if len(wanted) == 1:
            return f"{variable} <{terms.RDF_TYPE}> <{wanted[0]}> ."
        kind = f"?kind_of_{variable[1:]}"
        return f"VALUES {kind} {{ {' '.join(f'<{c}>' for c in wanted)} }} {variable} <{terms.RDF_TYPE}> {kind} ."


def _table(line: re.Match[str], pairs: Mapping[str, Iterable[tuple[str, str]]]) -> str:
    """The VALUES that take the place of "?role lg:actsFor ?full ." or "?role lg:singleSeat true ."."""
    indent, office, name, value = line.groups()
    known = sorted(pairs[name])
    if value.startswith("?"):
        return f"{indent}VALUES ({office} {value}) {{ {' '.join(f'({a} {b})' for a, b in known)} }}"
    wanted = f'"true"^^<{terms.XSD}boolean>' if value == "true" else f"<{terms.SCHEME}{value.replace(':', '/')}>"
    return f"{indent}VALUES {office} {{ {' '.join(a for a, b in known if b == wanted)} }}"
