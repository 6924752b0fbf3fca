"""Graphs that look like the real ones, of any size: districts with their bodies, officials, meetings and programmes."""

from __future__ import annotations

import random

from kg.publish.view.model import Quote, Source, ViewEdge, ViewGraph, ViewNode

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡余杜叶程苏魏吕丁任沈姚卢"
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建国华玉梅志红海东林晓春国庆玲宇鑫波晨"
_PLACES = (
    "云溪", "临川", "青浦", "石泉", "南岭", "东湖", "北塘", "西渡", "永宁", "长乐", "安平", "清河", "新丰", "古田",
    "桃源", "龙门", "白沙", "金山", "银川", "玉泉", "松江", "海宁",
)
_BODIES = (
    "区委", "区政府", "区人大常委会", "区政协", "区纪委", "区委组织部", "区委宣传部", "区房管局", "区教育局",
    "区卫健委", "区发改委", "区民政局", "区城管局", "区商务委",
)
_TOPICS = (
    "旧住房改造", "防汛防台", "营商环境", "基层党建", "数字化转型", "垃圾分类", "安全生产", "乡村振兴", "养老服务",
    "招商引资", "文明创建", "食品安全",
)
_KINDS = (
    "推进大会", "工作会议", "专题培训班", "座谈会", "现场调研", "启动仪式", "研讨会", "签约仪式", "调度会",
)
_POLICIES = (
    "三年行动计划", "实施方案", "若干意见", "“提质增效”专项行动", "管理办法", "“百日攻坚”行动",
)
_ROLES = (
    "书记", "副书记", "区长", "副区长", "主任", "副主任", "局长", "副局长", "部长", "常委", "委员",
)


def planted(n: int, *, seed: int = 1, edges_per_node: int = 2) -> ViewGraph:
    """A graph of ``n`` nodes in planted communities of about 60, with ``edges_per_node`` times as many edges."""
    rng = random.Random(seed)
    districts = max(1, n // 60)
    nodes: list[ViewNode] = []
    members: list[list[int]] = [[] for _ in range(districts)]
    kinds: list[str] = []
    for i in range(n):
        home = i % districts
        area = _PLACES[home % len(_PLACES)] + ("" if home < len(_PLACES) else str(home // len(_PLACES)))
        rank = i // districts
        if rank < 8 or rng.random() < 0.08:
            kind, label = "body", area + _BODIES[rank % len(_BODIES)]
            names: tuple[str, ...] = (f"中共{area}{_BODIES[rank % len(_BODIES)]}",) if rank == 0 else ()
            date = ""
        elif rng.random() < 0.3:
            kind, label = "event", area + rng.choice(_TOPICS) + rng.choice(_KINDS)
            names, date = (), f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        elif rng.random() < 0.12:
            kind, label, names, date = "policy", rng.choice(_TOPICS) + rng.choice(_POLICIES), (), ""
        else:
            given = rng.choice(_GIVEN) + (rng.choice(_GIVEN) if rng.random() < 0.7 else "")
            kind, label, names, date = "person", rng.choice(_SURNAMES) + given, (), ""
        kinds.append(kind)
        members[home].append(i)
        iri = f"https://w3id.org/local-governance/id/{kind}/{home}/{label}-{i}"
        nodes.append(ViewNode(iri, kind, label, names, date, (("地区", area),)))
    sources = tuple(Source(f"{place}区召开{topic}会议", f"{place}-{k:03}.txt", f"{2015 + k % 10}-0{1 + k % 9}-1{k % 9}")
                    for k, (place, topic) in enumerate((p, t) for p in _PLACES for t in _TOPICS))
    edges: list[ViewEdge] = []
    quotes: list[Quote] = []
    starters = [i for i, kind in enumerate(kinds) if kind in ("person", "body")]
    for k in range(n * edges_per_node):
        a = starters[k % len(starters)] if k < len(starters) else rng.choice(starters)
        home = a % districts if rng.random() < 0.86 else rng.randrange(districts)
        # The square pulls towards the first of a district, its bodies: hubs, as in the real graphs.
        pool = members[home]
        b = pool[int(len(pool) * rng.random() ** 1.6)]
        if a == b:
            b = pool[(pool.index(b) + 1) % len(pool)] if len(pool) > 1 else (a + 1) % n
        relation, label, status = _relation(rng, kinds[a], kinds[b])
        month = f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02}" if rng.random() < 0.7 else ""
        start = nodes[b].date or nodes[a].date or month
        role = label or {"attends": "出席", "speaks": "在会上讲话", "chairs": "主持"}.get(relation, "")
        text = f"{nodes[a].label}{role}{nodes[b].label}，并就下一步工作提出要求。"
        quotes.append(Quote(text, rng.randrange(len(sources)), 10 * k, 10 * k + len(text), f"rule.{relation}", 0.93))
        edges.append(ViewEdge(a, b, relation, label, start, start, status, (len(quotes) - 1,)))
    return ViewGraph(tuple(nodes), tuple(edges), tuple(quotes), sources, title=f"样例图 {n}")


def _relation(rng: random.Random, a: str, b: str) -> tuple[str, str, str]:
    """A relation that fits the two kinds of nodes, with an office and a status where it is ``holds``."""
    if b == "event":
        return rng.choice(("attends", "attends", "speaks", "chairs")) if a == "person" else "organizes", "", ""
    if b == "policy":
        return rng.choice(("issues", "implements")), "", ""
    if a == "person" and b == "body":
        return "holds", rng.choice(_ROLES), rng.choice(("current", "current", "former", "appointed"))
    return ("part_of", "", "") if a == b == "body" else ("met", "同场 1 次", "")
