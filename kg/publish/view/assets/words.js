// Words on the page: building elements (text only, never markup), numbers, dates, wrapped labels, pinyin initials.
kg.words = (() => {
  // An element with a class, and children: strings become text nodes, so nothing from a page is ever read as markup.
  function el(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  function button(text, className, onClick) {
    const made = el("button", className, text);
    made.type = "button";
    made.addEventListener("click", onClick);
    return made;
  }

  const format = new Intl.NumberFormat("zh-Hans-CN");
  const count = (value) => format.format(value);

  // "2021-04-20" or, when they differ, "2021-04-20 至 2021-07-01".
  const period = (start, end) => !start ? end || "" : !end || end === start ? start : `${start} 至 ${end}`;

  // The ways to break a label, widest first: on one line if it is short, on two, on three; what is longer than two full
  // lines ends in an ellipsis. The first way is the one that the layout reckons with.
  const LINE = 9, OPENING = "“‘《（(【「〔", CLOSING = "”’》）)】」〕、，。；：！？…·";
  function wraps(label) {
    const chars = Array.from(label);
    const kept = chars.length <= 2 * LINE ? chars : [...chars.slice(0, 2 * LINE - 1), "…"];
    const into = (rows) => {
      const length = Math.ceil(kept.length / rows), lines = [];
      for (let row = 0, at = 0; row < rows && at < kept.length; row++) {
        let end = row === rows - 1 ? kept.length : Math.min(kept.length, at + length);
        // No line begins with a closing mark or ends with an opening one.
        if (end < kept.length && CLOSING.includes(kept[end])) end++;
        if (end < kept.length && OPENING.includes(kept[end - 1])) end--;
        lines.push(kept.slice(at, end).join(""));
        at = end;
      }
      return lines;
    };
    const ways = kept.length <= LINE ? [into(1)] : [];
    if (kept.length >= 6) ways.push(into(2));
    if (kept.length >= 9) ways.push(into(3));
    return ways;
  }

  // Width in em: a Chinese character is one, a Latin one a bit over half.
  function width(text) {
    let sum = 0;
    for (const char of text) sum += char.codePointAt(0) > 0x2e7f ? 1 : 0.6;
    return sum;
  }

  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  // Pinyin initials without a dictionary: the browser's collation sorts by pinyin, and each letter's first character
  // in that order is known, so the letter of a character is the last one that does not sort after it.
  const LETTERS = "abcdefghjklmnopqrstwxyz";
  const FIRSTS = "阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀";
  const collator = new Intl.Collator("zh-u-co-pinyin");
  // Collation knows one reading a character; these are surnames and place names that are read in another way.
  const ALSO = { 单: "s", 曾: "z", 解: "x", 仇: "q", 查: "z", 朴: "p", 翟: "z", 尉: "y", 乐: "y", 覃: "q", 种: "c", 重: "c", 长: "c", 区: "o",
    缪: "m", 盖: "g", 任: "r", 盛: "s", 召: "s", 员: "y", 车: "c", 行: "h", 会: "k", 厦: "x", 蔚: "y", 埔: "b", 六: "l", 莘: "s", 沈: "s", 石: "s" };
  const canPinyin = collator.resolvedOptions().collation === "pinyin" && collator.compare("阿", "八") < 0
    && collator.compare("张", "王") > 0;
  const known = new Map();

  function letters(char) {
    let found = known.get(char);
    if (found !== undefined) return found;
    found = "";
    if (/[a-z0-9]/i.test(char)) found = char.toLowerCase();
    else if (canPinyin && /\p{Script=Han}/u.test(char)) {
      let low = 0, high = LETTERS.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (collator.compare(char, FIRSTS[middle]) >= 0) low = middle;
        else high = middle;
      }
      found = LETTERS[low];
      if (ALSO[char] && ALSO[char] !== found) found += ALSO[char];
    }
    known.set(char, found);
    return found;
  }

  // For each character of the text the letters that it may begin with; what has none is left out.
  const initials = (text) => Array.from(text, letters).filter(Boolean);

  // Where `query` (letters only) fits into `marks`: 0 at their start, 1 further on, -1 nowhere.
  function fits(marks, query) {
    for (let start = 0; start + query.length <= marks.length; start++) {
      let at = 0;
      while (at < query.length && marks[start + at].includes(query[at])) at++;
      if (at === query.length) return start ? 1 : 0;
    }
    return -1;
  }

  return { el, button, count, period, wraps, width, plain, initials, fits, canPinyin };
})();
