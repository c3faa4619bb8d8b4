"""What is written of a sheet so far: kept up part by part, it equals what all its cells say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports.tables.sheet import SheetCell
from pipelines.reports.tables.written import Written, names_of
from tests.reports.tables.sheets import sheet

_TEXTS = st.sampled_from(["行政运行", "人员经费", "", " ", "1.00"])
_PARTS = st.lists(st.lists(st.lists(_TEXTS, min_size=2, max_size=2), min_size=1, max_size=3), max_size=5)


def _below(rows: list[list[str]], offset: int) -> list[SheetCell]:
    cells = sheet(rows).cells
    for cell in cells:
        cell.row += offset
    return cells


def test_nothing_is_written_at_first() -> None:
    written = Written()
    assert written.last_row == -1 and not written.last and not written.names


@given(parts=_PARTS, text=_TEXTS, rows_more=st.integers(0, 1))
def test_it_equals_what_all_cells_say(parts: list[list[list[str]]], text: str, rows_more: int) -> None:
    written, offset = Written(), 0
    for rows in parts:
        placed = _below(rows, offset)
        if written.last:
            # A cell above the break takes in the text of its other half, and its row.
            cell = written.last[0]
            written.take_out_names([cell])
            cell.text += text
            cell.row_span += rows_more
            written.put_back_names([cell])
        written.add(placed)
        offset += len(rows)
        last_row = max(cell.last_row for cell in written.cells)
        assert written.last_row == last_row
        assert written.last == [cell for cell in written.cells if cell.last_row == last_row]
        assert written.names == names_of(written.cells)
        assert all(written.names.values())
