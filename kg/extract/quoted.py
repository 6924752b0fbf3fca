"""Names in quotation marks: “六个一”高校毕业生专项就业服务, 旧住房改造“三年决战”, “清和说”“清和领读者”等活动.

What the marks hold may be the name of a programme; a slogan, a virtue, a nickname, a metaphor, the name of a meeting,
a word held up (“软实力”重要意义) is none. What stands between a verb and the marks, and a noun of undertakings behind
them, belong to the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.policynames import SIGN, PolicyMention, alternation
from kg.extract.words import Words

_HAN = r"[\u3400-\u9fff]"
_QUOTED = re.compile(r"《[^《》\n]*》|“(?P<name>[^“”，。；！？\n]{2,24})”")
_SLOGAN = re.compile(
    r"[!？?！…]|——|^(?:学|看|听|讲|说|做|干|赞|夸|谢谢|感谢|欢迎|我们?|你|他|她|为什么|怎么|什么|人人|没有|不忘)|(?:吧|吗|呢|啊|了|呀|的)$|"
    r"(?:论坛|大会|会议|讲座|仪式|座谈会|推进会|晚会|联欢会|音乐会|运动会|联谊会|推介会|洽谈会|对接会|发布会|博览会|展销会|主义|思想|精神|效应|思维)$")
_NO_PROGRAMME = re.compile(
    r"^[一二三四五六七八九十两]个(?:必须|意识|自信|维护|确立|坚持|中心|重点|务必)$|^[一二三四五六七八九十]{2,3}$|重要思想|初心|"
    r"^.(?:、.)+$|连冠$|^最后一?\d*[公百]?[里米]|^.$|^一[件类]事$|^(?:两委|国之大者|第一书记|三会一课|一把手|老大难|急难愁盼|走出去|引进来)|"
    # the name of a body: “云南师范大学弥渡附属中学”揭牌
    r".{2,}(?:联社|合作社)$|.{5}(?:大学|中学|小学|医院|公司|银行|党支部|党委|居委会|村委会)$")
# 六稳, 三农, 两会: a bare numeral and a character names no programme unless a noun of undertakings follows.
_COUNTED = re.compile(r"[一二三四五六七八九十两双]+[\u3400-\u9fff]")
_STOPS = "，。；：！？\n"
_BEFORE = re.compile(
    r"(?:主题|题|题目|口号|标语|誉|喊|评|获|获评|连说|直言|所谓|坚持|秉持|牢记|树牢|树立|弘扬|践行|增强|克服|防止|"
    r"破解|解决|打破|杜绝|反对|纠治|争?当[上好起]?|担任|这[块张把条座份]|变身|化身|充当|不能|不|而是|从|台风|由|向|坐等|敢接|说|商标|叫|(?:^|[^没具拥占享现存所])有)(?:为|是|作|叫|以|成|了)*$")
# 群众反映的“小案小事”, 为企业“把脉”: what people speak of, and a deed.
_TOLD = re.compile(r"(?:反映|关心|期盼|关切|担忧)的$|[为给替帮][^，。；：！？“”的]{1,9}$")
_NAMED_AS = re.compile(
    r"(?:品牌|项目|工程|计划|行动|活动|平台|机制|模式|制度|工作法)(?:名叫|名为|叫作?|取名为?|命名为)$")
_PREFIX = re.compile(rf"(?:{_HAN}|[A-Za-z\d·]){{2,12}}$")
_FUNCTION = re.compile(r"[级的了着和及与以对在为是由从等成出将把向到让用靠借个项批场]|关于")
# What else the list holds that a name in marks belongs to: “行业主管”|和“属地管理”|责任.
_MORE = re.compile(rf"[和与及、{SIGN}]*")
_TALKS = re.compile(
    r"(?:月度|季度|双月|专题|主题|民主|监督|协商|公益|健康|法治|文化|学术|专场|系列){0,3}"
    r"(?:座谈|协商|恳谈|茶话|议事|研讨|读书|分享|宣讲|推介|见面)会|论坛|沙龙|讲座|联[谊欢]活动|们"
    r"|[\u3400-\u9fff]{0,8}?(?:书画展|书法展|摄影展|画展|图片展|展览|晚会|汇演|音乐会)"
    # “红麓”楼宇党委: the name of a body.
    r"|[\u3400-\u9fff]{0,6}?(?:党委|党总支|党支部|研究中心|研究院|研究会|协会|合作社|调解队)"
    # “浙川协作”茶叶加工厂: a house that is called so.
    r"|[\u3400-\u9fff]{0,6}?(?:加工厂|工厂|车间|公司|超市|食堂|餐厅|书店|民宿|小学|幼儿园)"
)
_CAMPAIGN = re.compile(r"[年月季周日]$|活动$|运动$|行动$")


class QuotedFinder:
    """Finds names of policies in quotation marks."""

    def __init__(self, words: Words) -> None:
        verbs = alternation((*words["carry"], *words["tend"]))
        self._verb = re.compile(alternation((*words["carry"], *words["tend"], *words["verb"], *words["hold"])))
        inner = rf"(?!的|了|是|在|把|让|将|等|这[^里]|{verbs})(?:{_HAN}|[\d.])"
        self._suffix = re.compile(rf"(?:{inner}){{0,10}}?{alternation(words['suffix'])}+")
        self._notion = re.compile(rf"(?:的{_HAN}{{0,6}}?|(?!等){_HAN}{{0,4}}?){alternation(words['notion'])}|的")
        self._kind = re.compile(f"{alternation(words['head'])}$")
        self._metaphor = re.compile(alternation(words["metaphor"]))

    def find(self, text: str, shown: str) -> Iterator[PolicyMention]:
        """The quoted names of a text in order; ``shown`` is the text with its quotations masked."""
        for match in _QUOTED.finditer(text) if "“" in text else ():
            start, end = match.span()
            if not match["name"] or not self._may_be(match["name"], shown[max(0, start - 10):start]):
                continue
            if _TALKS.match(shown, end):
                # “双月协商”座谈会: what people talk at, and nothing that is carried out.
                continue
            if _TOLD.search(shown, max(0, start - 10), start) and shown[end:end + 1] in _STOPS:
                continue
            suffix = self._suffix.match(shown, end, end + 24)
            if suffix is None and shown[end : end + 1] in ("是", "指"):
                # “姜俞卞陆”是三垛的四大家族
                continue
            if suffix is None and (
                _COUNTED.fullmatch(match["name"]) or self._metaphor.fullmatch(match["name"])
                or self._notion.match(shown, _MORE.match(shown, end).end(), end + 60)  # type: ignore[union-attr]
            ):
                continue
            tail = shown[end:suffix.end()] if suffix else ""
            lead = self._prefix(shown, start)
            label = lead + match.group() + tail
            names = dict.fromkeys((match.group() + tail, match["name"], lead + match.group()))
            kind = "campaign" if _CAMPAIGN.search(label.rstrip("”")) else "programme"
            yield PolicyMention(
                start - len(lead), end + len(tail), label, kind, tuple(name for name in names if name != label))

    @staticmethod
    def _may_be(name: str, before: str) -> bool:
        if _SLOGAN.search(name) or _NO_PROGRAMME.search(name):
            return False
        return not _BEFORE.search(before) or _NAMED_AS.search(before) is not None

    def _prefix(self, shown: str, start: int) -> str:
        """What stands between a verb and the marks (肉牛产业|“百千万”), or opens the clause (旧住房改造|“三年决战”)."""
        words = _PREFIX.search(shown, max(0, start - 14), start)
        if words is None:
            return ""
        verbs = list(self._verb.finditer(shown, words.start(), start))
        lead = re.sub(r"^第[\d一二三四五六七八九十]+[个期次届]", "", shown[verbs[-1].end():start]) if verbs else ""
        if not lead and shown[words.start() - 1:words.start()] in _STOPS and self._kind.search(words.group()):
            lead = words.group()
        return "" if len(lead) < 2 or SIGN in lead or _FUNCTION.search(lead) else lead
