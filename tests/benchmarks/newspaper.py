"""Any number of newspaper pages of made-up district papers, with the facts that each page tells.

Sixty districts have a party secretary, a head of government and others who stay some years. Every page is one day of
one district's paper: a meeting, an inspection, now and then appointments, a notice box, and reports without officials,
broken into columns as pages are. Everything follows from the seed and the page's number alone, so that page 40,000 is
made without the others, and the same in every process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from kg.gazetteer.areas import default_areas

_DISTRICTS = 60
_BEGIN = date(2012, 1, 2)
# A paper comes out twice a week.
_EVERY = 3.5
_TERM = 4 * 365

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
_GIVEN = "芳娜敏丽磊洋勇艳杰娟涛超秀霞刚桂英兰建国志红燕晓斌春梅雪峰立永康宏亮俊德昌浩宇"
# What follows the district's full or short name, role, whether there are several.
_POSTS = (
    ("区委", "书记"), ("区政府", "区长"), ("区委", "副书记"), ("区人大常委会", "主任"), ("区政协", "主席"),
    ("区政府", "副区长"), ("区委组织部", "部长"), ("区委宣传部", "部长"), ("区发改委", "主任"), ("区教育局", "局长"),
    ("区卫健委", "主任"), ("区民政局", "局长"), ("区商务委", "主任"), ("区文旅局", "局长"),
)  # fmt: skip
_THEMES = (
    "优化营商环境", "城市更新", "乡村振兴", "安全生产", "生态环境保护", "基层治理", "旧住房改造", "招商引资", "防汛防台",
    "老旧小区改造", "数字化转型", "创建文明城区", "养老服务", "垃圾分类", "河湖长制", "社区党建", "双拥共建",
)  # fmt: skip
_MEETINGS = ("推进会", "动员大会", "工作会议", "专题会议", "座谈会", "现场会")
_PLACES = ("科技园", "滨江公园", "第一中学", "人民医院", "老街", "社区服务中心", "物流园", "图书馆", "农贸市场", "体育馆")
_WHO = ("居民", "企业", "年轻人", "老人", "志愿者", "商户", "学生", "骑手", "租客", "农户", "游客", "工程师")
_WHAT = (
    "把意见写在纸上,贴到门厅里", "排了半个月的队,问题终于有了着落", "说路灯亮了,夜里回家不再摸黑", "在线上一次把材料交齐",
    "看中这里租金不高、地铁又近", "把空着的房间腾出来,摆上书架", "自己动手,把花坛修成了小菜园", "每个周末都来,雨天也不例外",
    "从网上看到消息,带着孩子来试一试", "算了一笔账,一年可以省下近两成", "带来的样品当天就卖完了", "对照清单逐项查了一遍",
    "把旧机器换成新的,产量多了三成", "商量了三次,最后举手定了下来", "还记得这条河十年前发黑的样子", "领到了证书,第二天便上岗",
)  # fmt: skip
_AIMS = (
    "盯住目标,压实责任", "把群众的急难愁盼放在心上", "坚持问题导向,逐项整改到位", "守住安全底线,排查风险隐患", "抓紧抓实重点项目,早开工早见效",
    "完善工作机制,形成工作合力", "用好数字手段,提高办事效率", "营造良好氛围,让更多人参与进来", "统筹好当前和长远", "保质保量完成全年任务",
    "深入一线调研,把情况摸清摸透", "加强队伍建设,在实干中锻炼干部",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A fact a page tells: the relation, the person, and the office (body and role), "" for parts in events."""

    rel: str
    person: str
    body: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A page: its name, its text as printed, and what it tells."""

    name: str
    text: str
    known: tuple[Known, ...]


def page(number: int, seed: int = 1) -> Made:
    """The page of this number, the same for the same number and seed."""
    chance = Random(f"{seed}/{number}")
    place = number % _DISTRICTS
    day = _BEGIN + timedelta(days=int(number // _DISTRICTS * _EVERY))
    writer = _Writer(place, day, chance, seed)
    parts = [writer.meeting(), writer.visit(), writer.report(3)]
    if number % 3 == 0:
        parts.append(writer.appointments())
    parts += [writer.boxes(), writer.report(2)]
    head = f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}\n\n{_district(place)}报\n\n"
    text = head + "\n\n\n".join(_column(part, chance) for part in parts) + "\n"
    return Made(f"{_district(place)}/{day}.txt", text, tuple(sorted(set(writer.known))))


def pages(count: int, seed: int = 1) -> Iterator[Made]:
    """The first pages; at most about 60 districts times the days until the year 9999."""
    return (page(number, seed) for number in range(count))


def write_pages(folder: Path, count: int, seed: int = 1) -> int:
    """Write the first pages below ``folder``; the number of characters written."""
    size = 0
    for made in pages(count, seed):
        path = folder / made.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text, encoding="utf-8", newline="\n")
        size += len(made.text)
    return size


@cache
def _districts() -> tuple[str, ...]:
    areas = default_areas()
    seen = dict.fromkeys(a.name for a in areas.all() if a.name.endswith("区") and len(a.name) == 3 and len(areas.named(a.name)) == 1)
    return tuple(list(seen)[::7][:_DISTRICTS])


def _district(place: int) -> str:
    return _districts()[place]


@cache
def _holder(seed: int, place: int, post: int, term: int) -> str:
    chance = Random(f"{seed}/{place}/{post}/{term}")
    return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2, 2))))


def _column(text: str, chance: Random) -> str:
    """The article with a paragraph or two broken where a column of the page ended."""
    lines = text.split("\n")
    for _ in range(2):
        at = chance.randrange(len(lines))
        if len(lines[at]) > 60:
            cut = chance.randrange(25, len(lines[at]) - 20)
            lines[at] = lines[at][:cut] + "\n\n" + lines[at][cut:]
    return "\n".join(lines)


class _Writer:
    """Writes the articles of one page and keeps account of what they tell."""

    def __init__(self, place: int, day: date, chance: Random, seed: int) -> None:
        self._place, self._day, self._chance, self._seed = place, day, chance, seed
        self.known: list[Known] = []

    def meeting(self) -> str:
        """A meeting with its chair and speaker, and what was said there."""
        theme, kind = self._chance.choice(_THEMES), self._chance.choice(_MEETINGS)
        (first, one), (second, two), *others = (self._who(post) for post in (0, 1, *self._others(2)))
        self._takes_part("speaks", first)
        self._takes_part("chairs", second)
        for name, _ in others:
            self._takes_part("attends", name)
        listed = "、".join(said for _, said in others)
        said = f"{_district(self._place)}召开{theme}{kind}"
        return (
            f"{said}\n\n● 记者 {self._name()}\n\n本报讯 {self._days_ago()},{said}。{one}出席并讲话,{two}主持会议。"
            f"{listed}出席会议。\n\n{self._speech(first, '强调', 4)}\n\n{self._speech(second, '指出', 3)}"
        )

    def visit(self) -> str:
        """An inspection of several places."""
        post = self._chance.randrange(len(_POSTS))
        name, said = self._who(post)
        places = self._chance.sample(_PLACES, 3)
        theme = self._chance.choice(_THEMES)
        body = f"{name}来到{places[1]},{self._scene()};在{places[2]},{self._scene()}。"
        return (
            f"{name}调研{theme}\n\n● 记者 {self._name()}\n\n本报讯 {self._days_ago()},{said}到{places[0]}调研{theme}工作。"
            f"{body}\n\n{self._speech(name, '要求', 3)}"
        )

    def appointments(self) -> str:
        """A decision of the standing committee."""
        post = self._chance.choice((8, 9, 10, 11, 12, 13))
        body, role = _POSTS[post]
        came, went = self._name(), self._name()
        self.known += [
            Known("holds", came, self._full(body), role), Known("holds", went, self._full(body), role)
        ]
        return (
            f"{_district(self._place)}人大常委会任免名单\n\n{self._days_ago()}{_district(self._place)}第十六届人大常委会第"
            f"{self._chance.randrange(3, 40)}次会议通过\n\n任命{came}为{self._full(body)}{role}。\n\n免去{went}的{self._full(body)}{role}职务。"
        )

    def boxes(self) -> str:
        """A digest: bodies and what they carry out."""
        items = []
        for body, _ in self._chance.sample(_POSTS[6:], 3):
            theme = self._chance.choice(_THEMES)
            aims = "".join(f"{n}是{aim}。" for n, aim in zip("一二三", self._chance.sample(_AIMS, 3), strict=True))
            items.append(f"■ {theme}见行动\n\n{body}围绕{theme}做三件事。{aims}")
        return "\n\n".join(items)

    def report(self, paragraphs: int) -> str:
        """A report from daily life without officials."""
        place = self._chance.choice(_PLACES)
        text = "\n\n".join(
            f"{self._chance.choice(('清晨', '午后', '周末', '傍晚', '雨后'))}的{place}," + ",".join(self._scene() for _ in range(5)) + "。"
            for _ in range(paragraphs)
        )
        return f"{place}里的新变化\n\n● 记者 {self._name()}\n\n{text}"

    def _who(self, post: int) -> tuple[str, str]:
        body, role = _POSTS[post]
        term = ((self._day - _BEGIN).days + 97 * self._place + 211 * post) // _TERM
        name = _holder(self._seed, self._place, post, term)
        self.known.append(Known("holds", name, self._full(body), role))
        # 区委书记, 区长: heads are named without 政府.
        return name, (body.removesuffix("政府").removesuffix("区") if body == "区政府" else body) + role + name

    def _others(self, count: int) -> list[int]:
        return self._chance.sample(range(2, len(_POSTS)), count)

    def _full(self, body: str) -> str:
        return _district(self._place) + body.removeprefix("区")

    def _takes_part(self, rel: str, name: str) -> None:
        self.known.append(Known(rel, name))

    def _name(self) -> str:
        return self._chance.choice(_SURNAMES) + "".join(self._chance.sample(_GIVEN, 2))

    def _days_ago(self) -> str:
        day = self._day - timedelta(days=self._chance.randrange(1, 4))
        return f"{day.month}月{day.day}日"

    def _scene(self) -> str:
        return self._chance.choice(_WHO) + self._chance.choice(_WHAT)

    def _speech(self, name: str, verb: str, sentences: int) -> str:
        return f"{name}{verb}," + "".join(
            "要" + ",".join(self._chance.sample(_AIMS, 2)) + "。" for _ in range(sentences)
        )
