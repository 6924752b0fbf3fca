// Search as one types: labels, other names, pinyin initials. One box in the header, and the same for paths and bodies.
kg.search = (() => {
  const { data, words } = kg;
  const MOST = 12;
  let index = null;

  // Built at the first keystroke, not at opening: names as they are compared, and their initials.
  function entries() {
    index ??= data.byDegree.map((i) => {
      const names = [data.label[i], ...data.names(i)];
      return { i, names, plain: names.map(words.plain), marks: null };
    });
    return index;
  }

  // The best matches, best first; `only` is a type's key or "". Equal ones in the order of their connections.
  function look(query, only = "") {
    const asked = words.plain(query);
    if (!asked) return [];
    const letters = /^[a-z]+$/.test(asked);
    const ranks = [[], [], [], [], [], []];
    for (const entry of entries()) {
      if (only && data.typeKey(entry.i) !== only) continue;
      let best = 9, by = 0;
      entry.plain.forEach((name, at) => {
        const found = name.indexOf(asked);
        const rank = found < 0 ? 9 : name === asked ? 0 : found === 0 ? 1 : 3;
        if (rank < best) { best = rank; by = at; }
      });
      if (best > 3 && letters) {
        entry.marks ??= entry.names.map(words.initials);
        entry.marks.forEach((marks, at) => {
          const found = words.fits(marks, asked);
          const rank = found < 0 ? 9 : found === 0 ? (marks.length === asked.length ? 2 : 4) : 5;
          if (rank < best) { best = rank; by = at; }
        });
      }
      if (best < 9) ranks[best].push({ i: entry.i, name: by ? entry.names[by] : "" });
      if (ranks[0].length >= MOST) break;
    }
    return ranks.flat().slice(0, MOST);
  }

  // Make an input a combobox: suggestions beneath it, arrows and Enter to choose, Esc to leave.
  function attach(input, { only = "", choose, label = "搜索" }) {
    const options = words.el("div", "options");
    options.id = `${input.id}-options`;
    options.setAttribute("role", "listbox");
    options.setAttribute("aria-label", "搜索结果");
    options.hidden = true;
    input.after(options);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": options.id,
      "aria-expanded": "false", "aria-label": label })) input.setAttribute(key, value);
    let hits = [], at = -1;

    function close() {
      options.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function take(hit) {
      close();
      input.value = data.label[hit.i];
      choose(hit.i);
    }
    function mark(next) {
      at = next;
      [...options.children].forEach((option, here) => option.setAttribute("aria-selected", String(here === at)));
      const row = options.children[at];
      if (row) { input.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
    }
    function update() {
      hits = look(input.value, only);
      options.replaceChildren(...hits.map((hit, here) => {
        const row = words.el("div", "option", kg.palette.icon(data.type[hit.i], 12), words.el("span", "name", data.label[hit.i]),
          words.el("span", "kind", hit.name || [data.typeName(hit.i), data.date(hit.i)].filter(Boolean).join(" ")));
        row.id = `${options.id}-${here}`;
        row.setAttribute("role", "option");
        row.addEventListener("pointerdown", (event) => { event.preventDefault(); take(hit); });
        return row;
      }));
      if (input.value.trim() && !hits.length) {
        const letters = /^[a-z]+$/i.test(input.value.trim()) && !words.canPinyin;
        options.replaceChildren(words.el("div", "nothing", letters ? "没有找到。此浏览器不支持按拼音首字母搜索。" : "没有找到"));
      }
      options.hidden = !input.value.trim();
      input.setAttribute("aria-expanded", String(!options.hidden));
      mark(hits.length ? 0 : -1);
    }
    input.addEventListener("input", update);
    input.addEventListener("focus", () => { if (input.value.trim()) update(); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" && hits.length) { event.preventDefault(); mark((at + 1) % hits.length); }
      else if (event.key === "ArrowUp" && hits.length) { event.preventDefault(); mark((at + hits.length - 1) % hits.length); }
      else if (event.key === "Enter" && hits[at]) { event.preventDefault(); take(hits[at]); }
      else if (event.key === "Escape") { event.stopPropagation(); input.value = ""; close(); input.blur(); }
    });
    return { close };
  }

  return { look, attach };
})();
