"""Workbooks made in the browser: what openpyxl reads of them is what the page shows, and text stays text."""

from __future__ import annotations

import base64
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from openpyxl import Workbook, load_workbook

_MADE = """
async (sheets) => {
  const bytes = new Uint8Array(await (await Yusuan.workbook(sheets)).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
"""


def _made(page: Any, site: Path, sheets: list[dict[str, Any]]) -> bytes:
    page.goto((site / "bodies.html").as_uri())
    page.wait_for_function("typeof Yusuan.workbook === 'function'")
    return base64.b64decode(page.evaluate(_MADE, sheets))


def test_numbers_are_numbers_with_their_digits_and_all_else_is_text(page: Any, site: Path) -> None:
    lines = [
        ["name", "yuan"],
        ['=HYPERLINK("http://x")', {"number": "1234567890.12"}],
        ['甲 <&> "乙"\u0001', {"number": "-5"}],
        [None, {"number": ""}],
        ["2013202", {"number": "=1+1"}],
    ]
    made = _made(page, site, [{"name": "收支", "lines": lines}, {"name": "a/b:c*" + "长" * 40, "lines": [["x"]]}])
    book: Workbook = load_workbook(io.BytesIO(made))
    first, second = book.worksheets
    assert first.title == "收支" and len(second.title) == 31 and not set(second.title) & set("/:*")
    assert [[cell.value for cell in row] for row in first.iter_rows()] == [
        ["name", "yuan"],
        ['=HYPERLINK("http://x")', 1234567890.12],
        ['甲 <&> "乙"', -5],
        [None, None],
        ["2013202", "=1+1"],
    ]
    # A text that looks like a formula is none.
    assert {first["A2"].data_type, first["B5"].data_type, first["A5"].data_type} <= {"s", "inlineStr"}
    assert first["B2"].data_type == "n" and first["B2"].number_format == "#,##0.00"
    assert first.freeze_panes == "A2" and first["A1"].font.b
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.testzip() is None
        assert b"<v>1234567890.12</v>" in packed.read("xl/worksheets/sheet1.xml")


def test_a_body_is_taken_away_as_one_workbook(page: Any, site: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    page.goto((site / "bodies.html").as_uri())
    page.locator("table.dataTable tbody tr a").first.click()
    page.wait_for_selector("#detail .workbook")
    with page.expect_download() as download:
        page.locator("#detail .workbook").click()
    name, place = warehouse.execute("select body_name, division_name from dim_body").fetchone() or ("", "")
    assert download.value.suggested_filename == f"{name}.xlsx"
    book = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert [cell.value for cell in book["说明"][2]] == [name, place, "元"]
    functions = book["支出，按功能分类（类）"]
    spent = warehouse.execute("select sum(amount_yuan) from expenditure").fetchone()
    assert (sum(Decimal(str(row[2].value)) for row in functions.iter_rows(min_row=2)),) == spent
    # What the page shows under its headings is what the sheets hold.
    shown = page.locator("#detail section h3").count()
    assert len(book.sheetnames) == shown + 1 >= 5
    expenses = [[cell.value for cell in row] for row in book["“三公”经费"].iter_rows()]
    assert expenses[0][3:] == ["budget of the year before", "budget", "change %", "final", "final minus budget"]
    printed = page.locator("#detail section", has_text="“三公”经费").locator("tbody tr").count()
    assert len(expenses) - 1 == printed > 3
