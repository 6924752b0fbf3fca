// What is to be seen: from the reader's choices to one flag a node and one an edge, and the counts to tell them.
kg.filters = (() => {
  const { data, state } = kg;
  const node = new Uint8Array(data.n), edge = new Uint8Array(data.m);
  const counts = { nodes: 0, edges: 0, isolated: 0 };
  const PART_OF = data.relations.findIndex((row) => row[0] === "part_of");

  function inPeriod(k) {
    const { from, to, undated } = state.now;
    if (from === null && to === null && undated) return true;
    if (data.first[k] === data.NO_DAY) return undated;
    return (to === null || data.first[k] <= to) && (from === null || data.last[k] >= from);
  }

  // Passes every choice but the focus and the body: these ask for neighbourhoods, which rest on this.
  const passes = (k) => {
    const { hiddenTypes, hiddenRelations } = state.now;
    return !hiddenRelations.has(data.relation[k]) && !hiddenTypes.has(data.type[data.from[k]])
      && !hiddenTypes.has(data.type[data.to[k]]) && inPeriod(k);
  };

  // The nodes within `hops` steps of `starts` over edges that pass.
  function reach(starts, hops, ok) {
    const seen = new Uint8Array(data.n);
    let edgeOfReach = [...starts];
    edgeOfReach.forEach((i) => { seen[i] = 1; });
    for (let hop = 0; hop < hops; hop++) {
      const next = [];
      for (const i of edgeOfReach) {
        for (const k of data.around(i)) {
          const j = data.other(k, i);
          if (!seen[j] && ok[k]) { seen[j] = 1; next.push(j); }
        }
      }
      edgeOfReach = next;
    }
    return seen;
  }

  // A body with all that is part of it, however deep.
  function withParts(body) {
    const family = new Set([body]);
    for (const i of family) {
      for (const k of data.around(i)) if (data.relation[k] === PART_OF && data.to[k] === i) family.add(data.from[k]);
    }
    return family;
  }

  const base = new Uint8Array(data.m);
  let inFocus = null;

  function update() {
    const { body, focus, hops, hiddenTypes, isolated } = state.now;
    for (let k = 0; k < data.m; k++) base[k] = passes(k) ? 1 : 0;
    const inBody = body >= 0 ? reach(withParts(body), 1, base) : null;
    if (inBody) for (let k = 0; k < data.m; k++) if (!inBody[data.from[k]] || !inBody[data.to[k]]) base[k] = 0;
    inFocus = focus.length ? reach(focus, hops, base) : null;
    const linked = new Uint8Array(data.n);
    counts.edges = 0;
    for (let k = 0; k < data.m; k++) {
      edge[k] = base[k] && (!inFocus || (inFocus[data.from[k]] && inFocus[data.to[k]])) ? 1 : 0;
      if (edge[k]) { linked[data.from[k]] = 1; linked[data.to[k]] = 1; counts.edges++; }
    }
    counts.nodes = 0;
    counts.isolated = 0;
    for (let i = 0; i < data.n; i++) {
      const wanted = !hiddenTypes.has(data.type[i]) && (!inBody || inBody[i]) && (!inFocus || inFocus[i]);
      node[i] = wanted && (linked[i] || isolated || i === state.now.node || focus.includes(i)) ? 1 : 0;
      counts.nodes += node[i];
      if (wanted && !node[i]) counts.isolated++;
    }
  }

  // How many neighbours of a node the focus keeps out of sight.
  function beyondFocus(i) {
    if (!inFocus) return 0;
    const out = new Set();
    for (const k of data.around(i)) {
      const j = data.other(k, i);
      if (base[k] && !inFocus[j]) out.add(j);
    }
    return out.size;
  }

  const active = () => {
    const { hiddenTypes, hiddenRelations, from, to, undated, body } = state.now;
    return hiddenTypes.size > 0 || hiddenRelations.size > 0 || from !== null || to !== null || !undated || body >= 0;
  };

  const KEYS = ["hiddenTypes", "hiddenRelations", "from", "to", "undated", "isolated", "body", "focus", "hops"];
  const concern = (changed) => KEYS.some((key) => changed.has(key));

  // In one sentence, what a file made from this view holds and what it lacks; "" when it holds everything.
  function described() {
    if (counts.nodes === data.n && counts.edges === data.m) return "";
    const { hiddenTypes, hiddenRelations, from, to, undated, body, focus } = state.now;
    const why = [];
    if (hiddenTypes.size) why.push(`不含类型 ${[...hiddenTypes].map((t) => data.types[t][1]).join("、")}`);
    if (hiddenRelations.size) why.push(`不含关系 ${[...hiddenRelations].map((r) => data.relations[r][1]).join("、")}`);
    if (from !== null || to !== null) why.push(`时间 ${from === null ? "" : data.isoDay(from)} 至 ${to === null ? "" : data.isoDay(to)}`);
    if (!undated) why.push("不含无日期的关系");
    if (body >= 0) why.push(`只看 ${data.label[body]}`);
    if (focus.length) why.push(`聚焦 ${focus.map((i) => data.label[i]).join("、")}`);
    if (counts.isolated) why.push(`隐藏孤立节点 ${counts.isolated} 个`);
    return `显示 ${counts.nodes}/${data.n} 个节点、${counts.edges}/${data.m} 条关系${why.length ? `（${why.join("；")}）` : ""}`;
  }

  return { node, edge, counts, update, passes, reach, beyondFocus, active, concern, described };
})();
