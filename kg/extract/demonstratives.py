"""该局举办…, 该校副校长…: a body named before, by a word for its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.mentions import BodyMention

# How the names of firms and of schools end.
COMPANY = ("公司", "集团", "厂", "银行", "支行", "分行", "酒店", "合作社")
SCHOOL = ("学校", "中学", "小学", "一中", "二中", "三中", "大学", "学院")
_THIS = re.compile(
    "(?:[该本](?P<kind>公司|集团|企业|学校|校|医院|学院|院|所|局|中心|协会|商会|合作社|银行|支行|厂|馆|站|会)"
    "|该(?P<ours>委|办|镇|乡|街道|社区|村))(?![议员民内外里区级域])"
)
_KINDS = {
    **dict.fromkeys(("公司", "集团", "企业"), COMPANY),
    **dict.fromkeys(("学校", "校"), SCHOOL),
    "院": ("医院", "学院", "研究院", "法院", "检察院", "卫生院", "福利院"),
}
_PARTY = re.compile("(?<=.)党(?:组|委|总支|支部)$")


def named_by_kind(text: str, bodies: Sequence[BodyMention]) -> list[BodyMention]:
    """For each 该局 the body of that kind that was named last before it."""
    named_so = list(_THIS.finditer(text))
    taken = {at for body in bodies for at in range(body.start, body.end)} if named_so else set()
    found = []
    for this in named_so:
        kind = this["kind"] or this["ours"]
        if this.start() in taken or this.end() - 1 in taken:
            continue
        ends = _KINDS.get(kind, (kind,))
        named = (_itself(body) for body in reversed(bodies) if body.end <= this.start())
        last = next((body for body in named if text.endswith(ends, body.start, body.end)), None)
        if last is not None:
            found.append(last._replace(start=this.start(), end=this.end(), tail_start=this.start()))
    return found


def _itself(body: BodyMention) -> BodyMention:
    """The body whose party group or committee is named: 县林业局|党组."""
    own = _PARTY.search(body.tail)
    return body._replace(end=body.end - len(own.group()), tail=body.tail[: own.start()]) if own else body
