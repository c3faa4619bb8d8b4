"""The reference report in every look, from its PDF to the published warehouse, against the cells typed from its text."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipelines.extraction.scanned_words import CONFIDENT
from pipelines.extraction.text import join_lines, tidy_line
from specimens.typeset import LOOKS, Report, load_report, typeset
from tests.runs.main_job import run

pytestmark = pytest.mark.slow

AMOUNT = re.compile(r"-?[\d,]*\d\.?\d*%?")
FIND_CELL = """
    select text, ocr_confidence, engine from dim_cell
    where page_no = ? and ? between x0_points and x1_points and ? between y0_points and y1_points
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return load_report("qingshan_2024")


def _published(report: Report, look: str, folder: Path) -> tuple[Path, list[tuple[str, str, float | None]]]:
    """Publish the look; returns the warehouse and, for every typed cell, its text, the warehouse's, and OCR's confidence."""
    described = typeset(report, LOOKS[look])
    (folder / "raw").mkdir()
    (folder / "raw" / f"{look}.pdf").write_bytes(described.pdf)
    status, printed = run(folder / "raw", folder / "warehouse")
    assert status == 0, printed
    warehouse = folder / "warehouse" / "yusuan.duckdb"
    compared: list[tuple[str, str, float | None]] = []
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for cell in described.cells:
            piece = cell.fragments[0]
            x0, y0, x1, y1 = piece.box
            found = connection.execute(FIND_CELL, [piece.page_no, (x0 + x1) / 2, (y0 + y1) / 2]).fetchall()
            assert len(found) == 1, f"table {cell.table_no} row {cell.row} column {cell.col}: {len(found)} cells found"
            expected = join_lines([tidy_line(line) for line in cell.text.split("\n")])
            compared.append((expected, found[0][0] or "", found[0][1]))
    return warehouse, compared


def _total(warehouse: Path, table: str) -> Decimal:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        (total,) = connection.execute(f"select sum(amount_yuan) from {table}").fetchone() or (None,)
    return total


@pytest.mark.parametrize("look", [name for name, look in LOOKS.items() if not look.is_scanned])
def test_a_born_digital_look_is_in_the_warehouse_cell_by_cell(report: Report, look: str, tmp_path: Path) -> None:
    warehouse, compared = _published(report, look, tmp_path)
    assert len(compared) > 1600
    assert [(expected, text) for expected, text, _ in compared if text != expected] == []
    assert _total(warehouse, "expenditure") == _total(warehouse, "revenue") == Decimal("18009652.68")


def test_the_scanned_look_has_its_amounts_in_the_warehouse_and_none_wrong_in_silence(
    report: Report, tmp_path: Path
) -> None:
    warehouse, compared = _published(report, "scanned", tmp_path)
    amounts = [one for one in compared if AMOUNT.fullmatch(one[0])]
    wrong = [one for one in amounts if one[0] != one[1]]
    assert len(amounts) > 550
    assert len(wrong) <= 0.02 * len(amounts)
    assert [one for one in wrong if one[2] is None or one[2] >= CONFIDENT] == []
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        unflagged = connection.execute(
            "select count(*) from dim_printed_table where table_kind is null or printed_no is null"
        ).fetchone()
    assert unflagged == (0,), "a table was not recognised"
