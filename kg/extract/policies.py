"""Named plans, programmes, campaigns and documents: 《…意见》, “六个一”专项就业服务, 知识产权保护三年行动.

A policy has a name of its own: it stands in 《》 with the ending of a document in force, in quotation marks, or ends in a word
like 三年行动 or 示范项目. Slogans, doctrines, books, speeches and lists of virtues are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.words import Words

_HAN = r"[\u3400-\u9fff]"
_DOCUMENT = re.compile(
    r"《(?P<name>[^《》\n]{3,60}?(?:意见|办法|条例|规定|方案|计划|规划|纲要|通知|决定|决议|协议|协议书|合同|备忘录|细则|法|清单|指南|公约|章程|标准|责任书|任务书|措施|政策|规则|行动|规范|倡议书|目录|手册)(?:（[^（）]{1,12}）)?)》"
)
_QUOTED = re.compile(
    rf"(?P<before>{_HAN}{{0,8}})“(?P<name>[^“”，。；！？\n]{{2,16}})”(?P<after>(?:{_HAN}|[、\d.]){{0,14}})"
)
_SUFFIX = re.compile(
    r"^(?:(?:一线|系列|专项|公益|惠民|民生|志愿|就业|创业|品牌|重点|攻坚|提升|培养|治理|联合|综合|基层|主题|试点|示范|便民|文化|教育|健康|养老|创新|攻坚任务|大型|高校毕业生|组团式|精细|品质|和|微|小|公共|数字|智慧|社区|美好|居住|联系|走访)*)"
    r"(?:三年行动计划|三年行动|专项行动|行动计划|行动方案|行动|工程项目|工程|项目|计划|系列活动|活动|机制|专项就业服务|就业服务|志愿服务市集|服务市集|志愿服务|服务|品牌|试点|建设|改革|平台|制度|模式|工作法|专项整治|整治|"
    r"运动|联盟|学堂|小程序|攻坚|战役|体系|网络|政策|联系走访|提升项目|示范区|行动月|活动月|空间|场景|培训|课程|学校|社区|任务)"
)
_NAMED_END = (
    r"三年行动计划|五年行动计划|三年行动|五年行动|行动计划|行动方案|专项行动|攻坚行动|提升行动|整治行动|清零行动|百日行动|专项整治|示范项目|惠民工程|民心工程|民生工程|倍增计划|培养计划|提升工程|改造工程|提升计划|"
    r"专项规划|治理方案|改革\d\.\d(?:各项措施)?|综合改革|创建活动|爱国卫生运动|精神文明创建|专项规划|合作协议|负责制|扶持政策|试点工作|安居工程|育苗工程|攻坚战|保卫战|亮点工程|试点|河长制|林长制|路长制|田长制|街长制|楼长制"
)
_NAMED = re.compile(rf"(?:{_HAN}|[“”、\d·+X%—-]){{2,26}}?(?:{_NAMED_END})(?!的?(?:工作)?(?:会|推进|动员|部署|小组|领导|精神))")
_RULED = re.compile(rf"(?:关于)(?P<name>{_HAN}{{4,30}}?的(?:若干)?(?:实施)?(?:意见|决定|通知|办法|规定|决议))")
_NUMBER = re.compile(r"^（?(?P<number>[\u4e00-\u9fff]{2,8}〔20\d\d〕\d{1,4}号)）?")
_SLOGAN = re.compile(r"[，,！!？?]|^(?:学|看|听|讲|说|做|干|赞|夸|谢谢|感谢|欢迎|太棒|我们?|你|他|她|为什么|怎么|什么)|(?:吧|吗|呢|啊|了|呀)$")
_NO_PROGRAMME = re.compile(
    r"主义$|思想$|精神$|^[一二三四五六七八九十]个(?:必须|意识|自信|维护|确立|坚持|中心|重点|聚焦)|^两会$|^七一$|^八一$|^五一$|^六一$|^三八$|^十[二三四五]五$|^十[一二三四五]五|重要思想|^国之大者$|^三会一课$|^初心|^一把手|^两个|"
    r"^走出去$|^引进来$|^老大难|^急难愁盼|^最后一公里|^最后100米|首届|^三农$|^两委$|^[一-九]+有$|^虹吸|^领头雁$|^[\u4e00-\u9fff]$|烟花|莫拉克"
)
_LEADING = re.compile(r"^(?:[^“”]{0,14}?(?:的|了|着|和|及|与|、|以|对|在|为|是|由|从|等|成|出|将|把|向|到|个|项|批|场|关于(?=.{0,3}“)))(?=.)")


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """A policy named at [start, end); ``names`` are longer and shorter names that are right too."""

    start: int
    end: int
    label: str
    kind: str
    names: tuple[str, ...] = ()
    number: str = ""


class PolicyFinder:
    """Finds names of policies."""

    def __init__(self, words: Words) -> None:
        verbs = sorted({*words["implement"], *words["issue"]}, key=lambda word: (-len(word), word))
        self._verbs = re.compile("|".join(map(re.escape, verbs)))

    def find(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[PolicyMention]:
        """The policies of a text in order, none overlapping."""
        found = [*self._documents(text), *self._ruled(text)]
        found += [m for m in self._quoted(text) if _free(m, found)]
        found += [m for m in self._named(text) if _free(m, found)]
        found = [m for m in found if not any(lo < m.end and m.start < hi for lo, hi in blocked)]
        return sorted(found, key=lambda m: m.start)

    @staticmethod
    def _documents(text: str) -> list[PolicyMention]:
        found = []
        for match in _DOCUMENT.finditer(text):
            number = _NUMBER.match(text, match.end())
            found.append(PolicyMention(match.start(), match.end(), match.group(), "document", (match["name"],), number["number"] if number else ""))
        return found

    @staticmethod
    def _ruled(text: str) -> list[PolicyMention]:
        return [
            PolicyMention(match.start(), match.end(), match.group(), "document", (match["name"],))
            for match in _RULED.finditer(text) if text[match.start() - 1:match.start()] != "《"
        ]

    def _quoted(self, text: str) -> list[PolicyMention]:
        found = []
        for match in _QUOTED.finditer(text):
            name = match["name"]
            if _SLOGAN.search(name) or _NO_PROGRAMME.search(name):
                continue
            suffix = _SUFFIX.match(match["after"])
            start = match.start("name") - 1
            end = match.end("name") + 1
            tail = suffix.group() if suffix else ""
            names = [name]
            if tail:
                names.append(f"“{name}”")
            label = text[start:end + len(tail)]
            found.append(PolicyMention(start, end + len(tail), label, "campaign" if re.search(r"年$|月$|活动$|运动$|行动$", label.strip("“”")) else "programme", tuple(names)))
        return found

    def _named(self, text: str) -> list[PolicyMention]:
        found = []
        for match in _NAMED.finditer(text):
            start, end = match.start(), match.end()
            name = text[start:end]
            last = 0
            for verb in self._verbs.finditer(name):
                if verb.end() < len(name) - 3 and not name[: verb.start()].endswith("“"):
                    last = verb.end()
            name = name[last:]
            while (lead := _LEADING.match(name)) and len(name) - lead.end() >= 4:
                name = name[lead.end():]
            if len(name) < 4 or name.count("“") != name.count("”"):
                continue
            begin = end - len(name)
            found.append(PolicyMention(begin, end, name, "programme"))
        return found


def _free(mention: PolicyMention, taken: Sequence[PolicyMention]) -> bool:
    return not any(mention.start < other.end and other.start < mention.end for other in taken)
