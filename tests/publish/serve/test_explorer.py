"""The explorer over the wire: every page, every link, both languages, RDF at the same addresses, and no way out."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from pyoxigraph import RdfFormat, parse

from kg import terms
from kg.errors import QueryTimeout, StoreError
from kg.graph import GraphStore, named_queries, open_store
from kg.publish.serve import Settings
from kg.publish.serve.explorer import views
from kg.publish.serve.explorer.pages import _said
from kg.publish.serve.explorer.views import Unknown
from kg.publish.serve.explorer.words import Words, table
from kg.publish.serve.protocol import Refused
from tests.graph.conftest import Server
from tests.graph.made import forum_page, numbered_page
from tests.graph.test_worker import ENDLESS
from tests.publish.serve.hostile import TEXTS
from tests.publish.serve.live import Answer, Live

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BAO = "/id/person/310104/" + quote("鲍炳章")
PARTY = "/id/body/310104/" + quote("徐汇区委")
FIRST = "/id/article/xuhui-2021-04-grassroots.txt/0"


class Read(HTMLParser):
    """A page as its reader's browser understands it: links, scripts, handlers of events, ids, visible text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.bad: list[str] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.attributes: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.bad += [f"{tag} {k}" for k in given if k.startswith("on") or k == "style"]
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.attributes = given
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        self.loaded += [given[k] for k in ("src", "href") if k in given and tag in ("script", "link", "img")]
        if tag not in ("meta", "link", "input", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style") and data.strip():
            self.bad.append(f"inline {self.open[-1]}")
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def page(live: Live, path: str, language: str = "", **headers: str) -> tuple[Answer, Read]:
    """A page of the explorer, read and checked for what no page may have."""
    answer = live.get(path, BROWSER, **({"Accept_Language": language} if language else {}), **headers)
    read = Read(answer.text)
    assert not read.open, f"{path} leaves {read.open} open"
    assert not read.bad
    assert len(set(read.ids)) == len(read.ids)
    assert all(source.startswith(("/static/", "?", "/id/", "/thing?")) for source in read.loaded)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    return answer, read


def crawl(live: Live, start: str, most: int) -> Iterator[tuple[str, Answer, Read]]:
    """Every page of the server that links lead to, up to a number."""
    seen, waiting = {start}, [start]
    while waiting and most:
        path, most = waiting.pop(0), most - 1
        answer, read = page(live, path)
        yield path, answer, read
        for link in read.links:
            target = urlsplit(urljoin(live.url + path, link))
            assert target.netloc == urlsplit(live.url).netloc, f"{path} links to {link}"
            found = target.path + (f"?{target.query}" if target.query else "")
            if found not in seen and "format=" not in found and not found.startswith(("/prefs", "/editor?", "/search?")):
                seen.add(found)
                waiting.append(found)


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_every_link_leads_to_a_page(request: pytest.FixtureRequest, which: str) -> None:
    """From the first page on, every link is answered with a whole page without a script or style of its own."""
    live: Live = request.getfixturevalue(which)
    kinds: dict[str, int] = {}
    for path, answer, _ in crawl(live, "/", 120):
        assert answer.status == 200, (path, answer.text)
        kind = path.split("/")[2] if path.startswith("/id/") else path.split("?")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    assert {"person", "body", "event", "area", "article", "page"} <= kinds.keys()


def test_hostile_names_are_shown_as_they_are(hostile: Live) -> None:
    """Each name is found by search, has a page that shows it letter by letter, and is nothing but text there."""
    for text in TEXTS:
        if any(c.isalnum() for c in text):
            found = hostile.get("/search.json?q=" + quote(text)).json
            assert any(one["name"] == text for one in found), text
            for one in found:
                answer, read = page(hostile, one["href"])
                assert answer.status == 200
                assert " ".join(one["name"].split()) in read.text
                assert "<script>window" not in answer.text
                assert "<img" not in answer.text
        answer, read = page(hostile, "/search?q=" + quote(text))
        assert answer.status == 200
        assert "<script>window" not in answer.text
        for path in ("/editor?query=", "/queries/officials?run=1&body=", "/thing?iri=", "/id/", "/queries/", "/editor?name="):
            answer, _ = page(hostile, path + quote(text, safe=""))
            assert answer.status in (200, 400, 404), (path, text, answer.text)
            assert "<script>window" not in answer.text


def test_hostile_text_is_text_in_the_article(hostile: Live) -> None:
    """The page's text with its marks is escaped run by run."""
    found = hostile.get("/search.json?q=script&kind=article").json
    answer, read = page(hostile, found[0]["href"])
    assert "<mark" in answer.text
    assert "<script>window" not in answer.text
    assert all(" ".join(text.split()) in read.text for text in TEXTS[:4])


def test_person(sample: Live) -> None:
    """A person's page has offices with their sentences, events, everybody met, and a line of time."""
    answer, read = page(sample, BAO)
    assert answer.status == 200
    for said in ("鲍炳章", "徐汇区委书记", "不晚于2021-04-26上任", "推进大会", "钟晓咏", "区委书记鲍炳章出席并讲话", "同场的人"):
        assert said in read.text, said
    assert "<rect class=" in answer.text
    assert PARTY in read.links
    assert any(re.fullmatch(re.escape(FIRST) + r"#c\d+-\d+", link) for link in read.links)


def test_body(sample: Live) -> None:
    """A body's page has the holders of its offices, its parts and its other names."""
    _, read = page(sample, PARTY)
    for said in ("徐汇区委书记", "鲍炳章", "曹立强", "中共徐汇区委", "下属", "徐汇区委组织部"):
        assert said in read.text, said
    assert read.text.index("鲍炳章") < read.text.index("曹立强")


def test_event(sample: Live) -> None:
    """An event's page has day, place and cast by role, each with the office that the article gives."""
    found = sample.get("/search.json?q=" + quote("新时代好班长") + "&kind=event").json[0]
    _, read = page(sample, found["href"])
    for said in ("2021-04-20", "主持", "讲话", "出席", "鲍炳章", "徐汇区委书记"):
        assert said in read.text, said


def test_policy(sample: Live) -> None:
    """A policy's page has who issues it and who carries it out."""
    found = sample.get("/search.json?q=" + quote("组织建设覆盖年") + "&kind=policy").json[0]
    _, read = page(sample, found["href"])
    assert "实施" in read.text
    assert "徐汇区委" in read.text


def test_article_shows_its_text_with_the_sentences_marked(sample: Live) -> None:
    """The text reads as the page has it, and every fact leads to a mark that is there."""
    answer, read = page(sample, FIRST)
    assert "出席的有市委组织部副部长、市社工委副书记孙甘霖和区委书记鲍炳章" in read.text
    marks = re.findall(r'<mark data-m="([\d ]+)">', answer.text)
    assert len(marks) > 5
    numbers = {n for mark in marks for n in mark.split()}
    facts = re.findall(r'<li data-m="(\d+)">', answer.text)
    assert facts
    assert set(facts) <= numbers
    anchors = {link[1:] for link in read.links if link.startswith("#c")}
    assert anchors
    assert anchors <= set(read.ids)


def test_links_from_other_pages_point_into_the_text(sample: Live) -> None:
    """The place that a person's page links to is an anchor of the article's page."""
    _, person = page(sample, BAO)
    targets = {link for link in person.links if "#c" in link}
    assert targets
    for target in targets:
        path, _, anchor = target.partition("#")
        assert anchor in page(sample, path)[1].ids


def test_an_article_without_its_text_shows_its_sentences(live: Live) -> None:
    """A store that keeps no text still shows what was quoted, and says why."""
    _, read = page(live, "/id/article/xuhui.txt/0")
    assert "图谱里没有这一版的全文" in read.text
    assert "鲍炳章出席" in read.text
    assert any(i.startswith("c140-") for i in read.ids)


@pytest.mark.parametrize(
    ("accept", "type", "format"),
    [
        ("text/turtle", "text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", None),
        ("application/json;q=0.9, text/html;q=0.1", "application/ld+json", None),
    ],
)
def test_rdf_at_the_same_address(sample: Live, accept: str, type: str, format: RdfFormat | None) -> None:
    """The address of a thing gives RDF to who asks for it: the thing, its relations, and their sentences."""
    answer = sample.get(BAO, accept)
    assert (answer.status, answer.type) == (200, type)
    assert "Accept" in answer.headers["vary"]
    if format is None:
        assert {"@context", "@graph"} == set(answer.json)
        return
    found = {(q.subject.value, q.predicate.value) for q in parse(answer.body, format)}
    this = terms.BASE + unquote(BAO.removeprefix("/id/"))
    assert (this, terms.FOAF_NAME) in found
    assert {p for _, p in found} >= {terms.ORG_MEMBER, terms.ORG_ROLE, terms.OA_EXACT, terms.CV_HAS_PARTICIPANT}


def test_formats_by_name_and_what_there_is_not(sample: Live) -> None:
    """format= goes before the header, a page says where its data is, and what cannot be written is 406."""
    assert sample.get(BAO + "?format=ttl", BROWSER).type == "text/turtle"
    assert sample.get(BAO + "?format=jsonld").type == "application/ld+json"
    assert sample.get(BAO + "?format=html", "text/turtle").type == "text/html"
    assert sample.get(BAO, "image/png").status == 406
    assert sample.get(BAO + "?format=docx").status == 406
    assert sample.get("/id/person/310104/nobody", "text/turtle").status == 404
    _, read = page(sample, BAO)
    assert "?format=ttl" in read.loaded


def test_every_thing_describes_itself(sample: Live) -> None:
    """Tenures, sentences and concepts have a page and data too."""
    data = sample.get(BAO, "application/n-triples").text
    for kind in ("tenure", "evidence", "participation", "post"):
        iri = re.search(rf"<({re.escape(terms.BASE)}{kind}/[^>]+)>", data)
        assert iri, kind
        path = "/id/" + quote(iri[1].removeprefix(terms.BASE))
        answer, read = page(sample, path)
        assert answer.status == 200
        if kind == "tenure":
            assert "鲍炳章（徐汇区委书记）" in read.text
    role = quote("https://w3id.org/local-governance/scheme/office/书记", safe="")
    _, read = page(sample, f"/thing?iri={role}")
    assert "书记" in read.text


def test_what_is_not_there_says_so_and_offers_what_is_near(sample: Live) -> None:
    """An unknown thing is 404, with things of a like name."""
    answer, read = page(sample, "/id/person/310104/" + quote("鲍炳彰"))
    assert answer.status == 404
    assert BAO in read.links
    answer, _ = page(sample, "/nosuch")
    assert answer.status == 404
    for path in ("/thing", "/thing?iri=", "/thing?iri=no%20iri", "/id/", "/queries/nosuch"):
        assert page(sample, path)[0].status == 404, path


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "zh-Hans"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("en-GB,en;q=0.9,zh;q=0.8", "en"), ("de, en;q=0.5", "en"),
     ("*", "zh-Hans"), ("en;q=0, zh", "zh-Hans"), ("q=;;,,", "en")],
)  # fmt: skip
def test_language_of_the_interface(sample: Live, header: str, language: str) -> None:
    """Labels come in the language that the browser asks for first; Chinese where it does not say."""
    _, read = page(sample, BAO, header)
    assert read.attributes["lang"] == language
    assert ("Offices held" in read.text) == (language == "en")


def test_language_and_colours_are_kept_in_cookies(sample: Live) -> None:
    """The switches set a cookie and lead back to where one was; the cookie goes before the browser's wish."""
    _, read = page(sample, BAO)
    switch = next(link for link in read.links if "lang=en" in link)
    answer = sample.get(switch)
    assert (answer.status, answer.headers["location"]) == (303, BAO)
    assert answer.headers["set-cookie"].startswith("lang=en;")
    _, english = page(sample, BAO, "zh", Cookie="lang=en; theme=dark")
    assert (english.attributes["lang"], english.attributes["data-theme"]) == ("en", "dark")
    _, strange = page(sample, BAO, "zh", Cookie='lang=xx; theme="><script>')
    assert strange.attributes == {"lang": "zh-Hans"}


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "",
             "/%0d%0aSet-Cookie:%20x=y", "/a\r\nSet-Cookie: x=y"]
)  # fmt: skip
def test_going_back_leads_nowhere_else(sample: Live, back: str) -> None:
    """The way back is always on this server, and brings no header of its own."""
    answer = sample.get("/prefs?lang=en&back=" + quote(back, safe=""))
    assert answer.status == 303
    target = answer.headers["location"]
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert "x=y" not in answer.headers.get("set-cookie", "")


def test_search(sample: Live) -> None:
    """Results as a page and as JSON; kinds narrow; nothing found is said."""
    _, read = page(sample, "/search?q=" + quote("书记"))
    assert "鲍炳章" in read.text
    found = sample.get("/search.json?q=" + quote("鲍炳")).json
    assert (found[0]["name"], found[0]["kind"], found[0]["href"]) == ("鲍炳章", "person", BAO)
    assert {f["kind"] for f in sample.get("/search.json?q=" + quote("徐汇") + "&kind=body").json} == {"body"}
    _, none = page(sample, "/search?q=" + quote("龘龘龘"))
    assert "没有名称里含“龘龘龘”的" in none.text
    assert sample.get("/search.json?q=x&kind=nosuch").status == 400
    assert sample.get("/search.json").json == []
    assert page(sample, "/search")[0].status == 200
    assert page(sample, "/search?q=" + quote("长" * 5000))[0].status == 200


def test_named_queries(sample: Live) -> None:
    """Each query has a page; one with parameters waits for them, binds what is given, and says what does not fit."""
    _, listed = page(sample, "/queries")
    names = [link.rpartition("/")[2] for link in listed.links if link.startswith("/queries/")]
    assert len(names) > 10
    for name in names:
        assert page(sample, f"/queries/{name}")[0].status == 200, name
    _, asked = page(sample, "/queries/officials?run=1&day=2021-04-26&body=" + quote("徐汇区委"))
    assert "鲍炳章" in asked.text
    assert "曹立强" not in asked.text
    assert BAO in asked.links
    for language, shown in (("zh-CN", "类别数量 证据"), ("en", "KindCount evidence")):
        assert shown.lower() in page(sample, "/queries/statistics", language)[1].text.lower(), language
    assert "党的机关" in page(sample, "/queries/bodies", "zh-CN")[1].text
    assert "书记" in asked.text
    _, wrong = page(sample, "/queries/officials?run=1&day=nonsense&body=" + quote("徐汇区委"))
    assert "a day is written" in wrong.text
    _, unknown = page(sample, "/queries/officials?run=1&body=" + quote("徐汇县委"))
    assert "did you mean" in unknown.text


def test_editor(sample: Live) -> None:
    """The editor brings the named queries along and works as a plain form; /sparql sends browsers to it."""
    answer, read = page(sample, "/editor?query=" + quote("ASK { ?s ?p ?o }"))
    assert "ASK { ?s ?p ?o }" in read.text
    assert answer.text.count("data-query=") > 10
    assert "PREFIX foaf:" in page(sample, "/editor?name=persons")[1].text
    sent = sample.get("/sparql?query=ASK+%7B%7D", BROWSER)
    assert (sent.status, sent.headers["location"]) == (303, "/editor?query=ASK+%7B%7D")
    assert sample.get("/sparql", BROWSER).headers["location"] == "/editor"


def test_static_files(sample: Live) -> None:
    """Files that pages name are there, packed where that is understood, kept for ever; nothing else is."""
    _, read = page(sample, "/editor")
    for path in read.loaded:
        answer = sample.get(path)
        assert answer.status == 200, path
        assert "immutable" in answer.headers["cache-control"]
        assert sample.get(path, Accept_Encoding="gzip").headers["content-encoding"] == "gzip"
    assert "immutable" not in sample.get("/static/explorer.css?v=old").headers["cache-control"]
    for path in ("/static/", "/static/../rendering.py", "/static/..%2Frendering.py", "/static/%2e%2e/pages.py", "/static//etc/passwd"):
        assert sample.get(path).status == 404, path
    assert b"MIT" in sample.get("/static/yasgui/LICENSE.txt").body


def test_head_and_other_methods(sample: Live) -> None:
    """HEAD works on every page; nothing is posted to one."""
    answer = sample.request("HEAD", BAO, headers={"Accept": "text/html"})
    assert (answer.status, answer.body, answer.type) == (200, b"", "text/html")
    assert sample.request("POST", BAO).status == 405


def test_an_empty_store_says_what_to_do() -> None:
    """The first page of an empty graph names the command that fills it."""
    with open_store(None) as store:
        running = Live(store)
        try:
            assert "kg build" in page(running, "/")[1].text
            assert running.get("/search.json?q=x").json == []
        finally:
            running.stop()


def test_a_build_beside_the_server_is_seen(tmp_path: Path) -> None:
    """What another process (here: another handle) writes to the store is found by the next search and shown."""
    with open_store(tmp_path / "store", mode="write") as store:
        store.put_page(forum_page())
    with open_store(tmp_path / "store") as store:
        running = Live(store)
        try:
            assert running.get("/search.json?q=" + quote("第7次会议")).json == []
            with open_store(tmp_path / "store", mode="write") as writer:
                writer.put_page(numbered_page(1))
            found = running.get("/search.json?q=" + quote("第1版第0条")).json
            assert found
            assert page(running, found[0]["href"])[0].status == 200
        finally:
            running.stop()


def test_a_store_on_a_server_is_served_alike() -> None:
    """The store behind the explorer may itself be a SPARQL server."""
    remote = Server()
    try:
        with open_store(remote.url, mode="write") as store:
            store.put_page(forum_page())
        with open_store(remote.url) as store:
            running = Live(store)
            try:
                for path in ("/", BAO, "/id/article/xuhui.txt/0", "/queries/persons"):
                    assert page(running, path)[0].status == 200
                assert running.get("/search.json?q=" + quote("鲍炳章")).json[0]["href"] == BAO
                assert running.get("/sparql?query=ASK+%7B+?s+?p+?o+%7D").json["boolean"] is True
            finally:
                running.stop()
    finally:
        remote.stop()


def test_pages_are_whole_while_a_build_runs(tmp_path: Path) -> None:
    """While another handle writes page after page, every request is answered."""
    with open_store(tmp_path / "store", mode="write") as store:
        store.put_page(forum_page())
    done = threading.Event()

    def write() -> None:
        with open_store(tmp_path / "store", mode="write") as writer:
            for n in range(60):
                writer.put_page(numbered_page(n))
        done.set()

    with open_store(tmp_path / "store") as store:
        running = Live(store)
        thread = threading.Thread(target=write)
        try:
            thread.start()
            asked = 0
            while not done.is_set() or not asked:
                asked += 1
                for path in ("/", BAO, "/search?q=" + quote("会议"), "/queries/persons"):
                    answer, _ = page(running, path)
                    assert answer.status == 200, answer.text
        finally:
            thread.join()
            running.stop()


def test_an_update_is_seen_by_the_next_search() -> None:
    """Names that an update brings are found at once."""
    with open_store(None) as store:
        running = Live(store, Settings(token="t"))
        try:
            assert running.get("/search.json?q=" + quote("新人")).json == []
            headers = {"Content-Type": "application/sparql-update", "Authorization": "Bearer t"}
            insert = 'INSERT DATA { <http://x/y> a foaf:Person ; foaf:name "新人"@zh }'
            assert running.request("POST", "/sparql", headers=headers, body=insert).status == 204
            (found,) = running.get("/search.json?q=" + quote("新人")).json
            assert found["href"] == "/thing?iri=http%3A%2F%2Fx%2Fy"
            assert "新人" in page(running, found["href"])[1].text
        finally:
            running.stop()


@pytest.mark.parametrize(
    ("path", "status", "zh", "en"),
    [
        ("/nowhere", 404, "没有这个网页", "There is no such page"),
        ("/id/person/310104/nobody", 404, "图谱里没有这个标识", "nothing of this identifier"),
        ("/id/%3Cx%3E", 404, "图谱里没有这个标识", "nothing of this identifier"),
        ("/queries/none", 404, "没有这个网页", "There is no such page"),
        ("/editor?name=none", 400, "这个请求读不懂", "cannot be carried out"),
        ("/id/person/310104/x?format=pdf", 406, "这个请求读不懂", "cannot be carried out"),
        ("/queries/heads?run=1&body=nobody", 200, "这样问不成", "This cannot be asked"),
    ],
)
def test_mistakes_are_told_in_both_languages(live: Live, path: str, status: int, zh: str, en: str) -> None:
    """A page about an error says what it is in the language of the reader, and the program's own words below."""
    for language, said in (("zh-CN", zh), ("en", en)):
        answer = live.get(path, "text/html", Accept_Language=language)
        assert (answer.status, answer.type) == (status, "text/html")
        assert said in answer.text
        assert 'class="problem"' in answer.text
        assert 'href="/"' in answer.text


def test_a_page_that_takes_too_long_is_told(served_store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stopped for its time is no page with half of its parts, but one that says so."""
    # Queries that no machine answers within any time.
    monkeypatch.setattr(views, "_LATEST", ENDLESS)
    monkeypatch.setattr(views, "ask", lambda store, *args, **kwargs: store.query(ENDLESS))
    live = Live(served_store, Settings(timeout=0.1))
    try:
        for language, said in (("zh-CN", "查得太久或太大"), ("en", "stopped; narrow it")):
            answer = live.get("/queries/persons?run=1", "text/html", Accept_Language=language)
            assert "the query was stopped after 0.1 s" in answer.text
            answer = live.get("/", "text/html", Accept_Language=language)
            assert answer.status == 503
            assert said in answer.text
            assert "the query was stopped after 0.1 s" in answer.text
            assert "<h2" not in answer.text
    finally:
        live.stop()


def test_words_are_there_in_both_languages(served_store: GraphStore) -> None:
    """Every key that a template asks for has a Chinese and an English word, and no word is left over."""
    templates = Path(__file__).resolve().parents[3] / "kg/publish/serve/explorer/templates"
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(templates.glob("*.html")))
    asked = set(re.findall(r'\bw\("([\w-]+)"[,)]', source))
    assert asked <= table().keys()
    assert all(zh and en for zh, en in table().values())
    assert Words("en")("rows", 3) == "3 rows"
    # What is asked for by a variable: kinds, relations, statuses, headings.
    named = set(re.findall(r'"([\w-]+)"', source)) | {"person", "body", "event", "policy", "area", "article", "page"}
    known = named | {"holds", "organizes", "chairs", "speaks", "signs", "attends", "current", "former", "appointed", "removed",
                     "reformed-to", "reformed-from"}  # fmt: skip
    known |= {"programme", "document", "campaign"}
    for query in named_queries().values():
        with served_store.query(query.standalone, limit=1) as result:
            known |= {f"column-{name}" for name in result.variables}
            assert known & table().keys() >= {f"column-{name}" for name in result.variables}, query.name
    known |= {_said(error) for error in (Unknown("x"), QueryTimeout(""), StoreError(""), *(Refused(s, "") for s in (400, 404, 503)))}
    assert table().keys() <= known
