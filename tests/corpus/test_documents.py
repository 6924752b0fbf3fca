"""Web pages, PDF and Word documents: the text they become, and why some do not."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from kg.corpus import cut_articles, read_pages
from kg.model import Article, Page, Unread
from tests.corpus.documents import pdf, word

BODY = ("4月25日,县长王国栋主持召开县政府第十二次常务会议。", "会议指出,要压实责任,坚决防范遏制重特大事故。", "会议强调,各部门要各司其职,形成工作合力。")
HTML = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>县政府召开第十二次常务会议 - 某县人民政府</title>
<meta name="PubDate" content="2021-04-26 10:00"><meta name="ContentSource" content="县政府办"></head><body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/x">新闻</a></div><div class="content">{body}</div>
<script>alert("会议")</script><div class="footer">版权所有 某县人民政府 邮编:100000</div></body></html>"""
with_html = pytest.mark.skipif(importlib.util.find_spec("trafilatura") is None, reason="needs the extra html")
with_pdf = pytest.mark.skipif(importlib.util.find_spec("pypdfium2") is None, reason="needs the extra pdf")


def the_article(path: Path) -> Article:
    """The only article of the only page of a file."""
    (page,) = read_pages([path])
    assert isinstance(page, Page), page.reason
    (article,) = cut_articles(page)
    return article


def reason(path: Path) -> str:
    """Why the only page of a file is not read."""
    (item,) = read_pages([path])
    assert isinstance(item, Unread)
    return item.reason


@with_html
@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_web_page(tmp_path: Path, charset: str) -> None:
    """Headline, day and source come from the head, the text without navigation, scripts and small print."""
    html = HTML.format(charset=charset, body="".join(f"<p>\u3000\u3000{p}</p>" for p in BODY))
    (tmp_path / "a.html").write_bytes(html.encode("gb18030" if charset == "gb2312" else "utf-8"))
    article = the_article(tmp_path / "a.html")
    assert (article.headline, article.published, article.source) == ("县政府召开第十二次常务会议", "2021-04-26", "县政府办")
    assert article.body.text.split("\n") == list(BODY)


@with_html
def test_web_page_without_article(tmp_path: Path) -> None:
    """An empty page says so."""
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    assert "no article" in reason(tmp_path / "a.html")


@with_pdf
def test_pdf_document_is_one_page(tmp_path: Path) -> None:
    """The sheets of a document belong together: a sentence goes on over the page break."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([["关于做好防汛工作的通知", "4月20日,区委召开防汛工作会议,区委书记出席并讲"], ["话。会议强调,要落实责任。"]]))
    article = the_article(path)
    assert article.headline == "关于做好防汛工作的通知"
    assert "出席并讲话。会议强调" in article.body.text


@with_pdf
def test_pdf_of_a_newspaper_is_a_page_a_sheet(tmp_path: Path) -> None:
    """Broadsheets are pages of their own, named and numbered; one without text says that it is a scan."""
    path = tmp_path / "徐汇报-2021-04-26.pdf"
    path.write_bytes(pdf([["区委召开会议", "4月20日,区委召开会议。"], []], height=1500))
    first, second = read_pages([path])
    assert isinstance(first, Page)
    assert (first.name, first.published, first.paper, first.number) == ("徐汇报-2021-04-26.pdf/1", "2021-04-26", "徐汇报", "1")
    assert isinstance(second, Unread)
    assert "no text layer" in second.reason
    assert second.name.endswith("/2")


@with_pdf
def test_damaged_pdf(tmp_path: Path) -> None:
    """What is no PDF says so."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert "cannot be opened" in reason(tmp_path / "a.pdf")


def docx(path: Path, body: str, prolog: str = "") -> Path:
    """A Word document with this body."""
    path.write_bytes(word(body, prolog))
    return path


def test_word_document(tmp_path: Path) -> None:
    """Headings, runs, tabs and tables become lines; deleted text is gone."""
    path = docx(
        tmp_path / "a.docx",
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>区委召开会议</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>4月20日,</w:t></w:r><w:r><w:t>区委召开会议。</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>书记</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>鲍炳章</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    )
    (page,) = read_pages([path])
    assert isinstance(page, Page)
    assert page.text == "# 区委召开会议\n4月20日,区委召开会议。\n书记 鲍炳章"
    assert the_article(path).headline == "区委召开会议"


def test_word_document_with_entities_is_refused(tmp_path: Path) -> None:
    """A document type could hold entities that blow up or read files."""
    bomb = '<!DOCTYPE x [<!ENTITY a "会议"><!ENTITY b "&a;&a;&a;">]>'
    assert "document type" in reason(docx(tmp_path / "a.docx", "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", bomb))


@pytest.mark.parametrize(("body", "words"), [("<w:p/>", "no text"), ("<w:p>", "damaged")])
def test_word_document_without_text_or_damaged(tmp_path: Path, body: str, words: str) -> None:
    """Both say what to do."""
    assert words in reason(docx(tmp_path / "a.docx", body))


@pytest.mark.parametrize(("module", "suffix", "extra"), [("trafilatura", ".html", "html"), ("pypdfium2", ".pdf", "pdf")])
def test_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, suffix: str, extra: str
) -> None:
    """The reason gives the command that installs what is missing."""
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / f"a{suffix}").write_bytes(b"<html></html>")
    assert f"[{extra}]" in reason(tmp_path / f"a{suffix}")
