"""Every cell of tables 1–15, in each born-digital look, against the cells typed from the report's text."""

from __future__ import annotations

import pytest

from tests.reports.tables.looks import BORN_DIGITAL_LOOKS, REPORT, described_cells, read_cells, table_no

FORMS = [(block.table_no, form_no) for block in REPORT.tables for form_no in range(1, len(block.grids) + 1)]


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
@pytest.mark.parametrize(("number", "form_no"), FORMS)
def test_every_cell_is_read_as_printed(look: str, number: int, form_no: int) -> None:
    expected = described_cells(number, form_no)
    found = read_cells(table_no(look, number), form_no)
    assert {place: cell.text for place, cell in found.items()} == {place: cell.text for place, cell in expected.items()}
    assert found == expected


@pytest.mark.parametrize("look", BORN_DIGITAL_LOOKS)
def test_the_report_has_fifteen_tables_and_six_forms(look: str) -> None:
    assert {number for number, _ in FORMS} == set(range(1, 16))
    assert max(table_no(look, 15).form_of_row) == 6
