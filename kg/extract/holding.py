"""Whose titles are those that no name follows: the words between a name and a title, and what was decided.

宋翠玲|是|…书记, 曾任|…, 任命|徐卫兴|为|…, 免去|季明|的|…职务. In a printed list (任命：, then a line for each) the
decision stands in a line of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from kg.extract.holders import Holder
from kg.extract.reading import Reading
from kg.extract.text import Sentence
from kg.extract.titles import Title

_STATUS_WORD = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}届|新一届|首[任届位]|中共|原任?|(?<![此之先目以])前任?|时任)+$"
)
_APPOINTED = re.compile(r"(?:被任命为|任命为|当选为?|被选为|被选举为|补选为|增选为|被推选为|选举为)$")
_REMOVED = re.compile(r"(?:免去|撤销|罢免|接受)[^。；]*$")
_REMOVED_SEAT = re.compile(r"[^，。；、]{2,30}职务")
_LOST_SEAT = re.compile(r"[^，。；]{2,40}职务(?:也|同时|被|予以){0,2}免去")
_RESIGNED = re.compile(r"(?:辞去|不再担任|被免去)(?:了)?$")
_COPULA = re.compile(r"(?:同志)?(?:均|都|也|同时|还|又)?(?:是|现任|任|担任|兼任|兼|出任|接任|为|系)$")
# 魏峰是省里派来的干部，去年3月|到村任|第一书记
_PROPOSED = re.compile("拟(?:任|任命为?|提名为?|提拔为?|推荐为?|聘任?为?)$")
_POSTED = re.compile(r"(?:来|派|到|驻|赴)[^，。；、]{0,6}(?:担任|任)$")
_PAST = re.compile(
    r"(?:曾任|历任|先后任|先后担任|曾担任|曾经担任|担任过|曾任过|当过|"
    r"(?:此前|之前|先前|原先|以前|到任前|来[^，。；、]{1,6}前)(?:曾|历|先后)?(?:任|担任|是|为))(?:过)?$"
)
_ELECTED_LIST = re.compile(r"(?:选举产生|当选|选出)[^。；]{0,12}(?:还有|的有|的是|分别是|如下|：)[^。]*$")
_ELECTED_TO = re.compile(r"(?:当选为?|选举|选出|选举产生|补选)(?:了)?$")
_ELECTED_ARE = re.compile(
    r"的?(?:共?有|共)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?[人名位]?，?(?:他们|她们|分别|依次)?(?:是|为)?：?(?<=[是为：])"
)
_LIST_JOINT = re.compile("、|和|与|及")
_LIST_HEAD = re.compile(r"(?:任命|免去|撤销|补选|选举)[^，。；]{0,12}：$|^(?:任命|免去)$")


# A line of such a list, also where its name is not read: 免去…, 桂林同志为….
_LIST_LINE = re.compile("免去|任命|[\u3400-\u9fff]{2,4}同志(?:为|任|的)")
_CHANGES = re.compile(r"，(?:并)?(?:不再担任|免去|辞去)|研究决定|决定：")
_DECIDES = re.compile(r"(?:研究|会议|批准)[^。；]{0,8}决定|研究(?:批准|同意)|任前公示")
_AFTER_NAME = re.compile(
    r"(?:同志)?(?:（[^（）]{1,6}）)?(?:等?[\d一二两三四五六七八九十百]+[人名位])?(?:同志)?(?:被|均|分别|同时|还|也)?"
)
# No name and the words between it and a title reach further.
_NEAR = 80

# What a sentence that goes on about the person of the sentence before has before its verb: nothing, a day, 他.
_SAME_SUBJECT = re.compile(
    r"[^。]*[他她其][^。]{0,16}|(?:[\d年月日底初中，]|之?后|随后|现在|如今|目前|同年|当年|先后|又|还|也)*"
)


class HolderFinder:
    """Finds the people of an article's titles; ``names`` are all mentions of people in it, sorted."""

    def __init__(self, reading: Reading, names: Sequence[tuple[int, int, str]]) -> None:
        self._reading = reading
        self._text = reading.text
        self._names = names
        self._starts = {start for start, _, _ in names}
        self.mode = ""

    def begin(self, sentence: Sentence) -> None:
        """Take note of a line that opens a list of decisions, or of the end of one, before its sentence is read."""
        short = len(sentence.text) <= 30
        if short and (head := _LIST_HEAD.search(sentence.text)):
            self.mode = "removed" if head.group().startswith(("免", "撤")) else "appointed"
        elif sentence.text.endswith("：") and _DECIDES.search(sentence.text):
            self.mode = "decided"
        elif self.mode and sentence.start not in self._starts and not _LIST_LINE.match(sentence.text):
            self.mode = ""

    def of(self, start: int, sentence: Sentence) -> tuple[Holder, str, str] | None:
        """(who, status, rule) of titles that no name follows, by the words before them."""
        stripped = _STATUS_WORD.sub("", self._text[sentence.start : start].rstrip())
        near = max(0, len(stripped) - _NEAR)
        if _PROPOSED.search(stripped, near):
            # 现任丁旗镇镇长，|拟任|县扶贫办主任: what is only proposed nobody holds.
            return None
        if past := _PAST.search(stripped, near):
            who = self._nearest(sentence, sentence.start + past.start(), topic=True)
            return (who, "former", "holds.career") if who else None
        if resigned := _RESIGNED.search(stripped, near):
            who = self._nearest(sentence, sentence.start + resigned.start())
            return (who, "removed", "holds.removed") if who else None
        if chosen := _APPOINTED.search(stripped, near):
            who = self._nearest(sentence, sentence.start + chosen.start(), topic=True)
            return (who, "appointed", "holds.appointed") if who else None
        if _REMOVED_SEAT.match(self._text, start) and _REMOVED.search(stripped):
            # 免去次仁罗布|县政协办公室主任职务
            who = self._adjacent(sentence.start + len(stripped))
            if who is not None:
                return who, "removed", "holds.removed"
        if stripped.endswith("其") and _REMOVED.search(stripped):
            # 任命覃芳为…庭长，免去|其|…职务: the last that was named.
            named = [(s, e, n) for s, e, n in self._names if sentence.start <= s and e < sentence.start + len(stripped)]
            who = Holder(*named[-1], named[-1][0]) if named else None
            return (who, "removed", "holds.removed") if who else None
        if stripped.endswith("同志") and _REMOVED.search(stripped):
            who = self._adjacent(sentence.start + len(stripped))
            return (who, "removed", "holds.removed") if who else None
        lost = stripped.endswith("的") and _LOST_SEAT.match(self._text, start)
        if lost or (stripped.endswith("的") and (_REMOVED.search(stripped) or self.mode == "removed")):
            who = self._adjacent(sentence.start + len(stripped) - 1)
            return (who, "removed", "holds.removed") if who else None
        if copula := _COPULA.search(stripped, near):
            at = sentence.start + copula.start()
            decided = self._decision(sentence, at)
            who = self._adjacent(at)
            if who is not None:
                return who, decided, "holds.appointed" if decided == "appointed" else "holds.is"
            if stripped.endswith(("现任", "担任", "兼任")) or _POSTED.search(stripped, near):
                who = self._nearest(sentence, at, topic=True)
                return (who, "current", "holds.is") if who else None
            if re.search(r"[他她](?:同时|现在|还|也|又)?$", self._text[sentence.start : at]):
                who = self._nearest(sentence, at, topic=True)
                return (who, "current", "holds.is") if who else None
        return None

    def _decision(self, sentence: Sentence, at: int) -> str:
        """appointed where the clause before belongs to a decision to appoint, else current."""
        clause = self._text[sentence.start : at]
        if self.mode == "decided" and self._text.startswith(("任", "同志任"), at):
            return "appointed"
        if self.mode in ("appointed", "removed") and not re.search(r"任命|免去|当选|选举", clause):
            return self.mode
        if self._text.startswith("任", at) or self._text.startswith("同志任", at):
            # 何昌盛|任|县林业局党组书记，不再担任…镇长: one decision, told of one person.
            earlier = [s.text for s in self._reading.sentences if s.paragraph == sentence.paragraph and s.end <= at]
            if _CHANGES.search(sentence.text) or (earlier and _DECIDES.search(earlier[-1])):
                return "appointed"
        named, removed = (
            list(re.finditer(r"任命|聘任|补选|增补|选举|增选|推选|通过|决定|研究(?:批准|同意)", clause)),
            list(re.finditer(r"免去|撤销|罢免", clause)),
        )
        return "appointed" if named and (not removed or named[-1].start() > removed[-1].start()) else "current"

    def _adjacent(self, at: int) -> Holder | None:
        """The name that ends at ``at``, also as 蔡春等60人."""
        for start, end, name in self._between(at - _NEAR, at):
            if end == at or (end < at and _AFTER_NAME.fullmatch(self._text, end, at)):
                return Holder(start, end, name, start)
        return None

    def _between(self, start: int, end: int) -> Sequence[tuple[int, int, str]]:
        """The mentions that begin in [start, end)."""
        return self._names[bisect_left(self._names, (start,)) : bisect_left(self._names, (end,))]

    def _nearest(self, sentence: Sentence, at: int, *, topic: bool = False) -> Holder | None:
        """The subject: the name just before ``at``, else the first of the sentence, else the only one of the sentence
        before."""
        near = self._adjacent(at)
        if near is not None:
            return near
        inside = [(s, e, n) for s, e, n in self._between(sentence.start, at) if e <= at]
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
        if not topic or not _SAME_SUBJECT.fullmatch(self._text, sentence.start, at):
            return None
        earlier = bisect_left(self._reading.sentences, sentence.start, key=attrgetter("start")) - 1
        if earlier < 0 or self._reading.sentences[earlier].paragraph < sentence.paragraph - 1:
            return None
        last = self._reading.sentences[earlier]
        named = [(s, e, n) for s, e, n in self._between(last.start, last.end) if e <= last.end]
        if len({n for _, _, n in named}) == 1:
            s, e, n = named[0]
            return Holder(s, e, n, s)
        return None

    def listed_before(self, holder: Holder) -> list[Holder]:
        """The names of one list before a name: 选举|盖玉珍、吕长山|、慕广才为副主任."""
        listed: list[Holder] = []
        start = holder.start
        for s, e, n in reversed(self._names[: bisect_left(self._names, (holder.start,))]):
            if s < start - _NEAR:
                break
            if e < start and self._text[e:start] in ("、", "和", "与", "及"):
                listed.append(Holder(s, e, n, s))
                start = s
        return listed

    def listed_after(self, titles: Sequence[Title], sentence: Sentence) -> list[Holder]:
        """Those whom a list behind a title says to be elected: 当选为|常务委员|的有17人，他们是：王云山、卢智慧."""
        before = self._text[sentence.start : titles[0].start]
        told = _ELECTED_ARE.match(self._text, titles[-1].end, sentence.end)
        if told is None or not _ELECTED_TO.search(before):
            return []
        listed: list[Holder] = []
        at = told.end()
        for start, end, name in self._between(at, sentence.end):
            if start != at:
                break
            listed.append(Holder(start, end, name, start))
            joint = _LIST_JOINT.match(self._text, end)
            if joint is None:
                break
            at = joint.end()
        return listed

    def status_of(self, holder: Holder, sentence: Sentence) -> tuple[str, str]:
        """(status, rule) of a titled name by what stands before: 选举产生的还有：… names those elected."""
        before = self._text[sentence.start : holder.first]
        if _ELECTED_LIST.search(before):
            return "appointed", "holds.elected"
        if before.endswith("的") and re.search(r"(?:兼任|担任)$", before[:-1]):
            return "current", "holds.is"
        return "current", "holds.before"
