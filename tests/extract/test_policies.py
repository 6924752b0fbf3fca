"""Which names of policies kg reads in a text, what it says is done with them, and what is no policy.

A case is a text and its policies, one each: ``act label``; the act is empty where the text tells none.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus import cut_articles, read_pages
from kg.extract.policies import PolicyFinder
from kg.extract.policynames import masked, policy_words
from kg.extract.text import normalise
from kg.extract.words import default_words
from kg.model import Page
from tests.conftest import ROOT, SAMPLES

FINDER = PolicyFinder(default_words())
TEXTS = [
    normalise(article.body.text)
    for page in read_pages([SAMPLES, ROOT / "tests" / "gold" / "pages" / "dev"])
    if isinstance(page, Page)
    for article in cut_articles(page)
]


def policies(text: str) -> list[str]:
    """The policies of a text with their acts, in order."""
    return [f"{mention.act} {mention.label}".strip() for mention in FINDER.find(normalise(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # titles with the ending of a document in force
        ("区政府印发《关于进一步优化营商环境的意见》。", ["issues 《关于进一步优化营商环境的意见》"]),
        ("会议研究了《柳编产业发展若干意见(送审稿)》。", ["reviews 《柳编产业发展若干意见（送审稿）》"]),
        ("要对照《国企改革三年行动实施方案》逐项销号。", ["implements 《国企改革三年行动实施方案》"]),
        ("《河道管理办法》由市水务局制定。", ["issues 《河道管理办法》"]),
        # decisions, budgets and plans without marks
        ("会议表决通过了区、镇两级人大换届选举的若干决定。", ["issues 区、镇两级人大换届选举的若干决定"]),
        ("会议审查和批准了2020年度财政决算。", ["issues 2020年度财政决算"]),
        ("会议审议外事工作委员会2021年的工作要点。", ["reviews 外事工作委员会2021年的工作要点"]),
        ("大会批准关于推进乡村建设的决议。", ["issues 关于推进乡村建设的决议"]),
        # agreements that are signed
        ("两家公司签署矿泉水项目合作意向书。", ["issues 矿泉水项目合作意向书"]),
    ],
)
def test_documents_are_told_by_their_endings(text: str, expected: list[str]) -> None:
    """A title in 《》, a decision, a budget, an agreement is a policy, with what is done with it."""
    assert policies(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a noun behind the marks, a name before them
        ("启动肉牛产业“百千万”提质工程。", ["implements 肉牛产业“百千万”提质工程"]),
        ("深入开展第41个“民族团结进步宣传月”活动。", ["implements “民族团结进步宣传月”活动"]),
        ("持续推进洱海保护治理“六大行动”。", ["implements 洱海保护治理“六大行动”"]),
        ("旧住房改造“三年决战”已经开局。", ["implements 旧住房改造“三年决战”"]),
        ("完善“五大战区”“两翼一体”等机制。", ["implements “五大战区”", "implements “两翼一体”"]),
        # words around the name
        ("把“全员招商、全员服务”做成招牌。", ["implements “全员招商、全员服务”"]),
        ("以“凝心铸魂强根基”主题教育为契机。", ["implements “凝心铸魂强根基”主题教育"]),
        ("徐汇区召开“百名年轻干部一线培养计划”动员部署会。", ["implements “百名年轻干部一线培养计划”"]),
        ("“三会”制度、自治公约都要用起来。", ["implements “三会”制度"]),
        ("医院院长就“医康养护”一体化模式作交流发言。", ["accounts “医康养护”一体化模式"]),
        ("打造的社区品牌名叫“清和”。", ["implements “清和”"]),
        # heard, not done
        ("会议听取“一网通办”改革汇报。", ["refused “一网通办”改革"]),
        ("人大代表开展“两旧”改造推进情况实地调研。", ["refused “两旧”改造"]),
    ],
)
def test_names_in_marks_take_what_belongs_to_them(text: str, expected: list[str]) -> None:
    """The label holds the words before and behind the marks that are part of the name."""
    assert policies(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # objects of verbs
        ("稳步推进教师分类评价改革。", ["implements 教师分类评价改革"]),
        ("推进垃圾库智能化改造,统筹提高实用性。", ["implements 垃圾库智能化改造"]),
        ("建立健全现代医院管理制度。", ["implements 现代医院管理制度"]),
        ("强化区政府主要领导牵头的行政首长负责制。", ["implements 行政首长负责制"]),
        ("探索长三角一体化的创业服务品牌。", ["implements 长三角一体化的创业服务品牌"]),
        ("巩固教育整顿成效。", ["implements 教育整顿"]),
        ("系统梳理旧住房改造攻坚任务完成情况。", ["implements 旧住房改造攻坚任务"]),
        ("推动江南新村建设沉浸式养老体验社区。", ["implements 江南新村建设沉浸式养老体验社区"]),
        # lists
        ("加快西岸金融城、徐家汇中心等重大工程进度。", ["implements 西岸金融城", "implements 徐家汇中心"]),
        ("探索智慧税务、自助办税等方式。", ["implements 智慧税务", "implements 自助办税"]),
        ("推进兆丰路、华泾工业园等地块规划调整。", ["implements 兆丰路、华泾工业园等地块规划调整"]),
        ("深化专利导航、专利池项目建设。", ["implements 专利导航、专利池项目建设"]),
        (
            "推进科创中心重要承载区和国家双创示范基地建设。",
            ["implements 科创中心重要承载区", "implements 国家双创示范基地建设"],
        ),
        # before the verb, and other forms
        ("专利转化运用专项行动要深入实施。", ["implements 专利转化运用专项行动"]),
        ("永福路等积水点改造完毕。", ["implements 永福路等积水点改造"]),
        ("市容环境十项专项整治也由街道开展。", ["implements 市容环境十项专项整治"]),
        ("防汛四级应急响应随即启动。", ["implements 防汛四级应急响应"]),
        ("把不动产登记服务改革4.0的措施落到窗口。", ["implements 不动产登记服务改革4.0"]),
        ("以市域社会治理现代化试点中期评估为契机。", ["implements 市域社会治理现代化试点"]),
        ("市国资委召开国企改革三年行动收官调度会。", ["implements 国企改革三年行动"]),
        ("区建管委介绍第二轮三年行动计划方案。", ["accounts 第二轮三年行动计划"]),
        (
            "会议听取和审议了关于本区2021年上半年国民经济和社会发展计划执行情况的报告。",
            ["accounts 国民经济和社会发展计划"],
        ),
    ],
)
def test_undertakings_are_told_by_where_they_stand(text: str, expected: list[str]) -> None:
    """A name without marks is read where a programme stands, and reaches from what it is about to its kind."""
    assert [said.replace("2021年上半年", "").replace("上半年", "") for said in policies(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        # general work, whose kind is not told apart
        "加强干部队伍建设。",
        "推进重点项目建设。",
        "健全相关制度机制。",
        "深化疾病预防控制体系建设。",
        "推动重点项目落地落实。",
        "加快产业结构调整。",
        "做好垃圾清理、绿化美化、违建拆除等整治工作。",
        "打造农业品牌、深化农村改革。",
        # virtues, doctrines, meetings, metaphors, slogans
        "增强“四个意识”、坚定“四个自信”。",
        "强化对“软实力”重要意义的学习宣传。",
        "营造“人人参与软实力建设”的浓厚氛围。",
        "践行“人民城市”重要理念。",
        "推动“走出去”招大引强,打通“最后一公里”。",
        "确保“六稳”工作落地。",
        "做好问题整改“后半篇文章”。",
        "举办“新时代好班长——居村党组织书记论坛”。",
        "讲课的题目叫《夺取伟大胜利的政治宣言》。",
        "落实好“行业主管”和“属地管理”责任。",
        "台风“烟花”来袭,全力防御。",
        # decisions about people
        "会议表决通过了关于接受张三辞去职务的决定。",
    ],
)
def test_what_is_no_policy_is_left_out(text: str) -> None:
    """General work, slogans, virtues, metaphors, meetings and appointments are no policies."""
    assert policies(text) == []


def test_a_document_keeps_its_number_and_its_name_without_marks() -> None:
    """沪府发〔2021〕5号 behind a title is its number; the names are those without 《》 and without the draft's mark."""
    (mention,) = FINDER.find("印发《河道管理办法（试行）》（沪府发〔2021〕5号）。")
    assert mention.number == "沪府发〔2021〕5号"
    assert mention.names == ("河道管理办法（试行）", "河道管理办法")


def test_what_touches_a_blocked_range_is_left_out() -> None:
    """Doctrines are handed in as ranges that hold no policy."""
    text = "学习《习近平关于工作的规定》，落实《河道管理办法》。"
    assert [mention.label for mention in FINDER.find(text, [(3, 6)])] == ["《河道管理办法》"]


def test_no_word_of_policies_is_listed_in_two_ways() -> None:
    """Every class has words, and no name of a kind is called general at once."""
    words = policy_words()
    assert all(words.values())
    assert not set(words["whole"]) & set(words["generic"])


WORDS = sorted({word for words in policy_words().values() for word in words})
strange = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from([*"，。；：、“”《》的等和", "\n"]), st.text(max_size=4)), max_size=40
).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(strange, st.sampled_from(TEXTS)))
def test_every_policy_lies_in_its_text(text: str) -> None:
    """A mention's label is the text of its range, no two overlap, and its cue lies in the text."""
    text = normalise(text)
    assert len(masked(text)) == len(text)
    last = 0
    for mention in FINDER.find(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start:mention.end] == mention.label
        assert -1 <= mention.cue < len(text)
        assert (mention.cue >= 0) == bool(mention.act)
        assert all(mention.names)
        last = mention.end


@pytest.mark.parametrize("piece", ["推进、", "“甲”", "建设等", "一" * 50, "的", "工程、", "《", "要"])
def test_long_texts_without_a_mark_are_read_in_time(piece: str) -> None:
    """A text of one piece many times over is read: no pattern looks further and further."""
    assert FINDER.find(piece * 2000) is not None
