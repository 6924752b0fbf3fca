"""What kg reads in a sentence, and what it must not: cases as short as the sentence that makes them.

A case is a text on a page of 徐汇区 (2021-04-26) and its facts, one a line: ``subject relation [role @] object
[status]``.
"""

from __future__ import annotations

import pytest

from kg.extract.trial import label, read_sentence
from kg.model import Statement


def shown(said: Statement) -> str:
    """A statement as these cases write it."""
    status = "" if said.status in ("", "current") else f" {said.status}"
    role = f"{said.role}@" if said.role else ""
    return f"{label(said.subj)} {said.rel} {role}{label(said.obj)}{status}"


def facts(text: str, relation: str = "", **where: str) -> list[str]:
    """The facts of a text, of one relation if given, framing aside."""
    framing = ("part_of", "takes_place_at", "writes")
    return [
        shown(said)
        for said in read_sentence(text, **where).statements
        if (said.rel == relation if relation else said.rel not in framing)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a stack of offices before one name
        ("区委副书记、区长钟晓咏出席。", ["钟晓咏 holds 副书记@徐汇区委", "钟晓咏 holds 区长@徐汇区政府"]),
        ("区委常委、组织部长刘琪出席。", ["刘琪 holds 常委@徐汇区委", "刘琪 holds 部长@徐汇区委组织部"]),
        (
            "市委组织部副部长、市社工委副书记孙甘霖出席。",
            ["孙甘霖 holds 副部长@上海市委组织部", "孙甘霖 holds 副书记@上海市社工委"],
        ),
        (
            "开放原子开源基金会理事长兼秘书长程晓明出席。",
            ["程晓明 holds 理事长@开放原子开源基金会", "程晓明 holds 秘书长@开放原子开源基金会"],
        ),
        # one office over many names, and where it ends
        (
            "区人大常委会副主任朱成钢、徐国文、卢鉴出席。",
            [
                "朱成钢 holds 副主任@徐汇区人大常委会",
                "徐国文 holds 副主任@徐汇区人大常委会",
                "卢鉴 holds 副主任@徐汇区人大常委会",
            ],
        ),
        ("区长钟晓咏、徐国文出席。", ["钟晓咏 holds 区长@徐汇区政府"]),
        # what was held before, given up, and a room of the body named before it
        ("张明此前任安吉县委常委、组织部部长。", ["张明 holds 常委@安吉县委 former", "张明 holds 部长@安吉县委组织部 former"]),
        ("李红不再担任区教育局局长职务。", ["李红 holds 局长@徐汇区教育局 removed"]),
        (
            "钟铭被任命为区人民法院审判员、民事审判庭庭长。",
            ["钟铭 holds 审判员@徐汇区法院 appointed", "钟铭 holds 庭长@徐汇区法院民事审判庭 appointed"],
        ),
        ("前区教育局局长李强出席。", ["李强 holds 局长@徐汇区教育局 former"]),
        ("任命尕藏卓玛为区教育局局长。", ["尕藏卓玛 holds 局长@徐汇区教育局 appointed"]),
        # whose 县委 it is on the day when a county's delegation comes
        ("安吉县党政代表团来我区考察,县委书记李强带队。", ["李强 holds 书记@安吉县委"]),
        ("浙江省的安吉县盛产毛竹,县委书记李强说。", []),
        # an office that takes its body from the one before it
        (
            "区政协主席曹卫东主持,副主席顾啸流和秘书长仲吉宇出席。",
            ["曹卫东 holds 主席@徐汇区政协", "顾啸流 holds 副主席@徐汇区政协", "仲吉宇 holds 秘书长@徐汇区政协"],
        ),
        # the party group's secretary and the body's own head
        (
            "区人大常委会党组书记、主任李新华出席。",
            ["李新华 holds 书记@徐汇区人大常委会党组", "李新华 holds 主任@徐汇区人大常委会"],
        ),
        # a visitor's office is not ours
        (
            "嘉定区菊园新区家富居民区党总支书记、居委会主任高建国说。",
            ["高建国 holds 书记@嘉定区菊园新区家富居民区党总支", "高建国 holds 主任@嘉定区菊园新区家富居民区居委会"],
        ),
        ("寿光方面,市人大常委会主任武治强出席。", ["武治强 holds 主任@寿光市人大常委会"]),
        # status
        (
            "原长宁区虹桥街道虹储居民区党总支书记朱国萍出席。",
            ["朱国萍 holds 书记@长宁区虹桥街道虹储居民区党总支 former"],
        ),
        (
            "会议决定,任命徐卫兴为区交通委员会主任,免去季明的区房管局局长职务。",
            ["徐卫兴 holds 主任@徐汇区交通委 appointed", "季明 holds 局长@徐汇区房管局 removed"],
        ),
        ("会议接受宋玉坤因工作变动辞去徐汇区人民政府副区长职务的请求。", ["宋玉坤 holds 副区长@徐汇区政府 removed"]),
        (
            "大会选举佟志强为区长,盖玉珍、吕长山、慕广才为副区长。",
            [
                "佟志强 holds 区长@徐汇区政府 appointed",
                "慕广才 holds 副区长@徐汇区政府 appointed",
                "吕长山 holds 副区长@徐汇区政府 appointed",
                "盖玉珍 holds 副区长@徐汇区政府 appointed",
            ],
        ),
        # the office after the name
        ("石金樱是漕河泾街道公租房党支部书记。", ["石金樱 holds 书记@徐汇区漕河泾街道公租房党支部"]),
        (
            "王悦在龙华街道西岸数字谷党群服务中心担任专职党群工作者。",
            ["王悦 holds 专职党群工作者@徐汇区龙华街道西岸数字谷党群服务中心"],
        ),
        # foreigners, and an area that no list knows
        ("大阪市市长横山英幸、议长竹下隆出席。", ["横山英幸 holds 市长@大阪市政府", "竹下隆 holds 议长@大阪市议会"]),
        (
            "韩国特许厅厅长金完基和日本特许厅长官小野洋太出席。",
            ["金完基 holds 厅长@韩国特许厅", "小野洋太 holds 长官@日本特许厅"],
        ),
        ("法国弗龙萨克市市长玛丽-佛朗斯·赫吉出席。", ["玛丽-佛朗斯·赫吉 holds 市长@弗龙萨克市政府"]),
        # zones, the youth league, branches
        ("中国平安银行徐汇支行行长王小明出席。", ["王小明 holds 行长@中国平安银行徐汇支行"]),
        ("团区委书记吴昕出席。", ["吴昕 holds 书记@共青团徐汇区委"]),
        # no office
        ("代表团团长王小明出席。", []),
        ("居村党组织书记论坛在徐汇举办。", []),
        ("各区组织部有关领导参加。", []),
    ],
)
def test_offices(text: str, expected: list[str]) -> None:
    """Who holds which office in which body, with its status."""
    assert facts(text, "holds") == expected


def test_a_number_vouches_for_the_names_of_a_list() -> None:
    """Names of any writing are read where the text says how many people it lists, and only where the number is right."""
    text = EVENT + "仁青、马文祥、拉毛、尕玛扎西{}位区领导到场。"
    assert len(facts(text.format("四"), "attends")) == 4
    assert not any("仁青" in fact for fact in facts(text.format("五"), "attends"))


EVENT = "4月22日,徐汇区召开旧住房改造推进大会。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区长钟晓咏主持会议并强调,要提高认识。", ["钟晓咏 chairs", "钟晓咏 speaks"]),
        ("会议由区长钟晓咏主持,副区长毕桂平作工作部署。", ["钟晓咏 chairs", "毕桂平 speaks"]),
        ("主持会议的是区长钟晓咏。", ["钟晓咏 chairs"]),
        ("出席会议的还有副区长毕桂平、俞林伟。", ["毕桂平 attends", "俞林伟 attends"]),
        ("区领导王宏伟、纪晓鹏列席会议。", ["王宏伟 attends", "纪晓鹏 attends"]),
        (
            "区房管局、天平街道、徐房集团三家单位作交流发言。",
            ["徐汇区房管局 speaks", "徐汇区天平街道 speaks", "徐房集团 speaks"],
        ),
        ("天平、斜土两个街道作交流发言。", ["徐汇区天平街道 speaks", "徐汇区斜土街道 speaks"]),
        # the name's end is told by what follows
        ("区委书记曹立强强调,要落实到位。", ["曹立强 speaks"]),
        ("区委副书记王华出席。", ["王华 attends"]),
        ("市委常委张为既传达精神,也作部署。", ["张为 speaks"]),
        # who is only cited takes no part
        ("会议传达学习了习近平总书记重要讲话精神。", []),
        ("会议传达学习了市委书记陈吉宁调研时的讲话精神。", []),
        ("习近平主席指出,要坚持人民至上。", []),
    ],
)
def test_taking_part(text: str, expected: list[str]) -> None:
    """Who takes part in the event at hand, and how."""
    found = [
        said for said in read_sentence(EVENT + text).statements if said.rel in ("chairs", "speaks", "attends", "signs")
    ]
    assert sorted(f"{label(said.subj)} {said.rel}" for said in found) == sorted(expected)
    assert {label(said.obj) for said in found} <= {"旧住房改造推进大会"}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # the day and the name
        (
            "4月22日上午,徐汇区召开旧住房改造“三年决战”推进大会,区委书记鲍炳章出席。",
            {("旧住房改造“三年决战”推进大会", "meeting", "2021-04-22")},
        ),
        (
            "第二十一届上海知识产权国际论坛昨天拉开帷幕,市长龚正出席。",
            {("第二十一届上海知识产权国际论坛", "forum", "2021-04-25")},
        ),
        (
            "区十六届人大常委会4月23日举行第四十一次会议,区人大常委会主任李新华主持。",
            {("区十六届人大常委会第四十一次会议", "session", "2021-04-23")},
        ),
        ("培训班4月25日至26日举办,区委书记鲍炳章出席。", {("培训班", "training", "2021-04-25")}),
        # what people make: visits and receptions
        (
            "4月22日,区委书记鲍炳章到天平街道调研旧住房改造。",
            {("鲍炳章到天平街道调研旧住房改造", "inspection", "2021-04-22")},
        ),
        ("4月22日,市长龚正会见了大阪市市长横山英幸。", {("龚正会见横山英幸一行", "reception", "2021-04-22")}),
        # what a speaker asks for did not take place
        ("区委书记鲍炳章强调,要开好动员大会,区长钟晓咏出席。", set()),
        # the spirit of a meeting, and a hall called after one
        ("区委书记鲍炳章出席,学习贯彻全会精神。", set()),
    ],
)
def test_events(text: str, events: set[tuple[str, str, str]]) -> None:
    """Events with their name, kind and day."""
    from kg.model import Event

    found = {said.obj for said in read_sentence(text).statements if isinstance(said.obj, Event)}
    assert {(event.label, event.kind, event.date) for event in found} == events


def test_a_relative_name_without_a_home_is_no_body() -> None:
    """Where nothing tells whose 区委 it is, nothing is said of it."""
    from kg.extract import extract_page
    from kg.model import Mended, Page
    from tests.extract.pages import article

    text = "区委书记鲍炳章出席推进会。"
    page = Page("p.txt", text, "0" * 64)
    found = extract_page(page, [article(text)])
    assert found.jurisdiction.code == ""
    assert [said for said in found.statements if said.rel == "holds"] == []
    assert isinstance(article(text).body, Mended)


def test_evidence_is_the_sentence() -> None:
    """The quote is the sentence that says so, at its offsets."""
    text = EVENT + "区长钟晓咏主持。"
    said = next(s for s in read_sentence(text).statements if s.rel == "chairs")
    assert said.evidence.quote == "区长钟晓咏主持。"
    assert text[said.evidence.start : said.evidence.end] == said.evidence.quote
