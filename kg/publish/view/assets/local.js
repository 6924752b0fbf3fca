// A layout for the neighbourhood in focus: springs among the few nodes to be seen, then labels pushed apart. It starts
// from a sunflower around the first centre, without chance, so the same focus always looks the same.
kg.local = (() => {
  const { data, filters, words } = kg;
  const MOST = 320;

  // Moves the visible nodes; false (and nothing moved) when they are too many, and keep their places on the map.
  function arrange(centres) {
    const members = data.byDegree.filter((i) => filters.node[i]);
    if (members.length > MOST || !members.length) return false;
    const list = [...centres.filter((i) => filters.node[i]), ...members.filter((i) => !centres.includes(i))];
    const at = new Map(list.map((i, p) => [i, p]));
    const n = list.length, x = new Float64Array(n), y = new Float64Array(n);
    for (let p = 0; p < n; p++) {
      const angle = p * Math.PI * (3 - Math.sqrt(5)), r = Math.sqrt(p);
      x[p] = r * Math.cos(angle);
      y[p] = r * Math.sin(angle);
    }
    const pairs = [], load = new Float64Array(n);
    for (let k = 0; k < data.m; k++) {
      if (!filters.edge[k]) continue;
      const a = at.get(data.from[k]), b = at.get(data.to[k]);
      pairs.push([a, b]);
      load[a]++;
      load[b]++;
    }
    for (let round = 0; round < 150; round++) {
      const mx = new Float64Array(n), my = new Float64Array(n);
      for (let a = 0; a < n; a++) {
        for (let b = a + 1; b < n; b++) {
          const dx = x[a] - x[b], dy = y[a] - y[b], push = 1 / Math.max(dx * dx + dy * dy, 0.003);
          mx[a] += dx * push; my[a] += dy * push;
          mx[b] -= dx * push; my[b] -= dy * push;
        }
      }
      for (const [a, b] of pairs) {
        const dx = x[a] - x[b], dy = y[a] - y[b], d = Math.hypot(dx, dy);
        const pull = 0.6 * d / Math.sqrt(Math.max(1, load[a], load[b]));
        mx[a] -= dx * pull; my[a] -= dy * pull;
        mx[b] += dx * pull; my[b] += dy * pull;
      }
      const heat = 0.12 * Math.sqrt(n) * (1 - round / 150) + 0.01;
      for (let p = 0; p < n; p++) {
        const length = Math.hypot(mx[p], my[p]) || 1, step = Math.min(length, heat) / length;
        x[p] += mx[p] * step;
        y[p] += my[p] * step;
      }
    }
    const boxes = list.map((i) => {
      const lines = words.wraps(data.label[i])[0], r = data.radius[i];
      return [Math.max(2 * r + 10, Math.max(...lines.map(words.width)) * 14 + 10) / 2, (2 * r + lines.length * 18 + 10) / 2];
    });
    const unit = Math.sqrt(boxes.reduce((sum, [w, h]) => sum + 4 * w * h, 0) / n);
    for (let p = 0; p < n; p++) { x[p] *= unit * 1.15; y[p] *= unit * 0.85; }
    part(x, y, boxes);
    list.forEach((i, p) => { data.x[i] = x[p] - x[0]; data.y[i] = y[p] - y[0]; });
    return true;
  }

  function part(x, y, boxes) {
    for (let round = 0; round < 80; round++) {
      let hit = false;
      for (let a = 0; a < x.length; a++) {
        for (let b = a + 1; b < x.length; b++) {
          const dx = x[a] - x[b], dy = y[a] - y[b];
          const ox = boxes[a][0] + boxes[b][0] - Math.abs(dx), oy = boxes[a][1] + boxes[b][1] - Math.abs(dy);
          if (ox <= 0 || oy <= 0) continue;
          hit = true;
          if (ox < oy) { const s = ox / 2 * (dx < 0 ? -1 : 1); x[a] += s; x[b] -= s; }
          else { const s = oy / 2 * (dy < 0 ? -1 : 1); y[a] += s; y[b] -= s; }
        }
      }
      if (!hit) return;
    }
  }

  function home() {
    data.x.set(data.homeX);
    data.y.set(data.homeY);
  }

  return { arrange, home };
})();
