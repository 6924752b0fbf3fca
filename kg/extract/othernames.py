"""How far names reach that are no Chinese surname and given name: written by sound (格桑央金), with dots
(莫拉力·阿不都满金), Japanese (横山英幸), of a surname that the list does not know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from kg.extract.followers import NOT_GIVEN, Followers, word_at
from kg.extract.han import ALL_HAN, HAN, HAN_CHARACTER, is_han
from kg.extract.segment import is_word
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

_JOINT_LAST = re.compile("(?<![孟苏布斯])[和与及].?$")
_JOINED = re.compile("[与和及]")
# 协会副会长|皮埃尔·杜朗: no name is written with these.
_NO_SOUND = re.compile("[长副馆局委厅会员席授]|参赞|领事|书记|主任|经理|代表")
_DOTTED = re.compile(rf"{HAN}{{1,8}}(?:-{HAN}{{1,6}})*(?:·{HAN}{{1,8}}(?:-{HAN}{{1,6}})*)+")


class OtherNames:
    """Finds where such names end; what is in ``never`` is no name."""

    def __init__(self, followers: Followers, words: Words, never: Collection[str]) -> None:
        self._follower = followers.strength
        self._not_names = words["not_name"]
        self._never = never

    def hyphened(self, text: str, at: int) -> int:
        """The end of a name that begins at ``at`` and is printed with a hyphen for its dot (玉素甫江-阿不都热西提);
        ``at`` itself if none does."""
        first = sounds_from(text, at, 8)
        if first - at < 2 or text[first : first + 1] != "-":
            return at
        end = sounds_from(text, first + 1, 10)
        return end if end - first > 2 and self._follower(text, end) else at

    def dotted(self, text: str, at: int) -> int:
        """The end of a name with dots that begins at ``at``; ``at`` itself if none does."""
        match = _DOTTED.match(text, at)
        dot = text.find("·", at)
        if match is None or _NO_SOUND.search(text, at, dot):
            return at
        if is_surname(text[at]) and _JOINED.search(text, at + 2, dot - 1):
            # 卢海涛|与|安德烈·沃罗比约夫 are two.
            return at
        return self.dotted_end(text, match.start(), match.end())

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
                (stop for stop in range(last + 2, min(last + 8, end) + 1) if self._follower(text, stop)),
                min(last + 2, end),
            )
        for stop in range(min(start + reach, len(text)), last + 1, -1):
            if self._follower(text, stop) and not (text.startswith("代表", stop - 1) and stop - last > 2):
                return stop
        if is_surname(text[last]) and self._follower(text, last + 1) and word_at(text, last + 1):
            # 陶乐丝·温|先后
            return last + 1
        known = is_word(text[start + reach : start + reach + 2])
        adverb = text[start + reach : start + reach + 1] in NOT_GIVEN
        more = HAN_CHARACTER.match(text, start + reach) is not None
        if more and not known and not adverb and self._follower(text, start + reach + 1) > 1:
            # 赛雅|冯|率队: one more character, which the inventory does not know, before a word that tells the end.
            return start + reach + 1
        return min(start + reach, end)

    def sounded(self, text: str, at: int, skip: int = 0, *, sure: bool = False) -> int:
        """The end of a name written by sound (格桑央金) that begins at ``at``, after ``skip`` characters of another
        kind; else ``at``."""
        ends = range(at + skip + 3, sounds_from(text, at + skip, 7) + 1)
        if ends and not any(self._follower(text, end) for end in ends) and ends[-1] - at - skip > 3:
            # 德吉卓嘎|接受捐赠: as far as the sounds go, where a word begins behind them; 木拉提别克|有…: or behind a
            # title that a name must follow.
            return ends[-1] if ends[-1] < len(text) and (sure or word_at(text, ends[-1])) else at
        # 何道吉才|让|调研: a sound of names can be a small word too; the end that a stronger word follows is the
        # name's.
        return max(
            # 卡扎琴克|和代表团: a joint ends no such name but 孟和 and the like.
            (end for end in ends if self._follower(text, end) and not _JOINT_LAST.search(text, at, end)),
            key=lambda end: (self._follower(text, end), text[end - 1] not in "作致率", end),
            default=at,
        )

    def unlisted(self, text: str, at: int, *, sure: bool) -> int:
        """The end of a name of a surname that no list knows: 先德友|关于, 水蓉蓉|刚来 behind a title that a name must
        follow (``sure``), 营刘萍|， behind any. What stands behind it is a word, or else a mark or a verb of people;
        the given name is of characters that stand in given names."""
        name, end = text[at : at + 3], at + 3
        given = name[1:]
        least = 1 if sure else 2
        if len(given) < 2 or not ALL_HAN.fullmatch(name) or not can_be_given(given) or given_name_score(given) < least:
            return at
        if is_word(name) or is_word(name[:2]) or any(name.startswith(word) for word in self._not_names):
            return at
        follower = self._follower(text, end)
        return end if follower == 3 or (sure and (follower or word_at(text, end))) else at

    def end(self, text: str, at: int, counts: Counter[str], *, sure: bool = False) -> int:
        """The end of a name without a Chinese surname after a title: 达布希拉图, 横山英幸, 兴安."""
        end = at
        while end < len(text) and end - at < 8 and is_han(text[end]):
            if (
                end - at >= 2
                and self._follower(text, end)
                and not (is_japanese_surname(text[at : at + 2]) and end - at < 3)
            ):
                break
            end += 1
        if text[end : end + 1] == "也" and end - at == 3 and self._follower(text, end + 1) > 1:
            # 岸本哲也|在…签字
            end += is_japanese_surname(text[at : at + 2])
        name = text[at:end]
        if not 2 <= len(name) <= 8 or not self._follower(text, end) or name in self._never:
            return at
        if japanese_surname_of(name):
            return end if len(name) <= 6 else at
        if name[1:] == "和" and text[end : end + 1] in "、，。" and is_transliterated(name[0] * 3):
            # 布和、: nothing stands behind it that it could join.
            return end
        if any(c in NOT_GIVEN for c in name.removeprefix("三")) and not is_transliterated(name):
            # 三智加: a sound of Tibetan names, and a number.
            return at
        if any(name.startswith(word) or name.endswith(word) for word in self._not_names):
            return at
        if len(name) <= 3 and is_word(name):
            # 兴安 is a word of the dictionary too; it counts where the page repeats it as a person.
            told = 2 if is_transliterated(name) else 3
            return end if sure and counts[name] > 1 and self._follower(text, end) >= told else at
        if is_transliterated(name) or (len(name) <= 4 and sure and self._follower(text, end) == 3):
            return end
        if len(name) == 2 and is_transliterated(name + name) and self._follower(text, end) == 3 and not is_word(name):
            # 妇联主席|依波、: a short name of a people that has no Chinese surname.
            return end
        # A surname that the list does not know, before characters that given names are made of.
        likely = len(name) in (2, 3) and can_be_given(name[1:]) and given_name_score(name[1:]) > 0.3
        return end if likely and self._follower(text, end) == 3 and not is_word(name) else at
