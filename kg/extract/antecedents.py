"""The bodies that an article has named: what a shorter name after them may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.located import Located
from kg.extract.mentions import BodyMention

# 民政厅|党组, 民政厅|规划财务处
_HOUSE = re.compile(r"[\u4e00-\u9fff]{1,10}?[局厅委](?=(?:党组|党委|办公室|[\u4e00-\u9fff]{2,6}[处科股室])$)")
_FIRM = re.compile(".{2,}?(?:有限责任公司|有限公司|股份公司|集团公司|合作社)")


class Antecedents:
    """The bodies of one article: ``printed`` in order, as it prints them; those resolved are noted one by one."""

    def __init__(self, printed: Sequence[tuple[str, BodyMention]]) -> None:
        # By their last two characters, since few names end alike, and by the last.
        self._printed: dict[str, list[tuple[str, BodyMention]]] = {}
        for name, mention in printed:
            if (held := _FIRM.match(mention.tail)) and held.end() < len(mention.tail):
                # 江苏远帆轴承股份有限公司|院士工作站 … 公司|董事长
                firm = mention._replace(end=mention.tail_start + held.end(), tail=held.group())
                self._printed.setdefault(held.group()[-2:], []).append((held.group(), firm))
            if (house := _HOUSE.match(mention.tail)) and name.endswith(mention.tail):
                held_end = mention.tail_start + house.end()
                short = name[: len(name) - len(mention.tail) + house.end()]
                self._printed.setdefault(short[-1:], []).append(
                    (short, mention._replace(end=held_end, tail=house.group()))
                )
            self._printed.setdefault(name[-2:], []).append((name, mention))
            self._printed.setdefault(name[-1:], []).append((name, mention))
        self._named: dict[str, Located] = {}

    def note(self, located: Located) -> None:
        """From here on a bare name may mean this body, unless one of the same name was noted before."""
        self._named.setdefault(located.tail, located)

    def called(self, tail: str) -> Located | None:
        """The body of this bare name that was named in full first."""
        return self._named.get(tail)

    def last(self, word: str) -> Located | None:
        """The body named last whose bare name holds the word."""
        return next((body for body in reversed(self._named.values()) if word in body.tail), None)

    def longer(self, at: int, short: str) -> BodyMention | None:
        """The mention that ends last before ``at``, whose name ends in ``short`` and has more to it."""
        for name, mention in reversed(self._printed.get(short[-2:], ())):
            if mention.end <= at and name.endswith(short) and len(name) > len(short):
                return mention
        return None

    def nearest(self, at: int, ends: Sequence[str]) -> str:
        """That of ``ends`` in which the name ends that stands last before ``at``; "" if none does."""
        found = [(mention.end, end) for end in ends if (mention := self.longer(at, end)) is not None]
        return max(found)[1] if found else ""
