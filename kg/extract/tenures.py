"""Who holds which office in which body, from titles and the names around them.

Before the name: 区委副书记、区长|钟晓咏. After it: 宋翠玲|是|…社区党委书记. By decision: 任命|徐卫兴|为|…主任,
免去|季明|的|…职务. An office without a body takes it from the title before it in the same list (副主任朱成钢 after
区人大常委会主任李新华), or from what it implies (区长 lies in the district's government). Where no body is certain,
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.holders import Holder
from kg.extract.holding import HolderFinder
from kg.extract.houses import HouseFinder, has_office
from kg.extract.located import Located
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.seats import Seats, without_party_group
from kg.extract.text import Sentence, by_sentence
from kg.extract.titles import Title

_BREAK = re.compile(r"[。；！？\n]")
_LEADS_GUESTS = re.compile(r"[^，。；、]{2,8}为(?:团长|领队)的")
_SINGLE = frozenset("书记 市长 县长 区长 州长 旗长 盟长 镇长 乡长 省长".split())
_OF_BOTH = re.compile("(?:两[省市区县旗州盟地校院]|双方|三方)$")
_REGIMENT = re.compile("(?<!代表|考察|访问|祝贺|慰问|学习|参观)团$")
_OPENS = frozenset("和与及由同是有的为任选")
_TIE = re.compile(r"[\s、，和与及以及暨还有兼等分别也均同由一路陪同参加出席并]*$")


class Tenure(NamedTuple):
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
        self._houses = HouseFinder(reading, resolver)
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
                if before is not None and any(self._taken(found, item, *office) for _, office in resolved):
                    # 金华市委书记朱重烈、|市委书记|王健: the second one's is the page's own.
                    resolved = self._resolve(item.titles, None, item.first)
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
                if subject is None and (chosen := self._subjects.listed_after(item, sentence)):
                    found += self._chosen(item, chosen, sentence)
                    continue
                if subject is None:
                    resolved = self._resolve(item, before, item[0].start)
                    if resolved:
                        before = (_widest(resolved), resolved[-1][0], item[-1].end)
                    continue
                holder, status, rule = subject
                base = self._houses.body_before(item[0], sentence)
                if base is None and status == "appointed":
                    base = self._houses.electing(item[0])
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

    def _chosen(self, titles: Sequence[Title], people: Sequence[Holder], sentence: Sentence) -> list[Tenure]:
        """当选为常务委员的有17人，他们是：王云山、卢智慧…: what those named behind a title were elected."""
        resolved = self._resolve(titles, None, titles[0].start, self._houses.electing(titles[0]))
        return [
            Tenure(who, located, role, "appointed", "holds.elected", sentence.start, sentence.end)
            for who in people
            for _, (located, role) in resolved
        ]

    @staticmethod
    def _taken(found: Sequence[Tenure], holder: Holder, located: Located, role: str) -> bool:
        """Whether the sentence has given to another person an office that only one can hold."""
        return role in _SINGLE and any(
            tenure.role == role and tenure.located.body == located.body and tenure.holder.name != holder.name
            and tenure.status == "current"
            for tenure in found
        )

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
            if title.office.base == "团长" and not (title.body and _REGIMENT.search(title.body.tail)):
                # Of a delegation; but 一三一团|副团长 of the production corps.
                continue
            if _OF_BOTH.search(self._text, max(0, title.start - 3), title.start) and title.body is None:
                # 两县|副县长: which of the two each is of stays open.
                continue
            if self._is_own(title, upper, resolved):
                upper = None
            hint = upper or self._from_before(title, before, start) or self._houses.lent(title)
            guest = hint is None and title.body is None and title.area is None
            if guest and _LEADS_GUESTS.match(self._text, titles[-1].end):
                # 会见以|副市长|…为团长的代表团: of a city somewhere else.
                continue
            if title.office.of == "none" and title.body is None and base is None:
                # 永顺一中|教师 after 民盟永顺县支部主委: where it is stays open.
                hint = self._from_before(title, before, start)
                if hint is None:
                    continue
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
            named = title.body is not None and (title.body.areas or title.body.unit or len(title.body.tail) > 3)
            bare = not named and title.area is None and not title.status
            # 水务局原党组成员、|副局长, 原省委常委、|宣传部长: with the one office went the other in the same house.
            went = bare and bool(resolved) and resolved[-1][0].status == "former"
            resolved.append((title._replace(status="former") if went else title, office))
            upper = office[0]
        return resolved

    def _is_own(
        self, title: Title, upper: Located | None, resolved: Sequence[tuple[Title, tuple[Located, str]]]
    ) -> bool:
        """通化市委常委、|市委书记: who sits in the upper city's committee leads that of the page's own."""
        home = self._resolver.setting.home
        return (
            upper is not None and upper.area is not None and home is not None and home.code != upper.area.code
            and title.role == "书记" and title.body is not None and title.body.unit == home.name[-1]
            and title.body.tail in ("委", f"{home.name[-1]}委") and upper.tail == "委" and resolved[-1][1][1] == "常委"
        )

    def _from_before(self, title: Title, before: tuple[Located, Title, int] | None, start: int) -> Located | None:
        """The body that an earlier title of the sentence lends to this one."""
        if before is None:
            return None
        located, last, end = before
        between = self._text[end:start]
        if between.endswith(("我", "本")) or self._text[start] in "我本":
            # 保定市农机局局长呼延庆山，我市|市委书记: the page's own.
            return None
        if title.office.of == "none" and title.body is None:
            # 研究所研究员袁景涛、|副研究员
            return located if last.office.base == title.office.base and _TIE.fullmatch(between) else None
        if title.body is None and title.area is None and title.office.of == "inherit":
            # 副主任 after 主任: the same office, whatever was said between the two, but not …，某某联盟|副主任.
            free = not between or not "\u3400" <= between[-1] <= "\u9fff" or between[-1] in _OPENS
            if last.office.base == title.office.base and not _BREAK.search(between) and free:
                return located
            if _TIE.fullmatch(between) and (
                located.body.kind in ("cppcc", "congress") or last.office.base == title.office.base
            ):
                return located
            if _TIE.fullmatch(between) and has_office(whole := without_party_group(located, title), title):
                # 湖州学院党委书记蒋伯年，|副院长
                return whole
            if title.office.base in ("议长", "议员") and located.body.kind == "foreign":
                return located
            if title.office.base in ("秘书长", "常务委员") and located.body.kind in ("cppcc", "mass", "congress"):
                return located
            return None
        if title.role in _SINGLE and last.role.startswith("副") and last.office.of == "government" and not title.area:
            # 沧州市副市长霍建英，|市委书记苗立新: heads go before their deputies, so it is another city's.
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
