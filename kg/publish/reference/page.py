"""The reference page: one HTML file that opens offline, written from the ontology's own files."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg import terms
from kg.publish.reference.vocabulary import TermRow, ontology_facts, schemes, shape_rows, terms_table

_ASSETS = Path(__file__).with_name("assets")
# What kind of thing a term is, in Chinese; English is the key.
_KINDS_ZH = {
    "class": "类", "object property": "对象属性", "datatype property": "数据属性", "annotation property": "注释属性",
    "property": "属性",
}
_RELATIONS_ZH = {
    "subClassOf": "属于", "subPropertyOf": "属于", "equivalentProperty": "等同", "inverseOf": "互逆",
    "closeMatch": "相近", "relatedMatch": "相关",
}


def reference_page() -> str:
    """The page as text; the same ontology gives the same page."""
    table = terms_table()
    known = {row.term: row.anchor for row in table}
    environment = Environment(
        loader=FileSystemLoader(_ASSETS, encoding="utf-8"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
    return environment.get_template("page.html").render(
        facts=ontology_facts(), namespace=terms.LG, kinds_zh=_KINDS_ZH, relations_zh=_RELATIONS_ZH, known=known,
        classes=[row for row in table if row.ours and row.kind == "class"],
        properties=[row for row in table if row.ours and row.kind != "class"],
        reused=_by_vocabulary([row for row in table if not row.ours]), schemes=schemes(), shapes=shape_rows(),
        prefixes=sorted(terms.PREFIXES.items()), style=_asset("page.css"), script=_asset("page.js"),
        example=_asset("example.ttl"), question=_asset("example.rq"),
    )


def _by_vocabulary(rows: list[TermRow]) -> list[tuple[str, list[TermRow]]]:
    found: dict[str, list[TermRow]] = {}
    for row in rows:
        found.setdefault(row.term.partition(":")[0], []).append(row)
    return sorted(found.items())


def _asset(name: str) -> Markup | str:
    text = (_ASSETS / name).read_text(encoding="utf-8")
    # Style and script are ours and stand in the page as they are; examples are text and are escaped.
    return Markup(text) if name.endswith((".css", ".js")) else text
