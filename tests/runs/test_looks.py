"""The reference report in every look, from its PDF to the published warehouse, against the cells typed from its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.extraction.scanned_words import CONFIDENT
from pipelines.extraction.text import join_lines, tidy_line
from specimens.typeset import LOOKS, Typeset, load_report, typeset
from tests.runs.main_job import run
from tests.runs.printed import with_words

pytestmark = pytest.mark.slow

AMOUNT = re.compile(r"-?[\d,]*\d\.?\d*%?")
#: The body whose report is typed, and those that print it in the looks: one body has one report of a year and kind.
BODY = "组织部"
BODIES = {"reference": BODY, "word": "宣传部", "excel": "统战部", "scanned": "社工部"}
#: OCR takes ten seconds a page: the cover and the tables of money; the pages of targets, full of sentences, hold few amounts.
SCANNED_PAGES = (1, *range(5, 18))
TOTAL = "select sum(amount_yuan) from {table} inner join dim_document using (document_id) where file_name = ?"
FIND_CELL = """
    select text, ocr_confidence from dim_cell inner join dim_document using (document_id)
    where file_name = ? and page_no = ? and ? between x0_points and x1_points and ? between y0_points and y1_points
"""


@dataclass(frozen=True)
class Published:
    """One warehouse, and the report of each look as it was typeset."""

    warehouse: Path
    reports: dict[str, Typeset]

    def ask(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Rows of a query on what is published."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    def compared(self, look: str) -> list[tuple[str, str, float | None]]:
        """For every typed cell, its text, the warehouse's, and OCR's confidence."""
        pairs: list[tuple[str, str, float | None]] = []
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            for cell in self.reports[look].cells:
                piece = cell.fragments[0]
                x0, y0, x1, y1 = piece.box
                where = [f"{look}.pdf", piece.page_no, (x0 + x1) / 2, (y0 + y1) / 2]
                found = connection.execute(FIND_CELL, where).fetchall()
                assert len(found) == 1, f"table {cell.table_no} row {cell.row} column {cell.col}: {len(found)} cells"
                expected = join_lines([tidy_line(line) for line in cell.text.split("\n")])
                pairs.append((expected, found[0][0] or "", found[0][1]))
        return pairs


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The report of four bodies, each in a look of its own, through the main job at once."""
    folder = tmp_path_factory.mktemp("looks")
    report = load_report("qingshan_2024")
    reports = {
        look: typeset(
            with_words(report, {BODY: BODIES[look]}), LOOKS[look], SCANNED_PAGES if LOOKS[look].is_scanned else None
        )
        for look in LOOKS
    }
    (folder / "raw").mkdir()
    for look, described in reports.items():
        (folder / "raw" / f"{look}.pdf").write_bytes(described.pdf)
    status, printed = run(folder / "raw", folder / "warehouse")
    assert status == 0, printed
    return Published(folder / "warehouse" / "yusuan.duckdb", reports)


@pytest.mark.parametrize("look", [name for name, look in LOOKS.items() if not look.is_scanned])
def test_a_born_digital_look_is_in_the_warehouse_cell_by_cell(published: Published, look: str) -> None:
    compared = published.compared(look)
    assert len(compared) > 1600
    assert [(expected, text) for expected, text, _ in compared if text != expected] == []
    for table in ("expenditure", "revenue"):
        assert published.ask(TOTAL.format(table=table), f"{look}.pdf") == [(Decimal("18009652.68"),)]


def test_the_scanned_look_has_its_amounts_in_the_warehouse_and_none_wrong_in_silence(published: Published) -> None:
    amounts = [one for one in published.compared("scanned") if AMOUNT.fullmatch(one[0])]
    wrong = [one for one in amounts if one[0] != one[1]]
    assert len(amounts) > 500
    assert len(wrong) <= 0.02 * len(amounts)
    assert [one for one in wrong if one[2] is None or one[2] >= CONFIDENT] == []
    unflagged = published.ask(
        "select count(*) from dim_printed_table inner join dim_document using (document_id) "
        "where file_name = 'scanned.pdf' and (table_kind is null or printed_no is null)"
    )
    assert unflagged == [(0,)], "a table was not recognised"
