"""The people whom titles announce: 区委副书记、区长|钟晓咏.

Titles stack before one name (区委副书记、区长钟晓咏), one title covers many names (副主任朱成钢、徐国文), and words
like 区领导 stand before names without giving an office.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.names import NameFinder
from kg.extract.segment import is_word
from kg.extract.titles import Title
from kg.extract.words import Words
from kg.gazetteer.names import is_transliterated

# 副镇长（挂职）、江南大学副教授
_TITLE_JOINT = re.compile(
    r"\s*(?:（(?:挂职|兼职|兼|挂任|代|正[处科]级|副[厅处科]级)）)?"
    r"(?:、|兼任?|和|及|，兼|暨|（兼）|兼任|，)\s*"
)
# 副主任吴浩岭|（正厅级）、|王宗文
_RANK = r"(?:（(?:[正副][部厅处科县]级|挂职|女|兼|[\u4e00-\u9fff]{1,3}族)）)?"
_NAME_JOINT = re.compile(_RANK + r"(?:、|和|与|及|以及|，)\s*(?![一二三四五六七八九十\d])")
# 副县长、海珠区挂职干部|容树根; 原政协主席、离休干部|梅先绪
_TOLD = re.compile(
    r"、[^，。；、]{0,14}?(?:(?:挂职|离休|退休|援[疆藏青]|驻村)(?:干部|教师|工程师)|调解员|主持人|画家|作家|诗人|书法家|歌唱家|摄影家|演员|企业家|传承人|志愿者|会员|大户|带头人|院士|劳模|劳动模范|先进工作者|获得者|总河长|河长|林长)(?=[\u4e00-\u9fff])"
    # 原行署专员、82岁的|聂铁夫
    r"|、\d{2,3}岁的"
)
_ASIDE = re.compile(r"（(?:兼|[^（）]{2,12})）|：(?=[\u3400-\u9fff]{2,4}、)")
_OPENING = re.compile(r"(?:还)?(?:有|是|包括)：?|：")
_UNREAD = re.compile("、[^，。；、：！？“”]{3,24}")
_ELECTED = re.compile("(?:当选为?|任命为|选举为|被选为)$")
_SHORT_SOUND = re.compile("[\u4e00-\u9fff]{2}(?=[、，。及和等])")
_SINGLE_JOINT = re.compile(_RANK + r"(?:、|和|与|及|以及)")


class Holder(NamedTuple):
    """A person named at [start, end) with the titles that stand before (or after) the name; ``first`` is where the
    first begins.

    ``shared`` marks a name that stands under the title of another name before it in one list.
    """

    start: int
    end: int
    name: str
    first: int
    titles: tuple[Title, ...] = ()
    shared: bool = False
    leader: str = ""


class HolderFinder:
    """Finds the names that follow titles and words for leaders."""

    def __init__(self, names: NameFinder, words: Words) -> None:
        self._leaders = AhoCorasick(sorted(words["leaders"]), matchkind=MatchKind.LeftmostLongest)
        self._names = names

    def find(self, text: str, titles: Sequence[Title], counts: Counter[str]) -> list[Holder]:
        """The people whose name follows a title or a word like 区领导, in order."""
        found: list[Holder] = []
        starts = [title.start for title in titles]
        used = -1
        for index, title in enumerate(titles):
            if index <= used:
                continue
            stack = [title]
            last = index
            while last + 1 < len(titles):
                if self._stacked(text, titles[last], titles[last + 1]):
                    stack.append(titles[last + 1])
                elif titles[last + 1].body or not _UNREAD.fullmatch(text, titles[last].end, titles[last + 1].start):
                    # 县委书记、|某某领导小组|组长: what the second is of is not read, but both are one person's.
                    break
                last += 1
            begin = titles[last].end
            if text.startswith("的", begin) and stack[0].status:
                # 兼任疫情防控指挥部总指挥的|周玉龙
                begin += 1
            if aside := _ASIDE.match(text, begin):
                begin = aside.end()
            if told := _TOLD.match(text, begin):
                begin = told.end()
            top = stack[-1]
            sure = top.office.single and (top.body is not None or top.area is not None or bool(top.place))
            end = self._names.name_at(text, begin, counts, titled=True, sure=sure)
            if end == begin:
                continue
            used = last
            found.append(Holder(begin, end, text[begin:end], stack[0].start, tuple(stack)))
            found += self._more_names(text, end, stack, starts, counts)
        for _, start, end in self._leaders.find_matches_as_indexes(text):
            at = end
            if opening := _OPENING.match(text, at):
                at = opening.end()
            stop = self._names.name_after_leader(text, at, text[start:end], counts)
            if stop > at and not any(holder.start <= at < holder.end for holder in found):
                found.append(Holder(at, stop, text[at:stop], start, (), leader=text[start:end]))
                found += [
                    Holder(more.start, more.end, more.name, more.first, (), more.shared, text[start:end])
                    for more in self._more_names(text, stop, [], starts, counts)
                ]
        found.sort(key=lambda holder: (holder.start, -len(holder.titles)))
        kept: list[Holder] = []
        for holder in found:
            if not kept or holder.start >= kept[-1].end:
                kept.append(holder)
        return kept

    @staticmethod
    def _stacked(text: str, left: Title, right: Title) -> bool:
        if right.start < left.end:
            return False
        joint = _TITLE_JOINT.match(text, left.end)
        if joint and "，" in joint.group() and (
            right.status == "former" or text[right.start] in "我本" or _ELECTED.search(text, 0, left.start)
        ):
            # 当选副会长，|原会长…, 农业局局长，|我县县委书记…: another person's.
            return False
        return (joint is not None and joint.end() == right.start) or left.end == right.start

    def _more_names(
        self, text: str, at: int, stack: Sequence[Title], starts: Sequence[int], counts: Counter[str]
    ) -> list[Holder]:
        """The names that go on the list after a titled name: 副主任朱成钢|、徐国文、卢鉴."""
        more: list[Holder] = []
        # A seat that one person holds is not shared by the names that follow.
        shared = tuple(stack) if stack and not any(title.office.single for title in stack) else ()
        while joint := (_NAME_JOINT if not more else _SINGLE_JOINT).match(text, at):
            if joint.group().strip() == "，":
                break
            begin = joint.end()
            place = bisect_left(starts, begin)
            if place < len(starts) and starts[place] == begin:
                break
            end = self._names.name_between(text, begin)
            if end == begin:
                end = self._names.name_at(text, begin, counts, titled=False)
            if end == begin and shared:
                # 副主任强琪、|营刘萍，
                end = self._names.others.unlisted(text, begin, sure=False)
            if end == begin:
                # 旦增罗布、|格桑央金: a name written by sound goes on the list too.
                end = self._names.others.sounded(text, begin)
            if end == begin and _SHORT_SOUND.match(text, begin):
                # 杨宏斌、|央金|及委员
                short = text[begin : begin + 2]
                end += 2 * (is_transliterated(short * 2) and not is_word(short))
            if end == begin:
                break
            if joint.group().strip() == "与":
                # 省人民医院副院长皇甫娜|与|陈积仁: who acts with somebody does not share the office.
                shared = ()
            more.append(Holder(begin, end, text[begin:end], begin, shared, bool(shared)))
            at = end
        return more
