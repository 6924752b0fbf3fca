"""A page of which every name, headline, quote, rule and file name tries to break out of where it is shown."""

from __future__ import annotations

from kg.model import Body, Event, Fact, PageFacts, Person, Place, Policy
from tests.graph.made import article, fact, page_facts

SCRIPT = "<script>window.hacked=1</script>"
TEXTS = (
    SCRIPT,
    "\"'><img src=x onerror=window.hacked=2>",
    "{{ 7*7 }}{% raw %}%s %(x)s 100% %3Cb%3E",
    "javascript:window.hacked=3",
    "../..",
    "..",
    "a/b?c=d#e&f=g;h",
    "</mark></title><!--",
    "中文 “引号” 《书》",
    "\\u003cscript\\\\ `$&'",
    "\u202e反\u2028行\u00a0\u200f",
)


def hostile_page() -> tuple[PageFacts, dict[str, str]]:
    """The page, and its notes: the text that the explorer shows."""
    name = f"dir/{SCRIPT}?#.txt"
    facts: list[Fact] = []
    for i, text in enumerate(TEXTS):
        person, body = Person(text, "310104"), Body(text, "310104", "party", (text + "委",), TEXTS[i - 1])
        event, policy = Event(text, "meeting", text, text, "310104", (text + "会",)), Policy(text, number=text)
        at, quote, start = (name, 0), text, 100 + 40 * i
        facts += [
            fact("holds", person, body, *at, quote, start, role=text, status="current", date=text),
            fact("chairs", person, event, *at, quote, start + 1),
            fact("organizes", body, event, *at, quote, start + 2),
            fact("issues", body, policy, *at, quote, start + 3),
            fact("implements", body, policy, *at, quote, start + 4),
            fact("takes_place_at", event, Place(text), *at, quote, start + 5),
            fact("writes", person, Place("article"), *at, quote, start + 6),
        ]
    one = article(name, 0, SCRIPT, "……", authors=TEXTS[:2], source=TEXTS[1], dateline=TEXTS[2])
    return page_facts(name, [one], facts), {"text": "\n".join(f"{text} {'字' * 60}" for text in TEXTS)}
