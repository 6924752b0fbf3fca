"""Rules as data: what they look like in YAML, how they are checked, and how a pattern becomes a regular expression.

A rule file in ``seeds/rules/`` is a list of rules:

    - id: participation.attends
      relation: attends            # a relation of the model, or "none": what it matches no weaker rule may use
      priority: 50
      pattern: "{subj:PEOPLE}{~12}<attend>了?{obj:EVENT}?"
      event: named                 # or new, or headline: see ``Rule``
      reject: ["<attend>的"]       # a match in which one of these is found does not count
      match:                       # sentences in which the rule must fire, and for whom
        - {text: 区委书记鲍炳章出席会议。, subj: [鲍炳章]}
      miss:                        # sentences in which it must not
        - 学习区委书记鲍炳章的讲话。

In a pattern ``{PERSON}`` ``{BODY}`` ``{EVENT}`` ``{POLICY}`` ``{DATE}`` stand for one mention, ``{PEOPLE}``
``{BODIES}`` ``{ACTORS}`` for a list of them, ``{CROWD}`` for several lists of people, each closed by 等, ``{ETC}`` for
what may close one (等7位委员), ``{name:TYPE}`` keeps what it matched as the slot ``name``; ``<class>`` is any word of a
class of ``words.yaml``; ``{~n}`` is up to n characters with no person and no body among them, ``{!n}`` with no mention
at all, ``{^n}`` without a break of clause. All else is a regular expression, in which no unbounded repeat is allowed.

A rule whose ``pattern`` is ``built-in`` names a form that the program reads itself (a stack of titles before a name):
it has no pattern of its own, and its examples hold it to its word like any other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError, why
from kg.extract.literals import literals
from kg.extract.words import Words, default_words
from kg.model import RELATIONS
from kg.resources import resource

BUILT_IN = "built-in"
# One private-use character stands for one mention in the text that patterns are matched against.
SYMBOLS = {
    "PERSON": "\ue000",
    "BODY": "\ue001",
    "EVENT": "\ue002",
    "POLICY": "\ue003",
    "DATE": "\ue004",
    "THEM": "\ue005",
}
_P, _B, _T = SYMBOLS["PERSON"], SYMBOLS["BODY"], SYMBOLS["THEM"]
# What closes one of several lists: 于会文、樊金宝等，…, 巡视员单干银等国家部委负责同志，…. Who acts behind it
# (…等，区长主持会议) is none of them, so that this joins only those who are there together.
_CLOSED = f"等(?:[^，。；：{_P}]{{1,20}}(?:领导|同志|负责人|嘉宾|代表|专家|客商|干部|成员|委员))?，"
# 贾太杰，中原油田|领导冷潜: whose leaders they are, by a name that is no body's on any list.
_UNREAD = "(?:油田|公司|集团|部队|农场|林场|代表团|管理局|督导组|工作组)"
_JOINT = (
    f"(?:（[^（）{_P}]{{1,6}}）)?(?:，以及|，还有|以及|还有|、|和|与|及|暨|同|，)"
    f"(?:[^{_P}{_B}，。；、：]{{2,14}}、|[^{_P}{_B}，。；、：]{{0,8}}{_UNREAD})?"
)
LISTS = {
    "PEOPLE": f"{_P}(?:{_JOINT}{_P}){{0,40}}",
    "CROWD": f"{_P}(?:(?:{_JOINT}|{_CLOSED}){_P}){{0,40}}",
    "BODIES": f"{_B}(?:(?:{_JOINT}|联合|会同|携手|联手){_B}){{0,40}}",
    "ACTORS": f"[{_P}{_B}](?:{_JOINT}[{_P}{_B}]){{0,40}}",
    "ANYONE": f"(?:[{_P}{_B}](?:{_JOINT}[{_P}{_B}]){{0,40}}|{_T})",
}
# The types of which a match holds one symbol for certain.
_ALONE = {**SYMBOLS, "PEOPLE": _P, "CROWD": _P, "BODIES": _B}
# 等, 等7位委员, 等区领导: what may close a list of people.
LISTS["ETC"] = (
    f"(?:等(?:[0-9两一二三四五六七八九十]{{1,3}}[名位人家个][^，。；{_P}]{{0,6}}"
    f"|[^，。；{_P}]{{0,8}}(?:领导|同志|人|委员|代表|常委|干部|负责人|嘉宾|成员|专家|组成人员))?)?"
)
_SLOT = re.compile(r"\{(?:(?P<slot>[a-z]+):)?(?P<type>[A-Z]+)\}")
_GAP = re.compile(r"\{(?P<sort>[~^!])(?P<most>\d{1,2})\}")
_CLASS = re.compile(r"(?<!\(\?P)<(?P<name>[a-z]+)>")
# What may stand between the mentions that a pattern cannot do without.
_OPTIONAL = re.compile(r"[?*]|\{0?,")
_UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{\d+,\})")
_KEYS = {"id", "relation", "pattern", "priority", "reject", "match", "miss", "event", "note"}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which a rule must fire for the names ``subj`` (all of them, and no other)."""

    text: str
    subj: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, ready to match. ``source`` is its file; ``event`` tells which event its match belongs to:
    "named" (that of the match, else the one at hand), "new" (the match itself makes one), "headline" (it makes one
    where the headline tells of the same person's visit, and counts nowhere else), "" for relations without.
    ``needs`` are symbols of mentions without which it cannot match, ``words`` plain words of which it needs one (none
    where there is no telling)."""

    id: str
    relation: str
    priority: int
    regex: re.Pattern[str] | None
    reject: tuple[re.Pattern[str], ...]
    match: tuple[Example, ...]
    miss: tuple[str, ...]
    event: str
    pattern: str
    source: str
    needs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def makes_event(self) -> bool:
        """Whether a match is an event itself."""
        return self.event in ("new", "headline")


def compile_pattern(pattern: str, words: Words, where: str) -> re.Pattern[str]:
    """The regular expression of a rule's pattern; DataError for an unknown type or class, or an unbounded repeat."""
    if unbounded := _UNBOUNDED.search(_SLOT.sub("", _GAP.sub("", pattern))):
        raise DataError(f"{where}: {unbounded.group()!r} repeats without bound; write a bound, as in {{0,20}}")

    def slot(match: re.Match[str]) -> str:
        body = LISTS.get(match["type"]) or SYMBOLS.get(match["type"])
        if body is None:
            known = ", ".join(sorted([*SYMBOLS, *LISTS]))
            raise DataError(f"{where}: unknown mention type {match['type']!r}; known are {known}")
        return f"(?P<{match['slot']}>{body})" if match["slot"] else f"(?:{body})"

    def gap(match: re.Match[str]) -> str:
        barred = {"~": f"{_P}{_B}。！？", "^": "，。；！？：\n", "!": "".join(SYMBOLS.values()) + "。；！？"}[
            match["sort"]
        ]
        return f"[^{barred}]{{0,{match['most']}}}?"

    def words_of(match: re.Match[str]) -> str:
        if match["name"] not in words:
            raise DataError(f"{where}: unknown class of words <{match['name']}>; known are {', '.join(sorted(words))}")
        any_of = "|".join(map(re.escape, words[match["name"]]))
        # Among other alternatives the words go without a group of their own: re then knows with what characters a
        # match begins, and skips to the next of them.
        alternative = match.string[: match.start()].endswith(("|", "(?:")) and match.string[match.end() :][:1] in "|)"
        if alternative and match.end() < len(match.string):
            return any_of
        # Inside a pattern a class is tried at many places: a look at one character spares most of them a hundred words.
        begins = "".join(sorted({re.escape(word[0]) for word in words[match["name"]]}))
        return f"(?:(?=[{begins}])(?:{any_of}))" if match.start() else f"(?:{any_of})"

    text = _SLOT.sub(slot, _GAP.sub(gap, _CLASS.sub(words_of, pattern)))
    try:
        return re.compile(text)
    except re.error as error:
        raise DataError(f"{where}: the pattern is no regular expression: {error}") from error


def needed(pattern: str) -> frozenset[str]:
    """The symbols of the mentions that every match of a pattern holds, as far as its outermost level shows them."""
    found: set[str] = set()
    depth = at = 0
    while at < len(pattern):
        slot = _SLOT.match(pattern, at)
        if slot is not None:
            if depth == 0 and not _OPTIONAL.match(pattern, slot.end()):
                found.update(_ALONE.get(slot["type"], ()))
            at = slot.end()
        elif pattern[at] == "[":
            # A class of characters ends at the first ] that does not open it.
            at = pattern.index("]", at + 2) + 1
        elif pattern[at] == "|" and depth == 0:
            return frozenset()
        else:
            depth += (pattern[at] == "(") - (pattern[at] == ")")
            at += 2 if pattern[at] == "\\" else 1
    return frozenset(found)


def load_rules(paths: Iterable[Path], words: Words) -> tuple[Rule, ...]:
    """The rules of some YAML files in the one order that settles conflicts among equals: priority, then id.

    DataError (naming file and rule) for an unknown key, relation or mention type, a duplicate id, or a rule without
    both a sentence that must match and one that must not.
    """
    rules: dict[str, Rule] = {}
    for path in paths:
        try:
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise DataError(f"{path}: cannot be read as a list of rules: {why(error)}") from error
        if not isinstance(raw, list):
            raise DataError(f"{path}: expected a list of rules, each beginning with '- id: …'")
        for number, item in enumerate(raw, 1):
            rule = _rule(item, words, path, number)
            if rule.id in rules:
                raise DataError(f"{path}: the id {rule.id!r} stands in {rules[rule.id].source} already; ids are unique")
            rules[rule.id] = rule
    return tuple(sorted(rules.values(), key=lambda rule: (-rule.priority, rule.id)))


def _rule(item: Any, words: Words, path: Path, number: int) -> Rule:
    where = f"{path}: rule {number}"
    if not isinstance(item, Mapping) or not isinstance(item.get("id"), str):
        raise DataError(f"{where}: expected a mapping with an id")
    where = f"{path}: rule {item['id']!r}"
    if unknown := sorted(set(item) - _KEYS):
        raise DataError(f"{where}: unknown key {', '.join(map(str, unknown))}; known are {', '.join(sorted(_KEYS))}")
    relation = item.get("relation")
    if relation not in (*RELATIONS, "none"):
        raise DataError(f"{where}: unknown relation {relation!r}; known are {', '.join((*RELATIONS, 'none'))}")
    priority = item.get("priority", 50)
    if not isinstance(priority, int):
        raise DataError(f"{where}: priority must be a whole number")
    event = item.get("event", "named")
    if event not in ("named", "new", "headline", ""):
        raise DataError(f"{where}: event must be named, new or headline")
    examples, misses = item.get("match"), item.get("miss")
    if not examples or not misses:
        raise DataError(f"{where}: a rule needs at least one sentence under 'match' and one under 'miss'")
    pattern = _text(item.get("pattern"), where, "pattern")
    regex = None if pattern == BUILT_IN else compile_pattern(pattern, words, where)
    return Rule(
        item["id"],
        relation,
        priority,
        regex,
        tuple(compile_pattern(text, words, where) for text in _texts(item.get("reject", []), where, "reject")),
        tuple(_example(example, where) for example in examples),
        _texts(misses, where, "miss"),
        event,
        pattern,
        path.name,
        needed(pattern),
        frozenset() if regex is None else literals(regex.pattern),
    )


def _example(raw: Any, where: str) -> Example:
    if not isinstance(raw, Mapping) or set(raw) != {"text", "subj"}:
        raise DataError(f"{where}: an example under 'match' has 'text' and 'subj', the names for which the rule fires")
    return Example(_text(raw["text"], where, "text"), _texts(raw["subj"], where, "subj"))


def _text(raw: Any, where: str, key: str) -> str:
    if not isinstance(raw, str) or not raw:
        raise DataError(f"{where}: {key} must be a text")
    return raw


def _texts(raw: Any, where: str, key: str) -> tuple[str, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise DataError(f"{where}: {key} must be a list of texts")
    return tuple(_text(item, where, key) for item in raw)


@lru_cache(maxsize=1)
def default_rules() -> tuple[Rule, ...]:
    """The rules that come with kg."""
    folder = resource("seeds/rules")
    return load_rules(sorted(path for path in folder.glob("*.yaml") if path.name != "words.yaml"), default_words())


def all_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """The rules of kg and those of a user's folder, in their order; DataError also for an id that kg has already."""
    if folder is None:
        return default_rules()
    files = sorted(path for suffix in ("yaml", "yml") for path in folder.glob(f"*.{suffix}"))
    if not files:
        raise DataError(f"{folder} holds no rules that can be read; a rule file ends in .yaml")
    own = load_rules(files, default_words())
    taken = {rule.id: rule for rule in default_rules()}
    if twice := [rule.id for rule in own if rule.id in taken]:
        raise DataError(
            f"{folder}: kg has a rule {twice[0]!r} already (in {taken[twice[0]].source}); give yours another id"
        )
    return tuple(sorted((*default_rules(), *own), key=lambda rule: (-rule.priority, rule.id)))
