// 覆盖: body by year and kind; a filled square is a report, and leads to it; a square with an edge is one that is not here.
"use strict";
Yusuan.load("coverage").then((view) => {
  const { el, t } = Yusuan;
  const looks = { reconciled: "good", published_with_discrepancies: "bad", unproven: "open", held_back: "held", absent: "absent", not_yet_due: "gap", not_expected: "gap", gap: "gap" };
  const names = { reconciled: ["已核对", "reconciled"], published_with_discrepancies: ["有不符", "with discrepancies"], unproven: ["未证实", "unproven"], held_back: ["暂不发布", "held back"], absent: ["缺", "absent"], not_yet_due: ["未到期", "not yet due"], not_expected: ["不必公开", "need not publish"], gap: ["未见", "not seen"] };
  const kinds = { budget: ["预算", "budget"], final_accounts: ["决算", "final"] };
  const times = { late: ["逾期公开", "late"], on_time: ["按期公开", "on time"], known_after_due: ["期限后得知", "first known after the day"], absent: ["缺", "absent"], not_yet_due: ["未到期", "not yet due"], held_back: ["暂不发布", "held back"], disclosed: ["已公开", "disclosed"], not_expected: ["不必公开", "need not publish"] };
  const time = (days) => {
    if (!days) return null;
    const [status, due, disclosed, late] = days;
    const zh = [`期限 ${due}`, disclosed ? `公开 ${disclosed}` : "", late ? `已过 ${late} 天` : ""].filter(Boolean).join("，");
    const en = [`due ${due}`, disclosed ? `disclosed ${disclosed}` : "", late ? `${late} days over` : ""].filter(Boolean).join(", ");
    return el("span", { class: `time${late ? " bad" : ""}` }, times[status] && status !== "absent" && status !== "not_yet_due" ? el("b", {}, t(times[status][0], times[status][1]), " ") : "", t(zh, en));
  };
  const square = (cell) => {
    if (!cell) return "";
    const [state, reports, days] = cell;
    const words = t(names[state][0], names[state][1]);
    if (!reports.length) return el("span", {}, el("span", { class: `square ${looks[state]}` }, words), time(days));
    const more = reports.length > 1 ? ` ×${reports.length}` : "";
    return el("span", {}, el("a", { class: `square ${looks[state]}`, href: `reports/${reports[0]}.html` }, words, more), ...reports.slice(1).map((id, at) => el("a", { class: "other", href: `reports/${id}.html`, "aria-label": `${at + 2}` }, `${at + 2}`)), time(days));
  };
  Yusuan.list({
    rows: view.bodies, pageLength: 100,
    columns: [
      { title: ["地区", "Place"], className: "short", value: (row) => row[0] },
      { title: ["单位", "Body"], className: "name", value: (row) => row[1] },
      // The newest first: on a narrow screen the others are scrolled to.
      ...view.columns.map(([year, kind], at) => ({ title: [`${year}\n${kinds[kind] ? kinds[kind][0] : kind}`, `${year}\n${kinds[kind] ? kinds[kind][1] : kind}`], className: "heat", value: (row) => (row[3][at] ? row[3][at][0] : ""), node: (row) => square(row[3][at]) })).reverse(),
    ],
    facets: [
      { key: "place", title: ["地区", "Place"], value: (row) => row[0] },
      { key: "kind", title: ["层级", "Level"], value: (row) => row[2], words: { department: ["部门", "department"], unit: ["单位", "unit"] } },
      { key: "state", title: ["状态", "State"], value: (row) => [...new Set(row[3].filter(Boolean).map((cell) => cell[0]))], words: names },
      { key: "time", title: ["期限", "Last day"], value: (row) => [...new Set(row[3].filter((cell) => cell && cell[2]).map((cell) => cell[2][0]))], words: times },
    ],
  });
});
