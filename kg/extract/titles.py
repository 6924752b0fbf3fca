"""Titles of offices in running text: a body (or none) and an office, 市委组织部|副部长, and whether it is held or past.

What an office is of stands before it: a body found there, an area, a listed organ, a place or a name that no list
knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.boundaries import Boundaries
from kg.extract.lookalikes import looks_alike
from kg.extract.mentions import BodyMention, of_the_place
from kg.extract.tails import OF_CONGRESS
from kg.extract.words import Words
from kg.gazetteer.areas import AreaMatch
from kg.gazetteer.bodies import BodyForms
from kg.gazetteer.names import is_surname
from kg.gazetteer.offices import Office

# 原 and 时任 before a title say that the office is past; 现任 and 新任 that it is held.
_FORMER = re.compile(r"(?:原任?|上一?届|时任|(?<![此之先目以])前任?|曾任|历任|卸任的?|退休的?)$")
_CURRENT = re.compile(r"(?:现任|新任|兼任|担任)$")
_SUBJECT = re.compile(
    "(?:语文|数学|英语|物理|化学|生物|历史|地理|政治|体育|音乐|美术|科学|思政|书法|舞蹈|信息|专业|特岗|支教)$"
)
_ABBREVIATED = {
    "沪": "上海",
    "京": "北京",
    "津": "天津",
    "渝": "重庆",
    "穗": "广州",
    "蓉": "成都",
    "汉": "武汉",
    "沈": "沈阳",
    "青": "青岛",
    "港": "香港",
    "华": "中国",
}
_OF_VILLAGE = {"村支书": ("书记", "党支部"), "村主任": ("主任", "村委会")}
_MEDICAL = frozenset({"主任医师", "医师", "医生", "护士", "护士长", "教师", "工程师"})
# 金丹科技|董事长: what firms are called by for short, before offices that only firms have.
OF_FIRMS = frozenset({"董事长", "总经理", "总裁", "董事", "首席执行官", "执行总裁"})
_FIRM = re.compile(
    "(?:科技|股份|药业|制药|实业|置业|控股|食品|乳业|酒业|茶业|化工|重工|电子|电气|电器|光电|机械|汽车|生物|医药|新材料|材料|环保|能源|"
    "新能源|纺织|服饰|传媒|网络|信息|软件|物流|地产|建设|建工|水务|燃气|钢铁|水泥|纸业|矿业|农业|牧业|农牧|林业|渔业|文旅|旅游|国际)$"
)
_UNKNOWN_AREA = re.compile(r"[\u4e00-\u9fff]{2,7}(?:省|市|县|州|郡|区|府|道|町|村)$")


class Title(NamedTuple):
    """An office at [start, end): ``body`` names where (None: as the office implies), ``status`` former or current.

    ``implied`` is set where the text names an area or unknown place instead of a body (苏州市|副市长, 大阪市|市长):
    the office lies in its government. ``place``: the unknown place as printed.
    """

    start: int
    end: int
    role: str
    office: Office
    body: BodyMention | None = None
    area: AreaMatch | None = None
    place: str = ""
    status: str = ""
    role_start: int = 0


class TitleFinder:
    """Finds titles, each with the body that stands before its office."""

    def __init__(self, offices: dict[str, Office], forms: BodyForms, boundaries: Boundaries, words: Words) -> None:
        self._offices = offices
        self._patterns = sorted([*offices, *("校（院）长", "副校（院）长")], key=lambda title: (-len(title), title))
        self._roles = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)
        self._countries = words["countries"]
        countries = "|".join(map(re.escape, self._countries))
        self._stationed = re.compile(
            rf"(?P<nation>{countries})(?:共和国)?驻(?P<place>[\u4e00-\u9fff]{{1,4}}?)"
            r"(?P<house>大使馆|总领事馆|总领馆|使馆)?$"
        )
        self._organs = frozenset((*forms.names, "办公室", "研究室"))
        self._longest = max(map(len, self._organs))
        # Few titles stand behind one of these: asked before every length is tried.
        self._organ_ends = frozenset(organ[-2:] for organ in (*self._organs, "党组", "党委"))
        self._boundaries = boundaries

    def titles(self, text: str, bodies: Sequence[BodyMention], areas: Sequence[AreaMatch]) -> list[Title]:
        """Every title of the text in order."""
        by_end = {body.end: body for body in bodies}
        area_end = {area.end: area for area in areas}
        starts = [body.start for body in bodies]

        def inner(start: int, end: int) -> bool:
            """Whether the word is a part of a body's name: 人大|常委|会."""
            place = bisect_left(starts, start + 1) - 1
            return (
                place >= 0 and bodies[place].start <= start and end <= bodies[place].end and start > bodies[place].start
            )

        found: list[Title] = []
        floor = 0
        for index, start, end in self._roles.find_matches_as_indexes(text):
            title = self._patterns[index]
            if title == "厅长" and text.startswith("官", end):
                # 特许厅|长官: the office is 长官, and 厅 belongs to the body.
                start, end, title = end - 1, end + 1, "长官"
            office = self._offices.get(title) or self._offices[title.replace("（院）", "")]
            if looks_alike(text, start, end, title) or inner(start, end):
                continue
            if found and start == floor and len(title) == 2 and is_surname(title[0]):
                # 区委书记|关长福: a name of which the first two characters are an office too.
                continue
            found.append(self._title(text, start, end, office, by_end, area_end, floor))
            floor = end
        return found

    def _title(
        self,
        text: str,
        start: int,
        end: int,
        office: Office,
        by_end: dict[int, BodyMention],
        area_end: dict[int, AreaMatch],
        floor: int,
    ) -> Title:
        role = office.title
        if role in _OF_VILLAGE:
            # The secretary of the village's party branch, the head of its committee.
            role, tail = _OF_VILLAGE[role]
            village = BodyMention(start, start + 1, unit="村", tail=tail, tail_start=start + 1)
            return Title(start, end, role, office, village, role_start=start + 1)
        body = by_end.get(start) or (by_end.get(start + 1) if start + 1 < end else None)
        if body is None and role.startswith("党组") and (group := by_end.get(start + 2)) is not None:
            # 区政府党组|成员: the party group is the body, as it is before 书记.
            body, role, start = group, role.removeprefix("党组"), start + 2
        first = start
        if (
            body is None
            and text[start - 1 : start] == "）"
            and (opening := text.rfind("（", max(floor, start - 12), start)) > 0
        ):
            # 市委党校（行政学院）|副校（院）长
            body = by_end.get(opening)
        if body is None and text[start - 1 : start] == "的":
            # 镇板栗专业合作社|的|理事长
            body = by_end.get(start - 1)
        status = ""
        if body is None and role == "教师" and (subject := _SUBJECT.search(text, max(floor, start - 4), start)):
            # 兴化中学|语文|教师
            body = by_end.get(subject.start())
        for word in ("挂职", "原", "前", "代理", "少将", "大校", "中将", "上校"):
            # 临夏中学|挂职|副校长, 研究会|原|副会长, 省军区|少将|司令员
            if body is None and text.endswith(word, 0, start):
                body = by_end.get(start - len(word))
                status = "former" if word in "原前" and body is not None else ""
        if body is not None and body.tail == "政府" and not body.areas and not body.unit:
            body = None
        if body is not None and body.start >= floor:
            return self._with_status(text, Title(body.start, end, role, office, body, status=status, role_start=start))
        if text[start - 2 : start] == "政府" and office.of == "government":
            first = start - 2
            body = by_end.get(first)
            abroad = _UNKNOWN_AREA.search(text[self._boundaries.left_edge(text, first, floor) : first])
            if body is None and first not in area_end and abroad:
                # 哈巴罗夫斯克市|政府副市长
                place, first = self._without_country(abroad.group()), first - len(abroad.group())
                return self._with_status(text, Title(first, end, role, office, None, None, place, role_start=start))
            return self._with_status(
                text, Title(body.start if body else first, end, role, office, body, role_start=start)
            )
        if office.base == "主席" and text.endswith("自治区", floor, start):
            # 自治区|副主席: of its government.
            own = BodyMention(start - 3, start, unit="自治区", tail="政府", tail_start=start)
            return self._with_status(text, Title(start - 3, end, role, office, own, role_start=start))
        area = area_end.get(start) or (area_end.get(start + 1) if office.of == "government" else None)
        if area is not None and office.of == "government":
            return self._with_status(text, Title(area.start, end, role, office, None, area, role_start=start))
        if "驻" in text[max(floor, start - 16) : start] and (stationed := self._stationed_at(text, start, floor)):
            return self._with_status(text, Title(stationed.start, end, role, office, stationed, role_start=start))
        for at in (start, start + 1):
            organ = self._organ_before(text, at, floor)
            if organ:
                begin = at - len(organ)
                own = BodyMention(begin, at, tail=organ, tail_start=begin)
                return self._with_status(text, Title(begin, end, role, office, own, role_start=start))
        left = self._boundaries.left_edge(text, start, floor)
        if text.startswith("原", left) and start - left > 3 and not text.startswith(("原子", "原创", "原野"), left):
            left += 1
        window = text[left:start]
        if office.of == "government" or office.base in ("议长", "议员"):
            # An area that the list does not know: 大阪市|市长, 小松市|市长, 釜山西区|区厅长.
            place_match = _UNKNOWN_AREA.search(window)
            if place_match and len(place_match.group()) > 2 and not place_match.group().startswith("自治"):
                place = self._without_country(place_match.group())
                return self._with_status(
                    text,
                    Title(start - len(place_match.group()), end, role, office, None, None, place, role_start=start),
                )
        firm = office.base in OF_FIRMS and _FIRM.search(window) is not None
        looks = (_looks_like_body(window) or firm) and not (
            office.base in _MEDICAL and not re.search(r"医院|卫生院|中心|诊所|大学|学院", window)
        )
        short = window.endswith(("庭", "办", "处", "科")) or OF_CONGRESS.fullmatch(window) is not None
        # 财经委|主任委员, 原|煤炭部|部长
        short = short or text[left - 1 : left] == "原"
        least = 3 if short else 4
        if office.of in ("none", "inherit") and least <= len(window) <= 24 and looks:
            head = next((b for b in by_end.values() if b.start == left and b.end < start and b.tail), None)
            # 县检察院|第一检察部|主任: a room of a body that is known.
            body = (
                head._replace(end=start, tail=head.tail + text[head.end : start])
                if head is not None
                else (of_the_place(text, left, start) or BodyMention(left, start, tail=window, tail_start=left))
            )
            return self._with_status(text, Title(left, end, role, office, body, role_start=start))
        if office.of == "none" and 2 <= len(window) <= 10 and left > floor:
            # 永顺一中|教师: where it is stays open, but the words are the title's.
            first = left
        return self._with_status(text, Title(first, end, role, office, None, role_start=start))

    def _stationed_at(self, text: str, end: int, floor: int) -> BodyMention | None:
        """日本驻沪|领事, 德国驻沪总领馆|商务参赞: the mission that a country has in a place."""
        found = self._stationed.search(text, max(floor, end - 24), end)
        if found is None:
            return None
        place = found["place"] if found["house"] else _ABBREVIATED.get(found["place"], found["place"])
        house = found["house"] or ("总领事馆" if text.startswith(("领事", "总领事", "副领事"), end) else "大使馆")
        name = f"{found['nation']}驻{place}{house}"
        return BodyMention(found.start(), end, tail=name, tail_start=found.start(), nation=found["nation"])

    def _organ_before(self, text: str, end: int, floor: int) -> str:
        """The longest listed name that ends at ``end`` and begins a phrase: 、|组织部|长, 、|居委会|主任."""
        if text[max(0, end - 2) : end] not in self._organ_ends:
            return ""
        for length in range(min(self._longest + 2, end - floor), 1, -1):
            start = end - length
            # Few places begin a phrase: asked first.
            if start and "\u3400" <= (before := text[start - 1]) <= "\u9fff" and before not in "兼和及与任原由的是":
                continue
            name = text[start:end]
            if name in self._organs or (name.endswith(("党组", "党委")) and name[:-2] in self._organs):
                return name
        return ""

    @staticmethod
    def _with_status(text: str, title: Title) -> Title:
        before = text[max(0, title.start - 4) : title.start]
        if past := _FORMER.search(before):
            return _replace(title, title.start - len(past.group()), "former")
        if present := _CURRENT.search(before):
            return _replace(title, title.start - len(present.group()), "current")
        return title

    def _without_country(self, place: str) -> str:
        """法国弗龙萨克市 → 弗龙萨克市, where a name is left."""
        country = next((name for name in self._countries if place.startswith(name)), "")
        return place[len(country) :] if len(place) > len(country) + 1 else place


def _replace(title: Title, start: int, status: str) -> Title:
    return Title(
        start, title.end, title.role, title.office, title.body, title.area, title.place, status, title.role_start
    )


def _looks_like_body(window: str) -> bool:
    return bool(
        re.search(
            r"(?:公司|集团|大学|学院|学校|中学|小学|医院|中心|协会|学会|商会|基金会|组织|研究院|研究所|银行|局|"
            r"委|厅|处|科|股|(?<!公)司|系|所|站|馆|部|室|庭|社|院|办|课|会|厂|队|店|村|社区|街道|镇|乡|园|场|矿|[一二三四五六七八九十\d](?:师|团|连))$",
            window,
        )
    )
