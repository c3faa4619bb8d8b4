// 单位: the list of bodies, and the money of the one that is open, year by year; what is shown can be taken away as CSV or a workbook.
"use strict";
Yusuan.load("bodies").then((rows) => {
  const { el, t, digits, place } = Yusuan;
  const detail = document.getElementById("detail");
  const kinds = { budget: ["预算", "budget"], final_accounts: ["决算", "final"] };
  const column = (year, kind) => `${year}/${kind}`;
  // What a spreadsheet program would run as a formula is kept a text.
  const safe = (value) => (/^[=+\-@＝＋－＠\t\r\n]/.test(String(value)) && !/^[+\-＋－]+[\d,]*\.?\d*%?$/.test(String(value)) ? "'" + value : String(value));
  const field = (value) => { const text = safe(value ?? ""); return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text; };
  const save = (name, lines) => {
    const blob = new Blob(["\ufeff" + lines.map((line) => line.map(field).join(",")).join("\r\n") + "\r\n"], { type: "text/csv" });
    const link = el("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const grid = (name, title, items, words) => {
    if (!items.length) return "";
    const columns = [...new Set(items.map((item) => column(item[0], item[1])))].sort();
    const lines = new Map();
    for (const [year, kind, code, label, yuan] of items) {
      if (!lines.has(code)) lines.set(code, { label, cells: {} });
      lines.get(code).cells[column(year, kind)] = yuan;
    }
    const most = Math.max(...items.map((item) => Math.abs(Number(item[4]) || 0)), 1);
    const head = columns.map((one) => { const [year, kind] = one.split("/"); const pair = kinds[kind] || [kind, kind]; return el("th", { class: "number", scope: "col" }, t(`${year} ${pair[0]}`, `${year} ${pair[1]}`)); });
    const body = [...lines].map(([code, line]) => el("tr", {}, el("th", { scope: "row" }, Yusuan.words(line.label)), ...columns.map((one) => {
      const value = line.cells[one];
      return el("td", { class: "number" }, value === undefined ? "" : digits(value), value === undefined ? "" : el("svg", { class: "bar thin", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" }, el("rect", { class: "fill-plain", x: 0, y: 0, height: 4, width: (100 * Math.abs(Number(value))) / most })));
    })));
    const csv = () => save(`${name}.csv`, [["code", "name", ...columns], ...[...lines].map(([code, line]) => [code, line.label[0], ...columns.map((one) => line.cells[one] ?? "")])]);
    return el("section", {}, el("h3", {}, t(title[0], title[1]), " ", el("small", {}, t("元", "yuan")), " ", el("button", { type: "button", onclick: csv }, "CSV")), words ? el("p", { class: "note" }, t(words[0], words[1])) : "", el("div", { class: "scroll" }, el("table", { class: "plain" }, el("thead", {}, el("tr", {}, el("th", {}), ...head)), el("tbody", {}, body))));
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
      detail.replaceChildren(close, el("h2", {}, body.name, " ", el("small", {}, body.place)),
        el("p", { class: "where" }, ...reports.flatMap((one) => [el("a", { href: `reports/${one[4]}.html` }, t(`${one[0]} ${(kinds[one[1]] || [one[1]])[0]}`, `${one[0]} ${(kinds[one[1]] || ["", one[1]])[1]}`)), " "])),
        grid("totals", ["收支合计", "Totals"], body.totals.map(([year, kind, flow, yuan]) => [year, kind, flow, flows[flow] || [flow, flow], yuan])),
        grid("by_function", ["支出，按功能分类（类）", "Expenditure by function"], body.functions),
        grid("by_economic", ["基本支出，按经济分类（类）", "Basic expenditure by economic class"], body.economic),
        grid("three_public", ["“三公”经费", "Three public expenses"], body.three_public, ["部门合计行；同一项目印在几张表里的，取第一张。", "The department's total rows; of several tables with the same category, the first."]),
        body.projects.length ? el("section", {}, el("h3", {}, t("最大的项目", "Largest projects"), " ", el("small", {}, t("元", "yuan")), " ", el("button", { type: "button", onclick: () => save("projects.csv", [["year", "project", "yuan"], ...body.projects.map((one) => [one[0], one[1], one[2]])]) }, "CSV")),
          el("div", { class: "scroll" }, el("table", { class: "plain" }, el("tbody", {}, body.projects.map(([year, name, yuan, report, page]) => el("tr", {}, el("td", {}, String(year)), el("th", { scope: "row" }, el("a", { href: `reports/${report}.html#page=${page}` }, name)), el("td", { class: "number" }, digits(yuan)))))))) : "");
    }
    detail.hidden = false;
    detail.focus({ preventScroll: true });
    detail.scrollIntoView({ block: "start" });
  };
  Yusuan.list({
    rows,
    columns: [
      { title: ["地区", "Place"], value: (row) => row[1] },
      { title: ["单位", "Body"], value: (row) => row[2], node: (row) => el("a", { href: `#open=${row[0]}`, onclick: (event) => { event.preventDefault(); open(row[0]); } }, row[2]) },
      { title: ["年度", "Years"], isNumber: true, value: (row) => row[3], node: (row) => (row[3] === row[4] ? String(row[3] ?? "–") : `${row[3]}–${row[4]}`) },
      { title: ["报告", "Reports"], value: (row) => row[5], className: "number" },
    ],
    facets: [{ key: "place", title: ["地区", "Place"], value: (row) => row[1] }],
  });
  const asked = () => { const id = place.get().get("open"); if (id) open(id); };
  addEventListener("hashchange", asked);
  asked();
});
