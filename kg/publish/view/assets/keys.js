// The keyboard: everything that the mouse can do to the graph, and a page that tells the keys.
kg.keys = (() => {
  const { data, state, filters, stage, words } = kg;
  const { el, button } = words;
  const help = document.getElementById("help");
  const KEYS = [
    ["/", "搜索"], ["↑ ↓ ← →", "走到那个方向上相邻的节点"], ["Enter", "聚焦所选节点；再按收起"], ["Esc", "一步步退回：路径、选择、聚焦"],
    ["+ −", "放大、缩小"], ["0", "看全图"], ["P", "找路径"], ["T", "关系图与任职时间线"], ["?", "这一页"],
  ];

  function openHelp() {
    const rows = KEYS.map(([key, what]) => el("tr", "", el("th", "", el("kbd", "", key)), el("td", "", what)));
    const pinyin = words.canPinyin ? "拼音首字母由浏览器自带的拼音排序得出，多音字可能只认一种读音。" : "此浏览器不支持按拼音首字母搜索。";
    help.replaceChildren(el("h2", "", "怎么用"), el("table", "", el("tbody", "", ...rows)),
      el("p", "", "点击节点或连线看原句；双击节点聚焦、展开或收起；按住 Alt 点类型只看该类型；拖动节点可以挪开。", pinyin),
      el("p", "", "线的颜色：绿为活动，褐为任职，紫为政策，灰为隶属。本文件是单独一个文件，不连接任何网络。"),
      button("关闭", "", () => help.close()));
    help.showModal();
  }

  // Back by one step; true if there was one.
  function escape() {
    const { now } = state;
    if (help.open) return help.close();
    if (kg.controls.closeMenus()) return undefined;
    if (kg.path.isOpen()) return kg.path.close();
    if (now.node >= 0 || now.edge >= 0) return state.set({ node: -1, edge: -1 });
    if (now.focus.length) return state.set({ focus: [] });
    return undefined;
  }

  // To the neighbour that lies most in the direction of the arrow; without a selection, to the most connected node.
  const WAYS = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };
  function walk(key) {
    const i = state.now.node;
    if (i < 0) {
      const first = data.byDegree.find((j) => filters.node[j]);
      return first === undefined ? undefined : kg.panel.show(first);
    }
    let best = -1, least = Infinity;
    for (const k of data.around(i)) {
      const j = data.other(k, i);
      if (!filters.edge[k] || j === i) continue;
      const dx = data.x[j] - data.x[i], dy = data.y[j] - data.y[i];
      const turn = Math.abs(Math.atan2(Math.sin(Math.atan2(dy, dx) - WAYS[key]), Math.cos(Math.atan2(dy, dx) - WAYS[key])));
      const cost = turn + Math.hypot(dx, dy) / 5000;
      if (turn < Math.PI * 0.55 && cost < least) { least = cost; best = j; }
    }
    return best >= 0 ? kg.panel.show(best) : undefined;
  }

  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape") return escape();
    if (event.ctrlKey || event.metaKey || event.altKey || typing || help.open) return undefined;
    const onGraph = event.target.id === "network" || event.target === document.body;
    switch (event.key) {
      case "/": event.preventDefault(); document.getElementById("find").select(); return document.getElementById("find").focus();
      case "?": return openHelp();
      case "p": case "P": event.preventDefault(); return kg.path.open();
      case "t": case "T": return state.set({ view: state.now.view === "graph" ? "timeline" : "graph" });
      case "0": return stage.fit();
      case "+": case "=": return stage.zoom(1.4);
      case "-": return stage.zoom(1 / 1.4);
      case "Enter": if (onGraph && state.now.node >= 0) { event.preventDefault(); stage.toggleFocus(state.now.node); } return undefined;
      default:
        if (onGraph && event.key in WAYS) { event.preventDefault(); walk(event.key); }
        return undefined;
    }
  });
  document.getElementById("open-help").addEventListener("click", openHelp);
  help.addEventListener("click", (event) => { if (event.target === help) help.close(); });

  return { escape, openHelp };
})();
