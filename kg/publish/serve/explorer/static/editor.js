// The SPARQL editor: YASGUI with its tabs and views of results, named queries one click away, links into the explorer.

import { translate } from "./editor-words.js";

const root = document.getElementById("editor");
const words = JSON.parse(root.dataset.words);
const vocabulary = JSON.parse(root.dataset.vocabulary);
const field = document.getElementById("query");
const note = document.getElementById("note");
const Yasgui = window.Yasgui?.default || window.Yasgui;
const endpoint = `${location.origin}/sparql`;

const make = (tag, text, attributes = {}) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, said] of Object.entries(attributes)) made.setAttribute(name, said);
  return made;
};

const short = (iri) => {
  for (const [prefix, namespace] of Object.entries(vocabulary.prefixes)) {
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri;
};

// ---------------------------------------------------------------- what is set up before the first tab

// The project's own terms are offered; what YASGUI brings along would ask servers of others.
function completeTerms(Yasqe) {
  const names = [...vocabulary.classes, ...vocabulary.properties].map(short);
  Yasqe.registerAutocompleter({
    name: "terms",
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => !/^[?$"'<]/.test(yasqe.getCompleteToken().string),
    get: (_, token) => names.filter((n) => n.toLowerCase().includes((token?.string || "").trim().toLowerCase())),
  }, false);
  Yasqe.defaults.autocompleters = ["variables", "terms"];
}

// IRIs of the graph lead to their pages here; everything is text, whatever it looks like.
const escaped = (text) => make("a", text).innerHTML;

function linkIris(Table) {
  Table.prototype.getUriLinkFromBinding = ({ value }) => {
    const base = root.dataset.base;
    const rest = value.startsWith(base) ? value.slice(base.length) : "";
    const plain = rest && !rest.split("/").some((part) => part === "." || part === "..");
    const href = plain
      ? "/id/" + rest.split("/").map((part) => encodeURIComponent(part)).join("/")
      : "/thing?" + new URLSearchParams({ iri: value });
    const link = make("a", undefined, { class: "iri", href, title: value });
    link.innerHTML = escaped(rest || short(value));
    return link.outerHTML;
  };
}

// What is searched and sorted is escaped too: the table's own way takes values for HTML and cleans it, which makes a
// document of every value and cuts what looks like a tag.
function escapeValues(Table) {
  const columns = Table.prototype.getColumns;
  Table.prototype.getColumns = function () {
    const [number, ...rest] = columns.call(this);
    const prefixes = this.yasr.getPrefixes();
    const render = (data, type) => {
      if (data === "") return "";
      return type === "display" ? this.getCellContent(data, prefixes) : escaped(data.value);
    };
    return [number, ...rest.map((column) => ({ ...column, render }))];
  };
}

// Names without their quotes and languages, until somebody wishes to see these.
function showSimply(Table) {
  const draw = Table.prototype.draw;
  Table.prototype.draw = function (config) {
    return draw.call(this, { compact: this.persistentConfig.compact ?? true, ...config });
  };
}

// The server's own words, and the cursor where it says that the query is wrong.
async function sayError(error) {
  const text = (error.text || error.statusText || "").trim();
  const place = /line (\d+), column (\d+)/.exec(text);
  const editor = gui.getTab()?.getYasqe();
  if (place && editor) editor.setCursor({ line: place[1] - 1, ch: place[2] - 1 });
  return make("p", text || words.unreachable, { class: "problem", role: "alert" });
}

// ---------------------------------------------------------------- a tab

// The prefixes of the graph are declared as soon as they are used, so that the query can be taken elsewhere.
function declare(editor) {
  const declared = editor.getPrefixesFromQuery();
  const used = {};
  const bare = editor.getValue().replace(/<[^<>\s]*>|"[^"\n]*"|'[^'\n]*'|#.*/g, " ");
  for (const [, prefix] of bare.matchAll(/(?:^|[\s({[^!|/;,])([a-z]+):/g)) {
    if (prefix in vocabulary.prefixes && !(prefix in declared)) used[prefix] = vocabulary.prefixes[prefix];
  }
  if (Object.keys(used).length) editor.addPrefixes(used);
}

// What the results view does not say: that the server has cut the answer, and where else it can be had.
function about(tab, response) {
  const query = tab.getYasqe().getValue();
  const cut = response.headers?.get("Kg-Truncated");
  const graph = !(response.headers?.get("Content-Type") || "").includes("results");
  const links = (graph ? ["ttl", "nt", "jsonld", "rdf"] : ["csv", "tsv", "json", "xml"]).flatMap((ending) => [" ", make(
    "a", ending.toUpperCase(), { href: `/sparql.${ending}?${new URLSearchParams({ query })}`, download: `answer.${ending}` },
  )]);
  const parts = cut ? [make("b", `${words.truncated} (${cut})`), " · "] : [];
  note.replaceChildren(...parts, `${words.download}:`, ...links);
}

const known = new WeakSet();
function attend(tab) {
  const editor = tab.getYasqe();
  if (!editor || known.has(editor)) return;
  known.add(editor);
  let timer = 0;
  declare(editor);
  editor.collapsePrefixes(true);
  editor.on("change", () => { clearTimeout(timer); timer = setTimeout(() => declare(editor), 500); });
  editor.on("query", () => note.replaceChildren());
  editor.on("queryResponse", (_, response) => { if (response?.ok) about(tab, response); });
}

// A query in a tab of its own name: the one that is there, or a new one; then it is asked.
function open(name, query) {
  const tabs = Object.values(gui._tabs);
  // The tab that everybody begins with is taken if nothing was written into it.
  const unused = gui.getTab()?.getPersistedJson().yasqe.value === field.dataset.first && !gui.getTab().hasResults();
  const there = tabs.find((tab) => tab.getName() === name) || (unused && gui.getTab());
  const tab = there || gui.addTab(true, { name, yasqe: { value: query } });
  if (there) {
    gui.selectTabId(there.getId());
    there.setName(name);
    if (there.getYasqe().getValue() !== query) there.setQuery(query);
  }
  attend(tab);
  tab.getYasqe().collapsePrefixes(true);
  return tab.query().catch(() => {});
}

// ---------------------------------------------------------------- the page

function start() {
  completeTerms(Yasgui.Yasqe);
  const { plugins, defaults } = Yasgui.Yasr;
  linkIris(plugins.table);
  escapeValues(plugins.table);
  showSimply(plugins.table);
  defaults.errorRenderers = [sayError];
  Yasgui.defaults.yasqe = Yasgui.Yasqe.defaults;
  const made = new Yasgui(document.getElementById("yasgui"), {
    persistenceId: "kg",
    autofocus: false,
    tabName: words.query,
    copyEndpointOnNewTab: false,
    populateFromUrl: (config) => ({ ...config, requestConfig: { ...config.requestConfig, endpoint } }),
    endpointCatalogueOptions: { getData: () => [], keys: [] },
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" },
    yasqe: {
      value: field.dataset.first,
      editorHeight: "300px",
      // Tab leaves the editor, so that the keyboard is never caught in it.
      extraKeys: { Tab: false, "Shift-Tab": false },
    },
    yasr: { prefixes: vocabulary.prefixes },
  });
  // A tab that was kept may have been made when this server had another address.
  for (const tab of Object.values(made._tabs)) tab.setEndpoint(endpoint);
  return made;
}

const gui = Yasgui ? start() : null;
if (gui) {
  field.form.hidden = true;
  for (const tab of Object.values(gui._tabs)) attend(tab);
  gui.on("tabSelect", () => { note.replaceChildren(); setTimeout(() => attend(gui.getTab())); });
  gui.on("tabAdd", () => setTimeout(() => attend(gui.getTab())));
  translate(document.getElementById("yasgui"), root.dataset.language);
  if (root.dataset.run) open(root.dataset.name || words.query, field.value);
  for (const pick of document.querySelectorAll(".picks a")) {
    pick.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.replaceState(null, "", pick.getAttribute("href"));
      open(pick.textContent, pick.dataset.query);
    });
  }
}
root.dataset.ready = "1";
