"""Pages in traditional characters: read for matching as if they were simplified, quoted as they are printed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.corpus import cut_articles
from kg.corpus.read import read_bytes
from kg.extract import extract_page
from kg.extract.plugins import fault
from kg.gazetteer.tables import Column, read_table
from kg.model import Page, Statement
from tests.conftest import ROOT, SAMPLES

PAGE = """徐匯報 2021年4月26日 星期一 第02版

徐匯區召開舊住房改造推進大會

●記者 張三 通訊員 李四

本報訊 4月22日上午,徐匯區召開舊住房改造推進大會,區委書記鮑炳章,區委副書記、區長鍾曉詠出席會議。

圖為會議現場。 朱亮 攝

(來源:區委組織部)

責任編輯:周敏
"""


def old_writing(text: str) -> str:
    """``text`` in the old forms of those characters that only simplified texts have."""
    rows = read_table(ROOT / "seeds" / "gazetteer" / "traditional.tsv", (Column("simplified"), Column("traditional"))).rows
    table = {new: olds[0] for new, olds in rows}

    def only_new(char: str) -> bool:
        return not char.encode("big5", "ignore")

    return "".join(table.get(char, char) if only_new(char) else char for char in text)


def facts(text: str) -> set[tuple[str, ...]]:
    """What a page says, without its quotes."""
    return {
        (said.rel, getattr(said.subj, "name", ""), getattr(said.obj, "name", ""), said.role, said.status)
        for said in statements(text)[1]
    }


def statements(text: str) -> tuple[Page, tuple[Statement, ...]]:
    """The page with this text and its statements, each of which holds against the page."""
    page = Page("p.txt", text, hashlib.sha256(text.encode()).hexdigest())
    articles = cut_articles(page)
    said = extract_page(page, articles).statements
    assert [reason for one in said if (reason := fault(one, page, articles))] == []
    return page, said


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_says_the_same_in_either_writing(path: Path) -> None:
    """Every fact, name, role and relation of the sample is found in its traditional form, and none besides."""
    text = path.read_text(encoding="utf-8")
    old = old_writing(text)
    assert old != text
    assert facts(old) == facts(text) != set()


def test_the_layout_of_a_traditional_page_in_big5() -> None:
    """Running head, byline, opening, caption, credit, source and editor are known; the quote is what is printed."""
    (page,) = read_bytes("p.txt", PAGE.encode("big5"))
    assert isinstance(page, Page)
    assert (page.encoding, page.text) == ("big5", PAGE)
    assert (page.published, page.paper, page.number) == ("2021-04-26", "徐汇报", "02")
    (article,) = cut_articles(page)
    assert article.headline == "徐匯區召開舊住房改造推進大會"
    assert set(article.authors) == {"张三", "李四", "朱亮", "周敏"}
    assert article.source == "区委组织部"
    assert article.body.text.startswith("4月22日上午,徐匯區召開")
    assert article.body.text.endswith("出席會議。")
    said = extract_page(page, (article,)).statements
    secretary = next(one for one in said if one.rel == "holds" and getattr(one.subj, "name", "") == "鲍炳章")
    assert getattr(secretary.obj, "name", "") == "徐汇区委"
    assert "鮑炳章" in secretary.evidence.quote
    writer = next(one for one in said if one.rel == "writes" and getattr(one.subj, "name", "") == "张三")
    assert writer.evidence.quote == "張三"
