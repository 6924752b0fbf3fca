"""The body of an office whose title names none: the side that is told of, the box's own, the one named last.

副局长|沈丽娟 in a box of the bureau, 总经理|尤建明 after the name of a company, 当选|会长 in an association's assembly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.demonstratives import COMPANY, SCHOOL
from kg.extract.located import Located
from kg.extract.reading import Reading
from kg.extract.resolve import Resolver
from kg.extract.text import Sentence, starting_in
from kg.extract.titles import OF_FIRMS, Title
from kg.model import Body

# 田慧敏|与|校长吴国昌|交谈
_BESIDE = re.compile("[与和同向由]")
_WORD = re.compile("[\u4e00-\u9fff]{4,8}$")
_BREAK = re.compile(r"[。；！？\n]")
# The last characters of the bodies that have such an office; of 局长 it is 局.
_HEADS = {"主任": "委办会心", "主席": "联会", "理事长": "联会", "会长": "会", "检察长": "院"}
# 第八届会员代表大会 after the name of an association, and the offices that such an assembly fills.
_ASSEMBLY = re.compile(
    r"(?:（[^（）]{2,8}）)?(?:(?:\d{1,2}月)?\d{1,2}日(?:[上下]午)?|日前|近日)?(?:召开|举行)?了?第[一二三四五六七八九十百\d]+[届次][^，。；]{0,14}?(?:代表大会|会员大会|理事会|全体会议|大会)"
)
# 政协|第十一届委员会第一次会议
_SITS = re.compile(
    "(?:第?[一二三四五六七八九十]{1,3}届)?(?:委员会)?(?:第?[一二三四五六七八九十]{1,3}次)(?:全体|委员)?会议"
)
_OF_CONFERENCES = frozenset({"主席", "常务委员", "常委", "秘书长"})
_OF_ASSOCIATIONS = frozenset({"会长", "理事长", "主席", "秘书长", "监事长"})
# The bodies that have such an office, by how their names end.
_HOUSES = {
    **dict.fromkeys((*OF_FIRMS, "总工程师", "项目经理", "厂长"), COMPANY),
    "校长": SCHOOL,
    "主席": ("工会", "妇联", "文联", "侨联", "残联", "工商联"),
    "主任": ("中心",),
    "行长": ("银行", "支行", "分行", "信用社"),
    "院长": ("医院", "学院", "卫生院", "福利院", "敬老院", "研究院", "法院", "养老院", "文化院"),
    "馆长": ("馆",), "站长": ("站",), "园长": ("园",), "所长": ("所",), "局长": ("局",), "厅长": ("厅",),
    "理事长": ("合作社", "协会", "学会", "商会", "基金会", "联社"),
    "会长": ("商会", "协会", "学会", "联合会", "促进会", "基金会", "联谊会"),
}


def has_office(located: Located, title: Title) -> bool:
    """Whether a body is one that has such an office: 湖州学院 a 副院长."""
    return located.body.name.endswith(_HOUSES.get(title.office.base, ("\0",)))


def _leads(base: str, tail: str) -> bool:
    """Whether an office leads a body whose name ends so: 大队长 of 交警大队, 主任 of a committee."""
    suits = (base[:-1],) if base.endswith("长") and len(base) < 4 else tuple(_HEADS.get(base, ()))
    return bool(suits) and tail.endswith(suits)


class HouseFinder:
    """Finds the bodies of bare offices in one article."""

    def __init__(self, reading: Reading, resolver: Resolver) -> None:
        self._reading = reading
        self._text = reading.text
        self._resolver = resolver
        bodies = (body for body in reading.bodies if not body.chain and body.tail.endswith(("政协", "人大常委会")))
        # The conferences and congresses that the article tells of.
        self._seated = tuple({body.tail: body for body in bodies}.values())
        named = ((body, self._text[body.start : body.end]) for body in reading.bodies)
        # Its companies and schools, as it prints them.
        self._firms = [(body, name) for body, name in named if name.endswith(COMPANY + SCHOOL)]

    def lent(self, title: Title) -> Located | None:
        """The body that the words before a title lend to it, None where none is certain."""
        return self._side(title) or self._of_box(title) or self._house(title) or self._of_assembly(title)

    def _side(self, title: Title) -> Located | None:
        """寿光|方面，市人大常委会主任…: the side whose people the sentence goes on to name."""
        if title.office.of == "inherit" and title.body is None and title.area is None:
            return None
        text = self._text
        for match in reversed(starting_in(self._reading.areas, title.start - 59, title.start)):
            if text.startswith("方面", match.end):
                between = text[match.end : title.start]
                area = self._resolver.setting.choose(match.areas)
                if area is not None and not _BREAK.search(between):
                    return Located(Body(""), area)
        return None

    def _of_box(self, title: Title) -> Located | None:
        """区司法局：调解进了工地 … 副局长|沈丽娟: the body that a headline names before its colon."""
        named = self._reading.headline_bodies
        if title.body is not None or title.area is not None or not named or named[0].start > 1:
            return None
        headline = self._reading.headline
        base = title.office.base
        whole = self._reading.article.box and named[0].end == len(headline)
        if not (whole or headline.startswith(("：", " "), named[0].end)) or not _leads(base, named[0].tail):
            return None
        return self._resolver.body(named[0])

    def _called_short(self, title: Title) -> Located | None:
        """华嘉光电|总工程师 after 四川华嘉光电股份有限公司: a piece of the name of a company or school named before."""
        word = _WORD.search(self._text, max(0, title.start - 8), title.start)
        short = word.group()[-4:] if word else ""
        for body, name in reversed(self._firms) if short else ():
            if body.end < title.start and short in name[:-2]:
                return self._resolver.body(body)
        return None

    def _house(self, title: Title) -> Located | None:
        """前往京谷精工有限公司 … 总经理|尤建明: the body named last in the paragraph, where it has such an office; with
        a word for it (支行|行长, 商会|会长) the last that is called so."""
        if title.body is not None or title.area is not None or title.office.of != "inherit":
            return None
        if called := self._called_short(title):
            return called
        if title.role == "委员" and not "\u4e00" <= self._text[title.start - 1 : title.start] <= "\u9fff":
            # 区政协 … 委员|郝春霞: where the article tells of one conference or congress.
            return self._resolver.body(self._seated[0]) if len(self._seated) == 1 else None
        houses = _HOUSES.get(title.office.base, ())
        word = next((house for house in houses if self._text.endswith(house, 0, title.start)), "")
        if word:
            return self._resolver.named_again(title.start - len(word), word)
        if "\u4e00" <= self._text[title.start - 1 : title.start] <= "\u9fff" and not _BESIDE.search(
            self._text, max(0, title.start - 1), title.start
        ):
            return None
        floor = self._text.rfind("\n", 0, title.start)
        named = starting_in(self._reading.bodies, floor, title.start)
        suiting = [body for body in named if self._text[body.start : body.end].endswith(houses or ("\0",))]
        # With others named since it counts where it is the only one of its kind: of several schools none is.
        only = len({self._text[body.start : body.end] for body in suiting}) == 1
        if not suiting or not (only or suiting[-1] is named[-1]):
            return None
        return self._resolver.body(suiting[-1])

    def electing(self, title: Title) -> Located | None:
        """Who elects to a bare office: 政协第十一届委员会第一次会议 … 当选为|常务委员 the conference that sits,
        北滘总商会第八届会员代表大会 … 当选|会长 the association whose assembly it is."""
        if title.body is not None or title.area is not None:
            return None
        electing = None
        if title.office.base in _OF_CONFERENCES:
            electing = self._assembled(title, _SITS, ("cppcc",))
        if electing is None and title.office.base in _OF_ASSOCIATIONS:
            electing = self._assembled(title, _ASSEMBLY, ("mass", "other", "company"))
        return electing

    def _assembled(self, title: Title, meets: re.Pattern[str], kinds: Sequence[str]) -> Located | None:
        """The body before a title that is named last with such a meeting of it, where it is of one of these kinds."""
        for body in reversed(self._reading.bodies):
            if body.end < title.start and meets.match(self._text, body.end):
                located = self._resolver.body(body)
                return located if located is not None and located.body.kind in kinds else None
        return None

    def _of_assembly(self, title: Title) -> Located | None:
        """上届会长|伍国梁 at the assembly of an association."""
        return self.electing(title) if title.status == "former" else None

    def body_before(self, title: Title, sentence: Sentence) -> Located | None:
        """在|西岸数字谷党群服务中心|担任|专职党群工作者: the body stands before the verb."""
        if title.body is not None or title.area is not None:
            return None
        for body in reversed(starting_in(self._reading.bodies, sentence.start, title.start)):
            if body.end <= title.start:
                if re.fullmatch(r"(?:内|里)?(?:担任|任|当|做|兼任)", self._text[body.end : title.role_start]):
                    return self._resolver.body(body)
                break
        return None
