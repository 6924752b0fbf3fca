"""Marks in an article's text: they stand where the graph says, across breaks, or the page is shown as it lies."""

from __future__ import annotations

from kg.publish.serve.explorer.text import Paragraph, Shown, show_article, show_page

PAGE = """首期论坛走进徐汇

4月20日,论坛首次开讲,主办方市委组织部把地点选在
梧桐院。

出席的有区委书记鲍炳章。钟晓咏主持会议并讲话。

(记者 柴斌)
"""
HEADLINE = "首期论坛走进徐汇"


def span(text: str) -> tuple[int, int]:
    start = PAGE.index(text)
    return start, start + len(text)


def marked(paragraphs: tuple[Paragraph, ...], number: int) -> str:
    return "".join(run.text for p in paragraphs for run in p if number in run.marks)


def everything(shown: Shown) -> tuple[Paragraph, ...]:
    return (shown.title, *shown.body, *shown.captions)


def test_sentences_are_marked_where_they_stand() -> None:
    """Two sentences and one that lies across a line break; all are begun once."""
    broken = (PAGE.index("主办方"), PAGE.index("梧桐院。") + 4)
    spans = [[span("出席的有区委书记鲍炳章。")], [span("钟晓咏主持会议")], [broken]]
    shown = show_article(PAGE, "page.txt", 0, HEADLINE, spans)
    assert not shown.whole
    assert marked(shown.body, 0) == "出席的有区委书记鲍炳章。"
    assert marked(shown.body, 1) == "钟晓咏主持会议"
    assert marked(shown.body, 2) == "主办方市委组织部把地点选在梧桐院。"
    begun = [n for p in everything(shown) for run in p for n in run.begins]
    assert sorted(begun) == [0, 1, 2]


def test_overlapping_sentences_share_their_characters() -> None:
    """A run belongs to all sentences that cover it, and each begins where its first character is."""
    spans = [[span("区委书记鲍炳章。钟晓咏主持")], [span("鲍炳章。钟晓咏主持会议")]]
    shown = show_article(PAGE, "page.txt", 0, HEADLINE, spans)
    runs = [(run.text, run.marks, run.begins) for p in shown.body for run in p if run.marks]
    assert runs == [("区委书记", (0,), (0,)), ("鲍炳章。钟晓咏主持", (0, 1), (1,)), ("会议", (1,), ())]


def test_pieces_are_marked_and_what_lies_between_is_not() -> None:
    """A sentence of two pieces leaves the words between unmarked."""
    shown = show_article(PAGE, "page.txt", 0, HEADLINE, [[span("出席的有"), span("鲍炳章。")]])
    assert marked(shown.body, 0) == "出席的有鲍炳章。"


def test_a_byline_that_says_something_is_shown_too() -> None:
    """Words that are no part of the text stand behind it, marked."""
    spans = [[span("出席的有区委书记鲍炳章。")], [span("柴斌")]]
    shown = show_article(PAGE, "page.txt", 0, HEADLINE, spans)
    assert not shown.whole
    assert marked(shown.captions, 1) == "柴斌"
    assert "".join(run.text for p in shown.captions for run in p) == "(记者 柴斌)"


def test_another_headline_shows_the_page_as_it_lies() -> None:
    """Where the article is not what the graph knows, nothing is guessed."""
    shown = show_article(PAGE, "page.txt", 0, "另一个标题", [[span("鲍炳章")]])
    assert shown.whole
    assert marked(shown.body, 0) == "鲍炳章"
    assert show_article(PAGE, "page.txt", 7, HEADLINE, []).whole


def test_ranges_beyond_the_page_mark_nothing() -> None:
    """A range that the text does not reach is left out, not an error."""
    shown = show_page("短", [[(0, 1)], [(5, 9)], [(0, 99)]])
    assert [(run.text, run.marks) for p in shown.body for run in p] == [("短", (0, 2))]


def test_the_whole_text_is_shown_once() -> None:
    """Marks cut the text into runs and lose nothing of it."""
    plain = show_article(PAGE, "page.txt", 0, HEADLINE, [])
    cut = show_article(PAGE, "page.txt", 0, HEADLINE, [[span("会议")], [span("论坛首次")]])
    assert ["".join(r.text for r in p) for p in cut.body] == ["".join(r.text for r in p) for p in plain.body]
