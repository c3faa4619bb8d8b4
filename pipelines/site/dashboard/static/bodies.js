// 单位: the list of bodies, and the money of the one that is open, year by year; what is shown can be taken away as CSV or a workbook.
"use strict";
Yusuan.load("bodies").then((rows) => {
  const { el, t, digits, place } = Yusuan;
  const detail = document.getElementById("detail");
  const kinds = { budget: ["预算", "budget"], final_accounts: ["决算", "final"] };
  const column = (year, kind) => `${year}/${kind}`;
  // What a spreadsheet program would run as a formula is kept a text.
  const safe = (value) => (/^(?:[\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])/.test(String(value)) && !/^[ \u3000]*[+\-＋－]+[\d,]*\.?\d*%?$/.test(String(value)) ? "'" + value : String(value));
  const field = (value) => { const text = safe(value ?? ""); return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text; };
  const give = (name, blob) => {
    const link = el("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const number = (value) => ({ number: value ?? "" });
  const plain = (cell) => (cell !== null && typeof cell === "object" ? cell.number : cell);
  const save = (name, lines) => give(`${name}.csv`, new Blob(["\ufeff" + lines.map((line) => line.map((cell) => field(plain(cell))).join(",")).join("\r\n") + "\r\n"], { type: "text/csv" }));
  const bar = (value, most) => (value === undefined || value === null ? "" : el("svg", { class: "bar thin", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" }, el("rect", { class: "fill-plain", x: 0, y: 0, height: 4, width: (100 * Math.abs(Number(value))) / most })));
  const heading = (name, title, unit, lines) => el("h3", {}, t(title[0], title[1]), " ", unit ? el("small", {}, t("元", "yuan")) : "", " ", el("button", { type: "button", onclick: () => save(name, lines) }, "CSV"));
  // Each part is what the page shows and the lines that are taken away: [element, {name, lines}].
  const grid = (name, title, items) => {
    if (!items.length) return null;
    const columns = [...new Set(items.map((item) => column(item[0], item[1])))].sort();
    const rows = new Map();
    for (const [year, kind, code, label, yuan] of items) {
      if (!rows.has(code)) rows.set(code, { label, cells: {} });
      rows.get(code).cells[column(year, kind)] = yuan;
    }
    const most = Math.max(...items.map((item) => Math.abs(Number(item[4]) || 0)), 1);
    const head = columns.map((one) => { const [year, kind] = one.split("/"); const pair = kinds[kind] || [kind, kind]; return el("th", { class: "number", scope: "col" }, t(`${year} ${pair[0]}`, `${year} ${pair[1]}`)); });
    const body = [...rows].map(([, row]) => el("tr", {}, el("th", { scope: "row" }, Yusuan.words(row.label)), ...columns.map((one) => el("td", { class: "number" }, row.cells[one] === undefined ? "" : digits(row.cells[one]), bar(row.cells[one], most)))));
    const lines = [["code", "name", ...columns], ...[...rows].map(([code, row]) => [code, row.label[0], ...columns.map((one) => number(row.cells[one]))])];
    return [el("section", {}, heading(name, title, true, lines), el("div", { class: "scroll" }, el("table", { class: "plain" }, el("thead", {}, el("tr", {}, el("th", {}), ...head)), el("tbody", {}, body)))), { name: title[0], lines }];
  };
  // Rows of a year and an item, with several amounts each; which of them are amounts of money is told, for the bars.
  const beside = (name, title, items, heads, money, note) => {
    if (!items.length) return null;
    const most = Math.max(...items.flatMap((item) => money.map((at) => Math.abs(Number(item[3 + at]) || 0))), 1);
    const body = items.map(([year, , label, ...values], at) => el("tr", { class: at && items[at - 1][0] !== year ? "next" : null }, el("td", {}, String(year)), el("th", { scope: "row" }, Yusuan.words(label)), ...values.map((value, place_) => el("td", { class: "number" }, digits(value), money.includes(place_) ? bar(value, most) : ""))));
    const lines = [["year", "code", "name", ...heads.map((pair) => pair[1])], ...items.map(([year, code, label, ...values]) => [number(String(year)), code, label[0], ...values.map(number)])];
    return [el("section", {}, heading(name, title, true, lines), note ? el("p", { class: "note" }, t(note[0], note[1])) : "", el("div", { class: "scroll" }, el("table", { class: "plain" }, el("thead", {}, el("tr", {}, el("th", {}, t("年度", "Year")), el("th", {}), ...heads.map((pair) => el("th", { class: "number", scope: "col" }, t(pair[0], pair[1]))))), el("tbody", {}, body)))), { name: title[0], lines }];
  };
  const largest = (items) => {
    if (!items.length) return null;
    const lines = [["year", "project", "yuan"], ...items.map((one) => [number(String(one[0])), one[1], number(one[2])])];
    return [el("section", {}, heading("projects", ["最大的项目", "Largest projects"], true, lines),
      el("div", { class: "scroll" }, el("table", { class: "plain" }, el("tbody", {}, items.map(([year, name, yuan, report, page]) => el("tr", {}, el("td", {}, String(year)), el("th", { scope: "row" }, el("a", { href: `reports/${report}.html#page=${page}` }, name)), el("td", { class: "number" }, digits(yuan)))))))), { name: "最大的项目", lines }];
  };
  const open = async (id) => {
    place.set({ ...Object.fromEntries(place.get()), open: id });
    const row = rows.find((one) => one[0] === id);
    if (!row) return;
    const body = await Yusuan.load(`bodies/${id}`).catch(() => null);
    const close = el("button", { type: "button", class: "close", "aria-label": "关闭 close", onclick: () => { detail.hidden = true; const left = Object.fromEntries(place.get()); delete left.open; place.set(left); } }, "×");
    if (!body) detail.replaceChildren(close, el("h2", {}, row[2]), el("p", {}, t("没有可以相加的金额。", "There are no amounts that may be added up.")));
    else {
      const flows = { revenue: ["收入合计", "revenue"], expenditure: ["支出合计", "expenditure"] };
      const reports = [...new Map(body.totals.map((one) => [one[4], one])).values()];
      const parts = [
        grid("totals", ["收支合计", "Totals"], body.totals.map(([year, kind, flow, yuan]) => [year, kind, flow, flows[flow] || [flow, flow], yuan])),
        beside("budget_against_final", ["预算与决算，按功能分类（类）", "Budget against final accounts, by function"], body.against, [["预算", "budget"], ["决算", "final"], ["决算减预算", "final minus budget"]], [0, 1]),
        grid("by_function", ["支出，按功能分类（类）", "Expenditure by function"], body.functions),
        grid("by_economic", ["基本支出，按经济分类（类）", "Basic expenditure by economic class"], body.economic),
        beside("three_public", ["“三公”经费", "Three public expenses"], body.three_public, [["上年预算", "budget of the year before"], ["预算", "budget"], ["增减 %", "change %"], ["决算", "final"], ["决算减预算", "final minus budget"]], [0, 1, 3], ["表里没有印出的，取文字所述。", "What no table prints is taken from the text."]),
        largest(body.projects),
      ].filter(Boolean);
      const about = [["单位", "地区", "金额单位"], [body.name, body.place, "元"]];
      const book = async () => give(`${body.name}.xlsx`, await Yusuan.workbook([{ name: "说明", lines: about }, ...parts.map((part) => part[1])]));
      detail.replaceChildren(close, el("h2", {}, body.name, " ", el("small", {}, body.place)),
        el("p", { class: "where" }, ...reports.flatMap((one) => [el("a", { href: `reports/${one[4]}.html` }, t(`${one[0]} ${(kinds[one[1]] || [one[1]])[0]}`, `${one[0]} ${(kinds[one[1]] || ["", one[1]])[1]}`)), " "]),
          el("button", { type: "button", class: "workbook", onclick: book }, t("全部存为 Excel", "All as Excel (xlsx)"))),
        ...parts.map((part) => part[0]));
    }
    detail.hidden = false;
    detail.focus({ preventScroll: true });
    detail.scrollIntoView({ block: "start" });
  };
  Yusuan.list({
    rows,
    columns: [
      { title: ["地区", "Place"], value: (row) => row[1] },
      { title: ["单位", "Body"], className: "name", value: (row) => row[2], node: (row) => el("a", { href: `#open=${row[0]}`, onclick: (event) => { event.preventDefault(); open(row[0]); } }, row[2]) },
      { title: ["年度", "Years"], isNumber: true, value: (row) => row[3], node: (row) => (row[3] === row[4] ? String(row[3] ?? "–") : `${row[3]}–${row[4]}`) },
      { title: ["报告", "Reports"], value: (row) => row[5], className: "number" },
    ],
    facets: [{ key: "place", title: ["地区", "Place"], value: (row) => row[1] }],
  });
  const asked = () => { const id = place.get().get("open"); if (id) open(id); };
  addEventListener("hashchange", asked);
  asked();
});
