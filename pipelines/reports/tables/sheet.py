"""A printed table as one sheet of cells, however many pages it runs over.

Belongs here: the values only: cells, their pieces on pages, which cell covers a place. Rows and columns count from 0 here
and from 1 in the hand-over. How pages are joined belongs to ``joining``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.extraction.model import Engine, GridCell


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell as one page prints it, placed in the sheet."""

    cell: GridCell
    page_no: int
    engine: Engine
    row: int
    col: int
    row_span: int
    col_span: int


@dataclass(slots=True)
class SheetCell:
    """A cell of the sheet; more than one piece if a page break cuts it."""

    row: int
    col: int
    row_span: int
    col_span: int
    pieces: list[Piece]
    text: str

    @property
    def page_no(self) -> int:
        """Page the cell begins on."""
        return self.pieces[0].page_no

    @property
    def indent_points(self) -> float | None:
        """How far right of its left border the cell's text begins."""
        return self.pieces[0].cell.indent_points

    @property
    def is_cut(self) -> bool:
        """True if its figure goes on with a character that the page does not show."""
        return any(piece.cell.is_cut for piece in self.pieces)

    @property
    def doubt(self) -> str | None:
        """What is amiss with its figures, by the conservation of its page; None if nothing is."""
        return next((f"page {p.page_no}, {p.cell.doubt}" for p in self.pieces if p.cell.doubt), None)

    @property
    def last_row(self) -> int:
        """Last row the cell covers."""
        return self.row + self.row_span - 1

    @property
    def last_col(self) -> int:
        """Last column the cell covers."""
        return self.col + self.col_span - 1

    @property
    def ocr_confidence(self) -> float | None:
        """Lowest confidence of the pieces; None unless OCR."""
        known = [piece.cell.ocr_confidence for piece in self.pieces if piece.cell.ocr_confidence is not None]
        return min(known, default=None)


@dataclass(slots=True)
class Sheet:
    """All cells of a printed table; ``title_rows`` and ``repeated_rows`` (headers printed again) are no body rows."""

    row_count: int
    col_count: int
    cells: list[SheetCell]
    row_pages: list[int]
    title_rows: set[int] = field(default_factory=set)
    repeated_rows: set[int] = field(default_factory=set)
    _owner: dict[tuple[int, int], SheetCell] = field(default_factory=dict, repr=False)
    _by_row: dict[int, list[SheetCell]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Index the cells by the places they cover."""
        self.cells.sort(key=lambda cell: (cell.row, cell.col))
        for cell in self.cells:
            self._by_row.setdefault(cell.row, []).append(cell)
            for row in range(cell.row, cell.row + cell.row_span):
                if row in self.repeated_rows and cell.row not in self.repeated_rows:
                    # The cell goes on below the header printed again; its place there is the header's.
                    continue
                for col in range(cell.col, cell.col + cell.col_span):
                    self._owner.setdefault((row, col), cell)

    def at(self, row: int, col: int) -> SheetCell | None:
        """The cell that covers a place, None where the page's grid has none."""
        return self._owner.get((row, col))

    def text_at(self, row: int, col: int) -> str:
        """Text of the cell that covers a place, "" if none."""
        cell = self._owner.get((row, col))
        return cell.text if cell else ""

    def starting_in(self, row: int) -> list[SheetCell]:
        """The cells that begin in a row, from left to right."""
        return self._by_row.get(row, [])

    def covering(self, row: int) -> list[SheetCell]:
        """The cells that cover a row, from left to right, each once."""
        cells: list[SheetCell] = []
        for col in range(self.col_count):
            cell = self._owner.get((row, col))
            if cell and (not cells or cells[-1] is not cell):
                cells.append(cell)
        return cells

    @property
    def page_nos(self) -> list[int]:
        """The pages the table stands on."""
        return sorted({piece.page_no for cell in self.cells for piece in cell.pieces})
