"""The workbook of an export, read back."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from pipelines.site import export_workbook
from pipelines.site.export_tables import Choice, ExportError, export_tables
from pipelines.site.export_workbook import write_workbook
from tests.site.export_warehouse import make_export_warehouse


def _book(tmp_path: Path, *, in_english: bool = False) -> Workbook:
    target = tmp_path / "out" / "x.xlsx"
    with duckdb.connect(str(make_export_warehouse(tmp_path / "w.duckdb")), read_only=True) as connection:
        tables = export_tables(connection, Choice())
        counts = write_workbook(connection, tables, target, Choice(), tmp_path / "raw", in_english=in_english)
    assert counts == {"expenditure": 3, "project": 1}
    return load_workbook(target)


def test_a_sheet_a_table_with_a_frozen_head_and_filters(tmp_path: Path) -> None:
    book = _book(tmp_path)
    assert book.sheetnames == ["说明", "支出", "项目", "来源"]
    sheet = book["支出"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:H4"
    assert [cell.value for cell in sheet[1]][:5] == ["body_key", "主体名称", "fiscal_year", "function_code", "金额"]


def test_numbers_are_numbers_with_their_format_and_codes_are_text(tmp_path: Path) -> None:
    sheet = _book(tmp_path)["支出"]
    amount, code, year = sheet["E3"], sheet["D3"], sheet["C3"]
    assert (amount.value, amount.number_format) == (1234567.89, "#,##0.00")
    assert (code.value, code.data_type) == ("2013202", "s")
    assert (year.value, year.number_format) == (2024, "0")
    assert _book(tmp_path / "again")["项目"]["D2"].value == "数量：≥1；质量：好"


def test_no_text_of_a_report_becomes_a_formula(tmp_path: Path) -> None:
    cells = [cell for sheet in _book(tmp_path) for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    (text,) = [cell for cell in cells if str(cell.value).startswith("=HYPERLINK")]
    assert text.data_type == "s" and text.quotePrefix


def test_each_page_that_was_read_is_linked(tmp_path: Path) -> None:
    sheet = _book(tmp_path)["来源"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[0], row[4]) for row in rows] == [("甲局", 1), ("甲局", 7), ("甲局", 8), ("乙局", 3)]
    links = [row[5].hyperlink.target for row in sheet.iter_rows(min_row=2)]
    assert links[0] == (tmp_path / "raw" / "a" / "甲.pdf").as_uri() + "#page=1"
    assert links[3] == "https://example.org/%E4%B9%99%20%E5%B1%80.pdf#page=3"


def test_the_first_sheet_tells_what_the_columns_mean(tmp_path: Path) -> None:
    about = _book(tmp_path, in_english=True)["About"]
    told = {row[1].value: row[4].value for row in about.iter_rows() if row[1].value}
    assert told["amount_yuan"] == "金额. Amount in yuan."


def test_more_rows_than_a_sheet_holds_are_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_workbook, "MOST_ROWS", 2)
    with pytest.raises(ExportError, match="--parquet"):
        _book(tmp_path)
    assert not (tmp_path / "out" / "x.xlsx").exists()
