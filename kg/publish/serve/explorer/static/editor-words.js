// What YASGUI says, in Chinese: it knows English only. Words of the interface are replaced where they appear; the
// query and the rows of an answer are left alone.

const CHINESE = {
  "Add a new tab": "新标签页", "Add tab": "新标签页", "Close tab": "关闭标签页", "New Tab": "新标签页", "Rename Tab": "重命名",
  "Copy Tab": "复制标签页", "Close Tab": "关闭标签页", "Close other tabs": "关闭其他标签页", "Undo close Tab": "重新打开刚关的",
  "Run query": "运行查询", "Abort query": "停止查询", "Share query": "分享查询", "Share Query": "分享查询",
  "Query is invalid": "查询有误", "Shorten link": "缩短链接", "Copy": "复制", "cURL": "cURL",
  "Table": "表格", "Response": "原文", "Boolean": "是非", "Error": "错误",
  "Shows Table view": "看表格", "Shows Response view": "看原文",
  "Simple view": "简明", "Ellipse": "缩略", "Filter query results": "在结果中查找", "Page size:": "每页", "All": "全部",
  "Download Results": "下载结果", "Download result": "下载结果", "Copy to clipboard": "复制",
  "No data available in table": "没有结果", "No matching records found": "没有相符的行", "Loading...": "正在读取…",
  "Next": "下一页", "Previous": "上一页", "First": "首页", "Last": "末页", "True": "是", "False": "否",
  "Press CTRL - <spacebar> to autocomplete": "按 Ctrl-空格 补全", "Try query in a new browser window": "在新窗口中查询",
  "Download": "下载", "Show all": "全部显示", "Fullscreen": "全屏", "Enter fullscreen": "全屏", "Leave fullscreen": "退出全屏",
};
const PATTERNS = [
  [/^(\d+) results?(?: in ([\d.]+) seconds?)?$/, (_, n, s) => (s ? `${n} 行,${s} 秒` : `${n} 行`)],
  [/^Response in ([\d.]+) seconds?$/, (_, s) => `${s} 秒`],
  [/^Showing ([\d,]+) to ([\d,]+) of ([\d,]+) entries(?: \(filtered from ([\d,]+) total entries\))?$/,
    (_, from, to, all, of) => `第 ${from}–${to} 行,共 ${all} 行${of ? `(从 ${of} 行中筛出)` : ""}`],
  [/^Could not render results with the (\S+) plugin, the results currently are rendered with the (\S+) plugin\.?\s*(?:See)?$/,
    (_, not, now) => `这个结果不能显示为${say(not)},现以${say(now)}显示。`],
];
const ATTRIBUTES = ["title", "placeholder", "aria-label"];
const SKIPPED = "tbody, .CodeMirror-code, .CodeMirror-hints, .yasqe_tooltip, .problem";

function say(text) {
  const plain = text.trim();
  if (plain in CHINESE) return CHINESE[plain];
  for (const [pattern, to] of PATTERNS) if (pattern.test(plain)) return plain.replace(pattern, to);
  return text;
}

function change(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const said = say(node.data);
    if (said !== node.data && !node.parentElement?.closest(SKIPPED)) node.data = said;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.closest(SKIPPED)) return;
  for (const name of ATTRIBUTES) {
    const given = node.getAttribute(name);
    const said = given && say(given);
    if (said && said !== given) node.setAttribute(name, said);
  }
  for (const child of node.childNodes) change(child);
}

// Put the words of the interface below `root` into a language, now and whenever they change.
export function translate(root, language) {
  if (language !== "zh") return;
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) type === "childList" ? addedNodes.forEach(change) : change(target);
  }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  change(root);
}
