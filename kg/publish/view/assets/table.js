// The same facts as words, below the graph: what is visible, or what touches the selection. A canvas says nothing to a
// screen reader; this does.
kg.table = (() => {
  const { data, state, filters, stage, words } = kg;
  const { el, button } = words;
  const box = document.getElementById("facts");
  const STEP = 100;

  // The visible edges, or those that stand out, in the order in which they are listed.
  function rows() {
    const out = stage.standing();
    if (out) return out.edges.filter((k) => filters.edge[k] || state.now.path);
    const all = [];
    for (let k = 0; k < data.m; k++) if (filters.edge[k]) all.push(k);
    return all;
  }

  function row(k) {
    const quote = data.quotes(k)[0], more = data.quotes(k).length - 1;
    const cell = (...children) => el("td", "", ...children);
    const name = (i) => button(data.label[i], "link", () => { kg.panel.show(i); document.getElementById("app").scrollIntoView(); });
    return el("tr", "", cell(name(data.from[k])),
      cell([data.relationName(k), data.text(k), data.status(k)].filter(Boolean).join(" · ")), cell(name(data.to[k])),
      cell(words.period(data.start(k), data.end(k))),
      quote ? el("td", "said", el("q", "", quote.text), el("span", "from", ` ${[quote.headline && `《${quote.headline}》`, quote.date, quote.page].filter(Boolean).join(" ")}${more > 0 ? ` 等 ${more + 1} 处` : ""}`)) : cell("—"));
  }

  const ON_PAPER = 2000;
  let timer = 0, printing = false;
  function render() {
    const all = rows(), { node, edge, path } = state.now;
    const about = path ? "路径上的" : edge >= 0 ? "所选的" : node >= 0 ? `“${data.label[node]}”的` : "图中可见的";
    const body = el("tbody");
    let shown = 0;
    const more = button("", "more", () => grow());
    function grow() {
      const next = Math.min(all.length, shown + (printing ? ON_PAPER : STEP));
      body.append(...all.slice(shown, next).map(row));
      shown = next;
      more.hidden = shown >= all.length;
      more.textContent = `再显示 ${Math.min(STEP, all.length - shown)} 行（共 ${words.count(all.length)} 行）`;
    }
    grow();
    const cut = printing && shown < all.length ? `。只印前 ${words.count(shown)} 条` : "";
    const head = el("tr", "", ...["主体", "关系", "对象", "日期", "原句与出处"].map((title) => { const th = el("th", "", title); th.scope = "col"; return th; }));
    const described = filters.described();
    const table = el("table", "", el("caption", "", `${about}关系 ${words.count(all.length)} 条${described ? `。${described}` : ""}${cut}`), el("thead", "", head), body);
    box.replaceChildren(el("h2", "", "文字表格"), el("div", "scroll", table), more);
  }
  const later = () => { clearTimeout(timer); timer = setTimeout(render, 120); };
  state.listen((changed) => { if (["node", "edge", "path"].some((key) => changed.has(key)) || filters.concern(changed)) later(); });

  // On paper nobody can ask for more rows.
  function print(on) {
    printing = on;
    render();
  }

  return { render, later, rows, print };
})();
