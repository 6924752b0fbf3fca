"""RDF of other origin: every format, replaced by its file's name, refused with file and line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode

from kg import terms
from kg.errors import InputError, UsageError
from kg.graph import load, open_store
from kg.graph.store import GraphStore
from tests.graph.made import forum_page

TURTLE = """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<#a> foaf:name "甲" ; foaf:knows [ foaf:name "乙" ] .
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_goes_in_and_is_replaced(store: GraphStore, tmp_path: Path) -> None:
    """A file's triples join the graph, the same file changes nothing, a changed one takes back what it said."""
    store.put_page(forum_page())
    before = store.lines(named=True)
    path = write(tmp_path / "other.ttl", TURTLE)
    (first,) = load(store, [path])
    assert (first.triples, first.put) == (3, "new")
    assert load(store, [path])[0].put == "same"
    assert sorted(r["n"] for r in store.query("SELECT ?n { ?s foaf:name ?n FILTER(LANG(?n) = '') }").records()) == [
        "乙",
        "甲",
    ]
    write(path, '<http://e/s> <http://e/p> "丙" .')
    assert load(store, [path])[0].put == "replaced"
    assert store.query('ASK { <http://e/s> <http://e/p> "丙" }').boolean
    assert not store.query('ASK { ?s foaf:name "甲" }').boolean
    write(path, "")
    load(store, [path])
    assert store.lines(named=True) == before


def test_blank_nodes_become_iris(tmp_path: Path) -> None:
    """Blank nodes get IRIs that depend on the file alone, so that two readings are one and can be taken back."""
    path = write(tmp_path / "b.ttl", TURTLE)
    with open_store(None) as one, open_store(None) as two:
        load(one, [path])
        load(two, [path])
        assert one.lines() == two.lines()
        assert not any(isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode) for q in one.quads())


def test_every_format_says_the_same(tmp_path: Path) -> None:
    """Turtle, N-Triples, RDF/XML, JSON-LD, N3, TriG, N-Quads, gzipped or not, give the same triple."""
    s, p = "http://e/s", "http://e/ns#p"
    texts = {
        "a.ttl": f'<{s}> <{p}> "值"@zh .',
        "a.nt": f'<{s}> <{p}> "值"@zh .',
        "a.n3": f'<{s}> <{p}> "值"@zh .',
        "a.nq": f'<{s}> <{p}> "值"@zh .',
        "a.trig": f'<http://e/g> {{ <{s}> <{p}> "值"@zh }}',
        "a.jsonld": f'{{"@id": "{s}", "{p}": {{"@value": "值", "@language": "zh"}}}}',
        "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/ns#">'
        f'<rdf:Description rdf:about="{s}"><e:p xml:lang="zh">值</e:p></rdf:Description></rdf:RDF>',
    }
    paths = [write(tmp_path / name, text) for name, text in texts.items()]
    (tmp_path / "z.ttl.gz").write_bytes(gzip.compress(texts["a.ttl"].encode()))
    with open_store(None) as store:
        for path in [*paths, tmp_path / "z.ttl.gz"]:
            assert load(store, [path])[0].triples == 1, path
        assert len(store.lines()) == 1
        load(store, [write(tmp_path / "noending", texts["a.ttl"])], format="ttl")
        assert len(store.lines()) == 1


def test_named_graphs_stay_and_books_do_not(tmp_path: Path) -> None:
    """Named graphs of a file keep their names; book-keeping of another store is not taken over."""
    path = write(
        tmp_path / "g.nq",
        f'<http://e/s> <http://e/p> "a" <http://e/g> .\n<http://e/s> <http://e/p> "x" <{terms.STORE_GRAPH}> .\n',
    )
    with open_store(None) as store:
        load(store, [path])
        assert {q.graph_name for q in store.quads()} > {NamedNode("http://e/g")}
        assert not any('"x"' in line for line in store.lines(named=True))
        assert store.query('ASK { ?s ?p "a" }').boolean


def test_large_file_goes_in_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file large enough for the bulk way in gives the same as any."""
    monkeypatch.setattr("kg.graph.replacing._MANY", 5_000)
    path = write(tmp_path / "big.nt", "".join(f'<http://e/{n}> <http://e/p> "{n}" .\n' for n in range(6_000)))
    with open_store(tmp_path / "s", mode="write") as store:
        assert load(store, [path])[0].triples == 6_000
        assert load(store, [path])[0].put == "same"
        counted = next(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records())
        assert counted["n"] == 6_000


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ttl", "<http://e/s> <http://e/p> .\n", r"a\.ttl:1:\d+: "),
        ("a.nt", '<http://e/s> <http://e/p> "x" .\nnonsense\n', r"a\.nt:2:\d+: "),
        ("a.xlsx", "", r"\.xlsx is no RDF format; there are \.json"),
        ("a", "", "no ending is no RDF format"),
        ("a.jsonld", '{"@context": "http://remote.example/c", "p": 1}', "a.jsonld"),
    ],
)
def test_wrong_files_are_placed_and_leave_nothing(tmp_path: Path, name: str, text: str, said: str) -> None:
    """A file that cannot be read is named with its line, and nothing of it is taken in."""
    with open_store(None) as store:
        with pytest.raises(InputError, match=said):
            load(store, [write(tmp_path / name, text)])
        assert store.lines(named=True) == []


def test_missing_file_and_twins_are_named(tmp_path: Path) -> None:
    """A file that is not there, and two files of one name, are told before anything is lost."""
    (tmp_path / "x").mkdir()
    twins = [write(tmp_path / "a.ttl", TURTLE), write(tmp_path / "x" / "a.ttl", "")]
    with open_store(None) as store:
        with pytest.raises(InputError, match=r"none\.ttl cannot be read"):
            load(store, [tmp_path / "none.ttl"])
        with pytest.raises(UsageError, match="have one name"):
            load(store, twins)
        assert store.lines() == []


def test_loading_over_a_page_makes_it_new(tmp_path: Path) -> None:
    """When a file replaces a page's graph, the page itself is taken in again when it comes."""
    from kg.graph.quads import page_iri

    with open_store(None) as store:
        store.put_page(forum_page())
        before = store.lines(named=True)
        iri = page_iri("xuhui.txt")
        load(store, [write(tmp_path / "old.nq", f'<{iri}> <http://e/p> "old" <{iri}> .')])
        assert store.put_page(forum_page()) == "replaced"
        load(store, [write(tmp_path / "old.nq", "")])
        assert store.lines(named=True) == before
