"""Names of bodies: the short form in use, its longer forms, its kind.

``seeds/gazetteer/bodies.tsv`` lists what stands behind an area or a relative word (委组织部, 人大常委会, 房管局 …). A
name that the list does not know gets its kind from its last characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import DataError
from kg.resources import resource

KINDS = frozenset(
    {
        "party",
        "government",
        "congress",
        "cppcc",
        "discipline",
        "court",
        "procuratorate",
        "mass",
        "department",
        "street",
        "town",
        "village",
        "community",
        "company",
        "school",
        "hospital",
        "foreign",
        "area",
        "other",
    }
)
# What official long forms shrink to wherever they stand; the order matters (the longest first).
_SHORTER = (
    ("中国人民政治协商会议", "政协"),
    ("中国共产党", ""),
    ("人民代表大会常务委员会", "人大常委会"),
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
    ("政法委员会", "政法委"),
    ("居民委员会", "居委会"),
    ("村民委员会", "村委会"),
    ("人民代表大会", "人大"),
    ("常务委员会", "常委会"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
    ("人民政府", "政府"),
    ("街道办事处", "街道"),
    ("管理委员会", "管委会"),
    ("工作委员会", "工委"),
)
# 中共徐汇区委员会 is 徐汇区委; a committee for anything else keeps its name.
_COMMITTEE = re.compile(r"(?<=[省市区县旗州盟镇乡])委员会$|^委员会$")
_KIND_BY_END = (
    (re.compile(r"(?:有限责任公司|股份公司|有限公司|公司|集团|银行|分行|支行|厂|合作社|供电所)$"), "company"),
    (re.compile(r"(?:大学|学院|中学|小学|学校|幼儿园|托育园|党校|分院|教研室)$"), "school"),
    (re.compile(r"(?:医院|卫生院|卫生服务中心|疾控中心)$"), "hospital"),
    (re.compile(r"(?:党委|党组|党总支|党支部|支部|党工委|工委|总支)$"), "party"),
    # 蕲春县八里湖办事处 is a street of the county; 驻京办事处 is an office of the government.
    (re.compile(r"[市区县旗](?!驻)[\u4e00-\u9fff]{2,5}办事处$"), "street"),
    (re.compile(r"(?:街道)$"), "street"),
    (re.compile(r"(?:镇|乡|苏木)$"), "town"),
    (re.compile(r"(?:村|村委会)$"), "village"),
    (re.compile(r"(?:居委会|社区|居民区)$"), "community"),
    (re.compile(r"(?:协会|学会|商会|联合会|基金会|促进会|联谊会|研究会)$"), "mass"),
    (re.compile(r"(?:法院|法庭)$"), "court"),
    (re.compile(r"检察院$"), "procuratorate"),
    (re.compile(r"(?:管委会|政府|办事处)$"), "government"),
    (re.compile(r"(?:局|委|办|厅|处|科|中心|办公室|指挥部|领导小组|支队|大队|海关|站|所|馆|台)$"), "department"),
)
# So many of them tell more than the ending of a listed name does.
_SURE = 5


@dataclass(frozen=True, slots=True)
class BodyForm:
    """One row of the list: the short name, its longer forms, its kind; ``own``: a whole name that needs no area
    before it."""

    short: str
    long: tuple[str, ...]
    kind: str
    own: bool = False


class BodyForms:
    """The list, looked up by any of its names."""

    def __init__(self, forms: tuple[BodyForm, ...]) -> None:
        self.forms = forms
        self._by_name: dict[str, BodyForm] = {}
        for form in forms:
            for name in (form.short, *form.long):
                self._by_name.setdefault(name, form)
        self._longest = max(map(len, self._by_name), default=0)

    @property
    def names(self) -> Mapping[str, BodyForm]:
        """Every name, short or long, with its row."""
        return self._by_name

    def short_form(self, name: str) -> str:
        """``name`` with its ending in the short form in use: 徐汇区发展和改革委员会 → 徐汇区发改委."""
        form = self._longest_end(name)
        if form is not None and not name.endswith(form.short):
            ending = next(long for long in sorted(form.long, key=len, reverse=True) if name.endswith(long))
            name = name[: len(name) - len(ending)] + form.short
        for long, short in _SHORTER:
            name = name.replace(long, short)
        return _COMMITTEE.sub("委", name)

    def long_forms(self, name: str) -> tuple[str, ...]:
        """The other names that ``name`` (in its short form) has by the list: its ending in each longer form."""
        form = self._longest_end(name)
        if form is None or not name.endswith(form.short):
            return ()
        stem = name[: len(name) - len(form.short)]
        return tuple(stem + long for long in form.long)

    def kind(self, name: str) -> str:
        """The kind of body that a name's ending tells; "other" where it tells nothing."""
        for pattern, kind in _KIND_BY_END[:_SURE]:
            if pattern.search(name) and name not in self._by_name:
                return kind
        form = self._longest_end(name)
        if form is not None:
            return form.kind
        return next((kind for pattern, kind in _KIND_BY_END if pattern.search(name)), "other")

    def _longest_end(self, name: str) -> BodyForm | None:
        # A single character (委) ends too many other names to be told from the ending alone.
        for length in range(min(self._longest, len(name)), 1, -1):
            form = self._by_name.get(name[-length:])
            if form is not None:
                return form
        return None


def load_body_forms(path: Path) -> BodyForms:
    """The forms of a TSV file with the columns short, long (parts joined by |) and kind; DataError names file and
    line."""
    forms: list[BodyForm] = []
    seen: set[str] = set()
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != ["short", "long", "kind"]:
                raise DataError(f"{path}:{number}: expected the columns short, long, kind")
            continue
        if len(cells) != 3 or not cells[0] or cells[2] not in KINDS:
            raise DataError(
                f"{path}:{number}: expected a short name, longer forms and one of {', '.join(sorted(KINDS))}"
            )
        if cells[0] in seen:
            raise DataError(f"{path}:{number}: {cells[0]} is listed twice")
        seen.add(cells[0])
        forms.append(BodyForm(cells[0], tuple(part for part in cells[1].split("|") if part), cells[2]))
    return BodyForms(tuple(forms))


@lru_cache(maxsize=1)
def default_body_forms() -> BodyForms:
    """The list that comes with kg."""
    return load_body_forms(resource("seeds/gazetteer/bodies.tsv"))
