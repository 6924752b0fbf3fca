"""Forms of speech that many papers share: parties and leagues, rare surnames, guests, inspections, agreements."""

from __future__ import annotations

import pytest

from kg.extract.eventnames import find_heads
from kg.extract.trial import label, read_sentence
from tests.extract.test_sentences import EVENT, facts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区人大常委会主任从树旺、区政协主席吴文领参加。", "从树旺"),
        ("区政协主席后兰芳分别参加有关活动。", "后兰芳"),
        ("区卫健委主任秦会远、副主任安景文发言。", "秦会远"),
        ("区应急管理局局长戴从军关于防汛工作的汇报。", "戴从军"),
        ("区水务局局长补向荣说,水清了。", "补向荣"),
    ],
)
def test_surnames_that_are_words_too(text: str, name: str) -> None:
    """从, 后 or 补 is a surname behind a title, where a given name and the end of a name follow."""
    assert name in {said.split()[0] for said in facts(text, "holds")}


@pytest.mark.parametrize("text", ["区委书记从严要求干部。", "区长同李明会谈。", "区建管委负责人介绍情况。", "区长后来到场。"])
def test_words_that_are_surnames_too(text: str) -> None:
    """Nobody is called 从严, 同李明, 介绍 or 后来."""
    assert not [said for said in facts(text) if said.split()[0][:1] in "从同介后"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("九三学社徐汇区委会主委齐春丽出席。", "九三学社徐汇区委会"),
        ("民建区委主委李明出席。", "民建徐汇区委"),
        ("团城区委书记梁艺馨出席。", "共青团徐汇区委"),
    ],
)
def test_committees_that_are_not_the_partys(text: str, body: str) -> None:
    """A democratic party's and the league's committees are bodies of their own."""
    assert {said.split("@")[1] for said in facts(text, "holds")} == {body}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 该校, 公司: the body of that kind named last
        ("客人参观了上海浦津实业有限公司,该公司总经理尤建明陪同。", ["尤建明 holds 总经理@上海浦津实业有限公司"]),
        # an office with an aside, and a room of the school named with it
        (
            "天平街道副主任(挂职)、复旦大学讲师郁凯出席。",
            ["郁凯 holds 副主任@徐汇区天平街道", "郁凯 holds 讲师@复旦大学"],
        ),
        (
            "复旦大学副校长邹培诚、科技处处长辛立民出席。",
            ["邹培诚 holds 副校长@复旦大学", "辛立民 holds 处长@复旦大学科技处"],
        ),
        # a name that begins like an office, one that a decision marks off, and who is chosen
        ("区委书记关长福出席。", ["关长福 holds 书记@徐汇区委"]),
        ("免去杨再先的徐汇区人民法院副院长职务。", ["杨再先 holds 副院长@徐汇区法院 removed"]),
        ("经研究决定:免去孙强同志区水利局党组书记职务。", ["孙强 holds 书记@徐汇区水利局党组 removed"]),
        ("会议选举产生新一届领导。王立民当选区工商联主席。", ["王立民 holds 主席@徐汇区工商联 appointed"]),
        # a zone named by its city, and a team that is sent
        (
            "浏阳经开区党工委书记、管委会主任邱阳出席。",
            ["邱阳 holds 书记@浏阳经开区党工委", "邱阳 holds 主任@浏阳经开区管委会"],
        ),
        ("市委第五巡回检查组组长慕玉宽到会指导。", ["慕玉宽 holds 组长@上海市委第五巡回检查组"]),
        # a name written by sound inside a longer one
        (
            "区林业局局长罗布参加。会议接受次仁罗布辞去区人民政府副区长职务的请求。",
            ["罗布 holds 局长@徐汇区林业局", "次仁罗布 holds 副区长@徐汇区政府 removed"],
        ),
    ],
)
def test_offices_in_more_forms(text: str, expected: list[str]) -> None:
    """The office and its body, exactly."""
    assert facts(text, "holds") == expected


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("减税降费政策宣讲会", True), ("樱花采摘节", True), ("篮球邀请赛", True), ("全区妇代会", True), ("百日宴会", True),
        ("开营式", True), ("摄影周", True),
        ("区红十字会", False), ("正式", False), ("私营", False), ("环节", False), ("经济发展", False),
    ],
)
def test_what_is_held_is_an_event(name: str, ends: bool) -> None:
    """Whatever 举办 calls to life is an event if it ends like one; bodies and plain words are none."""
    text = f"区总工会举办{name}。"
    assert bool(find_heads(text)) is ends


def test_a_verb_before_a_relative_word_is_no_county() -> None:
    """会同县 is 会同 and the page's own 县 where a body stands before it."""
    said = read_sentence("3月1日,县供销社会同县工商局开展农资打假专项行动。", jurisdiction="河北省沧州市孟村回族自治县")
    assert {label(one.subj) for one in said.statements} <= {"孟村县供销社", "孟村县工商局"}


def test_a_deadline_is_no_day_of_an_event() -> None:
    """What must be done before a day has not been held, and that day is not at hand afterwards."""
    text = "4月18日,全区春耕推进大会召开。区长钟晓咏要求,各街道要在4月25日前召开动员会。会后,区委书记鲍炳章到天平街道检查。"
    days = {label(said.obj): getattr(said.obj, "date", "") for said in read_sentence(text).statements if said.rel == "attends"}
    assert set(days.values()) == {"2021-04-18"}
    assert "动员会" not in " ".join(days)


def test_guests_whom_the_words_do_not_name() -> None:
    """会见了客人: who came in the sentence before takes part, who sits in (参加会见) is no guest."""
    text = "4月25日,大阪市市长横山英幸率代表团来我区访问。副区长毕桂平会见了客人,区外办主任唐海霞参加会见。"
    met = [said for said in facts(text, "attends") if "会见" in said.split(" attends ")[1]]
    assert {said.split()[0] for said in met} == {"横山英幸", "毕桂平", "唐海霞"}
    assert "横山英幸" in met[0].split(" attends ")[1]


def test_an_agreement_is_issued_by_both_sides() -> None:
    """Who signs for both sides stands for them, also where the sentence named them before."""
    text = "4月20日,徐汇区政府与复旦大学签约仪式举行。复旦大学副校长邹培诚、副区长毕桂平共同揭牌,并代表双方签署了《科技合作协议》。"
    assert set(facts(text, "issues")) == {"复旦大学 issues 《科技合作协议》", "徐汇区政府 issues 《科技合作协议》"}


def test_who_comes_to_an_event_makes_no_visit() -> None:
    """到场看望 is taking part in what is held there."""
    said = facts(f"{EVENT}副区长毕桂平到场看望学员。", "attends")
    assert len(said) == 1
    assert "到场" not in said[0].split(" attends ")[1]
