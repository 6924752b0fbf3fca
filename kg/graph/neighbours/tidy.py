"""Tidy tables as CSV: one row a thing, one column a fact about it, names beside identifiers."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable

from kg.graph.neighbours.rows import Tables

# Several values of one cell; no name has this mark in it.
_JOINT = " | "
# A zip names a time for each file; a fixed one keeps the bytes the same.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def csv_files(tables: Tables, *, bom: bool = False) -> dict[str, bytes]:
    """The tables by file name: UTF-8, comma, lines ended by \\n; with ``bom`` a byte order mark for Excel."""
    return {f"{name}.csv": _csv(columns, rows, bom) for name, columns, rows in _tables(tables)}


def zipped(files: dict[str, bytes]) -> bytes:
    """The files in a zip, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], bom: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _tables(t: Tables) -> Iterable[tuple[str, tuple[str, ...], Iterable[tuple[str, ...]]]]:
    """Each table's name, its columns and its rows."""

    def area(iri: str) -> tuple[str, str]:
        return (t.areas[iri].code if iri in t.areas else "", t.area_name(iri))

    yield "persons", ("id", "name", "other_names", "area_code", "area"), (
        (p.id, p.name, _JOINT.join(p.other_names), *area(p.area)) for p in t.persons.values()
    )
    yield "bodies", ("id", "name", "other_names", "kind", "kind_zh", "area_code", "area", "parent_id", "parent"), (
        (b.id, b.name, _JOINT.join(b.other_names), b.kind, t.label("body-kind", b.kind), *area(b.area), b.parent,
         t.name(b.parent))
        for b in t.bodies.values()
    )
    yield "tenures", (
        "id", "person_id", "person", "body_id", "body", "post_id", "role", "status", "attested_first", "attested_last",
        "start_not_before", "start_not_after", "end_not_before", "end_not_after", "evidence_count",
    ), (
        (x.id, x.person, t.name(x.person), x.body, t.name(x.body), x.post, x.role, _JOINT.join(x.statuses),
         x.attested[0] if x.attested else "", x.attested[-1] if x.attested else "", x.start_not_before,
         x.start_not_after, x.end_not_before, x.end_not_after, str(len(x.evidence)))
        for x in t.tenures.values()
    )
    yield "events", (
        "id", "name", "other_names", "kind", "kind_zh", "date", "end", "place", "area_code", "area",
    ), (
        (e.id, e.name, _JOINT.join(e.other_names), e.kind, t.label("event-kind", e.kind), e.date, e.end, e.place,
         *area(e.area))
        for e in t.events.values()
    )
    yield "participations", (
        "id", "event_id", "event", "date", "participant_id", "participant", "participant_type", "role", "role_zh",
        "evidence_count",
    ), (
        (x.id, x.event, t.name(x.event), t.events[x.event].date if x.event in t.events else "", x.participant,
         t.name(x.participant), "person" if x.participant in t.persons else "body", x.role,
         t.label("participation", x.role), str(len(x.evidence)))
        for x in t.participations.values()
    )
    yield "policies", ("id", "name", "other_names", "kind", "number", "area_code", "area"), (
        (p.id, p.name, _JOINT.join(p.other_names), p.kind, p.number, *area(p.area)) for p in t.policies.values()
    )
    yield "policy_acts", ("id", "body_id", "body", "relation", "policy_id", "policy", "evidence_count"), (
        (a.id, a.body, t.name(a.body), a.rel, a.policy, t.name(a.policy), str(len(a.evidence))) for a in t.acts.values()
    )
    yield "evidence", (
        "id", "fact_id", "quote", "page", "start", "end", "article_id", "headline", "published", "paper", "status",
        "attested_on", "changed_on", "rule", "confidence",
    ), (
        (e.id, e.fact, e.quote, e.page, e.start, e.end, e.article, *_article(t, e.article), e.status, e.attested,
         e.changed, e.rule, e.confidence)
        for e in t.evidence.values()
    )


def _article(t: Tables, iri: str) -> tuple[str, str, str]:
    row = t.articles.get(iri)
    return (row.headline, row.published, row.paper) if row else ("", "", "")
