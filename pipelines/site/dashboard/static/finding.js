// One finding, opened: what it says, the sums behind it, what would mend it, and the part of the page with its cells outlined.
"use strict";
// What a check calls its side. Without English words for it, the table is named and what is printed there stands as printed.
Yusuan.side = (label, english) => {
  const { el, t } = Yusuan;
  if (!label) return "";
  if (english) return t(label, english);
  const parts = label.split(/(?<![^ ])(表[^\s·]+|文字)(?=[ ·]|$)/);
  const said = parts.map((part, number) => (number % 2 === 0 ? el("span", { "data-as-printed": true, lang: "zh" }, part) : part === "文字" ? "the text" : `table ${part.slice(1)}`));
  return el("span", {}, el("span", { class: "zh" }, label), el("span", { class: "en", lang: "en" }, ...said));
};
Yusuan.sumLine = (report, check, onCells) => {
  const { el, t, digits } = Yusuan;
  const [rule, passed, leftLabel, left, rightLabel, right, difference, english, leftCells, rightCells] = check;
  const words = report.rules[rule];
  const valueOf = (value, said, name) => el("b", { class: name }, said ? t(value, said) : el("span", { "data-as-printed": true }, digits(value)));
  const line = el("div", { class: `sum ${passed ? "good" : "bad"}` },
    el("div", { class: "rule" }, el("b", {}, passed ? "✓ " : "✗ "), t(words[1], words[2])),
    el("div", { class: "sides" }, el("span", {}, Yusuan.side(leftLabel, english && english[0]), " ", valueOf(left, english && english[2], "left-word")), passed ? " = " : " ≠ ",
      el("span", {}, Yusuan.side(rightLabel, english && english[1]), " ", valueOf(right, english && english[3], "right-word")),
      !passed && difference ? el("span", { class: "difference" }, " ", t("相差", "apart by"), " ", digits(difference)) : null));
  if (leftCells.length + rightCells.length && onCells) {
    line.append(el("button", { type: "button", onclick: () => onCells(leftCells, rightCells, passed) }, t("在页上标出", "Show on the page")));
  }
  return line;
};
Yusuan.showFinding = async (report, finding, box, options) => {
  const { el, t, digits, cell: C } = Yusuan;
  const checks = finding.checks.map((position) => report.checks[position]);
  const left = new Set(checks.flatMap((check) => check[8].map(String)));
  const marks = finding.cells.map(([table, position]) => [table, position, "right"]);
  for (const check of checks) for (const [table, position] of check[9]) if (!marks.some(([a, b]) => a === table && b === position)) marks.push([table, position, "right"]);
  for (const mark of marks) if (left.has(String([mark[0], mark[1]]))) mark[2] = "left";
  for (const name of left) { const [table, position] = name.split(",").map(Number); if (!marks.some(([a, b]) => a === table && b === position)) marks.push([table, position, "left"]); }
  let changes = [];
  try { changes = JSON.parse(finding.changes || "[]"); } catch { changes = []; }
  const suspects = new Set(changes.map((change) => change.cell_id).filter(Boolean));
  for (const mark of marks) if (suspects.has(`${report.id}-${Yusuan.cellName(report, mark[0], mark[1])}`)) mark[2] = "suspect";
  const pages = [...new Set(marks.map(([table, position]) => report.tables[table].cells[position][C.PAGE]))].slice(0, 4);
  const root = document.body.dataset.root;
  const link = `${root}reports/${report.id}.html#open=${finding.id}`;
  const words = el("div", {}, el("h2", {}, t(finding.title[0], finding.title[1])),
    el("p", { class: "text" }, t(finding.text[0], finding.text[1])),
    el("p", { class: "where" }, options.words.verdict ? Yusuan.words(options.words.verdict) : "", " · ",
      options.inReport ? "" : el("a", { href: link }, t("整份报告", "the whole report")), " · ", el("code", {}, finding.key || finding.id)));
  if (finding.judged) words.append(el("p", { class: "judged" }, t("人工判断：", "Judged: "), Yusuan.words(finding.judged), finding.note ? ` – ${finding.note}` : ""));
  if (changes.length) {
    const rows = changes.slice(0, 40).map((change) => el("tr", {}, el("td", {}, Yusuan.side(change.place)), el("td", { class: "number" }, digits(change.printed)), el("td", { class: "number good" }, change.suggested === null || change.suggested === undefined ? t("（空）", "(blank)") : digits(change.suggested))));
    words.append(el("h3", {}, finding.proven ? t("改为即成立", "What would mend it") : t("可能的改法之一", "One change that would mend it")),
      el("div", { class: "scroll" }, el("table", { class: "plain" }, el("thead", {}, el("tr", {}, el("th", {}, t("位置", "Place")), el("th", { class: "number" }, t("所印", "printed")), el("th", { class: "number" }, t("建议", "suggested")))), el("tbody", {}, rows))));
  }
  if (checks.length) words.append(el("h3", {}, t(`${checks.length} 项核对不成立`, `${checks.length} checks fail`)), ...checks.slice(0, 12).map((check) => Yusuan.sumLine(report, check, options.onCells)));
  const pictures = el("div", { class: "crops" });
  for (const page of pages) {
    const picture = await Yusuan.pictureOf(report.id, page);
    const figure = el("figure", {}, el("figcaption", {}, t(`第 ${page} 页`, `Page ${page}`), " ", picture ? "" : t("（按所读单元格绘制）", "(drawn from the cells as read)")));
    const draw = (crop) => { figure.querySelector("svg")?.remove(); figure.append(Yusuan.pageView({ report, page, picture, marks, crop })); };
    let crop = true;
    figure.querySelector("figcaption").append(" ", el("button", { type: "button", onclick: () => { crop = !crop; draw(crop); } }, t("整页／局部", "whole page / part")));
    draw(crop);
    pictures.append(figure);
  }
  if (!pages.length) pictures.append(el("p", { class: "note" }, t("此项说的是文字，没有表中的单元格。", "This is about the text; no cell of a table takes part.")));
  else pictures.prepend(el("p", { class: "legend-line" }, el("span", { class: "key outline suspect" }), t("可疑", "in doubt"), " ", el("span", { class: "key outline left" }), t("所核对的数字", "the figure checked"), " ", el("span", { class: "key outline right" }), t("与之核对的数字", "what it is checked against")));
  box.replaceChildren(el("button", { type: "button", class: "close", "aria-label": "关闭 close", onclick: () => options.onClose() }, "×"), el("div", { class: "two" }, words, pictures));
  box.hidden = false;
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: "start" });
};
