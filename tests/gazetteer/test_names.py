"""What names of persons are made of."""

from __future__ import annotations

import pytest

from kg.gazetteer import names
from kg.resources import resource


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("龚正", "龚"),
        ("欧阳修", "欧阳"),
        ("诸葛明", "诸葛"),
        ("夏侯", "夏"),
        ("爱新觉罗·溥仪", "爱新觉罗"),
        ("强调", "强"),
        ("的士", ""),
        ("", ""),
    ],
)
def test_surname_of(name: str, surname: str) -> None:
    """A compound surname goes before a single one and leaves a given name; what no surname begins has none."""
    assert names.surname_of(name) == surname


def test_classes_of_surnames() -> None:
    """Frequent surnames are common, seldom ones rare, other characters none."""
    assert [names.surname_class(s) for s in ("王", "欧阳", "习", "喇", "的")] == [
        "common",
        "common",
        "rare",
        "rare",
        "",
    ]
    assert names.is_surname("尉迟")
    assert not names.is_surname("徐汇")


def test_names_of_neighbours() -> None:
    """Japanese surnames are found by the longest that leaves a given name, Korean ones are a list of their own."""
    assert [names.japanese_surname_of(n) for n in ("横山英幸", "长谷川隆", "冈田胜", "片柳孝夫", "小野", "王伟")] == [
        "横山", "长谷川", "冈田", "片柳", "", "",
    ]  # fmt: skip
    assert names.is_japanese_surname("和田")
    assert names.is_korean_surname("朴")
    assert not names.is_korean_surname("龚")


@pytest.mark.parametrize(
    ("given", "possible"),
    [
        ("晓咏", True),
        ("正", True),
        ("立强", True),
        ("伟的", False),
        ("出席", False),
        ("", False),
        ("四个字符", False),
        ("a", False),
    ],
)
def test_given_names(given: str, possible: bool) -> None:
    """A given name has one to three Han characters and no function word."""
    assert names.can_be_given(given) is possible


def test_given_names_score_above_words() -> None:
    """Characters of names weigh more than those of the verbs that follow names; unknown ones weigh nothing."""
    for given in ("晓咏", "国华", "建刚", "宏伟", "海燕", "志强"):
        for word in ("出席", "指出", "主持", "会见", "部署", "表示"):
            assert names.given_name_score(given) > names.given_name_score(word)
    assert names.given_name_score("") == names.given_name_score("龘") == 0.0


@pytest.mark.parametrize(
    "name", ["额登毕力格", "达布希拉图", "扎西次仁", "才让闹日", "斯琴高娃", "阿苦木呷", "乌云其木格", "图门乌力吉"]
)
def test_names_written_by_sound(name: str) -> None:
    """Mongolian, Tibetan, Yi and other names without dots read as such."""
    assert names.is_transliterated(name)


@pytest.mark.parametrize("word", ["徐汇区", "领导小组", "党史学习", "出席会议", "阿里"])
def test_words_are_not_written_by_sound(word: str) -> None:
    """Ordinary words do not, nor does anything of two characters."""
    assert not names.is_transliterated(word)


def test_dotted_names_in_a_text() -> None:
    """Parts joined by any of the dots in use, and by hyphens within a part; verbs and titles around them stay out."""
    text = "副主席吾拉木·合牙孜丁会见玛丽-佛朗斯·赫吉和木合亚提•玛监,莫拉力・阿不都满金当选"
    assert [text[a:b] for a, b in names.dotted_names(text)][:2] == ["吾拉木·合牙孜丁", "玛丽-佛朗斯·赫吉"]
    assert names.is_dotted_name("艾克拜尔·吐尼亚孜")
    assert names.is_dotted_name("艾克拜尔‧吐尼亚孜")
    assert not names.is_dotted_name("艾克拜尔")


def test_lists_are_sorted_out() -> None:
    """The Japanese list is sorted, and no list of surnames carries white space or Latin letters."""
    lines = resource("seeds/gazetteer/surnames-japanese.tsv").read_text(encoding="utf-8").splitlines()[2:]
    assert lines == sorted(set(lines))
    assert len(lines) > 1400
    for file in ("surnames.tsv", "surnames-korean.tsv", "surnames-japanese.tsv"):
        for line in resource(f"seeds/gazetteer/{file}").read_text(encoding="utf-8").splitlines()[2:]:
            assert all("\u3400" <= c <= "\u9fff" for c in line.split("\t")[0]), line
