// A fact in words, and the sentences it rests on with article, page and day.
kg.quotes = (() => {
  const { data, words, state } = kg;
  const { el, button } = words;

  // "鲍炳章 任 徐汇区委 书记": a fact as one short sentence.
  function sentence(k) {
    const a = data.label[data.from[k]], b = data.label[data.to[k]], role = data.text(k), when = words.period(data.start(k), data.end(k));
    const said = data.relationKey(k) === "holds" ? `${a} · ${b} ${role}${data.status(k) ? `（${data.status(k)}）` : ""}`
      : data.relationKey(k) === "met" ? `${a} 与 ${b} ${role || "同场"}` : `${a} ${data.relationName(k)} ${b}`;
    return when ? `${said} · ${when}` : said;
  }

  // The quote with the names of the two ends marked, longest name first.
  function marked(text, ends) {
    const names = ends.flatMap((i) => [data.label[i], ...data.names(i)]).filter((name) => name.length > 1 && text.includes(name))
      .sort((a, b) => b.length - a.length);
    const found = [];
    for (const name of names) {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
        if (!found.some(([s, e]) => at < e && at + name.length > s)) found.push([at, at + name.length]);
      }
    }
    found.sort((a, b) => a[0] - b[0]);
    const parts = [];
    let from = 0;
    for (const [start, end] of found) {
      parts.push(text.slice(from, start), el("mark", "", text.slice(start, end)));
      from = end;
    }
    parts.push(text.slice(from));
    return parts;
  }

  function block(quote, ends) {
    const where = [quote.date, quote.page, `第 ${words.count(quote.start)}–${words.count(quote.end)} 字`].filter(Boolean).join(" · ");
    const how = el("span", "rule", ` · 置信度 ${quote.confidence.toFixed(2)}`);
    how.title = `规则 ${quote.rule}`;
    return el("blockquote", "", el("p", "", ...marked(quote.text, ends)),
      el("cite", "", quote.headline ? el("b", "", quote.headline) : "", el("span", "", where, how)));
  }

  // How many sentences say it: one, but two for a meeting of two that no single sentence tells.
  function needed(quotes, k) {
    if (data.relationKey(k) !== "met") return 1;
    return [data.from[k], data.to[k]].every((i) => quotes[0].text.includes(data.label[i])) ? 1 : 2;
  }

  // All sentences of a fact: as many as are needed at once, the others when asked for.
  function blocks(k, all = false) {
    const quotes = data.quotes(k), ends = [data.from[k], data.to[k]];
    if (!quotes.length) return [el("p", "none", "这条关系由图中其他事实推出，没有单独的原句。")];
    const shown = all ? quotes : quotes.slice(0, needed(quotes, k));
    const made = shown.map((quote) => block(quote, ends));
    if (quotes.length > shown.length) {
      const rest = button(`另有 ${quotes.length - shown.length} 处原句`, "more", () => rest.replaceWith(...quotes.slice(shown.length).map((quote) => block(quote, ends))));
      made.push(rest);
    }
    return made;
  }

  // A name that leads to its node.
  function link(i) {
    const made = button(data.label[i], "link", () => kg.panel.show(i));
    made.prepend(kg.palette.icon(data.type[i], 12));
    return made;
  }

  // One fact seen from node i: the relation, the other end, the day, the sentences.
  function fact(k, i, open) {
    const other = data.other(k, i), incoming = data.to[k] === i && data.relationKey(k) === "part_of";
    const what = data.relationKey(k) === "holds" ? [data.text(k), data.status(k)].filter(Boolean).join(" · ")
      : incoming ? "下级" : data.relationKey(k) === "part_of" ? "上级" : data.text(k) || data.relationName(k);
    const when = words.period(data.start(k), data.end(k));
    const head = el("div", "head", el("span", "what", what), link(other), when ? el("time", "", when) : "");
    const made = el("li", "fact", head);
    if (open) made.append(...blocks(k));
    else if (data.quotes(k).length) {
      const more = button(`原句 ${data.quotes(k).length}`, "more", () => more.replaceWith(...blocks(k, true)));
      made.append(more);
    }
    return made;
  }

  return { sentence, block, blocks, link, fact, marked };
})();
