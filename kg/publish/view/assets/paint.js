// Edges and nodes onto a context, in the graph's own units: the screen, a bitmap of it, a PNG and an SVG all use this.
kg.paint = (() => {
  const { data, filters, palette, state } = kg;

  // Edges of one colour, thickness and reach are drawn in one stroke: their class is fixed, so they are sorted once.
  const REACHES = 2, WEIGHTS = 4, WIDTHS = [1, 1.8, 3, 5];
  const weightClass = (k) => { const w = data.weight(k); return w < 2 ? 0 : w < 4 ? 1 : w < 8 ? 2 : 3; };
  const lineClass = new Uint8Array(data.m);
  for (let k = 0; k < data.m; k++) {
    const far = data.island[data.from[k]] !== data.island[data.to[k]] ? 1 : 0;
    lineClass[k] = (palette.family[data.relation[k]] * REACHES + far) * WEIGHTS + weightClass(k);
  }
  // Far edges first, so that they lie under the near ones.
  const inOrder = Array.from({ length: data.m }, (_, k) => k).sort((a, b) =>
    ((lineClass[b] / WEIGHTS | 0) & 1) - ((lineClass[a] / WEIGHTS | 0) & 1) || lineClass[a] - lineClass[b] || a - b);

  // The point that an edge bends towards, for edges that have company between the same two nodes.
  function knee(k) {
    const a = Math.min(data.from[k], data.to[k]), b = Math.max(data.from[k], data.to[k]);
    const dx = data.x[b] - data.x[a], dy = data.y[b] - data.y[a], length = Math.hypot(dx, dy) || 1;
    const reach = data.bend[k] * Math.min(1.6, length / 90);
    return [(data.x[a] + data.x[b]) / 2 - dy / length * reach, (data.y[a] + data.y[b]) / 2 + dx / length * reach];
  }

  function trace(c, k) {
    const a = data.from[k], b = data.to[k];
    if (a === b) {
      const r = data.radius[a] + 10 + Math.abs(data.bend[k]);
      c.moveTo(data.x[a] + r, data.y[a] - r);
      c.arc(data.x[a], data.y[a] - r, r, 0, 2 * Math.PI);
      return;
    }
    c.moveTo(data.x[a], data.y[a]);
    if (data.bend[k]) {
      const [px, py] = knee(k);
      c.quadraticCurveTo(px, py, data.x[b], data.y[b]);
    } else c.lineTo(data.x[b], data.y[b]);
  }

  // The middle of the edge as drawn, for its words and for hits.
  function middle(k) {
    const a = data.from[k], b = data.to[k];
    if (a === b) return [data.x[a], data.y[a] - 2 * (data.radius[a] + 10 + Math.abs(data.bend[k]))];
    if (!data.bend[k]) return [(data.x[a] + data.x[b]) / 2, (data.y[a] + data.y[b]) / 2];
    const [px, py] = knee(k);
    return [(data.x[a] + 2 * px + data.x[b]) / 4, (data.y[a] + 2 * py + data.y[b]) / 4];
  }

  const worldArea = data.captions.reduce((sum, [, , w, h]) => sum + w * h, 1) * 1.6;
  const outside = (k, box) => {
    const a = data.from[k], b = data.to[k];
    return box && ((data.x[a] < box.left && data.x[b] < box.left) || (data.x[a] > box.right && data.x[b] > box.right)
      || (data.y[a] < box.top && data.y[b] < box.top) || (data.y[a] > box.bottom && data.y[b] > box.bottom));
  };

  // All visible edges; `dim` where something else is to stand out; `box` is what can be seen, null for everything.
  function edges(c, scale, { dim = false, box = null } = {}) {
    // The nearer the reader, the fewer edges share the screen, and the stronger each may be; far ones cross it anyway.
    const share = Math.min(1, innerWidth * innerHeight / (worldArea * scale * scale));
    const nearCrowd = filters.counts.edges * share, farCrowd = filters.counts.edges * share ** 0.25;
    const near = nearCrowd < 900 ? 0.75 : nearCrowd < 5000 ? 0.55 : 0.4, far = farCrowd < 900 ? 0.4 : farCrowd < 5000 ? 0.2 : 0.12;
    const thin = (crowd) => 1 / Math.sqrt(Math.max(1, crowd / 3000));
    const { line } = palette.colours;
    let open = -1;
    for (const k of inOrder) {
      if (!filters.edge[k] || outside(k, box)) continue;
      const cls = lineClass[k];
      if (cls !== open) {
        if (open >= 0) c.stroke();
        open = cls;
        const isFar = (cls / WEIGHTS | 0) & 1;
        c.strokeStyle = line[palette.FAMILY_ORDER[cls / (WEIGHTS * REACHES) | 0]];
        c.globalAlpha = (isFar && !state.now.focus.length ? far : near) * (dim ? 0.22 : 1);
        const weight = cls % WEIGHTS;
        c.lineWidth = WIDTHS[weight] * (weight ? 1 : thin(isFar ? farCrowd : nearCrowd)) / scale * Math.min(1, 0.5 + scale);
        c.beginPath();
      }
      trace(c, k);
    }
    if (open >= 0) c.stroke();
    c.globalAlpha = 1;
  }

  // The radius as drawn: on the screen a sign shrinks only with the root of the scale, and never below a pixel and a half.
  const radiusAt = (i, scale) => (scale < 1 ? Math.max(data.radius[i] / Math.sqrt(scale), 1.6 / scale) : data.radius[i]);

  function nodes(c, scale, { dim = false, box = null } = {}) {
    for (let type = 0; type < data.types.length; type++) {
      let any = false;
      for (let i = 0; i < data.n; i++) {
        if (data.type[i] !== type || !filters.node[i]) continue;
        const r = radiusAt(i, scale);
        if (box && (data.x[i] + r < box.left || data.x[i] - r > box.right || data.y[i] + r < box.top || data.y[i] - r > box.bottom)) continue;
        if (!any) c.beginPath();
        any = true;
        // At this size no eye tells a circle from a square, and a square is five times as fast.
        if (r * scale * devicePixelRatio < 2.2) c.rect(data.x[i] - r * 0.9, data.y[i] - r * 0.9, 1.8 * r, 1.8 * r);
        else palette.outline(c, type, data.x[i], data.y[i], r);
      }
      if (any) finish(c, type, scale, dim);
    }
    c.globalAlpha = 1;
  }

  // Fill the signs traced so far; a thin rim of ground colour parts those that touch.
  function finish(c, type, scale, dim) {
    c.globalAlpha = dim ? 0.26 : 1;
    c.fillStyle = palette.colours.type[type];
    c.fill();
    if (scale > 0.25) {
      c.strokeStyle = palette.colours.ground;
      c.lineWidth = 1.2 / scale;
      c.stroke();
    }
  }

  function oneNode(c, i, scale) {
    c.beginPath();
    palette.outline(c, data.type[i], data.x[i], data.y[i], radiusAt(i, scale));
    finish(c, data.type[i], scale, false);
  }

  // Soft grounds under the islands, so that the eye finds the groups.
  function islands(c, scale) {
    if (state.now.focus.length || data.captions.length < 2) return;
    c.fillStyle = palette.colours.island;
    c.beginPath();
    for (const [x, y, w, h] of data.captions) {
      if (w * scale < 30) continue;
      c.moveTo(x + w * 0.54, y);
      c.ellipse(x, y, w * 0.54, h * 0.54, 0, 0, 2 * Math.PI);
    }
    c.fill();
  }

  // What stands out: the edges and nodes of the selection or of the path; null when nothing does.
  function standout() {
    const { node, edge, path } = state.now;
    if (path && path.edges) {
      const nodes = new Set(path.ends);
      path.edges.forEach((k) => { nodes.add(data.from[k]); nodes.add(data.to[k]); });
      return { edges: path.edges, nodes, main: new Set(path.ends), trail: true };
    }
    if (edge >= 0) return { edges: [edge], nodes: new Set([data.from[edge], data.to[edge]]), main: new Set(), trail: false };
    if (node < 0) return null;
    const edges = Array.from(data.around(node)).filter((k) => filters.edge[k]);
    const nodes = new Set([node]);
    edges.forEach((k) => nodes.add(data.other(k, node)));
    return { edges, nodes, main: new Set([node]), trail: false };
  }

  function arrow(c, k, scale) {
    const b = data.to[k], [mx, my] = data.bend[k] ? knee(k) : [data.x[data.from[k]], data.y[data.from[k]]];
    const angle = Math.atan2(data.y[b] - my, data.x[b] - mx), r = radiusAt(b, scale) + 2 / scale, size = 8 / scale;
    const x = data.x[b] - r * Math.cos(angle), y = data.y[b] - r * Math.sin(angle);
    c.moveTo(x, y);
    c.lineTo(x - size * Math.cos(angle - 0.4), y - size * Math.sin(angle - 0.4));
    c.lineTo(x - size * Math.cos(angle + 0.4), y - size * Math.sin(angle + 0.4));
    c.closePath();
  }

  function highlight(c, scale, out) {
    c.strokeStyle = c.fillStyle = out.trail ? palette.colours.trail : palette.colours.accent;
    const many = out.edges.length > 60;
    c.globalAlpha = many ? 0.55 : 0.85;
    c.lineWidth = (out.trail ? 3 : many ? 1.1 : 1.7) / scale;
    c.beginPath();
    out.edges.forEach((k) => trace(c, k));
    c.stroke();
    if (!many && data.relations.length) {
      c.beginPath();
      out.edges.forEach((k) => { if (data.from[k] !== data.to[k] && data.relationKey(k) !== "met") arrow(c, k, scale); });
      c.fill();
    }
    c.globalAlpha = 1;
    for (const i of out.nodes) oneNode(c, i, scale);
    for (const i of out.main) {
      c.beginPath();
      c.strokeStyle = out.trail ? palette.colours.trail : palette.colours.accent;
      c.lineWidth = 3 / scale;
      c.arc(data.x[i], data.y[i], radiusAt(i, scale) * 1.25 + 5 / scale, 0, 2 * Math.PI);
      c.stroke();
    }
  }

  return { edges, nodes, oneNode, islands, standout, highlight, middle, knee, radiusAt };
})();
