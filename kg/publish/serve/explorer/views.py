"""What each page of the explorer is made of: the name of its template and the values for it. Nothing of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, TypeAlias
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from kg import terms
from kg.errors import QueryError, QueryTimeout, UsageError
from kg.graph.binding import to_iri
from kg.graph.queries import NamedQuery, ask, named_queries, named_query
from kg.graph.search import KINDS
from kg.graph.store import GraphStore
from kg.publish.serve.explorer.about import About, read_about
from kg.publish.serve.explorer.describe import write_description
from kg.publish.serve.explorer.facts import MOST, Quote, Thing, read_things
from kg.publish.serve.explorer.index import Index
from kg.publish.serve.explorer.node import read_node
from kg.publish.serve.explorer.text import page_text, show_article
from kg.publish.serve.explorer.things import DRAWN, READERS, SHOWN, SHOWN_QUOTES, Shown, happenings
from kg.publish.serve.explorer.timeline import timeline
from kg.publish.serve.protocol import Refused
from kg.publish.serve.settings import Settings

Made: TypeAlias = tuple[str, dict[str, Any]]
Params: TypeAlias = Mapping[str, str]

_LIMITS = {"shown_at_most": SHOWN, "quotes_at_most": SHOWN_QUOTES, "drawn_at_most": DRAWN, "most": MOST}
_RESULTS = 100
_ROWS = 1000
_LATEST = "SELECT ?event WHERE { ?event a schema:Event ; schema:startDate ?day } ORDER BY DESC(?day) ?event LIMIT 12"
_MOST_SEEN = """SELECT ?thing (COUNT(?part) AS ?n) WHERE { VALUES ?class { %s } ?thing a ?class .
  { ?part cv:hasParticipant ?thing } UNION { ?part org:member|org:organization ?thing } }
  GROUP BY ?thing ORDER BY DESC(?n) ?thing LIMIT 12"""


class Unknown(Refused):
    """A thing that the graph does not have; ``name`` is what to look for instead."""

    def __init__(self, iri: str) -> None:
        super().__init__(404, f"the graph has no {iri}")
        self.name = iri.rstrip("/").rpartition("/")[2]


class Views:
    """Makes pages from the store."""

    def __init__(self, store: GraphStore, settings: Settings, index: Index) -> None:
        self._store = store
        self._settings = settings
        self._index = index

    def home(self, params: Params) -> Made:
        """The first page: sizes, who and what is reported most, the latest events."""
        return "home.html", {**self._index.kept("home", self._graph_at_large), "queries": named_queries()}

    def _graph_at_large(self) -> dict[str, Any]:
        latest = [str(row["event"]) for row in self._store.query(_LATEST).records()]
        return {
            "counts": self._store.counts(),
            "latest": happenings(self._store, read_things(self._store, latest).values()),
            "persons": self._most_seen("foaf:Person"),
            "bodies": self._most_seen("org:Organization"),
        }

    def _most_seen(self, class_name: str) -> list[tuple[Thing, int]]:
        rows = [(str(r["thing"]), int(str(r["n"]))) for r in self._store.query(_MOST_SEEN % class_name).records()]
        things = read_things(self._store, (iri for iri, _ in rows))
        return [(things[iri], n) for iri, n in rows]

    def search(self, params: Params) -> Made:
        """Results of a search."""
        text, kind = params.get("q", "").strip()[:200], params.get("kind", "")
        kinds = [kind] if kind in KINDS else []
        found = self._index.names().find(text, kinds=kinds, limit=_RESULTS) if text else ()
        return "search.html", {"text": text, "found": found, "kind": kind, "kinds": KINDS, "most": _RESULTS}

    def thing(self, params: Params, iri: str) -> Made:
        """A thing on a page of its kind; Unknown if the graph does not have it."""
        about = self._about(iri)
        data = {format: _with(params, format=format) for format in ("ttl", "jsonld", "nt", "rdf")}
        common = {"about": about, "data": data, **_LIMITS}
        reader = READERS.get(about.thing.kind)
        if reader is None:
            return "node.html", {**common, "node": read_node(self._store, iri)}
        shown = reader(self._store, about)
        more: dict[str, Any] = {"timeline": timeline(shown.offices)} if about.thing.kind == "person" else {}
        if about.thing.kind == "body":
            more["timelines"] = [timeline(seat.holders) for seat in shown.seats]
        if about.thing.kind == "article":
            more |= self._text(about, shown)
        return f"{about.thing.kind}.html", {**common, "it": shown, **more}

    def _text(self, about: About, shown: Shown) -> dict[str, Any]:
        """An article's sentences, numbered, and its text with them marked; None where the text is not kept."""
        numbers: dict[tuple[tuple[int, int], ...], int] = {}
        sentences: list[Quote] = []
        for one in sorted(q for fact in shown.facts.facts for q in fact.quotes):
            if one.spans not in numbers:
                numbers[one.spans] = len(sentences)
                sentences.append(one)
        article = next(iter(shown.articles), None)
        text = page_text(self._store, article.page) if article else ""
        made = (
            show_article(text, article.file, article.position, article.headline, [q.spans for q in sentences])
            if article and text
            else None
        )
        return {"text": made, "sentences": sentences, "numbers": numbers}

    def described(self, iri: str, format: str) -> tuple[bytes, bool]:
        """A thing as RDF, and whether the answer was cut; Unknown if the graph does not have it."""
        self._about(iri)
        out = BytesIO()
        cut = write_description(self._store, iri, format, out, limit=self._settings.row_limit)
        return out.getvalue(), cut

    def _about(self, iri: str) -> About:
        try:
            to_iri(iri)
        except QueryError as e:
            raise Unknown(iri) from e
        about = read_about(self._store, iri)
        if about is None:
            raise Unknown(iri)
        return about

    def queries(self, params: Params) -> Made:
        """The list of named queries."""
        return "queries.html", {"queries": named_queries()}

    def query(self, params: Params, name: str) -> Made:
        """A named query, the form for its parameters, and its answer once they are given."""
        try:
            query = named_query(name)
        except QueryError as e:
            raise Refused(404, str(e)) from e
        known = [p.name for p in query.parameters]
        values = {name: params[name].strip() for name in known if params.get(name, "").strip()}
        needed = [p.name for p in query.parameters if not p.optional and p.default is None]
        asked = "run" in params or not needed
        given: dict[str, Any] = {"query": query, "values": values, "asked": asked, "problem": ""}
        given |= {"columns": (), "rows": (), "cut": False}
        if asked:
            try:
                given |= self._answer(query, values)
            except (QueryError, QueryTimeout, UsageError) as error:
                given["problem"] = str(error)
        return "query.html", given

    def _answer(self, query: NamedQuery, values: Params) -> dict[str, Any]:
        with ask(self._store, query, values, timeout=self._settings.timeout, limit=_ROWS) as result:
            rows = [tuple(row) for row in result]
            iris = {term.value for row in rows for term in row if isinstance(term, NamedNode)}
            known = read_things(self._store, (iri for iri in iris if iri.startswith(self._store.base)))
            return {"columns": result.variables, "rows": rows, "cut": result.truncated, "known": known, "most": _ROWS}

    def editor(self, params: Params) -> Made:
        """The SPARQL editor with a query to begin with."""
        query, name = params.get("query", ""), params.get("name", "")
        if not query and name:
            query = named_query(name).standalone
        vocabulary = {"classes": _CLASSES, "properties": _PROPERTIES, "prefixes": terms.PREFIXES}
        return "editor.html", {
            "text": query,
            "name": name if name in named_queries() else "",
            "run": bool(query),
            "queries": named_queries(),
            "vocabulary": vocabulary,
            "limit": self._settings.row_limit,
        }


def _with(params: Params, **changed: str) -> str:
    return "?" + urlencode({**params, **changed})


def _terms_named(first: Callable[[str], bool]) -> list[str]:
    found = {value for name, value in vars(terms).items() if name.isupper() and isinstance(value, str)}
    namespaces = tuple(terms.PREFIXES.values())
    local = {iri: iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2] for iri in found}
    return sorted(iri for iri, end in local.items() if end and iri.startswith(namespaces) and first(end[0]))


_CLASSES = _terms_named(str.isupper)
_PROPERTIES = _terms_named(str.islower)
