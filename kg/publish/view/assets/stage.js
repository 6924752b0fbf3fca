// The drawing: vis-network holds the most connected nodes and what is selected (it pans, zooms, drags); everything else
// is painted beneath them, for big graphs through a bitmap that is renewed when the view comes to rest.
kg.stage = (() => {
  const { data, state, filters, palette, paint, labels, local } = kg;
  const HELD = 300, LIVE = 2500, REST = 160, MARGIN = 1.5;
  const box = document.getElementById("network");
  const big = data.n + data.m > LIVE;

  const sign = (i) => ({
    id: i, x: data.x[i], y: data.y[i], size: data.radius[i], shape: "custom", hidden: !filters.node[i],
    ctxRenderer: ({ ctx }) => ({
      drawNode() { if (!out) paint.oneNode(ctx, i, network.getScale()); },
      nodeDimensions: { width: 2 * data.radius[i], height: 2 * data.radius[i] },
    }),
  });

  filters.update();
  let out = null;
  const held = new vis.DataSet(data.byDegree.slice(0, HELD).map(sign));
  const network = new vis.Network(box, { nodes: held, edges: new vis.DataSet([]) }, {
    autoResize: true, physics: { enabled: false }, layout: { improvedLayout: false }, nodes: { chosen: false },
    interaction: { hover: false, keyboard: false, zoomSpeed: 0.7, selectConnectedEdges: false, multiselect: false, tooltipDelay: 1e9 },
  });
  const canvas = () => network.canvas.frame.canvas;

  function camera() {
    const scale = network.getScale(), at = network.getViewPosition(), w = box.clientWidth, h = box.clientHeight;
    return { scale, x: at.x, y: at.y, w, h,
      left: at.x - w / 2 / scale, right: at.x + w / 2 / scale, top: at.y - h / 2 / scale, bottom: at.y + h / 2 / scale };
  }
  const widen = (view, by) => ({
    left: view.left - by, right: view.right + by, top: view.top - by, bottom: view.bottom + by,
  });

  // ── beneath: all edges and nodes ──
  let bitmap = null, bitmapBox = null;
  function renew() {
    const view = camera(), ratio = window.devicePixelRatio || 1, s = view.scale * ratio;
    const w = Math.ceil(view.w * MARGIN * ratio), h = Math.ceil(view.h * MARGIN * ratio);
    if (!bitmap || bitmap.width !== w || bitmap.height !== h) {
      bitmap = document.createElement("canvas");
      bitmap.width = w;
      bitmap.height = h;
    }
    const c = bitmap.getContext("2d");
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, w, h);
    c.setTransform(s, 0, 0, s, w / 2 - view.x * s, h / 2 - view.y * s);
    bitmapBox = { left: view.x - w / 2 / s, top: view.y - h / 2 / s, right: view.x + w / 2 / s, bottom: view.y + h / 2 / s, scale: view.scale };
    below(c, view.scale, bitmapBox);
  }
  function below(c, scale, seen) {
    paint.islands(c, scale);
    paint.edges(c, scale, { dim: out !== null, box: seen });
    paint.nodes(c, scale, { dim: out !== null, box: seen });
  }

  const leaves = (view, part) => part !== null
    && (view.left < part.left || view.right > part.right || view.top < part.top || view.bottom > part.bottom);

  let stale = true, plan = null, timer = 0;
  function settle() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const view = camera();
      if (plan && (plan.scale !== view.scale || leaves(view, plan.box))) plan = null;
      if (bitmapBox && (bitmapBox.scale !== view.scale || leaves(view, bitmapBox))) stale = true;
      state.setCamera(`${Math.round(view.x)},${Math.round(view.y)},${+view.scale.toPrecision(3)}`);
      network.redraw();
    }, REST);
  }

  network.on("beforeDrawing", (c) => {
    if (!big) below(c, network.getScale(), widen(camera(), 40));
    else {
      if (stale) renew();
      stale = false;
      c.drawImage(bitmap, bitmapBox.left, bitmapBox.top, bitmapBox.right - bitmapBox.left, bitmapBox.bottom - bitmapBox.top);
    }
  });
  network.on("afterDrawing", (c) => {
    const view = camera();
    if (!plan) plan = labels.choose(view.scale, out, big ? widen(view, Math.max(view.w, view.h) * 0.6 / view.scale) : null);
    if (out) paint.highlight(c, view.scale, out);
    box.dataset.labels = labels.draw(c, view.scale, plan, widen(view, 60 / view.scale));
    badges(c, view);
  });
  for (const happening of ["zoom", "dragging", "dragEnd", "animationFinished"]) network.on(happening, settle);
  network.on("resize", () => { stale = true; plan = null; });

  // In focus, how many neighbours each node has beyond what is seen: what a double click would bring.
  let hiddenBeyond = new Map();
  function badges(c, view) {
    if (!hiddenBeyond.size) return;
    c.textAlign = "center";
    c.textBaseline = "middle";
    for (const [i, count] of hiddenBeyond) {
      const r = paint.radiusAt(i, view.scale), x = data.x[i] + r + 7 / view.scale, y = data.y[i] - r, text = `+${count}`;
      c.font = `${10.5 / view.scale}px ${labels.FONT}`;
      c.strokeStyle = palette.colours.ground;
      c.lineWidth = 3 / view.scale;
      c.lineJoin = "round";
      c.fillStyle = palette.colours.accent;
      c.strokeText(text, x, y);
      c.fillText(text, x, y);
    }
  }

  // ── what lies at a point of the graph ──
  function nodeAt(x, y) {
    const scale = network.getScale(), reach = 7 / scale;
    let best = -1, least = Infinity;
    for (let i = 0; i < data.n; i++) {
      if (!filters.node[i]) continue;
      const d = Math.hypot(data.x[i] - x, data.y[i] - y) - paint.radiusAt(i, scale);
      if (d < reach && d < least) { least = d; best = i; }
    }
    return best;
  }
  function edgeAt(x, y) {
    const reach = 6 / network.getScale();
    let best = -1, least = reach;
    const preferred = out && out.edges.length ? new Set(out.edges) : null;
    for (let k = 0; k < data.m; k++) {
      if (!filters.edge[k] || (preferred && !preferred.has(k))) continue;
      const d = distance(k, x, y);
      if (d < least) { least = d; best = k; }
    }
    return best;
  }
  function toSegment(ax, ay, bx, by, x, y) {
    const dx = bx - ax, dy = by - ay, t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - ax - t * dx, y - ay - t * dy);
  }
  function distance(k, x, y) {
    const a = data.from[k], b = data.to[k];
    if (!data.bend[k]) return toSegment(data.x[a], data.y[a], data.x[b], data.y[b], x, y);
    const [px, py] = paint.knee(k);
    let least = Infinity, lastX = data.x[a], lastY = data.y[a];
    for (let step = 1; step <= 8; step++) {
      const t = step / 8, u = 1 - t;
      const qx = u * u * data.x[a] + 2 * u * t * px + t * t * data.x[b], qy = u * u * data.y[a] + 2 * u * t * py + t * t * data.y[b];
      least = Math.min(least, toSegment(lastX, lastY, qx, qy, x, y));
      lastX = qx;
      lastY = qy;
    }
    return least;
  }

  // ── clicks ──
  network.on("click", ({ pointer }) => {
    const { x, y } = pointer.canvas, node = nodeAt(x, y);
    if (node >= 0) return state.set({ node, edge: -1, path: null });
    const edge = edgeAt(x, y);
    return state.set(edge >= 0 ? { edge, node: -1, path: null } : { node: -1, edge: -1 });
  });
  network.on("doubleClick", ({ pointer }) => {
    const node = nodeAt(pointer.canvas.x, pointer.canvas.y);
    if (node >= 0) toggleFocus(node);
  });
  network.on("dragging", ({ nodes }) => {
    if (!nodes.length) return;
    const at = network.getPositions(nodes);
    for (const i of nodes) { data.x[i] = at[i].x; data.y[i] = at[i].y; }
    if (!big) plan = null;
  });
  network.on("dragEnd", ({ nodes }) => { if (nodes.length) { stale = true; plan = null; network.redraw(); } });

  // Focus on a node, or, in focus already, take its neighbours in; once more lets them go again.
  function toggleFocus(i) {
    const { focus } = state.now;
    const next = focus.includes(i) ? focus.filter((j) => j !== i) : [...focus, i];
    state.set({ focus: next, node: i, edge: -1, path: null });
  }

  const tip = document.getElementById("tip");
  let asked = 0;
  box.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons || asked) return;
    asked = requestAnimationFrame(() => {
      asked = 0;
      const frame = box.getBoundingClientRect();
      const { x, y } = network.DOMtoCanvas({ x: event.clientX - frame.left, y: event.clientY - frame.top });
      const node = nodeAt(x, y), edge = node < 0 ? edgeAt(x, y) : -1;
      box.classList.toggle("over", node >= 0 || edge >= 0);
      tip.hidden = node < 0 && edge < 0;
      if (tip.hidden) return;
      tip.textContent = node >= 0
        ? [data.label[node], data.typeName(node), data.date(node), `${data.degree[node]} 条关系`].filter(Boolean).join(" · ")
        : kg.quotes.sentence(edge);
      tip.style.transform = `translate(${Math.min(event.clientX - frame.left + 14, box.clientWidth - tip.offsetWidth - 8)}px,${
        Math.min(event.clientY - frame.top + 16, box.clientHeight - tip.offsetHeight - 8)}px)`;
    });
  });
  box.addEventListener("pointerleave", () => { tip.hidden = true; });

  // ── moving the view ──
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const glide = () => (still.matches || big ? false : { duration: 260, easingFunction: "easeInOutQuad" });
  function moveTo(x, y, scale, animated = true) {
    network.moveTo({ position: { x, y }, scale, animation: animated ? glide() : false });
    settle();
  }
  // What the panel covers of the drawing on a phone, where it is a sheet, once it has moved to where it is going.
  const SHEETS = { peek: () => 66, half: () => innerHeight * 0.46, full: () => innerHeight * 0.88 };
  function covered() {
    const panel = document.getElementById("panel");
    if (getComputedStyle(panel).position !== "fixed") return 0;
    const size = Object.keys(SHEETS).find((name) => panel.classList.contains(name)) || "half";
    return Math.max(0, box.getBoundingClientRect().bottom - (innerHeight - SHEETS[size]()));
  }
  function fit(members = null, animated = true) {
    const seen = members || data.byDegree.filter((i) => filters.node[i]);
    if (!seen.length) return;
    const roomy = members || state.now.focus.length;
    const pad = Math.min(roomy ? 90 : data.facts.form === "bodies" ? 124 : 56, box.clientWidth * (roomy ? 0.17 : 0.1));
    const { x, y, scale } = frame(seen, pad), kept = Math.min(members ? 1.25 : 1.4, scale);
    moveTo(x, y + covered() / 2 / kept, kept, animated);
  }

  // The scale at which these nodes fill the view, and the middle of them.
  function frame(members, pad) {
    const xs = Float64Array.from(members, (i) => data.x[i]).sort(), ys = Float64Array.from(members, (i) => data.y[i]).sort();
    const w = box.clientWidth, h = box.clientHeight - covered();
    const left = xs[0], right = xs[xs.length - 1], top = ys[0], bottom = ys[ys.length - 1];
    const scale = Math.min((w - 2 * pad) / (right - left || 1), (h - Math.min(90, 1.6 * pad)) / (bottom - top || 1));
    return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(0.01, scale) };
  }

  // Bring a node before the reader's eyes: together with its neighbours if they can all be read at once, else alone.
  function bring(i) {
    const near = [...new Set([i, ...Array.from(data.around(i)).filter((k) => filters.edge[k]).map((k) => data.other(k, i))])];
    const now = network.getScale();
    if (now >= 0.35 && near.every(inView)) return;
    const { x, y, scale } = frame(near, Math.min(90, box.clientWidth * 0.12));
    if (scale < 0.3) goTo(i);
    else {
      const kept = Math.min(scale, Math.max(now, 0.8));
      moveTo(x, y + covered() / 2 / kept, kept);
    }
  }

  function goTo(i) {
    const scale = Math.min(1.5, Math.max(network.getScale(), 0.75));
    moveTo(data.x[i], data.y[i] + covered() / 2 / scale, scale);
  }
  const inView = (i) => {
    const view = camera();
    return data.x[i] > view.left && data.x[i] < view.right && data.y[i] > view.top && data.y[i] < view.bottom - covered() / view.scale;
  };
  const zoom = (factor) => { const view = camera(); moveTo(view.x, view.y, Math.min(6, Math.max(0.01, view.scale * factor))); };

  // ── following the state ──
  function refresh() {
    filters.update();
    const updates = [];
    held.forEach((item) => {
      const hidden = !filters.node[item.id];
      if (item.hidden !== hidden || item.x !== data.x[item.id] || item.y !== data.y[item.id]) {
        updates.push({ id: item.id, hidden, x: data.x[item.id], y: data.y[item.id] });
      }
    });
    if (updates.length) held.update(updates);
  }
  function repaint() {
    out = paint.standout();
    if (out) for (const i of out.main) if (!held.get(i)) held.add(sign(i));
    stale = true;
    plan = null;
    network.redraw();
  }
  state.listen((changed) => {
    const refocused = changed.has("focus") || changed.has("hops");
    if (filters.concern(changed) || (changed.has("node") && !filters.node[state.now.node])) {
      if (refocused) local.home();
      refresh();
      if (refocused && state.now.focus.length && local.arrange(state.now.focus)) refresh();
      hiddenBeyond = new Map();
      if (state.now.focus.length) {
        for (const i of data.byDegree) if (filters.node[i] && !state.now.focus.includes(i)) {
          const beyond = filters.beyondFocus(i);
          if (beyond) hiddenBeyond.set(i, beyond);
        }
      }
    }
    if (["node", "edge", "path", "view"].some((key) => changed.has(key)) || filters.concern(changed)) repaint();
    // After everybody has heard of it: the panel may rise and cover some of the room.
    if (refocused) queueMicrotask(() => fit(null, false));
  });

  return {
    network, camera, fit, goTo, bring, zoom, moveTo, repaint, below, toggleFocus, canvas, nodeAt,
    standing: () => out, plan: () => plan, badges,
    recolour() { palette.refresh(); repaint(); },
  };
})();
