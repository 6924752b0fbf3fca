"""What is written for neighbours is read by their own libraries, keeps what it can hold, and is the same every time."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.errors import OutputError, UsageError
from kg.graph.neighbours import NEIGHBOURS, read_tables, write_neighbour
from tests.graph import worlds

PERSON = "https://w3id.org/local-governance/id/person/310104/鲍炳章"


# The properties that Popolo knows of each class, as far as this graph has anything to say of them.
POPOLO = {
    "persons": {"id", "name", "other_names", "identifiers", "sources"},
    "organizations": {"id", "name", "other_names", "classification", "parent_id", "area_id", "sources"},
    "posts": {"id", "label", "other_label", "role", "organization_id", "area_id", "start_date", "end_date", "sources"},
    "memberships": {
        "id", "label", "role", "person_id", "organization_id", "post_id", "area_id", "start_date", "end_date", "sources",
    },
    "events": {
        "id", "name", "description", "classification", "start_date", "end_date", "location", "organization_id",
        "attendees", "parent_id", "sources",
    },
    "areas": {"id", "name", "identifier", "classification", "parent_id"},
}


def written(format: str, **more: Any) -> bytes:
    out = io.BytesIO()
    write_neighbour(worlds.store(), format, out, **more)
    return out.getvalue()


def tables_of(data: bytes, encoding: str = "utf-8") -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(name).decode(encoding))))
            for name in archive.namelist()
        }


@pytest.mark.parametrize("format", NEIGHBOURS)
def test_the_same_graph_gives_the_same_bytes(format: str) -> None:
    """No clock and no order of the store stands in what is written."""
    other = worlds.store(worlds.facts())
    again = io.BytesIO()
    write_neighbour(other, format, again)
    assert written(format) == again.getvalue()


@pytest.mark.slow
def test_followthemoney_accepts_every_entity() -> None:
    """Its own model validates each entity, keeps every value, and finds each reference among the entities."""
    from followthemoney import model

    entities = {}
    for line in written("ftm").decode("utf-8").splitlines():
        raw = json.loads(line)
        schema = model.get(raw["schema"])
        assert schema is not None
        schema.validate(raw)
        proxy = model.get_proxy(raw)
        cleaned = proxy.to_dict()["properties"]
        assert {name: sorted(cleaned[name]) for name in raw["properties"]} == {
            name: sorted(values) for name, values in raw["properties"].items()
        }
        entities[proxy.id] = proxy
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert prop.range is not None
                assert entities[value].schema.is_a(prop.range), (proxy, prop.name)
    kinds = [proxy.schema.name for proxy in entities.values()]
    assert {kind: kinds.count(kind) for kind in ("Person", "Position", "Occupancy", "Event", "Article")} == {
        "Person": 4, "Position": 4, "Occupancy": 5, "Event": 1, "Article": 1,
    }


def test_followthemoney_has_the_proof() -> None:
    """An occupancy points to the article that says so and quotes it."""
    entities = [json.loads(line) for line in written("ftm").decode("utf-8").splitlines()]
    by_id = {entity["id"]: entity for entity in entities}
    (held,) = (
        e["properties"] for e in entities
        if e["schema"] == "Occupancy" and by_id[e["properties"]["holder"][0]]["properties"]["name"] == ["鲍炳章"]
    )
    assert held["summary"] == ["区委书记鲍炳章"]
    assert held["status"] == ["current"]
    assert held["date"] == ["2021-04-23"]
    assert by_id[held["proof"][0]]["properties"]["title"] == ["我区召开旧住房改造推进大会"]
    assert by_id[held["post"][0]]["properties"]["name"] == ["徐汇区委书记"]


def test_popolo_keeps_to_its_specification() -> None:
    """Properties are those of the specification, identifiers lead somewhere, dates have its form, sources say where."""
    document = json.loads(written("popolo"))
    for kind, rows in document.items():
        assert all(row.keys() <= POPOLO[kind] for row in rows), kind
        assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    ids = {kind: {row["id"] for row in document[kind]} for kind in document}
    for row in document["memberships"]:
        assert row["person_id"] in ids["persons"]
        assert row["organization_id"] in ids["organizations"]
        assert row["post_id"] in ids["posts"]
        assert row["sources"][0]["note"]
    for row in document["posts"]:
        assert row["organization_id"] in ids["organizations"]
    dated = [row for kind in ("memberships", "events") for row in document[kind]]
    for row in dated:
        for name in ("start_date", "end_date"):
            assert re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", row.get(name, "2021"))
    (event,) = document["events"]
    assert {(a["name"], a["role"]) for a in event["attendees"]} >= {("钟晓咏", "主持"), ("鲍炳章", "讲话")}


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_networks_are_read_by_networkx(format: str, tmp_path: Path) -> None:
    """networkx reads back all nodes and all edges, parallel ones too, with their labels and quotes."""
    path = tmp_path / f"graph.{format}"
    write_neighbour(worlds.store(), format, path)
    graph = nx.read_graphml(path, force_multigraph=True) if format == "graphml" else nx.read_gexf(path)
    tables = read_tables(worlds.store())
    things = (tables.persons, tables.bodies, tables.events, tables.policies)
    assert graph.number_of_nodes() == sum(map(len, things))
    # Every relation and the one body that is part of another.
    assert graph.number_of_edges() == len(tables.tenures) + len(tables.participations) + len(tables.acts) + 1
    assert graph.nodes[PERSON]["label"] == "鲍炳章"
    held = [d for _, _, d in graph.out_edges(PERSON, data=True) if d["relation"] == "holds"]
    assert [(d["label"], d["quote"], d["page"]) for d in held] == [("书记", "区委书记鲍炳章", "xuhui.txt")]


def test_tables_are_whole_and_join() -> None:
    """Each relation is one row with names beside identifiers; evidence stands at its offsets in the page."""
    tables = tables_of(written("csv"))
    assert list(tables) == [
        "persons", "bodies", "tenures", "events", "participations", "policies", "policy_acts", "evidence",
    ]
    assert {(r["person"], r["body"], r["role"], r["status"]) for r in tables["tenures"]} == {
        ("鲍炳章", "徐汇区委", "书记", "current"), ("钟晓咏", "徐汇区委", "副书记", "current"),
        ("钟晓咏", "徐汇区政府", "区长", "current"), ("王宏伟", "徐汇区政府", "副区长", "current"),
        ("方世忠", "徐汇区委", "副书记", "former"),
    }
    assert {(r["participant"], r["role_zh"]) for r in tables["participations"]} >= {("徐汇区房管局", "主办")}
    assert {(r["body"], r["relation"]) for r in tables["policy_acts"]} == {
        ("徐汇区政府", "issues"), ("徐汇区房管局", "implements"),
    }
    for row in tables["evidence"]:
        assert worlds.TEXT[int(row["start"]) : int(row["end"])] == row["quote"]
    facts = {r["id"] for name in ("tenures", "participations", "policy_acts") for r in tables[name]}
    assert facts <= {row["fact_id"] for row in tables["evidence"]}
    (bureau,) = (r for r in tables["bodies"] if r["name"] == "徐汇区房管局")
    assert (bureau["parent"], bureau["kind_zh"], bureau["area_code"]) == ("徐汇区政府", "工作部门", "310104")


def test_tables_in_a_folder_with_a_mark_for_excel(tmp_path: Path) -> None:
    """A path without .zip becomes a folder; each table may begin with a byte order mark."""
    write_neighbour(worlds.store(), "csv", tmp_path / "tables", bom=True)
    data = (tmp_path / "tables" / "persons.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,name,")
    assert b"\r" not in data


def test_unknown_formats_and_places_are_told(tmp_path: Path) -> None:
    """A format that is none, and a file that cannot be written, are errors that say so."""
    with pytest.raises(UsageError, match="ftm, popolo"):
        write_neighbour(worlds.store(), "xls", tmp_path / "a")
    with pytest.raises(OutputError, match="nowhere"):
        write_neighbour(worlds.store(), "ftm", tmp_path / "nowhere" / "a.json")


@pytest.mark.parametrize("format", NEIGHBOURS)
def test_an_empty_graph_is_written(format: str) -> None:
    """A store without a page gives an empty file of its kind."""
    from pyoxigraph import Store

    out = io.BytesIO()
    write_neighbour(Store(), format, out)
    assert (out.getvalue() == b"") == (format == "ftm")
