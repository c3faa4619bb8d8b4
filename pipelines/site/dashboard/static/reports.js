// 报告: the list of reports.
"use strict";
Yusuan.load("reports").then((rows) => {
  const { el } = Yusuan;
  const R = { ID: 0, FILE: 1, ISSUER: 2, PLACE: 3, YEAR: 4, KIND: 5, PAGES: 6, TABLES: 7, STATE: 8, PROVEN: 9, ERRORS: 10, WARNINGS: 11, NOTICES: 12 };
  const states = { reconciled: ["已核对", "reconciled"], published_with_discrepancies: ["有不符", "with discrepancies"], unproven: ["未证实", "unproven"], held_back: ["暂不发布", "held back"] };
  const kinds = { budget: ["预算", "budget"], final_accounts: ["决算", "final accounts"] };
  const looks = { reconciled: "good", published_with_discrepancies: "bad", unproven: "open", held_back: "held" };
  const order = ["held_back", "published_with_discrepancies", "unproven", "reconciled"];
  Yusuan.list({
    rows,
    columns: [
      { title: ["地区", "Place"], className: "short", value: (row) => row[R.PLACE] },
      { title: ["公开单位", "Issuer"], className: "name", value: (row) => row[R.ISSUER], node: (row) => el("a", { href: `reports/${row[R.ID]}.html` }, row[R.ISSUER] || row[R.FILE]) },
      { title: ["年度", "Year"], value: (row) => row[R.YEAR], className: "number" },
      { title: ["种类", "Kind"], value: (row) => row[R.KIND], node: (row) => Yusuan.words(kinds[row[R.KIND]] || [row[R.KIND], row[R.KIND]]) },
      { title: ["状态", "State"], isNumber: true, value: (row) => order.indexOf(row[R.STATE]), node: (row) => el("span", { class: `state ${looks[row[R.STATE]] || ""}` }, Yusuan.words(states[row[R.STATE]] || [row[R.STATE], row[R.STATE]])) },
      { title: ["证实 %", "Proven %"], value: (row) => (row[R.PROVEN] === null ? -1 : Number(row[R.PROVEN])), node: (row) => row[R.PROVEN] ?? "–", className: "number" },
      { title: ["错误", "Errors"], value: (row) => row[R.ERRORS], className: "number" },
      { title: ["提醒", "Warnings"], value: (row) => row[R.WARNINGS], className: "number" },
      { title: ["表", "Tables"], value: (row) => row[R.TABLES], className: "number" },
      { title: ["页", "Pages"], value: (row) => row[R.PAGES], className: "number" },
      { title: ["文件", "File"], value: (row) => row[R.FILE], className: "file" },
    ],
    facets: [
      { key: "state", title: ["状态", "State"], value: (row) => row[R.STATE], words: states },
      { key: "place", title: ["地区", "Place"], value: (row) => row[R.PLACE] },
      { key: "year", title: ["年度", "Year"], value: (row) => row[R.YEAR], byKey: true },
      { key: "kind", title: ["种类", "Kind"], value: (row) => row[R.KIND], words: kinds },
    ],
  });
});
