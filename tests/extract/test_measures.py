"""Who issues or carries out which policy: cases as short as the sentence that makes them.

A case is a text on a page of 徐汇区 and its policy facts, one each: ``rule: body → policy``; ■ opens a digest box.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.trial import label, read_sentence


def measures(text: str, **where: str) -> list[str]:
    """The policy facts of a text, in order."""
    return [
        f"{said.rule}: {label(said.subj)} → {label(said.obj)}"
        for said in read_sentence(text, **where).statements
        if said.rel in ("issues", "implements")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "■区人社局聚焦重点群体。一是推行“一窗综办”。二是开展“创业圆梦季”系列活动。",
            ["implements.box: 徐汇区人社局 → “一窗综办”", "implements.box: 徐汇区人社局 → “创业圆梦季”系列活动"],
        ),
        (
            "■区卫健工作党委、卫健委以人民健康为中心。深化爱国卫生运动。",
            ["implements.box: 徐汇区卫健工作党委 → 爱国卫生运动", "implements.box: 徐汇区卫健委 → 爱国卫生运动"],
        ),
        (
            "■区教育工作党委、教育局凝心聚力。稳步推进教师分类评价改革。",
            [
                "implements.box: 徐汇区教育工作党委 → 教师分类评价改革",
                "implements.box: 徐汇区教育局 → 教师分类评价改革",
            ],
        ),
        (
            "■区残联印发《“残疾人之家”星级评定办法》。",
            ["issues.box: 徐汇区残联 → 《“残疾人之家”星级评定办法》"],
        ),
        # a box that opens with a day
        (
            "■11月25日,区总工会启动“工匠之家”建设。",
            ["implements.box: 徐汇区总工会 → “工匠之家”建设"],
        ),
    ],
)
def test_a_box_is_about_the_body_it_opens_with(text: str, expected: list[str]) -> None:
    """All that a digest box tells is its body's, and both bodies' where it opens with two."""
    assert measures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the subject of the clause
        ("4月22日,区房管局启动“安居工程”三年行动。", ["implements.subject: 徐汇区房管局 → “安居工程”三年行动"]),
        ("区委、区政府出台《徐汇区旧住房改造办法》。",
         ["issues.subject: 徐汇区委 → 《徐汇区旧住房改造办法》", "issues.subject: 徐汇区政府 → 《徐汇区旧住房改造办法》"]),
        ("我区全面推行河长制。", ["implements.subject: 徐汇区 → 河长制"]),
        ("区建管委负责人介绍第二轮三年行动计划方案。", ["implements.subject: 徐汇区建管委 → 第二轮三年行动计划"]),
        # whose name or deed it is
        ("落实区委部署的“组织建设覆盖年”攻坚任务。", ["implements.owner: 徐汇区委 → “组织建设覆盖年”攻坚任务"]),
        ("“周周看上海”活动由复旦大学主办。", ["implements.agent: 复旦大学 → “周周看上海”活动"]),
        # speech: the body that the speaker stands for
        ("区委书记鲍炳章强调,要深入开展“百日攻坚”行动。", ["implements.speech: 徐汇区委 → “百日攻坚”行动"]),
        ("区委副书记、区长钟晓咏指出,要落实片区治理制度。", ["implements.speech: 徐汇区政府 → 片区治理制度"]),
        ("区委书记鲍炳章指出,要提高认识。他强调,要做实“1+3+X”组织框架。",
         ["implements.speech: 徐汇区委 → “1+3+X”组织框架"]),
        # meetings
        ("区十六届人大常委会举行第四十一次会议。会议表决通过了区、镇两级人大换届选举的若干决定。",
         ["issues.session: 徐汇区人大常委会 → 区、镇两级人大换届选举的若干决定"]),
        ("区长钟晓咏主持召开区政府第41次常务会议。会议审议并原则通过《徐汇区河道管理办法》。",
         ["issues.session: 徐汇区政府 → 《徐汇区河道管理办法》"]),
        ("区人大常委会举行第四十一次会议。会议听取了关于国民经济和社会发展计划执行情况的报告。",
         ["implements.account: 徐汇区政府 → 国民经济和社会发展计划"]),
        # signatures
        ("4月22日,徐汇区政府与复旦大学签署《知识产权合作协议》。",
         ["issues.signed: 徐汇区政府 → 《知识产权合作协议》", "issues.signed: 复旦大学 → 《知识产权合作协议》"]),
        ("副区长毕桂平代表区政府签订《知识产权合作协议》。", ["issues.signed: 徐汇区政府 → 《知识产权合作协议》"]),
        # a sentence without a subject goes on with the one before
        ("本区全力防御台风。依托“一网统管”城运平台,集中整合信息。", ["implements.subject: 徐汇区 → “一网统管”城运平台"]),
    ],
)
def test_the_text_tells_whose_deed_it_is(text: str, expected: list[str]) -> None:
    """The actor is the owner, the agent, the subject, the speaker's body, the body that meets, or who signs."""
    assert measures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # nobody of whom it can be told
        "居民老王强调,要落实《徐汇区旧住房改造方案》。",
        "推进“多格合一”。",
        "各街道、各部门要开展“百日攻坚”行动。",
        # heard, won, bought
        "区委中心组学习《民法典实施办法》。",
        "区图书馆获评“书香上海”示范项目。",
        # a place is no actor
        "在区政府门口的“安居工程”三年行动展台前,居民排起了队。",
    ],
)
def test_where_no_actor_is_told_nothing_is_said(text: str) -> None:
    """No body carries out what the text does not say that it does."""
    assert measures(text) == []


def test_the_evidence_is_the_sentence_that_names_the_policy() -> None:
    """The quote is the sentence of the policy, also where the body is named in the one before."""
    said = [s for s in read_sentence("区政府召开常务会议。会议通过《河道管理办法》。").statements if s.rel == "issues"]
    assert [s.evidence.quote for s in said] == ["会议通过《河道管理办法》。"]


PIECES = [
    "区委书记鲍炳章", "强调，", "要推进", "旧住房改造", "“三年决战”", "区房管局", "、", "由", "牵头", "会议", "通过", "《河道管理办法》", "。",
    "，", "签署", "与", "徐汇区", "我区", "他说，", "区人大常委会", "举行第四十一次会议", "等", "的", "\n", "关于", "情况的报告",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map("".join), st.booleans())
def test_any_order_of_words_is_read(text: str, box: bool) -> None:
    """However the words stand, each fact quotes a sentence that holds its policy's words."""
    for said in read_sentence(("■" if box else "") + text).statements:
        if said.rel in ("issues", "implements"):
            assert label(said.obj) in said.evidence.quote
