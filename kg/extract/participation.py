"""Who takes part in which event, by the rules of ``seeds/rules/``.

Each sentence is marked with its people, bodies and events; the rules are matched against it in their one total order.
What a
rule with relation "none" matches is used up: it tells of another occasion. A match belongs to the event it names,
else to
the one that the article has at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.extract.agenda import Agenda, Occasion
from kg.extract.bodies import BodyMention
from kg.extract.dates import DateMention
from kg.extract.events import EventMention, day_of, eventful, find_events, kind_of
from kg.extract.located import Located
from kg.extract.matching import Match, find_matches, mark
from kg.extract.names import HAN
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.rules import Rule
from kg.extract.text import Sentence, by_sentence, normalise, touching

_ORDINAL_START = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+次|全体会议|常务会议|党组会议|学习（扩大）会|学习会|主任会议|主席会议|"
    r"理论学习中心组|中心组|（扩大）会议|扩大会议)"
)
_HELD = re.compile(r"(?:召开|举行|举办)(?:了)?$")
_FOR = re.compile(r"为([^，。；]{2,24}?)(?:召开|举行|举办)(?:了)?$")
_THEM = re.compile(r"(?<![\u4e00-\u9fff])[他她](?=[^们]|$)|(?<=[，。；：])[他她](?=[^们]|$)")
_CUT = re.compile(r"[，。；！？\n：]")
_VERB_IN_HEADLINE = re.compile(r"会见|会谈|调研|检查|慰问|走访|考察|督导|督查|视察|察看|到访|访问|巡查")


_ASIDE = re.compile(r"（[^（）]{1,8}）")
_APPOSITION = re.compile(
    r"[、，和与及]([\u4e00-\u9fff]{2,14}(?:专家|学者|代表|老师|教师|劳模|党员|居民|村民|委员|传承人|工匠|模范|"
    r"带头人|志愿者|队员|创业者|企业家|律师|作家))$"
)
# What kind of event somebody takes part in, where the words say it.
_OF_KIND = re.compile(
    r"(?:参加|陪同|随同|一同|一道)(?:了)?(?:上述)?(?P<kind>调研|检查|督导|督查|慰问|走访|考察|视察|会见)(?!座谈|会议|组|活动|汇报)"
)
_VISITS = ("走访慰问", "慰问", "走访", "调研", "督导", "检查", "考察", "督查", "视察")
# A piece of a list that tells what somebody is (国家奶牛产业技术体系岗位科学家), and what it cannot hold.
_TOLD_OF = re.compile(
    r"(?:、|，以及|以及|，还有|[\u4e00-\u9fff]、)(?P<told>[^，。；：、！？\n]{2,22}(?:家|师|员|者|手|星|士|教练|顾问|代表|委员|院士|大户|"
    r"能手|匠|专家)”?、?)$"
)
_TOLD_ENDS = frozenset("家师员者手星士练问表户匠”、")
_TOLD_BY_TITLE = re.compile(r"(?:[、与和]|以及)(?P<told>(?:(?![与和及])[\u4e00-\u9fff]){2,14})$")
_VERBS = re.compile(
    "出席|参加|列席|主持|陪同|邀请|由|是|有|会见|调研|慰问|颁|为|向|与|和|对|讲话|发言|指出|强调|介绍|表示|汇报|听取|走访|看望|审议|通过|了"
)
# The weakest words for speaking, at the end of what a rule matched.
_TELLS = re.compile("(?:(?<!介绍)说|告诉记者)$")
# 会前, 表决结束后, 会见后: what follows is told of the same day.
_IN_COURSE = re.compile(r"(?:会[前后]|随后|接着|(?:会议|表决|会见|会谈|仪式|活动|座谈|签约|调研)(?:结束)?[前后])")
# Words whose own meaning a rule reads: who is called 主持人 chairs.
_ACTORS = frozenset({"PERSON", "BODY", "THEM"})
_ORDER = {"PERSON": 0, "EVENT": 1, "BODY": 2, "THEM": 3, "DATE": 4}
_APART = frozenset({"主持人", "主讲人", "嘉宾", "特邀嘉宾"})


@dataclass(frozen=True, slots=True)
class Part:
    """``who`` (a person's name or a body) takes part in ``occasion`` as ``relation`` says, by the words [start,
    end)."""

    relation: str
    who: str | Located
    occasion: Occasion
    rule: str
    start: int
    end: int
    rivals: tuple[str, ...] = ()


class Figure(NamedTuple):
    """A mention to mark: what it is, and for a person the name, for a body its mention."""

    start: int
    end: int
    kind: str
    name: str = ""
    body: BodyMention | None = None
    event: EventMention | None = None


class ParticipationFinder:
    """Reads the participations of one article."""

    def __init__(
        self,
        rules: Sequence[Rule],
        reading: Reading,
        resolver: Resolver,
        names: Sequence[tuple[int, int, str]],
        bodies: Sequence[BodyMention],
    ) -> None:
        self._rules = rules
        self._reading = reading
        self._resolver = resolver
        self._body_ends = {body.end: body.start for body in reading.bodies}
        self._people = sorted(
            [
                self._person(h.start if h.leader in _APART else h.first, h.end, h.name, bool(h.titles))
                for h in reading.holders
            ]
            + [self._person(start, end, name) for start, end, name in names],
            key=lambda f: (f.start, -f.end),
        )
        clauses = reading.sentences
        self._people_in = by_sentence(clauses, self._people)
        self._bodies_in = by_sentence(clauses, bodies)
        self._dates_in = by_sentence(clauses, reading.dates)
        self._eventful = eventful(reading.text, clauses)
        self.agenda = Agenda()
        self._last_day = ""
        # Who is known to take part in an event, by the event's identity.
        self._there: dict[int, set[str | Located]] = {}
        self._subject = ""

    def _person(self, start: int, end: int, name: str, titled: bool = False) -> Figure:
        """A person with what belongs to the name: 、居家护理专家|皮特, 陆海峰|（挂职）."""
        text = self._reading.text
        if aside := _ASIDE.match(text, end):
            end = aside.end()
        start = self._from_title(start, titled)
        if apposition := _APPOSITION.search(text[max(0, start - 18) : start]):
            start = max(0, start - 18) + apposition.start(1)
        elif (body := self._body_ends.get(start)) is not None:
            # 华东师范大学第二附属中学|驻点帮扶教师|顾一鸣: where somebody works, before a title that is not tied to it.
            start = body
        return Figure(start, end, "PERSON", name)

    def _from_title(self, start: int, titled: bool) -> int:
        """Where what is told of a person before the name begins: 退休教师、“老街讲解员”|吕望舒, after the name before
        it in one list."""
        text = self._reading.text
        own = _TOLD_BY_TITLE.search(text, max(0, start - 18), start) if titled else None
        if own is not None and not _VERBS.search(own["told"]):
            # 与|世光精密中国区|总经理崔永焕: what a title hangs on, where no list knows it for a body.
            start = own.start("told")
        for _ in range(2):
            # The last character tells most places apart.
            if text[start - 1 : start] not in _TOLD_ENDS:
                break
            piece = _TOLD_OF.search(text, max(0, start - 24), start)
            if piece is None or _VERBS.search(piece["told"]):
                break
            start = piece.start("told")
        return start

    def parts(self) -> list[Part]:
        """The participations in the order of the text, each (relation, who, event) once."""
        found: list[Part] = []
        for sentence in self._reading.sentences:
            found += self._of_sentence(sentence)
        return found

    def _of_sentence(self, sentence: Sentence) -> list[Part]:
        reading = self._reading
        dates = self._dates_in.get(sentence.start, [])
        people = self._people_in.get(sentence.start, [])
        bodies = self._bodies_in.get(sentence.start, [])
        taken = [(p.start, p.end) for p in people]
        taken += [(b.start, b.end) for b in bodies]
        events: list[EventMention] = []
        if sentence.start in self._eventful:
            cited = touching(reading.cited, sentence.start, sentence.end)
            events = [
                self._without_owner(e, bodies)
                for e in find_events(sentence, [*cited, *((p.start, p.end) for p in people)])
                if not any(lo < e.end < hi or (e.start < lo < e.end < hi) for lo, hi in taken)
                and not any(p.start < e.end and e.start < p.end for p in people)
            ]
        occasions: dict[int, Occasion | None] = {}
        for mention in events:
            day, until = day_of(dates, mention, self._last_day)
            label = self._label(sentence, mention, dates)
            if label != mention.label and (kind := kind_of(label, "")) in ("session", "signing"):
                # 第四十一次会议 is a session once the body that holds it is known.
                mention = replace(mention, kind=kind)
            occasions[mention.start] = self.agenda.named(
                mention, label, day or self._carried(mention, sentence), until, sentence.paragraph
            )
        # Without somebody who takes part no rule has a subject.
        them = "他" in sentence.text or "她" in sentence.text
        figures = self._figures(sentence, people, bodies, events, dates, them) if people or bodies or them else []
        if not any(figure.kind in _ACTORS for figure in figures):
            self._remember(dates)
            return []
        marked = mark(reading.text, sentence.start, sentence.end, [(f.start, f.end, f.kind) for f in figures])
        found: list[Part] = []
        used_up: set[int] = set()
        made: dict[int, Occasion] = {}
        matches = find_matches(self._rules, marked)
        for match in matches:
            subjects = [i for slot in ("subj", "also", "more") for i in match.slots.get(slot, ())]
            if match.rule.relation == "none":
                used_up.update(subjects)
                continue
            free = [i for i in subjects if i not in used_up]
            if not free:
                continue
            occasion = self._occasion(
                match, marked.span(match.start, match.end), figures, occasions, sentence, made, dates
            )
            if occasion is None:
                continue
            if match.rule.event == "new":
                # What makes an event of its own is not counted again by a weaker rule that would make another.
                used_up.update(
                    i for i in free if any(other.rule.event == "new" and other is not match for other in matches)
                )
            rivals = tuple(
                dict.fromkeys(
                    other.rule.id
                    for other in matches
                    if other is not match
                    and other.rule.id != match.rule.id
                    and other.start < match.end
                    and match.start < other.end
                    and set(other.slots.get("subj", ())) & set(free)
                )
            )
            told = match.rule.relation == "speaks" and (
                _TELLS.search(marked.text, match.start, match.end)
                or (marked.text.startswith("，", match.end) and marked.text.endswith("介绍", match.start, match.end))
            )
            for index in free:
                who = self._who(figures[index], found)
                apart = sentence.paragraph != occasion.paragraph
                if told and apart and isinstance(who, str) and who not in self._there.get(id(occasion), ()):
                    # 磨憨海关科长徐盈说, two paragraphs on: told to the reporter, not said at the event.
                    continue
                if who is not None:
                    self._there.setdefault(id(occasion), set()).add(who)
                    found.append(
                        Part(match.rule.relation, who, occasion, match.rule.id, sentence.start, sentence.end, rivals)
                    )
        self._remember(dates)
        if people:
            self._subject = self._spoken_of(people)
        return found

    def _spoken_of(self, people: Sequence[Figure]) -> str:
        """Whom 他 means in the next sentence: the one person of this one, else the one whom the headline names."""
        names = list(dict.fromkeys(figure.name for figure in people))
        headline = normalise(self._reading.article.headline)
        told = [name for name in names if name in headline]
        if len(names) == 1 or len(told) == 1:
            return (told or names)[0]
        return names[0] if not headline else next((n for n in (p.name for p in self._people) if n in headline), "")

    def _remember(self, dates: Iterable[DateMention]) -> None:
        for date in dates:
            if len(date.iso) == 10:
                self._last_day = date.iso

    def _without_owner(self, event: EventMention, bodies: Iterable[BodyMention]) -> EventMention:
        """区总工会|“夏送清凉”慰问活动: the body before a name in quotation marks is its owner, no part of it."""
        for body in bodies:
            if body.start == event.start and self._reading.text.startswith("“", body.end) and body.end < event.end:
                return replace(event, start=body.end, label=event.label[body.end - event.start :])
        return event

    # ------------------------------------------------------------ marks

    def _figures(
        self,
        sentence: Sentence,
        people: Sequence[Figure],
        bodies: Iterable[BodyMention],
        events: Sequence[EventMention],
        dates: Iterable[DateMention],
        them: bool,
    ) -> list[Figure]:
        figures = list(people)
        figures += [Figure(e.start, e.end, "EVENT", event=e) for e in events]
        figures += [Figure(b.start, b.end, "BODY", body=b) for b in bodies]
        figures += [Figure(d.start, d.end, "DATE") for d in dates]
        for him in _THEM.finditer(sentence.text) if them else ():
            at = sentence.start + him.start()
            # 额登毕力格向武治强表示欢迎，|他|说: the first that the sentence names, else the one spoken of before.
            who = people[0].name if people and people[0].end <= at else self._subject
            if who:
                figures.append(Figure(at, sentence.start + him.end(), "THEM", who))
        kept: list[Figure] = []
        for figure in sorted(figures, key=lambda f: (_ORDER[f.kind], f.start, -f.end)):
            if not any(figure.start < other.end and other.start < figure.end for other in kept):
                kept.append(figure)
        return sorted(kept, key=lambda f: f.start)

    def _who(self, figure: Figure, found: Sequence[Part]) -> str | Located | None:
        if figure.kind in ("PERSON", "THEM"):
            return figure.name
        if figure.body is None:
            return None
        before = next((part.who for part in reversed(found) if isinstance(part.who, Located)), None)
        return self._resolver.body(figure.body, before if isinstance(before, Located) else None)

    # ------------------------------------------------------------ events

    def _occasion(
        self,
        match: Match,
        span: tuple[int, int],
        figures: Sequence[Figure],
        occasions: dict[int, Occasion | None],
        sentence: Sentence,
        made: dict[int, Occasion],
        dates: Sequence[object],
    ) -> Occasion | None:
        if match.rule.event == "new":
            return self._new(match, span, figures, sentence, made)
        named = [figures[i].start for i in match.slots.get("obj", ())]
        if named:
            return occasions.get(named[0])
        if told := _OF_KIND.search(self._reading.text, span[0], span[1] + 2):
            # 市领导黄丽华、罗凯|参加调研, said after the symposium at its end.
            return self.agenda.last({"reception" if told["kind"] == "会见" else "inspection"}) or self.agenda.current
        known = [(start, occasions[start]) for start in sorted(occasions) if occasions[start] is not None]
        inside = [occasion for start, occasion in known if span[0] <= start < span[1]]
        if inside:
            return inside[-1] if match.rule.relation != "speaks" else inside[0]
        before = [occasion for start, occasion in known if start < span[0]]
        later_made = [occasion for at, occasion in sorted(made.items()) if at <= span[0]]
        if later_made:
            return later_made[-1]
        if before:
            return before[-1]
        after = [occasion for start, occasion in known if start >= span[1]]
        if after and not self.agenda.occasions[:-1]:
            return after[0]
        return self.agenda.current

    def _new(
        self,
        match: Match,
        span: tuple[int, int],
        figures: Sequence[Figure],
        sentence: Sentence,
        made: dict[int, Occasion],
    ) -> Occasion | None:
        if span[0] in made:
            return made[span[0]]
        kind = {"reception": "reception", "signs": "signing"}.get(match.rule.id.split(".")[0], "inspection")
        first = figures[match.slots["subj"][0]]
        text = self._reading.text
        who = first.name or text[first.start : first.end]
        dates = self._dates_in.get(sentence.start, [])
        mention = EventMention(span[0], span[1], "", kind, False, True)
        day, until = day_of(dates, mention, self._last_day)
        inner = [d for d in dates if span[0] <= d.start < span[1] and len(d.iso) == 10]
        if inner:
            day, until = inner[0].iso, inner[0].until
        day = day or (self._last_day if sentence.paragraph and self.agenda.occasions else "")
        at_hand = self.agenda.current
        if (
            at_hand is not None
            and kind == "inspection"
            and any(word in at_hand.label and word in text[span[0] : span[1]] for word in _VISITS)
        ):
            # 开展“七一”走访慰问活动 …分别走访慰问了困难党员: the visits are the event named before.
            return at_hand
        for occasion in self.agenda.occasions:
            if (
                occasion.kind == kind
                and who in occasion.label
                and occasion.on(day)
            ):
                # The same visit told on: it stays at hand.
                self.agenda.current = occasion
                return occasion
        end = next(
            (m.start() for m in _CUT.finditer(text, figures[match.slots["subj"][-1]].end, sentence.end)), sentence.end
        )
        told = re.sub(
            r"^(?:等|一行|，)+", "", text[figures[match.slots["subj"][-1]].end : max(end, min(span[1], sentence.end))]
        )
        for date in dates:
            told = told.replace(text[date.start : date.end], "")
        told = told.strip("，。；：、 \n")
        label = self._headline_label(first.name, kind) if first.name else ""
        label = label or who + told[:30]
        if kind == "signing":
            document = re.search(r"《[^》]+》", text[span[0] : sentence.end])
            label = (document.group() if document else told[:30].lstrip("签署订下约")) + "签约"
        occasion = self.agenda.add(label, kind, day, until, "", span[0], span[1], sentence.paragraph)
        made[span[0]] = occasion
        return occasion

    def _headline_label(self, name: str, kind: str) -> str:
        """The line of the headline that tells this visit: 周玉龙检查指导疫情防控工作."""
        for line in normalise(self._reading.article.headline).split(" "):
            if (
                name in line
                and _VERB_IN_HEADLINE.search(line)
                and ("会见" in line or "会谈" in line) == (kind == "reception")
            ):
                return line
        return ""

    def _label(self, sentence: Sentence, mention: EventMention, dates: Sequence[object]) -> str:
        """The event's name with what the sentence gives it: the body that holds 第三次会议, the cause of a 推进大会."""
        text = self._reading.text
        before = text[sentence.start : mention.start]
        if mention.generic and (cause := _FOR.search(before)):
            return cause.group(1) + mention.label
        held = _HELD.search(before, max(0, len(before) - 3))
        if held and (mention.generic or _ORDINAL_START.match(mention.label)):
            clause = re.split(r"[，；：]", before[: held.start()])[-1]
            at = mention.start - len(before) + len(before[: held.start()]) - len(clause)
            for date in self._dates_in.get(sentence.start, ()):
                if at <= date.start and date.end <= mention.start:
                    clause = clause.replace(text[date.start : date.end], "")
            clause = re.sub(r"(?:上午|下午|晚上?|凌晨|昨天|今天|再次|又|接着|联合|共同|还|也)", "", clause).strip()
            if 2 <= len(clause) <= 24 and not any(
                p.start < mention.start and text[p.start : p.end] in clause
                for p in self._people_in.get(sentence.start, ())
            ):
                return clause + mention.label
        return mention.label

    def _carried(self, mention: EventMention, sentence: Sentence) -> str:
        """The day at hand, for an event of the same paragraph that gives none."""
        if mention.held and _IN_COURSE.match(sentence.text):
            return self._last_day
        if mention.generic and mention.kind not in ("training", "forum", "signing"):
            return ""
        return (
            self._last_day
            if self.agenda.current is None or mention.generic or mention.kind in ("training", "forum")
            else ""
        )


def is_han(text: str) -> bool:
    """Whether a text is all Chinese characters."""
    return bool(re.fullmatch(rf"{HAN}+", text))
