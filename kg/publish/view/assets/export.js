// What is seen, as a file: PNG and SVG of the view with a legend and a line that says what it holds, CSV of the facts.
kg.export = (() => {
  const { data, filters, stage, paint, labels, palette, state, table } = kg;

  const name = () => (data.facts.title || "图").replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_").slice(0, 60);

  function save(blob, extension) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${name()}.${extension}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // The view onto any context: ground, graph, names, legend, and the line at its foot.
  const FOOT = 46;
  function picture(c, view, ratio = 1) {
    const s = view.scale * ratio, w = view.w * ratio, h = view.h * ratio;
    const rectangle = (x, y, width, height, colour) => {
      c.setTransform(1, 0, 0, 1, 0, 0);
      c.fillStyle = colour;
      c.beginPath();
      c.moveTo(x, y); c.lineTo(x + width, y); c.lineTo(x + width, y + height); c.lineTo(x, y + height); c.closePath();
      c.fill();
    };
    rectangle(0, 0, w, h + FOOT * ratio, palette.colours.ground);
    c.setTransform(s, 0, 0, s, w / 2 - view.x * s, h / 2 - view.y * s);
    const out = stage.standing();
    stage.below(c, view.scale, view);
    if (out) paint.highlight(c, view.scale, out);
    labels.draw(c, view.scale, stage.plan() || labels.choose(view.scale, out), view);
    rectangle(0, h, w, FOOT * ratio, palette.colours.ground);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.textBaseline = "middle";
    c.textAlign = "left";
    c.font = `12px ${labels.FONT}`;
    let x = 14;
    data.types.forEach(([, label], type) => {
      if (state.now.hiddenTypes.has(type) || !data.type.includes(type)) return;
      c.fillStyle = palette.colours.type[type];
      c.beginPath();
      palette.outline(c, type, x + 6, view.h + 14, 6);
      c.fill();
      c.fillStyle = palette.colours.ink;
      c.fillText(label, x + 16, view.h + 14.5);
      x += 16 + label.length * 12 + 18;
    });
    c.fillStyle = palette.colours.soft;
    const described = filters.described() || `全图 ${data.n} 个节点、${data.m} 条关系`;
    const room = Math.floor((view.w - 28) / 12), line = `${data.facts.title ? `${data.facts.title} · ` : ""}${described}`;
    c.fillText(line.length > room ? `${line.slice(0, room - 1)}…` : line, 14, view.h + 34);
  }

  function png() {
    const view = stage.camera(), ratio = 2, canvas = document.createElement("canvas");
    canvas.width = Math.round(view.w * ratio);
    canvas.height = Math.round((view.h + FOOT) * ratio);
    picture(canvas.getContext("2d"), view, ratio);
    canvas.toBlob((blob) => save(blob, "png"), "image/png");
  }

  function svgText() {
    const view = stage.camera(), c = new kg.svg.Context(Math.round(view.w), Math.round(view.h + FOOT));
    picture(c, view);
    return c.toString();
  }

  // One row a fact. A cell that a spreadsheet would take for a formula is led by an apostrophe.
  function csvText() {
    const cell = (value) => {
      let text = String(value ?? "");
      if (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
      return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    };
    const lines = [["主体", "主体类型", "关系", "职务或说明", "状态", "对象", "对象类型", "开始", "结束", "原句", "文章", "报道日期", "页面", "起", "止", "规则", "置信度"]];
    for (const k of table.rows()) {
      const fact = [data.label[data.from[k]], data.typeName(data.from[k]), data.relationName(k), data.text(k), data.status(k),
        data.label[data.to[k]], data.typeName(data.to[k]), data.start(k), data.end(k)];
      const quotes = data.quotes(k);
      if (!quotes.length) lines.push([...fact, "", "", "", "", "", "", "", ""]);
      for (const q of quotes) lines.push([...fact, q.text, q.headline, q.date, q.page, q.start, q.end, q.rule, q.confidence]);
    }
    const described = filters.described();
    const out = stage.standing();
    if (described || out) lines.push([`说明：${[out ? "只含所选的关系" : "", described].filter(Boolean).join("；")}`]);
    return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  async function link() {
    state.flush();
    try {
      await navigator.clipboard.writeText(location.href);
      kg.controls.toast("已复制本视图的链接");
    } catch {
      kg.controls.toast("浏览器不允许复制；请从地址栏复制链接");
    }
  }

  const ways = {
    png, link,
    svg: () => save(new Blob([svgText()], { type: "image/svg+xml" }), "svg"),
    csv: () => save(new Blob([csvText()], { type: "text/csv;charset=utf-8" }), "csv"),
    print: () => window.print(),
  };
  document.getElementById("export-menu").addEventListener("click", (event) => {
    const way = event.target.dataset.export;
    if (!way) return;
    kg.controls.closeMenus();
    ways[way]();
  });

  return { svgText, csvText, png };
})();
