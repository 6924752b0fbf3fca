"use strict";
// The graph as the page carries it, made ready for use: typed columns, neighbours, days. Nothing here changes later
// except the current places `x` and `y` of the nodes.
const kg = {};

kg.data = (() => {
  const raw = JSON.parse(document.getElementById("graph").textContent);
  const { nodes, edges, quotes, sources, texts, rules, pages } = raw;
  const n = nodes.id.length;
  const m = edges.from.length;
  const NO_DAY = -2147483648;

  // First and last day of "2021", "2021-04" or "2021-04-20", in days since 1970; null if there is no date.
  const dayCache = new Map();
  function days(text) {
    if (!dayCache.has(text)) dayCache.set(text, parseDays(text));
    return dayCache.get(text);
  }
  function parseDays(text) {
    const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(text || "");
    if (!found) return null;
    const year = +found[1], month = found[2] ? +found[2] - 1 : 0, day = found[3] ? +found[3] : 1;
    const first = Date.UTC(year, month, day);
    const last = found[3] ? first : found[2] ? Date.UTC(year, month + 1, 0) : Date.UTC(year, 11, 31);
    return [first / 864e5, last / 864e5];
  }

  const isoDay = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

  const from = Int32Array.from(edges.from), to = Int32Array.from(edges.to);
  const relation = Uint8Array.from(edges.relation);
  const first = new Int32Array(m).fill(NO_DAY), last = new Int32Array(m).fill(NO_DAY);
  const degree = new Int32Array(n);
  let earliest = Infinity, latest = -Infinity;
  for (let k = 0; k < m; k++) {
    degree[from[k]]++;
    degree[to[k]]++;
    const begin = days(texts[edges.start[k]]), end = days(texts[edges.end[k]]);
    if (!begin && !end) continue;
    first[k] = (begin || end)[0];
    last[k] = Math.max((end || begin)[1], first[k]);
    earliest = Math.min(earliest, first[k]);
    latest = Math.max(latest, last[k]);
  }

  // The edges at each node, one after the other in `touching`; those of node i begin at offset[i].
  const offset = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) offset[i + 1] = offset[i] + degree[i];
  const touching = new Int32Array(2 * m), fill = offset.slice();
  for (let k = 0; k < m; k++) {
    touching[fill[from[k]]++] = k;
    touching[fill[to[k]]++] = k;
  }

  // Edges between the same two nodes are bent apart, so that each can be seen and clicked. The bend is measured
  // against the direction from the lower to the higher node, so that a reciprocal pair parts too.
  const bend = new Float32Array(m);
  const between = new Map();
  for (let k = 0; k < m; k++) {
    const key = Math.min(from[k], to[k]) * n + Math.max(from[k], to[k]);
    const same = between.get(key);
    if (same) same.push(k);
    else between.set(key, [k]);
  }
  for (const same of between.values()) {
    if (same.length > 1) same.forEach((k, at) => { bend[k] = (at - (same.length - 1) / 2) * 22; });
  }

  // A screen that is higher than wide gets the islands in the other arrangement.
  const island = Int32Array.from(nodes.island);
  const upright = innerHeight > innerWidth && innerWidth < 900;
  const shift = (i, axis) => (upright ? raw.upright[i][axis] : 0);
  const homeX = Float64Array.from(nodes.x, (x, i) => x + shift(island[i], 0));
  const homeY = Float64Array.from(nodes.y, (y, i) => y + shift(island[i], 1));
  const captions = raw.captions.map(([x, y, w, h, node, at]) => [x + shift(at, 0), y + shift(at, 1), w, h, node, at]);

  const byDegree = Array.from({ length: n }, (_, i) => i).sort((a, b) => degree[b] - degree[a] || a - b);
  const place = new Map(nodes.id.map((id, i) => [id, i]));

  return {
    n, m, NO_DAY, days, isoDay, earliest, latest, from, to, relation, first, last, degree, bend, byDegree,
    facts: raw.facts, types: raw.types, relations: raw.relations, statuses: raw.statuses, captions,
    type: Uint8Array.from(nodes.type), label: nodes.label, id: nodes.id, island,
    radius: Float64Array.from(nodes.size),
    homeX, homeY, x: homeX.slice(), y: homeY.slice(),
    names: (i) => nodes.names[i] || [],
    date: (i) => nodes.date[i] || "",
    attrs: (i) => nodes.attrs[i] || [],
    find: (id) => place.has(id) ? place.get(id) : -1,
    around: (i) => touching.subarray(offset[i], offset[i + 1]),
    other: (k, i) => from[k] === i ? to[k] : from[k],
    twins: (k) => between.get(Math.min(from[k], to[k]) * n + Math.max(from[k], to[k])),
    relationKey: (k) => raw.relations[relation[k]][0],
    relationName: (k) => raw.relations[relation[k]][1],
    typeKey: (i) => raw.types[nodes.type[i]][0],
    typeName: (i) => raw.types[nodes.type[i]][1],
    text: (k) => texts[edges.label[k]],
    start: (k) => texts[edges.start[k]],
    end: (k) => texts[edges.end[k]],
    status: (k) => edges.status[k] < 0 ? "" : raw.statuses[edges.status[k]][1],
    statusKey: (k) => edges.status[k] < 0 ? "" : raw.statuses[edges.status[k]][0],
    weight: (k) => edges.weight[k] || 1,
    bounds: (k) => edges.bounds[k] || ["", "", "", ""],
    quotes: (k) => edges.quotes[k].map((q) => ({
      text: texts[quotes.text[q]], start: quotes.start[q], end: quotes.end[q], rule: rules[quotes.rule[q]],
      confidence: quotes.confidence[q], headline: sources.headline[quotes.source[q]],
      page: pages[sources.page[quotes.source[q]]], date: sources.date[quotes.source[q]],
    })),
  };
})();
