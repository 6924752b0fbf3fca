"""Who holds which office in which body, from titles and the names around them.

Before the name: 区委副书记、区长|钟晓咏. After it: 宋翠玲|是|…社区党委书记. By decision: 任命|徐卫兴|为|…主任,
免去|季明|的|…职务.
An office without a body takes it from the title before it in the same list (副主任朱成钢 after
区人大常委会主任李新华), or
from what it implies (区长 lies in the district's government). Where no body is certain, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.reading import Reading
from kg.extract.resolve import Located, Resolver
from kg.extract.text import Sentence
from kg.extract.titles import Holder, Title
from kg.model import Body

_BREAK = re.compile(r"[。；！？\n]")
_TIE = re.compile(r"[\s、，和与及以及暨还有兼等分别也均同由一路陪同参加出席并]*$")
_APPOINTED = re.compile(r"(?:被任命为|任命为|当选为?|被选为|被选举为|补选为|增选为|被推选为|选举为)$")
_NAMED_TO = re.compile(r"(?:任命|决定任命|聘任|选举|补选|增补|增选|推选)[^。；]*$")
_REMOVED = re.compile(r"(?:免去|撤销|罢免|接受)[^。；]*$")
_RESIGNED = re.compile(r"(?:辞去|不再担任|被免去)(?:了)?$")
_COPULA = re.compile(r"(?:同志)?(?:均|都|也|同时|还|又)?(?:是|现任|任|担任|兼任|兼|出任|接任|为|系)$")
_PAST = re.compile(r"(?:曾任|历任|先后任|先后担任|曾担任|曾经担任|担任过|曾任过|当过)(?:过)?$")
_ELECTED_LIST = re.compile(r"(?:选举产生|当选|选出)[^。；]{0,12}(?:还有|的有|的是|分别是|如下|：)[^。]*$")
_LIST_HEAD = re.compile(r"(?:任命|免去|撤销|补选|选举)[^，。；]{0,12}：$")
_RELATIVE_CLAUSE = re.compile(r"的$")


@dataclass(frozen=True, slots=True)
class Tenure:
    """One office of one person as the text gives it; the sentence [start, end) says so, ``rule`` names the form."""

    holder: Holder
    located: Located
    role: str
    status: str
    rule: str
    start: int
    end: int


class TenureFinder:
    """Reads the tenures of one article."""

    def __init__(self, reading: Reading, resolver: Resolver, mentions: Sequence[tuple[int, int, str]]) -> None:
        self._reading = reading
        self._text = reading.text
        self._resolver = resolver
        # In a printed list (任命：, then a line for each) the decision stands in a line of its own.
        self._mode = ""
        # Every mention of a name: those with titles and those found again.
        self._names = sorted([(h.start, h.end, h.name) for h in reading.holders] + list(mentions))

    def tenures(self) -> list[Tenure]:
        """The tenures in the order of the text."""
        found: list[Tenure] = []
        for sentence in self._reading.sentences:
            if (list_head := _LIST_HEAD.search(sentence.text)) and len(sentence.text) <= 30:
                self._mode = "removed" if list_head.group().startswith(("免", "撤")) else "appointed"
            elif self._mode and not any(start == sentence.start for start, _, _ in self._names):
                self._mode = ""
            found += self._of_sentence(sentence)
        return found

    def _of_sentence(self, sentence: Sentence) -> list[Tenure]:
        holders = [h for h in self._reading.holders if sentence.start <= h.first and h.end <= sentence.end]
        titles = [t for t in self._reading.titles if sentence.start <= t.start and t.end <= sentence.end]
        used = {title.start for holder in holders for title in holder.titles}
        found: list[Tenure] = []
        items: list[tuple[int, Holder | list[Title]]] = [(holder.first, holder) for holder in holders if holder.titles]
        items += [(stack[0].start, stack) for stack in self._stacks([t for t in titles if t.start not in used])]
        items.sort(key=lambda item: item[0])
        before: tuple[Located, Title, int] | None = None
        for _, item in items:
            if isinstance(item, Holder):
                resolved = self._resolve(item.titles, before, item.first)
                status, rule = self._status_before(item, sentence)
                for title, (located, role) in resolved:
                    found.append(
                        Tenure(
                            item,
                            located,
                            role,
                            title.status or status,
                            _rule_for(item, title, rule),
                            sentence.start,
                            sentence.end,
                        )
                    )
                if resolved:
                    before = (resolved[-1][1][0], resolved[-1][0], item.end)
                    before = (_widest(resolved), resolved[-1][0], item.end)
            else:
                subject = self._subject(_core(item[0]), sentence)
                if subject is None:
                    resolved = self._resolve(item, before, item[0].start)
                    if resolved:
                        before = (_widest(resolved), resolved[-1][0], item[-1].end)
                    continue
                holder, status, rule = subject
                resolved = self._resolve(item, before, item[0].start, self._body_before(item[0], sentence))
                people = [holder, *self._listed_before(holder)] if status in ("appointed", "removed") else [holder]
                for who in people:
                    for title, (located, role) in resolved:
                        found.append(
                            Tenure(
                                who,
                                located,
                                role,
                                status if status != "current" else title.status or status,
                                rule,
                                sentence.start,
                                sentence.end,
                            )
                        )
                if resolved:
                    before = (_widest(resolved), resolved[-1][0], item[-1].end)
        return found

    # ------------------------------------------------------------ stacks of titles

    def _stacks(self, titles: Sequence[Title]) -> Iterator[list[Title]]:
        """Titles that stand one after another with only 、 or 和 between them."""
        stack: list[Title] = []
        for title in titles:
            if stack and re.fullmatch(r"\s*(?:、|和|及|以及|兼|，|)\s*", self._text[stack[-1].end : title.start]):
                stack.append(title)
                continue
            if stack:
                yield stack
            stack = [title]
        if stack:
            yield stack

    def _resolve(
        self,
        titles: Sequence[Title],
        before: tuple[Located, Title, int] | None,
        start: int,
        base: Located | None = None,
    ) -> list[tuple[Title, tuple[Located, str]]]:
        """Each title with its body and role; those whose body stays open are left out."""
        resolved: list[tuple[Title, tuple[Located, str]]] = []
        upper: Located | None = base
        for title in titles:
            if title.office.base == "团长":
                continue
            if title.office.of == "none" and title.body is None and base is None:
                # 永顺一中|教师 after 民盟永顺县支部主委: where it is stays open.
                continue
            hint = upper or self._from_before(title, before, start) or self._side(title)
            if (
                title.body is None
                and title.area is None
                and hint is not None
                and title.office.of == "inherit"
                and upper is not None
            ):
                hint = _without_party_group(hint, title)
            office = self._resolver.office(title, hint)
            if office is None:
                continue
            resolved.append((title, office))
            upper = office[0]
        return resolved

    def _from_before(self, title: Title, before: tuple[Located, Title, int] | None, start: int) -> Located | None:
        """The body that an earlier title of the sentence lends to this one."""
        if before is None:
            return None
        located, last, end = before
        between = self._text[end:start]
        if title.body is None and title.area is None and title.office.of == "inherit":
            # 副主任 after 主任: the same office, whatever was said between the two.
            if last.office.base == title.office.base and not _BREAK.search(between):
                return located
            if _TIE.fullmatch(between) and (
                located.body.kind in ("cppcc", "congress") or last.office.base == title.office.base
            ):
                return located
            if title.office.base in ("议长", "议员") and located.body.kind == "foreign":
                return located
            if title.office.base == "秘书长" and located.body.kind in ("cppcc", "mass"):
                return located
            return None
        # A relative body takes the area of the title before it only within one list.
        return (
            located
            if len(between) <= 14 and not _BREAK.search(between) and not re.search(r"[，]", between.strip("，"))
            else None
        )

    def _side(self, title: Title) -> Located | None:
        """寿光|方面，市人大常委会主任…: the side whose people the sentence goes on to name."""
        if title.office.of == "inherit" and title.body is None and title.area is None:
            return None
        text = self._text
        for match in reversed(self._reading.areas):
            if match.start < title.start and title.start - match.start < 60 and text.startswith("方面", match.end):
                between = text[match.end : title.start]
                area = self._resolver.setting.choose(match.areas)
                if area is not None and not _BREAK.search(between):
                    return Located(Body(""), area)
        return None

    def _body_before(self, title: Title, sentence: Sentence) -> Located | None:
        """在|西岸数字谷党群服务中心|担任|专职党群工作者: the body stands before the verb."""
        if title.body is not None or title.area is not None:
            return None
        for body in reversed(self._reading.bodies):
            if sentence.start <= body.start and body.end <= title.start:
                if re.fullmatch(r"(?:内|里)?(?:担任|任|当|做|兼任)", self._text[body.end : title.role_start]):
                    return self._resolver.body(body)
                break
        return None

    # ------------------------------------------------------------ names after or far before the title

    def _subject(self, start: int, sentence: Sentence) -> tuple[Holder, str, str] | None:
        """(who, status, rule) of titles that no name follows, by the words before them."""
        stripped = re.sub(r"(?:中共|原任?|前任?|时任)+$", "", self._text[sentence.start : start].rstrip())
        if past := _PAST.search(stripped):
            who = self._nearest(sentence, sentence.start + past.start(), topic=True)
            return (who, "former", "holds.career") if who else None
        if resigned := _RESIGNED.search(stripped):
            who = self._nearest(sentence, sentence.start + resigned.start())
            return (who, "removed", "holds.removed") if who else None
        if chosen := _APPOINTED.search(stripped):
            who = self._nearest(sentence, sentence.start + chosen.start(), topic=True)
            return (who, "appointed", "holds.appointed") if who else None
        if stripped.endswith("其") and _REMOVED.search(stripped):
            who = self._nearest(sentence, sentence.start + len(stripped) - 1, topic=True)
            return (who, "removed", "holds.removed") if who else None
        if stripped.endswith("同志") and _REMOVED.search(stripped):
            who = self._adjacent(sentence.start + len(stripped))
            return (who, "removed", "holds.removed") if who else None
        if stripped.endswith("的") and (_REMOVED.search(stripped) or self._mode == "removed"):
            who = self._adjacent(sentence.start + len(stripped) - 1)
            return (who, "removed", "holds.removed") if who else None
        if copula := _COPULA.search(stripped):
            at = sentence.start + copula.start()
            decided = self._decision(sentence, at)
            who = self._adjacent(at)
            if who is not None:
                return who, decided, "holds.appointed" if decided == "appointed" else "holds.is"
            if stripped.endswith(("现任", "担任", "兼任")):
                who = self._nearest(sentence, at, topic=True)
                return (who, "current", "holds.is") if who else None
            if re.search(r"[他她](?:同时|现在|还|也|又)?$", self._text[sentence.start : at]):
                who = self._nearest(sentence, at, topic=True)
                return (who, "current", "holds.is") if who else None
        return None

    def _decision(self, sentence: Sentence, at: int) -> str:
        """appointed where the clause before belongs to a decision to appoint, else current."""
        clause = self._text[sentence.start : at]
        if self._mode and not re.search(r"任命|免去|当选|选举", clause):
            return self._mode
        named, removed = (
            list(re.finditer(r"任命|聘任|补选|增补|选举|增选|推选|通过|决定", clause)),
            list(re.finditer(r"免去|撤销|罢免", clause)),
        )
        return "appointed" if named and (not removed or named[-1].start() > removed[-1].start()) else "current"

    def _adjacent(self, at: int) -> Holder | None:
        """The name that ends at ``at``, also as 蔡春等60人."""
        text = self._text
        for start, end, name in self._names:
            if end == at or (
                end < at
                and re.fullmatch(
                    r"(?:同志)?(?:（[^（）]{1,6}）)?(?:等[\d一二三四五六七八九十百]+[人名位])?(?:同志)?(?:被|均|"
                    r"分别|同时|还|也)?",
                    text[end:at],
                )
            ):
                return Holder(start, end, name, start)
        return None

    def _nearest(self, sentence: Sentence, at: int, *, topic: bool = False) -> Holder | None:
        """The subject: the name just before ``at``, else the first of the sentence, else the only one of the sentence
        before."""
        near = self._adjacent(at)
        if near is not None:
            return near
        inside = [(s, e, n) for s, e, n in self._names if sentence.start <= s and e <= at]
        clause = max(self._text.rfind(mark, sentence.start, at) for mark in "，；：")
        own = [(s, e, n) for s, e, n in inside if s > clause]
        if own:
            s, e, n = own[-1]
            return Holder(s, e, n, s)
        if inside:
            s, e, n = inside[0]
            if len({name for _, _, name in inside}) == 1 or topic:
                return Holder(s, e, n, s)
            return None
        if not topic:
            return None
        earlier = [
            x for x in self._reading.sentences if x.end <= sentence.start and x.paragraph >= sentence.paragraph - 1
        ]
        if not earlier:
            return None
        last = earlier[-1]
        named = {n for s, e, n in self._names if last.start <= s and e <= last.end}
        if len(named) == 1:
            s, e, n = next((s, e, n) for s, e, n in self._names if last.start <= s and e <= last.end)
            return Holder(s, e, n, s)
        return None

    def _listed_before(self, holder: Holder) -> list[Holder]:
        """The names of one list before a name: 选举|盖玉珍、吕长山|、慕广才为副主任."""
        listed: list[Holder] = []
        start = holder.start
        for s, e, n in reversed(self._names):
            if e < start and self._text[e:start] in ("、", "和", "与", "及"):
                listed.append(Holder(s, e, n, s))
                start = s
        return listed

    def _status_before(self, holder: Holder, sentence: Sentence) -> tuple[str, str]:
        """(status, rule) of a titled name by what stands before: 选举产生的还有：… names those elected."""
        before = self._text[sentence.start : holder.first]
        if _ELECTED_LIST.search(before):
            return "appointed", "holds.elected"
        if before.endswith("的") and re.search(r"(?:兼任|担任)$", before[:-1]):
            return "current", "holds.is"
        return "current", "holds.before"


def _core(title: Title) -> int:
    """Where a title begins without the word for its status (曾任, 兼任)."""
    if title.body is not None:
        return title.body.start
    if title.area is not None:
        return title.area.start
    return title.role_start - len(title.place)


def _rule_for(holder: Holder, title: Title, rule: str) -> str:
    if rule != "holds.before":
        return rule
    if title.status == "former":
        return "holds.former"
    return "holds.shared" if holder.shared else "holds.before"


def _widest(resolved: Sequence[tuple[Title, tuple[Located, str]]]) -> Located:
    """The body that a later relative title hangs on: the last one of the stack."""
    return resolved[-1][1][0]


def _without_party_group(located: Located, title: Title) -> Located:
    """党组书记、主任: the director is the body's own, not its party group's."""
    if title.office.base in ("书记", "委员") or title.role.startswith("党"):
        return located
    for part in ("党组", "党委", "党总支", "党支部"):
        if located.tail.endswith(part) and len(located.tail) > len(part):
            stem = located.tail[: -len(part)]
            name = located.body.name[: -len(part)]
            return Located(
                replace(located.body, name=name, names=(), kind="department", parent=""),
                located.area,
                located.chain,
                stem,
            )
    return located
