"""How an area's other names follow from its official name, and what the words at its end say about its level."""

from __future__ import annotations

import re

# What an official name may end in, by level; the longest ending decides.
LEVEL_ENDINGS: dict[str, tuple[str, ...]] = {
    "province": ("特别行政区", "自治区", "省", "市"),
    "prefecture": ("自治州", "地区", "市", "盟", "州"),
    "county": ("自治县", "自治旗", "矿区", "林区", "特区", "新区", "市", "区", "县", "旗"),
    "town": ("街道办事处", "民族苏木", "民族乡", "街道", "苏木", "镇", "乡"),
}
# Zones that an area's government runs on its land: no level of their own, except where the list has them (浦东新区).
FUNCTIONAL_ENDINGS = (
    "开发区", "高新区", "经开区", "技开区", "示范区", "试验区", "实验区", "保税区", "自贸区", "新区", "新城", "度假区",
    "园区", "工业园", "产业园", "科技园", "片区", "管理区", "集聚区", "风景名胜区", "旅游区", "合作区", "先行区",
    "功能区", "景区",
)  # fmt: skip
# The peoples that names of autonomous areas carry; 蒙古, 哈萨克 and others stand without 族 in Xinjiang.
PEOPLES = (
    "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼",
    "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜", "土",
    "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克",
    "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺",
)  # fmt: skip
_ZONES = (
    ("高新技术产业开发区", "高新区"), ("高新技术产业园区", "高新区"),
    ("经济技术开发区", "经开区"), ("经济开发区", "经开区"),
)  # fmt: skip
_WITH_ZU = "|".join(sorted((people + "族" for people in PEOPLES), key=len, reverse=True))
_BARE = "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|回"
_PEOPLES_END = re.compile(rf"(?<=..)(?:(?:{_WITH_ZU})+|各族|{_BARE})$")
# 土默特左旗 is never 土默特左.
_SIDES = (
    "左", "右", "翼前", "翼中", "翼后", "托克前", "锦后", "拉特前", "拉特中", "拉特后", "联合",
)  # fmt: skip
_SHORT_OF_PROVINCE = {"广西壮族": "广西", "宁夏回族": "宁夏", "新疆维吾尔": "新疆"}


def stem(name: str, level: str) -> str:
    """The name without its ending and its peoples (恩施土家族苗族自治州 → 恩施).

    The whole name where that would leave one character (沛县) or no name (土默特左旗).
    """
    for ending in LEVEL_ENDINGS[level]:
        if name.endswith(ending):
            rest = name[: -len(ending)]
            if ending.startswith("自治"):
                rest = _SHORT_OF_PROVINCE.get(rest, _PEOPLES_END.sub("", rest)).removesuffix("族")
            elif ending == "区":
                # 管城回族区 → 管城
                rest = _PEOPLES_END.sub("", rest) if rest.endswith("族") else rest
            return rest if len(rest) >= 2 and not rest.endswith(_SIDES) else name
    return name


def other_names(name: str, level: str) -> tuple[str, ...]:
    """Names that follow by rule, best first: the stem, the stem with the plain ending (恩施州, 长阳县), the name
    without its peoples (沿河自治县)."""
    short = stem(name, level)
    if short == name:
        return ()
    names = [short]
    if level != "province":
        for ending in ("自治州", "自治县", "自治旗"):
            if name.endswith(ending):
                names += [short + name[-1], short + ending]
    return tuple(names)


def zone_names(name: str, city: str = "") -> tuple[str, ...]:
    """Short forms of a zone's long name: 石家庄高新技术产业开发区 → 石家庄高新区, 徐州经济技术开发区 → 徐州经开区.

    One with a name of its own goes by it, without that of its ``city``: 长春净月高新技术产业开发区 → 净月高新区.
    """
    short = re.sub(r"^(?:河北|山西|内蒙古|吉林|安徽|河南|湖北|湖南)(?=.{2,}(?:经济|高新))", "", name)
    for long, end in _ZONES:
        if short.endswith(long):
            bare = short[: -len(long)].removesuffix("市")
            own = bare.removeprefix(city).removeprefix("市") if city else ""
            return (own + end, bare + end) if 1 < len(own) < len(bare) else (bare + end,)
    return ()


def town_stem(name: str) -> str:
    """天平路街道 → 天平路, 华泾镇 → 华泾; the whole name if nothing is left."""
    for ending in LEVEL_ENDINGS["town"]:
        if name.endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def town_loose_stem(name: str) -> str:
    """The stem as people say it: 天平路 → 天平, 康健新村 → 康健."""
    short = town_stem(name)
    for ending in ("新村", "路", "街"):
        if short.endswith(ending) and len(short) > len(ending) + 1:
            return short[: -len(ending)]
    return short
