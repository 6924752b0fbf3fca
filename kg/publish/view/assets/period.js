// The period: how many dated relations each stretch of time has, two handles over them, and a switch for the undated.
kg.period = (() => {
  const { data, state, words } = kg;
  const { el } = words;
  const box = document.getElementById("period");
  const BINS = 60, DAY_STEPS = 430;
  if (!(data.earliest < data.latest)) {
    box.append(el("span", "none", data.earliest === data.latest ? `全部有日期的关系都在 ${data.isoDay(data.earliest)}` : "没有带日期的关系"));
    return { render() {} };
  }

  // Steps of the slider: days when there are few, months otherwise; each is the first day of its step.
  const steps = [];
  if (data.latest - data.earliest <= DAY_STEPS) for (let day = data.earliest; day <= data.latest; day++) steps.push(day);
  else {
    const begin = new Date(data.earliest * 864e5);
    for (let month = begin.getUTCMonth(); ; month++) {
      const day = Date.UTC(begin.getUTCFullYear(), month, 1) / 864e5;
      if (day > data.latest) break;
      steps.push(day);
    }
  }
  const lastOf = (step) => (step + 1 < steps.length ? steps[step + 1] - 1 : data.latest);
  const stepOf = (day) => { let at = 0; while (at + 1 < steps.length && steps[at + 1] <= day) at++; return at; };

  const bins = new Array(Math.min(BINS, steps.length)).fill(0);
  let undatedCount = 0;
  const binOf = (day) => Math.min(bins.length - 1, Math.floor(stepOf(day) * bins.length / steps.length));
  for (let k = 0; k < data.m; k++) {
    if (data.first[k] === data.NO_DAY) undatedCount++;
    else bins[binOf(data.first[k])]++;
  }

  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${bins.length} 20`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const most = Math.max(...bins);
  const bars = bins.map((count, at) => {
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const height = count ? Math.max(1.5, 20 * Math.sqrt(count / most)) : 0;
    for (const [key, value] of Object.entries({ x: at + 0.08, width: 0.84, y: 20 - height, height })) bar.setAttribute(key, value);
    svg.append(bar);
    return bar;
  });

  const handle = (label) => {
    const input = el("input");
    input.type = "range";
    input.min = 0;
    input.max = steps.length - 1;
    input.setAttribute("aria-label", label);
    return input;
  };
  const low = handle("从"), high = handle("到"), text = el("output");
  low.id = "from";
  high.id = "to";
  const undated = el("input");
  undated.type = "checkbox";
  undated.id = "undated";
  box.append(text, el("div", "slider", svg, low, high));
  if (undatedCount) box.append(el("label", "", undated, ` 含无日期 ${words.count(undatedCount)}`));

  function moved(event) {
    let a = +low.value, b = +high.value;
    if (a > b) { if (event.target === low) b = a; else a = b; }
    state.set({ from: a === 0 ? null : steps[a], to: b === steps.length - 1 ? null : lastOf(b) });
  }
  low.addEventListener("input", moved);
  high.addEventListener("input", moved);
  undated.addEventListener("change", () => state.set({ undated: undated.checked }));
  text.title = "双击恢复全部时间";
  text.addEventListener("dblclick", () => state.set({ from: null, to: null }));

  function render() {
    const { from, to } = state.now;
    const a = from === null ? 0 : stepOf(from), b = to === null ? steps.length - 1 : stepOf(to);
    low.value = a;
    high.value = b;
    undated.checked = state.now.undated;
    const begin = data.isoDay(from === null ? data.earliest : from), end = data.isoDay(to === null ? data.latest : to);
    text.textContent = `${begin} 至 ${end}`;
    low.setAttribute("aria-valuetext", begin);
    high.setAttribute("aria-valuetext", end);
    const firstBin = Math.floor(a * bins.length / steps.length), lastBin = Math.floor(b * bins.length / steps.length);
    bars.forEach((bar, at) => bar.classList.toggle("off", at < firstBin || at > lastBin));
  }
  state.listen((changed) => { if (["from", "to", "undated"].some((key) => changed.has(key))) render(); });

  return { render };
})();
