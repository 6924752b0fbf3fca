"""The events of one article, and which of them a word like 会议 or a speech in a later paragraph belongs to.

An article tells its events in order; the one named last is at hand until the next. A name that repeats an event means
that event; a bare 会议, 论坛 or 活动 means the last one of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.events import EventMention

_KIN = {
    "meeting": {"meeting", "session", "training", "forum"},
    "session": {"session", "meeting"},
    "forum": {"forum", "meeting", "training"},
    "training": {"training", "forum", "meeting"},
    "ceremony": {"ceremony", "signing", "other"},
    "signing": {"signing", "ceremony"},
    "reception": {"reception"},
    "other": {"other", "forum", "ceremony", "training", "meeting", "inspection", "signing"},
}
_VARIES = re.compile(
    r"[“”《》（）()\s]|全市|全区|全县|全旗|我市|我区|我县|我旗|[市区县旗](?=四|五|六|七|八|九|十|一|二|三)"
)


@dataclass(slots=True)
class Occasion:
    """An event as the article's reading goes on; ``start`` is where it was first named."""

    label: str
    kind: str
    date: str
    until: str
    place: str
    start: int
    end: int
    paragraph: int
    names: list[str] = field(default_factory=list)
    people: set[str] = field(default_factory=set)

    def on(self, day: str) -> bool:
        """Whether it may be the event of a day: that of its own, one of its days, or one of the two is not told."""
        return not day or not self.date or day == self.date or (bool(self.until) and self.date <= day <= self.until)


# Meetings that end a visit.
_TALKS = ("座谈会", "汇报会", "反馈会", "推进会", "交流会", "恳谈会", "对接会", "会商会", "专题会议", "现场会")
# The opening or closing of an event is the event.
_PHASES = frozenset({"闭幕会", "开幕会", "开幕式", "闭幕式", "闭幕仪式", "开幕仪式", "开班式", "开班仪式", "结业仪式"})


class Agenda:
    """The events of one article in the order in which it names them."""

    def __init__(self) -> None:
        self.occasions: list[Occasion] = []
        self.current: Occasion | None = None

    def named(self, mention: EventMention, label: str, date: str, until: str, paragraph: int) -> Occasion | None:
        """The event of a mention: one named before, or a new one where the text says that it was held; else None."""
        if mention.generic and label == mention.label:
            known = self._of_kind(mention)
            # 本届艺术节将持续到7月16日
            same = mention.label[:1] in "本此"
            if known is not None and (known.on(date) or same or not mention.held):
                self.current = known
                return known
            own_kind = mention.kind in ("training", "forum", "signing") and mention.held
            if mention.kind == "meeting" and mention.label.endswith(_TALKS) and self.current is not None:
                # 调研组…随后召开|座谈会: a meeting of its own at the end of a visit.
                own_kind = mention.called and self.current.kind == "inspection"
            if mention.kind == "ceremony" and len(mention.label) > 2 and self.current is not None:
                # 宣誓仪式 at the end of a session
                own_kind = mention.held and self.current.kind == "session"
            if not mention.held or (known is None and self.occasions and not date and not own_kind):
                return self.current
            if own_kind and self.current is not None and not self.current.until:
                # What goes before or behind on the same day.
                date = date or self.current.date
        for occasion in self.occasions:
            if same_event(occasion.label, label) and occasion.on(date):
                if len(label) > len(occasion.label) and occasion.label in label:
                    occasion.names.append(occasion.label)
                    occasion.label = label
                elif label != occasion.label:
                    occasion.names.append(label)
                occasion.date = occasion.date or date
                occasion.place = occasion.place or mention.place
                self.current = occasion
                return occasion
        if not mention.held:
            return None
        return self.add(label, mention.kind, date, until, mention.place, mention.start, mention.end, paragraph)

    def add(
        self, label: str, kind: str, date: str, until: str, place: str, start: int, end: int, paragraph: int
    ) -> Occasion:
        """A new event, which is at hand from now on."""
        occasion = Occasion(label, kind, date, until, place, start, end, paragraph)
        self.occasions.append(occasion)
        self.current = occasion
        return occasion

    def last(self, kinds: Collection[str]) -> Occasion | None:
        """The last event of one of these kinds; None if there is none."""
        return next((occasion for occasion in reversed(self.occasions) if occasion.kind in kinds), None)

    def _of_kind(self, mention: EventMention) -> Occasion | None:
        if mention.label in _PHASES and self.current is not None:
            return self.current
        kin = _KIN.get(mention.kind, set()) | {mention.kind}
        word = re.sub(r"[（）“”]", "", mention.label)
        for occasion in reversed(self.occasions):
            if occasion.label.endswith(word) or occasion.label.endswith(word[-2:]):
                return occasion
        if self.current is not None and (self.current.kind in kin or mention.label in ("活动", "会议")):
            return self.current
        return self.last(kin)


def same_event(a: str, b: str) -> bool:
    """Whether two names of one article mean one event: equal, one inside the other, or nearly the same characters."""
    (x, pairs_x), (y, pairs_y) = _pairs(a), _pairs(b)
    if not x or not y:
        return False
    if x in y or y in x:
        return True
    return 2 * len(pairs_x & pairs_y) / max(1, len(pairs_x) + len(pairs_y)) >= 0.6


# Each name is compared with all events that the article has named before.
@lru_cache(maxsize=4096)
def _pairs(name: str) -> tuple[str, frozenset[str]]:
    """A name without what varies from mention to mention, and its pairs of neighbouring characters."""
    bare = _VARIES.sub("", name)
    return bare, frozenset(bare[i : i + 2] for i in range(len(bare) - 1))
