"""How reports of meetings, visits and votes are put: long lists of those present, decisions, guests and hosts."""

from __future__ import annotations

import pytest

from tests.extract.test_sentences import EVENT, facts


def names(text: str, relation: str, **setting: str) -> list[str]:
    """Who stands in a relation in a text, each once, in its order."""
    return list(dict.fromkeys(said.split(f" {relation} ")[0] for said in facts(text, relation, **setting)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区农业农村局局长先德友关于试点作了汇报。", "先德友"),
        ("龙华居民区党总支书记水蓉蓉刚来时不服气。", "水蓉蓉"),
        ("区总工会主席赵东主日前带队慰问。", "赵东主"),
        ("区长董保同出席会议并讲话。", "董保同"),
        ("合江镇赵岩村党支部书记袭正伦说,大家都来。", "袭正伦"),
        ("区政协主席玉素甫江-阿不都热西提,副区长毕桂平出席。", "玉素甫江-阿不都热西提"),
        ("区人民法庭庭长木拉提别克有一只铁皮箱。", "木拉提别克"),
        ("复旦大学教授廉伯衡、东方汇誉资产管理公司首席法务官陶乐丝·温先后演讲。", "陶乐丝·温"),
    ],
)
def test_where_names_end_behind_a_title(text: str, name: str) -> None:
    """A surname that no list knows, and small words that end names: the title and what follows mark them off."""
    assert name in names(text, "holds")


@pytest.mark.parametrize("text", ["区人武部负责人应邀参加会议。", "区四大班子领导来到驻地看望委员。"])
def test_verbs_are_nobody(text: str) -> None:
    """应邀 and 来到 begin with surnames and are no names."""
    assert not {"应邀", "来到"} & set(names(EVENT + text, "attends") + names(EVENT + text, "holds"))


@pytest.mark.parametrize(
    ("text", "attending"),
    [
        (
            "出席会议的有:区人大常委会副主任程渭山,国家海洋局海域司司长于青松,文化部社文司副司长李宏,副区长毕桂平;区有关部门也一同出席。",
            ["程渭山", "于青松", "李宏", "毕桂平"],
        ),
        ("大会执行主席林青、李绍美、丁一芸坐在主席台前排。", ["林青", "李绍美", "丁一芸"]),
        ("区人大常委会主任雷克清,空降兵某部副政委冼东海,某舟桥团团长戚建军在主席台就座。", ["雷克清", "冼东海", "戚建军"]),
        ("远道而来的有大阪市市长横山英幸、苏州市政协主席尚杰洪等。", ["横山英幸", "尚杰洪"]),
    ],
)
def test_who_was_there(text: str, attending: list[str]) -> None:
    """A list goes on over titles of bodies that nobody knows and ends in who came with them."""
    assert names(EVENT + text, "attends") == attending


def test_who_came_with_a_visitor() -> None:
    """The list of those who accompany may end in bodies."""
    text = "9月1日,区长钟晓咏到天平街道调研。副区长毕桂平,区民政局局长罗申贵,复旦大学驻村工作队和老寨村“两委”全体成员等陪同调研。"
    assert names(text, "attends") == ["钟晓咏", "毕桂平", "罗申贵"]


def test_a_section_is_of_the_house_named_last() -> None:
    """规划财务处 behind 市民政局办公室主任 is the bureau's; a department's director lends no office to another's."""
    said = facts("市民政局办公室主任范长林、规划财务处处长刘兵和国家海洋局海域司司长于青松、文化部社文司副司长李宏参加。", "holds")
    assert said == [
        "范长林 holds 主任@上海市民政局办公室",
        "刘兵 holds 处长@上海市民政局规划财务处",
        "于青松 holds 司长@国家海洋局海域司",
        "李宏 holds 副司长@文化部社文司",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("原市委常委、宣传部长黄浩参加座谈。", ["黄浩 holds 常委@上海市委 former", "黄浩 holds 部长@上海市委宣传部 former"]),
        ("原华南理工大学校长刘焕彬参加座谈。", ["刘焕彬 holds 校长@华南理工大学 former"]),
        ("市纪委监委派驻区教育局纪检监察组组长党继红列席。", ["党继红 holds 组长@上海市纪委监委派驻区教育局纪检监察组"]),
        ("金丹科技董事长张鹏出席。", ["张鹏 holds 董事长@金丹科技"]),
        ("骐骥(深圳)国际马术俱乐部有限公司董事长周坤出席。", ["周坤 holds 董事长@骐骥(深圳)国际马术俱乐部有限公司"]),
        ("区长钟晓咏带领区委常委、统战部部长、区总工会主席王志强走访。", [
            "钟晓咏 holds 区长@徐汇区政府", "王志强 holds 常委@徐汇区委", "王志强 holds 部长@徐汇区委统战部",
            "王志强 holds 主席@徐汇区总工会",
        ]),
    ],
)
def test_whose_office_it_is(text: str, said: list[str]) -> None:
    """原 goes over a stack of one house; firms by their short names; what 带领 leads in; posted inspectors."""
    assert facts(text, "holds") == said


def test_the_bodies_of_two_counties_at_once() -> None:
    """镇宁、关岭两县公安局 are two bureaus."""
    text = "4月26日,镇宁、关岭两县公安局召开打击盗牛犯罪联席会议。"
    assert names(text, "organizes", jurisdiction="贵州省安顺市镇宁布依族苗族自治县") == [
        "镇宁县公安局",
        "关岭县公安局",
    ]


def test_votes() -> None:
    """Three appointed in one breath, two who lose all their offices, one who loses his."""
    text = (
        "会议决定:任命吕靖、李保庚、李超群三位同志为徐汇区监察委员会委员。王继聪的徐汇区人民政府办公室主任职务被免去。"
        "会议同时免去邹震宇、张占江的徐汇区人民检察院副检察长、检察员职务。"
    )
    said = facts(text, "holds")
    assert [one for one in said if one.endswith("appointed")] == [
        f"{name} holds 委员@徐汇区监委 appointed" for name in ("李超群", "李保庚", "吕靖")
    ]
    assert {one for one in said if one.endswith("removed")} == {
        "王继聪 holds 主任@徐汇区政府办公室 removed",
        *(f"{name} holds {role}@徐汇区检察院 removed" for name in ("邹震宇", "张占江") for role in ("副检察长", "检察员")),
    }


@pytest.mark.parametrize(
    "text",
    [
        "陈月洪、朱春龙两位同志提出辞去区人大常委会委员职务。",
        "他说,要把区委、区政府的要求落到实处。",
        "会议听取和审议了区政府工作报告、区法院工作报告。",
        "会议审议了《徐汇区侨联第三届委员会工作报告》。",
    ],
)
def test_what_is_no_speech(text: str) -> None:
    """Who resigns, whose demands are met and whose report is heard speaks not by that."""
    assert not [name for name in names(EVENT + text, "speaks") if name != "鲍炳章"]


def test_who_heads_the_work_chairs_no_meeting() -> None:
    """主持区委全面工作的副书记 chairs nothing; the list before him neither."""
    text = f"{EVENT}出席的有副区长毕桂平、区财政局局长刘昆,主持区委全面工作的副书记钟晓咏。"
    assert not facts(text, "chairs")


def test_who_leads_a_visit_is_on_it() -> None:
    """Who leads others and those led are on one visit, called after the first."""
    text = "8月2日,区长钟晓咏带领副区长毕桂平,来到天平街道走访慰问。"
    assert facts(text, "attends") == [f"{name} attends 钟晓咏来到天平街道走访慰问" for name in ("毕桂平", "钟晓咏")]


def test_talks_make_an_event() -> None:
    """与周坤一行座谈 is a reception; both sides are there, and 座谈交流 is no speech."""
    text = "1月23日,区长钟晓咏与复旦大学校长金力一行座谈交流。"
    assert names(text, "attends") == ["金力", "钟晓咏"]
    assert not facts(text, "speaks")


def test_who_signs_told_last() -> None:
    """在协议上签字的是…: both sign."""
    text = "4月22日,徐汇区与青浦区举行签约仪式,代表双方在协议上签字的是区长钟晓咏和青浦区区长杨小菁。"
    assert names(text, "signs") == ["钟晓咏", "杨小菁"]


def test_a_name_that_goes_on_behind_a_festival() -> None:
    """首届中国农民丰收节上海现场启动仪式 is one event."""
    text = "9月23日上午,由区农业农村委举办的首届中国农民丰收节徐汇现场启动暨收获仪式举行。副区长毕桂平参加仪式。"
    assert facts(text, "attends") == ["毕桂平 attends 首届中国农民丰收节徐汇现场启动暨收获仪式"]


def test_quotes_that_are_told_of() -> None:
    """“姜俞卞陆”是四大家族 names no programme, and a song sung at an opening is no event."""
    assert not facts("■区文化局举办座谈会。“姜俞卞陆”是三垛的四大家族。", "implements")
    text = "11月12日,第二届海岛文化节在“海岛和畅”的歌舞声中开幕。副区长毕桂平出席。"
    assert facts(text, "attends") == ["毕桂平 attends 第二届海岛文化节"]


def test_the_bodies_of_an_autonomous_region() -> None:
    """自治区副主席 is of its government, and its committee's departments are 党委's."""
    text = "自治区副主席李常官,自治区党委常委、统战部部长王心富出席。"
    assert facts(text, "holds", jurisdiction="广西壮族自治区南宁市青秀区") == [
        "李常官 holds 副主席@广西壮族自治区政府",
        "王心富 holds 常委@广西壮族自治区党委",
        "王心富 holds 部长@广西壮族自治区党委统战部",
    ]


def test_who_studies_together() -> None:
    """A committee's study group is a body of its own; a slogan that ends like a body's name is none that speaks."""
    assert names("4月25日,区委理论学习中心组举行集体学习会。", "organizes") == ["徐汇区委理论学习中心组"]
    text = f"{EVENT}区委书记鲍炳章说,我们的定位是“电子信息走廊,环渤海休闲商务中心”,要提出新目标。"
    assert names(text, "speaks") == ["鲍炳章"]
