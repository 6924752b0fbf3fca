"""A build over few changed pages settles what these touch, and ends where a build from nothing ends."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kg.graph.opening import open_store
from kg.graph.store import GraphStore
from kg.pipeline import build, identity, persons, touched
from kg.pipeline.persons import all_persons, some_persons
from tests.benchmarks.newspaper import write_pages


def everything(store: GraphStore) -> tuple[object, ...]:
    """All quads and all that is kept beside them, what was settled included."""
    kept = [sorted(store.notes(key)) for key in ("seen", "record", "text", "run")]
    return store.lines(named=True), store.digests(), kept, store.setting("identities"), store.setting("settled")


def papers(folder: Path, count: int) -> list[Path]:
    """Pages of two districts whose officials change, in order."""
    write_pages(folder, count)
    for path in list(folder.rglob("*.txt")):
        if path.parent.name not in sorted(p.name for p in folder.iterdir())[:2]:
            path.unlink()
    return sorted(folder.rglob("*.txt"))


def changed(text: str, chance: random.Random, others: list[str]) -> str:
    """The page with another day's news in it, without its beginning, with names exchanged, or with a line more."""
    lines = text.splitlines()
    how = chance.randrange(5)
    if how == 0:
        return chance.choice(others)
    if how == 1:
        return "\n".join(lines[: len(lines) // 2])
    if how == 2:
        return text.replace("区长", "区委书记").replace("副区委书记", "副区长")
    if how == 3:
        return text + "\n\n上海市徐汇区区长王伟出席会议。王伟任徐汇区委书记。\n"
    return text.replace("20", "19", 1) + "\n徐汇区召开推进会。\n"


@pytest.mark.parametrize("seed", range(6))
def test_following_a_change_ends_where_building_anew_ends(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages changed, put back and added at random: graph, notes and settled state are those of a first build."""
    monkeypatch.setattr(touched, "_WORTH", 1)
    chance = random.Random(seed)
    paths = papers(tmp_path / "pages", 900)
    texts = [path.read_text("utf-8") for path in paths]
    with open_store(None) as store:
        build([tmp_path / "pages"], store)
        monkeypatch.setattr(identity, "all_persons", None)
        for _ in range(3):
            for path in chance.sample(paths, 2):
                path.write_text(changed(path.read_text("utf-8"), chance, texts), "utf-8")
            added = tmp_path / "pages" / f"{chance.random()}.txt"
            added.write_text(changed(chance.choice(texts), chance, texts), "utf-8")
            report = build([tmp_path / "pages"], store)
            assert report.new == 1
        monkeypatch.undo()
        with open_store(None) as fresh:
            build([tmp_path / "pages"], fresh)
            assert everything(store) == everything(fresh)


def test_many_changes_are_settled_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more pages change than settling all at once is worth, that is what is done."""
    paths = papers(tmp_path / "pages", 900)
    with open_store(None) as store:
        build([tmp_path / "pages"], store)
        monkeypatch.setattr(identity, "some_persons", None)
        for path in paths[:5]:
            path.write_text(path.read_text("utf-8") + "\n上海市徐汇区区长王伟出席会议。\n", "utf-8")
        assert build([tmp_path / "pages"], store).replaced == 5
        monkeypatch.undo()
        with open_store(None) as fresh:
            build([tmp_path / "pages"], fresh)
            assert everything(store) == everything(fresh)


def test_names_in_parts_are_the_names_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names dealt into parts on disk come to the same as all names in memory, and as the names asked for alone."""
    papers(tmp_path / "pages", 900)
    with open_store(None) as store:
        build([tmp_path / "pages"], store)
        former = identity.current_identities(store)
        at_once = all_persons(store, (), former)
        monkeypatch.setattr(persons, "_AT_ONCE", 3)
        assert all_persons(store, (), former) == at_once
        names = {s.name for _, line in store.notes("seen") for s in persons.Seen.load(line).persons}
        assert some_persons(store, names, former, at_once.unsure) == at_once
