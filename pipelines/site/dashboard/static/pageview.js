// A page of a report: its picture, if there is one, and its cells where they stand, some of them outlined. What is drawn is one SVG,
// so that a part of the page (a crop) is the same drawing seen through a smaller window.
"use strict";
Yusuan.cell = { PAGE: 0, ROW: 1, COL: 2, ROWS: 3, COLS: 4, ROLE: 5, TEXT: 6, X0: 7, Y0: 8, X1: 9, Y1: 10, STATE: 11, PIECE: 12, FORM: 13 };
/**
 * view: report (its shard), page, picture (address or null), marks [[table, cell, kind]], boxes (outline all cells), crop (only where marks are),
 * onCell(table, cell). Kinds: suspect, left, right, chosen.
 */
Yusuan.pageView = (view) => {
  const { el, cell: C } = Yusuan;
  const cells = [];
  view.report.tables.forEach((table, number) => table.cells.forEach((one, position) => { if (one[C.PAGE] === view.page) cells.push([number, position, one]); }));
  const size = view.report.sizes[view.page] || [Math.max(595, ...cells.map(([, , one]) => one[C.X1] + 20)), Math.max(842, ...cells.map(([, , one]) => one[C.Y1] + 20))];
  const [width, height] = size;
  const kinds = new Map((view.marks || []).map(([table, position, kind]) => [`${table}/${position}`, kind]));
  let [x, y, w, h] = [0, 0, width, height];
  const marked = cells.filter(([table, position]) => kinds.has(`${table}/${position}`));
  if (view.crop && marked.length) {
    const top = Math.min(...marked.map(([, , one]) => height - one[C.Y1])) - 34;
    const bottom = Math.max(...marked.map(([, , one]) => height - one[C.Y0])) + 34;
    y = Math.max(0, top);
    h = Math.min(height, bottom) - y;
  }
  const svg = el("svg", { viewBox: `${x} ${y} ${w} ${h}`, class: "pageview", role: "img" });
  svg.append(el("title", {}, `第 ${view.page} 页 page ${view.page}`));
  svg.append(el("rect", { x: 0, y: 0, width, height, class: "paper" }));
  const drawn = view.picture !== null && view.picture !== undefined;
  if (drawn) svg.append(el("image", { href: view.picture, x: 0, y: 0, width, height, preserveAspectRatio: "none" }));
  for (const [table, position, one] of cells) {
    const kind = kinds.get(`${table}/${position}`);
    const box = { x: one[C.X0], y: height - one[C.Y1], width: Math.max(1, one[C.X1] - one[C.X0]), height: Math.max(1, one[C.Y1] - one[C.Y0]) };
    if (box.y > y + h || box.y + box.height < y) continue;
    if (!drawn && one[C.TEXT]) {
      const lines = Math.max(1, Math.round(box.height / 14));
      const each = Math.ceil(one[C.TEXT].length / lines);
      const points = Math.max(4, Math.min(9.5, (box.height / lines) * 0.75, (1.75 * box.width) / Math.max(1, each)));
      for (let line = 0; line < lines; line += 1) {
        const words = one[C.TEXT].slice(line * each, (line + 1) * each);
        if (!words) continue;
        const right = one[C.ROLE] === "f";
        svg.append(el("text", { "data-as-printed": true, x: right ? box.x + box.width - 2 : box.x + 2, y: box.y + (box.height * (line + 0.5)) / lines + points * 0.35, "font-size": points, "text-anchor": right ? "end" : "start" }, words));
      }
    }
    const isFigure = one[C.ROLE] === "f";
    if (!kind && !view.boxes && drawn && !isFigure) continue;
    const named = kind || (view.boxes || !drawn ? "grid" : "touch");
    const rect = el("rect", { ...box, class: `box ${named}`, "data-cell": `${table}/${position}` });
    if (view.onCell && isFigure) rect.addEventListener("click", () => view.onCell(table, position));
    svg.append(rect);
  }
  // Outlines last, so that no neighbour covers them.
  svg.querySelectorAll(".suspect, .left, .right, .chosen").forEach((node) => svg.append(node));
  return svg;
};
/** Where the picture of a page is, or null: data/pictures.js lists those there are. */
Yusuan.pictureOf = async (report, page) => {
  const pictures = await Yusuan.load("pictures").catch(() => ({}));
  const name = `p${String(page).padStart(2, "0")}.webp`;
  return (pictures[report] || []).includes(page) ? `${document.body.dataset.root}pictures/${report}/${name}` : null;
};
/** What a cell is called in links: t06-p10-r12-c3, as in its cell_id. */
Yusuan.cellName = (report, table, position) => {
  const one = report.tables[table].cells[position];
  const C = Yusuan.cell;
  return `${report.tables[table].key}-p${one[C.PAGE]}-r${one[C.ROW]}-c${one[C.COL]}`;
};
