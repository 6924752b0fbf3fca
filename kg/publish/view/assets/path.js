// The shortest path between two chosen nodes over what is visible, told step by step with its sentences.
kg.path = (() => {
  const { data, state, filters, stage, words, quotes } = kg;
  const { el, button } = words;
  let ends = null;  // the two ends while they are being chosen, -1 for one not chosen yet; null when closed

  // The edges of a shortest path, in order; null if there is none. Of several, always the same one.
  function shortest(a, b, allowed) {
    const via = new Int32Array(data.n).fill(-1);
    const queue = [a];
    via[a] = -2;
    for (let head = 0; head < queue.length && via[b] === -1; head++) {
      for (const k of data.around(queue[head])) {
        const j = data.other(k, queue[head]);
        if (via[j] !== -1 || !allowed(k)) continue;
        via[j] = k;
        queue.push(j);
      }
    }
    if (via[b] === -1) return null;
    const edges = [];
    for (let i = b; i !== a; i = data.other(via[i], i)) edges.push(via[i]);
    return edges.reverse();
  }

  function open(start = -1) {
    ends = [start >= 0 ? start : state.now.node, -1];
    state.set({ view: "graph", path: null });
    kg.panel.size("half");
    kg.panel.render();
    const input = document.getElementById(ends[0] < 0 ? "path-from" : "path-to");
    if (input) input.focus();
  }
  function close() {
    ends = null;
    if (state.now.path) state.set({ path: null });
    else kg.panel.render();
  }

  function choose(at, i) {
    ends[at] = i;
    if (ends[0] >= 0 && ends[1] >= 0 && ends[0] !== ends[1]) go(ends);
    else document.getElementById(at ? "path-from" : "path-to").focus();
  }

  function go(both) {
    ends = [...both];
    kg.panel.size("half");
    const edges = shortest(both[0], both[1], (k) => filters.edge[k]);
    state.set({ path: { ends: [...both], edges }, node: -1, edge: -1 });
    if (!edges) return;
    const nodes = new Set(both);
    edges.forEach((k) => { nodes.add(data.from[k]); nodes.add(data.to[k]); });
    stage.fit([...nodes]);
  }

  function render(target, closer) {
    ends ??= [...state.now.path.ends];
    const input = (at, id, label) => {
      const made = el("input");
      made.type = "search";
      made.id = id;
      made.placeholder = label;
      made.autocomplete = "off";
      made.value = ends[at] >= 0 ? data.label[ends[at]] : "";
      return made;
    };
    const from = input(0, "path-from", "起点：姓名或机构"), to = input(1, "path-to", "终点：姓名或机构");
    target.replaceChildren(closer, el("header", "", el("h2", "", "最短路径")),
      el("div", "ends", el("div", "search", from), el("div", "search", to)));
    kg.search.attach(from, { choose: (i) => choose(0, i), label: "路径的起点" });
    kg.search.attach(to, { choose: (i) => choose(1, i), label: "路径的终点" });
    const { path } = state.now;
    if (!path) {
      target.append(el("p", "note", "选两个人（或机构、事件），看他们怎样连在一起，每一步都有原句。"));
      return;
    }
    if (path.edges) steps(target, path);
    else {
      const anyway = shortest(path.ends[0], path.ends[1], () => true);
      target.append(el("p", "note", anyway ? `当前视图里两者不相连；不计筛选时相隔 ${anyway.length} 步。` : "两者之间没有任何路径。",
        anyway ? button("清除筛选再找", "link", () => { const both = [...path.ends]; kg.controls.clear(); go(both); }) : ""));
    }
  }

  function steps(target, path) {
    target.append(el("p", "type", `相隔 ${path.edges.length} 步`));
    const list = el("ol", "steps");
    let at = path.ends[0];
    list.append(el("li", "stop", quotes.link(at)));
    for (const k of path.edges) {
      at = data.other(k, at);
      const along = data.from[k] !== at, what = [data.text(k) || data.relationName(k), data.status(k)].filter(Boolean).join(" · ");
      list.append(el("li", "step", el("div", "head", el("span", "what", `${along ? "↓" : "↑"} ${what}`),
        data.start(k) ? el("time", "", words.period(data.start(k), data.end(k))) : ""), ...quotes.blocks(k)), el("li", "stop", quotes.link(at)));
    }
    target.append(list);
  }

  // A path follows the filters. The panel listens after this, and tells the new one.
  state.listen((changed) => {
    const { path } = state.now;
    if (changed.has("node") && state.now.node >= 0 && !path) ends = null;
    if (path && filters.concern(changed)) {
      path.edges = shortest(path.ends[0], path.ends[1], (k) => filters.edge[k]);
      stage.repaint();
    }
  });

  return { open, close, go, render, shortest, isOpen: () => ends !== null };
})();
