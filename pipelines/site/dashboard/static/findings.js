// 差异: the list, its facets, and the finding that is open.
"use strict";
Yusuan.load("findings").then(({ rows, words }) => {
  const { el, t, place } = Yusuan;
  const F = { ID: 0, REPORT: 1, ISSUER: 2, PLACE: 3, YEAR: 4, KIND: 5, SEVERITY: 6, CAUSE: 7, VERDICT: 8, ZH: 9, EN: 10, PAGES: 11, RULES: 12, CHECKS: 13, JUDGED: 14 };
  const weight = { error: 0, warning: 1, info: 2 };
  const pair = (table, key) => (words[table] || {})[key] || [key, key];
  const detail = document.getElementById("detail");
  const open = async (id) => {
    const row = rows.find((one) => one[F.ID] === id);
    if (!row) return;
    const values = Object.fromEntries(place.get());
    values.open = id;
    place.set(values);
    const report = await Yusuan.load(`reports/${row[F.REPORT]}`);
    const finding = report.findings.find((one) => one.id === id);
    await Yusuan.showFinding(report, finding, detail, {
      words: { verdict: pair("verdict", finding.verdict) },
      onClose() { detail.hidden = true; const left = Object.fromEntries(place.get()); delete left.open; place.set(left); },
    });
  };
  Yusuan.list({
    rows,
    columns: [
      { title: ["程度", "Severity"], isNumber: true, value: (row) => weight[row[F.SEVERITY]], node: (row) => el("span", { class: `badge ${row[F.SEVERITY]}` }, Yusuan.words(pair("severity", row[F.SEVERITY]))) },
      { title: ["差异", "Discrepancy"], className: "long", value: (row) => `${row[F.ZH]} ${row[F.EN]}`, node: (row) => el("a", { href: `#open=${row[F.ID]}`, onclick: (event) => { event.preventDefault(); open(row[F.ID]); } }, t(row[F.ZH], row[F.EN])) },
      { title: ["公开单位", "Issuer"], className: "name", value: (row) => row[F.ISSUER], node: (row) => el("a", { href: `reports/${row[F.REPORT]}.html` }, row[F.ISSUER]) },
      { title: ["年度", "Year"], value: (row) => row[F.YEAR], className: "number" },
      { title: ["页", "Pages"], value: (row) => row[F.PAGES].join(", "), node: (row) => row[F.PAGES].slice(0, 6).join(", ") + (row[F.PAGES].length > 6 ? " …" : "") },
      { title: ["原因", "Cause"], className: "short", value: (row) => pair("cause", row[F.CAUSE]).join(" "), node: (row) => Yusuan.words(pair("cause", row[F.CAUSE])) },
      { title: ["核对", "Checks"], value: (row) => row[F.CHECKS], className: "number" },
    ],
    facets: [
      { key: "severity", title: ["程度", "Severity"], value: (row) => row[F.SEVERITY], words: words.severity },
      { key: "place", title: ["地区", "Place"], value: (row) => row[F.PLACE] },
      { key: "body", title: ["公开单位", "Body"], value: (row) => row[F.ISSUER] },
      { key: "year", title: ["年度", "Year"], value: (row) => row[F.YEAR], byKey: true },
      { key: "cause", title: ["原因", "Cause"], value: (row) => row[F.CAUSE], words: words.cause },
      { key: "verdict", title: ["判断", "Verdict"], value: (row) => row[F.VERDICT], words: words.verdict },
      { key: "rule", title: ["规则", "Rule"], value: (row) => row[F.RULES], words: words.rule },
      { key: "judged", title: ["人工", "By a person"], value: (row) => (row[F.JUDGED] ? "yes" : "no"), words: { yes: ["已判断", "judged"], no: ["未判断", "not judged"] } },
    ],
  });
  const asked = () => { const id = place.get().get("open"); if (id) open(id); };
  addEventListener("hashchange", asked);
  asked();
});
