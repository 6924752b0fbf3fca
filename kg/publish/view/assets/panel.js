// The panel: the whole graph at a glance, or all that is known about what is selected, with the sentences that say so.
kg.panel = (() => {
  const { data, state, filters, stage, words, quotes, palette } = kg;
  const { el, button } = words;
  const panel = document.getElementById("panel"), detail = document.getElementById("detail");
  const AT_ONCE = 12, STEP = 40;

  function show(i) {
    state.set({ node: i, edge: -1, path: null, view: "graph" });
    if (!filters.node[i]) stage.repaint();
    stage.bring(i);
  }

  // A list that shows its first rows and more on demand.
  function list(items, row) {
    const made = el("ul", "facts");
    let shown = 0;
    const more = button("", "more", () => grow(STEP));
    function grow(by) {
      made.append(...items.slice(shown, shown + by).map((item, at) => row(item, shown + at)));
      shown = Math.min(items.length, shown + by);
      more.hidden = shown >= items.length;
      more.textContent = `再显示 ${Math.min(STEP, items.length - shown)} 条（共 ${words.count(items.length)} 条）`;
    }
    grow(AT_ONCE);
    return [made, more];
  }

  const section = (title, ...children) => el("section", "", el("h3", "", title), ...children);

  const SECTIONS = [
    ["任职", ["holds"]], ["活动", ["organizes", "chairs", "speaks", "signs", "attends", "takes_place_at"]],
    ["政策", ["issues", "implements"]], ["上下级", ["part_of", "located_in"]], ["同场", ["met"]],
  ];

  function node(i) {
    const all = Array.from(data.around(i)), seen = all.filter((k) => filters.edge[k]);
    const names = data.names(i).filter((name) => name !== data.label[i]);
    const head = el("header", "", el("h2", "", palette.icon(data.type[i], 20), data.label[i]),
      el("p", "type", [data.typeName(i), data.date(i), `${words.count(all.length)} 条关系`].filter(Boolean).join(" · ")));
    if (names.length) head.append(el("p", "names", "又名 ", names.join("、")));
    const attrs = data.attrs(i);
    if (attrs.length) head.append(el("dl", "attrs", ...attrs.flatMap(([key, value]) => [el("dt", "", key), el("dd", "", value)])));
    const inFocus = state.now.focus.includes(i), beyond = filters.beyondFocus(i);
    const acts = el("div", "acts",
      button(inFocus ? "收起" : state.now.focus.length ? `展开${beyond ? ` +${beyond}` : ""}` : `聚焦 ${new Set(seen.map((k) => data.other(k, i))).size} 个相邻`, "", () => stage.toggleFocus(i)),
      button("路径起点", "", () => kg.path.open(i)), button("居中", "", () => stage.goTo(i)));
    detail.replaceChildren(closer(), head, acts);
    if (seen.length < all.length) {
      detail.append(el("p", "note", `筛选隐藏了其中 ${all.length - seen.length} 条关系。`, button("清除筛选", "link", () => kg.controls.clear())));
    }
    for (const [title, keys] of SECTIONS) {
      const edges = seen.filter((k) => keys.includes(data.relationKey(k))).sort((a, b) => data.last[b] - data.last[a] || a - b);
      if (!edges.length) continue;
      const bars = title === "任职" ? kg.timeline.small(edges, i) : "";
      const people = title === "任职" && data.typeKey(i) === "body" ? `任职 · ${new Set(edges.map((k) => data.other(k, i))).size} 人` : title;
      detail.append(section(`${people}`, bars, ...list(edges, (k, at) => quotes.fact(k, i, at < 6))));
    }
    const met = data.typeKey(i) === "person" ? company(i) : [];
    if (met.length) {
      detail.append(section("同场最多", el("ul", "chips", ...met.map(([j, times]) => el("li", "", quotes.link(j), ` ${times} 次`)))));
    }
  }

  // The persons who took part in most of the same events, over what is visible.
  function company(i) {
    const times = new Map();
    for (const k of data.around(i)) {
      const event = data.other(k, i);
      if (!filters.edge[k] || data.typeKey(event) !== "event") continue;
      const here = new Set();
      for (const q of data.around(event)) {
        const j = data.other(q, event);
        if (filters.edge[q] && j !== i && data.typeKey(j) === "person") here.add(j);
      }
      for (const j of here) times.set(j, (times.get(j) || new Set()).add(event));
    }
    return [...times].map(([j, events]) => [j, events.size]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8);
  }

  function edge(k) {
    const a = data.from[k], b = data.to[k], others = data.twins(k).filter((twin) => twin !== k);
    const when = words.period(data.start(k), data.end(k));
    detail.replaceChildren(closer(),
      el("header", "", el("p", "type", "关系"),
        el("h2", "edge", quotes.link(a), el("span", "what", [data.text(k) || data.relationName(k), data.status(k)].filter(Boolean).join(" · ")), quotes.link(b)),
        when ? el("p", "type", when) : ""),
      section("原句", ...quotes.blocks(k, true)));
    if (others.length) {
      detail.append(section("两者之间的其他关系", ...list(others, (twin) =>
        el("li", "fact", button(quotes.sentence(twin), "link", () => state.set({ edge: twin })), ...quotes.blocks(twin)))));
    }
  }

  function overview() {
    const { facts } = data;
    const dated = data.earliest <= data.latest ? `${data.isoDay(data.earliest)} 至 ${data.isoDay(data.latest)}` : "";
    detail.replaceChildren(el("header", "", el("h2", "", "这张图里有什么"),
      el("p", "type", [`${words.count(data.n)} 个节点`, `${words.count(data.m)} 条关系`, dated].filter(Boolean).join(" · "))));
    facts.notes.forEach((note) => detail.append(el("p", "note", note)));
    const chosen = data.types.map((_, type) => data.byDegree.filter((i) => data.type[i] === type && data.degree[i] && filters.node[i]).slice(0, 6));
    chosen.forEach((members, type) => {
      if (members.length) {
        detail.append(section(`联系最多的${data.types[type][1]}`, el("ul", "chips", ...members.map((i) =>
          el("li", "", quotes.link(i), el("span", "count", ` ${words.count(data.degree[i])}`))))));
      }
    });
    detail.append(section("怎么用", el("ul", "hints",
      el("li", "", "点击节点或连线：看原句，知道出自哪篇文章。"), el("li", "", "双击节点：只看它和相邻的；再双击别的节点展开，双击中心收起。"),
      el("li", "", "搜索：姓名、别名，或拼音首字母（如 zxy）。"), el("li", "", "地址栏里的链接记住当前视图，可以发给别人。"))));
  }

  const closer = () => {
    const made = button("×", "close", () => kg.keys.escape());
    made.setAttribute("aria-label", "关闭");
    return made;
  };

  function render() {
    const { node: i, edge: k, path } = state.now;
    if (path || kg.path.isOpen()) kg.path.render(detail, closer());
    else if (k >= 0) edge(k);
    else if (i >= 0) node(i);
    else overview();
    panel.classList.toggle("empty", i < 0 && k < 0 && !path && !kg.path.isOpen());
    detail.scrollTop = 0;
  }

  // On a phone the panel is a sheet: the grip moves it between a peek, half and nearly all of the screen.
  const SIZES = ["peek", "half", "full"];
  function size(name) { SIZES.forEach((each) => panel.classList.toggle(each, each === name)); }
  const current = () => SIZES.find((each) => panel.classList.contains(each)) || "half";
  const grip = document.getElementById("grip");
  let startY = null;
  grip.addEventListener("click", () => size(current() === "half" ? "full" : current() === "full" ? "peek" : "half"));
  grip.addEventListener("pointerdown", (event) => { startY = event.clientY; });
  addEventListener("pointerup", (event) => {
    const moved = startY === null ? 0 : event.clientY - startY;
    startY = null;
    if (Math.abs(moved) < 24) return;
    size(SIZES[Math.max(0, Math.min(2, SIZES.indexOf(current()) + (moved < 0 ? 1 : -1)))]);
    grip.addEventListener("click", (click) => click.stopImmediatePropagation(), { capture: true, once: true });
  });

  state.listen((changed) => {
    if (["node", "edge", "path"].some((key) => changed.has(key)) || filters.concern(changed)) render();
    if ((changed.has("node") && state.now.node >= 0) || (changed.has("edge") && state.now.edge >= 0)) {
      if (current() === "peek") size("half");
    }
    if (changed.has("node") && state.now.node < 0 && state.now.edge < 0 && !state.now.path && !kg.path.isOpen()) size("peek");
  });

  return { render, show, size };
})();
