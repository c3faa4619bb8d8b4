// 未识别: layouts and codes, each with the page where it stands and the line that would teach it.
"use strict";
Yusuan.load("unknown").then((view) => {
  const { el, t } = Yusuan;
  const digits = Yusuan.digits;
  const lines = (row) => el("span", {}, ...row[9].map(([file, line]) => el("code", { class: "line", title: `dbt_project/seeds/${file}` }, line)));
  const link = (row) => el("a", { href: `reports/${row[6]}.html#${row[8] ? "table=" + row[8] : "page=" + row[7]}` }, t(`第 ${row[7]} 页`, `p. ${row[7]}`));
  const kinds = Object.fromEntries(view.layouts.map((row) => [row[0][1], row[0]]));
  Yusuan.list({
    rows: view.layouts,
    columns: [
      { title: ["种类", "Kind"], className: "short", value: (row) => row[0][1], node: (row) => Yusuan.words(row[0]) },
      { title: ["印出的文字", "Printed"], className: "name", value: (row) => row[1], node: (row) => row[1] === "(no title)" ? t("（无表题）", "(no title)") : el("span", { title: row[10], "data-as-printed": true }, row[1] || "–") },
      { title: ["所在的表", "In table"], className: "short", value: (row) => (row[2] || [""])[0], node: (row) => (row[2] ? Yusuan.words(row[2]) : "–") },
      { title: ["报告", "Reports"], value: (row) => row[3], className: "number" },
      { title: ["数字", "Figures"], value: (row) => row[4], className: "number" },
      { title: ["金额（元）", "Yuan"], value: (row) => (row[5] === null ? -1 : Number(row[5])), node: (row) => digits(row[5]), className: "number" },
      { title: ["原页", "Page"], className: "nowrap", isNumber: true, value: (row) => row[7], node: link },
      { title: ["教它的那一行", "The line that would teach it"], className: "long", value: () => "", node: lines },
    ],
    order: [[4, "desc"], [3, "desc"]],
    facets: [{ key: "item", title: ["种类", "Kind"], value: (row) => row[0][1], words: kinds }, { key: "table", title: ["表", "Table"], value: (row) => (row[2] ? row[2][0] : ""), words: Object.fromEntries(view.layouts.filter((row) => row[2]).map((row) => [row[2][0], row[2]])) }],
  });
  Yusuan.list({
    into: "codes-list", facetsInto: "codes-facets",
    rows: view.codes,
    columns: [
      { title: ["科目", "Classification"], value: (row) => row[0], node: (row) => (row[0] === "function" ? t("功能分类", "function") : row[0] === "economic" ? t("经济分类", "economic") : row[0]) },
      { title: ["编码", "Code"], value: (row) => row[1] },
      { title: ["印出的名称", "Name printed"], className: "name", value: (row) => row[2] },
      { title: ["问题", "What is amiss"], value: (row) => row[3][1], node: (row) => Yusuan.words(row[3]) },
      { title: ["目录名称", "Listed name"], value: (row) => row[4], node: (row) => row[4] || "–" },
      { title: ["报告", "Reports"], value: (row) => row[5], className: "number" },
      { title: ["年度", "Years"], value: (row) => row[7].join(", ") },
      { title: ["原页", "Page"], className: "nowrap", isNumber: true, value: (row) => row[9], node: (row) => el("a", { href: `reports/${row[8]}.html#page=${row[9]}` }, t(`第 ${row[9]} 页`, `p. ${row[9]}`)) },
    ],
    facets: [{ key: "amiss", title: ["问题", "What is amiss"], value: (row) => row[3][1], words: Object.fromEntries(view.codes.map((row) => [row[3][1], row[3]])) }],
  });
});
