"""Putting a fault into a document as it was extracted: as if the page had been printed so.

Belongs here: replacing texts of cells and lines, taking rows out, printing rows twice. The page's conservation stays as it
is: every reading of a misprinted page says the same. That typesetting the fault gives the same cells is tested.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from benchmarks.mutation.bases import Base, box_of
from benchmarks.mutation.faults import Fault
from pipelines.extraction.model import Box, ExtractedDocument, ExtractedPage, Grid, GridCell, TextLine


def inject(base: Base, faults: Iterable[Fault], document_id: str) -> ExtractedDocument:
    """The document with the faults in it, under another identity."""
    pages = {page.page_no: page for page in base.document.pages}
    lines = {line["line_id"]: line for line in base.tables["lines"]}
    statements = {row["statement_id"]: row for row in base.tables["statements"]}
    moved: list[tuple[int, Box, bool]] = []
    for fault in faults:
        for source_id, text in fault.texts.items():
            if source_id in lines:
                page_no, box = base.box_of(lines[source_id])
                pages[page_no] = _with_cell(pages[page_no], box, text)
            else:
                row = statements[source_id]
                pages[row["page_no"]] = _with_figure(pages[row["page_no"]], box_of(row), row["value_text"], text)
        if fault.words is not None:
            old, new, page_no = fault.words
            pages[page_no] = _with_line(pages[page_no], old, new)
        row_of = fault.dropped or fault.repeated
        if row_of is not None:
            page_no, box = base.box_of(lines[row_of])
            moved.append((page_no, box, fault.dropped is not None))
    # Rows last: they move the cells below.
    for page_no, box, is_dropped in moved:
        pages[page_no] = _with_row(pages[page_no], box, is_dropped=is_dropped)
    return ExtractedDocument(document_id, tuple(pages[page_no] for page_no in sorted(pages)))


def _with_cell(page: ExtractedPage, box: Box, text: str) -> ExtractedPage:
    def mend(cell: GridCell) -> GridCell:
        return replace(cell, text=text, text_raw=text, text_lines=(text,)) if cell.box == box else cell

    return replace(page, grids=tuple(replace(grid, cells=tuple(map(mend, grid.cells))) for grid in page.grids))


def _with_figure(page: ExtractedPage, box: Box, old: str, new: str) -> ExtractedPage:
    """Replace a figure of a sentence: in the line that holds most of its box."""
    middle = (box.y0 + box.y1) / 2
    lines = [line for line in page.text_lines if line.box.y0 <= middle <= line.box.y1 and old in line.text]
    if not lines:
        raise LookupError(f"no line says {old} there")
    line = lines[0]
    # Of several the same in a line, the one at this share of its width.
    share = (box.x0 - line.box.x0) / max(line.box.x1 - line.box.x0, 1)
    starts = [n for n in range(len(line.text)) if line.text.startswith(old, n)]
    start = min(starts, key=lambda n: abs(n / len(line.text) - share))
    return _with_line(page, line.text, line.text[:start] + new + line.text[start + len(old) :])


def _with_line(page: ExtractedPage, old: str, new: str) -> ExtractedPage:
    def mend(line: TextLine) -> TextLine:
        return replace(line, text=new) if line.text == old else line

    return replace(page, text_lines=tuple(map(mend, page.text_lines)))


def _with_row(page: ExtractedPage, box: Box, *, is_dropped: bool) -> ExtractedPage:
    return replace(page, grids=tuple(_grid_with_row(grid, box, is_dropped=is_dropped) for grid in page.grids))


def _grid_with_row(grid: Grid, box: Box, *, is_dropped: bool) -> Grid:
    row_no = next((cell.row for cell in grid.cells if cell.box == box), None)
    if row_no is None:
        return grid
    if any(cell.row_span > 1 and cell.row <= row_no < cell.row + cell.row_span for cell in grid.cells):
        raise LookupError("the row is part of a merged cell")
    step = -1 if is_dropped else 1
    cells = [
        replace(cell, row=cell.row + step) if cell.row > row_no else cell
        for cell in grid.cells
        if not (is_dropped and cell.row == row_no)
    ]
    if not is_dropped:
        cells += [replace(cell, row=row_no + 1) for cell in grid.cells if cell.row == row_no]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(grid, row_count=grid.row_count + step, cells=tuple(cells))
