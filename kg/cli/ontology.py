"""kg ontology: the terms of the graph, as a table or as a page."""

from __future__ import annotations

import click

from kg.cli.options import PATH, rows_options
from kg.cli.output import say, write_rows, written_text
from kg.errors import UsageError

_KINDS = {
    "class": "类", "object property": "对象属性", "datatype property": "数据属性", "annotation property": "标注属性",
    "property": "属性",
}


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--html", type=PATH, metavar="FILE",
              help="Write the reference page of all terms there; it opens offline.")
@rows_options
def ontology(
    words: tuple[str, ...], html: str | None, form: str | None, as_json: bool, output: str | None, bom: bool
) -> None:
    """The terms of the graph: classes and properties and what they mean; with WORDS only those that hold them all.

    图谱的词汇:类和属性,各是什么意思;给出字词则只列含有它们的。

    \b
    Examples:
      kg ontology
      kg ontology 免职
      kg ontology --html ontology.html
    """
    from kg.publish.reference import reference_page, terms_table

    if html:
        if words:
            raise UsageError("--html writes the page of all terms; leave the words out")
        page = reference_page()
        with written_text(html) as out:
            out.write(page)
        if html != "-":
            say(f"{html}: open it with a browser 用浏览器打开即可")
        return
    rows = [
        (row.term, _KINDS.get(row.kind, row.kind), row.label.zh, row.label.en, row.meaning.zh or row.meaning.en)
        for row in terms_table()
        if all(any(word in text for text in (row.term, *row.label, *row.meaning)) for word in words)
    ]
    write_rows(("术语", "种类", "名称", "label", "说明"), rows, form=form, as_json=as_json, output=output, bom=bom)
