// Offices over time. A bar is the time for which the pages attest that somebody is in office; its pale ends say that
// it may have begun earlier or gone on longer. Small in the panel, and as a view of its own, body by body.
kg.timeline = (() => {
  const { data, state, filters, words, quotes } = kg;
  const { el, button } = words;
  const HOLDS = data.relations.findIndex((row) => row[0] === "holds");
  const view = document.getElementById("timeline");
  const AT_ONCE = 60;
  const PANEL = Math.min(372, innerWidth) - 48;  // the width of a track in the panel

  const open = (k) => {
    const status = data.statusKey(k);
    return { before: status === "current" || status === "former" || status === "removed", after: status === "current" || status === "appointed" };
  };

  // The stretch of time that holds all these edges, with a little room; null if none has a date.
  function span(edges) {
    let first = Infinity, last = -Infinity;
    for (const k of edges) {
      if (data.first[k] === data.NO_DAY) continue;
      first = Math.min(first, data.first[k]);
      last = Math.max(last, data.last[k]);
    }
    if (first > last) return null;
    const room = Math.max(45, (last - first) * 0.08);
    return { first: first - room, last: last + room };
  }

  const share = (day, time) => 100 * (day - time.first) / (time.last - time.first);

  // Ticks: years or months, as many as have room.
  function axis(time, width) {
    const made = el("div", "axis");
    const months = (time.last - time.first) / 30.44;
    const most = Math.min(10, width / 62);
    const step = [1, 3, 6, 12, 24, 60, 120].find((each) => months / each <= most) || 240;
    const begin = new Date(time.first * 864e5);
    for (let month = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / step) * step; ; month += step) {
      const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / 864e5;
      if (day > time.last) break;
      if (day < time.first) continue;
      const tick = el("span", "tick", data.isoDay(day).slice(0, step >= 12 ? 4 : 7));
      tick.style.left = `${share(day, time)}%`;
      made.append(tick);
    }
    return made;
  }

  // The limits of a tenure as days, where something is known of them: not before, not after.
  const limit = (k, which) => { const found = data.days(data.bounds(k)[which]); return found ? found[0] : null; };

  // What may lie before and after the attested time: up to the known limit, else a short tail that says "perhaps".
  function maybe(k, time, top) {
    const ends = open(k), made = [], before = limit(k, 0), after = limit(k, 3);
    const add = (className, style) => {
      const tail = el("span", `maybe ${className}`);
      Object.assign(tail.style, style, { top: `${top + 4}px` });
      made.push(tail);
    };
    const left = share(data.first[k], time), right = share(data.last[k], time);
    if (before !== null && before < data.first[k]) {
      const from = Math.max(0, share(before, time));
      add("", { left: `${from}%`, width: `${left - from}%` });
    } else if (before === null && ends.before) add("fade-left", { right: `${100 - left}%`, width: "11px" });
    if (after !== null && after > data.last[k]) {
      const to = Math.min(100, share(after, time));
      add("", { left: `${right}%`, width: `${to - right}%` });
    } else if (after === null && ends.after) add("fade-right", { left: `max(${right}%, calc(${left}% + 7px))`, width: "11px" });
    return made;
  }

  // Where a bar and its name lie on a track of `width` pixels: the name to the right if it fits, to the left if it fits
  // there, else on the bar itself.
  const TAIL = 14;
  function extent(k, time, width, name) {
    const left = share(data.first[k], time) * width / 100, right = Math.max(left + 7, share(data.last[k], time) * width / 100);
    const room = name ? words.width(name) * 13 + 8 : 0;
    if (!room) return { from: left - TAIL, to: right + TAIL, side: "" };
    if (right + TAIL + room < width) return { from: left - TAIL, to: right + TAIL + room, side: "right", at: right + TAIL };
    if (left - TAIL - room > 0) return { from: left - TAIL - room, to: right + TAIL, side: "left", at: width - left + TAIL };
    return { from: left - TAIL, to: Math.max(right + TAIL, left + room), side: "on", at: Math.max(0, Math.min(left + 4, width - room)) };
  }

  function bar(k, time, lane, name, spot) {
    const left = share(data.first[k], time), right = share(data.last[k], time), top = lane * 22 + 3;
    const made = button("", `bar ${data.statusKey(k)}`, () => state.set({ edge: k, node: -1, path: null }));
    made.style.left = `${left}%`;
    made.style.width = `max(7px, ${right - left}%)`;
    made.style.top = `${top}px`;
    made.title = quotes.sentence(k);
    made.setAttribute("aria-label", quotes.sentence(k));
    const label = el("span", `who ${spot.side}`, name);
    label.style.top = `${lane * 22 + 1}px`;
    label.style[spot.side === "left" ? "right" : "left"] = `${spot.at}px`;
    return [...maybe(k, time, top), made, ...(name ? [label] : [])];
  }

  // Bars one below the other wherever they or their names would touch.
  function track(edges, time, width, nameOf) {
    const made = el("div", "track"), lanes = [];
    for (const k of edges) {
      const spot = extent(k, time, width, nameOf(k));
      let lane = lanes.findIndex((busy) => busy.every(([from, to]) => spot.to < from || spot.from > to));
      if (lane < 0) { lane = lanes.length; lanes.push([]); }
      lanes[lane].push([spot.from, spot.to]);
      made.append(...bar(k, time, lane, nameOf(k), spot));
    }
    made.style.height = `${Math.max(1, lanes.length) * 22 + 4}px`;
    return made;
  }

  const byTime = (a, b) => data.first[a] - data.first[b] || data.last[a] - data.last[b] || a - b;

  // For the panel: the offices of a person, or the holders of a body's offices.
  function small(edges, i) {
    const dated = edges.filter((k) => data.first[k] !== data.NO_DAY).sort(byTime);
    const time = span(dated);
    if (!time || !dated.length) return "";
    const name = (k) => `${data.label[data.other(k, i)]} ${data.text(k)}`;
    const made = el("div", "timeline small", axis(time, PANEL), track(dated.slice(0, 30), time, PANEL, name));
    return made;
  }

  let shown = AT_ONCE;
  function render() {
    view.hidden = state.now.view !== "timeline";
    document.getElementById("stage").classList.toggle("timed", !view.hidden);
    if (view.hidden) return;
    const bodies = new Map();
    let without = 0;
    for (let k = 0; k < data.m; k++) {
      if (data.relation[k] !== HOLDS || !filters.edge[k]) continue;
      if (data.first[k] === data.NO_DAY) { without++; continue; }
      const posts = bodies.get(data.to[k]) || new Map();
      const post = data.text(k) || "任职";
      posts.set(post, [...(posts.get(post) || []), k]);
      bodies.set(data.to[k], posts);
    }
    const size = (posts) => [...posts.values()].reduce((sum, edges) => sum + edges.length, 0);
    const ordered = [...bodies].sort((a, b) => size(b[1]) - size(a[1]) || a[0] - b[0]);
    const time = span(ordered.flatMap(([, posts]) => [...posts.values()].flat()));
    if (!time) {
      view.replaceChildren(el("p", "note", without ? `可见的 ${without} 条任职都没有日期，画不出时间线。` : "当前筛选下没有任职关系。"));
      return;
    }
    const width = Math.max(220, view.clientWidth - (view.clientWidth < 700 ? 120 : 288));
    const groups = ordered.slice(0, shown).map(([body, posts]) => el("section", "group", el("h3", "", quotes.link(body)),
      ...[...posts].map(([post, edges]) => el("div", "row", el("span", "post", post),
        track(edges.sort(byTime), time, width, (k) => data.label[data.from[k]])))));
    view.replaceChildren(el("div", "row top", el("span", "post", "条形：报道证实在任的时间；淡色：可能更早或更晚"), axis(time, width)), ...groups);
    if (ordered.length > shown) {
      view.append(button(`再显示 ${Math.min(AT_ONCE, ordered.length - shown)} 个机构（共 ${words.count(ordered.length)} 个）`, "more", () => { shown += AT_ONCE; render(); }));
    }
    if (without) view.append(el("p", "note", `另有 ${without} 条任职没有日期，没有画在这里；它们在下面的表格里。`));
  }
  state.listen((changed) => { if (changed.has("view") || filters.concern(changed)) render(); });
  addEventListener("resize", () => { if (!view.hidden) render(); });

  return { small, render };
})();
