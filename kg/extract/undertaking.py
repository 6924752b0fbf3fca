"""Which phrases name an undertaking: what it is about and a kind that it ends in (旧住房|改造, 知识产权保护|三年行动).

队伍建设 and 重点项目 name nothing: a kind with nothing but general words before it. A list is read as its items where
each is a name by itself, or where the text sums them up (西岸金融城、徐家汇中心|等重大工程); else it is one name
(专利导航、专利池项目建设).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.policynames import SIGN, alternation
from kg.extract.words import Words

_JOINT = re.compile(r"、|以及|和|与|及|暨")
_VERSION = r"(?:\d(?:\.\d)?版?)?"
_LISTED = re.compile(r"(?P<items>[^等]{2,44}?)等")
# Signs of a clause, which no name holds.
_NO_NAME = re.compile(
    r"(?<![出转])让|[了着把被使将您我你他她它其这那从由]|正在|已经|以便|为契机|是|进行|能够|可以|如何|怎么|什么|不[能要得再断]|没有|连续|"
    r"(?:实际|自觉|具体)行动|\d万|平方米|公里|推进|推动|实施|落实|深化|完善|健全|加强|强化|打造|开展|加快|聚焦|围绕|构建|做好|抓好|确保")
# 疾病预防控制体系建设, 干部队伍建设: building what every body has is work, no programme.
_GENERAL_WORK = re.compile(r"(?:体系|队伍|能力|作风|制度|机制|设施|环境|文明|文化|品牌|阵地)建设$|结构调整$")
_NUMBERED = re.compile(
    r"(?<![.\d])\d[\d.]*(?:万|亿|余|多)?[项个处件条次场米元家座所户亩]$|[一二三四五六七八九十百]+[项个处件条次场家座所]$")
# 考验执行|力的作风工程; 今年以来国民经济计划: no name of its own.
_NO_BEGINNING = ("力的", "今年", "去年", "明年", "近年")
_BAD_START = "对向在以将从为的等和与及、"

# A name's range in the phrase, and other names of the same.
Named = tuple[int, int, tuple[str, ...]]


class Undertakings:
    """Reads phrases.

    ``reach`` says which kinds count: "head", "wide" (more kinds, after strong verbs) or "paper" (agreements).
    """

    def __init__(self, words: Words) -> None:
        head, wide, paper = (alternation(words[name]) for name in ("head", "wide", "agreement"))
        generic = alternation(words["generic"])
        self._kinds = {
            "head": re.compile(f"(?:{head}{_VERSION})$"), "wide": re.compile(f"(?:{head}{_VERSION}|{wide})$"),
            "paper": re.compile(f"{paper}$"),
        }
        self._whole = re.compile(f"{alternation(words['whole'])}$")
        # With 3.0版 after it.
        kinds = ("head", "wide", "agreement", "whole")
        self._longest = max(len(word) for name in kinds for word in words[name]) + 4
        self._generic = re.compile(rf"(?:{generic}|[\d一二两三四五六七八九十“”、和与及的{SIGN}])*")
        self._rest = re.compile(rf"(?:{alternation(words['rest'])}|的?{SIGN}+)$")
        self._signed = re.compile(f".{{2,24}}?{paper}")
        self._long = re.compile(f"{alternation(words['long'])}$")
        self._sum = re.compile(f"{generic}{{0,3}}?(?P<head>{alternation(words['sum'])})")
        self._verb = re.compile(alternation((*words["carry"], *words["tend"])))

    def named(self, phrase: str, reach: str) -> Iterator[Named]:
        """The undertakings that a phrase names, in order, none overlapping."""
        listed = _LISTED.match(phrase)
        if listed and reach != "paper":
            summed = self._sum.match(phrase, listed.end())
            if summed and not self._rested(phrase[summed.end():]):
                yield from self._items(listed["items"], summed["head"])
                return
        core = self._core(phrase, reach)
        if core and phrase.startswith(SIGN, len(core)):
            # 旧住房改造|“三年决战”: the name goes on.
            return
        if not core and listed and len(phrase) - listed.end() <= 6:
            core = self._core(listed["items"], reach)
        begin = core.rfind("的") + 1
        if begin and not (begin <= 9 and len(core) - begin >= 4 and not self._verb.search(core[:begin])):
            # 区政府主要领导牵头的|行政首长负责制
            yield from self._plain(core, begin, reach)
        elif core:
            yield from self._plain(core, 0, reach)

    def _plain(self, core: str, begin: int, reach: str) -> Iterator[Named]:
        """The names of a phrase that ends in a kind: its items if all are names, else the whole, else those items."""
        phrase = core[begin:]
        items = self._split(phrase)
        names = [(lo, hi) for lo, hi in items if self._is_name(phrase[lo:hi], "wide" if reach == "head" else reach)]
        if len(names) < max(1, len(items)) and self._is_name(phrase, reach):
            names = [(0, len(phrase))]
        for lo, hi in names:
            yield begin + lo, begin + hi, _others(phrase[lo:hi])

    def _core(self, phrase: str, reach: str) -> str:
        """The phrase up to the kind that it ends in, "" if it ends in none."""
        if reach == "paper" and (signed := self._signed.match(phrase)):
            return signed.group()
        for _ in range(5):
            # No kind is longer than what is looked at.
            near = max(0, len(phrase) - self._longest)
            if not phrase or self._kinds[reach].search(phrase, near) or self._whole.search(phrase, near):
                return phrase
            shorter = _NUMBERED.sub("", phrase)
            rest = self._rest.search(shorter)
            shorter = shorter[:rest.start()] if rest else shorter
            if shorter == phrase:
                return ""
            phrase = shorter
        return ""

    def _rested(self, phrase: str) -> str:
        """What is left of the words after a sum once those are gone that change nothing."""
        phrase = _NUMBERED.sub("", phrase)
        while rest := self._rest.search(phrase):
            phrase = phrase[:rest.start()]
        return phrase

    def _is_name(self, name: str, reach: str) -> bool:
        """Whether a phrase that ends in a kind says what it is about."""
        if self._whole.fullmatch(name):
            return True
        kind = self._kinds[reach].search(name)
        if kind is None or not 5 <= len(name) <= 32 or _NO_NAME.search(name):
            return False
        if name[0] in _BAD_START or name.startswith(_NO_BEGINNING):
            return False
        about = name[:kind.start()]
        if not about:
            return len(name) >= 7
        if "等" in about and not self._sums_up(name, reach):
            return False
        joints = list(_JOINT.finditer(about))
        if joints and not self._is_name(name[joints[-1].end():], reach) and "等" not in about:
            return False
        if _GENERAL_WORK.search(name) or (len(about) < 5 and self._long.fullmatch(name, kind.start())):
            return False
        return not self._generic.fullmatch(about) and not (joints and self._whole.search(name))

    def _sums_up(self, name: str, reach: str) -> bool:
        """兆丰路、华泾工业园等|地块规划调整: what stands behind 等 is a name, or a paper for each of the list."""
        last = name[name.rfind("等") + 1:]
        return self._is_name(last, reach) or last in ("专项规划", "专项计划", "专项方案", "专项预案")

    @staticmethod
    def _split(phrase: str) -> list[tuple[int, int]]:
        """The ranges of a list's items, [] for a phrase that is no list."""
        joints = [] if "等" in phrase else list(_JOINT.finditer(phrase))
        starts, ends = [0, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), len(phrase)]
        return list(zip(starts, ends, strict=True)) if joints else []

    def _items(self, items: str, head: str) -> Iterator[Named]:
        """西岸金融城、徐家汇中心 (等重大工程): each item; those in marks are found as such."""
        at = 0
        for joint in (*_JOINT.finditer(items), None):
            to = joint.start() if joint else len(items)
            name = items[at:to]
            if 3 <= len(name) <= 20 and SIGN not in name and not _NO_NAME.search(name):
                yield at, to, (name + head,)
            at = joint.end() if joint else to


def _others(name: str) -> tuple[str, ...]:
    """Other names of an undertaking: without 的, and what follows 等."""
    names = (name.replace("的", ""), name[name.rfind("等") + 1:] if "等" in name else "")
    return tuple(n for n in names if n != name and len(n) >= 5)
