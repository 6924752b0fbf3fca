"""Findings for people and for programs: Chinese text, JSON, and SHACL's own report in Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TextIO

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg import terms
from kg.errors import UsageError
from kg.graph.shapes import SH, SHAPES
from kg.graph.validate import Finding, conforms
from kg.graph.wording import Saying

FINDING_FORMATS = ("text", "json", "turtle")

_SEVERITIES = {"violation": "违规", "warning": "提醒", "info": "备注"}
_PREFIXES = {"lg": terms.LG, "lgs": SHAPES, "sh": SH, "xsd": terms.XSD}


def write_findings(
    findings: Iterable[Finding], format: str, out: TextIO, *, checked: Mapping[str, int] | None = None
) -> None:
    """Write findings as "text" (Chinese), "json" or "turtle" (a sh:ValidationReport); UsageError for another format.

    ``checked`` is what :func:`kg.graph.validate.checked` counted; it stands in the text and in the JSON.
    """
    found = list(findings)
    if format == "text":
        out.writelines(_text(found, checked or {}))
    elif format == "json":
        told = [asdict(finding) for finding in found]
        report = {"conforms": conforms(found), "checked": dict(checked or {}), "findings": told}
        out.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    elif format == "turtle":
        data = serialize(_report(found), format=RdfFormat.TURTLE, prefixes=_PREFIXES)
        out.write((data or b"").decode("utf-8"))
    else:
        raise UsageError(f"findings are written as {', '.join(FINDING_FORMATS)}, not as {format!r}")


def _text(findings: list[Finding], checked: Mapping[str, int]) -> Iterator[str]:
    for finding in findings:
        yield f"【{_SEVERITIES.get(finding.severity, finding.severity)}】{finding.title}：{finding.who}\n"
        yield f"  问题　{finding.what}\n"
        for saying in finding.where:
            yield f"  出处　{_place(saying)}\n"
        yield f"  处理　{finding.todo}\n\n"
    counts = {name: sum(f.severity == s for f in findings) for s, name in _SEVERITIES.items()}
    said = "，".join(f"{name} {n} 项" for name, n in counts.items() if n)
    looked_at = "、".join(f"{name} {n}" for name, n in checked.items())
    yield (said or "没有发现问题") + (f"（查过 {looked_at}）" if looked_at else "") + "。\n"


def _place(saying: Saying) -> str:
    where = saying.page or "未知版面"
    if saying.start >= 0:
        where += f" 第 {saying.start}–{saying.end} 字"
    if saying.article:
        where += f"《{saying.article}》"
    return where + (f"：“{saying.quote}”" if saying.quote else "")


def _report(findings: list[Finding]) -> Iterator[Triple]:
    report = BlankNode("report")
    yield Triple(report, NamedNode(terms.RDF_TYPE), NamedNode(SH + "ValidationReport"))
    yield Triple(report, NamedNode(SH + "conforms"), Literal(conforms(findings)))
    for number, finding in enumerate(findings):
        result = BlankNode(f"result{number}")
        yield Triple(report, NamedNode(SH + "result"), result)
        yield Triple(result, NamedNode(terms.RDF_TYPE), NamedNode(SH + "ValidationResult"))
        for name, value in (
            ("focusNode", _node(finding.focus)),
            ("sourceShape", NamedNode(finding.shape)),
            ("sourceConstraintComponent", NamedNode(finding.component)),
            ("resultSeverity", NamedNode(SH + finding.severity.capitalize())),
            ("value", _node(finding.value)),
            ("resultMessage", Literal(finding.what, language="zh")),
        ):
            if value is not None:
                yield Triple(result, NamedNode(SH + name), value)
        if finding.path.startswith("^"):
            path = BlankNode(f"path{number}")
            yield Triple(result, NamedNode(SH + "resultPath"), path)
            yield Triple(path, NamedNode(SH + "inversePath"), NamedNode(finding.path[1:]))
        elif finding.path:
            yield Triple(result, NamedNode(SH + "resultPath"), NamedNode(finding.path))


def _node(text: str) -> NamedNode | Literal | None:
    """The node that a finding names as text: an IRI where it can be one, else a literal."""
    if not text:
        return None
    try:
        return NamedNode(text)
    except ValueError:
        return Literal(text)
