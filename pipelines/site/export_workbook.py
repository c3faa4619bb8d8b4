"""An export as a workbook: a sheet a table, what the columns mean, and where each figure was read.

Belongs here: sheets, frozen heads, number formats, links to pages. Nothing in a sheet is a formula: text of reports that a
spreadsheet program would run stays text. What is exported is decided in ``export_tables``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from pipelines.contract.files import written_whole
from pipelines.contract.spreadsheet_text import as_text
from pipelines.site.export_tables import Choice, Column, ExportError, ExportTable

#: What a sheet and a cell can hold (Excel's limits).
MOST_ROWS, _MOST_CHARACTERS = 1_048_576 - 1, 32_767
_BETWEEN = "；"
_HEAD = {"font": Font(bold=True), "fill": PatternFill("solid", fgColor="DDE6F0")}
_LINK = Font(color="0563C1", underline="single")
_OF_ADDRESSES = ":/?&=%;,+@!$()*~"
_MONEY, _WHOLE, _TIME = "#,##0.00", "0", "yyyy-mm-dd hh:mm"


def write_workbook(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[ExportTable],
    target: Path,
    choice: Choice,
    raw_dir: Path,
    *,
    in_english: bool = False,
) -> dict[str, int]:
    """Write the workbook whole, or not at all; returns the rows of each table by its name.

    Pages are linked at the address a report was fetched from, else at its file below ``raw_dir``. Raises ``ExportError`` if
    a table has more rows than a sheet can hold, and ``OSError`` if ``target`` cannot be written.
    """
    for table in tables:
        if table.count(connection) > MOST_ROWS:
            raise ExportError(
                f"{table.name} has more rows than a sheet can hold ({MOST_ROWS:,}); choose fewer with --body, --year or "
                "--place, or take --csv or --parquet"
            )
    book = Workbook(write_only=True)
    about = book.create_sheet("About" if in_english else "说明")
    counts: dict[str, int] = {}
    pages: set[tuple[str, int]] = set()
    for table in tables:
        sheet = _sheet(book, table.name if in_english else table.title, table.columns)
        _head(sheet, [column.name if in_english else column.title for column in table.columns])
        counts[table.name] = _fill(sheet, table, connection, pages)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{counts[table.name] + 1}"
    _write_about(about, connection, tables, counts, choice)
    _write_sources(book.create_sheet("Sources" if in_english else "来源"), connection, pages, raw_dir)
    target.parent.mkdir(parents=True, exist_ok=True)
    with written_whole(target) as draft:
        book.save(draft)
    return counts


def _sheet(book: Any, title: str, columns: Sequence[Column]) -> Any:
    taken = set(book.sheetnames)
    plain = re.sub(r"[\[\]:*?/\\]", " ", title)[:28] or "表"
    name = next(name for name in (plain, *(f"{plain} {n}" for n in range(2, 100))) if name not in taken)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for position, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = _width(column)
    return sheet


def _width(column: Column) -> int:
    if column.kind.startswith("DECIMAL"):
        return 18
    if column.kind in ("INTEGER", "BIGINT", "BOOLEAN"):
        return max(8, 2 * len(column.title))
    return 14 if column.name.endswith(("_key", "_id", "_code")) else 24


def _head(sheet: Any, titles: Iterable[str]) -> None:
    cells = []
    for title in titles:
        cell = WriteOnlyCell(sheet, title)
        cell.font, cell.fill = _HEAD["font"], _HEAD["fill"]
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cells.append(cell)
    sheet.append(cells)


def _fill(sheet: Any, table: ExportTable, connection: duckdb.DuckDBPyConnection, pages: set[tuple[str, int]]) -> int:
    """Append all rows; notes the pages they were read from. Returns how many there are."""
    names = [column.name for column in table.columns]
    document = names.index("document_id") if "document_id" in names else None
    page = names.index("page_no") if "page_no" in names else None
    count = 0
    cursor = table.rows(connection)
    while batch := cursor.fetchmany(1000):
        count += len(batch)
        for row in batch:
            sheet.append([_cell(sheet, value) for value in row])
            if document is not None and row[document] is not None:
                pages.add((row[document], row[page] if page is not None and row[page] else 1))
    return count


def _cell(sheet: Any, value: Any) -> Any:
    """A value as a cell: numbers as numbers with their format, all else as text that is never run."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list):
        value = _BETWEEN.join(str(item) for item in value)
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(tzinfo=None)
        style = _TIME
    elif isinstance(value, Decimal | float):
        style = _MONEY
    elif isinstance(value, int):
        style = _WHOLE
    else:
        return _text(sheet, str(value))
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = style
    return cell


def _text(sheet: Any, text: str) -> Any:
    text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(text) > _MOST_CHARACTERS:
        text = text[: _MOST_CHARACTERS - 1] + "…"
    if as_text(text) == text and not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    # As the apostrophe does that a person types: the text is shown as it is, and stays text when the cell is edited.
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _write_about(
    sheet: Any,
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[ExportTable],
    counts: dict[str, int],
    choice: Choice,
) -> None:
    for letter, width in zip("ABCDE", (26, 26, 20, 12, 110), strict=True):
        sheet.column_dimensions[letter].width = width
    published = connection.execute(
        "select publication_id, published_at from dim_publication where is_current"
    ).fetchone() or ("", "")
    sheet.append(["预算公开数据 Yusuan"])
    sheet.append(["发布 publication", str(published[0]), str(published[1])[:16]])
    sheet.append(["范围 choice", choice.words_zh])
    sheet.append(["金额单位 unit", "元 yuan"])
    sheet.append([])
    _head(sheet, ["表 table", "列 column", "列名 name", "行数 rows", "含义 meaning"])
    for table in tables:
        sheet.append([table.title, table.name, None, counts[table.name], _text(sheet, table.description)])
        for column in table.columns:
            sheet.append([None, column.name, column.title, None, _text(sheet, column.description)])


def _write_sources(
    sheet: Any, connection: duckdb.DuckDBPyConnection, pages: set[tuple[str, int]], raw_dir: Path
) -> None:
    """One row a page that an exported row was read from, with its link."""
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", (26, 9, 14, 50, 8, 70, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    _head(sheet, ["主体 body", "年度 year", "类型 kind", "文件 file", "页码 page", "链接 link", "文件标识 document_id"])
    documents = {
        row[0]: row[1:]
        for row in connection.execute(
            "select document_id, coalesce(issuer_name, department_name), fiscal_year, report_kind, file_name, source_url "
            "from dim_document"
        ).fetchall()
    }
    cited = [(*documents[document], page, document) for document, page in pages if document in documents]
    for body, year, kind, file_name, url, page, document in sorted(cited, key=lambda row: (row[3], row[5])):
        link = WriteOnlyCell(sheet, f"{file_name} p. {page}")
        link.data_type = "s"
        link.hyperlink = _paged(url or raw_dir.joinpath(file_name).as_uri(), page)
        link.font = _LINK
        sheet.append([_text(sheet, body or ""), year, kind, _text(sheet, file_name), page, link, document])


def _paged(url: str, page: int) -> str:
    """The address of a page; what no address may hold is escaped."""
    return f"{quote(url.split('#')[0], safe=_OF_ADDRESSES)}#page={page}"
