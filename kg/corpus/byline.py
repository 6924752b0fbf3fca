"""Who made an article: bylines, photo credits, datelines and sources as newspapers and government sites print them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.corpus.dates import find_day
from kg.model import unique

# The surnames that may stand glued to a role (记者张三) or alone in a signature; nearly all of the population.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党"
    "宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳"
    "谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母"
    "裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木", "呼延", "南宫", "赫连")

_AUTHOR = (
    "记者|通讯员|特约记者|特约通讯员|见习记者|实习记者|实习生|摄影记者|首席记者|文字记者|摄影|撰文|撰稿|作者|编辑|责任编辑|责编|文|图|文图|图文|摄|"
    "报道|采写|供稿|文字|执笔|评论员|特派记者|驻地记者|主持人|策划|统筹|供图|摄影报道|见习编辑|记者手记|拍摄|通讯"
)
# Helpers who are neither reporters nor editors nor photographers.
_OTHER = "翻译|编译|设计|海报设计|制图|美编|美术编辑|校对|组版|版式|排版|版面设计|视觉|视觉设计|插画|漫画|制表|审核|审校|监制|初审|复审|终审|签发|值班主任|值班编委|朗读|配音|剪辑"
_ROLE = re.compile(rf"(?:{_AUTHOR})(?:[/、](?:{_AUTHOR}))*")
_OTHER_ROLE = re.compile(rf"(?:{_OTHER})")
_PREFIXED_ROLE = re.compile(r"[\u4e00-\u9fffA-Za-z]{0,12}?(?:记者|通讯员|实习生|编辑|评论员)")
_GLUED = re.compile(r"([\u4e00-\u9fff]{0,10}?(?:记者|通讯员|实习生|责任编辑|责编|编辑|摄影|作者|撰文))([\u4e00-\u9fff]{2,4})")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•・.][\u4e00-\u9fff]{1,10}){1,3}")
_SPLIT = re.compile(r"[\s/|,,、;;::()()【】\[\]<>《》&+和]+")
_NOT_NAMES = frozenset("手记 观察 调查 获悉 报道 见习 日前 近日 昨天 昨日 今天 来源 本报 综合 整理 专电 专访 感言 感悟 站台 之家 节 从 了解 采访 看到 发现 来到".split())
BYLINE_MARKS = "●○◎■□◆◇▲△★☆※•·—-–▪◉⊙"

# 本报讯, 本报济宁9月28日讯, 中新网霍尔果斯4月16日电, 新华社北京2021年4月20日电, 徐汇报讯
_OPENING = re.compile(
    r"[【\[((]?(?P<org>(?:本报|本刊|本网|本台|我报)(?:综合)?|新华社|新华网|中新社|中新网|中国新闻网|人民网|央视网|[\u4e00-\u9fff]{2,6}?(?:报|网|社|台|融媒|新闻|在线|发布))?"
    r"(?P<place>[\u4e00-\u9fff]{2,8}?)?"
    r"(?P<day>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)?"
    r"(?P<kind>专?讯|专?电|综合消息|消息|综合报道)(?=[\s((:::】\])\]*]|$)[】\])\)]?[::]?[ \t\u3000*]*"
)
_OPENING_QUICK = re.compile(r"讯|电|消息|综合报道")
_MAKERS = re.compile(r"[((](?P<inner>[^()()]{2,80})[))][::]?")
_END_BRACKET = re.compile(r"[((【](?P<inner>[^()()【】]{2,60})[))】]\s*$")
_SOURCE = re.compile(r"(?:(?:文章|信息|稿件|新闻|内容|资料)?来源|稿源|供稿(?:单位)?|转自|摘自|原载)\s*[::]\s*(?P<name>\S.{0,38}?)\s*")
_ACCORDING = re.compile(r"据(?P<name>新华社|新华网|中新社|中新网|人民网|[\u4e00-\u9fff]{2,8}?(?:报|网|社))(?:消息|报道|[\u4e00-\u9fff]{0,6}电|讯)?")
_CREDIT_WORDS = re.compile(
    r"[((]?(?:本报|新华社)?(?:资料|档案)(?:图片|照片|图)?[))]?|[((]?(?:图片|照片|配图)?(?:由)?.{0,20}(?:供图|提供)[))]?|[((]?(?:网络|视频)(?:图片|截图|配图)[))]?"
    r"|[((]?图片?来源\s*[::].{1,20}[))]?"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """The people a line names: those who wrote, edited or photographed, in printed order."""

    authors: tuple[str, ...] = ()
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """How an article's text opens (本报讯, …电): ``length`` characters of it, its place, day and reporters."""

    length: int
    authors: tuple[str, ...] = ()
    dateline: str = ""
    day: str = ""
    source: str = ""


def is_name(text: str) -> bool:
    """Whether ``text`` looks like a person's name that stands alone: a known surname or a name with dots."""
    if not _NAME.fullmatch(text) or text in _NOT_NAMES:
        return False
    return "·" in text or (text[0] in SURNAMES and len(text) <= 3) or (len(text) in (3, 4) and text[:2] in _COMPOUND)


def parse_credit(text: str) -> Credit | None:
    """The byline or photo credit that the whole of ``text`` is, None if it is something else.

    ``● 记者 耿洁玉``, ``本报记者 张三 李四 通讯员 王五``, ``张三/文 李四/摄``, ``翻译 林岩 本报记者 李若楠``,
    ``朱亮 摄``, ``(记者 张三)``, ``● 宗河``, ``作者:张三``.
    """
    if not 2 <= len(text) <= 90:
        return None
    marked = text[0] in BYLINE_MARKS
    tokens = [token for token in _SPLIT.split(text.strip(BYLINE_MARKS + " \u3000")) if token]
    tokens = _join_spaced(tokens)
    authors: list[str] = []
    waiting: list[str] = []
    role, photo, roles = "", False, 0
    for token in tokens:
        kind = _role_kind(token)
        if kind:
            roles += 1
            photo = photo or ("摄" in token or token in ("图", "供图", "文图", "图文"))
            if waiting and not role:
                # 张三 摄: the role follows its names.
                if kind == "author":
                    authors += waiting
                waiting = []
                role = ""
                continue
            role = kind
            continue
        glued = _GLUED.fullmatch(token)
        if glued and glued[2] not in _NOT_NAMES and glued[2][0] in SURNAMES:
            roles += 1
            role = "author"
            photo = photo or "摄" in glued[1]
            authors.append(glued[2])
            continue
        tail = token[-1]
        if tail in "摄文图" and is_name(token[:-1]):
            roles += 1
            photo = photo or tail == "摄"
            authors.append(token[:-1])
            continue
        if not _NAME.fullmatch(token) or token in _NOT_NAMES:
            return None
        if role == "author":
            authors.append(token)
        elif not role:
            waiting.append(token)
    if waiting and (role or roles):
        # Names before a role that is not theirs; without a role they count only as names.
        authors = [name for name in waiting if is_name(name)] + authors
    elif waiting:
        if not marked or len(waiting) > 4 or not all(is_name(name) for name in waiting):
            return None
        authors = waiting
    return Credit(unique(authors), photo) if roles or authors else None


def parse_signature(text: str) -> Credit | None:
    """Names alone, as a bracket after the last sentence has them: 张三 李四; None if ``text`` is anything else."""
    tokens = _join_spaced([token for token in _SPLIT.split(text) if token])
    return Credit(unique(tokens)) if 0 < len(tokens) <= 4 and all(is_name(token) for token in tokens) else None


def is_credit_words(text: str) -> bool:
    """Whether the whole of ``text`` is a credit without a name: (资料图片), (本报资料照片), 图片由区委宣传部提供."""
    return len(text) <= 32 and bool(_CREDIT_WORDS.fullmatch(text))


def parse_opening(text: str) -> Opening | None:
    """The opening of an article's text, None if it opens with its first sentence."""
    head = text[:60]
    if not _OPENING_QUICK.search(head) and not head.startswith(("(", "(")):
        return None
    match = _OPENING.match(text)
    if match and not (match["org"] or match["day"]):
        match = None
    length = match.end() if match else 0
    makers = _MAKERS.match(text, length)
    authors: tuple[str, ...] = ()
    if makers:
        credit = parse_credit(makers["inner"]) or (parse_signature(makers["inner"]) if match else None)
        if credit:
            authors, length = credit.authors, makers.end()
    if not length:
        return None
    while length < len(text) and text[length] in " \t\u3000":
        length += 1
    if not match:
        return Opening(length, authors)
    org = match["org"] or ""
    source = "" if org.startswith(("本", "我")) else org
    return Opening(length, authors, match["place"] or "", find_day(match["day"] or ""), source)


def parse_ending(text: str) -> tuple[int, Credit | None, str] | None:
    """What closes a paragraph in brackets: (characters of ``text`` before it, the people named, the source named)."""
    if not text or text[-1] not in "))】 ":
        return None
    match = _END_BRACKET.search(text, max(0, len(text) - 70))
    if not match:
        return None
    inner = match["inner"].strip()
    source = parse_source(inner)
    credit = None if source else parse_credit(inner) or parse_signature(inner)
    if not source and not credit:
        return None
    return len(text[:match.start()].rstrip()), credit, source


def parse_source(text: str) -> str:
    """The source that the whole of ``text`` names (来源:区委组织部), "" if it is something else."""
    text = text.strip("()()【】[] \u3000")
    match = _SOURCE.fullmatch(text) or _ACCORDING.fullmatch(text)
    return match["name"].strip() if match else ""


def _role_kind(token: str) -> str:
    if _OTHER_ROLE.fullmatch(token):
        return "other"
    return "author" if _ROLE.fullmatch(token) or _PREFIXED_ROLE.fullmatch(token) else ""


def _join_spaced(tokens: list[str]) -> list[str]:
    """张 剑 printed apart is one name."""
    out: list[str] = []
    for token in tokens:
        if len(token) == 1 and out and len(out[-1]) == 1 and out[-1] not in "文图摄" and token not in "文图摄":
            out[-1] += token
        else:
            out.append(token)
    return out
