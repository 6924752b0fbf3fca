"""Forms of speech that many papers share: parties and leagues, rare surnames, guests, inspections, agreements."""

from __future__ import annotations

import pytest

from kg.extract.dates import find_dates
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("副区长肖运来分别代表双方签字。", "肖运来"),
        ("区委书记尤景和,区长钟晓咏出席。", "尤景和"),
        ("区委统战部部长尚可为致辞。", "尚可为"),
        ("副区长蒲永和分别在协议上签字。", "蒲永和"),
        ("区应急管理局副局长赫连斌作开班动员。", "赫连斌"),
    ],
)
def test_small_words_at_the_end_of_names(text: str, name: str) -> None:
    """来, 和, 为 end a name where what follows leaves them no other sense; 作 before what is said is none of it."""
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
        # a village's head, a section of the bureau named before, a country's mission, a works of the page's own
        (
            "天平镇翠坞村今年通了水。村主任马成林说,不容易。",
            ["马成林 holds 主任@徐汇区天平镇翠坞村村委会"],
        ),
        ("区税务局举办宣讲会,纳税服务股股长廖晓敏出席。", ["廖晓敏 holds 股长@徐汇区税务局纳税服务股"]),
        ("纳税服务股股长廖晓敏出席。", []),
        ("德国驻沪总领馆商务参赞于尔根·海泽出席。", ["于尔根·海泽 holds 商务参赞@德国驻沪总领馆"]),
        # no office in a foreign name, none in a name that begins with 官
        ("区长钟晓咏、协会副会长皮埃尔·杜朗出席。", ["钟晓咏 holds 区长@徐汇区政府"]),
        # a prefecture that is a city today, and a bureau that somebody has left
        ("绥化行署副专员栾世英出席。", ["栾世英 holds 副专员@绥化行署"]),
        ("区水务局原党组成员、副局长谭志辉违纪。", ["谭志辉 holds 成员@徐汇区水务局党组 former", "谭志辉 holds 副局长@徐汇区水务局 former"]),
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


def test_a_body_by_a_word_for_its_kind() -> None:
    """该局 is the bureau named last, also where its party group was named; without one it is nobody."""
    text = "区税务局党组书记李明到天平街道走访。4月15日,该局在科创园举办税费优惠政策宣讲会。"
    assert "徐汇区税务局 organizes 税费优惠政策宣讲会" in facts(text, "organizes")
    assert not facts("4月15日,该局举办税费优惠政策宣讲会。", "organizes")


def test_what_took_place_without_a_name_for_it() -> None:
    """揭牌, 陪同 or 主持 on a day tell of an event though no word names it; what was years ago, or is said, does not."""
    said = facts("社区老年大学5月10日揭牌,天平街道党工委书记迟少华、区老龄办主任林秀芹为老年大学揭牌。", "attends")
    assert [one.split()[0] for one in said] == ["迟少华", "林秀芹"]
    assert not facts("区老龄办主任林秀芹1947年参加革命工作。", "attends")
    assert not facts("区长钟晓咏5月10日表示,区老龄办主任林秀芹去年带队。", "attends")


def test_what_goes_on_is_no_event() -> None:
    """A campaign of a year and what is done every month were not held on a day."""
    assert not facts("当前,区委正深入开展“优化发展环境年”活动。", "organizes")
    assert not facts("每月第一个星期四,区房管局举办“园区会客厅”活动。", "organizes")


def test_what_is_signed_behind_a_visit() -> None:
    """An agreement signed when the guests had been met is an event of its own."""
    text = "4月25日,区长钟晓咏会见了大阪市市长横山英幸。会见结束后,徐汇区政府与复旦大学签署《合作备忘录》。"
    (signed,) = {said.split(" signs ")[1] for said in facts(text, "signs")}
    assert "会见" not in signed


def test_a_name_with_dots_is_shortened() -> None:
    """索洛金 is 阿列克谢·索洛金 once the page has named him so."""
    text = f"{EVENT}哈巴罗夫斯克市市长阿列克谢·索洛金出席会议。索洛金说,欢迎大家。"
    assert {said.split()[0] for said in facts(text)} == {"徐汇区", "阿列克谢·索洛金"}


def test_a_fathers_name_is_nobodys_short_name() -> None:
    """In Xinjiang the last part of a name is the father's: 吐尔逊 is not 艾尼瓦尔·吐尔逊."""
    text = "5月14日,我县召开核桃现场会。县长艾尼瓦尔·吐尔逊主持会议。县林业局局长吐尔逊作了发言。"
    said = facts(text, "holds", jurisdiction="新疆维吾尔自治区喀什地区莎车县")
    assert said == ["艾尼瓦尔·吐尔逊 holds 县长@莎车县政府", "吐尔逊 holds 局长@莎车县林业局"]


def test_a_span_of_two_months_is_one_date() -> None:
    """The end of a span is no day of its own, and a bare day after it lies within it."""
    dates = find_dates("11月29日至12月1日,论坛举行。30日下午签约,1日考察。", "2008-12-03")
    assert [date.iso for date in dates] == ["2008-11-29", "2008-11-30", "2008-12-01"]
