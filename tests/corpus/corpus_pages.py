"""Random pages that look enough like pages to reach the corners of the cutter."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "seeds" / "articles").glob("*.txt"))

# Lines and bits of lines as pages have them, half-width here; `pages` makes some of them full-width.
LINES = (
    "", "", "  ", "\u3000\u3000", "# 区委召开会议", "## 区政府举行 新闻发布会", "### ■ 做优做强",
    "■ 平安城区建设", "● 宗河", "● 记者 耿洁玉", "记者 张三 李四", "本报记者 朱亮 摄", "朱亮 摄", "(资料图片)",
    "图为会议现场。 邱宇哲 摄", "2021年4月26日 星期一", "第A02版 要闻",
    "来源:松江人大 发布时间:2015-05-28 【字号:大 中 小】", "(来源:区委组织部)", "责任编辑:周敏",
    "2021年4月20日", "平政办〔2021〕12号", "我区召开旧住房改造推进大会", "条块一起上课", "说“忠诚”",
    "为中国企业“走出去”保驾护航", "四位书记在论坛上对谈", "徐汇区人民政府",
    "本报讯(记者 李洪宝 通讯员 莞投宣)2月7日,动员大会召开。", "**本报讯** 8月2日,周玉龙检查疫情防控工作。",
    "新华社北京4月20日电 会议20日闭幕。", "4月22日上午,区委书记鲍炳章出席会议并讲话。",
    "鲍炳章指出,要让书记们在重", "大战略、重要部署中锤炼队伍。", "课程结束当晚,也就是7月",
    "26日晚,徐汇区召开会议。", "会议由李新华主持。(来源:区府办)", "副书记:钟晓咏 王醇晨", "| 姓名 | 职务 |",
    "---", "![图](a.png)", "[徐汇区](http://x.cn)召开会议。", "> 引文一段。", "相关新闻", "首页 > 新闻 > 要闻",
    "The WIPO", "Arbitration Center opened.", "\x0c", "\u2028会议", "\x00会议召开。", "&nbsp;&nbsp;会议召开。",
    "<b>会议</b>召开。",
)
WIDE = {ord(c): ord(c) + 0xFEE0 for c in ",:;()!?"}

lines = (
    st.sampled_from(LINES)
    | st.text(alphabet="区委书记会议。,:()■●#*[]<>& \u3000\t0月日年摄记者讯电来源图", max_size=40)
    | st.text(max_size=12)
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample page with lines taken out, doubled, cut in two, exchanged or given other ends."""
    path = draw(st.sampled_from(SAMPLES))
    rows = path.read_text(encoding="utf-8").split("\n")
    for _ in range(draw(st.integers(1, 8))):
        at, other = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
        change = draw(st.integers(0, 5))
        if change == 0:
            rows[at] = ""
        elif change == 1:
            rows.insert(at, rows[other])
        elif change == 2:
            cut = draw(st.integers(0, len(rows[at])))
            rows[at:at + 1] = [rows[at][:cut], rows[at][cut:]]
        elif change == 3:
            rows[at], rows[other] = rows[other], rows[at]
        elif change == 4:
            rows[at] = rows[at][:draw(st.integers(0, len(rows[at])))]
        else:
            rows.insert(at, draw(lines))
    return "\n".join(rows)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of up to thirty lines."""
    text = "\n".join(draw(st.lists(lines, max_size=30)))
    return text.translate(WIDE) if draw(st.booleans()) else text
