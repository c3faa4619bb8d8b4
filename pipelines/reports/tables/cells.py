"""Every cell of every table and every page, as the contract wants them.

Belongs here: one record per piece of a cell (a cell broken by a page has more than one), with its role, and one per page.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.extraction.model import ExtractedDocument
from pipelines.reports.tables.printed import PrintedTable
from pipelines.reports.tables.reading import Record
from pipelines.reports.tables.sheet import SheetCell


def cell_records(table: PrintedTable) -> Iterator[Record]:
    """Yield the contract's cells of a table."""
    for cell in table.sheet.cells:
        role = _role(table, cell)
        for number, piece in enumerate(cell.pieces):
            printed = piece.cell
            yield {
                "cell_id": table.reading.cell_id(cell, number),
                "document_id": table.document_id,
                "table_id": table.table_id,
                "page_no": piece.page_no,
                "row_no": piece.row + 1,
                "col_no": piece.col + 1,
                "row_span": cell.row_span if number == 0 else piece.row_span,
                "col_span": piece.col_span,
                "form_no": table.form_of_row[cell.row],
                "piece_no": number + 1,
                "text_raw": printed.text_raw,
                "text": printed.text,
                "joined_text": cell.text if number == 0 else None,
                "role": role,
                "engine": piece.engine if piece.engine != "none" else "vector",
                "ocr_confidence": printed.ocr_confidence,
                "x0_points": printed.box.x0,
                "y0_points": printed.box.y0,
                "x1_points": printed.box.x1,
                "y1_points": printed.box.y1,
            }


def _role(table: PrintedTable, cell: SheetCell) -> str:
    if not cell.text.strip():
        return "empty"
    if cell.row in table.sheet.title_rows:
        return "title"
    if cell.row in table.header.rows or cell.row in table.sheet.repeated_rows:
        return "header"
    return table.reading.roles.get(id(cell), "note")


def page_records(document: ExtractedDocument) -> Iterator[Record]:
    """Yield the contract's pages of a document."""
    for page in document.pages:
        confidences = [
            cell.ocr_confidence for grid in page.grids for cell in grid.cells if cell.ocr_confidence is not None
        ]
        yield {
            "document_id": document.document_id,
            "page_no": page.page_no,
            "width_points": page.width,
            "height_points": page.height,
            "rotation_degrees": page.rotation,
            "text_layer": page.text_layer,
            "engine": page.engine,
            "figures_on_page": page.conservation.figures_on_page,
            "figures_in_cells": page.conservation.figures_in_cells,
            "figures_outside": page.conservation.figures_outside,
            "conservation_status": page.conservation.status,
            "conservation_problem": "; ".join(page.conservation.problems) or None,
            "min_ocr_confidence": min(confidences, default=None),
            "second_reading": page.second_reading,
        }
