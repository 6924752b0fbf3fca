// The SPARQL editor: YASQE instead of the bare field, the answer as a table below it, named queries one click away.

const root = document.getElementById("editor");
const words = JSON.parse(root.dataset.words);
const vocabulary = JSON.parse(root.dataset.vocabulary);
const field = document.getElementById("query");
const form = field.form;
const button = document.getElementById("run");
const answer = document.getElementById("answer");
const SHOWN = 2000;

// ---------------------------------------------------------------- the editor

const short = (iri) => {
  for (const [prefix, namespace] of Object.entries(vocabulary.prefixes)) {
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri;
};

function completer(name, iris) {
  const names = iris.map(short);
  return {
    name,
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      return !/^[?$"'<]/.test(token.string);
    },
    get: (yasqe, token) => names.filter((n) => n.toLowerCase().includes((token?.string || "").trim().toLowerCase())),
  };
}

function makeEditor() {
  const Yasqe = window.Yasqe?.default || window.Yasqe;
  if (!Yasqe) return null;
  const terms = completer("terms", [...vocabulary.classes, ...vocabulary.properties]);
  Yasqe.registerAutocompleter(terms, false);
  const made = new Yasqe(document.getElementById("yasqe"), {
    value: field.value,
    persistenceId: null,
    showQueryButton: false,
    createShareableLink: null,
    consumeShareLink: null,
    resizeable: false,
    editorHeight: "340px",
    autocompleters: ["variables", "terms"],
    requestConfig: { endpoint: "/sparql" },
    extraKeys: {
      "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": (yasqe) => yasqe.autocomplete(),
      // Tab leaves the editor, so that the keyboard is never caught in it.
      Tab: false, "Shift-Tab": false,
    },
  });
  field.hidden = true;
  return made;
}

// The prefixes of the graph are declared as soon as they are used, so that the query can be taken elsewhere.
function declare() {
  const declared = editor.getPrefixesFromQuery();
  const used = {};
  for (const [, prefix] of editor.getValue().replace(/<[^<>\s]*>|"[^"\n]*"|'[^'\n]*'|#.*/g, " ").matchAll(/(?:^|[\s({[^!|/;,])([a-z]+):/g)) {
    if (prefix in vocabulary.prefixes && !(prefix in declared)) used[prefix] = vocabulary.prefixes[prefix];
  }
  if (Object.keys(used).length) editor.addPrefixes(used);
}

const value = () => (editor ? editor.getValue() : field.value);
const put = (text) => {
  if (!editor) {
    field.value = text;
    return;
  }
  editor.setValue(text);
  editor.collapsePrefixes(true);
};

// ---------------------------------------------------------------- the answer

const make = (tag, text, attributes = {}) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, said] of Object.entries(attributes)) made.setAttribute(name, said);
  return made;
};

function link(iri) {
  const base = root.dataset.base;
  const rest = iri.startsWith(base) ? iri.slice(base.length) : "";
  const plain = rest && !rest.split("/").some((part) => part === "." || part === "..");
  const href = plain
    ? "/id/" + rest.split("/").map((part) => encodeURIComponent(part)).join("/")
    : "/thing?" + new URLSearchParams({ iri });
  return make("a", rest || short(iri), { href, title: iri });
}

function cell(term) {
  const made = make("td");
  if (!term) return made;
  if (term.type === "uri" && /^https?:/.test(term.value)) made.append(link(term.value));
  else made.textContent = term.type === "bnode" ? `_:${term.value}` : term.value;
  const about = term["xml:lang"] || (term.datatype && short(term.datatype));
  if (about && about !== "xsd:string") made.title = about;
  return made;
}

function table(result) {
  const made = make("table", undefined, { class: "rows" });
  const head = make("tr");
  head.append(...result.head.vars.map((name) => make("th", name, { scope: "col" })));
  const body = make("tbody");
  for (const row of result.results.bindings.slice(0, SHOWN)) {
    const line = make("tr");
    line.append(...result.head.vars.map((name) => cell(row[name])));
    body.append(line);
  }
  made.append(make("thead"), body);
  made.querySelector("thead").append(head);
  const wide = make("div", undefined, { class: "wide", tabindex: "0" });
  wide.append(made);
  return wide;
}

function downloads(query, endings) {
  const said = make("span", `${words.download}: `);
  endings.forEach((ending, i) => {
    if (i) said.append(" · ");
    said.append(make("a", ending.toUpperCase(), {
      href: `/sparql.${ending}?${new URLSearchParams({ query })}`, download: `answer.${ending}`,
    }));
  });
  return said;
}

function head(...parts) {
  const made = make("div", undefined, { class: "head note" });
  made.append(...parts.filter(Boolean));
  return made;
}

function problem(text) {
  answer.replaceChildren(make("p", text, { class: "problem", role: "alert" }));
  const place = /line (\d+), column (\d+)/.exec(text);
  if (place && editor) editor.setCursor({ line: place[1] - 1, ch: place[2] - 1 });
}

let running = null;

async function run() {
  if (running) {
    running.abort();
    return;
  }
  const query = value();
  running = new AbortController();
  button.textContent = words.stop;
  answer.replaceChildren(make("p", words.running, { class: "note" }));
  const start = performance.now();
  try {
    const got = await fetch("/sparql", {
      method: "POST",
      headers: { Accept: "application/sparql-results+json, text/turtle;q=0.9" },
      body: new URLSearchParams({ query }),
      signal: running.signal,
    });
    const text = await got.text();
    if (!got.ok) return problem(text.trim());
    const time = make("span", words.time.replace("{}", Math.round(performance.now() - start)));
    const cut = got.headers.get("Kg-Truncated") && make("b", `${words.truncated} (${got.headers.get("Kg-Truncated")})`);
    if (!got.headers.get("Content-Type").includes("json")) {
      answer.replaceChildren(head(time, cut, downloads(query, ["ttl", "nt", "jsonld", "rdf"])), make("pre", text));
      return;
    }
    const result = JSON.parse(text);
    if ("boolean" in result) {
      answer.replaceChildren(head(time), make("p", result.boolean ? words.yes : words.no, { class: "boolean" }));
      return;
    }
    const n = result.results.bindings.length;
    const rows = make("span", n ? words.rows.replace("{}", n) : words.empty);
    const more = n > SHOWN && make("span", words.cut.replace("{}", SHOWN));
    answer.replaceChildren(head(rows, time, more, cut, downloads(query, ["csv", "tsv", "json", "xml"])), ...(n ? [table(result)] : []));
  } catch (error) {
    if (error.name === "AbortError") answer.replaceChildren();
    else problem(String(error));
  } finally {
    running = null;
    button.textContent = words.run;
  }
}

const editor = makeEditor();
if (editor) {
  declare();
  editor.collapsePrefixes(true);
  let timer = 0;
  editor.on("change", () => { clearTimeout(timer); timer = setTimeout(declare, 500); });
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = value();
  history.replaceState(null, "", query.length < 4000 ? `/editor?${new URLSearchParams({ query })}` : "/editor");
  run();
});
for (const pick of document.querySelectorAll(".picks a")) {
  pick.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    put(pick.dataset.query);
    history.replaceState(null, "", pick.getAttribute("href"));
    run();
  });
}
if (root.dataset.run) run();
root.dataset.ready = "1";
