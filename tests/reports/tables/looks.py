"""The reference report in each look, typeset, extracted and read: shared by the tests of tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.extraction import extract_document
from pipelines.extraction.model import ExtractedDocument
from pipelines.extraction.text import join_lines, tidy_line
from pipelines.reports.tables import PrintedTable, read_tables
from specimens.typeset import LOOKS, load_report, typeset
from specimens.typeset.describe import cells_of

REPORT = load_report("qingshan_2024")
BORN_DIGITAL_LOOKS = [name for name, look in LOOKS.items() if not look.is_scanned]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell as described or as read: place in its form, span and text."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


@cache
def document_in(look: str) -> ExtractedDocument:
    """The report typeset in a look and extracted."""
    pdf = typeset(REPORT, LOOKS[look]).pdf
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(pdf)
        return extract_document(path, hashlib.sha256(pdf).hexdigest())


@cache
def tables_in(look: str) -> tuple[PrintedTable, ...]:
    """The printed tables read from a look."""
    return tuple(read_tables(document_in(look)))


def table_no(look: str, number: int) -> PrintedTable:
    """The table with a printed number."""
    return next(table for table in tables_in(look) if table.title.printed_no == str(number))


def described_cells(number: int, form_no: int) -> dict[Place, PrintedCell]:
    """The cells of a form (1 for ordinary tables) as typed from the report's text."""
    grid = REPORT.tables[number - 1].grids[form_no - 1]
    return {
        (cell.row, cell.col): PrintedCell(cell.row, cell.col, cell.row_span, cell.col_span, _one_line(cell.text))
        for cell in cells_of(grid)
    }


def read_cells(table: PrintedTable, form_no: int) -> dict[Place, PrintedCell]:
    """The cells of a form as read, headers printed again on later pages left out."""
    sheet = table.sheet
    skipped = sorted(sheet.repeated_rows | sheet.title_rows)
    rows = [row for row in range(sheet.row_count) if table.form_of_row[row] == form_no and row not in skipped]
    number_of = {row: number for number, row in enumerate(rows)}
    found = {}
    for cell in sheet.cells:
        if cell.row in number_of:
            place = (number_of[cell.row], cell.col)
            rows_covered = [row for row in range(cell.row, cell.last_row + 1) if row in number_of]
            found[place] = PrintedCell(*place, len(rows_covered), cell.col_span, cell.text)
    return found


def _one_line(text: str) -> str:
    return join_lines([tidy_line(line) for line in text.split("\n")])
