"""Where a text names a person.

A name is never guessed from its characters alone. It must be anchored: it follows the title of an office, opens a
clause before a verb that only people carry out, stands in a list of names (``untitled``), or has been found so
elsewhere on the page. How far it reaches is told by what follows: 曹立强|强调, 王华|出席, 张为|既传达.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache

from kg.extract.anyof import any_of
from kg.extract.segment import cut, is_other_word, is_word
from kg.extract.words import Words
from kg.gazetteer.names import (
    can_be_given,
    dotted_names,
    given_name_score,
    is_japanese_surname,
    is_surname,
    is_transliterated,
    japanese_surname_of,
    sounds_from,
)

HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff]"
HAN_CHARACTER = re.compile(HAN)
_ALL_HAN = re.compile(HAN + "+")
_DOTTED = re.compile(rf"{HAN}{{1,8}}(?:-{HAN}{{1,6}})*(?:·{HAN}{{1,8}}(?:-{HAN}{{1,6}})*)+")
_PUNCTUATION = frozenset("，。；：、！？（）“”《》\n —…")
_ELEMENT = re.compile(rf"(?P<name>{HAN}{{2,3}})(?=、)")
_NEVER_GIVEN = frozenset("级委会局厅府部们们区县镇乡的了吗呢我你您他她市")
# 褚大为|就…: 为 stands before no such word.
_NOT_BEHIND_FOR = re.compile(
    "[就对在从向也还已均到和与、，。]|强调|指出|表示|要求|介绍|说|认为|出席|参加|"
    "主持(?!人)|会见|带队|率队|调研|检查|宣布|宣读|通报|汇报|部署"
)
# 宗庆和|带领…: 和 before what one person does joins nothing.
_LEADS_ON = re.compile("带领|率领|率队|带队|率|赴|来到|前往|深入|陪同")
_JOINING = frozenset("和及与等的了是在由有")
# Adverbs and small words that come between a subject and its verb, or close a list of names.
NOT_GIVEN = frozenset(
    "在就对向和与及为任也还均分率到来赴的说等是以将已又并从既则应受兼因于连用把让给谈讲表要被同其这那了着过有不没主出席参陪听会上下中前后内一二三四五六七八九十两个们再都先您你我他她它"
)
# How much likelier (log2) a character is in given names than in text where it surely is one, or is none.
_LIKELY, _UNLIKELY = 0.5, -1.5
# Of the words below, those after which any name may follow; the others need a name that looks like one.
_SURE_LEADERS = re.compile(r"领导$|大师$|主持人|主讲人|嘉宾|劳模|主播")


class NameFinder:
    """Finds names of persons; one instance serves any number of pages."""

    def __init__(self, words: Words, never: Collection[str] = ()) -> None:
        self._not_names = words["not_name"]
        self.never = frozenset(words["not_name"]) | frozenset(never)
        # 领导|和嘉宾
        self._leaders = frozenset(words["leaders"])
        verbs = person_verbs(words)
        self._strong = alternation(verbs | {"等"})
        doing = {
            word
            for name in ("issue", "implement", "organize", "hold", "visit", "meet", "report")
            for word in words[name]
            if len(word) > 1
        }
        self._medium = alternation({*words["after_name"], *doing})
        # Most characters begin no such word: two patterns are not tried on them.
        self._follows = frozenset(word[0] for word in {*verbs, "等", *words["after_name"], *doing})

    # ------------------------------------------------------------ how far a name reaches

    def follower(self, text: str, at: int) -> int:
        """How well what stands at ``at`` can follow a name: 3 punctuation or a verb of people, 2 a small word, 0
        neither."""
        if at >= len(text) or text[at] in _PUNCTUATION:
            return 3
        if text[at] not in self._follows:
            return 0
        if self._strong.match(text, at):
            return 3
        return 2 if self._medium.match(text, at) else 0

    def name_at(self, text: str, at: int, counts: Counter[str], *, titled: bool, sure: bool = False) -> int:
        """The end of the name that begins at ``at``; ``at`` itself if none does. ``titled``: a title stands before it;
        ``sure``: one that a name must follow (旗委书记)."""
        if text.startswith("代表", at):
            # 教师|代表孙嘉宁: 代 is a rare surname.
            return at
        if text[at : at + 1] in _JOINING:
            # 和 is a rare surname and a common conjunction.
            if titled and is_japanese_surname(text[at : at + 2]):
                return self._foreign_end(text, at, counts)
            given = text[at + 1 : at + 3]
            sure = (
                titled
                and is_surname(text[at])
                and len(given) == 2
                and can_be_given(given)
                and given_name_score(given) > 1
                and given not in self._leaders
            )
            return at + 3 if sure and self.follower(text, at + 3) == 3 else at
        if "·" in text and (dotted := _DOTTED.match(text, at)):
            return self.dotted_end(text, dotted.start(), dotted.end())
        best = self._by_follower(text, at, counts, titled=titled)
        return self._settled(text, at, best, counts, sure=sure) if titled else best

    def _by_follower(self, text: str, at: int, counts: Counter[str], *, titled: bool) -> int:
        """The end of a Chinese name by what stands behind it, ``at`` if nothing there tells."""
        best, best_score = at, 0.0
        for length in self.lengths(text, at):
            end = at + length
            name = text[at:end]
            if len(name) < length or not _ALL_HAN.fullmatch(name) or name in self.never:
                continue
            score = float(self.follower(text, end))
            if not score and titled and given_name_score(name[1:]) > 0 and self._word_at(text, end):
                # What follows is a word that no list here knows, but the dictionary does: 滕霁|推介, not 滕霁推|介.
                score = 1.0 if length == 3 else 0.9
            if not score:
                continue
            given = name[2:] if length > 2 and is_surname(name[:2]) and len(name[:2]) == 2 else name[1:]
            if not _NEVER_GIVEN.isdisjoint(given) or name[:2] in self.never:
                continue
            if given[0] in "的和与及等是了" and not _with_and(name, titled):
                continue
            whole = given[-1] in "和与及" and (
                (score == 3 and self._strong.match(text, end)) or _LEADS_ON.match(text, end)
            )
            if whole or (given[-1] == "为" and _NOT_BEHIND_FOR.match(text, end)):
                # 龚兆和|参加: 和 before a verb joins nothing.
                score += 1.0
            elif given[-1] in NOT_GIVEN and text[end : end + 1] not in ("、", "等"):
                # 马全有|就…: a name may end in 有 where nothing shorter could be one.
                score -= (1.5 if given[-1] == "有" else 2.0) if length > 2 else 0.9
            score += max(-0.6, min(0.5, given_name_score(given) / 4))
            score += min(1.5, 0.5 * (counts[name] - 1)) if counts[name] > 1 else 0.0
            if score > best_score + 1e-9 or (abs(score - best_score) < 1e-9 and length > best - at):
                best, best_score = end, score
        return best

    def _settled(self, text: str, at: int, best: int, counts: Counter[str], *, sure: bool) -> int:
        """The end of the name behind a title: ``best``, unless names of other peoples or the characters say other."""
        by_characters = self._by_characters(text, at) if self.follower(text, best) < 3 or best == at else at
        if at < by_characters < best and not self._word_at(text, by_characters):
            # 黄桂好|上门: the dictionary knows what stands behind the longer name alone.
            by_characters = at
        if best == at or not self.follower(text, best):
            mixed = self.sounded(text, at, skip=1) if is_surname(text[at : at + 1]) else at
            if mixed > best and mixed - at > 3:
                # 吴|阿拉坦巴根: a Chinese surname before a name written by sound.
                return mixed
            if by_characters > at:
                return by_characters
            sounded = self.sounded(text, at) if best == at else at
            if sounded > at + 3 or (sounded == at + 3 and sure and self.follower(text, sounded) == 3):
                return sounded
            if sure and best == at and (four := self._four(text, at)) > at:
                return four
            other = self._foreign_end(text, at, counts, sure=sure)
            return (
                other
                if other > best
                and (best == at or is_transliterated(text[at:other]) or japanese_surname_of(text[at:other]))
                else best
            )
        if at < by_characters < best:
            # 费峰|面对面, not 费峰面|对面
            return by_characters
        sounded = self.sounded(text, at) if best - at <= 3 else best
        # 李亚平|来吴江调研: the names of places are made of the same sounds.
        goes = text[best : best + 1] in "来到赴" or self._word_at(text, best)
        chinese = is_surname(text[at]) and best - at <= 3 and given_name_score(text[at + 1 : best]) > 1 and goes
        if sounded > best and not chinese and self.follower(text, best) <= self.follower(text, sounded):
            # 南拉才让|代表, not 南拉才|让; 巴图那生|说, not 巴图|那: by sound as a whole, before the stronger word.
            return sounded
        if best - at == 3 and self.follower(text, best) < 3 and japanese_surname_of(text[at : at + 5]):
            # 高桥诚|一郎: a Chinese reading that ends before a weak word, and a Japanese one that goes on.
            return max(best, self._foreign_end(text, at, counts))
        return best

    def name_after_leader(self, text: str, at: int, leader: str, counts: Counter[str]) -> int:
        """The end of a name after a word like 区领导 (any name) or 代表 (only what cannot be another word)."""
        if _SURE_LEADERS.search(leader):
            return self.name_at(text, at, counts, titled=True)
        end = self.name_at(text, at, counts, titled=False)
        name = text[at:end]
        return (
            end
            if end > at
            and not is_other_word(name)
            and self.follower(text, end) == 3
            and given_name_score(name[1:]) > 0
            and not any(c in NOT_GIVEN for c in name[1:])
            else at
        )

    def name_between(self, text: str, at: int) -> int:
        """The end of a name that fills what two marks of a list leave, whatever its last character: 、辛福来、."""
        element = _ELEMENT.match(text, at)
        if not element:
            return at
        name = element["name"]
        if not is_surname(name[0]) or is_other_word(name) or name in self.never or not can_be_given(name[1:]):
            return at
        return element.end("name") if _NEVER_GIVEN.isdisjoint(name[1:]) and name[-1] not in "等" else at

    def ends(self, text: str, at: int) -> list[int]:
        """Every place where a Chinese name that begins at ``at`` could end, the likelier first."""
        if text[at : at + 1] in _JOINING:
            return []
        lengths = self.lengths(text, at)
        if not lengths:
            return []
        options = [
            at + n
            for n in (3, 2, 4)
            if n in lengths
            # 孙础均|为: of one person alone 均 cannot be said, so it belongs to the name.
            and can_be_given(text[at + (2 if n == 4 else 1) : at + n].removesuffix("均"))
        ]
        return [end for end in options if not is_other_word(text[at:end])]

    @staticmethod
    def lengths(text: str, at: int) -> tuple[int, ...]:
        return _lengths_after(text[at : at + 2])

    def dotted_end(self, text: str, start: int, end: int) -> int:
        """A dotted name ends where something that can follow a name begins, at the earliest two characters into its
        last part."""
        last = text.rfind("·", start, end) + 1
        inner = last - start
        reach = next((hi for lo, hi in dotted_names(text[start : end + 4]) if lo < inner < hi), 0)
        if not reach:
            reach = inner
            while start + reach < end and is_transliterated(text[start + reach] * 3):
                reach += 1
        if start + reach - last < 2:
            # 玛监: the inventory does not know the last character; it reaches to what can follow a name.
            return next(
                (stop for stop in range(last + 2, min(last + 8, end) + 1) if self.follower(text, stop)),
                min(last + 2, end),
            )
        for stop in range(min(start + reach, len(text)), last + 1, -1):
            if self.follower(text, stop):
                return stop
        known = is_word(text[start + reach : start + reach + 2])
        adverb = text[start + reach : start + reach + 1] in NOT_GIVEN
        more = HAN_CHARACTER.match(text, start + reach) is not None
        if more and not known and not adverb and self.follower(text, start + reach + 1) > 1:
            # 赛雅|冯|率队: one more character, which the inventory does not know, before a word that tells the end.
            return start + reach + 1
        return min(start + reach, end)

    def _by_characters(self, text: str, at: int) -> int:
        """The end of a Chinese name behind a title by its characters alone, whatever stands behind it: 龚志坚|答.

        On the pages of tests/gold and without a look at what follows, this finds four names in five, and one end in
        five hundred is wrong.
        """
        surname = 2 if len(text[at : at + 2]) == 2 and is_surname(text[at : at + 2]) else 1
        given = text[at + surname : at + surname + 2]
        if (
            not is_surname(text[at : at + surname])
            or not (len(given) == 2 and can_be_given(given[:1]) and _ALL_HAN.fullmatch(given))
            or is_japanese_surname(text[at : at + 2])
            or self.sounded(text, at) - at > 3
        ):
            return at
        pieces = cut(text[at : at + 10])
        stops = {at + sum(map(len, pieces[:count])) for count in range(1, len(pieces) + 1)}
        first, second = given_name_score(given[0]), given_name_score(given[1])
        end = at + surname + 2
        if second > _LIKELY and first + second > _LIKELY and can_be_given(given) and end in stops:
            return at if text[at:end] in self.never or is_other_word(text[at:end]) else end
        end -= 1
        return end if second < _UNLIKELY and first > 1 and end in stops and not is_other_word(text[at:end]) else at

    @staticmethod
    def _word_at(text: str, at: int) -> bool:
        """Whether a word begins at ``at`` by the dictionary, and one that no name goes on with (推介, not 扎西 or
        小龙)."""
        first = cut(text[at : at + 6])[:1]
        found = bool(first) and len(first[0]) > 1 and HAN_CHARACTER.match(first[0]) is not None
        return found and given_name_score(first[0]) < 0

    def _four(self, text: str, at: int) -> int:
        """The end of a name of four characters (宗周扎西) before a verb of people; ``at`` where a word stands in it."""
        name, end = text[at : at + 4], at + 4
        if len(name) < 4 or not _ALL_HAN.fullmatch(name) or self.follower(text, end) < 3:
            return at
        pieces = cut(name)
        plain = all(len(piece) == 1 or (piece == name[2:] and is_transliterated(piece + piece)) for piece in pieces)
        return end if plain and can_be_given(name[1:]) and _NEVER_GIVEN.isdisjoint(name) else at

    def sounded(self, text: str, at: int, skip: int = 0) -> int:
        """The end of a name written by sound (格桑央金) that begins at ``at``, after ``skip`` characters of another
        kind; else ``at``."""
        ends = range(at + skip + 3, sounds_from(text, at + skip, 7) + 1)
        # 何道吉才|让|调研: a sound of names can be a small word too; the end that a stronger word follows is the
        # name's.
        if ends and not any(self.follower(text, end) for end in ends) and ends[-1] - at - skip > 3:
            # 德吉卓嘎|接受捐赠: as far as the sounds go, where a word begins behind them.
            return ends[-1] if ends[-1] < len(text) and self._word_at(text, ends[-1]) else at
        return max(
            (end for end in ends if self.follower(text, end)),
            key=lambda end: (self.follower(text, end), text[end - 1] not in "作致率", end),
            default=at,
        )

    def _foreign_end(self, text: str, at: int, counts: Counter[str], *, sure: bool = False) -> int:
        """The end of a name without a Chinese surname after a title: 达布希拉图, 横山英幸, 兴安."""
        end = at
        while end < len(text) and end - at < 8 and is_han(text[end]):
            if (
                end - at >= 2
                and self.follower(text, end)
                and not (is_japanese_surname(text[at : at + 2]) and end - at < 3)
            ):
                break
            end += 1
        if text[end : end + 1] == "也" and end - at == 3 and self.follower(text, end + 1) > 1:
            # 岸本哲也|在…签字
            end += is_japanese_surname(text[at : at + 2])
        name = text[at:end]
        if not 2 <= len(name) <= 8 or not self.follower(text, end) or name in self.never:
            return at
        if japanese_surname_of(name):
            return end if len(name) <= 6 else at
        if any(c in NOT_GIVEN for c in name) and not is_transliterated(name):
            return at
        if any(name.startswith(word) or name.endswith(word) for word in self._not_names):
            return at
        if len(name) <= 3 and is_word(name):
            # 兴安 is a word of the dictionary too; it counts where the page repeats it as a person.
            return end if sure and counts[name] > 1 and self.follower(text, end) == 3 else at
        if is_transliterated(name) or (len(name) <= 4 and sure and self.follower(text, end) == 3):
            return end
        if len(name) == 2 and is_transliterated(name + name) and self.follower(text, end) == 3 and not is_word(name):
            # 妇联主席|依波、: a short name of a people that has no Chinese surname.
            return end
        # A surname that the list does not know, before characters that given names are made of.
        likely = len(name) in (2, 3) and can_be_given(name[1:]) and given_name_score(name[1:]) > 0.3
        return end if likely and self.follower(text, end) == 3 and not is_word(name) else at

@lru_cache(maxsize=65_536)
def _lengths_after(two: str) -> tuple[int, ...]:
    """How long names are that begin with these two characters, the likelier first; () where no surname stands."""
    if len(two) == 2 and is_surname(two):
        return (3, 4, 2)
    return (2, 3) if is_surname(two[:1]) else ()


def _with_and(name: str, titled: bool) -> bool:
    """袁和美 behind a title: no surname stands alone there, so that 和 joins nothing; 孟和 where a mark ends it."""
    return titled and name[1:2] == "和" and (len(name) == 2 or can_be_given(name[2:]))


def is_han(character: str) -> bool:
    """As ``HAN_CHARACTER``, in a quarter of the time."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0002ffff"


def person_verbs(words: Words) -> set[str]:
    """The verbs that only people, and bodies as people do, carry out."""
    told = ("attend", "accompany", "chair", "speak", "sign", "visit", "meet")
    return {word for name in told for word in words[name]} | {
        "当选", "召开", "举行", "颁发", "揭牌", "授牌", "启动", "宣读", "代表", "作"
    }


def alternation(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(words))
