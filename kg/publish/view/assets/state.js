// What the reader has chosen: one object, changed through `set`, told to whoever listens, and kept in the URL's
// fragment so that a view can be sent to somebody else.
kg.state = (() => {
  const { data } = kg;
  const fresh = () => ({
    node: -1, edge: -1, path: null, focus: [], hops: 1, body: -1,
    hiddenTypes: new Set(), hiddenRelations: new Set(), from: null, to: null, undated: true, isolated: false,
    view: data.facts.form === "timeline" ? "timeline" : "graph",
  });
  const now = fresh();
  const listeners = [];

  const listen = (listener) => listeners.push(listener);

  const same = (a, b) => a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => item === b[at]))
    || (a instanceof Set && b instanceof Set && a.size === b.size && [...a].every((item) => b.has(item)));

  // Change some of it; `keys` that really changed go to the listeners, in the order in which they came to listen.
  function set(change) {
    const changed = new Set();
    for (const [key, value] of Object.entries(change)) {
      if (same(now[key], value)) continue;
      now[key] = value;
      changed.add(key);
    }
    if (!changed.size) return;
    listeners.forEach((listener) => listener(changed));
    write();
  }

  function toggle(key, member) {
    const next = new Set(now[key]);
    if (!next.delete(member)) next.add(member);
    set({ [key]: next });
  }

  const keysOf = (table, set) => [...set].sort((a, b) => a - b).map((at) => table[at][0]).join(",");
  const ids = (list) => list.map((i) => data.id[i]).join("|");

  function toFragment(camera) {
    const parts = new URLSearchParams();
    const standard = fresh();
    if (now.view !== standard.view) parts.set("v", now.view);
    if (now.node >= 0) parts.set("n", data.id[now.node]);
    if (now.edge >= 0) parts.set("e", now.edge);
    if (now.path) parts.set("p", ids(now.path.ends));
    if (now.focus.length) parts.set("f", ids(now.focus));
    if (now.hops !== 1) parts.set("h", now.hops);
    if (now.body >= 0) parts.set("b", data.id[now.body]);
    if (now.hiddenTypes.size) parts.set("t", keysOf(data.types, now.hiddenTypes));
    if (now.hiddenRelations.size) parts.set("r", keysOf(data.relations, now.hiddenRelations));
    if (now.from !== null) parts.set("from", data.isoDay(now.from));
    if (now.to !== null) parts.set("to", data.isoDay(now.to));
    if (!now.undated) parts.set("u", "0");
    if (now.isolated) parts.set("i", "1");
    if (camera) parts.set("z", camera);
    return parts.toString();
  }

  // What a fragment asks for; whatever it names that this graph does not have is left out.
  function fromFragment(fragment) {
    const parts = new URLSearchParams(fragment);
    const nodes = (key) => (parts.get(key) || "").split("|").map(data.find).filter((i) => i >= 0);
    const members = (key, table) =>
      new Set((parts.get(key) || "").split(",").map((name) => table.findIndex((row) => row[0] === name)).filter((at) => at >= 0));
    const day = (key) => { const found = data.days(parts.get(key)); return found && found[0]; };
    const next = fresh();
    if (["graph", "timeline"].includes(parts.get("v"))) next.view = parts.get("v");
    next.node = nodes("n")[0] ?? -1;
    const edge = parseInt(parts.get("e"), 10);
    if (edge >= 0 && edge < data.m) next.edge = edge;
    const ends = nodes("p");
    if (ends.length === 2) next.path = { ends, edges: null };
    next.focus = nodes("f");
    next.hops = Math.min(3, Math.max(1, parseInt(parts.get("h"), 10) || 1));
    next.body = nodes("b")[0] ?? -1;
    next.hiddenTypes = members("t", data.types);
    next.hiddenRelations = members("r", data.relations);
    next.from = day("from");
    next.to = day("to");
    next.undated = parts.get("u") !== "0";
    next.isolated = parts.get("i") === "1";
    const camera = (parts.get("z") || "").split(",").map(Number);
    return { next, camera: camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0 ? camera : null };
  }

  let camera = "", timer = 0, last = null;
  // Browsers allow some 100 changes of the address in half a minute, so it follows a little later.
  function write() {
    clearTimeout(timer);
    timer = setTimeout(flush, 250);
  }
  function flush() {
    clearTimeout(timer);
    last = toFragment(camera);
    history.replaceState(null, "", last ? `#${last}` : location.pathname + location.search);
  }
  function setCamera(text) {
    camera = text;
    write();
  }
  const isOurs = (fragment) => fragment.replace(/^#/, "") === last;

  return { now, fresh, listen, set, toggle, flush, setCamera, fromFragment, isOurs };
})();
