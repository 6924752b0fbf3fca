"""The endings that make a name a body's (局, 中心, 有限公司), and where one is the inside of another word (委|员)."""

from __future__ import annotations

import re

_GENERIC_END = (
    "有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|人民医院|中心医院|医院|卫生院|保健院|保健站|福利院|敬老院|养老院|卫生服务中心|研究院|"
    "研究所|研究中心|研究会|大学|学院|中学|小学|学校|幼儿园|"
    "博物馆|图书馆|美术馆|文化馆|档案馆|体育馆|纪念馆|科技馆|剧院|报社|电视台|出版社|合作社|合作联社|联社|书店|银行|协会|学会|"
    "联合会|商会|基金会|促进会|联谊会|志愿者协会|行业协会|公会|事务所|"
    "领导小组办公室|领导小组|指挥部办公室|指挥部|工作委员会|专门委员会|专委会|委员会|管委会|管理处|办公室|代表处|"
    "办事处|联络处|总领事馆|领事馆|大使馆|海关|工作站|服务站|检查站|消防站|检查组|调研组|巡察组|巡视组|督导组|督查组|督察组|考核组|指导组|医疗队|派出所|"
    "党支部|党总支|党委|党组|党工委|工委|支部|总支|支队|大队|中队|总队|分局|总局|分公司|分院|分行|支行|分校|分会|"
    "中心|理事会|监事会|董事会|联合体|联盟|总站|总会|"
    "管理局|监督局|厅|局|署|委|办|部|处|科|系|所|站|队|馆|庭|社|班|室|院|台|会|厂|司"
)
# Every place where an ending ends: its last character with a look-behind finds them all, and skips what ends none.
_ENDS = sorted(_GENERIC_END.split("|"), key=lambda e: (len(e), e))
ENDING = re.compile(
    f"[{''.join(sorted({end[-1] for end in _ENDS}))}](?:{'|'.join(rf'(?<={end})' for end in _ENDS)})"
)
# An ending and the character after it that together are the inside of another word: 委|员, 会|议.
_BREAKS = frozenset(
    {
        ("委", "员"),
        ("委", "托"),
        ("局", "面"),
        ("局", "部"),
        ("局", "势"),
        ("处", "级"),
        ("处", "理"),
        ("处", "于"),
        ("科", "技"),
        ("科", "学"),
        ("科", "级"),
        ("部", "署"),
        ("部", "分"),
        ("部", "门"),
        ("办", "理"),
        ("办", "事"),
        ("办", "好"),
        ("办", "法"),
        ("办", "学"),
        ("系", "统"),
        ("系", "列"),
        ("所", "有"),
        ("所", "在"),
        ("院", "士"),
        ("会", "议"),
        ("会", "员"),
        ("会", "场"),
        ("社", "会"),
        ("社", "区"),
        ("社", "工"),
        ("站", "点"),
        ("队", "伍"),
        ("队", "员"),
        ("队", "列"),
        ("心", "组"),
        ("心", "城"),
        ("心", "小"),
        ("党委", "会"),
        ("集团", "军"),
        ("组织", "部"),
        ("委", "办"),
        ("厅", "级"),
        ("班", "子"),
        ("班", "组"),
        ("庭", "院"),
        ("会", "计"),
        ("会", "商"),
        ("会", "见"),
        ("会", "谈"),
        ("会", "长"),
        ("组", "织"),
        ("部", "队"),
        ("学校", "长"),
        ("室", "内"),
        ("室", "外"),
        ("处", "分"),
        ("办", "公"),
        ("院", "校"),
        ("台", "风"),
        ("台", "账"),
        ("局", "限"),
        ("委", "派"),
        ("委", "会"),
        ("政协", "商"),
        ("署", "名"),
        ("系", "数"),
        ("部", "落"),
        ("部", "委"),
        ("馆", "员"),
        ("工会", "议"),
        ("政府", "性"),
    }
)
# Teams of a day, which are bodies only where somebody heads them: 省委第五巡回检查组|组长.
TEAMS = ("检查组", "调研组", "督查组", "督察组", "考核组")
# Endings of one character that end too many words that are no bodies; they count where an office follows.
SHORT_ENDS = frozenset("会社班台署部系科室所站队庭馆院厂司")
_LONG_ENDS = re.compile(
    "(?:" + "|".join(end for end in sorted(_GENERIC_END.split("|"), key=lambda e: (-len(e), e)) if len(end) > 1) + ")$"
)
_INNER_END = re.compile(
    r"(?:党委|党组|党总支|党支部|支部|委员会|办公室|工委|专委会|中心|室|处|科|系|课|(?<!公)司|支队|大队|分局|党工委|"
    r"领导小组|研究院|研究所|学院|分院|分校|学校|派出所|法庭|检查站|税务所|司法所|检查组|巡察组|巡视组|督导组|督查组|督察组|考核组|指导组|医疗队|工作队|联合会|委)$"
)
_MARKED = re.compile("“[^“”]*”")


def broken(text: str, end: int, name: str) -> bool:
    """Whether the name would end inside a longer word (委|员, 局|长 is the office's, 处|级, 会|议)."""
    following = text[end : end + 1]
    last = name[-1]
    if not following:
        return False
    if name.endswith("大学校") and not name.endswith("学校学校"):
        # 沈阳工业大学|校地合作
        return True
    return (
        # 区委|委派, but 区纪委|派驻 and 区发展改革委|会同奉浦街道
        ((last, following) in _BREAKS and not text.startswith(("派驻", "会同"), end))
        or (last == "会" and following in "议场上后期")
        or (last in "站所室馆社班台" and following in "点长里内外前")
    )


def ending_length(name: str) -> int:
    """How long the ending is that makes a name a body's: 2 and more for 中心 or 公司, 1 for 部 or 会."""
    found = _LONG_ENDS.search(name)
    return len(found.group()) if found else 1


def without_marked(name: str) -> str:
    """A name without what it holds in marks: 市委主题教育领导小组 of 市委“不忘初心、牢记使命”主题教育领导小组."""
    return _MARKED.sub("", name) if "“" in name else name


def may_follow(name: str) -> bool:
    """Whether a generic name may continue a name that is already whole (党委, 审判委员会, 办公室 …)."""
    return len(without_marked(name)) <= 16 and _INNER_END.search(name) is not None
