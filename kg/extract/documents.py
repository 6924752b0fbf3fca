"""Documents in force: titles in 《》, and decisions, opinions and budgets that a text names without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.policynames import PolicyMention, alternation
from kg.extract.words import Words

_NUMBER = re.compile(r"^（?(?P<number>[\u4e00-\u9fff]{2,8}〔20\d\d〕\d{1,4}号)）?")
_VERSION = re.compile(r"（[^（）]*）$")
# Decisions about people are appointments, those about a meeting its agenda, and no policies.
_PERSONNEL = re.compile(r"召开|议程|日程|任命|免去|任免|辞去|辞职|补选|当选|候选|名单")
_ABOUT = re.compile(r"关于(?P<name>[\u3400-\u9fff“”、]{4,40}?的(?:若干)?(?:实施)?(?:意见|决定|通知|办法|规定|决议))")


_DECISION = r"[\u3400-\u9fff“”、]{4,36}?的(?:若干)?(?:决定|决议|意见|办法|规定)"
_BUDGET = r"(?:20\d\d年(?:度|的)?)?[\u3400-\u9fff“”]{2,30}?(?:决算|预算|规划|纲要)(?=[，。；、]|$)"
_AGENDA = (
    r"[\u3400-\u9fff“”\d]{4,30}?(?:工作要点|方案|计划|规划|纲要|预案|办法|若干措施|实施意见)(?:（[^（）]{1,16}）)?(?=[，。；、]|$)")
_PASSED = re.compile(rf"(?:通过|作出|批准)了?(?!了|关于)(?P<name>{_DECISION}|{_BUDGET})")
_LAID = re.compile(
    r"(?:审议|研究|讨论)了?(?!通过|并|了|关于|和|解决|制定|完善|推进|落实|部署|相关|有关|具体|工作)"
    rf"(?P<name>{_AGENDA})")

_BY_VERB = ((_PASSED, ("通过", "作出", "批准"), "issues"), (_LAID, ("审议", "研究", "讨论"), "reviews"))


class DocumentFinder:
    """Finds documents."""

    def __init__(self, words: Words) -> None:
        ends = alternation(words["document"])
        self._titled = re.compile(rf"《(?P<name>[^《》\n]{{3,70}}?{ends}(?:（[^（）]{{1,16}}）)?)》")

    def find(self, text: str) -> Iterator[PolicyMention]:
        """The documents of a text, those in 《》 first; two may share characters."""
        # Words that each form needs are soon looked for, and most texts have none of them.
        for match in self._titled.finditer(text) if "《" in text else ():
            number = _NUMBER.match(text[match.end():match.end() + 24])
            names = tuple(dict.fromkeys((match["name"], _VERSION.sub("", match["name"]))))
            yield PolicyMention(
                match.start(), match.end(), match.group(), "document", names, number["number"] if number else "")
        for match in _ABOUT.finditer(text) if "关于" in text else ():
            if text[match.start() - 1:match.start()] != "《" and not _PERSONNEL.search(match["name"]):
                yield PolicyMention(match.start(), match.end(), match.group(), "document", (match["name"],))
        for pattern, verbs, act in _BY_VERB:
            for match in pattern.finditer(text) if any(verb in text for verb in verbs) else ():
                if not _PERSONNEL.search(match["name"]):
                    yield PolicyMention(*match.span("name"), match["name"], "document", (), "", act, match.start())
