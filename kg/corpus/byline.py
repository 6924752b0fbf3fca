"""Bylines and photo credits: who wrote, edited and photographed, as newspapers and government sites print it.

All functions take folded text (full-width forms as ASCII, see ``mend.fold``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.corpus.words import layout_words, one_of
from kg.gazetteer.names import can_be_given, is_dotted_name, is_surname, is_transliterated, surname_of
from kg.model import unique

# Marks that stand before a reporter's name.
MARKS = "●○◎■□◆◇▲△★☆※•·—-–▪◉⊙▉▇█▊▋"
_LONGEST = 90

_WORDS = layout_words()
_WRITE_ROLE = re.compile(
    one_of(_WORDS["role-write"])
    + r"|[\u4e00-\u9fffA-Za-z]{0,10}(?<![诉访知对向受])(?:记者|通讯员|实习生|责任编辑|评论员)"
)
_TEXT_ROLES = frozenset(_WORDS["role-text"])
_PICTURE_ROLES = frozenset(_WORDS["role-picture"])
_BOTH_ROLES = frozenset(_WORDS["role-both"])
_OTHER_ROLES = frozenset(_WORDS["role-other"])
# Words of a byline line that are neither role nor name.
_NEUTRAL = frozenset(_WORDS["beside-names"])
_NO_NAMES = frozenset(_WORDS["no-name"])
_GLUED = re.compile(
    r"([\u4e00-\u9fff]{0,12}?(?:记者|通讯员|实习生|责任编辑|责编|编辑|摄影|作者|撰文|供稿))([\u4e00-\u9fff]{2,8})"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•・.][\u4e00-\u9fff]{1,10}){1,3}")
_SPLIT = re.compile(r"[\s/|丨┃,、;:()【】\[\]<>《》&+]+|(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2})")
_WORDLESS = re.compile(
    r"\(?(?:本报|新华社)?(?:资料|档案|效果|示意)(?:图片|照片|图)?\)?|\(?(?:以上)?(?:图片|照片|配图|图)?(?:均)?由?[^。,]{0,20}(?:供图|提供(?:图片|照片)?)\)?"
    r"|\(?(?:网络|视频)(?:图片|截图|配图)\)?|\(?(?:图片|照片)来源[:丨|/ ][^。]{1,20}\)?"
)

# (肖华), on a line of its own below a text
_ALONE = re.compile(r"\((?P<name>[\u4e00-\u9fff]{2,4})\)")
# Where reporters work.
_OFFICES = ("中心", "部", "办", "办公室", "局", "委", "台", "报", "社", "网", "街道", "镇", "乡", "处", "联")
# (本版稿件由记者 王婷 通讯员 陈旭东 采写)
_OF_PAGE = re.compile(
    r"\(?本[版组](?:稿件|文章|文字|图文|新闻|报道|照片|图片|稿)?(?:除署名外)?,?(?:均)?(?:由)?[: ]?"
    r"([^。()]{2,60}?)(?:采写|撰写|报道|拍摄|摄影|提供)?\)?"
)
# 本报讯(记者 张三)徐汇区…: reporters, but the line is the beginning of a text.
_OPENS_TEXT = re.compile(r"[讯电]\s?\([^()]{2,60}\).?[\u4e00-\u9fff\d]")


@dataclass(frozen=True, slots=True)
class Credit:
    """The people a line names, in printed order; ``photo`` if it credits a picture and no text."""

    authors: tuple[str, ...] = ()
    photo: bool = False


def is_name(text: str) -> bool:
    """Whether ``text`` looks like a person's name that stands alone: a known family name, or parts joined by dots."""
    if text in _NO_NAMES or not _NAME.fullmatch(text):
        return False
    surname = surname_of(text)
    if surname and len(text) - len(surname) <= 2 and can_be_given(text[len(surname):]):
        return True
    return is_dotted_name(text)


def parse_credit(text: str) -> Credit | None:
    """The byline or photo credit that the whole of ``text`` is, None if it is something else.

    ``● 记者 耿洁玉``, ``本报记者 张三 李四 通讯员 王五``, ``张三/文 李四/摄``, ``翻译 林岩 本报记者 李若楠``,
    ``朱亮 摄``, ``(记者 张三)``, ``● 宗河``, ``作者:张三``.
    """
    if not 2 <= len(text) <= _LONGEST or "。" in text.strip("。") or _OPENS_TEXT.search(text):
        return None
    if (alone := _ALONE.fullmatch(text)) and is_name(alone["name"]):
        return Credit((alone["name"],))
    marked = text[0] in MARKS
    bare = text.strip(MARKS + " 。")
    if bare in _BOTH_ROLES:
        return Credit()
    reading = _Reading()
    for token in _joined(_SPLIT.split(bare)):
        if token and token not in _NEUTRAL and not reading.take(token):
            return None
    return reading.credit(marked)


def parse_page_credit(text: str) -> Credit | None:
    """The people of a line that credits all articles of the page at once (本版稿件由记者 王婷 采写)."""
    match = _OF_PAGE.fullmatch(text) if len(text) <= _LONGEST and "本" in text[:2] else None
    return parse_credit(match[1]) if match else None


def parse_names(text: str) -> Credit | None:
    """Names alone, as a bracket after the last sentence has them: 张三 李四, 县融媒体中心 张三; None if it is else."""
    names = [token for token in _joined(_SPLIT.split(text)) if token]
    if len(names) > 1 and len(names[0]) > 2 and names[0].endswith(_OFFICES):
        names = names[1:]
    if not 0 < len(names) <= 4 or not all(is_name(name) or is_transliterated(name) for name in names):
        return None
    return Credit(unique(names))


def parse_signature(text: str) -> Credit | None:
    """Who sent an article in, as a line of its own in brackets below it: (政协办 李士元)."""
    inner = text[1:-1] if text[:1] == "(" and text[-1:] == ")" else ""
    return parse_names(inner) if " " in inner.strip() and len(inner) <= 20 and inner.count("(") == 0 else None


def is_wordless_credit(text: str) -> bool:
    """Whether the whole of ``text`` credits a picture to nobody by name: (资料图片), 图片由区委宣传部提供."""
    return len(text) <= 32 and bool(_WORDLESS.fullmatch(text))


class _Reading:
    """Roles and names of one line, token by token; a role stands before its names (记者 张三) or after (张三 摄)."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.waiting: list[str] = []
        self.role = ""
        self.kinds: set[str] = set()
        self.offices = 0

    def take(self, token: str) -> bool:
        """Reads one token; False if it is neither a role nor a name, so that the line is no byline."""
        kind = _role_of(token)
        if kind:
            return self._take_role(kind)
        glued = _GLUED.fullmatch(token)
        if glued:
            name = glued[2]
            if name[-1] in "摄文图" and is_name(name[:-1]):
                self.kinds.add(_role_of(name[-1]))
                name = name[:-1]
            if is_name(name) or is_transliterated(name):
                self.names.append(name)
                return self._take_role(_role_of(glued[1]))
        # 审核:曾庆文: where the role stands before the name, none is glued to its end.
        if token[-1] in "摄文图" and is_name(token[:-1]) and not (self.role and token[-1] == "文" and is_name(token)):
            self.kinds.add(_role_of(token[-1]))
            self.names.append(token[:-1])
            return True
        if token.endswith(_OFFICES) and len(token) > 2:
            # 县融媒体中心 记者 张三: where they work.
            self.offices += 1
            return True
        if (glued_names := _two_names(token)) and self.role not in ("", "other"):
            # 记者 易守成黄蕊: a line broke between the two.
            self.names += glued_names
            return True
        if token in _NO_NAMES or not (_NAME.fullmatch(token) or (len(token) <= 8 and is_transliterated(token))):
            return False
        if not self.role:
            self.waiting.append(token)
        elif self.role != "other":
            self.names.append(token)
        return True

    def _take_role(self, kind: str) -> bool:
        self.kinds.add(kind)
        if not self.waiting:
            self.role = kind
            return True
        # 张三 摄: the role follows its names, which must look like names; one alone may be written by sound (其其格).
        only = self.waiting[0] if len(self.waiting) == 1 and kind in ("picture", "text", "both") else ""
        if not (only and (kind == "picture" or is_transliterated(only))) and not all(map(is_name, self.waiting)):
            return False
        if kind != "other":
            self.names += self.waiting
        self.waiting = []
        return True

    def credit(self, marked: bool) -> Credit | None:
        if not self.kinds:
            # ● 宗河: only the mark says that it is a byline, so the names must look like names.
            if not marked or not 0 < len(self.waiting) <= 4 or not all(is_name(name) for name in self.waiting):
                return None
            if len({name[:2] for name in self.waiting}) < len(set(self.waiting)):
                # ■ 管得住 管得好: a headline that says things twice.
                return None
            return Credit(unique(self.waiting))
        if any(not is_name(name) for name in self.waiting) or (self.offices and not self.names):
            return None
        photo = "picture" in self.kinds and not self.kinds & {"both", "text"}
        return Credit(unique([*self.names, *self.waiting]), photo)


def _two_names(token: str) -> tuple[str, str] | None:
    """The two names of which five or six characters in a row consist, the longer one first if both ways are open."""
    if not 5 <= len(token) <= 6:
        return None
    found = [(token[:at], token[at:]) for at in (3, 2) if is_name(token[:at]) and is_name(token[at:])]
    return found[0] if found and not is_transliterated(token) else None


def _role_of(token: str) -> str:
    """"write", "text", "picture", "both" or "other" if ``token`` is a role, else ""."""
    if token in _BOTH_ROLES:
        return "both"
    if token in _PICTURE_ROLES:
        return "picture"
    if token in _TEXT_ROLES:
        return "text"
    if token in _OTHER_ROLES:
        return "other"
    return "write" if _WRITE_ROLE.fullmatch(token) else ""


def _joined(tokens: list[str]) -> list[str]:
    """The tokens, with 张 剑 printed apart as one name."""
    out: list[str] = []
    for token in tokens:
        if len(token) == 1 and out and len(out[-1]) == 1 and is_surname(out[-1]) and token not in "文图摄":
            out[-1] += token
        elif token:
            out.append(token)
    return out
