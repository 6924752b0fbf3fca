"""Words that look like the title of an office and are none: 市|长三角一体化, 姑婆山景|区长|龙驿站, 书记|员."""

from __future__ import annotations

from kg.extract.anchors import ends_another_word


def looks_alike(text: str, start: int, end: int, title: str) -> bool:
    """Whether what stands at [start, end) only reads like ``title``, by the words around it."""
    following = text[end : end + 1]
    if text.startswith(("人选", "候选人", "建议人选", "提名人选"), end):
        # 提名杨林同志为镇长人选: not yet in office.
        return True
    if title.endswith("长") and following and following in "期远效三篇征足假跑":
        # 市|长三角一体化, 举行|长篇小说
        return True
    if title == "区长" and ends_another_word(text, start, "区"):
        # 姑婆山景|区长|龙驿站
        return True
    if title == "行长" and text[start - 1 : start] in set("举进执发推运"):
        return True
    if title.endswith(("大使", "领事")) and following == "馆":
        return True
    if title in ("委员", "常委", "常务委员") and following in ("会", "长"):
        return True
    if title == "讲师" and following == "团":
        return True
    if title in ("经理", "会计", "董事", "理事", "监事") and following == "会":
        return True
    if title == "主任" and text[start - 1 : start] in "班责":
        return True
    return title.endswith("书记") and following in ("员", "处")
