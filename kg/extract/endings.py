"""Bodies without an anchor: found from the ending of their name (…有限公司, …大学) leftwards to the nearest word that
cannot belong to a name, or from the list they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extract.bodynames import CAMPUS, NameReader
from kg.extract.boundaries import Boundaries
from kg.extract.mentions import BodyMention, of_the_place
from kg.extract.segment import is_word
from kg.extract.suffixes import broken
from kg.extract.text import Inside

_LEFT_END = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|大学|学院|中学|小学|学校|银行|基金会|协会|学会|"
    r"联合会|商会|公会|事务所|促进会|研究院|研究所|医院|"
    r"(?:卫生|合作|贸易|旅游|粮农|劳工|海事|标准化|气象|产权|慈善|公益|环保)组织|海关|总局|剧院|歌舞团|报社|出版社|联盟|特许厅|中心|居委会|村委会|党支部|党总支|党委|办公室|(?<=[村区查])(?:妇联|团支部|民兵连))"
)
# 听取|上届党总支|工作报告
_OF_A_TERM = ("上届", "上一届", "本届", "新一届", "首届", "历届")
_SEVERAL_OF = re.compile(r"\d+多?[个家所]|^[两二三四五六七八九十]+[个家所]")
_LIST_JOINT = re.compile(r"、|和|与|及")


class EndingFinder:
    """Finds names by how they end, beside those that an anchor opened."""

    def __init__(self, names: NameReader, boundaries: Boundaries) -> None:
        self._names = names
        self._boundaries = boundaries

    def find(
        self, text: str, found: Iterable[BodyMention], blocked: Sequence[tuple[int, int]]
    ) -> list[BodyMention]:
        """The bodies outside ``found`` and ``blocked`` ranges, in order."""
        inside = Inside([(m.start, m.end) for m in found] + list(blocked))
        more: list[BodyMention] = []
        floor = 0
        for match in _LEFT_END.finditer(text):
            if match.start() < floor or inside(match.end() - 1) or broken(text, match.end(), match.group()):
                continue
            start = self._boundaries.left_edge(text, match.end(), floor)
            while inside(start) and start < match.start():
                start += 1
            if text[start - 1 : start] == "）" and (opened := text.rfind("（", max(floor, start - 8), start)) > floor:
                # 骐骥（深圳）国际马术俱乐部有限公司
                before = self._boundaries.left_edge(text, opened, floor)
                start = before if opened - before >= 2 and match.group().endswith(("公司", "集团")) else start
            if text[start] == "原" and not is_word(text[start : start + 2]):
                # 原|华南理工大学|校长
                start += 1
            name = text[start : match.end()]
            if name.startswith("（") or ("）" in name and "（" not in name):
                # 吉林大学（|射阳）汽车电子研究院
                continue
            if name.endswith(("会商会", "党组织")) or _SEVERAL_OF.search(name) or name.startswith(_OF_A_TERM):
                # 视频会商会 is a meeting, 6000多个居村党组织 are many.
                continue
            if len(name) - len(match.group()) < 2 or len(name) > 24:
                continue
            end = match.end()
            if (own := of_the_place(text, start, end)) is not None:
                more.append(own)
                floor = end
                continue
            if (
                not inside(end)
                and (inner := self._names.generic(text, end, inner=True)) > end
                and self._names.office_at(text, inner)
            ):
                # 国防大学|军事科技与装备教研室: a room of the body, where an office follows.
                end = inner
            if (campus := CAMPUS.match(text, end)) and self._names.office_at(text, campus.end()):
                end = campus.end()
            more.append(BodyMention(start, end, (), True, "", (), text[start:end], "", start))
            floor = end
        return more

    def listed(self, text: str, found: Sequence[BodyMention]) -> list[BodyMention]:
        """Names that go on a list without a word of their own area: 区卫健工作党委、|卫健委."""
        starts = {body.start for body in found}
        more: list[BodyMention] = []
        for body in found:
            joint = _LIST_JOINT.match(text, body.end)
            if not joint or joint.end() in starts:
                continue
            organ = self._names.organ(text, joint.end())
            if (
                len(organ) >= 3
                and self._names.followed(text, joint.end() + len(organ))
                and not broken(text, joint.end() + len(organ), organ)
            ):
                more.append(BodyMention(joint.end(), joint.end() + len(organ), tail=organ, tail_start=joint.end()))
        return more
