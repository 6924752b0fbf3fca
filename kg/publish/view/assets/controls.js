// Legend, relations, body filter, menus, theme, the count of what is seen and what is hidden.
kg.controls = (() => {
  const { data, state, filters, stage, words, palette } = kg;
  const { el, button } = words;
  const by = (id) => document.getElementById(id);

  // ── types and relations, with counts ──
  const typeCounts = new Int32Array(data.types.length), relationCounts = new Int32Array(data.relations.length);
  for (let i = 0; i < data.n; i++) typeCounts[data.type[i]]++;
  for (let k = 0; k < data.m; k++) relationCounts[data.relation[k]]++;

  const chips = data.types.map(([, name], type) => {
    if (!typeCounts[type]) return null;
    const chip = button("", "chip", () => state.toggle("hiddenTypes", type));
    chip.append(palette.icon(type), name, el("span", "count", words.count(typeCounts[type])));
    chip.title = `显示或隐藏${name}；按住 Alt 只看${name}`;
    chip.addEventListener("click", (event) => {
      if (event.altKey) state.set({ hiddenTypes: new Set(data.types.map((_, t) => t).filter((t) => t !== type && typeCounts[t])) });
    });
    by("legend").append(chip);
    return chip;
  });
  const boxes = data.relations.map(([, name], relation) => {
    if (!relationCounts[relation]) return null;
    const input = el("input");
    input.type = "checkbox";
    input.checked = true;
    input.addEventListener("change", () => state.toggle("hiddenRelations", relation));
    by("relations").append(el("label", "", input, el("span", `line ${palette.FAMILY_ORDER[palette.family[relation]]}`), name, el("span", "count", words.count(relationCounts[relation]))));
    return input;
  });

  // ── one body and what belongs to it ──
  const bodyFilter = by("body-filter");
  kg.search.attach(bodyFilter, { only: "body", label: "只看某机构", choose: (i) => { state.set({ body: i, node: i, edge: -1, path: null }); stage.fit(); } });
  bodyFilter.addEventListener("input", () => { if (!bodyFilter.value) state.set({ body: -1 }); });

  by("body-filter").parentElement.hidden = !data.types.some(([key], type) => key === "body" && typeCounts[type]);
  by("open-relations").parentElement.hidden = relationCounts.filter(Boolean).length < 2;
  by("switch-view").hidden = !data.relations.some(([key], relation) => key === "holds" && relationCounts[relation]);

  function clear() {
    const fresh = state.fresh();
    state.set({ hiddenTypes: fresh.hiddenTypes, hiddenRelations: fresh.hiddenRelations, from: null, to: null, undated: true, body: -1 });
  }
  by("reset").addEventListener("click", clear);

  // ── menus ──
  const menus = [["open-export", "export-menu"], ["open-relations", "relations"]];
  function closeMenus() {
    let any = false;
    for (const [opener, menu] of menus) {
      any ||= !by(menu).hidden;
      by(menu).hidden = true;
      by(opener).setAttribute("aria-expanded", "false");
    }
    return any;
  }
  for (const [opener, menu] of menus) {
    by(opener).addEventListener("click", () => {
      const open = by(menu).hidden;
      closeMenus();
      by(menu).hidden = !open;
      by(opener).setAttribute("aria-expanded", String(open));
    });
  }
  addEventListener("pointerdown", (event) => { if (!event.target.closest(".menu")) closeMenus(); });
  by("open-filters").addEventListener("click", () => {
    const open = by("filters").classList.toggle("open");
    by("open-filters").setAttribute("aria-expanded", String(open));
  });

  // ── theme: as the system has it until the reader turns it ──
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  function recolour() {
    stage.recolour();
    document.querySelectorAll("canvas.sign").forEach(palette.paintIcon);
  }
  by("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = palette.colours.dark ? "light" : "dark";
    recolour();
  });
  systemDark.addEventListener("change", recolour);

  // ── view, zoom, path ──
  by("switch-view").addEventListener("click", () => state.set({ view: state.now.view === "graph" ? "timeline" : "graph" }));
  by("open-path").addEventListener("click", () => kg.path.open());
  by("zoom-in").addEventListener("click", () => stage.zoom(1.4));
  by("zoom-out").addEventListener("click", () => stage.zoom(1 / 1.4));
  by("zoom-fit").addEventListener("click", () => stage.fit());
  kg.search.attach(by("find"), { choose: (i) => kg.panel.show(i), label: "搜索人物、机构、事件" });

  function toast(text) {
    const box = by("toast");
    box.textContent = text;
    box.hidden = false;
    clearTimeout(toast.timer);
    toast.timer = setTimeout(() => { box.hidden = true; }, 3200);
  }

  // ── the focus, with its steps and the way back ──
  function focusBar() {
    const { focus, hops } = state.now, bar = by("focus-bar");
    bar.hidden = !focus.length;
    if (!focus.length) return;
    const names = focus.slice(0, 3).map((i) => data.label[i]).join("、") + (focus.length > 3 ? ` 等 ${focus.length} 个` : "");
    bar.replaceChildren(el("span", "", "聚焦 ", el("b", "", names)),
      el("span", "steps", ...[1, 2, 3].map((h) => {
        const step = button(`${h} 步`, "", () => state.set({ hops: h }));
        step.setAttribute("aria-pressed", String(h === hops));
        return step;
      })),
      button("返回全图", "link", () => state.set({ focus: [] })));
  }

  // ── what is seen, what is hidden: never in silence ──
  function status() {
    const { counts } = filters, box = by("status");
    box.replaceChildren(`显示 ${words.count(counts.nodes)}/${words.count(data.n)} 个节点 · ${words.count(counts.edges)}/${words.count(data.m)} 条关系`);
    if (counts.isolated || state.now.isolated) {
      const toggle = button(state.now.isolated ? "隐藏孤立节点" : `隐藏孤立 ${words.count(counts.isolated)}`, "link", () => state.set({ isolated: !state.now.isolated }));
      toggle.title = "没有可见关系的节点；点击切换";
      box.append(" · ", toggle);
    }
  }

  function render() {
    chips.forEach((chip, type) => chip && chip.setAttribute("aria-pressed", String(!state.now.hiddenTypes.has(type))));
    boxes.forEach((input, relation) => { if (input) input.checked = !state.now.hiddenRelations.has(relation); });
    by("open-relations").classList.toggle("on", state.now.hiddenRelations.size > 0);
    by("reset").hidden = !filters.active();
    if (document.activeElement !== bodyFilter) bodyFilter.value = state.now.body >= 0 ? data.label[state.now.body] : "";
    by("switch-view").setAttribute("aria-pressed", String(state.now.view === "timeline"));
    by("switch-view").textContent = state.now.view === "timeline" ? "关系图" : "时间线";
    focusBar();
    status();
  }
  state.listen(render);

  return { render, clear, toast, closeMenus, recolour };
})();
