"""Real reports of several issuers: read without an error, consistent, and mostly understood."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from pipelines.extraction import extract_document
from pipelines.reports.tables import PrintedTable, read_tables

#: One of each layout: title in the grid, split codes, halves in four columns, names without codes, repeated headers.
REPORTS = {
    "beijing_audit_2026_budget_9c1471.pdf": 11,
    "changsha_petition_2026_budget_5c96c5.pdf": 9,
    "hangzhou_meteo_2026_budget_7b5fe2.pdf": 9,
    "js_court_2018_budget.pdf": 8,
    "suzhou_audit_2026_budget_85521c.pdf": 10,
}
CORE = {
    "revenue_expenditure_summary", "revenue_summary", "expenditure_summary", "fiscal_appropriation_summary",
    "general_public_expenditure", "general_public_basic_expenditure", "three_public_expenditure",
}  # fmt: skip


@pytest.fixture(scope="module", params=sorted(REPORTS))
def report(request: pytest.FixtureRequest, corpus: Path) -> tuple[str, list[PrintedTable]]:
    path = corpus / request.param
    return request.param, read_tables(extract_document(path, hashlib.sha256(path.read_bytes()).hexdigest()))


@pytest.mark.corpus
def test_tables_are_recognised(report: tuple[str, list[PrintedTable]]) -> None:
    name, tables = report
    kinds = [table.table_kind for table in tables if table.table_kind]
    assert len(kinds) >= REPORTS[name]
    assert set(kinds) >= CORE
    assert not any(table.hold_reasons for table in tables)
    assert {table.unit.label for table in tables} == {"万元"}


@pytest.mark.corpus
def test_nothing_printed_is_dropped_and_identifiers_are_unique(report: tuple[str, list[PrintedTable]]) -> None:
    for table in report[1]:
        kept = [record["cell_id"] for record in (*table.reading.lines, *table.reading.labels)]
        assert len(kept) == len(set(kept))
        for cell in table.sheet.cells:
            is_header = cell.row in table.header.rows or cell.row in table.sheet.title_rows | table.sheet.repeated_rows
            if cell.text.strip() and not is_header and table.reading.roles.get(id(cell)) != "header":
                assert table.reading.cell_id(cell) in set(kept), (table.printed_title, cell.row, cell.col, cell.text)


@pytest.mark.corpus
def test_totals_are_the_sums_of_the_rows_below_them(report: tuple[str, list[PrintedTable]]) -> None:
    """Rows, levels and columns are right if 合计 is the sum of the first level, up to the rounding of the parts."""
    checked = 0
    for table in report[1]:
        if table.table_kind not in (
            "expenditure_summary",
            "general_public_expenditure",
            "general_public_basic_expenditure",
        ):
            continue
        rows = {row["row_id"]: row for row in table.reading.rows}
        for measure in {line["measure_key"] for line in table.reading.lines} - {None}:
            lines = [
                line for line in table.reading.lines if line["measure_key"] == measure and line["value"] is not None
            ]
            totals = [line["value"] for line in lines if rows[line["row_id"]]["row_kind"] == "total"]
            below = [line for line in lines if rows[line["row_id"]]["row_kind"] in ("line", "group")]
            if len(totals) != 1 or not below:
                continue
            top = min(rows[line["row_id"]]["level_no"] for line in below)
            parts = [line["value"] for line in below if rows[line["row_id"]]["level_no"] == top]
            assert abs(totals[0] - sum(parts)) <= Decimal("0.01") * len(parts), (table.printed_title, measure)
            checked += 1
    assert checked >= 2
