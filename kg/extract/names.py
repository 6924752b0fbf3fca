"""Where a text names a person.

A name is never guessed from its characters alone. It must be anchored: it follows the title of an office, opens a
clause before a verb that only people carry out, stands in a list of names (``untitled``), or has been found so
elsewhere on the page. How far it reaches is told by what follows (``followers``): 曹立强|强调, 王华|出席, 张为|既传达.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from kg.extract.followers import NOT_GIVEN, Followers, word_at
from kg.extract.han import ALL_HAN, HAN
from kg.extract.othernames import OtherNames
from kg.extract.segment import cut, is_other_word, is_word
from kg.extract.words import Words
from kg.gazetteer.names import (
    can_be_given,
    given_name_score,
    is_japanese_surname,
    is_surname,
    is_transliterated,
    japanese_surname_of,
    surname_class,
)

_ELEMENT = re.compile(rf"(?P<name>{HAN}{{2,3}})(?=、)")
_NEVER_GIVEN = frozenset("级委会局厅府部们们区县镇乡的了吗呢我你您他她市")
# 秦会远: 会 in a name, and not of a meeting.
_MEETING_NAME = re.compile("会[^级委会局厅府部们区县镇乡议上见后场长员谈计同商期中前客展堂车费师]")
# 褚大为|就…: 为 stands before no such word.
_NOT_BEHIND_FOR = re.compile(
    "[就对在从向也还已均到和与及致、，。]|以及|强调|指出|表示|要求|介绍|说|认为|出席|参加|"
    "主持(?!人)|会见|带队|率队|调研|检查|宣布|宣读|通报|汇报|部署"
)
# 肖运来|分别代表双方: 来 as a verb would have a place or a deed behind it.
_NOT_BEHIND_COME = re.compile("[就对在从向均和与、，。]|分别|代表|先后|专程|也|强调|指出|表示|要求|认为")
# 来狮|考察: 来 and a place by its one character, and what one comes for.
_COMES = re.compile("来[\u4e00-\u9fff](?=考察|参观|投资|访问|旅游|调研|做客|洽谈|创业|观光)")
# 宗庆和|带领…: 和 before what one person does joins nothing.
_LEADS_ON = re.compile("分别|带领|率领|率队|带队|率|赴|来到|前往|深入|陪同")
_JOINING = frozenset("和及与等的了是在由有")
_IN_TURN = re.compile("先后|分别|现场|当场|正在|则")
_PLAIN_WORDS = frozenset("从同后都令候介补线种归来")
# How much likelier (log2) a character is in given names than in text where it surely is one, or is none.
_LIKELY, _UNLIKELY = 0.5, -1.5
# Of the words below, those after which any name may follow; the others need a name that looks like one.
_SURE_LEADERS = re.compile(r"领导$|大师$|院士$|主持人|主讲人|嘉宾|劳模|主播")


class NameFinder:
    """Finds names of persons; one instance serves any number of pages."""

    def __init__(self, words: Words, never: Collection[str] = ()) -> None:
        self.never = frozenset(words["not_name"]) | frozenset(never)
        # 领导|和嘉宾
        self._leaders = frozenset(words["leaders"])
        followers = Followers(words)
        self._follower, self._person_verb = followers.strength, followers.person_verb
        self.others = OtherNames(followers, words, self.never)

    def name_at(self, text: str, at: int, counts: Counter[str], *, titled: bool, sure: bool = False) -> int:
        """The end of the name that begins at ``at``; ``at`` itself if none does. ``titled``: a title stands before it;
        ``sure``: one that a name must follow (旗委书记)."""
        if text.startswith("代表", at) or text.startswith("大家", at + 1):
            # 教师|代表孙嘉宁: 代 is a rare surname; |向大家介绍
            return at
        if text[at : at + 1] in _JOINING or (text[at : at + 1] in _PLAIN_WORDS and not is_surname(text[at : at + 2])):
            return self._of_plain_word(text, at, counts, titled=titled)
        if "·" in text and (dotted := self.others.dotted(text, at)) > at:
            return dotted
        if titled and "-" in text[at : at + 9] and (hyphened := self.others.hyphened(text, at)) > at:
            return hyphened
        best = self._by_follower(text, at, counts, titled=titled)
        return self._settled(text, at, best, counts, sure=sure) if titled else best

    def _of_plain_word(self, text: str, at: int, counts: Counter[str], *, titled: bool) -> int:
        """The end of a name behind a title whose surname is more often another word: 和 joins, 介 begins others."""
        if titled and is_japanese_surname(text[at : at + 2]):
            return self.others.end(text, at, counts)
        first, given = text[at : at + 1], text[at + 1 : at + 3]
        joins = first in _JOINING or (first == "同" and surname_class(given[:1]) == "common")
        named = (
            titled
            and is_surname(first)
            and len(given) == 2
            and can_be_given(given)
            and given_name_score(given) > (1 if joins else 0)
            and given not in self._leaders
            and not (is_word(first + given[:1]) or (first == "同" and joins))
        )
        return at + 3 if named and self._follower(text, at + 3) >= (3 if joins else 2) else at

    def _by_follower(self, text: str, at: int, counts: Counter[str], *, titled: bool) -> int:
        """The end of a Chinese name by what stands behind it, ``at`` if nothing there tells."""
        best, best_score = at, 0.0
        for length in self.lengths(text, at):
            end = at + length
            name = text[at:end]
            if len(name) < length or not ALL_HAN.fullmatch(name) or name in self.never:
                continue
            score = float(self._follower(text, end))
            if not score and titled and given_name_score(name[1:]) > 0 and word_at(text, end):
                # What follows is a word that no list here knows, but the dictionary does: 滕霁|推介, not 滕霁推|介.
                score = 1.0 if length == 3 else 0.9
            if not score:
                continue
            given = name[2:] if length > 2 and is_surname(name[:2]) and len(name[:2]) == 2 else name[1:]
            met = titled and score == 3 and _MEETING_NAME.fullmatch(given) is not None
            met = met or (given[-1] == "会" and len(given) == 2 and self._person_verb(text, end))
            if (not _NEVER_GIVEN.isdisjoint(given) and not met) or name[:2] in self.never:
                continue
            if given[0] in "的和与及等是了" and not _with_and(name, titled):
                continue
            whole = given[-1] in "和与及" and (
                (score == 3 and self._person_verb(text, end)) or _LEADS_ON.match(text, end)
            )
            # 董保同|出席: 同 before what one person does, nobody being named beside him; 李宝会|出席: of what was done.
            whole = whole or (given[-1] in "同会" and length > 2 and self._person_verb(text, end))
            whole = whole or (given[-1] in "和与" and length > 2 and text[end : end + 1] in "，。；、")
            comes = given[-1] == "来" and _NOT_BEHIND_COME.match(text, end)
            if whole or comes or (given[-1] == "为" and _NOT_BEHIND_FOR.match(text, end)):
                # 龚兆和|参加: 和 before a verb joins nothing.
                score += 1.0
            elif given[-1] in NOT_GIVEN and text[end : end + 1] not in ("、", "等") and not _bound(text, end):
                # 马全有|就…: a name may end in 有 where nothing shorter could be one.
                score -= (1.5 if given[-1] == "有" else 2.0) if length > 2 else 0.9
            elif length > 2 and given[-1] in "作致" and self._person_verb(text, end - 1):
                # 赫连斌|作开班动员
                score -= 1.5
            score += max(-0.6, min(0.5, given_name_score(given) / 4))
            score += min(1.5, 0.5 * (counts[name] - 1)) if counts[name] > 1 else 0.0
            if score > best_score + 1e-9 or (abs(score - best_score) < 1e-9 and length > best - at):
                best, best_score = end, score
        return best

    def _settled(self, text: str, at: int, best: int, counts: Counter[str], *, sure: bool) -> int:
        """The end of the name behind a title: ``best``, unless names of other peoples or the characters say other."""
        by_characters = self._by_characters(text, at) if self._follower(text, best) < 3 or best == at else at
        if at < by_characters < best and not word_at(text, by_characters):
            # 黄桂好|上门: the dictionary knows what stands behind the longer name alone.
            by_characters = at
        if best == at or not self._follower(text, best):
            mixed = self.others.sounded(text, at, skip=1) if is_surname(text[at : at + 1]) else at
            if mixed > best and mixed - at > 3:
                # 吴|阿拉坦巴根: a Chinese surname before a name written by sound.
                return mixed
            if by_characters > at:
                return by_characters
            sounded = self.others.sounded(text, at, sure=sure) if best == at else at
            if sounded > at + 3 or (sounded == at + 3 and sure and self._follower(text, sounded) == 3):
                return sounded
            if sure and best == at and (four := self._four(text, at)) > at:
                return four
            other = self.others.end(text, at, counts, sure=sure)
            if other > best and (
                best == at or is_transliterated(text[at:other]) or japanese_surname_of(text[at:other])
            ):
                return other
            return self.others.unlisted(text, at, sure=sure) if best == at else best
        if at < by_characters < best:
            # 费峰|面对面, not 费峰面|对面
            return by_characters
        sounded = self.others.sounded(text, at) if best - at <= 3 else best
        # 李亚平|来吴江调研: the names of places are made of the same sounds.
        goes = text[best : best + 1] in "来到赴都均也" or word_at(text, best)
        chinese = is_surname(text[at]) and best - at <= 3 and given_name_score(text[at + 1 : best]) > 1 and goes
        if sounded > best and not chinese and self._follower(text, best) <= self._follower(text, sounded):
            # 南拉才让|代表, not 南拉才|让; 巴图那生|说, not 巴图|那: by sound as a whole, before the stronger word.
            return sounded
        if best - at == 3 and self._follower(text, best) < 3 and japanese_surname_of(text[at : at + 5]):
            # 高桥诚|一郎: a Chinese reading that ends before a weak word, and a Japanese one that goes on.
            return max(best, self.others.end(text, at, counts))
        return best

    def name_after_leader(self, text: str, at: int, leader: str, counts: Counter[str]) -> int:
        """The end of a name after a word like 区领导 (any name) or 代表 (only what cannot be another word)."""
        if _COMES.match(text, at):
            return at
        if _SURE_LEADERS.search(leader):
            return self.name_at(text, at, counts, titled=True)
        end = self.name_at(text, at, counts, titled=False)
        name = text[at:end]
        return (
            end
            if end > at
            and not is_other_word(name)
            and (self._follower(text, end) == 3 or ("·" not in name and _IN_TURN.match(text, end)))
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
        if text[at : at + 1] in _JOINING or (text[at : at + 1] in _PLAIN_WORDS and not is_surname(text[at : at + 2])):
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

    def _by_characters(self, text: str, at: int) -> int:
        """The end of a Chinese name behind a title by its characters alone, whatever stands behind it: 龚志坚|答.

        On the pages of tests/gold and without a look at what follows, this finds four names in five, and one end in
        five hundred is wrong.
        """
        surname = 2 if len(text[at : at + 2]) == 2 and is_surname(text[at : at + 2]) else 1
        given = text[at + surname : at + surname + 2]
        if (
            not is_surname(text[at : at + surname])
            or not (len(given) == 2 and can_be_given(given[:1]) and ALL_HAN.fullmatch(given))
            or is_japanese_surname(text[at : at + 2])
            or self.others.sounded(text, at) - at > 3
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

    def _four(self, text: str, at: int) -> int:
        """The end of a name of four characters (宗周扎西) before a verb of people; ``at`` where a word stands in it."""
        name, end = text[at : at + 4], at + 4
        if len(name) < 4 or not ALL_HAN.fullmatch(name) or self._follower(text, end) < 3:
            return at
        pieces = cut(name)
        plain = all(len(piece) == 1 or (piece == name[2:] and is_transliterated(piece + piece)) for piece in pieces)
        return end if plain and can_be_given(name[1:]) and _NEVER_GIVEN.isdisjoint(name) else at


@lru_cache(maxsize=65_536)
def _lengths_after(two: str) -> tuple[int, ...]:
    """How long names are that begin with these two characters, the likelier first; () where no surname stands."""
    if len(two) == 2 and is_surname(two):
        return (3, 4, 2)
    return (2, 3) if is_surname(two[:1]) else ()


def _bound(text: str, end: int) -> bool:
    """Whether a character that is no word alone ends the name, and begins none with what follows: 赵东主|日前."""
    return text[end - 1] in "主参席" and len(cut(text[end - 1 : end + 3])[0]) == 1


def _with_and(name: str, titled: bool) -> bool:
    """袁和美 behind a title: no surname stands alone there, so that 和 joins nothing; 孟和 where a mark ends it."""
    return titled and name[1:2] == "和" and (len(name) == 2 or can_be_given(name[2:]))
