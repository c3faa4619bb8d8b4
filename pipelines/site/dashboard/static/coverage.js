// 覆盖: body by year and kind; a filled square is a report, and leads to it.
"use strict";
Yusuan.load("coverage").then((view) => {
  const { el, t } = Yusuan;
  const looks = { reconciled: "good", published_with_discrepancies: "bad", unproven: "open", held_back: "held", gap: "gap" };
  const names = { reconciled: ["已核对", "reconciled"], published_with_discrepancies: ["有不符", "with discrepancies"], unproven: ["未证实", "unproven"], held_back: ["暂不发布", "held back"], gap: ["未见", "not seen"] };
  const kinds = { budget: ["预算", "budget"], final_accounts: ["决算", "final"] };
  const square = (cell) => {
    if (!cell) return "";
    const words = t(names[cell[0]][0], names[cell[0]][1]);
    if (!cell[1].length) return el("span", { class: `square ${looks[cell[0]]}` }, words);
    const more = cell[1].length > 1 ? ` ×${cell[1].length}` : "";
    return el("span", {}, el("a", { class: `square ${looks[cell[0]]}`, href: `reports/${cell[1][0]}.html` }, words, more), ...cell[1].slice(1).map((id, at) => el("a", { class: "other", href: `reports/${id}.html`, "aria-label": `${at + 2}` }, `${at + 2}`)));
  };
  Yusuan.list({
    rows: view.bodies, pageLength: 100,
    columns: [
      { title: ["地区", "Place"], value: (row) => row[0] },
      { title: ["单位", "Body"], value: (row) => row[1] },
      ...view.columns.map(([year, kind], at) => ({ title: [`${year} ${kinds[kind] ? kinds[kind][0] : kind}`, `${year} ${kinds[kind] ? kinds[kind][1] : kind}`], className: "heat", value: (row) => (row[3][at] ? row[3][at][0] : ""), node: (row) => square(row[3][at]) })),
    ],
    facets: [
      { key: "place", title: ["地区", "Place"], value: (row) => row[0] },
      { key: "kind", title: ["层级", "Level"], value: (row) => row[2], words: { department: ["部门", "department"], unit: ["单位", "unit"] } },
      { key: "state", title: ["状态", "State"], value: (row) => [...new Set(row[3].filter(Boolean).map((cell) => cell[0]))], words: names },
    ],
  });
});
