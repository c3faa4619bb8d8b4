// 报告: one report. A figure of a table as read, its cell on the page, and the sums it takes part in, each pointing at the others.
"use strict";
Yusuan.load(`reports/${document.body.dataset.report}`).then((report) => {
  const { el, t, digits, place, cell: C } = Yusuan;
  const by = (id) => document.getElementById(id);
  const states = { r: ["已核对", "reconciled", "good"], d: ["有不符", "disagrees", "bad"], u: ["未证实", "unproven", "open"], n: ["未识别", "not understood", "unknown"], h: ["暂不发布", "held back", "held"] };
  const now = { table: 0, page: null, marks: [], chosen: null };

  // Sums by figure: the ones it is the total of come first.
  const sums = new Map();
  report.checks.forEach((check, number) => {
    for (const side of [8, 9]) for (const [table, position] of check[side]) {
      const key = `${table}/${position}`;
      if (!sums.has(key)) sums.set(key, []);
      if (!sums.get(key).some((one) => one.number === number)) sums.get(key).push({ number, isLeft: side === 8 });
    }
  });

  const choose = by("choose-table");
  // A menu shows plain text only: its words are those of the language in force.
  const nameTables = () => {
    const english = Yusuan.language() === "en";
    choose.replaceChildren(...report.tables.map((table, number) => {
      const pages = `${table.pages[0]}${table.pages[1] > table.pages[0] ? "–" + table.pages[1] : ""}`;
      const no = table.no ? (english ? `Table ${table.no} ` : `表${table.no} `) : "";
      return el("option", { value: number, selected: number === now.table }, no + (table.title || (table.kind || ["?", "?"])[english ? 1 : 0]) + (english ? ` (p. ${pages})` : `（第 ${pages} 页）`));
    }));
  };
  nameTables();
  Yusuan.onLanguage(nameTables);
  choose.addEventListener("change", () => { now.marks = []; now.chosen = null; showTable(Number(choose.value)); keep({ table: report.tables[now.table].key }); });
  by("boxes").addEventListener("change", drawPage);
  by("page-before").addEventListener("click", () => step(-1));
  by("page-after").addEventListener("click", () => step(1));
  const pages = [...new Set(report.tables.flatMap((table) => table.cells.map((one) => one[C.PAGE])))].sort((one, two) => one - two);
  function step(by_) {
    const at = pages.indexOf(now.page) + by_;
    if (at >= 0 && at < pages.length) { now.page = pages[at]; drawPage(); }
  }
  function keep(values) { place.set(values); }

  function showTable(number, page) {
    now.table = number;
    choose.value = number;
    const table = report.tables[number];
    if (!table) { by("table").replaceChildren(t("报告中没有读到表。", "No table was read in this report.")); return; }
    now.page = page ?? table.pages[0];
    const note = [table.kind ? Yusuan.words(table.kind) : t("未识别的表", "a table of no known kind"), " · ", t("单位", "unit"), " ", el("span", { "data-as-printed": true }, table.unit || "–"), " · ",
      t(`${table.figures} 个数字，${table.reconciled} 个已核对，${table.disagreeing} 个不符`, `${table.figures} figures, ${table.reconciled} reconciled, ${table.disagreeing} disagree`)];
    if (table.empty) note.push(" · ", el("span", { "data-as-printed": true }, table.empty));
    if (table.hold) note.push(" · ", el("b", { class: "bad" }, Yusuan.words(table.hold)));
    by("table-note").replaceChildren(...note);
    const rows = new Map();
    table.cells.forEach((one, position) => {
      if (one[C.PIECE] !== 1) return;
      const key = one[C.ROW];
      if (!rows.has(key)) rows.set(key, []);
      rows.get(key).push([position, one]);
    });
    const body = el("tbody", {});
    const taken = new Map();
    for (const [row, cells] of [...rows].sort((one, two) => one[0] - two[0])) {
      const line = el("tr", {});
      let column = 1;
      for (const [position, one] of cells) {
        while (column < one[C.COL]) { if (!(taken.get(column) > row)) line.append(el("td", { class: "none" })); column += 1; }
        if (taken.get(column) > row) continue;
        line.append(cellNode(number, position, one));
        for (let c = column; c < column + one[C.COLS]; c += 1) taken.set(c, row + one[C.ROWS]);
        column += one[C.COLS];
      }
      body.append(line);
    }
    by("table").replaceChildren(el("table", {}, body));
    drawPage();
    outline();
  }
  function cellNode(table, position, one) {
    const role = one[C.ROLE];
    const state = states[one[C.STATE]];
    const common = { rowspan: one[C.ROWS] > 1 ? one[C.ROWS] : null, colspan: one[C.COLS] > 1 ? one[C.COLS] : null, "data-cell": `${table}/${position}` };
    if (role === "h" || role === "t") return el("th", { ...common, scope: "col" }, one[C.TEXT]);
    if (role !== "f") return el("td", { ...common, class: one[C.TEXT].length > 4 ? "words" : null }, one[C.TEXT]);
    const button = el("button", { type: "button", class: `figure ${state ? state[2] : ""}`, title: state ? `${state[0]} ${state[1]}` : null, onclick: () => choseFigure(table, position) }, one[C.TEXT]);
    return el("td", { ...common, class: "number" }, button);
  }

  let drawing = 0;
  async function drawPage() {
    const mine = (drawing += 1);
    const page = now.page;
    const picture = await Yusuan.pictureOf(report.id, page);
    if (mine !== drawing) return;
    by("page-no").replaceChildren(t(`第 ${page} 页`, `page ${page}`), picture ? "" : " ", picture ? "" : t("（按所读单元格绘制）", "(drawn from the cells as read)"));
    by("page").replaceChildren(Yusuan.pageView({ report, page, picture, marks: now.marks, boxes: by("boxes").checked, onCell: choseFigure }));
  }
  function outline() {
    document.querySelectorAll("#table [data-cell]").forEach((node) => { delete node.dataset.mark; });
    for (const [table, position, kind] of now.marks) {
      const node = document.querySelector(`#table [data-cell="${table}/${position}"]`);
      if (node) node.dataset.mark = kind;
    }
  }
  function mark(marks, page) {
    now.marks = marks;
    if (page !== undefined && page !== now.page) now.page = page;
    outline();
    drawPage();
  }
  function onCells(left, right, passed) {
    const marks = [...right.map(([a, b]) => [a, b, "right"]), ...left.map(([a, b]) => [a, b, passed ? "chosen" : "left"])];
    const first = (left[0] || right[0]);
    if (first && first[0] !== now.table) showTable(first[0], report.tables[first[0]].cells[first[1]][C.PAGE]);
    mark(marks, first ? report.tables[first[0]].cells[first[1]][C.PAGE] : undefined);
  }
  function choseFigure(table, position, quietly) {
    now.chosen = [table, position];
    const one = report.tables[table].cells[position];
    if (table !== now.table) showTable(table, one[C.PAGE]);
    const mine = sums.get(`${table}/${position}`) || [];
    // A total shows at once what sums to it: the first sum it is the left side of, a failing one before all.
    const total = mine.find((sum) => sum.isLeft && !report.checks[sum.number][1]) || mine.find((sum) => sum.isLeft && report.checks[sum.number][9].length > 1);
    const parts = total ? report.checks[total.number][9].map(([a, b]) => [a, b, "right"]) : [];
    mark([...parts.filter(([a, b]) => a !== table || b !== position), [table, position, "chosen"]], one[C.PAGE]);
    if (!quietly) keep({ cell: Yusuan.cellName(report, table, position) });
    const state = states[one[C.STATE]];
    const list = [...mine].sort((a, b) => report.checks[a.number][1] - report.checks[b.number][1] || b.isLeft - a.isLeft).slice(0, 30);
    by("sums").replaceChildren(
      el("h3", {}, digits(one[C.TEXT]) === "–" ? one[C.TEXT] : one[C.TEXT], " ", state ? el("span", { class: `state ${state[2]}` }, t(state[0], state[1])) : ""),
      el("p", { class: "where" }, el("code", {}, `${report.id}-${Yusuan.cellName(report, table, position)}`)),
      el("p", {}, mine.length ? t(`参与 ${mine.length} 项合计或核对`, `takes part in ${mine.length} sums or comparisons`) : t("没有合计可以证实它。", "No sum proves it.")),
      ...list.map((sum) => Yusuan.sumLine(report, report.checks[sum.number], onCells)));
  }

  const detail = by("detail");
  const verdicts = { report_disagrees: ["报告所印不一致", "the report disagrees with itself"], reading_doubtful: ["本系统识别存疑，请先核对原页", "our reading is in doubt: compare the page first"], rule_suspect: ["规则存疑", "the rule is suspect"], structure_unproven: ["是否有误尚不能断定", "whether it is wrong is not certain"], unexplained: ["不一致，原因未明", "it disagrees; the cause is not known"] };
  function openFinding(id) {
    const finding = report.findings.find((one) => one.id === id);
    if (!finding) return;
    Yusuan.showFinding(report, finding, detail, { inReport: true, words: { verdict: verdicts[finding.verdict] || [finding.verdict, finding.verdict] }, onCells: (...given) => { onCells(...given); by("tables").scrollIntoView(); }, onClose() { detail.hidden = true; keep({}); } });
  }
  function follow() {
    const asked = place.get();
    if (asked.get("open")) openFinding(asked.get("open"));
    const name = asked.get("cell");
    if (name) {
      const number = report.tables.findIndex((table) => table.key === name.split("-")[0]);
      const position = number < 0 ? -1 : report.tables[number].cells.findIndex((_, at) => Yusuan.cellName(report, number, at) === name);
      if (position >= 0) { showTable(number, report.tables[number].cells[position][C.PAGE]); choseFigure(number, position, true); by("tables").scrollIntoView(); return; }
    }
    const wanted = report.tables.findIndex((table) => table.key === asked.get("table"));
    if (wanted >= 0) { showTable(wanted); by("tables").scrollIntoView(); }
    const page = Number(asked.get("page"));
    if (page) { const of = report.tables.findIndex((table) => table.cells.some((one) => one[C.PAGE] === page)); if (of >= 0) { showTable(of, page); by("tables").scrollIntoView(); } }
  }
  const worst = report.tables.findIndex((table) => table.disagreeing > 0);
  showTable(worst >= 0 ? worst : 0);
  addEventListener("hashchange", follow);
  follow();
});
