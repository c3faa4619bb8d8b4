// A list of rows with facets above it. What is chosen stands behind # in the address, so that it can be sent to somebody.
"use strict";
/**
 * options: rows (arrays), columns [{title: [zh, en], value(row) → text or number, node(row) → element or text, className}],
 * facets [{key, title: [zh, en], value(row) → key or keys, words: {key: [zh, en]}}], order [[column, "asc"]], into and facetsInto (ids).
 * Text reaches the page as text only: a cell is either an element made here or plain characters.
 */
Yusuan.list = (options) => {
  const { el, t, place } = Yusuan;
  const MOST_OPTIONS = 400;
  const facets = options.facets || [];
  const chosen = {};
  const start = place.get();
  for (const facet of facets) if (start.has(facet.key)) chosen[facet.key] = start.get(facet.key);
  let search = start.get("q") || "";
  const plain = (value) => (value === null || value === undefined ? "" : value);
  const keysOf = (facet, row) => { const value = facet.value(row); return (Array.isArray(value) ? value : [value]).map((key) => String(plain(key))); };
  const active = (except) => facets.filter((facet) => facet !== except && chosen[facet.key]);
  const holds = (row, some) => some.every((facet) => keysOf(facet, row).includes(chosen[facet.key]));

  const table = el("table", { class: "display compact" });
  document.getElementById(options.into || "list").append(table);
  const language = () => (Yusuan.language() === "en"
    ? { search: "Search:", info: "_START_–_END_ of _TOTAL_", infoEmpty: "none", infoFiltered: "(of _MAX_)", lengthMenu: "_MENU_ a page", emptyTable: "None", zeroRecords: "Nothing matches" }
    : { search: "查找：", info: "第 _START_–_END_ 条，共 _TOTAL_ 条", infoEmpty: "无", infoFiltered: "（全部 _MAX_ 条）", lengthMenu: "每页 _MENU_ 条", emptyTable: "没有", zeroRecords: "没有符合的" });
  const title = (pair) => { const span = t(pair[0], pair[1]); return span.outerHTML; };
  let grid = null;
  // The facets in force, found once for all rows.
  let some = [];
  const choose = () => { const had = some.length; some = active(null); if (had || some.length) grid.draw(); };
  const build = () => {
    some = [];
    const order = grid ? grid.order() : options.order || [];
    if (grid) { grid.destroy(); table.replaceChildren(); }
    grid = new DataTable(table, {
      data: options.rows,
      columns: options.columns.map((column) => ({
        title: title(column.title),
        className: column.className || "",
        // Told, not found out: finding out asks every row of every column.
        type: column.isNumber || column.className === "number" ? "num" : "string",
        data: null,
        render: (_, type, row) => {
          if (type !== "display") return plain(column.value(row));
          const node = column.node ? column.node(row) : String(plain(column.value(row)));
          return node instanceof Node ? node : document.createTextNode(node);
        },
      })),
      order, deferRender: true, autoWidth: false, pageLength: options.pageLength || 25, search: { search },
      lengthMenu: [25, 50, 100, 500], language: language(), orderMulti: true,
      layout: { topStart: "info", topEnd: "search", bottomStart: "pageLength", bottomEnd: "paging" },
    });
    grid.search.fixed("facets", (_, __, index) => !some.length || holds(options.rows[index], some));
    choose();
    grid.on("search.dt", () => { const now = grid.search(); if (now !== search) { search = now; keep(); } });
  };
  const keep = () => {
    const values = {};
    for (const [key, value] of place.get()) if (!facets.some((facet) => facet.key === key) && key !== "q" && value) values[key] = value;
    for (const [key, value] of Object.entries(chosen)) if (value) values[key] = value;
    if (search) values.q = search;
    place.set(values);
  };
  const box = document.getElementById(options.facetsInto || "facets");
  const drawFacets = () => {
    box.replaceChildren();
    for (const facet of facets) {
      const counts = new Map();
      const others = active(facet);
      for (const row of options.rows) {
        if (others.length && !holds(row, others)) continue;
        const value = facet.value(row);
        for (const key of Array.isArray(value) ? value : [value]) if (key || key === 0) counts.set(String(key), (counts.get(String(key)) || 0) + 1);
      }
      if (chosen[facet.key] && !counts.has(chosen[facet.key])) counts.set(chosen[facet.key], 0);
      const english = Yusuan.language() === "en";
      const label = (key) => { const pair = (facet.words || {})[key]; return pair ? pair[english ? 1 : 0] : key; };
      const keys = [...counts.keys()].sort((one, two) => (facet.byKey ? String(one).localeCompare(String(two), "zh", { numeric: true }) : counts.get(two) - counts.get(one) || one.localeCompare(two)));
      const select = el("select", { name: facet.key, onchange: (event) => {
        chosen[facet.key] = event.target.value; keep(); choose(); drawFacets();
        document.querySelector(`#${box.id} select[name="${facet.key}"]`).focus();
      } }, el("option", { value: "" }, english ? "all" : "全部"));
      // Thousands of names help nobody in a menu; the search finds the others.
      if (keys.length > MOST_OPTIONS) keys.length = MOST_OPTIONS;
      if (chosen[facet.key] && !keys.includes(chosen[facet.key])) keys.unshift(chosen[facet.key]);
      for (const key of keys) select.append(el("option", { value: key, selected: chosen[facet.key] === key }, `${label(key)} (${counts.get(key)})`));
      box.append(el("label", {}, t(facet.title[0], facet.title[1]), " ", select));
    }
    if (facets.length) box.append(el("button", { type: "button", onclick: () => {
      for (const key of Object.keys(chosen)) delete chosen[key];
      search = ""; grid.search(""); some = []; keep(); grid.draw(); drawFacets();
    } }, t("清除", "Clear")));
  };
  build();
  drawFacets();
  Yusuan.onLanguage(() => { build(); drawFacets(); });
  return { grid: () => grid, keep };
};
