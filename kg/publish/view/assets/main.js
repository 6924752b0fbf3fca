// Open the page: take the view from the address if it names one, draw, and say when it is done.
(() => {
  const { data, state, stage } = kg;

  function apply(fragment) {
    const { next, camera } = state.fromFragment(fragment);
    const ends = next.path && next.path.ends;
    next.path = null;
    state.set(next);
    if (ends) kg.path.go(ends);
    // A focus fits itself into the view when everybody has heard of it; the place asked for comes after that.
    if (camera) queueMicrotask(() => stage.moveTo(camera[0], camera[1], camera[2], false));
    else if (!next.focus.length && !ends) stage.fit(null, false);
  }

  kg.panel.size("peek");
  stage.fit(null, false);
  if (location.hash.length > 1) apply(location.hash.slice(1));
  else if (data.facts.start >= 0) state.set({ node: data.facts.start });
  kg.panel.render();
  kg.controls.render();
  kg.period.render();
  kg.timeline.render();
  stage.repaint();
  kg.table.later();
  addEventListener("hashchange", () => { if (!state.isOurs(location.hash)) apply(location.hash.slice(1)); });

  // Paper is white: print the light colours whatever the screen has.
  addEventListener("beforeprint", () => { kg.palette.refresh("light"); stage.repaint(); kg.table.print(true); });
  addEventListener("afterprint", () => { kg.controls.recolour(); kg.table.print(false); });
  // The frame after the first drawing is the first that the reader sees; tests and benchmarks wait for it.
  stage.network.once("afterDrawing", () => requestAnimationFrame(() => {
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
  }));
  Object.freeze(kg);
})();
