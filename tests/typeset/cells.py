"""What a typeset PDF contains: its cells, where each stands on which page, and the PDF's bytes.

Belongs here: the result types that tests compare a reader's cells with. Coordinates are PDF points as pdfium and Camelot
give them for the page: origin at the bottom left, y upwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in PDF points, origin bottom left."""

    x0: float
    y0: float
    x1: float
    y1: float


class Fragment(NamedTuple):
    """The part of a cell that stands on one page, with the text printed in it (empty where the text stands elsewhere)."""

    page_no: int
    box: Box
    text: str


@dataclass(frozen=True)
class TypesetCell:
    """One cell of the printed page; `form_no`, `row` and `col` count from 0, `table_no` and `page_no` from 1.

    `fragments` together hold the text once. `repeats` are the places where a header cell is printed again.
    """

    table_no: int
    form_no: int
    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    fragments: tuple[Fragment, ...]
    repeats: tuple[Fragment, ...] = ()


@dataclass(frozen=True)
class Typeset:
    """A rendered report: the PDF, every cell in it, and the number of pages."""

    pdf: bytes
    cells: Sequence[TypesetCell]
    pages: int

    def table(self, table_no: int, form_no: int | None = None) -> list[TypesetCell]:
        """The cells of one printed table, or of one of its forms."""
        return [c for c in self.cells if c.table_no == table_no and form_no in (None, c.form_no)]

    def page(self, page_no: int) -> list[TypesetCell]:
        """The cells that have a part on a page."""
        return [c for c in self.cells if any(f.page_no == page_no for f in (*c.fragments, *c.repeats))]


def squeeze(text: str) -> str:
    """A text without its whitespace: what two readings of a cell must share."""
    return "".join(text.split())
