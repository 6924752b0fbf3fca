// What makes the pages quicker to use; all of them work without it.

// ---------------------------------------------------------------- search as one types

function searchBox(form, input, list, kind) {
  let asked = "", timer = 0, chosen = -1, controller = null, results = [];

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
  }

  function choose(index) {
    const items = [...list.querySelectorAll("[role=option]")];
    chosen = items.length ? (index + items.length) % items.length : -1;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function show(found, text) {
    results = found;
    list.replaceChildren(...found.map((thing, i) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const sign = document.createElement("i");
      sign.className = `sign ${thing.kind}`;
      const name = document.createElement("span");
      name.textContent = thing.name;
      item.append(sign, name);
      const note = [thing.matched === thing.name ? "" : thing.matched, thing.note].filter(Boolean).join(" · ");
      if (note) {
        const small = document.createElement("small");
        small.textContent = note;
        item.append(small);
      }
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => pick(i));
      return item;
    }));
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = (document.querySelector("form.search").dataset.none || "").replace("{}", text);
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    chosen = -1;
  }

  function pick(i) {
    if (kind === undefined) {
      location.href = results[i].href;
    } else {
      input.value = results[i].name;
      close();
    }
  }

  async function ask() {
    const text = input.value.trim();
    if (text === asked && !list.hidden) return;
    asked = text;
    controller?.abort();
    if (!text) return close();
    controller = new AbortController();
    const query = new URLSearchParams({ q: text });
    if (kind) query.append("kind", kind);
    try {
      const answer = await fetch(`/search.json?${query}`, { signal: controller.signal });
      if (answer.ok) show(await answer.json(), text);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 80); });
  input.addEventListener("focus", () => { if (input.value.trim() && input.value.trim() !== input.defaultValue) ask(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask(); else choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      pick(chosen);
    } else if (event.key === "Escape") {
      if (list.hidden) input.blur();
      close();
    }
  });
}

for (const form of document.querySelectorAll("form.search")) {
  searchBox(form, form.querySelector("input"), form.querySelector(".found"));
}
document.querySelectorAll("input[data-suggest]").forEach((input, i) => {
  const list = document.createElement("ul");
  list.className = "found";
  list.id = `suggest-${i}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.parentElement.append(list);
  searchBox(input.form, input, list, input.dataset.suggest);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], .CodeMirror");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    const input = document.querySelector("form.search input");
    input.focus();
    input.select();
  }
});

// ---------------------------------------------------------------- facts and the sentences that say them

const text = document.querySelector(".reading .text");
if (text) {
  const numbers = (node) => (node.dataset.m || "").split(" ");
  const light = (wanted) => {
    for (const node of document.querySelectorAll("mark[data-m], .said > li")) {
      node.classList.toggle("lit", wanted.some((n) => n && numbers(node).includes(n)));
    }
  };
  const held = () => {
    const at = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return at && at.dataset.m ? [at.dataset.m] : [];
  };
  for (const node of document.querySelectorAll("mark[data-m], .said > li")) {
    node.addEventListener("pointerenter", () => light(numbers(node)));
    node.addEventListener("pointerleave", () => light(held()));
    node.addEventListener("focusin", () => light(numbers(node)));
  }
  for (const mark of document.querySelectorAll("mark[data-m]")) {
    mark.addEventListener("click", () => {
      const fact = document.querySelector(`.said > li[data-m="${CSS.escape(numbers(mark)[0])}"]`);
      fact?.scrollIntoView({ block: "nearest" });
      light(numbers(mark));
    });
  }
  const arrive = () => {
    light(held());
    const list = document.querySelector(".reading aside"), fact = document.querySelector(".said > li.lit");
    if (fact && list.scrollHeight > list.clientHeight) list.scrollTop = fact.offsetTop - list.offsetTop - 60;
  };
  addEventListener("hashchange", arrive);
  arrive();
}
document.documentElement.dataset.ready = "1";
