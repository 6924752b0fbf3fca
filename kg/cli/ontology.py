"""kg ontology: the terms of the graph, as a table or as a page."""

from __future__ import annotations

import click

from kg.cli.options import rows_options
from kg.cli.output import say, write_rows, written_text


@click.command()
@click.option("--html", metavar="FILE", help="Write the reference page of all terms there; it opens offline.")
@rows_options
def ontology(html: str | None, form: str | None, as_json: bool, output: str | None, bom: bool) -> None:
    """The terms of the graph: classes, properties and schemes, what they mean, where they come from.

    图谱的词汇:类、属性、分类表。

    \b
    Examples:
      kg ontology
      kg ontology --html ontology.html
    """
    from kg.publish.reference import reference_page, terms_table

    if html:
        page = reference_page()
        with written_text(html) as out:
            out.write(page)
        if html != "-":
            say(f"{html}: open it with a browser 用浏览器打开即可")
        return
    rows = terms_table()
    columns = tuple(rows[0].__dataclass_fields__)
    write_rows(columns, ([getattr(row, column) for column in columns] for row in rows), form=form, as_json=as_json,
               output=output, bom=bom)
