// Names on the graph: as many as fit without lying on each other, the most connected first, always the same size on
// the screen. They are chosen for a scale, not for a view, so that none jumps in or out while the reader pans.
kg.labels = (() => {
  const { data, filters, palette, paint, state, words } = kg;
  const FONT = '"Noto Sans SC","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
  const CELL = 48, MOST_FAR = 90, FEW = 160;

  // Boxes on the screen that are taken, in cells, so that a new one is compared with its neighbours only.
  function taken() {
    const cells = new Map();
    const each = (box, visit) => {
      for (let cy = Math.floor(box[1] / CELL); cy <= Math.floor(box[3] / CELL); cy++) {
        for (let cx = Math.floor(box[0] / CELL); cx <= Math.floor(box[2] / CELL); cx++) {
          if (visit(cx * 131071 + cy)) return true;
        }
      }
      return false;
    };
    return {
      // `spare(node)` tells which signs may be covered.
      hits: (box, spare) => each(box, (cell) => (cells.get(cell) || []).some((other) =>
        box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1] && !(other[4] >= 0 && spare(other[4])))),
      add: (box, owner = -1) => each(box, (cell) => {
        const here = cells.get(cell);
        const entry = [...box, owner];
        if (here) here.push(entry);
        else cells.set(cell, [entry]);
        return false;
      }),
    };
  }

  const anySign = () => true;
  const sizeOf = (i, scale) => Math.min(17, (12 + Math.min(3, Math.log2(1 + data.degree[i]) / 2)) * Math.min(1.2, Math.max(1, scale)));

  const middles = new Map(data.captions.map(([x, , , , , island]) => [island, x]));

  // Where the name of node i may stand around its sign, best first: boxes on the screen and the anchor of the text.
  function spots(i, scale, lines, size) {
    const x = data.x[i] * scale, y = data.y[i] * scale, r = paint.radiusAt(i, scale) * scale + 2;
    const w = Math.max(...lines.map(words.width)) * size + 2, h = lines.length * size * 1.2;
    const below = [x - w / 2, y + r, x + w / 2, y + r + h, "center"], above = [x - w / 2, y - r - h, x + w / 2, y - r, "center"];
    const right = [x + r + 2, y - h / 2, x + r + 2 + w, y + h / 2, "left"], left = [x - r - 2 - w, y - h / 2, x - r - 2, y + h / 2, "right"];
    // In a hierarchy the lines run sideways: names stand on the side away from the middle of their map.
    if (data.facts.form === "bodies" && !state.now.focus.length) {
      const middle = middles.get(data.island[i]);
      if (middle === undefined || Math.abs(data.x[i] - middle) < 20) return [below, above, right, left];
      return data.x[i] > middle ? [right, above, below, left] : [left, above, below, right];
    }
    return [below, above, right, left];
  }

  // How far names may reach beyond the outermost signs, so that a view of the whole cuts none off.
  const REACH = Math.min(data.facts.form === "bodies" ? 120 : 52, innerWidth * 0.09);
  function outer(scale, out) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const i of out ? out.nodes : data.byDegree) {
      if (!out && !filters.node[i]) continue;
      const x = data.x[i] * scale, y = data.y[i] * scale;
      box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y); box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
    }
    const reach = out ? 260 : REACH;
    return [box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach];
  }

  // Choose the names for one scale. `out` is what stands out (its names come first, and alone while there are any);
  // `box` is the part of a big graph that the reader may reach before the next choice, null for all of it.
  function choose(scale, out, box = null) {
    const near = (i) => !box || (data.x[i] > box.left && data.x[i] < box.right && data.y[i] > box.top && data.y[i] < box.bottom);
    const around = (i) => {
      const r = paint.radiusAt(i, scale) * scale * 0.9, x = data.x[i] * scale, y = data.y[i] * scale;
      return [x - r, y - r, x + r, y + r];
    };
    const ground = taken();
    const chosen = [], onEdges = [];
    const few = filters.counts.nodes <= 700;
    if (few || out) {
      for (const i of out ? out.nodes : data.byDegree) {
        if (!filters.node[i] && !out) continue;
        ground.add(around(i), i);
      }
    }
    const edge = outer(scale, out);
    const put = (i, size, bold, faint = false) => {
      // A hub ringed by its own leaves would stay without a name: it may cover signs far smaller than itself.
      const own = (j) => j === i, small = (j) => j === i || (data.degree[j] <= 2 && data.degree[i] >= 6);
      return place(i, size, { bold, faint }, own) || (data.degree[i] >= 6 && place(i, size, { bold, faint }, small));
    };
    const place = (i, size, style, spare) => {
      for (const lines of words.wraps(data.label[i])) {
        for (const box of spots(i, scale, lines, size)) {
          if (box[0] < edge[0] || box[1] < edge[1] || box[2] > edge[2] || box[3] > edge[3] || ground.hits(box, spare)) continue;
          ground.add(box);
          chosen.push({ i, lines, size, ...style, dx: (box[4] === "left" ? box[0] : box[4] === "right" ? box[2] : (box[0] + box[2]) / 2) - data.x[i] * scale,
            dy: box[1] - data.y[i] * scale, align: box[4] });
          return true;
        }
      }
      return false;
    };
    if (out) {
      for (const i of out.main) put(i, 16, true);
      if (out.edges.length <= 40) out.edges.forEach((k) => putEdge(k, scale, ground, onEdges));
      const rest = [...out.nodes].filter((i) => !out.main.has(i)).sort((a, b) => data.degree[b] - data.degree[a] || a - b);
      rest.forEach((i) => put(i, 13, false));
      // In a small graph the others keep their names, faintly, so that the eye does not lose its way.
      if (filters.counts.nodes <= FEW) {
        const others = data.byDegree.filter((i) => filters.node[i] && !out.nodes.has(i));
        others.forEach((i) => ground.add(around(i), i));
        others.forEach((i) => put(i, 12, false, true));
      }
      return { scale, box: null, chosen, onEdges };
    }
    // From afar each island is called by its hub, in larger letters; then as many others as are not too many to read.
    const far = !state.now.focus.length && scale < 0.42 && filters.counts.nodes > 700;
    const named = new Set();
    if (far) {
      for (const [, , w, h, i] of data.captions) {
        if (!filters.node[i] || !near(i) || Math.max(w, h) * scale < 34) continue;
        if (put(i, Math.min(18, Math.max(12.5, Math.sqrt(w * h) * scale / 9)), true)) named.add(i);
      }
    }
    // So many to a screen: when the reader is nearer, the whole takes many screens.
    const [w, h] = box ? [(box.right - box.left) * scale, (box.bottom - box.top) * scale] : [edge[2] - edge[0], edge[3] - edge[1]];
    const screens = Math.min(w * h, (edge[2] - edge[0]) * (edge[3] - edge[1])) / (innerWidth * innerHeight);
    const most = far ? MOST_FAR * Math.max(1, screens) : Infinity;
    for (const i of data.byDegree) {
      if (chosen.length >= most) break;
      if (filters.node[i] && !named.has(i) && near(i)) put(i, sizeOf(i, scale), data.typeKey(i) === "body");
    }
    return { scale, box, chosen, onEdges };
  }

  function putEdge(k, scale, ground, onEdges) {
    if (data.relationKey(k) === "met" && data.weight(k) < 2) return;
    const text = edgeWords(k), size = 11.5, [x, y] = paint.middle(k);
    const w = words.width(text) * size + 4, h = size * 1.3;
    const box = [x * scale - w / 2, y * scale - h / 2, x * scale + w / 2, y * scale + h / 2];
    if (ground.hits(box, anySign)) return;
    ground.add(box);
    onEdges.push({ x, y, text, size });
  }

  const edgeWords = (k) => data.text(k) || data.relationName(k);

  function draw(c, scale, plan, box) {
    c.textBaseline = "top";
    c.lineJoin = "round";
    c.strokeStyle = palette.colours.ground;
    c.fillStyle = palette.colours.ink;
    const within = (x, y) => !box || (x > box.left && x < box.right && y > box.top && y < box.bottom);
    const say = (text, x, y, halo) => {
      c.lineWidth = halo / scale;
      c.strokeText(text, x, y);
      c.fillText(text, x, y);
    };
    let count = 0;
    for (const { i, lines, size, bold, faint, dx, dy, align } of plan.chosen) {
      if (!within(data.x[i], data.y[i])) continue;
      c.font = `${bold ? "600 " : ""}${size / scale}px ${FONT}`;
      c.textAlign = align;
      c.fillStyle = faint ? palette.colours.soft : palette.colours.ink;
      c.globalAlpha = faint ? 0.7 : 1;
      lines.forEach((line, at) => say(line, data.x[i] + dx / scale, data.y[i] + (dy + at * size * 1.2) / scale, 3));
      count++;
    }
    c.globalAlpha = 1;
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillStyle = palette.colours.soft;
    for (const { x, y, text, size } of plan.onEdges) {
      if (!within(x, y)) continue;
      c.font = `${size / scale}px ${FONT}`;
      say(text, x, y, 4);
    }
    return count;
  }

  return { choose, draw, edgeWords, FONT };
})();
