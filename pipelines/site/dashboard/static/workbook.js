// A workbook (xlsx) of plain tables, made in the browser: no server. Text is text, never a formula.
// The XML is ours, since figures keep their digits and several tables go into one book; the zip around it is written by JSZip, which the
// bundle of tables has with it.
"use strict";
/**
 * Yusuan.workbook([{name, lines}]) → a promise of a Blob. A line is a list of cells: {number: "1234.56"} is a number, with its digits as they are; all else
 * is text. The first line is the head, which stays while the rest is scrolled.
 */
Yusuan.workbook = (sheets) => {
  // What XML 1.0 cannot hold has no place in a cell.
  const escaped = (text) => String(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const isNumber = (cell) => cell !== null && typeof cell === "object" && /^-?\d+(\.\d+)?$/.test(String(cell.number));
  const cellOf = (cell, isHead) => {
    if (isNumber(cell)) return `<c s="${/\./.test(String(cell.number)) ? 1 : 2}"><v>${cell.number}</v></c>`;
    const text = cell !== null && typeof cell === "object" ? cell.number ?? "" : cell ?? "";
    return text === "" ? "<c/>" : `<c t="inlineStr"${isHead ? ' s="3"' : ""}><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  };
  const sheetOf = ({ lines }) => {
    const count = Math.max(...lines.map((line) => line.length), 1);
    const columns = Array.from({ length: count }, (_, at) => `<col min="${at + 1}" max="${at + 1}" width="${lines.slice(1).some((line) => isNumber(line[at])) ? 18 : 28}" customWidth="1"/>`).join("");
    const rows = lines.map((line, number) => `<row>${line.map((cell) => cellOf(cell, number === 0)).join("")}</row>`).join("");
    return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>${rows}</sheetData></worksheet>`;
  };
  // Names of sheets: at most 31 characters, none of \ / ? * [ ] :
  const nameOf = (name) => escaped(name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31));
  const list = (make) => sheets.map((sheet, at) => make(sheet, at + 1)).join("");
  const files = {
    "[Content_Types].xml": `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${list((_, no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${list(({ name }, no) => `<sheet name="${nameOf(name)}" sheetId="${no}" r:id="r${no}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${packages}/relationships">${list((_, no) => `<Relationship Id="r${no}" Type="${relations}/worksheet" Target="worksheets/sheet${no}.xml"/>`)}<Relationship Id="r${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${head}<styleSheet xmlns="${main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="1" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
  sheets.forEach((sheet, at) => { files[`xl/worksheets/sheet${at + 1}.xml`] = sheetOf(sheet); });

  const folder = new (DataTable.Buttons.jszip())();
  // The same tables are the same bytes, whenever they are taken away.
  for (const [name, text] of Object.entries(files)) folder.file(name, text, { createFolders: false, date: new Date(Date.UTC(2000, 0, 1)) });
  return folder.generateAsync({ type: "blob", compression: "DEFLATE", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
};
