// 规则: the list of rules; what one does in each place when it is opened.
"use strict";
Yusuan.load("rules").then((view) => {
  const { el, t, place } = Yusuan;
  const L = { ID: 0, FAMILY: 1, SEVERITY: 2, ZH: 3, EN: 4, TRIED: 5, FAILING: 6, PASSED: 7, FAILED: 8, FINDINGS: 9, CONFIRMED: 10, NOT: 11, PRECISION: 12, STATE: 13 };
  const states = { ok: ["可用", "in use"], suspect: ["某地存疑", "suspect somewhere"], never_tried: ["从未用到", "never tried"] };
  const rate = (tried, failing) => (tried ? (100 * (tried - failing)) / tried : null);
  const detail = document.getElementById("detail");
  const bar = (value) => el("span", { class: "rate" }, el("svg", { viewBox: "0 0 100 8", class: "bar thin", preserveAspectRatio: "none", "aria-hidden": "true" }, el("rect", { class: "fill-bad", x: 0, y: 0, width: 100, height: 8 }), el("rect", { class: "fill-good", x: 0, y: 0, width: value, height: 8 })), ` ${value.toFixed(1)}%`);
  const open = (id) => {
    const row = view.rules.find((one) => one[L.ID] === id);
    if (!row) return;
    place.set({ ...Object.fromEntries(place.get()), open: id });
    const lines = (view.places[id] || []).map(([where, tried, failing, state, zh, en]) => el("tr", { class: state === "suspect" ? "bad" : null }, el("th", { scope: "row" }, where), el("td", { class: "number" }, String(tried)), el("td", { class: "number" }, String(failing)), el("td", {}, bar(rate(tried, failing))), el("td", {}, zh ? t(zh, en) : "")));
    const over = (view.history[id] || []).map(([when, seen, failed]) => el("tr", {}, el("td", {}, String(when).slice(0, 16)), el("td", { class: "number" }, String(seen)), el("td", { class: "number" }, String(failed))));
    detail.replaceChildren(
      el("button", { type: "button", class: "close", "aria-label": "关闭 close", onclick: () => { detail.hidden = true; const left = Object.fromEntries(place.get()); delete left.open; place.set(left); } }, "×"),
      el("h2", {}, t(row[L.ZH], row[L.EN])), el("p", { class: "where" }, el("code", {}, id), " · ", el("a", { href: `findings.html#rule=${encodeURIComponent(id)}` }, t("它的差异", "its discrepancies"))),
      el("div", { class: "scroll" }, el("table", { class: "plain" }, el("thead", {}, el("tr", {}, el("th", {}, t("地区", "Place")), el("th", { class: "number" }, t("用到的报告", "Reports tried")), el("th", { class: "number" }, t("不成立", "failing")), el("th", {}, t("成立率", "Pass rate")), el("th", {}))), el("tbody", {}, lines))),
      over.length ? el("div", {}, el("h3", {}, t("历次发布", "Over publications")), el("table", { class: "plain" }, el("tbody", {}, over))) : "");
    detail.hidden = false;
    detail.focus({ preventScroll: true });
    detail.scrollIntoView({ block: "start" });
  };
  Yusuan.list({
    rows: view.rules, order: [[4, "desc"]],
    columns: [
      { title: ["规则", "Rule"], className: "long", value: (row) => `${row[L.ZH]} ${row[L.EN]} ${row[L.ID]}`, node: (row) => el("a", { href: `#open=${row[L.ID]}`, onclick: (event) => { event.preventDefault(); open(row[L.ID]); } }, t(row[L.ZH], row[L.EN])) },
      { title: ["种类", "Family"], value: (row) => row[L.FAMILY], node: (row) => Yusuan.words(view.words.family[row[L.FAMILY]]) },
      { title: ["程度", "Severity"], value: (row) => row[L.SEVERITY], node: (row) => Yusuan.words(view.words.severity[row[L.SEVERITY]]) },
      { title: ["用到的报告", "Reports tried"], value: (row) => row[L.TRIED], className: "number" },
      { title: ["不成立的报告", "Reports failing"], value: (row) => row[L.FAILING], className: "number" },
      { title: ["成立率", "Pass rate"], isNumber: true, value: (row) => rate(row[L.TRIED], row[L.FAILING]) ?? -1, node: (row) => { const value = rate(row[L.TRIED], row[L.FAILING]); return value === null ? "–" : bar(value); } },
      { title: ["状态", "State"], value: (row) => row[L.STATE], node: (row) => el("span", { class: `state ${row[L.STATE] === "suspect" ? "bad" : row[L.STATE] === "ok" ? "good" : "open"}` }, Yusuan.words(states[row[L.STATE]])) },
      { title: ["属实／不是", "Confirmed / not"], value: (row) => row[L.CONFIRMED] || 0, node: (row) => `${row[L.CONFIRMED] || 0} / ${row[L.NOT] || 0}`, className: "number" },
      { title: ["准确率 %", "Precision %"], value: (row) => (row[L.PRECISION] === null ? -1 : Number(row[L.PRECISION])), node: (row) => row[L.PRECISION] ?? "–", className: "number" },
    ],
    facets: [
      { key: "state", title: ["状态", "State"], value: (row) => row[L.STATE], words: states },
      { key: "family", title: ["种类", "Family"], value: (row) => row[L.FAMILY], words: view.words.family },
      { key: "severity", title: ["程度", "Severity"], value: (row) => row[L.SEVERITY], words: view.words.severity },
      { key: "place", title: ["地区", "Place"], value: (row) => (view.places[row[L.ID]] || []).filter((one) => one[2] > 0).map((one) => one[0]) },
    ],
  });
  const asked = () => { const id = place.get().get("open"); if (id) open(id); };
  addEventListener("hashchange", asked);
  asked();
});
