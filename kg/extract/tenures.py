"""Who holds which office in which body, from titles and the names around them.

Before the name: 区委副书记、区长|钟晓咏. After it: 宋翠玲|是|…社区党委书记. By decision: 任命|徐卫兴|为|…主任,
免去|季明|的|…职务. An office without a body takes it from the title before it in the same list (副主任朱成钢 after
区人大常委会主任李新华), or from what it implies (区长 lies in the district's government). Where no body is certain,
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.holding import HolderFinder
from kg.extract.located import Located
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.seats import Seats, without_party_group
from kg.extract.text import Sentence, by_sentence, normalise, starting_in
from kg.extract.titles import Holder, Title
from kg.model import Body

_BREAK = re.compile(r"[。；！？\n]")
# The last characters of the bodies that have such an office; of 局长 it is 局.
_HEADS = {"主任": "委办会心", "主席": "联会", "理事长": "联会", "会长": "会", "检察长": "院"}
# 第八届会员代表大会 after the name of an association, and the offices that such an assembly fills.
_ASSEMBLY = re.compile(
    r"(?:（[^（）]{2,8}）)?第[一二三四五六七八九十百\d]+[届次][^，。；]{0,14}?(?:代表大会|会员大会|理事会|全体会议|大会)"
)
_OF_ASSOCIATIONS = frozenset({"会长", "理事长", "主席", "秘书长", "监事长"})
_TIE = re.compile(r"[\s、，和与及以及暨还有兼等分别也均同由一路陪同参加出席并]*$")


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
        self._seats = Seats(resolver)
        # Every mention of a name: those with titles and those found again.
        self._names = sorted([(h.start, h.end, h.name) for h in reading.holders] + list(mentions))
        self._subjects = HolderFinder(reading, self._names)
        self._titles_in = by_sentence(reading.sentences, reading.titles)
        self._holders_in = by_sentence(reading.sentences, reading.holders)

    def tenures(self) -> list[Tenure]:
        """The tenures in the order of the text."""
        found: list[Tenure] = []
        for sentence in self._reading.sentences:
            self._subjects.begin(sentence)
            found += self._of_sentence(sentence)
        return found

    def _of_sentence(self, sentence: Sentence) -> list[Tenure]:
        titles = self._titles_in.get(sentence.start, [])
        holders = [h for h in self._holders_in.get(sentence.start, ()) if sentence.start <= h.first]
        if not titles and not (holders and any(holder.titles for holder in holders)):
            return []
        used = {title.start for holder in holders for title in holder.titles}
        found: list[Tenure] = []
        items: list[tuple[int, Holder | list[Title]]] = [(holder.first, holder) for holder in holders if holder.titles]
        items += [(stack[0].start, stack) for stack in self._stacks([t for t in titles if t.start not in used])]
        items.sort(key=lambda item: item[0])
        before: tuple[Located, Title, int] | None = None
        for _, item in items:
            if isinstance(item, Holder):
                resolved = self._resolve(item.titles, before, item.first)
                status, rule = self._subjects.status_of(item, sentence)
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
                    before = (_widest(resolved), resolved[-1][0], item.end)
            else:
                subject = self._subjects.of(_core(item[0]), sentence)
                if subject is None:
                    resolved = self._resolve(item, before, item[0].start)
                    if resolved:
                        before = (_widest(resolved), resolved[-1][0], item[-1].end)
                    continue
                holder, status, rule = subject
                base = self._body_before(item[0], sentence)
                if base is None and status == "appointed":
                    base = self._electing(item[0])
                resolved = self._resolve(item, before, item[0].start, base)
                people = (
                    [holder, *self._subjects.listed_before(holder)] if status in ("appointed", "removed") else [holder]
                )
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
            hint = upper or self._from_before(title, before, start) or self._side(title) or self._of_box(title)
            if (
                title.body is None
                and title.area is None
                and hint is not None
                and title.office.of == "inherit"
                and upper is not None
            ):
                hint = without_party_group(hint, title)
            office = self._seats.of(title, hint)
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
            if len(between) <= 14 and not _BREAK.search(between) and self._only_names(end, start)
            else None
        )

    def _only_names(self, start: int, end: int) -> bool:
        """Whether nothing but names and what parts them stands in [start, end): nobody acts in between."""
        rest = self._text[start:end]
        for s, e, name in self._names:
            if start <= s and e <= end:
                rest = rest.replace(name, "", 1)
        return not rest.strip("，、和与及以 ")

    def _side(self, title: Title) -> Located | None:
        """寿光|方面，市人大常委会主任…: the side whose people the sentence goes on to name."""
        if title.office.of == "inherit" and title.body is None and title.area is None:
            return None
        text = self._text
        for match in reversed(starting_in(self._reading.areas, title.start - 59, title.start)):
            if text.startswith("方面", match.end):
                between = text[match.end : title.start]
                area = self._resolver.setting.choose(match.areas)
                if area is not None and not _BREAK.search(between):
                    return Located(Body(""), area)
        return None

    def _of_box(self, title: Title) -> Located | None:
        """区司法局：调解进了工地 … 副局长|沈丽娟: the body that a headline names before its colon."""
        named = self._reading.headline_bodies
        if title.body is not None or title.area is not None or not named or named[0].start > 1:
            return None
        headline = normalise(self._reading.article.headline)
        base = title.office.base
        suits = base[:-1] if base.endswith("长") and len(base) == 2 else _HEADS.get(base, "")
        if not headline.startswith("：", named[0].end) or not suits or not named[0].tail.endswith(tuple(suits)):
            return None
        return self._resolver.body(named[0])

    def _electing(self, title: Title) -> Located | None:
        """北滘总商会第八届会员代表大会 … 当选|会长: the association whose assembly elects."""
        if title.body is not None or title.area is not None or title.office.base not in _OF_ASSOCIATIONS:
            return None
        for body in reversed(self._reading.bodies):
            if body.end < title.start and _ASSEMBLY.match(self._text, body.end):
                located = self._resolver.body(body)
                return located if located is not None and located.body.kind in ("mass", "other", "company") else None
        return None

    def _body_before(self, title: Title, sentence: Sentence) -> Located | None:
        """在|西岸数字谷党群服务中心|担任|专职党群工作者: the body stands before the verb."""
        if title.body is not None or title.area is not None:
            return None
        for body in reversed(starting_in(self._reading.bodies, sentence.start, title.start)):
            if body.end <= title.start:
                if re.fullmatch(r"(?:内|里)?(?:担任|任|当|做|兼任)", self._text[body.end : title.role_start]):
                    return self._resolver.body(body)
                break
        return None


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
